//! How many accounts are in which state; a tile filters the table.

use crate::hooks::{use_act, use_desk};
use reprieve_core::answer::Counts;
use reprieve_desk::action::Action;
use reprieve_desk::facet::Pick;
use reprieve_desk::view::Tile;
use reprieve_desk::words::number;
use yew::prelude::*;

#[component]
pub(crate) fn Summary() -> Html {
    let desk = use_desk();
    let act = use_act();
    let counts = desk.answer.counts();
    let tile = |tile: Tile| {
        let n = count_of(&counts, tile);
        let pressed = desk.state.of_files.filters.has(&Pick::Tile(tile));
        let onclick = {
            let act = act.clone();
            Callback::from(move |_| act.dispatch(Action::Picked(Pick::Tile(tile))))
        };
        html! {
            <button
                key={tile.title()}
                class={classes!("tile", tile.class(), (n == 0).then_some("tile--none"))}
                aria-pressed={pressed.to_string()}
                {onclick}
            >
                <span class="tile__count">{ number(n) }</span>
                <span class="tile__title"><span class="tile__dot" />{ tile.title() }</span>
            </button>
        }
    };
    html! {
        <section class="card summary" aria-label="Summary by status">
            { for Tile::ALL.into_iter().map(tile) }
        </section>
    }
}

/// How many accounts are in a state.
pub(crate) fn count_of(counts: &Counts, tile: Tile) -> usize {
    match tile {
        Tile::Overdue => counts.overdue,
        Tile::Today => counts.today,
        Tile::ThisWeek => counts.this_week,
        Tile::Later => counts.later,
        Tile::Disabled => counts.disabled,
        Tile::Restorable => counts.restorable,
        Tile::Gone => counts.gone,
        Tile::Undated => counts.undated,
        Tile::Clear => counts.clear,
    }
}
