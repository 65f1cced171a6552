//! What the page knows after what has happened.

use super::*;
use crate::decisions::Choice;
use crate::input::{InputFile, Terms};
use crate::shared::Shared;
use crate::timers::Timer;
use reprieve_core::answer::Answer;
use reprieve_core::policy::DEFAULT;
use reprieve_core::policy::Policy;
use reprieve_core::source::Source;
use reprieve_core::source::{Config, Reader};
use reprieve_core::standing::Standing;
use std::sync::Arc;

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()
}

pub(crate) fn source(name: &str, text: &str) -> Shared<Source> {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let mut reader = Reader::new(Config::new(name), policy);
    reader.push(text.as_bytes()).unwrap();
    Shared::new(reader.finish().unwrap())
}

/// What files, by name and text, say on that day.
pub(crate) fn answer_of(files: &[(&str, &str)]) -> Answer {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let sources = files.iter().map(|(name, text)| source(name, text).arc());
    Answer::new(sources, today(), &policy)
}

/// What one list says.
pub(crate) fn answer(list: &str) -> Answer {
    answer_of(&[("e.tsv", list)])
}

pub(crate) fn after(actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    let state = Rc::new(State::new(today(), terms().policy));
    actions.into_iter().fold(state, |state, action| state.reduce(action))
}

pub(crate) fn arrival(id: u32, name: &str) -> Arrival {
    let (n_bytes, name) = (9, name.to_owned());
    Arrival { id: InputId(id), name, n_bytes, modified: None, changed_at: None }
}

/// A drop of one file.
pub(crate) fn started(id: u32, name: &str) -> Action {
    Action::Dropped(vec![arrival(id, name)])
}

/// The rules and the user's word with which the page begins.
pub(crate) fn terms() -> Terms {
    thread_local! {
        static POLICY: Shared<Policy> = Shared::new(Policy::built_in(DEFAULT).unwrap());
    }
    Terms { policy: POLICY.with(Shared::clone), said: Said::default() }
}

pub(crate) fn finished(id: u32, source: Shared<Source>) -> Action {
    Action::Settled(vec![Outcome { id: InputId(id), terms: terms(), read: Ok(source) }])
}

pub(crate) fn failed(id: u32) -> Action {
    let read = Err(unreadable());
    Action::Settled(vec![Outcome { id: InputId(id), terms: terms(), read }])
}

fn unreadable() -> Unreadable {
    Unreadable::Blank
}

fn progressed(id: u32) -> Action {
    let so_far = SoFar { n_rows: 2, ..SoFar::default() };
    Action::Progressed { id: InputId(id), n_read: 5, so_far, n_found: Some(1) }
}

#[test]
fn what_is_known_of_a_file_grows_while_it_is_read() {
    let state = after([started(1, "d.csv"), progressed(1)]);
    assert!(state.is_reading());
    let InputStage::Reading { n_read, so_far, n_found } = &state.of_files.inputs[0].stage
    else {
        panic!("it is not read yet");
    };
    assert_eq!((*n_read, so_far.n_rows, *n_found), (5, 2, Some(1)));
}

pub(crate) const DIRECTORY: &str = "Display Name,Logon Name\nAda,alovel\n";

#[test]
fn a_file_dropped_again_takes_the_place_of_the_first() {
    let state = after([
        started(1, "d.csv"),
        finished(1, source("d.csv", DIRECTORY)),
        started(2, "list"),
        finished(2, source("list", "alovel")),
        started(3, "d.csv"),
        finished(3, source("d.csv", DIRECTORY)),
    ]);
    let ids = state.of_files.inputs.iter().map(InputFile::id);
    assert!(ids.eq([3, 2].map(InputId)));
}

#[test]
fn another_kind_of_the_same_name_stays_beside_it() {
    let state = after([
        started(1, "a"),
        finished(1, source("a", DIRECTORY)),
        started(2, "a"),
        finished(2, source("a", "alovel")),
    ]);
    assert_eq!(state.of_files.inputs.len(), 2);
}

#[test]
fn a_failure_leaves_what_was_there_and_goes_with_the_next_try() {
    let read = [started(1, "d.csv"), finished(1, source("d.csv", DIRECTORY))];
    let state = after(read.into_iter().chain([started(2, "x.png"), failed(2)]));
    assert_eq!((state.of_files.inputs.len(), state.contributions().len()), (2, 1));
    let state = state.reduce(started(3, "x.png"));
    let ids = state.of_files.inputs.iter().map(InputFile::id);
    assert!(ids.eq([1, 3].map(InputId)));
}

#[test]
fn a_removed_reading_stays_removed() {
    let state = after([
        started(1, "d.csv"),
        Action::Removed { id: InputId(1) },
        progressed(1),
        finished(1, source("d.csv", DIRECTORY)),
    ]);
    assert!(state.of_files.inputs.is_empty());
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
        Action::Picked(Pick::Standing(Standing::Today)),
        loaded("own.toml"),
        Action::ForgotEverything,
    ]);
    let policy = state.lasting.rules.policy().clone();
    assert_eq!(policy.name, DEFAULT);
    let mut expected = State::new(today(), policy);
    expected.lasting.calendar.choose(later);
    assert_eq!(*state, expected);
}

