//! The two contexts: how to change the state, which never changes, and the state with what
//! follows from it.

use super::narrowed::Narrowed;
use crate::store::Store;
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::policy::Policy;
use reprieve_desk::action::Action;
use reprieve_desk::shared::Shared;
use reprieve_desk::state::State;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// How to say that something happened.
#[derive(Clone)]
pub(crate) struct Act(pub(crate) UseReducerHandle<Store>);

impl Act {
    pub(crate) fn dispatch(&self, action: Action) {
        self.0.dispatch(action);
    }

    /// Whether nothing has happened since this state was shown.
    pub(super) fn is_newest(&self, shown: &State) -> bool {
        // A handle keeps every state that was read through it, and this one stays.
        *self.0.clone().0 == *shown
    }
}

impl PartialEq for Act {
    fn eq(&self, other: &Act) -> bool {
        self.0.dispatcher() == other.0.dispatcher()
    }
}

/// What the page knows, and what follows from it.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    pub(crate) state: Rc<State>,
    pub(crate) answer: Shared<Answer>,
    /// Whether the answer is still that of a moment ago, because joining the rows takes long.
    pub(crate) is_joining: bool,
    pub(crate) policy: Shared<Policy>,
    /// By what these rows are chosen.
    pub(crate) narrowed: Narrowed,
    /// The rows that are seen, as places in [`Answer::flagged`].
    pub(crate) rows: Shared<Vec<usize>>,
    /// How many accounts of the answer are selected.
    pub(crate) n_selected: usize,
    /// How many of these are seen.
    pub(crate) n_selected_seen: usize,
    /// Where the account whose details are open is among those that are seen.
    pub(crate) neighbors: Neighbors,
}

/// Where the account whose details are open is among the rows that are seen, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Neighbors {
    /// `None` when it is not among them.
    pub(crate) at: Option<usize>,
    pub(crate) previous: Option<usize>,
    pub(crate) next: Option<usize>,
}

impl Neighbors {
    /// `last` is where it was seen last: when a filter has taken it away since, the next
    /// one has come to its place.
    fn new(at: Option<usize>, last: usize, n_rows: usize) -> Neighbors {
        let place = at.unwrap_or(last).min(n_rows);
        let next = if at.is_some() { place + 1 } else { place };
        Neighbors {
            at,
            previous: place.checked_sub(1),
            next: Some(next).filter(|next| *next < n_rows),
        }
    }
}

/// Looks up where the open account is, and remembers where it was.
#[hook]
pub(crate) fn use_neighbors(
    open: Option<&str>,
    answer: &Shared<Answer>,
    rows: &Shared<Vec<usize>>,
) -> Neighbors {
    let last = use_mut_ref(|| 0);
    let given = (open.map(str::to_owned), answer.clone(), rows.clone());
    let at = use_memo(given, |(open, answer, rows)| {
        let is_open = |place: &usize| {
            Some(answer.logon_name(&answer.flagged()[*place])) == open.as_deref()
        };
        open.as_ref().and_then(|_| rows.iter().position(is_open))
    });
    if let Some(at) = *at {
        last.replace(at);
    }
    let last = *last.borrow();
    Neighbors::new(*at, last, rows.len())
}

impl Desk {
    /// The account in a row that is seen, from 0.
    pub(crate) fn row(&self, index: usize) -> Option<&Row> {
        self.answer.flagged().get(*self.rows.get(index)?)
    }

    /// The accounts that are seen, in their order.
    pub(crate) fn seen(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|place| self.answer.flagged().get(*place))
    }

    /// The selected accounts, in the order of the answer.
    pub(crate) fn selected(&self) -> impl Iterator<Item = &Row> {
        let selection = &self.state.of_files.selection;
        self.answer.rows().filter(|row| selection.has(self.answer.logon_name(row)))
    }

    /// The selected accounts in the order of the table; those that are not seen come last.
    pub(crate) fn selected_as_seen(&self) -> Vec<&Row> {
        let is_selected =
            |row: &&Row| self.state.of_files.selection.has(self.answer.logon_name(row));
        let mut rows: Vec<&Row> = self.seen().filter(is_selected).collect();
        if rows.len() < self.n_selected {
            let seen: BTreeSet<usize> = self.rows.iter().copied().collect();
            let flagged = self.answer.flagged().iter().enumerate();
            let others = flagged.filter(|(place, row)| {
                row.place == Place::Answer && !seen.contains(place) && is_selected(row)
            });
            rows.extend(others.map(|(_, row)| row));
        }
        rows
    }

    /// The account whose details are open, if there still is one of that name.
    pub(crate) fn open_row(&self) -> Option<Row> {
        let name = self.state.of_files.open.as_deref()?;
        let answer = &self.answer;
        let flagged = answer.flagged().iter().find(|row| answer.logon_name(row) == name);
        flagged
            .cloned()
            .or_else(|| answer.clear().find(|row| answer.logon_name(row) == name))
    }
}

#[hook]
pub(crate) fn use_act() -> Act {
    let act = use_context::<Act>();
    act.unwrap_or_else(|| unreachable!("the root provides it"))
}

#[hook]
pub(crate) fn use_desk() -> Desk {
    let desk = use_context::<Desk>();
    desk.unwrap_or_else(|| unreachable!("the root provides it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        at: Option<usize>,
        last: usize,
        n_rows: usize,
        expected: (Option<usize>, Option<usize>),
    ) {
        let Neighbors { previous, next, .. } = Neighbors::new(at, last, n_rows);
        assert_eq!((previous, next), expected);
    }

    #[test]
    fn neighbors_are_known_also_of_what_was_filtered_away() {
        check(Some(0), 0, 3, (None, Some(1)));
        check(Some(2), 2, 3, (Some(1), None));
        check(None, 1, 2, (Some(0), Some(1)));
        check(None, 2, 2, (Some(1), None));
        check(None, 9, 2, (Some(1), None));
        check(None, 0, 0, (None, None));
    }
}
