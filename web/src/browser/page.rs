//! The document: scrolling, focus, copying, saving.

use super::listeners::{Listeners, listen};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, Event, HtmlAnchorElement,
    HtmlDialogElement, HtmlElement, HtmlTextAreaElement, KeyboardEvent, Url, Window,
};
use yew::NodeRef;

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}

/// The element of `index.html` that the page is shown in.
pub(crate) fn root() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// The list of licences that stands in the page's file.
pub(crate) fn licence_list() -> Option<String> {
    document()?.get_element_by_id("licences")?.text_content()
}

/// The value of the field or the choice that an event comes from.
pub(crate) fn value_of(event: &Event) -> String {
    event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok())
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Listens to printing: it begins, and what is there when the handler is done is printed; it
/// ends.
pub(crate) fn listen_to_printing(on_print: impl Fn(bool) + Clone + 'static) -> Listeners {
    let Some(window) = window() else { return Listeners::new(Vec::new()) };
    let ended = on_print.clone();
    Listeners::new(vec![
        listen(window.as_ref(), "beforeprint", move |_: &Event| on_print(true)),
        listen(window.as_ref(), "afterprint", move |_: &Event| ended(false)),
    ])
}

/// Opens the browser's dialog for printing.
pub(crate) fn print_page() {
    if let Some(window) = window() {
        // A browser that does not print has said so itself.
        let _ = window.print();
    }
}

/// Listens to scrolling and to changes of the window's size.
pub(crate) fn listen_to_scroll(on_scroll: impl Fn() + Clone + 'static) -> Listeners {
    let Some(window) = window() else { return Listeners::new(Vec::new()) };
    let resized = on_scroll.clone();
    Listeners::new(vec![
        listen(window.as_ref(), "scroll", move |_: &Event| on_scroll()),
        listen(window.as_ref(), "resize", move |_: &Event| resized()),
    ])
}

/// Opens a dialog over the page, if it is not open yet.
pub(crate) fn show_dialog(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>()
        && !dialog.open()
    {
        // It is in the document and closed, so nothing speaks against it.
        let _ = dialog.show_modal();
    }
}

/// Shows an element over all that is open, dialogs included. Browsers that cannot leave it
/// where it is in the document.
pub(crate) fn show_on_top(element: &NodeRef) {
    if let Some(element) = element.cast::<HtmlElement>()
        && element.show_popover().is_err()
    {
        let _ = element.remove_attribute("popover");
    }
}

/// Closes a dialog; the focus goes back to where it was before.
pub(crate) fn close_dialog(dialog: &NodeRef) {
    if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
        dialog.close();
    }
}

/// Listens to the closing of a dialog, whoever closes it.
pub(crate) fn listen_to_closing(
    dialog: &NodeRef,
    on_close: impl Fn() + 'static,
) -> Listeners {
    let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
        return Listeners::new(Vec::new());
    };
    Listeners::new(vec![listen(dialog.as_ref(), "close", move |_: &Event| on_close())])
}

/// Whether a click is on an element itself, and not on something in it.
pub(crate) fn is_on_itself(event: &Event, element: &NodeRef) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some() && target == element.cast::<Element>()
}

/// Listens to keys that nothing else has used, while no dialog is over the page. The handler
/// is told the key and whether a field has the focus, and says whether it used the key.
pub(crate) fn listen_to_keys(on_key: impl Fn(&str, bool) -> bool + 'static) -> Listeners {
    let Some(window) = window() else { return Listeners::new(Vec::new()) };
    Listeners::new(vec![listen(
        window.as_ref(),
        "keydown",
        move |event: &KeyboardEvent| {
            let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
            if event.default_prevented() || modified || has_dialog() {
                return;
            }
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            let is_within = |selector| {
                let found = target.as_ref().map(|target| target.closest(selector));
                found.is_some_and(|found| found.is_ok_and(|found| found.is_some()))
            };
            // What is under a dialog is out of reach.
            if is_within("dialog") {
                return;
            }
            if on_key(&event.key(), is_within("input, textarea, select")) {
                event.prevent_default();
            }
        },
    )])
}

/// Whether something lies over the page that Escape closes.
pub(super) fn has_dialog() -> bool {
    let is_there = |selector| {
        // A browser that does not know popovers has none.
        let found = document().and_then(|page| page.query_selector(selector).ok());
        found.flatten().is_some()
    };
    is_there("dialog[open]") || is_there("[popover=auto]:popover-open")
}

/// How a long list lies under the window, in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Viewport {
    /// How far the list's top is above the window's; negative when it is below.
    pub(crate) above: f64,
    /// The window's height.
    pub(crate) height: f64,
    /// The height of one row, which the stylesheet says in `--row-height`.
    pub(crate) row_height: f64,
}

/// Looks at where a list is.
pub(crate) fn viewport(element: &NodeRef) -> Option<Viewport> {
    let element = element.cast::<Element>()?;
    let window = window()?;
    let style = window.get_computed_style(&element).ok()??;
    let row_height = style.get_property_value("--row-height").ok()?;
    Some(Viewport {
        above: -element.get_bounding_client_rect().top(),
        height: window.inner_height().ok()?.as_f64()?,
        row_height: row_height.trim().trim_end_matches("px").parse().ok()?,
    })
}

/// Moves the focus.
pub(crate) fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether the focus is within an element.
pub(crate) fn has_focus(element: &NodeRef) -> bool {
    let active = document().and_then(|document| document.active_element());
    element.cast::<Element>().is_some_and(|own| own.contains(active.as_deref()))
}

/// Scrolls an element's own contents to their beginning.
pub(crate) fn scroll_to_top(element: &NodeRef) {
    if let Some(element) = element.cast::<Element>() {
        element.set_scroll_top(0);
    }
}

/// Moves the focus to the account of this name in the table, if it is there.
pub(crate) fn focus_account(name: &str) -> Option<()> {
    let accounts = document()?.get_elements_by_class_name("person");
    let account = (0..accounts.length())
        .filter_map(|index| accounts.item(index))
        .find(|account| account.get_attribute("data-name").as_deref() == Some(name))?;
    account.dyn_into::<HtmlElement>().ok()?.focus().ok()
}

/// Puts a text on the clipboard. `field` is filled with it for browsers that let a page copy
/// only what is selected.
pub(crate) async fn copy_text(text: String, field: NodeRef) -> bool {
    if let Some(window) = window().filter(Window::is_secure_context) {
        let copied =
            JsFuture::from(window.navigator().clipboard().write_text(&text)).await;
        if copied.is_ok() {
            return true;
        }
    }
    let Some(field) = field.cast::<HtmlTextAreaElement>() else { return false };
    field.set_value(&text);
    field.select();
    let command = document().and_then(|document| {
        let document: JsValue = document.into();
        let copy = js_sys::Reflect::get(&document, &"execCommand".into()).ok()?;
        copy.dyn_into::<js_sys::Function>().ok()?.call1(&document, &"copy".into()).ok()
    });
    command.is_some_and(|done| done.is_truthy())
}

/// Names the document, which is what the browser shows on its tab.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Saves bytes as a file.
pub(crate) fn download(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement =
        document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address).ok()
}
