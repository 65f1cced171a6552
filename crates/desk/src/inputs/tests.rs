//! What becomes of files.

mod laws;

use super::*;
use crate::action::Action;
use crate::action::tests::{
    DIRECTORY, after, arrival, failed, finished, source, started, terms,
};
use crate::input::{Mark, ReadState, Terms, marks};
use crate::rules::RulesAction;
use crate::shared::Shared;
use chrono::NaiveDate;
use reprieve_core::policy::Policy;
use reprieve_core::source::{Kind, Source};
use std::rc::Rc;

fn ids(state: &State) -> Vec<u32> {
    state.of_files.inputs.iter().map(|input| input.id().0).collect()
}

fn said(state: &State) -> &str {
    state.lasting.toast.as_ref().map_or("", |toast| toast.text.as_str())
}

fn list(names: &str) -> Shared<Source> {
    source("list", names)
}

fn of_day(id: u32, name: &str, day: &str) -> Arrival {
    Arrival { modified: Some(day.parse::<NaiveDate>().unwrap()), ..arrival(id, name) }
}

fn other_rules() -> Terms {
    thread_local! {
        static POLICY: Shared<Policy> =
            Shared::new(Policy::built_in("example-30-14").unwrap());
    }
    Terms { policy: POLICY.with(Shared::clone), ..terms() }
}

fn follow(terms: &Terms) -> Action {
    Action::Rules(RulesAction::BuiltInChosen(terms.policy.clone()))
}

/// The file could not be read, by these terms.
fn unread(id: u32, terms: Terms, is_lost: bool) -> Action {
    let error = match is_lost {
        true => Unreadable::BrowserFailed { reason: "gone".to_owned() },
        false => Unreadable::Blank,
    };
    Action::Settled(vec![Outcome { id: InputId(id), terms, read: Err(error) }])
}

fn read_by(id: u32, terms: Terms, source: &Shared<Source>) -> Action {
    Action::Settled(vec![Outcome { id: InputId(id), terms, read: Ok(source.clone()) }])
}

#[test]
fn a_copy_of_what_is_still_read_takes_no_other_file_away() {
    let dropped = [
        started(1, "d.csv"),
        started(2, "list"),
        finished(2, list("alovel ghopper")),
        started(3, "d.csv"),
    ];
    let first = finished(1, source("d.csv", DIRECTORY));
    let second = finished(3, source("d.csv", DIRECTORY));
    let state = after(dropped);
    for ends in
        [[first, second], { [3, 1].map(|id| finished(id, source("d.csv", DIRECTORY))) }]
    {
        let state = ends.into_iter().fold(state.clone(), |state, end| state.reduce(end));
        assert_eq!(ids(&state), [3, 2]);
        assert_eq!(said(&state), "d.csv replaced the one before");
        assert_eq!(ids(&state.reduce(Action::TakenBack)), [1, 2]);
    }
}

#[test]
fn the_later_copy_ends_a_reading_of_the_same_file() {
    let same = |id| Arrival { changed_at: Some(5.0), ..arrival(id, "d.csv") };
    let dropped = || [Action::Dropped(vec![same(1)]), Action::Dropped(vec![same(2)])];
    let state = after(dropped()).reduce(finished(2, source("d.csv", DIRECTORY)));
    assert_eq!(ids(&state), [2]);
    // Until the message goes, it can come back.
    assert_eq!(state.held_ids(), [2, 1].map(InputId));
    let number = state.lasting.toast.as_ref().unwrap().number;
    assert_eq!(state.reduce(Action::ToastClosed(number)).held_ids(), [InputId(2)]);
    // A later one that cannot be read ends nothing.
    assert_eq!(ids(&after(dropped()).reduce(failed(2))), [1, 2]);
    // Another file of that name may be another report.
    let other = Arrival { n_bytes: 8, ..same(2) };
    let dropped = [Action::Dropped(vec![same(1)]), Action::Dropped(vec![other])];
    let state = after(dropped).reduce(finished(2, source("d.csv", DIRECTORY)));
    assert_eq!(ids(&state), [1, 2]);
}

#[track_caller]
fn check_same(old: &str, new: &str, expected: bool) {
    let state = after([
        started(1, "list"),
        finished(1, list(old)),
        started(2, "list"),
        finished(2, list(new)),
    ]);
    assert_eq!(ids(&state), if expected { vec![2] } else { vec![1, 2] });
}

#[test]
fn files_that_share_few_names_are_both_kept() {
    check_same("alovel", "alovel", true);
    check_same("alovel", "ghopper", false);
    check_same("alovel", "alovel ghopper bliskov", true);
    check_same("alovel", "alovel ghopper bliskov cdarwin", false);
    check_same("alovel ghopper bliskov cdarwin", "alovel", false);
    check_same("alovel ghopper", "ghopper bliskov", true);
    check_same("alovel ghopper bliskov", "cdarwin mcurie enoether", false);
    let many: Vec<String> = (0..30_000).map(|n| format!("user{n}")).collect();
    let (first, most) = (many[..5_000].join("\n"), many[5_000..].join("\n"));
    check_same(&many.join("\n"), &most, true);
    check_same(&many.join("\n"), &first, false);
}

