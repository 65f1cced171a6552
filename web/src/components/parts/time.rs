//! A day as the reader writes it, with the day of the files behind it.

use chrono::NaiveDate;
use yew::prelude::*;

/// `text` is the day in some form.
pub(crate) fn time(date: NaiveDate, text: String) -> Html {
    html! { <time datetime={date.to_string()} title={date.to_string()}>{ text }</time> }
}
