//! What was handed over, as a row of cards.

use super::file_picker::FilePicker;
use super::source_card::SourceCard;
use crate::hooks::{Reading, use_desk};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) reading: Reading,
}

#[component]
pub(crate) fn Sources(props: &Props) -> Html {
    let desk = use_desk();
    let cards = desk
        .state
        .inputs
        .iter()
        .map(|input| html! { <SourceCard key={input.id} input={input.clone()} on_again={props.reading.again.clone()} /> });
    html! {
        <section class="sources" aria-label="Sources">
            { for cards }
            <FilePicker
                on_files={props.reading.read.clone()}
                label="Drop a file anywhere, paste a list, or choose files"
                class="sources__add"
            />
        </section>
    }
}
