//! Search, how many are shown, and the download.

use crate::browser::{download, focus, value_of};
use crate::hooks::{use_act, use_desk, use_keys};
use crate::state::{Action, Shared};
use crate::words::{number, rules_mark};
use reprieve_core::answer::Answer;
use reprieve_core::export::{Rows, csv};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) n_visible: usize,
    pub(crate) n_all: usize,
}

#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let field = use_node_ref();
    use_keys((), {
        let field = field.clone();
        move |key, in_field| {
            let wanted = key == "/" && !in_field;
            if wanted {
                focus(&field);
            }
            wanted
        }
    });
    let oninput = {
        let act = act.clone();
        Callback::from(move |event: InputEvent| {
            act.dispatch(Action::Searched(value_of(&event)));
        })
    };
    let on_all = Callback::from(move |_| act.dispatch(Action::FiltersCleared));
    let state = &desk.state;
    let is_filtered = !state.tiles.is_empty()
        || !state.choices.is_empty()
        || !state.search.is_empty()
        || state.group.is_some();
    html! {
        <div class="toolbar">
            <label class="search">
                <span class="visually-hidden">{ "Search people" }</span>
                <input
                    ref={field}
                    type="search"
                    placeholder="Search people"
                    value={desk.state.search.clone()}
                    {oninput}
                />
                <kbd aria-hidden="true">{ "/" }</kbd>
            </label>
            if state.group.is_some() {
                <span class="chip">{ "one group" }</span>
            }
            if is_filtered {
                <button class="button button--quiet" onclick={on_all}>{ "Show all" }</button>
            }
            <span class="toolbar__count" role="status">
                { format!("{} of {}", number(props.n_visible), number(props.n_all)) }
            </span>
            <DownloadEveryone />
            <button class="button button--primary" onclick={saving(&desk.answer, Rows::Answer)}>
                { "Download CSV" }
            </button>
        </div>
    }
}

/// Saves the answer and all the others.
#[component]
pub(crate) fn DownloadEveryone() -> Html {
    let desk = use_desk();
    html! {
        <button
            class="button"
            onclick={saving(&desk.answer, Rows::All)}
            title="With the accounts that are clear or flagged elsewhere"
        >
            { "Download everyone" }
        </button>
    }
}

fn saving(answer: &Shared<Answer>, rows: Rows) -> Callback<MouseEvent> {
    let answer = answer.clone();
    Callback::from(move |_: MouseEvent| {
        // Excel takes a CSV without the mark for the encoding of the computer.
        let text = format!("\u{feff}{}", csv(&answer, rows));
        let mark = rules_mark(answer.policy());
        let name = format!("reprieve-{}{mark}.csv", answer.as_of());
        download(&name, "text/csv;charset=utf-8", text.as_bytes());
    })
}
