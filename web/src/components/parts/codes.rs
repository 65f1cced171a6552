//! The codes of affiliations.

use super::marked::marked;
use yew::prelude::*;

/// The codes as chips, with what a search matches; a dash when there are none, nothing when
/// nobody knows.
pub(crate) fn codes(codes: Option<&[String]>, search: &str) -> Html {
    match codes {
        None => Html::default(),
        Some([]) => html! { <span class="chip" title="none">{ "–" }</span> },
        Some(codes) => html! {
            { for codes.iter().map(|code| html! { <span class="chip">{ marked(code, search) }</span> }) }
        },
    }
}
