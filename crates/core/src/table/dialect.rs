//! Which characters separate and enclose the cells.
//!
//! Every candidate reads the sample, and the one wins whose records agree best on their
//! number of cells and whose cells look most like cells. The first line's counts alone
//! never decide.

use super::header::KnownNames;
use super::scanner::{Dialect, Form, RawCell, Record, scan};

/// Delimiters in order of preference when nothing else decides.
pub(crate) const DELIMITERS: [u8; 5] = [b',', b'\t', b';', b'|', b' '];

/// How many records of the sample are compared.
const MAX_RECORDS: usize = 300;

/// How far down a header is looked for.
const MAX_HEADER_DEPTH: usize = 20;

/// The score below which the text has no cells, only lines.
const MIN_SCORE: f64 = 0.25;

/// A space separates cells only if almost all records agree, for prose has spaces too.
const MIN_SPACE_AGREEMENT: f64 = 0.9;

/// The share of cells with a leading space from which on it belongs to the delimiter.
const MIN_SPACED: f64 = 0.9;

/// The dialect of `sample`. `whole` says that the sample is all there is; `told` is a
/// delimiter that the file itself names; `known` are names of columns.
pub(crate) fn detect(sample: &str, told: Option<u8>, known: &KnownNames) -> Dialect {
    let mut best = (MIN_SCORE, Dialect::plain(told));
    let delimiters = DELIMITERS.iter().filter(|d| told.is_none_or(|told| told == **d));
    let has_apostrophe = sample.contains('\'');
    for &delimiter in delimiters {
        let plain = Dialect::plain(Some(delimiter));
        let trial = Trial::new(sample, plain, known);
        // Candidates in order of preference; the plain one is tried already.
        let mut scored = vec![(trial.score(), plain)];
        let mut others = Vec::new();
        if has_apostrophe {
            others.push(Dialect { quote: Some(b'\''), ..plain });
        }
        if delimiter != b' ' && trial.spaced >= MIN_SPACED {
            let spaced = others.iter().chain([&plain]);
            let spaced: Vec<Dialect> =
                spaced.map(|d| Dialect { skip_space: true, ..*d }).rev().collect();
            others.extend(spaced);
        }
        scored.extend(
            others.into_iter().map(|d| (Trial::new(sample, d, known).score(), d)),
        );
        for (score, candidate) in scored {
            if score > best.0 {
                best = (score, candidate);
            }
        }
    }
    let dialect = best.1;
    let escaped = Dialect { escape: Some(b'\\'), ..dialect };
    if !sample.contains("\\\"") {
        return dialect;
    }
    let trial = |dialect| Trial::new(sample, dialect, known);
    let (plain, trial) = (trial(dialect), trial(escaped));
    let gains = trial.n_escaped > 0 && trial.n_doubled == 0;
    if gains && trial.score() >= plain.score() { escaped } else { dialect }
}

/// What a dialect makes of a sample.
struct Trial {
    delimiter: Option<u8>,
    /// Single quotes are apostrophes more often than quotes, so they must explain clearly
    /// more.
    weight: f64,
    /// The most frequent number of cells.
    width: usize,
    /// The share of records that have it.
    agreement: f64,
    /// The share of cells that look like cells.
    cleanness: f64,
    /// The share of cells behind a delimiter that begin with a space.
    spaced: f64,
    /// Whether one of the first records names columns that are known.
    names_columns: bool,
    /// Quotes inside quoted cells that are escaped, and that are doubled.
    n_escaped: usize,
    n_doubled: usize,
}

impl Trial {
    fn new(sample: &str, dialect: Dialect, known: &KnownNames) -> Trial {
        let mut record = Record::default();
        let mut widths = Vec::new();
        let (mut n_cells, mut n_clean, mut n_spaced, mut n_behind) = (0, 0, 0, 0);
        let (mut n_escaped, mut n_doubled, mut names_columns) = (0, 0, false);
        let mut rest = sample;
        while !rest.is_empty() && widths.len() < MAX_RECORDS {
            let Some(length) = scan(rest, dialect, true, &mut record) else { break };
            if !record.is_blank(rest) {
                widths.push(record.cells.len());
                n_cells += record.cells.len();
                if widths.len() <= MAX_HEADER_DEPTH {
                    let is_known =
                        |cell: &&RawCell| known.contains(&rest[cell.range.clone()]);
                    let n_known = record.cells.iter().take(64).filter(is_known).count();
                    names_columns |= n_known >= 2;
                }
                for (index, cell) in record.cells.iter().enumerate() {
                    let text = &rest[cell.range.clone()];
                    n_clean += usize::from(is_clean(text, cell, dialect));
                    if index > 0 && !(text.is_empty() && index + 1 == record.cells.len())
                    {
                        n_behind += 1;
                        n_spaced += usize::from(text.starts_with(' '));
                    }
                    if cell.form == Form::Coded {
                        n_escaped += text.matches("\\\"").count();
                        n_doubled += text.replace("\\\"", "").matches("\"\"").count();
                    }
                }
            }
            rest = &rest[length..];
        }
        let (width, n_agree) = mode(&widths);
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        Trial {
            delimiter: dialect.delimiter,
            weight: if dialect.quote == Some(b'\'') { 0.85 } else { 1.0 },
            width,
            agreement: share(n_agree, widths.len()),
            cleanness: share(n_clean, n_cells),
            spaced: share(n_spaced, n_behind),
            names_columns,
            n_escaped,
            n_doubled,
        }
    }

    /// From 0 to 1: how well the records agree, weighed by how many cells they have and
    /// how many of these look like cells.
    fn score(&self) -> f64 {
        // Titles and footers hide a short table, but its header gives it away.
        let is_space = self.delimiter == Some(b' ');
        if self.names_columns && !is_space {
            return 1.0 + self.weight * self.agreement * self.cleanness;
        }
        if self.width < 2
            || (is_space && (self.width < 3 || self.agreement < MIN_SPACE_AGREEMENT))
        {
            return 0.0;
        }
        // What another delimiter explains nearly as well is not separated by spaces.
        let weight = self.weight * if is_space { 0.8 } else { 1.0 };
        weight * self.agreement * self.cleanness * (1.0 - 1.0 / self.width as f64)
    }
}

/// Whether a cell holds no other candidate. Quoted cells may hold anything, and a comma is
/// part of many names and numbers.
fn is_clean(text: &str, cell: &RawCell, dialect: Dialect) -> bool {
    if cell.form != Form::Bare {
        return true;
    }
    let is_rival = |b: u8| match b {
        b'\t' | b';' | b'|' => Some(b) != dialect.delimiter,
        b',' => dialect.delimiter == Some(b' '),
        _ => false,
    };
    let holds_rival = text.bytes().any(is_rival);
    let is_opened = text.len() > 1 && text.starts_with('\'');
    // A quote at the edge is what is left of a quoted cell, save for an inch mark.
    let text = text.trim();
    let is_inch = !text.starts_with('"')
        && text
            .strip_suffix('"')
            .is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    let has_edge = text.starts_with('"') || text.ends_with('"');
    !(holds_rival || is_opened || (has_edge && !is_inch))
}

/// The most frequent width and how often it occurs; of two equally frequent ones, the
/// larger.
pub(crate) fn mode(widths: &[usize]) -> (usize, usize) {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()))
        .max_by_key(|(width, n)| (*n, *width))
        .unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect::plain(Some(b','));

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
        check("a,b,c\n1, x,3\n", COMMA);
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
