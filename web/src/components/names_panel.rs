//! With the directory alone: the clean logon names, and what to do with them.

use crate::browser::copy_text;
use crate::hooks::use_desk;
use crate::words::{count, number};
use reprieve_core::answer::Answer;
use reprieve_core::source::{Kind, Source};
use std::collections::HashSet;
use std::sync::Arc;
use yew::prelude::*;

/// How many names are shown; a browser takes long to lay out more.
const MAX_SHOWN: usize = 200;

#[component]
pub(crate) fn NamesPanel() -> Html {
    let desk = use_desk();
    let field = use_node_ref();
    let copied = use_state_eq(|| None::<bool>);
    let n_names = use_memo(desk.answer.clone(), |answer| names(answer).count());
    let preview: Vec<&str> = names(&desk.answer).take(MAX_SHOWN).collect();
    let n_more = n_names.saturating_sub(preview.len());
    let onclick = {
        let (answer, field, copied) =
            (desk.answer.clone(), field.clone(), copied.clone());
        Callback::from(move |_| {
            let (field, copied) = (field.clone(), copied.clone());
            let text = names(&answer).collect::<Vec<_>>().join("\r\n");
            yew::platform::spawn_local(async move {
                copied.set(Some(copy_text(text, field).await));
            });
        })
    };
    let said = match *copied {
        Some(true) => "Copied.",
        Some(false) => {
            "The browser does not let the page copy: press Ctrl C, the names are marked."
        }
        None => "",
    };
    html! {
        <section class="card names" aria-label="Logon names">
            <div class="names__next">
                <h2 class="names__title">{ format!("{}, clean and ready", count(*n_names, "logon name", "logon names")) }</h2>
                <p>{ &desk.policy.texts.paste_names }</p>
                <p class="names__buttons">
                    <button class="button button--primary" {onclick}>
                        { format!("Copy {}", count(*n_names, "name", "names")) }
                    </button>
                    <span role="status">{ said }</span>
                </p>
            </div>
            <div>
                <textarea
                    ref={field}
                    class="names__list"
                    readonly=true
                    rows="12"
                    aria-label="The logon names, one a line"
                    value={preview.join("\n")}
                />
                if n_more > 0 {
                    <p class="muted">{ format!("and {} more; the button copies all.", number(n_more)) }</p>
                }
            </div>
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
