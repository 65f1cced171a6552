//! A state as a word, a color and a shape.

use super::icon::{Icon, Shape};
use crate::components::parts::standing::class;
use reprieve_core::standing::Standing;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) standing: Standing,
}

#[component]
pub(crate) fn StatusPill(props: &Props) -> Html {
    let standing = props.standing;
    html! {
        <span class={classes!("pill", class(standing))}>
            <Icon shape={Shape::Status(standing)} />
            { standing.title() }
        </span>
    }
}
