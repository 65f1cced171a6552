//! With the directory alone: the clean logon names, and what to do with them.

use crate::components::parts::copy_names::{CopyNames, MAX_SHOWN, lines};
use crate::hooks::use_desk;
use reprieve_core::answer::Answer;
use reprieve_core::source::{Kind, Source};
use reprieve_desk::words::count;
use std::collections::HashSet;
use std::sync::Arc;
use yew::prelude::*;

/// How many lines are seen without scrolling.
const N_LINES: usize = 12;

#[component]
pub(crate) fn NamesPanel() -> Html {
    let desk = use_desk();
    let n_names = *use_memo(desk.answer.clone(), |answer| names(answer).count());
    let first: Vec<&str> = names(&desk.answer).take(MAX_SHOWN).collect();
    let all = use_callback(desk.answer.clone(), |(), answer| lines(names(answer)));
    html! {
        <section class="card" aria-label="Logon names">
            <CopyNames {n_names} first={first.join("\n")} {all} n_lines={N_LINES} class="names">
                <h2 class="names__title">{ format!("{}, clean and ready", count(n_names, "logon name", "logon names")) }</h2>
                <p>{ &desk.policy.texts.paste_names }</p>
            </CopyNames>
        </section>
    }
}

/// The names of all directories, each once, in the order of the rows.
fn names(answer: &Answer) -> impl Iterator<Item = &str> {
    let is_directory = |source: &&Arc<Source>| source.kind == Kind::Directory;
    let several = answer.sources().iter().filter(is_directory).count() > 1;
    let mut seen = HashSet::new();
    answer
        .sources()
        .iter()
        .filter(is_directory)
        .flat_map(|source| source.logon_names())
        .filter(move |name| !several || seen.insert(*name))
}
