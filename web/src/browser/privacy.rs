//! What keeps the page from sending anything, as the browser itself tells it.

use super::listeners::{Listeners, listen};
use super::page::{document, window};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, HtmlMetaElement, PerformanceEntry, Window};

/// The page's policy, as it stands in its head; `None` where it was built without one.
pub(crate) fn content_policy() -> Option<String> {
    let selector = "meta[http-equiv=Content-Security-Policy]";
    let meta = document()?.query_selector(selector).ok()??;
    Some(meta.dyn_into::<HtmlMetaElement>().ok()?.content())
}

/// How often the page has asked for something that is not in it, as the browser counts.
pub(crate) fn n_requests() -> usize {
    let Some(clock) = window().and_then(|window| window.performance()) else { return 0 };
    // What was made in the page, such as a file to save, is asked of nobody.
    let is_within = |address: &str| {
        ["blob:", "data:"].iter().any(|scheme| address.starts_with(scheme))
    };
    clock
        .get_entries_by_type("resource")
        .iter()
        .filter_map(|entry| entry.dyn_into::<PerformanceEntry>().ok())
        .filter(|entry| !is_within(&entry.name()))
        .count()
}

/// Hears whenever the policy has stopped something.
pub(crate) fn listen_to_refusals(on_refusal: impl Fn() + 'static) -> Listeners {
    let Some(document) = document() else { return Listeners::new(Vec::new()) };
    Listeners::new(vec![listen(
        document.as_ref(),
        "securitypolicyviolation",
        move |_: &Event| on_refusal(),
    )])
}

/// The SHA-256 of some bytes in hexadecimal digits. Browsers compute it only where nobody
/// could have changed the page on its way; an error says that in words.
pub(crate) async fn sha256(bytes: &[u8]) -> Result<String, String> {
    let window = window().filter(Window::is_secure_context).ok_or(
        "This browser computes it only for pages from disk or over HTTPS. The command below \
         does it everywhere.",
    )?;
    let failed = |error: JsValue| {
        let message = Reflect::get(&error, &"message".into()).ok();
        message.and_then(|message| message.as_string()).unwrap_or_default()
    };
    let subtle = window.crypto().map_err(failed)?.subtle();
    let bytes = Uint8Array::from(bytes);
    let digest =
        subtle.digest_with_str_and_js_u8_array("SHA-256", &bytes).map_err(failed)?;
    let digest = JsFuture::from(digest).await.map_err(failed)?;
    let digest = Uint8Array::new(&digest).to_vec();
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
