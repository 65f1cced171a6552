//! Rows that bring the names of their columns with them, as report writers do that lay out
//! every row like a page: `Title, PennKey, Name, sberg, Berg, Page 1 of 1`.

use super::cells::Table;
use crate::column_names::KnownNames;

/// Fewer rows do not show that a cell is the same in all of them.
const MIN_ROWS: usize = 2;

/// So many cells that are the same in all rows must be names of columns.
const MIN_KNOWN: usize = 2;

/// The names of the columns, taken out of the rows: those that stand in a row of their own
/// before the cells, or each before its cell. The columns of what is a name have none.
pub(super) fn header(rows: &Table, known: &KnownNames) -> Option<Vec<String>> {
    let n_rows = rows.n_rows();
    if n_rows < MIN_ROWS {
        return None;
    }
    let width = rows.width(0);
    let is_odd = |row: usize| rows.width(row) != width;
    // A total may stand below.
    let n_odd = (0..n_rows).filter(|row| is_odd(*row)).count();
    if width < 2 * MIN_KNOWN || 5 * n_odd > n_rows || is_odd(1) {
        return None;
    }
    let like_first = |column: usize| {
        let first = rows.cell(0, column).trim();
        (1..n_rows)
            .filter(|row| !is_odd(*row))
            .all(|row| rows.cell(row, column).trim() == first)
    };
    let is_label: Vec<bool> =
        (0..width).map(|c| !rows.cell(0, c).trim().is_empty() && like_first(c)).collect();
    let is_known = |column: usize| is_label[column] && known.contains(name(rows, column));
    if (0..width).filter(|column| is_known(*column)).count() < MIN_KNOWN {
        return None;
    }
    let mut header = vec![String::new(); width];
    let first_known = (0..width).find(|column| is_known(*column))?;
    let first_cell = (first_known..width).find(|column| !is_label[*column])?;
    let n_names = first_cell - first_known;
    if n_names == 1 {
        for column in (0..width - 1).filter(|c| is_label[*c] && !is_label[*c + 1]) {
            header[column + 1] = name(rows, column).to_owned();
        }
    } else {
        for at in 0..n_names {
            // Fewer cells than names: nobody knows which is whose.
            *header.get_mut(first_cell + at)? = name(rows, first_known + at).to_owned();
        }
    }
    Some(header)
}

/// What a label is without the colon behind it.
fn name(rows: &Table, column: usize) -> &str {
    rows.cell(0, column).trim().trim_end_matches(':').trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Builder;

    #[track_caller]
    fn check(rows: &[&[&str]], expected: Option<&[&str]>) {
        let mut builder = Builder::default();
        for (line, row) in (1..).zip(rows) {
            builder.push(row.iter().copied(), line).unwrap();
        }
        let known = KnownNames::new(["Logon Name", "Name", "Days"], ["Logon Name"]);
        let found = header(&builder.finish(None), &known);
        assert_eq!(
            found.as_ref().map(|h| h.iter().map(String::as_str).collect()),
            expected.map(<[&str]>::to_vec)
        );
    }

    #[test]
    fn names_before_the_cells_are_theirs() {
        check(
            &[
                &["Title", "Logon Name", "Name", "Left", "ada", "Ada L", "3", "Page 1"],
                &["Title", "Logon Name", "Name", "Left", "bo", "Bo L", "3", "Page 1"],
                &["Title", "Logon Name", "Name", "Left", "cy", "Cy L", "3", "Page 2"],
            ],
            Some(&["", "", "", "", "Logon Name", "Name", "Left", ""]),
        );
        check(
            &[
                &["Logon Name:", "ada", "Name:", "Ada L"],
                &["Logon Name:", "bo", "Name:", "Bo L"],
            ],
            Some(&["", "Logon Name", "", "Name"]),
        );
    }

    #[test]
    fn other_rows_bring_no_names() {
        check(&[&["Logon Name", "Name", "x", "y"], &["ada", "Ada", "x", "y"]], None);
        check(&[&["Logon Name", "Name", "x", "y"]], None);
        check(&[&["a", "b", "ada", "x"], &["a", "b", "bo", "y"]], None);
        // A header that stands three times, and nothing else.
        check(&[["Logon Name", "Name", "x", "y"].as_slice(); 3], None);
        // Four names for two cells.
        check(
            &[
                &["Logon Name", "Name", "Days", "Left", "ada", "Ada"],
                &["Logon Name", "Name", "Days", "Left", "bo", "Bo"],
            ],
            None,
        );
    }
}
