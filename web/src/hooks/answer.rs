//! The answer, which is joined in slices when there are many rows.

use crate::browser::Slice;
use chrono::NaiveDate;
use reprieve_core::answer::{Answer, Join};
use reprieve_core::policy::Policy;
use reprieve_desk::input::Contribution;
use reprieve_desk::shared::{Shared, Stop};
use yew::prelude::*;

/// So few rows are joined at once: nobody notices.
const FEW_ROWS: usize = 2_000;

/// How many rows are joined before the clock is looked at.
const N_ROWS: usize = 256;

/// What an answer answers.
#[derive(Clone, PartialEq)]
struct Asked {
    contributions: Vec<Contribution>,
    as_of: NaiveDate,
    policy: Shared<Policy>,
}

impl Asked {
    fn join(&self) -> Join {
        Join::new(self.contributions.iter().cloned(), self.as_of, &self.policy.arc())
    }

    fn n_rows(&self) -> usize {
        self.contributions.iter().map(|given| given.source.table.n_rows()).sum()
    }
}

/// The answer, or the one before as long as it is being joined, and whether that is so.
#[hook]
pub(crate) fn use_answer(
    contributions: Vec<Contribution>,
    as_of: NaiveDate,
    policy: &Shared<Policy>,
) -> (Shared<Answer>, bool) {
    let asked = Asked { contributions, as_of, policy: policy.clone() };
    let known = use_mut_ref(|| None::<(Asked, Shared<Answer>)>);
    let update = use_force_update();
    let is_known = |known: &Option<(Asked, Shared<Answer>)>| {
        known.as_ref().is_some_and(|(known, _)| *known == asked)
    };
    if !is_known(&known.borrow()) && asked.n_rows() <= FEW_ROWS {
        known.replace(Some((asked.clone(), Shared::new(asked.join().finish()))));
    }
    let is_joining = !is_known(&known.borrow());
    use_effect_with((asked.clone(), is_joining), {
        let known = known.clone();
        move |(asked, is_joining)| {
            let stop = Stop::default();
            if *is_joining {
                let (asked, stop) = (asked.clone(), stop.clone());
                yew::platform::spawn_local(async move {
                    let mut join = asked.join();
                    let mut slice = Slice::start();
                    while !join.advance(N_ROWS) {
                        if slice.is_over() {
                            slice.pause().await;
                        }
                        if stop.is_stopped() {
                            return;
                        }
                    }
                    known.replace(Some((asked, Shared::new(join.finish()))));
                    update.force_update();
                });
            }
            move || stop.stop()
        }
    });
    let answer = known.borrow().as_ref().map(|(_, answer)| answer.clone());
    let nothing = || {
        let asked = Asked { contributions: Vec::new(), ..asked.clone() };
        Shared::new(asked.join().finish())
    };
    (answer.unwrap_or_else(nothing), is_joining)
}
