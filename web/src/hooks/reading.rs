//! Reading files in slices, so that the page never freezes; and again when other rules are
//! followed.

use super::desk::{Act, use_act, use_desk};
use super::fingerprint::take_fingerprint;
use super::profile::{Beginning, beginning_of, is_profile, read_profile};
use crate::browser::{Incoming, Pace, Slice};
use crate::state::{Action, Input, Said, Shared, Stage, Stop};
use reprieve_core::answer::{Answer, Row};
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Column, Config, Evidence, Kind, Reader, Source};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use yew::prelude::*;

/// How many bytes are read before the clock is looked at.
const PIECE_BYTES: usize = 64 * 1024;

/// How many accounts are looked up in what is read by now: so many cost few milliseconds.
const MAX_LOOKED_UP: usize = 30_000;

/// How files get into the state.
#[derive(Clone, PartialEq)]
pub(crate) struct Reading {
    /// Reads what is handed over, one after the other.
    pub(crate) read: Callback<Vec<Incoming>>,
    /// Reads one of them again, as the user says.
    pub(crate) again: Callback<(u32, Said)>,
}

/// What all readings share.
#[derive(Clone)]
struct Shelf {
    /// What was handed over, to be read again.
    handed: Rc<RefCell<HashMap<u32, Incoming>>>,
    /// The later readings of files that were read before.
    running: Rc<RefCell<HashMap<u32, Stop>>>,
    /// The policy that is followed now.
    policy: Rc<RefCell<Shared<Policy>>>,
    /// What the files that are read say by now.
    answer: Rc<RefCell<Shared<Answer>>>,
    act: Act,
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Shelf) -> bool {
        Rc::ptr_eq(&self.handed, &other.handed)
    }
}

impl Shelf {
    fn policy(&self) -> Shared<Policy> {
        self.policy.borrow().clone()
    }

    /// Whether other rules, which read files differently, have come since.
    fn is_outdated(&self, policy: &Shared<Policy>) -> bool {
        let now = self.policy.borrow();
        *now != *policy && !now.reads_as(policy)
    }

    /// Lets go of what was removed.
    fn keep(&self, ids: &[u32]) {
        self.handed.borrow_mut().retain(|id, _| ids.contains(id));
        self.running.borrow_mut().retain(|id, stop| {
            let is_there = ids.contains(id);
            if !is_there {
                stop.stop();
            }
            is_there
        });
    }

    /// A reading of a file that was read before.
    fn job(&self, id: u32, said: Said, errand: Errand) -> Option<Job> {
        let incoming = self.handed.borrow().get(&id).cloned()?;
        let stop = Stop::default();
        // Of two readings of one file only the later counts.
        if let Some(earlier) = self.running.borrow_mut().insert(id, stop.clone()) {
            earlier.stop();
        }
        Some(Job { id, stop, said, incoming, errand, shelf: self.clone() })
    }

    /// Reads all files by the rules that are followed now. Those that are still being read
    /// for the first time see to it themselves.
    fn read_all_again(&self, inputs: &[Input]) {
        let is_done = |input: &&Input| !matches!(input.stage, Stage::Reading { .. });
        let jobs: Vec<Job> = inputs
            .iter()
            .filter(is_done)
            .filter_map(|input| {
                let was_read = matches!(input.stage, Stage::Read(_));
                self.job(input.id, input.said.clone(), Errand::Rules { was_read })
            })
            .collect();
        for job in &jobs {
            self.act.dispatch(Action::RereadStarted { id: job.id });
        }
        yew::platform::spawn_local(async move {
            for job in jobs {
                job.run().await;
            }
        });
    }
}

