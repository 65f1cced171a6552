//! When a report was made, who says so, and how old it is.

use crate::components::parts::date_pill::DatePill;
use crate::hooks::{use_act, use_desk};
use reprieve_core::source::{Basis, Source};
use reprieve_desk::action::Action;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::long_date;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) source: Shared<Source>,
}

#[component]
pub(crate) fn ReportDate(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let source = &props.source;
    let report = source.report_date(desk.state.of_files.report_date, desk.state.as_of());
    let on_change = {
        let act = act.clone();
        Callback::from(move |date| act.dispatch(Action::ReportDateSet(Some(date))))
    };
    let on_detected = Callback::from(move |_| act.dispatch(Action::ReportDateSet(None)));
    let notices = desk.answer.notices_with(&long_date).into_iter();
    let notices = notices.filter(|notice| notice.file == source.file);
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
            { for notices.map(|notice| html! {
                <span class="report-date__notice">{ notice.message }</span>
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
