//! The clock: from one date, deprovisioning, all others follow.
//!
//! ```text
//! lapsed_on ─ … ─► disabled_on ─ … ─► deprovisioned_on ─ … ─► restorable_until │ gone
//! ```
//!
//! Days are civil days; there are no instants and no time zones. The numbers are those of
//! the [`Policy`]. This is the only place where they are applied.
//!
//! The last day on which the contents come back counts in, whatever the window: an account
//! with a window of 0 days is restorable on the day of deprovisioning, and gone on the next.

use crate::policy::Policy;
use crate::standing::{Standing, Status};
use chrono::{Datelike, Days, NaiveDate};

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

    /// The state on a day, and while the account is expiring how soon to act.
    pub fn standing(&self, as_of: NaiveDate, policy: &Policy) -> Standing {
        let expiring = || match days_between(as_of, self.act_by) {
            ..=-1 => Standing::Overdue,
            0 => Standing::Today,
            days if days <= i64::from(policy.clock.soon_days) => Standing::ThisWeek,
            _ => Standing::Later,
        };
        self.status(as_of).standing().unwrap_or_else(expiring)
    }

    /// The last day before the account's state gets worse: a working day while there is
    /// one; `None` when nothing can get worse.
    pub fn last_day(&self, standing: Standing) -> Option<NaiveDate> {
        match standing.status() {
            Status::Expiring if standing == Standing::Overdue => {
                self.disabled_on.pred_opt()
            }
            Status::Expiring => Some(self.act_by),
            Status::Disabled => self.deprovisioned_on.pred_opt(),
            Status::Restorable => Some(self.restorable_until),
            Status::Gone | Status::Undated | Status::Clear => None,
        }
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
    // A long list asks this for every date, and a duration would count nanoseconds too.
    i64::from(to.num_days_from_ce()) - i64::from(from.num_days_from_ce())
}

#[cfg(test)]
mod tests;
