//! What has to be done to the document before anything else can happen to it.

use yew::prelude::*;

/// Does something when `deps` have changed, once what they make is in the document. After a
/// render that takes long Yew lets keys in before it runs effects; this comes before the
/// keys.
#[hook]
pub(crate) fn use_settled_with<D: PartialEq + 'static>(
    deps: D,
    then: impl FnOnce() + 'static,
) {
    let last = use_mut_ref(|| None);
    if last.borrow().as_ref() != Some(&deps) {
        last.replace(Some(deps));
        // It is the next microtask, and the render, its children's too, is within this one.
        yew::platform::spawn_local(async { then() });
    }
}
