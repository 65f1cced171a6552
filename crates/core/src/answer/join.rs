//! The join of all sources, in slices: whose rows are whose.

use super::account::{Account, AccountDate, Context};
use super::holders::{Holders, OrderIndex};
use super::sorting::{Sorting, arrange};
use super::{Answer, Input, Place, Row, RowRef, Situation, logon_name, order};
use crate::policy::Policy;
use crate::problem::{Code, Finding, Problem, Problems};
use crate::role::Role;
use crate::source::{Kind, NameKey, ReportDate, Source};
use crate::standing::Status;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The join of all sources on the way to an [`Answer`]. A page does it in slices; the
/// number of slices changes nothing.
pub struct Join {
    sources: Vec<Arc<Source>>,
    /// Of each source; `None` where no date depends on it.
    report_dates: Vec<Option<ReportDate>>,
    /// The day of each source's report, if more than an assumption tells it.
    made_on: Vec<Option<NaiveDate>>,
    /// The columns of each source whose dates have the day first, as this day tells.
    day_first: Vec<Vec<(Role, usize)>>,
    as_of: NaiveDate,
    policy: Arc<Policy>,
    lists: Holders,
    directories: Holders,
    /// For every source and key: whether an account has taken it.
    taken: Vec<Vec<bool>>,
    /// The affiliations in the cells that were read.
    codes: HashMap<Box<str>, Arc<[String]>>,
    rows: Vec<Row>,
    clear: Vec<RowRef>,
    /// What further directories have of clear accounts; see [`Joined::clear_elsewhere`].
    clear_elsewhere: Vec<(RowRef, RowRef)>,
    /// Those of the clear accounts that a list names.
    ready: HashMap<RowRef, Row>,
    problems: Problems,
    /// How many accounts have which affiliations that the rules do not know.
    unknown_codes: BTreeMap<String, usize>,
    stage: JoinStage,
}

/// What a join comes to.
pub(super) struct Joined {
    pub(super) sources: Vec<Arc<Source>>,
    pub(super) report_dates: Vec<Option<ReportDate>>,
    pub(super) made_on: Vec<Option<NaiveDate>>,
    pub(super) day_first: Vec<Vec<(Role, usize)>>,
    /// In the order of the next deadline.
    pub(super) rows: Vec<Row>,
    /// A row of each clear account.
    pub(super) clear: Vec<RowRef>,
    /// Those rows of them that further directories have, a row for each name: in their order,
    /// behind the row in `clear`.
    pub(super) clear_elsewhere: Vec<(RowRef, RowRef)>,
    /// Those of the clear accounts that a list names, by that row.
    pub(super) ready: HashMap<RowRef, Row>,
    /// What is wrong with rows as seen beside those of other sources, or from this day.
    pub(super) problems: Vec<Problem>,
    /// How many accounts have which affiliations that the rules do not know.
    pub(super) unknown_codes: BTreeMap<String, usize>,
}

/// What is done next.
enum JoinStage {
    /// Finding out who holds which names.
    Names,
    /// Looking at the names of the lists.
    Flagged(Turn),
    /// Looking at the rows of an account.
    Account(Turn, Box<Account>),
    /// Looking at the names of the directories.
    Clear(Turn),
    Sorting(Sorting),
    Done,
}

/// Whose turn it is: a source in its order, and a name in it.
#[derive(Clone, Copy, Default)]
struct Turn {
    at: OrderIndex,
    key: NameKey,
}

impl Turn {
    fn in_next_source(self) -> Turn {
        Turn { at: self.at.next(), key: NameKey::default() }
    }
}