#[test]
fn an_empty_report_is_replaced_and_replaces_nothing() {
    let rows = "PennKey\tScheduled deletion date\n";
    let some = format!("{rows}alovel\t12/2/2026\n");
    let [none, some] = [rows, &some].map(|text| source("e.tsv", text));
    let ends = |first: &Shared<Source>, second: &Shared<Source>| {
        let [first, second] = [first, second].map(Shared::clone);
        ids(&after([
            started(1, "e.tsv"),
            finished(1, first),
            started(2, "e.tsv"),
            finished(2, second),
        ]))
    };
    assert_eq!(ends(&none, &some), [2]);
    assert_eq!(ends(&none, &none), [2]);
    assert_eq!(ends(&some, &none), [1, 2]);
}

#[test]
fn what_came_in_one_drop_is_kept_and_told_apart() {
    let days = ["2026-11-16", "2026-11-18"].map(|day| day.parse::<NaiveDate>().unwrap());
    let drop = |day| {
        let pair = vec![of_day(1, "list", "2026-11-16"), of_day(2, "list", day)];
        [Action::Dropped(pair), finished(2, list("alovel")), finished(1, list("alovel"))]
    };
    let state = after(drop("2026-11-18"));
    assert_eq!(ids(&state), [1, 2]);
    assert_eq!(state.lasting.toast, None);
    assert_eq!(marks(&state.of_files.inputs), days.map(Mark::Day).map(Some));
    // On one day the day tells nothing.
    let state = after(drop("2026-11-16"));
    let numbers = [Mark::Number(1, 2), Mark::Number(2, 2)];
    assert_eq!(marks(&state.of_files.inputs), numbers.map(Some));
    let state = state.reduce(Action::Removed { id: InputId(1) });
    assert_eq!(marks(&state.of_files.inputs), [None]);
}

/// A drop of two reports, and the same of a day later.
fn newer_copies() -> Rc<State> {
    let pair = |id, day| vec![of_day(id, "a.csv", day), of_day(id + 1, "b.csv", day)];
    let (a, b) = (|| list("alovel ghopper"), || list("bliskov cdarwin"));
    after([
        Action::Dropped(pair(1, "2025-11-30")),
        finished(1, a()),
        finished(2, b()),
        Action::Dropped(pair(3, "2026-11-18")),
        finished(3, a()),
        finished(4, b()),
    ])
}

#[test]
fn all_that_one_drop_replaced_comes_back_together() {
    let state = newer_copies();
    assert_eq!(ids(&state), [3, 4]);
    assert_eq!(said(&state), "a.csv and b.csv replaced older ones");
    assert!(state.can_take_back());
    let back = state.clone().reduce(Action::TakenBack);
    assert_eq!(ids(&back), [1, 2]);
    assert_eq!(said(&back), "Back again: a.csv and b.csv");
    let both = state.clone().reduce(Action::BothUsed);
    assert_eq!(ids(&both), [1, 3, 2, 4]);
    assert_eq!(both.contributions().len(), 4);
    assert_eq!(said(&both), "All are used: a.csv and b.csv");
    assert!(!both.can_take_back());
    // Nothing else is used twice.
    assert!(Rc::ptr_eq(&back, &back.clone().reduce(Action::BothUsed)));
}

#[test]
fn a_replaced_file_is_told_by_its_day() {
    let replaced = |old: Arrival, new: Arrival| {
        let (first, second) = (old.id.0, new.id.0);
        let dropped = [
            Action::Dropped(vec![old]),
            finished(first, list("alovel")),
            Action::Dropped(vec![new]),
            finished(second, list("alovel")),
        ];
        said(&after(dropped)).to_owned()
    };
    let near = of_day(1, "a", "2026-10-30");
    let far = of_day(2, "a", "2025-11-30");
    assert_eq!(replaced(near.clone(), arrival(3, "a")), "a replaced the one of 30 Oct");
    assert_eq!(replaced(far, arrival(3, "a")), "a replaced the one of 30 Nov 2025");
    let same_day = Arrival { id: InputId(3), ..near.clone() };
    assert_eq!(replaced(near, same_day), "a replaced the one before");
    assert_eq!(replaced(arrival(1, "a"), arrival(3, "a")), "a replaced the one before");
}

#[test]
fn of_three_copies_the_second_comes_back() {
    let copies = (1..=3).flat_map(|id| [started(id, "a"), finished(id, list("alovel"))]);
    let state = after(copies);
    assert_eq!(ids(&state), [3]);
    assert_eq!(ids(&state.reduce(Action::TakenBack)), [2]);
}

