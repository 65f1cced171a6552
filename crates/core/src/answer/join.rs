//! The join of all sources: whose rows are whose, and which date counts.

use super::{DateSource, Place, Question, Row, RowRef, row_problems};
use crate::advice::Cause;
use crate::lifecycle::{Milestones, Status};
use crate::policy::{Exception, Policy};
use crate::problem::Code;
use crate::source::{Kind, Role, Source, value};
use chrono::TimeDelta;
use std::sync::Arc;

/// The join of all sources, step by step.
pub(super) struct Join<'a> {
    sources: &'a [Arc<Source>],
    question: &'a Question,
    policy: &'a Policy,
    has_directory: bool,
    /// For every source and key: whether a flagged account has taken it.
    taken: Vec<Vec<bool>>,
}

impl<'a> Join<'a> {
    pub(super) fn new(
        sources: &'a [Arc<Source>],
        question: &'a Question,
        policy: &'a Policy,
    ) -> Join<'a> {
        let has_directory = sources.iter().any(|source| source.kind == Kind::Directory);
        let taken = sources.iter().map(|source| vec![false; source.n_names()]).collect();
        Join { sources, question, policy, has_directory, taken }
    }

    pub(super) fn run(mut self) -> (Vec<Row>, Vec<RowRef>) {
        let (mut rows, mut clear) = (Vec::new(), Vec::new());
        let n_sources = self.sources.len();
        let is_directory = |index: usize| self.sources[index].kind == Kind::Directory;
        let (directories, lists): (Vec<usize>, Vec<usize>) =
            (0..n_sources).partition(|&index| is_directory(index));
        for &index in &lists {
            for key in 0..self.sources[index].n_names() as u32 {
                if !self.taken[index][key as usize] {
                    rows.push(self.flagged(index, key, &lists, &directories));
                }
            }
        }
        for &index in &directories {
            for key in 0..self.sources[index].n_names() as u32 {
                if self.taken[index][key as usize] {
                    continue;
                }
                // With one directory nobody else has to be asked, a million times.
                if directories.len() > 1 {
                    self.take(index, key, &directories);
                }
                let row = self.sources[index].names.first_row(key);
                clear.push(RowRef { source: index, row });
            }
        }
        (rows, clear)
    }

    /// Takes the name of a key from each of `among` and returns its rows there.
    fn take(&mut self, index: usize, key: u32, among: &[usize]) -> Vec<RowRef> {
        let mut found = Vec::new();
        let name = self.sources[index].names.name(key);
        for &source in among {
            let names = &self.sources[source].names;
            let Some(key) = names.find(name) else { continue };
            self.taken[source][key as usize] = true;
            found.extend(names.rows(key).map(|row| RowRef { source, row }));
        }
        found
    }

    fn flagged(
        &mut self,
        index: usize,
        key: u32,
        lists: &[usize],
        directories: &[usize],
    ) -> Row {
        let mut origins = self.take(index, key, lists);
        let found = self.take(index, key, directories);
        let in_directory = self.has_directory.then_some(!found.is_empty());
        let date = self.earliest(&origins);
        if let Some(date) = &date {
            origins[..=date.index].rotate_right(1);
        }
        let mailbox = origins.iter().find_map(|origin| self.has_mailbox(*origin));
        let place = match (in_directory, mailbox) {
            (Some(true), _) | (_, Some(true)) | (None, None) => Place::Answer,
            (_, Some(false)) => Place::NoMailbox,
            (Some(false), None) => Place::NotInDirectory,
        };
        let affiliations = self.affiliations(&origins);
        origins.extend(found);
        let mut problems = row_problems(self.sources, &origins);
        if date.as_ref().is_some_and(|date| date.is_assumed) {
            problems.push(Code::ReportDateAssumed);
            problems.sort_unstable();
        }
        let exception = self.exception(&origins);
        let milestones = date.as_ref().and_then(|date| match exception {
            Some(index) => {
                let restore_days = self.policy.exceptions[index].restore_days;
                date.milestones.with_restore_days(restore_days)
            }
            None => Some(date.milestones),
        });
        let as_of = self.question.as_of;
        Row {
            origins,
            place,
            status: milestones.map_or(Status::Undated, |dates| dates.status(as_of)),
            urgency: milestones.and_then(|dates| dates.urgency(as_of, self.policy)),
            milestones,
            date_source: date.map(|date| date.source),
            cause: affiliations.as_ref().map(|codes| Cause::of(codes, self.policy)),
            affiliations,
            exception,
            in_directory,
            in_enrollment: true,
            problems,
        }
    }

    /// The earliest date that the rows of an account give.
    fn earliest(&self, origins: &[RowRef]) -> Option<AccountDate> {
        origins
            .iter()
            .enumerate()
            .filter_map(|(index, origin)| self.date(index, *origin))
            .min_by_key(|date| date.milestones.deprovisioned_on)
    }

    /// The date that one row gives: the scheduled one, else the report's date and the days
    /// from it, else the end of the affiliation.
    fn date(&self, index: usize, origin: RowRef) -> Option<AccountDate> {
        let source = &self.sources[origin.source];
        let dates = source.dates.row(origin.row);
        let date = |milestones: Option<Milestones>, source, is_assumed| {
            milestones.map(|milestones| AccountDate {
                index,
                milestones,
                source,
                is_assumed,
            })
        };
        if let Some(scheduled) = dates.scheduled {
            let milestones = Milestones::new(scheduled, self.policy);
            return date(milestones, DateSource::Scheduled, false);
        }
        if let Some(days) = dates.expires_in {
            let Question { as_of, report_date } = *self.question;
            let report = source.report_date(report_date, as_of);
            let on = report.date.checked_add_signed(TimeDelta::days(days.into()));
            let milestones = on.and_then(|on| Milestones::new(on, self.policy));
            return date(milestones, DateSource::ExpiresIn, report.is_assumed());
        }
        let milestones = Milestones::from_lapse(dates.affiliation_end?, self.policy);
        date(milestones, DateSource::AffiliationEnd, false)
    }

    fn has_mailbox(&self, origin: RowRef) -> Option<bool> {
        let source = &self.sources[origin.source];
        match source.kind {
            Kind::Flagged => Some(true),
            Kind::Enrollment | Kind::Names | Kind::Directory => {
                value::yes_no(source.text(origin.row, Role::HasMailbox)?)
            }
        }
    }

    /// Which exception of the policy the account is, because one of its cells says so.
    fn exception(&self, origins: &[RowRef]) -> Option<usize> {
        let says_so = |exception: &Exception, origin: &RowRef| {
            let source = &self.sources[origin.source];
            let mut cells = exception
                .columns
                .iter()
                .filter_map(|role| source.text(origin.row, *role));
            cells.any(|cell| exception.is_in(cell))
        };
        self.policy
            .exceptions
            .iter()
            .position(|exception| origins.iter().any(|origin| says_so(exception, origin)))
    }

    /// The affiliations of the first row that has some; `None` when no source has such a
    /// column, because an empty cell says more than a missing column.
    fn affiliations(&self, origins: &[RowRef]) -> Option<Vec<String>> {
        let mut known = None;
        for origin in origins {
            let source = &self.sources[origin.source];
            if source.index(Role::Affiliations).is_none() {
                continue;
            }
            let codes = value::codes(
                source.text(origin.row, Role::Affiliations).unwrap_or_default(),
            );
            if !codes.is_empty() {
                return Some(codes);
            }
            known = Some(codes);
        }
        known
    }
}

struct AccountDate {
    /// Which of the account's rows gives it.
    index: usize,
    milestones: Milestones,
    source: DateSource,
    is_assumed: bool,
}
