//! Accounts outside the answer, by name.

use crate::components::parts::hint::Hint;
use crate::hooks::{use_act, use_desk, use_hints};
use chrono::NaiveDate;
use reprieve_core::answer::{Place, Row};
use reprieve_desk::action::Action;
use reprieve_desk::words::{number, short_date};
use std::rc::Rc;
use yew::prelude::*;

/// How many are shown; the rest is counted.
const MAX_SHOWN: usize = 500;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    pub(crate) rows: Rc<Vec<Row>>,
    #[prop_or_default]
    pub(crate) open: bool,
}

#[component]
pub(crate) fn Elsewhere(props: &Props) -> Html {
    let is_open = use_state_eq(|| props.open);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |event: MouseEvent| {
            // The state opens it, not the browser.
            event.prevent_default();
            is_open.set(!*is_open);
        })
    };
    html! {
        <details class="card elsewhere" open={*is_open}>
            <summary {onclick}>{ props.title.clone() }</summary>
            if *is_open {
                <p class="muted">{ props.hint.clone() }</p>
                <List rows={props.rows.clone()} />
            }
        </details>
    }
}

/// How it stands; of one that can come back, until when.
fn state(row: &Row, as_of: NaiveDate) -> String {
    let last = row.milestones().and_then(|dates| dates.restorable_until);
    match last.filter(|_| row.place == Place::PerhapsYours) {
        Some(last) => format!("restorable until {}", short_date(last, as_of)),
        None => row.standing().title().to_lowercase(),
    }
}

#[derive(PartialEq, Properties)]
struct ListProps {
    rows: Rc<Vec<Row>>,
}

#[component]
fn List(props: &ListProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let n_more = props.rows.len().saturating_sub(MAX_SHOWN);
    let shown = &props.rows[..props.rows.len() - n_more];
    let meant = use_hints(shown.to_vec());
    let item = |row: &Row| {
        let name = desk.answer.logon_name(row).to_owned();
        let person = desk.answer.display_name(row).into_owned();
        let onclick = {
            let (act, name) = (act.clone(), name.clone());
            Callback::from(move |_| act.dispatch(Action::Opened(name.clone())))
        };
        html! {
            <li key={name.clone()}>
                <button class="link" {onclick}>{ &name }</button>
                if !person.is_empty() {
                    <span class="muted">{ " " }<bdi>{ person }</bdi></span>
                }
                <span class="muted">{ format!(" · {}", state(row, desk.answer.as_of())) }</span>
                if let Some(names) = meant.get(&name) {
                    <Hint names={names.clone()} />
                }
            </li>
        }
    };
    html! {
        <ul class="elsewhere__list">
            { for shown.iter().map(item) }
            if n_more > 0 {
                <li class="muted">{ format!("and {} more", number(n_more)) }</li>
            }
        </ul>
    }
}
