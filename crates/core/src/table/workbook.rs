//! An Excel workbook (XLSX, XLSM) to the rows of its sheets, as text. The parts, elements and
//! attributes are those of SpreadsheetML, ECMA-376 part 1, clause 18; how parts name each
//! other is in part 2, “Open Packaging Conventions”.
//!
//! A cell comes out as a person sees it where that matters: dates as ISO dates, numbers
//! without an exponent, and zero-padded numbers with their zeros. All else is as stored.

pub(super) mod format;

use super::archive::Archive;
use super::limits::{Limits, MAX_RECORD_BYTES};
use super::shared_strings::SharedStrings;
use super::sheet::{SheetRow, Sheets, check_row};
use super::xml::{Node, Xml};
use crate::problem::{Defect, Excess, Unreadable};
use format::NumberFormat;
use std::collections::HashMap;

/// The main part, where nothing says another.
const MAIN_PART: &str = "xl/workbook.xml";

/// The most columns that a sheet has, by the file format.
pub(super) const MAX_COLUMNS: usize = 16_384;

/// The most rows that a sheet has, by the file format.
const MAX_ROWS: u32 = 1 << 20;

/// The most parts that a workbook may name, and the most bytes in their names: of a sheet,
/// a few hundred are of use.
const MAX_PARTS: usize = 1 << 16;
const MAX_PARTS_BYTES: usize = 16 << 20;

/// A workbook and the sheet that is being read.
pub(super) struct Workbook {
    archive: Archive,
    names: Vec<String>,
    /// The part of each sheet.
    parts: Vec<String>,
    texts: SharedStringsReader,
    formats: Vec<NumberFormat>,
    /// Whether days count from 1904 on, as on old Macs.
    is_1904: bool,
    open: Option<OpenSheet>,
}

struct OpenSheet {
    xml: Xml,
    /// The number of the last row, from 1.
    line: u32,
}

/// What kind of value a cell holds: its attribute `t` (ST_CellType).
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Number,
    Shared,
    Text,
    Bool,
}

impl Workbook {
    /// Reads what the sheets have in common.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Workbook, Unreadable> {
        let archive = Archive::open(bytes, limits.unpacked_bytes)?;
        let (root, targets) = main_part(&archive, MAIN_PART)?;
        let (names, parts, is_1904) = sheets(&archive, &root, &targets)?;
        if names.is_empty() {
            return Err(Unreadable::Damaged(Defect::NoSheet));
        }
        let part = |kind| part_of_kind(&archive, &targets, kind);
        let texts = match part("sharedStrings") {
            Some(part) => Some(Xml::open(&archive, part)?),
            None => None,
        };
        let texts = SharedStringsReader {
            xml: texts,
            texts: SharedStrings::default(),
            limits: *limits,
        };
        let formats = match part("styles") {
            Some(part) => format::read(Xml::open(&archive, part)?)?,
            None => Vec::new(),
        };
        Ok(Workbook { archive, names, parts, texts, formats, is_1904, open: None })
    }

    /// The text of a cell, from what is stored.
    fn shown(&self, kind: CellType, style: usize, stored: &str) -> String {
        match kind {
            CellType::Shared => {
                let index = stored.trim().parse().ok();
                let text = index.and_then(|index| self.texts.texts.get(index));
                text.unwrap_or("").to_owned()
            }
            CellType::Bool => {
                if stored.trim() == "0" { "FALSE" } else { "TRUE" }.to_owned()
            }
            CellType::Text => stored.to_owned(),
            CellType::Number => {
                let format =
                    self.formats.get(style).copied().unwrap_or(NumberFormat::General);
                format.show(stored.trim(), self.is_1904)
            }
        }
    }
}

impl Sheets for Workbook {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn prepare(&mut self) -> Result<bool, Unreadable> {
        self.texts.work()
    }

