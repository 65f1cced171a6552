//! Another look at a record that does not have as many cells as the others.
//!
//! A stray quote can hide delimiters, and a row can be written with another delimiter than
//! the rest. Both are put right only when exactly the expected number of cells comes out;
//! otherwise the record stays as it was read, and is reported as ragged.

use super::cell_kind::is_value;
use super::scanner::{DELIMITERS, Dialect, Quoting, ScannedRecord, scan, scan_literal};

/// Longer records are left as they are, so that this stays cheap whatever the input.
const MAX_BYTES: usize = 64 * 1024;

/// How many quotes are tried.
const MAX_QUOTES: usize = 64;

/// What a record should be, as the others are.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    /// How many cells it should have.
    pub(crate) width: usize,
    /// Which of them should be numbers, dates or addresses.
    pub(crate) is_value: Vec<bool>,
}

impl Expected {
    /// Whether cells that are separated by another delimiter read like a row. Titles and
    /// notes have commas and spaces too, and happen to fall into as many parts.
    fn fits(&self, delimiter: u8, cells: &[&str]) -> bool {
        /// So many words of a sentence are not as many as there are columns by chance.
        const MIN_WORDS: usize = 6;
        /// Nor is it by chance that so many values are where they should be.
        const MIN_VALUES: usize = 2;
        if cells.len() != self.width || self.width < 2 {
            return false;
        }
        if !cells.iter().any(|cell| is_value(cell)) {
            // It names the columns, or none of them holds values.
            let min_width = if delimiter == b' ' { MIN_WORDS } else { 3 };
            return self.width >= min_width && cells.iter().all(|c| !c.trim().is_empty());
        }
        let (n_values, n_filled) = self.n_values(cells);
        2 * n_values >= n_filled && (delimiter != b' ' || n_values >= MIN_VALUES)
    }

    /// How many of the cells that should hold values do, and how many hold anything.
    fn n_values(&self, cells: &[&str]) -> (usize, usize) {
        let cells = cells.iter().zip(&self.is_value).filter(|(_, is_value)| **is_value);
        let filled = cells.map(|(cell, _)| cell.trim()).filter(|cell| !cell.is_empty());
        let are_values: Vec<bool> = filled.map(is_value).collect();
        (are_values.iter().filter(|is_value| **is_value).count(), are_values.len())
    }
}

/// What was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repair {
    /// A quote was taken as text; the record says which.
    Quote,
    /// The row is written with this delimiter.
    Delimiter(u8),
    /// A space follows every delimiter of the row.
    Space,
}

/// Reads the record in `text`, which is exactly one record with its line end, again.
/// `record` holds how it was read, and holds the better reading if there is one: its length
/// and what was put right are returned. `other` is room to work in.
pub(crate) fn repair(
    text: &str,
    dialect: Dialect,
    expected: &Expected,
    record: &mut ScannedRecord,
    other: &mut ScannedRecord,
) -> Option<(usize, Repair)> {
    if text.len() > MAX_BYTES {
        return None;
    }
    if record.n_lines > 1
        && let Some(quote) = swallowing_quote(text, dialect, expected, record, other)
    {
        let first = text.split_inclusive(['\r', '\n']).next()?;
        let length =
            first.len() + usize::from(text[first.len() - 1..].starts_with("\r\n"));
        scan_literal(&text[..length], dialect, true, Some(quote), record)?;
        return Some((length, Repair::Quote));
    }
    if let Some(length) = spaced(text, dialect, expected, record, other) {
        std::mem::swap(record, other);
        return Some((length, Repair::Space));
    }
    let width = expected.width;
    if record.cells.len() == width {
        return None;
    }
    for quote in stray_quotes(text, dialect, record) {
        let length = scan_literal(text, dialect, true, Some(quote), other)?;
        // A reading that ends before the quote came about by another one.
        let is_by_it = quote < length && other.unclosed == Some(quote);
        if other.cells.len() == width && is_by_it {
            std::mem::swap(record, other);
            return Some((length, Repair::Quote));
        }
    }
    let best = DELIMITERS
        .into_iter()
        .filter(|delimiter| Some(*delimiter) != dialect.delimiter)
        .filter_map(|delimiter| {
            let n_values =
                n_values_with(delimiter, text, dialect, expected, record, other)?;
            Some((n_values, delimiter))
        })
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, delimiter) = best?;
    let with_other = Dialect { delimiter: Some(delimiter), ..dialect };
    let length = scan(text, with_other, true, record)?;
    Some((length, Repair::Delimiter(delimiter)))
}

/// Reads a record into `other` as one with a space behind every delimiter, if that is what
/// it has and the other records have not.
fn spaced(
    text: &str,
    dialect: Dialect,
    expected: &Expected,
    record: &ScannedRecord,
    other: &mut ScannedRecord,
) -> Option<usize> {
    /// A remark with a comma and a space is not yet such a row.
    const MIN_WIDTH: usize = 3;
    let follows_space = |at: usize| text[..at].ends_with(' ');
    let can_be = !dialect.skip_space
        && !matches!(dialect.delimiter, None | Some(b' '))
        && expected.width >= MIN_WIDTH
        && text[record.cells.get(1)?.range.clone()].starts_with(' ');
    if !can_be {
        return None;
    }
    let length = scan(text, Dialect { skip_space: true, ..dialect }, true, other)?;
    let is_spaced = other.cells.iter().skip(1).all(|cell| {
        let n_quotes = usize::from(cell.quoting != Quoting::Bare);
        follows_space(cell.range.start - n_quotes)
    });
    let is_row = other.cells.len() == expected.width && other.unclosed.is_none();
    (is_spaced && is_row).then_some(length)
}

