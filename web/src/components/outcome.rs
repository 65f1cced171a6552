//! The answer in a sentence where there is one: good news, or what is missing.

use super::icon::{Icon, Shape};
use super::toolbar::DownloadEveryone;
use crate::hooks::use_desk;
use crate::words::{count, long_date};
use reprieve_core::answer::Counts;
use reprieve_core::policy::Policy;
use reprieve_core::source::Kind;
use yew::prelude::*;

#[component]
pub(crate) fn Outcome() -> Html {
    let desk = use_desk();
    let answer = &desk.answer;
    let counts = answer.counts();
    let has_directory =
        answer.sources().iter().any(|source| source.kind == Kind::Directory);
    let has_list = answer.sources().iter().any(|source| source.kind.is_of_expiring());
    let good_news = has_list && counts.answer() == 0;
    let hint = hint(&desk.policy, has_list, has_directory).filter(|_| !good_news);
    let is_silent = hint.is_none() && !good_news;
    html! {
        <section class={classes!("outcome", is_silent.then_some("outcome--silent"))} aria-live="polite" aria-label="Outcome">
            if good_news {
                <div class="card good-news">
                    <span class="good-news__mark"><Icon shape={Shape::Check} /></span>
                    <div>
                        <h2 class="good-news__title">{ "Nobody is expiring" }</h2>
                        <p>{ nobody(&counts, has_directory, &long_date(answer.as_of())) }</p>
                    </div>
                    <DownloadEveryone />
                </div>
            }
            if let Some(hint) = hint {
                <p class="note">{ hint }</p>
            }
        </section>
    }
}

/// What is still missing.
fn hint(policy: &Policy, has_list: bool, has_directory: bool) -> Option<String> {
    let texts = &policy.texts;
    match (has_list, has_directory) {
        // Deleted users alone do not say who is going to expire.
        (false, _) => {
            Some(format!("Add {} to see who is expiring.", texts.enrollment_list))
        }
        (true, false) => Some(format!(
            "Add {} to see which of these have a mailbox of yours.",
            texts.directory_report
        )),
        (true, true) => None,
    }
}

fn nobody(counts: &Counts, has_directory: bool, as_of: &str) -> String {
    match has_directory {
        true => format!(
            "None of your {} is flagged as of {as_of}. Everything was read; nothing is to be done.",
            count(counts.clear, "account", "accounts"),
        ),
        false => {
            format!("The list was read, and it has nobody with a mailbox as of {as_of}.")
        }
    }
}
