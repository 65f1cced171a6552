//! The keys by which everything is done without a mouse.

use super::deciding::decide;
use super::desk::{Act, Desk, use_act, use_desk};
use crate::browser::{
    Focus, Pressed, first_row_in_sight, focus_row, focused, listen_to_presses, painted,
    scroll_to_row,
};
use crate::state::Action;
use crate::state::decisions::{Choice, Edit, Name};
use crate::state::selection::Select;
use reprieve_core::answer::Row;
use yew::prelude::*;

/// The number of the first row below the header.
const FIRST: usize = 2;

/// How many frames a row may take to appear that was scrolled to.
const MAX_FRAMES: usize = 5;

/// Hears the keys that belong to no part of the page alone.
#[hook]
pub(crate) fn use_commands() {
    let act = use_act();
    let desk = use_desk();
    use_effect_with(desk, move |desk| {
        let desk = desk.clone();
        let listeners = listen_to_presses(move |key| obey(&desk, &act, key));
        move || drop(listeners)
    });
}

/// Whether the key means something here.
fn obey(desk: &Desk, act: &Act, pressed: &Pressed) -> bool {
    let edit = |edit| {
        act.dispatch(Action::Edited(edit));
        true
    };
    let Pressed { key, with_shift, with_command } = pressed;
    match (key.as_str(), with_command, with_shift) {
        ("?", false, _) => {
            act.dispatch(Action::KeysShown(true));
            true
        }
        _ if desk.state.inputs.is_empty() => false,
        ("z", true, false) => edit(Edit::Undo),
        ("z", true, true) | ("y", true, false) => edit(Edit::Redo),
        (_, true, _) => false,
        ("ArrowDown", ..) => go(desk, act, 1, *with_shift),
        ("ArrowUp", ..) => go(desk, act, -1, *with_shift),
        (_, _, true) => false,
        ("x", ..) => select(desk, act),
        // With details open, Escape closes them.
        ("Escape", ..) if desk.state.open.is_none() && desk.n_selected > 0 => {
            act.dispatch(Action::Selected(Select::Clear));
            true
        }
        (key, ..) => match Choice::ALL.into_iter().find(|choice| choice.key() == key) {
            Some(choice) => choose(desk, act, choice),
            None => false,
        },
    }
}

/// Goes to a neighbor of the row that has the focus, or of the account whose details have it.
fn go(desk: &Desk, act: &Act, by: isize, with_shift: bool) -> bool {
    let last = desk.rows.len() + FIRST - 1;
    if last < FIRST {
        return false;
    }
    let neighbor = |number: usize| number.saturating_add_signed(by).clamp(FIRST, last);
    match focused() {
        Focus::Row(number) => {
            let to = neighbor(number);
            if with_shift {
                let names = [number, to].into_iter().filter_map(|n| name(desk, n));
                act.dispatch(Action::Selected(Select::Add(names.collect())));
            }
            go_to(to);
        }
        Focus::Details if !with_shift => {
            let Some(open) = desk.place_of_open() else { return false };
            if let Some(name) = name(desk, neighbor(open + FIRST)) {
                act.dispatch(Action::Opened(name.to_string()));
            }
        }
        Focus::Nowhere => go_to(first_row_in_sight().unwrap_or(FIRST)),
        Focus::Details | Focus::Elsewhere => return false,
    }
    true
}

fn go_to(number: usize) {
    if focus_row(number) {
        return;
    }
    // It is not in the document before it is near the window.
    scroll_to_row(number);
    yew::platform::spawn_local(async move {
        for _ in 0..MAX_FRAMES {
            painted().await;
            if focus_row(number) {
                break;
            }
        }
    });
}

fn select(desk: &Desk, act: &Act) -> bool {
    let name = match focused() {
        Focus::Row(number) => name(desk, number),
        Focus::Details => desk.state.open.as_deref().map(Name::from),
        Focus::Elsewhere | Focus::Nowhere => None,
    };
    let Some(name) = name else { return false };
    act.dispatch(Action::Selected(Select::Toggle(name)));
    true
}

/// Decides about the open account while its details have the focus; else about the selected
/// ones, if there are any; else about the row that has the focus, or is open.
fn choose(desk: &Desk, act: &Act, choice: Choice) -> bool {
    let flagged = desk.answer.flagged();
    let open = || -> Vec<&Row> {
        let name = desk.state.open.as_deref();
        let is_open = |row: &&Row| Some(desk.answer.logon_name(row)) == name;
        flagged.iter().find(is_open).into_iter().collect()
    };
    let focus = focused();
    let rows = match focus {
        Focus::Details => open(),
        _ if desk.n_selected > 0 => desk.selected().collect(),
        Focus::Row(number) => desk.row(number - FIRST).into_iter().collect(),
        Focus::Elsewhere | Focus::Nowhere => open(),
    };
    if rows.is_empty() {
        return false;
    }
    decide(desk, act, &rows, choice);
    if let Focus::Row(number) = focus {
        // A filter may have taken the row away; who works through a list goes on with the
        // next one.
        yew::platform::spawn_local(async move {
            painted().await;
            if focused() == Focus::Nowhere && !focus_row(number) {
                focus_row(number - 1);
            }
        });
    }
    true
}

fn name(desk: &Desk, number: usize) -> Option<Name> {
    let row = desk.row(number.checked_sub(FIRST)?)?;
    Some(desk.answer.logon_name(row).into())
}
