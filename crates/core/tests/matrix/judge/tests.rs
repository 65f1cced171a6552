//! The judge is judged: what is wrong on purpose is called wrong, unless it is said.

use super::*;
use crate::files::Style;
use crate::world::Calendar;
use reprieve_core::answer::Place;

/// An enrollment list beside a directory, and an answer that says the truth.
fn right() -> (Statement, BTreeMap<String, Account>, Vec<Written>) {
    let world = World::new(Calendar::Plain);
    let style = Style { calendar: Calendar::Plain, is_day_first: false, has_days: true };
    let kinds = [FileKind::Enrollment, FileKind::Directory];
    let files: Vec<Written> =
        kinds.map(|kind| Written::clean(kind, style, &world)).into();
    let truth = truth(&world, &files);
    let said = Statement {
        accounts: truth.clone(),
        doubts: Vec::new(),
        problems: BTreeSet::new(),
    };
    (said, truth, files)
}

/// What the judge finds once the answer is changed.
fn found(change: impl Fn(&mut Statement)) -> (bool, BTreeSet<Difference>) {
    let (mut said, truth, files) = right();
    change(&mut said);
    let verdict = judge(&said, &truth, &files);
    (verdict.differs, verdict.differences())
}

/// Somebody of whom every status, cause and place can be said otherwise.
const SOMEBODY: &str = "alovela";

fn somebody(said: &mut Statement) -> &mut Account {
    said.accounts.get_mut(SOMEBODY).expect("she is flagged")
}

#[track_caller]
fn check(change: fn(&mut Statement), difference: Difference) {
    assert_eq!(found(change), (true, BTreeSet::from([difference])));
}

#[test]
fn the_truth_is_right() {
    assert_eq!(found(|_| ()), (false, BTreeSet::new()));
    let (_, truth, _) = right();
    let statuses: BTreeSet<&str> = truth.values().map(|account| account.status).collect();
    let all = ["clear", "disabled", "expiring", "gone", "restorable"];
    assert_eq!(statuses, BTreeSet::from(all), "all of them occur");
    let places: BTreeSet<&str> = truth.values().map(|account| account.place).collect();
    let groups = Place::GROUPS.map(Place::key).into_iter().chain(["answer", "clear"]);
    assert_eq!(places, groups.collect(), "all of them occur");
}

#[test]
fn what_is_wrong_is_called_wrong() {
    check(
        |said| {
            said.accounts.remove(SOMEBODY);
        },
        Difference::Missing,
    );
    check(
        |said| {
            let account = somebody(said).clone();
            said.accounts.insert("mathematics".to_owned(), account);
        },
        Difference::Stranger,
    );
    check(|said| somebody(said).status = "clear", Difference::Status);
    check(|said| somebody(said).deprovisioned_on = None, Difference::Day);
    check(|said| somebody(said).cause = None, Difference::Cause);
    check(|said| somebody(said).place = "clear", Difference::Place);
    check(|said| somebody(said).names = vec!["Physics".to_owned()], Difference::Person);
}

#[test]
fn what_is_said_is_not_wrong() {
    let all = |said: &mut Statement| {
        let account = somebody(said);
        account.status = "undated";
        account.cause = None;
    };
    let with = |doubt: Uncertainty| {
        let (_, left) = found(|said| {
            all(said);
            said.doubts.push((Some(0), doubt.clone()));
        });
        left.into_iter().collect::<Vec<_>>()
    };
    let column_unread = |column: &str, role: &str| Uncertainty::ColumnUnread {
        column: column.to_owned(),
        role: role.to_owned(),
        used: None,
    };
    use Difference::{Cause, Status};
    assert_eq!(with(Uncertainty::RoundCount { n_rows: 16 }), [Status, Cause]);
    assert_eq!(with(Uncertainty::NoNamesMatch { n_names: 16, other: None }), []);
    let guessed = Uncertainty::KindGuessed {
        kind: "Directory",
        other: "Deleted users",
        is_called_so: false,
    };
    assert_eq!(with(guessed), []);
    assert_eq!(with(Uncertainty::AllGone { n_accounts: 16 }), [Cause]);
    assert_eq!(with(column_unread("Field 7", "affiliations")), [Status]);
    assert_eq!(with(column_unread("Expires in days", "mailbox size")), [Cause]);
    assert_eq!(with(column_unread("Home org", "department")), [Status, Cause]);
    let day = crate::world::World::new(Calendar::Plain).as_of;
    let order = |column: &str| Uncertainty::DateOrderAssumed {
        column: column.to_owned(),
        assumed: day,
        other: day,
    };
    assert_eq!(with(order("Scheduled deletion date")), [Cause]);
    assert_eq!(with(order("Created")), [Status, Cause]);
}

#[test]
fn what_is_said_of_a_row_is_said_of_it_alone() {
    let with = |code: Code, logon: &str| {
        let (_, left) = found(|said| {
            somebody(said).status = "undated";
            said.accounts.get_mut(logon).expect("somebody").problems.push(code);
        });
        left.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(with(Code::ClocksDisagree, SOMEBODY), []);
    assert_eq!(with(Code::ClocksDisagree, "aborg7"), [Difference::Status]);
    assert_eq!(with(Code::UnknownAffiliation, SOMEBODY), [Difference::Status]);
    let lost = |line_of: &str| {
        let (_, _, files) = right();
        let line = files[0].line(line_of).expect("it is listed");
        let (_, left) = found(|said| {
            said.accounts.remove(SOMEBODY);
            said.problems.insert((0, line, Code::NoLogonName));
        });
        left.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(lost(SOMEBODY), []);
    assert_eq!(lost("aborg7"), [Difference::Missing]);
}
