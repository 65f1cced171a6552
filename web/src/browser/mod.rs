//! Everything that the page asks of the browser, in small functions. No other module names
//! `web_sys`, `js_sys` or `gloo`.

mod dates;

mod last_words;

mod listeners;

mod page;

mod keys;

mod popover;

mod privacy;

mod size;

mod time;

mod csv;

mod files;

mod transfer;

pub(crate) use csv::save_csv;
pub(crate) use dates::local_form;
pub(crate) use files::{Incoming, Pieces, chosen_files};
pub(crate) use keys::{
    Focus, SeenIndex, first_row_in_sight, focus_row, focused, listen_to_presses,
    scroll_to_row, show_focused, show_row,
};
pub(crate) use last_words::{begin, keep_names, keep_work, tell_panic};
pub(crate) use page::{
    Viewport, close_dialog, copy_text, download, focus, focus_account, has_focus,
    is_on_itself, licence_list, listen_to_closing, listen_to_keys, listen_to_printing,
    listen_to_scroll, print_page, root, scroll_to_top, set_title, show_dialog,
    show_on_top, value_of, viewport,
};
pub(crate) use popover::{
    Anchor, anchor, focus_first, hide_popover, is_opening, step_focus,
};
pub(crate) use privacy::{content_policy, listen_to_refusals, n_requests, sha256};
pub(crate) use size::{capture_pointer, pointer_in, watch_width};
pub(crate) use time::{
    Later, PACE_MS, Pace, Slice, every_second, instant, later, painted, time_of_day,
    today, watch_calendar,
};
pub(crate) use transfer::{
    Dragging, listen_to_copies, listen_to_drops, listen_to_pastes,
};
