//! Dialogs, which the browser keeps: it holds the focus in them and gives it back.

use crate::browser::{close_dialog, is_on_itself, listen_to_closing, show_dialog};
use yew::prelude::*;

/// What closes a dialog besides Escape.
pub(crate) struct Closing {
    /// A button of it.
    pub(crate) on_close: Callback<MouseEvent>,
    /// A press beside it, which the browser reports as one on the dialog itself.
    pub(crate) on_outside: Callback<MouseEvent>,
}

/// Opens a `<dialog>` over the page, and hears when it is closed.
#[hook]
pub(crate) fn use_dialog(dialog: NodeRef, on_closed: Callback<()>) -> Closing {
    use_effect_with((dialog.clone(), on_closed), |(dialog, on_closed)| {
        let on_closed = on_closed.clone();
        let listeners = listen_to_closing(dialog, move || on_closed.emit(()));
        show_dialog(dialog);
        move || drop(listeners)
    });
    let on_close = {
        let dialog = dialog.clone();
        Callback::from(move |_| close_dialog(&dialog))
    };
    let on_outside = Callback::from(move |event: MouseEvent| {
        if is_on_itself(&event, &dialog) {
            close_dialog(&dialog);
        }
    });
    Closing { on_close, on_outside }
}
