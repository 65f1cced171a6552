//! All that is known, and the one pure function that changes it.
//!
//! What can be derived, such as the answer and the visible rows, is not stored.

use crate::calendar::Calendar;
use crate::columns::{Column, Columns};
use crate::decisions::{Decisions, Edit};
use crate::filter::{Filters, Pick};
use crate::group::GroupKey;
use crate::horizon::{Event, Events, Span};
use crate::input::{Arrival, Input, Outcome, Said, Stage};
use crate::rules::{Rules, RulesAction};
use crate::selection::{Select, Selection};
use crate::shared::Shared;
use crate::sort::Sort;
use crate::timers::{self, Time, Timer};
use crate::toast::Toast;
use chrono::NaiveDate;
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{SoFar, Source};
use std::rc::Rc;

/// What is put on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The summary and all rows that are seen, however few of them are in the document.
    List,
    /// The account whose details are open.
    Open,
    /// A page for each selected account.
    Selected,
}

/// The way to paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// Somebody wants this on paper.
    Asked(Paper),
    /// The browser is about to print, whoever asked for it.
    Began,
    /// The browser has printed, or not.
    Ended,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The day of which the answer speaks.
    pub as_of: NaiveDate,
    /// What is known of the calendar.
    pub calendar: Calendar,
    /// When the reports were made, if the user says so.
    pub report_date: Option<NaiveDate>,
    /// The files, in the order in which they came.
    pub inputs: Vec<Input>,
    /// The rules that were met, and which are followed.
    pub rules: Rules,
    /// What the table is narrowed to.
    pub filters: Filters,
    /// By what the table is sorted.
    pub sort: Sort,
    /// The columns that are wanted.
    pub columns: Columns,
    /// What counts as something that happens on the days of the filters.
    pub events: Events,
    /// The logon name of the account whose details are open.
    pub open: Option<String>,
    /// What was decided, and the way back.
    pub decisions: Rc<Decisions>,
    /// Who is selected.
    pub selection: Rc<Selection>,
    pub(crate) timers: Vec<Timer>,
    /// What was done last, while it is said.
    pub toast: Option<Toast>,
    pub(crate) n_toasts: u32,
    /// The rules that were followed when somebody began to look at them.
    pub(crate) rules_before: Option<Box<Rules>>,
    /// Whether the keys are shown.
    pub shows_keys: bool,
    /// What is being printed.
    pub paper: Option<Paper>,
    /// Whether it is shown why nothing leaves the computer.
    pub shows_privacy: bool,
    /// The fingerprint of the page's own file, if that was handed over.
    pub fingerprint: Option<Fingerprint>,
}

/// What tells whether a file is the one that it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Fingerprint {
    /// The name of the file.
    pub file: String,
    /// Its SHA-256 in hexadecimal digits, or why there is none.
    pub sha256: Result<String, String>,
}

