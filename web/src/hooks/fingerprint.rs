//! The fingerprint of the page's own file, when somebody hands that over.

use super::desk::Act;
use super::profile::gather;
use crate::browser::{Incoming, sha256};
use reprieve_desk::action::Action;
use reprieve_desk::lasting::Fingerprint;

/// More than any version of the page has; what is longer is not looked at.
const MAX_BYTES: usize = 16 << 20;

/// How far into a file its title is looked for.
const N_BYTES_OF_HEAD: usize = 4096;

/// Whether a file begins as this page does.
pub(super) fn is_this_page(beginning: &[u8]) -> bool {
    let head = &beginning[..beginning.len().min(N_BYTES_OF_HEAD)];
    let title = b"<title>Reprieve</title>";
    head.starts_with(b"<!doctype html") && head.windows(title.len()).any(|w| w == title)
}

/// Computes what tells whether a file is the one that it should be, and shows it.
pub(crate) async fn take_fingerprint(incoming: &Incoming, act: &Act) {
    let sha256 = match gather(incoming, MAX_BYTES).await {
        Err(reason) => Err(format!("The browser could not read this file: {reason}.")),
        Ok(bytes) if bytes.len() > MAX_BYTES => {
            Err("This file is too large to be Reprieve.".to_owned())
        }
        Ok(bytes) => sha256(&bytes).await,
    };
    let file = incoming.name().to_owned();
    act.dispatch(Action::Fingerprinted(Fingerprint { file, sha256 }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_known_by_its_beginning() {
        let page = include_bytes!("../../../index.html");
        assert!(is_this_page(page));
        assert!(!is_this_page(b"<!doctype html><title>Enrollment</title>"));
        assert!(!is_this_page(b"name,<title>Reprieve</title>"));
        assert!(!is_this_page(b""));
    }
}
