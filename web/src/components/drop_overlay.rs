//! Shown over the window while something is dragged over it.

use yew::prelude::*;

#[component]
pub(crate) fn DropOverlay() -> Html {
    html! {
        <div class="drop-overlay" role="status">
            <p class="drop-overlay__text">{ "Drop it: it is read here and goes nowhere else" }</p>
        </div>
    }
}
