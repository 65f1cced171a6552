//! What is kept in case that the program stops.

use crate::browser::{keep_names, keep_work, time_of_day};
use reprieve_core::answer::Answer;
use reprieve_desk::decisions::Decisions;
use reprieve_desk::shared::Shared;
use reprieve_desk::state::State;
use reprieve_desk::timers::Timer;
use std::rc::Rc;
use yew::prelude::*;

/// Keeps what a person did. It is kept while the page is made anew and before anything else
/// of it is, not in an effect: whatever fails then, the last change is not lost.
#[hook]
pub(crate) fn use_kept_work(state: &State) {
    type Done = (Rc<Decisions>, Vec<Timer>);
    let last = use_mut_ref(|| None::<Done>);
    let mut last = last.borrow_mut();
    let is_kept = last.as_ref().is_some_and(|(decisions, timers)| {
        Rc::ptr_eq(decisions, &state.lasting.decisions) && state.timers().eq(timers)
    });
    if !is_kept {
        keep_work(&state.work(time_of_day));
        *last =
            Some((state.lasting.decisions.clone(), state.timers().cloned().collect()));
    }
}

/// Keeps the logon names of an answer.
#[hook]
pub(crate) fn use_kept_names(answer: &Shared<Answer>) {
    use_effect_with(answer.clone(), |answer| {
        let mut text = String::new();
        for row in answer.rows() {
            if text.is_empty() {
                text.push_str("Logon names\r\n");
            }
            text.push_str(answer.logon_name(row));
            text.push_str("\r\n");
        }
        keep_names(&text);
    });
}
