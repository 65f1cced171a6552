//! The answer as a table of which only the rows near the window are in the document.

use super::decision_menu::{DecisionMenu, Opened};
use super::elsewhere::Elsewhere;
use super::head::{cards_head, table_head};
use super::no_match::NoMatch;
use super::row::TableRow;
use super::row_clock::ground;
use super::steps::Steps;
use super::toolbar::{TableView, Toolbar};
use crate::browser::SeenIndex;
use crate::hooks::{use_act, use_desk, use_outside, use_width, use_window};
use reprieve_core::answer::{Place, Row};
use reprieve_core::standing::Standing;
use reprieve_desk::columns::{Columns, Fit};
use reprieve_desk::words::count;
use std::rc::Rc;
use yew::prelude::*;

/// How many accounts outside the answer a search shows.
const MAX_ELSEWHERE: usize = 50;

/// What a group below the answer is called.
fn group_title(group: Place, n: usize) -> String {
    let n = count(n, "account is", "accounts are");
    match group {
        Place::PerhapsYours => format!("{n} deprovisioned, and perhaps yours"),
        Place::NoMailbox => format!("{n} flagged, and without a mailbox"),
        _ => format!("{n} flagged, but not in your directory"),
    }
}

/// Why it is there.
fn group_hint(group: Place) -> &'static str {
    match group {
        Place::PerhapsYours => {
            "Who is deprovisioned has left the directory. If one of them was yours, the \
             contents can still come back."
        }
        Place::NoMailbox => "The list says so, or the contents are gone for good.",
        _ => "Another center’s, newer than the directory, or a misspelled name.",
    }
}

#[component]
pub(crate) fn Table() -> Html {
    let desk = use_desk();
    let act = use_act();
    let state = &desk.state;
    let answer = &desk.answer;
    let rows = desk.rows.clone();
    let others = use_outside(MAX_ELSEWHERE);
    let body = use_node_ref();
    let seen = use_window(body.clone(), rows.len());
    // A property goes through the object model, where the page's policy lets it be, and is
    // set together with the rows, so that no frame shows one without the other.
    let above = seen.first as f64 * seen.row_height;
    let below = (rows.len() - seen.end) as f64 * seen.row_height;
    let room = format!("padding: {above}px 0 {below}px");
    let ruler = use_node_ref();
    // Before it is known nothing is painted.
    let width = Some(use_width(ruler.clone())).filter(|width| *width > 0);
    let available = Columns::of(answer);
    let Fit { shown, hidden, class, style } =
        state.lasting.columns.and(available).fit(width.unwrap_or(u32::MAX));
    let free_days = use_memo((desk.policy.clone(), answer.as_of()), |(policy, as_of)| {
        ground(policy, *as_of)
    });
    let style = format!("{style}; --free-days: {free_days}");
    let menu = use_state_eq(|| None);
    let on_menu = {
        let menu = menu.setter();
        use_callback((), move |opened: Opened, ()| menu.set(Some(opened)))
    };
    let view = use_state_eq(|| TableView::Accounts);
    let on_view = {
        let view = view.setter();
        use_callback((), move |of: TableView, ()| view.set(of))
    };
    let counts = answer.counts();
    let n_all = counts.answer();
    let has_list = answer.sources().iter().any(|source| source.kind.is_of_expiring());
    let groups = use_memo(answer.clone(), |answer| {
        Place::GROUPS.map(|group| -> Rc<Vec<Row>> {
            let flagged = answer.flagged().iter();
            flagged.filter(|row| row.place == group).cloned().collect::<Vec<_>>().into()
        })
    });
    let row = |index: usize| {
        let (account, at) = (rows[index], SeenIndex(index));
        let row = account.row(answer)?;
        let name = answer.logon_name(row).to_owned();
        let is_open = state.of_files.open.as_ref() == Some(&name);
        let is_selected = state.of_files.selection.has(&name);
        Some(html! {
            <TableRow key={name} {account} {at} {is_open} {is_selected} {shown} on_menu={on_menu.clone()} />
        })
    };
    html! {
        <>
            if n_all > 0 {
                <section class="card people" aria-label="People">
                    <div ref={ruler} />
                    <Toolbar n_visible={rows.len()} {n_all} {hidden} view={*view} on_view={on_view.clone()} />
                    if *view == TableView::Steps {
                        <Steps on_shown={on_view.reform(|()| TableView::Accounts)} />
                    } else {
                    <>
                    if class.is_some() {
                        { cards_head(&desk, &act, shown) }
                    }
                    <div
                        class={classes!("table", class)}
                        role="table"
                        aria-label="Accounts that are expiring"
                        aria-rowcount={(rows.len() + 1).to_string()}
                        ~style={style}
                    >
                        if class.is_none() {
                            { table_head(&desk, &act, shown) }
                        }
                        <div class="table__body" role="rowgroup" ref={body} ~style={room}>
                            { for (seen.first..seen.end).filter_map(row) }
                        </div>
                    </div>
                    <DecisionMenu opened={(*menu).clone()} />
                    if rows.is_empty() {
                        <NoMatch />
                    }
                    </>
                    }
                </section>
            }
            if !others.is_empty() {
                <Elsewhere
                    title="Also found, outside the answer"
                    rows={others}
                    open=true
                />
            }
            { for Place::GROUPS.into_iter().zip(groups.iter()).map(|(group, rows)| html! {
                if !rows.is_empty() {
                    <Elsewhere
                        title={group_title(group, rows.len())}
                        hint={group_hint(group)}
                        rows={rows.clone()}
                    />
                }
            }) }
            if has_list && n_all > 0 && counts.of(Standing::Clear) > 0 {
                <p class="note">
                    { format!("{} in the directory not flagged; search finds them.", count(counts.of(Standing::Clear), "account is", "accounts are")) }
                </p>
            }
        </>
    }
}
