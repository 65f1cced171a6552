//! How a number of a workbook is shown: its number format (`numFmt`), ECMA-376 part 1, 18.8.30.

use crate::problem::{Excess, Unreadable};
use crate::table::xml::{Node, Xml};
use chrono::{DateTime, NaiveDate, TimeDelta};
use std::collections::HashMap;

/// As much of a number format as changes what a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::table) enum NumberFormat {
    General,
    /// A date, a time, or both.
    Date,
    /// A whole number with at least so many digits.
    Padded(usize),
}

/// The most formats and styles that a workbook has, by the file format, and some more.
const MAX_STYLES: usize = 1 << 16;

/// More zeros than this are no number of an account.
const MAX_PADDING: usize = 32;

impl NumberFormat {
    /// A built-in format, by its number in the file format's list.
    pub(in crate::table) fn built_in(id: u32) -> NumberFormat {
        match id {
            14..=22 | 27..=36 | 45..=47 | 50..=58 => NumberFormat::Date,
            _ => NumberFormat::General,
        }
    }

    /// A format by its code, such as `dd/mm/yyyy` or `00000000`.
    pub(in crate::table) fn of_code(code: &str) -> NumberFormat {
        // The parts behind semicolons are for negative numbers, zero and text.
        let first = code.split(';').next().unwrap_or_default();
        if first.len() > 1
            && first.len() <= MAX_PADDING
            && first.bytes().all(|byte| byte == b'0')
        {
            return NumberFormat::Padded(first.len());
        }
        let mut chars = first.chars();
        while let Some(c) = chars.next() {
            match c {
                // Quoted text, colors and conditions, and escaped characters.
                '"' => drop(chars.by_ref().find(|c| *c == '"')),
                '[' => {
                    let inside: String =
                        chars.by_ref().take_while(|c| *c != ']').collect();
                    if matches!(
                        inside.to_lowercase().as_str(),
                        "h" | "hh" | "m" | "mm" | "s" | "ss"
                    ) {
                        return NumberFormat::Date;
                    }
                }
                '\\' | '_' | '*' => drop(chars.next()),
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => {
                    return NumberFormat::Date;
                }
                // “General”, whose letters would say otherwise.
                'G' | 'g' => return NumberFormat::General,
                _ => {}
            }
        }
        NumberFormat::General
    }

    /// What a person sees of a stored number; what is no number stays.
    pub(in crate::table) fn show(self, stored: &str, is_1904: bool) -> String {
        let Some(number) = stored.parse::<f64>().ok().filter(|number| number.is_finite())
        else {
            return stored.to_owned();
        };
        match self {
            NumberFormat::Date => {
                date(number, is_1904).unwrap_or_else(|| number.to_string())
            }
            NumberFormat::Padded(n_digits) if number >= 0.0 && number.fract() == 0.0 => {
                format!("{number:0n_digits$}")
            }
            NumberFormat::General | NumberFormat::Padded(_) => number.to_string(),
        }
    }
}

/// The formats of all cell styles, in the order in which cells count them.
pub(super) fn read(mut xml: Xml) -> Result<Vec<NumberFormat>, Unreadable> {
    let mut codes: HashMap<u32, NumberFormat> = HashMap::new();
    let (mut formats, mut in_cells) = (Vec::new(), false);
    loop {
        check_styles(codes.len().max(formats.len()))?;
        match xml.next()? {
            Node::Start(tag) if tag.name() == "numFmt" => {
                let id = tag.attribute("numFmtId").and_then(|id| id.parse().ok());
                if let (Some(id), Some(code)) = (id, tag.attribute("formatCode")) {
                    codes.insert(id, NumberFormat::of_code(&code));
                }
            }
            Node::Start(tag) if tag.name() == "cellXfs" => in_cells = true,
            Node::Start(tag) if tag.name() == "xf" && in_cells => {
                let id = tag.attribute("numFmtId").and_then(|id| id.parse().ok());
                let id = id.unwrap_or(0);
                let known = codes.get(&id).copied();
                formats.push(known.unwrap_or_else(|| NumberFormat::built_in(id)));
            }
            Node::End(name) if name == "cellXfs" => in_cells = false,
            Node::Over => return Ok(formats),
            _ => {}
        }
    }
}

/// Refuses more formats or styles than a workbook has.
pub(in crate::table) fn check_styles(n_styles: usize) -> Result<(), Unreadable> {
    match n_styles > MAX_STYLES {
        true => Err(Unreadable::TooMuch(Excess::Styles { max: MAX_STYLES })),
        false => Ok(()),
    }
}

/// A serial as ISO date, with a time only if there is one; `None` outside the calendar of
/// spreadsheets, which goes to the year 9999.
fn date(serial: f64, is_1904: bool) -> Option<String> {
    const LAST_SERIAL: f64 = 2_958_466.0;
    const SECONDS: f64 = 86_400.0;
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return None;
    }
    // Excel counts 29 February 1900, a day that never was, so earlier days are one off.
    let epoch = match (is_1904, serial < 60.0) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    let seconds = (serial * SECONDS).round();
    let instant: DateTime<chrono::Utc> = epoch.and_hms_opt(0, 0, 0)?.and_utc();
    let shown = instant.checked_add_signed(TimeDelta::seconds(seconds as i64))?;
    let has_day = serial >= 1.0 || is_1904;
    let has_time = seconds % SECONDS != 0.0;
    let pattern = match (has_day, has_time) {
        (true, false) => "%Y-%m-%d",
        (true, true) => "%Y-%m-%d %H:%M:%S",
        (false, _) => "%H:%M:%S",
    };
    Some(shown.format(pattern).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: NumberFormat, stored: &str, expected: &str) {
        assert_eq!(format.show(stored, false), expected);
    }

    #[test]
    fn numbers_are_shown_as_people_see_them() {
        check(NumberFormat::General, "12345678", "12345678");
        check(NumberFormat::General, "1.2345678E7", "12345678");
        check(NumberFormat::General, "0.5", "0.5");
        check(NumberFormat::General, "12a", "12a");
        check(NumberFormat::Padded(8), "123456", "00123456");
        check(NumberFormat::Padded(8), "-5", "-5");
        check(NumberFormat::Date, "46357", "2026-12-01");
        check(NumberFormat::Date, "46357.75", "2026-12-01 18:00:00");
        check(NumberFormat::Date, "0.25", "06:00:00");
        check(NumberFormat::Date, "1", "1900-01-01");
        check(NumberFormat::Date, "61", "1900-03-01");
        check(NumberFormat::Date, "-3", "-3");
        check(
            NumberFormat::Date,
            "1e99",
            "1e99".parse::<f64>().unwrap().to_string().as_str(),
        );
        assert_eq!(NumberFormat::Date.show("0", true), "1904-01-01");
    }

    #[test]
    fn codes_tell_dates_from_numbers() {
        for code in
            ["m/d/yyyy", "dd.mm.yy hh:mm", "[$-409]d\\-mmm\\-yy;@", "[h]:mm", "yyyy"]
        {
            assert_eq!(NumberFormat::of_code(code), NumberFormat::Date, "{code}");
        }
        for code in ["General", "0.00", "#,##0", "\"days\" 0", "[Red]0", "0\\d", "@", "0"]
        {
            assert_eq!(NumberFormat::of_code(code), NumberFormat::General, "{code}");
        }
        assert_eq!(NumberFormat::of_code("00000000"), NumberFormat::Padded(8));
        assert_eq!(NumberFormat::built_in(14), NumberFormat::Date);
        assert_eq!(NumberFormat::built_in(1), NumberFormat::General);
    }
}
