//! A workbook of Excel 5 to 2003 (XLS) to the rows of its sheets, as text: BIFF records, by
//! the names of Microsoft's [MS-XLS], in the stream of a compound file.
//!
//! Cells come out as those of newer workbooks do; see [`super::workbook`].

mod compound;
mod records;

use super::biff::{bool_or_error, double, rk_number};
use super::bytes::{u16_at, u32_at};
use super::limits::Limits;
use super::shared_strings::SharedStrings;
use super::sheet::{SheetRow, Sheets, check_row};
use super::workbook::format::NumberFormat;
use crate::problem::{Defect, Foreign, Unreadable};
use compound::Compound;
pub(super) use compound::SIGNATURE;
use records::{BiffRecord, BiffVersion, ContinuedReader, kind, record};
use std::collections::HashMap;

/// The most columns that a sheet has, by the file format.
const MAX_COLUMNS: usize = 256;

/// A workbook and the sheet that is being read.
pub(super) struct OldWorkbook {
    stream: Vec<u8>,
    version: BiffVersion,
    names: Vec<String>,
    /// Where the records of each sheet begin.
    begins: Vec<usize>,
    texts: SharedStrings,
    formats: Vec<NumberFormat>,
    /// Whether days count from 1904 on, as on old Macs.
    is_1904: bool,
    /// The sheet that is being read.
    open: SheetRecords,
}

/// Where the cells of a sheet are. Not all programs write them row by row, and Excel reads
/// them in any order.
#[derive(Default)]
struct SheetRecords {
    /// The row, from 0, of each record with cells, and where the record stands, in the order
    /// of the rows.
    records: Vec<(u16, u32)>,
    /// How many of them were read.
    n_read: usize,
    /// Whether the stream ends before the sheet does.
    is_cut: bool,
}

/// A cell with something in it.
struct SheetCell {
    /// From 0.
    column: usize,
    text: String,
}

impl OldWorkbook {
    /// Reads what the sheets have in common.
    pub(super) fn open(
        bytes: Vec<u8>,
        limits: &Limits,
    ) -> Result<OldWorkbook, Unreadable> {
        let compound = Compound::open(bytes).ok_or_else(no_list)?;
        let Some(name) = ["Workbook", "Book"].into_iter().find(|name| compound.has(name))
        else {
            return Err(Unreadable::Foreign(Foreign::OldOffice));
        };
        let stream = compound.stream(name).ok_or_else(no_list)?;
        let begin = record(&stream, 0).filter(|record| record.kind == kind::BOF);
        let version = match begin.and_then(|record| u16_at(record.data, 0)) {
            Some(0x0500) => BiffVersion::Biff5,
            Some(0x0600) => BiffVersion::Biff8,
            _ => return Err(Unreadable::Damaged(Defect::VersionUnknown)),
        };
        let mut workbook = OldWorkbook {
            stream: Vec::new(),
            version,
            names: Vec::new(),
            begins: Vec::new(),
            texts: SharedStrings::default(),
            formats: Vec::new(),
            is_1904: false,
            open: SheetRecords::default(),
        };
        workbook.read_globals(&stream, limits)?;
        if workbook.names.is_empty() {
            return Err(Unreadable::Damaged(Defect::NoSheet));
        }
        workbook.stream = stream;
        Ok(workbook)
    }

    /// Reads the records that stand before the sheets.
    fn read_globals(&mut self, stream: &[u8], limits: &Limits) -> Result<(), Unreadable> {
        let (mut shown, mut hidden) = (Vec::new(), Vec::new());
        let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
        let mut styles = Vec::new();
        let mut at = 0;
        while let Some(record) = record(stream, at).filter(|r| r.kind != kind::EOF) {
            at = record.next;
            match record.kind {
                kind::FILE_PASS => return Err(Unreadable::Locked),
                kind::DATE_1904 => self.is_1904 = u16_at(record.data, 0) == Some(1),
                kind::XF => styles.extend(u16_at(record.data, 2)),
                kind::FORMAT => {
                    let code = self.format(stream, record);
                    codes.extend(
                        code.map(|(id, code)| (id, NumberFormat::of_code(&code))),
                    );
                }
                kind::BOUND_SHEET => {
                    // Macros and charts are sheets too, and without cells.
                    if let [_, _, _, _, visibility, 0, ..] = record.data {
                        let list =
                            if visibility & 3 == 0 { &mut shown } else { &mut hidden };
                        list.extend(self.sheet(stream, record));
                    }
                }
                kind::SST => {
                    self.texts = shared_texts(stream, record, self.version, limits)?;
                }
                _ => {}
            }
        }
        let format = |id: u16| {
            let known = codes.get(&id).copied();
            known.unwrap_or_else(|| NumberFormat::built_in(id.into()))
        };
        self.formats = styles.into_iter().map(format).collect();
        (self.names, self.begins) = shown.into_iter().chain(hidden).unzip();
        Ok(())
    }

    /// The number and the code of a format.
    fn format(&self, stream: &[u8], record: BiffRecord) -> Option<(u16, String)> {
        let mut texts = ContinuedReader::new(stream, record, self.version);
        let id = texts.number()?;
        let n_chars = match self.version {
            BiffVersion::Biff5 => usize::from(texts.byte()?),
            BiffVersion::Biff8 => texts.number()?,
        };
        Some((id as u16, texts.text(n_chars)?))
    }

    /// The name of a sheet, and where its records begin.
    fn sheet(&self, stream: &[u8], record: BiffRecord) -> Option<(String, usize)> {
        const N_BEFORE_NAME: usize = 6;
        let mut texts = ContinuedReader::new(stream, record, self.version);
        texts.skip(N_BEFORE_NAME)?;
        let n_chars = usize::from(texts.byte()?);
        Some((texts.text(n_chars)?, u32_at(record.data, 0)?))
    }

