//! What was handed over, as a row of cards.

use super::source_card::SourceCard;
use crate::browser::Incoming;
use crate::components::parts::file_picker::FilePicker;
use crate::hooks::use_desk;
use reprieve_desk::input::marks;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_files: Callback<Vec<Incoming>>,
}

#[component]
pub(crate) fn Sources(props: &Props) -> Html {
    let desk = use_desk();
    let inputs = &desk.state.of_files.inputs;
    let cards = inputs.iter().zip(marks(inputs)).map(
        |(input, mark)| html! { <SourceCard key={input.id().0} input={input.clone()} {mark} /> },
    );
    html! {
        <section class="sources" aria-label="Sources">
            { for cards }
            <FilePicker
                on_files={props.on_files.clone()}
                label="Drop a file anywhere, paste a list, or choose files"
                class="sources__add"
            />
        </section>
    }
}
