//! How an account stands, as a word and a color.

use reprieve_core::standing::Standing;

/// The word in the summary.
pub fn title(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "Overdue",
        Standing::Today => "Today",
        Standing::ThisWeek => "This week",
        Standing::Later => "Later",
        Standing::Disabled => "Disabled",
        Standing::Restorable => "Restorable",
        Standing::Gone => "Gone",
        Standing::Undated => "No date",
        Standing::Clear => "Clear",
    }
}

/// The word beside a person.
pub fn pill(standing: Standing) -> &'static str {
    match standing {
        Standing::Today => "Act today",
        other => title(other),
    }
}

/// The class that gives it its color, see `styles/tokens.css`.
pub fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue | Standing::Today => "is-urgent",
        Standing::ThisWeek => "is-soon",
        Standing::Later => "is-later",
        Standing::Disabled => "is-disabled",
        Standing::Restorable => "is-restorable",
        Standing::Gone | Standing::Undated => "is-past",
        Standing::Clear => "is-clear",
    }
}
