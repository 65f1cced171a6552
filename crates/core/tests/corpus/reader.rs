//! The laws of reading, for any bytes.

use chrono::NaiveDate;
use reprieve_core::answer::{Answer, Tally};
use reprieve_core::column_names::KnownNames;
use reprieve_core::export::{self, Rows};
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{self, Source};
use reprieve_core::table::{self, Limits, Overrides, ReadTable, Table};
use std::sync::{Arc, LazyLock};

static POLICY: LazyLock<Arc<Policy>> =
    LazyLock::new(|| Arc::new(Policy::built_in(DEFAULT).expect("a profile of our own")));

static KNOWN: LazyLock<KnownNames> = LazyLock::new(|| POLICY.known_names());

/// Checks them for `bytes`: the first byte says how the others, a file, are cut, the second
/// how long the sample is.
pub(crate) fn check(bytes: &[u8]) {
    let [cut, sample, file @ ..] = bytes else { return };
    let piece = usize::from(*cut) + 1;
    let n_sample_bytes = 8 * (usize::from(*sample) + 1);
    check_table(file, piece, n_sample_bytes);
    check_source(file, piece);
}

fn check_table(file: &[u8], piece: usize, n_sample_bytes: usize) {
    let read = |piece| read_table(file, piece, n_sample_bytes);
    match (read(usize::MAX), read(piece)) {
        (Ok(whole), Ok(cut)) => {
            assert_eq!(whole.table.header(), cut.table.header());
            assert_eq!(rows(&whole.table), rows(&cut.table));
            assert_eq!(whole.how, cut.how);
            assert_eq!(whole.problems, cut.problems);
            check_lines(&whole);
        }
        (whole, cut) => assert_eq!(whole.err(), cut.err()),
    }
}

fn read_table(
    file: &[u8],
    piece: usize,
    n_sample_bytes: usize,
) -> Result<ReadTable, Unreadable> {
    let config = table::TableConfig {
        file: "f".to_owned(),
        known: KNOWN.clone(),
        is_list: |_| false,
        overrides: Overrides::default(),
        limits: Limits::PAGE,
    };
    let mut reader = table::TableReader::with_sample(config, n_sample_bytes);
    for piece in file.chunks(piece) {
        reader.push(piece)?;
    }
    reader.finish()
}

fn rows(table: &Table) -> Vec<(u32, Vec<&str>)> {
    (0..table.n_rows()).map(|row| (table.line(row), table.row(row).collect())).collect()
}

/// Every row begins on a line of its own, and no problem is beyond the last line.
fn check_lines(read: &ReadTable) {
    let lines: Vec<u32> = (0..read.table.n_rows()).map(|r| read.table.line(r)).collect();
    assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
    let skipped: Vec<u32> = read.how.skipped.iter().map(|(line, _)| *line).collect();
    assert!(skipped.is_sorted_by(|a, b| a < b), "{skipped:?}");
    for problem in &read.problems {
        assert!(problem.line != Some(0), "{problem}");
    }
}

fn check_source(file: &[u8], piece: usize) {
    let (whole, cut) = match (read_source(file, usize::MAX), read_source(file, piece)) {
        (Ok(whole), Ok(cut)) => (whole, cut),
        (whole, cut) => return assert_eq!(whole.err(), cut.err()),
    };
    assert_eq!(rows(&whole.table), rows(&cut.table));
    assert_eq!(whole.problems, cut.problems);
    let [whole, cut] = [whole, cut].map(answer);
    let Tally { rows, answer, remainder, duplicates, problems, blank } = whole.tally(0);
    assert_eq!(rows, answer + remainder + duplicates + problems + blank);
    let csv = |of: &_| export::text(|out| export::csv(of, Rows::All, out));
    assert_eq!(csv(&whole), csv(&cut));
    let json = |of: &_| export::text(|out| export::json(of, Rows::Answer, out));
    assert_eq!(json(&whole), json(&cut));
}

fn read_source(file: &[u8], piece: usize) -> Result<Source, Unreadable> {
    let mut reader = source::Reader::new(source::Config::new("f"), POLICY.clone());
    for piece in file.chunks(piece) {
        reader.push(piece)?;
    }
    reader.finish()
}

fn answer(source: Source) -> Answer {
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).expect("a day");
    Answer::new(vec![Arc::new(source)], as_of, &POLICY)
}
