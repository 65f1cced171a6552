//! Bytes to a table of text cells, in one pass, in pieces of any size.
//!
//! Start at [`Reader`]: it looks at a sample, decides how the text is written
//! ([`HowRead`]), and then fills a [`Table`]. Every cell stays text, exactly as written.
//! Whatever is odd becomes a [`Problem`]; no row is dropped.

mod carrier;
mod dialect;
mod encoding;
mod header;
mod prologue;
mod repair;
mod scanner;

pub use encoding::Encoding;
pub use header::{KnownNames, spellings};

use crate::problem::{Code, Problem, Problems, Unreadable};
use encoding::Decoder;
use repair::Repair;
use scanner::{Dialect, Form, Record};
use std::ops::Range;

/// How many bytes are looked at before it is decided how to read.
const SAMPLE_BYTES: usize = 256 * 1024;

/// A table of text cells, stored as one text with the places where cells end.
#[derive(Clone, Debug, Default)]
pub struct Table {
    header: Option<Vec<String>>,
    text: String,
    cell_ends: Vec<u32>,
    row_ends: Vec<u32>,
    lines: Vec<u32>,
    n_columns: usize,
}

impl Table {
    /// The names of the columns, if the text had any.
    pub fn header(&self) -> Option<&[String]> {
        self.header.as_deref()
    }

    /// How many rows there are below the header.
    pub fn n_rows(&self) -> usize {
        self.row_ends.len()
    }

    /// How many columns a row should have: the header's, else the most frequent number.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// How many cells a row really has.
    pub fn width(&self, row: usize) -> usize {
        let (start, end) = self.cells_of(row);
        end - start
    }

    /// The cells of a row, as written.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        let (start, end) = self.cells_of(row);
        (start..end).map(|cell| self.text_of(cell))
    }

    /// One cell; empty when the row is too short.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let (start, end) = self.cells_of(row);
        if column < end - start { self.text_of(start + column) } else { "" }
    }

    /// The physical line on which a row begins, from 1.
    pub fn line(&self, row: usize) -> u32 {
        self.lines[row]
    }

    /// What to call a column: its header, else its letter as in a spreadsheet.
    pub fn column_name(&self, column: usize) -> String {
        match self.header.as_ref().and_then(|header| header.get(column)) {
            Some(name) if !name.trim().is_empty() => name.trim().to_owned(),
            _ => format!("column {}", letter(column)),
        }
    }

    fn cells_of(&self, row: usize) -> (usize, usize) {
        let start = if row == 0 { 0 } else { self.row_ends[row - 1] as usize };
        (start, self.row_ends[row] as usize)
    }

    fn text_of(&self, cell: usize) -> &str {
        let start = if cell == 0 { 0 } else { self.cell_ends[cell - 1] as usize };
        &self.text[start..self.cell_ends[cell] as usize]
    }
}

/// A column's letter as in a spreadsheet: 0 is A, 25 is Z, 26 is AA.
pub fn letter(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Fills a [`Table`] row by row.
#[derive(Debug, Default)]
pub struct Builder {
    table: Table,
}

impl Builder {
    /// Adds a row that begins on `line`.
    ///
    /// # Errors
    /// When the table would outgrow the 4 GiB that its offsets can address.
    pub fn push<'a>(
        &mut self,
        cells: impl IntoIterator<Item = &'a str>,
        line: u32,
    ) -> Result<(), Unreadable> {
        for cell in cells {
            self.cell(cell)?;
        }
        self.end_row(line);
        Ok(())
    }

    fn cell(&mut self, cell: &str) -> Result<(), Unreadable> {
        self.table.text.push_str(cell);
        self.end_cell()
    }

    /// A cell in which doubled or escaped quotes stand for one.
    fn coded_cell(&mut self, cell: &str, dialect: Dialect) -> Result<(), Unreadable> {
        let special = |byte| Some(byte) == dialect.quote || Some(byte) == dialect.escape;
        let mut chars = cell.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            let code = |c: char| u8::try_from(c).ok().filter(|byte| special(*byte));
            let stands_for_next =
                match (code(c), chars.peek().and_then(|(_, c)| code(*c))) {
                    (Some(first), Some(second)) => {
                        Some(first) == dialect.escape || first == second
                    }
                    _ => false,
                };
            let kept =
                if stands_for_next { chars.next().map_or(c, |(_, c)| c) } else { c };
            self.table.text.push(kept);
        }
        self.end_cell()
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        let end = u32::try_from(self.table.text.len());
        self.table.cell_ends.push(end.map_err(|_| {
            Unreadable::new(
                "This file is larger than 4 GiB.",
                "Split it, and use the parts.",
            )
        })?);
        Ok(())
    }

    /// Takes the last row back.
    fn undo(&mut self) {
        let table = &mut self.table;
        table.row_ends.pop();
        table.lines.pop();
        table.cell_ends.truncate(table.row_ends.last().map_or(0, |end| *end as usize));
        table.text.truncate(table.cell_ends.last().map_or(0, |end| *end as usize));
    }

    fn end_row(&mut self, line: u32) {
        self.table.row_ends.push(self.table.cell_ends.len() as u32);
        self.table.lines.push(line);
    }

    /// The table, under `header`.
    pub fn finish(mut self, header: Option<Vec<String>>) -> Table {
        self.table.n_columns = match &header {
            Some(header) => header.len(),
            None => {
                let table = &self.table;
                let widths: Vec<usize> =
                    (0..table.n_rows()).map(|row| table.width(row)).collect();
                dialect::mode(&widths).0
            }
        };
        self.table.header = header;
        self.table
    }
}

