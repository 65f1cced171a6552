//! A decision as a word and a shape, in a row.

use super::icon::{Icon, Shape};
use reprieve_desk::decisions::{Choice, Record};
use yew::prelude::*;

/// `is_possible` says whether what was decided can still be done.
pub(crate) fn decision_mark(record: &Record, is_possible: bool) -> Html {
    let choice = record.decision.choice();
    let shape = if is_possible { Shape::Choice(choice) } else { Shape::Warning };
    let late = (!is_possible).then_some("decision-mark--late");
    let title = match is_possible {
        true => record.note.clone(),
        false => "It is not possible any more, or not yet".to_owned(),
    };
    html! {
        <span class={classes!("decision-mark", late)} {title}>
            if choice != Choice::Undecided {
                <Icon {shape} />
                <span class="decision-mark__word">{ choice.title() }</span>
                if !is_possible {
                    <span class="visually-hidden">{ ", not possible now" }</span>
                }
            }
            if !record.note.is_empty() {
                <Icon shape={Shape::Note} />
                <span class="visually-hidden">{ "with a note" }</span>
            }
        </span>
    }
}
