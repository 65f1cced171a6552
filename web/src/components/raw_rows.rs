//! What the files themselves say of an account.

use super::disclosure::Disclosure;
use crate::hooks::use_desk;
use reprieve_core::answer::RowRef;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) origins: Vec<RowRef>,
}

#[component]
pub(crate) fn RawRows(props: &Props) -> Html {
    let desk = use_desk();
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
    html! { <div class="raw-rows">{ for props.origins.iter().map(block) }</div> }
}
