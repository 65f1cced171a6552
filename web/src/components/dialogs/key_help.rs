//! All keys, in a dialog.

use crate::browser::close_dialog;
use crate::hooks::{Closing, use_act, use_dialog};
use crate::keys::{BINDINGS, Binding};
use reprieve_desk::action::Action;
use yew::prelude::*;

#[component]
pub(crate) fn KeyHelp() -> Html {
    let act = use_act();
    let dialog = use_node_ref();
    let on_closed = use_callback(act, |(), act| act.dispatch(Action::KeysShown(false)));
    let Closing { on_close, .. } = use_dialog(dialog.clone(), on_closed);
    let onkeydown = {
        let dialog = dialog.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "?" {
                event.prevent_default();
                close_dialog(&dialog);
            }
        })
    };
    let line = |binding: &Binding| {
        let kbd = |key: &&'static str| html! { <kbd>{ *key }</kbd> };
        html! {
            <>
                <dt>{ for binding.keys.iter().map(kbd) }</dt>
                <dd>{ binding.title }</dd>
            </>
        }
    };
    html! {
        <dialog ref={dialog} class="key-help" aria-label="Keys" {onkeydown}>
            <h2 class="key-help__title">{ "Keys" }</h2>
            <dl class="key-help__keys">
                { for BINDINGS.iter().map(line) }
            </dl>
            <p class="muted">
                { "A decision is about the selected accounts, else about the one in the row or in the open details." }
            </p>
            <button class="button" onclick={on_close}>{ "Close" }</button>
        </dialog>
    }
}
