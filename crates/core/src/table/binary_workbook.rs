//! A binary workbook (XLSB) to the rows of its sheets, as text: BIFF12 records, by the names of
//! Microsoft's [MS-XLSB] 2.4, in the parts of an archive.
//!
//! Cells come out as those of other workbooks do; see [`super::workbook`].

mod records;

use super::archive::Archive;
use super::biff::{bool_or_error, double, rk_number};
use super::bytes::{u16_at, u32_at};
use super::limits::Limits;
use super::shared_strings::SharedStrings;
use super::sheet::{SheetRow, Sheets, check_row};
use super::workbook::format::{NumberFormat, check_styles};
use super::workbook::{MAX_COLUMNS, Relationship, check_parts, main_part, part_of_kind};
use crate::problem::{Defect, Unreadable};
use records::{Records, kind, wide_string};
use std::collections::HashMap;

/// The main part, where nothing says another.
const MAIN_PART: &str = "xl/workbook.bin";

/// A workbook and the sheet that is being read.
pub(super) struct BinaryWorkbook {
    archive: Archive,
    names: Vec<String>,
    /// The part of each sheet.
    parts: Vec<String>,
    /// What reads the texts that cells share; nothing when all are read.
    reading_texts: Option<Records>,
    texts: SharedStrings,
    formats: Vec<NumberFormat>,
    /// Whether days count from 1904 on, as on old Macs.
    is_1904: bool,
    limits: Limits,
    open: Option<OpenSheet>,
}

struct OpenSheet {
    records: Records,
    /// The row that comes next, from 0, once its beginning is read.
    row: Option<u32>,
}

impl BinaryWorkbook {
    /// Reads what the sheets have in common.
    pub(super) fn open(
        bytes: Vec<u8>,
        limits: &Limits,
    ) -> Result<BinaryWorkbook, Unreadable> {
        let archive = Archive::open(bytes, limits.unpacked_bytes)?;
        let (root, targets) = main_part(&archive, MAIN_PART)?;
        let (names, parts, is_1904) = sheets(&archive, &root, &targets)?;
        if names.is_empty() {
            return Err(Unreadable::Damaged(Defect::NoSheet));
        }
        let part = |kind| {
            let found = part_of_kind(&archive, &targets, kind);
            found.map(|part| Records::open(&archive, part)).transpose()
        };
        let reading_texts = part("sharedStrings")?;
        let formats = part("styles")?.map_or(Ok(Vec::new()), formats)?;
        let texts = SharedStrings::default();
        let limits = *limits;
        Ok(BinaryWorkbook {
            archive,
            names,
            parts,
            reading_texts,
            texts,
            formats,
            is_1904,
            limits,
            open: None,
        })
    }

    /// The text of the cell in a record; nothing when it is blank, or the record holds none.
    ///
    /// # Errors
    /// `None` when the record is cut off.
    fn cell(&self, kind: u16, data: &[u8]) -> Option<String> {
        // A cell has its column and its style in front, and a short one its style alone.
        let at = if kind::is_short(kind) { 4 } else { 8 };
        let style = u32_at(data, at - 4)? & 0x00ff_ffff;
        let value = data.get(at..)?;
        Some(match kind {
            kind::CELL_RK | kind::SHORT_RK => {
                self.number(style, rk_number(u32_at(value, 0)?))
            }
            kind::CELL_REAL | kind::SHORT_REAL | kind::FORMULA_NUMBER => {
                self.number(style, double(value, 0)?)
            }
            kind::CELL_BOOL | kind::SHORT_BOOL | kind::FORMULA_BOOL => {
                bool_or_error(*value.first()?, false)
            }
            kind::CELL_ERROR | kind::SHORT_ERROR | kind::FORMULA_ERROR => {
                bool_or_error(*value.first()?, true)
            }
            kind::CELL_TEXT | kind::SHORT_TEXT | kind::FORMULA_TEXT => {
                wide_string(value, 0)?
            }
            // How parts of it look is said in front and behind.
            kind::CELL_RICH_TEXT => wide_string(value, 1)?,
            kind::CELL_SHARED | kind::SHORT_SHARED => {
                self.texts.get(u32_at(value, 0)?)?.to_owned()
            }
            _ => String::new(),
        })
    }

    fn number(&self, style: usize, number: f64) -> String {
        let format = self.formats.get(style).copied().unwrap_or(NumberFormat::General);
        format.show(&number.to_string(), self.is_1904)
    }
}

