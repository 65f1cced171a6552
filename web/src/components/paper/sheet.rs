//! What is put on paper: the summary and all rows that are seen, or a page for each account.
//!
//! It is in the document only while the browser prints, and then nothing else is printed.

use super::account::account;
use super::basis::basis;
use crate::components::parts::clock::clock;
use crate::components::parts::codes::codes;
use crate::components::parts::standing::class;
use crate::hooks::{Desk, use_desk, use_printing};
use chrono::NaiveDate;
use reprieve_core::answer::Row;
use reprieve_core::role::Role;
use reprieve_core::standing::Standing;
use reprieve_desk::paper::Paper;
use reprieve_desk::words::{count, number, relative, short_date};
use yew::prelude::*;

/// How many rows are printed: some 250 pages, which a browser lays out in a few seconds.
const MAX_ROWS: usize = 5_000;

/// How many pages of accounts are printed.
const MAX_ACCOUNTS: usize = 500;

#[component]
pub(crate) fn Sheet() -> Html {
    let desk = use_desk();
    use_printing();
    let has_answer = desk.answer.counts().answer() > 0;
    let pages = |rows: &[&Row]| {
        html! {
            <div class="sheet">
                { for rows.iter().take(MAX_ACCOUNTS).map(|row| account(&desk, row)) }
                if rows.len() > MAX_ACCOUNTS {
                    <p><b>{ cut(MAX_ACCOUNTS, rows.len(), "accounts") }</b></p>
                }
            </div>
        }
    };
    match (desk.state.of_files.paper, desk.open_row()) {
        (Some(Paper::Selected), _) => pages(&desk.selected().collect::<Vec<_>>()),
        (Some(Paper::Open), Some(row)) => pages(&[&row]),
        (Some(Paper::List | Paper::Open), _) if has_answer => list(&desk),
        _ => Html::default(),
    }
}

fn cut(n_printed: usize, n_all: usize, what: &str) -> String {
    format!(
        "Only the first {} of {} {what} are printed. Narrow the table to print others.",
        number(n_printed),
        number(n_all),
    )
}

fn list(desk: &Desk) -> Html {
    let counts = desk.answer.counts();
    let (n_seen, n_all) = (desk.rows.len(), counts.answer());
    let standing = |standing: Standing| {
        html! {
            <li class={class(standing)}><b>{ number(counts.of(standing)) }</b>{ format!(" {}", standing.title()) }</li>
        }
    };
    let narrowed = if n_seen < n_all { ", narrowed to those below" } else { "" };
    let shown = format!(
        "{} of {}{narrowed}",
        number(n_seen),
        count(n_all, "account", "accounts")
    );
    html! {
        <div class="sheet sheet--list">
            <h1>{ "Accounts that are expiring" }</h1>
            { basis(desk) }
            <ul class="plain-list sheet__counts">{ for Standing::flagged().map(standing) }</ul>
            <p>{ shown }</p>
            if n_seen > MAX_ROWS {
                <p><b>{ cut(MAX_ROWS, n_seen, "rows") }</b></p>
            }
            <table>
                <thead>
                    <tr>
                        { for ["Person", "Status", "Clock", "Act by", "Disabled", "Deprovisioned", "Restore by", "Why", "Decision"]
                            .map(|title| html! { <th scope="col">{ title }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for desk.seen().take(MAX_ROWS).map(|row| line(desk, row)) }</tbody>
            </table>
        </div>
    }
}

/// One account of the list.
fn line(desk: &Desk, row: &Row) -> Html {
    let answer = &desk.answer;
    let as_of = answer.as_of();
    let standing = row.standing();
    let name = answer.logon_name(row);
    let person = answer.display_name(row);
    let department = answer.text(row, Role::Department);
    let date = |date: NaiveDate| {
        html! {
            <td>{ short_date(date, as_of) }<br /><small>{ relative(date, as_of) }</small></td>
        }
    };
    let record = desk.state.lasting.decisions.record(name);
    html! {
        <tr class={class(standing)}>
            <td class="sheet__person">
                <b><bdi>{ if person.is_empty() { name } else { &*person } }</bdi></b><br />
                <small><bdi>{ name }</bdi>if !department.is_empty() { { " · " }<bdi>{ department }</bdi> }</small>
            </td>
            <td><b>{ standing.title() }</b></td>
            if let Some(dates) = row.milestones() {
                <td class="sheet__clock">{ clock(&dates, as_of, standing) }</td>
                { for [dates.act_by, dates.disabled_on, dates.deprovisioned_on].map(date) }
                if let Some(last) = dates.restorable_until {
                    { date(last) }
                } else {
                    <td>{ "–" }</td>
                }
            } else {
                <td colspan="5">{ "No date is known" }</td>
            }
            <td>
                if row.cause.is_some() {
                    { &answer.policy().cause(row.cause).title }<br />
                }
                { codes(row.affiliations.as_deref(), "") }
            </td>
            <td>
                if let Some(record) = record {
                    <b>{ record.decision.choice().title() }</b>
                    if !record.note.is_empty() { <br /><small><bdi>{ &record.note }</bdi></small> }
                }
            </td>
        </tr>
    }
}