impl Join {
    /// Nothing is joined yet.
    pub fn new<I: Into<Input>>(
        inputs: impl IntoIterator<Item = I>,
        as_of: NaiveDate,
        policy: &Arc<Policy>,
    ) -> Join {
        let with_date = |input: I| {
            let Input { source, report_date } = input.into();
            let days =
                (source.report_date(report_date, as_of), source.made_on(report_date));
            (source, days)
        };
        let (sources, days): (Vec<Arc<Source>>, Vec<_>) =
            inputs.into_iter().map(with_date).unzip();
        let (report_dates, made_on): (Vec<_>, Vec<Option<NaiveDate>>) =
            days.into_iter().unzip();
        let made = sources.iter().zip(&made_on);
        let day_first = made
            .map(|(source, made_on)| day_first(source, made_on.unwrap_or(as_of)))
            .collect();
        let is_directory = |&index: &usize| sources[index].kind == Kind::Directory;
        let (directories, mut lists): (Vec<usize>, Vec<usize>) =
            (0..sources.len()).partition(is_directory);
        // A directory can have deleted accounts too; its rows of these are those of a list.
        lists.extend(
            directories.iter().filter(|&&index| sources[index].has_deleted_rows()),
        );
        // What a list of the expiring says of a person goes before what was deleted.
        lists.sort_by_key(|&index| !sources[index].kind.is_of_expiring());
        let n_flagged = lists.iter().map(|&index| sources[index].n_names()).sum();
        Join {
            report_dates,
            made_on,
            day_first,
            as_of,
            policy: policy.clone(),
            lists: Holders::new(&sources, lists),
            directories: Holders::new(&sources, directories),
            taken: sources.iter().map(|source| vec![false; source.n_names()]).collect(),
            codes: HashMap::new(),
            rows: Vec::with_capacity(n_flagged),
            clear: Vec::new(),
            clear_elsewhere: Vec::new(),
            ready: HashMap::new(),
            problems: Problems::default(),
            unknown_codes: BTreeMap::new(),
            stage: JoinStage::Names,
            sources,
        }
    }

    /// Does about as much as looking at `n_rows` rows, and says whether all is done.
    pub fn advance(&mut self, n_rows: usize) -> bool {
        let mut left = n_rows;
        while left > 0 {
            self.stage = match std::mem::replace(&mut self.stage, JoinStage::Done) {
                JoinStage::Names => self.hold(&mut left),
                JoinStage::Flagged(turn) => self.flagged(turn, &mut left),
                JoinStage::Account(turn, account) => {
                    self.account(turn, account, &mut left)
                }
                JoinStage::Clear(turn) => self.clear(turn, &mut left),
                JoinStage::Sorting(sorting) => self.sort(sorting, &mut left),
                JoinStage::Done => return true,
            };
        }
        matches!(self.stage, JoinStage::Done)
    }

    /// The answer; what is left is done now.
    pub fn finish(mut self) -> Answer {
        while !self.advance(usize::MAX) {}
        let joined = Joined {
            sources: self.sources,
            report_dates: self.report_dates,
            made_on: self.made_on,
            day_first: self.day_first,
            rows: self.rows,
            clear: self.clear,
            clear_elsewhere: self.clear_elsewhere,
            ready: self.ready,
            problems: self.problems.finish(""),
            unknown_codes: self.unknown_codes,
        };
        Answer::of(joined, self.as_of, self.policy)
    }

    fn hold(&mut self, left: &mut usize) -> JoinStage {
        let is_done = self.lists.advance(&self.sources, left)
            && self.directories.advance(&self.sources, left);
        match is_done {
            true => JoinStage::Flagged(Turn::default()),
            false => JoinStage::Names,
        }
    }

    /// Goes through the lists, up to the next account.
    fn flagged(&mut self, mut turn: Turn, left: &mut usize) -> JoinStage {
        while let Some(index) = self.lists.source(turn.at) {
            while turn.key.get() < self.sources[index].n_names() {
                if *left == 0 {
                    return JoinStage::Flagged(turn);
                }
                *left -= 1;
                let key = turn.key;
                turn.key = key.next();
                if !self.taken[index][key.get()] && self.is_flagged(index, key) {
                    return JoinStage::Account(turn, Box::new(self.opened(index, key)));
                }
            }
            turn = turn.in_next_source();
        }
        JoinStage::Clear(Turn::default())
    }

    /// Whether a row of a name is one of a list.
    fn is_flagged(&self, index: usize, key: NameKey) -> bool {
        let source = &self.sources[index];
        source.kind != Kind::Directory
            || source.names.rows(key).any(|row| source.is_deleted(row))
    }

    /// The account of a name, with all its rows.
    fn opened(&mut self, index: usize, key: NameKey) -> Account {
        let mut account = Account::default();
        let Join { sources, taken, lists, directories, .. } = self;
        let name = sources[index].names.name(key);
        take(sources, taken, lists, name, true, &mut account.origins);
        account.n_of_lists = account.origins.len();
        take(sources, taken, directories, name, false, &mut account.origins);
        account.origins.shrink_to_fit();
        account
    }

