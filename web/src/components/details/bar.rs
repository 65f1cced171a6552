//! The upper edge of the details: which of the accounts it is, and the way to the next one.

use crate::browser::SeenIndex;
use crate::hooks::{Act, Desk, print};
use reprieve_desk::action::Action;
use reprieve_desk::paper::Paper;
use reprieve_desk::words::number;
use yew::prelude::*;

/// `close` is the button that has the focus first.
pub(crate) fn details_bar(
    desk: &Desk,
    act: &Act,
    title: &str,
    close: &NodeRef,
    on_close: &Callback<()>,
) -> Html {
    let n_seen = desk.rows.len();
    let neighbors = desk.neighbors;
    let place = match neighbors.at {
        Some(at) => format!("{} of {}", number(at.0 + 1), number(n_seen)),
        None => format!("not among the {} shown", number(n_seen)),
    };
    let step = |label: &'static str, key: &'static str, arrow, to: Option<SeenIndex>| {
        let row = to.and_then(|to| desk.row(to));
        let name = row.map(|row| desk.answer.logon_name(row).to_owned());
        // A button that is switched off while it has the focus would lose it.
        let is_last = name.is_none().to_string();
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(name) = &name {
                act.dispatch(Action::Opened(name.clone()));
            }
        });
        html! {
            <button class="details__step" aria-label={label} title={format!("{label} ({key})")} aria-disabled={is_last} {onclick}>
                { arrow }
            </button>
        }
    };
    let on_print = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| print(&act, Paper::Open))
    };
    html! {
        <div class="details__bar">
            { step("Previous account", "k", "‹", neighbors.previous) }
            { step("Next account", "j", "›", neighbors.next) }
            <span class="details__place">{ &place }</span>
            <p class="visually-hidden" role="status">{ format!("{title}, {place}") }</p>
            <button class="link details__print" onclick={on_print}>{ "Print" }</button>
            <button ref={close.clone()} class="details__close" aria-label="Close details" title="Close (Esc)" onclick={on_close.reform(|_| ())}>
                { "×" }
            </button>
        </div>
    }
}
