//! Says that another day began while the page was open.

use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::words::{Form, written};
use yew::prelude::*;

#[component]
pub(crate) fn DayNews() -> Html {
    let desk = use_desk();
    let act = use_act();
    let on = |action: fn(chrono::NaiveDate) -> Action, date| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(action(date)))
    };
    let calendar = &desk.state.lasting.calendar;
    let today = written(calendar.today, Form::Short);
    html! {
        <div class={classes!("news", calendar.left.map(|_| "news--told"))} role="status" aria-label="Day">
            if let Some(left) = calendar.left {
                <p>
                    { "It is now " }<b>{ &today }</b>
                    if calendar.is_chosen {
                        { format!(". The answer stays as of {}, the day that you chose.", written(left, Form::Short)) }
                    } else {
                        { ", and the answer is as of this day." }
                    }
                </p>
                if calendar.is_chosen {
                    <button class="link" onclick={on(Action::AsOfSet, calendar.today)}>{ format!("Go to {today}") }</button>
                } else {
                    <button class="link" onclick={on(Action::AsOfSet, left)}>{ format!("Stay at {}", written(left, Form::Short)) }</button>
                }
                <button class="news__close" aria-label="Close this message" onclick={on(|_| Action::DayRead, left)}>{ "×" }</button>
            }
        </div>
    }
}
