//! Logon names, one a line, with a button that copies all of them.

use crate::browser::copy_text;
use reprieve_desk::words::number;
use yew::prelude::*;

/// How many names are shown; a browser takes long to lay out more.
pub(crate) const MAX_SHOWN: usize = 200;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) n_names: usize,
    /// The first names, at most [`MAX_SHOWN`], each on a line.
    pub(crate) first: String,
    /// Makes the text with all names.
    pub(crate) all: Callback<(), String>,
    /// How many lines are seen without scrolling.
    pub(crate) n_lines: usize,
    /// Which names, before that word: `undecided `.
    #[prop_or_default]
    pub(crate) what: AttrValue,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// What stands above the button.
    #[prop_or_default]
    pub(crate) children: Html,
    /// What stands beside the button.
    #[prop_or_default]
    pub(crate) beside: Html,
}

#[component]
pub(crate) fn CopyNames(props: &Props) -> Html {
    let field = use_node_ref();
    let copied = use_state_eq(|| None::<bool>);
    let n_more = props.n_names.saturating_sub(MAX_SHOWN);
    let onclick = {
        let (all, field, copied) = (props.all.clone(), field.clone(), copied.clone());
        Callback::from(move |_| {
            let (text, field, copied) = (all.emit(()), field.clone(), copied.clone());
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
        <div class={props.class.clone()}>
            <div class="names__next">
                { props.children.clone() }
                <p class="names__buttons">
                    <button class="button button--primary" {onclick}>
                        { copy(props.n_names, &props.what) }
                    </button>
                    { props.beside.clone() }
                    <span role="status">{ said }</span>
                </p>
            </div>
            <div>
                <textarea
                    ref={field}
                    class="names__list"
                    readonly=true
                    rows={props.n_lines.to_string()}
                    aria-label="The logon names, one a line"
                    value={props.first.clone()}
                />
                if n_more > 0 {
                    <p class="muted">{ format!("and {} more; the button copies all.", number(n_more)) }</p>
                }
            </div>
        </div>
    }
}

fn copy(n_names: usize, what: &str) -> String {
    let names = if n_names == 1 { "name" } else { "names" };
    format!("Copy {} {what}{names}", number(n_names))
}

/// The names as a text that pastes into a field and into a spreadsheet.
pub(crate) fn lines<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("\r\n")
}
