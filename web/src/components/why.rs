//! Why an account is flagged, with the cells that say so, and what cannot be done now.

use reprieve_core::advice::{Evidence, ImpossibleNote, Why};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct WhyProps {
    pub(crate) why: Why,
}

/// The cause, what mends it, and the evidence.
#[component]
pub(crate) fn WhySection(props: &WhyProps) -> Html {
    let why = &props.why;
    html! {
        <div class="why">
            <p class="why__title">{ &why.title }</p>
            <p>{ &why.explanation }</p>
            <p>{ &why.advice }</p>
            <p><span class="muted">{ "Who: " }</span>{ &why.who }</p>
            <EvidenceList evidence={why.evidence.clone()} />
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct EvidenceProps {
    pub(crate) evidence: Vec<Evidence>,
}

/// Cells with their places.
#[component]
pub(crate) fn EvidenceList(props: &EvidenceProps) -> Html {
    html! {
        if !props.evidence.is_empty() {
            <ul class="plain-list evidence">
                { for props.evidence.iter().map(cell) }
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
                    <bdi>{ &cell.text }</bdi>
                }
            </q>
            <span class="muted">{ format!("“{}” in {}, line {}", cell.column, cell.file, cell.line) }</span>
        </li>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct ImpossibleProps {
    pub(crate) notes: Vec<ImpossibleNote>,
}

/// What cannot be done now, and why.
#[component]
pub(crate) fn Impossible(props: &ImpossibleProps) -> Html {
    html! {
        if !props.notes.is_empty() {
            <section>
                <h3>{ "Not possible now" }</h3>
                <ul class="plain-list impossible">
                    { for props.notes.iter().map(|note| html! {
                        <li><b>{ &note.what }</b>{ ". " }{ &note.why }</li>
                    }) }
                </ul>
            </section>
        }
    }
}
