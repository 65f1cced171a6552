//! What a list of accounts says about dates, row by row.

use super::value::{self, DayOrder};
use super::{Column, Role};
use crate::lifecycle::days_between;
use crate::problem::{Code, Problem, Problems};
use crate::table::Table;
use chrono::{NaiveDate, TimeDelta};
use std::ops::Range;

/// What one row says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowDates {
    /// The scheduled deletion date.
    pub(crate) scheduled: Option<NaiveDate>,
    /// The number of days from the report until then.
    pub(crate) expires_in: Option<i32>,
    /// The end of the affiliation.
    pub(crate) affiliation_end: Option<NaiveDate>,
    /// The day on which the account was deleted, as printed.
    pub(crate) deleted: Option<NaiveDate>,
    /// Whether one of the cells says something that cannot be understood.
    pub(crate) unreadable: bool,
}

impl RowDates {
    /// The day on which the report was made, if the row implies one.
    pub(crate) fn report_date(&self) -> Option<NaiveDate> {
        let days = TimeDelta::days(self.expires_in?.into());
        self.scheduled?.checked_sub_signed(days)
    }
}

/// All dates of a source.
#[derive(Debug, Default)]
pub(crate) struct Dates {
    rows: Vec<RowDates>,
    /// The report date that most rows imply.
    implied: Option<NaiveDate>,
}

/// Who says when a report was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The user.
    Stated,
    /// The rows, by a scheduled date and a number of days.
    Implied,
    /// The file's modification date: assumed.
    Modified,
    /// Nobody, so the as-of date is assumed.
    AsOf,
}

/// When a report was made, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDate {
    /// The day.
    pub date: NaiveDate,
    /// The witness.
    pub basis: Basis,
}

impl ReportDate {
    /// Whether nobody really says so.
    pub fn is_assumed(&self) -> bool {
        matches!(self.basis, Basis::Modified | Basis::AsOf)
    }
}

impl Dates {
    /// Reads the dates of the next rows, and reports what cannot be read.
    pub(crate) fn read(
        &mut self,
        table: &Table,
        rows: Range<usize>,
        columns: &[Column],
        file: &str,
        problems: &mut Problems,
    ) {
        let index = |role| columns.iter().find(|c| c.role == role).map(|c| c.index);
        let column = |role| DateColumn::new(table, &rows, index(role));
        let scheduled = column(Role::ScheduledDeletion);
        let ended = column(Role::AffiliationEnd);
        let deleted = column(Role::DeletedOn);
        let expires_in = index(Role::ExpiresIn);
        let has_column = [&scheduled, &ended, &deleted].iter().any(|c| c.index.is_some());
        if !has_column && expires_in.is_none() {
            return;
        }
        // Tables above this one may have had no dates.
        self.rows.resize(rows.start, RowDates::default());
        for row in rows {
            let mut dates = RowDates::default();
            let mut unclear = |column: usize, what: &str| {
                dates.unreadable = true;
                problems.push(Code::DateUnreadable, || {
                    let (line, cell) = (table.line(row), table.cell(row, column));
                    Problem::at(Code::DateUnreadable, file, line, cell, what)
                        .of_row(row)
                        .in_column(table.column_name_at(row, column))
                });
            };
            let is_no_date = "This is no date that can be read:";
            let [on, end, gone] = [&scheduled, &ended, &deleted].map(|column| {
                column.read(row).unwrap_or_else(|at| {
                    unclear(at, is_no_date);
                    None
                })
            });
            let days = expires_in.and_then(|column| {
                value::days(table.cell(row, column)).unwrap_or_else(|_| {
                    unclear(column, "This is no number of days:");
                    None
                })
            });
            dates.scheduled = on;
            dates.affiliation_end = end;
            dates.deleted = gone;
            dates.expires_in = days;
            self.rows.push(dates);
        }
    }

    /// Finds out when the report was made, once all rows are read, and reports where the two
    /// clocks of a row disagree with those of the others.
    pub(crate) fn compare(&mut self, table: &Table, file: &str, problems: &mut Problems) {
        self.implied = most_common(&self.rows);
        self.report_disagreements(table, file, problems);
    }

    /// What a row says; nothing when the source has no dates.
    pub(crate) fn row(&self, row: usize) -> RowDates {
        self.rows.get(row).copied().unwrap_or_default()
    }

    /// By how many days the row's own report date differs from the file's.
    pub(crate) fn disagreement(&self, row: usize) -> Option<i64> {
        let days = days_between(self.implied?, self.row(row).report_date()?);
        (days != 0).then_some(days)
    }

    /// A modification date after the as-of date belongs to a copy, and says nothing.
    pub(crate) fn report_date(
        &self,
        stated: Option<NaiveDate>,
        modified: Option<NaiveDate>,
        as_of: NaiveDate,
    ) -> ReportDate {
        let modified = modified.filter(|date| *date <= as_of);
        let (date, basis) = match (stated, self.implied, modified) {
            (Some(date), _, _) => (date, Basis::Stated),
            (None, Some(date), _) => (date, Basis::Implied),
            (None, None, Some(date)) => (date, Basis::Modified),
            (None, None, None) => (as_of, Basis::AsOf),
        };
        ReportDate { date, basis }
    }

    /// Whether any row counts its days from the report's date.
    pub(crate) fn has_days(&self) -> bool {
        self.rows.iter().any(|row| row.expires_in.is_some())
    }

    pub(crate) fn implied(&self) -> Option<NaiveDate> {
        self.implied
    }

    fn report_disagreements(&self, table: &Table, file: &str, problems: &mut Problems) {
        for row in 0..self.rows.len() {
            let Some(days) = self.disagreement(row) else { continue };
            problems.push(Code::ClocksDisagree, || {
                let n = days.unsigned_abs();
                let message = format!(
                    "The two clocks disagree by {n} day{}:",
                    if n == 1 { "" } else { "s" }
                );
                let RowDates { scheduled, expires_in, .. } = self.rows[row];
                let text = format!(
                    "{} and {} days",
                    scheduled.unwrap_or_default(),
                    expires_in.unwrap_or_default()
                );
                Problem::at(Code::ClocksDisagree, file, table.line(row), &text, message)
                    .of_row(row)
            });
        }
    }
}

/// A column of dates with the order of their parts.
struct DateColumn<'a> {
    table: &'a Table,
    index: Option<usize>,
    order: DayOrder,
}

impl<'a> DateColumn<'a> {
    fn new(
        table: &'a Table,
        rows: &Range<usize>,
        index: Option<usize>,
    ) -> DateColumn<'a> {
        let order = match index {
            Some(index) => {
                DayOrder::of_column(rows.clone().map(|row| table.cell(row, index)))
            }
            None => DayOrder::MonthFirst,
        };
        DateColumn { table, index, order }
    }

    /// The date on a row, or the column's place when it cannot be read.
    fn read(&self, row: usize) -> Result<Option<NaiveDate>, usize> {
        let Some(index) = self.index else { return Ok(None) };
        value::date(self.table.cell(row, index), self.order).map_err(|_| index)
    }
}

/// The report date that most rows imply; of two equally frequent ones, the later.
fn most_common(rows: &[RowDates]) -> Option<NaiveDate> {
    let mut dates: Vec<NaiveDate> =
        rows.iter().filter_map(RowDates::report_date).collect();
    dates.sort_unstable();
    dates.chunk_by(|a, b| a == b).max_by_key(|run| run.len()).map(|run| run[0])
}
