//! The days of the rules, of which the working week is here.

use super::field::edited;
use super::holidays::Holidays;
use crate::hooks::{use_act, use_desk};
use chrono::Weekday;
use reprieve_desk::action::Action;
use yew::prelude::*;

/// A week, as the institution's calendar shows it.
const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "Monday"),
    (Weekday::Tue, "Tuesday"),
    (Weekday::Wed, "Wednesday"),
    (Weekday::Thu, "Thursday"),
    (Weekday::Fri, "Friday"),
    (Weekday::Sat, "Saturday"),
    (Weekday::Sun, "Sunday"),
];

#[component]
pub(crate) fn RulesDays() -> Html {
    html! {
        <section class="rules__section" aria-labelledby="rules-days">
            <h3 id="rules-days">{ "Working days and holidays" }</h3>
            <p class="rules__hint">{ "The last day to act is a working day." }</p>
            <WorkingDays />
            <Holidays />
        </section>
    }
}

#[component]
fn WorkingDays() -> Html {
    let desk = use_desk();
    let act = use_act();
    let refused = use_state_eq(|| None::<String>);
    let profile = desk.state.lasting.rules.profile();
    let day = |(day, name): (Weekday, &'static str)| {
        let settings = profile.current.settings();
        let checked = settings.working_days.contains(&day);
        let onchange = {
            let (act, refused, original) =
                (act.clone(), refused.clone(), profile.original.clone());
            Callback::from(move |_: Event| {
                let mut settings = settings.clone();
                match checked {
                    true => settings.working_days.retain(|other| *other != day),
                    false => settings.working_days.push(day),
                }
                // As it was written, so that what is changed back is no change.
                let order = original.working_days();
                settings.working_days.sort_by_key(|day| {
                    let known = order.iter().position(|other| other == day);
                    (known.unwrap_or(order.len()), day.num_days_from_monday())
                });
                match edited(&original, &settings) {
                    Ok(action) => {
                        refused.set(None);
                        act.dispatch(Action::Rules(action));
                    }
                    Err(why) => refused.set(Some(why)),
                }
            })
        };
        let (short, _) = name.split_at("Mon".len());
        html! {
            <label key={name} class="rules__day">
                <input type="checkbox" aria-label={name} checked={checked} {onchange} />
                { short }
            </label>
        }
    };
    html! {
        <fieldset class="rules__week">
            <legend class="visually-hidden">{ "Working days" }</legend>
            { for WEEK.into_iter().map(day) }
            if let Some(why) = refused.as_ref() {
                <span class="rules-field__error" role="alert">{ why }</span>
            }
        </fieldset>
    }
}
