//! A small world of people, and what is true of them. All are invented.

use chrono::{Days, NaiveDate};

/// Which days things happen on, by what their texts can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Calendar {
    /// Some days are over 12, so that the texts show which part is the day.
    Plain,
    /// No day is over 12; in the other order of the parts some dates are absurd.
    UpTo12,
    /// No day is over 12, and in the other order the dates are as likely.
    Mirrored,
}

impl Calendar {
    pub(crate) const ALL: [Calendar; 3] =
        [Calendar::Plain, Calendar::UpTo12, Calendar::Mirrored];

    /// When the listed accounts are deprovisioned: month, day; the next year from
    /// [`FIRST_MONTH`] backwards.
    fn deprovisioned_on(self) -> [(u32, u32); N_LISTED] {
        match self {
            Calendar::Plain => [
                (8, 5),
                (10, 9),
                (10, 16),
                (11, 2),
                (11, 11),
                (11, 12),
                (11, 12),
                (11, 24),
                (12, 1),
                (12, 4),
                (12, 15),
                (12, 31),
                (1, 8),
                (1, 22),
                (2, 3),
                (2, 9),
            ],
            Calendar::UpTo12 => [
                (8, 5),
                (10, 9),
                (10, 12),
                (11, 2),
                (11, 11),
                (11, 12),
                (11, 12),
                (12, 1),
                (12, 1),
                (12, 4),
                (12, 7),
                (12, 10),
                (1, 5),
                (1, 11),
                (2, 3),
                (2, 9),
            ],
            Calendar::Mirrored => [
                (9, 10),
                (9, 12),
                (10, 11),
                (10, 12),
                (11, 10),
                (11, 11),
                (11, 12),
                (11, 12),
                (12, 9),
                (12, 9),
                (12, 10),
                (12, 10),
                (12, 11),
                (12, 11),
                (12, 11),
                (12, 12),
            ],
        }
    }

    /// When the others were deleted.
    fn deleted_on(self) -> [(u32, u32); N_DELETED] {
        match self {
            Calendar::Plain => [
                (9, 14),
                (10, 9),
                (10, 13),
                (10, 20),
                (10, 30),
                (11, 2),
                (11, 4),
                (11, 9),
                (11, 10),
                (11, 11),
            ],
            Calendar::UpTo12 => [
                (8, 3),
                (10, 5),
                (10, 9),
                (10, 12),
                (11, 2),
                (11, 4),
                (11, 4),
                (11, 9),
                (11, 10),
                (11, 11),
            ],
            Calendar::Mirrored => [
                (9, 10),
                (9, 11),
                (10, 9),
                (10, 10),
                (10, 11),
                (10, 11),
                (11, 9),
                (11, 10),
                (11, 10),
                (11, 11),
            ],
        }
    }
}

/// Months before it are those of the year after.
const FIRST_MONTH: u32 = 3;

/// How many accounts are on the lists of the flagged, deleted, and neither.
const N_LISTED: usize = 16;
const N_DELETED: usize = 10;
const N_CLEAR: usize = 9;

/// How long the contents can come back.
const RESTORE_DAYS: u64 = 30;

/// One person with an account.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) logon: String,
    pub(crate) first: &'static str,
    pub(crate) last: &'static str,
    pub(crate) person_id: String,
    pub(crate) department: &'static str,
    pub(crate) job_org: String,
    pub(crate) center: &'static str,
    pub(crate) center_name: &'static str,
    pub(crate) home_org: String,
    /// Active affiliations, the primary one first.
    pub(crate) affiliations: &'static [&'static str],
    pub(crate) reason: &'static str,
    pub(crate) description: &'static str,
    pub(crate) fate: Fate,
    pub(crate) has_mailbox: bool,
    pub(crate) in_directory: bool,
    pub(crate) created: NaiveDate,
    pub(crate) last_logon: NaiveDate,
    pub(crate) mailbox_size: String,
    /// A time of day: hour, minute, second.
    pub(crate) time: [usize; 3],
    pub(crate) number: usize,
}

/// What happens to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nothing.
    Clear,
    /// It is flagged, and deprovisioned on this day.
    Flagged(NaiveDate),
    /// It was deleted on this day.
    Deleted(NaiveDate),
}

impl Person {
    pub(crate) fn email(&self) -> String {
        format!("{}.{}@sas.example.edu", self.first, self.last).to_lowercase()
    }

    pub(crate) fn last_first(&self) -> String {
        format!("{}, {}", self.last, self.first)
    }

    pub(crate) fn first_last(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// Why a person with these affiliations is flagged.
    pub(crate) fn cause(&self) -> &'static str {
        let has = |codes: &[&str]| self.affiliations.iter().any(|a| codes.contains(a));
        if has(&["STAF", "FAC", "STU"]) {
            "registry-disagrees"
        } else if has(&["CTSY", "VFAC", "TEMP"]) {
            "override-missing"
        } else if has(&["ERF"]) {
            "emeritus-only"
        } else {
            "no-eligible-affiliation"
        }
    }
}

/// How an account stands on a day that is deprovisioned on `date`.
pub(crate) fn status(date: NaiveDate, as_of: NaiveDate) -> &'static str {
    if as_of > date + Days::new(RESTORE_DAYS) {
        "gone"
    } else if as_of >= date {
        "restorable"
    } else if as_of + Days::new(1) >= date {
        "disabled"
    } else {
        "expiring"
    }
}

