//! Which characters separate and enclose the cells.
//!
//! Every candidate reads the sample, and the one wins whose records agree best on their
//! number of cells and whose cells look most like cells. The first line's counts alone
//! never decide.

use super::scanner::{DELIMITERS, Dialect, Quoting, RawCell, ScannedRecord, scan};
use super::widths::mode;
use crate::column_names::KnownNames;
use crate::threshold::{Threshold, note_lead};

/// How many records of the sample are compared.
const MAX_RECORDS: usize = 300;

/// How far down a header is looked for.
const MAX_HEADER_DEPTH: usize = 20;

/// The score below which the text has no cells, only lines. Two columns
/// have half the score of very many, so at least half of the records must have both: in a list
/// of people fewer lines have a comma.
const MIN_SCORE: f64 = 0.25;

/// A space separates cells only if almost all records agree, for prose has spaces too. At 0.6
/// a settings file with its `key = value` lines was taken for a table.
const MIN_SPACE_AGREEMENT: Threshold = Threshold::new("dialect: space agrees", 0.9);

/// The share of delimiters with a space behind them from which on it belongs to them. Rows that
/// a person added may lack it; names and remarks alone do not have it so often.
const MIN_SPACED: Threshold = Threshold::new("dialect: space behind", 0.9);

/// What is left of the score of single quotes where they could be apostrophes. In a file of
/// which one row has “O'Brien” and another a stray double quote, reading with single quotes
/// leaves nothing odd, and won without this.
const APOSTROPHE_WEIGHT: f64 = 0.85;

/// The share of the score that is lost when every record has a quote too many: stray quotes
/// happen, but of two readings that explain the same the one without them is right. No kept
/// file turns on it.
const BROKEN_WEIGHT: f64 = 0.5;

/// What is left of the score when there is a space behind all delimiters and it is taken for a
/// part of the cells. In a short file with one stray quote, such as `1, "S"TAF", Math`, the
/// quote costs only the right reading something, because elsewhere it opens no cell.
const MISSED_WEIGHT: f64 = 0.9;

/// How many records' worth of doubt there is in every reading. Without it a quote that opens
/// on the first line and swallows the file makes one record, which agrees perfectly with itself.
const DOUBT_RECORDS: f64 = 0.25;

/// How many known names one of the first records must have to be the header. One alone can be
/// a title: “Department, Biology”.
const MIN_KNOWN_NAMES: usize = 2;

/// How many cells of a record are compared with known names; a header begins with those that
/// matter, and a line of a million delimiters is none.
const MAX_NAMED_CELLS: usize = 64;

/// What a reading under a known header is worth before its records are compared. It is more
/// than any other reading can have, because titles and footers can be most of a short report.
const KNOWN_HEADER_SCORE: f64 = 1.0;

/// How many cells a record must have to be separated by spaces: two words are a person.
const MIN_SPACE_WIDTH: usize = 3;

/// What is left of the score of a reading that is separated by spaces: what another delimiter
/// explains nearly as well has spaces within its cells.
const SPACE_WEIGHT: f64 = 0.8;

/// Single quotes around one cell in so many are no apostrophes.
const MAX_CELLS_PER_QUOTED: usize = 2;

/// The search for a dialect: each step tries one.
pub(super) struct Detection {
    /// Those that are still to be tried, the next one last.
    candidates: Vec<Dialect>,
    best: (f64, Dialect),
    /// The score of every reading that was tried, and of having no cells.
    tried: Vec<(f64, Dialect)>,
}

impl Detection {
    /// Nothing is tried yet. `told` is a delimiter that the file itself names.
    pub(super) fn new(sample: &str, told: Option<u8>) -> Detection {
        let delimiters =
            DELIMITERS.iter().filter(|d| told.is_none_or(|told| told == **d));
        let mut candidates: Vec<Dialect> =
            delimiters.flat_map(|&delimiter| candidates(sample, delimiter)).collect();
        candidates.reverse();
        let best = (MIN_SCORE, Dialect::plain(told));
        Detection { candidates, best, tried: vec![best] }
    }

    /// Tries the next one; the result is there when all were tried. `known` are names of
    /// columns.
    pub(super) fn advance(
        &mut self,
        sample: &str,
        known: &KnownNames,
    ) -> Option<Dialect> {
        let Some(dialect) = self.candidates.pop() else {
            self.note_leads();
            return Some(self.best.1);
        };
        let score = Trial::new(sample, dialect, known).score();
        self.tried.push((score, dialect));
        if score > self.best.0 {
            self.best = (score, dialect);
        }
        None
    }

