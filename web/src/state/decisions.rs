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
pub(crate) type Name = Rc<str>;

/// What a person can choose for an account; one excludes the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Keep,
    LetGo,
    Reinstate,
    Done,
    Undecided,
}

impl Choice {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Choice; 5] =
        [Choice::Keep, Choice::LetGo, Choice::Reinstate, Choice::Done, Choice::Undecided];

    /// The word on its button.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Choice::Keep => "Keep",
            Choice::LetGo => "Let go",
            Choice::Reinstate => "Reinstate",
            Choice::Done => "Done",
            Choice::Undecided => "Undecided",
        }
    }

    /// The key that chooses it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Choice::Keep => "k",
            Choice::LetGo => "l",
            Choice::Reinstate => "r",
            Choice::Done => "d",
            Choice::Undecided => "u",
        }
    }

    /// The course that it takes.
    pub(crate) fn course(self) -> Option<Course> {
        match self {
            Choice::Keep => Some(Course::Keep),
            Choice::LetGo => Some(Course::LetGo),
            Choice::Reinstate => Some(Course::Reinstate),
            Choice::Done | Choice::Undecided => None,
        }
    }

    /// The choice that takes a course.
    pub(crate) fn of(course: Course) -> Choice {
        match course {
            Course::Keep => Choice::Keep,
            Course::LetGo => Choice::LetGo,
            Course::Reinstate => Choice::Reinstate,
        }
    }
}

/// What was decided about an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Decision {
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
    pub(crate) fn choice(self) -> Choice {
        match self {
            Decision::Undecided => Choice::Undecided,
            Decision::Taken(course) => Choice::of(course),
            Decision::Done(_) => Choice::Done,
        }
    }

    /// The course whose steps are ticked.
    pub(crate) fn course(self) -> Option<Course> {
        match self {
            Decision::Taken(course) => Some(course),
            Decision::Done(course) => course,
            Decision::Undecided => None,
        }
    }
}

/// What is kept of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) decision: Decision,
    /// The steps that are done, of any course, each once and in the order of their names.
    ticks: Vec<String>,
    pub(crate) note: String,
}

/// What a person changes.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// Decides about all of these at once.
    Decide { names: Vec<Name>, choice: Choice },
    /// Says that a step is done, or is not.
    Tick { name: Name, step: String, is_done: bool },
    /// Writes a note; what is written until [`Edit::LeaveNote`] is one change.
    Note { name: Name, text: String },
    /// The note's field was left.
    LeaveNote,
    /// Takes the last change back.
    Undo,
    /// Makes the change again that was taken back last.
    Redo,
}

