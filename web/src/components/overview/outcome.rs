//! The answer in a sentence where there is one: good news, why it is none, what is too old,
//! or what is missing.

use crate::components::parts::icon::{Icon, Shape};
use crate::components::table::export::DownloadEveryone;
use crate::hooks::{Act, Desk, use_act, use_desk};
use reprieve_core::answer::{Counts, Place, Turn};
use reprieve_core::policy::Policy;
use reprieve_core::problem::Doubt;
use reprieve_core::source::{Kind, Source};
use reprieve_core::standing::Standing;
use reprieve_core::value::DayOrder;
use reprieve_desk::action::Action;
use reprieve_desk::input::ReadState;
use reprieve_desk::words::{count, long_date};
use yew::prelude::*;

#[component]
pub(crate) fn Outcome() -> Html {
    let desk = use_desk();
    let act = use_act();
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
    let doubts = doubts(&desk, &act);
    let is_silent = hint.is_none() && !nobody_is_there && doubts.is_empty();
    html! {
        <section class={classes!("outcome", is_silent.then_some("outcome--silent"))} aria-live="polite" aria-label="Outcome">
            if !doubts.is_empty() {
                <ul class="plain-list doubts">{ for doubts }</ul>
            }
            if good_news {
                <div class="card good-news">
                    <span class="good-news__mark"><Icon shape={Shape::Check} /></span>
                    <div>
                        <h2 class="good-news__title">{ "Nobody is expiring" }</h2>
                        <p>{ nobody(&counts, &long_date(answer.as_of())) }</p>
                    </div>
                    <DownloadEveryone />
                </div>
            }
            if let Some(caveat) = caveat {
                <div class="card no-news">
                    <div>
                        <h2 class="no-news__title">{ "Nobody so far" }</h2>
                        <p>{ caveat }</p>
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

/// What speaks against the answer, with what to do about it; what is so is quiet.
fn doubts(desk: &Desk, act: &Act) -> Vec<Html> {
    let open = desk.answer.doubts().iter();
    open.filter(|doubt| !desk.state.of_files.is_answered(doubt))
        .map(|doubt| line(desk, act, doubt))
        .collect()
}

fn line(desk: &Desk, act: &Act, doubt: &Doubt) -> Html {
    let on_so = {
        let (act, doubt) = (act.clone(), doubt.clone());
        Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::DoubtAnswered(Box::new(doubt.clone())));
        })
    };
    let turn = desk.answer.turn(doubt).and_then(|(source, turn)| {
        let source = desk.answer.sources().get(source)?;
        let (id, said) = desk.state.turned(source, &turn)?;
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::Said { id, said: said.clone() });
        });
        Some(html! {
            <button class="button doubt__answer" {onclick}>{ turned(source, &turn) }</button>
        })
    });
    html! {
        <li class={classes!("doubt", doubt.is_blocking().then_some("doubt--blocking"))}>
            <Icon shape={Shape::Warning} />
            <p class="doubt__text">
                <b><bdi>{ doubt.sentence_with(long_date) }</bdi></b>
                { " " }
                { doubt.remedy() }
            </p>
            { turn }
            <button class="button doubt__answer" onclick={on_so}>{ "Yes, that is so" }</button>
        </li>
    }
}

/// What a button says that reads a file in another way.
fn turned(source: &Source, turn: &Turn) -> String {
    match turn {
        Turn::Kind(kind) => format!("Take it for: {}", kind.title().to_lowercase()),
        Turn::Column(role, column) => {
            let name = source.table.column_name_at(0, *column);
            format!("Take “{name}” for the {}", role.title())
        }
        Turn::Dates(DayOrder::DayFirst) => "Read the day first".to_owned(),
        Turn::Dates(DayOrder::MonthFirst) => "Read the month first".to_owned(),
    }
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
    let has_directory =
        desk.answer.sources().iter().any(|source| source.kind == Kind::Directory);
    let n_left = desk.answer.counts().of_group(Place::PerhapsYours);
    let is_doubted =
        |doubt: &Doubt| doubt.is_blocking() && !desk.state.of_files.is_answered(doubt);
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
        (false, None, 0) if desk.answer.doubts().iter().any(is_doubted) => {
            Some("What stands above speaks against it. Look at that first.".to_owned())
        }
        (false, None, 0) if n_left > 0 => Some(format!(
            "{} left the directory when they were deprovisioned, and can still come back: look \
             below whether one is yours.",
            count(n_left, "account", "accounts"),
        )),
        (false, None, 0) if !has_directory => Some(
            "The list has nobody with a mailbox. Add the directory, too, to be sure."
                .to_owned(),
        ),
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

fn nobody(counts: &Counts, as_of: &str) -> String {
    format!(
        "None of your {} is flagged as of {as_of}. Everything was read; nothing is to be done.",
        count(counts.of(Standing::Clear), "account", "accounts"),
    )
}
