//! Text to records and cells, in the spirit of RFC 4180, resuming after damage.
//!
//! [`scan`] reads one record from the start of a text and keeps no state, so it can be
//! tried again when more of the text has come. A quote opens a quoted cell only at the
//! cell's start. A quote that turns out to be a stray costs at most its own record: the
//! record is read again with that quote as an ordinary character.

use std::ops::Range;

/// The longest quoted cell, in bytes; a quote that is still open after it is a stray.
pub(crate) const MAX_QUOTED_BYTES: usize = 1 << 20;

/// Delimiters in order of preference when nothing else decides.
pub(crate) const DELIMITERS: [u8; 5] = [b',', b'\t', b';', b'|', b' '];

/// Which characters are more than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// Between two cells; `None` when every line is one cell.
    pub(crate) delimiter: Option<u8>,
    /// Around a cell that holds a delimiter or a line end.
    pub(crate) quote: Option<u8>,
    /// Before a quote inside a quoted cell; `None` when it is doubled instead.
    pub(crate) escape: Option<u8>,
    /// Whether a space follows every delimiter.
    pub(crate) skip_space: bool,
}

impl Dialect {
    /// The usual one: cells in double quotes, quotes in them doubled.
    pub(crate) const fn plain(delimiter: Option<u8>) -> Dialect {
        Dialect { delimiter, quote: Some(b'"'), escape: None, skip_space: false }
    }
}

/// One cell of a record, as a place in the text that was scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawCell {
    /// Without the enclosing quotes.
    pub(crate) range: Range<usize>,
    /// How it is written.
    pub(crate) quoting: Quoting,
}

impl RawCell {
    /// Where it ends, its quotes included.
    pub(crate) fn end(&self) -> usize {
        self.range.end + usize::from(self.quoting != Quoting::Bare)
    }
}

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// Without quotes.
    Bare,
    /// In quotes, with none inside that would stand for something else.
    Quoted,
    /// In quotes, with quotes inside that are doubled or escaped.
    Escaped,
}

/// One record, reused from scan to scan.
#[derive(Debug, Default)]
pub(crate) struct ScannedRecord {
    pub(crate) cells: Vec<RawCell>,
    /// Whether a single delimiter is between cells, and no cell has quotes that stand for
    /// something else.
    pub(crate) is_as_written: bool,
    /// How many physical lines it takes.
    pub(crate) n_lines: u32,
    /// Where a quote was opened that is never closed.
    pub(crate) unclosed: Option<usize>,
    /// Where a quote stands inside a quoted cell without being doubled.
    pub(crate) stray: Option<usize>,
}

impl ScannedRecord {
    /// Whether the line has nothing in it at all, or only the strokes that are drawn between
    /// the rows of a table.
    pub(crate) fn is_blank(&self, text: &str) -> bool {
        let is_empty = match self.cells.as_slice() {
            [cell] => text[cell.range.clone()].trim().is_empty(),
            _ => false,
        };
        is_empty || self.is_ruler(text)
    }

    /// Whether all cells are strokes, as in `|---|:--:|`, `+----+----+` and `-----+-----`.
    fn is_ruler(&self, text: &str) -> bool {
        /// Less is how “nothing” is written, and how mails end.
        const MIN_STROKES: usize = 3;
        if !text.trim_start_matches([' ', '\t']).starts_with(['|', '+', '-', '=', ':']) {
            return false;
        }
        let cells = || self.cells.iter().map(|cell| text[cell.range.clone()].trim());
        let is_stroke = |c: char| matches!(c, '-' | '=' | '+' | ':' | '|' | ' ');
        cells().all(|cell| cell.chars().all(is_stroke))
            && cells().any(|cell| {
                cell.len() >= MIN_STROKES && (cell.contains("--") || cell.contains("=="))
            })
    }
}

/// What one quoted cell turned out to be.
enum QuotedCell {
    /// Closed; the place behind the closing quote.
    Closed { cell: RawCell, end: usize, stray: Option<usize>, one_line: bool },
    /// Never closed, or closed where no cell ends.
    Broken,
    /// The text ends before this can be known.
    Unknown,
}

