//! Problems with their place, their text and their remedy.

use crate::words::number;
use reprieve_core::problem::Problem;
use yew::prelude::*;

/// How many are shown; the rest is counted.
const MAX_SHOWN: usize = 200;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) problems: Vec<Problem>,
}

#[component]
pub(crate) fn ProblemList(props: &Props) -> Html {
    let n_more = props.problems.len().saturating_sub(MAX_SHOWN);
    html! {
        <ul class="problems disclosure__body">
            { for props.problems.iter().take(MAX_SHOWN).map(item) }
            if n_more > 0 {
                <li>{ format!("And {} more.", number(n_more)) }</li>
            }
        </ul>
    }
}

fn item(problem: &Problem) -> Html {
    let place = match (problem.line, &problem.column) {
        (Some(line), Some(column)) => format!("Line {line}, {column}"),
        (Some(line), None) => format!("Line {line}"),
        (None, Some(column)) => column.clone(),
        (None, None) => "The whole file".to_owned(),
    };
    html! {
        <li class="problem">
            <p>
                <b>{ place }</b>{ ": " }{ &problem.message }
                if !problem.text.is_empty() {
                    { " " }<q class="problem__text">{ &problem.text }</q>
                }
            </p>
            <p class="muted">{ problem.code.remedy() }</p>
        </li>
    }
}
