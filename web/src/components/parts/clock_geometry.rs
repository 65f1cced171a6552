//! Where things are on an account's clock.

use chrono::NaiveDate;
use reprieve_core::lifecycle::{Milestones, days_between};

/// Room at both ends for the ring.
const INSET: f64 = 5.0;

/// Where things are on a bar, in its own units from the left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Geometry {
    pub(crate) start: f64,
    pub(crate) disabled: f64,
    pub(crate) deprovisioned: f64,
    pub(crate) today: f64,
    pub(crate) end: f64,
}

impl Geometry {
    pub(crate) fn new(milestones: &Milestones, as_of: NaiveDate, width: f64) -> Geometry {
        let end = milestones.restorable_until.unwrap_or(milestones.deprovisioned_on);
        let n_days = days_between(milestones.lapsed_on, end).max(1) as f64;
        let place = |date: NaiveDate| {
            let day = days_between(milestones.lapsed_on, date) as f64;
            INSET + (day / n_days).clamp(0.0, 1.0) * (width - 2.0 * INSET)
        };
        Geometry {
            start: INSET,
            disabled: place(milestones.disabled_on),
            deprovisioned: place(milestones.deprovisioned_on),
            today: place(as_of),
            end: width - INSET,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::policy::{DEFAULT, Policy};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_bar_has_the_same_scale() {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let milestones = Milestones::new(day("2026-11-20"), &policy).unwrap();
        let at = |as_of: &str| Geometry::new(&milestones, day(as_of), 184.0);
        let place = at("2026-11-18");
        let two_thirds = INSET + (184.0 - 2.0 * INSET) * 60.0 / 90.0;
        assert_eq!(place.deprovisioned, two_thirds);
        assert!(place.today < place.disabled && place.disabled < place.deprovisioned);
        assert_eq!(at("2020-01-01").today, place.start);
        assert_eq!(at("2030-01-01").today, place.end);
        let other = Milestones::new(day("2027-03-01"), &policy).unwrap();
        assert_eq!(
            Geometry::new(&other, day("2026-11-18"), 184.0).deprovisioned,
            two_thirds
        );
    }
}
