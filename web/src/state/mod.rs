//! What the page knows, and the one pure function that changes it.
//!
//! What can be derived, such as the answer and the visible rows, is not stored; see
//! [`view`] and [`crate::app`].

pub(crate) mod decisions;
pub(crate) mod group;
pub(crate) mod rules;
pub(crate) mod selection;
pub(crate) mod timers;
pub(crate) mod view;

use chrono::NaiveDate;
use decisions::{Choice, Decisions, Edit};
use group::GroupKey;
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Kind, Mapping, Source};
use reprieve_core::table::Wanted;
use rules::{Rules, RulesAction};
use selection::{Select, Selection};
use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;
use timers::{Time, Timer};
use view::{Sort, SortKey, Tile};
use yew::Reducible;

/// Something large that compares by identity, so that a change of state costs no look at
/// its contents.
#[derive(Debug)]
pub(crate) struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Shared<T> {
        Shared(Arc::new(value))
    }

    pub(crate) fn arc(&self) -> Arc<T> {
        self.0.clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Tells a reading that its result is not wanted any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Rc<Cell<bool>>);

impl Stop {
    pub(crate) fn stop(&self) {
        self.0.set(true);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.0.get()
    }
}

impl PartialEq for Stop {
    fn eq(&self, other: &Stop) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stage {
    /// Bytes are still coming.
    Reading { n_read: u64, n_total: u64, stop: Stop },
    /// It is understood.
    Read(Shared<Source>),
    /// It cannot be read.
    Failed(Unreadable),
}

/// What the user says of a file; the rest is detected.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    pub(crate) kind: Option<Kind>,
    pub(crate) wanted: Wanted,
    pub(crate) mapping: Mapping,
}

/// One file or pasted text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Input {
    /// Unique, and larger the later it came.
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) said: Said,
    pub(crate) stage: Stage,
    /// Whether it is a policy profile, which is here only when it cannot be followed.
    pub(crate) is_profile: bool,
    /// Whether it is being read again, because other rules are followed.
    pub(crate) is_read_again: bool,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct State {
    /// The day of which the answer speaks.
    pub(crate) as_of: NaiveDate,
    /// When the reports were made, if the user says so.
    pub(crate) report_date: Option<NaiveDate>,
    pub(crate) inputs: Vec<Input>,
    pub(crate) rules: Rules,
    pub(crate) search: String,
    pub(crate) sort: Sort,
    /// The chosen tiles; none means all.
    pub(crate) tiles: Vec<Tile>,
    /// The accounts that need the same thing, if only they are wanted.
    pub(crate) group: Option<GroupKey>,
    /// The decisions to which the table is narrowed; none means all.
    pub(crate) choices: Vec<Choice>,
    /// The logon name of the account whose details are open.
    pub(crate) open: Option<String>,
    pub(crate) decisions: Rc<Decisions>,
    pub(crate) selection: Rc<Selection>,
    timers: Vec<Timer>,
    /// Why what was asked for last was not done, or not for all.
    pub(crate) refusal: Option<String>,
    /// Whether the keys are shown.
    pub(crate) shows_keys: bool,
}

/// What can happen.
#[derive(Debug)]
pub(crate) enum Action {
    Started {
        id: u32,
        name: String,
        n_total: u64,
        stop: Stop,
    },
    /// It is read again as the user says; until that is done, all stays as it is.
    Said {
        id: u32,
        said: Said,
    },
    Progressed {
        id: u32,
        n_read: u64,
    },
    Finished {
        id: u32,
        source: Shared<Source>,
    },
    Failed {
        id: u32,
        error: Unreadable,
    },
    /// Other rules are followed, and the file is read by them.
    RereadStarted {
        id: u32,
    },
    Reread {
        id: u32,
        source: Shared<Source>,
    },
    /// A policy profile that cannot be followed.
    ProfileRefused {
        id: u32,
        name: String,
        error: Unreadable,
    },
    Rules(RulesAction),
    Removed {
        id: u32,
    },
    ForgotEverything,
    AsOfSet(NaiveDate),
    ReportDateSet(Option<NaiveDate>),
    Searched(String),
    SortedBy(SortKey),
    TileToggled(Tile),
    /// Only these are wanted, and all of them; or all accounts again.
    GroupChosen(Option<GroupKey>),
    FiltersCleared,
    ChoiceToggled(Choice),
    Opened(String),
    Closed,
    Edited(Edit),
    Refused(String),
    Selected(Select),
    Timed(Time),
    KeysShown(bool),
}

