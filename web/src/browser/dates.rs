//! Days in the reader's locale.

use chrono::NaiveDate;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use reprieve_core::lifecycle::days_between;
use reprieve_desk::words::Form;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

thread_local! {
    /// A formatter is dear to make, so each is made once.
    static FORMATS: RefCell<Vec<(Form, Function)>> = const { RefCell::new(Vec::new()) };
}

/// A day as the browser's reader writes it; `None` where the browser cannot tell.
pub(crate) fn local_form(date: NaiveDate, form: Form) -> Option<String> {
    const DAY_MS: f64 = 86_400_000.0;
    let instant = days_between(NaiveDate::default(), date) as f64 * DAY_MS;
    let date = Date::new(&JsValue::from_f64(instant));
    let format = FORMATS.with_borrow_mut(|formats| {
        let known = formats.iter().find(|(other, _)| *other == form);
        known.map(|(_, format)| format.clone()).or_else(|| {
            let format = format(form)?;
            formats.push((form, format.clone()));
            Some(format)
        })
    })?;
    format.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()
}

fn format(form: Form) -> Option<Function> {
    let options = Object::new();
    // The instant is midnight in Greenwich, and the calendar that of the files.
    let always: [(&str, &str); 2] = [("timeZone", "UTC"), ("calendar", "gregory")];
    let parts: &[(&str, &str)] = match form {
        Form::Short => &[("weekday", "short"), ("day", "numeric"), ("month", "short")],
        Form::Long => &[
            ("weekday", "short"),
            ("day", "numeric"),
            ("month", "short"),
            ("year", "numeric"),
        ],
        Form::Far => &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
        Form::Sentence => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
        Form::LongSentence => &[
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
        ],
        Form::Day => &[("day", "numeric"), ("month", "short")],
        Form::Weekday => &[("weekday", "short")],
    };
    for (key, value) in always.iter().chain(parts) {
        Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value))
            .ok()?;
    }
    // Without a named language it is that of the browser.
    Some(Intl::DateTimeFormat::new(&Array::new(), &options).format())
}
