//! Search, the two views, what the table is narrowed to, and what can be done with it.

use super::column_chooser::column_chooser;
use super::export::Export;
use super::facets::{Facets, ID as FILTERS};
use super::filter_chips::filter_chips;
use crate::browser::{focus, value_of};
use crate::components::parts::history::history;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk, use_keys};
use reprieve_desk::action::Action;
use reprieve_desk::columns::Columns;
use reprieve_desk::words::{count, number};
use yew::prelude::*;

/// What stands in the place of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableView {
    Accounts,
    /// The groups of accounts that need the same thing.
    Steps,
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) n_visible: usize,
    pub(crate) n_all: usize,
    /// The columns for which there is no room.
    pub(crate) hidden: Columns,
    pub(crate) view: TableView,
    pub(crate) on_view: Callback<TableView>,
}

#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let (field, button) = (use_node_ref(), use_node_ref());
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
    // Where the focus goes when what had it is gone.
    let on_gone = {
        let button = button.clone();
        Callback::from(move |()| focus(&button))
    };
    let on_all = {
        let (act, on_gone) = (act.clone(), on_gone.clone());
        Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::FiltersCleared);
            on_gone.emit(());
        })
    };
    let on_chart = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.dispatch(Action::ChartShown(true)))
    };
    let filters = &desk.state.of_files.filters;
    let is_narrowed = !filters.is_empty();
    let shown = match is_narrowed {
        true => format!("{} of {}", number(props.n_visible), number(props.n_all)),
        false => count(props.n_all, "account", "accounts"),
    };
    html! {
        <div class="toolbar">
            <div class="toolbar__find">
            <label class="search">
                <Icon shape={Shape::Search} />
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
            { views(props.view, &props.on_view) }
            <div class="toolbar__filters">
                { filter_chips(&desk, &act, &on_gone) }
                if is_narrowed {
                    <button class="link toolbar__all" onclick={on_all}>{ "Show all" }</button>
                }
                // The tiles say how many there are of all. It stands last, so that what it counts
                // moves nothing.
                <span class={classes!("toolbar__count", (!is_narrowed).then_some("visually-hidden"))} role="status">{ shown }</span>
            </div>
            </div>
            <div class="toolbar__more">
                { history(&desk, &act) }
                if !desk.state.lasting.shows_chart {
                    <button class="button" onclick={on_chart}>{ "Chart" }</button>
                }
                { column_chooser(&desk, &act, props.hidden) }
                <button
                    ref={button}
                    class="button toolbar__filter"
                    aria-label="Filter"
                    popovertarget={FILTERS}
                >
                    <Icon shape={Shape::Filter} /><span>{ "Filter" }</span>
                </button>
                <Facets />
                <Export />
            </div>
        </div>
    }
}

/// The buttons that choose a view.
fn views(view: TableView, on_view: &Callback<TableView>) -> Html {
    let button = |of: TableView, title: &'static str| {
        html! {
            <button class="views__view" aria-pressed={(view == of).to_string()} onclick={on_view.reform(move |_| of)}>
                { title }
            </button>
        }
    };
    html! {
        <div class="views" role="group" aria-label="View">
            { button(TableView::Accounts, "Accounts") }
            { button(TableView::Steps, "Steps") }
        </div>
    }
}
