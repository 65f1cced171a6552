//! The texts that the cells of a workbook share, one behind the other.

use super::limits::Limits;
use crate::problem::{Excess, Unreadable};

/// Texts by their numbers, from 0.
#[derive(Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Adds the next one.
    pub(super) fn push(&mut self, text: &str, limits: &Limits) -> Result<(), Unreadable> {
        let SharedStrings { text: all, ends } = self;
        limits.check(all.len() + text.len(), 0)?;
        if ends.len() == limits.cells {
            return Err(Unreadable::TooMuch(Excess::SharedTexts { max: limits.cells }));
        }
        all.try_reserve(text.len()).map_err(|_| Unreadable::NoMemory)?;
        ends.try_reserve(1).map_err(|_| Unreadable::NoMemory)?;
        all.push_str(text);
        ends.push(u32::try_from(all.len()).map_err(|_| Unreadable::NoMemory)?);
        Ok(())
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let start = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
        self.text.get(start as usize..*self.ends.get(index)? as usize)
    }
}
