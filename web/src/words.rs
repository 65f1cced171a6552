//! Dates and numbers in words.

use chrono::{Datelike, NaiveDate};
use reprieve_core::lifecycle::days_between;
use reprieve_core::policy::Policy;

/// `Fri 20 Nov`, or `Fri 1 Jan ’27` when the year is not the as-of date's.
pub(crate) fn short_date(date: NaiveDate, as_of: NaiveDate) -> String {
    match date.year() == as_of.year() {
        true => date.format("%a %-d %b").to_string(),
        false => date.format("%a %-d %b ’%y").to_string(),
    }
}

/// `Fri 20 Nov 2026`.
pub(crate) fn long_date(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `in 3 days`, `today`, `2 days ago`.
pub(crate) fn relative(date: NaiveDate, as_of: NaiveDate) -> String {
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
pub(crate) fn rules_mark(policy: &Policy) -> &'static str {
    if policy.is_changed() { "-changed-rules" } else { "" }
}

/// `1 row`, `4,812 rows`.
pub(crate) fn count(n: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", number(n), if n == 1 { singular } else { plural })
}

/// `4,812`.
pub(crate) fn number(n: usize) -> String {
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

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_in_words() {
        let as_of = day("2026-11-18");
        assert_eq!(short_date(day("2026-11-20"), as_of), "Fri 20 Nov");
        assert_eq!(short_date(day("2027-01-02"), as_of), "Sat 2 Jan ’27");
        let words =
            ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-21"];
        assert_eq!(
            words.map(|date| relative(day(date), as_of)),
            ["2 days ago", "yesterday", "today", "tomorrow", "in 3 days"]
        );
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
