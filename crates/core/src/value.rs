//! What the text of a cell says: a date, a number of days, codes, yes or no.

use chrono::{Datelike, NaiveDate};

/// A cell that says something which cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclear;

/// The Excel serials of 1950-01-01 and 2100-12-31; other numbers are no dates.
const SERIALS: std::ops::RangeInclusive<i64> = 18_264..=73_415;

/// More days than this are no number of days until something happens.
const MAX_DAYS: u32 = 36_600;

/// Which part of `1/2/2026` is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// As in the United States.
    MonthFirst,
    /// As in most of the world.
    DayFirst,
}

impl DayOrder {
    /// All of them.
    pub const ALL: [DayOrder; 2] = [DayOrder::MonthFirst, DayOrder::DayFirst];

    /// The word that profiles have for it.
    pub fn as_str(self) -> &'static str {
        match self {
            DayOrder::MonthFirst => "month-first",
            DayOrder::DayFirst => "day-first",
        }
    }

    /// The order of a column: day-first when some first part is over 12.
    pub fn of_column<'a>(cells: impl IntoIterator<Item = &'a str>) -> DayOrder {
        if cells.into_iter().any(DayOrder::is_day_first) {
            DayOrder::DayFirst
        } else {
            DayOrder::MonthFirst
        }
    }

    /// Whether a cell alone shows that its column is day-first.
    fn is_day_first(cell: &str) -> bool {
        DayOrder::shown(cell) == Some(DayOrder::DayFirst)
    }

    /// The order that a cell alone shows, because one of its parts is over 12.
    pub(crate) fn shown(cell: &str) -> Option<DayOrder> {
        const MONTHS: std::ops::RangeInclusive<u32> = 1..=12;
        const DAYS: std::ops::RangeInclusive<u32> = 13..=31;
        let ([first, second, _], [n_first, _]) = numeric_parts(cell)?;
        if n_first == 4 {
            return None;
        }
        match (first, second) {
            (day, month) if DAYS.contains(&day) && MONTHS.contains(&month) => {
                Some(DayOrder::DayFirst)
            }
            (month, day) if DAYS.contains(&day) && MONTHS.contains(&month) => {
                Some(DayOrder::MonthFirst)
            }
            _ => None,
        }
    }
}

/// A cell without what programs write around it so that a spreadsheet keeps it as it is:
/// `="00123"`, and the apostrophe in front of `'-3` and `'00123`.
///
/// ```
/// use reprieve_core::value::unguarded;
/// assert_eq!(unguarded("=\"00123\""), "00123");
/// assert_eq!(unguarded("'-3"), "-3");
/// assert_eq!(unguarded("'tHooft"), "'tHooft");
/// ```
pub fn unguarded(text: &str) -> &str {
    let text = text.trim();
    let formula = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    let is_guarded = |text: &&str| {
        text.starts_with(|c: char| {
            matches!(c, '=' | '+' | '-' | '@') || c.is_ascii_digit()
        })
    };
    let formula = formula.map(str::trim);
    formula.or_else(|| text.strip_prefix('\'').filter(is_guarded)).unwrap_or(text)
}

/// Whether a cell says that there is no value.
pub fn is_absent(text: &str) -> bool {
    const WORDS: [&str; 9] = ["", "-", "–", "—", "n/a", "na", "none", "never", "null"];
    let text = unguarded(text);
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// The years in which something of an account can happen. Programs write others, such as
/// 9999, 1601 and 1, for “never” and “unknown”.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The calendar day that a cell names, the time of day left aside as printed; `None` when it
/// says that there is none, be it by a year that is far away.
///
/// # Errors
/// [`Unclear`] when it names something else.
pub fn date(text: &str, order: DayOrder) -> Result<Option<NaiveDate>, Unclear> {
    let text = unguarded(text);
    if is_absent(text) {
        return Ok(None);
    }
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Err(Unclear);
    }
    serial(text)
        .or_else(|| numeric(text, order))
        .or_else(|| with_points(text))
        .or_else(|| without_separators(text))
        .or_else(|| with_month_name(text))
        .map(|day| Some(day).filter(|day| YEARS.contains(&day.year())))
        .ok_or(Unclear)
}

