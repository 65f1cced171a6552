//! How often the page's policy had to stop something.

use crate::browser::listen_to_refusals;
use std::cell::Cell;
use yew::prelude::*;

/// The count since the page was opened, which is why it is asked for at the root.
#[hook]
pub(crate) fn use_refusals() -> usize {
    let n_refused = use_state_eq(|| 0);
    use_effect_with((), {
        let n_refused = n_refused.clone();
        move |()| {
            let n_so_far = Cell::new(0);
            let listeners = listen_to_refusals(move || {
                n_so_far.set(n_so_far.get() + 1);
                n_refused.set(n_so_far.get());
            });
            move || drop(listeners)
        }
    });
    *n_refused
}
