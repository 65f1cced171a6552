//! From the file form to the rules: what a value may be beyond its type.

mod guidance;

use super::error::cut;
use super::profile::{
    AffiliationPart, ClockPart, EligiblePart, OriginPart, Profile, SponsorPart, Text,
};
use super::settings::Places;
use super::{
    Affiliation, Citation, Clock, Course, Disagreement, Eligible, EnteredBy, Holiday,
    Placeholder, PolicyError, Positions, Rules, Stage, Template, Wait, Wording, vendors,
};
use crate::column_names::spellings;
use crate::role::Role;
use crate::value::DayOrder;
use chrono::{NaiveDate, Weekday};
use std::collections::{BTreeMap, HashMap};
use toml::Spanned;

/// Every holiday of a rule takes at most one working day of a year, and a year has 52 of
/// each weekday: so there always is a working day, and looking for it ends soon.
const MAX_YEARLY_HOLIDAYS: usize = 50;
const MAX_HOLIDAYS: usize = 1000;

/// Roles that one header can stand for, of which the first is meant unless the rest of the
/// table says otherwise.
const MAY_SHARE: [[Role; 2]; 1] = [[Role::ScheduledDeletion, Role::DeletedOn]];

/// The role of a column by a spelling of its name, and how well the name fits: less is better.
type BySpelling = HashMap<String, (Role, usize)>;

type Checked<T> = Result<T, PolicyError>;

/// Reads the rules, and where in the text the values are that can be edited.
pub(super) fn rules(text: &str) -> Checked<(Rules, Places)> {
    let profile = Profile::from_toml(text)?;
    let places = Places::of(&profile);
    let check = Check { text };
    Ok((check.rules(profile)?, places))
}

/// The text that is checked, for the lines of messages.
#[derive(Clone, Copy)]
struct Check<'a> {
    text: &'a str,
}

