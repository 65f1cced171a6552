//! The only thing that cannot be taken back, which is why it asks.

use crate::browser::{close_dialog, focus};
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk, use_dialog};
use reprieve_desk::action::Action;
use reprieve_desk::rules::RulesAction;
use reprieve_desk::state::State;
use reprieve_desk::words::count;
use yew::prelude::*;

/// The menu's element.
const ID: &str = "more";

/// The menu of what is rare, and what it asks.
#[component]
pub(crate) fn More() -> Html {
    let desk = use_desk();
    let act = use_act();
    let button = use_node_ref();
    let is_asked = use_state_eq(|| false);
    let on_ask = {
        let is_asked = is_asked.clone();
        Callback::from(move |_: MouseEvent| is_asked.set(true))
    };
    let on_close = {
        let is_asked = is_asked.clone();
        // What opened it is hidden in the menu again.
        use_callback(button.clone(), move |(), button| {
            is_asked.set(false);
            focus(button);
        })
    };
    let on_rules = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::Rules(RulesAction::Opened))
        })
    };
    let on_keys =
        Callback::from(move |_: MouseEvent| act.dispatch(Action::KeysShown(true)));
    let item = |title: &'static str, onclick: Callback<MouseEvent>| {
        html! {
            <button class="menu__item" popovertarget={ID} popovertargetaction="hide" aria-haspopup="dialog" {onclick}>
                { title }
            </button>
        }
    };
    html! {
        <>
            <button ref={button} class="button top-bar__more" aria-label="More" title="More" popovertarget={ID}>
                <Icon shape={Shape::More} />
            </button>
            <div id={ID} class="card popover popover--menu" popover="auto" role="group" aria-label="More">
                { item("Keys", on_keys) }
                { item("Show the rules", on_rules) }
                if !desk.state.is_untouched() {
                    { item("Forget everything", on_ask) }
                }
            </div>
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
                { format!("{} will be deleted from this page. This cannot be undone. The files on your disk stay as they are.", what(&desk.state)) }
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
        "decision with its ticks and note",
        "decisions with their ticks and notes",
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
