//! The rules as data: how long an account lives on, which affiliations count, what the
//! columns are called.
//!
//! A profile is a TOML file; the built-in ones stand in `profiles/`. No number, code or
//! tool name of the rules appears in Rust code.

mod profile;

use crate::source::Role;
use crate::table::{KnownNames, spellings};
use chrono::{Datelike, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// The profile that is used when nobody asks for another.
pub const DEFAULT: &str = "penno365-cloud-control";

const BUILT_IN: [(&str, &str); 1] =
    [(DEFAULT, include_str!("profiles/penno365-cloud-control.toml"))];

/// Why a profile cannot be used, with its line where one is to blame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    message: String,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PolicyError {}

/// When an affiliation makes a person eligible for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eligible {
    /// As long as it is active.
    Always,
    /// Only when the person is emeritus.
    IfEmeritus,
    /// Once it did, no more.
    NoLonger,
}

/// One kind of bond between a person and the institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// What the code stands for.
    pub name: String,
    /// Whether it makes eligible.
    pub eligible: Eligible,
    /// Whether somebody must enter a sponsor by hand before there is a mailbox.
    pub needs_override: bool,
}

/// The numbers of the clock, all in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// From the end of the last eligible affiliation to deprovisioning.
    pub grace_days: u16,
    /// From disabling to deprovisioning.
    pub disable_lead_days: u16,
    /// From deprovisioning to the last day on which the contents come back, inclusive.
    pub restore_days: u16,
    /// How near the last day to act must be to count as soon.
    pub soon_days: u16,
    /// How old a report may be.
    pub stale_report_days: u16,
}

/// One step of the way to the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is done.
    pub title: String,
    /// How, with the names of the tools.
    pub text: String,
}

/// What this institution calls things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// The report that lists who has a mailbox.
    pub directory_report: String,
    /// The list of those who are expiring.
    pub enrollment_list: String,
    /// What to do with the list of logon names.
    pub paste_names: String,
}

/// Where a column is by default, from 0.
pub type Positions = BTreeMap<Role, usize>;

/// A profile that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its short name.
    pub name: String,
    /// What to show.
    pub title: String,
    /// Whose rules these are.
    pub institution: String,
    /// As of when.
    pub date: NaiveDate,
    /// Where they are written.
    pub sources: Vec<String>,
    /// The numbers.
    pub clock: Clock,
    /// The way to the files.
    pub steps: Vec<Step>,
    /// What things are called.
    pub texts: Texts,
    /// Default places of columns in an enrollment table.
    pub enrollment_positions: Positions,
    /// Default places of columns in a flagged report.
    pub flagged_positions: Positions,
    /// Never empty, so that there always is a working day before any other.
    working_days: Vec<Weekday>,
    holidays: BTreeSet<NaiveDate>,
    affiliations: BTreeMap<String, Affiliation>,
    columns: BTreeMap<Role, Vec<String>>,
    /// From a spelling of a header to its role and its rank among the role's names.
    by_spelling: HashMap<String, (Role, usize)>,
}

