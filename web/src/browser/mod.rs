//! Everything that the page asks of the browser, in small functions. No other module names
//! `web_sys`, `js_sys` or `gloo`.

mod files;
mod keys;
mod page;
mod time;
mod transfer;

pub(crate) use files::{Incoming, chosen_files};
pub(crate) use keys::{
    Focus, Pressed, first_row_in_sight, focus_row, focused, listen_to_presses,
    scroll_to_row,
};
pub(crate) use page::{
    Viewport, close_dialog, copy_text, download, focus, focus_account, is_on_itself,
    listen_to_closing, listen_to_keys, listen_to_scroll, root, set_title, show_dialog,
    show_fatal, value_of, viewport,
};
pub(crate) use time::{Slice, every_second, instant, painted, time_of_day, today};
pub(crate) use transfer::{Dragging, listen_to_drops, listen_to_pastes};
