//! What a profile says to people: steps, causes, what is impossible, exceptions.

use super::Template;
use crate::role::Role;
use crate::standing::Cause;
use crate::standing::Status;
use crate::value;
use std::fmt;

/// What can be done about an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// It stays as it is.
    Keep,
    /// It ends in good order.
    LetGo,
    /// It comes back.
    Reinstate,
}

impl Course {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Course; 3] = [Course::Keep, Course::LetGo, Course::Reinstate];

    /// The word that scripts see, and that a profile uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Course::Keep => "keep",
            Course::LetGo => "let-go",
            Course::Reinstate => "reinstate",
        }
    }
}

/// How long something takes, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What a step calls it.
    pub id: String,
    /// What is waited for.
    pub title: String,
    /// It takes no less.
    pub from_minutes: u16,
    /// It takes no more.
    pub to_minutes: u16,
}

impl fmt::Display for Wait {
    /// Such as “15–20 minutes” or “up to an hour”.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HOUR: u16 = 60;
        let whole = |minutes: u16| match (minutes / HOUR, minutes % HOUR) {
            (0, 1) => "1 minute".to_owned(),
            (0, minutes) => format!("{minutes} minutes"),
            (1, 0) => "an hour".to_owned(),
            (hours, 0) => format!("{hours} hours"),
            (1, minutes) => format!("1 hour {minutes} minutes"),
            (hours, minutes) => format!("{hours} hours {minutes} minutes"),
        };
        match (self.from_minutes, self.to_minutes) {
            (from, to) if from == to => f.write_str(&whole(to)),
            (0, to) => write!(f, "up to {}", whole(to)),
            (from, to) if to < HOUR => write!(f, "{from}–{to} minutes"),
            (from, to) => write!(f, "{} to {}", whole(from), whole(to)),
        }
    }
}

/// One step of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The name under which a tick is kept; no other step of the profile has it.
    pub id: String,
    /// What it belongs to.
    pub course: Course,
    /// What is done, without placeholders.
    pub title: String,
    /// How, with the names of the tools.
    pub text: Template,
    /// Who does it.
    pub who: String,
    /// The [`Wait::id`] of what follows it.
    pub wait: Option<String>,
    /// In which states it still works.
    pub works: Vec<Status>,
    /// For which causes it is needed, `None` being an unknown one; empty means for all.
    pub causes: Vec<Option<Cause>>,
    /// The [`Exception::id`] of the accounts that it is for. Where a course has such steps,
    /// they are all of its steps for these accounts.
    pub exception: Option<String>,
}

/// What is said about a cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseText {
    /// In two words, without placeholders.
    pub title: String,
    /// Why the account is flagged.
    pub explanation: Template,
    /// What mends it.
    pub advice: Template,
    /// Who does that.
    pub who: String,
}

/// The texts of all causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CauseTexts {
    pub(super) no_eligible_affiliation: CauseText,
    pub(super) override_missing: CauseText,
    pub(super) emeritus_only: CauseText,
    pub(super) registry_disagrees: CauseText,
    pub(super) unknown: CauseText,
}

impl CauseTexts {
    pub(super) fn of(&self, cause: Option<Cause>) -> &CauseText {
        match cause {
            Some(Cause::NoEligibleAffiliation) => &self.no_eligible_affiliation,
            Some(Cause::OverrideMissing) => &self.override_missing,
            Some(Cause::EmeritusOnly) => &self.emeritus_only,
            Some(Cause::RegistryDisagrees) => &self.registry_disagrees,
            None => &self.unknown,
        }
    }
}

/// What cannot be done in some states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// What it belongs to.
    pub course: Course,
    /// What cannot be done, without placeholders.
    pub what: String,
    /// In which states.
    pub states: Vec<Status>,
    /// Why not.
    pub why: Template,
}

/// Accounts for which other numbers hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// What scripts see.
    pub id: String,
    /// What to show, without placeholders.
    pub title: String,
    /// Instead of the clock's; 0 days are no window.
    pub restore_days: u16,
    /// Where its words are looked for.
    pub columns: Vec<Role>,
    /// The words, in lower case and with one space between them.
    pub(super) words: Vec<String>,
    /// Why, and what follows.
    pub text: Template,
}

impl Exception {
    /// Whether a cell under a role says that an account is one of these: a column that is
    /// named for it by a yes, affiliations by having the words among them, and a text by
    /// beginning with them, in any case and after a “No”. “Spouse of deceased …” is not it.
    pub fn is_in(&self, role: Role, cell: &str) -> bool {
        let has = |words: &String| may_have(cell, words) && begins_with(cell, words);
        match role {
            Role::Deceased => {
                value::yes_no(cell) == Some(true) || self.words.iter().any(has)
            }
            Role::Affiliations => self.words.iter().any(|words| is_among(cell, words)),
            _ => self.words.iter().any(has),
        }
    }
}

