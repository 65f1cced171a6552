//! What was handed over, in one line: a chip for each file that is understood, and what needs
//! somebody below it. On a small screen one button stands for the line.

use super::source_card::SourceCard;
use crate::browser::Incoming;
use crate::components::parts::file_picker::FilePicker;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::use_desk;
use reprieve_desk::input::marks;
use reprieve_desk::words::count;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_files: Callback<Vec<Incoming>>,
}

#[component]
pub(crate) fn Sources(props: &Props) -> Html {
    let desk = use_desk();
    let is_open = use_state_eq(|| false);
    let inputs = &desk.state.of_files.inputs;
    let cards = inputs.iter().zip(marks(inputs)).map(
        |(input, mark)| html! { <SourceCard key={input.id().0} input={input.clone()} {mark} /> },
    );
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <section class={classes!("sources", is_open.then_some("sources--open"))} aria-label="Sources">
            <button class="button sources__files" aria-expanded={is_open.to_string()} {onclick}>
                { count(inputs.len(), "file", "files") }<Icon shape={Shape::Down} />
            </button>
            { for cards }
            <FilePicker
                on_files={props.on_files.clone()}
                label="Add files"
                icon={Shape::Plus}
                class="sources__add"
            />
        </section>
    }
}
