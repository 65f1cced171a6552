//! How many accounts are in which state; a tile filters the table.

use crate::components::parts::standing::class;
use crate::hooks::{use_act, use_desk};
use reprieve_core::standing::Standing;
use reprieve_desk::action::Action;
use reprieve_desk::facet::Pick;
use reprieve_desk::words::number;
use yew::prelude::*;

#[component]
pub(crate) fn Summary() -> Html {
    let desk = use_desk();
    let act = use_act();
    let counts = desk.answer.counts();
    let tile = |standing: Standing| {
        let n = counts.of(standing);
        let pressed = desk.state.of_files.filters.has(&Pick::Standing(standing));
        let onclick = {
            let act = act.clone();
            Callback::from(move |_| {
                act.dispatch(Action::Picked(Pick::Standing(standing)))
            })
        };
        html! {
            <button
                key={standing.title()}
                class={classes!("tile", class(standing), (n == 0).then_some("tile--none"))}
                aria-pressed={pressed.to_string()}
                {onclick}
            >
                <span class="tile__count">{ number(n) }</span>
                <span class="tile__title"><span class="tile__dot" />{ standing.title() }</span>
            </button>
        }
    };
    html! {
        <section class="card summary" aria-label="Summary by status">
            { for Standing::flagged().map(tile) }
        </section>
    }
}
