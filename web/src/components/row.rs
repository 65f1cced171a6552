//! One account in the table.

use super::clock::Clock;
use super::status_pill::StatusPill;
use crate::hooks::{use_act, use_desk};
use crate::state::Action;
use crate::state::view::Tile;
use crate::words::{long_date, relative, short_date};
use chrono::NaiveDate;
use reprieve_core::source::Role;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// Where the account is in the answer's list of the flagged.
    pub(crate) place: usize,
    /// Its number in the table; the header is 1.
    pub(crate) number: usize,
    pub(crate) is_open: bool,
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
        let name = name.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::Opened(name.clone())))
    };
    let date =
        |label: &'static str, date: Option<NaiveDate>| date_cell(label, date, as_of);
    let is_open = props.is_open.then_some("table__row--open");
    html! {
        <div
            class={classes!("table__row", "table__row--account", tile.class(), is_open)}
            role="row"
            aria-rowindex={props.number.to_string()}
            {onclick}
        >
            <div class="cell cell--person" role="cell">
                <button class="person" data-name={name.clone()} aria-expanded={props.is_open.to_string()}><bdi>{ title }</bdi></button>
                <span class="cell__second">
                    { &name }
                    if !department.is_empty() {
                        <span class="cell__department">{ format!(" · {department}") }</span>
                    }
                </span>
            </div>
            <div class="cell cell--status" role="cell"><StatusPill {tile} /></div>
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
