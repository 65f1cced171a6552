//! What was done last, and the way back, for some seconds or as long as somebody is at it.

use crate::browser::{every_second, painted, show_focused};
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::toast::Back;
use std::cell::Cell;
use yew::prelude::*;

/// How long it stays: enough to read it, to find the button, and to go there by keyboard.
const SECONDS: u32 = 12;

#[component]
pub(crate) fn Toasts() -> Html {
    let desk = use_desk();
    let act = use_act();
    let is_pointed_at = use_state_eq(|| false);
    let has_focus = use_state_eq(|| false);
    let is_held = *is_pointed_at || *has_focus;
    let toast = desk.state.lasting.toast.clone();
    let number = toast.as_ref().map(|toast| toast.number);
    use_effect_with((number, is_held), {
        let act = act.clone();
        move |&(number, is_held)| {
            let left = Cell::new(SECONDS);
            let ticking = number.filter(|_| !is_held).map(|number| {
                every_second(move || {
                    left.set(left.get().saturating_sub(1));
                    if left.get() == 0 {
                        act.dispatch(Action::ToastClosed(number));
                    }
                })
            });
            move || drop(ticking)
        }
    });
    use_effect_with(number, {
        let (is_pointed_at, has_focus) = (is_pointed_at.clone(), has_focus.clone());
        move |number| {
            match number {
                // What goes while somebody is at it tells nobody that they left.
                None => {
                    is_pointed_at.set(false);
                    has_focus.set(false);
                }
                Some(_) => yew::platform::spawn_local(async {
                    painted().await;
                    show_focused();
                }),
            }
        }
    });
    let set = |flag: &UseStateHandle<bool>, to: bool| {
        let flag = flag.clone();
        move || flag.set(to)
    };
    let (enter, leave) = (set(&is_pointed_at, true), set(&is_pointed_at, false));
    let (focus, blur) = (set(&has_focus, true), set(&has_focus, false));
    let on_back = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::TakenBack))
    };
    let on_both = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::BothUsed))
    };
    let on_close = Callback::from(move |_: MouseEvent| {
        act.dispatch(Action::ToastClosed(number.unwrap_or_default()));
    });
    html! {
        <>
            // It is there from the beginning, so that what it comes to say is heard.
            <p class="visually-hidden" role="status" aria-label="Last change">
                { toast.as_ref().map(|toast| toast.text.clone()) }
            </p>
            if let Some(toast) = toast {
                <section
                    class={classes!("toast", toast.is_refusal.then_some("toast--refusal"))}
                    aria-label="What was done last"
                    onmouseenter={move |_| enter()}
                    onmouseleave={move |_| leave()}
                    onfocusin={move |_| focus()}
                    onfocusout={move |_| blur()}
                >
                    <Icon shape={if toast.is_refusal { Shape::Warning } else { Shape::Check }} />
                    // The line above says it to screen readers.
                    <p class="toast__text" aria-hidden="true"><bdi>{ toast.text }</bdi></p>
                    if let Some(back) = toast.back {
                        if matches!(back, Back::Redo) {
                            <button class="toast__back" title="Redo (Ctrl Y)" onclick={on_back}>{ "Redo" }</button>
                        } else {
                            <button class="toast__back" title="Undo (Ctrl Z)" onclick={on_back}>{ "Undo" }</button>
                        }
                        if let Some(both) = back.both() {
                            <button class="toast__back" onclick={on_both}>{ both }</button>
                        }
                    }
                    <button class="tray__stop" aria-label="Close this message" onclick={on_close}>{ "×" }</button>
                </section>
            }
        </>
    }
}
