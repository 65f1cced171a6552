//! Dates and numbers in words.

use chrono::{Datelike, NaiveDate};
use reprieve_core::lifecycle::days_between;
use reprieve_core::policy::Policy;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How much of a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `Fri 20 Nov`.
    Short,
    /// `Fri 20 Nov 2026`.
    Long,
    /// `20 Nov 2027`, for a day that is so far away that its weekday matters less.
    Far,
    /// `Friday 20 November`.
    Sentence,
    /// `Friday 20 November 2026`.
    LongSentence,
    /// `20 Nov`.
    Day,
    /// `Fri`.
    Weekday,
}

/// Says how a reader writes a day; `None` leaves it to [`plain`].
type Write = fn(NaiveDate, Form) -> Option<String>;

/// The days that were written before, so that a cell costs no look at the locale.
struct WrittenDays {
    write: Write,
    known: BTreeMap<(NaiveDate, Form), String>,
}

impl WrittenDays {
    const fn new(write: Write) -> WrittenDays {
        WrittenDays { write, known: BTreeMap::new() }
    }

    fn written(&mut self, date: NaiveDate, form: Form) -> String {
        let write = self.write;
        let known = self.known.entry((date, form));
        known
            .or_insert_with(|| write(date, form).unwrap_or_else(|| plain(date, form)))
            .clone()
    }
}

thread_local! {
    static DAYS: RefCell<WrittenDays> = const { RefCell::new(WrittenDays::new(|_, _| None)) };
}

/// From now on days are written like this.
pub fn write_days(write: Write) {
    DAYS.set(WrittenDays::new(write));
}

/// As people write where no locale is known.
fn plain(date: NaiveDate, form: Form) -> String {
    date.format(match form {
        Form::Short => "%a %-d %b",
        Form::Long => "%a %-d %b %Y",
        Form::Far => "%-d %b %Y",
        Form::Sentence => "%A %-d %B",
        Form::LongSentence => "%A %-d %B %Y",
        Form::Day => "%-d %b",
        Form::Weekday => "%a",
    })
    .to_string()
}

/// A day in the reader's own form.
pub fn written(date: NaiveDate, form: Form) -> String {
    DAYS.with_borrow_mut(|days| days.written(date, form))
}

/// `Fri 20 Nov`, or `20 Nov 2027` where more than half a year lies between: nearer than that,
/// a day and a month name one day only.
pub fn short_date(date: NaiveDate, as_of: NaiveDate) -> String {
    const HALF_A_YEAR: u64 = 182;
    let is_near = days_between(as_of, date).unsigned_abs() <= HALF_A_YEAR;
    written(date, if is_near { Form::Short } else { Form::Far })
}

/// `Fri 20 Nov 2026`.
pub fn long_date(date: NaiveDate) -> String {
    written(date, Form::Long)
}

/// `20 Nov 2020`, for what was long ago.
pub fn far_date(date: NaiveDate) -> String {
    written(date, Form::Far)
}

/// `Friday 20 November` for sentences, with the year when it is not the as-of date's.
pub fn day_in_sentence(date: NaiveDate, as_of: NaiveDate) -> String {
    let is_near = date.year() == as_of.year();
    written(date, if is_near { Form::Sentence } else { Form::LongSentence })
}

/// `in 3 days, Friday`, `today`, `130 days ago`: nobody plans by the weekday of a day that is
/// months away. The weekday is a word of the sentence, and English like it.
pub fn relative_with_weekday(date: NaiveDate, as_of: NaiveDate) -> String {
    const MONTHS_AWAY: i64 = 100;
    let words = relative(date, as_of);
    match days_between(as_of, date).abs() {
        0 | MONTHS_AWAY.. => words,
        _ => format!("{words}, {}", date.format("%A")),
    }
}

/// `in 3 days`, `today`, `2 days ago`.
pub fn relative(date: NaiveDate, as_of: NaiveDate) -> String {
    match days_between(as_of, date) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {days} days"),
        days => format!("{} days ago", -days),
    }
}

/// The ending of the name of a saved file, before its extension, which says that the rules
/// were changed: its columns are fixed, and nothing else would say so.
pub fn rules_mark(policy: &Policy) -> &'static str {
    if policy.is_changed() { "-changed-rules" } else { "" }
}

/// `1 row`, `4,812 rows`.
pub fn count(n: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", number(n), if n == 1 { singular } else { plural })
}

/// `4,812`.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_in_words() {
        let as_of = day("2026-11-18");
        assert_eq!(short_date(day("2026-11-20"), as_of), "Fri 20 Nov");
        assert_eq!(short_date(day("2027-01-02"), as_of), "Sat 2 Jan");
        assert_eq!(short_date(day("2027-11-18"), as_of), "18 Nov 2027");
        assert_eq!(short_date(day("2026-05-01"), as_of), "1 May 2026");
        assert_eq!(day_in_sentence(day("2026-11-20"), as_of), "Friday 20 November");
        assert_eq!(day_in_sentence(day("2027-01-02"), as_of), "Saturday 2 January 2027");
        let words =
            ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-21"];
        assert_eq!(
            words.map(|date| relative(day(date), as_of)),
            ["2 days ago", "yesterday", "today", "tomorrow", "in 3 days"]
        );
        assert_eq!(
            words.map(|date| relative_with_weekday(day(date), as_of)),
            [
                "2 days ago, Monday",
                "yesterday, Tuesday",
                "today",
                "tomorrow, Thursday",
                "in 3 days, Saturday"
            ]
        );
        let far = ["2026-08-11", "2026-08-10", "2027-02-25", "2027-02-26"];
        assert_eq!(
            far.map(|date| relative_with_weekday(day(date), as_of)),
            [
                "99 days ago, Tuesday",
                "100 days ago",
                "in 99 days, Thursday",
                "in 100 days"
            ]
        );
    }

    #[test]
    fn a_day_is_written_once_and_read_often() {
        thread_local! {
            static N_WRITTEN: Cell<usize> = const { Cell::new(0) };
        }
        let mut days = WrittenDays::new(|date, form| {
            N_WRITTEN.set(N_WRITTEN.get() + 1);
            (form != Form::Weekday).then(|| format!("{form:?} {date}"))
        });
        let friday = day("2026-11-20");
        for _ in 0..3 {
            assert_eq!(days.written(friday, Form::Short), "Short 2026-11-20");
            assert_eq!(days.written(friday, Form::Long), "Long 2026-11-20");
            // What the reader's own form leaves open is written plainly.
            assert_eq!(days.written(friday, Form::Weekday), "Fri");
        }
        assert_eq!(N_WRITTEN.get(), 3);
    }

    #[test]
    fn numbers_in_groups() {
        assert_eq!(
            [0, 12, 999, 1000, 1234567].map(number),
            ["0", "12", "999", "1,000", "1,234,567"]
        );
        assert_eq!(count(1, "row", "rows"), "1 row");
        assert_eq!(count(0, "row", "rows"), "0 rows");
    }
}
