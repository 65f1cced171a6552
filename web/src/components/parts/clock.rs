//! An account's clock on paper: flagged until today, deprovisioning, restorable.
//!
//! All bars have the same scale, so that a column of them can be scanned.

use super::clock_geometry::Geometry;
use crate::components::parts::standing::class;
use chrono::NaiveDate;
use reprieve_core::lifecycle::Milestones;
use reprieve_core::standing::Standing;
use reprieve_desk::words::{long_date, relative};
use yew::prelude::*;

/// The length of a bar, which is about as many pixels.
const WIDTH: f64 = 124.0;

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

/// The bar of one account.
pub(crate) fn clock(
    milestones: &Milestones,
    as_of: NaiveDate,
    standing: Standing,
) -> Html {
    let place = Geometry::new(milestones, as_of, WIDTH);
    let flagged = place.today.min(place.deprovisioned);
    let restoring = place.today.max(place.deprovisioned);
    html! {
        <svg
            class={classes!("clock", class(standing))}
            viewBox={format!("0 0 {WIDTH} 16")}
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
            { tick("clock__disabled", place.disabled, 5.0, 11.0) }
            { tick("clock__tick", place.deprovisioned, 2.5, 13.5) }
            <circle class="clock__today" cx={place.today.to_string()} cy="8" r="3.6" />
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

/// The slanted lines of the time in which the contents can come back.
fn hatching(from: f64, to: f64) -> Html {
    const STEP: f64 = 4.0;
    let n_lines = ((to - from - 5.0) / STEP).max(0.0) as u32;
    let d: String = (0..n_lines)
        .map(|n| format!("M{:.1} 10.2l4-4.4", from + 1.5 + f64::from(n) * STEP))
        .collect();
    html! { <path class="clock__hatch" {d} /> }
}
