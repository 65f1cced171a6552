//! The rules as data: how long an account lives on, which affiliations count, what the
//! columns are called, and what is said to people.
//!
//! A profile is a TOML file; the built-in ones stand in `profiles/`. No number, code or
//! tool name of the rules appears in Rust code, which `cargo xtask test` checks. A profile
//! keeps the text that it was read from, so that it is shown and saved as it was written,
//! comments and all: see [`Policy::to_toml`] and [`Policy::with`].

mod cause;
mod error;
mod guidance;
mod holiday;
mod profile;
mod read;
mod settings;
mod sniff;
mod template;
mod vendors;

pub use error::PolicyError;
pub use guidance::{CauseText, Course, Disagreement, Exception, Impossible, Step, Wait};
pub use holiday::{Holiday, NoHoliday};
pub use settings::Settings;
pub use sniff::is_profile;
pub use template::{Placeholder, Template};
pub(crate) use vendors::{
    says_deletion, says_deprovisioning, says_leaving, says_other_moment, says_permanence,
    says_plan, says_rest,
};

use crate::column_names::{KnownNames, are_similar, spellings, undecorated};
use crate::role::Role;
use crate::standing::Cause;
use crate::standing::Standing;
use crate::value::{self, DayOrder};
use chrono::{Datelike, NaiveDate, Weekday};
use guidance::{CauseTexts, words_of};
use settings::Places;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The profile that is used when nobody asks for another.
pub const DEFAULT: &str = "penno365-cloud-control";

/// The profiles that come with the program, by name.
const BUILT_IN: [(&str, &str); 3] = [
    (DEFAULT, include_str!("profiles/penno365-cloud-control.toml")),
    ("penno365-ars", include_str!("profiles/penno365-ars.toml")),
    ("example-30-14", include_str!("profiles/example-30-14.toml")),
];

/// No profile is longer; what is longer is something else.
pub const MAX_BYTES: usize = 1 << 20;

/// What is longer in a cell of affiliations may be the name of one.
const MAX_CODE_CHARS: usize = 4;

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

/// Where an affiliation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnteredBy {
    /// It follows from the payroll.
    Payroll,
    /// It follows from the student records.
    StudentRecords,
    /// Somebody enters it.
    Hand,
}

impl EnteredBy {
    /// What to show.
    pub fn title(self) -> &'static str {
        match self {
            EnteredBy::Payroll => "from the payroll",
            EnteredBy::StudentRecords => "from the student records",
            EnteredBy::Hand => "entered by hand",
        }
    }
}

/// One kind of bond between a person and the institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// What the code stands for.
    pub name: String,
    /// Whether it makes eligible.
    pub eligible: Eligible,
    /// Where it comes from.
    pub entered_by: EnteredBy,
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

/// Where the rules are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The title of the page.
    pub title: String,
    /// Its address, if the profile knows it.
    pub url: Option<String>,
}

/// One stage of the way to the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// What is done.
    pub title: String,
    /// How, with the names of the tools.
    pub text: String,
}

/// What this institution calls things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The report that lists who has a mailbox.
    pub directory_report: String,
    /// The list of those who are expiring.
    pub enrollment_list: String,
    /// What to do with the list of logon names.
    pub paste_names: String,
    /// What stands in a text for what no file says.
    pub unknown: String,
}

/// Where a profile comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program.
    BuiltIn,
    /// It has the name of one that comes with the program, or of one that was loaded, and
    /// says something else.
    Changed,
    /// It is the user's own.
    Own,
}

impl Origin {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::BuiltIn => "built-in",
            Origin::Changed => "changed",
            Origin::Own => "own",
        }
    }
}

/// Where a column is by default, from 0.
pub type Positions = BTreeMap<Role, usize>;

/// A profile that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    rules: Rules,
    origin: Origin,
    /// What it was read from.
    text: String,
    /// Where in the text the values are that can be edited.
    places: Places,
}

