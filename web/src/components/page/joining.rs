//! Says that the rows are being joined, when that takes longer than a moment.

use crate::hooks::use_desk;
use yew::prelude::*;

#[component]
pub(crate) fn Joining() -> Html {
    let desk = use_desk();
    html! {
        <div role="status" aria-label="Answer">
            if desk.is_joining {
                <p class="joining">{ "Putting the rows together …" }</p>
            }
        </div>
    }
}