impl Policy {
    /// A profile that comes with the program.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn built_in(name: &str) -> Result<Policy, PolicyError> {
        match BUILT_IN.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => Policy::from_toml(text),
            None => {
                let known: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
                let message = format!(
                    "There is no policy “{name}”; built in: {}.",
                    known.join(", ")
                );
                Err(PolicyError { message })
            }
        }
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// When it is no TOML, has an unknown key, or a value that makes no sense; the message
    /// names the line.
    pub fn from_toml(text: &str) -> Result<Policy, PolicyError> {
        profile::read(text)
    }

    /// What a code stands for; codes are upper case.
    pub fn affiliation(&self, code: &str) -> Option<&Affiliation> {
        self.affiliations.get(code)
    }

    /// The role of a column of this name, and how well it fits (0 is best).
    pub fn role_of(&self, header: &str) -> Option<(Role, usize)> {
        spellings(header)
            .iter()
            .find_map(|spelling| self.by_spelling.get(spelling))
            .copied()
    }

    /// Whether a column of this name can have a role, even if it more often has another.
    pub fn can_be(&self, header: &str, role: Role) -> bool {
        let header = spellings(header);
        let names = self.columns.get(&role).into_iter().flatten();
        names
            .map(|name| spellings(name))
            .any(|name| name.iter().zip(&header).any(|(name, header)| name == header))
    }

    /// Whether the key of a logon name is also a name of the column of logon names.
    pub(crate) fn is_header_word(&self, key: &str) -> bool {
        matches!(self.by_spelling.get(key), Some((Role::LogonName, _)))
    }

    /// The names of columns that are known.
    pub fn known_names(&self) -> KnownNames {
        let names =
            |role| self.columns.get(&role).into_iter().flatten().map(String::as_str);
        KnownNames::new(self.known_headers(), names(Role::LogonName))
    }

    /// All headers that are known.
    fn known_headers(&self) -> impl Iterator<Item = &str> {
        self.columns.values().flatten().map(String::as_str)
    }

    /// Whether people are at work on a day.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        self.working_days.contains(&day.weekday()) && !self.holidays.contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_profile_is_sound() {
        let policy = Policy::built_in(DEFAULT).unwrap();
        assert_eq!(policy.name, DEFAULT);
        assert_eq!(policy.role_of("logon_name").unwrap().0, Role::LogonName);
        assert_eq!(policy.role_of("NAME, LOGON").unwrap().0, Role::LogonName);
        assert_eq!(policy.role_of("Expires in (days)").unwrap().0, Role::ExpiresIn);
        assert_eq!(policy.role_of("Column 1"), None);
        assert_eq!(policy.role_of("Deletion date").unwrap().0, Role::ScheduledDeletion);
        assert!(policy.can_be("deletion DATE", Role::DeletedOn));
        assert!(!policy.can_be("Scheduled deletion date", Role::DeletedOn));
        assert!(!policy.can_be("", Role::DeletedOn));
        assert_eq!(policy.affiliation("ERF").unwrap().eligible, Eligible::IfEmeritus);
        assert_eq!(policy.flagged_positions[&Role::ScheduledDeletion], 22);
    }

    #[test]
    fn an_unknown_profile_is_named() {
        let error = Policy::built_in("nowhere").unwrap_err().to_string();
        assert!(error.contains("nowhere") && error.contains(DEFAULT), "{error}");
    }

    #[track_caller]
    fn refused(from: &str, to: &str, words: &[&str]) {
        let text = BUILT_IN[0].1;
        assert!(text.contains(from), "{from}");
        let error =
            Policy::from_toml(&text.replacen(from, to, 1)).unwrap_err().to_string();
        for word in words {
            assert!(error.contains(word), "{word}: {error}");
        }
    }

    #[test]
    fn a_broken_profile_is_refused_with_its_line() {
        refused("grace_days = 60", "grace_days = \"x\"", &["line 14", "grace_days"]);
        refused("grace_days = 60", "grace_days = -1", &["line 14", "grace_days"]);
        refused("grace_days = 60", "grace_dais = 60", &["line 14", "grace_dais"]);
        refused(
            "disable_lead_days = 1",
            "disable_lead_days = 99",
            &["disable_lead_days"],
        );
        refused("holidays = []", "holidays = [\"2026-13-01\"]", &["2026-13-01"]);
        refused("[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]", "[]", &["working_days"]);
        refused("\"mon\"", "\"moon\"", &["moon"]);
        refused("expires_in = \"O\"", "expires_in = \"15\"", &["15"]);
        refused("code = \"FAC\"", "code = \"STAF\"", &["STAF", "twice"]);
        refused("\"Dept\",", "\"Logon name\",", &["Logon name", "department"]);
    }
}
