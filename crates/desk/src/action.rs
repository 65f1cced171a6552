//! What can happen, and the one pure function that lets it.

use crate::columns::{Column, Columns};
use crate::decisions::Edit;
use crate::facet::Pick;
use crate::filter::Filters;
use crate::group::GroupKey;
use crate::horizon::Span;
use crate::input::{Arrival, InputId, InputStage, Outcome, Said};
use crate::lasting::{Fingerprint, HintedKey, Lasting};
use crate::of_files::OfFiles;
use crate::paper::{Paper, Print};
use crate::rules::RulesAction;
use crate::selection::Select;
use crate::state::State;
use crate::timers::{self, Time};
use chrono::NaiveDate;
use reprieve_core::problem::{Doubt, Unreadable};
use reprieve_core::source::SoFar;
use std::rc::Rc;

/// What can happen.
#[derive(Debug)]
pub enum Action {
    /// These came together.
    Dropped(Vec<Arrival>),
    /// It is to be read as the user says; until that is done, all stays as it is.
    Said {
        /// The number of the input.
        id: InputId,
        /// What the user says of it.
        said: Said,
    },
    /// More of a file was read.
    Progressed {
        /// The number of the input.
        id: InputId,
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
        id: InputId,
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
    ReportDateSet {
        /// The file.
        id: InputId,
        /// The day; `None` takes back what was said.
        date: Option<NaiveDate>,
    },
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
    /// The chart of deadlines is shown, or not any more.
    ChartShown(bool),
    /// Any value of a facet will do again.
    PicksCleared,
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
    /// What speaks against the answer is so.
    DoubtAnswered(Box<Doubt>),
    /// What is said to have been done is taken back.
    TakenBack,
    /// What was replaced is used again, beside what replaced it.
    BothUsed,
    /// What is said was read, by its number.
    ToastClosed(u32),
    /// Something was done by key.
    KeyUsed(HintedKey),
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
    /// The state after something happened; the same one where that changes nothing.
    #[must_use]
    pub fn reduce(self: Rc<State>, action: Action) -> Rc<State> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
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
                    input.stage = InputStage::Reading { n_read, so_far, n_found };
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
            Action::Rules(action) => self.change_rules(action),
            Action::Removed { id } => self.remove(id),
            Action::ForgotEverything => {
                let Lasting { calendar, rules, .. } = &self.lasting;
                let lasting = Lasting::new(calendar.clone(), rules.at_first());
                *self = State::without_files(lasting);
            }
            Action::AsOfSet(date) => self.lasting.calendar.choose(date),
            Action::DayBegan(today) => {
                let has_answer = !self.of_files.inputs.is_empty();
                self.lasting.calendar.begin_day(today, has_answer);
            }
            Action::DayRead => self.lasting.calendar.left = None,
            Action::ReportDateSet { id, date } => {
                if let Some(input) = self.input(id) {
                    input.report_date = date;
                }
            }
            Action::Searched(search) => self.of_files.filters.search = search,
            Action::SortedBy(column) => {
                self.of_files.sort = self.of_files.sort.by(column)
            }
            Action::AlsoSortedBy(column) => {
                self.of_files.sort = self.of_files.sort.and_by(column)
            }
            Action::ColumnToggled(column) => {
                self.lasting.columns = self.lasting.columns.toggled(column)
            }
            Action::ColumnsReset => self.lasting.columns = Columns::FIRST,
            Action::Picked(pick) => self.of_files.filters.toggle(pick),
            Action::GroupChosen(group) => {
                self.of_files.filters = Filters { group, ..Filters::default() };
            }
            Action::GroupLeft => self.of_files.filters.group = None,
            Action::PicksCleared => self.of_files.filters.picks.clear(),
            Action::FiltersCleared => self.clear_filters(),
            Action::DaysChosen(days) => self.of_files.filters.days = days,
            Action::ChartShown(shown) => self.lasting.shows_chart = shown,
            Action::Opened(name) => self.of_files.open = Some(name),
            Action::Closed => self.of_files.open = None,
            Action::Edited(edit) => self.edit(edit),
            Action::Refused(why) => self.refuse(&why),
            Action::Selected(select) => {
                Rc::make_mut(&mut self.of_files.selection).apply(select)
            }
            Action::Timed(time) => timers::apply(&mut self.lasting.timers, time),
            Action::DoubtAnswered(doubt) => {
                if !self.of_files.is_answered(&doubt) {
                    let Doubt { what, file, .. } = *doubt;
                    self.of_files.answered.push((file, what));
                }
            }
            Action::TakenBack => self.take_back(),
            Action::BothUsed => self.use_both(),
            Action::ToastClosed(number) => {
                self.lasting.toast =
                    self.lasting.toast.take().filter(|toast| toast.number != number);
            }
            Action::KeyUsed(key) => self.lasting.keys_used[key as usize] = true,
            Action::KeysShown(shown) => self.lasting.shows_keys = shown,
            Action::PrivacyShown(shown) => self.lasting.shows_privacy = shown,
            Action::Fingerprinted(fingerprint) => {
                self.lasting.fingerprint = Some(fingerprint);
                self.lasting.shows_privacy = true;
            }
            Action::Print(print) => self.print(print),
        }
        if self.of_files.inputs.is_empty() {
            self.of_files = OfFiles::default();
        }
    }

    fn change_rules(&mut self, action: RulesAction) {
        let is_loaded = matches!(action, RulesAction::Loaded { .. });
        if is_loaded {
            self.of_files.inputs.retain(|input| !input.is_profile);
        }
        let before = Box::new(self.lasting.rules.clone());
        self.lasting.rules.apply(action);
        match (before.is_open, self.lasting.rules.is_open) {
            (false, true) => self.lasting.rules_before = Some(before),
            (false, false) if is_loaded => self.say_rules(*before),
            (true, false) => {
                // Under the open panel nothing can be said.
                if let Some(before) = self.lasting.rules_before.take() {
                    self.say_rules(*before);
                }
            }
            (true, true) | (false, false) => {}
        }
    }

    fn print(&mut self, print: Print) {
        self.of_files.paper = match print {
            Print::Asked(paper) => Some(paper),
            Print::Began => {
                let open = self.of_files.open.as_ref().map(|_| Paper::Open);
                self.of_files.paper.or(open).or(Some(Paper::List))
            }
            Print::Ended => None,
        };
    }
}

#[cfg(test)]
pub(crate) mod tests;
