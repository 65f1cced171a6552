//! Reading files in slices, so that the page never freezes.

use super::desk::{Act, use_act, use_desk};
use crate::browser::{Incoming, Slice};
use crate::state::{Action, Said, Shared, Stop};
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Column, Config, Evidence, Reader, Source};
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use yew::prelude::*;

/// How many bytes are read before the clock is looked at.
const PIECE_BYTES: usize = 64 * 1024;

/// How files get into the state.
#[derive(Clone, PartialEq)]
pub(crate) struct Reading {
    /// Reads what is handed over, one after the other.
    pub(crate) read: Callback<Vec<Incoming>>,
    /// Reads one of them again, as the user says.
    pub(crate) again: Callback<(u32, Said)>,
}

/// Reads files into the state.
#[hook]
pub(crate) fn use_reading() -> Reading {
    let act = use_act();
    let desk = use_desk();
    let policy = desk.policy.clone();
    let next_id = use_ref(|| Cell::new(0_u32));
    let handed = use_mut_ref(HashMap::<u32, Incoming>::new);
    let ids: Vec<u32> = desk.state.inputs.iter().map(|input| input.id).collect();
    use_effect_with(ids, {
        let handed = handed.clone();
        move |ids| handed.borrow_mut().retain(|id, _| ids.contains(id))
    });
    let running = use_mut_ref(HashMap::<u32, Stop>::new);
    let again = use_callback((act.clone(), policy.clone()), {
        let handed = handed.clone();
        move |(id, said): (u32, Said), (act, policy)| {
            let Some(incoming) = handed.borrow().get(&id).cloned() else { return };
            let stop = Stop::default();
            // Of two readings of one file only the later counts.
            if let Some(earlier) = running.borrow_mut().insert(id, stop.clone()) {
                earlier.stop();
            }
            act.dispatch(Action::Said { id, said: said.clone() });
            let (act, policy) = (act.clone(), policy.clone());
            yew::platform::spawn_local(async move {
                Job { id, stop, said, incoming }.run(&act, &policy).await;
            });
        }
    });
    let read =
        use_callback((act, policy), move |incoming: Vec<Incoming>, (act, policy)| {
            let mut jobs = Vec::new();
            for incoming in incoming {
                next_id.set(next_id.get() + 1);
                let id = next_id.get();
                handed.borrow_mut().insert(id, incoming.clone());
                let job =
                    Job { id, stop: Stop::default(), said: Said::default(), incoming };
                act.dispatch(Action::Started {
                    id: job.id,
                    name: job.incoming.name().to_owned(),
                    n_total: job.incoming.n_bytes(),
                    stop: job.stop.clone(),
                });
                jobs.push(job);
            }
            let (act, policy) = (act.clone(), policy.clone());
            yew::platform::spawn_local(async move {
                for job in jobs {
                    job.run(&act, &policy).await;
                }
            });
        });
    Reading { read, again }
}

struct Job {
    id: u32,
    stop: Stop,
    said: Said,
    incoming: Incoming,
}

impl Job {
    async fn run(&self, act: &Act, policy: &Arc<Policy>) {
        let id = self.id;
        match self.read_best(act, policy).await {
            Some(Ok(source)) => {
                act.dispatch(Action::Finished { id, source: Shared::new(source) });
            }
            Some(Err(error)) => act.dispatch(Action::Failed { id, error }),
            None => {}
        }
    }

    /// Reads what was copied as HTML, and as plain text where the HTML has no table whose
    /// header is known; of the two, the one with more names counts. `None` when it was
    /// stopped.
    async fn read_best(
        &self,
        act: &Act,
        policy: &Arc<Policy>,
    ) -> Option<Result<Source, Unreadable>> {
        let read = self.read(&self.incoming, act, policy).await?;
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
        let plain = self.read(&plain, act, policy).await?;
        let n_names = |read: &Result<Source, Unreadable>| {
            read.as_ref().map_or(0, |source| source.n_names())
        };
        Some(if n_names(&plain) >= n_names(&read) { plain } else { read })
    }

    async fn read(
        &self,
        incoming: &Incoming,
        act: &Act,
        policy: &Arc<Policy>,
    ) -> Option<Result<Source, Unreadable>> {
        let config = Config {
            file: incoming.name().to_owned(),
            kind: self.said.kind,
            modified: incoming.modified(),
            wanted: self.said.wanted.clone(),
            mapping: self.said.mapping.clone(),
        };
        let mut reader = Reader::new(config, policy.clone());
        let mut pieces = match incoming.pieces() {
            Ok(pieces) => pieces,
            Err(reason) => return Some(Err(lost(&reason))),
        };
        let mut n_read = 0;
        let mut slice = Slice::start();
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
                    act.dispatch(Action::Progressed { id: self.id, n_read });
                    slice.pause().await;
                }
                if self.stop.is_stopped() {
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
            if self.stop.is_stopped() {
                return None;
            }
        }
        let read = reader.finish();
        slice.pause().await;
        Some(read)
    }
}

fn lost(reason: &str) -> Unreadable {
    Unreadable {
        message: format!("The browser could not read this file: {reason}."),
        remedy: "Check that it still is where it was and is not open elsewhere."
            .to_owned(),
    }
}