/// Reads the record at the start of `text` into `record` and returns its length in bytes
/// with its line end, or `None` when the text ends before the record does and more may
/// come. With `last`, the end of the text ends the record too.
pub(crate) fn scan(
    text: &str,
    dialect: Dialect,
    last: bool,
    record: &mut ScannedRecord,
) -> Option<usize> {
    scan_literal(text, dialect, last, None, record)
}

/// As [`scan`], with the quote at `literal` taken as an ordinary character.
pub(crate) fn scan_literal(
    text: &str,
    dialect: Dialect,
    last: bool,
    literal: Option<usize>,
    record: &mut ScannedRecord,
) -> Option<usize> {
    record.unclosed = literal;
    record.stray = None;
    // A second broken quote in one record makes all that follows it ordinary text, so that
    // a line of a million stray quotes is read three times and not a million.
    let mut literal = match literal {
        Some(at) => at..at + 1,
        None => usize::MAX..usize::MAX,
    };
    loop {
        match scan_with(text, dialect, last, &literal, record) {
            ScanOutcome::Done(length) => return Some(length),
            ScanOutcome::More => return None,
            ScanOutcome::Broken(at) => {
                literal = match record.unclosed {
                    None => at..at + 1,
                    Some(first) => first.min(at)..usize::MAX,
                };
                record.unclosed.get_or_insert(at);
                record.stray = None;
            }
        }
    }
}

enum ScanOutcome {
    Done(usize),
    More,
    Broken(usize),
}

fn scan_with(
    text: &str,
    dialect: Dialect,
    last: bool,
    literal: &Range<usize>,
    record: &mut ScannedRecord,
) -> ScanOutcome {
    let bytes = text.as_bytes();
    record.cells.clear();
    record.is_as_written = true;
    record.n_lines = 1;
    let mut at = 0;
    loop {
        let quote = dialect
            .quote
            .filter(|quote| bytes.get(at) == Some(quote) && !literal.contains(&at));
        let end = if let Some(quote) = quote {
            match quoted_cell(text, at, quote, dialect, last) {
                QuotedCell::Unknown => return ScanOutcome::More,
                QuotedCell::Broken => return ScanOutcome::Broken(at),
                QuotedCell::Closed { cell, end, stray, one_line } => {
                    if !one_line {
                        record.n_lines += n_line_ends(&text[cell.range.clone()]);
                    }
                    record.is_as_written &= cell.quoting != Quoting::Escaped;
                    record.stray = record.stray.or(stray);
                    record.cells.push(cell);
                    end
                }
            }
        } else {
            let end = match dialect.delimiter {
                Some(delimiter) => memchr::memchr3(delimiter, b'\n', b'\r', &bytes[at..]),
                None => memchr::memchr2(b'\n', b'\r', &bytes[at..]),
            };
            let end = match end {
                Some(length) => at + length,
                None if last => bytes.len(),
                None => return ScanOutcome::More,
            };
            record.cells.push(RawCell { range: at..end, quoting: Quoting::Bare });
            end
        };
        match bytes.get(end) {
            None if last => return ScanOutcome::Done(end),
            None => return ScanOutcome::More,
            Some(b'\n') => return ScanOutcome::Done(end + 1),
            Some(b'\r') => match bytes.get(end + 1) {
                Some(b'\n') => return ScanOutcome::Done(end + 2),
                None if !last => return ScanOutcome::More,
                _ => return ScanOutcome::Done(end + 1),
            },
            Some(_) => {
                at = end + 1;
                if dialect.skip_space && bytes.get(at) == Some(&b' ') {
                    at += 1;
                    record.is_as_written = false;
                }
            }
        }
    }
}

