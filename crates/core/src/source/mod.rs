//! Tables to sources: which file this is, which column is what, and whose row is whose.
//!
//! Start at [`Reader`], which reads bytes into a [`Source`]. A source keeps its table; what
//! it says of a person is looked up there when it is needed.

mod damage;
mod dates;
mod footer;
mod index;
mod names;
mod recognize;
mod role;
mod shape;
pub mod value;

pub use dates::{Basis, ReportDate};
pub use role::Role;

use crate::logon;
use crate::policy::Policy;
use crate::problem::{Code, Problem, Unreadable};
use crate::table::{self, Builder, HowRead, Sample, Table, Wanted};
use chrono::NaiveDate;
use damage::Damage;
use dates::Dates;
pub(crate) use index::is_conflict;
use index::{Index, Rows, n_first_rows};
use names::Names;
use recognize::Recognized;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Everyone who has a mailbox.
    Directory,
    /// The table of those who are expiring.
    Enrollment,
    /// The report of those who have a mailbox and are flagged.
    Flagged,
    /// A bare list of those who are expiring.
    Names,
    /// Microsoft's own list of those who were deleted, with the moment when.
    Deleted,
}

impl Kind {
    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Directory => "Directory",
            Kind::Enrollment => "Enrollment list",
            Kind::Flagged => "Flagged report",
            Kind::Names => "List of names",
            Kind::Deleted => "Deleted users",
        }
    }

    /// Whether it tells who is going to expire.
    pub fn is_of_expiring(self) -> bool {
        matches!(self, Kind::Enrollment | Kind::Flagged | Kind::Names)
    }
}

/// Why a column is taken for what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// By its header, as written.
    Header(String),
    /// By what its values look like.
    Shape(&'static str),
    /// By its usual place, as a letter.
    Position(String),
    /// Because the user says so.
    Said,
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Evidence::Header(name) => write!(f, "header “{name}”"),
            Evidence::Shape(shape) => write!(f, "its values look like {shape}"),
            Evidence::Position(letter) => write!(f, "position, column {letter}"),
            Evidence::Said => write!(f, "as you say"),
        }
    }
}

/// A column that is of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub role: Role,
    /// Its place, from 0.
    pub index: usize,
    /// Why.
    pub evidence: Evidence,
}

/// A further table in a file, with columns of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its first row: the one that names its columns, unless that is the header of the file
    /// again.
    pub first_row: usize,
    /// The columns that are of use.
    pub columns: Vec<Column>,
}

/// What is known about a file beforehand.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name.
    pub file: String,
    /// What it is, if the user says so.
    pub kind: Option<Kind>,
    /// When it was last modified, in the user's calendar.
    pub modified: Option<NaiveDate>,
    /// How it is to be read, if the user says so.
    pub wanted: Wanted,
    /// Which column has which role, if the user says so.
    pub mapping: Mapping,
}

/// Roles with the columns that a user gives them: a header, a letter or a number from 1;
/// an empty text means that no column has the role.
pub type Mapping = BTreeMap<Role, String>;

impl Config {
    /// Knows nothing but the name.
    pub fn new(file: impl Into<String>) -> Config {
        Config {
            file: file.into(),
            kind: None,
            modified: None,
            wanted: Wanted::default(),
            mapping: Mapping::new(),
        }
    }
}

/// One file, read and understood.
#[derive(Debug)]
pub struct Source {
    /// The file's name.
    pub file: String,
    /// What it is.
    pub kind: Kind,
    /// Why it is taken for that.
    pub kind_reason: String,
    /// The columns that are of use, of the first table if there are several.
    pub columns: Vec<Column>,
    /// The further tables, from the top.
    pub sections: Vec<Section>,
    /// How the text was read.
    pub how: HowRead,
    /// What was odd, in the order of lines.
    pub problems: Vec<Problem>,
    /// When the file was last modified.
    pub modified: Option<NaiveDate>,
    /// The rows, as written.
    pub table: Table,
    /// How many rows have nothing in any cell.
    pub n_blank_rows: usize,
    /// Headers of further tables and footers, from the top.
    aside_rows: Vec<usize>,
    pub(crate) names: Names,
    pub(crate) dates: Dates,
    damage: Damage,
}

impl Source {
    /// The text of a row under a role, trimmed; `None` when there is no such column or the
    /// cell is empty.
    pub fn text(&self, row: usize, role: Role) -> Option<&str> {
        let cell = self.table.cell(row, self.index(row, role)?).trim();
        Some(cell).filter(|cell| !cell.is_empty())
    }

    /// Where the column of a role is in a row.
    pub fn index(&self, row: usize, role: Role) -> Option<usize> {
        let columns = self.columns_of(row).iter();
        columns.into_iter().find(|column| column.role == role).map(|column| column.index)
    }

