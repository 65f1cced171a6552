//! What a list of accounts says about dates, row by row.

use super::{Role, RoleColumn};
use crate::lifecycle::days_between;
use crate::problem::{Finding, Problem, Problems};
use crate::table::Table;
use crate::value::{self, DayOrder};
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::cmp::Ordering;
use std::collections::BTreeMap;
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
    /// Whether that is the day of an instant in UTC.
    pub(crate) is_utc: bool,
    /// Whether one of the cells says something that cannot be understood.
    pub(crate) unreadable: bool,
    /// Whether a date has an order of day and month that nothing tells, in a column with both.
    pub(crate) mixed: bool,
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
    /// How many rows imply which report date, while they are read.
    n_implied: BTreeMap<NaiveDate, usize>,
    /// The report date that most rows imply; of two equally frequent ones, the later.
    implied: Option<NaiveDate>,
    /// The columns of which nothing tells the order of day and month.
    assumed: Vec<AmbiguousDates>,
    orders: Vec<DateOrder>,
}

/// How the order of day and month in a column was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateOrder {
    /// What the column holds.
    pub role: Role,
    /// Its place, from 0.
    pub column: usize,
    /// The first row that shows it, or of which it makes another day.
    pub row: usize,
    /// The order; `None` when both occur.
    pub order: Option<DayOrder>,
    /// By what it was settled.
    pub reason: OrderReason,
}

/// By what the order of day and month in a column was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderReason {
    /// The user says so.
    Said,
    /// Parts over 12 are no months.
    Parts,
    /// The days on so many rows lead to one day of the report.
    Days(usize),
    /// The rules say so.
    Rules,
    /// Nothing tells it.
    Assumed,
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

/// Which part of a date comes first, as far as somebody says so.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GivenOrder {
    /// By the user, whatever the cells show.
    pub(super) said: Option<DayOrder>,
    /// By the rules, where nothing else tells.
    pub(super) by_rules: Option<DayOrder>,
}

/// The columns of a table that say something about dates, with how their dates are written.
#[derive(Debug, Default)]
pub(super) struct DateColumns {
    scheduled: Option<DateColumn>,
    affiliation_end: Option<DateColumn>,
    deleted: Option<DateColumn>,
    expires_in: Option<usize>,
}

impl DateColumns {
    /// Those among `columns`, of which no cell was looked at yet. In a workbook some dates are
    /// real ones and some are texts.
    pub(super) fn new(columns: &[RoleColumn], is_workbook: bool) -> DateColumns {
        let index = |role| columns.iter().find(|c| c.role == role).map(|c| c.index);
        let column = |role| Some(DateColumn::new(index(role)?, is_workbook));
        DateColumns {
            scheduled: column(Role::ScheduledDeletion),
            affiliation_end: column(Role::AffiliationEnd),
            deleted: column(Role::DeletedOn),
            expires_in: index(Role::ExpiresIn),
        }
    }

    /// Learns from the cells of a row how dates are written.
    pub(super) fn learn(&mut self, table: &Table, row: usize) {
        let days = self.days(table, row);
        let DateColumns { scheduled, affiliation_end, deleted, .. } = self;
        if let Some(column) = scheduled {
            column.learn(row, table.cell(row, column.index), days);
        }
        for column in [affiliation_end, deleted].into_iter().flatten() {
            column.learn(row, table.cell(row, column.index), None);
        }
    }

    /// Decides how dates are written, once all rows were learned from: as the user says, or
    /// as the cells show, or by the rules.
    pub(super) fn settle(&mut self, given: GivenOrder) {
        let DateColumns { scheduled, affiliation_end, deleted, .. } = self;
        for column in [scheduled, affiliation_end, deleted].into_iter().flatten() {
            column.settle(given);
        }
    }

    fn with_roles(&self) -> impl Iterator<Item = (&DateColumn, Role)> {
        let DateColumns { scheduled, affiliation_end, deleted, .. } = self;
        let columns = [
            (scheduled, Role::ScheduledDeletion),
            (affiliation_end, Role::AffiliationEnd),
            (deleted, Role::DeletedOn),
        ];
        columns.into_iter().filter_map(|(column, role)| Some((column.as_ref()?, role)))
    }

