//! How to read a text, decided step by step on its beginning.

use super::cells::Table;
use super::config::{Delimiter, Overrides, TableConfig};
use super::dialect::{self, Detection};
use super::encoding::{self, Decoder, Detected, Encoding};
use super::header;
use super::labels;
use super::prologue::{self, Prologue};
use super::repair::Expected;
use super::sample::{self, Sample};
use super::scanner::{self, Dialect};
use super::torn::Mending;
use super::wrapped::Wrapping;
use crate::problem::Unreadable;
use std::ops::Range;

/// The share of control characters over which a text is no text. Random bytes have a
/// tenth; tables that went through a bad export have a few in a file.
const CONTROL_SHARE: f64 = 0.05;

/// So many control characters are forgiven in any text, however short.
const MAX_CONTROLS: usize = 8;

/// How a text is to be read.
pub(super) struct TextPlan {
    pub(super) encoding: Detected,
    /// How many bytes of text stand before the table.
    pub(super) prologue: usize,
    pub(super) dialect: Dialect,
    /// Whether every line is one cell.
    pub(super) is_list: bool,
    /// Which of the first rows are the header.
    pub(super) header: Range<usize>,
    /// What most rows are like, if they agree on it.
    pub(super) expected: Option<Expected>,
    /// The names of the columns, where every row has them in it.
    pub(super) labels: Option<Vec<String>>,
    /// How the parts of torn rows are put together, if there are any.
    pub(super) mending: Option<Mending>,
    /// How the rows are written that stand in quotes as a whole, if there are any.
    pub(super) wrapping: Option<Wrapping>,
}

/// The beginning of a text while it is looked at.
pub(super) struct Deciding {
    /// The beginning as it came.
    pub(super) bytes: Vec<u8>,
    /// Whether that is all.
    is_whole: bool,
    encoding: Detected,
    text: String,
    prologue: Prologue,
    wrapping: Option<Wrapping>,
    labels: Option<Vec<String>>,
    step: DecidingStep,
}

/// What is looked at next. No step looks at the text more than once or twice.
enum DecidingStep {
    Encoding,
    Dialect(Detection),
    Rows(Dialect),
    /// The same rows again, with what most of them are like.
    Repaired(Dialect, Table, Option<Expected>),
    Header(Dialect, Table, Option<Expected>),
    List(Dialect, Sample),
}

impl Deciding {
    pub(super) fn new(bytes: Vec<u8>, is_whole: bool) -> Deciding {
        Deciding {
            bytes,
            is_whole,
            encoding: Detected::told(Encoding::UTF_8),
            text: String::new(),
            prologue: Prologue::default(),
            wrapping: None,
            labels: None,
            step: DecidingStep::Encoding,
        }
    }

    /// Takes the next step; the result is there after the last one.
    ///
    /// # Errors
    /// When the file is no table at all.
    pub(super) fn advance(
        &mut self,
        config: &TableConfig,
    ) -> Result<Option<TextPlan>, Unreadable> {
        self.step = match std::mem::replace(&mut self.step, DecidingStep::Encoding) {
            DecidingStep::Encoding => {
                self.read_text(config)?;
                self.how_separated(config)
            }
            DecidingStep::Dialect(mut detection) => {
                match detection.advance(self.table_text(), &config.known) {
                    Some(dialect) => DecidingStep::Rows(dialect),
                    None => DecidingStep::Dialect(detection),
                }
            }
            DecidingStep::Rows(dialect) => {
                let rows = self.rows(dialect, None)?;
                let expected = sample::expected(&rows);
                DecidingStep::Repaired(dialect, rows, expected)
            }
            DecidingStep::Repaired(dialect, _, Some(expected)) => {
                let rows = self.rows(dialect, Some(&expected))?;
                DecidingStep::Header(dialect, rows, Some(expected))
            }
            DecidingStep::Repaired(dialect, rows, None) => {
                DecidingStep::Header(dialect, rows, None)
            }
            DecidingStep::Header(dialect, rows, expected) => {
                self.labels = match config.overrides.header_line {
                    None => labels::header(&rows, &config.known),
                    Some(_) => None,
                };
                let header = match config.overrides.header_line {
                    None if self.labels.is_some() => 0..0,
                    None => header::detect(&rows, &config.known),
                    Some(line) => header::on_line(&rows, line)?,
                };
                let n_known =
                    header::n_known_joined(&rows, header.clone(), &config.known);
                let text = std::mem::take(&mut self.text);
                let sample = Sample { text, rows, header, n_known, expected };
                DecidingStep::List(dialect, sample)
            }
            DecidingStep::List(dialect, sample) => {
                return Ok(Some(self.decided(dialect, sample, config)));
            }
        };
        Ok(None)
    }

