//! A number of the rules, to be changed in place, with what is wrong with it beside it.

use crate::browser::value_of;
use crate::hooks::{use_act, use_desk};
use reprieve_core::policy::{Policy, Settings};
use reprieve_desk::action::Action;
use reprieve_desk::rules::RulesAction;
use reprieve_desk::shared::Shared;
use yew::prelude::*;

/// Follows other numbers and days than those now, if they make sense.
///
/// # Errors
/// Why they do not.
pub(crate) fn edited(
    original: &Policy,
    settings: &Settings,
) -> Result<RulesAction, String> {
    let policy = original.with(settings).map_err(|error| error.message)?;
    Ok(RulesAction::Edited(Shared::new(policy)))
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// Unique on the page.
    pub(crate) id: String,
    pub(crate) label: Html,
    /// What it means.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    pub(crate) unit: AttrValue,
    /// Finds the number in the settings.
    pub(crate) at: Callback<Settings, u16>,
    /// Puts what was written into the settings.
    pub(crate) put: Callback<(Settings, String), Result<Settings, String>>,
}

#[component]
pub(crate) fn NumberField(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    // What was written last and makes no sense, with the reason.
    let refused = use_state_eq(|| None::<(String, String)>);
    let profile = desk.state.lasting.rules.profile();
    let value = props.at.emit(profile.current.settings());
    let original = props.at.emit(profile.original.settings());
    let onchange = {
        let (profile, put, refused) =
            (profile.clone(), props.put.clone(), refused.clone());
        Callback::from(move |event: Event| {
            let written = value_of(&event);
            let action = put
                .emit((profile.current.settings(), written.clone()))
                .and_then(|settings| edited(&profile.original, &settings));
            match action {
                Ok(action) => {
                    refused.set(None);
                    act.dispatch(Action::Rules(action));
                }
                Err(why) => refused.set(Some((written, why))),
            }
        })
    };
    let shown =
        refused.as_ref().map_or_else(|| value.to_string(), |(text, _)| text.clone());
    let error_id = format!("{}-error", props.id);
    let described = refused.is_some().then(|| error_id.clone());
    html! {
        <div class={classes!("rules-field", refused.is_some().then_some("rules-field--refused"))}>
            <label class="rules-field__label" for={props.id.clone()}>{ props.label.clone() }</label>
            <span class="rules-field__value">
                <input
                    id={props.id.clone()}
                    inputmode="numeric"
                    autocomplete="off"
                    value={shown}
                    aria-invalid={refused.is_some().to_string()}
                    aria-describedby={described}
                    {onchange}
                />
                <span class="muted">{ props.unit.clone() }</span>
                if value != original {
                    <span class="mark" title="Changed on this page">{ format!("was {original}") }</span>
                }
            </span>
            if let Some((_, why)) = refused.as_ref() {
                <span class="rules-field__error" id={error_id} role="alert">{ why }</span>
            } else if !props.hint.is_empty() {
                <span class="rules-field__hint">{ props.hint.clone() }</span>
            }
        </div>
    }
}
