//! One file or pasted text: where it came from, and what is known of it.

use crate::shared::Shared;
use chrono::NaiveDate;
use reprieve_core::answer::{self, Turn};
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Kind, Mapping, SoFar, Source};
use reprieve_core::table::{Overrides, letter};
use reprieve_core::value::DayOrder;
use std::collections::{BTreeMap, BTreeSet};

/// What the user says of a file; the rest is detected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// What kind of file it is.
    pub kind: Option<Kind>,
    /// How its table is read.
    pub wanted: Overrides,
    /// Which column is what.
    pub mapping: Mapping,
    /// Whether the day or the month comes first in its dates.
    pub day_order: Option<DayOrder>,
}

impl Said {
    /// The same, with a file read in another way.
    pub fn turned(mut self, turn: &Turn) -> Said {
        match turn {
            Turn::Kind(kind) => self.kind = Some(*kind),
            Turn::Column(role, column) => {
                self.mapping.insert(*role, letter(*column));
            }
            Turn::Dates(order) => self.day_order = Some(*order),
        }
        self
    }
}

/// By what a file is read: the rules, and what the user says.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// The rules.
    pub policy: Shared<Policy>,
    /// What the user says.
    pub said: Said,
}

impl Terms {
    /// Whether every file is read the same by both.
    pub(crate) fn read_as(&self, other: &Terms) -> bool {
        let is_same = self.policy == other.policy || self.policy.reads_as(&other.policy);
        is_same && self.said == other.said
    }
}

/// The number of an input, by which it is found; larger the later it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputId(pub u32);

/// What came together: the number of its first file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DropId(pub(crate) InputId);

/// What is told of a file when it is handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// Its number; no other input has it.
    pub id: InputId,
    /// The name of the file.
    pub name: String,
    /// Its size.
    pub n_bytes: u64,
    /// The local date of its last change.
    pub modified: Option<NaiveDate>,
    /// The instant of its last change, in milliseconds since 1970.
    pub changed_at: Option<f64>,
}

/// What was read, and by what.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What it says.
    pub source: Shared<Source>,
    /// By what it was read.
    pub terms: Terms,
}

/// What a file says for the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// What was read.
    pub source: Shared<Source>,
    /// When the report was made, if the user says so.
    pub report_date: Option<NaiveDate>,
}

impl From<Contribution> for answer::Input {
    fn from(Contribution { source, report_date }: Contribution) -> answer::Input {
        answer::Input { source: source.arc(), report_date }
    }
}

/// Why something was not read, and by what that was tried.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadFailure {
    /// Why not, and what to do.
    pub error: Unreadable,
    /// By what that was tried.
    pub terms: Terms,
}

impl ReadFailure {
    /// Whether the browser could not hand the file over, which says nothing of how it would
    /// be read.
    fn is_lost(&self) -> bool {
        matches!(self.error, Unreadable::BrowserFailed { .. })
    }
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
pub enum InputStage {
    /// Bytes are still coming.
    Reading {
        /// How many of its bytes came by now.
        n_read: u64,
        /// What is understood of it already.
        so_far: SoFar,
        /// How many of the flagged accounts it has so far, where it can tell.
        n_found: Option<usize>,
    },
    /// It is understood.
    Read(Understood),
    /// It was understood, and could not be read since.
    Kept(Understood, ReadFailure),
    /// It cannot be read.
    Failed(ReadFailure),
}

/// What a file is worth by the rules that are followed now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ReadState<'a> {
    /// It is read for the first time.
    Reading,
    /// It is read by what counts now.
    Read(&'a Shared<Source>),
    /// It is lost, and what was read of it before still counts.
    Outlived(&'a Understood, &'a ReadFailure),
    /// It cannot be read; what was read before, by other terms, is kept and does not count.
    Failed(&'a ReadFailure, Option<&'a Understood>),
}

/// One file or pasted text.
#[derive(Clone, Debug, PartialEq)]
pub struct InputFile {
    /// What was told of it when it came.
    pub arrival: Arrival,
    /// With which others it came.
    pub drop: DropId,
    /// What the user says of it.
    pub said: Said,
    /// When its report was made, if the user says so. It counts for the answer, and how the
    /// file is read does not depend on it.
    pub report_date: Option<NaiveDate>,
    /// How far it has come.
    pub stage: InputStage,
    /// Whether it is a policy profile, which is here only when it cannot be followed.
    pub is_profile: bool,
}

impl InputFile {
    /// Its number, by which it is found.
    pub fn id(&self) -> InputId {
        self.arrival.id
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.arrival.name
    }

    /// Whether it is still read for the first time.
    pub fn is_reading(&self) -> bool {
        matches!(self.stage, InputStage::Reading { .. })
    }

    /// By what it is to be read.
    pub fn terms(&self, policy: &Shared<Policy>) -> Terms {
        Terms { policy: policy.clone(), said: self.said.clone() }
    }

    /// What was read of it, whatever became of it since.
    pub fn understood(&self) -> Option<&Understood> {
        match &self.stage {
            InputStage::Read(understood) | InputStage::Kept(understood, _) => {
                Some(understood)
            }
            InputStage::Reading { .. } | InputStage::Failed(_) => None,
        }
    }