impl Check<'_> {
    fn rules(self, profile: Profile) -> Checked<Rules> {
        let clock = self.clock(&profile.clock)?;
        let working_days = self.working_days(&profile.calendar.working_days)?;
        let holidays = self.holidays(profile.calendar.holidays.get_ref())?;
        let waits = self.waits(&profile)?;
        let steps = self.steps(&profile, &waits)?;
        let exceptions = self.exceptions(&profile.exceptions)?;
        let mut by_spelling = self.by_spelling(&profile.columns)?;
        let columns = with_vendors(&profile.columns, &mut by_spelling);
        let [keep, let_go, reinstate] =
            [&profile.courses.keep, &profile.courses.let_go, &profile.courses.reinstate];
        Ok(Rules {
            name: self.name(&profile.name)?,
            title: self.plain(&profile.title)?,
            institution: self.plain(&profile.institution)?,
            date: self.date(&profile.date)?,
            sources: self.sources(&profile)?,
            dates: match &profile.dates {
                Some(text) => Some(self.word(text, &DayOrder::ALL, DayOrder::as_str)?),
                None => None,
            },
            clock,
            waits,
            disagreements: self.disagreements(&profile)?,
            way: self.all(&profile.way, |part| {
                Ok(Stage {
                    title: self.plain(&part.title)?,
                    text: self.plain(&part.text)?,
                })
            })?,
            texts: Wording {
                directory_report: self.plain(&profile.texts.directory_report)?,
                enrollment_list: self.plain(&profile.texts.enrollment_list)?,
                paste_names: self.plain(&profile.texts.paste_names)?,
                unknown: self.plain(&profile.texts.unknown)?,
            },
            steps,
            impossible: self.impossible(&profile)?,
            exceptions,
            enrollment_positions: self.positions(&profile.positions.enrollment)?,
            flagged_positions: self.positions(&profile.positions.flagged)?,
            working_days,
            holidays,
            course_titles: BTreeMap::from([
                (Course::Keep, self.plain(keep)?),
                (Course::LetGo, self.plain(let_go)?),
                (Course::Reinstate, self.plain(reinstate)?),
            ]),
            causes: self.causes(&profile.causes)?,
            situations: self.situations(&profile.situations)?,
            affiliations: self.affiliations(profile.affiliations.get_ref())?,
            columns,
            by_spelling,
        })
    }

    fn refuse<T, V>(self, at: &Spanned<V>, message: impl Into<String>) -> Checked<T> {
        Err(PolicyError::at(self.text, at.span().start, message))
    }

    fn all<T, U>(self, parts: &[T], each: impl Fn(&T) -> Checked<U>) -> Checked<Vec<U>> {
        parts.iter().map(each).collect()
    }

    /// A text without placeholders that says something.
    fn plain(self, text: &Text) -> Checked<String> {
        let inner = text.get_ref();
        if inner.trim().is_empty() {
            return self.refuse(text, "this is empty; a text is needed");
        }
        if inner.contains(['{', '}']) {
            let found = cut(inner);
            return self
                .refuse(text, format!("“{found}”: no placeholders are allowed here"));
        }
        Ok(inner.clone())
    }

    /// A text that may have placeholders, but none for a wait.
    fn template(self, text: &Text) -> Checked<Template> {
        let template = self.step_template(text)?;
        if template.names(Placeholder::Wait) {
            return self.refuse(
                text,
                "{wait} is allowed only in the text of a step that has a wait",
            );
        }
        Ok(template)
    }

    fn step_template(self, text: &Text) -> Checked<Template> {
        if text.get_ref().trim().is_empty() {
            return self.refuse(text, "this is empty; a text is needed");
        }
        Template::new(text.get_ref().clone()).or_else(|found| {
            let known = Placeholder::ALL.map(|known| format!("{{{}}}", known.as_str()));
            let known = known.join(", ");
            self.refuse(
                text,
                format!("there is no placeholder “{}”; allowed: {known}", cut(&found)),
            )
        })
    }

    fn name(self, text: &Text) -> Checked<String> {
        let name = text.get_ref();
        let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if name.is_empty() || name.len() > 60 || !name.chars().all(is_part) {
            return self.refuse(
                text,
                format!(
                    "“{}” is no name: 1 to 60 letters, digits, hyphens, dots and underscores \
                     are allowed",
                    cut(name)
                ),
            );
        }
        Ok(name.clone())
    }

    /// One of some words.
    fn word<T: Copy>(
        self,
        text: &Text,
        all: &[T],
        as_str: impl Fn(T) -> &'static str,
    ) -> Checked<T> {
        match all.iter().find(|known| as_str(**known) == text.get_ref()) {
            Some(known) => Ok(*known),
            None => {
                let known: Vec<&str> = all.iter().map(|known| as_str(*known)).collect();
                let (found, known) = (cut(text.get_ref()), known.join(", "));
                self.refuse(text, format!("“{found}” is none of: {known}"))
            }
        }
    }

    /// Refuses a name that an earlier one has.
    fn once<'a>(self, ids: impl Iterator<Item = &'a Text>) -> Checked<()> {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for id in ids {
            if id.get_ref().trim().is_empty() {
                return self.refuse(id, "this is empty; a name is needed");
            }
            let start = id.span().start;
            if let Some(first) = seen.insert(id.get_ref(), start) {
                let line = PolicyError::at(self.text, first, "").line.unwrap_or_default();
                let found = cut(id.get_ref());
                return self.refuse(
                    id,
                    format!("“{found}” is there twice; it is on line {line} too"),
                );
            }
        }
        Ok(())
    }

    fn clock(self, part: &ClockPart) -> Checked<Clock> {
        let clock = Clock {
            grace_days: part.grace_days.get_ref().0,
            disable_lead_days: part.disable_lead_days.get_ref().0,
            restore_days: part.restore_days.get_ref().0,
            soon_days: part.soon_days.get_ref().0,
            stale_report_days: part.stale_report_days.get_ref().0,
        };
        if clock.disable_lead_days > clock.grace_days {
            let (lead, grace) = (clock.disable_lead_days, clock.grace_days);
            return self.refuse(
                &part.disable_lead_days,
                format!("disable_lead_days is {lead}; it must not be more than grace_days ({grace})"),
            );
        }
        Ok(clock)
    }

    fn date(self, text: &Text) -> Checked<NaiveDate> {
        NaiveDate::parse_from_str(text.get_ref(), "%Y-%m-%d").or_else(|_| {
            let found = cut(text.get_ref());
            self.refuse(text, format!("“{found}” is no date such as 2026-11-26"))
        })
    }

    fn working_days(self, names: &Spanned<Vec<Text>>) -> Checked<Vec<Weekday>> {
        if names.get_ref().is_empty() {
            return self.refuse(names, "working_days: at least one day is needed");
        }
        const DAYS: [(&str, Weekday); 7] = [
            ("mon", Weekday::Mon),
            ("tue", Weekday::Tue),
            ("wed", Weekday::Wed),
            ("thu", Weekday::Thu),
            ("fri", Weekday::Fri),
            ("sat", Weekday::Sat),
            ("sun", Weekday::Sun),
        ];
        self.all(names.get_ref(), |name| {
            self.word(name, &DAYS, |(name, _)| name).map(|(_, day)| day)
        })
    }

    fn holidays(self, texts: &[Text]) -> Checked<Vec<Holiday>> {
        let (mut n_yearly, mut holidays) = (0, Vec::new());
        for text in texts {
            let holiday: Holiday = text.get_ref().parse().or_else(|no| {
                self.refuse(
                    text,
                    format!("“{}” is no holiday: {no}", cut(text.get_ref())),
                )
            })?;
            n_yearly += usize::from(holiday.is_yearly());
            holidays.push(holiday);
            if n_yearly > MAX_YEARLY_HOLIDAYS || holidays.len() > MAX_HOLIDAYS {
                return self.refuse(
                    text,
                    format!(
                        "these are too many holidays: {MAX_YEARLY_HOLIDAYS} that come back \
                         every year and {MAX_HOLIDAYS} in all are allowed"
                    ),
                );
            }
        }
        Ok(holidays)
    }

    fn sources(self, profile: &Profile) -> Checked<Vec<Citation>> {
        self.all(&profile.sources, |part| {
            let url = part.url.as_ref().map(|url| match url.get_ref() {
                address
                    if address.starts_with("https://")
                        || address.starts_with("http://") =>
                {
                    self.plain(url)
                }
                other => {
                    let found = cut(other);
                    self.refuse(
                        url,
                        format!("“{found}” is no address: it begins with https://"),
                    )
                }
            });
            Ok(Citation { title: self.plain(&part.title)?, url: url.transpose()? })
        })
    }

    fn waits(self, profile: &Profile) -> Checked<Vec<Wait>> {
        self.once(profile.waits.iter().map(|part| &part.id))?;
        self.all(&profile.waits, |part| {
            let (from, to) = (part.from_minutes.get_ref().0, part.to_minutes.get_ref().0);
            if to == 0 || to < from {
                return self.refuse(
                    &part.to_minutes,
                    format!("to_minutes is {to}; it must be at least 1 and at least from_minutes ({from})"),
                );
            }
            Ok(Wait {
                id: self.plain(&part.id)?,
                title: self.plain(&part.title)?,
                from_minutes: from,
                to_minutes: to,
            })
        })
    }

    fn disagreements(self, profile: &Profile) -> Checked<Vec<Disagreement>> {
        self.all(&profile.disagreements, |part| {
            Ok(Disagreement {
                topic: self.plain(&part.topic)?,
                follows: self.plain(&part.follows)?,
                other: self.plain(&part.other)?,
            })
        })
    }

    fn affiliations(
        self,
        parts: &[AffiliationPart],
    ) -> Checked<BTreeMap<String, Affiliation>> {
        let mut known = BTreeMap::new();
        for part in parts {
            let affiliation = Affiliation {
                name: self.plain(&part.name)?,
                eligible: match part.eligible {
                    EligiblePart::Always => Eligible::Always,
                    EligiblePart::IfEmeritus => Eligible::IfEmeritus,
                    EligiblePart::NoLonger => Eligible::NoLonger,
                },
                entered_by: match part.origin {
                    OriginPart::Payroll => EnteredBy::Payroll,
                    OriginPart::StudentRecords => EnteredBy::StudentRecords,
                    OriginPart::ByHand => EnteredBy::Hand,
                },
                needs_override: matches!(part.sponsor, SponsorPart::Override),
            };
            let code = self.plain(&part.code)?.to_ascii_uppercase();
            if known.insert(code.clone(), affiliation).is_some() {
                return self.refuse(&part.code, format!("“{code}” is there twice"));
            }
        }
        Ok(known)
    }

    fn by_spelling(self, columns: &BTreeMap<Role, Vec<Text>>) -> Checked<BySpelling> {
        let mut known = BySpelling::new();
        for (role, names) in columns {
            for (rank, name) in names.iter().enumerate() {
                for spelling in spellings(name.get_ref()) {
                    let (other, _) = *known.entry(spelling).or_insert((*role, rank));
                    if other != *role && !MAY_SHARE.contains(&[other, *role]) {
                        return self.refuse(
                            name,
                            format!(
                                "“{}” stands for both {} and {}",
                                cut(name.get_ref()),
                                other.as_str(),
                                role.as_str()
                            ),
                        );
                    }
                }
            }
        }
        Ok(known)
    }

    fn positions(self, letters: &BTreeMap<Role, Text>) -> Checked<Positions> {
        let index = |letters: &str| {
            let in_range = (1..=2).contains(&letters.len())
                && letters.bytes().all(|b| b.is_ascii_uppercase());
            in_range.then(|| {
                letters.bytes().fold(0, |sum, b| sum * 26 + usize::from(b - b'A') + 1) - 1
            })
        };
        let place = |(role, text): (&Role, &Text)| match index(text.get_ref()) {
            Some(column) => Ok((*role, column)),
            None => {
                let found = cut(text.get_ref());
                self.refuse(text, format!("“{found}” is no column such as M or AB"))
            }
        };
        letters.iter().map(place).collect()
    }
}

/// The names of a profile, and behind them those of vendors, unless the profile uses one for
/// something else.
fn with_vendors(
    columns: &BTreeMap<Role, Vec<Text>>,
    by_spelling: &mut BySpelling,
) -> BTreeMap<Role, Vec<String>> {
    let own = columns.iter().map(|(role, names)| {
        (*role, names.iter().map(|name| name.get_ref().clone()).collect())
    });
    let mut columns: BTreeMap<Role, Vec<String>> = own.collect();
    for (role, names) in vendors::COLUMNS {
        let all = columns.entry(role).or_default();
        for name in names {
            let spellings = spellings(name);
            let is_free = |spelling: &String| match by_spelling.get(spelling) {
                Some((other, _)) => MAY_SHARE.contains(&[*other, role]),
                None => true,
            };
            if spellings.iter().all(is_free) {
                for spelling in spellings {
                    by_spelling.entry(spelling).or_insert((role, all.len()));
                }
                all.push((*name).to_owned());
            }
        }
    }
    columns
}