/// What a profile says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Its short name.
    pub name: String,
    /// What to show.
    pub title: String,
    /// Whose rules these are.
    pub institution: String,
    /// As of when.
    pub date: NaiveDate,
    /// Where they are written.
    pub sources: Vec<Citation>,
    /// Which part of a date comes first, where its file does not tell; `None` is to be found
    /// out.
    pub dates: Option<DayOrder>,
    /// The numbers.
    pub clock: Clock,
    /// How long things take.
    pub waits: Vec<Wait>,
    /// Where the institution's own pages disagree.
    pub disagreements: Vec<Disagreement>,
    /// The way to the files.
    pub way: Vec<Stage>,
    /// What things are called.
    pub texts: Wording,
    /// The steps of all courses, in order.
    pub steps: Vec<Step>,
    /// What cannot be done when.
    pub impossible: Vec<Impossible>,
    /// Accounts for which other numbers hold.
    pub exceptions: Vec<Exception>,
    /// Default places of columns in an enrollment table.
    pub enrollment_positions: Positions,
    /// Default places of columns in a flagged report.
    pub flagged_positions: Positions,
    /// Never empty, so that there always is a working day before any other.
    working_days: Vec<Weekday>,
    holidays: Vec<Holiday>,
    course_titles: BTreeMap<Course, String>,
    causes: CauseTexts,
    situations: BTreeMap<Standing, Template>,
    affiliations: BTreeMap<String, Affiliation>,
    columns: BTreeMap<Role, Vec<String>>,
    /// From a spelling of a header to its role and its rank among the role's names.
    by_spelling: HashMap<String, (Role, usize)>,
}

/// What a profile says is read as if it were the profile's own.
impl std::ops::Deref for Policy {
    type Target = Rules;

    fn deref(&self) -> &Rules {
        &self.rules
    }
}

impl Policy {
    /// The names of the profiles that come with the program; the first is [`DEFAULT`].
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, _)| *name)
    }

    /// A profile that comes with the program.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn built_in(name: &str) -> Result<Policy, PolicyError> {
        match built_in_text(name) {
            Some(text) => Policy::from_toml(text),
            None => {
                let known: Vec<&str> = Policy::built_in_names().collect();
                Err(PolicyError::new(format!(
                    "There is no policy “{name}”; built in: {}.",
                    known.join(", ")
                )))
            }
        }
    }

    /// Reads a profile from the bytes of a file.
    ///
    /// # Errors
    /// As [`Policy::from_toml`], and when the bytes are too many, none, or no UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Policy, PolicyError> {
        error::refuse_size(bytes.len())?;
        let text = std::str::from_utf8(bytes)
            .map_err(|error| PolicyError::utf8(bytes, error))?;
        Policy::from_toml(text)
    }

    /// Reads a profile. A byte order mark before it, as editors on Windows put it, is left
    /// out.
    ///
    /// # Errors
    /// When it is empty, too long or no TOML, has an unknown key, or a value that makes no
    /// sense; the message has the line and the key, what was found and what is allowed.
    pub fn from_toml(text: &str) -> Result<Policy, PolicyError> {
        let text = text.trim_start_matches('\u{feff}');
        error::refuse_size(text.trim().len())?;
        let (rules, places) = read::rules(text)?;
        let origin = match built_in_text(&rules.name) {
            None => Origin::Own,
            Some(built_in) if built_in == text => Origin::BuiltIn,
            Some(built_in) => match read::rules(built_in)? {
                (built_in, _) if built_in == rules => Origin::BuiltIn,
                _ => Origin::Changed,
            },
        };
        Ok(Policy { rules, origin, text: text.to_owned(), places })
    }

    /// The profile as TOML, as it was written, with the changes of [`Policy::with`].
    pub fn to_toml(&self) -> &str {
        &self.text
    }

    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Whether it has the name of another profile and says something else.
    pub fn is_changed(&self) -> bool {
        self.origin == Origin::Changed
    }

    /// Its name, and that it was changed if it was.
    pub fn label(&self) -> String {
        match self.is_changed() {
            true => format!("{} (changed)", self.name),
            false => self.name.clone(),
        }
    }
}

