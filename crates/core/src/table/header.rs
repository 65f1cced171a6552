//! Which row, if any, names the columns.

use super::cell_kind::{CellKind, is_value};
use super::cells::Table;
use super::widths::mode;
use crate::column_names::KnownNames;
use crate::problem::Unreadable;
use crate::threshold::Threshold;
use std::collections::HashSet;
use std::ops::Range;

/// How far down a header is looked for, below titles and notes.
const MAX_DEPTH: usize = 20;

/// How many known names make a row the one that names the columns.
const MIN_KNOWN_NAMES: usize = 2;

/// How many cells must have a word of a known name for a row to name columns among words.
const MIN_SHARED_WORDS: usize = 2;

/// The share of a row's cells that must have something in them; what is mostly empty above a
/// full row is a title.
const MIN_FILLED: Threshold = Threshold::new("header: filled", 0.5);

/// How many rows must be as wide as a header, compared with those of the most frequent width.
const MIN_ALIKE: Threshold = Threshold::new("header: as wide", 0.5);

/// The share of a header's columns that must have a name.
const MIN_NAMED: Threshold = Threshold::new("header: named", 0.5);

/// How many rows a header can have.
const MAX_ROWS: usize = 3;

/// Which rows of `sample`, which has no header yet, name the columns; an empty range when
/// none does.
pub(crate) fn detect(sample: &Table, known: &KnownNames) -> Range<usize> {
    match first_row(sample, known) {
        None => 0..0,
        Some(first) => {
            let mut end = first + 1;
            while end < sample.n_rows().min(first + MAX_ROWS)
                && continues(sample, first, end, known)
            {
                end += 1;
            }
            first..end
        }
    }
}

/// The row on the line that the user says names the columns; none on line 0.
pub(crate) fn on_line(rows: &Table, line: u32) -> Result<Range<usize>, Unreadable> {
    if line == 0 {
        return Ok(0..0);
    }
    match (0..rows.n_rows()).find(|&row| rows.line(row) == line) {
        Some(row) => Ok(row..row + 1),
        None => {
            let last_line =
                rows.n_rows().checked_sub(1).map_or(0, |last| rows.line(last));
            Err(Unreadable::HeaderMissing { line, last_line })
        }
    }
}

fn first_row(sample: &Table, known: &KnownNames) -> Option<usize> {
    // A delimiter at the end of the header alone, or of the rows alone, makes no column.
    let filled = filled_width(sample);
    let widths: Vec<usize> =
        (0..sample.n_rows()).map(|row| sample.width(row).min(filled)).collect();
    let (width, n_agree) = mode(&widths);
    let depth = sample.n_rows().min(MAX_DEPTH);
    // The first such row is the header: a better one further down is another table's.
    let by_name = (0..depth).find(|&row| match sample.width(row) {
        1 if width == 1 => heads_a_list(sample, row, known),
        1 => false,
        _ => {
            n_known(sample, row, known) >= MIN_KNOWN_NAMES
                || begins_names(sample, row, known)
        }
    });
    if by_name.is_some() || width == 1 {
        return by_name;
    }
    // A few ragged rows must not hide the header of a short table, and what is mostly
    // empty above a full row is a title.
    let n_like = |row: usize| widths.iter().filter(|&&w| w == widths[row]).count();
    let is_full = |row: usize| {
        let n_filled = sample.row(row).filter(|cell| !cell.trim().is_empty()).count();
        MIN_FILLED.is_exceeded_by(n_filled as f64 / widths[row] as f64)
    };
    let could_be = |row: &usize| {
        widths[*row] > 1
            && MIN_ALIKE.is_reached_by(n_like(*row) as f64 / n_agree as f64)
            && is_full(*row)
    };
    let is_header = |row: &usize| looks_like_header(sample, *row, filled, known);
    let first = (0..depth).find(could_be)?;
    // Above a header as wide as the table, narrower rows are titles with delimiters in them.
    let wide = (first..depth).find(|&row| widths[row] == width && could_be(&row));
    match wide.filter(|_| widths[first] < width).filter(is_header) {
        Some(wide) => Some(wide),
        None => Some(first).filter(is_header),
    }
}

/// How many cells of a row are names that are known.
fn n_known(sample: &Table, row: usize, known: &KnownNames) -> usize {
    sample.row(row).filter(|cell| known.contains(cell)).count()
}

/// How many names are known that begin in the first of some rows and end in the last.
pub(super) fn n_known_joined(
    sample: &Table,
    rows: Range<usize>,
    known: &KnownNames,
) -> usize {
    if rows.is_empty() {
        return 0;
    }
    let joined = (0..sample.width(rows.start)).map(|column| {
        let cells: Vec<&str> =
            rows.clone().map(|row| sample.cell(row, column).trim()).collect();
        cells.join(" ")
    });
    joined.filter(|name| known.contains(name.trim())).count()
}

