//! Days on which nobody is at work: one day, the same day every year, or a rule such as
//! “fourth Thursday of November”.

use chrono::{Datelike, Month, NaiveDate, Weekday};
use std::fmt;
use std::str::FromStr;

/// What a holiday may look like, for messages.
pub(super) const FORMS: &str = "“2026-11-25”, “December 25”, “July 4, observed”, “fourth \
    Thursday of November”, “last Monday of May” or “day after fourth Thursday of November”";

/// A holiday, as somebody writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    rule: Rule,
    beside: Beside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// One day of one year.
    Once(NaiveDate),
    /// The same day every year. `is_observed`: when it is no day of the working week, the
    /// nearest one is free instead, the earlier of two.
    Yearly { month: Month, day: u32, is_observed: bool },
    /// A weekday of a month, counted from its beginning, or the last.
    Nth { nth: Nth, weekday: Weekday, month: Month },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nth {
    First,
    Second,
    Third,
    Fourth,
    Last,
}

/// Whether the day itself is meant, or one beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    On,
    Before,
    After,
}

const NTHS: [(&str, Nth); 5] = [
    ("first", Nth::First),
    ("second", Nth::Second),
    ("third", Nth::Third),
    ("fourth", Nth::Fourth),
    ("last", Nth::Last),
];

/// Why a text is no holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHoliday;

impl fmt::Display for NoHoliday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "write it as {FORMS}")
    }
}

impl std::error::Error for NoHoliday {}

impl Holiday {
    /// Whether it comes back every year.
    pub fn is_yearly(&self) -> bool {
        !matches!(self.rule, Rule::Once(_))
    }

    /// The first day from `from` on that is this holiday, in a week with these working days;
    /// `None` when it has passed for good.
    pub fn next(&self, from: NaiveDate, working_days: &[Weekday]) -> Option<NaiveDate> {
        if let Rule::Once(day) = self.rule {
            return Some(day).filter(|day| *day >= from);
        }
        // A day beside the first or the last of a year may lie in another, and eight years
        // may pass between two leap days.
        (from.year() - 1..=from.year() + 9)
            .filter_map(|year| self.in_year(year, working_days))
            .filter(|day| *day >= from)
            .min()
    }

    /// Whether a day is this holiday, in a week with these working days.
    pub(super) fn is_on(&self, day: NaiveDate, working_days: &[Weekday]) -> bool {
        // New Year's day may be observed, and the day before it lies, in another year.
        let years = match (day.month(), day.year()) {
            (1, year) => year - 1..=year,
            (12, year) => year..=year + 1,
            (_, year) => year..=year,
        };
        years.into_iter().any(|year| self.in_year(year, working_days) == Some(day))
    }

    /// The day that belongs to a year, if that year has one.
    fn in_year(&self, year: i32, working_days: &[Weekday]) -> Option<NaiveDate> {
        let day = match self.rule {
            Rule::Once(day) => (day.year() == year).then_some(day)?,
            Rule::Yearly { month, day, is_observed } => {
                let day = NaiveDate::from_ymd_opt(year, month.number_from_month(), day)?;
                if is_observed { nearest_working_day(day, working_days)? } else { day }
            }
            Rule::Nth { nth, weekday, month } => {
                let month = month.number_from_month();
                let of =
                    |n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
                match nth {
                    Nth::First => of(1)?,
                    Nth::Second => of(2)?,
                    Nth::Third => of(3)?,
                    Nth::Fourth => of(4)?,
                    Nth::Last => of(5).or_else(|| of(4))?,
                }
            }
        };
        match self.beside {
            Beside::On => Some(day),
            Beside::Before => day.pred_opt(),
            Beside::After => day.succ_opt(),
        }
    }
}

fn nearest_working_day(day: NaiveDate, working_days: &[Weekday]) -> Option<NaiveDate> {
    let (mut before, mut after) = (day, day);
    // A week has every weekday.
    for _ in 0..7 {
        if let Some(day) =
            [before, after].into_iter().find(|day| working_days.contains(&day.weekday()))
        {
            return Some(day);
        }
        before = before.pred_opt()?;
        after = after.succ_opt()?;
    }
    None
}

impl FromStr for Holiday {
    type Err = NoHoliday;

    /// Case and extra spaces do not matter.
    fn from_str(text: &str) -> Result<Holiday, NoHoliday> {
        let text = text.to_lowercase().replace(',', " ");
        let words: Vec<&str> = text.split_whitespace().collect();
        let (beside, words) = match words.as_slice() {
            ["day", "after", rest @ ..] => (Beside::After, rest),
            ["day", "before", rest @ ..] => (Beside::Before, rest),
            all => (Beside::On, all),
        };
        let rule = rule(words).ok_or(NoHoliday)?;
        match (beside, rule) {
            // The day beside one day is one day, and is written as such.
            (Beside::Before | Beside::After, Rule::Once(_)) => Err(NoHoliday),
            _ => Ok(Holiday { rule, beside }),
        }
    }
}

fn rule(words: &[&str]) -> Option<Rule> {
    match *words {
        [day] if day.len() == "2026-11-25".len() => day.parse().ok().map(Rule::Once),
        [nth, weekday, "of", month] => Some(Rule::Nth {
            nth: NTHS.into_iter().find(|(name, _)| *name == nth)?.1,
            weekday: weekday.parse().ok()?,
            month: month.parse().ok()?,
        }),
        [month, day] => yearly(month, day, false),
        [month, day, "observed"] => yearly(month, day, true),
        _ => None,
    }
}