fn built_in_text(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

impl Rules {
    /// What a course is called.
    pub fn course_title(&self, course: Course) -> &str {
        self.course_titles.get(&course).map(String::as_str).unwrap_or_default()
    }

    /// The steps of a course, in order.
    pub fn steps_of(&self, course: Course) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.course == course)
    }

    /// The wait of this id.
    pub fn wait(&self, id: &str) -> Option<&Wait> {
        self.waits.iter().find(|wait| wait.id == id)
    }

    /// What is said about a cause; `None` is an unknown one.
    pub fn cause(&self, cause: Option<Cause>) -> &CauseText {
        self.causes.of(cause)
    }

    /// What is at stake in a state; `None` when nothing is.
    pub fn situation(&self, standing: Standing) -> Option<&Template> {
        self.situations.get(&standing)
    }

    /// The days on which nobody is at work, as the profile lists them.
    pub fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }

    /// The days of the working week.
    pub fn working_days(&self) -> &[Weekday] {
        &self.working_days
    }

    /// The codes of all affiliations, in order.
    pub fn affiliations(&self) -> impl Iterator<Item = (&str, &Affiliation)> {
        self.affiliations.iter().map(|(code, affiliation)| (code.as_str(), affiliation))
    }

    /// What a code stands for; codes are upper case.
    pub fn affiliation(&self, code: &str) -> Option<&Affiliation> {
        self.affiliations.get(code)
    }

    /// The affiliations in a cell, by their codes: where one of the profile's names stands
    /// alone or behind its code, it counts as the code.
    pub fn codes(&self, text: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        if !value::has_codes(text) {
            return found;
        }
        for item in text.split([',', ';', '|', '/', '\n']) {
            let codes = match self.code_of_name(item) {
                Some(code) => vec![code.to_owned()],
                None => value::codes(item),
            };
            for code in codes {
                if !found.contains(&code) {
                    found.push(code);
                }
            }
        }
        found
    }

    /// The code of an affiliation that is written as its name.
    fn code_of_name(&self, text: &str) -> Option<&str> {
        let words = words_of(text);
        // Most cells have codes alone, and no code is so long.
        if !words.contains(' ') && words.len() <= MAX_CODE_CHARS {
            return None;
        }
        let is_called = |(code, affiliation): &(&String, &Affiliation)| {
            let name = words_of(&affiliation.name);
            let behind = words.strip_prefix(&code.to_lowercase());
            words == name || behind.is_some_and(|behind| behind.trim_start() == name)
        };
        self.affiliations.iter().find(is_called).map(|(code, _)| code.as_str())
    }

    /// Whether an affiliation is in none of the profile's lists, and no word of an exception.
    pub fn is_unknown(&self, code: &str) -> bool {
        let exceptions = self.exceptions.iter();
        !self.affiliations.contains_key(code)
            && !exceptions
                .filter(|exception| exception.columns.contains(&Role::Affiliations))
                .any(|exception| exception.is_in(Role::Affiliations, code))
    }

    /// The role of a column of this name, perhaps with decoration around it, and how well it
    /// fits (0 is best).
    pub fn role_of(&self, header: &str) -> Option<(Role, usize)> {
        let role = |name: &str| {
            let spellings = spellings(name);
            spellings.iter().find_map(|spelling| self.by_spelling.get(spelling)).copied()
        };
        role(header).or_else(|| undecorated(header).into_iter().find_map(role))
    }

    /// The role of a column whose name is one letter off, if there is one such role.
    pub(crate) fn similar_role_of(&self, header: &str) -> Option<Role> {
        let names = std::iter::once(header).chain(undecorated(header));
        let names: Vec<String> = names.map(|name| spellings(name)[1].clone()).collect();
        let is_meant = |known: &str| names.iter().any(|name| are_similar(name, known));
        let roles: BTreeSet<Role> = self
            .by_spelling
            .iter()
            .filter(|(known, _)| is_meant(known))
            .map(|(_, (role, _))| *role)
            .collect();
        roles.first().filter(|_| roles.len() == 1).copied()
    }

    /// Whether every file is read the same by both: its kind, its columns and its cells.
    /// What follows from them may differ.
    pub fn reads_as(&self, other: &Rules) -> bool {
        self.columns == other.columns
            && self.enrollment_positions == other.enrollment_positions
            && self.flagged_positions == other.flagged_positions
            && self.affiliations.keys().eq(other.affiliations.keys())
    }

    /// Whether a column of this name can have a role, even if it more often has another.
    pub fn can_be(&self, header: &str, role: Role) -> bool {
        let header = spellings(header);
        let names = self.columns.get(&role).into_iter().flatten();
        names
            .map(|name| spellings(name))
            .any(|name| name.iter().zip(&header).any(|(name, header)| name == header))
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
        self.working_days.contains(&day.weekday())
            && !self.holidays.iter().any(|holiday| holiday.is_on(day, &self.working_days))
    }
}

#[cfg(test)]
mod tests;
