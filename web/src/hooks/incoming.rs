//! What is handed over: what it is by its name or its beginning, and how its bytes come.

use crate::browser::{Incoming, PACE_MS};
use reprieve_core::policy::{self, MAX_BYTES};
use reprieve_desk::input::{Arrival, InputId};
use reprieve_desk::shared::Stop;

/// More than any version of the page has; what is longer is not looked at.
pub(super) const MAX_PAGE_BYTES: usize = 16 << 20;

/// How far into a file its title is looked for.
const N_BYTES_OF_HEAD: usize = 4096;

/// What is told of it when it comes.
pub(super) fn arrival(id: InputId, incoming: &Incoming) -> Arrival {
    Arrival {
        id,
        name: incoming.name().to_owned(),
        n_bytes: incoming.n_bytes(),
        modified: incoming.modified(),
        changed_at: incoming.changed_at(),
    }
}

/// Whether something says at once that it is a profile: by its name, or as a text.
pub(super) fn is_profile(incoming: &Incoming) -> bool {
    let ending = incoming.name().rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
        || incoming.as_text().is_some_and(|text| policy::is_profile(text.as_bytes()))
}

/// What a file is by its beginning, besides a table or a list.
pub(super) enum Beginning {
    Profile,
    /// Reprieve itself.
    ThisPage,
    Other,
}

/// Looks at the beginning of a file. What is too long for a profile or a page is not looked
/// at, and what is stopped is not waited for.
pub(super) async fn beginning_of(incoming: &Incoming, stop: &Stop) -> Beginning {
    let n_bytes = incoming.n_bytes();
    if n_bytes > MAX_PAGE_BYTES as u64 {
        return Beginning::Other;
    }
    // A file that is lost is told by whoever reads it.
    let Ok(mut pieces) = incoming.pieces() else { return Beginning::Other };
    while !pieces.are_there_within(PACE_MS).await {
        if stop.is_stopped() {
            pieces.cancel();
            return Beginning::Other;
        }
    }
    let beginning = pieces.next().await;
    pieces.cancel();
    match beginning {
        Ok(Some(bytes)) if is_this_page(&bytes) => Beginning::ThisPage,
        Ok(Some(bytes)) if n_bytes <= MAX_BYTES as u64 && policy::is_profile(&bytes) => {
            Beginning::Profile
        }
        _ => Beginning::Other,
    }
}

/// Whether a file begins as this page does.
fn is_this_page(beginning: &[u8]) -> bool {
    let head = &beginning[..beginning.len().min(N_BYTES_OF_HEAD)];
    let title = b"<title>Reprieve</title>";
    head.starts_with(b"<!doctype html") && head.windows(title.len()).any(|w| w == title)
}

/// The bytes of a file, or as many as are enough to refuse it.
pub(super) async fn gather(
    incoming: &Incoming,
    max_bytes: usize,
) -> Result<Vec<u8>, String> {
    let mut pieces = incoming.pieces()?;
    let mut gathered = Vec::new();
    while let Some(bytes) = pieces.next().await? {
        gathered.extend(bytes);
        if gathered.len() > max_bytes {
            pieces.cancel();
            break;
        }
    }
    Ok(gathered)
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
