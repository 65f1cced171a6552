//! Bytes in pieces of any size to a table, deciding on a sample how to read.

use super::binary_workbook::BinaryWorkbook;
use super::body::TextReader;
use super::cells::Table;
use super::config::TableConfig;
use super::deciding::Deciding;
use super::encoding::{Encoding, decoded};
use super::how_read::Container;
use super::json::JsonRows;
use super::limits::Limits;
use super::old_workbook::OldWorkbook;
use super::open_document::OpenDocument;
use super::printed::{PrintedColumns, PrintedProperties};
use super::sheet::{SheetChoice, SheetReader, Sheets};
use super::structure::ReadTable;
use super::web_page::{PageReader, WebPage};
use super::workbook::Workbook;
use crate::problem::{Problem, Problems, Unreadable};

/// How many bytes are looked at, as a rule, before it is decided how to read.
const SAMPLE_BYTES: usize = 256 * 1024;

/// How many bytes are read in a slice.
const PIECE_BYTES: usize = 16 * 1024;

/// Reads a table in pieces of any size; how a file is cut makes no difference.
pub struct TableReader {
    config: TableConfig,
    n_sample_bytes: usize,
    /// How long the file is; nothing when nobody knows.
    n_expected_bytes: u64,
    /// What was odd in the bytes of a text that was read as a whole.
    text_problems: Vec<Problem>,
    stage: ReadStage,
}

enum ReadStage {
    Sampling(Vec<u8>),
    /// Bytes of what can be read only as a whole.
    Gathering(Container, Vec<u8>),
    Deciding(Box<Deciding>, Waiting),
    Reading(Box<TextReader>, Waiting),
    /// A web page, and the encoding in which it was.
    Page(Box<PageReader>, Encoding),
    Choosing(Box<SheetChoice>),
    Sheet(Box<SheetReader>),
    /// What was there is being made into what comes next.
    Between,
}

/// What came while it was decided how to read, and is not read yet.
#[derive(Default)]
struct Waiting {
    bytes: Vec<u8>,
    /// How many of them are read.
    n_read: usize,
    /// How many of them are the sample, until all of it is read.
    n_sample: usize,
    /// The encoding of the web page whose text it is.
    page: Option<Encoding>,
}

impl Waiting {
    fn take(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.bytes.try_reserve(bytes.len()).map_err(|_| Unreadable::NoMemory)?;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Hands a piece on. `n_expected` is how long the file is.
    fn feed(&mut self, body: &mut TextReader, n_expected: u64) -> Result<(), Unreadable> {
        let rest = &self.bytes[self.n_read..];
        let piece = &rest[..rest.len().min(PIECE_BYTES)];
        body.push(piece, false)?;
        self.n_read += piece.len();
        if self.n_sample > 0 && self.n_read >= self.n_sample {
            body.reserve(n_expected as f64 / self.n_read as f64);
            self.n_sample = 0;
        }
        if self.is_empty() {
            self.bytes = Vec::new();
            self.n_read = 0;
        }
        Ok(())
    }

    fn is_empty(&self) -> bool {
        self.n_read == self.bytes.len()
    }
}

impl TableReader {
    /// A reader that has seen nothing yet.
    pub fn new(config: TableConfig) -> TableReader {
        TableReader::with_sample(config, SAMPLE_BYTES)
    }

    /// A reader that decides on the first `n_bytes`, so that what happens behind its sample
    /// can be tried with little text.
    pub fn with_sample(config: TableConfig, n_bytes: usize) -> TableReader {
        let stage = ReadStage::Sampling(Vec::new());
        TableReader {
            config,
            n_sample_bytes: n_bytes,
            n_expected_bytes: 0,
            text_problems: Vec::new(),
            stage,
        }
    }

    /// The same, with room for a file of so many bytes. What is read does not depend on it,
    /// only how soon.
    pub fn expecting(self, n_bytes: u64) -> TableReader {
        TableReader { n_expected_bytes: n_bytes, ..self }
    }

