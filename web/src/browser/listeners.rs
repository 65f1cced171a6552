//! Listening to events.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget};

/// Listeners that are removed when this is dropped.
pub(crate) struct Listeners {
    _listeners: Vec<EventListener>,
}

impl Listeners {
    pub(super) fn new(listeners: Vec<EventListener>) -> Listeners {
        Listeners { _listeners: listeners }
    }
}

/// Hears one kind of event, and may prevent what the browser would do.
pub(super) fn listen<E: JsCast>(
    target: &EventTarget,
    kind: &'static str,
    on_event: impl Fn(&E) + 'static,
) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, kind, options, move |event: &Event| {
        if let Some(event) = event.dyn_ref::<E>() {
            on_event(event);
        }
    })
}
