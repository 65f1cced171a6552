//! What damage does to one row.

use crate::case::n_ends;
use crate::pollution::{Damage, DamageKind};
use crate::spelling::Spelling;
use crate::truth::Truth;
use reprieve_core::problem::Code;

/// A row with damage.
pub(crate) struct Damaged {
    pub(crate) text: String,
    /// What the reader must make of it.
    pub(crate) cells: Vec<String>,
    /// What must be said of it, with how many lines below its first.
    pub(crate) problem: Option<(u32, Code)>,
}

/// A row on its way there.
struct Row {
    cells: Vec<String>,
    written: Vec<String>,
    separator: String,
}

/// A row with damage, unless it is one that damage of this kind would make unreadable.
pub(crate) fn damaged(
    cells: &[String],
    spelling: &Spelling,
    truth: &Truth,
    damage: Damage,
) -> Option<Damaged> {
    let mut row = Row {
        cells: cells.to_vec(),
        written: cells.iter().map(|cell| spelling.cell(cell)).collect(),
        separator: spelling.separator(),
    };
    let at = damage.cell.index(cells.len());
    let code = match damage.kind {
        DamageKind::MissingDelimiter => {
            row.drop_delimiter(damage.cell.index(cells.len() - 1), spelling)?
        }
        DamageKind::ExtraDelimiter => row.add_delimiter(at),
        DamageKind::OtherDelimiter(other) => {
            row.change_delimiter(other, spelling, truth)?
        }
        DamageKind::Spaces => row.add_spaces(spelling)?,
        DamageKind::StrayQuote => row.add_stray_quote(at, spelling)?,
        DamageKind::InnerQuote => row.add_inner_quote(at, spelling)?,
        DamageKind::UnclosedQuote => row.open_quote(at, spelling)?,
    };
    let line = match code {
        Some(Code::QuoteUnclosed) => row.written[..at].iter().map(|c| n_ends(c)).sum(),
        _ => 0,
    };
    Some(Damaged {
        text: row.written.join(&row.separator),
        cells: row.cells,
        problem: code.map(|code| (line, code)),
    })
}

/// Each kind of damage: what must be said of the row, if anything, or `None` where the row
/// cannot have it.
impl Row {
    fn drop_delimiter(&mut self, at: usize, spelling: &Spelling) -> Option<Option<Code>> {
        let is_quoted = |cell: &String| spelling.is_quoted(cell);
        if self.cells[at..at + 2].iter().any(is_quoted) {
            return None;
        }
        let next = self.cells.remove(at + 1);
        self.cells[at].push_str(&next);
        self.written = self.cells.iter().map(|cell| spelling.cell(cell)).collect();
        // Nothing at all is no row, and with one other delimiter it would be whole.
        let is_row =
            |cell: &str| !cell.trim().is_empty() && !cell.contains([',', ';', '\t', '|']);
        let is_told = self.cells.len() > 1 || is_row(&self.cells[0]);
        is_told.then_some(Some(Code::Ragged))
    }

    fn add_delimiter(&mut self, at: usize) -> Option<Code> {
        self.cells.insert(at, String::new());
        self.written.insert(at, String::new());
        // A delimiter at the end is one that many programs write.
        let last = self.cells.last().map(|cell| cell.replace('\0', ""));
        last.filter(|cell| !cell.trim().is_empty()).map(|_| Code::Ragged)
    }

    fn change_delimiter(
        &mut self,
        other: char,
        spelling: &Spelling,
        truth: &Truth,
    ) -> Option<Option<Code>> {
        let is_seen =
            |(cell, is_value): &(&String, &bool)| **is_value && !cell.is_empty();
        let n_values = self.cells.iter().zip(&truth.is_value).filter(is_seen).count();
        let is_special = |c: &String| {
            c.contains(['\r', '\n', spelling.delimiter])
                || (!spelling.is_quoted(c) && c.contains([',', ';', '\t', '|']))
        };
        let can_be = other != spelling.delimiter
            && !self.cells.iter().any(is_special)
            && (other != ' ' || n_values > 1);
        if !can_be {
            return None;
        }
        for (cell, written) in self.cells.iter().zip(&mut self.written) {
            if cell.contains(other) || (other == ' ' && cell.is_empty()) {
                *written = spelling.quoted(cell);
            }
        }
        self.separator = other.to_string();
        Some(Some(Code::DelimiterOther))
    }

    fn add_spaces(&mut self, spelling: &Spelling) -> Option<Option<Code>> {
        let has_end = self.cells.iter().any(|cell| n_ends(cell) > 0);
        if spelling.is_spaced || self.cells.len() < 3 || has_end {
            return None;
        }
        self.separator.push(' ');
        Some(Some(Code::DelimiterOther))
    }

    fn add_stray_quote(
        &mut self,
        at: usize,
        spelling: &Spelling,
    ) -> Option<Option<Code>> {
        self.cells[at] = with_quote_inside(&self.cells[at], spelling)?;
        self.written[at] = format!("{0}{1}{0}", spelling.quote, self.cells[at]);
        Some(Some(Code::QuoteStray))
    }

    fn add_inner_quote(
        &mut self,
        at: usize,
        spelling: &Spelling,
    ) -> Option<Option<Code>> {
        if spelling.needs_quotes(&self.cells[at]) {
            return None;
        }
        self.cells[at] = with_quote_inside(&self.cells[at], spelling)?;
        self.written[at] = self.cells[at].clone();
        Some(None)
    }

    fn open_quote(&mut self, at: usize, spelling: &Spelling) -> Option<Option<Code>> {
        let cell = &mut self.cells[at];
        if spelling.needs_quotes(cell) || cell.is_empty() {
            return None;
        }
        cell.insert(0, spelling.quote);
        self.written[at] = cell.clone();
        Some(Some(Code::QuoteUnclosed))
    }
}

/// A cell with a quote between two of its letters, if it has a place for it and no other
/// quote or line end.
fn with_quote_inside(cell: &str, spelling: &Spelling) -> Option<String> {
    if cell.contains([spelling.quote, '\\', '\r', '\n']) {
        return None;
    }
    let is_between = |at: &usize| {
        let (before, after) = cell.split_at(*at);
        before.ends_with(char::is_alphanumeric)
            && after.starts_with(char::is_alphanumeric)
    };
    let at = cell.char_indices().map(|(at, _)| at).find(is_between)?;
    Some(format!("{}{}{}", &cell[..at], spelling.quote, &cell[at..]))
}
