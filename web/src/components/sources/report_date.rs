//! When a report was made, who says so, and how old it is.

use crate::components::parts::date_pill::DatePill;
use crate::hooks::{use_act, use_desk};
use chrono::NaiveDate;
use reprieve_core::source::{Basis, Source};
use reprieve_desk::action::Action;
use reprieve_desk::input::InputId;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::long_date;
use std::sync::Arc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The file.
    pub(crate) id: InputId,
    /// When its report was made, if the user says so.
    pub(crate) stated: Option<NaiveDate>,
    pub(crate) source: Shared<Source>,
}

#[component]
pub(crate) fn ReportDate(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let Props { id, stated, source } = props;
    let id = *id;
    let Some(report) = source.report_date(*stated, desk.state.as_of()) else {
        // None of its dates depends on that day.
        return Html::default();
    };
    let on_change = {
        let act = act.clone();
        Callback::from(move |date| {
            act.dispatch(Action::ReportDateSet { id, date: Some(date) });
        })
    };
    let on_detected = Callback::from(move |_| {
        act.dispatch(Action::ReportDateSet { id, date: None });
    });
    let mut sources = desk.answer.sources().iter();
    let notices = match sources.position(|other| Arc::ptr_eq(other, &source.arc())) {
        Some(place) => desk.answer.notices_of(place),
        // The answer is still being joined.
        None => Vec::new(),
    };
    html! {
        <div class="report-date">
            <DatePill
                label="Report of"
                date={report.date}
                note={basis_note(report.basis)}
                {on_change}
            />
            if report.basis == Basis::Stated {
                <button class="link" onclick={on_detected}>{ "as detected" }</button>
            }
            { for notices.into_iter().map(|notice| html! {
                <span class="report-date__notice">{ notice.finding.message(long_date) }</span>
            }) }
        </div>
    }
}

fn basis_note(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => "as you say",
        Basis::Implied => "from its rows",
        Basis::Modified => "assumed from the file’s date",
        Basis::AsOf => "assumed",
    }
}