fn yearly(month: &str, day: &str, is_observed: bool) -> Option<Rule> {
    let (month, day): (Month, u32) = (month.parse().ok()?, day.parse().ok()?);
    /// A year that has every day.
    const LEAP_YEAR: i32 = 2000;
    NaiveDate::from_ymd_opt(LEAP_YEAR, month.number_from_month(), day)?;
    Some(Rule::Yearly { month, day, is_observed })
}

impl fmt::Display for Holiday {
    /// As it is written in a profile.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.beside {
            Beside::On => {}
            Beside::Before => f.write_str("day before ")?,
            Beside::After => f.write_str("day after ")?,
        }
        match self.rule {
            Rule::Once(day) => write!(f, "{day}"),
            Rule::Yearly { month, day, is_observed } => {
                let observed = if is_observed { ", observed" } else { "" };
                write!(f, "{} {day}{observed}", month.name())
            }
            Rule::Nth { nth, weekday, month } => {
                let nth = NTHS
                    .iter()
                    .find(|(_, known)| *known == nth)
                    .map_or("", |(name, _)| name);
                write!(f, "{nth} {} of {}", weekday_name(weekday), month.name())
            }
        }
    }
}

/// The whole English name of a weekday.
fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MON_TO_FRI: [Weekday; 5] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

    /// The days of a holiday in the years from 2020 to 2027, as month and day.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let holiday: Holiday = text.parse().unwrap();
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
        let days: Vec<String> = first
            .iter_days()
            .take_while(|day| day.year() < 2028)
            .filter(|day| holiday.is_on(*day, &MON_TO_FRI))
            .map(|day| day.format("%y-%-m/%-d").to_string())
            .collect();
        assert_eq!(days.join(" "), expected, "{text}");
        assert_eq!(holiday.to_string().parse::<Holiday>(), Ok(holiday));
    }

    #[test]
    fn the_days_of_a_rule() {
        check("2026-11-26", "26-11/26");
        check(
            "fourth Thursday of November",
            "20-11/26 21-11/25 22-11/24 23-11/23 24-11/28 25-11/27 26-11/26 27-11/25",
        );
        check(
            "Day after  fourth thursday of november",
            "20-11/27 21-11/26 22-11/25 23-11/24 24-11/29 25-11/28 26-11/27 27-11/26",
        );
        check(
            "first Monday of September",
            "20-9/7 21-9/6 22-9/5 23-9/4 24-9/2 25-9/1 26-9/7 27-9/6",
        );
        check(
            "last Mon of May",
            "20-5/25 21-5/31 22-5/30 23-5/29 24-5/27 25-5/26 26-5/25 27-5/31",
        );
        check(
            "December 25",
            "20-12/25 21-12/25 22-12/25 23-12/25 24-12/25 25-12/25 26-12/25 27-12/25",
        );
        // Saturday in 2020 and 2026, Sunday in 2021 and 2027.
        check(
            "July 4, observed",
            "20-7/3 21-7/5 22-7/4 23-7/4 24-7/4 25-7/4 26-7/3 27-7/5",
        );
        // Saturday in 2022, whose day off is in 2021; that of 2028 is in 2027.
        check(
            "January 1 observed",
            "20-1/1 21-1/1 21-12/31 23-1/2 24-1/1 25-1/1 26-1/1 27-1/1 27-12/31",
        );
        check(
            "day before January 1",
            "20-12/31 21-12/31 22-12/31 23-12/31 24-12/31 25-12/31 26-12/31 27-12/31",
        );
        check("February 29", "20-2/29 24-2/29");
    }

    #[test]
    fn the_next_day_of_a_rule() {
        let next = |text: &str, from: &str| {
            let holiday: Holiday = text.parse().unwrap();
            let next = holiday.next(from.parse().unwrap(), &MON_TO_FRI);
            next.map_or("never".to_owned(), |day| day.to_string())
        };
        assert_eq!(next("2026-11-25", "2026-11-25"), "2026-11-25");
        assert_eq!(next("2026-11-25", "2026-11-26"), "never");
        assert_eq!(next("fourth Thursday of November", "2026-11-26"), "2026-11-26");
        assert_eq!(next("fourth Thursday of November", "2026-11-27"), "2027-11-25");
        assert_eq!(next("January 1, observed", "2027-06-01"), "2027-12-31");
        assert_eq!(next("day before January 1", "2026-12-31"), "2026-12-31");
        assert_eq!(next("February 29", "2096-03-01"), "2104-02-29");
    }

    #[test]
    fn other_texts_are_no_holidays() {
        for text in [
            "",
            "2026-13-01",
            "2026-1-1",
            "26-11-26",
            "Thanksgiving",
            "fifth Thursday of November",
            "fourth Thursday in November",
            "February 30",
            "25 December",
            "July 4 maybe",
            "day after 2026-11-26",
            "first Moonday of May",
            "first Monday of September observed",
        ] {
            assert_eq!(text.parse::<Holiday>(), Err(NoHoliday), "{text}");
        }
    }
}
