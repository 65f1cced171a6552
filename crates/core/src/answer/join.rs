//! The join of all sources: whose rows are whose, and which date counts.

mod holders;

use super::{DateSource, Place, Question, Row, RowRef, row_problems};
use crate::advice::Cause;
use crate::lifecycle::{Milestones, Status};
use crate::policy::{Exception, Policy};
use crate::problem::Code;
use crate::source::{Kind, Role, Source, value};
use chrono::TimeDelta;
use holders::Holders;
use std::collections::HashMap;
use std::sync::Arc;

/// The join of all sources, step by step.
pub(super) struct Join<'a> {
    sources: &'a [Arc<Source>],
    question: &'a Question,
    policy: &'a Policy,
    has_directory: bool,
    lists: Holders<'a>,
    directories: Holders<'a>,
    /// For every source and key: whether a flagged account has taken it.
    taken: Vec<Vec<bool>>,
    /// The affiliations in the cells that were read.
    codes: HashMap<&'a str, Arc<[String]>>,
}

/// Which of the sources are asked for a name.
#[derive(Clone, Copy)]
enum Among {
    Lists,
    Directories,
}

impl<'a> Join<'a> {
    pub(super) fn new(
        sources: &'a [Arc<Source>],
        question: &'a Question,
        policy: &'a Policy,
    ) -> Join<'a> {
        let is_directory = |&index: &usize| sources[index].kind == Kind::Directory;
        let (directories, mut lists): (Vec<usize>, Vec<usize>) =
            (0..sources.len()).partition(is_directory);
        // What a list of the expiring says of a person goes before what was deleted.
        lists.sort_by_key(|&index| sources[index].kind == Kind::Deleted);
        let taken = sources.iter().map(|source| vec![false; source.n_names()]).collect();
        Join {
            sources,
            question,
            policy,
            has_directory: !directories.is_empty(),
            lists: Holders::new(sources, lists),
            directories: Holders::new(sources, directories),
            taken,
            codes: HashMap::new(),
        }
    }

    pub(super) fn run(mut self) -> (Vec<Row>, Vec<RowRef>) {
        let lists = self.lists.order().to_vec();
        let n_flagged = lists.iter().map(|&index| self.sources[index].n_names()).sum();
        let (mut rows, mut clear) = (Vec::with_capacity(n_flagged), Vec::new());
        for index in lists {
            for key in 0..self.sources[index].n_names() as u32 {
                if !self.taken[index][key as usize] {
                    rows.push(self.flagged(index, key));
                }
            }
        }
        let directories = self.directories.order().to_vec();
        for &index in &directories {
            for key in 0..self.sources[index].n_names() as u32 {
                if self.taken[index][key as usize] {
                    continue;
                }
                // With one directory nobody else has to be asked, a million times.
                if directories.len() > 1 {
                    self.take(index, key, Among::Directories);
                }
                let row = self.sources[index].names.first_row(key);
                clear.push(RowRef { source: index, row });
            }
        }
        (rows, clear)
    }

    /// Takes the name of a key from each of `among` and returns its rows there.
    fn take(&mut self, index: usize, key: u32, among: Among) -> Vec<RowRef> {
        let mut found = Vec::new();
        let name = self.sources[index].names.name(key);
        let holders = match among {
            Among::Lists => &self.lists,
            Among::Directories => &self.directories,
        };
        for (source, key) in holders.find(name) {
            self.taken[source][key as usize] = true;
            let names = &self.sources[source].names;
            found.extend(names.rows(key).map(|row| RowRef { source, row }));
        }
        found
    }

    fn flagged(&mut self, index: usize, key: u32) -> Row {
        let mut origins = self.take(index, key, Among::Lists);
        let found = self.take(index, key, Among::Directories);
        let in_directory = self.has_directory.then_some(!found.is_empty());
        let planned = earliest(self.sources, self.question, self.policy, &origins);
        if let Some(date) = &planned {
            origins[..=date.index].rotate_right(1);
        }
        let date = self.deletion(&origins).or(planned);
        let is_of_deleted =
            |origin: &RowRef| self.sources[origin.source].kind == Kind::Deleted;
        let is_deleted = origins.iter().any(is_of_deleted);
        let in_enrollment = !origins.iter().all(is_of_deleted);
        let mailbox = origins.iter().find_map(|origin| self.has_mailbox(*origin));
        let place = match (in_directory, mailbox) {
            // Whoever was deleted is in no directory and has no mailbox any more.
            _ if is_deleted => Place::Answer,
            (Some(true), _) | (_, Some(true)) | (None, None) => Place::Answer,
            (_, Some(false)) => Place::NoMailbox,
            (Some(false), None) => Place::NotInDirectory,
        };
        let affiliations = self.affiliations(&origins);
        origins.extend(found);
        origins.shrink_to_fit();
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
            in_enrollment,
            problems,
        }
    }

    /// The latest deletion that the rows of an account tell: what was deleted, restored and
    /// deleted again comes back as it was the last time.
    fn deletion(&self, origins: &[RowRef]) -> Option<AccountDate> {
        let day =
            |origin: &RowRef| self.sources[origin.source].dates.row(origin.row).deleted;
        let days = origins.iter().map(day).enumerate();
        let (day, index) = days.filter_map(|(index, day)| Some((day?, index))).max()?;
        Some(AccountDate {
            index,
            milestones: Milestones::new(day, self.policy)?,
            source: DateSource::SoftDeleted,
            is_assumed: false,
        })
    }

    fn has_mailbox(&self, origin: RowRef) -> Option<bool> {
        let source = &self.sources[origin.source];
        match source.kind {
            Kind::Flagged => Some(true),
            Kind::Enrollment | Kind::Names | Kind::Deleted | Kind::Directory => {
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
    fn affiliations(&mut self, origins: &[RowRef]) -> Option<Arc<[String]>> {
        let (sources, mut known) = (self.sources, None);
        for origin in origins {
            let source = &sources[origin.source];
            if source.index(origin.row, Role::Affiliations).is_none() {
                continue;
            }
            let text = source.text(origin.row, Role::Affiliations).unwrap_or_default();
            let codes = self.codes(text);
            if !codes.is_empty() {
                return Some(codes);
            }
            known = Some(codes);
        }
        known
    }

    /// The affiliations in a cell. Many accounts have the same, which are kept once.
    fn codes(&mut self, text: &'a str) -> Arc<[String]> {
        /// Cells that differ more than that are no codes of a university.
        const MAX_KEPT: usize = 10_000;
        if let Some(codes) = self.codes.get(text) {
            return codes.clone();
        }
        let codes: Arc<[String]> = value::codes(text).into();
        if self.codes.len() < MAX_KEPT {
            self.codes.insert(text, codes.clone());
        }
        codes
    }
}

/// The earliest date for which the rows of an account plan its end.
pub(super) fn earliest(
    sources: &[Arc<Source>],
    question: &Question,
    policy: &Policy,
    origins: &[RowRef],
) -> Option<AccountDate> {
    origins
        .iter()
        .enumerate()
        .filter(|(_, origin)| sources[origin.source].kind != Kind::Directory)
        .filter_map(|(index, origin)| {
            let source = &sources[origin.source];
            let (milestones, from, is_assumed) =
                planned(source, origin.row, question, policy)?;
            Some(AccountDate { index, milestones, source: from, is_assumed })
        })
        .min_by_key(|date| date.milestones.deprovisioned_on)
}

/// The date that one row plans: the scheduled one, else the report's date and the days from
/// it, else the end of the affiliation; and whether the report's date is assumed.
fn planned(
    source: &Source,
    row: usize,
    question: &Question,
    policy: &Policy,
) -> Option<(Milestones, DateSource, bool)> {
    let dates = source.dates.row(row);
    if let Some(scheduled) = dates.scheduled {
        return Some((Milestones::new(scheduled, policy)?, DateSource::Scheduled, false));
    }
    if let Some(days) = dates.expires_in {
        let report = source.report_date(question.report_date, question.as_of);
        let on = report.date.checked_add_signed(TimeDelta::days(days.into()))?;
        let milestones = Milestones::new(on, policy)?;
        return Some((milestones, DateSource::ExpiresIn, report.is_assumed()));
    }
    let milestones = Milestones::from_lapse(dates.affiliation_end?, policy)?;
    Some((milestones, DateSource::AffiliationEnd, false))
}

/// The date of an account.
pub(super) struct AccountDate {
    /// Which of the account's rows gives it.
    pub(super) index: usize,
    pub(super) milestones: Milestones,
    pub(super) source: DateSource,
    is_assumed: bool,
}
