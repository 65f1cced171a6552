//! The day, the rules, and the promise.

use crate::components::dialogs::forget::More;
use crate::components::parts::date_pill::DatePill;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::rules::RulesAction;
use reprieve_desk::words::{far_date, long_date};
use yew::prelude::*;

#[component]
pub(crate) fn TopBar() -> Html {
    let desk = use_desk();
    let act = use_act();
    let on_as_of = {
        let act = act.clone();
        Callback::from(move |date| act.dispatch(Action::AsOfSet(date)))
    };
    let on_rules = {
        let act = act.clone();
        Callback::from(move |_| act.dispatch(Action::Rules(RulesAction::Opened)))
    };
    let on_keys = {
        let act = act.clone();
        Callback::from(move |_| act.dispatch(Action::KeysShown(true)))
    };
    let on_privacy = Callback::from(move |_| act.dispatch(Action::PrivacyShown(true)));
    let policy = &desk.policy;
    let written = format!("{}, as of {}", policy.institution, long_date(policy.date));
    html! {
        <header class="top-bar">
            <h1 class="brand"><Icon shape={Shape::Brand} /><span class="brand__word">{ "Reprieve" }</span></h1>
            <DatePill label="As of" date={desk.state.as_of()} on_change={on_as_of} />
            <button class="top-bar__rules" title={written} aria-haspopup="dialog" onclick={on_rules}>
                <span class="top-bar__word muted">{ "Rules " }</span>
                <b>{ &policy.title }</b>
                <span class="top-bar__date muted">{ format!(" of {}", far_date(policy.date)) }</span>
                if policy.is_changed() {
                    { " " }<span class="mark">{ "changed" }</span>
                }
            </button>
            <span class="top-bar__rest" />
            <button class="promise" aria-haspopup="dialog" title="Why, and how to check it" onclick={on_privacy}>
                <Icon shape={Shape::Shield} /><span class="promise__word">{ "Nothing leaves this computer" }</span>
            </button>
            <button class="button top-bar__keys" aria-label="Keys" title="Keys (?)" onclick={on_keys}>{ "?" }</button>
            <More />
        </header>
    }
}