    /// The columns of which nothing tells the order of day and month, though it matters.
    fn assumed(&self) -> impl Iterator<Item = AmbiguousDates> + '_ {
        self.with_roles().filter_map(|(column, role)| {
            let is_assumed = column.reason == OrderReason::Assumed;
            let ambiguous = column.ambiguous.clone().filter(|_| is_assumed)?;
            Some(AmbiguousDates { role, ..ambiguous })
        })
    }

    /// How the order was settled in columns where it makes a difference.
    fn orders(&self) -> impl Iterator<Item = DateOrder> + '_ {
        self.with_roles().filter_map(|(column, role)| {
            let ambiguous = column.ambiguous.as_ref().map(|dates| dates.row);
            let row = column.shown_row.or(ambiguous)?;
            let order = match column.order {
                ColumnOrder::One(order) => Some(order),
                ColumnOrder::Both(_) => None,
            };
            let reason = column.reason;
            Some(DateOrder { role, column: column.index, row, order, reason })
        })
    }

    /// The number of days that a row says, if it can be read.
    fn days(&self, table: &Table, row: usize) -> Option<i32> {
        value::days(table.cell(row, self.expires_in?)).ok()?
    }

    fn is_empty(&self) -> bool {
        let columns = [&self.scheduled, &self.affiliation_end, &self.deleted];
        columns.iter().all(|column| column.is_none()) && self.expires_in.is_none()
    }

    /// What a row says; `unclear` is told the column and the text of what cannot be read.
    fn read(
        &self,
        table: &Table,
        row: usize,
        mut unclear: impl FnMut(usize, Finding),
    ) -> RowDates {
        let (mut unreadable, mut mixed) = (false, false);
        let days = self.days(table, row);
        let columns = [
            (&self.scheduled, days),
            (&self.affiliation_end, None),
            (&self.deleted, None),
        ];
        let [scheduled, affiliation_end, deleted] = columns.map(|(column, days)| {
            let column = column.as_ref()?;
            let cell = table.cell(row, column.index);
            if column.may_be_swapped(cell, days) {
                mixed = true;
                unclear(column.index, Finding::DatesSwapped);
                return None;
            }
            let Some(order) = column.order_of(cell, days) else {
                mixed = true;
                unclear(column.index, Finding::DatesMixed);
                return None;
            };
            value::date(cell, order).unwrap_or_else(|_| {
                unreadable = true;
                unclear(column.index, Finding::DateUnreadable);
                None
            })
        });
        let expires_in = self.expires_in.and_then(|index| {
            value::days(table.cell(row, index)).unwrap_or_else(|_| {
                unreadable = true;
                unclear(index, Finding::DaysUnreadable);
                None
            })
        });
        let is_utc =
            self.deleted.as_ref().filter(|_| deleted.is_some()).is_some_and(|column| {
                value::is_utc_instant(table.cell(row, column.index))
            });
        RowDates {
            scheduled,
            expires_in,
            affiliation_end,
            deleted,
            is_utc,
            unreadable,
            mixed,
        }
    }
}

impl Dates {
    /// Reads the dates of some rows below those that were read, and reports what cannot be
    /// read.
    pub(super) fn read(
        &mut self,
        table: &Table,
        rows: Range<usize>,
        columns: &DateColumns,
        file: &str,
        problems: &mut Problems,
    ) {
        if columns.is_empty() {
            return;
        }
        // Tables above this one may have had no dates.
        self.rows.resize(rows.start, RowDates::default());
        for row in rows {
            let dates = columns.read(table, row, |column, finding| {
                problems.push(finding, |finding| {
                    let (line, cell) = (table.line(row), table.cell(row, column));
                    Problem::at(finding, file, line, cell)
                        .of_row(row)
                        .in_column(table.column_name_at(row, column))
                });
            });
            if let Some(day) = dates.report_date() {
                *self.n_implied.entry(day).or_default() += 1;
            }
            self.rows.push(dates);
        }
    }

    /// Keeps how the order of day and month was settled in the columns of a table.
    pub(super) fn keep_orders(&mut self, columns: &DateColumns) {
        self.assumed.extend(columns.assumed());
        self.orders.extend(columns.orders());
    }

    /// How the order of day and month was settled, where it makes a difference.
    pub(crate) fn orders(&self) -> &[DateOrder] {
        &self.orders
    }

    /// The columns of which nothing tells the order of day and month.
    pub(crate) fn assumed(&self) -> &[AmbiguousDates] {
        &self.assumed
    }

