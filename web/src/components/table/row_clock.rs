//! What happens to an account on the days after today, on a scale that all rows share, so that
//! today and in three days differ at a glance and a column of clocks can be scanned.

use crate::components::parts::clock::description;
use crate::components::parts::standing::class;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use reprieve_core::lifecycle::{Milestones, days_between};
use reprieve_core::policy::Policy;
use reprieve_core::standing::{Event, Standing};
use reprieve_desk::words::{Form, written};
use yew::prelude::*;

/// How many days before today the scale begins, and how many it has.
const N_BEFORE: i64 = 2;
const N_DAYS: i64 = 40;

/// Where a day begins, in percent of the width.
fn place(date: NaiveDate, as_of: NaiveDate) -> f64 {
    (days_between(as_of, date) + N_BEFORE) as f64 / N_DAYS as f64 * 100.0
}

/// Where a day ends.
fn end(date: NaiveDate, as_of: NaiveDate) -> f64 {
    place(date, as_of) + 100.0 / N_DAYS as f64
}

/// A part of the clock, in percent of the width; it may reach beyond the edges.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stretch {
    class: &'static str,
    from: f64,
    to: f64,
}

/// The parts of an account's clock: first the one that ends with the day that counts now.
fn stretches(dates: &Milestones, standing: Standing, as_of: NaiveDate) -> Vec<Stretch> {
    let today = place(as_of, as_of);
    let deprovisioned = place(dates.deprovisioned_on, as_of);
    let disabled = place(dates.disabled_on, as_of);
    let restore = dates.restorable_until.map(|last| end(last, as_of));
    let part = |class, from, to| Stretch { class, from, to };
    let counts = |to| part("row-clock__counts", today, to);
    let later = restore.map(|to| part("row-clock__restore", deprovisioned, to));
    let off = part("row-clock__disabled", disabled, deprovisioned);
    match standing.event() {
        Some(Event::ActBy) if dates.act_by < as_of => {
            [counts(disabled), off].into_iter().chain(later).collect()
        }
        Some(Event::ActBy) => {
            let act_by = end(dates.act_by, as_of);
            let wait = part("row-clock__wait", act_by, disabled);
            [counts(act_by), wait, off].into_iter().chain(later).collect()
        }
        Some(Event::MailStops) => {
            std::iter::once(counts(deprovisioned)).chain(later).collect()
        }
        Some(Event::RestoreBy) => restore.map(counts).into_iter().collect(),
        Some(Event::Gone) => {
            let since = dates.gone_since().unwrap_or(dates.deprovisioned_on);
            vec![part("row-clock__gone", 0.0, place(since, as_of).max(0.0))]
        }
        None => Vec::new(),
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) dates: Milestones,
    pub(crate) standing: Standing,
    pub(crate) as_of: NaiveDate,
}

#[component]
pub(crate) fn RowClock(props: &Props) -> Html {
    let Props { dates, standing, as_of } = props;
    let parts = stretches(dates, *standing, *as_of);
    let percent = |x: f64| format!("{:.2}%", x.clamp(0.0, 100.0));
    let bar = |part: &Stretch| {
        let (x1, x2) = (percent(part.from), percent(part.to));
        html! { <line class={part.class} {x1} {x2} y1="12" y2="12" /> }
    };
    // A tall mark on the day that counts, a short one on the last day to restore.
    let mark = |part: &Stretch| {
        let (tall, class) = match part.class {
            "row-clock__counts" => (8, "row-clock__mark"),
            "row-clock__restore" | "row-clock__gone" => (4, "row-clock__end"),
            _ => return Html::default(),
        };
        if part.to >= 100.0 {
            return Html::default();
        }
        let x = percent(part.to);
        let (y1, y2) = ((12 - tall).to_string(), (12 + tall).to_string());
        html! { <line {class} x1={x.clone()} x2={x} {y1} {y2} /> }
    };
    let is_beyond = parts.first().is_some_and(|part| part.to >= 100.0);
    let today = percent(place(*as_of, *as_of));
    html! {
        <svg class={classes!("row-clock", class(*standing))} role="img" aria-label={description(dates, *as_of)}>
            { for parts.iter().rev().map(bar) }
            { for parts.iter().map(mark) }
            if is_beyond {
                <svg x="100%" overflow="visible"><path class="row-clock__beyond" d="M-7 7l5 5-5 5" /></svg>
            }
            <line class="row-clock__today" x1={today.clone()} x2={today} y1="-9" y2="33" />
        </svg>
    }
}

