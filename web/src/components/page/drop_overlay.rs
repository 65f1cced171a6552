//! Shown over the window, and over an open dialog, while something is dragged over it.

use crate::browser::show_on_top;
use yew::prelude::*;

#[component]
pub(crate) fn DropOverlay() -> Html {
    let overlay = use_node_ref();
    use_effect_with(overlay.clone(), show_on_top);
    html! {
        <div ref={overlay} class="drop-overlay" popover="manual" role="status">
            <p class="drop-overlay__text">{ "Drop it: it is read here and goes nowhere else" }</p>
        </div>
    }
}
