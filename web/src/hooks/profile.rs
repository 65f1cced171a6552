//! Policy profiles among what is handed over.

use super::desk::Act;
use super::fingerprint::is_this_page;
use super::job::lost;
use crate::browser::{Incoming, PACE_MS};
use reprieve_core::policy::{self, MAX_BYTES, Policy, PolicyError};
use reprieve_core::problem::Unreadable;
use reprieve_desk::action::Action;
use reprieve_desk::input::Arrival;
use reprieve_desk::rules::RulesAction;
use reprieve_desk::shared::{Shared, Stop};

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
    if incoming.n_bytes() > MAX_BYTES as u64 {
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
        Ok(Some(bytes)) if policy::is_profile(&bytes) => Beginning::Profile,
        _ => Beginning::Other,
    }
}

/// Follows a profile, or says why not.
pub(super) async fn read_profile(arrival: Arrival, incoming: &Incoming, act: &Act) {
    let read = match gather(incoming, MAX_BYTES).await {
        Ok(bytes) => Policy::from_bytes(&bytes).map_err(|error| refused(&error)),
        Err(reason) => Err(lost(&reason)),
    };
    act.dispatch(match read {
        Ok(policy) => {
            let policy = Shared::new(policy);
            Action::Rules(RulesAction::Loaded { file: arrival.name, policy })
        }
        Err(error) => Action::ProfileRefused { arrival, error },
    });
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

fn refused(error: &PolicyError) -> Unreadable {
    let mut message = error.to_string();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Unreadable {
        message,
        remedy: "Mend that and drop the file again. The rules are as they were."
            .to_owned(),
    }
}
