//! How an account stands, as a color and a shape; the words are those of the core.

use reprieve_core::standing::Standing;
use yew::prelude::*;

/// The class that gives it its color, see `styles/tokens.css`.
pub(crate) fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue | Standing::Today => "is-urgent",
        Standing::ThisWeek => "is-soon",
        Standing::Later => "is-later",
        Standing::Disabled => "is-disabled",
        Standing::Restorable => "is-restorable",
        Standing::Gone | Standing::Undated => "is-past",
        Standing::Clear => "is-clear",
    }
}

/// What stands in an icon of 16 by 16.
pub(super) fn shape(standing: Standing) -> Html {
    match standing {
        Standing::Overdue | Standing::Today => html! { <path d="M8 2.2l6.2 11H1.8z" /> },
        Standing::ThisWeek => html! { <circle class="icon__line" cx="8" cy="8" r="5" /> },
        Standing::Later => {
            html! { <path class="icon__line" d="M3 8h9M8.4 4.2L12.2 8l-3.8 3.8" /> }
        }
        Standing::Disabled => {
            html! { <rect x="3" y="3" width="10" height="10" rx="1.4" /> }
        }
        Standing::Restorable => {
            html! { <path class="icon__line" d="M3.4 5.6A5.2 5.2 0 1 1 2.8 9M3 2.4v3.5h3.5" /> }
        }
        Standing::Gone => html! { <path class="icon__line" d="M4 4l8 8M12 4l-8 8" /> },
        Standing::Undated => html! { <path class="icon__line" d="M3.5 8h9" /> },
        Standing::Clear => html! { <path class="icon__line" d="M3 8.5l3.2 3.2L13 5" /> },
    }
}
