//! Problems by kind, with their place, their text and their remedy, and the rows to download.

use crate::browser::save_csv;
use crate::hooks::{Desk, use_desk};
use reprieve_core::characters::in_file_name;
use reprieve_core::export::Rejects;
use reprieve_core::problem::{Cause, KindOfProblem, Problem, by_kind};
use reprieve_core::source::Source;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{number, rules_mark};
use yew::prelude::*;

/// How many causes of a kind are shown; the rest is counted.
const MAX_SHOWN: usize = 20;

/// How many rows are written before the clock is looked at; they may be wide.
const N_RECORDS: usize = 50;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) source: Shared<Source>,
}

#[component]
pub(crate) fn ProblemList(props: &Props) -> Html {
    let source = &props.source;
    let desk = use_desk();
    let mark = rules_mark(&desk.policy);
    let onclick = {
        let source = source.clone();
        Callback::from(move |_: MouseEvent| {
            let sources = [source.arc()];
            yew::platform::spawn_local(async move {
                let name = file_name(&sources[0].file, mark);
                let mut rejects = Rejects::new(&sources);
                save_csv(&name, |out| rejects.advance(N_RECORDS, out)).await;
            });
        })
    };
    let has_rows = source.problems.iter().any(|problem| source.row_of(problem).is_some());
    html! {
        <div class="problems disclosure__body">
            <ul class="problems__kinds" tabindex="0" aria-label="Problems by kind">
                { for by_kind(shown(&desk, source)).iter().map(kind) }
            </ul>
            if has_rows {
                <p class="problems__save">
                    <button class="button" {onclick}>{ "Download these rows" }</button>
                    <span class="muted">{ "as they were written, with the reason" }</span>
                </p>
            }
        </div>
    }
}

/// The problems of a file that no doubt says already.
pub(super) fn shown<'a>(
    desk: &'a Desk,
    source: &'a Source,
) -> impl Iterator<Item = &'a Problem> {
    source.problems.iter().filter(|problem| !desk.answer.is_said_by_doubt(problem))
}

fn kind(kind: &KindOfProblem<'_>) -> Html {
    let KindOfProblem { code, n_problems, causes } = kind;
    let shown = &causes[..causes.len().min(MAX_SHOWN)];
    let n_told: usize = shown.iter().map(|cause| cause.n_problems).sum();
    html! {
        <li key={code.as_str()} class="problems__kind">
            <p class="problems__head">
                <b>{ code.title() }</b>
                <span class="problems__count">{ number(*n_problems) }</span>
            </p>
            <p class="muted">{ code.remedy() }</p>
            { for shown.iter().map(item) }
            if *n_problems > n_told {
                <p class="muted">{ format!("and {} more", number(n_problems - n_told)) }</p>
            }
        </li>
    }
}

fn item(cause: &Cause<'_>) -> Html {
    let place = cause.place().unwrap_or_else(|| "the whole file".to_owned());
    let more = if cause.has_more_texts { ", …" } else { "" };
    html! {
        <p class="problem">
            <b class="problem__place">{ place }</b>{ ": " }{ cause.first.message() }
            { for cause.texts.iter().enumerate().map(|(at, text)| html! {
                <>
                    { if at == 0 { " " } else { ", " } }
                    <q class="problem__text">{ *text }</q>
                </>
            }) }
            { more }
        </p>
    }
}

/// What to call the rows of a file, without what no system takes in a name.
fn file_name(file: &str, mark: &str) -> String {
    let is_ending = |ending: &str| ending.chars().all(char::is_alphanumeric);
    let stem = file.rsplit_once('.').filter(|(_, ending)| is_ending(ending));
    let stem = stem.map_or(file, |(stem, _)| stem);
    format!("{}-problems{mark}.csv", in_file_name(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_saved_under_a_name_that_every_system_takes() {
        assert_eq!(file_name("report 11.csv", ""), "report 11-problems.csv");
        assert_eq!(file_name("Pasted at 9:14", ""), "Pasted at 9-14-problems.csv");
        assert_eq!(file_name("../x", "-other"), "---x-problems-other.csv");
        assert_eq!(file_name("a\u{202e}vsc.csv", ""), "avsc-problems.csv");
    }
}
