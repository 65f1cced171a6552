//! The clock, while somebody looks at it.

use crate::browser::{every_second, instant};
use yew::prelude::*;

/// Now, in milliseconds since 1970; it goes on until an instant, and stands still after it.
#[hook]
pub(crate) fn use_now(until: f64) -> f64 {
    let now = use_state_eq(instant);
    let is_over = *now >= until;
    use_effect_with((until.to_bits(), is_over), {
        let now = now.clone();
        move |_| {
            now.set(instant());
            let ticking = (!is_over).then(|| every_second(move || now.set(instant())));
            move || drop(ticking)
        }
    });
    *now
}
