//! JSON to rows: an array of flat objects, an object with one such array, or one object a
//! line. The keys name the columns.
//!
//! `serde_json` reads one object after the other, so that the work can be cut into slices. The
//! text is gone through twice: the last object may have a key that no other has.

mod cursor;
mod value;

use super::keys::Keys;
use super::scanner::n_line_ends;
use super::sheet::{SheetRow, Sheets};
use crate::problem::{Finding, JsonDefect, Problem, Problems, Unreadable};
use cursor::{Cursor, Item};
use std::ops::Range;

/// How many objects are looked at in a slice, and how many bytes at most, unless one has more.
const SLICE_RECORDS: usize = 200;
const SLICE_BYTES: usize = 64 * 1024;

/// Beside a list that is a page of a longer one.
const NEXT_PAGE: [&str; 3] = ["@odata.nextLink", "odata.nextLink", "nextLink"];

/// Whether a text begins as JSON with objects does.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let behind = |open| text.strip_prefix(open).map(str::trim_start);
    behind('{').is_some_and(|rest| rest.starts_with('"') || rest.starts_with('}'))
        || behind('[').is_some_and(|rest| rest.starts_with('{'))
}

/// A text of JSON, whose objects are rows.
pub(super) struct JsonRows {
    text: String,
    /// Its only list needs no name.
    names: [String; 1],
    cursor: Cursor,
    /// Whether the first time through is over.
    is_known: bool,
    keys: Keys,
    n_records: u32,
    /// The line on which the last object began, and whether another one begins there.
    last_line: u32,
    shares_line: bool,
    /// What stands beside the list.
    beside: Vec<(u32, String)>,
    next_page: Option<(u32, String)>,
    /// How many of its rows were given, the names of the columns among them.
    n_given: usize,
}

impl JsonRows {
    /// Nothing is read yet.
    pub(super) fn new(text: String) -> JsonRows {
        JsonRows {
            cursor: Cursor::new(&text),
            text,
            names: [String::new()],
            is_known: false,
            keys: Keys::default(),
            n_records: 0,
            last_line: 0,
            shares_line: false,
            beside: Vec::new(),
            next_page: None,
            n_given: 0,
        }
    }

    /// Learns the keys of the next object; says whether there is more.
    fn learn(&mut self) -> Result<bool, Unreadable> {
        match self.cursor.next(&self.text)? {
            None => return Ok(false),
            Some(Item::Beside { line, key, value }) => {
                let text = format!("{key}: {value}");
                if NEXT_PAGE.contains(&key.as_str()) && !value.is_empty() {
                    self.next_page = Some((line, text.clone()));
                }
                self.beside.push((line, text));
            }
            Some(Item::NoList) => {
                self.beside.clear();
                self.next_page = None;
            }
            Some(Item::Record { line, text }) => {
                value::learn(text, line, &mut self.keys)?;
                self.shares_line |= self.last_line == line;
                self.last_line = line;
                self.n_records += 1;
            }
        }
        Ok(true)
    }
}

impl Sheets for JsonRows {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn prepare(&mut self) -> Result<bool, Unreadable> {
        let start = self.cursor.at();
        for _ in 0..SLICE_RECORDS {
            if self.is_known || self.cursor.at() - start > SLICE_BYTES {
                break;
            }
            self.is_known = !self.learn()?;
        }
        Ok(!self.is_known)
    }

    fn open(&mut self, _: usize) -> Result<(), Unreadable> {
        self.cursor.rewind();
        self.n_given = 0;
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        if self.n_records == 0 {
            return Ok(None);
        }
        self.n_given += 1;
        if self.n_given == 1 {
            return Ok(Some(SheetRow { line: 0, cells: self.keys.names().to_vec() }));
        }
        loop {
            match self.cursor.next(&self.text)? {
                None => return Ok(None),
                Some(Item::Beside { .. } | Item::NoList) => {}
                Some(Item::Record { line, text }) => {
                    let cells = value::row(text, line, &mut self.keys)?;
                    // Where all stands on one line, its number tells nothing.
                    let number = self.n_given as u32 - 1;
                    let line = if self.shares_line { number } else { line };
                    return Ok(Some(SheetRow { line, cells }));
                }
            }
        }
    }

    fn header(&self) -> Option<Range<usize>> {
        Some(0..1)
    }

    fn beside(&mut self) -> Vec<(u32, String)> {
        std::mem::take(&mut self.beside)
    }

    fn report(&self, file: &str, problems: &mut Problems) {
        if let Some((line, text)) = &self.next_page {
            problems.push(Finding::ListGoesOn, |finding| Problem {
                line: None,
                ..Problem::at(finding, file, *line, text)
            });
        }
    }
}

/// The refusal of what stands on a line.
fn refused(line: u32, defect: JsonDefect) -> Unreadable {
    Unreadable::Json { line, defect }
}

/// The refusal of what `serde_json` does not understand of a text that begins on a line.
fn broken(line: u32, error: &serde_json::Error) -> Unreadable {
    let defect = if error.is_eof() { JsonDefect::Cut } else { JsonDefect::Broken };
    let n_below = error.line().saturating_sub(1);
    refused(line.saturating_add(n_below as u32), defect)
}

/// How many lines a part of a text goes on for.
fn n_lines(text: &str) -> u32 {
    n_line_ends(text)
}

#[cfg(test)]
mod tests;
