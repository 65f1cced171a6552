//! The days that begin while the page is open.

use super::desk::use_act;
use crate::browser::watch_calendar;
use reprieve_desk::action::Action;
use yew::prelude::*;

/// Says when another day begins.
#[hook]
pub(crate) fn use_calendar() {
    let act = use_act();
    use_effect_with((), move |()| {
        let watch = watch_calendar(move |today| act.dispatch(Action::DayBegan(today)));
        move || drop(watch)
    });
}
