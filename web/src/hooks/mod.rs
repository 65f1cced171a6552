//! What components share: the state, and how it is fed.

mod commands;
mod deciding;
mod desk;
mod dialog;
mod hints;
mod now;
mod profile;
mod reading;
mod transfer;

pub(crate) use commands::use_commands;
pub(crate) use deciding::{can_choose, decide};
pub(crate) use desk::{Act, Desk, use_act, use_desk};
pub(crate) use dialog::use_dialog;
pub(crate) use hints::use_hints;
pub(crate) use now::use_now;
pub(crate) use reading::{Reading, use_reading};
pub(crate) use transfer::{use_drops, use_keys, use_pastes, use_window};
