//! The root: what the page knows, what follows from it, and how it is laid out.

use crate::browser::today;
use crate::components::{
    BulkBar, Details, DropOverlay, KeyHelp, NamesPanel, Outcome, Progress, Sources,
    Summary, Table, TopBar, Tray, Welcome,
};
use crate::hooks::{Act, Desk, use_commands, use_drops, use_pastes, use_reading};
use crate::state::view::{chosen, visible};
use crate::state::{Action, Shared, Stage, State};
use reprieve_core::answer::{Answer, Question, Row};
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::source::Kind;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let state = use_reducer(|| State::new(today()));
    let act = Act(state.dispatcher());
    let policy = use_memo((), |()| Policy::built_in(DEFAULT).map(Arc::new).ok());
    let Some(policy) = (*policy).clone() else {
        return html! { <p role="alert">{ "The built-in policy cannot be read." }</p> };
    };
    html! {
        <ContextProvider<Act> context={act}>
            <Loaded state={Rc::new((*state).clone())} policy={policy} />
        </ContextProvider<Act>>
    }
}

#[derive(PartialEq, Properties)]
struct LoadedProps {
    state: Rc<State>,
    policy: Arc<Policy>,
}

#[component]
fn Loaded(props: &LoadedProps) -> Html {
    let LoadedProps { state, policy } = props;
    let sources = state.sources();
    let question = Question { as_of: state.as_of, report_date: state.report_date };
    let answer = use_memo((sources, question), {
        let policy = policy.clone();
        move |(sources, question)| {
            let sources: Vec<_> = sources.iter().map(Shared::arc).collect();
            Shared::new(Answer::new(sources, question, &policy))
        }
    });
    let rows = use_memo(
        ((*answer).clone(), state.search.clone(), state.tiles.clone(), state.sort),
        |(answer, search, tiles, sort)| {
            Shared::new(visible(answer, search, tiles, *sort))
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
            if is_dragging {
                <DropOverlay />
            }
            if desk.state.shows_keys {
                <KeyHelp />
            }
        </>
    }
}
