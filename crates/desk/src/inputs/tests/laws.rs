//! What becomes of files, whatever happens in whatever order.

use super::*;
use crate::action::tests::{loaded, refused};
use crate::toast::{Back, Toast};
use proptest::prelude::*;
use std::collections::BTreeSet;

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
    let held = state.held_ids();
    let choose = |which: &usize| held.get(which % held.len().max(1)).copied();
    let input = |id: InputId| {
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
                End::Read(n, true) => read_by(id.0, now, &list(CONTENTS[*n])),
                End::Read(n, false) => read_by(id.0, other_rules(), &list(CONTENTS[*n])),
                End::Lost => unread(id.0, now, true),
                End::Refused => unread(id.0, now, false),
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
            let gone = state.of_files.inputs.iter().filter(|input| !here.contains(&input.id().0));
            for input in gone {
                let is_right = may_go(input, &state, &step, &next);
                prop_assert!(is_right, "{:?} was lost by {step:?}", input.arrival);
            }
            // What came, what comes back, and nothing else.
            let held: BTreeSet<u32> = state.held_ids().into_iter().map(|id| id.0).collect();
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
