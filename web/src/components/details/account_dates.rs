//! The days of one account, and the cells that they come from.

use super::why::evidence;
use crate::components::parts::standing::class;
use crate::components::parts::time::time;
use crate::hooks::Desk;
use chrono::NaiveDate;
use reprieve_core::advice::Evidence;
use reprieve_core::answer::{DateSource, Row, RowRef};
use reprieve_core::lifecycle::Milestones;
use reprieve_core::role::Role;
use reprieve_core::source::{Basis, Source};
use reprieve_core::standing::{Event, Standing, Status};
use reprieve_desk::words::{long_date, relative};
use yew::prelude::*;

/// Nothing for an account that is clear, for it has no clock.
pub(crate) fn account_dates(desk: &Desk, row: &Row) -> Html {
    if row.standing().status() == Status::Clear {
        return Html::default();
    }
    let as_of = desk.answer.as_of();
    html! {
        <section>
            <h3>{ "Days" }</h3>
            if let Some(milestones) = row.milestones() {
                { dates(&milestones, row.standing(), as_of) }
            } else {
                <p>{ "No file has a date." }</p>
            }
        </section>
    }
}

/// The days in their order, and which of them counts now.
pub(crate) fn dates(
    milestones: &Milestones,
    standing: Standing,
    as_of: NaiveDate,
) -> Html {
    let now = standing.event();
    let rows = [
        ("Lapsed", Some(milestones.lapsed_on), None),
        ("Act by", Some(milestones.act_by), Some(Event::ActBy)),
        ("Disabled", Some(milestones.disabled_on), None),
        ("Deprovisioned", Some(milestones.deprovisioned_on), Some(Event::MailStops)),
        ("Restore by", milestones.restorable_until, Some(Event::RestoreBy)),
    ];
    html! {
        <dl class={classes!("day-list", class(standing))}>
            { for rows.map(|(label, date, event)| html! {
                <div class={classes!("day-list__day", (event.is_some() && event == now).then_some("day-list__day--now"))}>
                    <dt>{ label }</dt>
                    <dd>
                        if let Some(date) = date {
                            { time(date, long_date(date)) }
                            <span class="day-list__near">{ relative(date, as_of) }</span>
                        } else {
                            { "None: the contents never come back" }
                        }
                    </dd>
                </div>
            }) }
        </dl>
    }
}

/// Where the days come from.
pub(crate) fn origin(desk: &Desk, row: &Row) -> Html {
    let answer = &desk.answer;
    let place = answer.date_origin(row);
    let plan = answer.plan(row);
    html! {
        <dl class="facts facts--dates">
            <dt>{ "Date comes from" }</dt>
            <dd>
                { in_words(desk, row) }
                if let (Some(place), Some(source)) = (place, row.date_source()) {
                    { evidence(&cells(desk, place, source)) }
                }
            </dd>
            if let Some((day, source, place)) = plan {
                <dt>{ "It was planned for" }</dt>
                <dd>{ long_date(day) }{ evidence(&cells(desk, place, source)) }</dd>
            }
        </dl>
    }
}

fn in_words(desk: &Desk, row: &Row) -> String {
    let answer = &desk.answer;
    match row.date_source() {
        None => "No file has a date".to_owned(),
        Some(DateSource::Scheduled) => "The scheduled deletion date".to_owned(),
        Some(DateSource::AffiliationEnd) => "The end of the affiliation".to_owned(),
        Some(DateSource::SoftDeleted) => {
            let on = row.milestones().map(|dates| long_date(dates.deprovisioned_on));
            format!("Soft-deleted on {}", on.unwrap_or_default())
        }
        Some(DateSource::ExpiresIn) => {
            let days = "Days that are left, counted from the report";
            let Some(place) = answer.date_origin(row) else { return days.to_owned() };
            let Some(report) = answer.report_date(place.source) else {
                return days.to_owned();
            };
            let basis = match report.basis {
                Basis::Stated => "as you say",
                Basis::Implied => "as its rows say",
                Basis::Modified => "assumed from the file’s date",
                Basis::AsOf => "assumed",
            };
            format!("{days} of {}, {basis}", long_date(report.date))
        }
    }
}

/// The cells that say when.
fn cells(desk: &Desk, place: RowRef, source: DateSource) -> Vec<Evidence> {
    let roles: &[Role] = match source {
        DateSource::Scheduled => &[Role::ScheduledDeletion],
        DateSource::ExpiresIn => &[Role::ExpiresIn],
        DateSource::AffiliationEnd => &[Role::AffiliationEnd],
        DateSource::SoftDeleted => &[Role::DeletedOn, Role::PermanentDeletion],
    };
    let file = &desk.answer.sources()[place.source];
    roles.iter().filter_map(|role| cell(file, place.row, *role)).collect()
}

fn cell(source: &Source, row: usize, role: Role) -> Option<Evidence> {
    let text = source.text(row, role)?.to_owned();
    let column = source.table.column_name_at(row, source.index(row, role)?).to_string();
    let (file, line) = (source.file.clone(), source.table.line(row));
    Some(Evidence { role, file, line, column, text })
}