/// How a text was read, for the user to see and to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowRead {
    /// The encoding of the bytes.
    pub encoding: Encoding,
    /// The character between cells; `None` when every line is one cell.
    pub delimiter: Option<char>,
    /// The character around cells, if any was needed.
    pub quote: char,
    /// The line that names the columns, from 1; the first one when there are several.
    pub header_line: Option<u32>,
    /// How many rows name the columns.
    pub n_header_rows: usize,
    /// How many rows further down repeat the header.
    pub n_repeated_headers: usize,
    /// The lines above the header, with their numbers.
    pub skipped: Vec<(u32, String)>,
    /// How many lines are blank.
    pub n_blank: usize,
    /// How many bytes the file has.
    pub n_bytes: u64,
}

impl HowRead {
    /// Where the names of the columns are, in a sentence.
    pub fn header_sentence(&self) -> String {
        let repeated = match self.n_repeated_headers {
            0 => String::new(),
            1 => " It is repeated once further down.".to_owned(),
            n => format!(" It is repeated {n} times further down."),
        };
        match (self.header_line, self.n_header_rows) {
            (None, _) => "There is no header.".to_owned(),
            (Some(line), 1) => format!("The header is on line {line}.{repeated}"),
            (Some(line), n) => {
                format!("The header has {n} rows, from line {line} on.{repeated}")
            }
        }
    }

    /// The delimiter in a word.
    pub fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            Some(',') => "comma",
            Some(';') => "semicolon",
            Some('\t') => "tab",
            Some('|') => "pipe",
            Some(' ') => "space",
            Some(_) => "other",
            None => "one column",
        }
    }
}

/// What a reader needs to know beforehand.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file's name, for its problems.
    pub file: String,
    /// Names of columns by which a header is recognized.
    pub known: KnownNames,
    /// Whether a text is a list rather than a table, so that every line is one cell. It is
    /// handed the sample as text and as table.
    pub is_list: fn(&Sample) -> bool,
}

/// The beginning of a file, read twice: as text and as table.
#[derive(Debug)]
pub struct Sample {
    /// The text; its last line may be cut off.
    pub text: String,
    /// The rows that are whole, the header among them.
    pub rows: Table,
    /// Which of these rows are the header.
    pub header: Range<usize>,
    /// How many cells of that row are names known beforehand.
    pub n_known: usize,
}

