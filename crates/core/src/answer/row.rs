//! A row of the answer: one account, where it belongs and how it stands.

use crate::lifecycle::Milestones;
use crate::policy::Policy;
use crate::problem::Code;
use crate::standing::{Cause, Standing};
use chrono::NaiveDate;
use std::sync::Arc;

/// Where a flagged account belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Expiring with a mailbox, or deleted: the answer.
    Answer,
    /// Flagged, deprovisioned and in no given directory, while the contents can come back.
    /// Who is deprovisioned has left the directory, so it may have been there before.
    PerhapsYours,
    /// Flagged, and the list says that there is no mailbox, or the contents are lost.
    NoMailbox,
    /// Flagged, and in no given directory: another center's, newer than the directory, or
    /// misspelled.
    NotInDirectory,
    /// Not flagged: in a directory alone, or listed as an account that is ready.
    Clear,
}

impl Place {
    /// The groups below the answer, in their order.
    pub const GROUPS: [Place; 3] =
        [Place::PerhapsYours, Place::NoMailbox, Place::NotInDirectory];

    /// The key that scripts have for it.
    pub fn key(self) -> &'static str {
        match self {
            Place::Answer => "answer",
            Place::PerhapsYours => "perhaps_yours",
            Place::NoMailbox => "no_mailbox",
            Place::NotInDirectory => "not_in_directory",
            Place::Clear => "clear",
        }
    }
}

/// Where the deprovisioning date of an account comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// The scheduled deletion date.
    Scheduled,
    /// The report's date and the number of days until it expires.
    ExpiresIn,
    /// The end of the affiliation.
    AffiliationEnd,
    /// The deletion itself, as a list of deleted users has it.
    SoftDeleted,
}

impl DateSource {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            DateSource::Scheduled => "scheduled",
            DateSource::ExpiresIn => "expires-in",
            DateSource::AffiliationEnd => "affiliation-end",
            DateSource::SoftDeleted => "soft-deleted",
        }
    }
}

/// A row of one of the answer's sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// The place of the source in [`super::Answer::sources`].
    pub source: usize,
    /// The row in its table.
    pub row: usize,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its rows in the sources: first the list's whose date counts, then the others that
    /// speak, those of older reports, last the directory's.
    pub origins: Vec<RowRef>,
    /// How many of them speak: those of lists that no newer report outranks.
    pub(super) n_speaking: usize,
    /// Where it belongs.
    pub place: Place,
    pub(super) situation: Situation,
    /// Its active affiliations; `None` when no source has them.
    pub affiliations: Option<Arc<[String]>>,
    /// Why it is flagged; `None` when no affiliations are given.
    pub cause: Option<Cause>,
    /// Which of the policy's exceptions it is, as an index.
    pub exception: Option<usize>,
    /// Whether it is in the directory; `None` without a directory.
    pub in_directory: Option<bool>,
    /// Whether a list of those who are expiring names it.
    pub in_enrollment: bool,
    /// What is wrong with its rows, sorted, each once.
    pub problems: Vec<Code>,
}

/// How an account stands on the day of an answer: by its days, or without any. Together they
/// are one value, so that no account is overdue without a date, or dated and clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Situation {
    Dated(Standing, Milestones, DateSource),
    Undated,
    Clear,
}

impl Situation {
    pub(super) fn dated(
        milestones: Milestones,
        source: DateSource,
        as_of: NaiveDate,
        policy: &Policy,
    ) -> Situation {
        let standing = match source {
            DateSource::SoftDeleted => milestones.standing_once_deleted(as_of, policy),
            _ => milestones.standing(as_of, policy),
        };
        Situation::Dated(standing, milestones, source)
    }
}

impl Row {
    /// Whether it is flagged and below the answer, because no given directory has it.
    pub fn is_missing(&self) -> bool {
        self.in_directory == Some(false) && Place::GROUPS.contains(&self.place)
    }

    /// How it stands on the day.
    pub fn standing(&self) -> Standing {
        match self.situation {
            Situation::Dated(standing, ..) => standing,
            Situation::Undated => Standing::Undated,
            Situation::Clear => Standing::Clear,
        }
    }

    /// Its days, if a date is known.
    pub fn milestones(&self) -> Option<Milestones> {
        match self.situation {
            Situation::Dated(_, milestones, _) => Some(milestones),
            Situation::Undated | Situation::Clear => None,
        }
    }

    /// Where its days come from.
    pub fn date_source(&self) -> Option<DateSource> {
        match self.situation {
            Situation::Dated(.., source) => Some(source),
            Situation::Undated | Situation::Clear => None,
        }
    }
}