/// How many values are where they should be when a record is separated by another
/// delimiter; `None` when it does not read like a row then.
fn n_values_with(
    delimiter: u8,
    text: &str,
    dialect: Dialect,
    expected: &Expected,
    record: &ScannedRecord,
    other: &mut ScannedRecord,
) -> Option<usize> {
    let with_other = Dialect { delimiter: Some(delimiter), ..dialect };
    scan(text, with_other, true, other)?;
    // A row that has the usual delimiter is only short or long, whatever another one
    // happens to make of it.
    let holds_own = other.cells.iter().any(|cell| {
        let inside = &text.as_bytes()[cell.range.clone()];
        cell.quoting == Quoting::Bare
            && inside.iter().any(|b| Some(*b) == dialect.delimiter)
    });
    // A quote without its partner is what is left of a cell that was torn in two.
    let is_torn = other.cells.iter().any(|cell| {
        let quotes =
            text[cell.range.clone()].bytes().filter(|b| Some(*b) == dialect.quote);
        cell.quoting == Quoting::Bare && quotes.count() % 2 == 1
    });
    let is_broken = other.unclosed.is_some() || other.stray.is_some() || is_torn;
    if is_broken || (record.cells.len() > 1 && holds_own) {
        return None;
    }
    let cells: Vec<&str> =
        other.cells.iter().map(|cell| &text[cell.range.clone()]).collect();
    expected.fits(delimiter, &cells).then(|| expected.n_values(&cells).0)
}

/// Where quoted cells of one line begin that have a quote inside which stands for nothing.
/// A quoted cell without one is beyond doubt.
fn stray_quotes(text: &str, dialect: Dialect, record: &ScannedRecord) -> Vec<usize> {
    let is_stray = |inside: &str| {
        let Some(quote) = dialect.quote.map(char::from) else { return false };
        let escape = char::from(dialect.escape.unwrap_or(b'"'));
        let kept = inside.replace(&format!("{quote}{quote}"), "");
        kept.replace(&format!("{escape}{quote}"), "").contains(quote)
    };
    let cells = record.cells.iter().filter(|cell| cell.quoting != Quoting::Bare);
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
    expected: &Expected,
    record: &ScannedRecord,
    other: &mut ScannedRecord,
) -> Option<usize> {
    /// Two cells are too few to tell a row from a remark with a comma.
    const MIN_WIDTH: usize = 3;
    if expected.width < MIN_WIDTH {
        return None;
    }
    let cell = record.cells.iter().find(|cell| {
        cell.quoting != Quoting::Bare && text[cell.range.clone()].contains(['\r', '\n'])
    })?;
    // What can close it by accident is an inch mark.
    if !text[cell.range.clone()].ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let quote = cell.range.start - 1;
    let mut at = 0;
    for line in text.split_inclusive(['\r', '\n']).filter(|line| !line.trim().is_empty())
    {
        let literal = Some(quote).filter(|_| at == 0);
        scan_literal(line, dialect, true, literal, other)?;
        let cells: Vec<&str> = other
            .cells
            .iter()
            .map(|cell| line[cell.range.clone()].trim_start_matches('"'))
            .collect();
        let (n_values, n_filled) = expected.n_values(&cells);
        let is_row = 2 * n_values > n_filled || !expected.is_value.contains(&true);
        if other.cells.len() != expected.width || !is_row {
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
        let (mut record, mut other) =
            (ScannedRecord::default(), ScannedRecord::default());
        let length = scan(text, dialect, true, &mut record).unwrap();
        let expected_row = Expected { width, is_value: vec![false; width] };
        let found =
            repair(&text[..length], dialect, &expected_row, &mut record, &mut other);
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
    fn a_row_with_spaces_behind_its_delimiters_is_read_without_them() {
        let cells = ["1", "a, b", "3"];
        check("1, \"a, b\", 3\n", 3, Some((&cells, Repair::Space)));
        check("1, a,3\n", 3, None);
    }

    #[test]
    fn titles_are_no_rows() {
        check("12 rows\n", 2, None);
        check("End of report\n", 3, None);
        check("All: a, b\n", 2, None);
    }

    #[test]
    fn what_does_not_come_out_even_stays() {
        check("1,2\n", 3, None);
        check("1,2,3,4\n", 3, None);
        check("\"a,b\",2\n", 3, None);
        check("a b,c d\n", 3, None);
        check("1;a, b;3\n", 3, None);
        check("\"1\",,\"; \n\"\n", 2, None);
        check("a1,\"Doe, \"\"J\"\"\",5\n", 4, None);
    }
}
