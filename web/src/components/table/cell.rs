//! The cells of an account beside the one with its name.

use crate::components::parts::clock::Clock;
use crate::components::parts::codes::codes;
use crate::components::parts::decision_mark::decision_mark;
use crate::components::parts::marked::marked;
use crate::components::parts::status_pill::StatusPill;
use crate::components::parts::time::time;
use crate::hooks::{Desk, can_choose};
use chrono::NaiveDate;
use reprieve_core::answer::{Answer, Row};
use reprieve_core::lifecycle::Milestones;
use reprieve_desk::columns::{Column, Columns};
use reprieve_desk::decisions::{Choice, Decision, Record};
use reprieve_desk::words::{relative, relative_with_weekday, short_date};
use yew::prelude::*;

/// What an account shows in a column; `shown` are all columns that are shown.
pub(crate) fn cell(desk: &Desk, row: &Row, shown: Columns, column: Column) -> Html {
    let answer = &desk.answer;
    let as_of = answer.as_of();
    let search = desk.state.of_files.filters.search.as_str();
    let decision = || decision(desk, row);
    let content = match column {
        Column::Status => html! {
            <>
                <StatusPill standing={row.standing()} />
                if !shown.has(Column::Decision) {
                    { decision() }
                }
            </>
        },
        Column::Decision => decision(),
        Column::Clock => html! {
            if let Some(milestones) = row.milestones() {
                <Clock {milestones} {as_of} standing={row.standing()} />
            }
        },
        Column::Days => days(
            row.milestones()
                .map(|dates| (dates.days_left(as_of), dates.deprovisioned_on)),
            as_of,
        ),
        Column::RestoreDays => days(restore_days(row.milestones(), as_of), as_of),
        Column::Affiliations => codes(row.affiliations.as_deref(), search),
        Column::Reason => html! {
            <>
                if row.cause.is_some() && !shown.has(Column::Cause) {
                    <span class="cell__first">{ Column::Cause.text(answer, row).as_ref() }</span>
                }
                { reason(&Column::Reason.text(answer, row), search) }
            </>
        },
        Column::ActBy
        | Column::Disabled
        | Column::Deprovisioned
        | Column::RestorableUntil
        | Column::LapsedOn => {
            date(row.milestones().and_then(|dates| column.date(&dates)), as_of)
        }
        Column::Person
        | Column::LogonName
        | Column::Cause
        | Column::Department
        | Column::Center
        | Column::Email => text(&column.text(answer, row), search),
    };
    html! {
        <div
            key={column.title()}
            class={classes!("cell", column.class())}
            role="cell"
            data-label={column.has_label().then(|| column.title())}
        >
            { content }
        </div>
    }
}

/// A text is marked as one, so that its own direction holds for it alone.
fn text(text: &str, search: &str) -> Html {
    html! { <bdi class="cell__text" title={text.to_owned()}>{ marked(text, search) }</bdi> }
}

fn reason(text: &str, search: &str) -> Html {
    html! { <span class="cell__second" title={text.to_owned()}><bdi>{ marked(text, search) }</bdi></span> }
}

/// A number of days, and what it means.
fn days(days: Option<(i64, NaiveDate)>, as_of: NaiveDate) -> Html {
    html! {
        if let Some((days, date)) = days {
            <span class="cell__number">{ days }</span>
            <span class="cell__second">{ relative_with_weekday(date, as_of) }</span>
        } else {
            <span class="cell__number">{ "–" }</span>
        }
    }
}

fn restore_days(dates: Option<Milestones>, as_of: NaiveDate) -> Option<(i64, NaiveDate)> {
    let dates = dates?;
    Some((dates.restore_days_left(as_of)?, dates.restorable_until?))
}

fn date(date: Option<NaiveDate>, as_of: NaiveDate) -> Html {
    html! {
        if let Some(date) = date {
            <span class="cell__first">{ time(date, short_date(date, as_of)) }</span>
            <span class="cell__second">{ relative(date, as_of) }</span>
        } else {
            <span class="cell__first">{ "–" }</span>
        }
    }
}

fn decision(desk: &Desk, row: &Row) -> Html {
    let answer = &desk.answer;
    let record = desk.state.lasting.decisions.record(answer.logon_name(row));
    record.map_or_else(Html::default, |record| {
        decision_mark(record, is_still_possible(answer, row, record))
    })
}

/// Whether what was decided can still be done; what is done, or open, needs nothing.
fn is_still_possible(answer: &Answer, row: &Row, record: &Record) -> bool {
    match record.decision {
        Decision::Taken(course) => can_choose(answer, row, Choice::of(course)),
        Decision::Undecided | Decision::Done(_) => true,
    }
}
