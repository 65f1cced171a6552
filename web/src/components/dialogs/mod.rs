//! What opens above the page.

pub(crate) mod forget;

pub(crate) mod key_help;

pub(crate) mod licences;

pub(crate) mod privacy_panel;
