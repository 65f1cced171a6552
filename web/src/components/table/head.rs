//! The head of the table: what its columns are called, their order, and all rows at once.

use super::row_clock::scale;
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