    fn open(&mut self, sheet: usize) -> Result<(), Unreadable> {
        let xml = Xml::open(&self.archive, &self.parts[sheet])?;
        self.open = Some(OpenSheet { xml, line: 0 });
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        let Some(OpenSheet { mut xml, line }) = self.open.take() else { return Ok(None) };
        let line = loop {
            match xml.next()? {
                Node::Start(tag) if tag.name() == "row" => {
                    break number_of_row(tag.attribute("r").as_deref(), line);
                }
                // What stands behind the rows is no table.
                Node::End(name) if name == "sheetData" => return Ok(None),
                Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
                _ => {}
            }
        };
        let mut cells: Vec<String> = Vec::new();
        let (mut column, mut n_bytes) = (0, 0);
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.name() == "c" => {
                    let said = tag.attribute("r").and_then(|r| column_of(&r));
                    column = said.unwrap_or(column);
                    let style = tag.attribute("s").and_then(|s| s.parse().ok());
                    let kind = tag.attribute("t");
                    let stored = value(&mut xml)?;
                    let kind = match kind.as_deref() {
                        Some("s") => CellType::Shared,
                        Some("b") => CellType::Bool,
                        None | Some("n") => CellType::Number,
                        Some(_) => CellType::Text,
                    };
                    let text = self.shown(kind, style.unwrap_or(0), &stored);
                    n_bytes += text.len();
                    check_row(line, n_bytes)?;
                    if !text.is_empty() && column < MAX_COLUMNS {
                        cells.resize(cells.len().max(column + 1), String::new());
                        cells[column] = text;
                    }
                    column += 1;
                }
                Node::End(name) if name == "row" => break,
                Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
                _ => {}
            }
        }
        self.open = Some(OpenSheet { xml, line });
        Ok(Some(SheetRow { line, cells }))
    }
}

/// Refuses lists of parts that no workbook has.
pub(super) fn check_parts(n_parts: usize, n_bytes: usize) -> Result<(), Unreadable> {
    match n_parts >= MAX_PARTS || n_bytes > MAX_PARTS_BYTES {
        true => Err(Unreadable::TooMuch(Excess::Parts)),
        false => Ok(()),
    }
}

/// The number of a row, from 1: what it says, if that is a number behind the last row's, as
/// it is in all that Excel opens.
fn number_of_row(said: Option<&str>, last: u32) -> u32 {
    let said = said.and_then(|said| said.parse().ok());
    said.filter(|said| (last + 1..=MAX_ROWS).contains(said)).unwrap_or(last + 1)
}

/// The stored value of the cell that was just opened: its `v`, or the texts of its `is`.
fn value(xml: &mut Xml) -> Result<String, Unreadable> {
    let mut stored = String::new();
    // Formulas, and how a text is to be spoken, are no values.
    let mut n_hidden = 0;
    let mut is_value = false;
    loop {
        match xml.next()? {
            Node::Start(tag) if matches!(tag.name(), "f" | "rPh") => n_hidden += 1,
            Node::End(name) if matches!(&*name, "f" | "rPh") => n_hidden -= 1,
            Node::Start(tag) => is_value = matches!(tag.name(), "v" | "t"),
            Node::End(name) if name == "c" => return Ok(unescaped(stored)),
            Node::End(_) => is_value = false,
            Node::Text(text) if n_hidden == 0 && is_value => {
                stored.push_str(&text);
                check_text(&stored)?;
            }
            Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
            Node::Text(_) => {}
        }
    }
}

/// The names of the sheets in their order, hidden ones last, the part of each, and whether
/// days count from 1904.
type SheetList = (Vec<String>, Vec<String>, bool);

fn sheets(
    archive: &Archive,
    root: &str,
    targets: &HashMap<String, Relationship>,
) -> Result<SheetList, Unreadable> {
    let mut xml = Xml::open(archive, root)?;
    let (mut shown, mut hidden, mut is_1904) = (Vec::new(), Vec::new(), false);
    let mut n_bytes = 0;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "workbookPr" => {
                let said = tag.attribute("date1904");
                is_1904 = said.is_some_and(|said| said == "1" || said == "true");
            }
            Node::Start(tag) if tag.name() == "sheet" => {
                let name = tag.attribute("name").unwrap_or_default();
                let target = tag.attribute("id").and_then(|id| targets.get(&id));
                let Some(target) = target.filter(|target| target.kind == "worksheet")
                else {
                    continue;
                };
                n_bytes += name.len() + target.part.len();
                check_parts(shown.len() + hidden.len(), n_bytes)?;
                let is_hidden = tag.attribute("state").is_some_and(|s| s != "visible");
                let list = if is_hidden { &mut hidden } else { &mut shown };
                list.push((name, target.part.clone()));
            }
            Node::Over => break,
            _ => {}
        }
    }
    let (names, parts) = shown.into_iter().chain(hidden).unzip();
    Ok((names, parts, is_1904))
}