pub(crate) fn loaded(file: &str) -> Action {
    let policy = Shared::new(Policy::built_in("example-30-14").unwrap());
    Action::Rules(RulesAction::Loaded { file: file.to_owned(), policy })
}

pub(crate) fn refused(id: u32) -> Action {
    Action::ProfileRefused { arrival: arrival(id, "p.toml"), error: unreadable() }
}

#[test]
fn a_refused_profile_leaves_the_rules_and_goes_with_the_next_one() {
    let state = after([refused(1)]);
    assert_eq!(state.of_files.inputs.len(), 1);
    assert_eq!(state.lasting.rules.policy().name, DEFAULT);
    let state = state.reduce(loaded("other.toml"));
    assert!(state.of_files.inputs.is_empty());
    assert_eq!(state.lasting.rules.policy().name, "example-30-14");
}

#[test]
fn the_rules_outlive_the_files() {
    let state = after([
        loaded("own.toml"),
        started(1, "d.csv"),
        Action::Removed { id: InputId(1) },
    ]);
    assert_eq!(state.lasting.rules.policy().name, "example-30-14");
    assert!(!state.is_untouched());
}

pub(crate) fn decided(name: &str, choice: Choice) -> Action {
    Action::Edited(Edit::Decide { names: vec![name.into()], choice })
}

pub(crate) fn ticked(name: &str, is_done: bool) -> Action {
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
        finished(1, source("d.csv", DIRECTORY)),
        decided("alovel", Choice::Keep),
        ticked("alovel", true),
        timed("alovel"),
        Action::Selected(Select::Toggle("alovel".into())),
        Action::Picked(Pick::Choice(Choice::Keep)),
        Action::Removed { id: InputId(1) },
    ]);
    assert_eq!(state.lasting.decisions.of("alovel").choice(), Choice::Keep);
    assert_eq!(n_waits(&state), 1);
    assert!(state.of_files.selection.is_empty() && state.of_files.filters.is_empty());
    assert!(!state.is_untouched());
    let state = state.reduce(Action::ForgotEverything);
    let policy = state.lasting.rules.policy().clone();
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
fn days_are_a_filter_and_a_closed_chart_stays_closed() {
    let days = Span { from: today(), to: today() };
    let state = after([
        started(1, "d.csv"),
        Action::DaysChosen(Some(days)),
        Action::ChartShown(false),
    ]);
    assert_eq!(state.of_files.filters.days, Some(days));
    let cleared = state.clone().reduce(Action::FiltersCleared);
    assert_eq!(cleared.of_files.filters.days, None);
    assert!(!cleared.lasting.shows_chart);
    assert_eq!(state.reduce(Action::GroupChosen(None)).of_files.filters.days, None);
}

#[test]
fn what_is_printed_is_what_was_asked_for_or_what_is_open() {
    let print = |print| Action::Print(print);
    let state = after([started(1, "d.csv"), print(Print::Began)]);
    assert_eq!(state.of_files.paper, Some(Paper::List));
    let state = state.reduce(print(Print::Ended));
    assert_eq!(state.of_files.paper, None);
    let state = state.reduce(Action::Opened("ada".to_owned()));
    let open = state.clone().reduce(print(Print::Began));
    assert_eq!(open.of_files.paper, Some(Paper::Open));
    let asked = state.reduce(print(Print::Asked(Paper::Selected)));
    assert_eq!(asked.reduce(print(Print::Began)).of_files.paper, Some(Paper::Selected));
    assert_eq!(after([print(Print::Began)]).of_files.paper, None);
}

#[test]
fn filters_are_chosen_one_by_one_and_let_go() {
    let (standing, choice) =
        (Pick::Standing(Standing::Today), Pick::Choice(Choice::Keep));
    let state = after([
        started(1, "d.csv"),
        Action::Searched("ada".to_owned()),
        Action::Picked(standing.clone()),
        Action::Picked(choice.clone()),
        Action::Picked(standing),
    ]);
    assert_eq!(
        (state.of_files.filters.search.as_str(), &state.of_files.filters.picks),
        ("ada", &vec![choice])
    );
    let same = state.clone().reduce(Action::GroupLeft);
    assert!(Rc::ptr_eq(&state, &same));
    assert!(state.reduce(Action::FiltersCleared).of_files.filters.is_empty());
}

#[test]
fn a_group_is_wanted_alone_and_left_alone() {
    let answer = crate::view::tests::answer();
    let group = GroupKey::of(&reprieve_core::advice::groups(&answer)[0]);
    let standing = Pick::Standing(Standing::Today);
    let state = after([
        started(1, "d.csv"),
        Action::Picked(standing.clone()),
        Action::GroupChosen(Some(group.clone())),
    ]);
    assert_eq!(
        state.of_files.filters,
        Filters { group: Some(group), ..Filters::default() }
    );
    let state = state.reduce(Action::Picked(standing.clone())).reduce(Action::GroupLeft);
    assert_eq!(
        state.of_files.filters,
        Filters { picks: vec![standing], ..Filters::default() }
    );
}
