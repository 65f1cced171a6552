//! The rows of a workbook, of a web page or of another carrier to a table: which sheet, and
//! what of it is the header.

use super::cells::{Builder, Table};
use super::config::TableConfig;
use super::encoding::Encoding;
use super::header;
use super::how_read::{Container, HowRead};
use super::limits::{Limits, MAX_RECORD_BYTES};
use super::structure::{ReadTable, RowPlace, Structure};
use crate::column_names::KnownNames;
use crate::problem::{Excess, Finding, Problem, Problems, Unreadable};
use std::ops::Range;

/// How many rows of a sheet are looked at before it is decided how to read it.
const SAMPLE_ROWS: usize = 1000;

/// How many rows are read in a slice, and how many cells, unless one row has more.
const SLICE_ROWS: usize = 100;
const SLICE_CELLS: usize = 10_000;

/// How many cells, and how many bytes of text, are looked at at most.
const SAMPLE_CELLS: usize = 1 << 20;
const SAMPLE_BYTES: usize = MAX_RECORD_BYTES;

/// A row with its number from 1, without the empty cells at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetRow {
    pub(super) line: u32,
    pub(super) cells: Vec<String>,
}

/// Something with several tables.
pub(super) trait Sheets {
    /// What they are called.
    fn names(&self) -> &[String];

    /// Does a slice of what has to be done before the names are there, and before the open one
    /// has rows; says whether there is more.
    fn prepare(&mut self) -> Result<bool, Unreadable> {
        Ok(false)
    }

    /// Goes to the beginning of one, whose rows come when all is prepared.
    fn open(&mut self, sheet: usize) -> Result<(), Unreadable>;

    /// The next row of the open one.
    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable>;

    /// Which rows name the columns, where the carrier itself says so.
    fn header(&self) -> Option<Range<usize>> {
        None
    }

    /// The lines that are no rows of the table, taken once all rows were read.
    fn beside(&mut self) -> Vec<(u32, String)> {
        Vec::new()
    }

    /// Reports what was odd in it, besides its rows.
    fn report(&self, _file: &str, _problems: &mut Problems) {}
}

/// The beginning of a sheet.
struct SheetSample {
    header: Range<usize>,
    n_known: usize,
    n_rows: usize,
    width: usize,
}

/// Chooses a sheet, looking at one in a slice: the one that the user names, else the first
/// whose header is known, else the first that has rows. Further sheets whose header is known
/// are named, because they are not read.
pub(super) struct SheetChoice {
    sheets: Box<dyn Sheets>,
    container: Container,
    encoding: Encoding,
    limits: Limits,
    /// The sheet that is looked at next, and whether it is open.
    next: usize,
    is_open: bool,
    /// The best one until now.
    best: Option<(usize, SheetSample)>,
    /// Others with a known header and rows below it.
    unread: Vec<usize>,
}

impl SheetChoice {
    pub(super) fn new(
        sheets: Box<dyn Sheets>,
        container: Container,
        limits: Limits,
    ) -> SheetChoice {
        SheetChoice {
            sheets,
            container,
            encoding: Encoding::UTF_8,
            limits,
            next: 0,
            is_open: false,
            best: None,
            unread: Vec::new(),
        }
    }

    /// The same, of a text in an encoding.
    pub(super) fn in_encoding(self, encoding: Encoding) -> SheetChoice {
        SheetChoice { encoding, ..self }
    }

