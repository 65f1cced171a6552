//! One account on paper.

use super::basis::basis;
use crate::components::details::account_dates::{dates, origin};
use crate::components::details::panel::{facts, is_flagged, reason_title, sentence};
use crate::components::details::why::{evidence, impossible, why};
use crate::components::parts::clock::clock;
use crate::components::parts::standing::class;
use crate::hooks::Desk;
use reprieve_core::advice::{Advice, CourseAdvice};
use reprieve_core::answer::{Answer, Row, RowRef};
use reprieve_core::role::Role;
use reprieve_desk::decisions::{Choice, Record};
use reprieve_desk::words::{count, day_in_sentence, long_date};
use yew::prelude::*;

/// How many of its rows are printed.
const MAX_ROWS: usize = 50;

/// All that is known of an account, on a page of its own.
pub(crate) fn account(desk: &Desk, row: &Row) -> Html {
    let answer = &desk.answer;
    let as_of = answer.as_of();
    let standing = row.standing();
    let name = answer.logon_name(row);
    let person = answer.display_name(row);
    let second =
        [name, answer.text(row, Role::Department), answer.text(row, Role::Email)];
    let advice = Advice::with_days(answer, row, &day_in_sentence);
    let record = desk.state.lasting.decisions.record(name);
    let choice = desk.state.lasting.decisions.of(name).choice();
    let taken = record.and_then(|record| record.decision.course());
    // Before anything is decided, paper has room for all that could be done.
    let courses = advice
        .courses
        .iter()
        .filter(|offer| taken.is_none_or(|taken| offer.course == taken));
    html! {
        <article key={name.to_owned()} class={classes!("sheet__account", class(standing))}>
            { basis(desk) }
            <h1><bdi>{ if person.is_empty() { name } else { &*person } }</bdi></h1>
            <p>
                { for second.into_iter().filter(|text| !text.is_empty()).map(|text| html! { <><bdi>{ text }</bdi>{ " · " }</> }) }
                <b>{ standing.title() }</b>
            </p>
            <p class="sheet__sentence">{ sentence(row, &advice) }</p>
            if let Some(exception) = &advice.exception {
                <p><b>{ &exception.title }</b>{ ". " }{ &exception.text }</p>
                { evidence(&exception.evidence) }
            }
            if let Some(milestones) = row.milestones() {
                <section class="sheet__clock">
                    { clock(&milestones, as_of, standing) }
                    { dates(&milestones, standing, as_of) }
                </section>
            }
            { origin(desk, row) }
            { decided(choice, record) }
            if taken.is_some() || choice == Choice::Undecided {
                { for courses.map(|offer| course(desk, name, offer, &advice)) }
            }
            <section>
                <h2>{ reason_title(row) }</h2>
                if is_flagged(row) {
                    { why(&advice.why) }
                }
                { facts(desk, row) }
            </section>
            { impossible(&advice.impossible) }
            <section>
                <h2>{ "What the files say" }</h2>
                { for row.origins.iter().take(MAX_ROWS).map(|origin| cells(answer, *origin)) }
                if row.origins.len() > MAX_ROWS {
                    <p>{ format!("And {}.", count(row.origins.len() - MAX_ROWS, "more row", "more rows")) }</p>
                }
            </section>
        </article>
    }
}

/// A row as a file has it, in few lines.
fn cells(answer: &Answer, origin: RowRef) -> Html {
    let source = &answer.sources()[origin.source];
    let table = &source.table;
    let cells = table.row(origin.row).enumerate().filter(|(_, c)| !c.trim().is_empty());
    html! {
        <p class="sheet__row">
            <b>{ format!("{}, line {}: ", source.file, table.line(origin.row)) }</b>
            { for cells.map(|(column, cell)| html! {
                <span>
                    <span class="muted">{ table.column_name_at(origin.row, column) }</span>
                    { " " }<bdi>{ cell }</bdi>{ "; " }
                </span>
            }) }
        </p>
    }
}

fn decided(choice: Choice, record: Option<&Record>) -> Html {
    let note = record.map(|record| record.note.as_str()).unwrap_or_default();
    html! {
        <section>
            <h2>{ format!("Decision: {}", choice.title().to_lowercase()) }</h2>
            if !note.is_empty() {
                <p><bdi>{ note }</bdi></p>
            }
        </section>
    }
}

/// The steps, with boxes to be ticked by hand.
fn course(desk: &Desk, name: &str, offer: &CourseAdvice, advice: &Advice) -> Html {
    let by = advice.by.map(|by| format!(", by {}", long_date(by))).unwrap_or_default();
    let decisions = &desk.state.lasting.decisions;
    html! {
        <section>
            <h3>{ format!("{}{by}", offer.title) }</h3>
            <ul class="plain-list">
                { for offer.steps.iter().map(|step| html! {
                    <li class="sheet__step">
                        { if decisions.is_ticked(name, &step.id) { "☑ " } else { "☐ " } }
                        <b>{ &step.title }</b>{ format!(". {} ({})", step.text, step.who) }
                    </li>
                }) }
            </ul>
        </section>
    }
}
