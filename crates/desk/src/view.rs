//! Which rows are seen.

use crate::decisions::{Choice, Decisions};
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::standing::{Status, Urgency};

/// The states by which people look at their accounts, in the order of their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tile {
    /// It expires, and its last day to act is over.
    Overdue,
    /// It expires, and today is its last day to act.
    Today,
    /// It expires, and its last day to act is within a week.
    ThisWeek,
    /// It expires, and its last day to act is further away.
    Later,
    /// It is disabled.
    Disabled,
    /// It is deprovisioned and can be restored.
    Restorable,
    /// It cannot be restored any more.
    Gone,
    /// It is flagged without a date.
    Undated,
    /// It is not flagged.
    Clear,
}

impl Tile {
    /// Those that have a place in the summary.
    pub const ALL: [Tile; 8] = [
        Tile::Overdue,
        Tile::Today,
        Tile::ThisWeek,
        Tile::Later,
        Tile::Disabled,
        Tile::Restorable,
        Tile::Gone,
        Tile::Undated,
    ];

    /// The state of a row.
    pub fn of(row: &Row) -> Tile {
        match (row.status, row.urgency) {
            (Status::Expiring, Some(Urgency::Overdue)) => Tile::Overdue,
            (Status::Expiring, Some(Urgency::Today)) => Tile::Today,
            (Status::Expiring, Some(Urgency::ThisWeek)) => Tile::ThisWeek,
            (Status::Expiring, _) => Tile::Later,
            (Status::Disabled, _) => Tile::Disabled,
            (Status::Restorable, _) => Tile::Restorable,
            (Status::Gone, _) => Tile::Gone,
            (Status::Undated, _) => Tile::Undated,
            (Status::Clear, _) => Tile::Clear,
        }
    }

    /// The word in the summary.
    pub fn title(self) -> &'static str {
        match self {
            Tile::Overdue => "Overdue",
            Tile::Today => "Today",
            Tile::ThisWeek => "This week",
            Tile::Later => "Later",
            Tile::Disabled => "Disabled",
            Tile::Restorable => "Restorable",
            Tile::Gone => "Gone",
            Tile::Undated => "No date",
            Tile::Clear => "Clear",
        }
    }

    /// The word beside a person.
    pub fn pill(self) -> &'static str {
        match self {
            Tile::Today => "Act today",
            other => other.title(),
        }
    }

    /// The class that gives it its color, see `web/styles/tokens.css`.
    pub fn class(self) -> &'static str {
        match self {
            Tile::Overdue | Tile::Today => "is-urgent",
            Tile::ThisWeek => "is-soon",
            Tile::Later => "is-later",
            Tile::Disabled => "is-disabled",
            Tile::Restorable => "is-restorable",
            Tile::Gone | Tile::Undated => "is-past",
            Tile::Clear => "is-clear",
        }
    }
}

/// The places in [`Answer::flagged`] of the rows of the answer, in its order.
pub fn in_answer(answer: &Answer) -> Vec<usize> {
    let rows = answer.flagged().iter().enumerate();
    let is_answer = |(_, row): &(usize, &Row)| row.place == Place::Answer;
    rows.filter(is_answer).map(|(place, _)| place).collect()
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
        if matches!(Tile::of(row), Tile::Overdue | Tile::Today | Tile::ThisWeek) {
            progress.n_due += 1;
            progress.n_due_decided += usize::from(choice != Choice::Undecided);
        }
    }
    progress
}

#[cfg(test)]
pub(crate) mod tests;
