//! How an account stands, in the words and colors of a terminal.

use anstyle::{AnsiColor, Style};
use reprieve_core::standing::Standing;

/// The word in the table.
pub(crate) fn word(standing: Standing) -> &'static str {
    match standing {
        Standing::Overdue => "overdue",
        Standing::Today => "act today",
        Standing::ThisWeek => "act this week",
        Standing::Later => "act later",
        Standing::Disabled => "disabled",
        Standing::Restorable => "restorable",
        Standing::Gone => "gone",
        Standing::Undated => "no date known",
        Standing::Clear => "clear",
    }
}

/// What stands behind a number of accounts.
pub(crate) fn behind_number(standing: Standing) -> &'static str {
    match standing {
        Standing::Today => "to act on today",
        Standing::ThisWeek => "to act on this week",
        Standing::Later => "to act on later",
        Standing::Undated => "without a known date",
        other => word(other),
    }
}

/// Color repeats what the column “State” says in words.
pub(crate) fn style(standing: Standing) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match standing {
        Standing::Overdue | Standing::Today => color(AnsiColor::Red).bold(),
        Standing::ThisWeek => color(AnsiColor::Yellow),
        Standing::Disabled => color(AnsiColor::Magenta),
        Standing::Restorable => color(AnsiColor::Cyan),
        Standing::Gone => Style::new().dimmed(),
        Standing::Later | Standing::Undated | Standing::Clear => Style::new(),
    }
}
