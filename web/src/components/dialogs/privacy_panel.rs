//! Why nothing leaves this computer, and how to check that without believing it.

use super::licences::Licences;
use crate::browser::{Incoming, content_policy, every_second, n_requests};
use crate::components::parts::file_picker::FilePicker;
use crate::components::parts::icon::{Icon, Shape};
use crate::content_policy::{Directive, directives};
use crate::hooks::{Closing, take_fingerprint, use_act, use_desk, use_dialog};
use reprieve_desk::action::Action;
use reprieve_desk::lasting::Fingerprint;
use reprieve_desk::words::{count, number};
use yew::prelude::*;

/// What prints the fingerprint of a file: where, and how.
const COMMANDS: [(&str, &str); 3] = [
    ("Windows", "Get-FileHash reprieve.html"),
    ("macOS", "shasum -a 256 reprieve.html"),
    ("Linux", "sha256sum reprieve.html"),
];

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// How often the policy has stopped something.
    pub(crate) n_refused: usize,
}

#[component]
pub(crate) fn PrivacyPanel(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let dialog = use_node_ref();
    let on_closed =
        use_callback(act.clone(), |(), act| act.dispatch(Action::PrivacyShown(false)));
    let Closing { on_close, on_outside } = use_dialog(dialog.clone(), on_closed);
    let n_requests = use_requests();
    let on_files = Callback::from(move |files: Vec<Incoming>| {
        let act = act.clone();
        yew::platform::spawn_local(async move {
            if let Some(file) = files.first() {
                take_fingerprint(file, &act).await;
            }
        });
    });
    html! {
        <dialog ref={dialog} class="rules privacy" aria-labelledby="privacy-title" onclick={on_outside}>
            <div class="rules__sheet">
                <div class="rules__head">
                    <h2 id="privacy-title" class="rules__title">{ "Nothing leaves this computer" }</h2>
                    <p class="rules__about">
                        { "Files are read in this page’s memory. Nothing is sent, and nothing is stored." }
                    </p>
                    <button class="details__close" aria-label="Close" onclick={on_close}>{ "×" }</button>
                </div>
                <div class="rules__body">
                    { traffic(n_requests, props.n_refused) }
                    { policy() }
                    { checks() }
                    <section class="privacy__section">
                        <h3>{ "Is it the file that it should be?" }</h3>
                        <p>
                            { "A page cannot read its own file. Choose it, or drop it here, and its SHA-256 is computed on this computer: it is the same for every unchanged copy." }
                        </p>
                        { fingerprint(desk.state.lasting.fingerprint.as_ref()) }
                        <FilePicker {on_files} label="Choose reprieve.html" class="button" />
                        <p>{ "Or let the computer tell:" }</p>
                        <dl class="facts">
                            { for COMMANDS.map(|(system, command)| html! {
                                <><dt>{ system }</dt><dd><code>{ command }</code></dd></>
                            }) }
                        </dl>
                    </section>
                    <section class="privacy__section">
                        <h3>{ "What is inside, and whose is it?" }</h3>
                        <p>{ "The file holds all that it needs, also the work of others. Their licences are in it." }</p>
                        <Licences />
                    </section>
                </div>
            </div>
        </dialog>
    }
}

/// How often something was asked for until now.
#[hook]
fn use_requests() -> usize {
    let n = use_state_eq(n_requests);
    use_effect_with((), {
        let n = n.clone();
        move |()| {
            let ticking = every_second(move || n.set(n_requests()));
            move || drop(ticking)
        }
    });
    *n
}

fn traffic(n_requests: usize, n_refused: usize) -> Html {
    let is_quiet = n_requests == 0;
    html! {
        <section class={classes!("privacy__traffic", if is_quiet { "is-restorable" } else { "is-urgent" })} aria-label="Requests">
            <Icon shape={if is_quiet { Shape::Shield } else { Shape::Warning }} />
            <p>
                <b class="privacy__count">{ number(n_requests) }</b>
                { if n_requests == 1 { " request" } else { " requests" } }
                { " made since the page was opened, as this browser counts them" }
                if n_refused > 0 {
                    { format!("; the policy stopped {}, as it should. An extension of the browser may have tried.", count(n_refused, "attempt", "attempts")) }
                } else {
                    { "." }
                }
            </p>
        </section>
    }
}

fn policy() -> Html {
    let policy = content_policy();
    let rule = |rule: Directive<'_>| {
        html! {
            <>
                <dt><code>{ rule.name.to_owned() }</code></dt>
                <dd>{ rule.meaning.map_or_else(|| format!("As written: {}", rule.value), str::to_owned) }</dd>
            </>
        }
    };
    html! {
        <section class="privacy__section">
            <h3>{ "What the policy in this file forbids" }</h3>
            if let Some(policy) = policy {
                <p>{ "The browser enforces it before anything else in the file counts; no program in the page can lift it." }</p>
                <dl class="facts">{ for directives(&policy).map(rule) }</dl>
            } else {
                <p>{ "This copy was built without a policy, as for working on it. The file that ships has one." }</p>
            }
        </section>
    }
}

fn checks() -> Html {
    html! {
        <section class="privacy__section">
            <h3>{ "Check it yourself" }</h3>
            <ol class="privacy__checks">
                <li><b>{ "Pull the plug." }</b>{ " Disconnect from the network and load the page again from its file: everything works." }</li>
                <li><b>{ "Watch the network." }</b>{ " Press F12, open the Network tab and do your work: no line appears." }</li>
                <li><b>{ "Read the policy." }</b>{ " It stands at the top of the file, behind “Content-Security-Policy”." }</li>
            </ol>
        </section>
    }
}

fn fingerprint(fingerprint: Option<&Fingerprint>) -> Html {
    let Some(Fingerprint { file, sha256 }) = fingerprint else {
        return html! { <div role="status" /> };
    };
    html! {
        <div class="privacy__fingerprint" role="status">
            <p class="muted">{ format!("SHA-256 of {file}") }</p>
            { match sha256 {
                Ok(digits) => html! { <code>{ digits }</code> },
                Err(why) => html! { <p>{ why }</p> },
            } }
        </div>
    }
}
