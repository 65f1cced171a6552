//! The panel in which the table is narrowed by what accounts have in common.

use super::facet::FacetList;
use crate::hooks::use_desk;
use reprieve_desk::facet::{Facet, Pick};
use std::rc::Rc;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn Facets(props: &Props) -> Html {
    let desk = use_desk();
    let counts = use_memo(desk.narrowed.clone(), |narrowed| {
        Facet::ALL.map(|facet| (facet, Rc::new(narrowed.counts(facet))))
    });
    let on_close = props.on_close.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            on_close.emit(());
        }
    });
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
        <section class="facets" aria-label="Filters" {onkeydown}>
            { for counts.iter().filter(is_of_use).map(list) }
        </section>
    }
}
