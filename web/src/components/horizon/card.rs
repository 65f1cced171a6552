//! Where the load lies: the deadlines of the days around today, as bars, as fields, and as a
//! list.

use super::days::counted;
use super::plot::HorizonPlot;
use crate::browser::value_of;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{use_act, use_desk};
use chrono::NaiveDate;
use reprieve_desk::action::Action;
use reprieve_desk::horizon;
use reprieve_desk::horizon::{N_DAYS, Span, TODAY};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{relative, short_date};
use yew::prelude::*;

/// The element of the days to choose.
const DAYS_ID: &str = "days";

#[component]
pub(crate) fn Horizon() -> Html {
    let desk = use_desk();
    let act = use_act();
    let all = use_memo(desk.answer.clone(), |answer| {
        Shared::new(horizon::Horizon::new(answer.as_of(), answer.rows()))
    });
    let seen = use_memo(
        ((*all).clone(), desk.answer.clone(), desk.rows.clone()),
        |(all, answer, rows)| {
            // Of the whole answer it is the same.
            if rows.len() == answer.counts().answer() {
                return all.clone();
            }
            let rows = rows.iter().filter_map(|account| account.row(answer));
            Shared::new(horizon::Horizon::new(answer.as_of(), rows))
        },
    );
    let days = desk.state.of_files.filters.days;
    let on_choose = use_callback(act.clone(), |days: Option<Span>, act| {
        act.dispatch(Action::DaysChosen(days));
    });
    let on_close = Callback::from(move |_: MouseEvent| {
        act.dispatch(Action::ChartShown(false));
    });
    html! {
        <section class="horizon" aria-labelledby="horizon-title">
            <div class="horizon__legend">
                <h2 id="horizon-title" class="horizon__title">{ "Deadlines" }</h2>
                <p class="horizon__key"><span class="horizon__swatches" aria-hidden="true"><i class="is-urgent" /><i class="is-soon" /><i class="is-later" /></span>{ "Act by" }</p>
                <p class="horizon__key"><i class="horizon__swatch horizon__swatch--hatched is-restorable" aria-hidden="true" />{ "Restore by" }</p>
            </div>
            <HorizonPlot
                all={(*all).clone()}
                seen={(*seen).clone()}
                {days}
                policy={desk.policy.clone()}
                on_choose={on_choose.clone()}
            />
            <div class="horizon__tools">
                if let Some(days) = days {
                    { chip(&days, desk.answer.as_of(), &on_choose) }
                }
                <button class="link horizon__choose" popovertarget={DAYS_ID}>{ "Choose days" }</button>
                <button class="icon-button" aria-label="Close the chart" title="Close the chart" onclick={on_close}>
                    <Icon shape={Shape::Cross} />
                </button>
            </div>
            { chooser(&all, days, &on_choose) }
        </section>
    }
}

/// The days to which the table is narrowed, with the way back.
fn chip(days: &Span, as_of: NaiveDate, on_choose: &Callback<Option<Span>>) -> Html {
    let words = match days.from == days.to {
        true => short_date(days.from, as_of),
        false => {
            format!("{} – {}", short_date(days.from, as_of), short_date(days.to, as_of))
        }
    };
    let label = format!("Show all days again, not only {words}");
    html! {
        <button class="filter-chip" aria-label={label} onclick={on_choose.reform(|_| None)}>
            { words }<Icon shape={Shape::Cross} />
        </button>
    }
}

/// The days by two fields, and as a list of those that have a deadline.
fn chooser(
    horizon: &horizon::Horizon,
    days: Option<Span>,
    on_choose: &Callback<Option<Span>>,
) -> Html {
    let as_of = horizon.date(TODAY);
    let chosen = days.unwrap_or(Span { from: as_of, to: horizon.date(N_DAYS - 1) });
    let field =
        |label: &'static str, day: NaiveDate, with: fn(Span, NaiveDate) -> Span| {
            let on_choose = on_choose.clone();
            let onchange = Callback::from(move |event: Event| {
                // A field that is half filled in says nothing yet.
                if let Ok(day) = value_of(&event).parse() {
                    on_choose.emit(Some(with(chosen, day)));
                }
            });
            html! {
                <label class="days__field">
                    { label }
                    <input type="date" value={day.to_string()} {onchange} />
                </label>
            }
        };
    let item = |day: usize| {
        let date = horizon.date(day);
        let onclick = on_choose.reform(move |_| Some(Span { from: date, to: date }));
        html! {
            <li key={day}>
                <button class="days__day" popovertarget={DAYS_ID} popovertargetaction="hide" {onclick}>
                    <time datetime={date.to_string()}>{ short_date(date, as_of) }</time>
                    <span class="muted">{ relative(date, as_of) }</span>
                    <span class="days__counts">{ counted(horizon.on(day)) }</span>
                </button>
            </li>
        }
    };
    let onkeydown = Callback::from(|event: KeyboardEvent| event.stop_propagation());
    html! {
        <div id={DAYS_ID} class="card popover days" popover="auto" role="group" aria-label="Days" {onkeydown}>
            <div class="days__fields">
                { field("From", chosen.from, |span, from| Span { from, to: span.to.max(from) }) }
                { field("To", chosen.to, |span, to| Span { from: span.from.min(to), to }) }
                <button class="button" disabled={days.is_none()} onclick={on_choose.reform(|_| None)}>{ "All days" }</button>
            </div>
            <ul class="plain-list days__list" aria-label="Days with deadlines">
                { for (0..N_DAYS).filter(|day| horizon.height(*day) > 0).map(item) }
            </ul>
        </div>
    }
}
