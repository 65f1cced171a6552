//! Something that is shown when it is asked for, and made only then.

use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Whether it is open at first.
    #[prop_or_default]
    pub(crate) begins_open: bool,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Disclosure(props: &Props) -> Html {
    let is_open = use_state_eq(|| props.begins_open);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |event: MouseEvent| {
            // The state opens it, not the browser.
            event.prevent_default();
            is_open.set(!*is_open);
        })
    };
    html! {
        <details class={classes!("disclosure", props.class.clone())} open={*is_open}>
            <summary {onclick}>{ props.label.clone() }</summary>
            if *is_open {
                { props.children.clone() }
            }
        </details>
    }
}
