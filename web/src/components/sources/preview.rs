//! The first rows of a source as they were read.

use reprieve_core::characters::visible;
use reprieve_core::source::Source;
use reprieve_core::table::letter;
use reprieve_desk::shared::Shared;
use yew::prelude::*;

const MAX_ROWS: usize = 20;

/// Wider tables are cut here; the choice of columns names them all.
const MAX_COLUMNS: usize = 40;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) source: Shared<Source>,
}

#[component]
pub(crate) fn Preview(props: &Props) -> Html {
    let table = &props.source.table;
    let n_columns = table.n_columns().min(MAX_COLUMNS);
    let n_rows = table.n_rows().min(MAX_ROWS);
    let head = |column: usize| {
        let name = table.header().and_then(|header| header.get(column));
        html! {
            <th scope="col" key={column}>
                <span class="muted">{ letter(column) }</span>{ " " }{ name.map_or("", |n| n) }
            </th>
        }
    };
    let row = |row: usize| {
        let cells = table
            .row(row)
            .take(MAX_COLUMNS)
            .map(|cell| html! { <td>{ visible(cell).into_owned() }</td> });
        html! { <tr key={row}><th scope="row">{ table.line(row) }</th>{ for cells }</tr> }
    };
    html! {
        <div class="preview" tabindex="0" role="region" aria-label="The first rows as they were read">
            <table>
                <thead><tr><th scope="col">{ "Line" }</th>{ for (0..n_columns).map(head) }</tr></thead>
                <tbody>{ for (0..n_rows).map(row) }</tbody>
            </table>
        </div>
    }
}
