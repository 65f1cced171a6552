//! Sources and a day to an answer: who is expiring, in the order in which something is
//! lost, and where every other row went.
//!
//! An [`Answer`] keeps its sources and points into them; texts are looked up when they are
//! shown, so that a large answer stays small.

mod account;
mod doubts;
mod hints;
mod holders;
mod join;
mod reading;
mod row;
mod sorting;

use crate::lifecycle::days_between;
use crate::policy::Policy;
use crate::problem::{Doubt, Finding, Problem};
use crate::role::Role;
use crate::source::{Basis, Kind, ReportDate, Source};
use crate::standing::{Standing, Status};
use account::{Context, plan, row_problems};
use chrono::NaiveDate;
use join::Joined;
use row::Situation;
use sorting::Sorting;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

pub use hints::{Hints, Suggestions};
pub use join::Join;
pub use reading::Turn;
pub use row::{DateSource, Place, Row, RowRef};

/// The clear accounts of an answer, put in the order of their names in slices.
pub struct ClearByName<'a> {
    answer: &'a Answer,
    sorting: Sorting,
}

/// A source as it goes into an answer.
#[derive(Clone, Debug)]
pub struct Input {
    /// What the file says.
    pub source: Arc<Source>,
    /// The day on which the report was made, if the user says so. It belongs to this file
    /// alone: two reports are seldom of the same day.
    pub report_date: Option<NaiveDate>,
}

impl From<Arc<Source>> for Input {
    fn from(source: Arc<Source>) -> Input {
        Input { source, report_date: None }
    }
}

impl From<Source> for Input {
    fn from(source: Source) -> Input {
        Arc::new(source).into()
    }
}

/// Where the rows of one source went; the parts add up to the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows below the header.
    pub rows: usize,
    /// Accounts of the answer.
    pub answer: usize,
    /// Accounts that are clear, or flagged and not yours.
    pub remainder: usize,
    /// Rows that repeat a name.
    pub duplicates: usize,
    /// Rows without a logon name.
    pub problems: usize,
    /// Rows with nothing in them.
    pub blank: usize,
}

/// How many accounts stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those of the answer, and the clear ones, in the order of [`Standing::ALL`].
    by_standing: [usize; Standing::ALL.len()],
    /// Flagged, but not in the answer, in the order of [`Place::GROUPS`].
    by_group: [usize; Place::GROUPS.len()],
    /// Listed as accounts that are ready, without a date on which they end.
    pub listed_not_expiring: usize,
}

impl Counts {
    /// Those of the answer that stand so; of the clear ones, all.
    pub fn of(&self, standing: Standing) -> usize {
        self.by_standing[standing as usize]
    }

    /// Those of a group below the answer.
    pub fn of_group(&self, group: Place) -> usize {
        let place = Place::GROUPS.into_iter().position(|other| other == group);
        place.map_or(0, |place| self.by_group[place])
    }

    /// Flagged, but not in the answer.
    pub fn elsewhere(&self) -> usize {
        self.by_group.iter().sum()
    }

    /// All that still work.
    pub fn expiring(&self) -> usize {
        let expiring =
            Standing::ALL.into_iter().filter(|s| s.status() == Status::Expiring);
        expiring.map(|standing| self.of(standing)).sum()
    }

    /// All accounts of the answer.
    pub fn answer(&self) -> usize {
        Standing::flagged().map(|standing| self.of(standing)).sum()
    }
}

/// The answer for one day.
#[derive(Debug)]
pub struct Answer {
    as_of: NaiveDate,
    policy: Arc<Policy>,
    sources: Vec<Arc<Source>>,
    /// Of each source; see [`Answer::report_date`].
    report_dates: Vec<Option<ReportDate>>,
    made_on: Vec<Option<NaiveDate>>,
    day_first: Vec<Vec<(Role, usize)>>,
    rows: Vec<Row>,
    clear: Vec<RowRef>,
    clear_elsewhere: Vec<(RowRef, RowRef)>,
    ready: HashMap<RowRef, Row>,
    notices: Vec<Problem>,
    doubts: Vec<Doubt>,
    /// Asked for again and again while the same answer is looked at.
    counts: Counts,
    n_answer_by_source: Vec<usize>,
}

impl Answer {
    /// Joins the sources at once; see [`Join`] for doing it in slices.
    pub fn new<I: Into<Input>>(
        inputs: impl IntoIterator<Item = I>,
        as_of: NaiveDate,
        policy: &Arc<Policy>,
    ) -> Answer {
        Join::new(inputs, as_of, policy).finish()
    }

    fn of(joined: Joined, as_of: NaiveDate, policy: Arc<Policy>) -> Answer {
        let Joined {
            sources,
            report_dates,
            made_on,
            day_first,
            rows,
            clear,
            clear_elsewhere,
            ready,
            problems,
            unknown_codes,
        } = joined;
        debug_assert!(clear_elsewhere.is_sorted(), "they are searched by halves");
        let mut answer = Answer {
            counts: counts(&rows, clear.len(), &ready),
            n_answer_by_source: n_answer_by_source(&rows, sources.len()),
            notices: Vec::new(),
            doubts: Vec::new(),
            as_of,
            policy,
            sources,
            report_dates,
            made_on,
            day_first,
            rows,
            clear,
            clear_elsewhere,
            ready,
        };
        let all = 0..answer.sources.len();
        answer.notices = all.flat_map(|source| answer.notices_of(source)).collect();
        answer.notices.extend(problems);
        answer.doubts = answer.find_doubts(&unknown_codes);
        answer
    }

