//! What the page knows, and the one pure function that changes it.
//!
//! What can be derived, such as the answer and the visible rows, is not stored; see
//! [`view`] and [`crate::app`].

mod calendar;
pub(crate) mod columns;
pub(crate) mod decisions;
pub(crate) mod elsewhere;
pub(crate) mod facet;
pub(crate) mod filter;
pub(crate) mod group;
pub(crate) mod horizon;
pub(crate) mod index;
mod input;
mod inputs;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod selection;
mod shared;
pub(crate) mod sort;
mod texts;
pub(crate) mod timers;
pub(crate) mod toast;
pub(crate) mod view;
mod work;

use calendar::Calendar;
use chrono::NaiveDate;
use columns::{Column, Columns};
use decisions::{Decisions, Edit};
use filter::{Filters, Pick};
use group::GroupKey;
use horizon::{Event, Events, Span};
pub(crate) use input::{
    Arrival, Failure, Input, Mark, Outcome, Said, Stage, Standing, Terms, Understood,
    marks,
};
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{SoFar, Source};
use rules::{Rules, RulesAction};
use selection::{Select, Selection};
pub(crate) use shared::{Shared, Stop};
use sort::Sort;
use std::rc::Rc;
use timers::{Time, Timer};
use toast::Toast;
use yew::Reducible;

/// What is put on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paper {
    /// The summary and all rows that are seen, however few of them are in the document.
    List,
    /// The account whose details are open.
    Open,
    /// A page for each selected account.
    Selected,
}

/// The way to paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Print {
    Asked(Paper),
    /// The browser is about to print, whoever asked for it.
    Began,
    Ended,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// The day of which the answer speaks.
    pub(crate) as_of: NaiveDate,
    pub(crate) calendar: Calendar,
    /// When the reports were made, if the user says so.
    pub(crate) report_date: Option<NaiveDate>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) rules: Rules,
    pub(crate) filters: Filters,
    pub(crate) sort: Sort,
    /// The columns that are wanted.
    pub(crate) columns: Columns,
    /// What counts as something that happens on the days of the filters.
    pub(crate) events: Events,
    /// The logon name of the account whose details are open.
    pub(crate) open: Option<String>,
    pub(crate) decisions: Rc<Decisions>,
    pub(crate) selection: Rc<Selection>,
    timers: Vec<Timer>,
    /// What was done last, while it is said.
    pub(crate) toast: Option<Toast>,
    n_toasts: u32,
    /// The rules that were followed when somebody began to look at them.
    rules_before: Option<Box<Rules>>,
    /// Whether the keys are shown.
    pub(crate) shows_keys: bool,
    /// What is being printed.
    pub(crate) paper: Option<Paper>,
    /// Whether it is shown why nothing leaves the computer.
    pub(crate) shows_privacy: bool,
    /// The fingerprint of the page's own file, if that was handed over.
    pub(crate) fingerprint: Option<Fingerprint>,
}

/// What tells whether a file is the one that it should be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fingerprint {
    pub(crate) file: String,
    /// Its SHA-256 in hexadecimal digits, or why there is none.
    pub(crate) sha256: Result<String, String>,
}

/// What can happen.
#[derive(Debug)]
pub(crate) enum Action {
    /// These came together.
    Dropped(Vec<Arrival>),
    /// It is to be read as the user says; until that is done, all stays as it is.
    Said {
        id: u32,
        said: Said,
    },
    Progressed {
        id: u32,
        n_read: u64,
        so_far: SoFar,
        n_found: Option<usize>,
    },
    /// What came of reading some files.
    Settled(Vec<Outcome>),
    /// A policy profile that cannot be followed.
    ProfileRefused {
        arrival: Arrival,
        error: Unreadable,
    },
    Rules(RulesAction),
    Removed {
        id: u32,
    },
    ForgotEverything,
    AsOfSet(NaiveDate),
    /// The calendar shows another day than before.
    DayBegan(NaiveDate),
    /// That it does was read.
    DayRead,
    ReportDateSet(Option<NaiveDate>),
    Searched(String),
    /// By this column alone.
    SortedBy(Column),
    /// By this column besides.
    AlsoSortedBy(Column),
    ColumnToggled(Column),
    ColumnsReset,
    /// A value of a facet is chosen, or not any more.
    Picked(Pick),
    /// Only these are wanted, and all of them; or all accounts again.
    GroupChosen(Option<GroupKey>),
    /// All accounts are wanted again, as far as the other filters let them.
    GroupLeft,
    /// Only accounts to which something happens on these days are wanted, or all again.
    DaysChosen(Option<Span>),
    EventToggled(Event),
    FiltersCleared,
    Opened(String),
    Closed,
    Edited(Edit),
    Refused(String),
    Selected(Select),
    Timed(Time),
    /// What is said to have been done is taken back.
    TakenBack,
    /// What was replaced is used again, beside what replaced it.
    BothUsed,
    /// What is said was read, by its number.
    ToastClosed(u32),
    KeysShown(bool),
    PrivacyShown(bool),
    /// The page's own file was handed over.
    Fingerprinted(Fingerprint),
    Print(Print),
}

impl State {
    pub(crate) fn new(today: NaiveDate, policy: Shared<Policy>) -> State {
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
    pub(crate) fn held_ids(&self) -> Vec<u32> {
        self.inputs.iter().chain(self.offered()).map(Input::id).collect()
    }

    /// Whether a file is still being read for the first time.
    pub(crate) fn is_reading(&self) -> bool {
        self.inputs.iter().any(Input::is_reading)
    }

    /// The waits of the steps that are ticked; to undo a tick is to stop its wait.
    pub(crate) fn timers(&self) -> impl Iterator<Item = &Timer> {
        let is_ticked =
            |timer: &&Timer| self.decisions.is_ticked(&timer.name, &timer.step);
        self.timers.iter().filter(is_ticked)
    }

    /// Whether there is nothing that could be forgotten.
    pub(crate) fn is_untouched(&self) -> bool {
        self.inputs.is_empty() && self.decisions.is_empty() && self.rules.is_as_at_first()
    }

    /// What the files say for the answer, in the order in which they came.
    pub(crate) fn sources(&self) -> Vec<Shared<Source>> {
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

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<State>, action: Action) -> Rc<State> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests;
