//! The clock: from one date, deprovisioning, all others follow.
//!
//! ```text
//! lapsed_on ─ … ─► disabled_on ─ … ─► deprovisioned_on ─ … ─► restorable_until │ gone
//! ```
//!
//! Days are civil days; there are no instants and no time zones. The numbers are those of
//! the [`Policy`]. This is the only place where they are applied.
//!
//! The last day on which the contents come back counts in. An account with a window of 0
//! days has no such day: it is gone from the day of deprovisioning on.

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
    /// The last day on which the contents can be re-attached; `None` when there is none.
    pub restorable_until: Option<NaiveDate>,
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
            restorable_until: None,
        }
        .with_restore_days(clock.restore_days, false)
    }

    /// The same account with another window for restoring; 0 days are no window. A deletion
    /// of which the instant is known in UTC may be of the day before in the Americas, so
    /// that its last day is one earlier.
    pub fn with_restore_days(
        self,
        restore_days: u16,
        is_utc: bool,
    ) -> Option<Milestones> {
        let restorable_until = match restore_days.checked_sub(u16::from(is_utc)) {
            Some(days) if restore_days > 0 => {
                Some(self.deprovisioned_on.checked_add_days(Days::new(days.into()))?)
            }
            _ => None,
        };
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
        } else if self.restorable_until.is_some_and(|last| as_of <= last) {
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

    /// The same of an account that is deleted: it does not work any more, though the day may
    /// be tomorrow here.
    pub fn standing_once_deleted(&self, as_of: NaiveDate, policy: &Policy) -> Standing {
        match as_of < self.deprovisioned_on {
            true => Standing::Restorable,
            false => self.standing(as_of, policy),
        }
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
            Status::Restorable => self.restorable_until,
            Status::Gone | Status::Undated | Status::Clear => None,
        }
    }

    /// The first day on which the contents are lost for good.
    pub fn gone_since(&self) -> Option<NaiveDate> {
        self.restorable_until.map_or(Some(self.deprovisioned_on), |last| last.succ_opt())
    }

    /// Days until deprovisioning, negative afterwards.
    pub fn days_left(&self, as_of: NaiveDate) -> i64 {
        days_between(as_of, self.deprovisioned_on)
    }

    /// Days until the contents are lost, once the account is deprovisioned; negative when
    /// they are lost, and `None` when they never come back.
    pub fn restore_days_left(&self, as_of: NaiveDate) -> Option<i64> {
        let last = self.restorable_until.filter(|_| as_of >= self.deprovisioned_on)?;
        Some(days_between(as_of, last))
    }

    /// The day by which an account that stands so has its place in the order of an answer:
    /// the next one on which its state gets worse; for a lost one that of deprovisioning.
    pub fn next_deadline(&self, standing: Standing) -> NaiveDate {
        match standing.status() {
            Status::Expiring => self.act_by,
            Status::Restorable => self.restorable_until.unwrap_or(self.deprovisioned_on),
            Status::Disabled | Status::Gone | Status::Undated | Status::Clear => {
                self.deprovisioned_on
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
