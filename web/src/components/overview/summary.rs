//! How many accounts are in which state, and how many of them are decided; a tile filters the
//! table. Nothing else on the page counts them.

use crate::components::parts::icon::{Icon, Shape};
use crate::components::parts::standing::class;
use crate::hooks::{use_act, use_desk};
use reprieve_core::standing::Standing;
use reprieve_desk::action::Action;
use reprieve_desk::facet::Pick;
use reprieve_desk::view;
use reprieve_desk::words::number;
use yew::prelude::*;

#[component]
pub(crate) fn Summary() -> Html {
    let desk = use_desk();
    let act = use_act();
    let counts = desk.answer.counts();
    let deps = (desk.answer.clone(), desk.state.lasting.decisions.clone());
    let progress =
        use_memo(deps, |(answer, decisions)| view::progress(answer, decisions));
    let tile = |standing: Standing| {
        let n = counts.of(standing);
        let n_decided = progress.n_decided(standing);
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
                <span class="tile__title"><Icon shape={Shape::Status(standing)} />{ standing.title() }</span>
                if n > 0 {
                    <span class="tile__decided">
                        { number(n_decided) }
                        <span class="tile__of">{ " of " }</span>
                        <span class="tile__slash" aria-hidden="true">{ "/" }</span>
                        { number(n) }
                        <span class="tile__word">{ " decided" }</span>
                    </span>
                    <span class="tile__bar"><span ~style={format!("width: {}%", n_decided * 100 / n)} /></span>
                }
            </button>
        }
    };
    html! {
        <section class="summary" aria-label="Summary by status">
            { for Standing::flagged().map(tile) }
        </section>
    }
}
