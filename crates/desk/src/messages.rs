//! Saying what was done, and taking it back.

use crate::decisions::Edit;
use crate::filter::Filters;
use crate::input::InputId;
use crate::rules::RulesState;
use crate::state::State;
use crate::toast::{Back, Replaced, Toast};
use crate::words::{Form, number, written};
use chrono::Datelike;
use std::rc::Rc;

impl State {
    /// Says what was done, and takes the place of what was said before.
    pub fn say(&mut self, text: String, back: Option<Back>) {
        self.lasting.n_toasts += 1;
        let is_refusal = false;
        self.lasting.toast =
            Some(Toast { number: self.lasting.n_toasts, text, is_refusal, back });
    }

    /// Says why something was not done; what was decided at the same time stays said.
    pub fn refuse(&mut self, why: &str) {
        if !matches!(&self.lasting.toast, Some(Toast { back: Some(Back::Undo), .. })) {
            self.say(String::new(), None);
        }
        if let Some(toast) = &mut self.lasting.toast {
            if !toast.text.is_empty() {
                toast.text.push_str(". ");
            }
            toast.text.push_str(why);
            toast.is_refusal = true;
        }
    }

    /// Changes decisions, and says what a person might want back.
    pub fn edit(&mut self, edit: Edit) {
        // Ticks and notes are seen where they are made.
        let back = match &edit {
            Edit::Decide { .. } | Edit::Redo => Some(Back::Undo),
            Edit::Undo => Some(Back::Redo),
            Edit::Tick { .. } | Edit::Note { .. } | Edit::LeaveNote => None,
        };
        let is_decision = matches!(edit, Edit::Decide { .. });
        let is_change = Rc::make_mut(&mut self.lasting.decisions).apply(edit);
        if is_change || is_decision {
            // What it offers to take back is not the last thing any more.
            self.lasting.toast = None;
        }
        if let Some(said) = self.lasting.decisions.last_in_words().filter(|_| is_change)
            && back.is_some()
        {
            self.say(said, back);
        }
    }

    /// Takes a file away, and keeps it as long as that is said.
    pub fn remove(&mut self, id: InputId) {
        let Some(place) = self.of_files.inputs.iter().position(|input| input.id() == id)
        else {
            return;
        };
        let before = Rc::new(self.of_files.without_files());
        let input = self.of_files.inputs.remove(place);
        // To stop a reading takes nothing away that was there.
        if !input.is_reading() {
            let text = format!("Removed: {}", input.name());
            let input = Box::new(input);
            self.say(text, Some(Back::File { place, input, before }));
        }
    }

    /// All accounts are wanted again.
    pub(crate) fn clear_filters(&mut self) {
        let before = std::mem::take(&mut self.of_files.filters);
        if before != Filters::default() {
            self.say("Filters cleared".to_owned(), Some(Back::Filters(before)));
        }
    }

    /// Says which rules are followed now, if they are others than before.
    pub(crate) fn say_rules(&mut self, before: RulesState) {
        if *before.policy() != *self.lasting.rules.policy() {
            let policy = self.lasting.rules.policy();
            let changed = if policy.is_changed() { " (changed)" } else { "" };
            let text = format!("Rules followed now: {}{changed}", policy.title);
            self.say(text, Some(Back::Rules(Box::new(before))));
        }
    }

    /// Takes back what is said to have been done.
    pub(crate) fn take_back(&mut self) {
        let Some(back) = self.lasting.toast.take().and_then(|toast| toast.back) else {
            return;
        };
        match back {
            Back::Undo => self.edit(Edit::Undo),
            Back::Redo => self.edit(Edit::Redo),
            Back::File { place, input, before } => {
                if self.of_files.inputs.is_empty() {
                    // With the last file everything went that is about files.
                    self.of_files = Rc::unwrap_or_clone(before);
                }
                let text = format!("Back again: {}", input.name());
                self.of_files
                    .inputs
                    .insert(place.min(self.of_files.inputs.len()), *input);
                self.say(text, None);
            }
            Back::Replaced(replaced) => {
                let later: Vec<InputId> = replaced.iter().map(|old| old.by).collect();
                let text = format!("Back again: {}", names(&replaced));
                self.put_back(replaced);
                self.of_files.inputs.retain(|input| !later.contains(&input.id()));
                self.say(text, None);
            }
            Back::Filters(before) => {
                self.of_files.filters = before;
                self.say("The filters are back".to_owned(), None);
            }
            Back::Rules(before) => {
                self.lasting.rules.go_back_to(*before);
                let text = format!(
                    "Rules followed again: {}",
                    self.lasting.rules.policy().title
                );
                self.say(text, None);
            }
        }
    }

