//! A date with its weekday, to be changed in place.

use crate::browser::value_of;
use chrono::NaiveDate;
use reprieve_desk::words::{Form, written};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) label: AttrValue,
    pub(crate) date: NaiveDate,
    #[prop_or_default]
    pub(crate) note: AttrValue,
    pub(crate) on_change: Callback<NaiveDate>,
}

#[component]
pub(crate) fn DatePill(props: &Props) -> Html {
    let onchange = props.on_change.clone();
    let onchange = Callback::from(move |event: Event| {
        // A field that is half filled in says nothing yet.
        if let Ok(date) = value_of(&event).parse() {
            onchange.emit(date);
        }
    });
    html! {
        <label class="date-pill">
            <span class="muted">{ props.label.clone() }</span>
            <span class="date-pill__weekday">{ written(props.date, Form::Weekday) }</span>
            <input type="date" value={props.date.to_string()} {onchange} />
            if !props.note.is_empty() {
                <span class="date-pill__note">{ props.note.clone() }</span>
            }
        </label>
    }
}
