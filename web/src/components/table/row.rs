//! One account in the table.

use super::cell::cell;
use super::decision_menu::Opened;
use crate::browser::SeenIndex;
use crate::components::parts::marked::marked;
use crate::components::parts::standing::class;
use crate::hooks::{Desk, use_act, use_desk};
use reprieve_core::role::Role;
use reprieve_desk::action::Action;
use reprieve_desk::columns::{Column, Columns};
use reprieve_desk::decisions::Name;
use reprieve_desk::lasting::HintedKey;
use reprieve_desk::selection::Select;
use reprieve_desk::view::AccountIndex;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) account: AccountIndex,
    /// Where it is seen.
    pub(crate) at: SeenIndex,
    pub(crate) is_open: bool,
    pub(crate) is_selected: bool,
    pub(crate) shown: Columns,
    /// Opens the menu for its decision.
    pub(crate) on_menu: Callback<Opened>,
}

#[component]
pub(crate) fn TableRow(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let answer = &desk.answer;
    let Some(row) = props.account.row(answer) else { return Html::default() };
    let standing = row.standing();
    let name = answer.logon_name(row).to_owned();
    let person = answer.display_name(row);
    let title = if person.is_empty() { name.clone() } else { person.into_owned() };
    // Where it has no column of its own, it stands below the name.
    let shown = props.shown;
    let department = match shown.has(Column::Department) {
        true => "",
        false => answer.text(row, Role::Department),
    };
    let onclick = {
        let (desk, act, name) = (desk.clone(), act.clone(), name.clone());
        Callback::from(move |event: MouseEvent| {
            // A press by key is a click without any count.
            if event.detail() == 0 {
                act.dispatch(Action::KeyUsed(HintedKey::Open));
            }
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
    let search = desk.state.of_files.filters.search.as_str();
    let is_selected = props.is_selected.then_some("table__row--selected");
    let is_open = props.is_open.then_some("table__row--open");
    html! {
        <div
            class={classes!("table__row", "table__row--account", class(standing), is_open, is_selected)}
            role="row"
            aria-rowindex={props.at.number().to_string()}
            {onclick}
            {onmousedown}
        >
            // Like the other cells it has a key, so that it stays, and keeps the focus, when
            // their number changes.
            <div key={Column::Person.title()} class="cell cell--person" role="cell">
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
                <button class="person" title={title.clone()} data-name={name.clone()} aria-expanded={props.is_open.to_string()}><bdi>{ marked(&title, search) }</bdi></button>
                <span class="cell__second" title={[name.as_str(), department].join(" ").trim().to_owned()}>
                    if !shown.has(Column::LogonName) {
                        <bdi>{ marked(&name, search) }</bdi>
                    }
                    if !department.is_empty() {
                        <span class="cell__department">{ " · " }<bdi>{ marked(department, search) }</bdi></span>
                    }
                </span>
            </div>
            { for shown.iter().skip(1).map(|column| cell(&desk, row, column, &props.on_menu)) }
        </div>
    }
}

/// The accounts from where a selection began to this one, as they are seen.
fn range(desk: &Desk, to: &str) -> Vec<Name> {
    let names: Vec<&str> = desk.seen().map(|row| desk.answer.logon_name(row)).collect();
    let place = |name: &str| names.iter().position(|other| *other == name);
    let to = place(to).unwrap_or_default();
    let from = desk.state.of_files.selection.anchor().and_then(place).unwrap_or(to);
    let names = names.get(from.min(to)..=from.max(to)).unwrap_or_default();
    names.iter().map(|name| Name::from(*name)).collect()
}
