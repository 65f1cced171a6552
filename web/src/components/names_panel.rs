//! With the directory alone: the clean logon names, and what to do with them.

use crate::browser::copy_text;
use crate::hooks::use_desk;
use crate::words::count;
use reprieve_core::answer::Answer;
use reprieve_core::source::Kind;
use yew::prelude::*;

#[component]
pub(crate) fn NamesPanel() -> Html {
    let desk = use_desk();
    let field = use_node_ref();
    let copied = use_state_eq(|| None::<bool>);
    let names = use_memo(desk.answer.clone(), |answer| names(answer));
    let onclick = {
        let (names, field, copied) = (names.clone(), field.clone(), copied.clone());
        Callback::from(move |_| {
            let (names, field, copied) = (names.clone(), field.clone(), copied.clone());
            yew::platform::spawn_local(async move {
                let text = names.join("\r\n");
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
                <h2 class="names__title">{ format!("{}, clean and ready", count(names.len(), "logon name", "logon names")) }</h2>
                <p>{ &desk.policy.texts.paste_names }</p>
                <p class="names__buttons">
                    <button class="button button--primary" {onclick}>
                        { format!("Copy {}", count(names.len(), "name", "names")) }
                    </button>
                    <span role="status">{ said }</span>
                </p>
            </div>
            <textarea
                ref={field}
                class="names__list"
                readonly=true
                rows="12"
                aria-label="The logon names, one a line"
                value={names.join("\n")}
            />
        </section>
    }
}

fn names(answer: &Answer) -> Vec<String> {
    let directories =
        answer.sources().iter().filter(|source| source.kind == Kind::Directory);
    let mut seen = std::collections::HashSet::new();
    directories
        .flat_map(|source| source.logon_names())
        .filter(|name| seen.insert(*name))
        .map(str::to_owned)
        .collect()
}