    /// Says that a file made way for a later one, with those that did so a moment before.
    pub(crate) fn say_replaced(&mut self, old: Replaced) {
        let mut replaced = match self.lasting.toast.take().and_then(|toast| toast.back) {
            Some(Back::Replaced(replaced)) => replaced,
            _ => Vec::new(),
        };
        // Of a file that came three times only the second copy comes back.
        replaced.retain(|earlier| earlier.by != old.input.id());
        replaced.push(old);
        let text = self.replaced_in_words(&replaced);
        self.say(text, Some(Back::Replaced(replaced)));
    }

    fn replaced_in_words(&self, replaced: &[Replaced]) -> String {
        let names = names(replaced);
        let [Replaced { input, by, .. }] = replaced else {
            let one = replaced.iter().all(|old| old.by == replaced[0].by);
            let n_old = number(replaced.len());
            return match one {
                true => format!("{names} replaced {n_old} older ones"),
                false => format!("{names} replaced older ones"),
            };
        };
        let later = self.of_files.inputs.iter().find(|input| input.id() == *by);
        let modified = later.and_then(|later| later.arrival.modified);
        // A day that both have tells nobody which one went.
        match input.arrival.modified.filter(|day| Some(*day) != modified) {
            Some(day) => {
                let is_near = day.year() == self.as_of().year();
                let day = written(day, if is_near { Form::Day } else { Form::Far });
                format!("{names} replaced the one of {day}")
            }
            None => format!("{names} replaced the one before"),
        }
    }

    /// Puts files back that made way, each before the one that replaced it.
    fn put_back(&mut self, replaced: Vec<Replaced>) {
        for Replaced { place, input, .. } in replaced.into_iter().rev() {
            self.of_files.inputs.insert(place.min(self.of_files.inputs.len()), input);
        }
    }

    /// Uses what made way again, beside what replaced it.
    pub(crate) fn use_both(&mut self) {
        let replaced = match self.lasting.toast.take() {
            Some(Toast { back: Some(Back::Replaced(replaced)), .. }) => replaced,
            other => {
                self.lasting.toast = other;
                return;
            }
        };
        let text = match &replaced[..] {
            [Replaced { input, .. }] => format!("Both are used: {}", input.name()),
            _ => format!("All are used: {}", names(&replaced)),
        };
        self.put_back(replaced);
        self.say(text, None);
    }
}

