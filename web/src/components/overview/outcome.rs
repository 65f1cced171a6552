//! The answer in a sentence where there is one: good news, why it is none, what is too old,
//! or what is missing.

use crate::components::parts::icon::{Icon, Shape};
use crate::components::table::toolbar::DownloadEveryone;
use crate::hooks::{Desk, use_desk};
use reprieve_core::answer::Counts;
use reprieve_core::lifecycle::days_between;
use reprieve_core::policy::Policy;
use reprieve_core::problem::Code;
use reprieve_core::source::{Kind, Source};
use reprieve_core::standing::Standing;
use reprieve_desk::input::ReadState;
use reprieve_desk::words::{count, long_date};
use std::sync::Arc;
use yew::prelude::*;

#[component]
pub(crate) fn Outcome() -> Html {
    let desk = use_desk();
    let answer = &desk.answer;
    let counts = answer.counts();
    let has_directory =
        answer.sources().iter().any(|source| source.kind == Kind::Directory);
    let has_list = answer.sources().iter().any(|source| source.kind.is_of_expiring());
    let nobody_is_there = has_list && counts.answer() == 0;
    let caveat = if nobody_is_there { caveat(&desk) } else { None };
    let good_news = nobody_is_there && caveat.is_none();
    // What is being read may be just what is missing.
    let hint = hint(&desk.policy, has_list, has_directory)
        .filter(|_| !nobody_is_there && !desk.state.is_reading());
    let stale = stale(&desk);
    let is_silent = hint.is_none() && !nobody_is_there && stale.is_empty();
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
            if let Some(caveat) = caveat {
                <div class="card no-news">
                    <h2 class="no-news__title">{ "Nobody so far" }</h2>
                    <p>{ caveat }</p>
                </div>
            }
            if !stale.is_empty() {
                <ul class="plain-list stale">
                    { for stale }
                </ul>
            }
            if let Some(hint) = hint {
                <p class="note">{ hint }</p>
            }
        </section>
    }
}

/// The reports that are too old to rely on.
fn stale(desk: &Desk) -> Vec<Html> {
    let max_days = i64::from(desk.policy.clock.stale_report_days);
    let answer = &desk.answer;
    let line = |(index, source): (usize, &Arc<Source>)| {
        let report = answer.report_date(index)?;
        let n_days = days_between(report.date, answer.as_of());
        (n_days > max_days).then(|| {
            html! {
                <li>
                    <Icon shape={Shape::Warning} />
                    <span>
                        <b><bdi>{ &source.file }</bdi></b>
                        { format!(
                            " is {n_days} days old: it knows nobody who was flagged or saved since {}. {}",
                            long_date(report.date),
                            Code::ReportStale.remedy(),
                        ) }
                    </span>
                </li>
            }
        })
    };
    answer.sources().iter().enumerate().filter_map(line).collect()
}

/// Why that nobody is there is no good news; `None` when it is.
fn caveat(desk: &Desk) -> Option<String> {
    let inputs = &desk.state.of_files.inputs;
    let inputs = inputs.iter().filter(|input| !input.is_profile);
    let failed = inputs.map(|input| (input.name(), input.read_state(&desk.policy))).find(
        |(_, read_state)| {
            matches!(read_state, ReadState::Failed(..) | ReadState::Outlived(..))
        },
    );
    let sources = desk.answer.sources().iter();
    let n_lost: usize = sources
        .filter(|source| source.kind.is_of_expiring())
        .map(|source| source.n_lost_rows())
        .sum();
    match (desk.state.is_reading(), failed, n_lost) {
        (true, ..) => Some("Not everything is read yet.".to_owned()),
        (_, Some((name, ReadState::Outlived(..))), _) => Some(format!(
            "“{name}” could not be read again, and may name somebody. Drop it again first.",
        )),
        (_, Some((name, _)), _) => Some(format!(
            "“{name}” could not be read, and may name somebody. Mend or remove it first.",
        )),
        (.., 1..) => Some(format!(
            "{} of those who are expiring could not be read, and may be somebody’s: look at \
             the problems of the list first.",
            count(n_lost, "row", "rows"),
        )),
        (false, None, 0) => None,
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
            count(counts.of(Standing::Clear), "account", "accounts"),
        ),
        false => {
            format!("The list was read, and it has nobody with a mailbox as of {as_of}.")
        }
    }
}
