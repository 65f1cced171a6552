//! Numbers by which it is decided what a file is, and how close each decision is.
//!
//! A share or a score that decides is compared through a [`Threshold`], and a winner is named
//! with the one that came next. In the program that is a comparison and nothing else. In tests
//! the margins are noted, and `threshold/tests.rs` keeps a table of them for many files, so
//! that a change which makes a decision closer than it was does not go unseen.

/// A number from which on something is taken to be so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Threshold {
    /// What it decides, in the table of margins.
    name: &'static str,
    at: f64,
}

impl Threshold {
    pub(crate) const fn new(name: &'static str, at: f64) -> Threshold {
        Threshold { name, at }
    }

    /// Whether a value is as large as the threshold, or larger.
    pub(crate) fn is_reached_by(self, value: f64) -> bool {
        let is_reached = value >= self.at;
        note(self.name, is_reached, (value - self.at).abs());
        is_reached
    }

    /// Whether a value is larger than the threshold.
    pub(crate) fn is_exceeded_by(self, value: f64) -> bool {
        let is_exceeded = value > self.at;
        note(self.name, is_exceeded, (value - self.at).abs());
        is_exceeded
    }
}

/// Notes by how much the winner of a decision is ahead of the next one.
pub(crate) fn note_lead(decision: &'static str, winner: f64, next: f64) {
    note(decision, true, winner - next);
}

#[cfg(test)]
use tests::note;

#[cfg(not(test))]
fn note(_decision: &'static str, _is_so: bool, _margin: f64) {}

#[cfg(test)]
mod tests;
