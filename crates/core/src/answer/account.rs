//! One account, looked at row by row: which date counts, and what its rows say together.

use super::{DateSource, RowRef};
use crate::lifecycle::Milestones;
use crate::policy::{Exception, Policy};
use crate::problem::Code;
use crate::role::Role;
use crate::source::{Kind, ReportDate, Source};
use crate::table::is_ragged;
use crate::value;
use chrono::{NaiveDate, TimeDelta};
use std::sync::Arc;

/// The date of an account.
pub(super) struct AccountDate {
    /// Which of the account's rows gives it.
    pub(super) index: usize,
    pub(super) milestones: Milestones,
    pub(super) source: DateSource,
    /// Whether the day of the report on which it rests is assumed.
    pub(super) is_assumed: bool,
}

/// By what the rows of an account are understood.
pub(super) struct Context<'a> {
    pub(super) sources: &'a [Arc<Source>],
    /// Of each source; `None` where no date depends on it.
    pub(super) report_dates: &'a [Option<ReportDate>],
    pub(super) policy: &'a Policy,
}

/// What the rows of an account say, as far as they were looked at.
#[derive(Default)]
pub(super) struct Account {
    /// Its rows: those of the lists, then those of the directories.
    pub(super) origins: Vec<RowRef>,
    /// How many of them are of lists.
    pub(super) n_of_lists: usize,
    /// How many were looked at.
    pub(super) n_seen: usize,
    /// The earliest date that is planned.
    pub(super) planned: Option<AccountDate>,
    /// The latest deletion, with the row that tells it: what was deleted, restored and
    /// deleted again comes back as it was the last time.
    deleted: Option<(NaiveDate, usize)>,
    /// How many rows are of deleted accounts.
    pub(super) n_deleted: usize,
    /// What the first row that knows says of a mailbox.
    mailbox: Option<bool>,
    /// The affiliations of the first row that has some, as its place.
    affiliated: Option<usize>,
    /// Whether a row has a column of affiliations.
    has_affiliations: bool,
    /// Which of the policy's exceptions it is.
    pub(super) exception: Option<usize>,
    /// What is wrong, each once.
    pub(super) problems: Vec<Code>,
}

impl Account {
    /// Looks at some more of its rows, and says how many these were.
    pub(super) fn look(&mut self, context: &Context, n_rows: usize) -> usize {
        let end = self.origins.len().min(self.n_seen.saturating_add(n_rows));
        let seen = self.n_seen..end;
        for index in seen.clone() {
            self.look_at(context, index);
        }
        self.n_seen = end;
        seen.len()
    }

    fn look_at(&mut self, context: &Context, index: usize) {
        let origin = self.origins[index];
        let before = index.checked_sub(1).map(|before| self.origins[before]);
        add_problems(context.sources, origin, before, &mut self.problems);
        self.take_exception(context, origin);
        if index >= self.n_of_lists {
            return;
        }
        let source = &context.sources[origin.source];
        if let Some(date) = planned(context, origin, index)
            && self.planned.as_ref().is_none_or(|first| {
                date.milestones.deprovisioned_on < first.milestones.deprovisioned_on
            })
        {
            self.planned = Some(date);
        }
        let deleted = source.dates.row(origin.row).deleted.map(|day| (day, index));
        self.deleted = self.deleted.max(deleted);
        self.n_deleted += usize::from(source.kind == Kind::Deleted);
        self.mailbox = self.mailbox.or_else(|| has_mailbox(context.sources, origin));
        if source.index(origin.row, Role::Affiliations).is_some() {
            self.has_affiliations = true;
            if self.affiliated.is_none() && is_affiliated(context.sources, origin) {
                self.affiliated = Some(index);
            }
        }
    }

    /// The exception that comes first in the policy, because a cell of a row says so.
    fn take_exception(&mut self, context: &Context, origin: RowRef) {
        let exceptions = &context.policy.exceptions;
        let n_earlier = self.exception.unwrap_or(exceptions.len());
        let source = &context.sources[origin.source];
        let says_so = |exception: &Exception| {
            let cells = exception.columns.iter();
            let mut cells = cells.filter_map(|role| source.text(origin.row, *role));
            cells.any(|cell| exception.is_in(cell))
        };
        self.exception =
            exceptions[..n_earlier].iter().position(says_so).or(self.exception);
    }

    /// The latest deletion that its rows tell.
    pub(super) fn deletion(&self, policy: &Policy) -> Option<AccountDate> {
        let (day, index) = self.deleted?;
        Some(AccountDate {
            index,
            milestones: Milestones::new(day, policy)?,
            source: DateSource::SoftDeleted,
            is_assumed: false,
        })
    }

