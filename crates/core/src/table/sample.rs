//! The beginning of a file, by which it is decided how to read the rest.

use super::cell_kind::is_value;
use super::cells::{Builder, Table};
use super::repair::{self, Expected};
use super::scanner::{self, Dialect, ScannedRecord};
use super::widths::mode;
use crate::problem::Unreadable;
use crate::threshold::Threshold;
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

/// What most of the rows of a sample are like, if they agree on it.
pub(super) fn expected(rows: &Table) -> Option<Expected> {
    /// The share of records that must agree for their number of cells to be expected.
    const MIN_AGREEMENT: Threshold = Threshold::new("rows: as wide", 0.5);
    let widths: Vec<usize> = (0..rows.n_rows()).map(|row| rows.width(row)).collect();
    let (width, n_agree) = mode(&widths);
    let is_agreed =
        MIN_AGREEMENT.is_exceeded_by(n_agree as f64 / widths.len().max(1) as f64);
    if width < 2 || !is_agreed {
        return None;
    }
    let is_value =
        (0..width).map(|column| is_value_column(rows, width, column)).collect();
    Some(Expected { width, is_value })
}

/// Whether a column holds numbers, dates or addresses, in most rows of a usual width.
fn is_value_column(rows: &Table, width: usize, column: usize) -> bool {
    let usual = (0..rows.n_rows()).filter(|&row| rows.width(row) == width);
    let cells = usual.map(|row| rows.cell(row, column).trim());
    let (values, others): (Vec<&str>, Vec<&str>) =
        cells.filter(|cell| !cell.is_empty()).partition(|cell| is_value(cell));
    values.len() > others.len()
}

/// The whole records of a sample, the header among them; those that are not as expected
/// are repaired where that can be done.
pub(super) fn rows(
    text: &str,
    first_line: u32,
    dialect: Dialect,
    expected: Option<&Expected>,
) -> Result<Table, Unreadable> {
    const MAX_SAMPLE_ROWS: usize = 1000;
    let mut rows = Builder::default();
    let (mut record, mut other) = (ScannedRecord::default(), ScannedRecord::default());
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
