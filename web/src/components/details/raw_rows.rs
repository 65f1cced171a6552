//! What the files themselves say of an account.

use crate::components::parts::disclosure::Disclosure;
use crate::hooks::use_desk;
use reprieve_core::answer::RowRef;
use reprieve_desk::words::{count, number};
use yew::prelude::*;

/// How many rows are there at first, and how many more come by a press: a name can stand on
/// every line of a file.
const N_ROWS: usize = 20;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) origins: Vec<RowRef>,
}

#[component]
pub(crate) fn RawRows(props: &Props) -> Html {
    let desk = use_desk();
    let n_shown = use_state_eq(|| N_ROWS);
    let n_more = props.origins.len().saturating_sub(*n_shown);
    let on_more = {
        let n_shown = n_shown.clone();
        Callback::from(move |_: MouseEvent| n_shown.set(*n_shown + N_ROWS))
    };
    let block = |origin: &RowRef| {
        let source = &desk.answer.sources()[origin.source];
        let cells = source
            .table
            .row(origin.row)
            .enumerate()
            .filter(|(_, c)| !c.trim().is_empty());
        html! {
            <Disclosure label={format!("{}, line {}", source.file, source.table.line(origin.row))}>
                <dl class="facts disclosure__body">
                    { for cells.map(|(column, cell)| html! {
                        <>
                            <dt>{ source.table.column_name_at(origin.row, column) }</dt>
                            <dd><bdi>{ cell }</bdi></dd>
                        </>
                    }) }
                </dl>
            </Disclosure>
        }
    };
    html! {
        <div class="raw-rows">
            { for props.origins.iter().take(*n_shown).map(block) }
            if n_more > 0 {
                <p>
                    { format!("{} more. ", count(n_more, "row", "rows")) }
                    <button class="link" onclick={on_more}>
                        { format!("Show {}", number(n_more.min(N_ROWS))) }
                    </button>
                </p>
            }
        </div>
    }
}
