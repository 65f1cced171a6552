//! What a listener looks at that stays while the page changes.

use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The value of the last render. Between a render that takes long and its effects Yew lets
/// keys in, and a listener that an effect makes anew would then know the page before.
#[hook]
pub(super) fn use_latest<T: Clone + 'static>(value: T) -> Rc<RefCell<T>> {
    let latest = use_mut_ref({
        let value = value.clone();
        move || value
    });
    latest.replace(value);
    latest
}