    /// Looks at the next one, and says whether that was enough.
    ///
    /// # Errors
    /// When there is no such sheet, and when it cannot be read.
    pub(super) fn advance(&mut self, config: &TableConfig) -> Result<bool, Unreadable> {
        /// Sheets are looked at until one fits; of very many, those at the end are not.
        const MAX_SHEETS: usize = 100;
        let is_found = self.best.as_ref().is_some_and(|(_, best)| best.n_known > 1);
        match self.sheets.prepare() {
            // What is not read need not be readable.
            Err(_) if is_found => {
                self.is_open = false;
                self.next += 1;
                return Ok(false);
            }
            prepared => {
                if prepared? {
                    return Ok(false);
                }
            }
        }
        let wanted = config.overrides.sheet.as_ref();
        let wanted = wanted.map(|name| named(self.sheets.names(), name)).transpose()?;
        let sheet = wanted.unwrap_or(self.next);
        if sheet >= self.sheets.names().len().min(MAX_SHEETS) && wanted.is_none() {
            return Ok(true);
        }
        if !self.is_open {
            match self.sheets.open(sheet) {
                Err(_) if is_found => self.next += 1,
                opened => {
                    opened?;
                    self.is_open = true;
                }
            }
            return Ok(false);
        }
        self.is_open = false;
        self.next += 1;
        let sample = match sample(&mut *self.sheets, config) {
            Err(_) if is_found => return Ok(false),
            sample => sample?,
        };
        if is_found {
            if sample.n_known > 1 && sample.n_rows > sample.header.end {
                self.unread.push(sheet);
            }
            return Ok(false);
        }
        if sample.n_known > 1 || wanted.is_some() {
            self.best = Some((sheet, sample));
            return Ok(wanted.is_some());
        }
        // What has rows is better than what has none, and a header better than none.
        let rank = |sample: &SheetSample| (sample.n_known, sample.n_rows.min(1));
        if self.best.as_ref().is_none_or(|(_, best)| rank(&sample) > rank(best)) {
            self.best = Some((sheet, sample));
        }
        Ok(false)
    }

    /// The sheet that was chosen, from its first row.
    ///
    /// # Errors
    /// When none has a row.
    pub(super) fn finish(
        mut self,
        config: &TableConfig,
    ) -> Result<SheetReader, Unreadable> {
        let names = self.sheets.names().to_vec();
        let Some((chosen, sample)) = self.best else {
            return Err(Unreadable::NoTable);
        };
        if sample.n_rows == 0 {
            let sheet = (names.len() > 1).then(|| names[chosen].clone());
            return Err(Unreadable::NoRow { sheet });
        }
        self.sheets.open(chosen)?;
        let unread = self.unread.iter().map(|sheet| names[*sheet].clone());
        let is_one_list = self.container.is_one_list();
        let how = HowRead {
            container: self.container,
            encoding: self.encoding,
            sheet: (!is_one_list).then(|| names[chosen].clone()),
            unread_sheets: unread.collect(),
            sheets: if is_one_list { Vec::new() } else { names },
            ..HowRead::default()
        };
        Ok(SheetReader {
            file: config.file.clone(),
            sheets: self.sheets,
            structure: Structure::new(sample.header, how, Some(&config.known)),
            width: sample.width,
            limits: self.limits,
            n_cells: 0,
            n_text_bytes: 0,
            is_over: false,
        })
    }
}

/// Reads one sheet, slice by slice.
pub(super) struct SheetReader {
    file: String,
    sheets: Box<dyn Sheets>,
    structure: Structure,
    width: usize,
    limits: Limits,
    n_cells: usize,
    n_text_bytes: usize,
    is_over: bool,
}

impl SheetReader {
    /// Reads some rows, and says whether there are more.
    pub(super) fn work(&mut self) -> Result<bool, Unreadable> {
        if self.sheets.prepare()? {
            return Ok(true);
        }
        let n_before = self.n_cells;
        for _ in 0..SLICE_ROWS {
            if self.is_over {
                return Ok(false);
            }
            if self.n_cells - n_before > SLICE_CELLS {
                break;
            }
            match self.sheets.next_row()? {
                Some(row) => self.take(row)?,
                None => self.is_over = true,
            }
        }
        Ok(!self.is_over)
    }

