//! The text of a table to its rows, once it is decided how to read it.

use super::cells::{Builder, Table};
use super::config::TableConfig;
use super::deciding::TextPlan;
use super::encoding::{Decoder, Encoding, remove_nul};
use super::how_read::{Container, HowRead};
use super::limits::{MAX_RECORD_BYTES, MAX_RECORD_CELLS};
use super::repair::{self, Expected, Repair};
use super::scanner::{self, Dialect, Quoting, ScannedRecord};
use super::structure::{ReadTable, RowPlace, Structure};
use super::torn::{MendedRows, Mending};
use super::wrapped::Wrapping;
use crate::problem::{Finding, FirstLines, Problem, Problems, Unreadable};

/// Reads a text record by record.
pub(super) struct TextReader {
    file: String,
    decoder: Decoder,
    dialect: Dialect,
    is_list: bool,
    /// Text that has not become a record yet.
    pending: String,
    /// Below this length `pending` is known to hold no whole record.
    worth_a_try: usize,
    has_nul: bool,
    record: ScannedRecord,
    /// Room for a second reading of a record.
    other: ScannedRecord,
    /// What a record should be, if the sample agrees on it.
    expected: Option<Expected>,
    mending: Option<Mending>,
    mended: MendedRows,
    wrapping: Option<Wrapping>,
    /// The rows that stood in quotes as a whole.
    unwrapped: FirstLines,
    /// How many bytes of text stand before the table.
    prologue: usize,
    structure: Structure,
    line: u32,
    /// Whether the text that came last ends within a line.
    is_within_line: bool,
    problems: Problems,
}

impl TextReader {
    pub(super) fn new(config: &TableConfig, decided: TextPlan) -> TextReader {
        let TextPlan { encoding, dialect, is_list, header, labels, .. } = decided;
        let how = HowRead {
            encoding: encoding.encoding,
            delimiter: dialect.delimiter.map(char::from),
            quote: char::from(dialect.quote.unwrap_or(b'"')),
            ..HowRead::default()
        };
        TextReader {
            file: config.file.clone(),
            decoder: Decoder::new(encoding),
            dialect,
            is_list,
            pending: String::new(),
            worth_a_try: 0,
            has_nul: false,
            record: ScannedRecord::default(),
            other: ScannedRecord::default(),
            expected: decided.expected,
            mending: decided.mending,
            mended: MendedRows::default(),
            wrapping: decided.wrapping,
            unwrapped: FirstLines::default(),
            prologue: decided.prologue,
            structure: match is_list {
                true => Structure::new(0..0, how, None),
                false => match labels {
                    Some(labels) => Structure::labelled(labels, how),
                    None => Structure::new(header, how, Some(&config.known)),
                },
            },
            line: 1,
            is_within_line: false,
            problems: Problems::default(),
        }
    }

    /// Says that the text is that of a web page, and in which encoding the page was.
    pub(super) fn of_web_page(&mut self, encoding: Encoding) {
        self.structure.how.container = Container::WebPage;
        self.structure.how.encoding = encoding;
    }

    /// Makes room for so many times the rows until now.
    pub(super) fn reserve(&mut self, times: f64) {
        self.structure.rows.reserve(times);
    }

    /// The rows of a table until now and its header; `None` for a list.
    pub(super) fn so_far(&self) -> Option<(&Table, Option<&[String]>)> {
        let Structure { rows, header, .. } = &self.structure;
        (!self.is_list).then_some((&rows.table, header.as_deref()))
    }

