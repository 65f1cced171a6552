//! What a profile says to people: steps, causes, what is impossible, exceptions.

use super::Template;
use crate::role::Role;
use crate::standing::Cause;
use crate::standing::Status;
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
    /// Instead of the clock's.
    pub restore_days: u16,
    /// Where its words are looked for.
    pub columns: Vec<Role>,
    /// The words, in lower case and with one space between them.
    pub(super) words: Vec<String>,
    /// Why, and what follows.
    pub text: Template,
}

impl Exception {
    /// Whether a cell says that an account is one of these: it has one of the words, as a
    /// whole word and in any case.
    pub fn is_in(&self, cell: &str) -> bool {
        self.words.iter().any(|words| has_words(cell, words))
    }
}

/// Whether these words, as [`words_of`] writes them, follow each other in a text. Every cell of
/// a long list is asked, so nothing is copied.
fn has_words(text: &str, words: &str) -> bool {
    if !may_have(text, words) {
        return false;
    }
    let mut rest = split_words(text);
    loop {
        let mut next = rest.clone();
        let is_next = |word: &str| {
            next.next().is_some_and(|other| lower_case(other).eq(word.chars()))
        };
        if words.split(' ').all(is_next) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
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
    fn an_exception_is_a_whole_word() {
        let exception = Exception {
            id: String::new(),
            title: String::new(),
            restore_days: 0,
            columns: Vec::new(),
            words: vec!["deceased".to_owned(), "passed away".to_owned()],
            text: Template::default(),
        };
        for cell in
            ["Deceased", "No - DECEASED flag", "staff; passed\u{a0}away", "x/deceased"]
        {
            assert!(exception.is_in(cell), "{cell}");
        }
        for cell in ["", "predeceased", "passed", "decease"] {
            assert!(!exception.is_in(cell), "{cell}");
        }
    }
}
