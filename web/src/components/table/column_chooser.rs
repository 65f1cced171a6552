//! Which columns the table has.

use crate::hooks::{Act, Desk};
use reprieve_desk::action::Action;
use reprieve_desk::columns::{Column, Columns};
use yew::prelude::*;

/// The button, and the boxes that it opens; `hidden` are the columns without room.
pub(crate) fn column_chooser(desk: &Desk, act: &Act, hidden: Columns) -> Html {
    let chosen = desk.state.lasting.columns;
    let item = |column: Column| {
        let onchange = {
            let act = act.clone();
            Callback::from(move |_: Event| act.dispatch(Action::ColumnToggled(column)))
        };
        html! {
            <label key={column.title()} class="columns__column">
                <input type="checkbox" checked={chosen.has(column)} {onchange} />
                { column.title() }
                if hidden.has(column) {
                    <span class="columns__note">
                        { if column.can_stand_below() { "by the name" } else { "no room" } }
                    </span>
                }
            </label>
        }
    };
    let on_reset = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::ColumnsReset))
    };
    // The keys of the desk are not meant for it, and Escape only closes it.
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    html! {
        <>
            <button class="button toolbar__columns" popovertarget="columns">{ "Columns" }</button>
            <div id="columns" class="card popover columns" popover="auto" role="group" aria-label="Columns" {onkeydown}>
                <div class="columns__list">
                    { for Columns::of(&desk.answer).iter().skip(1).map(item) }
                </div>
                <button class="button columns__reset" disabled={chosen == Columns::FIRST} onclick={on_reset}>
                    { "Reset" }
                </button>
            </div>
        </>
    }
}