    /// The further tables with their columns, a sentence for each.
    pub fn further_tables(&self) -> Vec<String> {
        let sentence = |section: &Section| {
            let name = |column: &Column| {
                let name = self.table.column_name_at(section.first_row, column.index);
                format!("{}: {name}", column.role.title())
            };
            let columns: Vec<String> = section.columns.iter().map(name).collect();
            let line = self.table.line(section.first_row);
            format!("Another table begins on line {line}, with {}.", columns.join(", "))
        };
        let begins = |section: &&Section| section.first_row < self.table.n_rows();
        self.sections.iter().filter(begins).map(sentence).collect()
    }

    /// The columns of the table to which a row belongs.
    fn columns_of(&self, row: usize) -> &[Column] {
        let n_above = self.sections.partition_point(|section| section.first_row <= row);
        self.sections[..n_above].last().map_or(&self.columns, |section| &section.columns)
    }

    /// The row of which a problem of this source speaks; `None` when it speaks of the header,
    /// of a line above it or of the whole file.
    pub fn row_of(&self, problem: &Problem) -> Option<usize> {
        // A row begins on its line and may go on for some more.
        problem.row.or_else(|| self.table.row_at(problem.line?))
    }

    /// What is damaged in the cells of a row.
    pub(crate) fn damage(&self, row: usize) -> Vec<Code> {
        let mut codes = Vec::new();
        let columns = self.columns_of(row);
        self.damage.of_row(&self.table, row, columns, |code, _| codes.push(code));
        codes
    }

    /// The clean logon names, each once, in the order of the rows.
    pub fn logon_names(&self) -> impl Iterator<Item = &str> {
        (0..self.n_names() as u32).map(|key| self.names.name(key))
    }

    /// How many different logon names there are.
    pub fn n_names(&self) -> usize {
        self.names.n_keys()
    }

    /// The clean logon name on a row.
    pub fn logon_name(&self, row: usize) -> Option<&str> {
        self.names.name_of_row(row)
    }

    /// How many rows repeat the name of an earlier one.
    pub fn n_duplicate_rows(&self) -> usize {
        self.names.n_repeated()
    }

    /// How many rows have something in them, but no logon name.
    pub fn n_problem_rows(&self) -> usize {
        let n_named = self.n_names() + self.n_duplicate_rows();
        self.table.n_rows() - n_named - self.n_blank_rows
    }

    /// How many rows may be somebody's whose logon name is missing.
    pub fn n_lost_rows(&self) -> usize {
        self.n_problem_rows() - self.aside_rows.len()
    }

    /// When the report was made, from the best witness there is.
    pub fn report_date(&self, stated: Option<NaiveDate>, as_of: NaiveDate) -> ReportDate {
        self.dates.report_date(stated, self.modified, as_of)
    }

    /// Whether it counts days from when the report was made.
    pub fn has_report_date(&self) -> bool {
        self.dates.has_days()
    }
}

/// Reads a source in pieces of any size.
pub struct Reader {
    config: Config,
    policy: Arc<Policy>,
    table: table::Reader,
    recognized: Option<Recognized>,
    index: Index,
}

impl Reader {
    /// A reader that has seen nothing yet.
    pub fn new(config: Config, policy: Arc<Policy>) -> Reader {
        let is_list = match config.kind {
            Some(Kind::Directory | Kind::Flagged | Kind::Deleted) => |_: &Sample| false,
            // Who names a column means a table.
            _ if !config.mapping.is_empty() => |_: &Sample| false,
            // Who is expiring comes as a table or as bare names.
            Some(Kind::Enrollment | Kind::Names) | None => is_list,
        };
        let table = table::Reader::new(table::Config {
            file: config.file.clone(),
            known: policy.known_names(),
            is_list,
            wanted: config.wanted.clone(),
        });
        Reader { config, policy, table, recognized: None, index: Index::new() }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// When the file is no table, or has no usable column; the reader is of no more use.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        let was_sampling = self.table.so_far().is_none();
        self.table.push(bytes)?;
        let Some((table, header)) = self.table.so_far() else { return Ok(()) };
        // Looking at the sample is work enough for one piece.
        if was_sampling {
            return Ok(());
        }
        let Reader { config, policy, index, .. } = self;
        // So many rows more that none of the sample can be a footer.
        let is_enough = table.n_rows() >= recognize::SAMPLE_ROWS + footer::MAX_ROWS;
        if self.recognized.is_none() && is_enough {
            let n_rows = n_first_rows(table, recognize::SAMPLE_ROWS);
            let recognized = recognize::recognize(table, n_rows, header, config, policy)?;
            self.recognized = Some(recognized);
        }
        if let Some(Recognized { kind, columns, .. }) = &self.recognized {
            let (kind, is_whole) = (*kind, false);
            index.file(&Rows { table, header, kind, columns, config, policy, is_whole });
        }
        Ok(())
    }

