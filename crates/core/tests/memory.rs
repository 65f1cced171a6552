//! How much memory an answer takes, in bytes for each byte of its files.
//!
//! Memory is counted by the allocator, so the numbers are the same on every machine.

use chrono::NaiveDate;
use peak_alloc::PeakAlloc;
use reprieve_core::answer::Answer;
use reprieve_core::export::{self, Rows};
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Config, Reader, Source};
use reprieve_core::table::Limits;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Tests run side by side, and the allocator counts for all of them.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Not so few that what every run needs, such as the policy, would count.
const N_ROWS: usize = 20_000;

const PIECE_BYTES: usize = 64 * 1024;

/// What is written is not kept.
type Format = fn(&Answer, &mut dyn Write) -> io::Result<()>;

fn csv(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    export::csv(answer, Rows::All, out)
}

fn json(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    export::json(answer, Rows::All, out)
}

/// A test that runs alone, with all that it prepares.
struct Alone(
    #[expect(dead_code, reason = "held until the test ends")] MutexGuard<'static, ()>,
);

impl Alone {
    fn new() -> Alone {
        Alone(ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The most bytes that were in use at once while something ran.
    fn peak<T>(&self, run: impl FnOnce() -> T) -> (usize, T) {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let result = run();
        (MEMORY.peak_usage() - before, result)
    }
}

fn read(
    name: &str,
    bytes: &[u8],
    limits: Limits,
    policy: &Arc<Policy>,
) -> Result<Source, Unreadable> {
    let config = Config { limits, ..Config::new(name) };
    let mut reader = Reader::new(config, policy.clone()).expecting(bytes.len() as u64);
    for piece in bytes.chunks(PIECE_BYTES) {
        reader.push(piece)?;
    }
    reader.finish()
}

/// How many bytes of memory the answer to some files takes for each of their bytes, from the
/// first one that is read to the last one that is written.
fn bytes_per_byte(alone: &Alone, files: &[(&str, String)], format: Format) -> f64 {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let (peak, n_accounts) = alone.peak(|| {
        let sources = files.iter().map(|(name, text)| {
            Arc::new(read(name, text.as_bytes(), Limits::SHELL, &policy).unwrap())
        });
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let answer = Answer::new(sources, as_of, &policy);
        format(&answer, &mut io::sink()).unwrap();
        answer.counts().answer()
    });
    assert_eq!(n_accounts, N_ROWS);
    let n_bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    peak as f64 / n_bytes as f64
}

fn flagged() -> (&'static str, String) {
    let mut text = "PennKey,Penn ID,Display Name,Department,Active Affiliations,Reason,\
                    Expires in days,Scheduled deletion date,Email\r\n"
        .to_owned();
    for n in 0..N_ROWS {
        let (days, month, id) = (n % 28 + 11, 12, 10_000_000 + n);
        let codes = ["STAF", "STU", "STAF;STU", ""][n % 4];
        text += &format!(
            "u{n:07},{id},\"Lovelace{n}, Ada\",Physics,{codes},No affiliation,{days},\
             {month}/{}/2026,u{n:07}@upenn.edu\r\n",
            days - 10,
        );
    }
    ("flagged.csv", text)
}

fn directory() -> (&'static str, String) {
    let mut text =
        "Display Name,Logon Name,Department,Email Address,Title\r\n".to_owned();
    for n in 0..N_ROWS {
        text += &format!(
            "\"Lovelace{n}, Ada\",UPENN\\u{n:07},Physics,u{n:07}@upenn.edu,Analyst\r\n"
        );
    }
    ("directory.csv", text)
}

fn enrollment() -> (&'static str, String) {
    let mut text =
        "PennKey\tExpires in days\tScheduled deletion date\tActive Affiliations\tReason\n"
            .to_owned();
    for n in 0..N_ROWS {
        let days = n % 28 + 11;
        let day = days - 10;
        text += &format!("u{n:07}\t{days}\t12/{day}/2026\tSTAF\tNo affiliation\n");
    }
    ("enrollment.tsv", text)
}

#[test]
fn an_answer_takes_a_few_times_its_files() {
    let alone = Alone::new();
    for format in [csv as Format, json] {
        let one = bytes_per_byte(&alone, &[flagged()], format);
        assert!(one < 6.0, "{one} bytes for each byte of a flagged report");
        let two = bytes_per_byte(&alone, &[directory(), enrollment()], format);
        assert!(two < 6.0, "{two} bytes for each byte of a directory and a list");
    }
}

/// What is written of many files has a column for each of theirs.
#[test]
fn the_rows_with_problems_are_not_kept() {
    const N_FILES: usize = 60;
    let alone = Alone::new();
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let columns: String = (0..20).map(|n| format!(",Column {n}")).collect();
    let text = format!("Logon Name,Expires in days{columns}\r\n")
        + &format!(",3{}\r\n", ",x".repeat(20)).repeat(20);
    let read = |n| read(&format!("{n}.csv"), text.as_bytes(), Limits::SHELL, &policy);
    let sources: Vec<_> = (0..N_FILES).map(|n| Arc::new(read(n).unwrap())).collect();
    assert!(sources.iter().all(|source| source.problems.len() >= 20));
    let (peak, ()) = alone.peak(|| export::rejects(&sources, &mut io::sink()).unwrap());
    assert!(peak < 4 << 20, "{peak} bytes for {N_FILES} files of {}", text.len());
}

/// What a small workbook takes before it is refused.
#[track_caller]
fn trap(
    alone: &Alone,
    fill: impl Fn(&mut rust_xlsxwriter::Worksheet),
    words: &str,
    max_bytes: usize,
) {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    fill(workbook.add_worksheet());
    let bytes = workbook.save_to_buffer().unwrap();
    drop(workbook);
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let (peak, read) = alone.peak(|| read("trap.xlsx", &bytes, Limits::PAGE, &policy));
    let Err(error) = read else { panic!("it is not refused") };
    assert!(error.message().contains(words), "{error}");
    let n = bytes.len();
    assert!(peak < max_bytes, "{peak} bytes for a workbook of {n}");
}

#[test]
fn a_small_workbook_takes_a_bounded_memory() {
    let alone = Alone::new();
    let long = "x".repeat(32_000);
    let one_text = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for row in 0..4000 {
            sheet.write(row, 0, &long).unwrap();
        }
    };
    trap(&alone, one_text, "its texts have more than", 256 << 20);
    let wide = |sheet: &mut rust_xlsxwriter::Worksheet| {
        for row in 0..700 {
            sheet.write(row, 16_383, "x").unwrap();
        }
    };
    trap(&alone, wide, "cells", 100 << 20);
}

#[test]
fn a_small_web_page_takes_a_bounded_memory() {
    let alone = Alone::new();
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let cells = "<td colspan=1000 rowspan=1000>x".repeat(1000);
    let page = format!("<table>{}", format!("<tr>{cells}").repeat(20));
    let (peak, read) =
        alone.peak(|| read("p.html", page.as_bytes(), Limits::PAGE, &policy));
    drop(read);
    assert!(peak < 192 << 20, "{peak} bytes for a page of {}", page.len());
}
