//! The page: markup and the browser.
//!
//! [`app`] puts it together, [`components`] show it, and [`browser`] is the only place that
//! talks to the browser. What the page knows, and what a person does with it, is in
//! [`reprieve_desk`]; [`store`] only wraps it for Yew. Nothing is ever sent.
#![deny(clippy::unwrap_used)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail"))]

mod content_policy;

mod keys;

mod licences;

mod sample;

mod store;

mod browser;

mod hooks;

mod components;

mod app;

fn main() {
    browser::begin(env!("CARGO_PKG_VERSION"));
    // By Yew's own function: it puts its own hook over any other. Not the message, which may
    // hold a cell.
    yew::set_custom_panic_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        browser::tell_panic(place.as_deref().unwrap_or("an unknown place"));
    }));
    reprieve_desk::words::write_days(browser::local_form);
    // Beside the last words, which the page must not clear away.
    match browser::root() {
        Some(root) => yew::Renderer::<app::App>::with_root(root).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