/// Whether known names begin in a row and end in the next one.
fn begins_names(sample: &Table, row: usize, known: &KnownNames) -> bool {
    let next = row + 1;
    if next >= sample.n_rows() || sample.width(next) != sample.width(row) {
        return false;
    }
    let n_alone = n_known(sample, row, known).max(n_known(sample, next, known));
    let n_joined = n_known_joined(sample, row..next + 1, known);
    n_joined >= MIN_KNOWN_NAMES && n_joined > n_alone
}

/// How many columns there are up to the last one that has something in it.
fn filled_width(sample: &Table) -> usize {
    let is_filled = |cell: &str| !cell.trim().is_empty();
    let cells = |row| sample.row(row).enumerate().filter(|(_, cell)| is_filled(cell));
    let last = (0..sample.n_rows()).filter_map(|row| cells(row).last());
    last.map(|(column, _)| column + 1).max().unwrap_or(0)
}

/// Whether `row` goes on naming the columns that `first` names: it is the same row again,
/// or has words in columns that hold values further down.
fn continues(sample: &Table, first: usize, row: usize, known: &KnownNames) -> bool {
    if sample.width(row) != sample.width(first) {
        return false;
    }
    if sample.row(row).eq(sample.row(first)) {
        return true;
    }
    let n_first = n_known(sample, first, known);
    if n_first > 0 || begins_names(sample, first, known) {
        // What names known columns needs no second row, unless that makes more of them
        // known: a person below it must not be taken for a name of columns.
        let n_above = n_known_joined(sample, first..row, known);
        return n_known_joined(sample, first..row + 1, known) > n_above;
    }
    // A row without any value can name columns too.
    let has_value = |row: &usize| sample.row(*row).any(is_value);
    let below: Vec<usize> =
        (row + 1..sample.n_rows()).filter(has_value).take(MAX_COMPARED).collect();
    let is_word = |column: usize| {
        let cell = sample.cell(row, column);
        !cell.trim().is_empty() && CellKind::of(cell) != CellKind::Value
    };
    let value_columns: Vec<usize> = (0..sample.width(row))
        .filter(|&column| column_form(sample, &below, column) == Some(CellKind::Value))
        .collect();
    below.len() > 1
        && value_columns.len() > 1
        && value_columns.iter().all(|&column| is_word(column))
        && !sample.row(row).any(is_value)
}

/// Whether a row names the only column of a list: below nothing but titles, and with a name
/// that no person has.
fn heads_a_list(sample: &Table, row: usize, known: &KnownNames) -> bool {
    let is_title = |row: usize| sample.cell(row, 0).trim().contains(char::is_whitespace);
    known.heads_list(sample.cell(row, 0)) && (0..row).all(is_title)
}

/// Whether a row reads like names of columns and unlike the rows below it.
/// The columns from `filled` on are empty.
fn looks_like_header(
    sample: &Table,
    row: usize,
    filled: usize,
    known: &KnownNames,
) -> bool {
    let cells: Vec<&str> = sample.row(row).take(filled).map(str::trim).collect();
    let n_named = cells.iter().filter(|cell| !cell.is_empty()).count();
    if !MIN_NAMED.is_exceeded_by(n_named as f64 / cells.len() as f64)
        || cells.iter().any(|cell| is_value(cell))
    {
        return false;
    }
    // A header that stands again further down says nothing of the cells below it.
    let below = (row + 1..sample.n_rows())
        .filter(|&below| !sample.row(below).eq(sample.row(row)));
    let below: Vec<usize> = below.take(MAX_COMPARED).collect();
    let forms: Vec<Option<CellKind>> =
        (0..cells.len()).map(|column| column_form(sample, &below, column)).collect();
    // The same name twice is a slip that only values below can excuse: people have the
    // same first and last name.
    let mut seen = HashSet::new();
    let is_distinct = cells.iter().all(|cell| cell.is_empty() || seen.insert(*cell));
    if !is_distinct {
        return cells
            .iter()
            .zip(&forms)
            .any(|(cell, form)| !cell.is_empty() && *form == Some(CellKind::Value));
    }
    below.is_empty()
        || cells.iter().filter(|cell| known.shares_word(cell)).count() >= MIN_SHARED_WORDS
        || cells
            .iter()
            .zip(&forms)
            .any(|(cell, form)| form.is_some_and(|f| f != CellKind::of(cell)))
}

/// How many rows below a header it is compared with.
const MAX_COMPARED: usize = 50;

/// The share of a column's cells that must be values for words above them to name it. Words
/// above values are telling even where some values are missing or spelled out.
const VALUE_SHARE: Threshold = Threshold::new("header: values below", 0.6);

