//! How a table is spelled: delimiter, quotes, escapes, line ends and encoding.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use reprieve_core::table::Encoding;

/// The spelling of a file.
#[derive(Clone, Debug)]
pub(crate) struct Spelling {
    pub(crate) delimiter: char,
    /// Whether a space follows every delimiter.
    pub(crate) is_spaced: bool,
    pub(crate) quote: char,
    pub(crate) quoting: Quoting,
    /// Whether a backslash stands before a quote, instead of another quote.
    pub(crate) is_escaped: bool,
    /// What ends the lines, in turn.
    ends: Vec<&'static str>,
    /// Whether the last line ends too.
    pub(crate) has_last_end: bool,
    pub(crate) encoding: Encoding,
    /// What stands before the text, to tell its encoding.
    mark: &'static str,
}

/// Which cells are in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Those that need it.
    Minimal,
    Always,
    /// Those that need it, and all that are no numbers.
    NonNumeric,
}

/// The encodings that are told apart without a guess.
const ENCODINGS: [Encoding; 4] =
    [Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE, Encoding::WINDOWS_1252];

pub(crate) fn spelling() -> impl Strategy<Value = Spelling> {
    let delimiter = select(
        &[
            (',', false),
            (',', true),
            (';', false),
            ('\t', false),
            ('|', false),
            (' ', false),
        ][..],
    );
    let quoting = select(&[Quoting::Minimal, Quoting::Always, Quoting::NonNumeric][..]);
    let quotes = (select(&['"', '"', '\''][..]), quoting, any::<bool>());
    let every = ["\n", "\r\n", "\r"];
    let ends = prop_oneof![3 => vec(select(every.to_vec()), 1), 1 => vec(select(every.to_vec()), 2..5)];
    let encoding = (select(&ENCODINGS[..]), any::<bool>());
    (delimiter, quotes, ends, any::<bool>(), encoding).prop_map(
        |((delimiter, is_spaced), quotes, ends, has_last_end, encoding)| Spelling {
            delimiter,
            is_spaced,
            quote: quotes.0,
            quoting: quotes.1,
            is_escaped: quotes.2,
            ends,
            has_last_end,
            encoding: encoding.0,
            mark: if encoding.1 { "\u{feff}" } else { "" },
        },
    )
}

impl Spelling {
    /// The line end of the record after `n_records` others.
    pub(crate) fn end(&self, n_records: usize) -> &'static str {
        self.ends[n_records % self.ends.len()]
    }

    /// Whether a cell cannot do without quotes. One that holds the other quote, or begins
    /// with a space, could do so, but nobody could tell then what is meant.
    pub(crate) fn needs_quotes(&self, cell: &str) -> bool {
        cell.contains([self.delimiter, '"', '\r', '\n'])
            || cell.starts_with([' ', '\''])
            || cell.ends_with([' ', '\''])
            || (self.quote == '\'' && cell.contains('\''))
    }

    pub(crate) fn is_quoted(&self, cell: &str) -> bool {
        let is_number = !cell.is_empty()
            && cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
        self.needs_quotes(cell)
            || match self.quoting {
                Quoting::Minimal => false,
                Quoting::Always => true,
                Quoting::NonNumeric => !is_number,
            }
    }

    /// A cell as it is written.
    pub(crate) fn cell(&self, cell: &str) -> String {
        if self.is_quoted(cell) { self.quoted(cell) } else { cell.to_owned() }
    }

    pub(crate) fn quoted(&self, cell: &str) -> String {
        let quote = self.quote;
        let coded = match self.is_escaped {
            true => cell.replace('\\', "\\\\").replace(quote, &format!("\\{quote}")),
            false => cell.replace(quote, &format!("{quote}{quote}")),
        };
        format!("{quote}{coded}{quote}")
    }

    /// What stands between two cells.
    pub(crate) fn separator(&self) -> String {
        let space = if self.is_spaced { " " } else { "" };
        format!("{}{space}", self.delimiter)
    }

    pub(crate) fn row(&self, cells: &[String]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
        cells.join(&self.separator())
    }

    /// A cell with the characters that the encoding has.
    pub(crate) fn encodable(&self, cell: &str) -> String {
        if self.encoding != Encoding::WINDOWS_1252 {
            return cell.to_owned();
        }
        let has =
            |c: char| !encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut [0; 4])).2;
        cell.chars().map(|c| if has(c) { c } else { 'é' }).collect()
    }

    /// The bytes of a text; `U+FFFD` becomes half a surrogate pair where there are any.
    pub(crate) fn bytes(&self, text: &str) -> Vec<u8> {
        const HALF: u16 = 0xd800;
        let mark = self.mark;
        let units = || {
            let units = mark.encode_utf16().chain(text.encode_utf16());
            units.map(|unit| if unit == 0xfffd { HALF } else { unit })
        };
        match self.encoding {
            it if it == Encoding::UTF_16LE => {
                units().flat_map(u16::to_le_bytes).collect()
            }
            it if it == Encoding::UTF_16BE => {
                units().flat_map(u16::to_be_bytes).collect()
            }
            it if it == Encoding::WINDOWS_1252 => {
                encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
            }
            _ => format!("{mark}{text}").into_bytes(),
        }
    }
}
