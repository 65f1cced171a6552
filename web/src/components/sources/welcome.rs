//! First sight: what this is for, where to drop, and the three steps.

use crate::browser::Incoming;
use crate::components::dialogs::licences::Licences;
use crate::components::parts::file_picker::FilePicker;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk};
use crate::sample;
use reprieve_desk::action::Action;
use reprieve_desk::words::count;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) on_files: Callback<Vec<Incoming>>,
}

#[component]
pub(crate) fn Welcome(props: &Props) -> Html {
    let desk = use_desk();
    let today = desk.state.as_of();
    let on_sample = props.on_files.reform(move |_| {
        let text = |name: &str, text| Incoming::text(name.to_owned(), text, today);
        vec![
            text("sample-directory.csv", sample::directory()),
            text("sample-enrollment.tsv", sample::enrollment(today)),
        ]
    });
    let act = use_act();
    let on_privacy = Callback::from(move |_: MouseEvent| {
        act.dispatch(Action::PrivacyShown(true));
    });
    let texts = &desk.policy.texts;
    let steps = desk.policy.way.iter().enumerate().map(|(index, step)| {
        html! {
            <li class="card step" key={index}>
                <span class="step__number" aria-hidden="true">{ index + 1 }</span>
                <h3 class="step__title">{ &step.title }</h3>
                <p class="step__text">{ &step.text }</p>
            </li>
        }
    });
    let n_kept = desk.state.lasting.decisions.n_kept();
    html! {
        <div class="welcome">
            <h2 class="welcome__title">
                { "Whose mailbox is about to lapse, and what can still be done?" }
            </h2>
            <p class="welcome__lead">
                { format!(
                    "Drop in {} and paste {}, and see for every account the last day to \
                     act, when it is disabled and deprovisioned, and until when its mail can \
                     come back.",
                    texts.directory_report, texts.enrollment_list,
                ) }
            </p>
            if n_kept > 0 {
                <p class="note">
                    { format!(
                        "What you decided about {} is still here, and comes back with the files.",
                        count(n_kept, "account", "accounts"),
                    ) }
                </p>
            }
            <section class="drop-area" aria-label="Add files">
                <p class="drop-area__title">{ "Drop files anywhere on this page" }</p>
                <p class="drop-area__hint">
                    { "CSV, a workbook of Excel or LibreOffice, or a list copied from a web page. Paste works everywhere: " }
                    <kbd>{ "Ctrl V" }</kbd>
                </p>
                <div class="drop-area__buttons">
                    <FilePicker
                        on_files={props.on_files.clone()}
                        label="Choose files"
                        class="button button--primary"
                    />
                    if sample::is_known_to(&desk.policy) {
                        <button class="button" onclick={on_sample}>
                            { "Try it with sample data" }
                        </button>
                    }
                </div>
            </section>
            <ol class="steps">{ for steps }</ol>
            <div class="welcome__promise">
                <button class="promise" aria-haspopup="dialog" onclick={on_privacy}>
                    <Icon shape={Shape::Shield} />{ "Nothing leaves this computer" }
                </button>
                <span>{ "This page cannot send: its policy forbids every connection. See why, and how to check it." }</span>
                <Licences />
            </div>
        </div>
    }
}