    /// Finds out when the report was made, once all rows are read, and reports where the two
    /// clocks of a row disagree with those of the others.
    pub(crate) fn compare(&mut self, table: &Table, file: &str, problems: &mut Problems) {
        let n_implied = std::mem::take(&mut self.n_implied);
        let most = n_implied.into_iter().max_by_key(|&(day, n_rows)| (n_rows, day));
        self.implied = most.map(|(day, _)| day);
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
            let n_days = days.unsigned_abs();
            problems.push(Finding::ClocksDisagree { n_days }, |finding| {
                let RowDates { scheduled, expires_in, .. } = self.rows[row];
                let text = format!(
                    "{} and {} days",
                    scheduled.unwrap_or_default(),
                    expires_in.unwrap_or_default()
                );
                Problem::at(finding, file, table.line(row), &text).of_row(row)
            });
        }
    }
}

/// A column of dates, and what tells the order of their parts.
#[derive(Debug)]
struct DateColumn {
    index: usize,
    order: ColumnOrder,
    /// How many cells show each order by a part over 12.
    n_month_first: usize,
    n_day_first: usize,
    /// How many rows imply which report date, read month-first and day-first.
    implied: [BTreeMap<NaiveDate, usize>; 2],
    /// The cells that are another day in the other order.
    ambiguous: Option<AmbiguousDates>,
    /// By what the order was settled.
    reason: OrderReason,
    /// The first row with a part over 12.
    shown_row: Option<usize>,
    is_workbook: bool,
    /// How many real dates are other days when day and month change places, and how many
    /// cannot be swapped.
    n_swappable: usize,
    n_unswappable: usize,
    /// Whether the real dates look swapped, and the report date that the texts imply.
    swapped: Option<Option<NaiveDate>>,
}

/// Dates that are one day with the month first, and another with the day first.
#[derive(Clone, Debug)]
pub(crate) struct AmbiguousDates {
    /// The row of the first of them.
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// The first of them, month-first and day-first.
    pub(crate) first: [NaiveDate; 2],
    /// The earliest and the latest of them in each order.
    pub(crate) spans: [(NaiveDate, NaiveDate); 2],
    /// What the column holds.
    pub(crate) role: Role,
}

/// The order of day and month in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnOrder {
    /// One for all rows.
    One(DayOrder),
    /// Both occur; the rows with a number of days imply this report date, if any do.
    Both(Option<NaiveDate>),
}

impl DateColumn {
    fn new(index: usize, is_workbook: bool) -> DateColumn {
        DateColumn {
            index,
            order: ColumnOrder::One(DayOrder::MonthFirst),
            n_month_first: 0,
            n_day_first: 0,
            implied: Default::default(),
            ambiguous: None,
            reason: OrderReason::Assumed,
            shown_row: None,
            is_workbook,
            n_swappable: 0,
            n_unswappable: 0,
            swapped: None,
        }
    }

    /// Learns from a cell of a row, and from the number of days there.
    fn learn(&mut self, row: usize, cell: &str, days: Option<i32>) {
        match value::iso_date(cell).filter(|_| self.is_workbook) {
            Some(day) if day.day() > 12 => self.n_unswappable += 1,
            Some(day) if day.day() != day.month() => self.n_swappable += 1,
            _ => {}
        }
        if self.n_month_first + self.n_day_first == 0 {
            self.learn_ambiguous(row, cell);
        }
        let shown = DayOrder::shown(cell);
        if shown.is_some() {
            self.shown_row.get_or_insert(row);
        }
        match shown {
            Some(DayOrder::MonthFirst) => self.n_month_first += 1,
            Some(DayOrder::DayFirst) => self.n_day_first += 1,
            None => {}
        }
        for (order, implied) in DayOrder::ALL.into_iter().zip(&mut self.implied) {
            if let Some(day) = report_date(cell, order, days) {
                *implied.entry(day).or_default() += 1;
            }
        }
    }

    /// Learns how far the dates go in both orders, as long as no part over 12 is seen.
    fn learn_ambiguous(&mut self, row: usize, cell: &str) {
        let [Some(month_first), Some(day_first)] =
            DayOrder::ALL.map(|order| value::date(cell, order).ok().flatten())
        else {
            return;
        };
        let read = [month_first, day_first];
        if month_first == day_first {
            return;
        }
        let ambiguous = self.ambiguous.get_or_insert_with(|| AmbiguousDates {
            row,
            column: self.index,
            first: read,
            spans: read.map(|day| (day, day)),
            role: Role::ScheduledDeletion,
        });
        for ((first, last), day) in ambiguous.spans.iter_mut().zip(read) {
            *first = (*first).min(day);
            *last = (*last).max(day);
        }
    }

