//! What is to be known before the rules are read: that they were changed, and that others
//! could not be followed.

use crate::hooks::{use_act, use_desk};
use reprieve_core::policy::Policy;
use reprieve_desk::action::Action;
use reprieve_desk::input::{InputFile, InputStage, ReadFailure};
use reprieve_desk::rules::{KnownProfile, RulesAction};
use reprieve_desk::shared::Shared;
use yew::prelude::*;

/// Profiles that came while the rules are looked at, and cannot be followed.
#[component]
pub(crate) fn Refused() -> Html {
    let desk = use_desk();
    let refused = desk.state.of_files.inputs.iter().filter(|input| input.is_profile);
    let note = |input: &InputFile| match &input.stage {
        InputStage::Failed(ReadFailure { error, .. }) => html! {
            <div key={input.id().0} class="rules__note is-urgent" role="alert">
                <p><b>{ format!("{} cannot be followed. ", input.name()) }</b>{ error.message() }</p>
                <p>{ error.remedy() }</p>
            </div>
        },
        InputStage::Reading { .. } | InputStage::Read(_) | InputStage::Kept(..) => {
            Html::default()
        }
    };
    html! { { for refused.map(note) } }
}

#[derive(PartialEq, Properties)]
pub(crate) struct ChangedProps {
    pub(crate) profile: KnownProfile,
}

/// That the rules are not what their name promises, and the way back.
#[component]
pub(crate) fn Changed(props: &ChangedProps) -> Html {
    let act = use_act();
    let KnownProfile { file, original, current } = &props.profile;
    let restore = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::Rules(RulesAction::Restored));
        })
    };
    let name = original.name.clone();
    let follow_built_in = Callback::from(move |_: MouseEvent| {
        if let Ok(policy) = Policy::built_in(&name) {
            let policy = Shared::new(policy);
            act.dispatch(Action::Rules(RulesAction::BuiltInChosen(policy)));
        }
    });
    html! {
        <div class="rules__changes" aria-live="polite">
            if props.profile.is_edited() {
                <div class="rules__note is-soon">
                    <p>
                        <b>{ "Changed on this page. " }</b>
                        { "The answer follows, and every file that is saved says so." }
                    </p>
                    <button class="button" onclick={restore}>
                        { if file.is_some() { "As loaded" } else { "As built in" } }
                    </button>
                </div>
            } else if current.is_changed() {
                <div class="rules__note is-soon">
                    <p>
                        <b>{ "Not the built-in rules. " }</b>
                        { "The file has their name and says something else." }
                    </p>
                    <button class="button" onclick={follow_built_in}>{ "As built in" }</button>
                </div>
            }
        </div>
    }
}