/// All decisions, and the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Decisions {
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
    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.undo.is_empty() && self.redo.is_empty()
    }

    /// How many accounts something is kept of.
    pub(crate) fn n_kept(&self) -> usize {
        self.records.len()
    }

    /// What is kept of an account.
    pub(crate) fn record(&self, name: &str) -> Option<&Record> {
        self.records.get(name).map(Rc::as_ref)
    }

    pub(crate) fn of(&self, name: &str) -> Decision {
        self.record(name).map(|record| record.decision).unwrap_or_default()
    }

    pub(crate) fn is_ticked(&self, name: &str, step: &str) -> bool {
        self.record(name)
            .is_some_and(|record| record.ticks.iter().any(|tick| tick == step))
    }

    pub(crate) fn apply(&mut self, edit: Edit) {
        match edit {
            Edit::Decide { names, choice } => {
                self.make(What::Decided(choice), &names, &|record| {
                    record.decision = record.decision.after(choice);
                });
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
                });
            }
            Edit::Note { name, text } => self.note(name, &text),
            Edit::LeaveNote => self.is_writing = false,
            Edit::Undo => {
                if let Some(change) = self.undo.pop() {
                    let back = self.put_back(&change);
                    self.redo.push(back);
                    self.last = Some(Move::Undone);
                }
            }
            Edit::Redo => {
                if let Some(change) = self.redo.pop() {
                    let back = self.put_back(&change);
                    self.undo.push(back);
                    self.last = Some(Move::Redone);
                }
            }
        }
    }

    /// What undoing would take back, in words.
    pub(crate) fn undoable(&self) -> Option<String> {
        self.undo.last().map(|change| change.in_words())
    }

    /// What redoing would make again, in words.
    pub(crate) fn redoable(&self) -> Option<String> {
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

    /// Changes some accounts; those that stay as they are do not count.
    fn make(&mut self, what: What, names: &[Name], change: &dyn Fn(&mut Record)) {
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
        if !before.is_empty() {
            self.undo.push(Rc::new(Change { what, before }));
            self.redo.clear();
            self.last = Some(Move::Made);
        }
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decide(names: &[&str], choice: Choice) -> Edit {
        Edit::Decide {
            names: names.iter().map(|name| Name::from(*name)).collect(),
            choice,
        }
    }

    fn tick(name: &str, step: &str, is_done: bool) -> Edit {
        Edit::Tick { name: name.into(), step: step.to_owned(), is_done }
    }

    fn note(name: &str, text: &str) -> Edit {
        Edit::Note { name: name.into(), text: text.to_owned() }
    }

    fn after(edits: impl IntoIterator<Item = Edit>) -> Decisions {
        let mut decisions = Decisions::default();
        edits.into_iter().for_each(|edit| decisions.apply(edit));
        decisions
    }

    /// Each account with its decision, its ticks and its note, and what could be undone.
    #[track_caller]
    fn check(edits: impl IntoIterator<Item = Edit>, kept: &str, n_undo: usize) {
        let decisions = after(edits);
        let lines = decisions.records.iter().map(|(name, record)| {
            let Record { decision, note, .. } = record.as_ref();
            format!("{name} {decision:?} {} {note}", record.ticks.join("+"))
        });
        assert_eq!(lines.collect::<Vec<_>>().join("; "), kept);
        assert_eq!(decisions.undo.len(), n_undo);
    }

    #[test]
    fn one_decision_excludes_the_others() {
        let edits = [decide(&["ada"], Choice::Keep), decide(&["ada"], Choice::LetGo)];
        check(edits, "ada Taken(LetGo)  ", 2);
    }

    #[test]
    fn the_ticks_of_another_course_are_kept() {
        let edits = [
            decide(&["ada"], Choice::Keep),
            tick("ada", "keep-a", true),
            decide(&["ada"], Choice::LetGo),
            tick("ada", "go-a", true),
            tick("ada", "go-a", false),
        ];
        check(edits, "ada Taken(LetGo) keep-a ", 5);
    }

    #[test]
    fn what_is_done_remembers_its_course() {
        let edits =
            [decide(&["ada"], Choice::Keep), decide(&["ada", "bo"], Choice::Done)];
        check(edits, "ada Done(Some(Keep))  ; bo Done(None)  ", 2);
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let edits = [
            decide(&["ada"], Choice::Undecided),
            tick("ada", "keep-a", false),
            decide(&[], Choice::Keep),
            decide(&["ada", "ada"], Choice::Keep),
            decide(&["ada"], Choice::Keep),
        ];
        check(edits, "ada Taken(Keep)  ", 1);
    }

    #[test]
    fn many_at_once_are_one_step() {
        let edits = [
            decide(&["ada"], Choice::Keep),
            decide(&["ada", "bo", "cy"], Choice::LetGo),
            Edit::Undo,
        ];
        check(edits, "ada Taken(Keep)  ", 1);
    }

    #[test]
    fn a_note_is_one_step_until_it_is_left() {
        let typed = ["c", "ca", "call"].map(|text| note("ada", text));
        check(typed.clone(), "ada Undecided  call", 1);
        let more = [Edit::LeaveNote, note("ada", "call her"), Edit::Undo];
        check(typed.clone().into_iter().chain(more), "ada Undecided  call", 1);
        let other = [note("bo", "b"), note("ada", "call h")];
        check(
            typed.clone().into_iter().chain(other),
            "ada Undecided  call h; bo Undecided  b",
            3,
        );
        check(typed.into_iter().chain([note("ada", "")]), "", 0);
    }

    #[test]
    fn a_note_that_came_to_nothing_leaves_the_one_before_alone() {
        let edits = [
            note("ada", "a"),
            Edit::LeaveNote,
            note("ada", "ab"),
            note("ada", "a"),
            note("ada", "ac"),
            Edit::Undo,
        ];
        check(edits, "ada Undecided  a", 1);
    }

    #[test]
    fn a_change_after_an_undo_is_the_new_end() {
        let edits = [
            decide(&["ada"], Choice::Keep),
            Edit::Undo,
            decide(&["ada"], Choice::LetGo),
            Edit::Redo,
        ];
        check(edits, "ada Taken(LetGo)  ", 1);
    }

    #[test]
    fn what_happened_is_said() {
        let mut decisions = after([decide(&["ada"], Choice::Keep)]);
        assert_eq!(decisions.last_in_words().unwrap(), "Keep: ada");
        decisions.apply(decide(&["ada", "bo"], Choice::LetGo));
        decisions.apply(Edit::Undo);
        assert_eq!(decisions.last_in_words().unwrap(), "Undone – Let go: 2 accounts");
        assert_eq!(decisions.undoable().unwrap(), "Keep: ada");
        decisions.apply(Edit::Redo);
        assert_eq!(decisions.last_in_words().unwrap(), "Redone – Let go: 2 accounts");
        assert_eq!(decisions.redoable(), None);
    }

    fn edits() -> impl Strategy<Value = Edit> {
        let names = || proptest::sample::select(vec!["ada", "bo", "cy", "di"]);
        let text = proptest::sample::select(vec!["", "a", "ab"]);
        prop_oneof![
            4 => (proptest::collection::vec(names(), 0..4), 0..Choice::ALL.len())
                .prop_map(|(names, choice)| decide(&names, Choice::ALL[choice])),
            3 => (names(), 0..3_u8, any::<bool>())
                .prop_map(|(name, step, is_done)| tick(name, &step.to_string(), is_done)),
            3 => (names(), text).prop_map(|(name, text)| note(name, text)),
            1 => Just(Edit::LeaveNote),
            1 => Just(Edit::Undo),
            1 => Just(Edit::Redo),
        ]
    }

    proptest! {
        /// All undos lead to the beginning, and all redos back to the end, by the same way.
        #[test]
        fn there_and_back(edits in proptest::collection::vec(edits(), 0..40)) {
            let mut decisions = after(edits);
            while decisions.redoable().is_some() {
                decisions.apply(Edit::Redo);
            }
            let mut way = vec![decisions.records.clone()];
            while decisions.undoable().is_some() {
                decisions.apply(Edit::Undo);
                way.push(decisions.records.clone());
            }
            prop_assert!(decisions.records.is_empty());
            while let Some(expected) = way.pop() {
                prop_assert_eq!(&decisions.records, &expected);
                decisions.apply(Edit::Redo);
            }
            prop_assert!(decisions.redoable().is_none());
        }

        /// Nothing is kept of an account of which there is nothing to keep.
        #[test]
        fn no_record_is_empty(edits in proptest::collection::vec(edits(), 0..40)) {
            let decisions = after(edits);
            prop_assert!(decisions.records.values().all(|kept| **kept != Record::default()));
        }
    }
}