    /// Does a slice of the work that is left when all pieces have come; see
    /// [`table::Reader::work`].
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn work(&mut self) -> Result<bool, Unreadable> {
        self.table.work()
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn finish(self) -> Result<Source, Unreadable> {
        let Reader { config, policy, table, recognized, mut index } = self;
        let read = table.finish()?;
        let table =
            if read.is_list { split_list(&read.table, &policy)? } else { read.table };
        let recognized = match recognized {
            Some(recognized) => recognized,
            None if read.is_list => recognized_list(),
            None => {
                let n_rows = n_first_rows(&table, recognize::SAMPLE_ROWS);
                recognize::recognize(&table, n_rows, table.header(), &config, &policy)?
            }
        };
        let Recognized { kind, kind_reason, columns } = recognized;
        let rows = Rows {
            table: &table,
            header: table.header(),
            kind,
            columns: &columns,
            config: &config,
            policy: &policy,
            is_whole: true,
        };
        index.file(&rows);
        index.names.finish();
        let is_told = read.problems.iter().any(|p| p.code == Code::SampleContradicted);
        if !is_told {
            index.report_drift(&rows);
        }
        let mut problems = index.problems;
        for problem in read.problems {
            problems.push(problem.code, || problem);
        }
        let file = config.file.clone();
        let (mut dates, mut damage) = (Dates::default(), Damage::default());
        for (rows, columns) in parts(&table, &columns, &index.sections) {
            dates.read(&table, rows.clone(), columns, &file, &mut problems);
            damage.learn(&table, rows.clone(), columns);
            for row in rows {
                damage.report(&table, row, columns, &file, &mut problems);
            }
        }
        dates.compare(&table, &file, &mut problems);
        let mut problems = problems.finish(&file);
        // What is no row of a table has cells of its own.
        problems.retain(|problem| {
            let row = problem.row.or_else(|| table.row_at(problem.line?));
            let is_aside =
                row.is_some_and(|row| index.aside_rows.binary_search(&row).is_ok());
            !(is_aside && problem.code.is_of_cells())
        });
        Ok(Source {
            kind,
            kind_reason,
            columns,
            sections: index.sections,
            how: read.how,
            problems,
            modified: config.modified,
            table,
            n_blank_rows: index.n_blank_rows,
            aside_rows: index.aside_rows,
            names: index.names,
            dates,
            damage,
            file,
        })
    }
}

/// The tables of a file, each with its rows and its columns.
fn parts<'a>(
    table: &Table,
    columns: &'a [Column],
    sections: &'a [Section],
) -> Vec<(Range<usize>, &'a [Column])> {
    let starts = sections.iter().map(|section| section.first_row);
    let ends = starts.chain([table.n_rows()]);
    let mut start = 0;
    let all =
        std::iter::once(columns).chain(sections.iter().map(|s| s.columns.as_slice()));
    all.zip(ends)
        .map(|(columns, end)| (std::mem::replace(&mut start, end)..end, columns))
        .collect()
}

/// A text that is a list of names and not a table: it has no header that is known, and
/// almost every word can be a name.
fn is_list(sample: &Sample) -> bool {
    sample.n_known == 0 && logon::is_list(footer::without(&sample.text))
}

fn recognized_list() -> Recognized {
    Recognized {
        kind: Kind::Names,
        kind_reason: "almost every word can be a logon name".to_owned(),
        columns: vec![Column {
            role: Role::LogonName,
            index: 0,
            evidence: Evidence::Shape("logon names"),
        }],
    }
}

/// One row for each name of a list whose lines are `lines`; its first line can be a header.
fn split_list(lines: &Table, policy: &Policy) -> Result<Table, Unreadable> {
    let mut rows = Builder::default();
    let first = if lines.n_rows() > 0 { lines.cell(0, 0) } else { "" };
    let is_header = lines.n_rows() > 1
        && (logon::is_heading(first)
            || matches!(policy.role_of(first), Some((Role::LogonName, _))));
    let header = is_header.then(|| vec![first.trim().to_owned()]);
    let start = usize::from(is_header);
    let footer = footer::first_row(lines, start..lines.n_rows());
    for row in start..lines.n_rows() {
        if row >= footer {
            rows.push([lines.cell(row, 0)], lines.line(row))?;
            continue;
        }
        for (line, token) in logon::tokens(lines.cell(row, 0), lines.line(row)) {
            rows.push([token], line)?;
        }
    }
    Ok(rows.finish(header))
}

#[cfg(test)]
mod tests;
