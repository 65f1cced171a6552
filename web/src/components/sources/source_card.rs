//! One file: what it was taken for, how it was read, and what is wrong with it.

use super::correction::Correction;
use super::how_read::how_read;
use super::problem_list::{ProblemList, shown};
use super::report_date::ReportDate;
use super::still_reading::percent;
use crate::components::parts::disclosure::Disclosure;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{Desk, use_act, use_desk};
use chrono::NaiveDate;
use reprieve_core::problem::Unreadable;
use reprieve_core::role::Role;
use reprieve_core::source::{Basis, SoFar, Source};
use reprieve_desk::action::Action;
use reprieve_desk::input::{
    InputFile, InputStage, Mark, ReadFailure, ReadState, Understood,
};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{count, far_date};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) input: InputFile,
    /// What tells it from others of its name.
    pub(crate) mark: Option<Mark>,
}

#[component]
pub(crate) fn SourceCard(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let Props { input, mark } = props;
    let id = input.id();
    let on_remove = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::Removed { id }))
    };
    let mark = mark.map(mark_in_words);
    let whole_name =
        mark.iter().fold(input.name().to_owned(), |name, mark| format!("{name}, {mark}"));
    let (word, label) = match input.is_reading() {
        true => ("Cancel", format!("Cancel reading {whole_name}")),
        false => ("Remove", format!("Remove {whole_name}")),
    };
    let read_state = input.read_state(&desk.policy);
    let source = match read_state {
        ReadState::Read(source) => Some(source),
        ReadState::Outlived(understood, _) => Some(&understood.source),
        ReadState::Reading | ReadState::Failed(..) => None,
    };
    let on_said = Callback::from(move |said| act.dispatch(Action::Said { id, said }));
    let correction = html! {
        <Correction said={input.said.clone()} source={source.cloned()} {on_said} />
    };
    let remove = html! {
        <button class="icon-button source__remove" aria-label={label} title={word} onclick={on_remove}>
            <Icon shape={Shape::Cross} />
        </button>
    };
    let head = html! {
        <header class="source__head">
            <h2 class="source__name" title={input.name().to_owned()}>{ input.name() }</h2>
            if let Some(mark) = &mark {
                <span class="source__mark">{ mark }</span>
            }
            if let Some(source) = source {
                <span class="source__kind">{ source.kind.title() }</span>
            }
            { remove }
        </header>
    };
    let again = (!input.is_reading() && input.is_due(&desk.policy)).then(|| {
        html! {
            <p class="source__again" role="status">{ "Reading it again …" }</p>
        }
    });
    // What needs somebody lies open; the others are behind a chip.
    match read_state {
        ReadState::Reading => html! {
            <article class="source source--reading">{ head }{ reading(input) }</article>
        },
        ReadState::Read(source) => {
            let panel = format!("source-{}", id.0);
            html! {
                <article class="source">
                    { chip(&desk, source, input.report_date, whole_name.clone(), &panel) }
                    { again }
                    <div id={panel} class="card popover source__panel" popover="auto" role="group" aria-label={whole_name}>
                        { head }
                        { read(&desk, input, source, correction) }
                    </div>
                </article>
            }
        }
        ReadState::Outlived(understood, failure) => html! {
            <article class="card source source--open card--outlived">
                { head }
                { again }
                { outlived(understood, failure) }
                { read(&desk, input, &understood.source, correction) }
            </article>
        },
        ReadState::Failed(failure, kept) => html! {
            <article class="card source source--open card--failed">
                { head }
                { again }
                if input.is_profile {
                    { refused("These rules cannot be followed. ", &failure.error, None) }
                } else {
                    { failed(failure, kept, correction) }
                }
            </article>
        },
    }
}

/// The button that opens what is known of a file: what it is, how many it names, and whether
/// something is wrong with it.
fn chip(
    desk: &Desk,
    source: &Shared<Source>,
    stated: Option<NaiveDate>,
    file: String,
    panel: &str,
) -> Html {
    let n_problems = shown(desk, source).count();
    let is_assumed = source
        .report_date(stated, desk.state.as_of())
        .is_some_and(|report| matches!(report.basis, Basis::Modified | Basis::AsOf));
    let is_wrong = n_problems > 0 || source.n_lost_rows() > 0 || is_assumed;
    html! {
        <button class={classes!("source-chip", is_wrong.then_some("source-chip--wrong"))} title={file.clone()} popovertarget={panel.to_owned()}>
            if is_wrong {
                <Icon shape={Shape::Warning} />
            }
            <b>{ source.kind.title() }</b>
            <span>{ count(source.n_names(), "name", "names") }</span>
            if n_problems > 0 {
                <span>{ count(n_problems, "problem", "problems") }</span>
            }
            if is_assumed {
                <span>{ "date assumed" }</span>
            }
            <span class="source-chip__file">{ file }</span>
            <Icon shape={Shape::Down} />
        </button>
    }
}

fn mark_in_words(mark: Mark) -> String {
    match mark {
        Mark::Day(day) => format!("of {}", far_date(day)),
        Mark::Number(number, of) => format!("{number} of {of}"),
    }
}

fn reading(input: &InputFile) -> Html {
    let InputStage::Reading { n_read, so_far, .. } = input.stage else {
        return Html::default();
    };
    let SoFar { kind, n_rows, n_names } = so_far;
    let n_total = input.arrival.n_bytes;
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

/// That it could not be read again, and what counts instead.
fn outlived(understood: &Understood, failure: &ReadFailure) -> Html {
    let before = if understood.terms.said == failure.terms.said {
        format!("by the rules “{}”", understood.terms.policy.title)
    } else {
        "before you said otherwise".to_owned()
    };
    html! {
        <div class="source__outlived" role="alert">
            <p><b>{ "This could not be read again. " }</b>{ failure.error.message() }</p>
            <p>
                { format!("Its rows still count, as they were read {before}. Drop the file again to read it anew.") }
            </p>
        </div>
    }
}

fn failed(failure: &ReadFailure, kept: Option<&Understood>, correction: Html) -> Html {
    let back = kept.map(|understood| match understood.terms.said == failure.terms.said {
        true => "It was read by the rules before: follow those again, and it is back.",
        false => "It was read before you said otherwise: take that back, and it is back.",
    });
    html! {
        <>
        { refused("This could not be read. ", &failure.error, back) }
        <Disclosure label="Change how it is read">
            <div class="disclosure__body">{ correction }</div>
        </Disclosure>
        </>
    }
}

/// `more` is what else can be done.
fn refused(what: &str, error: &Unreadable, more: Option<&str>) -> Html {
    html! {
        <div class="source__failed" role="alert">
            <p><b>{ what }</b>{ error.message() }</p>
            <p>
                { error.remedy() }
                if let Some(more) = more {
                    { " " }{ more }
                }
            </p>
        </div>
    }
}

fn read(
    desk: &Desk,
    input: &InputFile,
    source: &Shared<Source>,
    correction: Html,
) -> Html {
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
    let n_problems = shown(desk, source).count();
    html! {
        <>
            <p class="source__facts">{ facts.join(" · ") }</p>
            if source.n_lost_rows() > 0 {
                <p class="source__lost">
                    { format!("{} without a logon name that could be read: nobody in the answer.", count(source.n_lost_rows(), "row", "rows")) }
                </p>
            }
            <div class="source__more">
                <ReportDate id={input.id()} source={source.clone()} stated={input.report_date} />
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
