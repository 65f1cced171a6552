//! Another look at a record that does not have as many cells as the others.
//!
//! A stray quote can hide delimiters, and a row can be written with another delimiter than
//! the rest. Both are put right only when exactly the expected number of cells comes out;
//! otherwise the record stays as it was read, and is reported as ragged. A quoted cell
//! within one line and without a quote inside is beyond doubt, and stays.

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
    if text.len() > MAX_BYTES || record.cells.len() == width {
        return None;
    }
    let quotes: Vec<usize> = record
        .cells
        .iter()
        .filter(|cell| {
            let inside = &text.as_bytes()[cell.range.clone()];
            let doubtful =
                |b: &u8| Some(*b) == dialect.quote || matches!(b, b'\n' | b'\r');
            cell.form != Form::Bare && inside.iter().any(doubtful)
        })
        .map(|cell| cell.range.start - 1)
        .take(MAX_QUOTES)
        .collect();
    for quote in quotes {
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
        // Spaces stand in every text, so they separate only where nothing else can.
        let holds_own = delimiter == b' '
            && other.cells.iter().any(|cell| {
                let inside = &text.as_bytes()[cell.range.clone()];
                cell.form == Form::Bare
                    && inside.iter().any(|b| Some(*b) == dialect.delimiter)
            });
        if width > 1
            && other.cells.len() == width
            && other.unclosed.is_none()
            && !holds_own
        {
            std::mem::swap(record, other);
            return Some((length, Repair::Delimiter(delimiter)));
        }
    }
    None
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
        let cells = ["1", "\"", "2", "3"];
        check("1,\",2,3\n4,\",5\n", 4, Some((&cells, Repair::Quote)));
    }

    #[test]
    fn a_row_with_another_delimiter_is_read_with_it() {
        let cells = ["1", "a, b", "3"];
        check("1;a, b;3\n", 3, Some((&cells, Repair::Delimiter(b';'))));
    }

    #[test]
    fn what_does_not_come_out_even_stays() {
        check("1,2\n", 3, None);
        check("1,2,3,4\n", 3, None);
        check("\"a,b\",2\n", 3, None);
        check("a b,c d\n", 3, None);
    }
}
