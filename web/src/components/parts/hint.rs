//! Names that may be meant by one that is not in the directory.

use crate::hooks::use_act;
use reprieve_desk::action::Action;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The best first, and never empty.
    pub(crate) names: Vec<String>,
}

#[component]
pub(crate) fn Hint(props: &Props) -> Html {
    let act = use_act();
    let link = |(place, name): (usize, &String)| {
        let onclick = {
            let (act, name) = (act.clone(), name.clone());
            Callback::from(move |_| act.dispatch(Action::Opened(name.clone())))
        };
        html! {
            <>
                if place > 0 { { " or " } }
                <button class="link" {onclick}>{ name }</button>
            </>
        }
    };
    html! {
        <span class="hint">
            { "Did you mean " }{ for props.names.iter().enumerate().map(link) }{ "?" }
        </span>
    }
}
