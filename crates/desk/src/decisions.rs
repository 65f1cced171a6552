//! What was decided about whom, and how it is taken back.
//!
//! Everything is kept under the logon name, so it survives another day, another order and a
//! file that is read again. Every change keeps what stood there before; to undo is to put
//! that back and keep what it replaces, and to redo is the same once more.

use crate::words::count;
use reprieve_core::policy::Course;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A logon name.
pub type Name = Rc<str>;

/// What a person can choose for an account; one excludes the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// The mailbox is to stay.
    Keep,
    /// The mailbox is to lapse.
    LetGo,
    /// The mailbox is to come back.
    Reinstate,
    /// Nothing is left to do.
    Done,
    /// Nothing is decided.
    Undecided,
}

impl Choice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Choice; 5] =
        [Choice::Keep, Choice::LetGo, Choice::Reinstate, Choice::Done, Choice::Undecided];

    /// The word on its button.
    pub const fn title(self) -> &'static str {
        match self {
            Choice::Keep => "Keep",
            Choice::LetGo => "Let go",
            Choice::Reinstate => "Reinstate",
            Choice::Done => "Done",
            Choice::Undecided => "Undecided",
        }
    }

    /// The course that it takes.
    pub fn course(self) -> Option<Course> {
        match self {
            Choice::Keep => Some(Course::Keep),
            Choice::LetGo => Some(Course::LetGo),
            Choice::Reinstate => Some(Course::Reinstate),
            Choice::Done | Choice::Undecided => None,
        }
    }

    /// The choice that takes a course.
    pub fn of(course: Course) -> Choice {
        match course {
            Course::Keep => Choice::Keep,
            Course::LetGo => Choice::LetGo,
            Course::Reinstate => Choice::Reinstate,
        }
    }
}

/// What was decided about an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Decision {
    /// Nothing is decided.
    #[default]
    Undecided,
    /// A course was chosen.
    Taken(Course),
    /// Nothing is left to do; the course that led there stays known.
    Done(Option<Course>),
}

impl Decision {
    /// What a choice makes of it.
    fn after(self, choice: Choice) -> Decision {
        match (choice, choice.course()) {
            (_, Some(course)) => Decision::Taken(course),
            (Choice::Done, None) => Decision::Done(self.course()),
            (_, None) => Decision::Undecided,
        }
    }

    /// The choice that it looks like.
    pub fn choice(self) -> Choice {
        match self {
            Decision::Undecided => Choice::Undecided,
            Decision::Taken(course) => Choice::of(course),
            Decision::Done(_) => Choice::Done,
        }
    }

    /// The course whose steps are ticked.
    pub fn course(self) -> Option<Course> {
        match self {
            Decision::Taken(course) => Some(course),
            Decision::Done(course) => course,
            Decision::Undecided => None,
        }
    }
}

/// What is kept of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What was decided.
    pub decision: Decision,
    /// The steps that are done, of any course, each once and in the order of their names.
    ticks: Vec<String>,
    /// What was written about it.
    pub note: String,
}

impl Record {
    /// The steps that are done, by their ids.
    pub fn ticks(&self) -> &[String] {
        &self.ticks
    }
}

/// What a person changes.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Decides about all of these at once.
    Decide {
        /// The accounts.
        names: Vec<Name>,
        /// What is decided.
        choice: Choice,
    },
    /// Says that a step is done, or is not.
    Tick {
        /// The account.
        name: Name,
        /// The id of the step.
        step: String,
        /// Whether it is done.
        is_done: bool,
    },
    /// Writes a note; what is written until [`Edit::LeaveNote`] is one change.
    Note {
        /// The account.
        name: Name,
        /// All that is written now.
        text: String,
    },
    /// The note's field was left.
    LeaveNote,
    /// Takes the last change back.
    Undo,
    /// Makes the change again that was taken back last.
    Redo,
}

/// All decisions, and the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// An account of which nothing is kept is not in it.
    records: BTreeMap<Name, Rc<Record>>,
    undo: Vec<Rc<Change>>,
    redo: Vec<Rc<Change>>,
    /// Whether the last change is a note that is still being written.
    is_writing: bool,
    last: Option<Move>,
}

/// What happened last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Made,
    Undone,
    Redone,
}

/// A change, with what puts it back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    what: What,
    /// What was there, of each account once.
    before: Vec<(Name, Option<Rc<Record>>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Decided(Choice),
    Ticked,
    Unticked,
    Noted,
}