    /// Looks at some rows of an account.
    fn account(
        &mut self,
        turn: Turn,
        mut account: Box<Account>,
        left: &mut usize,
    ) -> JoinStage {
        *left = left.saturating_sub(account.look(&self.context(), *left));
        if account.n_seen < account.origins.len() {
            return JoinStage::Account(turn, account);
        }
        let row = self.row(*account);
        if row.place == Place::Clear {
            let origin = row.origins[0];
            self.clear.push(origin);
            self.ready.insert(origin, row);
        } else {
            self.rows.push(row);
        }
        JoinStage::Flagged(turn)
    }

    fn context(&self) -> Context<'_> {
        let Join { sources, report_dates, made_on, day_first, policy, .. } = self;
        Context { sources, report_dates, made_on, day_first, as_of: self.as_of, policy }
    }

    /// What an account's rows come to.
    fn row(&mut self, mut account: Account) -> Row {
        let n_found = account.origins.len() - account.n_of_lists;
        let in_directory = (self.directories.n_sources() > 0).then_some(n_found > 0);
        let date = self.date(&mut account, in_directory == Some(true));
        let context = self.context();
        let affiliations = account.affiliations(&context).map(str::to_owned);
        let mailbox = account.has_mailbox(&context);
        let is_ready = date.is_none() && account.is_ready();
        let n_speaking = account.put_in_order(&context);
        let situation = match date {
            _ if is_ready => Some(Situation::Clear),
            Some(date) => self.situation(&account, date),
            None => None,
        };
        let situation = situation.unwrap_or(Situation::Undated);
        let is_deleted = account.n_deleted > 0;
        let place = place(situation, is_deleted, in_directory, mailbox);
        if is_ready {
            account.add_problem(Code::ListedNotExpiring);
        }
        let affiliations = affiliations.map(|text| self.codes(&text));
        let codes = affiliations.iter().flat_map(|codes| codes.iter());
        let unknown: Vec<&String> =
            codes.filter(|code| self.policy.is_unknown(code)).collect();
        if !unknown.is_empty() {
            account.add_problem(Code::UnknownAffiliation);
        }
        for code in unknown {
            *self.unknown_codes.entry(code.clone()).or_default() += 1;
        }
        account.problems.sort_unstable();
        Row {
            origins: account.origins,
            n_speaking,
            place,
            situation,
            // Who is not flagged has no cause for it.
            cause: affiliations
                .as_ref()
                .filter(|_| !is_ready)
                .map(|codes| self.policy.cause_of(codes)),
            affiliations,
            exception: account.exception,
            in_directory,
            in_enrollment: account.n_deleted < account.n_of_lists,
            problems: account.problems,
        }
    }

    /// The date that counts for an account, and what is wrong with it. A deletion goes before
    /// every plan, unless a plan for a later day names an account that is there again.
    fn date(&mut self, account: &mut Account, is_there: bool) -> Option<AccountDate> {
        let context = self.context();
        let (planned, deletion) = (account.planned(), account.deletion(&context));
        let is_again = is_there && account.n_deleted > 0;
        let is_later =
            |date: &AccountDate| is_again && date.deprovisioned_on() > self.as_of;
        let date = planned.filter(is_later).or(deletion).or(planned);
        let (moved, missing) = (account.moved_from(), account.missing_in(&context));
        if is_again {
            let origin = account.origins[0];
            self.report(account, origin, Finding::InDirectoryAgain);
        }
        if date.is_some_and(|date| date.is_assumed) {
            account.add_problem(Code::ReportDateAssumed);
        }
        if let (Some(before), Some(now)) = (moved, planned) {
            let (before, now) = (before.deprovisioned_on(), now.deprovisioned_on());
            let origin = account.origins[planned.map_or(0, |date| date.index)];
            self.report(account, origin, Finding::DateMoved { before, now });
        }
        if let Some(newest) = missing {
            let origin = account.origins[0];
            self.report(account, origin, Finding::NotInNewestList { newest });
        }
        date
    }

    /// Reports what is wrong with a row of an account.
    fn report(&mut self, account: &mut Account, origin: RowRef, finding: Finding) {
        account.add_problem(finding.code());
        let source = &self.sources[origin.source];
        self.problems.push(finding, |finding| {
            let name = source.logon_name(origin.row).unwrap_or_default();
            Problem::at(finding, &source.file, source.table.line(origin.row), name)
        });
    }

    /// How an account with a date stands.
    fn situation(&self, account: &Account, date: AccountDate) -> Option<Situation> {
        let policy = &self.policy;
        let restore_days = match account.exception {
            Some(index) => policy.exceptions[index].restore_days,
            None => policy.clock.restore_days,
        };
        let milestones = date.milestones.with_restore_days(restore_days, date.is_utc)?;
        Some(Situation::dated(milestones, date.source, self.as_of, policy))
    }

    /// The affiliations in a cell. Many accounts have the same, which are kept once.
    fn codes(&mut self, text: &str) -> Arc<[String]> {
        /// Cells that differ more than that are no codes of a university.
        const MAX_KEPT: usize = 10_000;
        if let Some(codes) = self.codes.get(text) {
            return codes.clone();
        }
        let codes: Arc<[String]> = self.policy.codes(text).into();
        if self.codes.len() < MAX_KEPT {
            self.codes.insert(text.into(), codes.clone());
        }
        codes
    }

    /// Goes through the directories.
    fn clear(&mut self, mut turn: Turn, left: &mut usize) -> JoinStage {
        let Join { sources, taken, directories, clear, clear_elsewhere, .. } = self;
        while let Some(index) = directories.source(turn.at) {
            let names = &sources[index].names;
            while turn.key.get() < names.n_keys() {
                if *left == 0 {
                    return JoinStage::Clear(turn);
                }
                *left -= 1;
                let key = turn.key;
                turn.key = key.next();
                if taken[index][key.get()] {
                    continue;
                }
                let first = RowRef { source: index, row: names.first_row(key) };
                clear.push(first);
                // With one directory nobody else has to be asked, a million times.
                if directories.n_sources() > 1 {
                    for (source, key) in directories.find(sources, names.name(key)) {
                        taken[source][key.get()] = true;
                        if source != index {
                            let row = sources[source].names.first_row(key);
                            clear_elsewhere.push((first, RowRef { source, row }));
                        }
                    }
                }
            }
            turn = turn.in_next_source();
        }
        JoinStage::Sorting(Sorting::new(self.rows.len()))
    }

    /// Brings the rows into the order of the next deadline, and by name among equals.
    fn sort(&mut self, mut sorting: Sorting, left: &mut usize) -> JoinStage {
        let Join { sources, rows, .. } = self;
        let is_sorted = sorting.advance(left, |a, b| {
            let (a, b) = (&rows[a as usize], &rows[b as usize]);
            order(a).cmp(&order(b)).then_with(|| {
                let name = |row: &Row| logon_name(sources, row.origins[0]);
                name(a).cmp(name(b))
            })
        });
        if !is_sorted {
            return JoinStage::Sorting(sorting);
        }
        arrange(rows, &sorting.into_places());
        JoinStage::Done
    }
}

