//! The rules: which ones are followed, what they say, and what of it can be changed.

use super::days::RulesDays;
use super::facts::RulesFacts;
use super::notes::{Changed, Refused};
use super::numbers::RulesNumbers;
use crate::browser::{Incoming, download, value_of};
use crate::components::parts::file_picker::FilePicker;
use crate::hooks::{Closing, use_act, use_desk, use_dialog};
use reprieve_core::policy::Policy;
use reprieve_desk::action::Action;
use reprieve_desk::rules::{KnownProfile, RulesAction, RulesState};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::long_date;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_files: Callback<Vec<Incoming>>,
}

#[component]
pub(crate) fn RulesPanel(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let dialog = use_node_ref();
    let on_closed = use_callback(act.clone(), |(), act| {
        act.dispatch(Action::Rules(RulesAction::Closed));
    });
    let Closing { on_close, on_outside } = use_dialog(dialog.clone(), on_closed);
    let on_save = {
        let policy = desk.policy.clone();
        Callback::from(move |_: MouseEvent| {
            let mark = if policy.is_changed() { "-changed" } else { "" };
            let name = format!("{}{mark}.toml", policy.name);
            download(
                &name,
                "application/toml;charset=utf-8",
                policy.to_toml().as_bytes(),
            );
        })
    };
    let rules = &desk.state.lasting.rules;
    let policy = &desk.policy;
    html! {
        <dialog ref={dialog} class="rules" aria-labelledby="rules-title" onclick={on_outside}>
            <div class="rules__sheet">
                <div class="rules__head">
                    <div>
                        <h2 id="rules-title" class="rules__title">{ "Rules" }</h2>
                        <p class="rules__about">
                            <b>{ &policy.title }</b>
                            { format!(" · {} · of {} ", policy.institution, long_date(policy.date)) }
                            if policy.is_changed() {
                                <span class="mark">{ "changed" }</span>
                            }
                        </p>
                    </div>
                    <button class="details__close" aria-label="Close the rules" onclick={on_close}>{ "×" }</button>
                </div>
                <div class="rules__body">
                    <div class="rules__choice">
                        <ProfileChoice rules={rules.clone()} />
                        <FilePicker on_files={props.on_files.clone()} label="Load a file" class="button" />
                    </div>
                    <Refused />
                    <Changed profile={rules.profile().clone()} />
                    // What is half written belongs to the numbers before.
                    <div key={rules.n_exchanged} class="rules__all">
                        <RulesNumbers />
                        <RulesDays />
                        <RulesFacts />
                    </div>
                </div>
                <div class="rules__foot">
                    <span class="muted">{ format!("Profile {}", policy.label()) }</span>
                    <button class="button button--primary" onclick={on_save}>{ "Save these rules" }</button>
                </div>
            </div>
        </dialog>
    }
}

#[derive(PartialEq, Properties)]
struct ProfileChoiceProps {
    rules: RulesState,
}

/// The profiles that come with the program, and those that were loaded.
#[component]
fn ProfileChoice(props: &ProfileChoiceProps) -> Html {
    let act = use_act();
    let rules = &props.rules;
    let built_in = use_memo((), |()| {
        Policy::built_in_names()
            .filter_map(|name| Policy::built_in(name).ok())
            .map(Shared::new)
            .collect::<Vec<_>>()
    });
    let mark = |policy: &Policy| if policy.is_changed() { " (changed)" } else { "" };
    let followed = rules.followed();
    let built_in_option = |policy: &Shared<Policy>| {
        let known = rules
            .profiles()
            .find(|(place, _)| rules.built_in(&policy.name) == Some(*place));
        let changed = known.map_or("", |(_, profile)| mark(&profile.current));
        let selected = rules.built_in(&policy.name) == Some(followed);
        html! { <option value={policy.name.clone()} {selected}>{ format!("{}{changed}", policy.title) }</option> }
    };
    let loaded_option = |(place, profile): (usize, &KnownProfile)| {
        let file = profile.file.as_deref()?;
        let label =
            format!("{}{}, from {file}", profile.current.title, mark(&profile.current));
        Some(
            html! { <option value={place.to_string()} selected={place == followed}>{ label }</option> },
        )
    };
    let onchange = {
        let built_in = built_in.clone();
        Callback::from(move |event: Event| {
            let chosen = value_of(&event);
            let known = built_in.iter().find(|policy| policy.name == chosen);
            let action = match known {
                Some(policy) => RulesAction::BuiltInChosen(policy.clone()),
                None => match chosen.parse() {
                    Ok(place) => RulesAction::Chosen(place),
                    Err(_) => return,
                },
            };
            act.dispatch(Action::Rules(action));
        })
    };
    html! {
        <label class="rules__choose">
            <span class="rules-field__label">{ "Rules to follow" }</span>
            <select {onchange}>
                { for built_in.iter().map(built_in_option) }
                { for rules.profiles().filter_map(loaded_option) }
            </select>
        </label>
    }
}