/// Reads the quoted cell whose opening quote stands at `open`.
fn quoted_cell(
    text: &str,
    open: usize,
    quote: u8,
    dialect: Dialect,
    last: bool,
) -> QuotedCell {
    let bytes = text.as_bytes();
    let start = open + 1;
    let limit = bytes.len().min(start + MAX_QUOTED_BYTES);
    let (mut quoting, mut stray) = (Quoting::Quoted, None);
    let (mut one_line, mut seen) = (true, start);
    let mut at = start;
    while let Some(length) = memchr::memchr(quote, &bytes[at..limit]) {
        let close = at + length;
        let next = bytes.get(close + 1);
        one_line =
            one_line && memchr::memchr2(b'\n', b'\r', &bytes[seen..close]).is_none();
        seen = close;
        // Text behind a closing quote is forgiven within a line; over several lines it
        // means that the opening quote was the stray.
        if stray.is_some() && !one_line {
            return QuotedCell::Broken;
        }
        if is_escaped(&bytes[start..close], dialect.escape) {
            quoting = Quoting::Escaped;
            at = close + 1;
            continue;
        }
        if next == Some(&quote) {
            quoting = Quoting::Escaped;
            at = close + 2;
            if at > limit {
                break;
            }
            continue;
        }
        let ends = match next {
            None if !last => return QuotedCell::Unknown,
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => Some(*byte) == dialect.delimiter,
        };
        if ends {
            // An escape stands for itself only where it is escaped.
            let is_escape =
                |escape| memchr::memchr(escape, &bytes[start..close]).is_some();
            if dialect.escape.is_some_and(is_escape) {
                quoting = Quoting::Escaped;
            }
            let cell = RawCell { range: start..close, quoting };
            return QuotedCell::Closed { cell, end: close + 1, stray, one_line };
        }
        if !one_line {
            return QuotedCell::Broken;
        }
        stray.get_or_insert(close);
        at = close + 1;
    }
    if last || bytes.len() >= start + MAX_QUOTED_BYTES {
        QuotedCell::Broken
    } else {
        QuotedCell::Unknown
    }
}

/// Whether what follows `before` is escaped: an odd number of escapes stands before it.
fn is_escaped(before: &[u8], escape: Option<u8>) -> bool {
    escape.is_some_and(|escape| {
        before.iter().rev().take_while(|byte| **byte == escape).count() % 2 == 1
    })
}

