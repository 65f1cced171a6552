//! What speaks against an answer as a whole. An ordinary week has nothing of it: each doubt
//! has a way to be proved wrong before it is said.

use super::{Answer, Place};
use crate::lifecycle::days_between;
use crate::problem::{Doubt, Uncertainty};
use crate::role::Role;
use crate::source::{AmbiguousDates, Kind, RoleColumn, Source};
use crate::standing::{Standing, Status};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Exports are cut off at so many rows. The last one is the end of an old sheet, with and
/// without its header.
const ROUND_COUNTS: &[usize] = &[1_000, 5_000, 10_000, 65_535, 65_536];

/// A list is doubted of whose names a smaller share is in the directory.
const FEW: f64 = 0.2;

/// How the accounts of a list stand beside the directories.
#[derive(Clone, Copy, Default)]
struct ListTally {
    /// How many are in a directory.
    n_found: usize,
    /// How many should be: who is deprovisioned has left it, or has no mailbox.
    n_names: usize,
    /// How many are ready, and have no date.
    n_ready: usize,
}

impl Answer {
    /// What speaks against it: what blocks good news first, then file by file.
    pub(super) fn find_doubts(&self, unknown: &BTreeMap<String, usize>) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let n_answer = self.counts.answer();
        if n_answer > 0 && self.counts.of(Standing::Gone) == n_answer {
            let what = Uncertainty::AllGone { n_accounts: n_answer };
            doubts.push(Doubt { what, source: None, file: None });
        }
        if !unknown.is_empty() {
            let mut codes: Vec<(String, usize)> =
                unknown.iter().map(|(code, n)| (code.clone(), *n)).collect();
            codes.sort_by(|(a, n_a), (b, n_b)| n_b.cmp(n_a).then_with(|| a.cmp(b)));
            let what = Uncertainty::CodesUnknown { codes };
            doubts.push(Doubt { what, source: None, file: None });
        }
        for (source, list) in self.lists().into_iter().enumerate() {
            let file = &self.sources[source].file;
            let add =
                |what| Doubt { what, source: Some(source), file: Some(file.clone()) };
            doubts.extend(self.doubts_of(source, list).into_iter().map(add));
        }
        doubts.sort_by_key(|doubt| !doubt.is_blocking());
        doubts
    }

    /// How the accounts of each source stand beside the directories.
    fn lists(&self) -> Vec<ListTally> {
        let mut lists = vec![ListTally::default(); self.sources.len()];
        // The account that was counted last for each source.
        let mut counted = vec![None; lists.len()];
        for (account, row) in self.rows.iter().chain(self.ready.values()).enumerate() {
            let status = row.standing().status();
            let has_left = matches!(status, Status::Restorable | Status::Gone)
                || row.place == Place::NoMailbox;
            let is_found = row.in_directory == Some(true);
            for origin in &row.origins {
                if counted[origin.source].replace(account) == Some(account) {
                    continue;
                }
                let list = &mut lists[origin.source];
                list.n_found += usize::from(is_found);
                list.n_names += usize::from(is_found || !has_left);
                list.n_ready += usize::from(status == Status::Clear);
            }
        }
        lists
    }

    fn doubts_of(&self, index: usize, list: ListTally) -> Vec<Uncertainty> {
        let source = &self.sources[index];
        let mut doubts = Vec::new();
        let may_be_list = || self.may_be_list(index).then_some(Kind::Names);
        if let Some(other) = source.runner_up.or_else(may_be_list) {
            let (kind, other) = (source.kind.title(), other.title());
            let is_called_so = source.is_called_otherwise;
            doubts.push(Uncertainty::KindGuessed { kind, other, is_called_so });
        }
        doubts.extend(self.match_of(index, list));
        let ambiguous = source.dates.assumed().iter();
        doubts.extend(ambiguous.filter_map(|dates| self.date_order(index, dates)));
        doubts.extend(columns_unread(source, self.as_of));
        doubts.extend(expiring_not_ticked(source, list));
        if !source.how.unread_sheets.is_empty() {
            let sheets = source.how.unread_sheets.clone();
            doubts.push(Uncertainty::SheetUnread { sheets });
        }
        let n_rows = source.table.n_rows() - source.n_blank_rows;
        if source.kind != Kind::Names && ROUND_COUNTS.contains(&n_rows) {
            doubts.push(Uncertainty::RoundCount { n_rows });
        }
        if let Some(report) = self.report_dates[index] {
            let made_on = report.date;
            let age = days_between(made_on, self.as_of);
            if age > i64::from(self.policy.clock.stale_report_days) {
                let age_days = age.unsigned_abs();
                doubts.push(Uncertainty::ReportOld { made_on, age_days });
            }
            if age < 0 {
                doubts.push(Uncertainty::ReportAfterAsOf { made_on });
            }
        }
        doubts
    }

    /// Whether a table of nothing but names may be the list that is missing: it lies beside a
    /// directory that says more.
    fn may_be_list(&self, index: usize) -> bool {
        let is_directory = |source: &Source| source.kind == Kind::Directory;
        self.sources[index].is_of_names
            && self.sources.iter().all(|source| is_directory(source))
            && self.sources.iter().any(|source| !source.is_of_names)
    }

    /// Whether the names of a list are in the directory. Who is deprovisioned has left it,
    /// and a report of many centers names others' people.
    fn match_of(&self, index: usize, list: ListTally) -> Option<Uncertainty> {
        let source = &self.sources[index];
        let has_directory =
            self.sources.iter().any(|source| source.kind == Kind::Directory);
        if !has_directory || !source.kind.is_of_expiring() {
            return None;
        }
        let ListTally { n_found, n_names, .. } = list;
        let is_few = (n_found as f64) < FEW * n_names as f64;
        match n_found {
            0 if n_names > 0 => {
                let (n_names, other) = (source.n_names(), self.other_column(index));
                Some(Uncertainty::NoNamesMatch { n_names, other })
            }
            _ if is_few && n_centers(source) <= 1 => {
                let n_names = source.n_names();
                let other = self.other_column(index).filter(|c| c.n_names > n_found);
                Some(Uncertainty::FewNamesMatch { n_found, n_names, other })
            }
            _ => None,
        }
    }

    /// Whether the order of day and month matters, and only one order makes sense.
    fn date_order(&self, index: usize, dates: &AmbiguousDates) -> Option<Uncertainty> {
        let near = self.made_on[index].unwrap_or(self.as_of);
        let is_told = self.sources[index].dates.has_days();
        match dates.orders(near) {
            [true, false] => return None,
            // Then it is read so.
            [false, true] if !is_told => return None,
            _ => {}
        }
        let column = self.sources[index].table.column_name_at(dates.row, dates.column);
        let [assumed, other] = dates.first;
        Some(Uncertainty::DateOrderAssumed { column, assumed, other })
    }
}

