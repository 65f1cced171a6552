//! What can be done with the selected accounts at once.

use crate::browser::copy_text;
use crate::components::parts::choices::choices;
use crate::components::parts::copy_names::lines;
use crate::hooks::{Desk, decide, print, use_act, use_copies, use_desk};
use reprieve_core::answer::Row;
use reprieve_desk::action::Action;
use reprieve_desk::columns::{Columns, as_text};
use reprieve_desk::decisions::Choice;
use reprieve_desk::paper::Paper;
use reprieve_desk::selection::Select;
use reprieve_desk::words::{count, number};
use yew::prelude::*;

#[component]
pub(crate) fn BulkBar() -> Html {
    let desk = use_desk();
    let act = use_act();
    let field = use_node_ref();
    let said = use_state(|| None);
    let say = {
        let (said, selection) = (said.clone(), desk.state.of_files.selection.clone());
        move |text: String| said.set(Some((selection.clone(), text)))
    };
    use_copies({
        let (desk, say) = (desk.clone(), say.clone());
        Callback::from(move |()| {
            let text = (desk.n_selected > 0).then(|| rows_as_text(&desk))?;
            say(copied(desk.n_selected, "row", "rows"));
            Some(text)
        })
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
    let copy =
        |text: fn(&Desk) -> String, singular: &'static str, plural: &'static str| {
            let (desk, field, say) = (desk.clone(), field.clone(), say.clone());
            Callback::from(move |_: MouseEvent| {
                let (text, field, say) = (text(&desk), field.clone(), say.clone());
                let done = copied(desk.n_selected, singular, plural);
                yew::platform::spawn_local(async move {
                    let is_done = copy_text(text, field).await;
                    say(if is_done { done } else { "Cannot copy here".to_owned() });
                });
            })
        };
    let on_print = {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| print(&act, Paper::Selected))
    };
    let on_clear = Callback::from(move |_: MouseEvent| {
        act.dispatch(Action::Selected(Select::Clear));
    });
    // What was said of others is not said of these.
    let said = said
        .as_ref()
        .filter(|(selection, _)| *selection == desk.state.of_files.selection);
    let said = said.map(|(_, text)| text.clone());
    html! {
        <section class="bulk" aria-label="Selected accounts">
            <p class="bulk__count" aria-live="polite">
                <b>{ number(desk.n_selected) }</b>{ " selected" }
                if n_hidden > 0 {
                    <span class="muted">{ format!(", {} hidden by the filter", number(n_hidden)) }</span>
                }
            </p>
            { choices("Decide about the selected", None, &[], &on_choose) }
            <span class="bulk__said muted" role="status">{ said }</span>
            <button
                class="button"
                title="For a spreadsheet, with the columns that are shown (Ctrl C)"
                onclick={copy(rows_as_text, "row", "rows")}
            >
                { "Copy rows" }
            </button>
            <button
                class="button"
                title="The logon names, one a line"
                onclick={copy(names_as_text, "name", "names")}
            >
                { "Copy names" }
            </button>
            <button class="button" onclick={on_print}>{ "Print details" }</button>
            <button class="button button--quiet" onclick={on_clear}>{ "Clear selection" }</button>
            <textarea class="visually-hidden" ref={field} readonly=true tabindex="-1" aria-hidden="true" />
        </section>
    }
}

/// With the columns that are wanted, whether they have room or not.
fn rows_as_text(desk: &Desk) -> String {
    let columns = desk.state.lasting.columns.and(Columns::of(&desk.answer));
    let rows = desk.selected_as_seen();
    as_text(&desk.answer, rows.into_iter(), columns, &desk.state.lasting.decisions)
}

fn names_as_text(desk: &Desk) -> String {
    lines(desk.selected_as_seen().into_iter().map(|row| desk.answer.logon_name(row)))
}

fn copied(n: usize, singular: &str, plural: &str) -> String {
    format!("Copied {}", count(n, singular, plural))
}