/// The names of files that made way, each once; how many, when there are too many to read.
fn names(replaced: &[Replaced]) -> String {
    const MAX_NAMES: usize = 3;
    let mut names: Vec<&str> = replaced.iter().map(|old| old.input.name()).collect();
    names.sort_unstable();
    names.dedup();
    match &names[..] {
        [one] => (*one).to_owned(),
        [first @ .., last] if names.len() <= MAX_NAMES => {
            format!("{} and {last}", first.join(", "))
        }
        _ => format!("{} files", number(names.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::action::tests::{
        DIRECTORY, after, decided, finished, loaded, source, started, ticked, today,
    };
    use crate::columns::Column;
    use crate::decisions::Choice;
    use crate::facet::Pick;

    use crate::lasting::Fingerprint;
    use crate::of_files::OfFiles;
    use crate::rules::RulesAction;
    use crate::selection::Select;
    use crate::shared::Shared;
    use reprieve_core::policy::{DEFAULT, Policy};
    use reprieve_core::standing::Standing;

    fn text(state: &State) -> &str {
        state.lasting.toast.as_ref().map_or("", |toast| toast.text.as_str())
    }

    fn read(id: u32, name: &str) -> [Action; 2] {
        let source = source(name, DIRECTORY);
        [started(id, name), finished(id, source)]
    }

    #[test]
    fn a_removed_file_comes_back_to_its_place() {
        let files = [read(1, "a"), read(2, "b"), read(3, "c")].into_iter().flatten();
        let before = after(files);
        let state = before.clone().reduce(Action::Removed { id: InputId(2) });
        assert_eq!((text(&state), state.of_files.inputs.len()), ("Removed: b", 2));
        // Its file is needed to read it again.
        assert_eq!(state.held_ids(), [1, 3, 2].map(InputId));
        let state = state.reduce(Action::TakenBack);
        assert_eq!(state.of_files.inputs, before.of_files.inputs);
        assert!(!state.can_take_back());
    }

    #[test]
    fn with_the_last_file_everything_about_it_comes_back() {
        let before = after(read(1, "a").into_iter().chain([
            Action::Searched("ada".to_owned()),
            Action::Picked(Pick::Standing(Standing::Today)),
            Action::SortedBy(Column::Email),
            Action::ReportDateSet { id: InputId(1), date: Some(today()) },
            Action::Selected(Select::Toggle("alovel".into())),
            Action::Opened("alovel".to_owned()),
        ]));
        let state = before.clone().reduce(Action::Removed { id: InputId(1) });
        assert_eq!(state.of_files, OfFiles::default());
        assert_eq!(state.reduce(Action::TakenBack).of_files, before.of_files);
    }

    #[test]
    fn a_removed_file_goes_on_being_read_and_goes_with_its_message() {
        let other = source("a", "bo");
        let state = after(
            read(1, "a")
                .into_iter()
                .chain([Action::Removed { id: InputId(1) }, finished(1, other.clone())]),
        );
        let number = state.lasting.toast.as_ref().unwrap().number;
        let back = state.clone().reduce(Action::TakenBack);
        assert_eq!(back.contributions()[0].source, other);
        let other = state.clone().reduce(Action::ToastClosed(number + 1));
        assert!(other.can_take_back());
        let gone = state.reduce(Action::ToastClosed(number));
        assert!(gone.lasting.toast.is_none() && gone.held_ids().is_empty());
    }

    #[test]
    fn to_stop_a_reading_is_nothing_to_take_back() {
        assert_eq!(
            after([started(1, "a"), Action::Removed { id: InputId(1) }]).lasting.toast,
            None
        );
    }

    #[test]
    fn cleared_filters_come_back() {
        let state = after(read(1, "a").into_iter().chain([
            Action::Searched("ada".to_owned()),
            Action::Picked(Pick::Choice(Choice::Keep)),
        ]));
        let cleared = state.clone().reduce(Action::FiltersCleared);
        assert!(cleared.of_files.filters.is_empty());
        let back = cleared.reduce(Action::TakenBack);
        assert_eq!(back.of_files.filters, state.of_files.filters);
        let nothing = after(read(1, "a").into_iter().chain([Action::FiltersCleared]));
        assert_eq!(nothing.lasting.toast, None);
    }

    #[test]
    fn rules_that_were_changed_in_the_panel_are_said_when_it_closes() {
        let chosen = |name| {
            let policy = Shared::new(Policy::built_in(name).unwrap());
            Action::Rules(RulesAction::BuiltInChosen(policy))
        };
        let opened = || Action::Rules(RulesAction::Opened);
        let closed = || Action::Rules(RulesAction::Closed);
        let state = after([opened(), chosen("example-30-14")]);
        assert_eq!(state.lasting.toast, None);
        let state = state.reduce(closed());
        assert!(text(&state).starts_with("Rules followed now: "));
        let state = state.reduce(Action::TakenBack);
        assert_eq!(state.lasting.rules.policy().name, DEFAULT);
        assert!(!state.lasting.rules.is_open && !state.can_take_back());
        // Only looked at, or changed there and back.
        assert_eq!(after([opened(), closed()]).lasting.toast, None);
        let back = after([opened(), chosen("example-30-14"), chosen(DEFAULT), closed()]);
        assert_eq!(back.lasting.toast, None);
    }

    #[test]
    fn rules_from_a_file_can_be_left_again() {
        let state = after([loaded("own.toml")]).reduce(Action::TakenBack);
        assert_eq!(state.lasting.rules.policy().name, DEFAULT);
        assert!(!state.lasting.rules.is_news);
    }

    #[test]
    fn decisions_are_said_with_what_was_not_possible() {
        let why = || Action::Refused("Not for bo".to_owned());
        let state = after([started(1, "a"), decided("ada", Choice::Keep), why()]);
        let toast = state.lasting.toast.as_ref().unwrap();
        assert_eq!(toast.text, "Keep: ada. Not for bo");
        assert!(toast.is_refusal && toast.back.is_some());
        // Of nobody: what was decided before is not what is refused now.
        let nobody = Action::Edited(Edit::Decide { names: vec![], choice: Choice::Keep });
        let state = state.reduce(nobody).reduce(why());
        let toast = state.lasting.toast.as_ref().unwrap();
        assert_eq!((toast.text.as_str(), &toast.back), ("Not for bo", &None));
        assert_eq!(text(&state.reduce(decided("bo", Choice::Done))), "Done: bo");
    }

    #[test]
    fn undo_offers_redo_and_a_tick_ends_what_is_offered() {
        let state = after([started(1, "a"), decided("ada", Choice::Keep)]);
        let undone = state.clone().reduce(Action::TakenBack);
        assert_eq!(text(&undone), "Undone – Keep: ada");
        let redone = undone.reduce(Action::TakenBack);
        assert_eq!(redone.lasting.decisions.of("ada").choice(), Choice::Keep);
        assert_eq!(state.reduce(ticked("ada", true)).lasting.toast, None);
    }

    #[test]
    fn a_page_of_its_own_is_shown_with_its_fingerprint() {
        let file = "reprieve.html".to_owned();
        let fingerprint = Fingerprint { file, sha256: Ok("ab".to_owned()) };
        let state = after([Action::Fingerprinted(fingerprint.clone())]);
        assert!(state.lasting.shows_privacy);
        let state = state.reduce(Action::PrivacyShown(false));
        assert_eq!(state.lasting.fingerprint, Some(fingerprint));
        assert_eq!(state.reduce(Action::ForgotEverything).lasting.fingerprint, None);
    }
}
