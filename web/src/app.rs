//! The root: what the page knows, what follows from it, and how it is laid out.

use crate::browser::today;
use crate::components::{
    BulkBar, Details, DropOverlay, KeyHelp, NamesPanel, Outcome, Progress, RulesNews,
    RulesPanel, Sources, Summary, Table, ToDo, TopBar, Tray, Welcome,
};
use crate::hooks::{Act, Desk, use_commands, use_drops, use_pastes, use_reading};
use crate::state::view::{chosen, visible};
use crate::state::{Action, Shared, Stage, State};
use reprieve_core::answer::{Answer, Question, Row};
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::source::Kind;
use std::rc::Rc;
use yew::prelude::*;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let policy = use_memo((), |()| Policy::built_in(DEFAULT).map(Shared::new).ok());
    match (*policy).clone() {
        Some(policy) => html! { <Started {policy} /> },
        None => html! { <p role="alert">{ "The built-in policy cannot be read." }</p> },
    }
}

#[derive(PartialEq, Properties)]
struct StartedProps {
    policy: Shared<Policy>,
}

#[component]
fn Started(props: &StartedProps) -> Html {
    let state = use_reducer(|| State::new(today(), props.policy.clone()));
    let act = Act(state.dispatcher());
    html! {
        <ContextProvider<Act> context={act}>
            <Loaded state={Rc::new((*state).clone())} />
        </ContextProvider<Act>>
    }
}

#[derive(PartialEq, Properties)]
struct LoadedProps {
    state: Rc<State>,
}

#[component]
fn Loaded(props: &LoadedProps) -> Html {
    let state = &props.state;
    let policy = state.rules.policy();
    let sources = state.sources();
    let question = Question { as_of: state.as_of, report_date: state.report_date };
    let given = (sources, question, policy.clone());
    let answer = use_memo(given, |(sources, question, policy)| {
        let sources: Vec<_> = sources.iter().map(Shared::arc).collect();
        Shared::new(Answer::new(sources, question, &policy.arc()))
    });
    let filter = (state.search.clone(), state.tiles.clone(), state.group.clone());
    let rows = use_memo(
        ((*answer).clone(), filter, state.sort),
        |(answer, (search, tiles, group), sort)| {
            let mut rows = visible(answer, search, tiles, *sort);
            if let Some(group) = group {
                rows.retain(|place| group.has(answer, &answer.flagged()[*place]));
            }
            Shared::new(rows)
        },
    );
    // Without such a filter a decision changes nothing of what is seen.
    let filter = (!state.choices.is_empty())
        .then(|| (state.choices.clone(), state.decisions.clone()));
    let rows = use_memo(
        ((*answer).clone(), (*rows).clone(), filter),
        |(answer, rows, filter)| match filter {
            None => rows.clone(),
            Some((choices, decisions)) => {
                Shared::new(chosen(answer, rows, choices, decisions))
            }
        },
    );
    let n_selected = use_memo(
        ((*answer).clone(), (*rows).clone(), state.selection.clone()),
        |(answer, rows, selection)| {
            if selection.is_empty() {
                return (0, 0);
            }
            let is_selected = |row: &&Row| selection.has(answer.logon_name(row));
            let seen = rows.iter().map(|place| &answer.flagged()[*place]);
            (answer.rows().filter(is_selected).count(), seen.filter(is_selected).count())
        },
    );
    let desk = Desk {
        state: state.clone(),
        answer: (*answer).clone(),
        policy: policy.clone(),
        rows: (*rows).clone(),
        n_selected: n_selected.0,
        n_selected_seen: n_selected.1,
    };
    html! {
        <ContextProvider<Desk> context={desk}>
            <Layout />
        </ContextProvider<Desk>>
    }
}

#[component]
fn Layout() -> Html {
    let desk = crate::hooks::use_desk();
    let act = crate::hooks::use_act();
    let reading = use_reading();
    let read = reading.read.clone();
    let is_dragging = use_drops(read.clone());
    use_pastes(read.clone());
    use_commands();
    let on_close = use_callback((), move |(), ()| act.dispatch(Action::Closed));
    let is_empty = desk.state.inputs.is_empty();
    let sources = desk.answer.sources();
    let has_list = sources.iter().any(|source| source.kind.is_of_expiring());
    let has_deleted = sources.iter().any(|source| source.kind == Kind::Deleted);
    let has_directory = sources.iter().any(|source| source.kind == Kind::Directory);
    let is_reading = desk
        .state
        .inputs
        .iter()
        .any(|input| matches!(input.stage, Stage::Reading { .. }));
    let n_answer = desk.answer.counts().answer();
    let row = desk.open_row();
    html! {
        <>
            <TopBar />
            <RulesNews />
            <div class={classes!("layout", row.is_some().then_some("layout--open"))}>
                <main class="desk">
                    if is_empty {
                        <Welcome on_files={read.clone()} />
                    } else {
                        <Sources reading={reading.clone()} />
                        if has_list || has_deleted {
                            <Outcome />
                            if n_answer > 0 {
                                <Summary />
                                <Progress />
                                <ToDo />
                            }
                            <Table />
                        }
                        if has_directory && !has_list && !is_reading {
                            <NamesPanel />
                        }
                    }
                    <div class="dock">
                        <BulkBar />
                        <Tray />
                    </div>
                </main>
                if let Some(row) = row {
                    <Details {row} {on_close} />
                }
            </div>
            if desk.state.rules.is_open {
                <RulesPanel on_files={read.clone()} />
            }
            if is_dragging {
                <DropOverlay />
            }
            if desk.state.shows_keys {
                <KeyHelp />
            }
        </>
    }
}
