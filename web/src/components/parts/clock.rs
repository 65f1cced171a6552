//! An account's clock as a bar: flagged until today, deprovisioning, restorable.
//!
//! All bars have the same scale, so that a column of them can be scanned.

use super::clock_geometry::Geometry;
use crate::components::parts::standing::class;
use chrono::NaiveDate;
use reprieve_core::lifecycle::Milestones;
use reprieve_core::standing::Standing;
use reprieve_desk::words::{Form, long_date, relative, short_date, written};
use yew::prelude::*;

/// The length of a bar with its days beside it, in its own units.
const WIDTH: f64 = 184.0;

/// The length of a bar in a row, which is about as many pixels.
const ROW_WIDTH: f64 = 124.0;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) milestones: Milestones,
    pub(crate) as_of: NaiveDate,
    pub(crate) standing: Standing,
    /// Whether the days are written beside the bar.
    #[prop_or_default]
    pub(crate) with_days: bool,
}

/// What the bar says, for those who do not see it.
pub(crate) fn description(milestones: &Milestones, as_of: NaiveDate) -> String {
    let restorable = match milestones.restorable_until {
        Some(last) => format!("restorable until {}", long_date(last)),
        None => "and gone from that day on".to_owned(),
    };
    format!(
        "Lapsed {}, last day to act {}, disabled {}, deprovisioned {}, {restorable}; \
         deprovisioning is {}.",
        long_date(milestones.lapsed_on),
        long_date(milestones.act_by),
        long_date(milestones.disabled_on),
        long_date(milestones.deprovisioned_on),
        relative(milestones.deprovisioned_on, as_of),
    )
}

#[component]
pub(crate) fn Clock(props: &Props) -> Html {
    clock(&props.milestones, props.as_of, props.standing, props.with_days)
}

/// The bar itself, for where there are thousands of them at once.
pub(crate) fn clock(
    milestones: &Milestones,
    as_of: NaiveDate,
    standing: Standing,
    with_days: bool,
) -> Html {
    let width = if with_days { WIDTH } else { ROW_WIDTH };
    let place = Geometry::new(milestones, as_of, width);
    let flagged = place.today.min(place.deprovisioned);
    let restoring = place.today.max(place.deprovisioned);
    html! {
        <svg
            class={classes!("clock", class(standing))}
            viewBox={if with_days { format!("0 -21 {width} 56") } else { format!("0 0 {width} 16") }}
            role="img"
            aria-label={description(milestones, as_of)}
        >
            { bar("clock__grace", place.start, place.deprovisioned) }
            { bar("clock__flagged", place.start, flagged) }
            { bar("clock__restore", place.deprovisioned, place.end) }
            { hatching(place.deprovisioned, place.end) }
            if restoring > place.deprovisioned {
                { bar("clock__restoring", place.deprovisioned, restoring) }
            }
            if with_days {
                { tick("clock__disabled", place.act_by, 5.0, 11.0) }
            }
            { tick("clock__disabled", place.disabled, 5.0, 11.0) }
            { tick("clock__tick", place.deprovisioned, 2.5, 13.5) }
            <circle class="clock__today" cx={place.today.to_string()} cy="8" r="3.6" />
            if with_days {
                { days(&place, milestones, as_of) }
            }
        </svg>
    }
}

fn bar(class: &'static str, from: f64, to: f64) -> Html {
    let width = (to - from).max(0.0).to_string();
    html! { <rect {class} x={from.to_string()} y="5.5" {width} height="5" rx="2.5" /> }
}

fn tick(class: &'static str, x: f64, from: f64, to: f64) -> Html {
    let x = x.to_string();
    html! {
        <line {class} x1={x.clone()} x2={x} y1={from.to_string()} y2={to.to_string()} />
    }
}

/// The days beside the bar, each at its place.
fn days(place: &Geometry, milestones: &Milestones, as_of: NaiveDate) -> Html {
    let text = |x: f64, anchor: &'static str, date: NaiveDate, word: &'static str| {
        let (x, anchor) = (x.to_string(), anchor.to_owned());
        html! {
            <>
                <text class="clock__date" x={x.clone()} y="23" text-anchor={anchor.clone()}>
                    { short_date(date, as_of) }
                </text>
                <text class="clock__word" {x} y="31" text-anchor={anchor}>{ word }</text>
            </>
        }
    };
    let above = |x: f64, anchor: &'static str, days: &[(NaiveDate, &'static str)]| {
        html! {
            <text class="clock__date" x={x.to_string()} y="-2" text-anchor={anchor}>
                { for days.iter().enumerate().map(|(place, (date, word))| html! {
                    <>
                        { if place > 0 { " · " } else { "" } }
                        { written(*date, Form::Day) }
                        <tspan class="clock__word">{ format!(" {word}") }</tspan>
                    </>
                }) }
            </text>
        }
    };
    let act_by = (milestones.act_by, "act by");
    let disabled = (milestones.disabled_on, "disabled");
    // Labels stand on the side where the line from “today” does not cross them, or over it.
    let labels = match place.today <= place.disabled {
        true => html! {
            <>
                { above(place.act_by - 2.0, "end", &[act_by]) }
                { above(place.disabled + 2.0, "start", &[disabled]) }
            </>
        },
        false => above(place.disabled - 2.0, "end", &[act_by, disabled]),
    };
    let today_anchor = match place.today {
        x if x < 15.0 => "start",
        x if x > WIDTH - 15.0 => "end",
        _ => "middle",
    };
    let today = place.today.to_string();
    html! {
        <>
            <line class="clock__leader" x1={today.clone()} x2={today.clone()} y1="-12" y2="4" />
            <text class="clock__date" x={today} y="-14" text-anchor={today_anchor}>
                { "today" }
            </text>
            { labels }
            { text(place.start, "start", milestones.lapsed_on, "lapsed") }
            { text(place.deprovisioned, "end", milestones.deprovisioned_on, "deprovisioned") }
            if let Some(last) = milestones.restorable_until {
                { text(place.end, "end", last, "restorable until") }
            }
        </>
    }
}

/// The slanted lines of the time in which the contents can come back.
fn hatching(from: f64, to: f64) -> Html {
    const STEP: f64 = 4.0;
    let n_lines = ((to - from - 5.0) / STEP).max(0.0) as u32;
    let d: String = (0..n_lines)
        .map(|n| format!("M{:.1} 10.2l4-4.4", from + 1.5 + f64::from(n) * STEP))
        .collect();
    html! { <path class="clock__hatch" {d} /> }
}
