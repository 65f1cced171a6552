//! Decisions, and the way there and back.

use super::*;
use proptest::prelude::*;

fn decide(names: &[&str], choice: Choice) -> Edit {
    Edit::Decide { names: names.iter().map(|name| Name::from(*name)).collect(), choice }
}

fn tick(name: &str, step: &str, is_done: bool) -> Edit {
    Edit::Tick { name: name.into(), step: step.to_owned(), is_done }
}

fn note(name: &str, text: &str) -> Edit {
    Edit::Note { name: name.into(), text: text.to_owned() }
}

fn after(edits: impl IntoIterator<Item = Edit>) -> Decisions {
    let mut decisions = Decisions::default();
    for edit in edits {
        decisions.apply(edit);
    }
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
    let edits = [decide(&["ada"], Choice::Keep), decide(&["ada", "bo"], Choice::Done)];
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

#[test]
fn choices_are_counted_in_the_order_of_their_list() {
    assert!(Choice::ALL.into_iter().map(|choice| choice as usize).eq(0..5));
}
