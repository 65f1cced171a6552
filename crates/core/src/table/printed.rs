//! What a console printed to rows: a property and its value on each line, as PowerShell's
//! `Format-List` prints them, and columns of fixed widths, as `Format-Table` and SQL*Plus do.
//!
//! A console prints for people: it wraps values and cuts them off. What is cut is said, and
//! where it cannot be told which value a text belongs to, the file is refused.

mod columns;
mod properties;

use super::how_read::Container;
use super::sheet::SheetRow;
use crate::problem::{Finding, Problem, Problems};
pub(super) use columns::PrintedColumns;
pub(super) use properties::PrintedProperties;

/// What a text is by its first lines, if a console printed it.
pub(super) fn printed(text: &str) -> Option<Container> {
    const MAX_LINES: usize = 40;
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().take(MAX_LINES).map(plain);
    let filled: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    let filled: Vec<&str> = filled.iter().map(String::as_str).collect();
    if properties::is_property_list(&filled) {
        Some(Container::PrintedProperties)
    } else {
        columns::is_ruled(&filled).then_some(Container::PrintedColumns)
    }
}

/// How many lines are looked at in a slice.
const SLICE_LINES: usize = 500;

/// What a console writes at the end of a value that it cuts off, or before it.
const CUTS: [&str; 2] = ["...", "…"];

/// Whether a console cut a value off. Of several values in braces it names the first ones.
fn is_cut(value: &str) -> bool {
    let value = value.strip_suffix('}').unwrap_or(value).trim_end();
    CUTS.iter().any(|cut| value.ends_with(cut) || value.starts_with(cut))
}

/// Reports the values of rows that were cut off, and others that are not sure.
#[derive(Default)]
struct Oddities {
    found: Vec<(Finding, u32, usize, String)>,
}

impl Oddities {
    /// Looks at a row of cells.
    fn look(&mut self, row: &SheetRow) {
        for (column, cell) in
            row.cells.iter().enumerate().filter(|(_, cell)| is_cut(cell))
        {
            self.add(Finding::ValueCut, row.line, column, cell);
        }
    }

    fn add(&mut self, finding: Finding, line: u32, column: usize, text: &str) {
        self.found.push((finding, line, column, text.to_owned()));
    }

    /// `names` are those of the columns.
    fn report(&self, names: &[String], file: &str, problems: &mut Problems) {
        for (finding, line, column, text) in &self.found {
            problems.push(finding.clone(), |finding| {
                let name = names.get(*column).cloned().unwrap_or_default();
                Problem::at(finding, file, *line, text).in_column(name)
            });
        }
    }
}

/// A line without the colors of a terminal, and without the spaces at its end.
fn plain(line: &str) -> String {
    const ESCAPE: &str = "\u{1b}[";
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once(ESCAPE) {
        plain.push_str(before);
        let end = behind.find(|c: char| c.is_ascii_alphabetic());
        rest = end.map_or("", |end| &behind[end + 1..]);
    }
    plain.push_str(rest);
    plain.truncate(plain.trim_end().len());
    plain
}

/// The lines of a text, one after the other.
struct Lines {
    text: String,
    at: usize,
    /// The number of the line that was given last.
    number: u32,
}

impl Lines {
    fn new(text: String) -> Lines {
        Lines { text, at: 0, number: 0 }
    }

    fn rewind(&mut self) {
        (self.at, self.number) = (0, 0);
    }

    fn next(&mut self) -> Option<String> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let end = rest.find(['\n', '\r']);
        let line = plain(&rest[..end.unwrap_or(rest.len())]);
        let behind = end.map_or("", |end| &rest[end..]);
        let n_end = match behind {
            _ if behind.starts_with("\r\n") => 2,
            "" => 0,
            _ => 1,
        };
        self.at += end.unwrap_or(rest.len()) + n_end;
        self.number += 1;
        Some(line.trim_start_matches('\u{feff}').to_owned())
    }
}

#[cfg(test)]
mod tests;
