//! How files get into the state: in which order they are read, and when what came of it is
//! told.

use super::batch::Batch;
use super::desk::{Act, use_act, use_desk};
use super::incoming::{arrival, is_profile};
use super::job::Job;
use super::profile::read_profile;
use super::read_queue::ReadQueue;
use crate::browser::Incoming;
use reprieve_desk::action::Action;
use reprieve_desk::input::{InputId, Said};
use reprieve_desk::state::State;
use std::cell::Cell;
use yew::prelude::*;

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

/// Reads again what is to be read by what counts now.
fn attend(queue: &ReadQueue, state: &State) {
    let due = queue.due(state).into_iter();
    let jobs: Vec<Job> = due
        .map(|(id, incoming, said)| Job::new(queue, id, incoming, said, false))
        .collect();
    if !jobs.is_empty() {
        yew::platform::spawn_local(read_in_turn(jobs, queue.act.clone()));
    }
}

/// Reads files into the state, which are handed over by what this gives.
#[hook]
pub(crate) fn use_reading() -> Callback<Vec<Incoming>> {
    let act = use_act();
    let desk = use_desk();
    let next_id = use_ref(|| Cell::new(0_u32));
    let queue =
        use_memo((), |()| ReadQueue::new(desk.policy.clone(), desk.answer.clone(), act));
    // Now and not in an effect: a reading that ends before the effect must know it.
    queue.follow(desk.policy.clone(), desk.answer.clone());
    use_effect({
        let (queue, state) = (queue.clone(), desk.state.clone());
        move || attend(&queue, &state)
    });
    use_callback(queue, move |incoming: Vec<Incoming>, queue| {
        let next_id = || {
            next_id.set(next_id.get() + 1);
            InputId(next_id.get())
        };
        let (profiles, files): (Vec<_>, Vec<_>) = incoming
            .into_iter()
            .map(|incoming| (arrival(next_id(), &incoming), incoming))
            .partition(|(_, incoming)| is_profile(incoming));
        let mut arrivals = Vec::new();
        let mut jobs = Vec::new();
        for (arrival, incoming) in files {
            queue.keep(arrival.id, incoming.clone());
            jobs.push(Job::new(queue, arrival.id, incoming, Said::default(), true));
            arrivals.push(arrival);
        }
        queue.act.dispatch(Action::Dropped(arrivals));
        // A small file is an answer while the large one is still read.
        jobs.sort_by_key(|job| job.incoming.n_bytes());
        let act = queue.act.clone();
        yew::platform::spawn_local(async move {
            for (arrival, incoming) in profiles {
                read_profile(arrival, &incoming, &act).await;
            }
            read_in_turn(jobs, act).await;
        });
    })
}