    /// Takes the next bytes; with `last` they are the last ones.
    pub(super) fn push(&mut self, bytes: &[u8], last: bool) -> Result<(), Unreadable> {
        let mut text = std::mem::take(&mut self.pending);
        let start = text.len();
        self.decoder.push(bytes, last, &mut text);
        self.has_nul |= remove_nul(&mut text, start);
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
            if let Some(row) = self.unwrapped(&rest[..length]) {
                self.take_record(&row)?;
                at += length;
                continue;
            }
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

    /// Reads the record in `text` again if it is a row in quotes as a whole, and returns the
    /// text of the row.
    fn unwrapped(&mut self, text: &str) -> Option<String> {
        let [cell] = self.record.cells.as_slice() else { return None };
        if cell.quoting == Quoting::Bare || self.record.n_lines > 1 {
            return None;
        }
        let row = self.wrapping?.unwrap(text.trim_end_matches(['\r', '\n']))?;
        scanner::scan(&row, self.dialect, true, &mut self.record)?;
        self.unwrapped.note(self.line);
        Some(row)
    }

    /// Refuses a record that no table has, before it fills the memory.
    fn check_size(&self, n_bytes: usize) -> Result<(), Unreadable> {
        let line = self.line;
        if n_bytes > MAX_RECORD_BYTES {
            return Err(Unreadable::LineTooLong {
                line,
                max_mib: MAX_RECORD_BYTES >> 20,
            });
        }
        if self.record.cells.len() > MAX_RECORD_CELLS {
            return Err(Unreadable::CellsTooMany { line, max: MAX_RECORD_CELLS });
        }
        Ok(())
    }

    /// Reads the record in `text` again if it has not the expected number of cells, and
    /// returns the length of what is the record now.
    fn repaired(&mut self, text: &str) -> usize {
        let TextReader { record, other, dialect, expected, .. } = self;
        let Some(expected) = expected else { return text.len() };
        match repair::repair(text, *dialect, expected, record, other) {
            Some((length, Repair::Quote)) => length,
            Some((length, repair)) => {
                let separator = match (repair, dialect.delimiter) {
                    (Repair::Delimiter(other), _) => char::from(other).to_string(),
                    (_, own) => own.map_or(' ', char::from).to_string() + " ",
                };
                let (file, line) = (&self.file, self.line);
                self.problems.push(Finding::DelimiterOther { separator }, |finding| {
                    Problem::at(finding, file, line, text)
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
            RowPlace::Above => self.structure.skip(line, text),
            RowPlace::Header => {
                let mut cells = Builder::default();
                cells.fill(&self.record, self.dialect, text, line)?;
                self.structure.name_columns(cells.table.row(0), line);
            }
            RowPlace::Below => {
                self.mend(text, line);
                self.structure.rows.fill(&self.record, self.dialect, text, line)?;
                self.structure.settle_last();
            }
        }
        Ok(())
    }

    /// Puts the parts of the record together, if it is torn.
    fn mend(&mut self, text: &str, line: u32) {
        // Further tables have columns of their own.
        if self.structure.rows.table.sections().iter().any(|section| section.has_header) {
            return;
        }
        let mended = self.mending.as_ref().and_then(|m| m.mend(text, &mut self.record));
        if let Some(mended) = mended {
            self.mended.note(mended, line, text);
        }
    }

    fn report_quotes(&mut self, text: &str, line: u32) {
        let file = &self.file;
        if let Some(at) = self.record.unclosed {
            self.problems.push(Finding::QuoteUnclosed, |finding| {
                let line = line + scanner::n_line_ends(&text[..at]);
                Problem::at(finding, file, line, &text[at..])
            });
        }
        if let Some(at) = self.record.stray {
            self.problems.push(Finding::QuoteStray, |finding| {
                Problem::at(finding, file, line, &text[at..])
            });
        }
    }

    /// Ends the text.
    pub(super) fn finish(mut self) -> Result<ReadTable, Unreadable> {
        self.push(&[], true)?;
        let file = &self.file;
        // The line is that of the next row, which does not come.
        let line = self.line - u32::from(self.is_within_line && self.line > 1);
        self.decoder.report(file, Some(line), &mut self.problems);
        if self.has_nul {
            let of_file = |finding| Problem::of_file(finding, file);
            self.problems.push(Finding::NulBytes, of_file);
        }
        let header = self.structure.header.as_deref();
        self.mended.report(file, header, &mut self.problems);
        let FirstLines { n_rows, lines } = std::mem::take(&mut self.unwrapped);
        if n_rows > 0 {
            let finding = Finding::RowsQuoted { n_rows, lines };
            self.problems.push(finding, |finding| Problem::of_file(finding, file));
        }
        if self.structure.is_labelled {
            let named = header.unwrap_or_default().iter().filter(|name| !name.is_empty());
            let names = named.map(String::as_str).collect::<Vec<_>>().join(" · ");
            self.problems.push(Finding::LabelsInRows, |finding| Problem {
                text: names,
                ..Problem::of_file(finding, file)
            });
        }
        let width = self.expected.map(|expected| expected.width);
        Ok(self.structure.finish(&self.file, width, self.problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column_names::KnownNames;
    use crate::table::config::Overrides;
    use crate::table::deciding::Deciding;
    use crate::table::limits::Limits;

    /// What reads a text that begins so, which is read already.
    fn body(sample: &[u8]) -> TextReader {
        let config = TableConfig {
            file: "f.csv".to_owned(),
            known: KnownNames::default(),
            is_list: |_| false,
            overrides: Overrides::default(),
            limits: Limits::PAGE,
        };
        let mut deciding = Deciding::new(sample.to_vec(), false);
        let decided = loop {
            if let Some(decided) = deciding.advance(&config).unwrap() {
                break decided;
            }
        };
        let mut body = TextReader::new(&config, decided);
        body.push(sample, false).unwrap();
        body
    }

    /// What is not whole yet is looked at again only when it has doubled, and is never kept
    /// beyond the longest record.
    #[test]
    fn what_is_pending_is_looked_at_when_it_has_doubled() {
        let mut body = body(b"Name,Number\nAda,12\n");
        let (mut n_looks, mut at_look) = (0, 0);
        for n_pushed in 1..=MAX_RECORD_BYTES / 4096 {
            body.push(&[b'y'; 4096], false).unwrap();
            assert_eq!(body.pending.len(), 4096 * n_pushed);
            if body.worth_a_try != at_look {
                (n_looks, at_look) = (n_looks + 1, body.worth_a_try);
            }
        }
        assert!(n_looks <= 14, "{n_looks}");
        assert!(body.push(&[b'y'; 4096], false).is_err());
    }
}