    /// How far the winner is ahead of the best reading with another delimiter, and of the best
    /// other one with its own.
    fn note_leads(&self) {
        let (score, winner) = self.best;
        let others = self.tried.iter().filter(|(_, dialect)| *dialect != winner);
        let (same, different): (Vec<&(f64, Dialect)>, Vec<_>) =
            others.partition(|(_, dialect)| dialect.delimiter == winner.delimiter);
        for (decision, others) in
            [("dialect: delimiter", different), ("dialect: quotes", same)]
        {
            let scores = others.into_iter().map(|tried| tried.0);
            if let Some(next) = scores.max_by(f64::total_cmp) {
                note_lead(decision, score, next);
            }
        }
    }
}

/// The ways to read what a delimiter separates, in order of preference: a space and a
/// backslash that are everywhere where they can mean something do mean it.
fn candidates(sample: &str, delimiter: u8) -> Vec<Dialect> {
    let has = |text: [u8; 2]| memchr::memmem::find(sample.as_bytes(), &text).is_some();
    let can_be_spaced = delimiter != b' ' && has([delimiter, b' ']);
    let mut all = Vec::new();
    for (quote, is_met) in [(b'"', true), (b'\'', sample.contains('\''))] {
        let can_be_escaped = has([b'\\', quote]);
        for skip_space in [true, false].into_iter().filter(|_| is_met) {
            if skip_space && !can_be_spaced {
                continue;
            }
            let plain = Dialect::plain(Some(delimiter));
            let dialect = Dialect { quote: Some(quote), skip_space, ..plain };
            if can_be_escaped {
                all.push(Dialect { escape: Some(b'\\'), ..dialect });
            }
            all.push(dialect);
        }
    }
    all
}

/// What a dialect makes of a sample.
struct Trial {
    dialect: Dialect,
    /// The most frequent number of cells.
    width: usize,
    n_records: usize,
    /// The share of records that have it.
    agreement: f64,
    /// The share of cells that look like cells.
    cleanness: f64,
    /// The share of delimiters with a space behind them.
    spaced: f64,
    /// The share of records with a quote too many.
    brokenness: f64,
    /// Whether one of the first records names columns that are known.
    names_columns: bool,
    counts: TrialCounts,
}

/// What the records of a sample have, so far.
#[derive(Default)]
struct TrialCounts {
    n_cells: usize,
    n_clean: usize,
    /// Cells behind a delimiter in rows that are more than a title, and those of them with a
    /// space between.
    n_behind: usize,
    n_spaced: usize,
    /// Quotes inside quoted cells that are escaped, and that are doubled.
    n_escaped: usize,
    n_doubled: usize,
    /// Cells in quotes.
    n_quoted: usize,
    /// Cells that could not do without their quotes, and records with a quote too many.
    n_needed: usize,
    n_broken: usize,
}

impl TrialCounts {
    /// TrialCounts the cells of a record, which was scanned from the start of `text`.
    fn add(&mut self, record: &ScannedRecord, text: &str, dialect: Dialect) {
        let is_special =
            |b: u8| matches!(b, b'\r' | b'\n') || Some(b) == dialect.delimiter;
        self.n_cells += record.cells.len();
        let is_broken = record.unclosed.is_some() || record.stray.is_some();
        self.n_broken += usize::from(is_broken);
        let is_nothing =
            |cell: &RawCell| cell.quoting == Quoting::Bare && cell.range.is_empty();
        // Titles, footers and blank rows are filled up by programs that write no spaces.
        let is_padding = record.cells.iter().skip(1).all(is_nothing);
        let mut is_opened = false;
        for (index, cell) in record.cells.iter().enumerate() {
            let start = cell.range.start - usize::from(cell.quoting != Quoting::Bare);
            let is_spaced = match dialect.skip_space {
                true => text[..start].ends_with(' '),
                false => text[start..].starts_with(' '),
            };
            let text = &text[cell.range.clone()];
            self.n_clean += usize::from(is_clean(text, cell, dialect, is_opened));
            is_opened = cell.quoting == Quoting::Bare && text.trim().starts_with('"');
            let is_last = index + 1 == record.cells.len();
            let is_trailing = is_last && is_nothing(cell);
            if index > 0 && !is_trailing && !is_padding {
                self.n_behind += 1;
                self.n_spaced += usize::from(is_spaced);
            }
            if cell.quoting == Quoting::Escaped {
                let (n_escaped, n_doubled) = n_codes(text, dialect);
                self.n_escaped += n_escaped;
                // A row with other delimiters is one cell, and its empty cells look doubled.
                self.n_doubled += if is_broken { 0 } else { n_doubled };
            }
            let is_needed =
                cell.quoting == Quoting::Escaped || text.bytes().any(is_special);
            self.n_quoted += usize::from(cell.quoting != Quoting::Bare);
            self.n_needed += usize::from(cell.quoting != Quoting::Bare && is_needed);
        }
    }
}

