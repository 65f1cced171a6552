//! All waits that are running, in one place.

use crate::browser::{set_title, time_of_day};
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{Desk, use_act, use_desk, use_now};
use reprieve_desk::action::Action;
use reprieve_desk::timers::{Phase, Time, Timer};
use reprieve_desk::words::count;
use yew::prelude::*;

/// What the browser's tab is called.
const TITLE: &str = "Reprieve";

#[component]
pub(crate) fn Tray() -> Html {
    let desk = use_desk();
    let act = use_act();
    let timers: Vec<Timer> = desk.state.timers().cloned().collect();
    let now = use_now(timers.iter().map(Timer::to).fold(0.0, f64::max));
    let over: Vec<&Timer> =
        timers.iter().filter(|timer| timer.phase(now) == Phase::Over).collect();
    use_effect_with(over.len(), |&n_over| {
        set_title(&match n_over {
            0 => TITLE.to_owned(),
            n => format!("{} over – {TITLE}", count(n, "wait is", "waits are")),
        });
    });
    let said: Vec<String> = over
        .iter()
        .map(|timer| {
            let who = person(&desk, timer);
            format!("The wait for {who} is over: {}.", timer.title)
        })
        .collect();
    let item = |timer: &Timer| {
        let who = person(&desk, timer);
        let (is_over, late) = match timer.phase(now) {
            Phase::Over => (true, Some("tray__wait--over")),
            Phase::Waiting | Phase::MayBeOver => (false, None),
        };
        let on_open = {
            let (act, name) = (act.clone(), timer.name.to_string());
            Callback::from(move |_| act.dispatch(Action::Opened(name.clone())))
        };
        let on_stop = {
            let (act, name, step) = (act.clone(), timer.name.clone(), timer.step.clone());
            Callback::from(move |_| {
                let (name, step) = (name.clone(), step.clone());
                act.dispatch(Action::Timed(Time::Stop { name, step }));
            })
        };
        let verb = if is_over { "Dismiss" } else { "Stop" };
        html! {
            <li key={format!("{} {}", timer.name, timer.step)} class={classes!("tray__wait", late)}>
                <Icon shape={if is_over { Shape::Check } else { Shape::Timer }} />
                <button class="tray__who" title={timer.title.clone()} onclick={on_open}><bdi>{ &who }</bdi></button>
                <span class="tray__left">{ timer.left(now) }</span>
                <span class="tray__ready">{ timer.ready(now, time_of_day) }</span>
                <button class="tray__stop" aria-label={format!("{verb} the wait for {who}")} onclick={on_stop}>
                    { "×" }
                </button>
            </li>
        }
    };
    html! {
        <>
            // It is there from the beginning, so that what it comes to say is heard.
            <p class="visually-hidden" aria-live="polite">{ said.join(" ") }</p>
            if !timers.is_empty() {
                <section class="tray" aria-label="Waits">
                    <ul class="plain-list tray__list">{ for timers.iter().map(item) }</ul>
                </section>
            }
        </>
    }
}

/// Whom a wait is for, by name where a file has it.
fn person(desk: &Desk, timer: &Timer) -> String {
    let answer = &desk.answer;
    let row = answer.flagged().iter().find(|row| *answer.logon_name(row) == *timer.name);
    match row.map(|row| answer.display_name(row)) {
        Some(name) if !name.is_empty() => name.into_owned(),
        _ => timer.name.to_string(),
    }
}