impl State {
    pub(crate) fn new(today: NaiveDate, policy: Shared<Policy>) -> State {
        State::empty(today, Rules::new(policy))
    }

    /// Without any file.
    fn empty(as_of: NaiveDate, rules: Rules) -> State {
        State {
            as_of,
            report_date: None,
            inputs: Vec::new(),
            rules,
            search: String::new(),
            sort: Sort::default(),
            tiles: Vec::new(),
            group: None,
            choices: Vec::new(),
            open: None,
            decisions: Rc::default(),
            selection: Rc::default(),
            timers: Vec::new(),
            refusal: None,
            shows_keys: false,
        }
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

    /// The sources that are understood, in the order in which they came.
    pub(crate) fn sources(&self) -> Vec<Shared<Source>> {
        self.inputs
            .iter()
            .filter_map(|input| match &input.stage {
                Stage::Read(source) => Some(source.clone()),
                Stage::Reading { .. } | Stage::Failed(_) => None,
            })
            .collect()
    }

    fn input(&mut self, id: u32) -> Option<&mut Input> {
        self.inputs.iter_mut().find(|input| input.id == id)
    }

    /// What came of reading a file.
    fn settle(&mut self, id: u32, stage: Stage) {
        if let Some(input) = self.input(id) {
            input.stage = stage;
            input.is_read_again = false;
        }
    }

    fn start(&mut self, id: u32, name: String, stage: Stage, is_profile: bool) {
        // A file that could not be read is replaced by the next try.
        self.inputs.retain(|input| {
            !(input.name == name && matches!(input.stage, Stage::Failed(_)))
        });
        self.inputs.push(Input {
            id,
            name,
            said: Said::default(),
            stage,
            is_profile,
            is_read_again: false,
        });
    }

    /// Takes a source in; an older one of the same name and kind makes way for it.
    fn finish(&mut self, id: u32, source: Shared<Source>) {
        let same =
            |other: &Source| other.file == source.file && other.kind == source.kind;
        let replaced = self.inputs.iter().position(|input| {
            input.id != id && matches!(&input.stage, Stage::Read(other) if same(other))
        });
        self.settle(id, Stage::Read(source));
        if let Some(replaced) = replaced
            && let Some(at) = self.inputs.iter().position(|input| input.id == id)
        {
            let input = self.inputs.remove(at);
            self.inputs[replaced] = input;
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Started { id, name, n_total, stop } => {
                self.start(id, name, Stage::Reading { n_read: 0, n_total, stop }, false);
            }
            Action::Said { id, said } => {
                if let Some(input) = self.input(id) {
                    input.said = said;
                }
            }
            Action::Progressed { id, n_read: now } => {
                if let Some(Input { stage: Stage::Reading { n_read, .. }, .. }) =
                    self.input(id)
                {
                    *n_read = now;
                }
            }
            Action::Finished { id, source } => self.finish(id, source),
            Action::Failed { id, error } => self.settle(id, Stage::Failed(error)),
            Action::RereadStarted { id } => {
                if let Some(input) = self.input(id) {
                    input.is_read_again = true;
                }
            }
            // Files that are one kind by some rules may be two by others, so that none of
            // them makes way for another.
            Action::Reread { id, source } => self.settle(id, Stage::Read(source)),
            Action::ProfileRefused { id, name, error } => {
                self.start(id, name, Stage::Failed(error), true);
            }
            Action::Rules(action) => {
                if matches!(action, RulesAction::Loaded { .. }) {
                    self.inputs.retain(|input| !input.is_profile);
                }
                self.rules.apply(action);
            }
            Action::Removed { id } => self.inputs.retain(|input| input.id != id),
            Action::ForgotEverything => {
                *self = State::empty(self.as_of, self.rules.at_first());
            }
            Action::AsOfSet(date) => self.as_of = date,
            Action::ReportDateSet(date) => self.report_date = date,
            Action::Searched(search) => self.search = search,
            Action::SortedBy(key) => self.sort = self.sort.toggled(key),
            Action::TileToggled(tile) => toggle(&mut self.tiles, tile),
            Action::ChoiceToggled(choice) => toggle(&mut self.choices, choice),
            Action::GroupChosen(group) => {
                self.tiles.clear();
                self.choices.clear();
                self.search.clear();
                self.group = group;
            }
            Action::FiltersCleared => {
                self.tiles.clear();
                self.choices.clear();
                self.search.clear();
                self.group = None;
            }
            Action::Opened(name) => self.open = Some(name),
            Action::Closed => self.open = None,
            Action::Edited(edit) => {
                self.refusal = None;
                Rc::make_mut(&mut self.decisions).apply(edit);
            }
            Action::Refused(why) => self.refusal = Some(why),
            Action::Selected(select) => Rc::make_mut(&mut self.selection).apply(select),
            Action::Timed(time) => timers::apply(&mut self.timers, time),
            Action::KeysShown(shown) => self.shows_keys = shown,
        }
        if self.inputs.is_empty() {
            // What was decided is forgotten only when that is asked for.
            *self = State {
                decisions: self.decisions.clone(),
                timers: std::mem::take(&mut self.timers),
                shows_keys: self.shows_keys,
                ..State::empty(self.as_of, self.rules.clone())
            };
        }
    }
}

fn toggle<T: PartialEq>(chosen: &mut Vec<T>, item: T) {
    match chosen.iter().position(|other| *other == item) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(item),
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
mod tests {
    use super::*;
    use reprieve_core::policy::DEFAULT;
    use reprieve_core::source::{Config, Reader};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
    }

    fn source(name: &str, text: &str) -> Shared<Source> {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let mut reader = Reader::new(Config::new(name), policy);
        reader.push(text.as_bytes()).unwrap();
        Shared::new(reader.finish().unwrap())
    }

    fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
        let policy = Shared::new(Policy::built_in(DEFAULT).unwrap());
        let state = Rc::new(State::new(today(), policy));
        actions.into_iter().fold(state, |state, action| state.reduce(action))
    }

