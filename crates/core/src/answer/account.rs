//! One account, looked at row by row: which date counts, and what its rows say together.

use super::{DateSource, RowRef};
use crate::lifecycle::{Milestones, days_between};
use crate::policy::{Exception, Policy};
use crate::problem::Code;
use crate::role::Role;
use crate::source::{Kind, ReportDate, RowDates, Source};
use crate::table::is_ragged;
use crate::value;
use chrono::{NaiveDate, TimeDelta};
use std::sync::Arc;

/// The date of an account.
#[derive(Clone, Copy)]
pub(super) struct AccountDate {
    /// Which of the account's rows gives it.
    pub(super) index: usize,
    pub(super) milestones: Milestones,
    pub(super) source: DateSource,
    /// Whether the day of the report on which it rests is assumed.
    pub(super) is_assumed: bool,
    /// Whether it is the day of an instant in UTC.
    pub(super) is_utc: bool,
}

impl AccountDate {
    pub(super) fn deprovisioned_on(&self) -> NaiveDate {
        self.milestones.deprovisioned_on
    }
}

/// By what the rows of an account are understood.
pub(super) struct Context<'a> {
    pub(super) sources: &'a [Arc<Source>],
    /// Of each source; `None` where no date depends on it.
    pub(super) report_dates: &'a [Option<ReportDate>],
    /// The day of each source's report, if more than an assumption tells it.
    pub(super) made_on: &'a [Option<NaiveDate>],
    /// The columns of each source whose dates have the day first, as this day tells.
    pub(super) day_first: &'a [Vec<(Role, usize)>],
    pub(super) as_of: NaiveDate,
    pub(super) policy: &'a Policy,
}

impl Context<'_> {
    fn row_dates(&self, origin: RowRef) -> RowDates {
        let day_first = &self.day_first[origin.source];
        self.sources[origin.source].row_dates(origin.row, day_first)
    }

    /// The day of the newest list of a kind.
    fn newest(&self, kind: Kind) -> Option<NaiveDate> {
        let lists = self.sources.iter().zip(self.made_on);
        let of_kind = lists.filter(|(source, _)| source.kind == kind);
        of_kind.filter_map(|(_, made_on)| *made_on).max()
    }
}

