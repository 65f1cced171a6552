//! Which rows are seen, with as little work as a change needs.

use crate::browser::Slice;
use reprieve_core::answer::Answer;
use reprieve_desk::columns::Columns;
use reprieve_desk::facet::{Facet, Pick};
use reprieve_desk::filter::{FilterMask, Filters};
use reprieve_desk::index::{DecisionColumn, SearchIndex};
use reprieve_desk::shared::{Shared, Stop};
use reprieve_desk::sort::{RankCache, sorted};
use reprieve_desk::state::State;
use reprieve_desk::view::{AccountIndex, in_answer};
use std::rc::Rc;
use yew::prelude::*;

/// How many rows are read before the clock is.
const N_ROWS: usize = 256;

/// By what rows are chosen.
#[derive(Clone, PartialEq)]
pub(crate) struct Narrowed {
    pub(crate) index: Shared<SearchIndex>,
    decided: Shared<DecisionColumn>,
    /// What keeps rows back; `None` when nothing does.
    mask: Option<Shared<FilterMask>>,
}

impl Narrowed {
    /// The values of a facet, each with the number of its rows; see [`FilterMask::counts`].
    pub(crate) fn counts(&self, facet: Facet) -> Vec<(Pick, usize)> {
        let counts = |mask: &FilterMask| mask.counts(&self.index, &self.decided, facet);
        match &self.mask {
            Some(mask) => counts(mask),
            None => {
                counts(&FilterMask::new(&self.index, &Filters::default(), &self.decided))
            }
        }
    }
}

/// By what the rows are chosen, and the accounts that are seen, in their order.
#[hook]
pub(crate) fn use_narrowed(
    state: &State,
    answer: &Shared<Answer>,
) -> (Narrowed, Shared<Vec<AccountIndex>>) {
    let cache = use_memo(answer.clone(), |_| RankCache::default());
    let index = use_index(answer, &cache);
    let asked =
        state.of_files.sort.asks_decisions().then(|| state.lasting.decisions.clone());
    let order = use_memo(
        (answer.clone(), state.of_files.sort.clone(), asked),
        |(answer, sort, decisions)| {
            let decisions = decisions.clone().unwrap_or_default();
            let accounts = in_answer(answer);
            Shared::new(sorted(answer, &accounts, sort, &cache, &decisions))
        },
    );
    let given = (answer.clone(), state.lasting.decisions.clone());
    let decided = use_memo(given, |(answer, decisions)| {
        Shared::new(DecisionColumn::new(answer.clone(), decisions.clone()))
    });
    let looks = state.of_files.filters.look_at_decisions().then(|| (*decided).clone());
    let given = (index.clone(), state.of_files.filters.clone(), looks);
    let mask = use_memo(given, |(index, filters, _)| {
        let mask = || Shared::new(FilterMask::new(index, filters, &decided));
        (!filters.is_empty()).then(mask)
    });
    let given = ((*order).clone(), (*mask).clone());
    let rows = use_memo(given, |(order, mask)| match mask {
        None => order.clone(),
        Some(mask) => {
            let seen = order.iter().copied().filter(|account| mask.passes(*account));
            Shared::new(seen.collect())
        }
    });
    let (decided, mask) = ((*decided).clone(), (*mask).clone());
    (Narrowed { index, decided, mask }, (*rows).clone())
}

/// The index of an answer, which is made before somebody waits for it, and with it what is
/// known for sorting by the columns that are there at first.
#[hook]
fn use_index(answer: &Shared<Answer>, cache: &Rc<RankCache>) -> Shared<SearchIndex> {
    let index =
        use_memo(answer.clone(), |answer| Shared::new(SearchIndex::new(answer.clone())));
    let cache = cache.clone();
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
                    cache.prepare(&answer, column);
                }
            }
        });
        move || stop.stop()
    });
    (*index).clone()
}