/// An Excel serial: days since 1899-12-30, the time of day behind the point.
fn serial(text: &str) -> Option<NaiveDate> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || days.len() != 5 {
        return None;
    }
    let days: i64 = days.parse().ok()?;
    if !SERIALS.contains(&days) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .checked_add_signed(chrono::TimeDelta::days(days))
}

/// Three numbers between separators, in the order of the text, and the digits of the first
/// and last. What follows them must be a time of day.
fn numeric_parts(text: &str) -> Option<([u32; 3], [usize; 2])> {
    let text = unguarded(text);
    let (date, time) =
        text.split_once(|c: char| c == 'T' || c.is_whitespace()).unwrap_or((text, ""));
    if !is_time(time) {
        return None;
    }
    let date = if time.is_empty() { date } else { date.trim_end_matches(',') };
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = date.split(separator).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| match part.len() {
        1..=4 if part.bytes().all(|b| b.is_ascii_digit()) => part.parse().ok(),
        _ => None,
    };
    // Dashes and points mean one thing here and another there, unless the year is first.
    let is_plain = match a.len() {
        4 => matches!(separator, '-' | '/' | '.'),
        _ => separator == '/',
    };
    if !is_plain {
        return None;
    }
    Some(([number(a)?, number(b)?, number(c)?], [a.len(), c.len()]))
}

/// The day of a cell that begins with its year, as the real dates of a workbook are read.
pub(crate) fn iso_date(text: &str) -> Option<NaiveDate> {
    let ([a, b, c], [n_first, _]) = numeric_parts(text)?;
    if n_first == 4 { civil(year(a, n_first)?, b, c) } else { None }
}

fn numeric(text: &str, order: DayOrder) -> Option<NaiveDate> {
    if let Some(day) = iso_date(text) {
        return Some(day);
    }
    let ([a, b, c], [_, n_last]) = numeric_parts(text)?;
    let year = year(c, n_last)?;
    match order {
        DayOrder::MonthFirst => civil(year, a, b),
        DayOrder::DayFirst => civil(year, b, a),
    }
}

/// A date and the time of day behind it, if there is one.
fn before_time(text: &str) -> Option<&str> {
    let (date, time) =
        text.split_once(|c: char| c == 'T' || c.is_whitespace()).unwrap_or((text, ""));
    is_time(time).then(|| date.trim_end_matches(','))
}

