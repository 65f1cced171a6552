//! Why an account is flagged, with the cells that say so, and what cannot be done now.

use reprieve_core::advice::{Evidence, ImpossibleNote, Why};
use reprieve_core::characters::visible;
use yew::prelude::*;

/// The cause, and what mends it.
pub(crate) fn why(why: &Why) -> Html {
    html! {
        <div class="why">
            <p class="why__title">{ &why.title }</p>
            <p>{ &why.explanation }</p>
            <p>{ &why.advice }</p>
            <p><span class="muted">{ "Who: " }</span>{ &why.who }</p>
        </div>
    }
}

/// Cells with their places.
pub(crate) fn evidence(evidence: &[Evidence]) -> Html {
    html! {
        if !evidence.is_empty() {
            <ul class="plain-list evidence">
                { for evidence.iter().map(cell) }
            </ul>
        }
    }
}

fn cell(cell: &Evidence) -> Html {
    html! {
        <li class="evidence__cell">
            <q class="evidence__text">
                if cell.text.is_empty() {
                    <i class="muted">{ "empty" }</i>
                } else {
                    <bdi>{ visible(&cell.text).into_owned() }</bdi>
                }
            </q>
            <span class="muted">{ format!("“{}” in {}, line {}", cell.column, cell.file, cell.line) }</span>
        </li>
    }
}

/// What cannot be done now, and why.
pub(crate) fn impossible(notes: &[ImpossibleNote]) -> Html {
    html! {
        if !notes.is_empty() {
            <section>
                <h3>{ "Not possible now" }</h3>
                <ul class="plain-list impossible">
                    { for notes.iter().map(|note| html! {
                        <li><b>{ &note.what }</b>{ ". " }{ &note.why }</li>
                    }) }
                </ul>
            </section>
        }
    }
}