    /// What it is worth now. While it is being read again, all stays as it is.
    pub fn read_state(&self, policy: &Shared<Policy>) -> ReadState<'_> {
        match &self.stage {
            InputStage::Reading { .. } => ReadState::Reading,
            InputStage::Read(understood) => ReadState::Read(&understood.source),
            InputStage::Kept(understood, failure) => {
                if understood.terms.read_as(&self.terms(policy)) {
                    ReadState::Read(&understood.source)
                } else if failure.is_lost() {
                    ReadState::Outlived(understood, failure)
                } else {
                    ReadState::Failed(failure, Some(understood))
                }
            }
            InputStage::Failed(failure) => ReadState::Failed(failure, None),
        }
    }

    /// What it says for the answer.
    pub fn source(&self, policy: &Shared<Policy>) -> Option<&Shared<Source>> {
        match self.read_state(policy) {
            ReadState::Read(source) => Some(source),
            ReadState::Outlived(understood, _) => Some(&understood.source),
            ReadState::Reading | ReadState::Failed(..) => None,
        }
    }

    /// Whether it has to be read by what counts now.
    pub fn is_due(&self, policy: &Shared<Policy>) -> bool {
        let is_now = |terms: &Terms| terms.read_as(&self.terms(policy));
        !self.is_profile
            && match &self.stage {
                InputStage::Reading { .. } => true,
                InputStage::Read(understood) => !is_now(&understood.terms),
                InputStage::Kept(understood, failure) => {
                    !is_now(&understood.terms) && !is_now(&failure.terms)
                }
                InputStage::Failed(failure) => !is_now(&failure.terms),
            }
    }

    /// Takes in what came of reading it; whether that is the first that is known of it.
    pub fn settle(&mut self, outcome: Outcome, policy: &Shared<Policy>) -> bool {
        let Outcome { terms, read, .. } = outcome;
        // What was read by terms of before counts only where nothing else is known.
        if !self.is_reading() && !terms.read_as(&self.terms(policy)) {
            return false;
        }
        let is_first = self.is_reading() && read.is_ok();
        self.stage = match (read, self.understood()) {
            (Ok(source), _) => InputStage::Read(Understood { source, terms }),
            (Err(error), understood) => {
                let failure = ReadFailure { error, terms };
                match understood {
                    Some(understood) => InputStage::Kept(understood.clone(), failure),
                    None => InputStage::Failed(failure),
                }
            }
        };
        is_first
    }

    /// Whether both are the same file, as far as can be told from outside.
    fn is_same_file(&self, other: &InputFile) -> bool {
        let (a, b) = (&self.arrival, &other.arrival);
        a.changed_at.is_some() && a.changed_at == b.changed_at && a.n_bytes == b.n_bytes
    }

    /// Whether a later one makes this one needless: it is another copy of the same report, or
    /// of a file that is still being read.
    pub(crate) fn gives_way_to(&self, later: &InputFile) -> bool {
        if self.name() != later.name() || self.drop >= later.drop {
            return false;
        }
        let Some(Understood { source: new, .. }) = later.understood() else {
            return false;
        };
        match self.understood() {
            Some(Understood { source: old, .. }) => is_same_report(old, new),
            None => self.is_reading() && self.is_same_file(later),
        }
    }
}

/// What came of reading a file.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The number of the input.
    pub id: InputId,
    /// By what it was read.
    pub terms: Terms,
    /// Or why not.
    pub read: Result<Shared<Source>, Unreadable>,
}

/// So much of the longer one of two lists is in the other, if they are copies of one report:
/// one name in so many. Accounts stay flagged for a month and more, so that of a weekly list
/// half is left after a month, and of a directory nearly all. Lists of two places share
/// hardly anybody, and a single name in common is no more than chance once one of them has
/// more than three.
const SHARED_OF: usize = 3;

/// So many names tell how many of a long list are in another one.
const MAX_LOOKED_UP: usize = 10_000;

/// Whether a later source is a copy of the same report, going by whose names are in it. An
/// empty one has nothing that could be missed, and takes nothing away.
fn is_same_report(old: &Source, new: &Source) -> bool {
    if old.kind != new.kind {
        return false;
    }
    if old.n_names() == 0 || new.n_names() == 0 {
        return old.n_names() == 0;
    }
    let (short, long) =
        if old.n_names() < new.n_names() { (old, new) } else { (new, old) };
    let step = long.n_names().div_ceil(MAX_LOOKED_UP);
    let mut n_looked_up = 0;
    let looked_up = long.logon_names().step_by(step).inspect(|_| n_looked_up += 1);
    let n_shared = looked_up.filter(|name| short.has_name(name)).count();
    n_shared * SHARED_OF >= n_looked_up
}

/// What tells inputs of one name apart, one for each input: the day of its last change, or
/// else its number among them; `None` where the name is enough.
pub fn marks(inputs: &[InputFile]) -> Vec<Option<Mark>> {
    let mut alike = BTreeMap::<&str, Alike>::new();
    for input in inputs {
        let alike = alike.entry(input.name()).or_default();
        alike.ids.insert(input.id());
        alike.days.extend(input.arrival.modified);
    }
    let mark = |input: &InputFile| {
        let Alike { ids, days } = &alike[input.name()];
        let number = || Mark::Number(ids.range(..=input.id()).count(), ids.len());
        let day = input.arrival.modified.filter(|_| days.len() == ids.len());
        (ids.len() > 1).then(|| day.map_or_else(number, Mark::Day))
    };
    inputs.iter().map(mark).collect()
}

/// The inputs of one name.
#[derive(Default)]
struct Alike {
    ids: BTreeSet<InputId>,
    /// When they were changed last.
    days: BTreeSet<NaiveDate>,
}

/// What tells an input from others of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// When it was changed last.
    Day(NaiveDate),
    /// Its number, the oldest first, and how many there are.
    Number(usize, usize),
}
