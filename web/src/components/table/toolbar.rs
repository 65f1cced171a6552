//! Search, filters, how many are shown, and the download.

use super::column_chooser::column_chooser;
use super::facets::Facets;
use super::filter_chips::filter_chips;
use crate::browser::{focus, save_csv, value_of};
use crate::hooks::{print, use_act, use_desk, use_keys};
use reprieve_core::answer::Answer;
use reprieve_core::export::{Csv, Rows};
use reprieve_desk::action::Action;
use reprieve_desk::columns::Columns;
use reprieve_desk::paper::Paper;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{count, number, rules_mark};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) n_visible: usize,
    pub(crate) n_all: usize,
    /// The columns for which there is no room.
    pub(crate) hidden: Columns,
}

#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let (field, button) = (use_node_ref(), use_node_ref());
    let is_open = use_state_eq(|| false);
    use_keys({
        let field = field.clone();
        move |key, in_field| {
            let wanted = key == "/" && !in_field;
            if wanted {
                focus(&field);
            }
            wanted
        }
    });
    let oninput = {
        let act = act.clone();
        Callback::from(move |event: InputEvent| {
            act.dispatch(Action::Searched(value_of(&event)));
        })
    };
    let on_print = {
        let act = act.clone();
        Callback::from(move |_| print(&act, Paper::List))
    };
    // Where the focus goes when what had it is gone.
    let on_gone = {
        let button = button.clone();
        Callback::from(move |()| focus(&button))
    };
    let on_filter = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let on_close = {
        let (is_open, on_gone) = (is_open.clone(), on_gone.clone());
        Callback::from(move |()| {
            is_open.set(false);
            on_gone.emit(());
        })
    };
    let on_all = {
        let (act, on_gone) = (act.clone(), on_gone.clone());
        Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::FiltersCleared);
            on_gone.emit(());
        })
    };
    let filters = &desk.state.of_files.filters;
    let n_picks = filters.picks.len();
    html! {
        <>
            <div class="toolbar">
                <div class="toolbar__find">
                    <label class="search">
                        <span class="visually-hidden">{ "Search people" }</span>
                        <input
                            ref={field}
                            type="search"
                            placeholder="Search people"
                            value={filters.search.clone()}
                            {oninput}
                        />
                        <kbd aria-hidden="true">{ "/" }</kbd>
                    </label>
                    <button
                        ref={button}
                        class="button toolbar__filter"
                        aria-expanded={is_open.to_string()}
                        onclick={on_filter}
                    >
                        { "Filter" }
                        if n_picks > 0 {
                            <b>{ number(n_picks) }</b>
                        }
                    </button>
                    <span class="toolbar__count" role="status">
                        { match filters.is_empty() {
                            true => count(props.n_all, "account", "accounts"),
                            false => format!("{} of {}", number(props.n_visible), number(props.n_all)),
                        } }
                    </span>
                    // It keeps its room, so that nothing moves while somebody types.
                    <button class={classes!("button", "button--quiet", filters.is_empty().then_some("toolbar__all--none"))} onclick={on_all}>
                        { "Show all" }
                    </button>
                </div>
                <div class="toolbar__more">
                    { column_chooser(&desk, &act, props.hidden) }
                    <button class="button" onclick={on_print}>{ "Print" }</button>
                    <DownloadEveryone />
                    <button class="button button--primary" onclick={saving(&desk.answer, Rows::Answer)}>
                        { "Download CSV" }
                    </button>
                </div>
            </div>
            if *is_open {
                <Facets {on_close} />
            }
            { filter_chips(&desk, &act, &on_gone) }
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
            let name = format!("reprieve-{}{mark}.csv", answer.as_of());
            let mut csv = Csv::new(&answer, rows);
            save_csv(&name, |out| csv.advance(N_ACCOUNTS, out)).await;
        });
    })
}
