//! The bars of the horizon, and what stands behind them.

use super::scale::Scale;
use chrono::Datelike;
use reprieve_core::policy::Policy;
use reprieve_desk::horizon::{Event, Events, Horizon, N_DAYS};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::number;
use std::fmt::Write;
use yew::prelude::*;

/// The height of the drawing.
pub(crate) const HEIGHT: u32 = 108;

/// Where the highest bar begins and where all stand, from the top.
const TOP: usize = 18;
const BASE: usize = 90;

/// How wide the name of a month is, with its year.
const MONTH: usize = 44;

/// The parts of all bars that show one event, as a path. Of a part only as much is drawn as
/// `drawn` counts; it begins where it begins in the whole.
fn parts(
    whole: &Horizon,
    drawn: &Horizon,
    events: Events,
    event: Event,
    largest: usize,
    scale: Scale,
) -> String {
    let mut path = String::new();
    let height = |n: usize| n * (BASE - TOP) / largest.max(1);
    let width = scale.bar_width();
    for day in 0..N_DAYS {
        let n = drawn.on(day)[event as usize];
        if n == 0 {
            continue;
        }
        let below: usize = events
            .iter()
            .take_while(|other| *other != event)
            .map(|other| whole.on(day)[other as usize])
            .sum();
        let foot = BASE - height(below);
        // One pixel is left free between two parts; what is there is never too low to be seen.
        let tall = (height(below + n) - height(below)).saturating_sub(1).max(1);
        let x =
            scale.x(day) + (scale.x(day + 1) - scale.x(day)).saturating_sub(width) / 2;
        // Writing to a text cannot fail.
        let _ = write!(path, "M{x} {foot}v-{tall}h{width}v{tall}z");
    }
    path
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) all: Shared<Horizon>,
    /// What is left by the filters; the rest is faint.
    pub(crate) seen: Shared<Horizon>,
    pub(crate) events: Events,
    pub(crate) largest: usize,
    pub(crate) scale: Scale,
}

/// A component of its own, so that pointing at a day draws no bar again.
#[component]
pub(crate) fn Bars(props: &Props) -> Html {
    let Props { all, seen, events, largest, scale } = props;
    let layer = |drawn: &Shared<Horizon>| {
        events
            .iter()
            .map(|event| {
                let d = parts(all, drawn, *events, event, *largest, *scale);
                html! { <path class="horizon__bar" fill={fill(event)} {d} /> }
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

/// What an event looks like: a color, and a pattern for those who do not see colors.
pub(crate) fn fill(event: Event) -> &'static str {
    match event {
        Event::ActBy => "var(--urgent)",
        Event::Disabled => "url(#horizon-disabled)",
        Event::Deprovisioned => "url(#horizon-deprovisioned)",
        Event::Restorable => "url(#horizon-restorable)",
    }
}

/// The patterns of [`fill`]: stripes, slanted lines, dots.
pub(crate) fn patterns() -> Html {
    let pattern = |id: &'static str, class: &'static str, d: &'static str| {
        html! {
            <pattern {id} {class} width="4" height="4" patternUnits="userSpaceOnUse">
                <rect class="horizon__tint" width="4" height="4" />
                <path class="horizon__ink" {d} />
            </pattern>
        }
    };
    html! {
        <defs>
            { pattern("horizon-disabled", "is-disabled", "M0 1h4M0 2h4") }
            { pattern("horizon-deprovisioned", "is-past", "M-1 1l2-2M-1 5l6-6M3 5l2-2") }
            { pattern("horizon-restorable", "is-restorable", "M.5 0v2M2.5 2v2") }
        </defs>
    }
}

/// What stands behind the bars: days without work, months, the largest count.
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
    let months = (0..N_DAYS).filter(|day| horizon.date(*day).day() == 1);
    let year = horizon.date(0).year();
    let month = |day: usize| {
        let (x, date) = (scale.x(day), horizon.date(day));
        let format = if date.year() == year { "%b" } else { "%b ’%y" };
        let has_room = x + MONTH < scale.x(N_DAYS);
        html! {
            <>
                <path class="horizon__month" d={format!("M{x}.5 {BASE}v14")} />
                if has_room {
                    <text class="horizon__label" x={(x + 5).to_string()} y="103">
                        { date.format(format).to_string() }
                    </text>
                }
            </>
        }
    };
    let (left, right) = (scale.x(0), scale.x(N_DAYS));
    html! {
        <>
            <path class="horizon__free" d={free} />
            <path class="horizon__line horizon__line--largest" d={format!("M{left} {TOP}.5H{right}")} />
            <path class="horizon__line" d={format!("M{left} {BASE}.5H{right}")} />
            <text class="horizon__label" x={(left - 6).to_string()} y={(TOP + 4).to_string()} text-anchor="end">
                { number(largest) }
            </text>
            <text class="horizon__label" x={(left - 6).to_string()} y={BASE.to_string()} text-anchor="end">{ "0" }</text>
            { for months.map(month) }
        </>
    }
}

/// The rectangle of some days over the whole height, as a path.
pub(crate) fn band(scale: Scale, (from, to): (usize, usize)) -> String {
    format!("M{} {TOP}H{}V{BASE}H{}z", scale.x(from), scale.x(to + 1), scale.x(from))
}

/// The line of today.
pub(crate) fn upright(x: usize) -> String {
    format!("M{x}.5 12V{BASE}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn without_any_room_nothing_breaks() {
        let scale = Scale::new(0, 1_234_567);
        assert_eq!(scale.day(3.0), 0);
        let none = Horizon::new(NaiveDate::MIN, [].into_iter());
        let path = parts(&none, &none, Events::default(), Event::ActBy, 0, scale);
        assert_eq!(path, "");
    }
}