    /// Decides: as the user says; else by parts over 12; else by the order in which most rows
    /// with a number of days imply one report date; else as the rules say; else month-first.
    fn settle(&mut self, given: GivenOrder) {
        let GivenOrder { said, by_rules } = given;
        let [month_first, day_first] = std::mem::take(&mut self.implied).map(|implied| {
            let most = implied.into_iter().max_by_key(|&(day, n_rows)| (n_rows, day));
            most.map_or((0, None), |(day, n_rows)| (n_rows, Some(day)))
        });
        // Excel makes real dates of those texts alone that make sense in its own order.
        let is_proven = (self.n_month_first > 0) != (self.n_day_first > 0);
        if said.is_none() && is_proven && self.n_swappable > 0 && self.n_unswappable == 0
        {
            self.swapped = Some(month_first.max(day_first).1);
        }
        let one = ColumnOrder::One;
        let (order, reason) = match (said, self.n_month_first > 0, self.n_day_first > 0) {
            (Some(said), ..) => (one(said), OrderReason::Said),
            (None, true, true) => {
                (ColumnOrder::Both(month_first.max(day_first).1), OrderReason::Parts)
            }
            (None, false, true) => (one(DayOrder::DayFirst), OrderReason::Parts),
            (None, true, false) => (one(DayOrder::MonthFirst), OrderReason::Parts),
            (None, false, false) => match (day_first.0.cmp(&month_first.0), by_rules) {
                (Ordering::Greater, _) => {
                    (one(DayOrder::DayFirst), OrderReason::Days(day_first.0))
                }
                (Ordering::Less, _) => {
                    (one(DayOrder::MonthFirst), OrderReason::Days(month_first.0))
                }
                (Ordering::Equal, Some(order)) => (one(order), OrderReason::Rules),
                (Ordering::Equal, None) => {
                    (one(DayOrder::MonthFirst), OrderReason::Assumed)
                }
            },
        };
        (self.order, self.reason) = (order, reason);
    }

    /// Whether Excel may have swapped day and month of a cell: it is a real date, and the
    /// texts around it have another order than Excel made dates of. The number of days can
    /// prove that it is as it should be.
    fn may_be_swapped(&self, cell: &str, days: Option<i32>) -> bool {
        let Some(implied) = self.swapped else { return false };
        let is_swappable = value::iso_date(cell).is_some_and(|d| d.day() != d.month());
        let is_proven =
            implied.is_some() && report_date(cell, DayOrder::MonthFirst, days) == implied;
        is_swappable && !is_proven
    }

    /// The order in a cell; `None` where both occur and nothing tells which it is.
    fn order_of(&self, cell: &str, days: Option<i32>) -> Option<DayOrder> {
        let implied = match self.order {
            ColumnOrder::One(order) => return Some(order),
            ColumnOrder::Both(implied) => implied,
        };
        let read = DayOrder::ALL.map(|order| value::date(cell, order).ok().flatten());
        if read[0] == read[1] || DayOrder::shown(cell).is_some() {
            return Some(DayOrder::shown(cell).unwrap_or(DayOrder::MonthFirst));
        }
        let agrees = |order: &DayOrder| {
            implied.is_some() && report_date(cell, *order, days) == implied
        };
        let mut agreeing = DayOrder::ALL.into_iter().filter(agrees);
        agreeing.next().filter(|_| agreeing.next().is_none())
    }
}

/// A schedule is between so many days before its report, and so many after it.
const SCHEDULE_DAYS: (i64, i64) = (-120, 400);

/// A deletion is between so many days before the day of an answer, and so many after it.
const DELETION_DAYS: (i64, i64) = (-120, 1);

impl AmbiguousDates {
    /// Whether they make sense with the month first, and with the day first, on a day.
    pub(crate) fn orders(&self, near: NaiveDate) -> [bool; 2] {
        let (before, after) = match self.role {
            Role::DeletedOn => DELETION_DAYS,
            _ => SCHEDULE_DAYS,
        };
        self.spans.map(|(first, last)| {
            days_between(near, first) >= before && days_between(near, last) <= after
        })
    }
}

/// The day on which the report was made, as a date and a number of days imply it.
fn report_date(cell: &str, order: DayOrder, days: Option<i32>) -> Option<NaiveDate> {
    let days = TimeDelta::days(days?.into());
    value::date(cell, order).ok()??.checked_sub_signed(days)
}
