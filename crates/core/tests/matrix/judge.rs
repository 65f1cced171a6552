//! Whether an answer is right, and if not, whether it says so.
//!
//! **The rule.** The truth is the generator's: it knows who is in which file, and works out
//! statuses, causes and places by itself. An answer is *wrong* when an account differs from the
//! truth (it is missing, nobody's, or has another status, day, cause, place or person's name)
//! and nothing says so. What counts as said, for which difference:
//!
//! | what is said | for |
//! |---|---|
//! | the file is refused | everything |
//! | `kind-guessed` of the damaged file | everything |
//! | `no-names-match`, `few-names-match` | everything: these names are not the people |
//! | `all-gone` | status, day, place |
//! | `column-unread` that names the column in which the truth stands, or its role | what that column tells |
//! | `date-order-assumed` that names the column in which the truth stands | status, day, place |
//! | on the account: `clocks-disagree`, `date-unreadable`, `dates-mixed`, `report-date-assumed` | status, day, place |
//! | on the account: `unknown-affiliation` | cause |
//! | on the account's line in a file: `no-logon-name`, `footer`, `header-again` | everything of this account |
//!
//! Nothing else counts: no reason on the card of a source, no general notice, no doubt of
//! another column. A person's name that is empty or only a part of the true one is visible as
//! such, and is not wrong.

use crate::files::FileKind;
use crate::files::{Field, Written};
use crate::world::{Fate, Person, World, status, status_once_deleted};
use chrono::NaiveDate;
use reprieve_core::answer::{Answer, Row};
use reprieve_core::problem::{Code, Uncertainty};
use std::collections::{BTreeMap, BTreeSet};

/// What is different from the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// Somebody is in no part of the answer.
    Missing,
    /// Somebody is in the answer who does not exist, or is in none of the files.
    Stranger,
    Status,
    Day,
    Cause,
    Place,
    /// What the person is called.
    Person,
}

/// An account as it is, or as the answer has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) place: &'static str,
    pub(crate) status: &'static str,
    pub(crate) deprovisioned_on: Option<NaiveDate>,
    pub(crate) cause: Option<&'static str>,
    /// The forms in which the person may be called.
    pub(crate) names: Vec<String>,
    /// What is wrong with it.
    pub(crate) problems: Vec<Code>,
}

/// What an answer says, in the words of the judge.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) accounts: BTreeMap<String, Account>,
    /// The doubts, each with the place of its file.
    pub(crate) doubts: Vec<(Option<usize>, Uncertainty)>,
    /// Problems of lines, by the place of their file.
    pub(crate) problems: BTreeSet<(usize, u32, Code)>,
}

/// Something that is different and not said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) difference: Difference,
    /// The account, and what it should be and is.
    pub(crate) shown: String,
}

/// What the judge finds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdict {
    /// Whether anything is different, said or not.
    pub(crate) differs: bool,
    /// What is different and not said.
    pub(crate) faults: Vec<Fault>,
}

impl Verdict {
    /// What is different and not said, each once.
    pub(crate) fn differences(&self) -> BTreeSet<Difference> {
        self.faults.iter().map(|fault| fault.difference).collect()
    }
}

impl Statement {
    pub(crate) fn of(answer: &Answer) -> Statement {
        let clear: Vec<Row> = answer.clear().collect();
        let rows = answer.flagged().iter().chain(&clear);
        let accounts = rows.map(|row| {
            let account = Account {
                place: row.place.key(),
                status: row.standing().status().as_str(),
                deprovisioned_on: row.milestones().map(|days| days.deprovisioned_on),
                cause: row.cause.map(|cause| cause.as_str()),
                names: vec![answer.display_name(row).into_owned()],
                problems: row.problems.clone(),
            };
            (answer.logon_name(row).to_owned(), account)
        });
        let problems = answer.sources().iter().enumerate().flat_map(|(at, source)| {
            let of_lines = source.problems.iter();
            of_lines.filter_map(move |problem| Some((at, problem.line?, problem.code())))
        });
        Statement {
            accounts: accounts.collect(),
            doubts: answer.doubts().iter().map(|d| (d.source, d.what.clone())).collect(),
            problems: problems.collect(),
        }
    }
}

