//! What a person may change of a profile without writing TOML: its numbers and days.
//!
//! A change is written into the profile's own text and the text is read again, so that a
//! changed profile went through the same checks and keeps its comments.

use super::profile::{Profile, Whole};
use super::{Clock, Holiday, Origin, Policy, PolicyError};
use chrono::Weekday;
use std::ops::Range;

/// The numbers and days of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The numbers of the clock.
    pub clock: Clock,
    /// From how many to how many minutes each wait takes, in the order of
    /// [`Rules::waits`](super::Rules::waits).
    pub waits: Vec<(u16, u16)>,
    /// The days of the working week.
    pub working_days: Vec<Weekday>,
    /// The days on which nobody is at work.
    pub holidays: Vec<Holiday>,
}

impl Settings {
    /// Reads a number of days, as a person writes it into a field.
    ///
    /// # Errors
    /// When it is no number that a profile may have; the message says what is allowed.
    pub fn days(text: &str) -> Result<u16, String> {
        Whole::DAYS.read(text)
    }

    /// Reads a number of minutes, as [`Settings::days`].
    ///
    /// # Errors
    /// As [`Settings::days`].
    pub fn minutes(text: &str) -> Result<u16, String> {
        Whole::MINUTES.read(text)
    }
}

/// Where the values are in the text of a profile, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Places {
    clock: [Range<usize>; 5],
    waits: Vec<[Range<usize>; 2]>,
    working_days: Range<usize>,
    holidays: Range<usize>,
}

impl Places {
    pub(super) fn of(profile: &Profile) -> Places {
        let clock = &profile.clock;
        Places {
            clock: [
                clock.grace_days.span(),
                clock.disable_lead_days.span(),
                clock.restore_days.span(),
                clock.soon_days.span(),
                clock.stale_report_days.span(),
            ],
            waits: profile
                .waits
                .iter()
                .map(|wait| [wait.from_minutes.span(), wait.to_minutes.span()])
                .collect(),
            working_days: profile.calendar.working_days.span(),
            holidays: profile.calendar.holidays.span(),
        }
    }
}

impl Clock {
    fn numbers(&self) -> [u16; 5] {
        [
            self.grace_days,
            self.disable_lead_days,
            self.restore_days,
            self.soon_days,
            self.stale_report_days,
        ]
    }
}

impl Policy {
    /// Its numbers and days.
    pub fn settings(&self) -> Settings {
        Settings {
            clock: self.clock,
            waits: self
                .waits
                .iter()
                .map(|wait| (wait.from_minutes, wait.to_minutes))
                .collect(),
            working_days: self.working_days().to_vec(),
            holidays: self.holidays().to_vec(),
        }
    }

    /// The same profile with other numbers and days. It [is changed](Policy::is_changed)
    /// unless they are those that it had.
    ///
    /// # Errors
    /// When they make no sense, as [`Policy::from_toml`].
    pub fn with(&self, settings: &Settings) -> Result<Policy, PolicyError> {
        let mut text = self.text.clone();
        let mut edits = self.edits(settings);
        // From the end, so that the places before stay where they are.
        edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        for (place, value) in edits {
            text.replace_range(place, &value);
        }
        let policy = Policy::from_toml(&text)?;
        let origin = match policy.origin {
            Origin::Own if policy.rules != self.rules => Origin::Changed,
            Origin::Own => self.origin,
            known => known,
        };
        Ok(Policy { origin, ..policy })
    }

    /// The places of the values that differ, with the new ones.
    fn edits(&self, wanted: &Settings) -> Vec<(Range<usize>, String)> {
        let had = self.settings();
        let mut edits = Vec::new();
        let numbers = had.clock.numbers().into_iter().zip(wanted.clock.numbers());
        for (place, (had, wanted)) in self.places.clock.iter().zip(numbers) {
            if had != wanted {
                edits.push((place.clone(), wanted.to_string()));
            }
        }
        let waits = had.waits.iter().zip(&wanted.waits);
        for ([from, to], (had, wanted)) in self.places.waits.iter().zip(waits) {
            for (place, had, wanted) in [(from, had.0, wanted.0), (to, had.1, wanted.1)] {
                if had != wanted {
                    edits.push((place.clone(), wanted.to_string()));
                }
            }
        }
        if had.working_days != wanted.working_days {
            let days = wanted.working_days.iter();
            let days = days.map(|day| format!("\"{}\"", day.to_string().to_lowercase()));
            let value = format!("[{}]", days.collect::<Vec<_>>().join(", "));
            edits.push((self.places.working_days.clone(), value));
        }
        if had.holidays != wanted.holidays {
            let lines = wanted.holidays.iter().map(|day| format!("  \"{day}\",\n"));
            let value = match wanted.holidays.is_empty() {
                true => "[]".to_owned(),
                false => format!("[\n{}]", lines.collect::<String>()),
            };
            edits.push((self.places.holidays.clone(), value));
        }
        edits
    }
}
