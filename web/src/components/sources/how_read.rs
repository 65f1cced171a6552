//! How a file was read, where its rows went, and how it can be read otherwise.

use super::preview::Preview;
use crate::hooks::Desk;
use reprieve_core::answer::Tally;
use reprieve_core::source::{DateOrder, Source};
use reprieve_core::value::DayOrder;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{count, long_date, number};
use yew::prelude::*;

/// `correction` is where a person says that it was misread.
pub(crate) fn how_read(desk: &Desk, source: &Shared<Source>, correction: Html) -> Html {
    let how = &source.how;
    let columns = source.columns.iter().map(|column| {
        html! {
            <li>
                <b>{ column.role.title() }</b>
                { format!(": {} ({})", source.table.column_name(column.index), column.evidence) }
            </li>
        }
    });
    let index = desk
        .answer
        .sources()
        .iter()
        .position(|other| std::sync::Arc::ptr_eq(other, &source.arc()));
    let orders = index.into_iter().flat_map(|index| {
        let orders = desk.answer.date_orders(index).into_iter();
        orders.map(move |(order, why)| date_order(desk, index, order, &why))
    });
    html! {
        <div class="disclosure__body">
            <p>{ format!("Taken for: {}, because {}.", source.kind.title().to_lowercase(), source.kind_reason) }</p>
            if let Some(others) = how.other_sheets_sentence() {
                <p>{ others }</p>
            }
            if how.delimiter.is_some() || how.sheet.is_some() {
                <p>{ how.header_sentence() }</p>
            }
            if !how.skipped.is_empty() {
                <p>{ format!("Skipped above it: {}.", count(how.skipped.len(), "line", "lines")) }</p>
            }
            if let Some(modified) = source.modified {
                <p>{ format!("Last changed: {}.", long_date(modified)) }</p>
            }
            if let Some(index) = index {
                <p>{ tally(&desk.answer.tally(index), how.n_blank) }</p>
            }
            <ul class="plain-list">{ for columns }{ for orders }</ul>
            { for source.guesses().into_iter().map(|guess| html! { <p>{ guess }</p> }) }
            { for source.further_tables().into_iter().map(|table| html! { <p>{ table }</p> }) }
            { correction }
            <Preview source={source.clone()} />
        </div>
    }
}

/// Which part of the dates in a column is the day, and how that was settled.
fn date_order(desk: &Desk, source: usize, order: &DateOrder, why: &str) -> Html {
    let first = match desk.answer.day_order(source, order) {
        Some(DayOrder::MonthFirst) => "month first",
        Some(DayOrder::DayFirst) => "day first",
        None => "mixed",
    };
    let table = &desk.answer.sources()[source].table;
    let column = table.column_name_at(order.row, order.column);
    html! {
        <li><b>{ "day and month" }</b>{ format!(" in {column}: {first} ({why})") }</li>
    }
}

/// Where all rows went, as a sum.
fn tally(tally: &Tally, n_blank_lines: usize) -> String {
    let Tally { rows, answer, remainder, duplicates, problems, blank } = *tally;
    format!(
        "{} = {} in the answer + {} in the remainder + {} repeated + {} without a name + {} \
         blank.{}",
        count(rows, "row", "rows"),
        number(answer),
        number(remainder),
        number(duplicates),
        number(problems),
        number(blank),
        match n_blank_lines {
            0 => String::new(),
            n => format!(" Besides, {}.", count(n, "blank line", "blank lines")),
        },
    )
}
