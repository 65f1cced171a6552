//! Which files are to be read, and by which rules.

use super::desk::Act;
use crate::browser::Incoming;
use reprieve_core::answer::Answer;
use reprieve_core::policy::Policy;
use reprieve_desk::input::{InputId, Said};
use reprieve_desk::shared::{Shared, Stop};
use reprieve_desk::state::State;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What was handed over to be read, and which of it is being read.
#[derive(Clone)]
pub(super) struct ReadQueue {
    /// What was handed over, to be read again.
    handed: Rc<RefCell<HashMap<InputId, Incoming>>>,
    /// What is being read, or was, until the page shows it.
    runs: Rc<RefCell<HashMap<InputId, Run>>>,
    /// The policy that is followed now.
    policy: Rc<RefCell<Shared<Policy>>>,
    /// What the files that are read say by now.
    answer: Rc<RefCell<Shared<Answer>>>,
    pub(super) act: Act,
}

/// A reading of a file.
struct Run {
    stop: Stop,
    said: Said,
    /// The rules by which it ended.
    ended: Option<Shared<Policy>>,
    /// Whether the page has shown its file by now; before that nobody can have removed it.
    is_seen: bool,
}

impl PartialEq for ReadQueue {
    fn eq(&self, other: &ReadQueue) -> bool {
        Rc::ptr_eq(&self.handed, &other.handed)
    }
}

impl ReadQueue {
    pub(super) fn new(
        policy: Shared<Policy>,
        answer: Shared<Answer>,
        act: Act,
    ) -> ReadQueue {
        ReadQueue {
            handed: Rc::default(),
            runs: Rc::default(),
            policy: Rc::new(RefCell::new(policy)),
            answer: Rc::new(RefCell::new(answer)),
            act,
        }
    }

    /// From now on these rules are followed, and the files that are read say this.
    pub(super) fn follow(&self, policy: Shared<Policy>, answer: Shared<Answer>) {
        self.policy.replace(policy);
        self.answer.replace(answer);
    }

    /// Keeps what was handed over, to be read again.
    pub(super) fn keep(&self, id: InputId, incoming: Incoming) {
        self.handed.borrow_mut().insert(id, incoming);
    }

    pub(super) fn policy(&self) -> Shared<Policy> {
        self.policy.borrow().clone()
    }

    pub(super) fn answer(&self) -> Shared<Answer> {
        self.answer.borrow().clone()
    }

    /// Whether other rules, which read files differently, have come since.
    pub(super) fn is_outdated(&self, policy: &Shared<Policy>) -> bool {
        let now = self.policy.borrow();
        *now != *policy && !now.reads_as(policy)
    }

    /// A reading that begins, and what stops it. `is_first` says that the page has not shown
    /// its file yet.
    pub(super) fn begin(&self, id: InputId, said: Said, is_first: bool) -> Stop {
        let stop = Stop::default();
        let run = Run { stop: stop.clone(), said, ended: None, is_seen: !is_first };
        // Of two readings of one file only the later counts.
        if let Some(earlier) = self.runs.borrow_mut().insert(id, run) {
            earlier.stop.stop();
        }
        stop
    }

    /// A reading that ended with something to tell.
    pub(super) fn ended(&self, id: InputId, stop: &Stop, policy: Shared<Policy>) {
        if let Some(run) = self.runs.borrow_mut().get_mut(&id)
            && run.stop == *stop
        {
            run.ended = Some(policy);
        }
    }

    /// A file that turned out to be no report.
    pub(super) fn let_go(&self, id: InputId) {
        self.runs.borrow_mut().remove(&id);
    }

    /// What is to be read by what counts now and is not on its way. Stops what nobody waits
    /// for, and lets go of what was removed.
    pub(super) fn due(&self, state: &State) -> Vec<(InputId, Incoming, Said)> {
        self.keep_held(state);
        let policy = state.lasting.rules.policy();
        let mut due = Vec::new();
        for input in &state.of_files.inputs {
            let id = input.id();
            if !input.is_due(policy) {
                if let Some(needless) = self.runs.borrow_mut().remove(&id) {
                    needless.stop.stop();
                }
                continue;
            }
            let is_on_its_way = |run: &Run| {
                run.said == input.said
                    && run.ended.as_ref().is_none_or(|policy| !self.is_outdated(policy))
            };
            if self.runs.borrow().get(&id).is_some_and(is_on_its_way) {
                continue;
            }
            let incoming = self.handed.borrow().get(&id).cloned();
            due.extend(incoming.map(|incoming| (id, incoming, input.said.clone())));
        }
        due
    }

    fn keep_held(&self, state: &State) {
        let held: HashSet<InputId> = state.held_ids().into_iter().collect();
        let mut runs = self.runs.borrow_mut();
        runs.retain(|id, run| {
            run.is_seen |= held.contains(id);
            let is_kept = held.contains(id) || !run.is_seen;
            if !is_kept {
                run.stop.stop();
            }
            is_kept
        });
        let is_new = |id: &InputId| runs.get(id).is_some_and(|run| !run.is_seen);
        self.handed.borrow_mut().retain(|id, _| held.contains(id) || is_new(id));
    }
}
