//! An OpenDocument spreadsheet (ODS), as LibreOffice and others write it, to the rows of its
//! tables, as text. Elements and attributes are those of OpenDocument 1.3, part 3, chapters 9
//! and 19. All tables stand in one part, so it is read from the beginning for each that comes
//! before the last one.
//!
//! A cell comes out as a person sees it where that matters: dates as ISO dates, numbers without
//! an exponent, and zero-padded numbers with their zeros. All else is as stored.

use super::archive::Archive;
use super::limits::Limits;
use super::sheet::{SheetRow, Sheets, check_row};
use super::xml::{Node, Tag, Xml};
use crate::problem::{Defect, Excess, Unreadable};
use std::collections::HashSet;

/// The part with all tables.
const CONTENT: &str = "content.xml";

/// The most columns that a table has in LibreOffice.
const MAX_COLUMNS: usize = 16_384;

/// The most tables that are named.
const MAX_TABLES: usize = 1 << 12;

/// How often the part is unpacked at most: for the names, for a look at the tables in their
/// order, and for the one that is read.
const N_PASSES: u64 = 3;

/// How many nodes are read in a slice.
const SLICE_NODES: usize = 10_000;

/// The element of a table.
const TABLE: &str = "table";

/// A spreadsheet and the table that is being read.
pub(super) struct OpenDocument {
    archive: Archive,
    /// What reads the names of the tables; nothing when all are read.
    listing: Option<Listing>,
    /// The names, hidden ones last, and the place of each table in the document.
    names: Vec<String>,
    places: Vec<usize>,
    /// The place of the table that is wanted.
    wanted: usize,
    open: Option<OpenTable>,
}

/// Reads the names of the tables.
struct Listing {
    xml: Xml,
    /// How many tables are open; a cell may hold one.
    depth: usize,
    /// The style that is being read.
    style: Option<String>,
    hidden_styles: HashSet<String>,
    shown: Vec<(String, usize)>,
    hidden: Vec<(String, usize)>,
}

/// Where in the document it is read.
struct OpenTable {
    xml: Xml,
    /// How many tables were begun, and how many are open: within one, a cell may hold another.
    n_begun: usize,
    depth: usize,
    /// The number of the last row, from 1.
    line: u32,
    /// A row that comes so many times more.
    row: Vec<String>,
    n_repeats: u32,
}

/// What a cell says of its value.
struct CellValue {
    /// `office:value-type`.
    kind: String,
    /// The attribute with the value, if one is needed for its kind.
    stored: Option<String>,
}

impl OpenDocument {
    /// Begins to read what the tables have in common.
    pub(super) fn open(
        bytes: Vec<u8>,
        limits: &Limits,
    ) -> Result<OpenDocument, Unreadable> {
        let n_unpacked = limits.unpacked_bytes.saturating_mul(N_PASSES);
        let archive = Archive::open(bytes, n_unpacked)?;
        if is_encrypted(&archive)? {
            return Err(Unreadable::Locked);
        }
        let listing = Some(Listing::open(&archive)?);
        let (names, places) = (Vec::new(), Vec::new());
        Ok(OpenDocument { archive, listing, names, places, wanted: 0, open: None })
    }
}

fn is_encrypted(archive: &Archive) -> Result<bool, Unreadable> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if !archive.has(MANIFEST) {
        return Ok(false);
    }
    let mut xml = Xml::open(archive, MANIFEST)?;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == "encryption-data" => return Ok(true),
            Node::Over => return Ok(false),
            _ => {}
        }
    }
}

impl Sheets for OpenDocument {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn prepare(&mut self) -> Result<bool, Unreadable> {
        if let Some(listing) = &mut self.listing {
            if listing.work()? {
                return Ok(true);
            }
            let shown = listing.shown.drain(..);
            (self.names, self.places) = shown.chain(listing.hidden.drain(..)).unzip();
            self.listing = None;
            if self.names.is_empty() {
                return Err(Unreadable::Damaged(Defect::NoSheet));
            }
        }
        match &mut self.open {
            Some(open) if open.n_begun <= self.wanted => open.go_on_to(self.wanted),
            _ => Ok(false),
        }
    }

    fn open(&mut self, sheet: usize) -> Result<(), Unreadable> {
        self.wanted = self.places[sheet];
        let ahead = self.open.take().filter(|open| open.n_begun <= self.wanted);
        self.open = Some(match ahead {
            Some(open) => open,
            None => OpenTable::before_all(Xml::open(&self.archive, CONTENT)?),
        });
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        self.open.as_mut().map_or(Ok(None), OpenTable::next_row)
    }
}