    fn take(&mut self, row: SheetRow) -> Result<(), Unreadable> {
        let SheetRow { line, cells } = row;
        let n_missing = self.width.saturating_sub(cells.len());
        let padded = || {
            let missing = std::iter::repeat_n("", n_missing);
            cells.iter().map(String::as_str).chain(missing)
        };
        if is_blank(&cells) {
            self.structure.how.n_blank += 1;
            return Ok(());
        }
        match self.structure.next_place() {
            RowPlace::Above => {
                let filled = cells.iter().filter(|cell| !cell.trim().is_empty());
                let text: Vec<&str> = filled.map(|cell| cell.trim()).collect();
                self.structure.skip(line, &text.join(" · "));
            }
            RowPlace::Header => {
                self.structure.name_columns(padded(), line);
            }
            RowPlace::Below => {
                self.n_cells += cells.len() + n_missing;
                self.n_text_bytes += n_bytes(&cells);
                self.limits.check(self.n_text_bytes, self.n_cells)?;
                self.structure.rows.push(padded(), line)?;
                self.structure.settle_last();
            }
        }
        Ok(())
    }

    /// The table, once there is no more work.
    pub(super) fn finish(mut self) -> ReadTable {
        let mut problems = Problems::default();
        self.sheets.report(&self.file, &mut problems);
        let how = &mut self.structure.how;
        how.skipped.extend(self.sheets.beside());
        how.skipped.sort_by_key(|(line, _)| *line);
        // Keys and labels stand on no line of their own.
        how.header_line = how.header_line.filter(|line| *line > 0);
        let unread = &how.unread_sheets;
        if !unread.is_empty() {
            let names = unread.join(" · ");
            problems.push(Finding::SheetsUnread { n_sheets: unread.len() }, |finding| {
                Problem { text: names, ..Problem::of_file(finding, &self.file) }
            });
        }
        self.structure.finish(&self.file, Some(self.width), problems)
    }
}

fn named(names: &[String], wanted: &str) -> Result<usize, Unreadable> {
    let is_it = |name: &String| name.trim().eq_ignore_ascii_case(wanted.trim());
    let by_number = || {
        wanted.trim().parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < names.len())
    };
    names.iter().position(is_it).or_else(by_number).ok_or_else(|| {
        Unreadable::SheetUnknown { name: wanted.to_owned(), sheets: names.to_vec() }
    })
}

/// Looks at the first rows of the open sheet.
fn sample(
    sheets: &mut dyn Sheets,
    config: &TableConfig,
) -> Result<SheetSample, Unreadable> {
    let mut rows: Vec<SheetRow> = Vec::new();
    let (mut width, mut n_text_bytes) = (0, 0);
    while rows.len() < SAMPLE_ROWS
        && rows.len() * width < SAMPLE_CELLS
        && n_text_bytes < SAMPLE_BYTES
    {
        match sheets.next_row()? {
            Some(row) if is_blank(&row.cells) => {}
            Some(row) => {
                width = row.cells.len().max(width);
                n_text_bytes += n_bytes(&row.cells);
                rows.push(row);
            }
            None => break,
        }
    }
    let mut builder = Builder::default();
    for row in &rows {
        let missing = std::iter::repeat_n("", width - row.cells.len());
        builder.push(row.cells.iter().map(String::as_str).chain(missing), row.line)?;
    }
    let table = builder.finish(None);
    let header = match (sheets.header(), config.overrides.header_line) {
        (Some(told), _) => told,
        (None, None) => header::detect(&table, &config.known),
        (None, Some(line)) => header::on_line(&table, line)?,
    };
    let n_known = n_known(&table, &header, &config.known);
    Ok(SheetSample { header, n_known, n_rows: rows.len(), width })
}

/// How many cells of a header are names known beforehand.
fn n_known(rows: &Table, header: &Range<usize>, known: &KnownNames) -> usize {
    let first = header.clone().next();
    first.map_or(0, |row| rows.row(row).filter(|cell| known.contains(cell)).count())
}

/// Refuses a row that no sheet has.
pub(super) fn check_row(line: u32, n_bytes: usize) -> Result<(), Unreadable> {
    match n_bytes > MAX_RECORD_BYTES {
        true => {
            let max_mib = MAX_RECORD_BYTES >> 20;
            Err(Unreadable::TooMuch(Excess::RowText { line, max_mib }))
        }
        false => Ok(()),
    }
}

fn n_bytes(cells: &[String]) -> usize {
    cells.iter().map(String::len).sum()
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}
