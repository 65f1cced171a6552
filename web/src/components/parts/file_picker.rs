//! A button that lets a person choose files.

use crate::browser::{Incoming, chosen_files};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_files: Callback<Vec<Incoming>>,
    pub(crate) label: AttrValue,
    pub(crate) class: Classes,
}

#[component]
pub(crate) fn FilePicker(props: &Props) -> Html {
    let onchange = props.on_files.reform(|event: Event| chosen_files(&event));
    html! {
        <label class={classes!("picker", props.class.clone())}>
            { props.label.clone() }
            <input class="visually-hidden" type="file" multiple=true {onchange} />
        </label>
    }
}
