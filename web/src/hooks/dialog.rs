//! Dialogs, which the browser keeps: it holds the focus in them and gives it back.

use crate::browser::{listen_to_closing, show_dialog};
use yew::prelude::*;

/// Opens a `<dialog>` over the page, and hears when it is closed.
#[hook]
pub(crate) fn use_dialog(dialog: NodeRef, on_close: Callback<()>) {
    use_effect_with((dialog, on_close), |(dialog, on_close)| {
        let on_close = on_close.clone();
        let listeners = listen_to_closing(dialog, move || on_close.emit(()));
        show_dialog(dialog);
        move || drop(listeners)
    });
}
