//! Dates, counts and foreign text as words for a terminal.

use chrono::NaiveDate;

/// A day with its weekday.
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// How far away a day is.
pub(crate) fn relative(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {days} days"),
        _ => format!("{} days ago", days.unsigned_abs()),
    }
}

/// A number of things, whose plural is regular.
pub(crate) fn count(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// Text from a file, on one line and without power over the terminal: what ends lines
/// becomes a space, what steers a terminal or turns the direction of writing becomes
/// visible.
pub(crate) fn plain(text: &str) -> String {
    text.replace("\r\n", " ").chars().map(plain_char).collect()
}

fn plain_char(c: char) -> char {
    /// Unicode has a picture for each of the first control characters, in their order.
    const PICTURES: u32 = 0x2400;
    match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(PICTURES + u32::from(c)).unwrap_or(' '),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let said: Vec<String> = [-12, -1, 0, 1, 9].map(relative).to_vec();
        assert_eq!(said, ["12 days ago", "yesterday", "today", "tomorrow", "in 9 days"]);
        assert_eq!(day("2026-11-27".parse().unwrap()), "Fri 27 Nov 2026");
        assert_eq!(count(1, "row") + ", " + &count(2, "row"), "1 row, 2 rows");
    }

    #[test]
    fn foreign_text_has_no_power_over_the_terminal() {
        assert_eq!(plain("Zoë 名前"), "Zoë 名前");
        assert_eq!(plain("a\r\nb\tc"), "a b c");
        assert_eq!(plain("\u{1b}[2J\u{7}\0\u{7f}"), "␛[2J␇␀␡");
        assert_eq!(plain("\u{9b}31m\u{202e}abc"), "\u{fffd}31m\u{fffd}abc");
    }
}