/// A table with all that is known about its reading.
#[derive(Debug)]
pub struct ReadTable {
    /// The rows below the header.
    pub table: Table,
    /// How they were read.
    pub how: HowRead,
    /// Whether the text is a list, every line of it one cell.
    pub is_list: bool,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// Reads a table in pieces of any size; how a file is cut makes no difference.
pub struct Reader {
    config: Config,
    stage: Stage,
}

enum Stage {
    Sampling(Vec<u8>),
    Reading(Box<Body>),
}

impl Reader {
    /// A reader that has seen nothing yet.
    pub fn new(config: Config) -> Reader {
        Reader { config, stage: Stage::Sampling(Vec::new()) }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// When the file is no text table at all; the reader is of no more use then.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), Unreadable> {
        if let Stage::Sampling(sample) = &mut self.stage {
            let n_taken = bytes.len().min(SAMPLE_BYTES - sample.len());
            sample.extend_from_slice(&bytes[..n_taken]);
            bytes = &bytes[n_taken..];
            if sample.len() < SAMPLE_BYTES {
                return Ok(());
            }
            let sample = std::mem::take(sample);
            self.stage =
                Stage::Reading(Box::new(Body::new(&self.config, &sample, false)?));
        }
        match &mut self.stage {
            Stage::Reading(body) if !bytes.is_empty() => body.push(bytes, false),
            _ => Ok(()),
        }
    }

