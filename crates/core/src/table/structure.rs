//! Rows in the order of the file to titles, header, and the rows of the table.

use super::aside::Watch;
use super::cells::{Builder, Table, is_ragged};
use super::drift::Drift;
use super::how_read::HowRead;
use crate::column_names::KnownNames;
use crate::problem::{Finding, Problem, Problems};
use std::ops::Range;

/// A table with all that is known about its reading.
#[derive(Debug)]
pub struct ReadTable {
    /// The rows below the header.
    pub table: Table,
    /// How they were read.
    pub how: HowRead,
    /// Whether the text is a list, every line of it one cell.
    pub is_list: bool,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowPlace {
    /// Above the header.
    Above,
    /// It names columns.
    Header,
    /// It is a row of the table.
    Below,
}

/// A table that grows row by row.
pub(super) struct Structure {
    /// Which of the rows are the header.
    header_rows: Range<usize>,
    /// How many rows that are not blank have come.
    n_seen: usize,
    pub(super) header: Option<Vec<String>>,
    pub(super) how: HowRead,
    pub(super) rows: Builder,
    /// Names by which the header of a further table is recognized; none in a list.
    known: Option<KnownNames>,
    /// Whether the names of the columns stand in every row.
    pub(super) is_labelled: bool,
    /// Looks for tables of something else.
    watch: Watch,
    /// The rows that are written with another delimiter.
    respelled: Vec<usize>,
}

impl Structure {
    /// A table of which `header_rows` name the columns, and rows with names that are `known`
    /// those of further ones. A list has neither.
    pub(super) fn new(
        header_rows: Range<usize>,
        how: HowRead,
        known: Option<&KnownNames>,
    ) -> Structure {
        Structure {
            header_rows,
            n_seen: 0,
            header: None,
            how,
            rows: Builder::default(),
            known: known.cloned(),
            is_labelled: false,
            watch: Watch::default(),
            respelled: Vec::new(),
        }
    }

    /// A table whose rows have the names of the columns in them: none of them is a header.
    pub(super) fn labelled(labels: Vec<String>, how: HowRead) -> Structure {
        let known = KnownNames::default();
        let structure = Structure::new(0..0, how, Some(&known));
        Structure { header: Some(labels), is_labelled: true, ..structure }
    }

    /// Where the next row belongs that is not blank.
    pub(super) fn next_place(&mut self) -> RowPlace {
        let n_before = self.n_seen;
        self.n_seen += 1;
        if n_before < self.header_rows.start {
            RowPlace::Above
        } else if n_before < self.header_rows.end {
            RowPlace::Header
        } else {
            RowPlace::Below
        }
    }

    /// Notes a line above the header.
    pub(super) fn skip(&mut self, line: u32, text: &str) {
        self.how.skipped.push((line, text.trim_end().to_owned()));
    }

    /// Names the columns, or adds a further row of names to them.
    pub(super) fn name_columns<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a str>,
        line: u32,
    ) {
        self.how.n_header_rows += 1;
        let Some(header) = &mut self.header else {
            self.header = Some(cells.map(str::to_owned).collect());
            self.how.header_line = Some(line);
            return;
        };
        for (index, cell) in cells.enumerate() {
            match header.get_mut(index) {
                Some(name) if name.is_empty() => *name = cell.to_owned(),
                Some(name) if !cell.is_empty() => {
                    name.push(' ');
                    name.push_str(cell);
                }
                Some(_) => {}
                None => header.push(cell.to_owned()),
            }
        }
    }

    /// Notes that the row which comes next is written with another delimiter.
    pub(super) fn note_respelled(&mut self) {
        self.respelled.push(self.rows.table.n_rows());
    }

    /// Takes the last row back if it repeats the header, and looks whether it is the header
    /// of a further table.
    pub(super) fn settle_last(&mut self) {
        let row = self.rows.table.n_rows() - 1;
        let is_repeated = self.header.as_ref().is_some_and(|header| {
            header.len() > 1 && self.rows.table.row(row).eq(header.iter())
        });
        if is_repeated {
            self.rows.undo();
            self.how.n_repeated_headers += 1;
            self.rows.note_repeated_header();
        } else if let Some(known) = &self.known {
            self.rows.note_header(known);
            self.watch.look(&mut self.rows, self.how.n_blank, known);
        }
    }

    /// The table with all that is known about its reading; `width` is how many cells the
    /// rows of the sample have, if they agree on it.
    pub(super) fn finish(
        self,
        file: &str,
        width: Option<usize>,
        mut problems: Problems,
    ) -> ReadTable {
        // A delimiter at the end of the header alone names no column.
        let mut header = self.header;
        if let Some(header) = &mut header
            && header.last().is_some_and(|name| name.trim().is_empty())
        {
            let widest = self.rows.widest();
            while header.len() > widest
                && header.last().is_some_and(|n| n.trim().is_empty())
            {
                header.pop();
            }
        }
        let table = self.rows.finish(header);
        let is_list = self.known.is_none();
        if !is_list {
            report_ragged(file, &table, &mut problems);
            report_drift(file, &table, width, &self.respelled, &mut problems);
        }
        ReadTable { table, how: self.how, is_list, problems: problems.finish(file) }
    }
}

fn report_ragged(file: &str, table: &Table, problems: &mut Problems) {
    for row in (0..table.n_rows()).filter(|&row| is_ragged(table, row)) {
        let (n_cells, n_expected) = (table.width(row), table.n_columns_at(row));
        problems.push(Finding::Ragged { n_cells, n_expected }, |finding| {
            Problem::at(finding, file, table.line(row), &joined(table, row))
        });
    }
}

/// Says where rows begin that are written otherwise than the sample, up to the end.
/// `width` is how many cells the rows of the sample have.
fn report_drift(
    file: &str,
    table: &Table,
    width: Option<usize>,
    respelled: &[usize],
    problems: &mut Problems,
) {
    let is_respelled = |row: usize| respelled.binary_search(&row).is_ok();
    let is_off = |row: usize| match (table.header(), width) {
        // Without a header the rows further down may well be the most.
        (None, Some(width)) => table.width(row) != width,
        _ => is_ragged(table, row),
    };
    let mut drift = Drift::default();
    for row in 0..table.n_rows() {
        let is_aside = table.section_of(row).is_some_and(|section| section.is_aside);
        drift.take(row, !is_aside && (is_respelled(row) || is_off(row)));
    }
    let Some(row) = drift.since() else { return };
    let n_respelled = respelled.len() - respelled.partition_point(|other| *other < row);
    let n_expected = width.unwrap_or(table.n_columns_at(row));
    let finding = match 2 * n_respelled >= table.n_rows() - row {
        true => Finding::SeparatorsChange,
        false => Finding::WidthChanges { n_expected },
    };
    problems.push(finding, |finding| {
        Problem::at(finding, file, table.line(row), &joined(table, row))
    });
}

/// A row as a text to be shown.
fn joined(table: &Table, row: usize) -> String {
    table.row(row).collect::<Vec<_>>().join(" · ")
}