/// How many line ends a text has, where CR LF is one.
pub(crate) fn n_line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\r' || at == 0 || bytes[at - 1] != b'\r')
        .count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect::plain(Some(b','));

    /// All records of a text, and where quotes were unclosed or stray.
    fn read(text: &str) -> (Vec<Vec<String>>, usize, usize) {
        let mut record = ScannedRecord::default();
        let (mut rows, mut n_unclosed, mut n_stray) = (Vec::new(), 0, 0);
        let mut rest = text;
        while !rest.is_empty() {
            let length = scan(rest, COMMA, true, &mut record).unwrap();
            let cell = |cell: &RawCell| {
                let text = &rest[cell.range.clone()];
                if cell.quoting == Quoting::Escaped {
                    text.replace("\"\"", "\"")
                } else {
                    text.to_owned()
                }
            };
            rows.push(record.cells.iter().map(cell).collect());
            n_unclosed += usize::from(record.unclosed.is_some());
            n_stray += usize::from(record.stray.is_some());
            rest = &rest[length..];
        }
        (rows, n_unclosed, n_stray)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let (rows, n_unclosed, n_stray) = read(text);
        assert_eq!(rows, expected);
        assert_eq!((n_unclosed, n_stray), (0, 0));
    }

    #[track_caller]
    fn check_damaged(text: &str, expected: &[&[&str]], damage: (usize, usize)) {
        let (rows, n_unclosed, n_stray) = read(text);
        assert_eq!(rows, expected);
        assert_eq!((n_unclosed, n_stray), damage);
    }

    #[test]
    fn plain_and_quoted_cells() {
        check("a,b\nc,d\n", &[&["a", "b"], &["c", "d"]]);
        check("a,b\r\nc,d", &[&["a", "b"], &["c", "d"]]);
        check("a,b\rc,d\r", &[&["a", "b"], &["c", "d"]]);
        check("a,\n,b\n", &[&["a", ""], &["", "b"]]);
        check("\"Doe, Jane\",x\n", &[&["Doe, Jane", "x"]]);
        check("\"a \"\"b\"\" c\",\"\"\n", &[&["a \"b\" c", ""]]);
        check("\"two\r\nlines\",x\n", &[&["two\r\nlines", "x"]]);
        check("a\"b,c\n", &[&["a\"b", "c"]]);
        check("\"\"\"Quote\"\"\",x", &[&["\"Quote\"", "x"]]);
    }

    #[test]
    fn a_stray_quote_inside_a_cell_stays() {
        check_damaged(
            "\"John \"Jack\" Doe\",x\ny,z\n",
            &[&["John \"Jack\" Doe", "x"], &["y", "z"]],
            (0, 1),
        );
    }

    #[test]
    fn an_unclosed_quote_costs_its_row_at_most() {
        check_damaged("\"a,b\nc,d\n", &[&["\"a", "b"], &["c", "d"]], (1, 0));
        check_damaged(
            "\"Doe, Jane\",\"x\nc,\"d\"\n",
            &[&["Doe, Jane", "\"x"], &["c", "d"]],
            (1, 0),
        );
        check_damaged(
            "\"abc\"def,x\n\"y\",z\n",
            &[&["\"abc\"def", "x"], &["y", "z"]],
            (1, 0),
        );
    }

    #[test]
    fn escaped_quotes_close_nothing() {
        let dialect = Dialect { escape: Some(b'\\'), ..COMMA };
        let mut record = ScannedRecord::default();
        let text = r#""a \"b\", c","d\\",e"#;
        assert_eq!(scan(text, dialect, true, &mut record), Some(text.len()));
        let cells: Vec<&str> =
            record.cells.iter().map(|cell| &text[cell.range.clone()]).collect();
        assert_eq!(cells, [r#"a \"b\", c"#, r"d\\", "e"]);
    }

    #[test]
    fn a_space_behind_the_delimiter_can_belong_to_it() {
        let dialect = Dialect { skip_space: true, ..COMMA };
        let mut record = ScannedRecord::default();
        let text = "a, \"b, c\",  d,e";
        assert_eq!(scan(text, dialect, true, &mut record), Some(text.len()));
        let cells: Vec<&str> =
            record.cells.iter().map(|cell| &text[cell.range.clone()]).collect();
        assert_eq!(cells, ["a", "b, c", " d", "e"]);
    }

    #[test]
    fn many_broken_quotes_do_not_take_forever() {
        let text = "\"a,".repeat(300_000);
        let mut record = ScannedRecord::default();
        assert_eq!(scan(&text, COMMA, true, &mut record), Some(text.len()));
        assert_eq!(record.cells.len(), 300_001);
    }

    #[test]
    fn many_lines_of_odd_quotes_do_not_take_forever() {
        let text = "a,\"\"B\"\" C\n".repeat(200_000);
        let (rows, _, _) = read(&text);
        assert_eq!(rows.len(), 200_000);
    }

    #[test]
    fn a_literal_quote_behind_a_broken_one_ends() {
        let mut record = ScannedRecord::default();
        let text = "\"a\nb\"c,\"d\n";
        assert!(scan_literal(text, COMMA, true, Some(9), &mut record).is_some());
    }

    #[test]
    fn a_record_is_not_taken_before_its_end_is_known() {
        let mut record = ScannedRecord::default();
        for text in ["", "a", "a,", "a,b\r", "\"a", "\"a\"", "\"a\n"] {
            assert_eq!(scan(text, COMMA, false, &mut record), None, "{text:?}");
        }
        assert_eq!(scan("a,b\r\nc", COMMA, false, &mut record), Some(5));
    }

    #[test]
    fn line_ends_are_counted_once() {
        assert_eq!(n_line_ends("a\r\nb\nc\rd"), 3);
        assert_eq!(n_line_ends("\n\r\n"), 2);
        assert_eq!(n_line_ends(""), 0);
    }
}