/// A part that another one names.
pub(super) struct Relationship {
    /// The last word of the relation's address, such as `worksheet`.
    pub(super) kind: String,
    pub(super) part: String,
}

/// The part of a kind that is named and there, such as `styles`.
pub(super) fn part_of_kind<'a>(
    archive: &Archive,
    targets: &'a HashMap<String, Relationship>,
    kind: &str,
) -> Option<&'a str> {
    let found = targets.values().find(|target| target.kind == kind);
    found.map(|target| target.part.as_str()).filter(|part| archive.has(part))
}

/// The part with the list of sheets, and the parts that it names; `usual` is how it is called
/// where nothing says so.
pub(super) fn main_part(
    archive: &Archive,
    usual: &str,
) -> Result<(String, HashMap<String, Relationship>), Unreadable> {
    let targets = relations(archive, "_rels/.rels", "")?;
    let root = targets
        .into_values()
        .find(|target| target.kind == "officeDocument")
        .map_or(usual.to_owned(), |target| target.part);
    let (folder, file) = root.rsplit_once('/').unwrap_or(("", &root));
    let targets = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
    Ok((root, targets))
}

/// The parts that the part in `folder` names, by their identifiers; none when it has no
/// such list.
fn relations(
    archive: &Archive,
    list: &str,
    folder: &str,
) -> Result<HashMap<String, Relationship>, Unreadable> {
    let mut targets = HashMap::new();
    if !archive.has(list.trim_start_matches('/')) {
        return Ok(targets);
    }
    let mut xml = Xml::open(archive, list.trim_start_matches('/'))?;
    let mut n_bytes = 0;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "Relationship" => {
                let said = |name| tag.attribute(name).unwrap_or_default();
                let target = said("Target");
                let part = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{target}"),
                };
                let address = said("Type");
                let kind = address.rsplit('/').next().unwrap_or_default().to_owned();
                let id = said("Id");
                n_bytes += id.len() + kind.len() + part.len();
                check_parts(targets.len(), n_bytes)?;
                targets.insert(id, Relationship { kind, part });
            }
            Node::Over => return Ok(targets),
            _ => {}
        }
    }
}

/// Reads the texts that cells share, some at a time.
struct SharedStringsReader {
    /// Nothing when all are read.
    xml: Option<Xml>,
    texts: SharedStrings,
    limits: Limits,
}

impl SharedStringsReader {
    /// Reads some texts, and says whether there are more.
    fn work(&mut self) -> Result<bool, Unreadable> {
        /// How many texts, and bytes of them, are read in a slice.
        const SLICE_TEXTS: usize = 10_000;
        const SLICE_BYTES: usize = 1 << 20;
        let Some(xml) = &mut self.xml else { return Ok(false) };
        let mut n_bytes = 0;
        for _ in 0..SLICE_TEXTS {
            let Some(text) = next_shared_text(xml)? else {
                self.xml = None;
                return Ok(false);
            };
            self.texts.push(&text, &self.limits)?;
            n_bytes += text.len();
            if n_bytes > SLICE_BYTES {
                break;
            }
        }
        Ok(true)
    }
}

/// The next text that cells share.
fn next_shared_text(xml: &mut Xml) -> Result<Option<String>, Unreadable> {
    let (mut item, mut n_spoken, mut is_text) = (String::new(), 0, false);
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "rPh" => n_spoken += 1,
            Node::End(name) if name == "rPh" => n_spoken -= 1,
            Node::Start(tag) => is_text = tag.name() == "t",
            Node::End(name) if name == "si" => return Ok(Some(unescaped(item))),
            Node::End(_) => is_text = false,
            Node::Text(text) if is_text && n_spoken == 0 => {
                item.push_str(&text);
                check_text(&item)?;
            }
            Node::Over => return Ok(None),
            Node::Text(_) => {}
        }
    }
}

/// Refuses a text that no cell has: it can be longer than a node, because a cell can have
/// many.
fn check_text(text: &str) -> Result<(), Unreadable> {
    match text.len() > MAX_RECORD_BYTES {
        true => Err(Unreadable::TooMuch(Excess::Text { part: None })),
        false => Ok(()),
    }
}

/// Puts the characters back that Excel writes as `_x000A_`.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match c.and_then(char::from_u32) {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The column of a cell's address, from 0: `AB12` is in column 27.
fn column_of(address: &str) -> Option<usize> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic);
    let mut column = 0_usize;
    for letter in letters {
        let value = usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests;