/// Reads files into the state.
#[hook]
pub(crate) fn use_reading() -> Reading {
    let act = use_act();
    let desk = use_desk();
    let next_id = use_ref(|| Cell::new(0_u32));
    let shelf = {
        let (policy, answer) = (desk.policy.clone(), desk.answer.clone());
        use_memo((), |()| Shelf {
            handed: Rc::default(),
            running: Rc::default(),
            policy: Rc::new(RefCell::new(policy)),
            answer: Rc::new(RefCell::new(answer)),
            act,
        })
    };
    // Now and not in an effect: a reading that ends before the effect must know it.
    shelf.policy.replace(desk.policy.clone());
    shelf.answer.replace(desk.answer.clone());
    let read_by = use_mut_ref({
        let policy = desk.policy.clone();
        move || policy
    });
    use_effect_with(desk.state.held_ids(), {
        let shelf = shelf.clone();
        move |ids| shelf.keep(ids)
    });
    use_effect_with(desk.policy.clone(), {
        let (shelf, state) = (shelf.clone(), desk.state.clone());
        move |policy| {
            let earlier = read_by.replace(policy.clone());
            if shelf.is_outdated(&earlier) {
                shelf.read_all_again(&state.inputs);
            }
        }
    });
    let again = use_callback(shelf.clone(), {
        move |(id, said): (u32, Said), shelf| {
            let Some(job) = shelf.job(id, said.clone(), Errand::Said) else { return };
            shelf.act.dispatch(Action::Said { id, said });
            yew::platform::spawn_local(async move { job.run().await });
        }
    });
    let read = use_callback(shelf, move |incoming: Vec<Incoming>, shelf| {
        let next_id = || {
            next_id.set(next_id.get() + 1);
            next_id.get()
        };
        let (profiles, files): (Vec<_>, Vec<_>) =
            incoming.into_iter().partition(is_profile);
        let profiles: Vec<_> =
            profiles.into_iter().map(|incoming| (next_id(), incoming)).collect();
        let mut jobs = Vec::new();
        for incoming in files {
            let job = Job::first(next_id(), incoming, shelf);
            shelf.act.dispatch(Action::Started {
                id: job.id,
                name: job.incoming.name().to_owned(),
                n_total: job.incoming.n_bytes(),
                stop: job.stop.clone(),
            });
            jobs.push(job);
        }
        // A small file is an answer while the large one is still read.
        jobs.sort_by_key(|job| job.incoming.n_bytes());
        let act = shelf.act.clone();
        yew::platform::spawn_local(async move {
            for (id, incoming) in profiles {
                read_profile(id, &incoming, &act).await;
            }
            for job in jobs {
                job.run_first().await;
            }
        });
    });
    Reading { read, again }
}

/// Why a file is read.
#[derive(Clone, Copy)]
enum Errand {
    First,
    /// The user says how.
    Said,
    /// Other rules are followed.
    Rules {
        was_read: bool,
    },
}

struct Job {
    id: u32,
    stop: Stop,
    said: Said,
    incoming: Incoming,
    errand: Errand,
    shelf: Shelf,
}

impl Job {
    fn first(id: u32, incoming: Incoming, shelf: &Shelf) -> Job {
        shelf.handed.borrow_mut().insert(id, incoming.clone());
        Job {
            id,
            stop: Stop::default(),
            said: Said::default(),
            incoming,
            errand: Errand::First,
            shelf: shelf.clone(),
        }
    }

    /// Reads a file of which nothing is known yet, which may be a policy profile under
    /// another name.
    async fn run_first(&self) {
        if self.stop.is_stopped() {
            return;
        }
        match beginning_of(&self.incoming).await {
            Beginning::Other => self.run().await,
            Beginning::Profile => {
                self.shelf.act.dispatch(Action::Removed { id: self.id });
                read_profile(self.id, &self.incoming, &self.shelf.act).await;
            }
            Beginning::ThisPage => {
                self.shelf.act.dispatch(Action::Removed { id: self.id });
                take_fingerprint(&self.incoming, &self.shelf.act).await;
            }
        }
    }

    /// Reads by the rules that are followed at the end.
    async fn run(&self) {
        let id = self.id;
        loop {
            let policy = self.shelf.policy();
            let read = self.read_best(&policy).await;
            if self.stop.is_stopped() {
                return;
            }
            let Some(read) = read.filter(|_| !self.shelf.is_outdated(&policy)) else {
                continue;
            };
            self.shelf.act.dispatch(match (read.map(Shared::new), self.errand) {
                (Ok(source), Errand::Rules { .. }) => Action::Reread { id, source },
                (Ok(source), Errand::First | Errand::Said) => {
                    Action::Finished { id, source }
                }
                (Err(error), Errand::Rules { was_read: true }) => {
                    Action::Failed { id, error: unlike_before(error) }
                }
                (Err(error), _) => Action::Failed { id, error },
            });
            return;
        }
    }

