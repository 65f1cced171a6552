//! How much a file may grow while it is read.
//!
//! What is packed can unpack to a thousand times its length, and one text can stand in a
//! million cells; so a small file could fill any memory. No room is ever made because a file
//! says how much there will be: it grows with what is really there, up to these limits.

use crate::problem::{Excess, Unreadable};

/// The longest record, in bytes of text, and the widest, in cells. A person's row has some
/// hundred bytes; what is a hundred thousand times as long is none.
pub(super) const MAX_RECORD_BYTES: usize = 16 << 20;
pub(super) const MAX_RECORD_CELLS: usize = 4_000_000;

/// What even the smallest workbook may have.
const SPARE_TEXT_BYTES: usize = 64 << 20;
const SPARE_CELLS: usize = 4 << 20;

/// What it may have more for each of its bytes: several times what sheets of people have,
/// and a fraction of what a trap has.
const TEXT_BYTES_PER_BYTE: usize = 256;
const CELLS_PER_BYTE: usize = 16;

/// The most that is made of one file. Text is not limited by them, because it does not grow:
/// only workbooks, web pages and JSON are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many bytes a file may have that can be read only as a whole.
    pub whole_bytes: usize,
    /// How many bytes may be unpacked of a workbook, in all; they are not kept.
    pub unpacked_bytes: u64,
    /// How many bytes the texts of a sheet may have, counted as often as they stand there.
    pub text_bytes: usize,
    /// How many cells a sheet may have, the empty ones among them included.
    pub cells: usize,
}

impl Limits {
    /// For a program that has the memory of the computer, and gives it back when it ends.
    pub const SHELL: Limits = Limits {
        whole_bytes: 512 << 20,
        unpacked_bytes: 4 << 30,
        text_bytes: 1 << 30,
        cells: 1 << 27,
    };

    /// For a page, which has 4 GiB for all of its files and never gives memory back.
    pub const PAGE: Limits = Limits {
        whole_bytes: 512 << 20,
        unpacked_bytes: 512 << 20,
        text_bytes: 512 << 20,
        cells: 1 << 25,
    };

    /// The limits for a workbook of so many bytes.
    pub(super) fn of_workbook(self, n_bytes: usize) -> Limits {
        let grown = |spare: usize, each: usize| {
            n_bytes.saturating_mul(each).saturating_add(spare)
        };
        Limits {
            text_bytes: grown(SPARE_TEXT_BYTES, TEXT_BYTES_PER_BYTE).min(self.text_bytes),
            cells: grown(SPARE_CELLS, CELLS_PER_BYTE).min(self.cells),
            ..self
        }
    }

    /// Refuses a sheet that has so many bytes of text and so many cells.
    pub(super) fn check(
        &self,
        n_text_bytes: usize,
        n_cells: usize,
    ) -> Result<(), Unreadable> {
        if n_text_bytes > self.text_bytes {
            let max_mib = self.text_bytes >> 20;
            return Err(Unreadable::TooMuch(Excess::Texts { max_mib }));
        }
        if n_cells > self.cells {
            return Err(Unreadable::TooMuch(Excess::Cells { max: self.cells }));
        }
        Ok(())
    }
}