/// What is true, by logon name.
pub(crate) fn truth(world: &World, files: &[Written]) -> BTreeMap<String, Account> {
    let people = world.people.iter();
    let known =
        people.filter_map(|person| Some((person, account(person, world, files)?)));
    known.map(|(person, account)| (person.logon.clone(), account)).collect()
}

/// An account, if any of the files has it.
fn account(person: &Person, world: &World, files: &[Written]) -> Option<Account> {
    let of = |fits: &dyn Fn(FileKind) -> bool| files.iter().find(|file| fits(file.kind));
    let has_directory = of(&|kind| kind == FileKind::Directory).is_some();
    let is_listed = |file: &Written| file.logons.contains(&person.logon);
    let list = of(&|kind| kind != FileKind::Directory && !kind.is_deleted());
    let in_directory = has_directory && person.in_directory;
    let mut account = Account {
        place: "clear",
        status: "clear",
        deprovisioned_on: None,
        cause: None,
        names: vec![person.last_first(), person.first_last()],
        problems: Vec::new(),
    };
    match person.fate {
        Fate::Deleted(date) if of(&FileKind::is_deleted).is_some_and(is_listed) => {
            account.place = "answer";
            account.status = status_once_deleted(date, world.as_of);
            account.deprovisioned_on = Some(date);
        }
        Fate::Flagged(date) if list.is_some_and(is_listed) => {
            let kind = list.expect("just seen").kind;
            account.status = "undated";
            if kind.has_schedule() {
                account.status = status(date, world.as_of);
                account.deprovisioned_on = Some(date);
                account.cause = Some(person.cause());
            }
            // The report has nobody without a mailbox.
            let has_mailbox = kind != FileKind::Enrollment || person.has_mailbox;
            account.place = match (has_directory, in_directory, account.status) {
                (true, true, _) => "answer",
                (true, false, "restorable") => "perhaps_yours",
                (true, false, "gone") => "no_mailbox",
                _ if !has_mailbox => "no_mailbox",
                (true, false, _) => "not_in_directory",
                (false, ..) => "answer",
            };
        }
        _ if in_directory => {}
        _ => return None,
    }
    Some(account)
}

/// Compares what is said with what is true. The damaged file is the first.
pub(crate) fn judge(
    said: &Statement,
    truth: &BTreeMap<String, Account>,
    files: &[Written],
) -> Verdict {
    let mut verdict = Verdict::default();
    let mut differs = |difference, logon: &str, expected: &str, found: &str| {
        verdict.differs = true;
        if !is_said(said, files, difference, logon) {
            let shown = format!("{logon}: {difference:?} {found}, truly {expected}");
            verdict.faults.push(Fault { difference, shown });
        }
    };
    for (logon, account) in truth {
        let Some(found) = said.accounts.get(logon) else {
            differs(Difference::Missing, logon, account.status, "nowhere");
            continue;
        };
        let day = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |d| d.to_string());
        let (d, found_d) = (day(account.deprovisioned_on), day(found.deprovisioned_on));
        let (cause, found_cause) =
            (account.cause.unwrap_or("-"), found.cause.unwrap_or("-"));
        let is_name = |name: &String| {
            name.is_empty()
                || account.names.contains(name)
                || account.names.iter().any(|true_name| {
                    true_name.split(' ').any(|part| part.trim_end_matches(',') == name)
                })
        };
        let name = &found.names[0];
        for (difference, is_right, expected, found) in [
            (
                Difference::Status,
                account.status == found.status,
                account.status,
                found.status,
            ),
            (Difference::Day, d == found_d, &*d, &*found_d),
            (Difference::Cause, cause == found_cause, cause, found_cause),
            (Difference::Place, account.place == found.place, account.place, found.place),
            (Difference::Person, is_name(name), &*account.names[0], &**name),
        ] {
            if !is_right {
                differs(difference, logon, expected, found);
            }
        }
    }
    for (logon, found) in &said.accounts {
        if !truth.contains_key(logon) {
            differs(Difference::Stranger, logon, "nobody", found.place);
        }
    }
    verdict
}

