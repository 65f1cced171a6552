//! Keys with their modifiers, and which account they are meant for.

use super::listeners::{Listeners, listen};
use super::page::{document, has_dialog, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// In the row of this number.
    Row(usize),
    Details,
    Elsewhere,
    Nowhere,
}

/// Listens to keys that are not meant for a field or a dialog. The handler is told the key
/// with its modifiers, as `Ctrl Shift Z`, and says whether it used it.
pub(crate) fn listen_to_presses(on_key: impl Fn(&str) -> bool + 'static) -> Listeners {
    let Some(window) = window() else { return Listeners::new(Vec::new()) };
    Listeners::new(vec![listen(
        window.as_ref(),
        "keydown",
        move |event: &KeyboardEvent| {
            let is_used = event.default_prevented() || event.alt_key() || has_dialog();
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            if is_used || target.is_some_and(|target| takes_keys(&target)) {
                return;
            }
            if on_key(&stroke(event)) {
                event.prevent_default();
            }
        },
    )])
}

/// A key with its modifiers: `Ctrl` is Command on a Mac, and Shift counts only where it does
/// not make another character.
fn stroke(event: &KeyboardEvent) -> String {
    let (key, code) = (event.key(), event.code());
    let key = match key.as_str() {
        "ArrowDown" => "↓",
        "ArrowUp" => "↑",
        "Escape" => "Esc",
        // French keyboards have the digits behind Shift.
        _ if !event.shift_key() && code.starts_with("Digit") => &code["Digit".len()..],
        key => key,
    };
    let mut characters = key.chars();
    let is_symbol =
        characters.next().is_some_and(|c| !c.is_alphabetic() && c != '↓' && c != '↑')
            && characters.next().is_none();
    let command = if event.ctrl_key() || event.meta_key() { "Ctrl " } else { "" };
    let shift = if event.shift_key() && !is_symbol { "Shift " } else { "" };
    format!("{command}{shift}{key}")
}

/// Whether an element has its own use for keys. A checkbox has none but for the space bar.
fn takes_keys(element: &Element) -> bool {
    let fields = "input:not([type=checkbox]), textarea, select, dialog";
    element.closest(fields).is_ok_and(|field| field.is_some())
}

/// Where the keyboard is now.
pub(crate) fn focused() -> Focus {
    let Some(element) = document().and_then(|document| document.active_element()) else {
        return Focus::Nowhere;
    };
    let within = |selector| element.closest(selector).ok().flatten();
    if let Some(row) = within(".table__row--account") {
        let number = row.get_attribute("aria-rowindex").and_then(|n| n.parse().ok());
        return number.map_or(Focus::Elsewhere, Focus::Row);
    }
    match (within(".details"), element.tag_name().as_str()) {
        (Some(_), _) => Focus::Details,
        (None, "BODY") => Focus::Nowhere,
        (None, _) => Focus::Elsewhere,
    }
}

/// Moves the focus to the row of this number, if it is in the document.
pub(crate) fn focus_row(number: usize) -> bool {
    let selector = format!(".table__row--account[aria-rowindex=\"{number}\"] .person");
    let person = document().and_then(|d| d.query_selector(&selector).ok().flatten());
    let person = person.and_then(|person| person.dyn_into::<HtmlElement>().ok());
    person.is_some_and(|person| person.focus().is_ok())
}

/// Scrolls to where the row of this number, from 2, belongs.
pub(crate) fn scroll_to_row(number: usize) -> Option<()> {
    let body = document()?.query_selector(".table__body").ok()??;
    let window = window()?;
    let style = window.get_computed_style(&body).ok()??;
    let height = style.get_property_value("--row-height").ok()?;
    let height: f64 = height.trim().trim_end_matches("px").parse().ok()?;
    let top = body.get_bounding_client_rect().top() + window.scroll_y().ok()?;
    let middle = window.inner_height().ok()?.as_f64()? / 2.0;
    let above = number.saturating_sub(2) as f64 * height;
    window.scroll_to_with_x_and_y(0.0, top + above - middle);
    Some(())
}

/// Scrolls the row of this number into the window, if it is not there.
pub(crate) fn show_row(number: usize) {
    let selector = format!(".table__row--account[aria-rowindex=\"{number}\"]");
    match document().and_then(|d| d.query_selector(&selector).ok().flatten()) {
        Some(row) => show(&row),
        None => {
            // Without a table there is nothing to scroll.
            let _ = scroll_to_row(number);
        }
    }
}

/// Scrolls what has the focus out from under what lies over the page's edge.
pub(crate) fn show_focused() {
    if let Some(element) = document().and_then(|document| document.active_element())
        && element.tag_name() != "BODY"
    {
        show(&element);
    }
}

fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The number of the first row that is wholly in the window.
pub(crate) fn first_row_in_sight() -> Option<usize> {
    let rows = document()?.query_selector_all(".table__row--account").ok()?;
    (0..rows.length())
        .filter_map(|index| rows.item(index)?.dyn_into::<Element>().ok())
        .find(|row| row.get_bounding_client_rect().top() >= 0.0)
        .and_then(|row| row.get_attribute("aria-rowindex")?.parse().ok())
}