/// The share of a column's cells that must be words of one kind for a word of another kind
/// above them to name it: words tell little, unless those below are nearly all alike.
const WORD_SHARE: Threshold = Threshold::new("header: words below", 0.8);

/// How almost all cells of a column are written, in some rows.
fn column_form(sample: &Table, rows: &[usize], column: usize) -> Option<CellKind> {
    let forms: Vec<CellKind> = rows
        .iter()
        .map(|&row| sample.cell(row, column))
        .filter(|cell| !cell.trim().is_empty())
        .map(CellKind::of)
        .collect();
    let n_same = |form: CellKind| forms.iter().filter(|other| **other == form).count();
    let form = *forms.iter().max_by_key(|form| n_same(**form))?;
    let n_same = n_same(form);
    let threshold = if form == CellKind::Value { VALUE_SHARE } else { WORD_SHARE };
    threshold.is_reached_by(n_same as f64 / forms.len() as f64).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::cells::Builder;

    #[track_caller]
    fn check_rows(rows: &[&[&str]], expected: Range<usize>) {
        let mut builder = Builder::default();
        for (line, row) in (1..).zip(rows) {
            builder.push(row.iter().copied(), line).unwrap();
        }
        let known = KnownNames::new(["Logon Name", "Display Name"], ["Logon Name"]);
        assert_eq!(detect(&builder.finish(None), &known), expected);
    }

    #[track_caller]
    fn check(rows: &[&[&str]], expected: Option<usize>) {
        check_rows(rows, expected.map_or(0..0, |row| row..row + 1));
    }

    #[test]
    fn a_header_of_several_rows() {
        let data: [&[&str]; 2] = [&["x", "1", "2/3/2026"], &["y", "2", "2/4/2026"]];
        check_rows(&[&["A", "B", "C"], &["A", "B", "C"], data[0], data[1]], 0..2);
        check_rows(
            &[&["Who", "How", "When"], &["", "many", "ended"], data[0], data[1]],
            0..2,
        );
        check_rows(
            &[&["Who", "How", "When"], &["z", "", "soon"], data[0], data[1]],
            0..1,
        );
    }

    #[test]
    fn titles_with_delimiters_in_them_are_no_header() {
        let title: &[&str] = &["All: a", "b; c"];
        let data: &[&str] = &["1", "Math", "", ""];
        let header: &[&str] = &["Pieces", "Color of it", "Remark", "Story"];
        check_rows(&[title, title, header, data, data, data], 2..3);
    }

    #[test]
    fn mostly_empty_rows_above_are_titles() {
        let rows: [&[&str]; 4] = [
            &["REPORT", "", ""],
            &["", "", ""],
            &["Who", "How", "When"],
            &["x", "1", "2"],
        ];
        check_rows(&rows, 2..3);
    }

    #[test]
    fn a_header_is_found() {
        check(&[&["Display Name", "Logon Name"], &["Ada", "alovel"]], Some(0));
        check(&[&["NAME, DISPLAY", "logon_name"], &["Ada", "alovel"]], Some(0));
        check(&[&["Report"], &["Display Name", "Logon Name"], &["Ada", "a"]], Some(1));
        check(&[&["First", "Number"], &["Ada", "12"]], Some(0));
        check(&[&["LogonName"], &["alovel"]], Some(0));
        check(&[&["One title"], &["Logon Name"], &["alovel"]], Some(1));
        check(
            &[&["City", "Street"], &["Bonn", "Am Hof"], &["Kiel", "Alter Markt"]],
            Some(0),
        );
        check(&[&["Pet Name", "Animal"], &["Rex", "Dog"]], Some(0));
        check(&[&["Animal", "Color"]], Some(0));
    }

    #[test]
    fn of_two_known_headers_the_first_counts() {
        // The second one has all names that are known, and belongs to another table.
        check(
            &[
                &["Logon Name", "Display Name", "Room"],
                &["alovel", "Ada", "1"],
                &["Display Name", "Logon Name"],
                &["Grace", "ghopper"],
            ],
            Some(0),
        );
        check(
            &[
                &["Report", "Center"],
                &["Logon Name", "Display Name"],
                &["Display Name", "Logon Name"],
            ],
            Some(1),
        );
    }

    #[test]
    fn data_is_no_header() {
        check(&[&["Ada", "12"], &["Grace", "13"]], None);
        check(&[&["Ada", "alovel@upenn.edu"], &["Grace", "x@upenn.edu"]], None);
        check(&[&["alovel"], &["ghopper"]], None);
        check(&[&["alovel"], &["logonname"], &["ghopper"]], None);
        check(&[&["Display Name"], &["Ada"]], None);
        check(&[&["Name", "Ada"], &["Penn", "Bo"]], None);
        check(&[&["Lovelace, Ada", "alovel"], &["Hopper, G", "ghopper"]], None);
        check(&[], None);
    }
}
