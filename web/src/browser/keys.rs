//! Keys with their modifiers, and which account they are meant for.

use super::listeners::{Listeners, listen};
use super::page::{document, has_dialog, window};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Where a row is among those that are seen in the table, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SeenIndex(pub(crate) usize);

impl SeenIndex {
    /// Its number for a screen reader, to which the header is row 1.
    pub(crate) fn number(self) -> usize {
        self.0 + 2
    }

    fn of(row: &Element) -> Option<SeenIndex> {
        let number: usize = row.get_attribute("aria-rowindex")?.parse().ok()?;
        number.checked_sub(2).map(SeenIndex)
    }

    fn selector(self) -> String {
        format!(".table__row--account[aria-rowindex=\"{}\"]", self.number())
    }
}

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// In a row of the table.
    Row(SeenIndex),
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
        return SeenIndex::of(&row).map_or(Focus::Elsewhere, Focus::Row);
    }
    match (within(".details"), element.tag_name().as_str()) {
        (Some(_), _) => Focus::Details,
        (None, "BODY") => Focus::Nowhere,
        (None, _) => Focus::Elsewhere,
    }
}

/// Moves the focus to a row, if it is in the document.
pub(crate) fn focus_row(row: SeenIndex) -> bool {
    let selector = format!("{} .person", row.selector());
    let person = document().and_then(|d| d.query_selector(&selector).ok().flatten());
    let person = person.and_then(|person| person.dyn_into::<HtmlElement>().ok());
    person.is_some_and(|person| person.focus().is_ok())
}

/// Scrolls to where a row belongs.
pub(crate) fn scroll_to_row(row: SeenIndex) -> Option<()> {
    let body = document()?.query_selector(".table__body").ok()??;
    let window = window()?;
    let style = window.get_computed_style(&body).ok()??;
    let height = style.get_property_value("--row-height").ok()?;
    let height: f64 = height.trim().trim_end_matches("px").parse().ok()?;
    let top = body.get_bounding_client_rect().top() + window.scroll_y().ok()?;
    let middle = window.inner_height().ok()?.as_f64()? / 2.0;
    let above = row.0 as f64 * height;
    window.scroll_to_with_x_and_y(0.0, top + above - middle);
    Some(())
}

/// Scrolls a row into the window, if it is not there.
pub(crate) fn show_row(row: SeenIndex) {
    match document().and_then(|d| d.query_selector(&row.selector()).ok().flatten()) {
        Some(row) => show(&row),
        None => {
            // Without a table there is nothing to scroll.
            let _ = scroll_to_row(row);
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

/// The first row that is wholly in the window.
pub(crate) fn first_row_in_sight() -> Option<SeenIndex> {
    let rows = document()?.query_selector_all(".table__row--account").ok()?;
    (0..rows.length())
        .filter_map(|index| rows.item(index)?.dyn_into::<Element>().ok())
        .find(|row| row.get_bounding_client_rect().top() >= 0.0)
        .and_then(|row| SeenIndex::of(&row))
}
