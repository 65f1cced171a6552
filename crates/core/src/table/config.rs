//! What a reader is told beforehand.

use super::encoding::Encoding;
use super::limits::Limits;
use super::sample::Sample;
use crate::column_names::KnownNames;

/// What separates the cells, when the user says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// An ASCII character.
    Char(u8),
    /// Nothing: every line is one cell.
    None,
}

/// How a file is to be read, as far as the user says so; the rest is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// The line that names the columns, from 1; 0 when there is none.
    pub header_line: Option<u32>,
    /// The sheet of a workbook or the table of a web page: its name, or its number from 1.
    pub sheet: Option<String>,
}

/// What a reader needs to know beforehand.
#[derive(Clone, Debug)]
pub struct TableConfig {
    /// The file's name, for its problems.
    pub file: String,
    /// Names of columns by which a header is recognized.
    pub known: KnownNames,
    /// Whether a text is a list rather than a table, so that every line is one cell. It is
    /// handed the sample as text and as table.
    pub is_list: fn(&Sample) -> bool,
    /// What the user says.
    pub overrides: Overrides,
    /// How much it may grow.
    pub limits: Limits,
}
