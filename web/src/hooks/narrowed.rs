//! Which rows are seen, with as little work as a change needs.

use crate::browser::Slice;
use reprieve_core::answer::Answer;
use reprieve_desk::columns::Columns;
use reprieve_desk::facet::{Facet, Pick};
use reprieve_desk::filter::{Filters, Sieve};
use reprieve_desk::horizon::Events;
use reprieve_desk::index::{Decided, Index};
use reprieve_desk::shared::{Shared, Stop};
use reprieve_desk::sort::{Known, sorted};
use reprieve_desk::state::State;
use reprieve_desk::view::in_answer;
use std::rc::Rc;
use yew::prelude::*;

/// How many rows are read before the clock is.
const N_ROWS: usize = 256;

/// By what rows are chosen.
#[derive(Clone, PartialEq)]
pub(crate) struct Narrowed {
    pub(crate) index: Shared<Index>,
    decided: Shared<Decided>,
    /// What keeps rows back; `None` when nothing does.
    sieve: Option<Shared<Sieve>>,
}

impl Narrowed {
    /// The values of a facet, each with the number of its rows; see [`Sieve::counts`].
    pub(crate) fn counts(&self, facet: Facet) -> Vec<(Pick, usize)> {
        let counts = |sieve: &Sieve| sieve.counts(&self.index, &self.decided, facet);
        match &self.sieve {
            Some(sieve) => counts(sieve),
            None => {
                let (filters, events) = (Filters::default(), Events::default());
                counts(&Sieve::new(&self.index, &filters, events, &self.decided))
            }
        }
    }
}

/// By what the rows are chosen, and those that are seen, as places in [`Answer::flagged`].
#[hook]
pub(crate) fn use_narrowed(
    state: &State,
    answer: &Shared<Answer>,
) -> (Narrowed, Shared<Vec<usize>>) {
    let known = use_memo(answer.clone(), |_| Known::default());
    let index = use_index(answer, &known);
    let asked =
        state.of_files.sort.asks_decisions().then(|| state.lasting.decisions.clone());
    let order = use_memo(
        (answer.clone(), state.of_files.sort.clone(), asked),
        |(answer, sort, decisions)| {
            let decisions = decisions.clone().unwrap_or_default();
            let places = in_answer(answer);
            Shared::new(sorted(answer, &places, sort, &known, &decisions))
        },
    );
    let given = (answer.clone(), state.lasting.decisions.clone());
    let decided = use_memo(given, |(answer, decisions)| {
        Shared::new(Decided::new(answer.clone(), decisions.clone()))
    });
    let looks = state.of_files.filters.look_at_decisions().then(|| (*decided).clone());
    let events =
        state.of_files.filters.days.map(|_| state.of_files.events).unwrap_or_default();
    let given = (index.clone(), state.of_files.filters.clone(), events, looks);
    let sieve = use_memo(given, |(index, filters, events, _)| {
        let sieve = || Shared::new(Sieve::new(index, filters, *events, &decided));
        (!filters.is_empty()).then(sieve)
    });
    let given = ((*order).clone(), (*sieve).clone());
    let rows = use_memo(given, |(order, sieve)| match sieve {
        None => order.clone(),
        Some(sieve) => {
            let seen = order.iter().copied().filter(|place| sieve.passes(*place));
            Shared::new(seen.collect())
        }
    });
    let (decided, sieve) = ((*decided).clone(), (*sieve).clone());
    (Narrowed { index, decided, sieve }, (*rows).clone())
}

/// The index of an answer, which is made before somebody waits for it, and with it what is
/// known for sorting by the columns that are there at first.
#[hook]
fn use_index(answer: &Shared<Answer>, known: &Rc<Known>) -> Shared<Index> {
    let index =
        use_memo(answer.clone(), |answer| Shared::new(Index::new(answer.clone())));
    let known = known.clone();
    use_effect_with(((*index).clone(), answer.clone()), |(index, answer)| {
        let stop = Stop::default();
        yew::platform::spawn_local({
            let (index, answer, stop) = (index.clone(), answer.clone(), stop.clone());
            async move {
                let mut slice = Slice::start();
                while !index.advance(N_ROWS) {
                    if slice.is_over() {
                        slice.pause().await;
                    }
                    if stop.is_stopped() {
                        return;
                    }
                }
                for column in Columns::FIRST.iter() {
                    slice.pause().await;
                    if stop.is_stopped() {
                        return;
                    }
                    known.prepare(&answer, column);
                }
            }
        });
        move || stop.stop()
    });
    (*index).clone()
}
