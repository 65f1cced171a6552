//! The answer in a sentence where there is one: good news, or what is missing.

use super::icon::{Icon, Shape};
use crate::hooks::use_desk;
use crate::words::{count, long_date};
use reprieve_core::answer::Counts;
use reprieve_core::source::Kind;
use yew::prelude::*;

#[component]
pub(crate) fn Outcome() -> Html {
    let desk = use_desk();
    let answer = &desk.answer;
    let counts = answer.counts();
    let has_directory =
        answer.sources().iter().any(|source| source.kind == Kind::Directory);
    let good_news = counts.answer() == 0;
    let is_silent = has_directory && !good_news;
    html! {
        <section class={classes!("outcome", is_silent.then_some("outcome--silent"))} aria-live="polite" aria-label="Outcome">
            if good_news {
                <div class="card good-news">
                    <span class="good-news__mark"><Icon shape={Shape::Check} /></span>
                    <div>
                        <h2 class="good-news__title">{ "Nobody is expiring" }</h2>
                        <p>{ nobody(&counts, has_directory, &long_date(answer.as_of())) }</p>
                    </div>
                </div>
            }
            if !has_directory && !good_news {
                <p class="note">
                    { format!("Add {} to see which of these have a mailbox of yours.", desk.policy.texts.directory_report) }
                </p>
            }
        </section>
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
