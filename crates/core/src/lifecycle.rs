//! The clock: from one date, deprovisioning, all others follow.
//!
//! ```text
//! lapsed_on ─ … ─► disabled_on ─ 1 day ─► deprovisioned_on ─ 30 days ─► restorable_until │ gone
//! ```
//!
//! Days are civil days; there are no instants and no time zones. The numbers are those of
//! the [`Policy`]. This is the only place where they are applied.

use crate::policy::Policy;
use chrono::{Days, NaiveDate};

/// The days on which something happens to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Milestones {
    /// The last eligible affiliation became inactive.
    pub lapsed_on: NaiveDate,
    /// The last working day on which a person can act while everything still works.
    pub act_by: NaiveDate,
    /// The account is disabled.
    pub disabled_on: NaiveDate,
    /// No mail is received any more, nobody has access.
    pub deprovisioned_on: NaiveDate,
    /// The last day on which the contents can be re-attached.
    pub restorable_until: NaiveDate,
}

/// What state an account is in on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Flagged, and still working.
    Expiring,
    /// Disabled, and not deprovisioned yet.
    Disabled,
    /// Deprovisioned; the contents can come back.
    Restorable,
    /// Flagged, but nobody knows until when.
    Undated,
    /// The contents are lost for good.
    Gone,
    /// In the directory, and not flagged.
    Clear,
}

/// How soon somebody has to act on an expiring account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// The last working day is over.
    Overdue,
    /// It is today.
    Today,
    /// It is near.
    ThisWeek,
    /// There is time.
    Later,
}

impl Milestones {
    /// All days of an account that is deprovisioned on `deprovisioned_on`. `None` at the
    /// ends of the calendar, some 260,000 years away.
    pub fn new(deprovisioned_on: NaiveDate, policy: &Policy) -> Option<Milestones> {
        let clock = &policy.clock;
        let before =
            |days: u16| deprovisioned_on.checked_sub_days(Days::new(days.into()));
        let disabled_on = before(clock.disable_lead_days)?;
        let mut act_by = disabled_on.pred_opt()?;
        while !policy.is_working_day(act_by) {
            act_by = act_by.pred_opt()?;
        }
        Milestones {
            lapsed_on: before(clock.grace_days)?,
            act_by,
            disabled_on,
            deprovisioned_on,
            restorable_until: deprovisioned_on,
        }
        .with_restore_days(clock.restore_days)
    }

    /// The same account with another window for restoring.
    pub fn with_restore_days(self, restore_days: u16) -> Option<Milestones> {
        let window = Days::new(restore_days.into());
        let restorable_until = self.deprovisioned_on.checked_add_days(window)?;
        Some(Milestones { restorable_until, ..self })
    }

    /// The milestones of an account whose last eligible affiliation ended on `lapsed_on`.
    pub fn from_lapse(lapsed_on: NaiveDate, policy: &Policy) -> Option<Milestones> {
        let grace = Days::new(policy.clock.grace_days.into());
        Milestones::new(lapsed_on.checked_add_days(grace)?, policy)
    }

    /// The state on a day.
    pub fn status(&self, as_of: NaiveDate) -> Status {
        if as_of < self.disabled_on {
            Status::Expiring
        } else if as_of < self.deprovisioned_on {
            Status::Disabled
        } else if as_of <= self.restorable_until {
            Status::Restorable
        } else {
            Status::Gone
        }
    }

    /// How soon to act; only an expiring account has an urgency.
    pub fn urgency(&self, as_of: NaiveDate, policy: &Policy) -> Option<Urgency> {
        if self.status(as_of) != Status::Expiring {
            return None;
        }
        Some(match days_between(as_of, self.act_by) {
            ..=-1 => Urgency::Overdue,
            0 => Urgency::Today,
            days if days <= i64::from(policy.clock.soon_days) => Urgency::ThisWeek,
            _ => Urgency::Later,
        })
    }

    /// Days until deprovisioning, negative afterwards.
    pub fn days_left(&self, as_of: NaiveDate) -> i64 {
        days_between(as_of, self.deprovisioned_on)
    }

