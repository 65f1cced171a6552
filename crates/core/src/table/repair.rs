//! Another look at a record that does not have as many cells as the others.
//!
//! A stray quote can hide delimiters, and a row can be written with another delimiter than
//! the rest. Both are put right only when exactly the expected number of cells comes out;
//! otherwise the record stays as it was read, and is reported as ragged.

use super::dialect::DELIMITERS;
use super::scanner::{Dialect, Form, Record, scan, scan_literal};

/// Longer records are left as they are, so that this stays cheap whatever the input.
const MAX_BYTES: usize = 64 * 1024;

/// How many quotes are tried.
const MAX_QUOTES: usize = 64;

/// What was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repair {
    /// A quote was taken as text; the record says which.
    Quote,
    /// The row is written with this delimiter.
    Delimiter(u8),
}

/// Reads the record in `text`, which is exactly one record with its line end, again.
/// `record` holds how it was read, and holds the better reading if there is one: its length
/// and what was put right are returned. `other` is room to work in.
pub(crate) fn repair(
    text: &str,
    dialect: Dialect,
    width: usize,
    record: &mut Record,
    other: &mut Record,
) -> Option<(usize, Repair)> {
    if text.len() > MAX_BYTES {
        return None;
    }
    if record.n_lines > 1
        && let Some(quote) = swallowing_quote(text, dialect, width, record, other)
    {
        let first = text.split_inclusive(['\r', '\n']).next()?;
        let length =
            first.len() + usize::from(text[first.len() - 1..].starts_with("\r\n"));
        scan_literal(&text[..length], dialect, true, Some(quote), record)?;
        return Some((length, Repair::Quote));
    }
    if record.cells.len() == width {
        return None;
    }
    for quote in stray_quotes(text, dialect, record) {
        let length = scan_literal(text, dialect, true, Some(quote), other)?;
        if other.cells.len() == width && other.unclosed == Some(quote) {
            std::mem::swap(record, other);
            return Some((length, Repair::Quote));
        }
    }
    let delimiters = DELIMITERS.iter().filter(|d| Some(**d) != dialect.delimiter);
    for &delimiter in delimiters {
        let with_other = Dialect { delimiter: Some(delimiter), ..dialect };
        let length = scan(text, with_other, true, other)?;
        // A row that has the usual delimiter is only short or long, whatever another one
        // happens to make of it.
        let holds_own = other.cells.iter().any(|cell| {
            let inside = &text.as_bytes()[cell.range.clone()];
            cell.form == Form::Bare
                && inside.iter().any(|b| Some(*b) == dialect.delimiter)
        });
        let is_read = width > 1
            && other.cells.len() == width
            && other.unclosed.is_none()
            && (record.cells.len() == 1 || !holds_own);
        if is_read {
            std::mem::swap(record, other);
            return Some((length, Repair::Delimiter(delimiter)));
        }
    }
    None
}

/// Where quoted cells of one line begin that have a quote inside which stands for nothing.
/// A quoted cell without one is beyond doubt.
fn stray_quotes(text: &str, dialect: Dialect, record: &Record) -> Vec<usize> {
    let is_stray = |inside: &str| {
        let Some(quote) = dialect.quote.map(char::from) else { return false };
        let escape = char::from(dialect.escape.unwrap_or(b'"'));
        let kept = inside.replace(&format!("{quote}{quote}"), "");
        kept.replace(&format!("{escape}{quote}"), "").contains(quote)
    };
    let cells = record.cells.iter().filter(|cell| cell.form != Form::Bare);
    cells
        .filter(|cell| is_stray(&text[cell.range.clone()]))
        .map(|cell| cell.range.start - 1)
        .take(MAX_QUOTES)
        .collect()
}

/// The quote that opens a cell of several lines, when every one of these lines is a whole
/// row by itself: then it is a stray, and has swallowed the rows.
fn swallowing_quote(
    text: &str,
    dialect: Dialect,
    width: usize,
    record: &Record,
    other: &mut Record,
) -> Option<usize> {
    /// Two cells are too few to tell a row from a remark with a comma.
    const MIN_WIDTH: usize = 3;
    if width < MIN_WIDTH {
        return None;
    }
    let cell = record.cells.iter().find(|cell| {
        cell.form != Form::Bare && text[cell.range.clone()].contains(['\r', '\n'])
    })?;
    let quote = cell.range.start - 1;
    let mut at = 0;
    for line in text.split_inclusive(['\r', '\n']).filter(|line| !line.trim().is_empty())
    {
        let literal = Some(quote).filter(|_| at == 0);
        scan_literal(line, dialect, true, literal, other)?;
        if other.cells.len() != width {
            return None;
        }
        at += line.len();
    }
    Some(quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, expected: Option<(&[&str], Repair)>) {
        let dialect = Dialect::plain(Some(b','));
        let (mut record, mut other) = (Record::default(), Record::default());
        let length = scan(text, dialect, true, &mut record).unwrap();
        let found = repair(&text[..length], dialect, width, &mut record, &mut other);
        let cells: Vec<&str> =
            record.cells.iter().map(|cell| &text[cell.range.clone()]).collect();
        match expected {
            Some((expected, repair)) => {
                assert_eq!(found.map(|(_, repair)| repair), Some(repair));
                assert_eq!(cells, expected);
            }
            None => assert_eq!(found, None),
        }
    }

    #[test]
    fn a_stray_quote_that_hides_delimiters_is_text() {
        let cells = ["1", "\"x", "y", "Doe, J"];
        check("1,\"x,y,\"Doe, J\"\n", 4, Some((&cells, Repair::Quote)));
    }

    #[test]
    fn a_quote_that_swallows_whole_rows_is_text() {
        let cells = ["a1", "\"Doe", "5"];
        let text = "a1,\"Doe,5\r\na2,Roe,6\r\na3,Monitor 24\",7\r\n";
        check(text, 3, Some((&cells, Repair::Quote)));
        check("a1,\"Doe\nJane\",5\n", 3, None);
    }

    #[test]
    fn a_row_with_another_delimiter_is_read_with_it() {
        let cells = ["1", "a, b", "3"];
        check("1;\"a, b\";3\n", 3, Some((&cells, Repair::Delimiter(b';'))));
        let cells = ["1", "a b", "3"];
        check("1;a b;3\n", 3, Some((&cells, Repair::Delimiter(b';'))));
    }

    #[test]
    fn what_does_not_come_out_even_stays() {
        check("1,2\n", 3, None);
        check("1,2,3,4\n", 3, None);
        check("\"a,b\",2\n", 3, None);
        check("a b,c d\n", 3, None);
        check("1;a, b;3\n", 3, None);
        check("a1,\"Doe, \"\"J\"\"\",5\n", 4, None);
    }
}