    /// Reads what was copied as HTML, and as plain text where the HTML has no table whose
    /// header is known; of the two, the one with more names counts. `None` when it was
    /// stopped, or when other rules are followed now.
    async fn read_best(
        &self,
        policy: &Shared<Policy>,
    ) -> Option<Result<Source, Unreadable>> {
        let read = self.read(&self.incoming, policy).await?;
        let is_by_header = |source: &Source| {
            let by_header =
                |column: &Column| matches!(column.evidence, Evidence::Header(_));
            source.columns.iter().any(by_header)
        };
        let plain = match &read {
            Ok(source) if is_by_header(source) => None,
            Ok(_) | Err(_) => self.incoming.plain(),
        };
        let Some(plain) = plain else { return Some(read) };
        let plain = self.read(&plain, policy).await?;
        let n_names = |read: &Result<Source, Unreadable>| {
            read.as_ref().map_or(0, |source| source.n_names())
        };
        Some(if n_names(&plain) >= n_names(&read) { plain } else { read })
    }

    /// Says how far it is and what is understood by now.
    fn tell(&self, n_read: u64, reader: &Reader) {
        let so_far = reader.so_far();
        let answer = self.shelf.answer.borrow().clone();
        let is_directory = so_far.kind == Some(Kind::Directory);
        let flagged = answer.flagged();
        let n_found = (is_directory && (1..=MAX_LOOKED_UP).contains(&flagged.len()))
            .then(|| {
                let is_there = |row: &&Row| reader.has_name(answer.logon_name(row));
                flagged.iter().filter(is_there).count()
            });
        let id = self.id;
        self.shelf.act.dispatch(Action::Progressed { id, n_read, so_far, n_found });
    }

    /// Whether nobody wants what these rules make of the file.
    fn is_over(&self, policy: &Shared<Policy>) -> bool {
        self.stop.is_stopped() || self.shelf.is_outdated(policy)
    }

    async fn read(
        &self,
        incoming: &Incoming,
        policy: &Shared<Policy>,
    ) -> Option<Result<Source, Unreadable>> {
        let config = Config {
            file: incoming.name().to_owned(),
            kind: self.said.kind,
            modified: incoming.modified(),
            wanted: self.said.wanted.clone(),
            mapping: self.said.mapping.clone(),
        };
        let mut reader = Reader::new(config, policy.arc()).expecting(incoming.n_bytes());
        let mut pieces = match incoming.pieces() {
            Ok(pieces) => pieces,
            Err(reason) => return Some(Err(lost(&reason))),
        };
        let mut n_read = 0;
        let mut slice = Slice::start();
        let mut pace = Pace::start();
        loop {
            let bytes = match pieces.next().await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => break,
                Err(reason) => return Some(Err(lost(&reason))),
            };
            for piece in bytes.chunks(PIECE_BYTES) {
                if let Err(error) = reader.push(piece) {
                    pieces.cancel();
                    return Some(Err(error));
                }
                n_read += piece.len() as u64;
                if slice.is_over() {
                    if pace.is_due() {
                        self.tell(n_read, &reader);
                    }
                    slice.pause().await;
                }
                if self.is_over(policy) {
                    pieces.cancel();
                    return None;
                }
            }
        }
        slice.pause().await;
        loop {
            match reader.work() {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => return Some(Err(error)),
            }
            if slice.is_over() {
                slice.pause().await;
            }
            if self.is_over(policy) {
                return None;
            }
        }
        let read = reader.finish();
        slice.pause().await;
        Some(read)
    }
}

/// Says that other rules could read a file.
fn unlike_before(error: Unreadable) -> Unreadable {
    let remedy = format!(
        "{} It was read by the rules before: follow those again, and it is back.",
        error.remedy
    );
    Unreadable { remedy, ..error }
}

pub(super) fn lost(reason: &str) -> Unreadable {
    Unreadable {
        message: format!("The browser could not read this file: {reason}."),
        remedy: "Check that it still is where it was and is not open elsewhere."
            .to_owned(),
    }
}
