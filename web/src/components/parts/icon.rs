//! The few shapes of the page. They repeat what the words say, so they are hidden from
//! screen readers.

use super::standing::shape;
use reprieve_core::standing::Standing;
use reprieve_desk::decisions::Choice;
use yew::prelude::*;

/// A shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    Brand,
    Shield,
    Status(Standing),
    Choice(Choice),
    Check,
    Cross,
    Down,
    Filter,
    More,
    Note,
    Plus,
    Save,
    Search,
    Redo,
    Timer,
    Undo,
    Warning,
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
        Shape::Cross => ("icon", line("M4 4l8 8M12 4l-8 8")),
        Shape::Down => ("icon icon--down", line("M4 6l4 4 4-4")),
        Shape::Filter => ("icon", line("M2 4.5h12M4.5 8h7M6.5 11.5h3")),
        Shape::More => ("icon icon--more", line("M3.5 8h.01M8 8h.01M12.5 8h.01")),
        Shape::Plus => ("icon", line("M8 3v10M3 8h10")),
        Shape::Save => ("icon", line("M8 2v8M4.8 7L8 10.2 11.2 7M2.5 13.5h11")),
        Shape::Search => {
            ("icon", line("M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.3L14 14"))
        }
        Shape::Status(standing) => ("icon", shape(standing)),
        Shape::Choice(Choice::Undecided) => {
            ("icon icon--open", line(decided(Choice::Undecided)))
        }
        Shape::Choice(choice) => ("icon", line(decided(choice))),
        Shape::Note => ("icon", line("M3 3h10v7l-3 3H3zM5.5 6h5M5.5 9h3")),
        Shape::Redo => ("icon", line("M13 6H6.2a3.6 3.6 0 0 0 0 7.2H9M10 3l3 3-3 3")),
        Shape::Timer => {
            ("icon", line("M8 3.4a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM8 5.8v2.8M6.4 1.4h3.2"))
        }
        Shape::Undo => ("icon", line("M3 6h6.8a3.6 3.6 0 0 1 0 7.2H7M6 3L3 6l3 3")),
        Shape::Warning => ("icon", line("M8 2.6l6 10.6H2zM8 6.6v3M8 11.4v.1")),
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

fn line(d: &'static str) -> Html {
    html! { <path class="icon__line" {d} /> }
}

/// A tick, a door, a way back, two ticks, and nothing yet.
fn decided(choice: Choice) -> &'static str {
    match choice {
        Choice::Keep => "M3 8.5l3.2 3.2L13 5",
        Choice::LetGo => "M7 2.8H3v10.4h4M6.4 8H14M10.8 4.8L14 8l-3.2 3.2",
        Choice::Reinstate => "M3.4 5.6A5.2 5.2 0 1 1 2.8 9M3 2.4v3.5h3.5",
        Choice::Done => "M1.4 8.6l2.8 2.8L10 5.2M7.8 11l.6.4L14.6 5",
        Choice::Undecided => "M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z",
    }
}
