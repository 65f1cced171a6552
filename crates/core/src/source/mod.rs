//! Tables to sources: which file this is, which column is what, and whose row is whose.
//!
//! Start at [`Reader`], which reads bytes into a [`Source`]. A source keeps its table; what
//! it says of a person is looked up there when it is needed.

mod dates;
mod names;
mod recognize;
mod role;
mod shape;
pub mod value;

pub use dates::{Basis, ReportDate};
pub use role::Role;

use crate::logon::{self, LogonName};
use crate::policy::Policy;
use crate::problem::{Code, Problem, Problems, Unreadable};
use crate::table::{self, Builder, HowRead, Sample, Table, Wanted};
use chrono::NaiveDate;
use dates::Dates;
use names::Names;
use recognize::Recognized;
use std::collections::{BTreeMap, HashMap};
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
    /// The columns that are of use.
    pub columns: Vec<Column>,
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
    pub(crate) names: Names,
    pub(crate) dates: Dates,
}

impl Source {
    /// The text of a row under a role, trimmed; `None` when there is no such column or the
    /// cell is empty.
    pub fn text(&self, row: usize, role: Role) -> Option<&str> {
        let cell = self.table.cell(row, self.index(role)?).trim();
        Some(cell).filter(|cell| !cell.is_empty())
    }

    /// Where the column of a role is.
    pub fn index(&self, role: Role) -> Option<usize> {
        self.columns.iter().find(|column| column.role == role).map(|column| column.index)
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
    progress: Progress,
}

/// What is gathered row by row while reading.
struct Progress {
    names: Names,
    /// The domains of each name that occurs more than once, with their lines.
    domains: HashMap<String, Vec<(LogonName, u32)>>,
    problems: Problems,
    n_blank_rows: usize,
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
        let progress = Progress {
            names: Names::new(),
            domains: HashMap::new(),
            problems: Problems::default(),
            n_blank_rows: 0,
        };
        Reader { config, policy, table, recognized: None, progress }
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
        if self.recognized.is_none() && table.n_rows() >= recognize::SAMPLE_ROWS {
            let recognized =
                recognize::recognize(table, header, &self.config, &self.policy)?;
            self.recognized = Some(recognized);
        }
        if let Some(recognized) = &self.recognized {
            let column = logon_column(recognized);
            let name = header.and_then(|header| header.get(column)).map(String::as_str);
            let (name, file) = (name.unwrap_or_default(), &self.config.file);
            let parse = parse_of(recognized.kind);
            self.progress.index(table, column, parse, name, file, &self.policy);
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
        let Reader { config, policy, table, recognized, mut progress } = self;
        let read = table.finish()?;
        let table =
            if read.is_list { split_list(&read.table, &policy)? } else { read.table };
        let recognized = match recognized {
            Some(recognized) => recognized,
            None if read.is_list => recognized_list(),
            None => recognize::recognize(&table, table.header(), &config, &policy)?,
        };
        let column = logon_column(&recognized);
        let name = table.column_name(column);
        let parse = parse_of(recognized.kind);
        progress.index(&table, column, parse, &name, &config.file, &policy);
        progress.names.finish();
        let mut problems = progress.problems;
        for problem in read.problems {
            problems.push(problem.code, || problem);
        }
        let dates = Dates::read(&table, &recognized.columns, &config.file, &mut problems);
        Ok(Source {
            kind: recognized.kind,
            kind_reason: recognized.kind_reason,
            columns: recognized.columns,
            how: read.how,
            problems: problems.finish(&config.file),
            modified: config.modified,
            table,
            n_blank_rows: progress.n_blank_rows,
            names: progress.names,
            dates,
            file: config.file,
        })
    }
}

fn logon_column(recognized: &Recognized) -> usize {
    recognized
        .columns
        .iter()
        .find(|column| column.role == Role::LogonName)
        .map_or(0, |column| column.index)
}

type ParseName = fn(&str) -> Option<LogonName>;

/// How a logon name is written in a source: only deleted accounts have a prefix that is not
/// part of their name.
fn parse_of(kind: Kind) -> ParseName {
    match kind {
        Kind::Deleted => LogonName::parse_deleted,
        Kind::Directory | Kind::Enrollment | Kind::Flagged | Kind::Names => {
            LogonName::parse
        }
    }
}

/// A text that is a list of names and not a table: it has no header that is known, and
/// almost every word can be a name.
fn is_list(sample: &Sample) -> bool {
    sample.n_known == 0 && logon::is_list(&sample.text)
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
    for row in usize::from(is_header)..lines.n_rows() {
        for (line, token) in logon::tokens(lines.cell(row, 0), lines.line(row)) {
            rows.push([token], line)?;
        }
    }
    Ok(rows.finish(header))
}

impl Progress {
    /// Files the rows that came since the last call under their names.
    fn index(
        &mut self,
        table: &Table,
        column: usize,
        parse: ParseName,
        column_name: &str,
        file: &str,
        policy: &Policy,
    ) {
        for row in self.names.n_rows()..table.n_rows() {
            let cell = table.cell(row, column);
            let name = parse(cell).filter(|name| {
                !(policy.is_header_word(&name.key) && is_header(table, row, policy))
            });
            let first = self.names.push(name.as_ref().map(|name| name.key.as_str()));
            match (name, first) {
                (None, _) => self.nameless(table, row, column_name, file, policy),
                (Some(name), Some(first)) => {
                    let lines = [table.line(row), table.line(first)];
                    let first = parse(table.cell(first, column));
                    self.repeated(name, first, lines, file, cell);
                }
                (Some(_), None) => {}
            }
        }
    }

