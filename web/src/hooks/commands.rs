//! The keys by which everything is done without a mouse.

use super::deciding::decide;
use super::desk::{Act, Desk, use_act, use_desk};
use super::latest::use_latest;
use crate::browser::{
    Focus, SeenIndex, first_row_in_sight, focus_row, focused, listen_to_presses, painted,
    scroll_to_row,
};
use crate::keys::{Command, command};
use reprieve_core::answer::Row;
use reprieve_desk::action::Action;
use reprieve_desk::decisions::{Choice, Edit, Name};
use reprieve_desk::lasting::HintedKey;
use reprieve_desk::selection::Select;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use yew::prelude::*;

/// How many frames a row may take to appear that was scrolled to.
const MAX_FRAMES: usize = 5;

/// Hears the keys that belong to no part of the page alone.
#[hook]
pub(crate) fn use_commands() {
    let act = use_act();
    let desk = use_desk();
    let desk = use_latest(desk);
    use_effect_with((), move |()| {
        let presses = Rc::new(Presses {
            act,
            desk,
            waiting: RefCell::default(),
            focus: RowFocus::default(),
        });
        let listeners = listen_to_presses(move |key| presses.hear(key));
        move || drop(listeners)
    });
}

/// Keys in the order in which they were pressed. Each is obeyed on the page that the one
/// before it has made: Yew lets keys in before it has shown what the last one did.
struct Presses {
    act: Act,
    desk: Rc<RefCell<Desk>>,
    /// Those that came too early for the page.
    waiting: RefCell<VecDeque<String>>,
    focus: RowFocus,
}

impl Presses {
    /// Whether the key means something.
    fn hear(self: &Rc<Presses>, key: &str) -> bool {
        self.obey_waiting();
        let is_first = self.waiting.borrow().is_empty();
        if is_first && self.is_ready() {
            return self.obey(key);
        }
        if command(key).is_none() {
            return false;
        }
        self.waiting.borrow_mut().push_back(key.to_owned());
        if is_first {
            let presses = self.clone();
            yew::platform::spawn_local(async move {
                while !presses.waiting.borrow().is_empty() {
                    painted().await;
                    presses.obey_waiting();
                }
            });
        }
        true
    }

    fn obey_waiting(&self) {
        while self.is_ready() {
            let Some(key) = self.waiting.borrow_mut().pop_front() else { break };
            self.obey(&key);
        }
    }

    fn obey(&self, key: &str) -> bool {
        let desk = self.desk.borrow();
        let is_used = obey(&desk, &self.act, &self.focus, key);
        if let Some(key) = command(key).filter(|_| is_used).and_then(hinted) {
            self.act.dispatch(Action::KeyUsed(key));
        }
        is_used
    }

    /// Whether the page shows all that was done, and the focus is where it was sent.
    fn is_ready(&self) -> bool {
        self.act.is_newest(&self.desk.borrow().state) && !self.focus.is_under_way.get()
    }
}

/// The focus on its way to a row.
#[derive(Default)]
struct RowFocus {
    /// Whether it waits for the row. A key that is about the row with the focus would be taken
    /// for one about the row before.
    is_under_way: Rc<Cell<bool>>,
}

impl RowFocus {
    /// Moves the focus to a row; the result is true, for there is one.
    fn go_to(&self, row: SeenIndex) -> bool {
        if focus_row(row) {
            return true;
        }
        // It is not in the document before it is near the window.
        scroll_to_row(row);
        self.is_under_way.set(true);
        let is_under_way = self.is_under_way.clone();
        yew::platform::spawn_local(async move {
            for _ in 0..MAX_FRAMES {
                painted().await;
                if focus_row(row) {
                    break;
                }
            }
            is_under_way.set(false);
        });
        true
    }
}

/// Which of the keys that the page tells gives a command.
fn hinted(command: Command) -> Option<HintedKey> {
    match command {
        Command::Next | Command::Previous => Some(HintedKey::Move),
        Command::Decide(_) => Some(HintedKey::Decide),
        Command::Help => Some(HintedKey::Help),
        _ => None,
    }
}