    /// Takes the next piece, and does a slice of the work.
    ///
    /// # Errors
    /// When the file is no table at all; the reader is of no more use then.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), Unreadable> {
        if let ReadStage::Sampling(sample) = &mut self.stage {
            let n_taken = bytes.len().min(self.n_sample_bytes - sample.len());
            sample.extend_from_slice(&bytes[..n_taken]);
            bytes = &bytes[n_taken..];
            if sample.len() < self.n_sample_bytes {
                return Ok(());
            }
            let sample = std::mem::take(sample);
            self.stage = match Container::of(&sample, &self.config.overrides)? {
                Container::Text => deciding(sample, false, Waiting::default()),
                container => ReadStage::Gathering(container, self.with_room(sample)),
            };
        }
        match &mut self.stage {
            ReadStage::Gathering(_, gathered) => {
                let max_bytes = self.config.limits.whole_bytes;
                if gathered.len() + bytes.len() > max_bytes {
                    return Err(Unreadable::FileTooLarge { max_mib: max_bytes >> 20 });
                }
                gathered.try_reserve(bytes.len()).map_err(|_| Unreadable::NoMemory)?;
                gathered.extend_from_slice(bytes);
                Ok(())
            }
            ReadStage::Deciding(_, waiting) => {
                waiting.take(bytes)?;
                self.decide()
            }
            ReadStage::Reading(body, waiting) if waiting.is_empty() => match bytes {
                [] => Ok(()),
                bytes => body.push(bytes, false),
            },
            ReadStage::Reading(body, waiting) => {
                waiting.take(bytes)?;
                // Twice what comes, so that it becomes less.
                for _ in 0..=2 * bytes.len() / PIECE_BYTES {
                    waiting.feed(body, self.n_expected_bytes)?;
                }
                Ok(())
            }
            // The file has ended.
            _ => Ok(()),
        }
    }

    /// Room for the whole file behind its beginning. Where there is not so much, it grows as
    /// long as it can.
    fn with_room(&self, mut beginning: Vec<u8>) -> Vec<u8> {
        let max_bytes = self.config.limits.whole_bytes as u64;
        let n_bytes = self.n_expected_bytes.min(max_bytes) as usize;
        let _ = beginning.try_reserve_exact(n_bytes.saturating_sub(beginning.len()));
        beginning
    }

    /// Takes a step of deciding how to read a text.
    fn decide(&mut self) -> Result<(), Unreadable> {
        let ReadStage::Deciding(deciding, waiting) = &mut self.stage else {
            return Ok(());
        };
        let Some(decided) = deciding.advance(&self.config)? else { return Ok(()) };
        let mut bytes = std::mem::take(&mut deciding.bytes);
        let n_sample = bytes.len();
        let n_read = decided.encoding.n_mark;
        bytes.try_reserve(waiting.bytes.len()).map_err(|_| Unreadable::NoMemory)?;
        bytes.append(&mut waiting.bytes);
        let mut body = Box::new(TextReader::new(&self.config, decided));
        if let Some(encoding) = waiting.page {
            body.of_web_page(encoding);
        }
        let waiting = Waiting { bytes, n_read, n_sample, page: waiting.page };
        self.stage = ReadStage::Reading(body, waiting);
        Ok(())
    }

    /// The rows of a table read so far and its header; `None` while the reader still looks
    /// at its sample, for a list, and for what can be read only as a whole.
    pub fn so_far(&self) -> Option<(&Table, Option<&[String]>)> {
        match &self.stage {
            ReadStage::Reading(body, _) => body.so_far(),
            _ => None,
        }
    }

