//! What stands at the foot of the page: selected accounts, waits, messages.

pub(crate) mod key_hints;

pub(crate) mod bulk_bar;

pub(crate) mod tray;

pub(crate) mod toast;
