//! The records of a part of a binary workbook.

use crate::problem::{Defect, Excess, Unreadable};
use crate::table::archive::{Archive, PartReader, failure};
use crate::table::bytes::u32_at;
use crate::table::limits::MAX_RECORD_BYTES;
use std::io::Read;

/// What a record is; numbers and names are those of Microsoft's [MS-XLSB], 2.3.1.
pub(super) mod kind {
    /// The beginning of a row (BrtRowHdr).
    pub(in crate::table) const ROW_HEADER: u16 = 0;
    /// An empty cell with a style (BrtCellBlank); the numbers up to [`FORMULA_ERROR`] are cells
    /// with their column.
    const CELL_BLANK: u16 = 1;
    pub(in crate::table) const CELL_RK: u16 = 2;
    pub(in crate::table) const CELL_ERROR: u16 = 3;
    pub(in crate::table) const CELL_BOOL: u16 = 4;
    pub(in crate::table) const CELL_REAL: u16 = 5;
    /// A text of the cell's own (BrtCellSt).
    pub(in crate::table) const CELL_TEXT: u16 = 6;
    /// A text that cells share (BrtCellIsst).
    pub(in crate::table) const CELL_SHARED: u16 = 7;
    pub(in crate::table) const FORMULA_TEXT: u16 = 8;
    pub(in crate::table) const FORMULA_NUMBER: u16 = 9;
    pub(in crate::table) const FORMULA_BOOL: u16 = 10;
    pub(in crate::table) const FORMULA_ERROR: u16 = 11;
    /// An empty cell without a column (BrtShortBlank); the numbers up to [`SHORT_SHARED`] are
    /// cells that stand behind the one before.
    const SHORT_BLANK: u16 = 12;
    pub(in crate::table) const SHORT_RK: u16 = 13;
    pub(in crate::table) const SHORT_ERROR: u16 = 14;
    pub(in crate::table) const SHORT_BOOL: u16 = 15;
    pub(in crate::table) const SHORT_REAL: u16 = 16;
    pub(in crate::table) const SHORT_TEXT: u16 = 17;
    pub(in crate::table) const SHORT_SHARED: u16 = 18;
    /// A text that cells share (BrtSSTItem).
    pub(in crate::table) const SHARED_TEXT: u16 = 19;
    /// The code of a number format (BrtFmt).
    pub(in crate::table) const FORMAT: u16 = 44;
    /// How cells of a style are shown, the number of their format among it (BrtXF).
    pub(in crate::table) const STYLE: u16 = 47;
    /// A text whose parts look different (BrtCellRString).
    pub(in crate::table) const CELL_RICH_TEXT: u16 = 62;
    pub(in crate::table) const END_SHEET_DATA: u16 = 146;
    /// Whether days count from 1904 on, among others (BrtWbProp).
    pub(in crate::table) const WORKBOOK_PROPERTIES: u16 = 153;
    /// The name of a sheet and its part (BrtBundleSh).
    pub(in crate::table) const SHEET: u16 = 156;
    /// The styles of cells (BrtBeginCellXFs), behind those that they are made from.
    pub(in crate::table) const BEGIN_CELL_STYLES: u16 = 617;
    pub(in crate::table) const END_CELL_STYLES: u16 = 618;

    /// Whether such a record is a cell.
    pub(in crate::table) fn is_cell(kind: u16) -> bool {
        matches!(kind, CELL_BLANK..=FORMULA_ERROR | CELL_RICH_TEXT) || is_short(kind)
    }

    /// Whether such a record is a cell that does not say its column.
    pub(in crate::table) fn is_short(kind: u16) -> bool {
        matches!(kind, SHORT_BLANK..=SHORT_SHARED)
    }
}

/// A part, read record by record.
pub(super) struct Records {
    reader: PartReader,
    part: String,
    data: Vec<u8>,
}

impl Records {
    pub(super) fn open(archive: &Archive, part: &str) -> Result<Records, Unreadable> {
        let reader = archive.part(part)?;
        Ok(Records { reader, part: part.to_owned(), data: Vec::new() })
    }

    /// What the next record is; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<u16>, Unreadable> {
        self.reader.get_mut().begin_node();
        let Some(low) = self.byte()? else { return Ok(None) };
        // Seven bits a byte; the eighth says that there are more.
        let mut kind = u16::from(low & 0x7f);
        if low & 0x80 != 0 {
            kind |= u16::from(self.needed_byte()? & 0x7f) << 7;
        }
        let mut n_bytes = 0;
        for n_bits in [0, 7, 14, 21] {
            let byte = self.needed_byte()?;
            n_bytes |= usize::from(byte & 0x7f) << n_bits;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if n_bytes > MAX_RECORD_BYTES {
            let part = Some(self.part.clone());
            return Err(Unreadable::TooMuch(Excess::Text { part }));
        }
        self.data.clear();
        let Records { reader, part, data } = self;
        let n_read = reader.take(n_bytes as u64).read_to_end(data);
        match n_read.map_err(|error| failure(part, &error))? == n_bytes {
            true => Ok(Some(kind)),
            false => Err(self.broken()),
        }
    }

    /// What the record that came last holds.
    pub(super) fn data(&self) -> &[u8] {
        &self.data
    }

    /// What to say of a record that is cut off.
    pub(super) fn broken(&self) -> Unreadable {
        Unreadable::Damaged(Defect::PartUnreadable { part: self.part.clone(), why: None })
    }

    fn byte(&mut self) -> Result<Option<u8>, Unreadable> {
        let mut byte = [0];
        let n_read = self.reader.read(&mut byte);
        let n_read = n_read.map_err(|error| failure(&self.part, &error))?;
        Ok((n_read == 1).then_some(byte[0]))
    }

    fn needed_byte(&mut self) -> Result<u8, Unreadable> {
        self.byte()?.ok_or_else(|| self.broken())
    }
}

/// The text at a place (XLWideString): how many units of UTF-16, and these.
pub(super) fn wide_string(data: &[u8], at: usize) -> Option<String> {
    let begin = at.checked_add(4)?;
    let n_bytes = u32_at(data, at)?.checked_mul(2)?;
    let (units, _) = data.get(begin..begin.checked_add(n_bytes)?)?.as_chunks::<2>();
    let units = units.iter().copied().map(u16::from_le_bytes);
    Some(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
}
