//! All keys of the page in one table: the desk obeys it, and the help is made from it.

use reprieve_desk::decisions::Choice;

/// What a key asks for, wherever the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Next,
    Previous,
    SelectNext,
    SelectPrevious,
    Select,
    Decide(Choice),
    ClearSelection,
    Undo,
    Redo,
    Help,
}

/// Keys that do the same.
pub(crate) struct Binding {
    /// As they are shown, with their modifiers in front: `Ctrl Z`.
    pub(crate) keys: &'static [&'static str],
    /// What they do, in words.
    pub(crate) title: &'static str,
    /// `None` where a part of the page or the browser hears them itself.
    command: Option<Command>,
}

/// All of them, in the order of the help.
pub(crate) const BINDINGS: [Binding; 20] = [
    on(&["j", "↓"], "Next account; in the details too", Command::Next),
    on(&["k", "↑"], "Previous account", Command::Previous),
    here(&["Enter"], "Open the details"),
    on(&["Esc"], "Close the details, or clear the selection", Command::ClearSelection),
    on(&["1"], Choice::Keep.title(), Command::Decide(Choice::Keep)),
    on(&["2"], Choice::LetGo.title(), Command::Decide(Choice::LetGo)),
    on(&["3"], Choice::Reinstate.title(), Command::Decide(Choice::Reinstate)),
    on(&["4"], Choice::Done.title(), Command::Decide(Choice::Done)),
    on(&["5"], Choice::Undecided.title(), Command::Decide(Choice::Undecided)),
    on(&["x"], "Select the account, or take it out", Command::Select),
    on(&["Shift ↓", "Shift J"], "Select, and go to the next", Command::SelectNext),
    on(
        &["Shift ↑", "Shift K"],
        "Select, and go to the previous",
        Command::SelectPrevious,
    ),
    here(
        &["←", "→"],
        "In the chart a day; with Shift several, and Enter shows them alone",
    ),
    here(&["/"], "Search"),
    here(&["Ctrl C"], "Copy the selected rows for a spreadsheet"),
    here(&["Ctrl V"], "Paste a list"),
    here(
        &["Shift Enter"],
        "On a header: sort by this column besides, or the other way round",
    ),
    on(&["Ctrl Z"], "Undo what was done last", Command::Undo),
    on(&["Ctrl Y", "Ctrl Shift Z"], "Redo", Command::Redo),
    on(&["?"], "These keys", Command::Help),
];

/// The key that chooses.
pub(crate) fn key_of(choice: Choice) -> &'static str {
    let decides = |binding: &&Binding| binding.command == Some(Command::Decide(choice));
    BINDINGS.iter().find(decides).map_or("", |binding| binding.keys[0])
}

/// What a key asks for; `stroke` is as [`Binding::keys`] has it, in any case.
pub(crate) fn command(stroke: &str) -> Option<Command> {
    let has = |binding: &&Binding| {
        binding.keys.iter().any(|key| key.eq_ignore_ascii_case(stroke))
    };
    BINDINGS.iter().find(has)?.command
}

const fn on(
    keys: &'static [&'static str],
    title: &'static str,
    command: Command,
) -> Binding {
    Binding { keys, title, command: Some(command) }
}

const fn here(keys: &'static [&'static str], title: &'static str) -> Binding {
    Binding { keys, title, command: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things() {
        let mut keys: Vec<String> = BINDINGS
            .iter()
            .flat_map(|binding| binding.keys)
            .map(|key| key.to_ascii_lowercase())
            .collect();
        let n_keys = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), n_keys);
    }

    #[test]
    fn decisions_are_numbered_as_their_buttons_stand() {
        for (index, choice) in Choice::ALL.into_iter().enumerate() {
            assert_eq!(key_of(choice), (index + 1).to_string());
            assert_eq!(command(key_of(choice)), Some(Command::Decide(choice)));
        }
    }

    #[test]
    fn a_stroke_is_found_in_any_case() {
        assert_eq!(command("ctrl z"), Some(Command::Undo));
        assert_eq!(command("Ctrl Shift Z"), Some(Command::Redo));
        assert_eq!(command("J"), Some(Command::Next));
        assert_eq!(command("shift j"), Some(Command::SelectNext));
        assert_eq!(command("/"), None);
        assert_eq!(command("Ctrl J"), None);
    }
}
