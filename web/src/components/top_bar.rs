//! The day, the rules, and the promise.

use super::icon::{Icon, Shape};
use crate::browser::value_of;
use crate::hooks::{use_act, use_desk};
use crate::state::{Action, State};
use crate::words::long_date;
use chrono::NaiveDate;
use reprieve_core::source::{Basis, ReportDate, Source};
use yew::prelude::*;

#[component]
pub(crate) fn TopBar() -> Html {
    let desk = use_desk();
    let act = use_act();
    let report = report_date(&desk.state, desk.answer.sources().iter().map(AsRef::as_ref));
    let on_as_of = {
        let act = act.clone();
        Callback::from(move |date| act.dispatch(Action::AsOfSet(date)))
    };
    let on_report_date = {
        let act = act.clone();
        Callback::from(move |date| act.dispatch(Action::ReportDateSet(Some(date))))
    };
    let on_detected = {
        let act = act.clone();
        Callback::from(move |_| act.dispatch(Action::ReportDateSet(None)))
    };
    let on_forget = Callback::from(move |_| act.dispatch(Action::ForgotEverything));
    let policy = &desk.policy;
    let written = format!("{}, as of {}", policy.institution, long_date(policy.date));
    html! {
        <header class="top-bar">
            <h1 class="brand"><Icon shape={Shape::Brand} />{ "Reprieve" }</h1>
            <DatePill label="As of" date={desk.state.as_of} on_change={on_as_of} />
            if let Some(report) = report {
                <DatePill
                    label="Report of"
                    date={report.date}
                    note={basis_note(report.basis)}
                    on_change={on_report_date}
                />
                if report.basis == Basis::Stated {
                    <button class="button button--quiet" onclick={on_detected}>
                        { "Report date as detected" }
                    </button>
                }
            }
            <span class="top-bar__rules" title={written}>
                <span class="muted">{ "Rules " }</span>
                <b>{ &policy.title }</b>
            </span>
            <span class="top-bar__rest" />
            <span class="promise"><Icon shape={Shape::Shield} />{ "Nothing leaves this computer" }</span>
            if !desk.state.inputs.is_empty() {
                <button class="button" onclick={on_forget}>{ "Forget everything" }</button>
            }
        </header>
    }
}

/// The report date that counts, when the answer depends on one.
fn report_date<'a>(
    state: &State,
    mut sources: impl Iterator<Item = &'a Source>,
) -> Option<ReportDate> {
    let source = sources.find(|source| source.has_report_date())?;
    Some(source.report_date(state.report_date, state.as_of))
}

fn basis_note(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "as you say",
        Basis::Implied => "from its rows",
        Basis::Modified => "assumed from the file's date",
        Basis::AsOf => "assumed",
    }
}

#[derive(PartialEq, Properties)]
struct DatePillProps {
    label: AttrValue,
    date: NaiveDate,
    #[prop_or_default]
    note: AttrValue,
    on_change: Callback<NaiveDate>,
}

/// A date with its weekday, to be changed in place.
#[component]
fn DatePill(props: &DatePillProps) -> Html {
    let onchange = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        // A field that is half filled in says nothing yet.
        if let Ok(date) = value_of(&event).parse() {
            onchange.emit(date);
        }
    });
    html! {
        <label class="date-pill">
            <span class="muted">{ props.label.clone() }</span>
            <span class="date-pill__weekday">{ props.date.format("%a").to_string() }</span>
            <input type="date" value={props.date.to_string()} {onchange} />
            if !props.note.is_empty() {
                <span class="date-pill__note">{ props.note.clone() }</span>
            }
        </label>
    }
}
