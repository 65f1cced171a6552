//! All that is known: what lasts, and what belongs to the files.
//!
//! What can be derived, such as the answer and the visible rows, is not stored.

use crate::calendar::Calendar;
use crate::input::{Contribution, InputFile, InputId, Said};
use crate::lasting::Lasting;
use crate::of_files::OfFiles;
use crate::rules::RulesState;
use crate::shared::Shared;
use crate::timers::Timer;
use crate::toast::Back;
use chrono::NaiveDate;
use reprieve_core::answer::Turn;
use reprieve_core::policy::Policy;
use reprieve_core::source::Source;
use std::sync::Arc;

/// All that is known. Whatever is added has to be in one of the two parts, which says whether
/// it outlives the files.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What lasts when the files go.
    pub lasting: Lasting,
    /// What goes with the last of the files.
    pub of_files: OfFiles,
}

impl State {
    /// What is known when the page is opened.
    pub fn new(today: NaiveDate, policy: Shared<Policy>) -> State {
        State::without_files(Lasting::new(Calendar::new(today), RulesState::new(policy)))
    }

    pub(crate) fn without_files(lasting: Lasting) -> State {
        State { lasting, of_files: OfFiles::default() }
    }

    /// The day of which the answer speaks.
    pub fn as_of(&self) -> NaiveDate {
        self.lasting.calendar.as_of
    }

    /// The files that are here, and those that can come back.
    pub fn held_ids(&self) -> Vec<InputId> {
        self.of_files.inputs.iter().chain(self.offered()).map(InputFile::id).collect()
    }

    /// Whether a file is still being read for the first time.
    pub fn is_reading(&self) -> bool {
        self.of_files.inputs.iter().any(InputFile::is_reading)
    }

    /// The waits of the steps that are ticked; to undo a tick is to stop its wait.
    pub fn timers(&self) -> impl Iterator<Item = &Timer> {
        let is_ticked =
            |timer: &&Timer| self.lasting.decisions.is_ticked(&timer.name, &timer.step);
        self.lasting.timers.iter().filter(is_ticked)
    }

    /// Whether there is nothing that could be forgotten.
    pub fn is_untouched(&self) -> bool {
        self.of_files.inputs.is_empty()
            && self.lasting.decisions.is_empty()
            && self.lasting.rules.is_as_at_first()
    }

    /// What the files say for the answer, in the order in which they came.
    pub fn contributions(&self) -> Vec<Contribution> {
        let policy = self.lasting.rules.policy();
        let of = |input: &InputFile| {
            let source = input.source(policy)?.clone();
            Some(Contribution { source, report_date: input.report_date })
        };
        self.of_files.inputs.iter().filter_map(of).collect()
    }

    /// The file of a source, and what is said of it when it is read in another way.
    pub fn turned(&self, source: &Arc<Source>, turn: &Turn) -> Option<(InputId, Said)> {
        let policy = self.lasting.rules.policy();
        let is_it = |input: &&InputFile| {
            input.source(policy).is_some_and(|own| Arc::ptr_eq(&own.arc(), source))
        };
        let input = self.of_files.inputs.iter().find(is_it)?;
        Some((input.id(), input.said.clone().turned(turn)))
    }

    /// Whether the last thing that was done is no decision and can still be taken back.
    pub fn can_take_back(&self) -> bool {
        let back = self.lasting.toast.as_ref().and_then(|toast| toast.back.as_ref());
        back.is_some_and(|back| !matches!(back, Back::Undo | Back::Redo))
    }

    /// The files that can come back.
    pub(crate) fn offered(&self) -> impl Iterator<Item = &InputFile> {
        let back = self.lasting.toast.as_ref().and_then(|toast| toast.back.as_ref());
        back.into_iter().flat_map(Back::inputs)
    }
    /// The input of an id, also one that can come back.
    pub(crate) fn input(&mut self, id: InputId) -> Option<&mut InputFile> {
        let offered = self.lasting.toast.as_mut().and_then(|toast| toast.back.as_mut());
        let offered = offered.into_iter().flat_map(Back::inputs_mut);
        self.of_files.inputs.iter_mut().chain(offered).find(|input| input.id() == id)
    }
}
