//! The four keys that matter, until they were used.

use crate::hooks::use_desk;
use yew::prelude::*;

#[component]
pub(crate) fn KeyHints() -> Html {
    let desk = use_desk();
    let are_known = !desk.state.lasting.keys_used.contains(&false);
    if desk.answer.counts().answer() == 0 || are_known {
        return Html::default();
    }
    let hint = |keys: &[&'static str], title: &'static str| {
        html! {
            <li>{ for keys.iter().map(|key| match *key {
                "–" => html! { "–" },
                key => html! { <kbd>{ key }</kbd> },
            }) }{ title }</li>
        }
    };
    // The help says them to screen readers.
    html! {
        <ul class="plain-list key-hints" aria-hidden="true">
            { hint(&["j", "k"], "Next, previous") }
            { hint(&["Enter"], "Open") }
            { hint(&["1", "–", "5"], "Decide") }
            { hint(&["?"], "All keys") }
        </ul>
    }
}
