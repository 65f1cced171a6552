//! Columns of a directory that may tell when accounts end, and that nobody reads: a table of
//! people with them can be the list of those who are expiring, under names that nobody knows.

use super::Search;
use crate::lifecycle::days_between;
use crate::policy::{says_leaving, says_other_moment, says_rest};
use crate::role::Role;
use crate::source::{Kind, RoleColumn, RoleEvidence};
use crate::table::Table;
use crate::value::{self, DayOrder};
use chrono::NaiveDate;

/// How many rows are looked at for days that lie ahead.
const MAX_ROWS: usize = 200;

/// How far the end of an account can be from the day of the answer.
const MAX_PAST: i64 = 120;
const MAX_AHEAD: i64 = 400;

impl Search<'_> {
    /// Keeps columns of a directory in mind that count days until something, or say that
    /// somebody expires; the result are those of dates, of which only the day of the answer
    /// tells whether they lie ahead.
    pub(super) fn possible_ends(&mut self, kind: Kind) -> Vec<RoleColumn> {
        if kind != Kind::Directory || self.header.is_empty() {
            return Vec::new();
        }
        let name = |column: usize| self.header.get(column).map_or("", String::as_str);
        let can_be =
            |column: usize| self.is_unknown(column) && !says_other_moment(name(column));
        let days = self.free_columns(|column| {
            // What is the same for all is a setting.
            can_be(column)
                && says_rest(name(column))
                && self.shapes.is_days(column)
                && !self.shapes.is_of_one(column)
        });
        let words = self.free_columns(|column| {
            can_be(column) && self.shapes.any(column, says_expiring)
        });
        let dates =
            self.free_columns(|column| can_be(column) && self.shapes.is_date(column));
        self.keep_in_mind(Role::ExpiresIn, days);
        self.keep_in_mind(Role::Reason, words);
        let column = |index| {
            let role = match says_leaving(name(index)) {
                true => Role::AffiliationEnd,
                false => Role::ScheduledDeletion,
            };
            RoleColumn { role, index, evidence: RoleEvidence::Shape("dates") }
        };
        dates.into_iter().map(column).collect()
    }
}

/// Whether a cell says of an account that it expires, in few words.
fn says_expiring(cell: &str) -> bool {
    const MAX_WORDS: usize = 3;
    const BEGINNINGS: [&str; 4] = ["expir", "flagged", "deprovision", "lapsing"];
    let mut words = cell.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.clone().count() <= MAX_WORDS
        && words.any(|word| {
            let word = word.to_lowercase();
            BEGINNINGS.iter().any(|begin| word.starts_with(begin))
        })
}

/// Whether most dates of a column are near a day, and most of them later than it, as those of
/// a schedule are; in either order of day and month.
/// The end of an affiliation may lie behind.
pub(in crate::source) fn are_ends(
    table: &Table,
    end: &RoleColumn,
    day: NaiveDate,
) -> bool {
    let (column, may_be_over) = (end.index, end.role == Role::AffiliationEnd);
    let is_so = |order| {
        let cells = (0..table.n_rows().min(MAX_ROWS)).map(|row| table.cell(row, column));
        let days: Vec<i64> = cells
            .filter_map(|cell| value::date(cell, order).ok()?)
            .map(|date| days_between(day, date))
            .collect();
        let is_near = |n: &&i64| (-MAX_PAST..=MAX_AHEAD).contains(*n);
        let n_near = days.iter().filter(is_near).count();
        let n_ahead = days.iter().filter(is_near).filter(|n| **n > 0).count();
        2 * n_near > days.len() && (may_be_over || 2 * n_ahead > days.len())
    };
    DayOrder::ALL.into_iter().any(is_so)
}