    /// The day of which it speaks.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The rules that were applied.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What was joined.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.sources
    }

    /// What is wrong with the sources as seen from this day and beside each other, such as an
    /// old report, or a date that moved since.
    pub fn notices(&self) -> &[Problem] {
        &self.notices
    }

    /// What speaks against it as a whole: what blocks good news first.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// When the report behind a source was made, and who says so; `None` where no date
    /// depends on it.
    pub fn report_date(&self, source: usize) -> Option<ReportDate> {
        self.report_dates[source]
    }

    /// What is to be said of the age of a source's report: it is told when the report is
    /// stale, and when the file's own stamp would make it look younger or older than it is.
    pub fn notices_of(&self, source: usize) -> Vec<Problem> {
        let Some(report) = self.report_dates[source] else { return Vec::new() };
        let source = &self.sources[source];
        let mut notices = Vec::new();
        let mut add = |finding| notices.push(Problem::of_file(finding, &source.file));
        let age = days_between(report.date, self.as_of);
        let is_stale = age > i64::from(self.policy.clock.stale_report_days);
        // A stamp later than the as-of date belongs to a copy, and says nothing.
        let stamp = source.modified.filter(|modified| *modified <= self.as_of);
        let differs = stamp.is_some_and(|stamp| stamp != report.date);
        if is_stale || (differs && age > 0) {
            let age_days = age.unsigned_abs();
            add(Finding::ReportStale { made_on: report.date, age_days });
        }
        if let (Basis::Stated, Some(implied)) = (report.basis, source.dates.implied())
            && implied != report.date
        {
            add(Finding::ReportDateDiffers { implied });
        }
        notices
    }

    /// All flagged accounts, of the answer and not, in the order of the next deadline.
    pub fn flagged(&self) -> &[Row] {
        &self.rows
    }

    /// The accounts of the answer, in the order of the next deadline.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.place == Place::Answer)
    }

    /// The accounts that are not flagged: those that a list names all the same, then those of
    /// the directory, in its order.
    pub fn clear(&self) -> impl Iterator<Item = Row> + '_ {
        self.clear.iter().map(|&origin| self.clear_row(origin))
    }

    /// The same by name.
    pub fn clear_by_name(&self) -> ClearByName<'_> {
        ClearByName { answer: self, sorting: Sorting::new(self.clear.len()) }
    }

    /// How many accounts there are in which state.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Where the rows of a source went.
    pub fn tally(&self, source: usize) -> Tally {
        let from = &self.sources[source];
        let answer = self.n_answer_by_source[source];
        Tally {
            rows: from.table.n_rows(),
            answer,
            remainder: from.n_names() - answer,
            duplicates: from.n_duplicate_rows(),
            problems: from.n_problem_rows(),
            blank: from.n_blank_rows,
        }
    }

    /// The clean logon name.
    pub fn logon_name(&self, row: &Row) -> &str {
        logon_name(&self.sources, row.origins[0])
    }

    /// What the person is called; empty when nobody knows.
    pub fn display_name(&self, row: &Row) -> Cow<'_, str> {
        let person = |origin: &RowRef| person(&self.sources[origin.source], origin.row);
        row.origins.iter().find_map(person).unwrap_or_default()
    }

    /// Which accounts of the directory may be meant by those that are not in it.
    pub fn did_you_mean<'a>(
        &self,
        rows: impl IntoIterator<Item = &'a Row>,
    ) -> Suggestions {
        let mut hints = Hints::new(self, rows);
        while !hints.advance(self, usize::MAX) {}
        hints.finish()
    }

    /// What a source says under a role; the list of the flagged before the directory. Why an
    /// account is flagged is only what a report says that no newer one outranks.
    pub fn text(&self, row: &Row, role: Role) -> &str {
        let is_of_report = matches!(role, Role::Reason | Role::Affiliations);
        let speaks = |(index, origin): &(usize, &RowRef)| {
            !is_of_report
                || *index < row.n_speaking
                || self.sources[origin.source].kind == Kind::Directory
        };
        row.origins
            .iter()
            .enumerate()
            .filter(speaks)
            .find_map(|(_, origin)| self.sources[origin.source].text(origin.row, role))
            .unwrap_or_default()
    }

    /// The row that gives the dates of an account; `None` when it has none.
    pub fn date_origin(&self, row: &Row) -> Option<RowRef> {
        let (milestones, source) = (row.milestones()?, row.date_source()?);
        match source {
            DateSource::SoftDeleted => row.origins.iter().copied().find(|origin| {
                let source = &self.sources[origin.source];
                let dates = source.row_dates(origin.row, &self.day_first[origin.source]);
                dates.deleted == Some(milestones.deprovisioned_on)
            }),
            DateSource::Scheduled
            | DateSource::ExpiresIn
            | DateSource::AffiliationEnd => row.origins.first().copied(),
        }
    }

    /// What the lists had planned for an account that was deleted meanwhile: the day, how
    /// it is known, and the row that says so.
    pub fn plan(&self, row: &Row) -> Option<(NaiveDate, DateSource, RowRef)> {
        if row.date_source() != Some(DateSource::SoftDeleted) {
            return None;
        }
        let context = Context {
            sources: &self.sources,
            report_dates: &self.report_dates,
            made_on: &self.made_on,
            day_first: &self.day_first,
            as_of: self.as_of,
            policy: &self.policy,
        };
        let planned = plan(&context, &row.origins)?;
        let origin = row.origins[planned.index];
        Some((planned.deprovisioned_on(), planned.source, origin))
    }

    fn clear_row(&self, origin: RowRef) -> Row {
        if let Some(row) = self.ready.get(&origin) {
            return row.clone();
        }
        let mut origins = Vec::new();
        all_rows(&self.sources, origin, &mut origins);
        let elsewhere = &self.clear_elsewhere;
        let from = elsewhere.partition_point(|(first, _)| *first < origin);
        let of_account =
            elsewhere[from..].iter().take_while(|(first, _)| *first == origin);
        for (_, other) in of_account {
            all_rows(&self.sources, *other, &mut origins);
        }
        Row {
            n_speaking: 0,
            place: Place::Clear,
            situation: Situation::Clear,
            affiliations: None,
            cause: None,
            exception: None,
            in_directory: Some(true),
            in_enrollment: false,
            problems: row_problems(&self.sources, &origins),
            origins,
        }
    }
}

