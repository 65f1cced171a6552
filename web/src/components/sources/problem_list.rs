//! Problems by kind, with their place, their text and their remedy, and the rows to download.

use crate::browser::save_csv;
use crate::hooks::use_desk;
use reprieve_core::characters::in_file_name;
use reprieve_core::export::Rejects;
use reprieve_core::problem::{Code, Problem};
use reprieve_core::source::Source;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{number, rules_mark};
use yew::prelude::*;

/// How many of a kind are shown; the rest is counted.
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
    let mark = rules_mark(&use_desk().policy);
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
                { for by_kind(&source.problems).iter().map(kind) }
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

/// The problems by kind, in the order in which the kinds first occur.
fn by_kind(problems: &[Problem]) -> Vec<(Code, Vec<&Problem>)> {
    let mut kinds: Vec<(Code, Vec<&Problem>)> = Vec::new();
    for problem in problems {
        match kinds.iter_mut().find(|(code, _)| *code == problem.code()) {
            Some((_, group)) => group.push(problem),
            None => kinds.push((problem.code(), vec![problem])),
        }
    }
    kinds
}

fn kind((code, group): &(Code, Vec<&Problem>)) -> Html {
    let n_more = group.len().saturating_sub(MAX_SHOWN);
    // What is said of the whole file goes first, so that the limit does not hide it.
    let (of_file, of_lines): (Vec<&Problem>, Vec<&Problem>) =
        group.iter().partition(|problem| problem.line.is_none());
    html! {
        <li key={code.as_str()} class="problems__kind">
            <p class="problems__head">
                <b>{ code.title() }</b>
                <span class="problems__count">{ number(group.len()) }</span>
            </p>
            <p class="muted">{ code.remedy() }</p>
            { for of_file.into_iter().chain(of_lines).take(MAX_SHOWN).map(item) }
            if n_more > 0 {
                <p class="muted">{ format!("and {} more", number(n_more)) }</p>
            }
        </li>
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
        <p class="problem">
            <b>{ place }</b>{ ": " }{ problem.message() }
            if !problem.text.is_empty() {
                { " " }<q class="problem__text">{ &problem.text }</q>
            }
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
    use reprieve_core::problem::Finding;

    #[test]
    fn kinds_come_as_they_first_occur() {
        let duplicate = Finding::Duplicate { first_line: 1 };
        let problems = [Finding::Footer, duplicate, Finding::Footer]
            .map(|finding| Problem::of_file(finding, "f"));
        let kinds: Vec<(Code, usize)> = by_kind(&problems)
            .into_iter()
            .map(|(code, group)| (code, group.len()))
            .collect();
        assert_eq!(kinds, [(Code::Footer, 2), (Code::Duplicate, 1)]);
    }

    #[test]
    fn rows_are_saved_under_a_name_that_every_system_takes() {
        assert_eq!(file_name("report 11.csv", ""), "report 11-problems.csv");
        assert_eq!(file_name("Pasted at 9:14", ""), "Pasted at 9-14-problems.csv");
        assert_eq!(file_name("../x", "-other"), "---x-problems-other.csv");
        assert_eq!(file_name("a\u{202e}vsc.csv", ""), "avsc-problems.csv");
    }
}
