//! The file form of a profile, and its checks.

use super::{Affiliation, Clock, Eligible, Policy, PolicyError, Positions, Step, Texts};
use crate::source::Role;
use crate::table::spellings;
use chrono::{NaiveDate, Weekday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// More days than this are a slip of the keyboard.
const MAX_DAYS: u16 = 3660;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    name: String,
    title: String,
    institution: String,
    date: String,
    sources: Vec<String>,
    clock: ClockPart,
    calendar: CalendarPart,
    steps: Vec<StepPart>,
    texts: TextsPart,
    affiliations: Vec<AffiliationPart>,
    columns: BTreeMap<Role, Vec<String>>,
    positions: PositionsPart,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockPart {
    grace_days: u16,
    disable_lead_days: u16,
    restore_days: u16,
    soon_days: u16,
    stale_report_days: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarPart {
    working_days: Vec<String>,
    holidays: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepPart {
    title: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextsPart {
    directory_report: String,
    enrollment_list: String,
    paste_names: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AffiliationPart {
    code: String,
    name: String,
    eligible: EligiblePart,
    sponsor: SponsorPart,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum EligiblePart {
    Always,
    IfEmeritus,
    NoLonger,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SponsorPart {
    Automatic,
    Override,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PositionsPart {
    enrollment: BTreeMap<Role, String>,
    flagged: BTreeMap<Role, String>,
}

pub(super) fn read(text: &str) -> Result<Policy, PolicyError> {
    let profile: Profile = toml::from_str(text).map_err(|error| in_line(text, &error))?;
    let clock = clock(&profile.clock)?;
    let by_spelling = by_spelling(&profile.columns)?;
    Ok(Policy {
        date: date("date", &profile.date)?,
        clock,
        steps: profile
            .steps
            .into_iter()
            .map(|part| Step { title: part.title, text: part.text })
            .collect(),
        texts: Texts {
            directory_report: profile.texts.directory_report,
            enrollment_list: profile.texts.enrollment_list,
            paste_names: profile.texts.paste_names,
        },
        enrollment_positions: positions(&profile.positions.enrollment)?,
        flagged_positions: positions(&profile.positions.flagged)?,
        working_days: working_days(&profile.calendar.working_days)?,
        holidays: profile
            .calendar
            .holidays
            .iter()
            .map(|day| date("holidays", day))
            .collect::<Result<BTreeSet<_>, _>>()?,
        affiliations: affiliations(profile.affiliations)?,
        columns: profile.columns,
        by_spelling,
        name: profile.name,
        title: profile.title,
        institution: profile.institution,
        sources: profile.sources,
    })
}

fn refuse<T>(message: String) -> Result<T, PolicyError> {
    Err(PolicyError { message })
}

fn in_line(text: &str, error: &toml::de::Error) -> PolicyError {
    let what = error.message().trim();
    let Some(span) = error.span() else {
        return PolicyError { message: what.to_owned() };
    };
    let start = span.start.min(text.len());
    let n_line = text[..start].matches('\n').count() + 1;
    let line = text.lines().nth(n_line - 1).unwrap_or_default().trim();
    PolicyError { message: format!("line {n_line}: {what}: {line}") }
}

fn clock(part: &ClockPart) -> Result<Clock, PolicyError> {
    let days = [
        ("grace_days", part.grace_days),
        ("disable_lead_days", part.disable_lead_days),
        ("restore_days", part.restore_days),
        ("soon_days", part.soon_days),
        ("stale_report_days", part.stale_report_days),
    ];
    for (key, value) in days {
        if value > MAX_DAYS {
            return refuse(format!(
                "{key} = {value}: at most {MAX_DAYS} days are allowed"
            ));
        }
    }
    if part.disable_lead_days > part.grace_days {
        return refuse(format!(
            "disable_lead_days = {}: must not be more than grace_days ({})",
            part.disable_lead_days, part.grace_days
        ));
    }
    Ok(Clock {
        grace_days: part.grace_days,
        disable_lead_days: part.disable_lead_days,
        restore_days: part.restore_days,
        soon_days: part.soon_days,
        stale_report_days: part.stale_report_days,
    })
}

fn date(key: &str, text: &str) -> Result<NaiveDate, PolicyError> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| PolicyError {
        message: format!("{key}: “{text}” is no date such as 2026-11-26"),
    })
}

fn working_days(names: &[String]) -> Result<Vec<Weekday>, PolicyError> {
    if names.is_empty() {
        return refuse("working_days: at least one day is needed".to_owned());
    }
    let day = |name: &String| {
        name.parse().map_err(|_| PolicyError {
            message: format!(
                "working_days: “{name}” is none of mon, tue, wed, thu, fri, sat, sun"
            ),
        })
    };
    names.iter().map(day).collect()
}

fn affiliations(
    parts: Vec<AffiliationPart>,
) -> Result<BTreeMap<String, Affiliation>, PolicyError> {
    let mut known = BTreeMap::new();
    for part in parts {
        let affiliation = Affiliation {
            name: part.name,
            eligible: match part.eligible {
                EligiblePart::Always => Eligible::Always,
                EligiblePart::IfEmeritus => Eligible::IfEmeritus,
                EligiblePart::NoLonger => Eligible::NoLonger,
            },
            needs_override: matches!(part.sponsor, SponsorPart::Override),
        };
        let code = part.code.to_ascii_uppercase();
        if known.insert(code.clone(), affiliation).is_some() {
            return refuse(format!("affiliations: “{code}” is there twice"));
        }
    }
    Ok(known)
}

/// Roles that one header can stand for, of which the first is meant unless the rest of the
/// table says otherwise.
const MAY_SHARE: [[Role; 2]; 1] = [[Role::ScheduledDeletion, Role::DeletedOn]];

fn by_spelling(
    columns: &BTreeMap<Role, Vec<String>>,
) -> Result<HashMap<String, (Role, usize)>, PolicyError> {
    let mut known: HashMap<String, (Role, usize)> = HashMap::new();
    for (role, names) in columns {
        for (rank, name) in names.iter().enumerate() {
            for spelling in spellings(name) {
                let (other, _) = *known.entry(spelling).or_insert((*role, rank));
                if other != *role && !MAY_SHARE.contains(&[other, *role]) {
                    return refuse(format!(
                        "columns: “{name}” stands for both {} and {}",
                        other.as_str(),
                        role.as_str()
                    ));
                }
            }
        }
    }
    Ok(known)
}

fn positions(letters: &BTreeMap<Role, String>) -> Result<Positions, PolicyError> {
    let index = |letters: &str| {
        let in_range = (1..=2).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase());
        in_range.then(|| {
            letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b - b'A') + 1) - 1
        })
    };
    letters
        .iter()
        .map(|(role, letters)| match index(letters) {
            Some(column) => Ok((*role, column)),
            None => refuse(format!(
                "positions: {} = “{letters}” is no column such as M or AB",
                role.as_str()
            )),
        })
        .collect()
}
