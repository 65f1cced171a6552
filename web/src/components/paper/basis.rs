//! What everything on paper rests on.

use crate::hooks::Desk;
use reprieve_desk::words::long_date;
use yew::prelude::*;

/// The day, the rules and the files that all of it rests on.
pub(crate) fn basis(desk: &Desk) -> Html {
    let policy = &desk.policy;
    let changed = if policy.is_changed() { ", changed" } else { "" };
    let sources = desk.answer.sources().iter();
    let files: Vec<String> = sources
        .map(|source| format!("{} ({})", source.file, source.kind.title().to_lowercase()))
        .collect();
    html! {
        <p class="sheet__basis">
            <b>{ format!("As of {}", long_date(desk.answer.as_of())) }</b>
            { format!(" · Rules: {} of {}{changed} · ", policy.title, long_date(policy.date)) }
            <bdi>{ files.join(", ") }</bdi>
        </p>
    }
}
