//! What can still be read when the program has stopped: `web/last_words.js` keeps it, outside
//! of the wasm.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Says which version this is.
pub(crate) fn begin(version: &str) {
    call("begin", &[version]);
}

/// Keeps what a person did, as text; while it is not empty, the browser asks before the page
/// is closed.
pub(crate) fn keep_work(text: &str) {
    call("keep", &["work", text]);
}

/// Keeps the logon names that it is about, as text.
pub(crate) fn keep_names(text: &str) {
    call("keep", &["names", text]);
}

/// Says where in its source the program gives up, just before it does.
pub(crate) fn tell_panic(place: &str) {
    call("panicked", &[place]);
}

fn call(name: &str, arguments: &[&str]) -> Option<()> {
    let words = Reflect::get(&js_sys::global(), &"lastWords".into()).ok()?;
    let function: Function = Reflect::get(&words, &name.into()).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().copied().map(JsValue::from_str).collect();
    function.apply(&words, &arguments).ok().map(drop)
}
