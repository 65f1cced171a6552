//! Everything that the page asks of the browser, in small functions. No other module names
//! `web_sys`, `js_sys` or `gloo`.

mod files;
mod page;
mod time;
mod transfer;

pub(crate) use files::{Incoming, chosen_files};
pub(crate) use page::{
    Viewport, close_dialog, copy_text, download, focus, focus_account, is_on_itself,
    listen_to_closing, listen_to_keys, listen_to_scroll, root, show_dialog, show_fatal,
    value_of, viewport,
};
pub(crate) use time::{Slice, painted, today};
pub(crate) use transfer::{Dragging, listen_to_drops, listen_to_pastes};
