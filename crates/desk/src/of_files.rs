//! What belongs to the files that are here, and goes with the last of them.

use crate::filter::Filters;
use crate::input::InputFile;
use crate::paper::Paper;
use crate::selection::Selection;
use crate::sort::Sort;
use reprieve_core::problem::{Doubt, Uncertainty};
use std::rc::Rc;

/// What makes no sense without a file. All of it is dropped at once, so that nothing new in it
/// can be forgotten.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfFiles {
    /// The files, in the order in which they came.
    pub inputs: Vec<InputFile>,
    /// What the table is narrowed to.
    pub filters: Filters,
    /// By what the table is sorted.
    pub sort: Sort,
    /// The logon name of the account whose details are open.
    pub open: Option<String>,
    /// Who is selected.
    pub selection: Rc<Selection>,
    /// What is being printed.
    pub paper: Option<Paper>,
    /// What spoke against an answer, and is so.
    pub answered: Vec<(Option<String>, Uncertainty)>,
}

impl OfFiles {
    /// Whether somebody said of a doubt that it is so. It is asked again when anything of it is
    /// different in another file of the name.
    pub fn is_answered(&self, doubt: &Doubt) -> bool {
        self.answered
            .iter()
            .any(|(file, what)| *file == doubt.file && *what == doubt.what)
    }

    /// What comes back with a file: all but the other files, and no printing that is over.
    pub(crate) fn without_files(&self) -> OfFiles {
        OfFiles { inputs: Vec::new(), paper: None, ..self.clone() }
    }
}
