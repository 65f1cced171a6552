//! Which character separates the cells.
//!
//! Every candidate reads the sample, and the one wins whose records agree best on their
//! number of cells and whose cells look most like cells. The first line's counts alone
//! never decide.

use super::scanner::{Dialect, RawCell, Record, scan};

/// In order of preference when nothing else decides.
const CANDIDATES: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How many records of the sample are compared.
const MAX_RECORDS: usize = 500;

/// The score below which the text has no cells, only lines.
const MIN_SCORE: f64 = 0.25;

/// The delimiter of `sample`, or `None` when every line is one cell. `whole` says that the
/// sample is all there is.
pub(crate) fn detect(sample: &str, whole: bool) -> Option<u8> {
    let mut best = (MIN_SCORE, None);
    for candidate in CANDIDATES {
        let score = score(sample, whole, candidate);
        if score > best.0 {
            best = (score, Some(candidate));
        }
    }
    best.1
}

/// From 0 to 1: how well the records agree, weighed by how many cells they have and how
/// many of these hold no other candidate.
fn score(sample: &str, whole: bool, delimiter: u8) -> f64 {
    let dialect = Dialect { delimiter: Some(delimiter), quote: Some(b'"') };
    let mut record = Record::default();
    let mut widths = Vec::new();
    let (mut n_cells, mut n_clean) = (0_usize, 0_usize);
    let mut rest = sample;
    while !rest.is_empty() && widths.len() < MAX_RECORDS {
        let Some(length) = scan(rest, dialect, whole, &mut record) else { break };
        if !record.is_blank(rest) {
            widths.push(record.cells.len());
            n_cells += record.cells.len();
            n_clean += record
                .cells
                .iter()
                .filter(|cell| is_clean(rest, cell, delimiter))
                .count();
        }
        rest = &rest[length..];
    }
    let (width, n_agree) = mode(&widths);
    if width < 2 {
        return 0.0;
    }
    let agreement = n_agree as f64 / widths.len() as f64;
    let cleanness = n_clean as f64 / n_cells as f64;
    agreement * cleanness * (1.0 - 1.0 / width as f64)
}

/// Whether a cell holds no other candidate. Quoted cells may hold anything, and a comma is
/// part of many names and numbers.
fn is_clean(text: &str, cell: &RawCell, delimiter: u8) -> bool {
    let start = cell.range.start;
    (start > 0 && text.as_bytes()[start - 1] == b'"')
        || !text[cell.range.clone()]
            .bytes()
            .any(|b| b != delimiter && matches!(b, b'\t' | b';' | b'|'))
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

    #[track_caller]
    fn check(sample: &str, expected: Option<u8>) {
        assert_eq!(detect(sample, true), expected);
    }

    #[test]
    fn the_delimiter_is_found() {
        check("a,b,c\n1,2,3\n", Some(b','));
        check("a;b;c\n1,5;2,6;3,7\n", Some(b';'));
        check("a\tb\nDoe, Jane\tx\nRoe, Rick\ty\n", Some(b'\t'));
        check("a|b\n1|2\n", Some(b'|'));
        check("name,dept\n\"Doe; Jane\",x\n\"Roe; Rick\",y\n", Some(b','));
        check("\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"\n", Some(b','));
    }

    #[test]
    fn lines_without_cells_have_none() {
        check("jdoe\nrroe\n", None);
        check("one line", None);
        check("", None);
    }
}
