//! The page: a thin shell around the core.
//!
//! [`app`] puts it together, [`state`] is all that it knows, [`components`] show it, and
//! [`browser`] is the only place that talks to the browser. Nothing is ever sent.
#![deny(clippy::unwrap_used)]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail"))]

mod app;
mod browser;
mod components;
mod content_policy;
mod hooks;
mod keys;
mod sample;
mod state;
mod words;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        browser::show_fatal(&format!(
            "Reprieve met a fault and has stopped. Nothing has left this computer. Reload \
             the page to go on. ({panic})"
        ));
    }));
    words::write_days(browser::local_form);
    // Beside the place for the last words, which the page must not clear away.
    match browser::root() {
        Some(root) => yew::Renderer::<app::App>::with_root(root).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
