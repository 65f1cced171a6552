//! Accounts outside the answer, by name.

use crate::hooks::{use_act, use_desk};
use crate::state::Action;
use crate::state::view::Tile;
use crate::words::number;
use reprieve_core::answer::Row;
use yew::prelude::*;

/// How many are shown; the rest is counted.
const MAX_SHOWN: usize = 500;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    pub(crate) rows: Vec<Row>,
    #[prop_or_default]
    pub(crate) open: bool,
}

#[component]
pub(crate) fn Elsewhere(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
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
                <span class="muted">{ format!(" · {}", Tile::of(row).title().to_lowercase()) }</span>
            </li>
        }
    };
    let n_more = props.rows.len().saturating_sub(MAX_SHOWN);
    html! {
        <details class="card elsewhere" open={props.open}>
            <summary>{ props.title.clone() }</summary>
            <p class="muted">{ props.hint.clone() }</p>
            <ul class="elsewhere__list">
                { for props.rows.iter().take(MAX_SHOWN).map(item) }
                if n_more > 0 {
                    <li class="muted">{ format!("and {} more", number(n_more)) }</li>
                }
            </ul>
        </details>
    }
}