/// Whether the key means something here.
fn obey(desk: &Desk, act: &Act, focus: &RowFocus, stroke: &str) -> bool {
    let Some(command) = command(stroke) else { return false };
    let dispatch = |action| {
        act.dispatch(action);
        true
    };
    match command {
        Command::Help => dispatch(Action::KeysShown(true)),
        Command::Undo if desk.state.can_take_back() => dispatch(Action::TakenBack),
        _ if desk.state.of_files.inputs.is_empty() => false,
        Command::Undo => dispatch(Action::Edited(Edit::Undo)),
        Command::Redo => dispatch(Action::Edited(Edit::Redo)),
        Command::Next => go(desk, act, focus, 1, stroke),
        Command::Previous => go(desk, act, focus, -1, stroke),
        Command::SelectNext => select_and_go(desk, act, focus, 1),
        Command::SelectPrevious => select_and_go(desk, act, focus, -1),
        Command::Select => select(desk, act),
        Command::ClearSelection if desk.open_row().is_some() => dispatch(Action::Closed),
        Command::ClearSelection => {
            desk.n_selected > 0 && dispatch(Action::Selected(Select::Clear))
        }
        Command::Decide(choice) => choose(desk, act, choice),
    }
}

/// Goes to a neighbor of the row that has the focus, or of the account whose details have it.
fn go(desk: &Desk, act: &Act, focus: &RowFocus, by: isize, stroke: &str) -> bool {
    let is_letter = stroke.chars().all(char::is_alphabetic);
    match focused() {
        Focus::Row(row) => neighbor(desk, row, by).is_some_and(|row| focus.go_to(row)),
        Focus::Details => open_beside(desk, act, by),
        // An arrow may mean something there.
        Focus::Elsewhere if !is_letter => false,
        Focus::Elsewhere | Focus::Nowhere if desk.state.of_files.open.is_some() => {
            open_beside(desk, act, by)
        }
        Focus::Elsewhere | Focus::Nowhere => {
            !desk.rows.is_empty() && focus.go_to(first_row_in_sight().unwrap_or_default())
        }
    }
}

/// Opens the account before or after the one whose details are open.
fn open_beside(desk: &Desk, act: &Act, by: isize) -> bool {
    let place = if by > 0 { desk.neighbors.next } else { desk.neighbors.previous };
    let Some(row) = place.and_then(|place| desk.row(place)) else { return false };
    act.dispatch(Action::Opened(desk.answer.logon_name(row).to_owned()));
    true
}

fn select_and_go(desk: &Desk, act: &Act, focus: &RowFocus, by: isize) -> bool {
    let Focus::Row(row) = focused() else { return false };
    let Some(to) = neighbor(desk, row, by) else { return false };
    let names = [row, to].into_iter().filter_map(|row| name(desk, row));
    act.dispatch(Action::Selected(Select::Add(names.collect())));
    focus.go_to(to)
}

/// The row before or after another one; itself at either end.
fn neighbor(desk: &Desk, row: SeenIndex, by: isize) -> Option<SeenIndex> {
    let last = desk.rows.len().checked_sub(1)?;
    Some(SeenIndex(row.0.saturating_add_signed(by).min(last)))
}

fn select(desk: &Desk, act: &Act) -> bool {
    let name = match focused() {
        Focus::Row(row) => name(desk, row),
        Focus::Details => desk.state.of_files.open.as_deref().map(Name::from),
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
        let name = desk.state.of_files.open.as_deref();
        let is_open = |row: &&Row| Some(desk.answer.logon_name(row)) == name;
        flagged.iter().find(is_open).into_iter().collect()
    };
    let focus = focused();
    let rows = match focus {
        Focus::Details => open(),
        _ if desk.n_selected > 0 => desk.selected().collect(),
        Focus::Row(row) => desk.row(row).into_iter().collect(),
        Focus::Elsewhere | Focus::Nowhere => open(),
    };
    if rows.is_empty() {
        return false;
    }
    decide(desk, act, &rows, choice);
    if let Focus::Row(SeenIndex(place)) = focus {
        // A filter may have taken the row away; who works through a list goes on with the
        // next one.
        yew::platform::spawn_local(async move {
            painted().await;
            if focused() == Focus::Nowhere && !focus_row(SeenIndex(place)) {
                focus_row(SeenIndex(place.saturating_sub(1)));
            }
        });
    }
    true
}

fn name(desk: &Desk, row: SeenIndex) -> Option<Name> {
    Some(desk.answer.logon_name(desk.row(row)?).into())
}
