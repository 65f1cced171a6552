//! Rows that stand in quotes as a whole.
//!
//! Some programs take a finished row for a single cell when they save it, and quote it once
//! more: `"jdoe,""Doe, Jane"",13"`. Often only rows that have a quote in them come out so.
//! Such a row is read without the outer quotes when it then has as many cells as the others.

use super::scanner::{Dialect, ScannedRecord, scan};
use std::borrow::Cow;

/// How many lines are looked at.
const MAX_LINES: usize = 300;

/// A cell in quotes may well have a comma or two in it: “Doe, Jane”, “Doe, Jane, PhD”.
const MIN_CELLS: usize = 3;

/// So many rows are enough where no other row tells how many cells there are.
const MIN_ROWS: usize = 2;

/// What separates the cells within the quotes.
const WITHIN: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How the rows are written that stand in quotes as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrapping {
    delimiter: u8,
    n_cells: usize,
}

impl Wrapping {
    /// Whether a text has such rows: each has the same number of cells within its quotes, and
    /// so has a row without, such as the header, or else they are most of the text.
    pub(super) fn detect(text: &str) -> Option<Wrapping> {
        let lines: Vec<&str> = text
            .split(['\r', '\n'])
            .filter(|line| !line.trim().is_empty())
            .take(MAX_LINES)
            .collect();
        if !lines.iter().any(|line| within(line).is_some()) {
            return None;
        }
        WITHIN.into_iter().find_map(|delimiter| wrapping(&lines, delimiter))
    }

    /// Of rows with so many cells.
    pub(super) fn of_rows(delimiter: u8, n_cells: usize) -> Option<Wrapping> {
        let can_be = WITHIN.contains(&delimiter) && n_cells >= MIN_CELLS;
        can_be.then_some(Wrapping { delimiter, n_cells })
    }

    /// The row of a line that stands in quotes as a whole, without them; `None` for others.
    /// The line has no line end.
    pub(super) fn unwrap(self, line: &str) -> Option<String> {
        let row = within(line)?;
        (n_cells(&row, self.delimiter)? == self.n_cells).then(|| row.into_owned())
    }

    /// A text with all of such rows unwrapped. No line end is touched.
    pub(super) fn unwrap_all(self, text: &str) -> String {
        let mut unwrapped = String::with_capacity(text.len());
        for line in text.split_inclusive(['\r', '\n']) {
            let row = line.trim_end_matches(['\r', '\n']);
            match self.unwrap(row) {
                Some(plain) => unwrapped.push_str(&plain),
                None => unwrapped.push_str(row),
            }
            unwrapped.push_str(&line[row.len()..]);
        }
        unwrapped
    }
}

fn wrapping(lines: &[&str], delimiter: u8) -> Option<Wrapping> {
    let (mut wrapped, mut plain) = (Vec::new(), Vec::new());
    for line in lines {
        match within(line) {
            Some(row) => wrapped.extend(n_cells(&row, delimiter)),
            None => plain.extend(n_cells(line, delimiter)),
        }
    }
    let n_cells = *wrapped.first()?;
    let is_even = n_cells >= MIN_CELLS && wrapped.iter().all(|n| *n == n_cells);
    let is_most = wrapped.len() >= MIN_ROWS && 2 * wrapped.len() > lines.len();
    (is_even && (is_most || plain.contains(&n_cells)))
        .then_some(Wrapping { delimiter, n_cells })
}

/// What stands in the quotes of a line that is a single cell.
fn within(line: &str) -> Option<Cow<'_, str>> {
    let row = line.trim_end().strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'"', row.as_bytes()).is_none() {
        return Some(Cow::Borrowed(row));
    }
    // A quote by itself ends the cell, and more than one cell is a row as it should be.
    let is_single = !row.replace("\"\"", "").contains('"');
    is_single.then(|| Cow::Owned(row.replace("\"\"", "\"")))
}

/// How many cells a row has; `None` when its quotes are not in order, or its delimiters are
/// those of a sentence.
fn n_cells(row: &str, delimiter: u8) -> Option<usize> {
    let mut record = ScannedRecord::default();
    scan(row, Dialect::plain(Some(delimiter)), true, &mut record)?;
    let is_sound = record.unclosed.is_none() && record.stray.is_none();
    let begins_with_space =
        |at: usize| row[record.cells[at].range.clone()].starts_with(' ');
    let is_prose =
        record.cells.len() > 1 && (1..record.cells.len()).all(begins_with_space);
    (is_sound && !is_prose).then_some(record.cells.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = Wrapping::detect(text).map(|wrapping| wrapping.unwrap_all(text));
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn rows_in_quotes_as_a_whole_are_unwrapped() {
        check(
            "Key,Name,Days\r\n\"ada,\"\"Lovelace, Ada\"\",13\"\r\nrroe,Roe,14\r\n",
            Some("Key,Name,Days\r\nada,\"Lovelace, Ada\",13\r\nrroe,Roe,14\r\n"),
        );
        check(
            "\"Key;Name;Days\"\n\"ada;\"\"Lovelace; \"\"\"\"A\"\"\"\"\"\";13\"\n",
            Some("Key;Name;Days\nada;\"Lovelace; \"\"A\"\"\";13\n"),
        );
    }

    #[test]
    fn cells_in_quotes_stay() {
        check("Key,Name,Days\n\"ada\",\"Lovelace, Ada\",\"13\"\n", None);
        check("Name\n\"Lovelace, Ada\"\n\"Roe, Richard, PhD\"\n", None);
        check("\"Lovelace, Ada\"\n\"Roe, Richard\"\n", None);
        check("Affiliations\n\"CTSY,STAF,FAC\"\n\"CTSY\"\n", None);
        check("a,b,c\n1,\"Two\n\",\"\"\n", None);
        check("a,b,c\n\"1,2,3,4\"\n", None);
        check("", None);
    }
}