/// The scale above the clocks: today, and the Mondays after it.
pub(crate) fn scale(as_of: NaiveDate) -> Html {
    /// How many days after today the first Monday is named: before that, its name would lie
    /// over that of today.
    const ROOM: i64 = 4;
    let day = |n: i64| as_of.checked_add_days(Days::new(n.unsigned_abs()));
    let mondays = (ROOM..N_DAYS - N_BEFORE - ROOM)
        .filter_map(day)
        .filter(|date| date.weekday() == Weekday::Mon);
    let label = |class: &'static str, date: NaiveDate, text: String| {
        let left = format!("left: {:.2}%", place(date, as_of));
        html! { <span {class} ~style={left}>{ text }</span> }
    };
    html! {
        <span class="clock-scale" aria-hidden="true">
            { label("clock-scale__today", as_of, "today".to_owned()) }
            { for mondays.map(|date| label("clock-scale__week", date, written(date, Form::Day))) }
        </span>
    }
}

/// The days without work as the ground behind the clocks, for the stylesheet.
pub(crate) fn ground(policy: &Policy, as_of: NaiveDate) -> String {
    let first = as_of.checked_sub_days(Days::new(N_BEFORE.unsigned_abs()));
    let free =
        first.into_iter().flat_map(|first| first.iter_days()).take(N_DAYS as usize);
    let stops: Vec<String> = free
        .filter(|date| !policy.is_working_day(*date))
        .map(|date| {
            let (from, to) = (place(date, as_of), end(date, as_of));
            format!(
                "transparent {from:.2}%, var(--free) {from:.2}% {to:.2}%, transparent {to:.2}%"
            )
        })
        .collect();
    match stops[..] {
        [] => "none".to_owned(),
        _ => format!("linear-gradient(to right, {})", stops.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::policy::DEFAULT;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn parts(deprovisioned_on: &str) -> Vec<Stretch> {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let as_of = day("2026-11-30");
        let dates = Milestones::new(day(deprovisioned_on), &policy).unwrap();
        stretches(&dates, dates.standing(as_of, &policy), as_of)
    }

    /// In days from today.
    fn days(part: Stretch) -> (&'static str, i64, i64) {
        let days = |x: f64| (x / 100.0 * N_DAYS as f64).round() as i64 - N_BEFORE;
        (part.class, days(part.from), days(part.to))
    }

    #[test]
    fn the_day_that_counts_comes_first() {
        let found: Vec<_> = parts("2026-12-02").into_iter().map(days).collect();
        assert_eq!(found[0], ("row-clock__counts", 0, 1));
        assert_eq!(found[2], ("row-clock__disabled", 1, 2));
        assert_eq!(found[3], ("row-clock__restore", 2, 33));
        assert_eq!(days(parts("2026-12-01")[0]), ("row-clock__counts", 0, 1));
        assert_eq!(days(parts("2026-11-04")[0]), ("row-clock__counts", 0, 5));
        assert_eq!(days(parts("2026-10-01")[0]), ("row-clock__gone", -2, -2));
    }

    #[test]
    fn days_without_work_are_the_ground() {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let ground = ground(&policy, day("2026-11-30"));
        // The weekend before, of which both days are on the scale.
        assert!(
            ground
                .starts_with("linear-gradient(to right, transparent 0.00%, var(--free)")
        );
        assert_eq!(ground.matches("var(--free)").count(), 18);
    }
}
