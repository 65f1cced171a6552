//! The only thing that cannot be taken back, which is why it asks.

use crate::browser::close_dialog;
use crate::hooks::{use_act, use_desk, use_dialog};
use reprieve_desk::action::Action;
use reprieve_desk::state::State;
use reprieve_desk::words::count;
use yew::prelude::*;

/// The button, and what it asks.
#[component]
pub(crate) fn Forget() -> Html {
    let is_asked = use_state_eq(|| false);
    let on_ask = {
        let is_asked = is_asked.clone();
        Callback::from(move |_: MouseEvent| is_asked.set(true))
    };
    let on_close = {
        let is_asked = is_asked.clone();
        use_callback((), move |(), ()| is_asked.set(false))
    };
    html! {
        <>
            <button class="button" aria-haspopup="dialog" onclick={on_ask}>{ "Forget everything" }</button>
            if *is_asked {
                <Question {on_close} />
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct QuestionProps {
    on_close: Callback<()>,
}

#[component]
fn Question(props: &QuestionProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let dialog = use_node_ref();
    let closing = use_dialog(dialog.clone(), props.on_close.clone());
    let on_forget = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            close_dialog(&dialog);
            act.dispatch(Action::ForgotEverything);
        })
    };
    html! {
        <dialog ref={dialog} class="key-help" aria-labelledby="forget-title">
            <h2 id="forget-title" class="key-help__title">{ "Forget everything?" }</h2>
            <p class="forget__what">
                { format!("This page then knows nothing any more of {}. It cannot be undone. The files on your disk stay as they are.", what(&desk.state)) }
            </p>
            <div class="forget__buttons">
                <button class="button" onclick={closing.on_close}>{ "Keep it" }</button>
                <button class="button button--primary" onclick={on_forget}>{ "Forget all of it" }</button>
            </div>
        </dialog>
    }
}

/// What would be forgotten.
fn what(state: &State) -> String {
    let mut parts = Vec::new();
    let mut add = |n: usize, one: &str, several: &str| {
        if n > 0 {
            parts.push(count(n, one, several));
        }
    };
    add(state.of_files.inputs.len(), "file", "files");
    add(
        state.lasting.decisions.n_kept(),
        "account with its decision, ticks and note",
        "accounts with their decisions, ticks and notes",
    );
    add(state.timers().count(), "running wait", "running waits");
    if !state.lasting.rules.is_as_at_first() {
        parts.push("the rules that were loaded or changed".to_owned());
    }
    match parts.pop() {
        None => "what was done here".to_owned(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} and {last}", parts.join(", ")),
    }
}