/// Whether a text begins with these words, as [`words_of`] writes them, or with “no” and then
/// these words. Every cell of a long list is asked, so nothing is copied.
fn begins_with(text: &str, words: &str) -> bool {
    let all = split_words(text);
    let after_no = all.clone().skip(1);
    let is_no = all.clone().next().is_some_and(|word| word.eq_ignore_ascii_case("no"));
    are_next(all, words) || (is_no && are_next(after_no, words))
}

fn are_next<'a>(mut rest: impl Iterator<Item = &'a str>, words: &str) -> bool {
    let is_next =
        |word: &str| rest.next().is_some_and(|other| lower_case(other).eq(word.chars()));
    words.split(' ').all(is_next)
}

/// Whether these words are one of the affiliations in a cell: before them stand codes, which
/// have no small letters, and no “of” or “not”.
fn is_among(cell: &str, words: &str) -> bool {
    let is_code = |word: &str| {
        let is_word = |other: &str| word.eq_ignore_ascii_case(other);
        !word.contains(char::is_lowercase) && !is_word("of") && !is_word("not")
    };
    let has = |item: &str| {
        let mut rest = split_words(item);
        loop {
            if are_next(rest.clone(), words) {
                return true;
            }
            if !rest.next().is_some_and(is_code) {
                return false;
            }
        }
    };
    may_have(cell, words) && cell.split([',', ';', '|', '/', '\n']).any(has)
}

/// Whether a text may have these words: most have not even the first letters, which is seen
/// fast.
fn may_have(text: &str, words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default().as_bytes();
    let Some(letter) = first.first().filter(|_| text.is_ascii()) else { return true };
    let text = text.as_bytes();
    memchr::memchr2_iter(*letter, letter.to_ascii_uppercase(), text).any(|at| {
        text.get(at..at + first.len())
            .is_some_and(|part| part.eq_ignore_ascii_case(first))
    })
}

/// The words of a text in lower case, with one space between them.
pub(super) fn words_of(text: &str) -> String {
    let words: Vec<String> =
        split_words(text).map(|word| lower_case(word).collect()).collect();
    words.join(" ")
}

fn split_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn lower_case(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().flat_map(char::to_lowercase)
}

/// A topic on which the institution's own pages disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// What it is about.
    pub topic: String,
    /// What the profile follows.
    pub follows: String,
    /// What another page says.
    pub other: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_said_as_people_say_them() {
        let said = |from_minutes, to_minutes| {
            let (id, title) = (String::new(), String::new());
            Wait { id, title, from_minutes, to_minutes }.to_string()
        };
        assert_eq!(said(15, 20), "15–20 minutes");
        assert_eq!(said(30, 30), "30 minutes");
        assert_eq!(said(1, 1), "1 minute");
        assert_eq!(said(0, 60), "up to an hour");
        assert_eq!(said(0, 75), "up to 1 hour 15 minutes");
        assert_eq!(said(45, 120), "45 minutes to 2 hours");
    }

    #[test]
    fn an_exception_is_said_and_not_mentioned() {
        let exception = Exception {
            id: String::new(),
            title: String::new(),
            restore_days: 0,
            columns: Vec::new(),
            words: vec!["deceased".to_owned(), "passed away".to_owned()],
            text: Template::default(),
        };
        let is_in = |role, cell: &str| exception.is_in(role, cell);
        for cell in [
            "Deceased",
            "No - DECEASED flag",
            "no: deceased",
            "Deceased flag set",
            " passed\u{a0}away in May",
        ] {
            assert!(is_in(Role::Reason, cell), "{cell}");
        }
        for cell in [
            "",
            "predeceased",
            "passed",
            "decease",
            "not deceased",
            "No active eligible affiliation; not deceased",
            "Surviving spouse of deceased retiree",
            "staff; passed away",
        ] {
            assert!(!is_in(Role::PersonDescription, cell), "{cell}");
        }
        for cell in ["DECEASED", "RTSF deceased", "STAF; Deceased", "x/deceased"] {
            assert!(is_in(Role::Affiliations, cell), "{cell}");
        }
        for cell in
            ["RTSF", "Spouse of deceased", "SPOUSE OF DECEASED", "not deceased, STAF"]
        {
            assert!(!is_in(Role::Affiliations, cell), "{cell}");
        }
        assert!(is_in(Role::Deceased, "Y") && is_in(Role::Deceased, "Deceased"));
        assert!(!is_in(Role::Deceased, "No") && !is_in(Role::Deceased, ""));
    }
}
