//! The visitor's calendar and clock, and slices of time that keep the page alive.

use super::listeners::{Listeners, listen};
use super::page::{document, window};
use chrono::NaiveDate;
use gloo::timers::callback::{Interval, Timeout};
use js_sys::{Date, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageChannel};

/// How long to work before the browser gets its turn, in milliseconds. A frame has 16.
const SLICE_MS: f64 = 10.0;

/// The visitor's local date.
pub(crate) fn today() -> NaiveDate {
    civil(&Date::new_0()).unwrap_or_default()
}

/// The visitor's local date of an instant, in milliseconds since 1970.
pub(super) fn local_date(instant: f64) -> Option<NaiveDate> {
    civil(&Date::new(&JsValue::from_f64(instant)))
}

/// The visitor's local time, such as `9:14`.
pub(super) fn local_time() -> String {
    time_of_day(instant())
}

/// Now, in milliseconds since 1970.
pub(crate) fn instant() -> f64 {
    Date::now()
}

/// The visitor's local time of an instant, such as `9:14`.
pub(crate) fn time_of_day(instant: f64) -> String {
    let date = Date::new(&JsValue::from_f64(instant));
    format!("{}:{:02}", date.get_hours(), date.get_minutes())
}

/// Something that happens every second until this is dropped.
pub(crate) struct EverySecond {
    _interval: Interval,
}

/// Does something every second.
pub(crate) fn every_second(tick: impl FnMut() + 'static) -> EverySecond {
    const SECOND_MS: u32 = 1_000;
    EverySecond { _interval: Interval::new(SECOND_MS, tick) }
}

/// Hears when the visitor's calendar turns a page, until this is dropped.
pub(crate) struct CalendarWatch {
    _interval: Interval,
    _listeners: Listeners,
}

/// Tells each day on which the calendar shows another one than before: soon after midnight,
/// and when somebody comes back to a tab that slept.
pub(crate) fn watch_calendar(on_day: impl Fn(NaiveDate) + 'static) -> CalendarWatch {
    /// A timer until midnight would come late after the computer slept.
    const LOOK_EVERY_MS: u32 = 20_000;
    let last = Cell::new(today());
    let look = Rc::new(move || {
        let now = today();
        if last.replace(now) != now {
            on_day(now);
        }
    });
    let (ticked, shown, focused) = (look.clone(), look.clone(), look);
    let mut listeners = Vec::new();
    if let Some(document) = document() {
        listeners.push(listen(
            document.as_ref(),
            "visibilitychange",
            move |_: &Event| {
                shown();
            },
        ));
    }
    if let Some(window) = window() {
        listeners.push(listen(window.as_ref(), "focus", move |_: &Event| focused()));
    }
    CalendarWatch {
        _interval: Interval::new(LOOK_EVERY_MS, move || ticked()),
        _listeners: Listeners::new(listeners),
    }
}

/// Something that happens once, unless this is dropped before.
pub(crate) struct Later {
    _timeout: Timeout,
}

/// Does something after so many milliseconds.
pub(crate) fn later(milliseconds: u32, then: impl FnOnce() + 'static) -> Later {
    Later { _timeout: Timeout::new(milliseconds, then) }
}

fn civil(date: &Date) -> Option<NaiveDate> {
    let year = i32::try_from(date.get_full_year()).ok()?;
    NaiveDate::from_ymd_opt(year, date.get_month() + 1, date.get_date())
}

/// A stretch of work between two turns of the browser.
pub(crate) struct Slice {
    started: f64,
}

impl Slice {
    pub(crate) fn start() -> Slice {
        Slice { started: now() }
    }

    pub(crate) fn is_over(&self) -> bool {
        now() - self.started > SLICE_MS
    }

    /// Gives the browser its turn, and starts the next slice.
    pub(crate) async fn pause(&mut self) {
        pause().await;
        self.started = now();
    }
}

/// How often something is told that changes all the time, in milliseconds: more often nobody
/// reads, and every time the page is made anew.
pub(crate) const PACE_MS: u32 = 200;

/// Lets something through at once, and then now and again.
pub(crate) struct Pace {
    due: f64,
}

impl Pace {
    pub(crate) fn start() -> Pace {
        Pace { due: 0.0 }
    }

    pub(crate) fn is_due(&mut self) -> bool {
        let now = now();
        let is_due = now >= self.due;
        if is_due {
            self.due = now + f64::from(PACE_MS);
        }
        is_due
    }
}

/// Waits until the browser has painted what is there now.
pub(crate) async fn painted() {
    let Some(window) = web_sys::window() else { return };
    let framed = Promise::new(&mut |resolve, _| {
        // A window that gives no frames is waited for; nobody looks at it.
        let _ = window.request_animation_frame(&resolve);
    });
    let _ = JsFuture::from(framed).await;
    // The frame is laid out and painted after its callbacks, and before the next message.
    pause().await;
}

async fn pause() {
    // A message is delivered as a task of its own, without the four milliseconds that
    // browsers add to a timer.
    if let Ok(channel) = MessageChannel::new() {
        let delivered = Promise::new(&mut |resolve, _| {
            channel.port1().set_onmessage(Some(&resolve));
        });
        if channel.port2().post_message(&JsValue::NULL).is_ok() {
            // The promise only ever resolves.
            let _ = JsFuture::from(delivered).await;
        }
        channel.port1().close();
    }
}

fn now() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |clock| clock.now())
}
