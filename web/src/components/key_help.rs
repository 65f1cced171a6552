//! All keys, in a dialog.

use crate::browser::{close_dialog, open_dialog};
use crate::hooks::use_act;
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
    use_effect_with(dialog.clone(), open_dialog);
    let close = {
        let dialog = dialog.clone();
        move || {
            close_dialog(&dialog);
            act.dispatch(Action::KeysShown(false));
        }
    };
    let onclick = {
        let close = close.clone();
        Callback::from(move |_: MouseEvent| close())
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Escape" | "?") {
            event.prevent_default();
            close();
        }
    });
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