    /// Looks up where the cells of the sheet are whose records begin at a place.
    fn find_cells(&self, begin: usize) -> SheetRecords {
        let mut found = SheetRecords::default();
        let mut at = begin;
        // A chart may stand inside of a sheet, with records of its own.
        let mut depth = 0;
        loop {
            let Some(record) = record(&self.stream, at) else {
                found.is_cut = true;
                break;
            };
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth == 0 => break,
                kind::EOF => depth -= 1,
                kind if depth == 0 && kind::has_cells(kind) => {
                    let row = u16_at(record.data, 0);
                    found.records.extend(row.zip(u32::try_from(at).ok()));
                }
                _ => {}
            }
            at = record.next;
        }
        if !found.records.is_sorted_by_key(|(row, _)| *row) {
            found.records.sort_by_key(|(row, _)| *row);
        }
        found
    }

    /// The cells of the record at a place; `None` when they are damaged.
    fn cells(&self, at: usize) -> Option<Vec<SheetCell>> {
        let record = record(&self.stream, at)?;
        let data = record.data;
        let column = usize::from(u16_at(data, 2)?);
        let style = usize::from(u16_at(data, 4)?);
        let text = match record.kind {
            kind::LABEL_SST => self.texts.get(u32_at(data, 6)?)?.to_owned(),
            kind::LABEL | kind::RSTRING => {
                let mut texts = ContinuedReader::new(&self.stream, record, self.version);
                texts.skip(6)?;
                let n_chars = texts.number()?;
                texts.text(n_chars)?
            }
            kind::NUMBER => self.number(style, double(data, 6)?),
            kind::RK => self.number(style, rk_number(u32_at(data, 6)?)),
            kind::BOOL_ERR => bool_or_error(*data.get(6)?, *data.get(7)? != 0),
            kind::FORMULA => self.result(data, style, record.next)?,
            kind::MUL_RK => {
                let (numbers, _) = data.get(4..)?.as_chunks::<6>();
                let cell = |(column, number): (usize, &[u8; 6])| {
                    let style = usize::from(u16_at(number, 0)?);
                    let text = self.number(style, rk_number(u32_at(number, 2)?));
                    Some(SheetCell { column, text })
                };
                return (column..).zip(numbers).map(cell).collect();
            }
            _ => return None,
        };
        Some(vec![SheetCell { column, text }])
    }

    /// What a formula comes to; a text stands in one of the records behind it.
    fn result(&self, data: &[u8], style: usize, next: usize) -> Option<String> {
        /// So many records at most are between a formula and its text.
        const MAX_BETWEEN: usize = 4;
        let result = data.get(6..14)?;
        if result[6..] != [0xff, 0xff] {
            return Some(self.number(style, double(data, 6)?));
        }
        match result[0] {
            0 => {
                let mut at = next;
                for _ in 0..MAX_BETWEEN {
                    let record = record(&self.stream, at)?;
                    at = record.next;
                    if record.kind == kind::STRING {
                        let mut texts =
                            ContinuedReader::new(&self.stream, record, self.version);
                        let n_chars = texts.number()?;
                        return texts.text(n_chars);
                    }
                }
                None
            }
            1 => Some(bool_or_error(result[2], false)),
            2 => Some(bool_or_error(result[2], true)),
            _ => None,
        }
    }

    fn number(&self, style: usize, number: f64) -> String {
        let format = self.formats.get(style).copied().unwrap_or(NumberFormat::General);
        format.show(&number.to_string(), self.is_1904)
    }
}

impl Sheets for OldWorkbook {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn open(&mut self, sheet: usize) -> Result<(), Unreadable> {
        let begin = record(&self.stream, self.begins[sheet])
            .filter(|record| record.kind == kind::BOF)
            .ok_or(Unreadable::Damaged(Defect::SheetMisplaced))?;
        self.open = self.find_cells(begin.next);
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        let left = &self.open.records[self.open.n_read..];
        let Some(&(row, _)) = left.first() else {
            return match self.open.is_cut {
                true => Err(Unreadable::Damaged(Defect::SheetCut)),
                false => Ok(None),
            };
        };
        let n_records = left.iter().take_while(|(of, _)| *of == row).count();
        let line = u32::from(row) + 1;
        let mut cells: Vec<String> = Vec::new();
        let mut n_bytes = 0;
        for (_, at) in &left[..n_records] {
            for SheetCell { column, text } in self.cells(*at as usize).unwrap_or_default()
            {
                n_bytes += text.len();
                check_row(line, n_bytes)?;
                if !text.is_empty() && column < MAX_COLUMNS {
                    cells.resize(cells.len().max(column + 1), String::new());
                    cells[column] = text;
                }
            }
        }
        self.open.n_read += n_records;
        Ok(Some(SheetRow { line, cells }))
    }
}

/// The texts that cells share; those behind a damaged one are lost.
fn shared_texts(
    stream: &[u8],
    record: BiffRecord,
    version: BiffVersion,
    limits: &Limits,
) -> Result<SharedStrings, Unreadable> {
    const N_BEFORE_TEXTS: usize = 8;
    let mut shared = SharedStrings::default();
    let mut texts = ContinuedReader::new(stream, record, version);
    if texts.skip(N_BEFORE_TEXTS).is_none() {
        return Ok(shared);
    }
    let mut text = || {
        let n_chars = texts.number()?;
        texts.text(n_chars)
    };
    while let Some(text) = text() {
        shared.push(&text, limits)?;
    }
    Ok(shared)
}

fn no_list() -> Unreadable {
    Unreadable::Damaged(Defect::PartsListBroken)
}

#[cfg(test)]
mod tests;
