//! The answer as a table of which only the rows near the window are in the document.

use super::elsewhere::Elsewhere;
use super::row::TableRow;
use super::toolbar::Toolbar;
use crate::hooks::{Act, Desk, use_act, use_desk, use_window};
use crate::state::Action;
use crate::state::decisions::Name;
use crate::state::selection::Select;
use crate::state::view::{Sort, SortKey, found_elsewhere};
use crate::words::count;
use reprieve_core::answer::Place;
use yew::prelude::*;

/// How many accounts outside the answer a search shows.
const MAX_ELSEWHERE: usize = 50;

/// The columns with their class, see `styles/table.css`.
const COLUMNS: [(SortKey, &str, &str); 10] = [
    (SortKey::Name, "Person", "cell--person"),
    (SortKey::Deadline, "Status", "cell--status"),
    (SortKey::DaysLeft, "Days left", "cell--days"),
    (SortKey::ActBy, "Act by", "cell--date"),
    (SortKey::Disabled, "Disabled", "cell--date"),
    (SortKey::Deprovisioned, "Deprovisioned", "cell--date"),
    (SortKey::RestorableUntil, "Restorable until", "cell--date"),
    (SortKey::Affiliations, "Affiliations", "cell--codes"),
    (SortKey::Reason, "Reason", "cell--why"),
    (SortKey::Department, "Department", "cell--department"),
];

#[component]
pub(crate) fn Table() -> Html {
    let desk = use_desk();
    let state = &desk.state;
    let answer = &desk.answer;
    let rows = desk.rows.clone();
    let others = use_memo((answer.clone(), state.search.clone()), |(answer, search)| {
        found_elsewhere(answer, search, MAX_ELSEWHERE)
    });
    let body = use_node_ref();
    let seen = use_window(body.clone(), rows.len());
    // A property goes through the object model, where the page's policy lets it be, and is
    // set together with the rows, so that no frame shows one without the other.
    let above = seen.first as f64 * seen.row_height;
    let below = (rows.len() - seen.end) as f64 * seen.row_height;
    let room = format!("padding: {above}px 0 {below}px");
    let counts = answer.counts();
    let n_all = counts.answer();
    let has_list = answer.sources().iter().any(|source| source.kind.is_of_expiring());
    let elsewhere: Vec<_> = answer
        .flagged()
        .iter()
        .filter(|row| row.place != Place::Answer)
        .cloned()
        .collect();
    let flagged = answer.flagged();
    let row = |index: usize| {
        let row = &flagged[rows[index]];
        let name = answer.logon_name(row).to_owned();
        let is_open = state.open.as_ref() == Some(&name);
        let is_selected = state.selection.has(&name);
        html! {
            <TableRow key={name} place={rows[index]} number={index + 2} {is_open} {is_selected} />
        }
    };
    html! {
        <>
            if n_all > 0 {
                <section class="card people" aria-label="People">
                    <Toolbar n_visible={rows.len()} {n_all} />
                    <div class="table" role="table" aria-label="Accounts that are expiring" aria-rowcount={(rows.len() + 1).to_string()}>
                        <Header sort={state.sort} />
                        <div class="table__body" role="rowgroup" ref={body} ~style={room}>
                            { for (seen.first..seen.end).map(row) }
                        </div>
                    </div>
                    if rows.is_empty() {
                        <p class="people__none">{ "Nobody in the answer matches." }</p>
                    }
                </section>
            }
            if !others.is_empty() {
                <Elsewhere
                    title="Also found, outside the answer"
                    rows={(*others).clone()}
                    open=true
                />
            }
            if !elsewhere.is_empty() {
                <Elsewhere
                    title={format!("{} flagged, but not in your report", count(elsewhere.len(), "account is", "accounts are"))}
                    hint="No mailbox, another center’s, or a misspelled name."
                    rows={elsewhere}
                />
            }
            if has_list && n_all > 0 && counts.clear > 0 {
                <p class="note">
                    { format!("{} in the directory not flagged; search finds them.", count(counts.clear, "account is", "accounts are")) }
                </p>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct HeaderProps {
    sort: Sort,
}

#[component]
fn Header(props: &HeaderProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let cell = |(key, title, class): (SortKey, &'static str, &'static str)| {
        let onclick = {
            let act = act.clone();
            Callback::from(move |_| act.dispatch(Action::SortedBy(key)))
        };
        let (aria_sort, arrow) = match props.sort {
            Sort { key: by, descending: false } if by == key => ("ascending", "↑"),
            Sort { key: by, descending: true } if by == key => ("descending", "↓"),
            _ => ("none", ""),
        };
        let select_all = (key == SortKey::Name).then(|| select_all(&desk, &act));
        html! {
            <div key={title} role="columnheader" class={classes!("cell", class)} aria-label={title} aria-sort={aria_sort}>
                { select_all.unwrap_or_default() }
                <button class="table__sort" {onclick}>
                    { title }<span aria-hidden="true">{ arrow }</span>
                </button>
            </div>
        }
    };
    let (person, rest) = COLUMNS.split_at(2);
    html! {
        <div class="table__head" role="rowgroup">
            <div class="table__row" role="row" aria-rowindex="1">
                { for person.iter().copied().map(cell) }
                <div role="columnheader" class="cell cell--clock">{ "Clock" }</div>
                { for rest.iter().copied().map(cell) }
            </div>
        </div>
    }
}

/// The box that selects all that are shown, or takes all of them out.
fn select_all(desk: &Desk, act: &Act) -> Html {
    let are_all = desk.n_selected_seen == desk.rows.len() && !desk.rows.is_empty();
    let are_some = desk.n_selected_seen > 0 && !are_all;
    let onchange = {
        let (desk, act) = (desk.clone(), act.clone());
        Callback::from(move |_: Event| {
            let names: Vec<Name> =
                desk.seen().map(|row| desk.answer.logon_name(row).into()).collect();
            act.dispatch(Action::Selected(match are_all {
                true => Select::Remove(names),
                false => Select::Add(names),
            }));
        })
    };
    html! {
        <label class="select">
            <input
                type="checkbox"
                aria-label="Select all that are shown"
                checked={are_all}
                ~indeterminate={are_some}
                {onchange}
            />
        </label>
    }
}
