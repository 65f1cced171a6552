//! A button that lets a person choose files.

use super::icon::{Icon, Shape};
use crate::browser::{Incoming, chosen_files};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_files: Callback<Vec<Incoming>>,
    pub(crate) label: AttrValue,
    #[prop_or_default]
    pub(crate) icon: Option<Shape>,
    pub(crate) class: Classes,
}

#[component]
pub(crate) fn FilePicker(props: &Props) -> Html {
    let onchange = props.on_files.reform(|event: Event| chosen_files(&event));
    html! {
        <label class={classes!("picker", props.class.clone())}>
            if let Some(shape) = props.icon {
                <Icon {shape} />
            }
            <span>{ props.label.clone() }</span>
            <input class="visually-hidden" type="file" multiple=true {onchange} />
        </label>
    }
}
