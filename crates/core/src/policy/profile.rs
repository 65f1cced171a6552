//! The file form of a profile: which keys there are, and what type each has. What a value
//! may be beyond its type is checked in [`super::read`].

use crate::source::Role;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

/// A text that knows where it stands.
pub(super) type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    pub(super) name: Text,
    pub(super) title: Text,
    pub(super) institution: Text,
    pub(super) date: Text,
    /// What the texts call the tools, and other words of the institution: the program must
    /// not know them, and only what checks that reads them.
    #[serde(default, rename = "tools")]
    pub(super) _tools: Vec<Text>,
    #[serde(default, rename = "terms")]
    pub(super) _terms: Vec<Text>,
    #[serde(default)]
    pub(super) sources: Vec<SourcePart>,
    pub(super) clock: ClockPart,
    pub(super) calendar: CalendarPart,
    #[serde(default)]
    pub(super) waits: Vec<WaitPart>,
    #[serde(default)]
    pub(super) disagreements: Vec<DisagreementPart>,
    #[serde(default)]
    pub(super) way: Vec<StagePart>,
    pub(super) texts: TextsPart,
    pub(super) situations: SituationsPart,
    pub(super) causes: CausesPart,
    pub(super) courses: CoursesPart,
    #[serde(default)]
    pub(super) keep: Vec<StepPart>,
    #[serde(default)]
    pub(super) let_go: Vec<StepPart>,
    #[serde(default)]
    pub(super) reinstate: Vec<StepPart>,
    #[serde(default)]
    pub(super) impossible: Vec<ImpossiblePart>,
    #[serde(default)]
    pub(super) exceptions: Vec<ExceptionPart>,
    pub(super) affiliations: Vec<AffiliationPart>,
    pub(super) columns: BTreeMap<Role, Vec<Text>>,
    pub(super) positions: PositionsPart,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourcePart {
    pub(super) title: Text,
    pub(super) url: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockPart {
    pub(super) grace_days: Spanned<Days>,
    pub(super) disable_lead_days: Spanned<Days>,
    pub(super) restore_days: Spanned<Days>,
    pub(super) soon_days: Spanned<Days>,
    pub(super) stale_report_days: Spanned<Days>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarPart {
    pub(super) working_days: Spanned<Vec<Text>>,
    pub(super) holidays: Spanned<Vec<Text>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaitPart {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) from_minutes: Spanned<Minutes>,
    pub(super) to_minutes: Spanned<Minutes>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DisagreementPart {
    pub(super) topic: Text,
    pub(super) follows: Text,
    pub(super) other: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StagePart {
    pub(super) title: Text,
    pub(super) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextsPart {
    pub(super) directory_report: Text,
    pub(super) enrollment_list: Text,
    pub(super) paste_names: Text,
    pub(super) unknown: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SituationsPart {
    pub(super) later: Text,
    pub(super) this_week: Text,
    pub(super) today: Text,
    pub(super) overdue: Text,
    pub(super) disabled: Text,
    pub(super) restorable: Text,
    pub(super) gone: Text,
    pub(super) undated: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CausesPart {
    pub(super) no_eligible_affiliation: CausePart,
    pub(super) override_missing: CausePart,
    pub(super) emeritus_only: CausePart,
    pub(super) registry_disagrees: CausePart,
    pub(super) unknown: CausePart,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CausePart {
    pub(super) title: Text,
    pub(super) explanation: Text,
    pub(super) advice: Text,
    pub(super) who: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CoursesPart {
    pub(super) keep: Text,
    pub(super) let_go: Text,
    pub(super) reinstate: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepPart {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) text: Text,
    pub(super) who: Text,
    pub(super) wait: Option<Text>,
    #[serde(rename = "while")]
    pub(super) works: Spanned<Vec<Text>>,
    #[serde(default)]
    pub(super) causes: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImpossiblePart {
    pub(super) course: Text,
    pub(super) what: Text,
    #[serde(rename = "while")]
    pub(super) states: Spanned<Vec<Text>>,
    pub(super) why: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExceptionPart {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) restore_days: Spanned<Days>,
    pub(super) columns: Spanned<Vec<Role>>,
    pub(super) words: Spanned<Vec<Text>>,
    pub(super) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AffiliationPart {
    pub(super) code: Text,
    pub(super) name: Text,
    pub(super) eligible: EligiblePart,
    pub(super) origin: OriginPart,
    pub(super) sponsor: SponsorPart,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum EligiblePart {
    Always,
    IfEmeritus,
    NoLonger,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum OriginPart {
    Payroll,
    StudentRecords,
    ByHand,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SponsorPart {
    Automatic,
    Override,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PositionsPart {
    pub(super) enrollment: BTreeMap<Role, Text>,
    pub(super) flagged: BTreeMap<Role, Text>,
}

/// A number of days; ten years are more than any rule needs.
#[derive(Clone, Copy)]
pub(super) struct Days(pub(super) u16);

/// A number of minutes, of at most a week.
#[derive(Clone, Copy)]
pub(super) struct Minutes(pub(super) u16);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Days, D::Error> {
        deserializer.deserialize_i64(Whole { unit: "days", most: 3660 }).map(Days)
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Minutes, D::Error> {
        deserializer.deserialize_i64(Whole { unit: "minutes", most: 10_080 }).map(Minutes)
    }
}

/// A whole number from 0 to a limit.
struct Whole {
    unit: &'static str,
    most: u16,
}

impl Visitor<'_> for Whole {
    type Value = u16;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number of {} from 0 to {}", self.unit, self.most)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<u16, E> {
        u16::try_from(number)
            .ok()
            .filter(|number| *number <= self.most)
            .ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<u16, E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
