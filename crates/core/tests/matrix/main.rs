//! No answer is wrong in silence, whatever becomes of the names of two columns.
//!
//! A small world of people whose end is known ([`world`]) is written as every kind of file
//! ([`files`]), with the headers of every pair of columns that mean something swapped, unknown,
//! decorated, misspelled or missing ([`mutation`]), and with no header at all; in both orders of
//! day and month, with and without days over 12; with and without the number of days; with and
//! without a directory beside a list, or a list beside a directory ([`case`]). Core reads it,
//! and the judge compares ([`judge`], where the rule stands by which an answer is wrong). What
//! is wrong and cannot be mended stands in [`known`], with the reason. Decoration and one wrong
//! letter are forgiven: there the answer is right wherever it is for the whole file.

mod case;
mod files;
mod judge;
mod known;
mod mutation;
mod world;

use case::{Case, Trial};
use files::{FileKind, Style};
use judge::{Difference, Statement, Verdict, judge, truth};
use known::KNOWN;
use mutation::Mutation;
use std::collections::{BTreeMap, BTreeSet};
use world::{Calendar, World};

/// What core makes of a case; `None` when it refuses the file.
fn verdict(trial: &mut Trial, case: &Case) -> Option<Verdict> {
    let tried = trial.run(case);
    let answer = tried.answer.ok()?;
    let truth = truth(&trial.world, &tried.files);
    Some(judge(&Statement::of(&answer), &truth, &tried.files))
}

/// How many cases of a mutation ended how.
#[derive(Debug, Default)]
struct Tally {
    n_right: usize,
    n_different_and_said: usize,
    n_refused: usize,
    n_known: usize,
    n_wrong: usize,
}

/// How the cases of a kind of file end.
#[derive(Default)]
struct Outcome {
    tallies: BTreeMap<Mutation, Tally>,
    wrong: BTreeMap<(Mutation, BTreeSet<Difference>), Vec<Case>>,
    /// Those that are known to be wrong, and are not.
    mended: Vec<Case>,
    /// Settings in which even the whole file is not read as it is meant.
    unclear: BTreeSet<(Style, bool)>,
    /// Those in which decoration or a letter makes a difference.
    unforgiven: Vec<Case>,
}

impl Outcome {
    fn take(&mut self, case: &Case, verdict: Option<&Verdict>) {
        let differences = verdict.map(Verdict::differences).unwrap_or_default();
        let is_right = verdict.is_some_and(|verdict| !verdict.differs);
        let setting = (case.style, case.has_other);
        match case.mutation {
            Mutation::Clean if !is_right => {
                self.unclear.insert(setting);
            }
            Mutation::Decorated | Mutation::Misspelled
                if !is_right && !self.unclear.contains(&setting) =>
            {
                self.unforgiven.push(*case);
            }
            _ => {}
        }
        let tally = self.tallies.entry(case.mutation).or_default();
        let known = KNOWN.iter().find(|known| known.is_of(case));
        if known.is_some_and(|known| known.differences() == differences) {
            tally.n_known += 1;
        } else if known.is_some() && differences.is_empty() {
            self.mended.push(*case);
        } else if verdict.is_none() {
            tally.n_refused += 1;
        } else if is_right {
            tally.n_right += 1;
        } else if differences.is_empty() {
            tally.n_different_and_said += 1;
        } else {
            tally.n_wrong += 1;
            self.wrong.entry((case.mutation, differences)).or_default().push(*case);
        }
    }
}

/// Tries all cases of a kind of file, of which there are so many.
#[track_caller]
fn check(kind: FileKind, n_cases: usize) {
    let cases = Case::all(kind);
    let mut trials: BTreeMap<Calendar, Trial> =
        Calendar::ALL.map(|c| (c, Trial::new(World::new(c)))).into();
    let mut outcome = Outcome::default();
    for case in &cases {
        let trial = trials.get_mut(&case.style.calendar).expect("all calendars");
        outcome.take(case, verdict(trial, case).as_ref());
    }
    let Outcome { tallies, wrong, mended, unforgiven, .. } = outcome;
    let mut report = format!("{} cases of {kind:?}\n", cases.len());
    for (mutation, tally) in &tallies {
        report += &format!("{mutation:?}: {tally:?}\n");
    }
    for ((mutation, differences), cases) in &wrong {
        report += &group(*mutation, differences, cases);
    }
    assert!(wrong.is_empty(), "{report}");
    assert!(mended.is_empty(), "wrong no more, take it out of the list: {:?}", mended[0]);
    assert!(unforgiven.is_empty(), "not forgiven: {:?}", unforgiven[0]);
    assert_eq!(cases.len(), n_cases, "{report}");
}

/// The wrong cases in which the same differs, with the smallest input of the first.
fn group(
    mutation: Mutation,
    differences: &BTreeSet<Difference>,
    cases: &[Case],
) -> String {
    let pairs: BTreeSet<_> = cases.iter().map(Case::fields).collect();
    let case = &cases[0];
    let world = smallest(case, differences);
    let mut trial = Trial::new(world);
    let faults = verdict(&mut trial, case).map(|verdict| verdict.faults);
    let shown: Vec<String> =
        faults.unwrap_or_default().into_iter().map(|fault| fault.shown).collect();
    format!(
        "\n{} × {mutation:?} × {differences:?}, in {pairs:?}; such as {case:?}:\n{}\n{}\n",
        cases.len(),
        shown.join("\n"),
        case.damaged(&trial.world).text
    )
}

/// The world without everybody who is not needed to make a case wrong in the same way.
fn smallest(case: &Case, differences: &BTreeSet<Difference>) -> World {
    let mut world = World::new(case.style.calendar);
    for number in 0..world.people.len() {
        let mut smaller = world.clone();
        smaller.people.retain(|person| person.number != number);
        let verdict = verdict(&mut Trial::new(smaller.clone()), case);
        if verdict.is_some_and(|verdict| verdict.differences() == *differences) {
            world = smaller;
        }
    }
    world
}

#[test]
fn directories() {
    check(FileKind::Directory, 1_314);
}

#[test]
fn bare_lists() {
    check(FileKind::Bare, 96);
}

#[test]
fn lists_with_people() {
    check(FileKind::BareWithPeople, 96);
}

#[test]
fn enrollment_lists() {
    check(FileKind::Enrollment, 5_712);
}

#[test]
fn flagged_reports() {
    check(FileKind::Flagged, 6_756);
}

#[test]
fn deleted_users_of_entra() {
    check(FileKind::DeletedEntra, 720);
}

#[test]
fn deleted_users_of_power_shell() {
    check(FileKind::DeletedPowerShell, 1_104);
}
