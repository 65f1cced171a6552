//! What the table is narrowed to, one by one, and each can be taken away.

use crate::hooks::{Act, Desk};
use reprieve_desk::action::Action;
use yew::prelude::*;

/// `on_gone` is called when a chip, which may have had the focus, goes away.
pub(crate) fn filter_chips(desk: &Desk, act: &Act, on_gone: &Callback<()>) -> Html {
    let filters = &desk.state.of_files.filters;
    if filters.picks.is_empty() && filters.group.is_none() {
        return Html::default();
    }
    let chip = |kind: &'static str, title: &str, action: Callback<(), Action>| {
        let (act, on_gone) = (act.clone(), on_gone.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            act.dispatch(action.emit(()));
            on_gone.emit(());
        });
        html! {
            <li key={format!("{kind} {title}")}>
                <button class="filter-chip" {onclick}>
                    <span class="visually-hidden">{ "Remove filter " }</span>
                    <span class="muted">{ kind }</span>{ " " }
                    <bdi class="filter-chip__title">{ title }</bdi>
                    <span aria-hidden="true">{ "×" }</span>
                </button>
            </li>
        }
    };
    let group = filters.group.iter().map(|group| {
        let action = Callback::from(|()| Action::GroupLeft);
        chip("Group", group.title(&desk.policy), action)
    });
    let picks = filters.picks.iter().map(|pick| {
        let picked = pick.clone();
        let action = Callback::from(move |()| Action::Picked(picked.clone()));
        chip(pick.facet().title(), pick.title(&desk.policy), action)
    });
    html! {
        <ul class="plain-list filter-chips" aria-label="Active filters">
            { for group.chain(picks) }
        </ul>
    }
}
