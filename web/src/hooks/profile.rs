//! Policy profiles among what is handed over.

use super::desk::Act;
use super::incoming::gather;
use crate::browser::Incoming;
use reprieve_core::policy::{MAX_BYTES, Policy, PolicyError};
use reprieve_core::problem::Unreadable;
use reprieve_desk::action::Action;
use reprieve_desk::input::Arrival;
use reprieve_desk::rules::RulesAction;
use reprieve_desk::shared::Shared;

/// Follows a profile, or says why not.
pub(super) async fn read_profile(arrival: Arrival, incoming: &Incoming, act: &Act) {
    let read = match gather(incoming, MAX_BYTES).await {
        Ok(bytes) => Policy::from_bytes(&bytes).map_err(|error| refused(&error)),
        Err(reason) => Err(Unreadable::BrowserFailed { reason }),
    };
    act.dispatch(match read {
        Ok(policy) => {
            let policy = Shared::new(policy);
            Action::Rules(RulesAction::Loaded { file: arrival.name, policy })
        }
        Err(error) => Action::ProfileRefused { arrival, error },
    });
}

fn refused(error: &PolicyError) -> Unreadable {
    let mut why = error.to_string();
    if let Some(first) = why.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Unreadable::RulesRefused { why }
}