impl<'a> ClearByName<'a> {
    /// Does about as much as looking at `n_accounts`, and says whether all are in order.
    pub fn advance(&mut self, n_accounts: usize) -> bool {
        let Answer { sources, clear, .. } = self.answer;
        let name = |place: u32| logon_name(sources, clear[place as usize]);
        self.sorting.advance(&mut { n_accounts }, |a, b| name(a).cmp(name(b)))
    }

    /// The accounts; what is left is done now.
    pub fn finish(mut self) -> impl Iterator<Item = Row> + 'a {
        while !self.advance(usize::MAX) {}
        let ClearByName { answer, sorting } = self;
        let places = sorting.into_places().into_iter();
        places.map(|place| answer.clear_row(answer.clear[place as usize]))
    }
}

fn counts(rows: &[Row], n_clear: usize, ready: &HashMap<RowRef, Row>) -> Counts {
    let mut counts = Counts { listed_not_expiring: ready.len(), ..Counts::default() };
    for row in rows {
        match Place::GROUPS.into_iter().position(|group| group == row.place) {
            Some(group) => counts.by_group[group] += 1,
            None => counts.by_standing[row.standing() as usize] += 1,
        }
    }
    let n_others = ready.values().filter(|row| row.in_directory == Some(false)).count();
    counts.by_standing[Standing::Clear as usize] = n_clear - n_others;
    counts
}

/// How many accounts of the answer each source names.
fn n_answer_by_source(rows: &[Row], n_sources: usize) -> Vec<usize> {
    let mut n_by_source = vec![0; n_sources];
    // The account that was counted last for each source.
    let mut counted: Vec<Option<usize>> = vec![None; n_sources];
    for (row, index) in rows.iter().filter(|row| row.place == Place::Answer).zip(0..) {
        for origin in &row.origins {
            let last = counted[origin.source].replace(index);
            n_by_source[origin.source] += usize::from(last != Some(index));
        }
    }
    n_by_source
}

fn logon_name(sources: &[Arc<Source>], origin: RowRef) -> &str {
    sources[origin.source].logon_name(origin.row).unwrap_or_default()
}

/// What a row calls a person.
fn person(source: &Source, row: usize) -> Option<Cow<'_, str>> {
    if let Some(name) = source.text(row, Role::DisplayName) {
        return Some(Cow::Borrowed(name));
    }
    match (source.text(row, Role::LastName), source.text(row, Role::FirstName)) {
        (Some(last), Some(first)) => Some(Cow::Owned(format!("{last}, {first}"))),
        (last, first) => last.or(first).map(Cow::Borrowed),
    }
}

/// By next deadline; after the dated ones the undated, then the lost ones by date.
fn order(row: &Row) -> (u8, NaiveDate) {
    let standing = row.standing();
    let date = row.milestones().map(|milestones| milestones.next_deadline(standing));
    (standing.status().rank(), date.unwrap_or(NaiveDate::MAX))
}

/// Adds all rows that carry the name on `origin` in its source.
fn all_rows(sources: &[Arc<Source>], origin: RowRef, out: &mut Vec<RowRef>) {
    let names = &sources[origin.source].names;
    let key = names.name_of_row(origin.row).and_then(|name| names.find(name));
    out.extend(
        key.into_iter()
            .flat_map(|key| names.rows(key))
            .map(|row| RowRef { source: origin.source, row }),
    );
}

#[cfg(test)]
mod tests;