    /// Does a slice of the work on what has come, and says whether there is more. Who does
    /// not call it between the pieces understands the file a little later.
    ///
    /// # Errors
    /// As for [`TableReader::push`].
    pub fn settle(&mut self) -> Result<bool, Unreadable> {
        match &mut self.stage {
            ReadStage::Deciding(..) => self.decide()?,
            ReadStage::Reading(body, waiting) if !waiting.is_empty() => {
                waiting.feed(body, self.n_expected_bytes)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Does a slice of the work that is left when all pieces have come, and says whether
    /// there is more. What can be read only as a whole, such as a workbook, is read here;
    /// who does not call it finds all of the work in [`TableReader::finish`].
    ///
    /// # Errors
    /// As for [`TableReader::push`].
    pub fn work(&mut self) -> Result<bool, Unreadable> {
        let (container, bytes) = match &mut self.stage {
            ReadStage::Deciding(..) | ReadStage::Reading(..) => return self.settle(),
            ReadStage::Page(page, encoding) => {
                let encoding = *encoding;
                if let Some(page) = page.advance()? {
                    self.stage = self.behind_page(page, encoding)?;
                }
                return Ok(true);
            }
            ReadStage::Choosing(choice) => {
                if choice.advance(&self.config)? {
                    self.chosen()?;
                }
                return Ok(true);
            }
            ReadStage::Sheet(sheet) => return sheet.work(),
            ReadStage::Between => return Ok(false),
            ReadStage::Sampling(sample) => {
                (Container::of(sample, &self.config.overrides)?, std::mem::take(sample))
            }
            ReadStage::Gathering(container, bytes) => (*container, std::mem::take(bytes)),
        };
        self.stage = match container {
            Container::Text => deciding(bytes, true, Waiting::default()),
            Container::WebPage => {
                let (encoding, html) = self.whole_text(&bytes);
                let page = PageReader::new(html, &self.config.limits);
                ReadStage::Page(Box::new(page), encoding)
            }
            Container::Json
            | Container::PrintedProperties
            | Container::PrintedColumns => {
                let limits = self.config.limits.of_workbook(bytes.len());
                let (encoding, text) = self.whole_text(&bytes);
                let rows: Box<dyn Sheets> = match container {
                    Container::PrintedProperties => {
                        Box::new(PrintedProperties::new(text))
                    }
                    Container::PrintedColumns => Box::new(PrintedColumns::new(text)),
                    _ => Box::new(JsonRows::new(text)),
                };
                let choice = SheetChoice::new(rows, container, limits);
                ReadStage::Choosing(Box::new(choice.in_encoding(encoding)))
            }
            Container::Workbook
            | Container::BinaryWorkbook
            | Container::OldWorkbook
            | Container::OpenDocument => {
                let limits = self.config.limits.of_workbook(bytes.len());
                let sheets = workbook(container, bytes, &limits)?;
                let choice = SheetChoice::new(sheets, container, limits);
                ReadStage::Choosing(Box::new(choice))
            }
        };
        Ok(true)
    }

    /// All of a text, and its encoding; what was odd in its bytes is kept.
    fn whole_text(&mut self, bytes: &[u8]) -> (Encoding, String) {
        let (decoder, text) = decoded(bytes, self.config.overrides.encoding, true);
        let mut problems = Problems::default();
        decoder.report(&self.config.file, None, &mut problems);
        self.text_problems = problems.finish(&self.config.file);
        (decoder.encoding(), text)
    }

    /// Goes on with the sheet that was chosen.
    fn chosen(&mut self) -> Result<(), Unreadable> {
        let stage = std::mem::replace(&mut self.stage, ReadStage::Between);
        if let ReadStage::Choosing(choice) = stage {
            self.stage = ReadStage::Sheet(Box::new(choice.finish(&self.config)?));
        }
        Ok(())
    }

    /// How a web page is read on: its tables, or its text when it has none.
    fn behind_page(
        &mut self,
        page: WebPage,
        encoding: Encoding,
    ) -> Result<ReadStage, Unreadable> {
        if page.has_table() {
            let (page, limits) = (Box::new(page), self.config.limits);
            let choice = SheetChoice::new(page, Container::WebPage, limits);
            return Ok(ReadStage::Choosing(Box::new(choice.in_encoding(encoding))));
        }
        if page.is_blank() {
            return Err(Unreadable::PageWithoutText);
        }
        self.config.overrides.encoding = Some(Encoding::UTF_8);
        let mut sample = page.into_text().into_bytes();
        let is_whole = sample.len() <= self.n_sample_bytes;
        let rest = match is_whole {
            true => Vec::new(),
            false => sample.split_off(self.n_sample_bytes),
        };
        let waiting = Waiting { bytes: rest, page: Some(encoding), ..Waiting::default() };
        Ok(deciding(sample, is_whole, waiting))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As for [`TableReader::push`].
    pub fn finish(mut self) -> Result<ReadTable, Unreadable> {
        self.end()
    }

    /// As [`TableReader::finish`]; the reader is of no more use.
    pub(crate) fn end(&mut self) -> Result<ReadTable, Unreadable> {
        while self.work()? {}
        let mut read = match std::mem::replace(&mut self.stage, ReadStage::Between) {
            ReadStage::Reading(body, _) => body.finish()?,
            ReadStage::Sheet(sheet) => sheet.finish(),
            _ => unreachable!("the work that is done leads to one of the two"),
        };
        // They are of the whole file, and such problems come first.
        read.problems.splice(0..0, self.text_problems.drain(..));
        Ok(read)
    }
}

/// The sheets of a workbook.
fn workbook(
    container: Container,
    bytes: Vec<u8>,
    limits: &Limits,
) -> Result<Box<dyn Sheets>, Unreadable> {
    Ok(match container {
        Container::BinaryWorkbook => Box::new(BinaryWorkbook::open(bytes, limits)?),
        Container::OldWorkbook => Box::new(OldWorkbook::open(bytes, limits)?),
        Container::OpenDocument => Box::new(OpenDocument::open(bytes, limits)?),
        _ => Box::new(Workbook::open(bytes, limits)?),
    })
}

fn deciding(sample: Vec<u8>, is_whole: bool, waiting: Waiting) -> ReadStage {
    ReadStage::Deciding(Box::new(Deciding::new(sample, is_whole)), waiting)
}

#[cfg(test)]
mod tests;