    /// Days until the contents are lost, once the account is deprovisioned; negative when
    /// they are lost.
    pub fn restore_days_left(&self, as_of: NaiveDate) -> Option<i64> {
        (as_of >= self.deprovisioned_on)
            .then(|| days_between(as_of, self.restorable_until))
    }

    /// The day on which the account's state next gets worse, or for a lost one the day on
    /// which it was lost.
    pub fn next_deadline(&self, as_of: NaiveDate) -> NaiveDate {
        match self.status(as_of) {
            Status::Expiring => self.act_by,
            Status::Disabled => self.deprovisioned_on,
            Status::Restorable | Status::Gone | Status::Undated | Status::Clear => {
                self.restorable_until
            }
        }
    }
}

/// Signed days from one day to another.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

impl Status {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Expiring => "expiring",
            Status::Disabled => "disabled",
            Status::Restorable => "restorable",
            Status::Undated => "undated",
            Status::Gone => "gone",
            Status::Clear => "clear",
        }
    }
}

impl Urgency {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::Today => "today",
            Urgency::ThisWeek => "this-week",
            Urgency::Later => "later",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::DEFAULT;
    use chrono::{Datelike, TimeDelta, Weekday};

    fn policy() -> Policy {
        Policy::built_in(DEFAULT).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_days_of_an_account() {
        let milestones = Milestones::new(day("2026-12-08"), &policy()).unwrap();
        assert_eq!(
            milestones,
            Milestones {
                lapsed_on: day("2026-10-09"),
                act_by: day("2026-12-04"),
                disabled_on: day("2026-12-07"),
                deprovisioned_on: day("2026-12-08"),
                restorable_until: day("2027-01-07"),
            }
        );
        assert_eq!(
            Milestones::from_lapse(day("2026-10-09"), &policy()),
            Some(milestones)
        );
    }

    /// Every as-of day around every deprovisioning day of a decade, against a calculation
    /// that knows only the distance in days.
    #[test]
    fn every_day_around_every_date_of_a_decade() {
        let policy = policy();
        let first = day("2020-01-01");
        for n in 0..3653 {
            let date = first + TimeDelta::days(n);
            let milestones = Milestones::new(date, &policy).unwrap();
            let act_by = milestones.act_by;
            let gap = days_between(act_by, milestones.disabled_on);
            assert!(!matches!(act_by.weekday(), Weekday::Sat | Weekday::Sun));
            let expected_gap = match milestones.disabled_on.weekday() {
                Weekday::Sun => 2,
                Weekday::Mon => 3,
                _ => 1,
            };
            assert_eq!(gap, expected_gap);
            for left in -100..=100 {
                let as_of = date - TimeDelta::days(left);
                let status = match left {
                    2.. => Status::Expiring,
                    1 => Status::Disabled,
                    -30..=0 => Status::Restorable,
                    _ => Status::Gone,
                };
                let to_act = left - 1 - gap;
                let urgency = (left > 1).then_some(match to_act {
                    ..=-1 => Urgency::Overdue,
                    0 => Urgency::Today,
                    1..=7 => Urgency::ThisWeek,
                    _ => Urgency::Later,
                });
                assert_eq!(milestones.status(as_of), status);
                assert_eq!(milestones.urgency(as_of, &policy), urgency);
                assert_eq!(milestones.days_left(as_of), left);
                let restore = (left <= 0).then_some(left + 30);
                assert_eq!(milestones.restore_days_left(as_of), restore);
            }
        }
    }

    #[test]
    fn a_holiday_is_no_day_to_act() {
        let text = include_str!("policy/profiles/penno365-cloud-control.toml")
            .replace("holidays = []", "holidays = [\"2026-11-26\", \"2026-11-27\"]");
        let policy = Policy::from_toml(&text).unwrap();
        // Disabled on Sunday 29 November; Thursday and Friday are holidays.
        let milestones = Milestones::new(day("2026-11-30"), &policy).unwrap();
        assert_eq!(milestones.act_by, day("2026-11-25"));
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_panic() {
        assert_eq!(Milestones::new(NaiveDate::MIN, &policy()), None);
        assert_eq!(Milestones::new(NaiveDate::MAX, &policy()), None);
    }
}