impl Listing {
    fn open(archive: &Archive) -> Result<Listing, Unreadable> {
        Ok(Listing {
            xml: Xml::open(archive, CONTENT)?,
            depth: 0,
            style: None,
            hidden_styles: HashSet::new(),
            shown: Vec::new(),
            hidden: Vec::new(),
        })
    }

    /// Reads some of the document, and says whether there is more.
    fn work(&mut self) -> Result<bool, Unreadable> {
        for _ in 0..SLICE_NODES {
            match self.xml.next()? {
                Node::Start(tag) if tag.name() == "style" => {
                    self.style = tag.attribute("name");
                }
                Node::Start(tag) if tag.name() == "table-properties" => {
                    let shown = tag.attribute("display");
                    let hidden =
                        self.style.take().filter(|_| shown.as_deref() == Some("false"));
                    self.hidden_styles.extend(hidden);
                }
                Node::Start(tag) if tag.name() == TABLE => {
                    self.depth += 1;
                    let name = tag.attribute("name").unwrap_or_default();
                    let style = tag.attribute("style-name");
                    if self.depth == 1 {
                        self.take(name, style)?;
                    }
                }
                Node::End(name) if name == TABLE => {
                    self.depth = self.depth.saturating_sub(1);
                }
                Node::Over => return Ok(false),
                _ => {}
            }
        }
        Ok(true)
    }

    fn take(&mut self, name: String, style: Option<String>) -> Result<(), Unreadable> {
        let place = self.shown.len() + self.hidden.len();
        if place == MAX_TABLES {
            return Err(Unreadable::TooMuch(Excess::Parts));
        }
        match style.is_some_and(|style| self.hidden_styles.contains(&style)) {
            true => self.hidden.push((name, place)),
            false => self.shown.push((name, place)),
        }
        Ok(())
    }
}

impl OpenTable {
    /// The beginning of the document.
    fn before_all(xml: Xml) -> OpenTable {
        OpenTable { xml, n_begun: 0, depth: 0, line: 0, row: Vec::new(), n_repeats: 0 }
    }

    /// Reads some of what stands before a table, and says whether there is more.
    fn go_on_to(&mut self, place: usize) -> Result<bool, Unreadable> {
        for _ in 0..SLICE_NODES {
            match self.xml.next()? {
                Node::Start(tag) if tag.name() == TABLE => {
                    self.depth += 1;
                    self.n_begun += usize::from(self.depth == 1);
                    if self.n_begun > place {
                        (self.line, self.n_repeats) = (0, 0);
                        return Ok(false);
                    }
                }
                Node::End(name) if name == TABLE => {
                    self.depth = self.depth.saturating_sub(1);
                }
                Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
                _ => {}
            }
        }
        Ok(true)
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        while self.n_repeats == 0 {
            if self.depth == 0 {
                return Ok(None);
            }
            match self.xml.next()? {
                Node::Start(tag) if tag.name() == "table-row" => {
                    let n_repeats = number(&tag, "number-rows-repeated");
                    let row = row(&mut self.xml, self.line.saturating_add(1))?;
                    match row.is_empty() {
                        true => self.line = self.line.saturating_add(n_repeats),
                        false => (self.row, self.n_repeats) = (row, n_repeats),
                    }
                }
                Node::End(name) if name == TABLE => self.depth -= 1,
                Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
                _ => {}
            }
        }
        self.n_repeats -= 1;
        self.line = self.line.saturating_add(1);
        let cells = match self.n_repeats {
            0 => std::mem::take(&mut self.row),
            _ => self.row.clone(),
        };
        Ok(Some(SheetRow { line: self.line, cells }))
    }
}

/// How often something comes.
fn number(tag: &Tag, attribute: &str) -> u32 {
    tag.attribute(attribute).and_then(|said| said.trim().parse().ok()).unwrap_or(1)
}

/// The cells of a row whose beginning is read, without the empty ones at its end.
fn row(xml: &mut Xml, line: u32) -> Result<Vec<String>, Unreadable> {
    let mut cells: Vec<String> = Vec::new();
    let (mut column, mut n_bytes) = (0_usize, 0_usize);
    loop {
        let (n_repeats, value) = match xml.next()? {
            Node::Start(tag)
                if matches!(tag.name(), "table-cell" | "covered-table-cell") =>
            {
                (number(&tag, "number-columns-repeated") as usize, CellValue::of(&tag))
            }
            Node::End(name) if name == "table-row" => return Ok(cells),
            Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
            _ => continue,
        };
        let text = text(xml, line)?;
        let shown = value.shown(text);
        let end = column.saturating_add(n_repeats).min(MAX_COLUMNS);
        if !shown.is_empty() && column < end {
            n_bytes = n_bytes.saturating_add(shown.len().saturating_mul(end - column));
            check_row(line, n_bytes)?;
            cells.resize(column, String::new());
            cells.resize(end, shown);
        }
        column = end;
    }
}

