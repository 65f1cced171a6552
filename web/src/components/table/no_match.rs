//! Nobody is left by the filters: what to do about that.

use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::words::count;
use yew::prelude::*;

#[component]
pub(crate) fn NoMatch() -> Html {
    let desk = use_desk();
    let act = use_act();
    let n_all = desk.answer.counts().answer();
    let state = &desk.state;
    let search = state.of_files.filters.search.trim();
    let is_search_alone = state.of_files.filters.has_search_alone();
    let onclick =
        Callback::from(move |_: MouseEvent| act.dispatch(Action::FiltersCleared));
    html! {
        <div class="no-match">
            <p class="no-match__title">{ "Nobody in the answer matches" }</p>
            <p class="muted">
                if search.is_empty() {
                    { "No account has all of these filters." }
                } else {
                    { "No match for “" }<bdi>{ search }</bdi>
                    { if is_search_alone { "”." } else { "” with these filters." } }
                }
            </p>
            <button class="button" {onclick}>
                { format!("Show all {}", count(n_all, "account", "accounts")) }
            </button>
        </div>
    }
}
