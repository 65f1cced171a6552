//! The two contexts: how to change the state, which never changes, and the state with what
//! follows from it.

use crate::state::{Action, Shared, State};
use reprieve_core::answer::{Answer, Row};
use reprieve_core::policy::Policy;
use std::rc::Rc;
use yew::prelude::*;

/// How to say that something happened.
#[derive(Clone, PartialEq)]
pub(crate) struct Act(pub(crate) UseReducerDispatcher<State>);

impl Act {
    pub(crate) fn dispatch(&self, action: Action) {
        self.0.dispatch(action);
    }
}

/// What the page knows, and what follows from it.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    pub(crate) state: Rc<State>,
    pub(crate) answer: Shared<Answer>,
    pub(crate) policy: Shared<Policy>,
    /// The rows that are seen, as places in [`Answer::flagged`].
    pub(crate) rows: Shared<Vec<usize>>,
    /// How many accounts of the answer are selected.
    pub(crate) n_selected: usize,
    /// How many of these are seen.
    pub(crate) n_selected_seen: usize,
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
        let selection = &self.state.selection;
        self.answer.rows().filter(|row| selection.has(self.answer.logon_name(row)))
    }

    /// In which row the account is whose details are open, from 0.
    pub(crate) fn place_of_open(&self) -> Option<usize> {
        let name = self.state.open.as_deref()?;
        self.seen().position(|row| self.answer.logon_name(row) == name)
    }

    /// The account whose details are open, if there still is one of that name.
    pub(crate) fn open_row(&self) -> Option<Row> {
        let name = self.state.open.as_deref()?;
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
