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
    /// The accounts that are overdue, or due today or this week.
    pub n_due: usize,
    /// Those of them about which something was decided.
    pub n_due_decided: usize,
    /// How many accounts each choice was made about, in the order of [`Choice::ALL`].
    pub n_by_choice: [usize; Choice::ALL.len()],
}

/// How many accounts of the answer are decided.
pub fn progress(answer: &Answer, decisions: &Decisions) -> Progress {
    let mut progress = Progress::default();
    for row in answer.rows() {
        let choice = decisions.of(answer.logon_name(row)).choice();
        for (n, other) in progress.n_by_choice.iter_mut().zip(Choice::ALL) {
            *n += usize::from(other == choice);
        }
        if matches!(
            row.standing(),
            Standing::Overdue | Standing::Today | Standing::ThisWeek
        ) {
            progress.n_due += 1;
            progress.n_due_decided += usize::from(choice != Choice::Undecided);
        }
    }
    progress
}

#[cfg(test)]
pub(crate) mod tests;