/// What can happen.
#[derive(Debug)]
pub enum Action {
    /// These came together.
    Dropped(Vec<Arrival>),
    /// It is to be read as the user says; until that is done, all stays as it is.
    Said {
        /// The number of the input.
        id: u32,
        /// What the user says of it.
        said: Said,
    },
    /// More of a file was read.
    Progressed {
        /// The number of the input.
        id: u32,
        /// How many of its bytes came by now.
        n_read: u64,
        /// What is understood of it.
        so_far: SoFar,
        /// How many of the flagged accounts it has, where it can tell.
        n_found: Option<usize>,
    },
    /// What came of reading some files.
    Settled(Vec<Outcome>),
    /// A policy profile that cannot be followed.
    ProfileRefused {
        /// What was told of it when it came.
        arrival: Arrival,
        /// Why it cannot be followed.
        error: Unreadable,
    },
    /// Something about the rules.
    Rules(RulesAction),
    /// A file is to go.
    Removed {
        /// The number of the input.
        id: u32,
    },
    /// Files, decisions and loaded rules are forgotten.
    ForgotEverything,
    /// The answer is to speak of another day.
    AsOfSet(NaiveDate),
    /// The calendar shows another day than before.
    DayBegan(NaiveDate),
    /// That it does was read.
    DayRead,
    /// The user says when the reports were made, or takes that back.
    ReportDateSet(Option<NaiveDate>),
    /// Something else is searched for.
    Searched(String),
    /// By this column alone.
    SortedBy(Column),
    /// By this column besides.
    AlsoSortedBy(Column),
    /// A column is wanted, or not any more.
    ColumnToggled(Column),
    /// The columns of the beginning are wanted.
    ColumnsReset,
    /// A value of a facet is chosen, or not any more.
    Picked(Pick),
    /// Only these are wanted, and all of them; or all accounts again.
    GroupChosen(Option<GroupKey>),
    /// All accounts are wanted again, as far as the other filters let them.
    GroupLeft,
    /// Only accounts to which something happens on these days are wanted, or all again.
    DaysChosen(Option<Span>),
    /// An event is looked at, or not any more.
    EventToggled(Event),
    /// All accounts are wanted again.
    FiltersCleared,
    /// The details of an account are opened, by its logon name.
    Opened(String),
    /// The details are closed.
    Closed,
    /// Something is decided, ticked, noted, undone or redone.
    Edited(Edit),
    /// Something was not done, and why.
    Refused(String),
    /// Other accounts are selected.
    Selected(Select),
    /// A wait starts or stops.
    Timed(Time),
    /// What is said to have been done is taken back.
    TakenBack,
    /// What was replaced is used again, beside what replaced it.
    BothUsed,
    /// What is said was read, by its number.
    ToastClosed(u32),
    /// The keys are shown, or not any more.
    KeysShown(bool),
    /// It is shown why nothing leaves the computer, or not any more.
    PrivacyShown(bool),
    /// The page's own file was handed over.
    Fingerprinted(Fingerprint),
    /// Something about printing.
    Print(Print),
}

impl State {
    /// What is known when the page is opened.
    pub fn new(today: NaiveDate, policy: Shared<Policy>) -> State {
        State::empty(today, Calendar::new(today), Rules::new(policy))
    }

    /// Without any file.
    fn empty(as_of: NaiveDate, calendar: Calendar, rules: Rules) -> State {
        State {
            as_of,
            calendar,
            report_date: None,
            inputs: Vec::new(),
            rules,
            filters: Filters::default(),
            sort: Sort::default(),
            columns: Columns::FIRST,
            events: Events::default(),
            open: None,
            decisions: Rc::default(),
            selection: Rc::default(),
            timers: Vec::new(),
            toast: None,
            n_toasts: 0,
            rules_before: None,
            shows_keys: false,
            shows_privacy: false,
            fingerprint: None,
            paper: None,
        }
    }

    /// The files that are here, and those that can come back.
    pub fn held_ids(&self) -> Vec<u32> {
        self.inputs.iter().chain(self.offered()).map(Input::id).collect()
    }

    /// Whether a file is still being read for the first time.
    pub fn is_reading(&self) -> bool {
        self.inputs.iter().any(Input::is_reading)
    }

    /// The waits of the steps that are ticked; to undo a tick is to stop its wait.
    pub fn timers(&self) -> impl Iterator<Item = &Timer> {
        let is_ticked =
            |timer: &&Timer| self.decisions.is_ticked(&timer.name, &timer.step);
        self.timers.iter().filter(is_ticked)
    }

    /// Whether there is nothing that could be forgotten.
    pub fn is_untouched(&self) -> bool {
        self.inputs.is_empty() && self.decisions.is_empty() && self.rules.is_as_at_first()
    }

