//! Bytes in pieces of any size to a table, deciding on a sample how to read.

use super::encoding::{self, Decoder};
use super::limits::{MAX_RECORD_BYTES, MAX_RECORD_CELLS, no_memory};
use super::old_workbook::{self, OldWorkbook};
use super::prologue;
use super::repair::{self, Expected, Repair};
use super::sample::{Sample, dialect};
use super::scanner::{self, Dialect, Record};
use super::sheet::SheetReader;
use super::sheet::Sheets;
use super::structure::{Place, Structure};
use super::web_page::WebPage;
use super::workbook::Workbook;
use super::{Builder, Carrier, Encoding, HowRead, KnownNames, Limits, Table, carrier};
use crate::problem::{Code, Problem, Problems, Unreadable};

/// How many bytes are looked at, as a rule, before it is decided how to read.
const SAMPLE_BYTES: usize = 256 * 1024;

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
pub struct Wanted {
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
pub struct Config {
    /// The file's name, for its problems.
    pub file: String,
    /// Names of columns by which a header is recognized.
    pub known: KnownNames,
    /// Whether a text is a list rather than a table, so that every line is one cell. It is
    /// handed the sample as text and as table.
    pub is_list: fn(&Sample) -> bool,
    /// What the user says.
    pub wanted: Wanted,
    /// How much it may grow.
    pub limits: Limits,
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
    n_sample_bytes: usize,
    /// How long the file is; nothing when nobody knows.
    n_expected_bytes: u64,
    stage: Stage,
}

enum Stage {
    Sampling(Vec<u8>),
    /// Bytes of what can be read only as a whole.
    Gathering(Carrier, Vec<u8>),
    Reading(Box<Body>),
    Sheet(Box<SheetReader>),
}

impl Reader {
    /// A reader that has seen nothing yet.
    pub fn new(config: Config) -> Reader {
        Reader::with_sample(config, SAMPLE_BYTES)
    }

    /// A reader that decides on the first `n_bytes`, so that what happens behind its sample
    /// can be tried with little text.
    pub fn with_sample(config: Config, n_bytes: usize) -> Reader {
        let stage = Stage::Sampling(Vec::new());
        Reader { config, n_sample_bytes: n_bytes, n_expected_bytes: 0, stage }
    }

