//! Dates, counts and foreign text as words for a terminal.

use chrono::NaiveDate;
use reprieve_core::characters::visible;

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
/// becomes a space, and what steers a terminal, turns the direction of writing or cannot be
/// seen becomes visible.
pub(crate) fn plain(text: &str) -> String {
    let is_line_end = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}');
    visible(&text.replace("\r\n", " ").replace(is_line_end, " ")).into_owned()
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
        assert_eq!(plain("\u{9b}31m\u{202e}abc"), "<U+009B>31m<U+202E>abc");
    }
}
