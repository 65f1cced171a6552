//! How files come, are read, and give way to later copies of themselves.
//!
//! They are found by their ids alone. One goes only when it was removed, when a later copy of
//! the same report was read, or when it could not be read and is tried again.

use crate::input::{
    Arrival, DropId, InputFile, InputId, InputStage, Outcome, ReadFailure, Said, Terms,
};
use crate::state::State;
use crate::toast::Replaced;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::SoFar;

impl State {
    fn place(&self, id: InputId) -> Option<usize> {
        self.of_files.inputs.iter().position(|input| input.id() == id)
    }

    /// Files that came together are read from now on.
    pub(crate) fn arrive(&mut self, arrivals: Vec<Arrival>) {
        let Some(drop) = arrivals.first().map(|arrival| DropId(arrival.id)) else {
            return;
        };
        for arrival in &arrivals {
            self.let_failed_go(&arrival.name);
        }
        let (n_read, so_far, n_found) = (0, SoFar::default(), None);
        let stage = InputStage::Reading { n_read, so_far, n_found };
        self.of_files.inputs.extend(arrivals.into_iter().map(|arrival| InputFile {
            arrival,
            drop,
            said: Said::default(),
            report_date: None,
            stage: stage.clone(),
            is_profile: false,
        }));
    }

    /// Keeps a profile that cannot be followed, and why not.
    pub(crate) fn refuse_profile(&mut self, arrival: Arrival, error: Unreadable) {
        self.let_failed_go(&arrival.name);
        let (drop, said) = (DropId(arrival.id), Said::default());
        let terms =
            Terms { policy: self.lasting.rules.policy().clone(), said: said.clone() };
        let stage = InputStage::Failed(ReadFailure { error, terms });
        self.of_files.inputs.push(InputFile {
            arrival,
            drop,
            said,
            report_date: None,
            stage,
            is_profile: true,
        });
    }

    /// A file that could not be read is replaced by the next try.
    fn let_failed_go(&mut self, name: &str) {
        self.of_files.inputs.retain(|input| {
            !(input.name() == name && matches!(input.stage, InputStage::Failed(_)))
        });
    }

    /// What came of reading a file, which may make another one needless.
    pub fn settle(&mut self, outcome: Outcome) {
        let (id, policy) = (outcome.id, self.lasting.rules.policy().clone());
        let Some(input) = self.input(id) else { return };
        // Files that are one kind by some rules may be two by others, so that none of them
        // makes way for another when they are only read again.
        if !input.settle(outcome, &policy) {
            return;
        }
        let Some(settled) = self.place(id).map(|place| &self.of_files.inputs[place])
        else {
            return;
        };
        let ids = |gives_way: &dyn Fn(&InputFile) -> bool| -> Vec<InputId> {
            self.of_files
                .inputs
                .iter()
                .filter(|input| gives_way(input))
                .map(InputFile::id)
                .collect()
        };
        let earlier = ids(&|other| other.gives_way_to(settled));
        let later = ids(&|other| settled.gives_way_to(other));
        let last = later.last().copied().unwrap_or(id);
        for needless in earlier.into_iter().chain(Some(id).filter(|id| *id != last)) {
            self.replace(needless, last);
        }
    }

    /// Puts a file into the place of another one, which can come back.
    fn replace(&mut self, old: InputId, new: InputId) {
        let (Some(place), Some(from)) = (self.place(old), self.place(new)) else {
            return;
        };
        let input = self.of_files.inputs.remove(place);
        if place < from {
            let later = self.of_files.inputs.remove(from - 1);
            self.of_files.inputs.insert(place, later);
        }
        self.say_replaced(Replaced { place, input, by: new });
    }
}

#[cfg(test)]
mod tests;