/// How many quotes in a quoted cell are escaped by a backslash, and how many are doubled.
fn n_codes(text: &str, dialect: Dialect) -> (usize, usize) {
    let (mut n_escaped, mut n_doubled) = (0, 0);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if dialect.escape == Some(byte) {
            n_escaped += usize::from(bytes.next() == dialect.quote);
        } else if dialect.quote == Some(byte) {
            n_doubled += usize::from(bytes.next() == dialect.quote);
        }
    }
    (n_escaped, n_doubled)
}

impl Trial {
    fn new(sample: &str, dialect: Dialect, known: &KnownNames) -> Trial {
        let mut record = ScannedRecord::default();
        let (mut widths, mut counts) = (Vec::new(), TrialCounts::default());
        let mut names_columns = false;
        let mut rest = sample;
        while !rest.is_empty() && widths.len() < MAX_RECORDS {
            let Some(length) = scan(rest, dialect, true, &mut record) else { break };
            if !record.is_blank(rest) {
                widths.push(record.cells.len());
                if widths.len() <= MAX_HEADER_DEPTH {
                    let is_known =
                        |cell: &&RawCell| known.contains(&rest[cell.range.clone()]);
                    let n_known = record
                        .cells
                        .iter()
                        .take(MAX_NAMED_CELLS)
                        .filter(is_known)
                        .count();
                    names_columns |= n_known >= MIN_KNOWN_NAMES;
                }
                counts.add(&record, rest, dialect);
            }
            rest = &rest[length..];
        }
        // Below a header that is known, rows of one cell are titles and no agreement.
        let several: Vec<usize> = widths.iter().copied().filter(|w| *w > 1).collect();
        let (width, n_agree) = if names_columns { mode(&several) } else { mode(&widths) };
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        Trial {
            dialect,
            width,
            n_records: widths.len(),
            agreement: share(n_agree, widths.len()),
            cleanness: share(counts.n_clean, counts.n_cells),
            spaced: share(counts.n_spaced, counts.n_behind),
            brokenness: share(counts.n_broken, widths.len()),
            names_columns,
            counts,
        }
    }

    /// From 0 to 1: how well the records agree, weighed by how many cells they have and
    /// how many of these look like cells.
    fn score(&self) -> f64 {
        let TrialCounts { n_cells, n_quoted, n_needed, n_broken, .. } = self.counts;
        let TrialCounts { n_escaped, n_doubled, .. } = self.counts;
        if self.dialect.escape.is_some() && (n_escaped == 0 || n_doubled > 0) {
            return 0.0;
        }
        let is_spaced = MIN_SPACED.is_reached_by(self.spaced);
        if self.dialect.skip_space && !is_spaced {
            return 0.0;
        }
        // Single quotes are apostrophes more often than quotes, so they must explain
        // clearly more, unless they enclose what only quotes can, or half of all cells.
        let is_apostrophe = self.dialect.quote == Some(b'\'')
            && n_needed <= n_broken
            && n_quoted * MAX_CELLS_PER_QUOTED < n_cells;
        let weight = if is_apostrophe { APOSTROPHE_WEIGHT } else { 1.0 };
        let weight = weight * (1.0 - BROKEN_WEIGHT * self.brokenness);
        let weight =
            weight * self.n_records as f64 / (self.n_records as f64 + DOUBT_RECORDS);
        let is_missed = is_spaced && !self.dialect.skip_space;
        let weight = if is_missed { weight * MISSED_WEIGHT } else { weight };
        // Titles and footers hide a short table, but its header gives it away.
        let is_space = self.dialect.delimiter == Some(b' ');
        if self.names_columns && !is_space {
            return KNOWN_HEADER_SCORE + weight * self.agreement * self.cleanness;
        }
        if self.width < 2
            || (is_space
                && (self.width < MIN_SPACE_WIDTH
                    || !MIN_SPACE_AGREEMENT.is_reached_by(self.agreement)))
        {
            return 0.0;
        }
        // What another delimiter explains nearly as well is not separated by spaces.
        let weight = weight * if is_space { SPACE_WEIGHT } else { 1.0 };
        weight * self.agreement * self.cleanness * (1.0 - 1.0 / self.width as f64)
    }
}

