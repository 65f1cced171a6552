//! The two contexts: how to change the state, which never changes, and the state with what
//! follows from it.

use super::narrowed::Narrowed;
use crate::browser::SeenIndex;
use crate::store::Store;
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::policy::Policy;
use reprieve_desk::action::Action;
use reprieve_desk::shared::Shared;
use reprieve_desk::state::State;
use reprieve_desk::view::{AccountIndex, flagged};
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
    /// The accounts that are seen, in their order.
    pub(crate) rows: Shared<Vec<AccountIndex>>,
    /// How many accounts of the answer are selected.
    pub(crate) n_selected: usize,
    /// How many of these are seen.
    pub(crate) n_selected_seen: usize,
    /// Where the account whose details are open is among those that are seen.
    pub(crate) neighbors: Neighbors,
}

/// Where the account whose details are open is among the rows that are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Neighbors {
    /// `None` when it is not among them.
    pub(crate) at: Option<SeenIndex>,
    pub(crate) previous: Option<SeenIndex>,
    pub(crate) next: Option<SeenIndex>,
}

impl Neighbors {
    /// `last` is where it was seen last: when a filter has taken it away since, the next
    /// one has come to its place.
    fn new(at: Option<SeenIndex>, last: SeenIndex, n_rows: usize) -> Neighbors {
        let place = at.unwrap_or(last).0.min(n_rows);
        let next = if at.is_some() { place + 1 } else { place };
        Neighbors {
            at,
            previous: place.checked_sub(1).map(SeenIndex),
            next: Some(next).filter(|next| *next < n_rows).map(SeenIndex),
        }
    }
}

/// Looks up where the open account is, and remembers where it was.
#[hook]
pub(crate) fn use_neighbors(
    open: Option<&str>,
    answer: &Shared<Answer>,
    rows: &Shared<Vec<AccountIndex>>,
) -> Neighbors {
    let last = use_mut_ref(SeenIndex::default);
    let given = (open.map(str::to_owned), answer.clone(), rows.clone());
    let at = use_memo(given, |(open, answer, rows)| {
        let open = open.as_deref()?;
        let is_open = |account: &AccountIndex| {
            account.row(answer).is_some_and(|row| answer.logon_name(row) == open)
        };
        rows.iter().position(is_open).map(SeenIndex)
    });
    if let Some(at) = *at {
        last.replace(at);
    }
    let last = *last.borrow();
    Neighbors::new(*at, last, rows.len())
}

impl Desk {
    /// The account in a row that is seen.
    pub(crate) fn row(&self, at: SeenIndex) -> Option<&Row> {
        self.rows.get(at.0)?.row(&self.answer)
    }

    /// The accounts that are seen, in their order.
    pub(crate) fn seen(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|account| account.row(&self.answer))
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
            let seen: BTreeSet<AccountIndex> = self.rows.iter().copied().collect();
            let others = flagged(&self.answer).filter(|(account, row)| {
                row.place == Place::Answer && !seen.contains(account) && is_selected(row)
            });
            rows.extend(others.map(|(_, row)| row));
        }
        rows
    }

    /// The account whose details are open, if there still is one of that name.
    pub(crate) fn open_row(&self) -> Option<Row> {
        let name = self.state.of_files.open.as_deref()?;
        let answer = &self.answer;
        let flagged = self.flagged_row(name).cloned();
        flagged.or_else(|| answer.clear().find(|row| answer.logon_name(row) == name))
    }

    /// The flagged account of this name.
    pub(crate) fn flagged_row(&self, name: &str) -> Option<&Row> {
        let answer = &self.answer;
        answer.flagged().iter().find(|row| answer.logon_name(row) == name)
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
        let Neighbors { previous, next, .. } =
            Neighbors::new(at.map(SeenIndex), SeenIndex(last), n_rows);
        assert_eq!(
            (previous, next),
            (expected.0.map(SeenIndex), expected.1.map(SeenIndex))
        );
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
