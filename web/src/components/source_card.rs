//! One file: what it was taken for, how it was read, and what is wrong with it.

use super::correction::Correction;
use super::disclosure::Disclosure;
use super::how_read::how_read;
use super::problem_list::ProblemList;
use super::report_date::ReportDate;
use super::still_reading::percent;
use crate::hooks::{Desk, use_act, use_desk};
use crate::state::{Action, Input, Said, Shared, Stage};
use crate::words::count;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Role, SoFar, Source};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) input: Input,
    pub(crate) on_again: Callback<(u32, Said)>,
}

#[component]
pub(crate) fn SourceCard(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let input = &props.input;
    let on_remove = {
        let (id, stage) = (input.id, input.stage.clone());
        Callback::from(move |_: MouseEvent| {
            if let Stage::Reading { stop, .. } = &stage {
                stop.stop();
            }
            act.dispatch(Action::Removed { id });
        })
    };
    let (word, label) = match input.stage {
        Stage::Reading { .. } => ("Cancel", format!("Cancel reading {}", input.name)),
        Stage::Read(_) | Stage::Failed(_) => ("Remove", format!("Remove {}", input.name)),
    };
    let (state, body) = match &input.stage {
        Stage::Reading { n_read, n_total, so_far, .. } => {
            (None, reading(*n_read, *n_total, *so_far))
        }
        Stage::Read(source) => (None, read(&desk, source, correction(props))),
        Stage::Failed(error) if input.is_profile => {
            (Some("card--failed"), refused("These rules cannot be followed. ", error))
        }
        Stage::Failed(error) => (Some("card--failed"), failed(error, correction(props))),
    };
    html! {
        <article class={classes!("card", "source", state)}>
            <header class="source__head">
                <h2 class="source__name" title={input.name.clone()}>{ &input.name }</h2>
                if let Stage::Read(source) = &input.stage {
                    <span class="source__kind">{ source.kind.title() }</span>
                }
                <button class="source__remove" aria-label={label} title={word} onclick={on_remove}>
                    { "×" }
                </button>
            </header>
            if input.is_read_again {
                <p class="source__again" role="status">{ "Reading it again by other rules …" }</p>
            }
            { body }
        </article>
    }
}

fn reading(n_read: u64, n_total: u64, so_far: SoFar) -> Html {
    let SoFar { kind, n_rows, n_names } = so_far;
    html! {
        <div class="source__reading">
            <progress max={n_total.max(1).to_string()} value={n_read.to_string()} aria-label="Reading" />
            <span class="muted">{ format!("Reading … {}", percent(n_read, n_total)) }</span>
            if let Some(kind) = kind {
                <span class="source__so-far muted">
                    { format!(
                        "{}: {}, {} so far",
                        kind.title(),
                        count(n_rows, "row", "rows"),
                        count(n_names, "name", "names"),
                    ) }
                </span>
            }
        </div>
    }
}

/// How the file can be read otherwise.
fn correction(props: &Props) -> Html {
    let Props { input, on_again } = props;
    let id = input.id;
    let source = match &input.stage {
        Stage::Read(source) => Some(source.clone()),
        Stage::Reading { .. } | Stage::Failed(_) => None,
    };
    let on_said = on_again.reform(move |said| (id, said));
    html! { <Correction said={input.said.clone()} {source} {on_said} /> }
}

fn failed(error: &Unreadable, correction: Html) -> Html {
    html! {
        <>
        { refused("This could not be read. ", error) }
        <Disclosure label="Read it otherwise">
            <div class="disclosure__body">{ correction }</div>
        </Disclosure>
        </>
    }
}

fn refused(what: &str, error: &Unreadable) -> Html {
    html! {
        <div class="source__failed" role="alert">
            <p><b>{ what }</b>{ &error.message }</p>
            <p>{ &error.remedy }</p>
        </div>
    }
}

fn read(desk: &Desk, source: &Shared<Source>, correction: Html) -> Html {
    let how = &source.how;
    let n_rows = source.table.n_rows();
    let names = source
        .columns
        .iter()
        .find(|column| column.role == Role::LogonName)
        .map(|column| source.table.column_name(column.index));
    let facts = [
        count(n_rows, "row", "rows"),
        names.filter(|_| how.delimiter.is_some() || how.sheet.is_some()).map_or_else(
            || count(source.n_names(), "name", "names"),
            |name| format!("{} in “{name}”", count(source.n_names(), "name", "names")),
        ),
        how.form(),
    ];
    let n_problems = source.problems.len();
    html! {
        <>
            <p class="source__facts">{ facts.join(" · ") }</p>
            if source.n_lost_rows() > 0 {
                <p class="source__lost">
                    { format!("{} without a logon name that could be read: nobody in the answer.", count(source.n_lost_rows(), "row", "rows")) }
                </p>
            }
            <div class="source__more">
                if source.has_report_date() {
                    <ReportDate source={source.clone()} />
                }
                <Disclosure label="How it was read">
                    { how_read(desk, source, correction) }
                </Disclosure>
                if n_problems > 0 {
                    <Disclosure label={count(n_problems, "problem", "problems")} class="disclosure--warning">
                        <ProblemList source={source.clone()} />
                    </Disclosure>
                }
            </div>
        </>
    }
}