    /// The row whose date is planned, which is asked before the others.
    fn first(&self) -> Option<RowRef> {
        self.planned.as_ref().map(|date| self.origins[date.index])
    }

    /// Whether its rows say that it has a mailbox.
    pub(super) fn has_mailbox(&self, context: &Context) -> Option<bool> {
        let first = self.first().and_then(|origin| has_mailbox(context.sources, origin));
        first.or(self.mailbox)
    }

    /// The cell with its affiliations: of the first row that has some. An empty cell says
    /// more than a missing column, which gives `None`.
    pub(super) fn affiliations<'a>(&self, context: &Context<'a>) -> Option<&'a str> {
        let sources = context.sources;
        let origin = self
            .first()
            .filter(|origin| is_affiliated(sources, *origin))
            .or_else(|| self.affiliated.map(|index| self.origins[index]));
        let text = origin.map(|origin| affiliations(sources, origin));
        text.or(self.has_affiliations.then_some(""))
    }
}

fn affiliations(sources: &[Arc<Source>], origin: RowRef) -> &str {
    let source = &sources[origin.source];
    source.text(origin.row, Role::Affiliations).unwrap_or_default()
}

fn is_affiliated(sources: &[Arc<Source>], origin: RowRef) -> bool {
    value::has_codes(affiliations(sources, origin))
}

fn has_mailbox(sources: &[Arc<Source>], origin: RowRef) -> Option<bool> {
    let source = &sources[origin.source];
    match source.kind {
        Kind::Flagged => Some(true),
        Kind::Enrollment | Kind::Names | Kind::Deleted | Kind::Directory => {
            value::yes_no(source.text(origin.row, Role::HasMailbox)?)
        }
    }
}

/// The earliest date for which the rows of an account plan its end.
pub(super) fn earliest(context: &Context, origins: &[RowRef]) -> Option<AccountDate> {
    let dates = origins.iter().enumerate();
    dates
        .filter_map(|(index, origin)| planned(context, *origin, index))
        .min_by_key(|date| date.milestones.deprovisioned_on)
}

/// The date that a row plans: the scheduled one, else the report's date and the days from
/// it, else the end of the affiliation.
fn planned(context: &Context, origin: RowRef, index: usize) -> Option<AccountDate> {
    let source = &context.sources[origin.source];
    if source.kind == Kind::Directory {
        return None;
    }
    let policy = context.policy;
    let dates = source.dates.row(origin.row);
    let date = |milestones, source, is_assumed| AccountDate {
        index,
        milestones,
        source,
        is_assumed,
    };
    if let Some(scheduled) = dates.scheduled {
        let milestones = Milestones::new(scheduled, policy)?;
        return Some(date(milestones, DateSource::Scheduled, false));
    }
    if let Some(days) = dates.expires_in {
        let report = context.report_dates[origin.source]?;
        let on = report.date.checked_add_signed(TimeDelta::days(days.into()))?;
        let milestones = Milestones::new(on, policy)?;
        return Some(date(milestones, DateSource::ExpiresIn, report.is_assumed()));
    }
    let milestones = Milestones::from_lapse(dates.affiliation_end?, policy)?;
    Some(date(milestones, DateSource::AffiliationEnd, false))
}

/// What is wrong with the rows of one account, sorted, each once.
pub(super) fn row_problems(sources: &[Arc<Source>], origins: &[RowRef]) -> Vec<Code> {
    let mut codes = Vec::new();
    let before = std::iter::once(None).chain(origins.iter().copied().map(Some));
    for (&origin, before) in origins.iter().zip(before) {
        add_problems(sources, origin, before, &mut codes);
    }
    codes.sort_unstable();
    codes
}

/// Adds what is wrong with a row of an account; `before` is the row of it that stands before,
/// and those of one source stand side by side.
fn add_problems(
    sources: &[Arc<Source>],
    origin: RowRef,
    before: Option<RowRef>,
    codes: &mut Vec<Code>,
) {
    let mut add = |code| {
        if !codes.contains(&code) {
            codes.push(code);
        }
    };
    let source = &sources[origin.source];
    if is_ragged(&source.table, origin.row) {
        add(Code::Ragged);
    }
    source.damage(origin.row).into_iter().for_each(&mut add);
    if source.dates.row(origin.row).unreadable {
        add(Code::DateUnreadable);
    }
    if source.dates.row(origin.row).mixed {
        add(Code::DatesMixed);
    }
    if source.dates.disagreement(origin.row).is_some() {
        add(Code::ClocksDisagree);
    }
    if before.is_some_and(|before| before.source == origin.source) {
        add(Code::Duplicate);
        if source.has_domain_conflict(origin.row) {
            add(Code::DomainConflict);
        }
    }
}