    /// What the files say for the answer, in the order in which they came.
    pub fn sources(&self) -> Vec<Shared<Source>> {
        let policy = self.rules.policy();
        self.inputs.iter().filter_map(|input| input.source(policy)).cloned().collect()
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Dropped(arrivals) => self.arrive(arrivals),
            Action::Said { id, said } => {
                if let Some(input) = self.input(id) {
                    input.said = said;
                }
            }
            Action::Progressed { id, n_read, so_far, n_found } => {
                if let Some(input) = self.input(id).filter(|input| input.is_reading()) {
                    input.stage = Stage::Reading { n_read, so_far, n_found };
                }
            }
            Action::Settled(outcomes) => {
                for outcome in outcomes {
                    self.settle(outcome);
                }
            }
            Action::ProfileRefused { arrival, error } => {
                self.refuse_profile(arrival, error);
            }
            Action::Rules(action) => {
                let is_loaded = matches!(action, RulesAction::Loaded { .. });
                if is_loaded {
                    self.inputs.retain(|input| !input.is_profile);
                }
                let before = Box::new(self.rules.clone());
                self.rules.apply(action);
                match (before.is_open, self.rules.is_open) {
                    (false, true) => self.rules_before = Some(before),
                    (false, false) if is_loaded => self.say_rules(*before),
                    (true, false) => {
                        // Under the open panel nothing can be said.
                        if let Some(before) = self.rules_before.take() {
                            self.say_rules(*before);
                        }
                    }
                    (true, true) | (false, false) => {}
                }
            }
            Action::Removed { id } => self.remove(id),
            Action::ForgotEverything => {
                *self = State::empty(
                    self.as_of,
                    self.calendar.clone(),
                    self.rules.at_first(),
                );
            }
            Action::AsOfSet(date) => self.set_as_of(date),
            Action::DayBegan(today) => self.begin_day(today),
            Action::DayRead => self.calendar.left = None,
            Action::ReportDateSet(date) => self.report_date = date,
            Action::Searched(search) => self.filters.search = search,
            Action::SortedBy(column) => self.sort = self.sort.by(column),
            Action::AlsoSortedBy(column) => self.sort = self.sort.and_by(column),
            Action::ColumnToggled(column) => self.columns = self.columns.toggled(column),
            Action::ColumnsReset => self.columns = Columns::FIRST,
            Action::Picked(pick) => self.filters.toggle(pick),
            Action::GroupChosen(group) => {
                self.filters = Filters { group, ..Filters::default() };
            }
            Action::GroupLeft => self.filters.group = None,
            Action::FiltersCleared => self.clear_filters(),
            Action::DaysChosen(days) => self.filters.days = days,
            Action::EventToggled(event) => self.events = self.events.toggled(event),
            Action::Opened(name) => self.open = Some(name),
            Action::Closed => self.open = None,
            Action::Edited(edit) => self.edit(edit),
            Action::Refused(why) => self.refuse(&why),
            Action::Selected(select) => Rc::make_mut(&mut self.selection).apply(select),
            Action::Timed(time) => timers::apply(&mut self.timers, time),
            Action::TakenBack => self.take_back(),
            Action::BothUsed => self.use_both(),
            Action::ToastClosed(number) => {
                self.toast = self.toast.take().filter(|toast| toast.number != number);
            }
            Action::KeysShown(shown) => self.shows_keys = shown,
            Action::PrivacyShown(shown) => self.shows_privacy = shown,
            Action::Fingerprinted(fingerprint) => {
                self.fingerprint = Some(fingerprint);
                self.shows_privacy = true;
            }
            Action::Print(Print::Asked(paper)) => self.paper = Some(paper),
            Action::Print(Print::Began) => {
                let open = self.open.as_ref().map(|_| Paper::Open);
                self.paper = self.paper.or(open).or(Some(Paper::List));
            }
            Action::Print(Print::Ended) => self.paper = None,
        }
        if self.inputs.is_empty() {
            // What was decided is forgotten only when that is asked for.
            *self = State {
                decisions: self.decisions.clone(),
                timers: std::mem::take(&mut self.timers),
                toast: self.toast.take(),
                n_toasts: self.n_toasts,
                rules_before: self.rules_before.take(),
                columns: self.columns,
                shows_keys: self.shows_keys,
                shows_privacy: self.shows_privacy,
                fingerprint: self.fingerprint.take(),
                ..State::empty(self.as_of, self.calendar.clone(), self.rules.clone())
            };
        }
    }
}

impl State {
    /// The state after something happened; the same one where that changes nothing.
    #[must_use]
    pub fn reduce(self: Rc<State>, action: Action) -> Rc<State> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
pub(crate) mod tests;
