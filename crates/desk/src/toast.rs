//! What was done last, said for a moment, and the way back from it.
//!
//! The history of decisions is kept for good; of everything else only the last thing can be
//! taken back, and only as long as it is said.

use crate::filter::Filters;
use crate::input::{InputFile, InputId};
use crate::of_files::OfFiles;
use crate::rules::RulesState;
use std::rc::Rc;

/// A short message.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// Grows, so that of two that say the same the later is another one.
    pub number: u32,
    /// What was done.
    pub text: String,
    /// Whether something was not done, or not for all.
    pub is_refusal: bool,
    /// The way back, if there is one.
    pub back: Option<Back>,
}

/// What takes something back.
#[derive(Clone, Debug, PartialEq)]
pub enum Back {
    /// The history of decisions has it.
    Undo,
    /// The same, for what was undone.
    Redo,
    /// A file that was removed, and what was there when it went.
    File {
        /// Where it was among the files.
        place: usize,
        /// The file.
        input: Box<InputFile>,
        /// What was there when it went.
        before: Rc<OfFiles>,
    },
    /// Files that made way for later copies, in the order in which they went.
    Replaced(Vec<Replaced>),
    /// The filters that were cleared.
    Filters(Filters),
    /// The rules that were followed.
    Rules(Box<RulesState>),
}

/// A file that made way for a later copy of the same report.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// Where it was.
    pub(crate) place: usize,
    /// What it was.
    pub(crate) input: InputFile,
    /// The id of the later one.
    pub(crate) by: InputId,
}

impl Back {
    /// The files that come back.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &InputFile> {
        let (one, several) = match self {
            Back::File { input, .. } => (Some(&**input), &[][..]),
            Back::Replaced(replaced) => (None, &replaced[..]),
            Back::Undo | Back::Redo | Back::Filters(_) | Back::Rules(_) => {
                (None, &[][..])
            }
        };
        one.into_iter().chain(several.iter().map(|replaced| &replaced.input))
    }

    /// The same, to be changed.
    pub(crate) fn inputs_mut(&mut self) -> impl Iterator<Item = &mut InputFile> {
        let (one, several) = match self {
            Back::File { input, .. } => (Some(&mut **input), &mut [][..]),
            Back::Replaced(replaced) => (None, &mut replaced[..]),
            Back::Undo | Back::Redo | Back::Filters(_) | Back::Rules(_) => {
                (None, &mut [][..])
            }
        };
        one.into_iter().chain(several.iter_mut().map(|replaced| &mut replaced.input))
    }

    /// What uses the old and the new, if there are such.
    pub fn both(&self) -> Option<&'static str> {
        match self {
            Back::Replaced(replaced) if replaced.len() == 1 => Some("Use both"),
            Back::Replaced(_) => Some("Use all"),
            _ => None,
        }
    }
}
