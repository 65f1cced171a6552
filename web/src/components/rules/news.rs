//! Says that rules from a file are followed now.

use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::rules::RulesAction;
use reprieve_desk::words::long_date;
use yew::prelude::*;

#[component]
pub(crate) fn RulesNews() -> Html {
    let desk = use_desk();
    let act = use_act();
    let on = |action: fn() -> RulesAction| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::Rules(action())))
    };
    let policy = &desk.policy;
    let rules = &desk.state.lasting.rules;
    html! {
        <div class={classes!("news", rules.is_news.then_some("news--told"))} role="status" aria-label="Rules">
            if rules.is_news {
                <p>
                    { "These rules are followed now: " }<b>{ &policy.title }</b>
                    { format!(", {}, of {}.", policy.institution, long_date(policy.date)) }
                    if policy.is_changed() {
                        { " They have the name of rules that come with Reprieve, and say something else." }
                    }
                </p>
                <button class="link" onclick={on(|| RulesAction::Opened)}>{ "Look at them" }</button>
                <button class="news__close" aria-label="Close this message" onclick={on(|| RulesAction::NewsRead)}>{ "×" }</button>
            }
        </div>
    }
}
