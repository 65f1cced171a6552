//! The fingerprint of the page's own file, when somebody hands that over.

use super::desk::Act;
use super::incoming::{MAX_PAGE_BYTES, gather};
use crate::browser::{Incoming, sha256};
use reprieve_desk::action::Action;
use reprieve_desk::lasting::Fingerprint;

/// Computes what tells whether a file is the one that it should be, and shows it.
pub(crate) async fn take_fingerprint(incoming: &Incoming, act: &Act) {
    let sha256 = match gather(incoming, MAX_PAGE_BYTES).await {
        Err(reason) => Err(format!("The browser could not read this file: {reason}.")),
        Ok(bytes) if bytes.len() > MAX_PAGE_BYTES => {
            Err("This file is too large to be Reprieve.".to_owned())
        }
        Ok(bytes) => sha256(&bytes).await,
    };
    let file = incoming.name().to_owned();
    act.dispatch(Action::Fingerprinted(Fingerprint { file, sha256 }));
}
