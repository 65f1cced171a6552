//! A text with what the search matches in it.

use reprieve_desk::search::highlights;
use yew::prelude::*;

/// The matches stand out; without any it is the text alone.
pub(crate) fn marked(text: &str, search: &str) -> Html {
    let mut from = 0;
    let mut parts = Vec::new();
    for range in highlights(text, search) {
        parts.push(html! { { &text[from..range.start] } });
        from = range.end;
        parts.push(html! { <mark>{ &text[range] }</mark> });
    }
    parts.push(html! { { &text[from..] } });
    parts.into_iter().collect()
}
