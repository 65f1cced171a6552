//! The answer as a table of which only the rows near the window are in the document.

use super::elsewhere::Elsewhere;
use super::head::table_head;
use super::no_match::NoMatch;
use super::row::TableRow;
use super::toolbar::Toolbar;
use crate::browser::SeenIndex;
use crate::hooks::{use_act, use_desk, use_outside, use_width, use_window};
use reprieve_core::answer::Place;
use reprieve_core::standing::Standing;
use reprieve_desk::columns::{Columns, Fit};
use reprieve_desk::words::count;
use yew::prelude::*;

/// How many accounts outside the answer a search shows.
const MAX_ELSEWHERE: usize = 50;

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
    let counts = answer.counts();
    let n_all = counts.answer();
    let has_list = answer.sources().iter().any(|source| source.kind.is_of_expiring());
    let elsewhere = use_memo(answer.clone(), |answer| -> Vec<_> {
        let flagged = answer.flagged().iter();
        flagged.filter(|row| row.place != Place::Answer).cloned().collect()
    });
    let row = |index: usize| {
        let (account, at) = (rows[index], SeenIndex(index));
        let row = account.row(answer)?;
        let name = answer.logon_name(row).to_owned();
        let is_open = state.of_files.open.as_ref() == Some(&name);
        let is_selected = state.of_files.selection.has(&name);
        Some(html! {
            <TableRow key={name} {account} {at} {is_open} {is_selected} {shown} {hidden} />
        })
    };
    html! {
        <>
            if n_all > 0 {
                <section class="card people" aria-label="People">
                    <div ref={ruler} />
                    <Toolbar n_visible={rows.len()} {n_all} {hidden} />
                    <div
                        class={classes!("table", class)}
                        role="table"
                        aria-label="Accounts that are expiring"
                        aria-rowcount={(rows.len() + 1).to_string()}
                        ~style={style}
                    >
                        { table_head(&desk, &act, shown) }
                        <div class="table__body" role="rowgroup" ref={body} ~style={room}>
                            { for (seen.first..seen.end).filter_map(row) }
                        </div>
                    </div>
                    if rows.is_empty() {
                        <NoMatch />
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
            if !elsewhere.is_empty() {
                <Elsewhere
                    title={format!("{} flagged, but not in your report", count(elsewhere.len(), "account is", "accounts are"))}
                    hint="No mailbox, another center’s, or a misspelled name."
                    rows={elsewhere}
                />
            }
            if has_list && n_all > 0 && counts.of(Standing::Clear) > 0 {
                <p class="note">
                    { format!("{} in the directory not flagged; search finds them.", count(counts.of(Standing::Clear), "account is", "accounts are")) }
                </p>
            }
        </>
    }
}
