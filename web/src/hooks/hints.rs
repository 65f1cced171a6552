//! “Did you mean …?”, looked up in slices, and only when somebody looks.

use super::desk::use_desk;
use crate::browser::Slice;
use reprieve_core::answer::{Hints, Row, Suggestions};
use reprieve_desk::shared::Stop;
use std::rc::Rc;
use yew::prelude::*;

/// How many names of the directory are looked at before the clock is.
const N_NAMES: usize = 100;

/// Which accounts of the directory may be meant by `rows`, once that is known.
#[hook]
pub(crate) fn use_hints(rows: Vec<Row>) -> Rc<Suggestions> {
    let answer = use_desk().answer;
    let meant = use_state_eq(|| Rc::new(Suggestions::new()));
    use_effect_with((answer, rows), {
        let meant = meant.clone();
        move |(answer, rows)| {
            let stop = Stop::default();
            yew::platform::spawn_local({
                let (answer, stop) = (answer.clone(), stop.clone());
                let mut hints = Hints::new(&answer, rows);
                async move {
                    let mut slice = Slice::start();
                    while !hints.advance(&answer, N_NAMES) {
                        if slice.is_over() {
                            slice.pause().await;
                        }
                        if stop.is_stopped() {
                            return;
                        }
                    }
                    meant.set(Rc::new(hints.finish()));
                }
            });
            move || stop.stop()
        }
    });
    (*meant).clone()
}
