//! The cells of an account beside the one with its name.

use super::decision_menu::{Opened, decision_button};
use super::row_clock::RowClock;
use crate::components::parts::codes::codes;
use crate::components::parts::icon::{Icon, Shape};
use crate::components::parts::marked::marked;
use crate::components::parts::status_pill::StatusPill;
use crate::components::parts::time::time;
use crate::hooks::Desk;
use chrono::NaiveDate;
use reprieve_core::answer::Row;
use reprieve_core::lifecycle::{Milestones, days_between};
use reprieve_core::problem::Code;
use reprieve_desk::columns::Column;
use reprieve_desk::deadline::Deadline;
use reprieve_desk::words::{Form, relative, short_date, written};
use yew::prelude::*;

/// What an account shows in a column.
pub(crate) fn cell(
    desk: &Desk,
    row: &Row,
    column: Column,
    on_menu: &Callback<Opened>,
) -> Html {
    let answer = &desk.answer;
    let as_of = answer.as_of();
    let search = desk.state.of_files.filters.search.as_str();
    let content = match column {
        Column::ActBy => deadline(row, as_of),
        Column::Status => html! { <StatusPill standing={row.standing()} /> },
        Column::Decision => decision_button(desk, row, on_menu),
        Column::Cause => why(desk, row),
        Column::Clock => html! {
            if let Some(dates) = row.milestones() {
                <RowClock {dates} {as_of} standing={row.standing()} />
            }
        },
        Column::Days => days(
            row.milestones()
                .map(|dates| (dates.days_left(as_of), dates.deprovisioned_on)),
            as_of,
        ),
        Column::RestoreDays => days(restore_days(row.milestones(), as_of), as_of),
        Column::Affiliations => codes(row.affiliations.as_deref(), search),
        Column::Disabled
        | Column::Deprovisioned
        | Column::RestorableUntil
        | Column::LapsedOn => {
            date(row.milestones().and_then(|dates| column.date(&dates)), as_of)
        }
        Column::Person
        | Column::LogonName
        | Column::Reason
        | Column::Department
        | Column::Center
        | Column::Email => text(&column.text(answer, row), search),
    };
    html! {
        <div
            key={column.title()}
            class={classes!("cell", column.class(), column.is_field().then_some("cell--field"))}
            role="cell"
            data-label={column.title()}
        >
            { content }
        </div>
    }
}

/// A text is marked as one, so that its own direction holds for it alone.
fn text(text: &str, search: &str) -> Html {
    html! { <bdi class="cell__text" title={text.to_owned()}>{ marked(text, search) }</bdi> }
}

/// The day that counts now, and how near it is.
fn deadline(row: &Row, as_of: NaiveDate) -> Html {
    let Some(dates) = row.milestones() else {
        return html! { <span class="hero__note">{ "No date" }</span> };
    };
    let event = row.standing().event().map(|event| capitalized(event.title()));
    let Deadline { day, note } = Deadline::new(&dates, row.standing(), as_of);
    html! {
        <>
            <time class="hero" datetime={day.to_string()} data-event={event}>
                if is_near(day, as_of) {
                    <span class="hero__weekday">{ written(day, Form::Weekday) }</span>
                    { " " }
                    <b>{ written(day, Form::Day) }</b>
                } else {
                    <b>{ written(day, Form::Far) }</b>
                }
            </time>
            <span class="hero__note">{ note }</span>
        </>
    }
}

/// Whether a day and a month name one day only; nobody plans by the weekday of another.
fn is_near(day: NaiveDate, as_of: NaiveDate) -> bool {
    const HALF_A_YEAR: i64 = 182;
    days_between(as_of, day).abs() <= HALF_A_YEAR
}

/// The cause, and below it what is new about the account, else its affiliations.
fn why(desk: &Desk, row: &Row) -> Html {
    let policy = &desk.policy;
    let search = desk.state.of_files.filters.search.as_str();
    let exception = row.exception.and_then(|index| policy.exceptions.get(index));
    let cause = row.cause.map(|_| policy.cause(row.cause).title.as_str());
    let title = exception.map(|exception| exception.title.as_str()).or(cause);
    let news = row.problems.iter().find_map(|code| news(*code));
    let codes = row.affiliations.as_deref();
    let second = match codes {
        Some([]) => "None listed".to_owned(),
        Some([code]) => match policy.affiliation(code) {
            Some(affiliation) => format!("{} ({code})", capitalized(&affiliation.name)),
            None => code.clone(),
        },
        Some(codes) => codes.join(", "),
        None => String::new(),
    };
    html! {
        <>
            <span class="cell__first" title={title.map(str::to_owned)}>{ title.unwrap_or("–") }</span>
            if let Some(news) = news {
                <span class="cell__second cell__news"><Icon shape={Shape::Warning} />{ news }</span>
            } else {
                <span class="cell__second" title={second.clone()}><bdi>{ marked(&second, search) }</bdi></span>
            }
        </>
    }
}

/// With a capital at the beginning, for what stands alone.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// What a row's own problem is to be called in two or three words, where it is about the
/// account and not about its file.
fn news(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::DateMoved => "Date moved",
        Code::InDirectoryAgain => "In the directory again",
        Code::NotInNewestList => "Not in the newest list",
        Code::ClocksDisagree => "Its dates disagree",
        Code::DateUnreadable => "Date not readable",
        Code::DatesMixed => "Day or month first?",
        Code::DomainConflict => "Two domains",
        Code::UnknownAffiliation => "Unknown affiliation",
        _ => return None,
    })
}

/// A number of days, and the day to which they lead.
fn days(days: Option<(i64, NaiveDate)>, as_of: NaiveDate) -> Html {
    html! {
        if let Some((days, date)) = days {
            <span class="cell__first">{ days }</span>
            <span class="cell__second">{ short_date(date, as_of) }</span>
        } else {
            <span class="cell__first">{ "–" }</span>
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
