//! All keys, in a dialog.

use crate::browser::close_dialog;
use crate::hooks::{use_act, use_dialog};
use crate::state::Action;
use crate::state::decisions::Choice;
use yew::prelude::*;

/// What moves and selects; the keys of the decisions are theirs.
const KEYS: [(&[&str], &str); 10] = [
    (&["/"], "Search"),
    (&["↓", "↑"], "Next and previous account; in the details too"),
    (&["Enter"], "Open the details"),
    (&["Esc"], "Close the details, or clear the selection"),
    (&["x"], "Select the account, or take it out"),
    (&["Shift ↓", "Shift ↑"], "Select one more"),
    (&["Ctrl Z"], "Undo"),
    (&["Ctrl Y", "Ctrl Shift Z"], "Redo"),
    (&["Ctrl V"], "Paste a list"),
    (&["?"], "These keys"),
];

#[component]
pub(crate) fn KeyHelp() -> Html {
    let act = use_act();
    let dialog = use_node_ref();
    let on_closed = use_callback(act, |(), act| act.dispatch(Action::KeysShown(false)));
    use_dialog(dialog.clone(), on_closed);
    let onclick = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| close_dialog(&dialog))
    };
    let onkeydown = {
        let dialog = dialog.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "?" {
                event.prevent_default();
                close_dialog(&dialog);
            }
        })
    };
    let line = |keys: &[&'static str], what: &str| {
        html! {
            <>
                <dt>{ for keys.iter().map(|key| html! { <kbd>{ *key }</kbd> }) }</dt>
                <dd>{ what }</dd>
            </>
        }
    };
    html! {
        <dialog ref={dialog} class="key-help" aria-label="Keys" {onkeydown}>
            <h2 class="key-help__title">{ "Keys" }</h2>
            <dl class="key-help__keys">
                { for Choice::ALL.into_iter().map(|choice| line(&[choice.key()], choice.title())) }
                { for KEYS.into_iter().map(|(keys, what)| line(keys, what)) }
            </dl>
            <p class="muted">
                { "A decision is about the selected accounts, else about the one in the row or in the open details." }
            </p>
            <button class="button" {onclick}>{ "Close" }</button>
        </dialog>
    }
}
