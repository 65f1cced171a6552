//! The few shapes of the page. They repeat what the words say, so they are hidden from
//! screen readers.

use crate::state::view::Tile;
use yew::prelude::*;

/// A shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    Brand,
    Shield,
    Status(Tile),
    Check,
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) shape: Shape,
}

#[component]
pub(crate) fn Icon(props: &Props) -> Html {
    let (class, shape) = match props.shape {
        Shape::Brand => ("icon icon--brand", brand()),
        Shape::Shield => ("icon", shield()),
        Shape::Check => {
            ("icon", html! { <path class="icon__line" d="M3 8.5l3.2 3.2L13 5" /> })
        }
        Shape::Status(tile) => ("icon", status(tile)),
    };
    html! { <svg {class} viewBox="0 0 16 16" aria-hidden="true">{ shape }</svg> }
}

fn brand() -> Html {
    html! {
        <>
            <circle class="icon__ring" cx="8" cy="8" r="6.5" />
            <path class="icon__arc" d="M8 1.5A6.5 6.5 0 1 1 1.5 8" />
            <path class="icon__hand" d="M8 4.6V8l2.3 1.7" />
        </>
    }
}

fn shield() -> Html {
    html! {
        <>
            <path class="icon__line" d="M8 1.6l5.2 1.9v4c0 3.2-2.1 5.6-5.2 6.9-3.1-1.3-5.2-3.7-5.2-6.9v-4z" />
            <path class="icon__line" d="M5.6 7.9l1.8 1.8 3.1-3.3" />
        </>
    }
}

fn status(tile: Tile) -> Html {
    match tile {
        Tile::Overdue | Tile::Today => html! { <path d="M8 2.2l6.2 11H1.8z" /> },
        Tile::ThisWeek => html! { <circle class="icon__line" cx="8" cy="8" r="5" /> },
        Tile::Later => {
            html! { <path class="icon__line" d="M3 8h9M8.4 4.2L12.2 8l-3.8 3.8" /> }
        }
        Tile::Disabled => html! { <rect x="3" y="3" width="10" height="10" rx="1.4" /> },
        Tile::Restorable => {
            html! { <path class="icon__line" d="M3.4 5.6A5.2 5.2 0 1 1 2.8 9M3 2.4v3.5h3.5" /> }
        }
        Tile::Gone => html! { <path class="icon__line" d="M4 4l8 8M12 4l-8 8" /> },
        Tile::Undated => html! { <path class="icon__line" d="M3.5 8h9" /> },
        Tile::Clear => html! { <path class="icon__line" d="M3 8.5l3.2 3.2L13 5" /> },
    }
}
