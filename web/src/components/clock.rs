//! An account's clock as a bar: flagged until today, deprovisioning, restorable.
//!
//! All bars have the same scale, so that a column of them can be scanned.

use crate::state::view::Tile;
use crate::words::{long_date, relative, short_date};
use chrono::NaiveDate;
use reprieve_core::lifecycle::{Milestones, days_between};
use yew::prelude::*;

/// The length of a bar in its own units.
const WIDTH: f64 = 184.0;

/// Room at both ends for the ring.
const INSET: f64 = 5.0;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) milestones: Milestones,
    pub(crate) as_of: NaiveDate,
    pub(crate) tile: Tile,
    /// Whether the days are written beside the bar.
    #[prop_or_default]
    pub(crate) with_days: bool,
}

/// Where things are on a bar, in its own units from the left.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Geometry {
    start: f64,
    disabled: f64,
    deprovisioned: f64,
    today: f64,
    end: f64,
}

impl Geometry {
    fn new(milestones: &Milestones, as_of: NaiveDate) -> Geometry {
        let n_days =
            days_between(milestones.lapsed_on, milestones.restorable_until).max(1) as f64;
        let place = |date: NaiveDate| {
            let day = days_between(milestones.lapsed_on, date) as f64;
            INSET + (day / n_days).clamp(0.0, 1.0) * (WIDTH - 2.0 * INSET)
        };
        Geometry {
            start: INSET,
            disabled: place(milestones.disabled_on),
            deprovisioned: place(milestones.deprovisioned_on),
            today: place(as_of),
            end: WIDTH - INSET,
        }
    }
}

/// What the bar says, for those who do not see it.
fn description(milestones: &Milestones, as_of: NaiveDate) -> String {
    format!(
        "Lapsed {}, disabled {}, deprovisioned {}, restorable until {}; deprovisioning is {}.",
        long_date(milestones.lapsed_on),
        long_date(milestones.disabled_on),
        long_date(milestones.deprovisioned_on),
        long_date(milestones.restorable_until),
        relative(milestones.deprovisioned_on, as_of),
    )
}

#[component]
pub(crate) fn Clock(props: &Props) -> Html {
    let Props { milestones, as_of, tile, with_days } = props;
    let place = Geometry::new(milestones, *as_of);
    let flagged = place.today.min(place.deprovisioned);
    let restoring = place.today.max(place.deprovisioned);
    html! {
        <svg
            class={classes!("clock", tile.class())}
            viewBox={if *with_days { format!("0 -21 {WIDTH} 56") } else { format!("0 0 {WIDTH} 16") }}
            role="img"
            aria-label={description(milestones, *as_of)}
        >
            { bar("clock__grace", place.start, place.deprovisioned) }
            { bar("clock__flagged", place.start, flagged) }
            { bar("clock__restore", place.deprovisioned, place.end) }
            { hatching(place.deprovisioned, place.end) }
            if restoring > place.deprovisioned {
                { bar("clock__restoring", place.deprovisioned, restoring) }
            }
            { tick("clock__disabled", place.disabled, 5.0, 11.0) }
            { tick("clock__tick", place.deprovisioned, 2.5, 13.5) }
            <circle class="clock__today" cx={place.today.to_string()} cy="8" r="3.6" />
            if *with_days {
                { days(&place, milestones, *as_of) }
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
    // The label of disabling stands on the side where the line from “today” does not cross it.
    let (disabled_x, disabled_anchor) = match place.today <= place.disabled {
        true => (place.disabled + 3.0, "start"),
        false => (place.disabled - 3.0, "end"),
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
            <text class="clock__date" x={disabled_x.to_string()} y="-2" text-anchor={disabled_anchor}>
                { milestones.disabled_on.format("%-d %b").to_string() }
                <tspan class="clock__word">{ " disabled" }</tspan>
            </text>
            { text(place.start, "start", milestones.lapsed_on, "lapsed") }
            { text(place.deprovisioned, "end", milestones.deprovisioned_on, "deprovisioned") }
            { text(place.end, "end", milestones.restorable_until, "restorable until") }
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

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::policy::{DEFAULT, Policy};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_bar_has_the_same_scale() {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let milestones = Milestones::new(day("2026-11-20"), &policy).unwrap();
        let at = |as_of: &str| Geometry::new(&milestones, day(as_of));
        let place = at("2026-11-18");
        let two_thirds = INSET + (WIDTH - 2.0 * INSET) * 60.0 / 90.0;
        assert_eq!(place.deprovisioned, two_thirds);
        assert!(place.today < place.disabled && place.disabled < place.deprovisioned);
        assert_eq!(at("2020-01-01").today, place.start);
        assert_eq!(at("2030-01-01").today, place.end);
        let other = Milestones::new(day("2027-03-01"), &policy).unwrap();
        assert_eq!(Geometry::new(&other, day("2026-11-18")).deprovisioned, two_thirds);
    }
}