    /// The rows of a table read so far and its header; `None` while the reader still looks
    /// at its sample, and for a list.
    pub fn so_far(&self) -> Option<(&Table, Option<&[String]>)> {
        match &self.stage {
            Stage::Reading(body) if !body.is_list => {
                Some((&body.rows.table, body.header.as_deref()))
            }
            _ => None,
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn finish(self) -> Result<ReadTable, Unreadable> {
        match self.stage {
            Stage::Sampling(sample) => {
                Box::new(Body::new(&self.config, &sample, true)?).finish()
            }
            Stage::Reading(body) => body.finish(),
        }
    }
}

/// What reads once it is decided how.
struct Body {
    file: String,
    decoder: Decoder,
    dialect: Dialect,
    is_list: bool,
    /// Text that has not become a record yet.
    pending: String,
    /// Below this length `pending` is known to hold no whole record.
    worth_a_try: usize,
    has_nul: bool,
    record: Record,
    n_records: usize,
    /// Room for a second reading of a record.
    other: Record,
    /// How many cells a record should have, if the sample agrees on it.
    width: Option<usize>,
    /// How many bytes of text stand before the table.
    prologue: usize,
    /// Which records are the header.
    header_records: Range<usize>,
    header: Option<Vec<String>>,
    how: HowRead,
    line: u32,
    rows: Builder,
    problems: Problems,
}

impl Body {
    fn new(config: &Config, bytes: &[u8], whole: bool) -> Result<Body, Unreadable> {
        carrier::check_signature(bytes)?;
        let (encoding, n_mark) = encoding::detect(bytes);
        let mut text = String::new();
        Decoder::new(encoding).push(&bytes[n_mark..], whole, &mut text);
        carrier::check_text(&text)?;
        let prologue = prologue::detect(&text);
        let text_of_table = &text[prologue.n_bytes..];
        let dialect = dialect::detect(text_of_table, whole, prologue.delimiter);
        let (rows, width) = sample_rows(text_of_table, dialect, whole)?;
        let header = header::detect(&rows, &config.known);
        let n_known = header.clone().next().map_or(0, |row| {
            rows.row(row).filter(|cell| config.known.contains(cell)).count()
        });
        let sample = Sample { text, rows, header, n_known };
        let is_list = (config.is_list)(&sample);
        let dialect = match is_list {
            true => Dialect { quote: None, ..Dialect::plain(None) },
            false => dialect,
        };
        let mut body = Body {
            file: config.file.clone(),
            decoder: Decoder::new(encoding),
            dialect,
            is_list,
            pending: String::new(),
            worth_a_try: 0,
            has_nul: false,
            record: Record::default(),
            n_records: 0,
            other: Record::default(),
            width: width.filter(|_| !is_list),
            prologue: prologue.n_bytes,
            header_records: if is_list { 0..0 } else { sample.header },
            header: None,
            how: HowRead {
                encoding,
                delimiter: dialect.delimiter.map(char::from),
                quote: char::from(dialect.quote.unwrap_or(b'"')),
                header_line: None,
                n_header_rows: 0,
                n_repeated_headers: 0,
                skipped: Vec::new(),
                n_blank: 0,
                n_bytes: n_mark as u64,
            },
            line: 1,
            rows: Builder::default(),
            problems: Problems::default(),
        };
        body.push(&bytes[n_mark..], false)?;
        Ok(body)
    }

    fn push(&mut self, bytes: &[u8], last: bool) -> Result<(), Unreadable> {
        self.how.n_bytes += bytes.len() as u64;
        let mut text = std::mem::take(&mut self.pending);
        let start = text.len();
        self.decoder.push(bytes, last, &mut text);
        if memchr::memchr(0, &text.as_bytes()[start..]).is_some() {
            self.has_nul = true;
            let kept = text[start..].replace('\0', "");
            text.truncate(start);
            text.push_str(&kept);
        }
        // A record that is not whole is tried again only when the text has doubled, so
        // that a single line of any length is read in linear time.
        if text.len() < self.worth_a_try && !last {
            self.pending = text;
            return Ok(());
        }
        let mut at = std::mem::take(&mut self.prologue);
        if at > 0 {
            let prologue = text[..at].trim_end().to_owned();
            self.how.skipped.push((self.line, prologue));
            self.line += scanner::n_line_ends(&text[..at]);
        }
        while at < text.len() {
            let rest = &text[at..];
            let Some(length) = scanner::scan(rest, self.dialect, last, &mut self.record)
            else {
                break;
            };
            let length = self.repaired(&rest[..length]);
            self.take_record(&rest[..length])?;
            at += length;
        }
        text.drain(..at);
        self.worth_a_try = 2 * text.len();
        self.pending = text;
        Ok(())
    }

    /// Reads the record in `text` again if it has not the expected number of cells, and
    /// returns the length of what is the record now.
    fn repaired(&mut self, text: &str) -> usize {
        let Some(width) = self.width else { return text.len() };
        let Body { record, other, dialect, .. } = self;
        match repair::repair(text, *dialect, width, record, other) {
            Some((length, Repair::Delimiter(delimiter))) => {
                let (file, line) = (&self.file, self.line);
                self.problems.push(Code::DelimiterOther, || {
                    let delimiter = char::from(delimiter);
                    let message = format!("This row is separated by “{delimiter}”:");
                    Problem::at(Code::DelimiterOther, file, line, text, message)
                });
                length
            }
            Some((length, Repair::Quote)) => length,
            None => text.len(),
        }
    }

    /// Files the record that was just scanned from the start of `text`.
    fn take_record(&mut self, text: &str) -> Result<(), Unreadable> {
        let line = self.line;
        self.line = line.saturating_add(self.record.n_lines);
        self.report_quotes(text, line);
        if self.record.is_blank(text) {
            self.how.n_blank += 1;
            return Ok(());
        }
        let n_before = self.n_records;
        self.n_records += 1;
        if n_before < self.header_records.start {
            self.how.skipped.push((line, text.trim_end().to_owned()));
        } else if n_before < self.header_records.end {
            let mut cells = Builder::default();
            fill(&self.record, self.dialect, text, line, &mut cells)?;
            self.take_header(cells.table.row(0), line);
        } else {
            fill(&self.record, self.dialect, text, line, &mut self.rows)?;
            let row = self.rows.table.n_rows() - 1;
            let is_repeated = self.header.as_ref().is_some_and(|header| {
                header.len() > 1 && self.rows.table.row(row).eq(header.iter())
            });
            if is_repeated {
                self.rows.undo();
                self.how.n_repeated_headers += 1;
            }
        }
        Ok(())
    }

    /// Names the columns, or adds a second row of names to them.
    fn take_header<'a>(&mut self, cells: impl Iterator<Item = &'a str>, line: u32) {
        self.how.n_header_rows += 1;
        let Some(header) = &mut self.header else {
            self.header = Some(cells.map(str::to_owned).collect());
            self.how.header_line = Some(line);
            return;
        };
        for (index, cell) in cells.enumerate() {
            match header.get_mut(index) {
                Some(name) if name.is_empty() => *name = cell.to_owned(),
                Some(name) if !cell.is_empty() => {
                    name.push(' ');
                    name.push_str(cell);
                }
                Some(_) => {}
                None => header.push(cell.to_owned()),
            }
        }
    }

    fn report_quotes(&mut self, text: &str, line: u32) {
        let file = &self.file;
        if let Some(at) = self.record.unclosed {
            self.problems.push(Code::QuoteUnclosed, || {
                let line = line + scanner::n_line_ends(&text[..at]);
                let message = "A quote is opened here and never closed:";
                Problem::at(Code::QuoteUnclosed, file, line, &text[at..], message)
            });
        }
        if let Some(at) = self.record.stray {
            self.problems.push(Code::QuoteStray, || {
                let message = "A quote stands inside a quoted cell:";
                Problem::at(Code::QuoteStray, file, line, &text[at..], message)
            });
        }
    }

    fn finish(mut self) -> Result<ReadTable, Unreadable> {
        self.push(&[], true)?;
        let file = &self.file;
        if self.decoder.n_foreign() > 0 {
            let encoding = self.decoder.encoding().as_str();
            let message =
                format!("Some bytes are not {encoding}; they were read as Windows-1252.");
            self.problems.push(Code::EncodingMixed, || {
                Problem::of_file(Code::EncodingMixed, file, message)
            });
        }
        if self.has_nul {
            let message = "There are NUL bytes in the text.";
            self.problems
                .push(Code::NulBytes, || Problem::of_file(Code::NulBytes, file, message));
        }
        let table = self.rows.finish(self.header);
        if !self.is_list {
            report_ragged(file, &table, &mut self.problems);
        }
        Ok(ReadTable {
            table,
            how: self.how,
            is_list: self.is_list,
            problems: self.problems.finish(file),
        })
    }
}

/// Adds a record that was scanned from the start of `text` to `rows`.
fn fill(
    record: &Record,
    dialect: Dialect,
    text: &str,
    line: u32,
    rows: &mut Builder,
) -> Result<(), Unreadable> {
    for cell in &record.cells {
        let written = &text[cell.range.clone()];
        match cell.form {
            Form::Coded => rows.coded_cell(written, dialect)?,
            Form::Bare | Form::Quoted => rows.cell(written)?,
        }
    }
    rows.end_row(line);
    Ok(())
}

/// The whole records of a sample, the header among them, and how many cells most of them
/// have.
fn sample_rows(
    text: &str,
    dialect: Dialect,
    whole: bool,
) -> Result<(Table, Option<usize>), Unreadable> {
    /// The share of records that must agree for their number of cells to be expected.
    const MIN_AGREEMENT: f64 = 0.5;
    let rows = repaired_rows(text, dialect, whole, None)?;
    let widths: Vec<usize> = (0..rows.n_rows()).map(|row| rows.width(row)).collect();
    let (width, n_agree) = dialect::mode(&widths);
    let is_agreed = n_agree as f64 > MIN_AGREEMENT * widths.len() as f64;
    let width = Some(width).filter(|width| *width > 1 && is_agreed);
    match width {
        Some(_) => Ok((repaired_rows(text, dialect, whole, width)?, width)),
        None => Ok((rows, None)),
    }
}

fn repaired_rows(
    text: &str,
    dialect: Dialect,
    whole: bool,
    width: Option<usize>,
) -> Result<Table, Unreadable> {
    const MAX_SAMPLE_ROWS: usize = 1000;
    let mut rows = Builder::default();
    let (mut record, mut other) = (Record::default(), Record::default());
    let (mut rest, mut line) = (text, 1);
    while !rest.is_empty() && rows.table.n_rows() < MAX_SAMPLE_ROWS {
        let Some(mut length) = scanner::scan(rest, dialect, whole, &mut record) else {
            break;
        };
        if let Some(width) = width {
            let repair =
                repair::repair(&rest[..length], dialect, width, &mut record, &mut other);
            length = repair.map_or(length, |(length, _)| length);
        }
        if !record.is_blank(rest) {
            fill(&record, dialect, rest, line, &mut rows)?;
        }
        line += record.n_lines;
        rest = &rest[length..];
    }
    Ok(rows.finish(None))
}

fn report_ragged(file: &str, table: &Table, problems: &mut Problems) {
    let expected = table.n_columns();
    for row in (0..table.n_rows()).filter(|&row| is_ragged(table, row)) {
        problems.push(Code::Ragged, || {
            let cells: Vec<&str> = table.row(row).collect();
            let message = format!(
                "This row has {} cells where {expected} are expected:",
                cells.len()
            );
            Problem::at(Code::Ragged, file, table.line(row), &cells.join(" · "), message)
        });
    }
}

/// Whether a row has too few cells, or too many with something in them.
pub(crate) fn is_ragged(table: &Table, row: usize) -> bool {
    let expected = table.n_columns();
    let width = table.width(row);
    width < expected
        || (width > expected
            && table.row(row).skip(expected).any(|cell| !cell.trim().is_empty()))
}

#[cfg(test)]
mod tests;
