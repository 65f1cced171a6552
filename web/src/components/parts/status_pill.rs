//! A state as a word, a color and a shape.

use super::icon::{Icon, Shape};
use reprieve_desk::view::Tile;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) tile: Tile,
}

#[component]
pub(crate) fn StatusPill(props: &Props) -> Html {
    let tile = props.tile;
    html! {
        <span class={classes!("pill", tile.class())}>
            <Icon shape={Shape::Status(tile)} />
            { tile.pill() }
        </span>
    }
}
