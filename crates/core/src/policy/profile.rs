//! The file form of a profile: which keys there are, and what type each has. What a value
//! may be beyond its type is checked in [`super::read`].
//!
//! It is read from the values themselves and not by `serde`, whose code for so many types
//! was a tenth of the page.

use super::PolicyError;
use super::error::cut;
use crate::role::Role;
use crate::standing::Standing;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A text that knows where it stands.
pub(super) type Text = Spanned<String>;

/// A value that has been found, in the text where it stands.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    text: &'a str,
    value: &'a Spanned<DeValue<'a>>,
}

impl Found<'_> {
    fn refuse<T>(self, expected: &str) -> Result<T, PolicyError> {
        let span = self.value.span();
        let found = cut(self.text.get(span.clone()).unwrap_or_default());
        let message = format!("found {found}, expected {expected}");
        Err(PolicyError::at(self.text, span.start, message))
    }
}

/// What a value can be read as.
pub(super) trait Part: Sized {
    fn read(found: Found<'_>) -> Result<Self, PolicyError>;

    /// What it is when its key is missing, if that is allowed.
    fn missing() -> Option<Self> {
        None
    }
}

/// The keys of a table with their values.
struct Fields<'a> {
    text: &'a str,
    start: usize,
    table: &'a DeTable<'a>,
}

impl<'a> Fields<'a> {
    /// Refuses keys that are not among `known`.
    fn new(
        text: &'a str,
        start: usize,
        table: &'a DeTable<'a>,
        known: &[&str],
    ) -> Result<Fields<'a>, PolicyError> {
        match table.keys().find(|key| !known.contains(&&**key.get_ref())) {
            None => Ok(Fields { text, start, table }),
            Some(key) => Err(unknown_key(text, key.span().start, key.get_ref(), known)),
        }
    }

    fn of(found: Found<'a>, known: &[&str]) -> Result<Fields<'a>, PolicyError> {
        match found.value.get_ref().as_table() {
            Some(table) => {
                Fields::new(found.text, found.value.span().start, table, known)
            }
            None => found.refuse("a table"),
        }
    }

    fn take<T: Part>(&self, key: &str) -> Result<T, PolicyError> {
        let value = self.table.iter().find(|(name, _)| name.get_ref() == key);
        match value {
            Some((_, value)) => T::read(Found { text: self.text, value }),
            None => T::missing().ok_or_else(|| {
                let message = format!("missing field “{key}”");
                PolicyError::at(self.text, self.start, message)
            }),
        }
    }
}

fn unknown_key(text: &str, start: usize, key: &str, known: &[&str]) -> PolicyError {
    let known = known.join(", ");
    let message = format!("unknown field “{}”, expected one of {known}", cut(key));
    PolicyError::at(text, start, message)
}

