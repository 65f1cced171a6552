//! The width of an element.

use crate::browser::watch_width;
use yew::prelude::*;

/// How wide an element is, in pixels; 0 until it is laid out.
#[hook]
pub(crate) fn use_width(element: NodeRef) -> u32 {
    let width = use_state_eq(|| 0);
    use_effect_with(element, {
        let width = width.clone();
        move |element| {
            let watch = watch_width(element, move |now| width.set(now));
            move || drop(watch)
        }
    });
    *width
}