/// What the reports of one day say of an account, or all those of which the day is not known.
#[derive(Default)]
struct Said {
    /// The day of the reports, if more than an assumption tells it.
    made_on: Option<NaiveDate>,
    /// The earliest date that they plan.
    planned: Option<AccountDate>,
    /// The first row that has affiliations, as its place.
    affiliated: Option<usize>,
    /// Whether a row has a column of affiliations.
    has_affiliations: bool,
    /// What the first row that knows says of a mailbox.
    mailbox: Option<bool>,
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
    /// By the day of the report.
    said: Vec<Said>,
    /// The latest deletion, with the row that tells it: what was deleted, restored and
    /// deleted again comes back as it was the last time.
    deleted: Option<(NaiveDate, usize)>,
    /// How many rows are of deleted accounts.
    pub(super) n_deleted: usize,
    /// How many rows say that the account is ready, and of no end.
    n_ready: usize,
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
        self.n_deleted += usize::from(source.is_deleted(origin.row));
        self.n_ready += usize::from(is_ready(context, origin));
        match context.row_dates(origin).deleted {
            Some(day) if is_later_than_tomorrow(day, context.as_of) => {
                self.add_problem(Code::DateUnreadable);
            }
            day => self.deleted = self.deleted.max(day.map(|day| (day, index))),
        }
        let planned = planned(context, origin, index);
        let said = self.said_by(context.made_on[origin.source]);
        if let Some(date) = planned
            && said
                .planned
                .is_none_or(|first| date.deprovisioned_on() < first.deprovisioned_on())
        {
            said.planned = Some(date);
        }
        said.mailbox = said.mailbox.or_else(|| has_mailbox(context.sources, origin));
        if source.index(origin.row, Role::Affiliations).is_some() {
            said.has_affiliations = true;
            if said.affiliated.is_none() && is_affiliated(context.sources, origin) {
                said.affiliated = Some(index);
            }
        }
    }

    pub(super) fn add_problem(&mut self, code: Code) {
        if !self.problems.contains(&code) {
            self.problems.push(code);
        }
    }

    /// What the reports of a day say.
    fn said_by(&mut self, made_on: Option<NaiveDate>) -> &mut Said {
        let place = self.said.iter().position(|said| said.made_on == made_on);
        let place = place.unwrap_or_else(|| {
            self.said.push(Said { made_on, ..Said::default() });
            self.said.len() - 1
        });
        &mut self.said[place]
    }

    /// The exception that comes first in the policy, because a cell of a row says so.
    fn take_exception(&mut self, context: &Context, origin: RowRef) {
        let exceptions = &context.policy.exceptions;
        let n_earlier = self.exception.unwrap_or(exceptions.len());
        let source = &context.sources[origin.source];
        let says_so = |exception: &Exception| {
            exception.columns.iter().any(|role| {
                let cell = source.text(origin.row, *role);
                cell.is_some_and(|cell| exception.is_in(*role, cell))
            })
        };
        self.exception =
            exceptions[..n_earlier].iter().position(says_so).or(self.exception);
    }

    /// The day of the newest report that has a date for the account.
    fn newest(&self) -> Option<NaiveDate> {
        let dated = self.said.iter().filter(|said| said.planned.is_some());
        dated.filter_map(|said| said.made_on).max()
    }

    /// Whether no newer report outranks those of a day. A day that is only assumed outranks
    /// nothing, and is outranked by nothing.
    fn speaks(&self, made_on: Option<NaiveDate>) -> bool {
        made_on.is_none() || made_on >= self.newest()
    }

    fn speaking(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| self.speaks(said.made_on))
    }

    /// The earliest date that the rows plan which speak.
    pub(super) fn planned(&self) -> Option<AccountDate> {
        let dates = self.speaking().filter_map(|said| said.planned);
        dates.min_by_key(|date| (date.deprovisioned_on(), date.index))
    }

    /// What the newest of the outranked reports had planned, if it is another day.
    pub(super) fn moved_from(&self) -> Option<AccountDate> {
        let planned = self.planned()?;
        let outranked = self.said.iter().filter(|said| !self.speaks(said.made_on));
        let before = outranked.filter_map(|said| Some((said.made_on, said.planned?)));
        let (_, before) = before.max_by_key(|(made_on, _)| *made_on)?;
        (before.deprovisioned_on() != planned.deprovisioned_on()).then_some(before)
    }

    /// The day of a newer list of the same kind that does not name it any more.
    pub(super) fn missing_in(&self, context: &Context) -> Option<NaiveDate> {
        let lists = &self.origins[..self.n_of_lists];
        let made_on = |origin: &RowRef| context.made_on[origin.source];
        let last = lists.iter().filter_map(made_on).max()?;
        [Kind::Enrollment, Kind::Flagged].into_iter().find_map(|kind| {
            let newest = context.newest(kind).filter(|newest| *newest > last)?;
            let is_of_kind =
                |origin: &&RowRef| context.sources[origin.source].kind == kind;
            let mut days = lists.iter().filter(is_of_kind).map(made_on).peekable();
            days.peek()?;
            days.all(|day| day.is_some()).then_some(newest)
        })
    }

    /// The latest deletion that its rows tell.
    pub(super) fn deletion(&self, context: &Context) -> Option<AccountDate> {
        let (day, index) = self.deleted?;
        Some(AccountDate {
            index,
            milestones: Milestones::new(day, context.policy)?,
            source: DateSource::SoftDeleted,
            is_assumed: false,
            is_utc: context.row_dates(self.origins[index]).is_utc,
        })
    }

    /// Whether all that lists say is that it is ready, and nothing of an end.
    pub(super) fn is_ready(&self) -> bool {
        self.n_ready > 0 && self.n_ready == self.n_of_lists
    }

    /// The row whose date is planned, which is asked before the others.
    fn first(&self) -> Option<RowRef> {
        self.planned().map(|date| self.origins[date.index])
    }

    /// Whether its rows say that it has a mailbox.
    pub(super) fn has_mailbox(&self, context: &Context) -> Option<bool> {
        let first = self.first().and_then(|origin| has_mailbox(context.sources, origin));
        first.or_else(|| self.speaking().find_map(|said| said.mailbox))
    }

    /// The cell with its affiliations: of the first row that has some. An empty cell says
    /// more than a missing column, which gives `None`.
    pub(super) fn affiliations<'a>(&self, context: &Context<'a>) -> Option<&'a str> {
        let sources = context.sources;
        let affiliated = || {
            let first = self.speaking().filter_map(|said| said.affiliated).min();
            first.map(|index| self.origins[index])
        };
        let origin = self
            .first()
            .filter(|origin| is_affiliated(sources, *origin))
            .or_else(affiliated);
        let text = origin.map(|origin| affiliations(sources, origin));
        let has_column = self.speaking().any(|said| said.has_affiliations);
        text.or(has_column.then_some(""))
    }

    /// Brings its rows into the order in which they speak, and counts those that do.
    pub(super) fn put_in_order(&mut self, context: &Context) -> usize {
        if let Some(date) = self.planned() {
            self.origins[..=date.index].rotate_right(1);
        }
        let speaks = |origin: &RowRef| self.speaks(context.made_on[origin.source]);
        let (lists, directories) = self.origins.split_at(self.n_of_lists);
        let (mut rows, outranked): (Vec<RowRef>, Vec<RowRef>) =
            lists.iter().copied().partition(speaks);
        let n_speaking = rows.len();
        if !outranked.is_empty() {
            rows.extend(outranked);
            rows.extend_from_slice(directories);
            self.origins = rows;
        }
        n_speaking
    }
}

