//! The day, the rules, and the promise.

use super::date_pill::DatePill;
use super::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk};
use crate::state::Action;
use crate::state::rules::RulesAction;
use crate::words::long_date;
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
    let on_forget = Callback::from(move |_| act.dispatch(Action::ForgotEverything));
    let policy = &desk.policy;
    let written = format!("{}, as of {}", policy.institution, long_date(policy.date));
    html! {
        <header class="top-bar">
            <h1 class="brand"><Icon shape={Shape::Brand} />{ "Reprieve" }</h1>
            <DatePill label="As of" date={desk.state.as_of} on_change={on_as_of} />
            <button class="top-bar__rules" title={written} aria-haspopup="dialog" onclick={on_rules}>
                <span class="top-bar__word muted">{ "Rules " }</span>
                <b>{ &policy.title }</b>
                <span class="top-bar__date muted">{ policy.date.format(" of %-d %b %Y").to_string() }</span>
                if policy.is_changed() {
                    { " " }<span class="mark">{ "changed" }</span>
                }
            </button>
            <span class="top-bar__rest" />
            <span class="promise"><Icon shape={Shape::Shield} />{ "Nothing leaves this computer" }</span>
            if !desk.state.is_untouched() {
                <button class="button" onclick={on_forget}>{ "Forget everything" }</button>
            }
            <button class="button top-bar__keys" aria-label="Keys" title="Keys (?)" onclick={on_keys}>{ "?" }</button>
        </header>
    }
}
