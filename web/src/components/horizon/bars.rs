//! The bars of the horizon, and what stands behind them.

use super::scale::Scale;
use crate::components::parts::standing::class;
use chrono::{Datelike, Weekday};
use reprieve_core::policy::Policy;
use reprieve_core::standing::{Event, Standing};
use reprieve_desk::horizon::{Horizon, N_DAYS, dated};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{Form, number, written};
use std::fmt::Write;
use yew::prelude::*;

/// The height of the drawing.
pub(crate) const HEIGHT: u32 = 72;

/// Where the highest bar begins and where all stand, from the top.
const TOP: usize = 14;
const BASE: usize = 54;

/// How high an account is at most, with the pixel between it and the next.
const BLOCK: usize = 10;

/// How wide the name of a week is.
const LABEL: usize = 52;

/// The parts of all bars with the accounts that stand so, as a path. Of a part only as much is
/// drawn as `drawn` counts; it begins where it begins in the whole. An account is a block as
/// long as blocks have room.
fn parts(
    whole: &Horizon,
    drawn: &Horizon,
    standing: Standing,
    largest: usize,
    scale: Scale,
) -> String {
    let mut path = String::new();
    let block = ((BASE - TOP) / largest.max(1)).min(BLOCK);
    let is_blocks = block >= 4;
    let height = |n: usize| match is_blocks {
        true => n * block,
        false => n * (BASE - TOP) / largest.max(1),
    };
    let width = scale.bar_width();
    for bar in scale.bars() {
        let n = drawn.within(bar)[standing as usize];
        if n == 0 {
            continue;
        }
        let counts = whole.within(bar);
        let others = dated().take_while(|other| *other != standing);
        let below: usize = others.map(|other| counts[other as usize]).sum();
        let room = scale.x(bar.1 + 1) - scale.x(bar.0);
        let x = scale.x(bar.0) + room.saturating_sub(width) / 2;
        let mut rectangle = |from: usize, to: usize| {
            let foot = BASE - height(from);
            // A pixel is left free between two parts; what is there is never too low to see.
            let tall = (height(to) - height(from)).saturating_sub(1).max(1);
            // Writing to a text cannot fail.
            let _ = write!(path, "M{x} {foot}v-{tall}h{width}v{tall}z");
        };
        if is_blocks {
            (below..below + n).for_each(|at| rectangle(at, at + 1));
        } else {
            rectangle(below, below + n);
        }
    }
    path
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) all: Shared<Horizon>,
    /// What is left by the filters; the rest is faint.
    pub(crate) seen: Shared<Horizon>,
    pub(crate) largest: usize,
    pub(crate) scale: Scale,
}

/// A component of its own, so that pointing at a day draws no bar again.
#[component]
pub(crate) fn Bars(props: &Props) -> Html {
    let Props { all, seen, largest, scale } = props;
    let layer = |drawn: &Shared<Horizon>| {
        dated()
            .map(|standing| {
                let d = parts(all, drawn, standing, *largest, *scale);
                let hatched = (standing.event() == Some(Event::RestoreBy))
                    .then_some("horizon__bar--hatched");
                html! { <path class={classes!("horizon__bar", class(standing), hatched)} {d} /> }
            })
            .collect::<Html>()
    };
    html! {
        <>
            if all != seen {
                <g class="horizon__faint">{ layer(all) }</g>
            }
            { layer(seen) }
        </>
    }
}

/// The pattern of what can be restored, for those who do not see colors.
pub(crate) fn patterns() -> Html {
    html! {
        <defs>
            <pattern id="horizon-hatched" class="is-restorable" width="4" height="4" patternUnits="userSpaceOnUse">
                <rect class="horizon__tint" width="4" height="4" />
                <path class="horizon__ink" d="M-1 1l2-2M-1 5l6-6M3 5l2-2" />
            </pattern>
        </defs>
    }
}

/// What stands behind the bars: days without work, Mondays, the largest count.
pub(crate) fn ground(
    horizon: &Horizon,
    policy: &Policy,
    scale: Scale,
    largest: usize,
) -> Html {
    let mut free = String::new();
    for day in 0..N_DAYS {
        if !policy.is_working_day(horizon.date(day)) {
            let (x, end) = (scale.x(day), scale.x(day + 1));
            let _ = write!(free, "M{x} {TOP}H{end}V{BASE}H{x}z");
        }
    }
    let (left, right) = scale.ends();
    let mut free_from = 0;
    let mondays = (0..N_DAYS).filter(|day| horizon.date(*day).weekday() == Weekday::Mon);
    let named: Vec<usize> = mondays
        .filter(|day| {
            let x = scale.x(*day);
            let has_room = x >= free_from && x + LABEL <= right;
            if has_room {
                free_from = x + LABEL;
            }
            has_room
        })
        .collect();
    let label = |day: usize| {
        let x = scale.x(day).to_string();
        html! { <text class="horizon__label" {x} y="68">{ written(horizon.date(day), Form::Day) }</text> }
    };
    html! {
        <>
            <path class="horizon__free" d={free} />
            <path class="horizon__line" d={format!("M{left} {BASE}.5H{right}")} />
            if largest > 1 {
                <text class="horizon__label" x={(left - 6).to_string()} y={(TOP + 8).to_string()} text-anchor="end">
                    { number(largest) }
                </text>
            }
            { for named.into_iter().map(label) }
        </>
    }
}

/// The rectangle of some days over the whole height, as a path.
pub(crate) fn band(scale: Scale, (from, to): (usize, usize)) -> String {
    format!("M{} {TOP}H{}V{BASE}H{}z", scale.x(from), scale.x(to + 1), scale.x(from))
}

/// The line of today.
pub(crate) fn upright(x: usize) -> String {
    format!("M{x}.5 2V{BASE}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn without_any_room_nothing_breaks() {
        let scale = Scale::new(0, |_| 1_234_567);
        assert_eq!(scale.day(3.0), 0);
        let none = Horizon::new(NaiveDate::MIN, [].into_iter());
        let path = parts(&none, &none, Standing::Today, 0, scale);
        assert_eq!(path, "");
    }
}