/// The same of an account that is deleted already.
pub(crate) fn status_once_deleted(date: NaiveDate, as_of: NaiveDate) -> &'static str {
    if as_of > date + Days::new(RESTORE_DAYS) { "gone" } else { "restorable" }
}

/// Everybody, and the days on which the files were made and are looked at.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) as_of: NaiveDate,
    pub(crate) made_on: NaiveDate,
    pub(crate) people: Vec<Person>,
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

impl World {
    pub(crate) fn new(calendar: Calendar) -> World {
        let in_season = |(month, date)| match month {
            ..FIRST_MONTH => day(2027, month, date),
            _ => day(2026, month, date),
        };
        let flagged =
            calendar.deprovisioned_on().map(|date| Fate::Flagged(in_season(date)));
        let deleted = calendar.deleted_on().map(|date| Fate::Deleted(in_season(date)));
        let clear = [Fate::Clear; N_CLEAR];
        // In the files people stand in no order of theirs.
        let mut fates: Vec<Fate> =
            flagged.into_iter().chain(deleted).chain(clear).collect();
        let n = fates.len();
        fates = (0..n).map(|at| fates[at * 13 % n]).collect();
        let people = fates.into_iter().enumerate();
        let as_of = day(2026, 11, 11);
        World {
            as_of,
            made_on: day(2026, 11, 9),
            people: people.map(|(number, fate)| person(number, fate, as_of)).collect(),
        }
    }

    pub(crate) fn flagged(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| matches!(person.fate, Fate::Flagged(_)))
    }

    pub(crate) fn deleted(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| matches!(person.fate, Fate::Deleted(_)))
    }

    pub(crate) fn in_directory(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.in_directory)
    }
}

const NAMES: [(&str, &str); N_LISTED + N_DELETED + N_CLEAR] = [
    ("Ada", "Lovelace"),
    ("Grace", "Hopper"),
    ("José", "García"),
    ("Mary", "Jackson"),
    ("Bo", "Ng"),
    ("Katherine", "Johnson"),
    ("Edsger", "Dijkstra"),
    ("Barbara", "Liskov"),
    ("Alan", "Turing"),
    ("Radia", "Perlman"),
    ("Donald", "Knuth"),
    ("Frances", "Allen"),
    ("Tony", "Hoare"),
    ("Shafi", "Goldwasser"),
    ("Robin", "Milner"),
    ("Karen", "Jones"),
    ("John", "Backus"),
    ("Lynn", "Conway"),
    ("Ken", "Thompson"),
    ("Anita", "Borg"),
    ("Dennis", "Ritchie"),
    ("Sophie", "Wilson"),
    ("Niklaus", "Wirth"),
    ("Adele", "Goldberg"),
    ("Peter", "Naur"),
    ("Jean", "Bartik"),
    ("Butler", "Lampson"),
    ("Hedy", "Lamarr"),
    ("Claude", "Shannon"),
    ("Margaret", "Hamilton"),
    ("Vint", "Cerf"),
    ("Evelyn", "Boyd"),
    ("Leslie", "Valiant"),
    ("Ruth", "Davis"),
    ("Ivan", "Sutherland"),
];

const AFFILIATIONS: [&[&str]; 8] = [
    &["STAF"],
    &["RTSF"],
    &[],
    &["RTSF", "CTSY"],
    &["ERF"],
    &["CTSY", "FAC"],
    &["VFAC"],
    &["RTSF"],
];

fn person(number: usize, fate: Fate, as_of: NaiveDate) -> Person {
    let (first, last) = NAMES[number];
    let short: String = last.chars().filter(char::is_ascii).take(6).collect();
    let digit =
        if number % 3 == 1 { (number % 7 + 2).to_string() } else { String::new() };
    let initial = first.chars().next().expect("a name");
    let centers = [("02", "Arts and Sciences"), ("13", "Engineering")];
    let (center, center_name) = centers[usize::from(number % 4 == 3)];
    let is_in = |n: usize| !number.is_multiple_of(n);
    let (in_directory, has_mailbox) = match fate {
        Fate::Clear => (true, true),
        Fate::Flagged(date) if date <= as_of => (number.is_multiple_of(2), is_in(5)),
        Fate::Flagged(_) => (is_in(5), is_in(7)),
        Fate::Deleted(_) => (false, true),
    };
    let (month, date) = (number as u32 * 5 % 12 + 1, number as u32 * 7 % 12 + 1);
    Person {
        logon: format!("{initial}{short}{digit}").to_lowercase(),
        first,
        last,
        person_id: format!("{:08}", 10_234_567 + number * 1_003_171),
        department: ["Mathematics", "Physics", "History", "Dean's Office"][number % 4],
        job_org: format!("{:04}", 201 + number % 5),
        center,
        center_name,
        home_org: format!("{:04} - {}", 201 + number % 5, center_name),
        affiliations: AFFILIATIONS[number % AFFILIATIONS.len()],
        reason: [
            "No - no eligible affiliation",
            "No - no sponsor",
            "No - affiliation ended",
        ][number % 3],
        description: ["Former employee", "Visitor, left", "Retired", ""][number % 4],
        fate,
        has_mailbox,
        in_directory,
        created: day(2009 + number as i32 % 13, month, date),
        last_logon: day(2026, 11 - number as u32 % 2, number as u32 * 3 % 9 + 1),
        mailbox_size: format!("{}.{}", 112 + number * 97, number * 3 % 10),
        time: [number * 5 % 24, number * 17 % 60, number * 29 % 60],
        number,
    }
}