#[test]
fn a_later_copy_replaces_both_that_were_kept() {
    let state = after([
        started(1, "a"),
        finished(1, list("alovel")),
        started(2, "a"),
        finished(2, list("alovel")),
        Action::BothUsed,
        started(3, "b"),
        started(4, "a"),
        finished(4, list("alovel")),
    ]);
    assert_eq!(ids(&state), [4, 3]);
    assert_eq!(said(&state), "a replaced 2 older ones");
    assert_eq!(
        state.lasting.toast.as_ref().unwrap().back.as_ref().unwrap().both(),
        Some("Use all")
    );
    assert_eq!(ids(&state.reduce(Action::TakenBack)), [1, 2, 3]);
}

/// What the first file says for the answer.
fn says(state: &State) -> Option<&Shared<Source>> {
    state.of_files.inputs[0].source(state.lasting.rules.policy())
}

fn is_due(state: &State) -> bool {
    state.of_files.inputs[0].is_due(state.lasting.rules.policy())
}

#[test]
fn a_file_that_is_lost_still_counts_as_it_was_read() {
    let read = source("d.csv", DIRECTORY);
    let state = after([started(1, "d.csv"), finished(1, read.clone())]);
    assert!(!is_due(&state));
    let state = state.reduce(follow(&other_rules()));
    assert!(is_due(&state));
    assert_eq!(says(&state), Some(&read));
    let state = state.reduce(unread(1, other_rules(), true));
    assert!(!is_due(&state));
    assert_eq!(says(&state), Some(&read));
    let read_state = state.of_files.inputs[0].read_state(state.lasting.rules.policy());
    assert!(matches!(read_state, ReadState::Outlived(..)));
    // Going back needs no file, and shows no failure; that it is tried again changes nothing.
    let state = state.reduce(follow(&terms()));
    assert!(!is_due(&state));
    for state in [state.clone(), state.reduce(unread(1, terms(), true))] {
        assert_eq!(
            state.of_files.inputs[0].read_state(state.lasting.rules.policy()),
            ReadState::Read(&read)
        );
    }
}

#[test]
fn what_other_rules_cannot_read_is_back_with_the_rules_before() {
    let read = source("d.csv", DIRECTORY);
    let state = after([
        started(1, "d.csv"),
        finished(1, read.clone()),
        follow(&other_rules()),
        unread(1, other_rules(), false),
    ]);
    // By these rules it says nothing, whatever it said before.
    assert_eq!(says(&state), None);
    let read_state = state.of_files.inputs[0].read_state(state.lasting.rules.policy());
    assert!(matches!(read_state, ReadState::Failed(_, Some(_))));
    let state = state.reduce(follow(&terms()));
    assert_eq!((says(&state), is_due(&state)), (Some(&read), false));
}

#[test]
fn a_correction_that_fails_leaves_what_was_read() {
    let read = source("d.csv", DIRECTORY);
    let names = Said { kind: Some(Kind::Names), ..Said::default() };
    let say = |said: &Said| Action::Said { id: InputId(1), said: said.clone() };
    let as_said = Terms { said: names.clone(), ..terms() };
    let read_it = [started(1, "d.csv"), finished(1, read.clone())];
    let state = after(read_it).reduce(say(&names));
    assert_eq!((says(&state), is_due(&state)), (Some(&read), true));
    let lost = state.clone().reduce(unread(1, as_said.clone(), true));
    assert_eq!((says(&lost), lost.of_files.inputs[0].said == names), (Some(&read), true));
    let wrong = state.clone().reduce(unread(1, as_said.clone(), false));
    assert_eq!(says(&wrong), None);
    for state in [lost, wrong, state.clone()] {
        let back = state.reduce(say(&Said::default()));
        assert_eq!((says(&back), is_due(&back)), (Some(&read), false));
        // What was said before is not what is said now.
        let other = list("bo");
        let late = back.clone().reduce(read_by(1, as_said.clone(), &other));
        assert_eq!(says(&late), Some(&read));
    }
}

#[test]
fn what_was_read_by_rules_of_before_is_better_than_nothing() {
    let read = source("d.csv", DIRECTORY);
    let state = after([started(1, "d.csv"), follow(&other_rules())]);
    let state = state.reduce(finished(1, read.clone()));
    assert_eq!((says(&state), is_due(&state)), (Some(&read), true));
    let state = state.reduce(unread(1, other_rules(), true));
    assert_eq!((says(&state), is_due(&state)), (Some(&read), false));
}

#[test]
fn files_of_one_name_both_stay_when_other_rules_read_them_alike() {
    let state = after([
        started(1, "a"),
        finished(1, source("a", DIRECTORY)),
        started(2, "a"),
        finished(2, list("alovel")),
        follow(&other_rules()),
        read_by(2, other_rules(), &source("a", DIRECTORY)),
    ]);
    assert_eq!(state.contributions().len(), 2);
}
