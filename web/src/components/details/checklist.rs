//! The steps of a course as a checklist, with the waits between them.

use crate::browser::{instant, time_of_day};
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk, use_now};
use reprieve_core::advice::StepAdvice;
use reprieve_core::policy::Wait;
use reprieve_desk::action::Action;
use reprieve_desk::decisions::{Edit, Name};
use reprieve_desk::timers::{Phase, Time, Timer};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// Whose steps these are.
    pub(crate) name: Name,
    pub(crate) steps: Vec<StepAdvice>,
}

#[component]
pub(crate) fn Checklist(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let Props { name, steps } = props;
    let timers: Vec<Timer> =
        desk.state.timers().filter(|timer| timer.name == *name).cloned().collect();
    let now = use_now(timers.iter().map(Timer::to).fold(0.0, f64::max));
    let tick = |step: &StepAdvice, is_done: bool| {
        let (act, name, step) = (act.clone(), name.clone(), step.clone());
        move || {
            let id = step.id.clone();
            act.dispatch(Action::Edited(Edit::Tick {
                name: name.clone(),
                step: id.clone(),
                is_done,
            }));
            // What is waited for begins when the step is done.
            if let Some(wait) = step.wait.as_ref().filter(|_| is_done) {
                act.dispatch(Action::Timed(Time::Start(timer(&name, id, wait))));
            }
        }
    };
    let item = |step: &StepAdvice| {
        let is_done = desk.state.lasting.decisions.is_ticked(name, &step.id);
        let toggle = tick(step, !is_done);
        let onchange = Callback::from(move |_: Event| toggle());
        let start = tick(step, true);
        let on_start = Callback::from(move |_: MouseEvent| start());
        let on_stop = {
            let (act, name, step) = (act.clone(), name.clone(), step.id.clone());
            Callback::from(move |_: MouseEvent| {
                let (name, step) = (name.clone(), step.clone());
                act.dispatch(Action::Timed(Time::Stop { name, step }));
            })
        };
        let running = timers.iter().find(|timer| timer.step == step.id);
        html! {
            <li key={step.id.clone()} class={classes!("task", is_done.then_some("task--done"))}>
                <label class="task__head">
                    <input type="checkbox" checked={is_done} {onchange} />
                    <span class="task__title">{ &step.title }</span>
                </label>
                <p class="task__text">{ &step.text }</p>
                <p class="task__who"><span class="muted">{ "Who: " }</span>{ &step.who }</p>
                if let Some(timer) = running {
                    <p class={classes!("task__wait", is_over(timer, now).then_some("task__wait--over"))}>
                        <Icon shape={if is_over(timer, now) { Shape::Check } else { Shape::Timer }} />
                        <span>{ said(timer, now) }</span>
                        <button class="link" onclick={on_stop}>
                            { if is_over(timer, now) { "Dismiss" } else { "Stop" } }
                        </button>
                    </p>
                } else if let Some(wait) = &step.wait {
                    <p class="task__wait">
                        <Icon shape={Shape::Timer} />
                        <span>{ format!("{wait} for {}", wait.title) }</span>
                        <button class="link" onclick={on_start}>{ "Start timer" }</button>
                    </p>
                }
            </li>
        }
    };
    html! {
        <ol class="plain-list">{ for steps.iter().map(item) }</ol>
    }
}

fn timer(name: &Name, step: String, wait: &Wait) -> Timer {
    Timer {
        name: name.clone(),
        step,
        title: wait.title.clone(),
        started: instant(),
        from_minutes: wait.from_minutes,
        to_minutes: wait.to_minutes,
    }
}

fn is_over(timer: &Timer, now: f64) -> bool {
    timer.phase(now) == Phase::Over
}

fn said(timer: &Timer, now: f64) -> String {
    let ready = timer.ready(now, time_of_day);
    match timer.phase(now) {
        Phase::Over => format!("{} {ready}", timer.title),
        Phase::Waiting | Phase::MayBeOver => format!("{ready} · {}", timer.left(now)),
    }
}