/// Later than the day after, which is a deletion on the other side of the world.
fn is_later_than_tomorrow(day: NaiveDate, as_of: NaiveDate) -> bool {
    days_between(as_of, day) > 1
}

/// Whether a list says that an account is ready, and has no date on which it ends.
fn is_ready(context: &Context, origin: RowRef) -> bool {
    let dates = context.row_dates(origin);
    let source = &context.sources[origin.source];
    let is_listed = matches!(source.kind, Kind::Enrollment | Kind::Flagged);
    is_listed
        && dates.scheduled.is_none()
        && dates.expires_in.is_none()
        && !dates.unreadable
        && !dates.mixed
        && source.text(origin.row, Role::Reason).and_then(value::yes_no) == Some(true)
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

/// The date that the rows of an account plan which speak.
pub(super) fn plan(context: &Context, origins: &[RowRef]) -> Option<AccountDate> {
    let is_of_list =
        |origin: &&RowRef| context.sources[origin.source].kind != Kind::Directory;
    let mut account = Account {
        origins: origins.to_vec(),
        n_of_lists: origins.iter().filter(is_of_list).count(),
        ..Account::default()
    };
    account.look(context, usize::MAX);
    account.planned()
}

/// The date that a row plans: the scheduled one, else the report's date and the days from
/// it, else the end of the affiliation.
fn planned(context: &Context, origin: RowRef, index: usize) -> Option<AccountDate> {
    let source = &context.sources[origin.source];
    if source.kind == Kind::Directory || is_ready(context, origin) {
        return None;
    }
    let policy = context.policy;
    let dates = context.row_dates(origin);
    let date = |milestones, source, is_assumed| AccountDate {
        index,
        milestones,
        source,
        is_assumed,
        is_utc: false,
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
