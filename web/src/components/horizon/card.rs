//! Where the load lies: what happens on the days around today, as bars and as a table.

use super::plot::{HorizonPlot, swatch};
use crate::hooks::{use_act, use_desk};
use chrono::NaiveDate;
use reprieve_desk::action::Action;
use reprieve_desk::horizon;
use reprieve_desk::horizon::{Event, Events, N_DAYS, Span, TODAY};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{number, relative, short_date};
use yew::prelude::*;

#[component]
pub(crate) fn Horizon() -> Html {
    let desk = use_desk();
    let act = use_act();
    let shows_table = use_state_eq(|| false);
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
    let events = desk.state.of_files.events;
    let on_choose = use_callback(act.clone(), |days: Option<Span>, act| {
        act.dispatch(Action::DaysChosen(days));
    });
    let legend = |event: Event| {
        let is_on = events.has(event);
        let act = act.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            act.dispatch(Action::EventToggled(event))
        });
        html! {
            <button class={classes!("horizon__event", (!is_on).then_some("horizon__event--off"))} aria-pressed={is_on.to_string()} {onclick}>
                { swatch(event) }{ event.title() }
            </button>
        }
    };
    let on_table = {
        let shows_table = shows_table.clone();
        Callback::from(move |_: MouseEvent| shows_table.set(!*shows_table))
    };
    html! {
        <section class="card horizon" aria-labelledby="horizon-title">
            <div class="horizon__body">
                <h2 id="horizon-title" class="horizon__title">{ "What happens when" }</h2>
                <div class="horizon__legend" role="group" aria-label="Shown in the chart">
                    { for Event::ALL.into_iter().map(legend) }
                </div>
                <div class="horizon__tools">
                    if let Some(days) = desk.state.of_files.filters.days {
                        { chip(&days, desk.answer.as_of(), &on_choose) }
                    }
                    <button class="button button--quiet" aria-expanded={shows_table.to_string()} onclick={on_table}>
                        { "As a table" }
                    </button>
                </div>
                <HorizonPlot
                    all={(*all).clone()}
                    seen={(*seen).clone()}
                    {events}
                    days={desk.state.of_files.filters.days}
                    policy={desk.policy.clone()}
                    on_choose={on_choose.clone()}
                />
            </div>
            if *shows_table {
                { table(&all, events, &on_choose) }
            }
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
        <button class="horizon__chip" aria-label={label} onclick={on_choose.reform(|_| None)}>
            { words }<span aria-hidden="true">{ " ×" }</span>
        </button>
    }
}

/// The same in rows: the days on which something happens.
fn table(
    horizon: &horizon::Horizon,
    events: Events,
    on_choose: &Callback<Option<Span>>,
) -> Html {
    let as_of = horizon.date(TODAY);
    let row = |day: usize| {
        let date = horizon.date(day);
        let onclick = on_choose.reform(move |_| Some(Span { from: date, to: date }));
        let counts = horizon.on(day);
        html! {
            <tr key={day}>
                <th scope="row">
                    <button class="link" {onclick}><time datetime={date.to_string()}>{ short_date(date, as_of) }</time></button>
                    <span class="muted">{ format!(" {}", relative(date, as_of)) }</span>
                </th>
                { for events.iter().map(|event| html! { <td>{ number(counts[event as usize]) }</td> }) }
            </tr>
        }
    };
    let has_something = |day: &usize| horizon.height(*day, events) > 0;
    html! {
        <div class="horizon__days">
            <table>
                <caption class="visually-hidden">{ "Days on which something happens" }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ "Day" }</th>
                        { for events.iter().map(|event| html! { <th scope="col">{ event.title() }</th> }) }
                    </tr>
                </thead>
                <tbody>{ for (0..N_DAYS).filter(has_something).map(row) }</tbody>
            </table>
        </div>
    }
}