    /// The same, with room for a file of so many bytes. What is read does not depend on it,
    /// only how soon.
    pub fn expecting(self, n_bytes: u64) -> Reader {
        Reader { n_expected_bytes: n_bytes, ..self }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// When the file is no table at all; the reader is of no more use then.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), Unreadable> {
        if let Stage::Sampling(sample) = &mut self.stage {
            let n_taken = bytes.len().min(self.n_sample_bytes - sample.len());
            sample.extend_from_slice(&bytes[..n_taken]);
            bytes = &bytes[n_taken..];
            if sample.len() < self.n_sample_bytes {
                return Ok(());
            }
            let sample = std::mem::take(sample);
            self.stage = match Carrier::of(&sample, &self.config.wanted)? {
                Carrier::Text => {
                    let mut body = Body::new(&self.config, &sample, false)?;
                    let times = self.n_expected_bytes as f64 / sample.len() as f64;
                    body.structure.rows.reserve(times);
                    Stage::Reading(Box::new(body))
                }
                carrier => {
                    let mut gathered = sample;
                    let max_bytes = self.config.limits.whole_bytes as u64;
                    let n_bytes = self.n_expected_bytes.min(max_bytes) as usize;
                    // Where there is not so much room, it grows as long as it can.
                    let n_more = n_bytes.saturating_sub(gathered.len());
                    let _ = gathered.try_reserve_exact(n_more);
                    Stage::Gathering(carrier, gathered)
                }
            };
        }
        match &mut self.stage {
            Stage::Reading(body) if !bytes.is_empty() => body.push(bytes, false),
            Stage::Gathering(_, gathered) => {
                let max_bytes = self.config.limits.whole_bytes;
                if gathered.len() + bytes.len() > max_bytes {
                    return Err(carrier::too_large(max_bytes));
                }
                gathered.try_reserve(bytes.len()).map_err(|_| no_memory())?;
                gathered.extend_from_slice(bytes);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The rows of a table read so far and its header; `None` while the reader still looks
    /// at its sample, for a list, and for what can be read only as a whole.
    pub fn so_far(&self) -> Option<(&Table, Option<&[String]>)> {
        match &self.stage {
            Stage::Reading(body) if !body.is_list => {
                Some((&body.structure.rows.table, body.structure.header.as_deref()))
            }
            _ => None,
        }
    }

    /// Does a slice of the work that is left when all pieces have come, and says whether
    /// there is more. What can be read only as a whole, such as a workbook, is read here;
    /// who does not call it finds all of the work in [`Reader::finish`].
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn work(&mut self) -> Result<bool, Unreadable> {
        let (carrier, bytes) = match &mut self.stage {
            Stage::Reading(_) => return Ok(false),
            Stage::Sheet(sheet) => return sheet.work(),
            Stage::Sampling(sample) => {
                (Carrier::of(sample, &self.config.wanted)?, std::mem::take(sample))
            }
            Stage::Gathering(carrier, bytes) => (*carrier, std::mem::take(bytes)),
        };
        self.stage = match carrier {
            Carrier::Text => {
                Stage::Reading(Box::new(Body::new(&self.config, &bytes, true)?))
            }
            Carrier::Workbook => {
                let limits = self.config.limits.of_workbook(bytes.len());
                let workbook: Box<dyn Sheets> =
                    match bytes.starts_with(&old_workbook::SIGNATURE) {
                        true => Box::new(OldWorkbook::open(bytes, &limits)?),
                        false => Box::new(Workbook::open(bytes, &limits)?),
                    };
                let sheet = SheetReader::new(workbook, carrier, &self.config, limits)?;
                Stage::Sheet(Box::new(sheet))
            }
            Carrier::WebPage => web_page(bytes, &self.config)?,
        };
        Ok(matches!(self.stage, Stage::Sheet(_)))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn finish(mut self) -> Result<ReadTable, Unreadable> {
        self.end()
    }

    /// As [`Reader::finish`]; the reader is of no more use.
    pub(crate) fn end(&mut self) -> Result<ReadTable, Unreadable> {
        while self.work()? {}
        match std::mem::replace(&mut self.stage, Stage::Sampling(Vec::new())) {
            Stage::Reading(body) => body.finish(),
            Stage::Sheet(sheet) => Ok(sheet.finish()),
            Stage::Sampling(_) | Stage::Gathering(..) => {
                unreachable!("the work that is done leads to one of the others")
            }
        }
    }
}

/// How a web page is read on: its tables, or its text when it has none.
fn web_page(bytes: Vec<u8>, config: &Config) -> Result<Stage, Unreadable> {
    let encoding = config.wanted.encoding;
    let (encoding, html) = carrier::decoded(&bytes, encoding, true);
    drop(bytes);
    let limits = config.limits;
    let page = WebPage::read(&html, &limits)?;
    drop(html);
    if page.has_table() {
        let sheet = SheetReader::new(Box::new(page), Carrier::WebPage, config, limits)?;
        return Ok(Stage::Sheet(Box::new(sheet)));
    }
    if page.is_blank() {
        return Err(Unreadable::new(
            "This is a web page without a table or a text: there are only tags in it.",
            "Open the page in a browser and copy the table from there, or export the list \
             as CSV.",
        ));
    }
    let wanted = Wanted { encoding: Some(Encoding::Utf8), ..config.wanted.clone() };
    let config = Config { wanted, ..config.clone() };
    let mut body = Body::new(&config, page.into_text().as_bytes(), true)?;
    body.structure.how.carrier = Carrier::WebPage;
    body.structure.how.encoding = encoding;
    Ok(Stage::Reading(Box::new(body)))
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
    /// Room for a second reading of a record.
    other: Record,
    /// What a record should be, if the sample agrees on it.
    expected: Option<Expected>,
    /// How many bytes of text stand before the table.
    prologue: usize,
    structure: Structure,
    line: u32,
    /// Whether the text that came last ends within a line.
    is_within_line: bool,
    problems: Problems,
}

impl Body {
    fn new(config: &Config, bytes: &[u8], whole: bool) -> Result<Body, Unreadable> {
        let (detected, n_mark) = encoding::detect(bytes, whole);
        let encoding = config.wanted.encoding.unwrap_or(detected);
        let n_mark = if encoding == detected { n_mark } else { 0 };
        let mut text = String::new();
        Decoder::new(encoding).push(&bytes[n_mark..], whole, &mut text);
        carrier::check_text(&text)?;
        without_nul(&mut text, 0);
        // The sample ends with a whole line, so that a quote which is open at its end hides
        // nothing of it.
        if let Some(end) = text.rfind(['\r', '\n']).filter(|_| !whole) {
            text.truncate(end + 1);
        }
        let prologue = prologue::detect(&text);
        let dialect = dialect(&text[prologue.n_bytes..], prologue, config);
        let sample = Sample::new(text, prologue.n_bytes, dialect, config)?;
        // Who names a delimiter or a header means a table.
        let Wanted { delimiter, header_line, .. } = &config.wanted;
        let is_list =
            delimiter.is_none() && header_line.is_none() && (config.is_list)(&sample);
        let dialect = match is_list {
            true => Dialect { quote: None, ..Dialect::plain(None) },
            false => dialect,
        };
        let how = HowRead {
            encoding,
            delimiter: dialect.delimiter.map(char::from),
            quote: char::from(dialect.quote.unwrap_or(b'"')),
            ..HowRead::default()
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
            other: Record::default(),
            expected: sample.expected.filter(|_| !is_list),
            prologue: prologue.n_bytes,
            structure: match is_list {
                true => Structure::new(0..0, how, None),
                false => Structure::new(sample.header, how, Some(&config.known)),
            },
            line: 1,
            is_within_line: false,
            problems: Problems::default(),
        };
        body.push(&bytes[n_mark..], false)?;
        Ok(body)
    }

    fn push(&mut self, bytes: &[u8], last: bool) -> Result<(), Unreadable> {
        let mut text = std::mem::take(&mut self.pending);
        let start = text.len();
        self.decoder.push(bytes, last, &mut text);
        self.has_nul |= without_nul(&mut text, start);
        if !text.is_empty() {
            self.is_within_line = !text.ends_with(['\r', '\n']);
        }
        // A record that is not whole is tried again only when the text has doubled, so
        // that a single line of any length is read in linear time.
        // The decoder may hold back the end of a sample that is all prologue.
        if text.len() < self.worth_a_try.max(self.prologue) && !last {
            self.pending = text;
            return Ok(());
        }
        let mut at = std::mem::take(&mut self.prologue).min(text.len());
        if at > 0 {
            self.structure.skip(self.line, &text[..at]);
            self.line += scanner::n_line_ends(&text[..at]);
        }
        while at < text.len() {
            let rest = &text[at..];
            let Some(length) = scanner::scan(rest, self.dialect, last, &mut self.record)
            else {
                break;
            };
            self.check_size(length)?;
            let length = self.repaired(&rest[..length]);
            self.take_record(&rest[..length])?;
            at += length;
        }
        text.drain(..at);
        self.check_size(text.len())?;
        // Looking at what is too long anyway is looking once more.
        self.worth_a_try = (2 * text.len()).min(MAX_RECORD_BYTES + 1);
        self.pending = text;
        Ok(())
    }

    /// Refuses a record that no table has, before it fills the memory.
    fn check_size(&self, n_bytes: usize) -> Result<(), Unreadable> {
        let line = self.line;
        if n_bytes > MAX_RECORD_BYTES {
            return Err(Unreadable::new(
                format!("Line {line} is longer than {} MiB.", MAX_RECORD_BYTES >> 20),
                "Look whether line ends are missing there, or a cell holds a whole file; \
                 mend or remove that line, and use the rest.",
            ));
        }
        if self.record.cells.len() > MAX_RECORD_CELLS {
            return Err(Unreadable::new(
                format!("Line {line} has more than {MAX_RECORD_CELLS} cells."),
                "Look whether line ends are missing there; mend or remove that line, and \
                 use the rest.",
            ));
        }
        Ok(())
    }

    /// Reads the record in `text` again if it has not the expected number of cells, and
    /// returns the length of what is the record now.
    fn repaired(&mut self, text: &str) -> usize {
        let Body { record, other, dialect, expected, .. } = self;
        let Some(expected) = expected else { return text.len() };
        match repair::repair(text, *dialect, expected, record, other) {
            Some((length, Repair::Quote)) => length,
            Some((length, repair)) => {
                let separator = match (repair, dialect.delimiter) {
                    (Repair::Delimiter(other), _) => char::from(other).to_string(),
                    (_, own) => own.map_or(' ', char::from).to_string() + " ",
                };
                let (file, line) = (&self.file, self.line);
                self.problems.push(Code::DelimiterOther, || {
                    let message = format!("This row is separated by “{separator}”:");
                    Problem::at(Code::DelimiterOther, file, line, text, message)
                });
                self.structure.note_respelled();
                length
            }
            None => text.len(),
        }
    }

    /// Files the record that was just scanned from the start of `text`.
    fn take_record(&mut self, text: &str) -> Result<(), Unreadable> {
        let line = self.line;
        self.line = line.saturating_add(self.record.n_lines);
        self.report_quotes(text, line);
        if self.record.is_blank(text) {
            self.structure.how.n_blank += 1;
            return Ok(());
        }
        match self.structure.next_place() {
            Place::Above => self.structure.skip(line, text),
            Place::Header => {
                let mut cells = Builder::default();
                cells.fill(&self.record, self.dialect, text, line)?;
                self.structure.name_columns(cells.table.row(0), line);
            }
            Place::Below => {
                self.structure.rows.fill(&self.record, self.dialect, text, line)?;
                self.structure.settle_last();
            }
        }
        Ok(())
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
            let message = match self.decoder.encoding() {
                Encoding::Utf16Le | Encoding::Utf16Be => {
                    "Some halves of characters stand alone; each was read as “\u{fffd}”."
                        .to_owned()
                }
                encoding => {
                    let encoding = encoding.as_str();
                    format!(
                        "Some bytes are not {encoding}; they were read as Windows-1252."
                    )
                }
            };
            self.problems.push(Code::EncodingMixed, || {
                Problem::of_file(Code::EncodingMixed, file, message)
            });
        }
        if let Some(half) = self.decoder.half() {
            // The line is that of the next row, which does not come.
            let line = self.line - u32::from(self.is_within_line && self.line > 1);
            self.problems.push(Code::EncodingMixed, || {
                let message = "The file ends in the middle of a character, so more of it may \
                               be missing. This byte is left over and not read:";
                let byte = format!("0x{half:02X}");
                Problem::at(Code::EncodingMixed, file, line, &byte, message)
            });
        }
        if self.has_nul {
            let message = "There are NUL bytes in the text.";
            self.problems
                .push(Code::NulBytes, || Problem::of_file(Code::NulBytes, file, message));
        }
        let width = self.expected.map(|expected| expected.width);
        Ok(self.structure.finish(&self.file, width, self.problems))
    }
}

/// Takes NUL bytes out of `text` from `start` on, and says whether there were any.
fn without_nul(text: &mut String, start: usize) -> bool {
    if memchr::memchr(0, &text.as_bytes()[start..]).is_none() {
        return false;
    }
    let kept = text[start..].replace('\0', "");
    text.truncate(start);
    text.push_str(&kept);
    true
}

#[cfg(test)]
mod tests;
