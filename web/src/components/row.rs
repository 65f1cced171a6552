//! One account in the table.

use super::clock::Clock;
use super::decision_mark::decision_mark;
use super::status_pill::StatusPill;
use crate::hooks::{Desk, can_choose, use_act, use_desk};
use crate::state::Action;
use crate::state::decisions::{Choice, Decision, Name, Record};
use crate::state::selection::Select;
use crate::state::view::Tile;
use crate::words::{long_date, relative, short_date};
use chrono::NaiveDate;
use reprieve_core::answer::{Answer, Row};
use reprieve_core::source::Role;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// Where the account is in the answer's list of the flagged.
    pub(crate) place: usize,
    /// Its number in the table; the header is 1.
    pub(crate) number: usize,
    pub(crate) is_open: bool,
    pub(crate) is_selected: bool,
}

#[component]
pub(crate) fn TableRow(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let answer = &desk.answer;
    let Some(row) = answer.flagged().get(props.place) else { return Html::default() };
    let as_of = answer.as_of();
    let tile = Tile::of(row);
    let name = answer.logon_name(row).to_owned();
    let person = answer.display_name(row);
    let title = if person.is_empty() { name.clone() } else { person.into_owned() };
    let department = answer.text(row, Role::Department);
    let dates = row.milestones;
    let onclick = {
        let (desk, act, name) = (desk.clone(), act.clone(), name.clone());
        Callback::from(move |event: MouseEvent| {
            act.dispatch(
                match (event.shift_key(), event.ctrl_key() || event.meta_key()) {
                    (true, _) => Action::Selected(Select::Add(range(&desk, &name))),
                    (_, true) => Action::Selected(Select::Toggle(name.as_str().into())),
                    _ => Action::Opened(name.clone()),
                },
            );
        })
    };
    // Otherwise the browser would mark the text between two clicks.
    let onmousedown = Callback::from(|event: MouseEvent| {
        if event.shift_key() {
            event.prevent_default();
        }
    });
    let on_select = {
        let (desk, name) = (desk.clone(), name.clone());
        Callback::from(move |event: MouseEvent| {
            // It selects the row, and does not open it.
            event.stop_propagation();
            act.dispatch(Action::Selected(match event.shift_key() {
                true => Select::Add(range(&desk, &name)),
                false => Select::Toggle(name.as_str().into()),
            }));
        })
    };
    let record = desk.state.decisions.record(&name);
    let is_selected = props.is_selected.then_some("table__row--selected");
    let date =
        |label: &'static str, date: Option<NaiveDate>| date_cell(label, date, as_of);
    let is_open = props.is_open.then_some("table__row--open");
    html! {
        <div
            class={classes!("table__row", "table__row--account", tile.class(), is_open, is_selected)}
            role="row"
            aria-rowindex={props.number.to_string()}
            {onclick}
            {onmousedown}
        >
            <div class="cell cell--person" role="cell">
                // One stop for each row is enough: `x` selects it by keyboard.
                <label class="select" onclick={Callback::from(|event: MouseEvent| event.stop_propagation())}>
                    <input
                        type="checkbox"
                        tabindex="-1"
                        aria-label={format!("Select {title}")}
                        checked={props.is_selected}
                        onclick={on_select}
                    />
                </label>
                <button class="person" data-name={name.clone()} aria-expanded={props.is_open.to_string()}><bdi>{ title }</bdi></button>
                <span class="cell__second">
                    { &name }
                    if !department.is_empty() {
                        <span class="cell__department">{ format!(" · {department}") }</span>
                    }
                </span>
            </div>
            <div class="cell cell--status" role="cell">
                <StatusPill {tile} />
                if let Some(record) = record {
                    { decision_mark(record, is_still_possible(answer, row, record)) }
                }
            </div>
            <div class="cell cell--clock" role="cell">
                if let Some(milestones) = dates {
                    <Clock {milestones} {as_of} {tile} />
                }
            </div>
            <div class="cell cell--days" role="cell" data-label="Days left">
                { dates.map_or("–".to_owned(), |dates| dates.days_left(as_of).to_string()) }
            </div>
            { date("Act by", dates.map(|dates| dates.act_by)) }
            { date("Disabled", dates.map(|dates| dates.disabled_on)) }
            { date("Deprovisioned", dates.map(|dates| dates.deprovisioned_on)) }
            { date("Restorable until", dates.map(|dates| dates.restorable_until)) }
            <div class="cell cell--codes" role="cell" data-label="Affiliations">
                { codes(row.affiliations.as_deref()) }
            </div>
            <div class="cell cell--why" role="cell" data-label="Reason">
                if row.cause.is_some() {
                    <span class="cell__first">{ &answer.policy().cause(row.cause).title }</span>
                }
                <span class="cell__second">{ answer.text(row, Role::Reason) }</span>
            </div>
            <div class="cell cell--department" role="cell" data-label="Department">
                { department }
            </div>
        </div>
    }
}

/// The accounts from where a selection began to this one, as they are seen.
fn range(desk: &Desk, to: &str) -> Vec<Name> {
    let names: Vec<&str> = desk.seen().map(|row| desk.answer.logon_name(row)).collect();
    let place = |name: &str| names.iter().position(|other| *other == name);
    let to = place(to).unwrap_or_default();
    let from = desk.state.selection.anchor().and_then(place).unwrap_or(to);
    let names = names.get(from.min(to)..=from.max(to)).unwrap_or_default();
    names.iter().map(|name| Name::from(*name)).collect()
}

/// Whether what was decided can still be done; what is done, or open, needs nothing.
fn is_still_possible(answer: &Answer, row: &Row, record: &Record) -> bool {
    match record.decision {
        Decision::Taken(course) => can_choose(answer, row, Choice::of(course)),
        Decision::Undecided | Decision::Done(_) => true,
    }
}

fn date_cell(label: &'static str, date: Option<NaiveDate>, as_of: NaiveDate) -> Html {
    html! {
        <div class="cell cell--date" role="cell" data-label={label}>
            if let Some(date) = date {
                <time class="cell__first" datetime={date.to_string()} title={long_date(date)}>
                    { short_date(date, as_of) }
                </time>
                <span class="cell__second">{ relative(date, as_of) }</span>
            } else {
                <span class="cell__first">{ "–" }</span>
            }
        </div>
    }
}

/// The codes as chips; a dash when there are none, nothing when nobody knows.
pub(super) fn codes(codes: Option<&[String]>) -> Html {
    match codes {
        None => Html::default(),
        Some([]) => html! { <span class="chip" title="none">{ "–" }</span> },
        Some(codes) => html! {
            { for codes.iter().map(|code| html! { <span class="chip">{ code }</span> }) }
        },
    }
}
