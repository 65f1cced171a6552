//! The records of an old workbook's stream, and the texts in them.

use crate::table::bytes::u16_at;
use crate::table::encoding::{Decoder, Detected, Encoding};

/// What a record is; numbers and names are those of Microsoft's [MS-XLS], 2.3.2.
pub(super) mod kind {
    /// A formula with the value that it came to.
    pub(in crate::table) const FORMULA: u16 = 0x0006;
    /// The end of what a BOF record began: the globals, a sheet, or a chart.
    pub(in crate::table) const EOF: u16 = 0x000a;
    /// Whether days count from 1904 on.
    pub(in crate::table) const DATE_1904: u16 = 0x0022;
    /// What follows is encrypted.
    pub(in crate::table) const FILE_PASS: u16 = 0x002f;
    /// More of the record before, which can have 8224 bytes at most.
    pub(in crate::table) const CONTINUE: u16 = 0x003c;
    /// The name of a sheet and where it begins (BoundSheet8).
    pub(in crate::table) const BOUND_SHEET: u16 = 0x0085;
    /// Several cells with numbers, side by side.
    pub(in crate::table) const MUL_RK: u16 = 0x00bd;
    /// A cell with formatted text in Excel 5 and 95; [MS-XLS] lists it no more.
    pub(in crate::table) const RSTRING: u16 = 0x00d6;
    /// How cells of a style are shown, the number of their format among it.
    pub(in crate::table) const XF: u16 = 0x00e0;
    /// The texts that cells share (shared string table).
    pub(in crate::table) const SST: u16 = 0x00fc;
    /// A cell with one of the texts of the SST.
    pub(in crate::table) const LABEL_SST: u16 = 0x00fd;
    /// A cell with a number.
    pub(in crate::table) const NUMBER: u16 = 0x0203;
    /// A cell with a text of its own.
    pub(in crate::table) const LABEL: u16 = 0x0204;
    /// A cell with a Boolean or an error.
    pub(in crate::table) const BOOL_ERR: u16 = 0x0205;
    /// The text that a formula came to; it follows the formula.
    pub(in crate::table) const STRING: u16 = 0x0207;
    /// A cell with a number in four bytes.
    pub(in crate::table) const RK: u16 = 0x027e;
    /// The code of a number format.
    pub(in crate::table) const FORMAT: u16 = 0x041e;
    /// The beginning of the globals, a sheet, or a chart.
    pub(in crate::table) const BOF: u16 = 0x0809;

    /// Whether such a record has cells of a row.
    pub(in crate::table) fn has_cells(kind: u16) -> bool {
        matches!(kind, LABEL_SST | LABEL | RSTRING | NUMBER)
            || matches!(kind, RK | MUL_RK | BOOL_ERR | FORMULA)
    }
}

/// A record, and where the next one begins.
#[derive(Clone, Copy)]
pub(super) struct BiffRecord<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
    pub(super) next: usize,
}

/// The record at a place; `None` at the end, and where it is cut off.
pub(super) fn record(stream: &[u8], at: usize) -> Option<BiffRecord<'_>> {
    let kind = u16_at(stream, at)?;
    let begin = at + 4;
    let next = begin + usize::from(u16_at(stream, at + 2)?);
    Some(BiffRecord { kind, data: stream.get(begin..next)?, next })
}

/// How the texts of a workbook are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BiffVersion {
    /// Excel 5 and 95: a byte for each character.
    Biff5,
    /// Excel 97 and later: Unicode.
    Biff8,
}

/// Reads on through a record and those that continue it.
pub(super) struct ContinuedReader<'a> {
    stream: &'a [u8],
    version: BiffVersion,
    data: &'a [u8],
    next: usize,
}

impl<'a> ContinuedReader<'a> {
    pub(super) fn new(
        stream: &'a [u8],
        record: BiffRecord<'a>,
        version: BiffVersion,
    ) -> ContinuedReader<'a> {
        ContinuedReader { stream, version, data: record.data, next: record.next }
    }

    /// Passes over some bytes.
    pub(super) fn skip(&mut self, n_bytes: usize) -> Option<()> {
        let mut n_left = n_bytes;
        while n_left > self.data.len() {
            n_left -= self.data.len();
            self.go_on()?;
        }
        self.data = &self.data[n_left..];
        Some(())
    }

    /// The next number of two bytes.
    pub(super) fn number(&mut self) -> Option<usize> {
        let [low, high] = [self.byte()?, self.byte()?];
        Some(usize::from(u16::from_le_bytes([low, high])))
    }

    /// The next text of `n_chars` characters.
    pub(super) fn text(&mut self, n_chars: usize) -> Option<String> {
        const WIDE: u8 = 1;
        const SPOKEN: u8 = 4;
        const RICH: u8 = 8;
        if self.version == BiffVersion::Biff5 {
            let (bytes, rest) = self.data.split_at_checked(n_chars)?;
            self.data = rest;
            let mut text = String::new();
            Decoder::new(Detected::told(Encoding::WINDOWS_1252))
                .push(bytes, true, &mut text);
            return Some(text);
        }
        let flags = self.byte()?;
        let n_rich = if flags & RICH != 0 { 4 * self.number()? } else { 0 };
        let n_spoken = match flags & SPOKEN != 0 {
            true => self.number()? | self.number()? << 16,
            false => 0,
        };
        let mut units: Vec<u16> = Vec::new();
        let mut is_wide = flags & WIDE != 0;
        while units.len() < n_chars {
            if self.data.is_empty() {
                self.go_on()?;
                // How it is written is said again where a text is continued.
                is_wide = self.byte()? & WIDE != 0;
            }
            let n_bytes_each = if is_wide { 2 } else { 1 };
            let n_here = (n_chars - units.len()).min(self.data.len() / n_bytes_each);
            if n_here == 0 {
                return None;
            }
            let (here, rest) = self.data.split_at(n_here * n_bytes_each);
            self.data = rest;
            match is_wide {
                true => units.extend(
                    here.as_chunks::<2>().0.iter().copied().map(u16::from_le_bytes),
                ),
                false => units.extend(here.iter().copied().map(u16::from)),
            }
        }
        self.skip(n_rich.checked_add(n_spoken)?)?;
        Some(String::from_utf16_lossy(&units))
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        while self.data.is_empty() {
            self.go_on()?;
        }
        let (byte, rest) = self.data.split_first()?;
        self.data = rest;
        Some(*byte)
    }

    fn go_on(&mut self) -> Option<()> {
        let record =
            record(self.stream, self.next).filter(|r| r.kind == kind::CONTINUE)?;
        self.data = record.data;
        self.next = record.next;
        Some(())
    }
}