    fn started(id: u32, name: &str) -> Action {
        Action::Started { id, name: name.to_owned(), n_total: 9, stop: Stop::default() }
    }

    fn failed(id: u32) -> Action {
        let error = Unreadable { message: "m".to_owned(), remedy: "r".to_owned() };
        Action::Failed { id, error }
    }

    const DIRECTORY: &str = "Display Name,Logon Name\nAda,alovel\n";

    #[test]
    fn a_file_dropped_again_takes_the_place_of_the_first() {
        let state = after([
            started(1, "d.csv"),
            Action::Finished { id: 1, source: source("d.csv", DIRECTORY) },
            started(2, "list"),
            Action::Finished { id: 2, source: source("list", "alovel") },
            started(3, "d.csv"),
            Action::Finished { id: 3, source: source("d.csv", DIRECTORY) },
        ]);
        let ids: Vec<u32> = state.inputs.iter().map(|input| input.id).collect();
        assert_eq!(ids, [3, 2]);
    }

    #[test]
    fn another_kind_of_the_same_name_stays_beside_it() {
        let state = after([
            started(1, "a"),
            Action::Finished { id: 1, source: source("a", DIRECTORY) },
            started(2, "a"),
            Action::Finished { id: 2, source: source("a", "alovel") },
        ]);
        assert_eq!(state.inputs.len(), 2);
    }

    #[test]
    fn a_failure_leaves_what_was_there_and_goes_with_the_next_try() {
        let read = [
            started(1, "d.csv"),
            Action::Finished { id: 1, source: source("d.csv", DIRECTORY) },
        ];
        let state = after(read.into_iter().chain([started(2, "x.png"), failed(2)]));
        assert_eq!((state.inputs.len(), state.sources().len()), (2, 1));
        let state = state.reduce(started(3, "x.png"));
        let ids: Vec<u32> = state.inputs.iter().map(|input| input.id).collect();
        assert_eq!(ids, [1, 3]);
    }

    #[test]
    fn a_removed_reading_stays_removed() {
        let state = after([
            started(1, "d.csv"),
            Action::Removed { id: 1 },
            Action::Progressed { id: 1, n_read: 5 },
            Action::Finished { id: 1, source: source("d.csv", DIRECTORY) },
        ]);
        assert!(state.inputs.is_empty());
    }

    #[test]
    fn what_is_said_of_a_file_stays_with_it() {
        let said = Said { kind: Some(Kind::Names), ..Said::default() };
        let state = after([
            started(1, "a"),
            Action::Finished { id: 1, source: source("a", DIRECTORY) },
            Action::Said { id: 1, said: said.clone() },
            failed(1),
        ]);
        assert_eq!(state.inputs[0].said, said);
        assert!(matches!(state.inputs[0].stage, Stage::Failed(_)));
    }

    #[test]
    fn what_changes_nothing_is_the_same_state() {
        let state = after([started(1, "d.csv")]);
        let same = state.clone().reduce(Action::Closed);
        assert!(Rc::ptr_eq(&state, &same));
    }

