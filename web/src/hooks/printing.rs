//! Printing: the rows that are not in the document come into it for as long as it takes.

use super::desk::{Act, use_act};
use crate::browser::{listen_to_printing, painted, print_page};
use reprieve_desk::action::Action;
use reprieve_desk::paper::{Paper, Print};
use yew::prelude::*;

/// Hears of printing, by whichever way it is asked for.
#[hook]
pub(crate) fn use_printing() {
    let act = use_act();
    use_effect_with((), move |()| {
        let listeners = listen_to_printing(move |begins| {
            let print = if begins { Print::Began } else { Print::Ended };
            act.dispatch(Action::Print(print));
        });
        move || drop(listeners)
    });
}

/// Prints something other than what the browser's own command would.
pub(crate) fn print(act: &Act, paper: Paper) {
    act.dispatch(Action::Print(Print::Asked(paper)));
    yew::platform::spawn_local(async {
        painted().await;
        print_page();
    });
}
