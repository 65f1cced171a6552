//! The popover in which the table is narrowed by what accounts have in common, beside a table
//! that follows at once.

use super::facet::FacetList;
use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::facet::{Facet, Pick};
use std::rc::Rc;
use yew::prelude::*;

/// The popover's element.
pub(crate) const ID: &str = "filters";

#[component]
pub(crate) fn Facets() -> Html {
    let desk = use_desk();
    let act = use_act();
    let counts = use_memo(desk.narrowed.clone(), |narrowed| {
        Facet::ALL.map(|facet| (facet, Rc::new(narrowed.counts(facet))))
    });
    // The keys of the desk are not meant for it, and Escape only closes it.
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    let on_clear =
        Callback::from(move |_: MouseEvent| act.dispatch(Action::PicksCleared));
    let has_picks = !desk.state.of_files.filters.picks.is_empty();
    let list = |(facet, counts): &(Facet, Rc<Vec<(Pick, usize)>>)| {
        html! { <FacetList key={facet.title()} facet={*facet} counts={counts.clone()} /> }
    };
    // What no file tells apart is no facet.
    let has_causes = desk.answer.rows().any(|row| row.cause.is_some());
    let is_of_use = |(facet, counts): &&(Facet, Rc<Vec<(Pick, usize)>>)| match facet {
        Facet::Status | Facet::Decision => true,
        Facet::Cause => has_causes,
        Facet::Affiliation | Facet::Department | Facet::Center => {
            counts.iter().any(|(pick, _)| !pick.is_none())
        }
    };
    html! {
        <div id={ID} class="card popover facets" popover="auto" role="group" aria-label="Filters" {onkeydown}>
            <div class="facets__lists">
                { for counts.iter().filter(is_of_use).map(list) }
            </div>
            <div class="facets__end">
                <button class="link" disabled={!has_picks} onclick={on_clear}>{ "Clear filters" }</button>
                <button class="button" popovertarget={ID} popovertargetaction="hide">{ "Close " }<kbd aria-hidden="true">{ "Esc" }</kbd></button>
            </div>
        </div>
    }
}
