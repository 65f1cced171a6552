//! How far the work is: how many of this week's accounts are decided, and how.

use crate::components::parts::history::history;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::decisions::Choice;
use reprieve_desk::facet::Pick;
use reprieve_desk::view;
use reprieve_desk::words::number;
use yew::prelude::*;

#[component]
pub(crate) fn Progress() -> Html {
    let desk = use_desk();
    let act = use_act();
    let state = &desk.state;
    let deps = (desk.answer.clone(), state.lasting.decisions.clone());
    let progress =
        use_memo(deps, |(answer, decisions)| view::progress(answer, decisions));
    let view::Progress { n_due, n_due_decided, n_by_choice } = *progress;
    let facet = |(choice, n): (Choice, usize)| {
        let act = act.clone();
        let onclick =
            Callback::from(move |_| act.dispatch(Action::Picked(Pick::Choice(choice))));
        let pressed = state.of_files.filters.has(&Pick::Choice(choice));
        html! {
            <button
                key={choice.title()}
                class={classes!("facet", (n == 0).then_some("facet--none"))}
                aria-pressed={pressed.to_string()}
                {onclick}
            >
                <Icon shape={Shape::Choice(choice)} />
                { choice.title() }
                <b>{ number(n) }</b>
            </button>
        }
    };
    html! {
        <section class="card progress" aria-label="Decisions">
            <div class="progress__due">
                if n_due > 0 {
                    <span>{ format!("{} of {} of this week’s are decided", number(n_due_decided), number(n_due)) }</span>
                    <progress
                        aria-label="Decided of this week’s"
                        max={n_due.to_string()}
                        value={n_due_decided.to_string()}
                    />
                } else {
                    <span>{ "Nothing is due this week" }</span>
                }
            </div>
            <div class="progress__facets" role="group" aria-label="Show by decision">
                { for Choice::ALL.into_iter().zip(n_by_choice).map(facet) }
            </div>
            { history(&desk, &act) }
        </section>
    }
}
