//! The buttons by which something is decided.

use crate::keys::key_of;
use reprieve_desk::decisions::Choice;
use yew::prelude::*;

/// `chosen` is what is chosen now, and `None` where the buttons stand for several accounts;
/// `impossible` is what cannot be chosen, with the reason.
pub(crate) fn choices(
    label: &'static str,
    chosen: Option<Choice>,
    impossible: &[(Choice, String)],
    on_choose: &Callback<Choice>,
) -> Html {
    let button = |choice: Choice| {
        let onclick = on_choose.reform(move |_: MouseEvent| choice);
        let is_chosen = chosen == Some(choice);
        let pressed = chosen.map(|_| is_chosen.to_string());
        let why_not = impossible.iter().find(|(other, _)| *other == choice);
        let title = match why_not {
            Some((_, why)) => why.clone(),
            None => format!("{} ({})", choice.title(), key_of(choice)),
        };
        html! {
            <button
                key={choice.title()}
                class="choices__choice"
                aria-pressed={pressed}
                disabled={why_not.is_some()}
                {title}
                {onclick}
            >
                { choice.title() }
            </button>
        }
    };
    html! {
        <div class="choices" role="group" aria-label={label}>
            { for Choice::ALL.into_iter().map(button) }
        </div>
    }
}