    #[test]
    fn forgetting_leaves_only_the_day() {
        let later = today().succ_opt().unwrap();
        let state = after([
            Action::AsOfSet(later),
            started(1, "d.csv"),
            Action::Searched("x".to_owned()),
            Action::TileToggled(Tile::Today),
            loaded("own.toml"),
            Action::ForgotEverything,
        ]);
        let policy = state.rules.policy().clone();
        assert_eq!(policy.name, DEFAULT);
        assert_eq!(*state, State::new(later, policy));
    }

    fn loaded(file: &str) -> Action {
        let policy = Shared::new(Policy::built_in("example-30-14").unwrap());
        Action::Rules(RulesAction::Loaded { file: file.to_owned(), policy })
    }

    fn refused(id: u32) -> Action {
        let error = Unreadable { message: "m".to_owned(), remedy: "r".to_owned() };
        Action::ProfileRefused { id, name: "p.toml".to_owned(), error }
    }

    #[test]
    fn a_refused_profile_leaves_the_rules_and_goes_with_the_next_one() {
        let state = after([refused(1)]);
        assert_eq!(state.inputs.len(), 1);
        assert_eq!(state.rules.policy().name, DEFAULT);
        let state = state.reduce(loaded("other.toml"));
        assert!(state.inputs.is_empty());
        assert_eq!(state.rules.policy().name, "example-30-14");
    }

    #[test]
    fn the_rules_outlive_the_files() {
        let state =
            after([loaded("own.toml"), started(1, "d.csv"), Action::Removed { id: 1 }]);
        assert_eq!(state.rules.policy().name, "example-30-14");
        assert!(!state.is_untouched());
    }

    #[test]
    fn files_of_one_name_both_stay_when_other_rules_read_them_alike() {
        let state = after([
            started(1, "a"),
            Action::Finished { id: 1, source: source("a", DIRECTORY) },
            started(2, "a"),
            Action::Finished { id: 2, source: source("a", "alovel") },
            Action::RereadStarted { id: 2 },
            Action::Reread { id: 2, source: source("a", DIRECTORY) },
        ]);
        assert_eq!(state.sources().len(), 2);
        assert!(state.inputs.iter().all(|input| !input.is_read_again));
    }

    fn decided(name: &str, choice: Choice) -> Action {
        Action::Edited(Edit::Decide { names: vec![name.into()], choice })
    }

    fn ticked(name: &str, is_done: bool) -> Action {
        Action::Edited(Edit::Tick { name: name.into(), step: "step".into(), is_done })
    }

    fn timed(name: &str) -> Action {
        Action::Timed(Time::Start(Timer {
            name: name.into(),
            step: "step".to_owned(),
            title: "sync".to_owned(),
            started: 0.0,
            from_minutes: 15,
            to_minutes: 20,
        }))
    }

    fn n_waits(state: &State) -> usize {
        state.timers().count()
    }

    #[test]
    fn decisions_outlive_their_files_and_nothing_else_does() {
        let state = after([
            started(1, "d.csv"),
            Action::Finished { id: 1, source: source("d.csv", DIRECTORY) },
            decided("alovel", Choice::Keep),
            ticked("alovel", true),
            timed("alovel"),
            Action::Selected(Select::Toggle("alovel".into())),
            Action::ChoiceToggled(Choice::Keep),
            Action::Removed { id: 1 },
        ]);
        assert_eq!(state.decisions.of("alovel").choice(), Choice::Keep);
        assert_eq!(n_waits(&state), 1);
        assert!(state.selection.is_empty() && state.choices.is_empty());
        assert!(!state.is_untouched());
        let state = state.reduce(Action::ForgotEverything);
        let policy = state.rules.policy().clone();
        assert_eq!(*state, State::new(today(), policy));
        assert!(state.is_untouched());
    }

    #[test]
    fn to_undo_a_tick_is_to_stop_its_wait() {
        let state = after([started(1, "d.csv"), ticked("ada", true), timed("ada")]);
        assert_eq!(n_waits(&state), 1);
        let state = state.reduce(Action::Edited(Edit::Undo));
        assert_eq!(n_waits(&state), 0);
        let state = state.reduce(Action::Edited(Edit::Redo));
        assert_eq!(n_waits(&state), 1);
        let state = state.reduce(ticked("ada", false));
        assert_eq!(n_waits(&state), 0);
    }

    #[test]
    fn a_refusal_lasts_until_the_next_decision() {
        let state = after([started(1, "d.csv"), Action::Refused("no".to_owned())]);
        assert_eq!(state.refusal.as_deref(), Some("no"));
        assert_eq!(state.reduce(decided("ada", Choice::Done)).refusal, None);
    }
}