/// The columns whose dates make sense only with the day first. Where rows count their days, the
/// order is theirs to tell.
fn day_first(source: &Source, near: NaiveDate) -> Vec<(Role, usize)> {
    let assumed = source.dates.assumed().iter();
    let is_told = source.dates.has_days();
    let columns = assumed.filter(|dates| !is_told && dates.orders(near) == [false, true]);
    columns.map(|dates| (dates.role, dates.column)).collect()
}

/// Where an account belongs. Where a directory is given, it decides.
fn place(
    situation: Situation,
    is_deleted: bool,
    in_directory: Option<bool>,
    has_mailbox: Option<bool>,
) -> Place {
    let status = match situation {
        Situation::Clear => return Place::Clear,
        Situation::Dated(standing, ..) => Some(standing.status()),
        Situation::Undated => None,
    };
    match (in_directory, has_mailbox) {
        // Whoever was deleted is in no directory and has no mailbox any more.
        _ if is_deleted => Place::Answer,
        (Some(true), _) | (None, Some(true) | None) => Place::Answer,
        (Some(false), _) if status == Some(Status::Restorable) => Place::PerhapsYours,
        (Some(false), _) if status == Some(Status::Gone) => Place::NoMailbox,
        (_, Some(false)) => Place::NoMailbox,
        (Some(false), _) => Place::NotInDirectory,
    }
}

/// Takes a name from each of its holders, and adds its rows there, those of lists or those of
/// directories.
fn take(
    sources: &[Arc<Source>],
    taken: &mut [Vec<bool>],
    holders: &Holders,
    name: &str,
    of_lists: bool,
    out: &mut Vec<RowRef>,
) {
    for (source, key) in holders.find(sources, name) {
        taken[source][key.get()] = true;
        let from = &sources[source];
        let is_of_list = |row| from.kind != Kind::Directory || from.is_deleted(row);
        let rows = from.names.rows(key).filter(|&row| is_of_list(row) == of_lists);
        out.extend(rows.map(|row| RowRef { source, row }));
    }
}