impl Decisions {
    /// Whether nothing is kept that could be forgotten.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.undo.is_empty() && self.redo.is_empty()
    }

    /// How many accounts something is kept of.
    pub fn n_kept(&self) -> usize {
        self.records.len()
    }

    /// What is kept of all accounts, in the order of their names.
    pub(crate) fn records(&self) -> impl Iterator<Item = (&Name, &Record)> {
        self.records.iter().map(|(name, record)| (name, &**record))
    }

    /// What is kept of an account.
    pub fn record(&self, name: &str) -> Option<&Record> {
        self.records.get(name).map(Rc::as_ref)
    }

    /// What was decided about an account.
    pub fn of(&self, name: &str) -> Decision {
        self.record(name).map(|record| record.decision).unwrap_or_default()
    }

    /// Whether a step is done for an account.
    pub fn is_ticked(&self, name: &str, step: &str) -> bool {
        self.record(name)
            .is_some_and(|record| record.ticks.iter().any(|tick| tick == step))
    }

    /// Changes something; the result says whether it was a change.
    pub fn apply(&mut self, edit: Edit) -> bool {
        match edit {
            Edit::Decide { names, choice } => {
                self.make(What::Decided(choice), &names, &|record| {
                    record.decision = record.decision.after(choice);
                })
            }
            Edit::Tick { name, step, is_done } => {
                let what = if is_done { What::Ticked } else { What::Unticked };
                self.make(what, &[name], &|record| match (
                    record.ticks.binary_search(&step),
                    is_done,
                ) {
                    (Err(place), true) => record.ticks.insert(place, step.clone()),
                    (Ok(place), false) => drop(record.ticks.remove(place)),
                    (Ok(_), true) | (Err(_), false) => {}
                })
            }
            Edit::Note { name, text } => {
                self.note(name, &text);
                true
            }
            Edit::LeaveNote => {
                self.is_writing = false;
                false
            }
            Edit::Undo => {
                let Some(change) = self.undo.pop() else { return false };
                let back = self.put_back(&change);
                self.redo.push(back);
                self.last = Some(Move::Undone);
                true
            }
            Edit::Redo => {
                let Some(change) = self.redo.pop() else { return false };
                let back = self.put_back(&change);
                self.undo.push(back);
                self.last = Some(Move::Redone);
                true
            }
        }
    }

    /// What undoing would take back, in words.
    pub fn undoable(&self) -> Option<String> {
        self.undo.last().map(|change| change.in_words())
    }

    /// What redoing would make again, in words.
    pub fn redoable(&self) -> Option<String> {
        self.redo.last().map(|change| change.in_words())
    }

    /// What happened last, in words.
    pub(crate) fn last_in_words(&self) -> Option<String> {
        match self.last? {
            Move::Made => self.undoable(),
            Move::Undone => Some(format!("Undone – {}", self.redoable()?)),
            Move::Redone => Some(format!("Redone – {}", self.undoable()?)),
        }
    }

    /// Changes some accounts; those that stay as they are do not count. The result says
    /// whether there are others.
    fn make(&mut self, what: What, names: &[Name], change: &dyn Fn(&mut Record)) -> bool {
        let mut before = Vec::new();
        for name in names {
            let old = self.records.get(name).cloned();
            let mut record = old.as_deref().cloned().unwrap_or_default();
            change(&mut record);
            if old.as_deref().unwrap_or(&Record::default()) != &record {
                self.put(name, Some(Rc::new(record)));
                before.push((name.clone(), old));
            }
        }
        self.is_writing = false;
        if before.is_empty() {
            return false;
        }
        self.undo.push(Rc::new(Change { what, before }));
        self.redo.clear();
        self.last = Some(Move::Made);
        true
    }

    fn note(&mut self, name: Name, text: &str) {
        let goes_on = self.is_writing
            && self.undo.last().is_some_and(|last| last.is_note_of(&name));
        if !goes_on {
            self.make(What::Noted, &[name], &|record| text.clone_into(&mut record.note));
            self.is_writing = true;
            return;
        }
        let mut record = self.record(&name).cloned().unwrap_or_default();
        text.clone_into(&mut record.note);
        self.put(&name, Some(Rc::new(record)));
        // Who writes and deletes it again has changed nothing.
        let old = self.undo.last().and_then(|last| last.before.first());
        if old.is_some_and(|(_, old)| old.as_deref() == self.record(&name)) {
            self.undo.pop();
            self.is_writing = false;
            self.last = None;
        }
    }

    /// Puts back what a change replaced, and returns what takes that back.
    fn put_back(&mut self, change: &Change) -> Rc<Change> {
        self.is_writing = false;
        let mut before = Vec::with_capacity(change.before.len());
        for (name, old) in &change.before {
            before.push((name.clone(), self.records.get(name).cloned()));
            self.put(name, old.clone());
        }
        Rc::new(Change { what: change.what, before })
    }

    fn put(&mut self, name: &Name, record: Option<Rc<Record>>) {
        match record.filter(|record| **record != Record::default()) {
            Some(record) => drop(self.records.insert(name.clone(), record)),
            None => drop(self.records.remove(name)),
        }
    }
}

impl Change {
    fn is_note_of(&self, name: &Name) -> bool {
        self.what == What::Noted && self.before.iter().all(|(other, _)| other == name)
    }

    /// Such as “Keep: 12 accounts”.
    fn in_words(&self) -> String {
        let what = match self.what {
            What::Decided(choice) => choice.title(),
            What::Ticked => "Step ticked",
            What::Unticked => "Tick removed",
            What::Noted => "Note",
        };
        match &self.before[..] {
            [(name, _)] => format!("{what}: {name}"),
            several => {
                format!("{what}: {}", count(several.len(), "account", "accounts"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
