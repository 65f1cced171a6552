//! The day of an account that counts now, as its row shows it.

use crate::words::relative;
use chrono::NaiveDate;
use reprieve_core::lifecycle::Milestones;
use reprieve_core::standing::{Event, Standing};

/// The day that counts for an account that stands so: the next one on which its state gets
/// worse, see [`Milestones::next_deadline`]; of an account that is gone, the first day without
/// contents.
pub fn deadline_day(dates: &Milestones, standing: Standing) -> NaiveDate {
    match standing.event() {
        Some(Event::Gone) => dates.gone_since().unwrap_or(dates.deprovisioned_on),
        _ => dates.next_deadline(standing),
    }
}

/// The day that counts now, and what happens on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// See [`deadline_day`].
    pub day: NaiveDate,
    /// What is below it: how near it is, and what it means where that is not “act by”.
    pub note: String,
}

impl Deadline {
    /// The day that counts for an account that stands so.
    pub fn new(dates: &Milestones, standing: Standing, as_of: NaiveDate) -> Deadline {
        let day = deadline_day(dates, standing);
        let near = relative(day, as_of);
        let note = match standing.event() {
            // From here on the day of the next harm says more than the day that is over.
            Some(Event::ActBy) if day <= as_of => {
                format!("disabled {}", relative(dates.disabled_on, as_of))
            }
            Some(Event::ActBy) | None => near,
            Some(Event::MailStops) => format!("mail stops {near}"),
            Some(Event::RestoreBy) => format!("Restore by, {near}"),
            Some(Event::Gone) => format!("gone, {near}"),
        };
        Deadline { day, note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::policy::{DEFAULT, Policy};

    #[track_caller]
    fn check(deprovisioned_on: &str, day: &str, note: &str) {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let as_of = "2026-11-30".parse().unwrap();
        let dates = Milestones::new(deprovisioned_on.parse().unwrap(), &policy).unwrap();
        let found = Deadline::new(&dates, dates.standing(as_of, &policy), as_of);
        assert_eq!((found.day.to_string().as_str(), found.note.as_str()), (day, note));
    }

    #[test]
    fn each_state_has_the_day_that_counts_for_it() {
        check("2026-12-02", "2026-11-30", "disabled tomorrow");
        check("2026-12-03", "2026-12-01", "tomorrow");
        check("2027-01-06", "2027-01-04", "in 35 days");
        check("2026-12-01", "2026-12-01", "mail stops tomorrow");
        check("2026-11-04", "2026-12-04", "Restore by, in 4 days");
        check("2026-10-30", "2026-11-30", "gone, today");
    }
}