impl Sheets for BinaryWorkbook {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn prepare(&mut self) -> Result<bool, Unreadable> {
        /// How many records are read in a slice.
        const SLICE_RECORDS: usize = 10_000;
        let Some(records) = &mut self.reading_texts else { return Ok(false) };
        for _ in 0..SLICE_RECORDS {
            match records.next()? {
                Some(kind::SHARED_TEXT) => {
                    let text = wide_string(records.data(), 1);
                    let text = text.ok_or_else(|| records.broken())?;
                    self.texts.push(&text, &self.limits)?;
                }
                Some(_) => {}
                None => {
                    self.reading_texts = None;
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    fn open(&mut self, sheet: usize) -> Result<(), Unreadable> {
        let records = Records::open(&self.archive, &self.parts[sheet])?;
        self.open = Some(OpenSheet { records, row: None });
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        let Some(OpenSheet { mut records, mut row }) = self.open.take() else {
            return Ok(None);
        };
        let mut cells: Vec<String> = Vec::new();
        let (mut column, mut n_bytes) = (0, 0);
        let line = |row: u32| row.saturating_add(1);
        loop {
            match records.next()? {
                Some(kind::END_SHEET_DATA) => {
                    return Ok(row.map(|row| SheetRow { line: line(row), cells }));
                }
                Some(kind::ROW_HEADER) => {
                    let next =
                        u32_at(records.data(), 0).ok_or_else(|| records.broken())?;
                    if let Some(last) = row.replace(next as u32) {
                        self.open = Some(OpenSheet { records, row });
                        return Ok(Some(SheetRow { line: line(last), cells }));
                    }
                }
                Some(kind) if kind::is_cell(kind) => {
                    let data = records.data();
                    if !kind::is_short(kind) {
                        column = u32_at(data, 0).ok_or_else(|| records.broken())?;
                    }
                    let text = self.cell(kind, data).ok_or_else(|| records.broken())?;
                    n_bytes += text.len();
                    check_row(line(row.unwrap_or_default()), n_bytes)?;
                    if !text.is_empty() && column < MAX_COLUMNS {
                        cells.resize(cells.len().max(column + 1), String::new());
                        cells[column] = text;
                    }
                    column = column.saturating_add(1);
                }
                Some(_) => {}
                None => return Err(Unreadable::Damaged(Defect::SheetCut)),
            }
        }
    }
}

/// The names of the sheets in their order, hidden ones last, the part of each, and whether
/// days count from 1904.
fn sheets(
    archive: &Archive,
    root: &str,
    targets: &HashMap<String, Relationship>,
) -> Result<(Vec<String>, Vec<String>, bool), Unreadable> {
    let mut records = Records::open(archive, root)?;
    let (mut shown, mut hidden, mut is_1904) = (Vec::new(), Vec::new(), false);
    let mut n_bytes = 0;
    while let Some(kind) = records.next()? {
        let data = records.data();
        match kind {
            kind::WORKBOOK_PROPERTIES => {
                is_1904 = data.first().is_some_and(|flags| flags & 1 != 0);
            }
            kind::SHEET => {
                let (state, id, name) = sheet(data).ok_or_else(|| records.broken())?;
                let target = targets.get(&id).filter(|target| target.kind == "worksheet");
                let Some(target) = target else { continue };
                n_bytes += name.len() + target.part.len();
                check_parts(shown.len() + hidden.len(), n_bytes)?;
                let list = if state == 0 { &mut shown } else { &mut hidden };
                list.push((name, target.part.clone()));
            }
            _ => {}
        }
    }
    let (names, parts) = shown.into_iter().chain(hidden).unzip();
    Ok((names, parts, is_1904))
}

/// Whether a sheet is hidden (0 when it is not), the identifier of its part, and its name.
fn sheet(data: &[u8]) -> Option<(usize, String, String)> {
    const ID_AT: usize = 8;
    let id = wide_string(data, ID_AT)?;
    let name_at = ID_AT + 4 + 2 * u32_at(data, ID_AT)?;
    Some((u32_at(data, 0)?, id, wide_string(data, name_at)?))
}

/// The formats of all cell styles, in the order in which cells count them.
fn formats(mut records: Records) -> Result<Vec<NumberFormat>, Unreadable> {
    let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
    let (mut formats, mut in_cells) = (Vec::new(), false);
    while let Some(kind) = records.next()? {
        check_styles(codes.len().max(formats.len()))?;
        let data = records.data();
        match kind {
            kind::FORMAT => {
                let code = u16_at(data, 0).zip(wide_string(data, 2));
                let (id, code) = code.ok_or_else(|| records.broken())?;
                codes.insert(id, NumberFormat::of_code(&code));
            }
            kind::BEGIN_CELL_STYLES => in_cells = true,
            kind::END_CELL_STYLES => in_cells = false,
            kind::STYLE if in_cells => {
                let id = u16_at(data, 2).ok_or_else(|| records.broken())?;
                let known = codes.get(&id).copied();
                formats.push(known.unwrap_or_else(|| NumberFormat::built_in(id.into())));
            }
            _ => {}
        }
    }
    Ok(formats)
}

#[cfg(test)]
mod tests;
