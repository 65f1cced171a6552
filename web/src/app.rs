//! The root: what the page knows, what follows from it, and how it is laid out.

use crate::browser::today;
use crate::components::{
    BulkBar, DayNews, Details, DropOverlay, Horizon, Joining, KeyHelp, KeyHints,
    NamesPanel, Outcome, PrivacyPanel, RulesNews, RulesPanel, Sheet, Sources,
    StillReading, Summary, Table, Toasts, TopBar, Tray, Welcome,
};
use crate::hooks::{
    Act, Desk, use_answer, use_calendar, use_commands, use_drops, use_kept_names,
    use_kept_work, use_narrowed, use_neighbors, use_pastes, use_reading, use_refusals,
};
use crate::store::Store;
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::source::Kind;
use reprieve_desk::action::Action;
use reprieve_desk::shared::Shared;
use reprieve_desk::state::State;
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
    let state = use_reducer(|| Store(Rc::new(State::new(today(), props.policy.clone()))));
    let act = Act(state.clone());
    html! {
        <ContextProvider<Act> context={act}>
            <Loaded state={state.0.clone()} />
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
    use_kept_work(state);
    let policy = state.lasting.rules.policy();
    let (answer, is_joining) = use_answer(state.contributions(), state.as_of(), policy);
    use_kept_names(&answer);
    let (narrowed, rows) = use_narrowed(state, &answer);
    let given = (narrowed.index.clone(), rows.clone(), state.of_files.selection.clone());
    let n_selected =
        use_memo(given, |(index, rows, selection)| index.n_selected(rows, selection));
    let neighbors = use_neighbors(state.of_files.open.as_deref(), &answer, &rows);
    let desk = Desk {
        state: state.clone(),
        answer,
        is_joining,
        policy: policy.clone(),
        narrowed,
        rows,
        n_selected: n_selected.0,
        n_selected_seen: n_selected.1,
        neighbors,
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
    let read = use_reading();
    let is_dragging = use_drops(read.clone());
    use_pastes(read.clone());
    use_commands();
    use_calendar();
    let n_refused = use_refusals();
    let on_close = use_callback((), move |(), ()| act.dispatch(Action::Closed));
    let is_empty = desk.state.of_files.inputs.is_empty();
    let sources = desk.answer.sources();
    let has_list = sources.iter().any(|source| source.kind.is_of_expiring());
    let has_deleted = sources.iter().any(|source| source.kind == Kind::Deleted);
    let has_directory = sources.iter().any(|source| source.kind == Kind::Directory);
    let is_reading = desk.state.is_reading();
    let n_answer = desk.answer.counts().answer();
    let has_news =
        has_list || has_deleted || n_answer > 0 || !desk.answer.doubts().is_empty();
    let row = desk.open_row();
    html! {
        <>
            <TopBar />
            <DayNews />
            <RulesNews />
            <div class={classes!("layout", row.is_some().then_some("layout--open"))}>
                <main class="desk">
                    if is_empty {
                        <Welcome on_files={read.clone()} />
                    } else {
                        <Sources on_files={read.clone()} />
                        // A directory can have deleted users too, or be a guess.
                        if has_news {
                            <StillReading />
                            <Outcome />
                            if n_answer > 0 {
                                <div class="card overview">
                                    <Summary />
                                    if desk.state.lasting.shows_chart {
                                        <Horizon />
                                    }
                                </div>
                            }
                            <Table />
                        }
                        if has_directory && !has_list && !is_reading {
                            <NamesPanel />
                        }
                    }
                    <div class="dock">
                        <BulkBar />
                        <KeyHints />
                        <Tray />
                        <Toasts />
                    </div>
                </main>
                if let Some(row) = row {
                    <Details {row} {on_close} />
                }
            </div>
            if desk.state.lasting.rules.is_open {
                <RulesPanel on_files={read.clone()} />
            }
            if desk.state.lasting.shows_keys {
                <KeyHelp />
            }
            if desk.state.lasting.shows_privacy {
                <PrivacyPanel {n_refused} />
            }
            if is_dragging {
                <DropOverlay />
            }
            <Joining />
            <Sheet />
        </>
    }
}
