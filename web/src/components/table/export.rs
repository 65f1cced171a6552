//! What leaves the page: the menu of it, and the saving of CSV.

use crate::browser::save_csv;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{print, use_act, use_desk};
use reprieve_core::answer::Answer;
use reprieve_core::export::{Csv, Rows};
use reprieve_desk::paper::Paper;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::rules_mark;
use yew::prelude::*;

/// The menu's element.
const ID: &str = "export";

/// The button, and what it offers.
#[component]
pub(crate) fn Export() -> Html {
    let desk = use_desk();
    let act = use_act();
    let on_print = Callback::from(move |_: MouseEvent| print(&act, Paper::List));
    let item = |title: &'static str,
                hint: &'static str,
                onclick: Callback<MouseEvent>| {
        html! {
            <button class="menu__item" aria-label={title} aria-description={hint} popovertarget={ID} popovertargetaction="hide" {onclick}>
                <span class="menu__title">{ title }<span class="menu__why">{ hint }</span></span>
            </button>
        }
    };
    html! {
        <>
            <button class="button button--primary export" popovertarget={ID}>
                <Icon shape={Shape::Save} /><span>{ "Export" }</span>
            </button>
            <div id={ID} class="card popover popover--menu" popover="auto" role="group" aria-label="Export">
                { item("Download CSV", "The answer, whatever is filtered", saving(&desk.answer, Rows::Answer)) }
                { item("Download everyone", "With the accounts that are clear or flagged elsewhere", saving(&desk.answer, Rows::All)) }
                { item("Print", "The accounts in the table", on_print) }
            </div>
        </>
    }
}

/// Saves the answer and all the others.
#[component]
pub(crate) fn DownloadEveryone() -> Html {
    let desk = use_desk();
    html! {
        <button
            class="button"
            onclick={saving(&desk.answer, Rows::All)}
            title="With the accounts that are clear or flagged elsewhere"
        >
            { "Download everyone" }
        </button>
    }
}

fn saving(answer: &Shared<Answer>, rows: Rows) -> Callback<MouseEvent> {
    /// How many accounts are written before the clock is looked at.
    const N_ACCOUNTS: usize = 1000;
    let answer = answer.clone();
    Callback::from(move |_: MouseEvent| {
        let answer = answer.clone();
        yew::platform::spawn_local(async move {
            let mark = rules_mark(answer.policy());
            let whom = match rows {
                Rows::Answer => "",
                Rows::All => "-everyone",
            };
            let name = format!("reprieve-{}{whom}{mark}.csv", answer.as_of());
            let mut csv = Csv::new(&answer, rows);
            save_csv(&name, |out| csv.advance(N_ACCOUNTS, out)).await;
        });
    })
}
