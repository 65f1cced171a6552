//! What is looked at once all rows of a source are there, a slice at a time: their dates, and
//! what is damaged in their cells.

use super::damage::{Damage, IdColumn};
use super::dates::{DateColumns, Dates, GivenOrder};
use super::index::FiledRows;
use super::recognize::Recognized;
use super::{Config, RoleColumn, Source};
use crate::problem::{Finding, Problem, Problems};
use crate::table::{HowRead, Table};
use std::ops::Range;

/// How many rows are looked at in a slice.
const SLICE_ROWS: usize = 250;

/// A source whose rows are looked at from the top.
pub(super) struct Finisher {
    table: Table,
    how: HowRead,
    recognized: Recognized,
    /// The rows of the tables of the file.
    parts: Vec<Range<usize>>,
    /// Which of them is looked at.
    part: usize,
    /// What of it says something about dates.
    date_columns: DateColumns,
    /// Columns of it that may be of IDs, until all of its rows were looked at for that.
    id_columns: Option<Vec<IdColumn>>,
    /// The row that is looked at next.
    next: usize,
    /// Which part of a date comes first, as far as somebody says so.
    day_order: GivenOrder,
    dates: Dates,
    damage: Damage,
    problems: Problems,
}

impl Finisher {
    /// Takes the problems out of the index, to which more are added.
    pub(super) fn new(
        table: Table,
        how: HowRead,
        recognized: Recognized,
        index: &mut FiledRows,
        day_order: GivenOrder,
    ) -> Finisher {
        let starts: Vec<usize> =
            index.sections.iter().map(|section| section.first_row).collect();
        let begins = std::iter::once(0).chain(starts.iter().copied());
        let ends = starts.iter().copied().chain([table.n_rows()]);
        let mut finisher = Finisher {
            parts: begins.zip(ends).map(|(begin, end)| begin..end).collect(),
            part: 0,
            date_columns: DateColumns::default(),
            id_columns: None,
            next: 0,
            day_order,
            dates: Dates::default(),
            damage: Damage::default(),
            problems: std::mem::take(&mut index.problems),
            table,
            how,
            recognized,
        };
        finisher.begin_part(index);
        finisher
    }

    /// Looks at some rows, and says whether there are more. Each table is gone through twice:
    /// how its cells are written is known only at its end.
    pub(super) fn work(&mut self, index: &FiledRows, file: &str) -> bool {
        let part = self.parts[self.part].clone();
        if self.next >= part.end {
            if let Some(candidates) = self.id_columns.take() {
                self.damage.learn(part.clone(), candidates);
                self.date_columns.settle(self.day_order);
                self.dates.keep_orders(&self.date_columns);
                self.next = part.start;
                return true;
            }
            if self.part + 1 == self.parts.len() {
                return false;
            }
            self.part += 1;
            self.begin_part(index);
            return true;
        }
        let rows = self.next..part.end.min(self.next + SLICE_ROWS);
        self.next = rows.end;
        let columns = columns_of(&self.recognized, index, self.part);
        let Finisher { table, dates, date_columns, damage, problems, .. } = self;
        if let Some(candidates) = &mut self.id_columns {
            for row in rows {
                date_columns.learn(table, row);
                candidates.iter_mut().for_each(|column| column.take(table, row));
            }
            return true;
        }
        dates.read(table, rows.clone(), date_columns, file, problems);
        for row in rows {
            damage.report(table, row, columns, file, problems);
        }
        true
    }

    fn begin_part(&mut self, index: &FiledRows) {
        let columns = columns_of(&self.recognized, index, self.part);
        let is_workbook = self.how.container.is_workbook();
        self.date_columns = DateColumns::new(columns, is_workbook);
        self.id_columns = Some(IdColumn::among(columns));
        self.next = self.parts[self.part].start;
    }

    /// The source, once there is no more work.
    pub(super) fn finish(self, index: FiledRows, config: Config) -> Source {
        let Finisher { table, mut dates, mut problems, .. } = self;
        let file = config.file;
        dates.compare(&table, &file, &mut problems);
        report_concealed(&index, &file, &mut problems);
        let mut problems = problems.finish(&file);
        // What is no row of a table has cells of its own.
        problems.retain(|problem| {
            let row = problem.row.or_else(|| table.row_at(problem.line?));
            let is_aside =
                row.is_some_and(|row| index.aside_rows.binary_search(&row).is_ok());
            !(is_aside && problem.code().is_of_cells())
        });
        let mut kind_reason = self.recognized.kind_reason;
        if !index.deleted_rows.is_empty() {
            let n_rows = index.deleted_rows.len();
            kind_reason +=
                &format!(", and the accounts of {n_rows} of its rows were deleted");
        }
        Source {
            kind: self.recognized.kind,
            kind_reason,
            runner_up: self.recognized.runner_up,
            is_called_otherwise: self.recognized.is_called_otherwise,
            is_of_names: self.recognized.is_of_names,
            columns: self.recognized.columns,
            close_columns: self.recognized.close,
            ends: self.recognized.ends,
            sections: index.sections,
            how: self.how,
            problems,
            modified: config.modified,
            table,
            n_blank_rows: index.n_blank_rows,
            aside_rows: index.aside_rows,
            deleted_rows: index.deleted_rows,
            names: index.names,
            conflicts: index.conflicts,
            dates,
            damage: self.damage,
            file,
        }
    }
}

/// Says that most of the names are digits that stand for somebody, as in the usage reports
/// of Microsoft 365.
fn report_concealed(index: &FiledRows, file: &str, problems: &mut Problems) {
    /// How many digits stand for a name.
    const N_DIGITS: usize = 32;
    let is_concealed = |name: &&str| {
        name.len() == N_DIGITS && name.bytes().all(|b| b.is_ascii_hexdigit())
    };
    let names = || index.names.keys().map(|key| index.names.name(key));
    let n_names = names().filter(is_concealed).count();
    if let Some(first) = names().find(is_concealed)
        && 2 * n_names > index.names.n_keys()
    {
        problems.push(Finding::NamesConcealed { n_names }, |finding| Problem {
            text: first.to_owned(),
            ..Problem::of_file(finding, file)
        });
    }
}

/// The columns of one of the tables of a file.
fn columns_of<'a>(
    recognized: &'a Recognized,
    index: &'a FiledRows,
    part: usize,
) -> &'a [RoleColumn] {
    match part.checked_sub(1) {
        None => &recognized.columns,
        Some(section) => &index.sections[section].columns,
    }
}
