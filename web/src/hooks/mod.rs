//! What components share: the state, and how it is fed.

mod answer;

mod dialog;

mod incoming;

mod last_words;

mod latest;

mod narrowed;

mod desk;

mod batch;

mod calendar;

mod deciding;

mod commands;

mod fingerprint;

mod hints;

mod now;

mod outside;

mod printing;

mod profile;

mod read_queue;

mod job;

mod reading;

mod refusals;

mod settled;

mod transfer;

mod width;

pub(crate) use answer::use_answer;
pub(crate) use calendar::use_calendar;
pub(crate) use commands::use_commands;
pub(crate) use deciding::{can_choose, decide};
pub(crate) use desk::{Act, Desk, use_act, use_desk, use_neighbors};
pub(crate) use dialog::{Closing, use_dialog};
pub(crate) use fingerprint::take_fingerprint;
pub(crate) use hints::use_hints;
pub(crate) use last_words::{use_kept_names, use_kept_work};
pub(crate) use narrowed::use_narrowed;
pub(crate) use now::use_now;
pub(crate) use outside::use_outside;
pub(crate) use printing::{print, use_printing};
pub(crate) use reading::use_reading;
pub(crate) use refusals::use_refusals;
pub(crate) use settled::use_settled_with;
pub(crate) use transfer::{
    use_copies, use_drops, use_keys, use_pastes, use_scrolled, use_window,
};
pub(crate) use width::use_width;
