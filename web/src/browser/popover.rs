//! Popovers, which the browser closes by itself: on Escape, and on a press beside them.

use super::page::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, Node};
use yew::NodeRef;

/// Where a button is in the window, for what opens beside it; in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Anchor {
    left: i32,
    top: i32,
    bottom: i32,
    window_width: i32,
    window_height: i32,
}

impl Anchor {
    /// How high what opens can be, and how wide.
    const ROOM: (i32, i32) = (240, 240);

    /// Below the button where there is room, else above it.
    pub(crate) fn style(&self) -> String {
        const GAP: i32 = 4;
        let (height, width) = Anchor::ROOM;
        let left = self.left.min(self.window_width - width).max(GAP);
        match self.bottom + height > self.window_height && self.top > height {
            true => {
                let bottom = self.window_height - self.top + GAP;
                format!("left: {left}px; bottom: {bottom}px")
            }
            false => format!("left: {left}px; top: {}px", self.bottom + GAP),
        }
    }
}

/// Where the button is that was pressed.
pub(crate) fn anchor(event: &MouseEvent) -> Option<Anchor> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("button").ok()??.get_bounding_client_rect();
    let window = window()?;
    let pixels =
        |length: wasm_bindgen::JsValue| length.as_f64().unwrap_or_default() as i32;
    Some(Anchor {
        left: button.left() as i32,
        top: button.top() as i32,
        bottom: button.bottom() as i32,
        window_width: pixels(window.inner_width().ok()?),
        window_height: pixels(window.inner_height().ok()?),
    })
}

/// Whether a popover's `toggle` event says that it opens.
pub(crate) fn is_opening(event: &Event) -> bool {
    js_sys::Reflect::get(event, &"newState".into())
        .is_ok_and(|state| state.as_string().as_deref() == Some("open"))
}

/// Closes a popover; the focus goes back to what opened it.
pub(crate) fn hide_popover(popover: &NodeRef) {
    if let Some(popover) = popover.cast::<HtmlElement>() {
        // One that is closed stays so.
        let _ = popover.hide_popover();
    }
}

/// The buttons in an element.
fn buttons(element: &NodeRef) -> Vec<HtmlElement> {
    let found = element.cast::<Element>().map(|own| own.query_selector_all("button"));
    let Some(Ok(found)) = found else { return Vec::new() };
    let items = (0..found.length()).filter_map(|index| found.item(index));
    items.filter_map(|item| item.dyn_into().ok()).collect()
}

/// Moves the focus to the first button in an element that fits a selector, else to its first.
pub(crate) fn focus_first(element: &NodeRef, selector: &str) {
    let buttons = buttons(element);
    let fits = |button: &&HtmlElement| button.matches(selector).is_ok_and(|fits| fits);
    if let Some(button) = buttons.iter().find(fits).or(buttons.first()) {
        // A button that cannot take the focus leaves it where it is.
        let _ = button.focus();
    }
}

/// Moves the focus among the buttons in an element, round and round.
pub(crate) fn step_focus(element: &NodeRef, by: isize) {
    let buttons = buttons(element);
    let active = document().and_then(|document| document.active_element());
    let active = active.as_ref().map(|active| -> &Node { active });
    let has_focus = |button: &HtmlElement| Some(button as &Node) == active;
    let at = buttons.iter().position(has_focus).unwrap_or_default();
    let n = buttons.len().max(1) as isize;
    if let Some(button) = buttons.get((at as isize + by).rem_euclid(n) as usize) {
        let _ = button.focus();
    }
}
