//! Which row, if any, names the columns.

use super::Table;
use super::dialect::mode;
use std::collections::HashSet;

/// How far down a header is looked for, below titles and notes.
const MAX_DEPTH: usize = 20;

/// Names of columns that are known beforehand, in any case, spacing, punctuation and word
/// order.
#[derive(Clone, Debug, Default)]
pub struct KnownNames(HashSet<String>);

impl KnownNames {
    /// Takes the names as people write them.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> KnownNames {
        KnownNames(names.into_iter().flat_map(spellings).collect())
    }

    /// Whether `name` is one of them.
    pub fn contains(&self, name: &str) -> bool {
        spellings(name).iter().any(|spelling| self.0.contains(spelling))
    }
}

/// The two forms in which names of columns are compared: without anything but letters and
/// digits, and as sorted words.
pub fn spellings(name: &str) -> [String; 2] {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let squashed = words.concat();
    words.sort_unstable();
    [squashed, words.join(" ")]
}

/// The index of the header among the rows of `sample`, which has none yet.
pub(crate) fn detect(sample: &Table, known: &KnownNames) -> Option<usize> {
    let widths: Vec<usize> = (0..sample.n_rows()).map(|row| sample.width(row)).collect();
    let (width, n_agree) = mode(&widths);
    let depth = sample.n_rows().min(MAX_DEPTH);
    let n_known =
        |row: usize| sample.row(row).filter(|cell| known.contains(cell)).count();
    let by_name = (0..depth).map(|row| (n_known(row), row)).max_by_key(|&(n, row)| {
        // Of two equally good rows the upper one is the header, the lower a repetition.
        (n, std::cmp::Reverse(row))
    });
    if let Some((n, row)) = by_name
        && n >= if width == 1 { 1 } else { 2.min(sample.width(row)) }
    {
        return Some(row);
    }
    // A few ragged rows must not hide the header of a short table.
    let n_like = |row: usize| widths.iter().filter(|&&w| w == widths[row]).count();
    let first = (0..depth).find(|&row| widths[row] > 1 && 2 * n_like(row) >= n_agree)?;
    (width > 1 && looks_like_header(sample, first)).then_some(first)
}

/// Whether a row reads like names of columns and unlike the rows below it.
fn looks_like_header(sample: &Table, row: usize) -> bool {
    let cells: Vec<&str> = sample.row(row).map(str::trim).collect();
    let n_named = cells.iter().filter(|cell| !cell.is_empty()).count();
    let mut seen = HashSet::new();
    let distinct = cells.iter().all(|cell| cell.is_empty() || seen.insert(*cell));
    2 * n_named > cells.len() && distinct && !cells.iter().any(|cell| is_value(cell))
}

/// Whether a cell is a number, a date or an address, which no column is called.
fn is_value(cell: &str) -> bool {
    let mut digits_only = cell
        .chars()
        .filter(|c| !matches!(c, '.' | ',' | '-' | '/' | ':' | ' ' | '%' | '+'));
    let numeric = cell.chars().any(|c| c.is_ascii_digit())
        && digits_only.all(|c| c.is_ascii_digit());
    numeric || cell.contains('@') || cell.contains('\\') || cell.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Builder;

    #[track_caller]
    fn check(rows: &[&[&str]], expected: Option<usize>) {
        let mut builder = Builder::default();
        for (line, row) in (1..).zip(rows) {
            builder.push(row.iter().copied(), line).unwrap();
        }
        let known = KnownNames::new(["Logon Name", "Display Name"]);
        assert_eq!(detect(&builder.finish(None), &known), expected);
    }

    #[test]
    fn a_header_is_found() {
        check(&[&["Display Name", "Logon Name"], &["Ada", "alovel"]], Some(0));
        check(&[&["NAME, DISPLAY", "logon_name"], &["Ada", "alovel"]], Some(0));
        check(&[&["Report"], &["Display Name", "Logon Name"], &["Ada", "a"]], Some(1));
        check(&[&["First", "Number"], &["Ada", "12"]], Some(0));
        check(&[&["LogonName"], &["alovel"]], Some(0));
    }

    #[test]
    fn data_is_no_header() {
        check(&[&["Ada", "12"], &["Grace", "13"]], None);
        check(&[&["Ada", "alovel@upenn.edu"], &["Grace", "x@upenn.edu"]], None);
        check(&[&["alovel"], &["ghopper"]], None);
        check(&[], None);
    }

    #[test]
    fn names_are_compared_by_letters_or_by_words() {
        assert_eq!(spellings("Logon-Name")[0], spellings("logonName")[0]);
        assert_eq!(spellings("Name, Logon")[1], spellings("LOGON NAME")[1]);
    }
}
