//! The clock against a second calculation that knows nothing of chrono.

use super::*;
use crate::policy::DEFAULT;
use chrono::Datelike;
use std::collections::BTreeSet;

fn policy() -> Policy {
    Policy::built_in(DEFAULT).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The second calculation: days as Julian day numbers, after Fliegel and Van Flandern.
mod julian {
    use std::collections::BTreeSet;

    /// The number of a day; Monday is 0 modulo 7.
    pub(super) fn number(year: i64, month: i64, day: i64) -> i64 {
        let a = (month - 14) / 12;
        (1461 * (year + 4800 + a)) / 4 + (367 * (month - 2 - 12 * a)) / 12
            - (3 * ((year + 4900 + a) / 100)) / 4
            + day
            - 32_075
    }

    /// Year, month and day of a number.
    pub(super) fn civil(number: i64) -> (i64, i64, i64) {
        let l = number + 68_569;
        let n = 4 * l / 146_097;
        let l = l - (146_097 * n + 3) / 4;
        let i = 4000 * (l + 1) / 1_461_001;
        let l = l - 1461 * i / 4 + 31;
        let j = 80 * l / 2447;
        let day = l - 2447 * j / 80;
        let l = j / 11;
        (100 * (n - 49) + i + l, j + 2 - 12 * l, day)
    }

    /// The first such weekday (0 is Monday) on or after a day.
    fn from(number: i64, weekday: i64) -> i64 {
        number + (weekday - number).rem_euclid(7)
    }

    /// The holidays of [`super::HOLIDAYS`] in the years around the decade, for a week with
    /// these working days.
    pub(super) fn holidays(works: [bool; 7]) -> BTreeSet<i64> {
        let is_in_week = |day: i64| works[usize::try_from(day.rem_euclid(7)).unwrap()];
        let mut free = BTreeSet::from([number(2026, 12, 24)]);
        for year in 2018..=2032 {
            for (month, day) in [(1, 1), (7, 4), (12, 25)] {
                let day = number(year, month, day);
                let near = [0, -1, 1, -2, 2].into_iter().map(|by| day + by);
                free.insert(near.into_iter().find(|day| is_in_week(*day)).unwrap());
            }
            free.insert(from(number(year, 5, 25), 0));
            free.insert(from(number(year, 9, 1), 0));
            let thursday = from(number(year, 11, 22), 3);
            free.extend([thursday, thursday + 1]);
        }
        free
    }

    /// The holidays of Penn in the years around the decade.
    pub(super) fn penn_holidays() -> BTreeSet<i64> {
        let mut free = holidays(super::MONDAY_TO_FRIDAY);
        free.remove(&number(2026, 12, 24));
        free.insert(number(2026, 1, 2));
        for year in 2018..=2032 {
            free.insert(from(number(year, 1, 15), 0));
            free.extend((26..=31).map(|day| number(year, 12, day)));
        }
        free
    }
}

/// The rules that [`julian::holidays`] works out in its own way.
const HOLIDAYS: [&str; 8] = [
    "January 1, observed",
    "last Monday of May",
    "July 4, observed",
    "first Monday of September",
    "fourth Thursday of November",
    "day after fourth Thursday of November",
    "December 25, observed",
    "2026-12-24",
];

const MONDAY_TO_FRIDAY: [bool; 7] = [true, true, true, true, true, false, false];

/// What a profile promises, written down a second time.
struct Numbers {
    grace: i64,
    lead: i64,
    restore: i64,
    soon: i64,
    /// From Monday to Sunday.
    works: [bool; 7],
    holidays: BTreeSet<i64>,
}

impl Numbers {
    fn is_working_day(&self, day: i64) -> bool {
        self.works[usize::try_from(day.rem_euclid(7)).unwrap()]
            && !self.holidays.contains(&day)
    }
}

/// Every day of the years from 2019 to 2031, with its number.
fn days() -> (i64, Vec<NaiveDate>) {
    let (first, end) = (julian::number(2019, 1, 1), julian::number(2032, 1, 1));
    let date = |number| {
        let (year, month, day) = julian::civil(number);
        let part = |part| u32::try_from(part).unwrap();
        NaiveDate::from_ymd_opt(year.try_into().unwrap(), part(month), part(day)).unwrap()
    };
    (first, (first..end).map(date).collect())
}

/// Every as-of day around every deprovisioning day of a decade.
fn check(numbers: &Numbers, policy: &Policy, restore_days: Option<u16>) {
    let (first, days) = days();
    let date = |number: i64| days[usize::try_from(number - first).unwrap()];
    let decade = julian::number(2020, 1, 1)..julian::number(2030, 1, 1);
    assert_eq!(decade.clone().count(), 3653);
    for dropped in decade {
        let mut milestones = Milestones::new(date(dropped), policy).unwrap();
        if let Some(days) = restore_days {
            milestones = milestones.with_restore_days(days, false).unwrap();
        }
        let disabled = dropped - numbers.lead;
        let mut act_by = disabled - 1;
        while !numbers.is_working_day(act_by) {
            act_by -= 1;
        }
        let lapsed = dropped - numbers.grace;
        let last = dropped + numbers.restore;
        let is_window = numbers.restore > 0;
        let expected = Milestones {
            lapsed_on: date(lapsed),
            act_by: date(act_by),
            disabled_on: date(disabled),
            deprovisioned_on: date(dropped),
            restorable_until: is_window.then(|| date(last)),
        };
        assert_eq!(milestones, expected);
        if restore_days.is_none() {
            assert_eq!(Milestones::from_lapse(date(lapsed), policy), Some(expected));
        }
        let mut changes = BTreeSet::new();
        let mut before = None;
        for today in dropped - 100..=dropped + 100 {
            let as_of = date(today);
            let status = if today < disabled {
                Status::Expiring
            } else if today < dropped {
                Status::Disabled
            } else if is_window && today <= last {
                Status::Restorable
            } else {
                Status::Gone
            };
            let standing = if today >= disabled {
                match status {
                    Status::Disabled => Standing::Disabled,
                    Status::Restorable => Standing::Restorable,
                    _ => Standing::Gone,
                }
            } else if today > act_by {
                Standing::Overdue
            } else if today == act_by {
                Standing::Today
            } else if act_by <= today + numbers.soon {
                Standing::ThisWeek
            } else {
                Standing::Later
            };
            assert_eq!(milestones.status(as_of), status, "{as_of}");
            assert_eq!(milestones.standing(as_of, policy), standing, "{as_of}");
            assert_eq!(standing.status(), status, "{as_of}");
            let left = milestones.days_left(as_of);
            assert_eq!(today + left, dropped, "{as_of}");
            let restore = (is_window && today >= dropped).then_some(last - today);
            assert_eq!(milestones.restore_days_left(as_of), restore, "{as_of}");
            let deadline = match status {
                Status::Expiring => act_by,
                Status::Restorable => last,
                _ => dropped,
            };
            assert_eq!(milestones.next_deadline(standing), date(deadline), "{as_of}");
            // Being too late for a working day is a state of its own here.
            let state = (
                milestones.status(as_of),
                milestones.standing(as_of, policy) == Standing::Overdue,
            );
            if before.is_some_and(|before| before != state) {
                changes.insert(today);
            }
            before = Some(state);
        }
        // What lies beyond the hundred days around is no change that was seen.
        let end = if is_window { last + 1 } else { dropped };
        let four = [act_by + 1, disabled, dropped, end];
        let seen = four.into_iter().filter(|day| *day <= dropped + 100);
        assert_eq!(changes, seen.collect());
    }
}

fn penn() -> Numbers {
    Numbers {
        grace: 60,
        lead: 1,
        restore: 30,
        soon: 7,
        works: MONDAY_TO_FRIDAY,
        holidays: julian::penn_holidays(),
    }
}

fn with_holidays(policy: &Policy) -> Policy {
    let mut settings = policy.settings();
    settings.holidays = HOLIDAYS.map(|holiday| holiday.parse().unwrap()).to_vec();
    policy.with(&settings).unwrap()
}

#[test]
fn the_second_calculation_knows_the_calendar() {
    let (first, days) = days();
    assert_eq!(first, 2_458_485);
    assert!(days.windows(2).all(|pair| pair[0].succ_opt() == Some(pair[1])));
    let weekday = first.rem_euclid(7);
    assert_eq!(i64::from(days[0].weekday().num_days_from_monday()), weekday);
}

#[test]
fn every_day_of_a_decade_by_the_rules_of_penn() {
    for name in [DEFAULT, "penno365-ars"] {
        check(&penn(), &Policy::built_in(name).unwrap(), None);
    }
}

#[test]
fn every_day_of_a_decade_without_holidays() {
    let mut settings = policy().settings();
    settings.holidays.clear();
    let policy = policy().with(&settings).unwrap();
    check(&Numbers { holidays: BTreeSet::new(), ..penn() }, &policy, None);
}

#[test]
fn every_day_of_a_decade_by_the_rules_of_the_example() {
    let example = Policy::built_in("example-30-14").unwrap();
    let works = [true, true, true, true, false, false, true];
    let holidays = julian::holidays(works);
    let numbers = Numbers { grace: 30, lead: 3, restore: 14, soon: 5, works, holidays };
    check(&numbers, &example, None);
    check(&Numbers { restore: 365, ..numbers }, &example, Some(365));
}

#[test]
fn every_day_of_a_decade_without_a_window_to_restore() {
    check(&Numbers { restore: 0, ..penn() }, &policy(), Some(0));
}

#[test]
fn the_days_of_an_account() {
    let milestones = Milestones::new(day("2026-12-08"), &policy()).unwrap();
    let expected = Milestones {
        lapsed_on: day("2026-10-09"),
        act_by: day("2026-12-04"),
        disabled_on: day("2026-12-07"),
        deprovisioned_on: day("2026-12-08"),
        restorable_until: Some(day("2027-01-07")),
    };
    assert_eq!(milestones, expected);
}

#[test]
fn a_window_of_no_days_never_opens() {
    let milestones = Milestones::new(day("2026-12-08"), &policy()).unwrap();
    let milestones = milestones.with_restore_days(0, false).unwrap();
    let on =
        |text| (milestones.status(day(text)), milestones.restore_days_left(day(text)));
    assert_eq!(on("2026-12-07"), (Status::Disabled, None));
    assert_eq!(on("2026-12-08"), (Status::Gone, None));
    assert_eq!(on("2026-12-09"), (Status::Gone, None));
}

#[test]
fn a_deletion_by_a_clock_in_utc_has_a_day_less() {
    let milestones = Milestones::new(day("2026-12-08"), &policy()).unwrap();
    let last = |days| milestones.with_restore_days(days, true).unwrap().restorable_until;
    assert_eq!(last(30), Some(day("2027-01-06")));
    assert_eq!(last(1), Some(day("2026-12-08")));
    assert_eq!(last(0), None);
}

#[test]
fn a_deadline_is_the_last_day_before_it_gets_worse() {
    let milestones = Milestones::new(day("2026-12-08"), &policy()).unwrap();
    let on = |text| {
        let standing = milestones.standing(day(text), &policy());
        milestones.last_day(standing).map(|last| last.to_string())
    };
    let is = |text: &str| Some(text.to_owned());
    // Disabled on Monday the 7th: the last working day is Friday the 4th.
    for before in ["2026-11-18", "2026-11-27", "2026-12-04"] {
        assert_eq!(on(before), is("2026-12-04"));
    }
    assert_eq!(on("2026-12-05"), is("2026-12-06"));
    assert_eq!(on("2026-12-06"), is("2026-12-06"));
    assert_eq!(on("2026-12-07"), is("2026-12-07"));
    assert_eq!(on("2026-12-08"), is("2027-01-07"));
    assert_eq!(on("2027-01-07"), is("2027-01-07"));
    assert_eq!(on("2027-01-08"), None);
}

#[test]
fn a_holiday_is_no_day_to_act() {
    // Disabled on Sunday 29 November; Thursday is Thanksgiving, and Friday the day after.
    let milestones = Milestones::new(day("2026-11-30"), &policy()).unwrap();
    assert_eq!(milestones.act_by, day("2026-11-25"));
    // Disabled on Tuesday 5 January: Monday is a working day, and the days from Christmas to
    // New Year's day are none.
    let milestones = |on| Milestones::new(day(on), &policy()).unwrap().act_by;
    assert_eq!(milestones("2027-01-06"), day("2027-01-04"));
    assert_eq!(milestones("2027-01-05"), day("2026-12-24"));
    // The single day of 2026 between New Year's day and a weekend.
    assert_eq!(milestones("2026-01-05"), day("2025-12-24"));
}

#[test]
fn the_ends_of_the_calendar_are_no_panic() {
    for name in Policy::built_in_names() {
        let policy = with_holidays(&Policy::built_in(name).unwrap());
        assert_eq!(Milestones::new(NaiveDate::MIN, &policy), None);
        assert_eq!(Milestones::new(NaiveDate::MAX, &policy), None);
        let first = NaiveDate::MIN.iter_days().nth(61).unwrap();
        assert!(Milestones::new(first, &policy).is_some());
    }
}