/// `15.12.2026`: where points stand between the parts, the day comes first.
fn with_points(text: &str) -> Option<NaiveDate> {
    let date = before_time(text)?;
    let parts: Vec<&str> = date.trim_end_matches('.').split('.').collect();
    let [day, month, year_] = parts.as_slice() else { return None };
    let is_number = |part: &str, n: &[usize]| {
        n.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_date = is_number(day, &[1, 2]) && is_number(month, &[1, 2]);
    if !is_date || !is_number(year_, &[2, 4]) {
        return None;
    }
    civil(year(year_.parse().ok()?, year_.len())?, month.parse().ok()?, day.parse().ok()?)
}

/// `20261215`, perhaps with a time. An ID has as many digits, so that only years count in
/// which something can happen, and the one that means “never”.
fn without_separators(text: &str) -> Option<NaiveDate> {
    let date = before_time(text)?;
    if date.len() != 8 || !date.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| date[range].parse().ok();
    let year: u32 = number(0..4)?;
    let is_year = i32::try_from(year).is_ok_and(|year| YEARS.contains(&year));
    let day = civil(i32::try_from(year).ok()?, number(4..6)?, number(6..8)?)?;
    (is_year || date == "99991231").then_some(day)
}

/// `1-Dec-2026`, `Dec 1, 2026`, `Tuesday, 1 December 2026`, each perhaps with a time.
fn with_month_name(text: &str) -> Option<NaiveDate> {
    let mut words =
        text.split(|c: char| matches!(c, '-' | ',' | '/' | '.') || c.is_whitespace());
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut month = None;
    while month.is_none() || numbers.len() < 2 {
        let word = words.next()?;
        if word.is_empty() || (month.is_none() && numbers.is_empty() && is_weekday(word))
        {
            continue;
        }
        match word.parse() {
            Ok(number) if word.len() <= 4 => numbers.push((number, word.len())),
            _ if month.is_none() => month = Some(month_of(word)?),
            _ => return None,
        }
    }
    if !words.all(is_time) {
        return None;
    }
    let [(day, _), (year_, n_digits)] = numbers.as_slice() else { return None };
    civil(year(*year_, *n_digits)?, month?, *day)
}

/// The time of day that a cell names beside its date, as printed, such as `03:12:45Z`.
pub fn time_of_day(text: &str) -> Option<&str> {
    let colon = text.find(':')?;
    let digits = |c: &char| c.is_ascii_digit();
    let start = colon - text[..colon].chars().rev().take_while(digits).count();
    (start < colon).then_some(text[start..].trim())
}

/// Whether a text can be a time of day, or is empty.
fn is_time(text: &str) -> bool {
    const ZONES: [&str; 2] = ["UTC", "GMT"];
    let text = text.trim();
    let text = ZONES.iter().find_map(|zone| text.strip_suffix(zone)).unwrap_or(text);
    text.chars().all(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(
                c,
                ':' | '.' | '+' | '-' | 'Z' | 'A' | 'P' | 'M' | 'a' | 'p' | 'm'
            )
    })
}

fn is_weekday(word: &str) -> bool {
    word.parse::<chrono::Weekday>().is_ok()
}

fn month_of(word: &str) -> Option<u32> {
    let word = if word.eq_ignore_ascii_case("sept") { "sep" } else { word };
    word.parse::<chrono::Month>().ok().map(|month| month.number_from_month())
}

fn year(number: u32, n_digits: usize) -> Option<i32> {
    let year = match n_digits {
        2 => 2000 + i32::try_from(number).ok()?,
        4 => i32::try_from(number).ok()?,
        _ => return None,
    };
    Some(year)
}

fn civil(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A whole number of days, such as `12`, `-5` or `12 days`.
///
/// # Errors
/// [`Unclear`] when the cell says something else.
pub fn days(text: &str) -> Result<Option<i32>, Unclear> {
    let text = unguarded(text);
    if is_absent(text) {
        return Ok(None);
    }
    let lower = text.to_lowercase();
    let number = lower
        .strip_suffix("days")
        .or_else(|| lower.strip_suffix("day"))
        .unwrap_or(&lower)
        .trim()
        .replace('\u{2212}', "-");
    let number = number.strip_suffix(".0").unwrap_or(&number);
    match number.parse::<i32>() {
        Ok(days) if days.unsigned_abs() <= MAX_DAYS => Ok(Some(days)),
        _ => Err(Unclear),
    }
}

/// Whether a cell is a number with a unit, such as `1.2GB`, `512 MB` or `85%`.
///
/// ```
/// use reprieve_core::value::is_measure;
/// assert!(is_measure("1.2GB") && is_measure("1,024 KB (1,048,576 bytes)"));
/// assert!(!is_measure("2mb4u") && !is_measure("gb12"));
/// ```
pub fn is_measure(text: &str) -> bool {
    const UNITS: [&str; 14] = [
        "%", "b", "byte", "bytes", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib",
        "items", "item",
    ];
    let text = unguarded(text);
    let text = text.split_once('(').map_or(text, |(text, _)| text).trim();
    let unit = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}')
    });
    text.starts_with(|c: char| c.is_ascii_digit())
        && UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit))
}

