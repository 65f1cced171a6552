//! The buttons by which something is decided.

use crate::state::decisions::Choice;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) label: AttrValue,
    /// What is chosen now; `None` where the buttons stand for several accounts.
    #[prop_or_default]
    pub(crate) chosen: Option<Choice>,
    /// What cannot be chosen, with the reason.
    #[prop_or_default]
    pub(crate) impossible: Vec<(Choice, String)>,
    pub(crate) on_choose: Callback<Choice>,
}

#[component]
pub(crate) fn Choices(props: &Props) -> Html {
    let button = |choice: Choice| {
        let onclick = props.on_choose.reform(move |_: MouseEvent| choice);
        let is_chosen = props.chosen == Some(choice);
        let pressed = props.chosen.map(|_| is_chosen.to_string());
        let why_not = props.impossible.iter().find(|(other, _)| *other == choice);
        let title = match why_not {
            Some((_, why)) => why.clone(),
            None => format!("{} ({})", choice.title(), choice.key()),
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
        <div class="choices" role="group" aria-label={props.label.clone()}>
            { for Choice::ALL.into_iter().map(button) }
        </div>
    }
}
