//! The head of the table: what its columns are called, their order, and all rows at once.

use super::row_clock::scale;
use crate::browser::value_of;
use crate::hooks::{Act, Desk};
use reprieve_desk::action::Action;
use reprieve_desk::columns::{Column, Columns};
use reprieve_desk::selection::Select;
use reprieve_desk::sort::{Sort, SortKey};
use yew::prelude::*;

/// The names of the columns, which are buttons to sort by them.
pub(crate) fn table_head(desk: &Desk, act: &Act, shown: Columns) -> Html {
    let cell = |column: Column| {
        html! {
            <div
                key={column.title()}
                role="columnheader"
                class={classes!("cell", column.class())}
                aria-label={column.title()}
                aria-sort={(column != Column::Clock).then(|| direction(&desk.state.of_files.sort, column))}
            >
                if column == Column::Person {
                    { select_all(desk, act) }
                }
                if column == Column::Clock {
                    <span class="visually-hidden">{ column.title() }</span>
                    { scale(desk.answer.as_of()) }
                } else {
                    { sort_button(act, &desk.state.of_files.sort, column) }
                }
            </div>
        }
    };
    html! {
        <div class="table__head" role="rowgroup">
            <div class="table__row" role="row" aria-rowindex="1">
                { for shown.iter().map(cell) }
            </div>
        </div>
    }
}

/// The head of cards: all of them at once, and one choice of the order.
pub(crate) fn cards_head(desk: &Desk, act: &Act, shown: Columns) -> Html {
    let keys = desk.state.of_files.sort.keys();
    let first = keys.first().copied();
    let sort = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            let title = value_of(&event);
            let column = Column::ALL.into_iter().find(|column| column.title() == title);
            if let Some(column) = column {
                act.dispatch(Action::SortedBy(column));
            }
        })
    };
    let on_turn = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(key) = first {
                act.dispatch(Action::SortedBy(key.column));
            }
        })
    };
    let is_first = |column: Column| first.is_some_and(|key| key.column == column);
    let descending = first.is_some_and(|key| key.descending);
    html! {
        <div class="cards-head">
            { select_all(desk, act) }
            <label class="cards-head__sort">
                { "Sort: " }
                <select aria-label="Sort by" onchange={sort}>
                    { for shown.iter().map(|column| html! {
                        <option key={column.title()} value={column.title()} selected={is_first(column)}>{ column.title() }</option>
                    }) }
                </select>
            </label>
            <button class="icon-button" aria-label="Turn the order round" aria-pressed={descending.to_string()} onclick={on_turn}>
                { if descending { "↓" } else { "↑" } }
            </button>
        </div>
    }
}

/// What the header of a column says of the order, which is only said of the first key.
fn direction(sort: &Sort, column: Column) -> &'static str {
    match sort.keys().first() {
        Some(SortKey { column: first, descending }) if *first == column => {
            if *descending { "descending" } else { "ascending" }
        }
        _ => "none",
    }
}

fn sort_button(act: &Act, sort: &Sort, column: Column) -> Html {
    let onclick = {
        let act = act.clone();
        Callback::from(move |event: MouseEvent| {
            act.dispatch(match event.shift_key() {
                true => Action::AlsoSortedBy(column),
                false => Action::SortedBy(column),
            });
        })
    };
    let keys = sort.keys();
    let mark = keys.iter().position(|key| key.column == column).map(|rank| {
        let SortKey { descending, .. } = keys[rank];
        let arrow = if descending { "↓" } else { "↑" };
        let rank = (keys.len() > 1).then(|| rank + 1);
        let said = rank.map(|rank| {
            let direction = if descending { "descending" } else { "ascending" };
            format!("{direction}, {rank} of {} in the order", keys.len())
        });
        html! {
            <>
                <span class="table__arrow" aria-hidden="true">{ arrow }{ rank }</span>
                <span class="visually-hidden">{ said }</span>
            </>
        }
    });
    // Otherwise the browser would mark the text between two clicks.
    let onmousedown = Callback::from(|event: MouseEvent| {
        if event.shift_key() {
            event.prevent_default();
        }
    });
    html! {
        <button class="table__sort" title="With Shift: sort by this besides" {onclick} {onmousedown}>
            { column.title() }{ mark.unwrap_or_default() }
        </button>
    }
}

/// The box that selects all that are shown, or takes all of them out.
fn select_all(desk: &Desk, act: &Act) -> Html {
    let are_all = desk.n_selected_seen == desk.rows.len() && !desk.rows.is_empty();
    let are_some = desk.n_selected_seen > 0 && !are_all;
    let onchange = {
        let (desk, act) = (desk.clone(), act.clone());
        Callback::from(move |_: Event| {
            let names = || desk.narrowed.index.names(&desk.rows);
            act.dispatch(Action::Selected(match are_all {
                // Of many, none is looked for one by one.
                true if desk.n_selected == desk.n_selected_seen => Select::Clear,
                true => Select::Remove(names()),
                false => Select::Add(names()),
            }));
        })
    };
    html! {
        <label class="select">
            <input
                type="checkbox"
                aria-label="Select all that are shown"
                checked={are_all}
                ~indeterminate={are_some}
                {onchange}
            />
        </label>
    }
}