/// Whether a date is written with a time that is marked as UTC, as in `2026-11-10T02:15:00Z`.
/// Its civil day in the Americas may be the one before.
pub fn is_utc_instant(text: &str) -> bool {
    let text = unguarded(text).trim().to_ascii_uppercase();
    let marks = ["Z", "+00:00", "-00:00", "+0000", " +00", " UTC", " GMT"];
    let before = marks.into_iter().find_map(|mark| text.strip_suffix(mark));
    before.is_some_and(|before| before.contains(':'))
}

/// The codes in a cell, in their order, each once, in upper case; empty when it says that
/// there are none.
pub fn codes(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if is_absent(text) {
        return found;
    }
    for code in
        text.split(|c: char| matches!(c, ',' | ';' | '|' | '/') || c.is_whitespace())
    {
        let code = code.trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
        if !code.is_empty() && !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

/// Whether [`codes`] finds one.
pub fn has_codes(text: &str) -> bool {
    !is_absent(text) && text.chars().any(char::is_alphanumeric)
}

/// Yes or no, in the words of exports.
pub fn yes_no(text: &str) -> Option<bool> {
    /// As spreadsheets and portals in other languages write them.
    const YES: [&str; 16] = [
        "y",
        "yes",
        "true",
        "1",
        "x",
        "ja",
        "wahr",
        "oui",
        "vrai",
        "sí",
        "si",
        "vero",
        "verdadero",
        "sim",
        "verdadeiro",
        "да",
    ];
    const NO: [&str; 14] = [
        "n", "no", "false", "0", "nein", "nee", "falsch", "non", "faux", "falso", "não",
        "nej", "nei", "нет",
    ];
    let text = unguarded(text).to_lowercase();
    if YES.contains(&text.as_str()) {
        Some(true)
    } else {
        NO.contains(&text.as_str()).then_some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const US: DayOrder = DayOrder::MonthFirst;

    #[track_caller]
    fn check(text: &str, order: DayOrder, expected: Option<(i32, u32, u32)>) {
        let expected = match expected {
            Some((year, month, day)) => Ok(NaiveDate::from_ymd_opt(year, month, day)),
            None => Err(Unclear),
        };
        assert_eq!(date(text, order), expected, "{text}");
    }

    #[test]
    fn dates_in_every_spelling() {
        for text in [
            "2026-12-02",
            "2026-12-02T23:59:59Z",
            "2026-12-02 00:00:00",
            "2026-12-02T00:00:00.000+05:30",
            "2026/12/02",
            "12/2/2026",
            "12/02/2026 12:00:00 AM",
            "12/2/26",
            "12/2/2026, 11:59:00 PM",
            "2-Dec-2026",
            "2-DEC-26",
            "02 December 2026",
            "Dec 2, 2026",
            "December 2, 2026 11:59 PM",
            "Wednesday, December 2, 2026",
            "46358",
            "46358.75",
            " 12/2/2026\u{a0}",
            "2026-12-02\u{a0}00:00",
            "2026-12-02T03:12:45.1234567Z",
            "2026-12-02 03:12:45 UTC",
            "12/2/2026 3:12:45\u{202f}AM",
            "Dec 2, 2026, 3:12 AM GMT",
        ] {
            check(text, US, Some((2026, 12, 2)));
        }
        check("2/12/2026", DayOrder::DayFirst, Some((2026, 12, 2)));
        // These say by themselves which part is which.
        for text in
            ["2.12.2026", "02.12.26", "02.12.2026 03:12:45", "20261202", "20261202T0312"]
        {
            check(text, US, Some((2026, 12, 2)));
        }
        check("29-Feb-2028", US, Some((2028, 2, 29)));
    }

    #[test]
    fn what_is_no_date_is_unclear() {
        for text in [
            "soon",
            "26-12-01",
            "12-2-2026",
            "13/13/2026",
            "2026-02-30",
            "12/2",
            "12/2/2026 tomorrow",
            "0",
            "99999",
            "Dec",
            "Dec 2",
            "2 Foo 2026",
            "1/2/3",
            "12/2/20260",
            "1-2-3-4",
            "May be 3, 2026",
            "/Date(1796094765000)/",
            "UTC",
            "12/2/2026 UTCUTC",
        ] {
            check(text, US, None);
        }
        for text in ["", " ", "-", "n/a", "None", "never", "9999-12-31", "12/31/9999"] {
            assert_eq!(date(text, US), Ok(None));
        }
    }

    #[test]
    fn a_year_that_is_far_away_means_never() {
        for text in
            ["99991231", "31.12.9999", "1601-01-01", "0001-01-01T00:00:00Z", "1/1/1900"]
        {
            assert_eq!(date(text, US), Ok(None), "{text}");
        }
        // An ID is no date.
        for text in ["10000037", "20261399", "19531105"] {
            assert_eq!(date(text, US), Err(Unclear), "{text}");
        }
    }

    #[test]
    fn the_time_of_day_is_what_is_printed_behind_the_date() {
        assert_eq!(time_of_day("2026-12-02T03:12:45Z"), Some("03:12:45Z"));
        assert_eq!(time_of_day("12/2/2026 3:12:45 AM "), Some("3:12:45 AM"));
        assert_eq!(time_of_day("12/2/2026"), None);
        assert_eq!(time_of_day("SMTP:jdoe"), None);
    }

    #[test]
    fn a_column_tells_which_part_is_the_day() {
        assert_eq!(DayOrder::of_column(["1/2/2026", "12/11/2026"]), US);
        assert_eq!(DayOrder::of_column(["1/2/2026", "13/11/2026"]), DayOrder::DayFirst);
        assert_eq!(DayOrder::of_column(["2026-12-13", "x", ""]), US);
    }

    #[test]
    fn numbers_of_days() {
        for (text, expected) in [
            ("12", Ok(Some(12))),
            ("-5", Ok(Some(-5))),
            ("12 days", Ok(Some(12))),
            ("1 Day", Ok(Some(1))),
            ("0", Ok(Some(0))),
            ("12.0", Ok(Some(12))),
            ("", Ok(None)),
            ("n/a", Ok(None)),
            ("never", Ok(None)),
            ("soon", Err(Unclear)),
            ("12.5", Err(Unclear)),
            ("1.23457E+07", Err(Unclear)),
            ("99999999999", Err(Unclear)),
            ("-2147483648", Err(Unclear)),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn codes_are_split_and_upper_case() {
        assert_eq!(codes("STAF, rtsf;STAF"), ["STAF", "RTSF"]);
        assert_eq!(codes("STAF/VOLP ERF"), ["STAF", "VOLP", "ERF"]);
        assert!(codes(" - ").is_empty());
        assert!(codes("none").is_empty());
    }

    proptest! {
        #[test]
        fn reading_a_value_never_fails(text in "[0-9a-zA-Z/. :,T+éſ\u{a0}-]{0,24}") {
            let _ = date(&text, US);
            let _ = date(&text, DayOrder::DayFirst);
            let _ = days(&text);
            prop_assert_eq!(has_codes(&text), !codes(&text).is_empty());
            yes_no(&text);
        }

        #[test]
        fn a_written_date_is_read_back(n in 0_i64..40_000) {
            let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::TimeDelta::days(n);
            for format in ["%Y-%m-%d", "%m/%d/%Y", "%-m/%-d/%Y %I:%M:%S %p", "%d-%b-%Y", "%b %-d, %Y", "%A, %B %d, %Y"] {
                let text = day.and_hms_opt(23, 59, 59).unwrap().format(format).to_string();
                prop_assert_eq!(date(&text, US), Ok(Some(day)), "{}", text);
            }
        }
    }
}
