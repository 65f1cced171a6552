//! What can be done with the selected accounts at once.

use super::choices::choices;
use crate::browser::copy_text;
use crate::hooks::{decide, use_act, use_desk};
use crate::state::Action;
use crate::state::decisions::Choice;
use crate::state::selection::Select;
use crate::words::number;
use reprieve_core::answer::Row;
use yew::prelude::*;

#[component]
pub(crate) fn BulkBar() -> Html {
    let desk = use_desk();
    let act = use_act();
    let field = use_node_ref();
    let copied = use_state(|| None::<bool>);
    use_effect_with(desk.state.selection.clone(), {
        let copied = copied.clone();
        move |_| copied.set(None)
    });
    if desk.n_selected == 0 {
        return Html::default();
    }
    let n_hidden = desk.n_selected - desk.n_selected_seen;
    let on_choose = {
        let (desk, act) = (desk.clone(), act.clone());
        Callback::from(move |choice: Choice| {
            let rows: Vec<&Row> = desk.selected().collect();
            decide(&desk, &act, &rows, choice);
        })
    };
    let on_copy = {
        let (desk, field, copied) = (desk.clone(), field.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let names: Vec<&str> =
                desk.selected().map(|row| desk.answer.logon_name(row)).collect();
            let (text, field, copied) =
                (names.join("\r\n"), field.clone(), copied.clone());
            yew::platform::spawn_local(async move {
                copied.set(Some(copy_text(text, field).await));
            });
        })
    };
    let on_clear = Callback::from(move |_: MouseEvent| {
        act.dispatch(Action::Selected(Select::Clear));
    });
    let copy = match *copied {
        None => "Copy names",
        Some(true) => "Copied",
        Some(false) => "Cannot copy here",
    };
    html! {
        <section class="card bulk" aria-label="Selected accounts">
            <p class="bulk__count" aria-live="polite">
                <b>{ number(desk.n_selected) }</b>{ " selected" }
                if n_hidden > 0 {
                    <span class="muted">{ format!(", {} hidden by the filter", number(n_hidden)) }</span>
                }
            </p>
            { choices("Decide about the selected", None, &[], &on_choose) }
            <button class="button" onclick={on_copy}>{ copy }</button>
            <button class="button button--quiet" onclick={on_clear}>{ "Clear selection" }</button>
            <textarea class="visually-hidden" ref={field} readonly=true tabindex="-1" aria-hidden="true" />
        </section>
    }
}
