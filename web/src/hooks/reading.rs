//! How files get into the state: which of them are to be read, by which rules, and when what
//! came of it is told.

use super::batch::Batch;
use super::desk::{Act, use_act, use_desk};
use super::job::Job;
use super::profile::{is_profile, read_profile};
use crate::browser::Incoming;
use reprieve_core::answer::Answer;
use reprieve_core::policy::Policy;
use reprieve_desk::action::Action;
use reprieve_desk::input::{Arrival, Said};
use reprieve_desk::shared::{Shared, Stop};
use reprieve_desk::state::State;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use yew::prelude::*;

/// What all readings share.
#[derive(Clone)]
pub(super) struct Shelf {
    /// What was handed over, to be read again.
    handed: Rc<RefCell<HashMap<u32, Incoming>>>,
    /// What is being read, or was, until the page shows it.
    runs: Rc<RefCell<HashMap<u32, Run>>>,
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

impl PartialEq for Shelf {
    fn eq(&self, other: &Shelf) -> bool {
        Rc::ptr_eq(&self.handed, &other.handed)
    }
}

impl Shelf {
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

    /// A reading that ended with something to tell.
    pub(super) fn ended(&self, id: u32, stop: &Stop, policy: Shared<Policy>) {
        if let Some(run) = self.runs.borrow_mut().get_mut(&id)
            && run.stop == *stop
        {
            run.ended = Some(policy);
        }
    }

    /// A file that turned out to be no report.
    pub(super) fn let_go(&self, id: u32) {
        self.runs.borrow_mut().remove(&id);
    }

    fn job(&self, id: u32, incoming: Incoming, said: Said, is_first: bool) -> Job {
        let stop = Stop::default();
        let run = Run {
            stop: stop.clone(),
            said: said.clone(),
            ended: None,
            is_seen: !is_first,
        };
        // Of two readings of one file only the later counts.
        if let Some(earlier) = self.runs.borrow_mut().insert(id, run) {
            earlier.stop.stop();
        }
        Job { id, stop, said, incoming, is_first, shelf: self.clone() }
    }

    /// Reads what is to be read by what counts now, stops what nobody waits for, and lets go of
    /// what was removed.
    fn attend(&self, state: &State) {
        self.keep_held(state);
        let policy = state.lasting.rules.policy();
        let mut jobs = Vec::new();
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
            let said = input.said.clone();
            jobs.extend(incoming.map(|incoming| self.job(id, incoming, said, false)));
        }
        if !jobs.is_empty() {
            yew::platform::spawn_local(read_in_turn(jobs, self.act.clone()));
        }
    }

    fn keep_held(&self, state: &State) {
        let held: HashSet<u32> = state.held_ids().into_iter().collect();
        let mut runs = self.runs.borrow_mut();
        runs.retain(|id, run| {
            run.is_seen |= held.contains(id);
            let is_kept = held.contains(id) || !run.is_seen;
            if !is_kept {
                run.stop.stop();
            }
            is_kept
        });
        let is_new = |id: &u32| runs.get(id).is_some_and(|run| !run.is_seen);
        self.handed.borrow_mut().retain(|id, _| held.contains(id) || is_new(id));
    }
}

/// Reads one after the other.
async fn read_in_turn(jobs: Vec<Job>, act: Act) {
    let batch = Batch::new(act);
    for job in jobs {
        if let Some(outcome) = job.run().await {
            batch.take(outcome);
        }
    }
    batch.tell_now();
}

/// Reads files into the state, which are handed over by what this gives.
#[hook]
pub(crate) fn use_reading() -> Callback<Vec<Incoming>> {
    let act = use_act();
    let desk = use_desk();
    let next_id = use_ref(|| Cell::new(0_u32));
    let shelf = {
        let (policy, answer) = (desk.policy.clone(), desk.answer.clone());
        use_memo((), |()| Shelf {
            handed: Rc::default(),
            runs: Rc::default(),
            policy: Rc::new(RefCell::new(policy)),
            answer: Rc::new(RefCell::new(answer)),
            act,
        })
    };
    // Now and not in an effect: a reading that ends before the effect must know it.
    shelf.policy.replace(desk.policy.clone());
    shelf.answer.replace(desk.answer.clone());
    use_effect({
        let (shelf, state) = (shelf.clone(), desk.state.clone());
        move || shelf.attend(&state)
    });
    use_callback(shelf, move |incoming: Vec<Incoming>, shelf| {
        let next_id = || {
            next_id.set(next_id.get() + 1);
            next_id.get()
        };
        let (profiles, files): (Vec<_>, Vec<_>) = incoming
            .into_iter()
            .map(|incoming| (arrival(next_id(), &incoming), incoming))
            .partition(|(_, incoming)| is_profile(incoming));
        let mut arrivals = Vec::new();
        let mut jobs = Vec::new();
        for (arrival, incoming) in files {
            shelf.handed.borrow_mut().insert(arrival.id, incoming.clone());
            jobs.push(shelf.job(arrival.id, incoming, Said::default(), true));
            arrivals.push(arrival);
        }
        shelf.act.dispatch(Action::Dropped(arrivals));
        // A small file is an answer while the large one is still read.
        jobs.sort_by_key(|job| job.incoming.n_bytes());
        let act = shelf.act.clone();
        yew::platform::spawn_local(async move {
            for (arrival, incoming) in profiles {
                read_profile(arrival, &incoming, &act).await;
            }
            read_in_turn(jobs, act).await;
        });
    })
}

pub(super) fn arrival(id: u32, incoming: &Incoming) -> Arrival {
    Arrival {
        id,
        name: incoming.name().to_owned(),
        n_bytes: incoming.n_bytes(),
        modified: incoming.modified(),
        changed_at: incoming.changed_at(),
    }
}