/// How many centers a list names, up to two.
fn n_centers(list: &Source) -> usize {
    let role = [Role::Center, Role::CenterName, Role::HomeOrg]
        .into_iter()
        .find(|role| list.columns.iter().any(|column| column.role == *role));
    let Some(role) = role else { return 0 };
    let mut centers = BTreeSet::new();
    for row in 0..list.table.n_rows() {
        centers.extend(list.text(row, role));
        if centers.len() > 1 {
            break;
        }
    }
    centers.len()
}

/// Columns that fit a role nearly as well as the one that is used.
fn columns_unread(source: &Source, as_of: NaiveDate) -> Vec<Uncertainty> {
    let name = |index: usize| source.table.column_name_at(0, index);
    // What has another role is read.
    let is_unread = |close: &&RoleColumn| {
        !source.columns.iter().any(|column| column.index == close.index)
    };
    let close = source.unread_columns(as_of).filter(is_unread);
    close
        .map(|column| {
            let used = source.columns.iter().find(|used| used.role == column.role);
            Uncertainty::ColumnUnread {
                column: name(column.index),
                role: column.role.title(),
                used: used.map(|used| name(used.index)),
            }
        })
        .collect()
}

/// Whether most of a list's accounts are ready, and have no date.
fn expiring_not_ticked(source: &Source, list: ListTally) -> Option<Uncertainty> {
    let (n_ready, n_accounts) = (list.n_ready, source.n_names());
    let is_list = matches!(source.kind, Kind::Enrollment | Kind::Flagged);
    (is_list && n_ready * 2 > n_accounts)
        .then_some(Uncertainty::ExpiringNotTicked { n_ready, n_accounts })
}