    fn read_text(&mut self, config: &TableConfig) -> Result<(), Unreadable> {
        let wanted = config.overrides.encoding;
        self.encoding = encoding::detect(&self.bytes, wanted, self.is_whole);
        let bytes = &self.bytes[self.encoding.n_mark..];
        Decoder::new(self.encoding).push(bytes, self.is_whole, &mut self.text);
        check_text(&self.text)?;
        encoding::remove_nul(&mut self.text, 0);
        // The sample ends with a whole line, so that a quote which is open at its end hides
        // nothing of it.
        let end = self.text.rfind(['\r', '\n']);
        if let Some(end) = end.filter(|_| !self.is_whole) {
            self.text.truncate(end + 1);
        }
        // Who names a delimiter gets every row as it is written.
        if config.overrides.delimiter.is_none() {
            self.wrapping = Wrapping::detect(&self.text);
        }
        if let Some(wrapping) = self.wrapping {
            self.text = wrapping.unwrap_all(&self.text);
        }
        self.prologue = prologue::detect(&self.text);
        Ok(())
    }

    fn table_text(&self) -> &str {
        &self.text[self.prologue.n_bytes..]
    }

    /// How the cells are separated: as the user says, as the file says, or to be detected.
    fn how_separated(&self, config: &TableConfig) -> DecidingStep {
        let told = match config.overrides.delimiter {
            Some(Delimiter::None) => return DecidingStep::Rows(Dialect::plain(None)),
            Some(Delimiter::Char(byte)) => Some(byte),
            None => self.prologue.delimiter,
        };
        DecidingStep::Dialect(dialect::Detection::new(self.table_text(), told))
    }

    fn rows(
        &self,
        dialect: Dialect,
        expected: Option<&Expected>,
    ) -> Result<Table, Unreadable> {
        let above = &self.text[..self.prologue.n_bytes];
        let first_line = 1 + scanner::n_line_ends(above);
        sample::rows(self.table_text(), first_line, dialect, expected)
    }

    /// How rows in quotes as a whole are written, also where the sample has none.
    fn wrapping_below(&self, dialect: Dialect, sample: &Sample) -> Option<Wrapping> {
        let n_cells = match (sample.header.clone().last(), &sample.expected) {
            (Some(row), _) => sample.rows.width(row),
            (None, expected) => expected.as_ref()?.width,
        };
        self.wrapping.or_else(|| Wrapping::of_rows(dialect.delimiter?, n_cells))
    }

    fn decided(
        &self,
        dialect: Dialect,
        sample: Sample,
        config: &TableConfig,
    ) -> TextPlan {
        // Who names a delimiter or a header means a table, and a delimiter wherever it stands.
        let Overrides { delimiter, header_line, .. } = &config.overrides;
        let is_list = delimiter.is_none()
            && header_line.is_none()
            && self.labels.is_none()
            && (config.is_list)(&sample);
        let is_torn = !is_list && delimiter.is_none();
        let mending = is_torn.then(|| {
            let Sample { rows, header, expected, .. } = &sample;
            let expected = expected.as_ref();
            Mending::learn(rows, header, dialect.delimiter, expected, &config.known)
        });
        TextPlan {
            mending: mending.flatten(),
            labels: self.labels.clone(),
            wrapping: is_torn.then(|| self.wrapping_below(dialect, &sample)).flatten(),
            encoding: self.encoding,
            prologue: self.prologue.n_bytes,
            dialect: match is_list {
                true => Dialect { quote: None, ..Dialect::plain(None) },
                false => dialect,
            },
            is_list,
            header: sample.header,
            expected: sample.expected.filter(|_| !is_list),
        }
    }
}

/// Refuses text that is none, such as a program or random bytes.
fn check_text(sample: &str) -> Result<(), Unreadable> {
    if sample.trim().is_empty() {
        return Err(Unreadable::Blank);
    }
    let n_chars = sample.chars().count();
    let n_controls = sample
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\0'))
        .count();
    // NUL is excused: exports pad with it. A file of little else is no text either.
    let n_nuls = memchr::memchr_iter(0, sample.as_bytes()).count();
    let is_noise =
        n_controls > MAX_CONTROLS && n_controls as f64 > CONTROL_SHARE * n_chars as f64;
    if is_noise || 2 * n_nuls > n_chars {
        return Err(Unreadable::NotText);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_let_through() {
        check_text("a,b\r\n1,\0\0\r\n").unwrap();
        check_text("a,b\r\n1,\u{1b}\r\n").unwrap();
    }

    #[test]
    fn emptiness_and_noise_are_refused() {
        assert!(check_text(" \r\n\t").unwrap_err().message().contains("empty"));
        assert!(
            check_text(&"a\u{1}\u{2}b".repeat(9))
                .unwrap_err()
                .message()
                .contains("not text")
        );
    }
}
