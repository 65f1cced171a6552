//! The beginning of a file, by which it is decided how to read the rest.

use super::prologue::Prologue;
use super::reader::{Config, Delimiter};
use super::repair::{self, Expected};
use super::scanner::{self, Dialect, Record};
use super::{Builder, Table, dialect, header};
use crate::problem::Unreadable;
use std::ops::Range;

/// The beginning of a file, read twice: as text and as table.
#[derive(Debug)]
pub struct Sample {
    /// The text; its last line may be cut off.
    pub text: String,
    /// The rows that are whole, the header among them.
    pub rows: Table,
    /// Which of these rows are the header.
    pub header: Range<usize>,
    /// How many names known beforehand they make.
    pub n_known: usize,
    /// What most rows are like, if they agree on it.
    pub(super) expected: Option<Expected>,
}

impl Sample {
    pub(super) fn new(
        text: String,
        n_prologue: usize,
        dialect: Dialect,
        config: &Config,
    ) -> Result<Sample, Unreadable> {
        let (prologue, table) = text.split_at(n_prologue);
        let first_line = 1 + scanner::n_line_ends(prologue);
        let (rows, expected) = sample_rows(table, first_line, dialect)?;
        let header = match config.wanted.header_line {
            None => header::detect(&rows, &config.known),
            Some(line) => header::on_line(&rows, line)?,
        };
        let n_known = header::n_known_joined(&rows, header.clone(), &config.known);
        Ok(Sample { text, rows, header, n_known, expected })
    }
}

/// How the cells are separated: as the user says, as the file says, or as detected.
pub(super) fn dialect(text: &str, prologue: Prologue, config: &Config) -> Dialect {
    let told = match config.wanted.delimiter {
        Some(Delimiter::None) => return Dialect::plain(None),
        Some(Delimiter::Char(byte)) => Some(byte),
        None => prologue.delimiter,
    };
    dialect::detect(text, told, &config.known)
}

/// The whole records of a sample, the header among them, and what most of them are like.
fn sample_rows(
    text: &str,
    first_line: u32,
    dialect: Dialect,
) -> Result<(Table, Option<Expected>), Unreadable> {
    /// The share of records that must agree for their number of cells to be expected.
    const MIN_AGREEMENT: f64 = 0.5;
    let rows = repaired_rows(text, first_line, dialect, None)?;
    let widths: Vec<usize> = (0..rows.n_rows()).map(|row| rows.width(row)).collect();
    let (width, n_agree) = dialect::mode(&widths);
    let is_agreed = n_agree as f64 > MIN_AGREEMENT * widths.len() as f64;
    if width < 2 || !is_agreed {
        return Ok((rows, None));
    }
    let is_value =
        (0..width).map(|column| is_value_column(&rows, width, column)).collect();
    let expected = Expected { width, is_value };
    Ok((repaired_rows(text, first_line, dialect, Some(&expected))?, Some(expected)))
}

/// Whether a column holds numbers, dates or addresses, in most rows of a usual width.
fn is_value_column(rows: &Table, width: usize, column: usize) -> bool {
    let usual = (0..rows.n_rows()).filter(|&row| rows.width(row) == width);
    let cells = usual.map(|row| rows.cell(row, column).trim());
    let (values, others): (Vec<&str>, Vec<&str>) =
        cells.filter(|cell| !cell.is_empty()).partition(|cell| header::is_value(cell));
    values.len() > others.len()
}

fn repaired_rows(
    text: &str,
    first_line: u32,
    dialect: Dialect,
    expected: Option<&Expected>,
) -> Result<Table, Unreadable> {
    const MAX_SAMPLE_ROWS: usize = 1000;
    let mut rows = Builder::default();
    let (mut record, mut other) = (Record::default(), Record::default());
    let (mut rest, mut line) = (text, first_line);
    while !rest.is_empty() && rows.table.n_rows() < MAX_SAMPLE_ROWS {
        let Some(mut length) = scanner::scan(rest, dialect, true, &mut record) else {
            break;
        };
        if let Some(expected) = expected {
            let text = &rest[..length];
            let repair = repair::repair(text, dialect, expected, &mut record, &mut other);
            length = repair.map_or(length, |(length, _)| length);
        }
        if !record.is_blank(rest) {
            rows.fill(&record, dialect, rest, line)?;
        }
        line += record.n_lines;
        rest = &rest[length..];
    }
    Ok(rows.finish(None))
}