    fn nameless(
        &mut self,
        table: &Table,
        row: usize,
        column_name: &str,
        file: &str,
        policy: &Policy,
    ) {
        if table.row(row).all(|cell| cell.trim().is_empty()) {
            self.n_blank_rows += 1;
            return;
        }
        let (code, message) = match is_header(table, row, policy) {
            true => (Code::HeaderAgain, "Here columns are named once more:"),
            false => (Code::NoLogonName, "There is no logon name here:"),
        };
        self.problems.push(code, || {
            let text = table.row(row).collect::<Vec<_>>().join(" · ");
            Problem::at(code, file, table.line(row), &text, message)
                .in_column(column_name)
        });
    }

    /// Reports a row whose name stands on an earlier one, `first`, and whether an earlier one
    /// has another domain.
    fn repeated(
        &mut self,
        name: LogonName,
        first: Option<LogonName>,
        [line, first_line]: [u32; 2],
        file: &str,
        cell: &str,
    ) {
        self.problems.push(Code::Duplicate, || {
            let message = format!("This name is on line {first_line} already:");
            Problem::at(Code::Duplicate, file, line, cell, message)
        });
        let earlier = self.domains.entry(name.key.clone()).or_insert_with(|| {
            first.into_iter().map(|first| (first, first_line)).collect()
        });
        if let Some((_, other_line)) =
            earlier.iter().find(|(other, _)| is_conflict(&name, other))
        {
            self.problems.push(Code::DomainConflict, || {
                let message =
                    format!("This name has another domain than on line {other_line}:");
                Problem::at(Code::DomainConflict, file, line, cell, message)
            });
        }
        // Names with a domain that is known already tell nothing new.
        if !earlier.iter().any(|(other, _)| other.domain == name.domain) {
            earlier.push((name, line));
        }
    }
}

/// Whether a row names columns, as the header of another table does.
fn is_header(table: &Table, row: usize, policy: &Policy) -> bool {
    table.row(row).filter(|cell| policy.role_of(cell).is_some()).take(2).count() == 2
}

/// Whether two rows of one key name two different domains.
pub(crate) fn is_conflict(name: &LogonName, other: &LogonName) -> bool {
    match (&name.domain, &other.domain) {
        (Some(a), Some(b)) => !LogonName::same_domain(a, b),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
