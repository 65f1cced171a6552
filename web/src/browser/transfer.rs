//! Dropping and pasting anywhere on the page.

use super::files::{Incoming, listed};
use super::listeners::{Listeners, listen};
use super::time::{local_time, today};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, EventTarget};

/// What a drag does.
pub(crate) enum Dragging {
    Over,
    Left,
    Dropped(Vec<Incoming>),
}

/// Listens to drags over the whole window.
pub(crate) fn listen_to_drops(on_drag: impl Fn(Dragging) + Clone + 'static) -> Listeners {
    let Some(window) = web_sys::window() else { return Listeners::new(Vec::new()) };
    let target: &EventTarget = window.as_ref();
    let over = on_drag.clone();
    let left = on_drag.clone();
    Listeners::new(vec![
        listen(target, "dragover", move |event: &DragEvent| {
            event.prevent_default();
            over(Dragging::Over);
        }),
        listen(target, "dragleave", move |event: &DragEvent| {
            // Moving between two elements of the page is no leaving.
            if event.related_target().is_none() {
                left(Dragging::Left);
            }
        }),
        listen(target, "drop", move |event: &DragEvent| {
            event.prevent_default();
            let dropped = event.data_transfer().map(|data| handed_over(&data, "Dropped"));
            on_drag(Dragging::Dropped(dropped.unwrap_or_default()));
        }),
    ])
}

/// Listens to pastes that are not meant for a field.
pub(crate) fn listen_to_pastes(on_paste: impl Fn(Vec<Incoming>) + 'static) -> Listeners {
    let Some(window) = web_sys::window() else { return Listeners::new(Vec::new()) };
    Listeners::new(vec![listen(
        window.as_ref(),
        "paste",
        move |event: &ClipboardEvent| {
            if is_in_field(event) {
                return;
            }
            let pasted = event.clipboard_data().map(|data| handed_over(&data, "Pasted"));
            let pasted = pasted.unwrap_or_default();
            if !pasted.is_empty() {
                event.prevent_default();
                on_paste(pasted);
            }
        },
    )])
}

/// Listens to copying where nothing is marked, outside of fields and of what lies over the
/// page. The handler gives the text to copy.
pub(crate) fn listen_to_copies(
    on_copy: impl Fn() -> Option<String> + 'static,
) -> Listeners {
    let Some(window) = web_sys::window() else { return Listeners::new(Vec::new()) };
    let is_marked = {
        let window = window.clone();
        move || {
            let marked = window.get_selection().ok().flatten();
            marked.is_some_and(|marked| !marked.is_collapsed())
        }
    };
    Listeners::new(vec![listen(
        window.as_ref(),
        "copy",
        move |event: &ClipboardEvent| {
            let own = "input:not([type=checkbox]), textarea, select, dialog, [popover]";
            if event.default_prevented() || is_within(event, own) || is_marked() {
                return;
            }
            if let (Some(data), Some(text)) = (event.clipboard_data(), on_copy())
                && data.set_data("text/plain", &text).is_ok()
            {
                event.prevent_default();
            }
        },
    )])
}

/// The files, or else the text: as HTML when there is a table in it, for only that keeps the
/// cells, with the plain text beside it.
fn handed_over(data: &DataTransfer, verb: &str) -> Vec<Incoming> {
    let files = listed(data.files());
    if !files.is_empty() {
        return files;
    }
    let text = |format| data.get_data(format).unwrap_or_default();
    let html = text("text/html");
    let plain = text("text/plain");
    let name = format!("{verb} at {}", local_time());
    if html.to_ascii_lowercase().contains("<table") {
        return vec![Incoming::text(name, html, today()).or_plain(plain)];
    }
    if plain.trim().is_empty() {
        return Vec::new();
    }
    vec![Incoming::text(name, plain, today())]
}

fn is_in_field(event: &Event) -> bool {
    is_within(
        event,
        "input:not([type=file]), textarea:not([readonly]), [contenteditable]",
    )
}

fn is_within(event: &Event, selector: &str) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target
        .is_some_and(|target| target.closest(selector).is_ok_and(|found| found.is_some()))
}
