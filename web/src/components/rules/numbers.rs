//! The numbers of the rules: days of the clock, and waits.

use super::field::NumberField;
use crate::hooks::use_desk;
use reprieve_core::policy::{Clock, Settings};
use yew::prelude::*;

/// A number of the clock: its name in a profile, what it is called, and what it means.
struct ClockNumber {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    at: fn(&mut Clock) -> &mut u16,
}

const DAYS: [ClockNumber; 5] = [
    ClockNumber {
        name: "grace_days",
        label: "Grace",
        hint: "from the end of the last eligible affiliation to deprovisioning",
        at: |clock| &mut clock.grace_days,
    },
    ClockNumber {
        name: "disable_lead_days",
        label: "Disabled before",
        hint: "this long before deprovisioning",
        at: |clock| &mut clock.disable_lead_days,
    },
    ClockNumber {
        name: "restore_days",
        label: "Restorable",
        hint: "from deprovisioning to the last day on which contents come back",
        at: |clock| &mut clock.restore_days,
    },
    ClockNumber {
        name: "soon_days",
        label: "This week",
        hint: "how near the last day to act must be",
        at: |clock| &mut clock.soon_days,
    },
    ClockNumber {
        name: "stale_report_days",
        label: "A report is stale",
        hint: "when it is older than this",
        at: |clock| &mut clock.stale_report_days,
    },
];

#[component]
pub(crate) fn RulesNumbers() -> Html {
    let desk = use_desk();
    let days = DAYS.into_iter().map(|days| {
        let ClockNumber { name, label, hint, at } = days;
        let find = Callback::from(move |mut settings: Settings| *at(&mut settings.clock));
        let put = Callback::from(move |(mut settings, text): (Settings, String)| {
            *at(&mut settings.clock) = Settings::days(&text)?;
            Ok(settings)
        });
        html! { <NumberField key={name} id={format!("rules-{name}")} label={html! { <>{ label }</> }} {hint} unit="days" at={find} {put} /> }
    });
    let waits = desk.policy.waits.iter().enumerate().map(|(place, wait)| {
        html! {
            <li key={wait.id.clone()} class="rules__wait">
                <p class="rules__wait-title">
                    <b>{ &wait.title }</b><span class="muted">{ format!(" · {wait}") }</span>
                </p>
                <div class="rules__fields">{ minutes(place, &wait.title, true) }{ minutes(place, &wait.title, false) }</div>
            </li>
        }
    });
    html! {
        <>
            <section class="rules__section" aria-labelledby="rules-numbers">
                <h3 id="rules-numbers">{ "Numbers" }</h3>
                <div class="rules__fields rules__fields--many">{ for days }</div>
            </section>
            if !desk.policy.waits.is_empty() {
                <section class="rules__section" aria-labelledby="rules-waits">
                    <h3 id="rules-waits">{ "Waits" }</h3>
                    <ul class="plain-list rules__waits">{ for waits }</ul>
                </section>
            }
        </>
    }
}

/// The least or the most that a wait takes.
fn minutes(place: usize, title: &str, is_least: bool) -> Html {
    let pick = move |wait: &mut (u16, u16)| match is_least {
        true => wait.0,
        false => wait.1,
    };
    let at = Callback::from(move |mut settings: Settings| {
        settings.waits.get_mut(place).map_or(0, pick)
    });
    let put = Callback::from(move |(mut settings, text): (Settings, String)| {
        let minutes = Settings::minutes(&text)?;
        if let Some(wait) = settings.waits.get_mut(place) {
            match is_least {
                true => wait.0 = minutes,
                false => wait.1 = minutes,
            }
        }
        Ok(settings)
    });
    let (word, end) = if is_least { ("At least", "from") } else { ("At most", "to") };
    let label = html! { <>{ word }<span class="visually-hidden">{ format!(" for {title}") }</span></> };
    html! { <NumberField id={format!("rules-wait-{place}-{end}")} {label} unit="minutes" {at} {put} /> }
}
