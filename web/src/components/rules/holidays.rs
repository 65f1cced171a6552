//! The days on which nobody is at work: listed, added, removed.

use super::field::edited;
use crate::browser::{focus, value_of};
use crate::hooks::{use_act, use_desk};
use chrono::NaiveDate;
use reprieve_core::policy::{Holiday, NoHoliday, Settings};
use reprieve_desk::action::Action;
use reprieve_desk::words::long_date;
use yew::prelude::*;

#[component]
pub(crate) fn Holidays() -> Html {
    let desk = use_desk();
    let act = use_act();
    let field = use_node_ref();
    let written = use_state_eq(String::new);
    let refused = use_state_eq(|| None::<String>);
    let profile = desk.state.lasting.rules.profile();
    let settings = profile.current.settings();
    let as_of = desk.state.as_of();
    // Says whether it was taken.
    let follow = {
        let (act, refused, profile) = (act.clone(), refused.clone(), profile.clone());
        Callback::from(move |holidays: Vec<Holiday>| {
            let settings = Settings { holidays, ..profile.current.settings() };
            match edited(&profile.original, &settings) {
                Ok(action) => {
                    refused.set(None);
                    act.dispatch(Action::Rules(action));
                    true
                }
                Err(why) => {
                    refused.set(Some(why));
                    false
                }
            }
        })
    };
    let holiday = |(place, holiday): (usize, &Holiday)| {
        let on_remove = {
            let (follow, field) = (follow.clone(), field.clone());
            let mut rest = settings.holidays.clone();
            rest.remove(place);
            Callback::from(move |_: MouseEvent| {
                follow.emit(rest.clone());
                // The button is gone, and with it the focus.
                focus(&field);
            })
        };
        let next = holiday.next(as_of, &settings.working_days);
        let is_new = !profile.original.holidays().contains(holiday);
        html! {
            <li key={format!("{place} {holiday}")} class="rules__holiday">
                { listed(holiday, next, is_new, on_remove) }
            </li>
        }
    };
    let n_removed = profile
        .original
        .holidays()
        .iter()
        .filter(|day| !settings.holidays.contains(day))
        .count();
    let oninput = {
        let written = written.clone();
        Callback::from(move |event: InputEvent| written.set(value_of(&event)))
    };
    let onsubmit = {
        let (written, refused, holidays) =
            (written.clone(), refused.clone(), settings.holidays.clone());
        let follow = follow.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match taken(&written, &holidays) {
                Ok(holidays) => {
                    if follow.emit(holidays) {
                        written.set(String::new());
                    }
                }
                Err(why) => refused.set(Some(why)),
            }
        })
    };
    html! {
        <>
            if settings.holidays.is_empty() {
                <p class="rules__invitation">
                    { "These rules list no holidays of their own. Add yours, so that nobody is told to act on a day off." }
                </p>
            } else {
                <ul class="plain-list rules__holidays" aria-label="Holidays">
                    { for settings.holidays.iter().enumerate().map(holiday) }
                </ul>
            }
            if n_removed > 0 {
                <p class="rules__hint"><span class="mark">{ format!("{n_removed} removed") }</span></p>
            }
            <form class="rules__add" {onsubmit}>
                <label class="rules-field__label" for="rules-holiday">{ "Add a holiday" }</label>
                <span class="rules__add-line">
                    <input
                        ref={field}
                        id="rules-holiday"
                        autocomplete="off"
                        placeholder="2026-11-25, or: fourth Thursday of November"
                        value={(*written).clone()}
                        aria-invalid={refused.is_some().to_string()}
                        aria-describedby="rules-holiday-said"
                        {oninput}
                    />
                    <button class="button">{ "Add" }</button>
                </span>
                <span id="rules-holiday-said">{ said(refused.as_deref()) }</span>
            </form>
        </>
    }
}

/// A holiday with its next day, and the button that removes it.
fn listed(
    holiday: &Holiday,
    next: Option<NaiveDate>,
    is_new: bool,
    on_remove: Callback<MouseEvent>,
) -> Html {
    let name = holiday.to_string();
    let when = match next {
        Some(day) if day.to_string() == name => format!(" · {}", day.format("%A")),
        Some(day) => format!(" · next on {}", long_date(day)),
        None => " · is over".to_owned(),
    };
    html! {
        <>
            <span>
                { &name }
                <span class="muted">{ when }</span>
                if is_new {
                    { " " }<span class="mark">{ "added" }</span>
                }
            </span>
            <button class="button" aria-label={format!("Remove {name}")} onclick={on_remove}>{ "Remove" }</button>
        </>
    }
}

/// What is said below the field: why nothing was added, or what can be.
fn said(refused: Option<&str>) -> Html {
    match refused {
        Some(why) => {
            html! { <span class="rules-field__error" role="alert">{ why }</span> }
        }
        None => html! {
            <span class="rules-field__hint">
                { "A day, “December 25”, “July 4, observed”, “last Monday of May”, “day after fourth Thursday of November”." }
            </span>
        },
    }
}

/// The holidays with one that was written.
fn taken(written: &str, holidays: &[Holiday]) -> Result<Vec<Holiday>, String> {
    let written = written.trim();
    let holiday: Holiday = written
        .parse()
        .map_err(|no: NoHoliday| format!("“{written}” is no holiday: {no}."))?;
    if holidays.contains(&holiday) {
        return Err(format!("“{holiday}” is there already."));
    }
    Ok(holidays.iter().copied().chain([holiday]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_taken_once_or_refused_with_the_reason() {
        let holidays = taken(" december 25 ", &[]).unwrap();
        assert_eq!(holidays.len(), 1);
        let again = taken("December 25", &holidays).unwrap_err();
        assert!(again.contains("“December 25” is there already"), "{again}");
        let no = taken("Thanksgiving", &holidays).unwrap_err();
        assert!(no.contains("“Thanksgiving”") && no.contains("July 4, observed"), "{no}");
    }
}
