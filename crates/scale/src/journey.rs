//! The way of some files through the core: read, joined, searched for names that may be
//! meant, and written in every format.

use chrono::NaiveDate;
use reprieve_core::advice::groups;
use reprieve_core::answer::{Answer, Hints, Join};
use reprieve_core::export::{self, Rows};
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::source::{Config, Reader, Source};
use std::hint::black_box;
use std::sync::Arc;

/// How many bytes the page hands to a reader at a time.
const PIECE_BYTES: usize = 16 * 1024;

/// How many rows are joined in a slice.
const SLICE_ROWS: usize = 256;

/// How many names of a directory are looked at in a slice of the search for names.
const SLICE_NAMES: usize = 100;

/// A file.
#[derive(Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What is done with the files, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading them.
    Read,
    /// Joining them.
    Answer,
    /// Grouping the accounts that need the same.
    Groups,
    /// Looking for names that may be meant.
    Hints,
    /// Writing all accounts as CSV.
    Csv,
    /// Writing them as JSON.
    Json,
    /// Writing the rows with problems, and the tables as they were read.
    Rest,
}

impl Stage {
    /// All of them, in their order.
    pub const ALL: [Stage; 7] = [
        Stage::Read,
        Stage::Answer,
        Stage::Groups,
        Stage::Hints,
        Stage::Csv,
        Stage::Json,
        Stage::Rest,
    ];
}

/// Files on their way.
pub struct Journey {
    files: Vec<File>,
    policy: Arc<Policy>,
    /// How many files are read or were refused.
    n_read: usize,
    reading: Option<(Reader, usize)>,
    sources: Vec<Arc<Source>>,
    join: Option<Join>,
    answer: Option<Answer>,
    hints: Option<Hints>,
    /// What comes next when the files are read.
    next: Option<Stage>,
}

impl Journey {
    /// Files that are still to be read.
    pub fn new(files: Vec<File>) -> Journey {
        let policy = Policy::built_in(DEFAULT).expect("a profile of our own");
        Journey {
            files,
            policy: Arc::new(policy),
            n_read: 0,
            reading: None,
            sources: Vec::new(),
            join: None,
            answer: None,
            hints: None,
            next: Some(Stage::Answer),
        }
    }

    /// Does the next piece of the work, as long as one of the page's tasks cannot be cut any
    /// shorter, and says to which stage it belonged; `None` when all is done.
    pub fn step(&mut self) -> Option<Stage> {
        if self.n_read < self.files.len() {
            self.read();
            return Some(Stage::Read);
        }
        let stage = self.next?;
        match stage {
            Stage::Read | Stage::Answer => self.join(),
            Stage::Groups => self.group(),
            Stage::Hints => self.search(),
            Stage::Csv | Stage::Json | Stage::Rest => self.write(stage),
        }
        Some(stage)
    }

    /// A piece of a file, or a slice of what is left when all pieces are there.
    fn read(&mut self) {
        let file = &self.files[self.n_read];
        let policy = &self.policy;
        let (reader, at) = self.reading.get_or_insert_with(|| {
            let config = Config::new(file.name.as_str());
            let reader = Reader::new(config, policy.clone());
            (reader.expecting(file.bytes.len() as u64), 0)
        });
        let piece = &file.bytes[*at..file.bytes.len().min(*at + PIECE_BYTES)];
        let more = match reader.settle() {
            Ok(false) if piece.is_empty() => reader.work(),
            Ok(false) => {
                *at += piece.len();
                reader.push(piece).map(|()| true)
            }
            settled => settled,
        };
        if more == Ok(true) {
            return;
        }
        self.n_read += 1;
        // What is refused was read up to there.
        if let (Ok(_), Some((reader, _))) = (more, self.reading.take())
            && let Ok(source) = reader.finish()
        {
            self.sources.push(Arc::new(source));
        }
    }

    fn join(&mut self) {
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).expect("a day");
        let join = self
            .join
            .get_or_insert_with(|| Join::new(self.sources.clone(), as_of, &self.policy));
        if join.advance(SLICE_ROWS) {
            self.answer = self.join.take().map(Join::finish);
            self.next = Some(Stage::Groups);
        }
    }

    fn group(&mut self) {
        black_box(self.answer.as_ref().map(groups));
        self.next = Some(Stage::Hints);
    }

    fn search(&mut self) {
        let Some(answer) = &self.answer else { return };
        let hints =
            self.hints.get_or_insert_with(|| Hints::new(answer, answer.flagged()));
        if hints.advance(answer, SLICE_NAMES) {
            black_box(self.hints.take().map(Hints::finish));
            self.next = Some(Stage::Csv);
        }
    }

    fn write(&mut self, stage: Stage) {
        let Some(answer) = &self.answer else { return };
        self.next = match stage {
            Stage::Csv => {
                black_box(export::text(|out| export::csv(answer, Rows::All, out)));
                Some(Stage::Json)
            }
            Stage::Json => {
                black_box(export::text(|out| export::json(answer, Rows::All, out)));
                Some(Stage::Rest)
            }
            _ => {
                black_box(export::text(|out| export::rejects(&self.sources, out)));
                for source in &self.sources {
                    black_box(export::text(|out| export::table_csv(&source.table, out)));
                    black_box(export::text(|out| {
                        export::table_json(&source.table, &source.how, out)
                    }));
                    black_box(source.further_tables());
                }
                None
            }
        };
    }
}
