//! Further tables below the first one in the same text: each begins with a row that names
//! columns.

use super::cell_kind::is_value;
use super::cells::{Builder, Table, TableSection};
use crate::column_names::KnownNames;
use std::collections::HashSet;

/// How many known names make a row one that names columns.
const MIN_KNOWN: usize = 2;

/// Of so many cells with something in them one at least must be a known name.
const MAX_CELLS_PER_NAME: usize = 5;

impl Builder {
    /// Begins a section if the last row names columns.
    pub(crate) fn note_header(&mut self, known: &KnownNames) {
        let Some(row) = self.table.n_rows().checked_sub(1) else { return };
        if !names_columns(&self.table, row, known) {
            return;
        }
        let named = |cell: &str| !cell.trim().is_empty();
        let cells: Vec<&str> = self.table.row(row).collect();
        let n_columns = cells.iter().rposition(|cell| named(cell)).map_or(0, |at| at + 1);
        self.table.sections.push(TableSection {
            first_row: row,
            has_header: true,
            is_aside: false,
            n_columns,
        });
    }

    /// Goes back to the columns of the table's header, which stands above the next row
    /// again.
    pub(crate) fn note_repeated_header(&mut self) {
        let first_row = self.table.n_rows();
        // Nothing changes unless another table was between.
        if self.table.sections.last().is_some_and(|section| section.has_header) {
            self.table.sections.push(TableSection::again(first_row));
        }
    }
}

/// Whether a row names columns: some of its cells are different names that are known, and
/// none is a value.
fn names_columns(table: &Table, row: usize, known: &KnownNames) -> bool {
    // Most rows have an address or a domain, which no column is called; that is seen fast.
    if memchr::memchr2(b'@', b'\\', table.row_text(row).as_bytes()).is_some()
        || !table.row(row).any(|cell| known.may_contain(cell))
    {
        return false;
    }
    let filled: Vec<&str> =
        table.row(row).map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let named: HashSet<&str> =
        filled.iter().copied().filter(|cell| known.contains(cell)).collect();
    named.len() >= MIN_KNOWN
        && MAX_CELLS_PER_NAME * named.len() >= filled.len()
        && !filled.iter().any(|cell| is_value(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(row: &[&str], expected: bool) {
        let mut builder = Builder::default();
        builder.push(["alovel", "Ada", "x"], 1).unwrap();
        builder.push(row.iter().copied(), 2).unwrap();
        let known = KnownNames::new(["Logon Name", "Display Name", "E-mail"], []);
        builder.note_header(&known);
        assert_eq!(builder.table.sections().len(), usize::from(expected), "{row:?}");
    }

    #[test]
    fn a_row_that_names_columns_begins_a_section() {
        check(&["Logon Name", "Display Name", "Phone"], true);
        check(&["NAME, LOGON", "display_name", "E-MAIL"], true);
        check(&["Logon Name", "Email", "", ""], true);
        check(&["Logon Name", "a", "b"], false);
        check(&["Logon Name", "Logon Name", "b"], false);
        check(&["Logon Name", "Email", "12"], false);
        check(&["Logon Name", "Email", "ada@upenn.edu"], false);
        check(&["Email", "Logon Name", "a", "b", "a", "b", "c", "d"], true);
        check(&["E-mail", "a", "b", "c"], false);
        check(&["Ada", "Grace", "Barbara"], false);
    }

    #[test]
    fn a_row_knows_its_columns() {
        let mut builder = Builder::default();
        let known = KnownNames::new(["Logon Name", "E-mail"], []);
        let rows: [&[&str]; 3] = [&["ada", "x"], &["E-mail", "", "Logon Name"], &["y"]];
        for (line, row) in (2..).zip(rows) {
            builder.push(row.iter().copied(), line).unwrap();
            builder.note_header(&known);
        }
        builder.note_repeated_header();
        builder.push(["grace", "z"], 6).unwrap();
        let header = ["Logon Name", "E-mail"].map(str::to_owned).to_vec();
        let table = builder.finish(Some(header));
        assert_eq!([0, 1, 2, 3].map(|row| table.n_columns_at(row)), [2, 3, 3, 2]);
        let names = [0, 2, 3].map(|row| table.column_name_at(row, 0));
        assert_eq!(names, ["Logon Name", "E-mail", "Logon Name"]);
        assert_eq!(table.column_name_at(2, 1), "column B");
        assert_eq!(table.row_text(1), "E-mail\u{1f}\u{1f}Logon Name\u{1f}");
    }

    #[test]
    fn the_name_of_a_column_is_cut_to_a_readable_length() {
        let long = "x".repeat(100_000);
        let mut builder = Builder::default();
        builder.push(["Logon Name", &long, "E-mail"], 2).unwrap();
        builder.note_header(&KnownNames::new(["Logon Name", "E-mail"], []));
        let table = builder.finish(Some(vec![long.clone(), "y".to_owned(), long]));
        assert_eq!(table.sections().len(), 1);
        let cut = format!("{}…", "x".repeat(120));
        assert_eq!(table.column_name_at(0, 1), cut);
        assert_eq!(table.column_name(0), format!("{cut} (column A)"));
        assert_eq!(table.column_name(1), "y");
    }
}
