//! One step back, and one step forward again.

use super::icon::{Icon, Shape};
use crate::hooks::{Act, Desk};
use reprieve_desk::action::Action;
use reprieve_desk::decisions::Edit;
use yew::prelude::*;

/// Two buttons, for the decisions of the desk.
pub(crate) fn history(desk: &Desk, act: &Act) -> Html {
    let decisions = &desk.state.lasting.decisions;
    let button = |verb: &'static str, keys: &str, what: Option<String>, edit: Edit| {
        let act = act.clone();
        let onclick = Callback::from(move |_| act.dispatch(Action::Edited(edit.clone())));
        let shape = if verb == "Undo" { Shape::Undo } else { Shape::Redo };
        let title = match &what {
            Some(what) => format!("{verb} – {what} ({keys})"),
            None => format!("Nothing to {} ({keys})", verb.to_lowercase()),
        };
        html! {
            <button class="history__step" aria-label={verb} disabled={what.is_none()} {title} {onclick}>
                <Icon {shape} />
            </button>
        }
    };
    html! {
        <span class="history">
            { button("Undo", "Ctrl Z", decisions.undoable(), Edit::Undo) }
            { button("Redo", "Ctrl Y", decisions.redoable(), Edit::Redo) }
        </span>
    }
}