/// Declares tables by their keys, each named as its field or as the text behind it.
macro_rules! parts {
    ($(struct $name:ident {
        $($(#[$doc:meta])* $field:ident $(= $key:literal)?: $type:ty,)*
    })*) => { $(
        pub(super) struct $name {
            $($(#[$doc])* pub(super) $field: $type,)*
        }

        impl $name {
            const KEYS: &[&str] = &[$(parts!(@key $field $($key)?)),*];

            fn of(fields: &Fields<'_>) -> Result<$name, PolicyError> {
                Ok($name { $($field: fields.take(parts!(@key $field $($key)?))?,)* })
            }
        }

        impl Part for $name {
            fn read(found: Found<'_>) -> Result<$name, PolicyError> {
                $name::of(&Fields::of(found, $name::KEYS)?)
            }
        }
    )* };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}

parts! {
    struct Profile {
        name: Text,
        title: Text,
        institution: Text,
        date: Text,
        /// What the texts call the tools, and other words of the institution: the program must
        /// not know them, and only what checks that reads them.
        _tools = "tools": Vec<Text>,
        _terms = "terms": Vec<Text>,
        sources: Vec<CitationPart>,
        /// Which part of a date comes first, where its file does not tell.
        dates: Option<Text>,
        clock: ClockPart,
        calendar: CalendarPart,
        waits: Vec<WaitPart>,
        disagreements: Vec<DisagreementPart>,
        way: Vec<StagePart>,
        texts: TextsPart,
        situations: SituationsPart,
        causes: CausesPart,
        courses: CoursesPart,
        keep: Vec<StepPart>,
        let_go: Vec<StepPart>,
        reinstate: Vec<StepPart>,
        impossible: Vec<ImpossiblePart>,
        exceptions: Vec<ExceptionPart>,
        affiliations: Spanned<Vec<AffiliationPart>>,
        columns: BTreeMap<Role, Vec<Text>>,
        positions: PositionsPart,
    }

    struct CitationPart {
        title: Text,
        url: Option<Text>,
    }

    struct ClockPart {
        grace_days: Spanned<Days>,
        disable_lead_days: Spanned<Days>,
        restore_days: Spanned<Days>,
        soon_days: Spanned<Days>,
        stale_report_days: Spanned<Days>,
    }

    struct CalendarPart {
        working_days: Spanned<Vec<Text>>,
        holidays: Spanned<Vec<Text>>,
    }

    struct WaitPart {
        id: Text,
        title: Text,
        from_minutes: Spanned<Minutes>,
        to_minutes: Spanned<Minutes>,
    }

    struct DisagreementPart {
        topic: Text,
        follows: Text,
        other: Text,
    }

    struct StagePart {
        title: Text,
        text: Text,
    }

    struct TextsPart {
        directory_report: Text,
        enrollment_list: Text,
        paste_names: Text,
        unknown: Text,
    }

    struct CausesPart {
        no_eligible_affiliation = "no-eligible-affiliation": CausePart,
        override_missing = "override-missing": CausePart,
        emeritus_only = "emeritus-only": CausePart,
        registry_disagrees = "registry-disagrees": CausePart,
        unknown: CausePart,
    }

    struct CausePart {
        title: Text,
        explanation: Text,
        advice: Text,
        who: Text,
    }

    struct CoursesPart {
        keep: Text,
        let_go: Text,
        reinstate: Text,
    }

    struct StepPart {
        id: Text,
        title: Text,
        text: Text,
        who: Text,
        wait: Option<Text>,
        works = "while": Spanned<Vec<Text>>,
        causes: Vec<Text>,
        exception: Option<Text>,
    }

    struct ImpossiblePart {
        course: Text,
        what: Text,
        states = "while": Spanned<Vec<Text>>,
        why: Text,
    }

    struct ExceptionPart {
        id: Text,
        title: Text,
        restore_days: Spanned<Days>,
        columns: Spanned<Vec<Role>>,
        words: Spanned<Vec<Text>>,
        text: Text,
    }

    struct AffiliationPart {
        code: Text,
        name: Text,
        eligible: EligiblePart,
        origin: OriginPart,
        sponsor: SponsorPart,
    }

    struct PositionsPart {
        enrollment: BTreeMap<Role, Text>,
        flagged: BTreeMap<Role, Text>,
    }
}

impl Profile {
    pub(super) fn from_toml(text: &str) -> Result<Profile, PolicyError> {
        let table =
            DeTable::parse(text).map_err(|error| PolicyError::of_toml(text, &error))?;
        Profile::of(&Fields::new(text, 0, table.get_ref(), Profile::KEYS)?)
    }
}

/// Declares a choice of words.
macro_rules! words {
    ($(enum $name:ident { $($variant:ident = $word:literal,)* })*) => { $(
        pub(super) enum $name { $($variant,)* }

        impl Part for $name {
            fn read(found: Found<'_>) -> Result<$name, PolicyError> {
                match found.value.get_ref().as_str() {
                    $(Some($word) => Ok($name::$variant),)*
                    _ => found.refuse(concat!("one of", $(" ", $word),*)),
                }
            }
        }
    )* };
}

words! {
    enum EligiblePart {
        Always = "always",
        IfEmeritus = "if-emeritus",
        NoLonger = "no-longer",
    }

    enum OriginPart {
        Payroll = "payroll",
        StudentRecords = "student-records",
        ByHand = "by-hand",
    }

    enum SponsorPart {
        Automatic = "automatic",
        Override = "override",
    }
}

/// A number of days; ten years are more than any rule needs.
#[derive(Clone, Copy)]
pub(super) struct Days(pub(super) u16);

/// A number of minutes, of at most a week.
#[derive(Clone, Copy)]
pub(super) struct Minutes(pub(super) u16);

impl Part for Days {
    fn read(found: Found<'_>) -> Result<Days, PolicyError> {
        Whole::DAYS.of(found).map(Days)
    }
}

impl Part for Minutes {
    fn read(found: Found<'_>) -> Result<Minutes, PolicyError> {
        Whole::MINUTES.of(found).map(Minutes)
    }
}

/// A whole number from 0 to a limit.
#[derive(Clone, Copy)]
pub(super) struct Whole {
    unit: &'static str,
    most: u16,
}

impl Whole {
    pub(super) const DAYS: Whole = Whole { unit: "days", most: 3660 };
    pub(super) const MINUTES: Whole = Whole { unit: "minutes", most: 10_080 };

    /// What is allowed.
    fn allowed(self) -> String {
        format!("a whole number of {} from 0 to {}", self.unit, self.most)
    }

    fn of(self, found: Found<'_>) -> Result<u16, PolicyError> {
        let number = found.value.get_ref().as_integer().and_then(|integer| {
            u16::from_str_radix(integer.as_str(), integer.radix()).ok()
        });
        match number.filter(|number| *number <= self.most) {
            Some(number) => Ok(number),
            None => found.refuse(&self.allowed()),
        }
    }

    /// Reads what a person wrote into a field; the error says what is allowed.
    pub(super) fn read(self, text: &str) -> Result<u16, String> {
        let number = text.trim().parse().ok().filter(|number| *number <= self.most);
        number.ok_or_else(|| format!("Write {}.", self.allowed()))
    }
}

impl Part for String {
    fn read(found: Found<'_>) -> Result<String, PolicyError> {
        match found.value.get_ref().as_str() {
            Some(text) => Ok(text.to_owned()),
            None => found.refuse("a text (string)"),
        }
    }
}

impl Part for Role {
    fn read(found: Found<'_>) -> Result<Role, PolicyError> {
        let name = found.value.get_ref().as_str().unwrap_or_default();
        match Role::from_name(name) {
            Some(role) => Ok(role),
            None => found
                .refuse(&format!("one of {}", Role::ALL.map(Role::as_str).join(", "))),
        }
    }
}

impl<T: Part> Part for Spanned<T> {
    fn read(found: Found<'_>) -> Result<Spanned<T>, PolicyError> {
        Ok(Spanned::new(found.value.span(), T::read(found)?))
    }
}

impl<T: Part> Part for Option<T> {
    fn read(found: Found<'_>) -> Result<Option<T>, PolicyError> {
        T::read(found).map(Some)
    }

    fn missing() -> Option<Option<T>> {
        Some(None)
    }
}

impl<T: Part> Part for Vec<T> {
    fn read(found: Found<'_>) -> Result<Vec<T>, PolicyError> {
        let Found { text, value } = found;
        match value.get_ref().as_array() {
            Some(values) => {
                values.iter().map(|value| T::read(Found { text, value })).collect()
            }
            None => found.refuse("a list"),
        }
    }

    fn missing() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

/// A sentence for each standing of a flagged account.
pub(super) struct SituationsPart(pub(super) BTreeMap<Standing, Text>);

impl Part for SituationsPart {
    fn read(found: Found<'_>) -> Result<SituationsPart, PolicyError> {
        let known: Vec<&str> = Standing::flagged().map(Standing::key).collect();
        let fields = Fields::of(found, &known)?;
        let texts = Standing::flagged()
            .map(|standing| Ok((standing, fields.take(standing.key())?)));
        texts.collect::<Result<_, _>>().map(SituationsPart)
    }
}

impl<T: Part> Part for BTreeMap<Role, T> {
    fn read(found: Found<'_>) -> Result<BTreeMap<Role, T>, PolicyError> {
        let Some(table) = found.value.get_ref().as_table() else {
            return found.refuse("a table");
        };
        let text = found.text;
        let mut by_role = BTreeMap::new();
        for (key, value) in table {
            let (name, start) = (key.get_ref(), key.span().start);
            let Some(role) = Role::from_name(name) else {
                return Err(unknown_key(text, start, name, &Role::ALL.map(Role::as_str)));
            };
            if by_role.insert(role, T::read(Found { text, value })?).is_some() {
                let message = format!("“{}” is there twice", role.as_str());
                return Err(PolicyError::at(text, start, message));
            }
        }
        Ok(by_role)
    }
}
