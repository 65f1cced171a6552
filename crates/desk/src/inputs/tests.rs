//! What becomes of files, whatever happens in whatever order.

use super::*;
use crate::action::Action;
use crate::action::tests::{
    DIRECTORY, after, arrival, failed, finished, loaded, refused, source, started, terms,
};
use crate::input::{Mark, ReadState, Terms, marks};
use crate::rules::RulesAction;
use crate::shared::Shared;
use crate::toast::{Back, Toast};
use chrono::NaiveDate;
use proptest::prelude::*;
use reprieve_core::policy::Policy;
use reprieve_core::source::{Kind, Source};
use std::collections::BTreeSet;
use std::rc::Rc;

fn ids(state: &State) -> Vec<u32> {
    state.of_files.inputs.iter().map(InputFile::id).collect()
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
    Action::Settled(vec![Outcome { id, terms, read: Err(error) }])
}

fn read_by(id: u32, terms: Terms, source: &Shared<Source>) -> Action {
    Action::Settled(vec![Outcome { id, terms, read: Ok(source.clone()) }])
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
    assert_eq!(state.held_ids(), [2, 1]);
    let number = state.lasting.toast.as_ref().unwrap().number;
    assert_eq!(state.reduce(Action::ToastClosed(number)).held_ids(), [2]);
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
    let state = state.reduce(Action::Removed { id: 1 });
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
        let (first, second) = (old.id, new.id);
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
    let same_day = Arrival { id: 3, ..near.clone() };
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
    let say = |said: &Said| Action::Said { id: 1, said: said.clone() };
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

/// Something that happens; `usize` chooses one of the inputs that are there.
#[derive(Clone, Debug)]
enum Step {
    /// Names, and when they were changed.
    Drop(Vec<(usize, u8)>),
    End(usize, End),
    Say(usize, bool),
    Remove(usize),
    Back,
    Both,
    Close,
    Rules(bool),
    Profile(bool),
    Forget,
}

/// How a reading ends, by the rules of now or by others.
#[derive(Clone, Copy, Debug)]
enum End {
    Read(usize, bool),
    Lost,
    Refused,
}

const CONTENTS: [&str; 5] =
    ["ada bo cy", "ada bo di", "ada", "xi yo zu", "Display Name,Logon Name\nAda,ada\n"];

fn step() -> impl Strategy<Value = Step> {
    let end = prop_oneof![
        6 => (0..CONTENTS.len(), any::<bool>()).prop_map(|(n, now)| End::Read(n, now)),
        1 => Just(End::Lost),
        1 => Just(End::Refused),
    ];
    prop_oneof![
        6 => proptest::collection::vec((0..2_usize, 0..2_u8), 1..4).prop_map(Step::Drop),
        12 => (0..9_usize, end).prop_map(|(which, end)| Step::End(which, end)),
        1 => (0..9_usize, any::<bool>()).prop_map(|(which, said)| Step::Say(which, said)),
        2 => (0..9_usize).prop_map(Step::Remove),
        2 => Just(Step::Back),
        2 => Just(Step::Both),
        1 => Just(Step::Close),
        1 => any::<bool>().prop_map(Step::Rules),
        1 => any::<bool>().prop_map(Step::Profile),
        1 => Just(Step::Forget),
    ]
}

/// The action of a step in a state; nothing when there is no input to choose.
fn action(step: &Step, state: &State, next_id: &mut u32) -> Option<Action> {
    let mut fresh = || {
        *next_id += 1;
        *next_id
    };
    let held: Vec<u32> = state.held_ids();
    let choose = |which: &usize| held.get(which % held.len().max(1)).copied();
    let input = |id: u32| {
        state.of_files.inputs.iter().chain(state.offered()).find(|i| i.id() == id)
    };
    Some(match step {
        Step::Drop(files) => Action::Dropped(
            files
                .iter()
                .map(|(name, changed)| Arrival {
                    changed_at: Some(f64::from(*changed)),
                    ..arrival(fresh(), ["a", "b"][*name])
                })
                .collect(),
        ),
        Step::End(which, end) => {
            let id = choose(which)?;
            let input = input(id).filter(|input| !input.is_profile)?;
            let now = input.terms(state.lasting.rules.policy());
            match end {
                End::Read(n, true) => read_by(id, now, &list(CONTENTS[*n])),
                End::Read(n, false) => read_by(id, other_rules(), &list(CONTENTS[*n])),
                End::Lost => unread(id, now, true),
                End::Refused => unread(id, now, false),
            }
        }
        Step::Say(which, is_list) => {
            let kind = is_list.then_some(Kind::Names);
            Action::Said { id: choose(which)?, said: Said { kind, ..Said::default() } }
        }
        Step::Remove(which) => Action::Removed { id: choose(which)? },
        Step::Back => Action::TakenBack,
        Step::Both => Action::BothUsed,
        Step::Close => Action::ToastClosed(state.lasting.toast.as_ref()?.number),
        Step::Rules(first) => follow(&if *first { terms() } else { other_rules() }),
        Step::Profile(true) => loaded("own.toml"),
        Step::Profile(false) => refused(fresh()),
        Step::Forget => Action::ForgotEverything,
    })
}

/// Why an input may be missing after a step; otherwise it was lost.
fn may_go(input: &InputFile, before: &State, step: &Step, after: &State) -> bool {
    let replaced = |state: &State| match &state.lasting.toast {
        Some(Toast { back: Some(Back::Replaced(replaced)), .. }) => replaced.clone(),
        _ => Vec::new(),
    };
    let is_failed = matches!(input.stage, InputStage::Failed(_));
    match step {
        Step::Forget => true,
        // As far as it can come back; to stop a reading takes nothing away that was there.
        Step::Remove(_) => input.is_reading() || after.held_ids().contains(&input.id()),
        // The way back takes what came away again.
        Step::Back => replaced(before).iter().any(|old| old.by == input.id()),
        // For a later one of its own name and kind, and with a way back.
        Step::End(..) => replaced(after).iter().any(|old| {
            let by = after.of_files.inputs.iter().find(|later| later.id() == old.by);
            let kind =
                |input: &InputFile| input.understood().map(|read| read.source.kind);
            old.input.id() == input.id()
                && by.is_some_and(|by| {
                    by.name() == input.name()
                        && by.drop > input.drop
                        && (kind(input).is_none() || kind(input) == kind(by))
                })
        }),
        // The next try.
        Step::Drop(_) | Step::Profile(false) => is_failed,
        Step::Profile(true) => is_failed && input.is_profile,
        Step::Say(..) | Step::Both | Step::Close | Step::Rules(_) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// An input goes only when it was removed by the user, or replaced, with a way back, by a
    /// later one of its own name and kind.
    #[test]
    fn nothing_is_lost(steps in proptest::collection::vec(step(), 1..60)) {
        let mut state = after([]);
        let mut next_id = 0;
        for step in steps {
            let Some(action) = action(&step, &state, &mut next_id) else { continue };
            let next = state.clone().reduce(action);
            let here: BTreeSet<u32> = ids(&next).into_iter().collect();
            prop_assert_eq!(here.len(), next.of_files.inputs.len(), "one id twice");
            let gone = state.of_files.inputs.iter().filter(|input| !here.contains(&input.id()));
            for input in gone {
                let is_right = may_go(input, &state, &step, &next);
                prop_assert!(is_right, "{:?} was lost by {step:?}", input.arrival);
            }
            // What came, what comes back, and nothing else.
            let held: BTreeSet<u32> = state.held_ids().into_iter().collect();
            let is_arrival = matches!(step, Step::Drop(_) | Step::Profile(false));
            prop_assert!(is_arrival || here.is_subset(&held), "out of nothing: {step:?}");
            state = next;
        }
    }

    /// Copies of one report, each of its own drop: the last one is left, whatever the order in
    /// which they are read.
    #[test]
    fn the_last_copy_wins(
        order in Just((1..=4).collect::<Vec<u32>>()).prop_shuffle(),
        n_read_between in 0..4_usize,
    ) {
        let mut state = after([started(9, "other"), finished(9, list("xi yo zu"))]);
        let (early, late) = order.split_at(n_read_between);
        let dropped = (1..=4).map(|n| started(10 + n, "a"));
        let ends = |n: &u32| finished(10 + n, list("ada bo cy"));
        for action in dropped.chain(early.iter().map(ends)).chain(late.iter().map(ends)) {
            state = state.reduce(action);
        }
        prop_assert_eq!(ids(&state), [9, 14]);
    }
}