/// The text of a cell whose beginning is read: its paragraphs, one a line.
fn text(xml: &mut Xml, line: u32) -> Result<Option<String>, Unreadable> {
    let mut out: Option<String> = None;
    // Notes are no value, and tables within a cell, and what is drawn there.
    let (mut n_hidden, mut n_paragraphs) = (0_usize, 0_usize);
    let is_hidden = |name: &str| matches!(name, "annotation" | "frame" | TABLE);
    loop {
        match xml.next()? {
            Node::Start(tag) if is_hidden(tag.name()) => n_hidden += 1,
            Node::End(name) if is_hidden(&name) => n_hidden = n_hidden.saturating_sub(1),
            Node::Over => return Err(Unreadable::Damaged(Defect::SheetCut)),
            _ if n_hidden > 0 => {}
            Node::End(name) if matches!(&*name, "table-cell" | "covered-table-cell") => {
                return Ok(out);
            }
            Node::Start(tag) if tag.name() == "p" => {
                n_paragraphs += 1;
                match &mut out {
                    Some(out) => out.push('\n'),
                    None => out = Some(String::new()),
                }
            }
            Node::End(name) if name == "p" => {
                n_paragraphs = n_paragraphs.saturating_sub(1);
            }
            node if n_paragraphs > 0 => {
                let out = out.get_or_insert_default();
                match node {
                    Node::Start(tag) if tag.name() == "s" => {
                        let n_spaces = number(&tag, "c") as usize;
                        check_row(line, out.len().saturating_add(n_spaces))?;
                        out.extend(std::iter::repeat_n(' ', n_spaces));
                    }
                    Node::Start(tag) if tag.name() == "tab" => out.push('\t'),
                    Node::Start(tag) if tag.name() == "line-break" => out.push('\n'),
                    Node::Text(text) => push_collapsed(out, &text),
                    _ => {}
                }
                check_row(line, out.len())?;
            }
            _ => {}
        }
    }
}

/// Adds a text in which several white characters count as one space, as in all of
/// OpenDocument; further ones are elements.
fn push_collapsed(out: &mut String, text: &str) {
    let mut was_white = false;
    for c in text.chars() {
        let is_white = matches!(c, ' ' | '\t' | '\r' | '\n');
        if !(is_white && was_white) {
            out.push(if is_white { ' ' } else { c });
        }
        was_white = is_white;
    }
}

impl CellValue {
    fn of(tag: &Tag) -> CellValue {
        let kind = tag.attribute("value-type").unwrap_or_default();
        let stored = match kind.as_str() {
            "float" | "percentage" | "currency" => tag.attribute("value"),
            "date" => tag.attribute("date-value"),
            "boolean" => tag.attribute("boolean-value"),
            "string" => tag.attribute("string-value"),
            _ => None,
        };
        CellValue { kind, stored }
    }

    /// What a person sees; `text` is how the program that wrote the file showed it.
    fn shown(self, text: Option<String>) -> String {
        let CellValue { kind, stored } = self;
        let Some(stored) = stored else { return text.unwrap_or_default() };
        match kind.as_str() {
            "date" => date(&stored),
            "boolean" => stored.to_uppercase(),
            "string" => text.unwrap_or(stored),
            _ => number_shown(stored, text.as_deref().unwrap_or_default().trim()),
        }
    }
}

/// A number with the zeros in front with which it is shown.
fn number_shown(stored: String, text: &str) -> String {
    let Ok(number) = stored.trim().parse::<f64>() else { return stored };
    let is_padded = text.len() > 1
        && text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse() == Ok(number);
    match is_padded || !number.is_finite() {
        true => text.to_owned(),
        false => number.to_string(),
    }
}

/// A day, with a time only if there is one and without parts of seconds.
fn date(stored: &str) -> String {
    let (day, time) = stored.split_once('T').unwrap_or((stored, ""));
    let time = time.split(['.', ',']).next().unwrap_or_default();
    match time {
        "" | "00:00:00" => day.to_owned(),
        time => format!("{day} {time}"),
    }
}

#[cfg(test)]
mod tests;
