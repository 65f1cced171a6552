//! Which rows are seen.

use crate::decisions::{Choice, Decisions};
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::standing::Standing;

/// Where an account is in [`Answer::flagged`], whatever the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountIndex(u32);

impl AccountIndex {
    /// The account at this place.
    pub fn new(place: usize) -> AccountIndex {
        AccountIndex(place as u32)
    }

    /// The place.
    pub fn get(self) -> usize {
        self.0 as usize
    }

    /// The account; `None` when it is of another answer.
    pub fn row(self, answer: &Answer) -> Option<&Row> {
        answer.flagged().get(self.get())
    }
}

/// All flagged accounts, with where they are.
pub fn flagged(answer: &Answer) -> impl Iterator<Item = (AccountIndex, &Row)> {
    let rows = answer.flagged().iter().enumerate();
    rows.map(|(place, row)| (AccountIndex::new(place), row))
}

/// The accounts of the answer, in its order.
pub fn in_answer(answer: &Answer) -> Vec<AccountIndex> {
    let is_answer = |(_, row): &(AccountIndex, &Row)| row.place == Place::Answer;
    flagged(answer).filter(is_answer).map(|(account, _)| account).collect()
}

/// How far the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many accounts are decided of those that stand so, in the order of
    /// [`Standing::ALL`].
    n_decided: [usize; Standing::ALL.len()],
}

impl Progress {
    /// How many accounts are decided of those that stand so.
    pub fn n_decided(&self, standing: Standing) -> usize {
        self.n_decided[standing as usize]
    }
}

/// How many accounts of the answer are decided.
pub fn progress(answer: &Answer, decisions: &Decisions) -> Progress {
    let mut progress = Progress::default();
    for row in answer.rows() {
        let choice = decisions.of(answer.logon_name(row)).choice();
        progress.n_decided[row.standing() as usize] +=
            usize::from(choice != Choice::Undecided);
    }
    progress
}

#[cfg(test)]
pub(crate) mod tests;