/// Whether a cell holds no other candidate. Quoted cells may hold anything, and a comma is
/// part of many names and numbers. `is_behind_quote` says that the cell before begins with a
/// quote, which ends here if it is one that was torn.
fn is_clean(text: &str, cell: &RawCell, dialect: Dialect, is_behind_quote: bool) -> bool {
    if cell.quoting != Quoting::Bare {
        return true;
    }
    let is_rival = |b: u8| match b {
        b'\t' | b';' | b'|' => Some(b) != dialect.delimiter,
        b',' => dialect.delimiter == Some(b' '),
        _ => false,
    };
    let holds_rival = text.bytes().any(is_rival);
    // A quote at the edge, or without its partner, is what is left of a quoted cell, save for
    // an inch mark.
    let text = text.trim();
    let is_opened = text.len() > 1 && (text.starts_with('\'') || text.ends_with('\''));
    let is_inch = !is_behind_quote
        && !text.starts_with('"')
        && text
            .strip_suffix('"')
            .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    let is_edge = text.starts_with('"') || text.ends_with('"');
    let is_torn = is_edge || memchr::memchr_iter(b'"', text.as_bytes()).count() % 2 == 1;
    !(holds_rival || is_opened || (is_torn && !is_inch))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect::plain(Some(b','));

    fn detect(sample: &str, told: Option<u8>, known: &KnownNames) -> Dialect {
        let mut detection = Detection::new(sample, told);
        loop {
            if let Some(dialect) = detection.advance(sample, known) {
                return dialect;
            }
        }
    }

    #[track_caller]
    fn check(sample: &str, expected: Dialect) {
        assert_eq!(detect(sample, None, &KnownNames::default()), expected);
    }

    #[test]
    fn the_delimiter_is_found() {
        check("a,b,c\n1,2,3\n", COMMA);
        check("a;b;c\n1,5;2,6;3,7\n", Dialect::plain(Some(b';')));
        check("a\tb\nDoe, Jane\tx\nRoe, Rick\ty\n", Dialect::plain(Some(b'\t')));
        check("a|b\n1|2\n", Dialect::plain(Some(b'|')));
        check("k,when\na,12/1/2026 12:00:00 AM\nb,12/2/2026 12:00:00 AM\n", COMMA);
        check("name,dept\n\"Doe; Jane\",x\n\"Roe; Rick\",y\n", COMMA);
        check("\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"\n", COMMA);
        check("a b c\n1 2 3\n\"x y\" 2 3\n", Dialect::plain(Some(b' ')));
    }

    #[test]
    fn lines_without_cells_have_none() {
        for text in ["jdoe\nrroe\n", "one line", "", "Jane Doe\nRick Roe\n"] {
            check(text, Dialect::plain(None));
        }
    }

    #[test]
    fn a_space_can_belong_to_the_delimiter() {
        let spaced = Dialect { skip_space: true, ..COMMA };
        check("a, b, c\n1, \"x, y\", 3\n", spaced);
        check(
            "a, b, c, d,\n1, \"0,5\", 3, 4\n1, \"0,5\", 3, 4\n1, \"0,5\", 3, 4\n1, \"0,5\", 3, 4\n",
            spaced,
        );
        check("a,b,c\n1, x,3\n", COMMA);
        check("People,,,\n\na, b, c, d\n1, \"x, y\", 3, 4\n,,,\nTotal: 1,,,\n", spaced);
    }

    #[test]
    fn single_quotes_are_quotes_where_they_enclose() {
        let single = Dialect { quote: Some(b'\''), ..COMMA };
        check("a,b\n'x, y',1\n'z, w',2\n", single);
        check("a,b\nKids' shoes,1\nMen's socks,2\n", COMMA);
        check("a,b\n\"Two\nLines\",1,extra\nx,'jdoe'\n\"Two\nLines\",2,extra\n", COMMA);
    }

    #[test]
    fn backslashes_escape_where_quotes_are_not_doubled() {
        let escaped = Dialect { escape: Some(b'\\'), ..COMMA };
        check("a,b\n\"x \\\"y\\\", z\",1\n\"w\",2\n", escaped);
        check("a,b\n\"x \"\"y\"\", z\",1\n\"w\\\\\",2\n", COMMA);
        check("a,b\n\"C:\\dir\\\",1\n\"w\",2\n", COMMA);
    }

    #[test]
    fn a_reading_that_swallows_all_rows_is_doubted() {
        let escaped = Dialect { escape: Some(b'\\'), ..Dialect::plain(Some(b'\t')) };
        check("1\t\"\\\"\"\n1\t; see\n1\t\n1\t\"\tsee\"", escaped);
        let known = KnownNames::new(["Name", "Ready"], []);
        let text = "People\nPeople\nPeople\nName,Ready\n1,\"\\\"\"\n1,\n1,\"\nsee\"";
        let escaped = Dialect { escape: Some(b'\\'), ..COMMA };
        assert_eq!(detect(text, None, &known), escaped);
    }

    #[test]
    fn a_told_delimiter_is_taken() {
        let told = detect("a,b\n1,2\n", Some(b';'), &KnownNames::default());
        assert_eq!(told, Dialect::plain(Some(b';')));
    }

    #[test]
    fn a_known_header_decides_among_titles() {
        let known = KnownNames::new(["PennKey", "Name"], ["PennKey"]);
        let text = "O365 Tools\nPeople expiring\nCenter 91\n\nPennKey,Name\n";
        assert_eq!(detect(text, None, &known), COMMA);
    }
}
