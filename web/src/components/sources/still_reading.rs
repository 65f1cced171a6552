//! Says of an answer that files are still missing from it, while they are being read.

use crate::hooks::use_desk;
use reprieve_desk::input::{InputFile, InputStage};
use reprieve_desk::words::{count, number};
use yew::prelude::*;

#[component]
pub(crate) fn StillReading() -> Html {
    let desk = use_desk();
    let lines: Vec<Html> = desk.state.of_files.inputs.iter().filter_map(line).collect();
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <section class="card still-reading" aria-label="Still reading">
            { for lines }
            <p class="muted">
                { "Partial result. It updates when this file is read." }
            </p>
        </section>
    }
}

/// What is known of a file before it has ended.
fn line(input: &InputFile) -> Option<Html> {
    let InputStage::Reading { n_read, so_far, n_found } = &input.stage else {
        return None;
    };
    let n_total = input.arrival.n_bytes;
    Some(html! {
        <p key={input.id().0}>
            <b>{ "Still reading " }<bdi>{ input.name() }</bdi>{ format!(": {}", percent(*n_read, n_total)) }</b>
            if so_far.n_rows > 0 {
                { format!(" · {} so far", count(so_far.n_rows, "row", "rows")) }
            }
            if let Some(n_found) = n_found {
                { format!(" · {} of the flagged found in it so far", number(*n_found)) }
            }
        </p>
    })
}

/// How far it is, such as `34 %`.
pub(crate) fn percent(n_read: u64, n_total: u64) -> String {
    format!("{} %", (100 * n_read).checked_div(n_total).unwrap_or(0))
}