/// Whether something says that an account is not to be relied on in this.
fn is_said(
    said: &Statement,
    files: &[Written],
    difference: Difference,
    logon: &str,
) -> bool {
    let is_of_days =
        matches!(difference, Difference::Status | Difference::Day | Difference::Place);
    let (roles, fields) = told_by(difference);
    let by_doubt = said.doubts.iter().any(|(source, what)| match what {
        Uncertainty::KindGuessed { .. } => *source == Some(0),
        Uncertainty::NoNamesMatch { .. } | Uncertainty::FewNamesMatch { .. } => true,
        Uncertainty::AllGone { .. } => is_of_days,
        Uncertainty::ColumnUnread { column, role, .. } => {
            roles.contains(&role.as_str()) || is_column(files, *source, column, fields)
        }
        Uncertainty::DateOrderAssumed { column, .. } => {
            is_of_days
                && is_column(files, *source, column, &[Field::Scheduled, Field::Deleted])
        }
        _ => false,
    });
    let of_account: &[Code] = match difference {
        Difference::Status | Difference::Day | Difference::Place => &[
            Code::ClocksDisagree,
            Code::DateUnreadable,
            Code::DatesMixed,
            Code::ReportDateAssumed,
        ],
        Difference::Cause => &[Code::UnknownAffiliation],
        Difference::Missing | Difference::Stranger | Difference::Person => &[],
    };
    let problems = said.accounts.get(logon).map(|account| account.problems.as_slice());
    let by_problem =
        problems.unwrap_or_default().iter().any(|code| of_account.contains(code));
    let of_line = [Code::NoLogonName, Code::Footer, Code::HeaderAgain];
    let by_line = files.iter().enumerate().any(|(at, file)| {
        let is_told =
            |line| of_line.iter().any(|code| said.problems.contains(&(at, line, *code)));
        file.line(logon).is_some_and(is_told)
    });
    by_doubt || by_problem || by_line
}

/// The roles, as the doubts call them, and the columns that tell it.
fn told_by(difference: Difference) -> (&'static [&'static str], &'static [Field]) {
    const DATES: &[&str] =
        &["scheduled deletion", "expires in", "affiliation end", "deleted on"];
    match difference {
        Difference::Missing | Difference::Stranger => (&["logon name"], &[Field::Logon]),
        Difference::Status | Difference::Day => {
            (DATES, &[Field::Scheduled, Field::Days, Field::Deleted])
        }
        Difference::Place => (
            &[
                "scheduled deletion",
                "expires in",
                "affiliation end",
                "deleted on",
                "has mailbox",
            ],
            &[Field::Scheduled, Field::Days, Field::Deleted, Field::HasMailbox],
        ),
        Difference::Cause => (&["affiliations"], &[Field::Affiliations]),
        Difference::Person => (
            &["display name", "first name", "last name"],
            &[Field::Person, Field::First, Field::Last],
        ),
    }
}

/// Whether a column of a file, as a doubt calls it, holds one of these.
fn is_column(
    files: &[Written],
    source: Option<usize>,
    column: &str,
    fields: &[Field],
) -> bool {
    let Some(file) = source.map(|source| &files[source]) else { return false };
    let letter = |at: usize| char::from(b'A' + at as u8);
    file.columns.iter().enumerate().any(|(at, (field, _))| {
        let name = file.header.as_ref().map_or("", |header| header[at].trim());
        fields.contains(field)
            && (!name.is_empty() && column == name
                || column.ends_with(&format!("column {}", letter(at)))
                || column.ends_with(&format!("column {})", letter(at))))
    })
}

#[cfg(test)]
mod tests;
