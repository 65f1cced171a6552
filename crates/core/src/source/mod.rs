//! Tables to sources: which file this is, which column is what, and whose row is whose.
//!
//! Start at [`Reader`], which reads bytes into a [`Source`]. A source keeps its table; what
//! it says of a person is looked up there when it is needed.

mod damage;
mod dates;
mod domains;
mod filing;
mod finisher;
mod footer;
mod index;
mod list;
mod names;
mod recognize;
mod shape;

pub(crate) use dates::{AmbiguousDates, RowDates};
pub use dates::{Basis, DateOrder, OrderReason, ReportDate};
pub(crate) use names::NameKey;

use crate::logon::without_tombstone;
use crate::policy::Policy;
use crate::problem::{Code, Problem, Unreadable};
use crate::role::Role;
use crate::table::{self, HowRead, Limits, Overrides, Sample, Table};
use crate::value::{self, DayOrder};
use chrono::NaiveDate;
use damage::Damage;
use dates::Dates;
use domains::Domains;
use filing::Filing;
use finisher::Finisher;
use index::{FiledRows, FilingContext, n_first_rows};
use list::{Splitting, is_list};
use names::Interner;
use recognize::Recognized;
use std::collections::{BTreeMap, BTreeSet};
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
pub enum RoleEvidence {
    /// By its header, as written.
    Header(String),
    /// By its header, as written, which is one letter off.
    SimilarHeader(String),
    /// By what its values look like.
    Shape(&'static str),
    /// By its usual place, as a letter.
    Position(String),
    /// Because the user says so.
    Said,
}

impl std::fmt::Display for RoleEvidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RoleEvidence::Header(name) => write!(f, "header “{name}”"),
            RoleEvidence::SimilarHeader(name) => {
                write!(f, "header “{name}”, which is one letter off")
            }
            RoleEvidence::Shape(shape) => write!(f, "its values look like {shape}"),
            RoleEvidence::Position(letter) => write!(f, "position, column {letter}"),
            RoleEvidence::Said => write!(f, "as you say"),
        }
    }
}

/// A column that is of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleColumn {
    /// What it holds.
    pub role: Role,
    /// Its place, from 0.
    pub index: usize,
    /// Why.
    pub evidence: RoleEvidence,
}

/// A further table in a file, with columns of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its first row: the one that names its columns, unless that is the header of the file
    /// again.
    pub first_row: usize,
    /// The columns that are of use.
    pub columns: Vec<RoleColumn>,
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
    pub overrides: Overrides,
    /// Which column has which role, if the user says so.
    pub mapping: Mapping,
    /// Whether the day or the month comes first in its dates, if the user says so.
    pub day_order: Option<DayOrder>,
    /// How much it may grow while it is read.
    pub limits: Limits,
}

/// Roles with the columns that a user gives them: a header, a letter or a number from 1;
/// an empty text means that no column has the role.
pub type Mapping = BTreeMap<Role, String>;

impl Config {
    /// Knows nothing but the name; the limits are those of a program of its own.
    pub fn new(file: impl Into<String>) -> Config {
        Config {
            file: file.into(),
            kind: None,
            modified: None,
            overrides: Overrides::default(),
            mapping: Mapping::new(),
            day_order: None,
            limits: Limits::SHELL,
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
    /// What else it can be, where nothing but the shape of its values tells what it is.
    pub runner_up: Option<Kind>,
    /// Whether it is the file's name that says so.
    pub is_called_otherwise: bool,
    /// Whether it is a directory with nothing but names, which a list may have too.
    pub(crate) is_of_names: bool,
    /// The columns that are of use, of the first table if there are several.
    pub columns: Vec<RoleColumn>,
    /// Columns of the first table that fit a role nearly as well, and are not used.
    pub close_columns: Vec<RoleColumn>,
    /// Columns of a directory with dates that may be the ends of accounts, and are not used.
    ends: Vec<RoleColumn>,
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
    /// Rows of a directory whose accounts were deleted, from the top.
    deleted_rows: Vec<usize>,
    pub(crate) names: Interner,
    /// The keys of the names whose rows have domains that cannot be the same.
    conflicts: BTreeSet<NameKey>,
    pub(crate) dates: Dates,
    damage: Damage,
}

impl Source {
    /// The text of a row under a role, trimmed; `None` when there is no such column or the
    /// cell is empty.
    pub fn text(&self, row: usize, role: Role) -> Option<&str> {
        let cell = value::unguarded(self.table.cell(row, self.index(row, role)?));
        let cell = match role {
            Role::DisplayName => without_tombstone(cell),
            _ => cell,
        };
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
            let name = |column: &RoleColumn| {
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

    /// What of it is a guess and what else was close, a sentence for each.
    pub fn guesses(&self) -> Vec<String> {
        let kind = self.runner_up.map(|kind| {
            let title = kind.title().to_lowercase();
            match self.is_called_otherwise {
                true => format!(
                    "Nothing but its shape tells what it is, and its name says: {title}."
                ),
                false => format!(
                    "Nothing but its shape tells what it is. It could also be: {title}."
                ),
            }
        });
        let column = |column: &RoleColumn| {
            let name = self.table.column_name(column.index);
            let role = column.role.title();
            format!("{name} could also be the {role}, as {}.", column.evidence)
        };
        kind.into_iter().chain(self.close_columns.iter().map(column)).collect()
    }

    /// The columns of the table to which a row belongs.
    fn columns_of(&self, row: usize) -> &[RoleColumn] {
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
        self.damage
            .of_row(&self.table, row, columns, |found, _| codes.push(found.code()));
        codes
    }

    /// Whether rows of the name on a row have domains that cannot be the same.
    pub(crate) fn has_domain_conflict(&self, row: usize) -> bool {
        self.names.key_of_row(row).is_some_and(|key| self.conflicts.contains(&key))
    }

    /// The clean logon names, each once, in the order of the rows.
    pub fn logon_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(|key| self.names.name(key))
    }

    /// Columns that may be meant for a role on the day of an answer, and are not used: those
    /// that are close, and the dates of a directory that lie ahead.
    pub(crate) fn unread_columns(
        &self,
        as_of: NaiveDate,
    ) -> impl Iterator<Item = &RoleColumn> {
        let are_ends =
            move |column: &&RoleColumn| recognize::are_ends(&self.table, column, as_of);
        self.close_columns.iter().chain(self.ends.iter().filter(are_ends))
    }

    /// How many different logon names there are.
    pub fn n_names(&self) -> usize {
        self.names.n_keys()
    }

    /// Whether a clean logon name is on one of the rows.
    pub fn has_name(&self, name: &str) -> bool {
        self.names.find(name).is_some()
    }

    /// The clean logon name on a row.
    pub fn logon_name(&self, row: usize) -> Option<&str> {
        self.names.name_of_row(row)
    }

    /// Whether the account of a row was deleted.
    pub(crate) fn is_deleted(&self, row: usize) -> bool {
        self.kind == Kind::Deleted || self.deleted_rows.binary_search(&row).is_ok()
    }

    /// Whether it is a directory with deleted accounts among the others, as exports of all
    /// users are.
    pub(crate) fn has_deleted_rows(&self) -> bool {
        !self.deleted_rows.is_empty()
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

    /// When the report was made, from the best witness there is; `None` when no row counts
    /// its days from then.
    pub fn report_date(
        &self,
        stated: Option<NaiveDate>,
        as_of: NaiveDate,
    ) -> Option<ReportDate> {
        // What a directory says of days makes nobody expire.
        let is_of_use = self.kind != Kind::Directory && self.dates.has_days();
        is_of_use.then(|| self.dates.report_date(stated, self.modified, as_of))
    }

    /// The dates of a row. The dates of `day_first`, each by its role and column, are read with
    /// the day first, which is known only beside the day of an answer.
    pub(crate) fn row_dates(&self, row: usize, day_first: &[(Role, usize)]) -> RowDates {
        let mut dates = self.dates.row(row);
        for (role, column) in day_first {
            if self.index(row, *role) != Some(*column) {
                continue;
            }
            let cell = self.table.cell(row, *column);
            let day = value::date(cell, DayOrder::DayFirst).ok().flatten();
            match role {
                Role::DeletedOn => dates.deleted = day,
                Role::AffiliationEnd => dates.affiliation_end = day,
                _ => dates.scheduled = day,
            }
        }
        dates
    }

    /// The day on which a list was made, if more than an assumption tells it: what the user
    /// says, or what its rows imply. By it a newer list is known from an older one.
    pub fn made_on(&self, stated: Option<NaiveDate>) -> Option<NaiveDate> {
        let is_list = !matches!(self.kind, Kind::Directory | Kind::Deleted);
        is_list.then(|| stated.or(self.dates.implied())).flatten()
    }
}

/// What is understood of a source before it has ended. Footers and further rows can still
/// change what a row is, so these are counts and no rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// What it is, once enough rows are there to tell.
    pub kind: Option<Kind>,
    /// How many rows are filed.
    pub n_rows: usize,
    /// How many different logon names they have.
    pub n_names: usize,
}

/// Reads a source in pieces of any size.
pub struct Reader {
    config: Config,
    policy: Arc<Policy>,
    recognized: Option<Recognized>,
    index: FiledRows,
    stage: ReaderStage,
}

enum ReaderStage {
    /// Its bytes come.
    Reading(Box<table::TableReader>),
    /// Its lines become names.
    Splitting(Box<Splitting>),
    /// Its rows are filed under their names.
    Filing(Box<Filing>),
    /// Its cells are looked at.
    Finisher(Box<Finisher>),
    /// Nothing is left to be done.
    Over,
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
        let table = table::TableReader::new(table::TableConfig {
            file: config.file.clone(),
            known: policy.known_names(),
            is_list,
            overrides: config.overrides.clone(),
            limits: config.limits,
        });
        let stage = ReaderStage::Reading(Box::new(table));
        Reader { config, policy, recognized: None, index: FiledRows::new(), stage }
    }

    /// The same, with room for a file of so many bytes; see [`table::TableReader::expecting`].
    pub fn expecting(mut self, n_bytes: u64) -> Reader {
        if let ReaderStage::Reading(table) = self.stage {
            self.stage = ReaderStage::Reading(Box::new(table.expecting(n_bytes)));
        }
        self
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// When the file is no table, or has no usable column; the reader is of no more use.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        if let ReaderStage::Reading(table) = &mut self.stage {
            table.push(bytes)?;
            self.understand(usize::MAX)?;
        }
        Ok(())
    }

    /// Does a slice of the work on what has come; see [`table::TableReader::settle`].
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn settle(&mut self) -> Result<bool, Unreadable> {
        /// How many rows are filed in a slice.
        const SLICE_ROWS: usize = 250;
        match &mut self.stage {
            ReaderStage::Reading(table) => {
                Ok(table.settle()? || self.understand(SLICE_ROWS)?)
            }
            _ => Ok(false),
        }
    }

    /// Finds out what the file is as soon as there are enough rows, and files some of them
    /// under their names; says whether there are more.
    fn understand(&mut self, n_most: usize) -> Result<bool, Unreadable> {
        let Reader { config, policy, recognized, index, stage } = self;
        let ReaderStage::Reading(reader) = stage else { return Ok(false) };
        let Some((table, header)) = reader.so_far() else { return Ok(false) };
        if let Some(Recognized { kind, columns, .. }) = recognized {
            let (kind, is_whole) = (*kind, false);
            let rows =
                FilingContext { table, header, kind, columns, config, policy, is_whole };
            return Ok(index.file(&rows, n_most));
        }
        // So many rows more that none of the sample can be a footer.
        let is_enough = table.n_rows() >= recognize::SAMPLE_ROWS + footer::MAX_ROWS;
        if is_enough {
            let n_rows = n_first_rows(table, recognize::SAMPLE_ROWS);
            *recognized =
                Some(recognize::recognize(table, n_rows, header, config, policy)?);
            index.names.reserve(table.room());
        }
        Ok(is_enough)
    }

    /// What is understood until now.
    pub fn so_far(&self) -> SoFar {
        SoFar {
            kind: self.recognized.as_ref().map(|recognized| recognized.kind),
            n_rows: self.index.names.n_rows(),
            n_names: self.index.names.n_keys(),
        }
    }

    /// Whether a clean logon name is on one of the rows until now.
    pub fn has_name(&self, name: &str) -> bool {
        self.index.names.find(name).is_some()
    }

    /// Does a slice of the work that is left when all pieces have come, and says whether
    /// there is more; who does not call it finds all of the work in [`Reader::finish`].
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn work(&mut self) -> Result<bool, Unreadable> {
        let Reader { config, policy, recognized, index, stage } = self;
        let next = match stage {
            ReaderStage::Reading(table) => {
                if table.work()? {
                    return Ok(true);
                }
                let read = table.end()?;
                match read.is_list {
                    true => {
                        ReaderStage::Splitting(Box::new(Splitting::new(read, policy)))
                    }
                    false => {
                        let recognized = recognized.take();
                        let filing = Filing::new(read, recognized, config, policy)?;
                        ReaderStage::Filing(Box::new(filing))
                    }
                }
            }
            ReaderStage::Splitting(list) => {
                if list.work()? {
                    return Ok(true);
                }
                let ReaderStage::Splitting(list) =
                    std::mem::replace(stage, ReaderStage::Over)
                else {
                    return Ok(true);
                };
                let filing =
                    Filing::new(list.finish(), recognized.take(), config, policy)?;
                ReaderStage::Filing(Box::new(filing))
            }
            ReaderStage::Filing(filing) => {
                if filing.work(index, config, policy) {
                    return Ok(true);
                }
                let ReaderStage::Filing(filing) =
                    std::mem::replace(stage, ReaderStage::Over)
                else {
                    return Ok(true);
                };
                ReaderStage::Finisher(Box::new(filing.finish(index, config, policy)))
            }
            ReaderStage::Finisher(finisher) => {
                return Ok(finisher.work(index, &config.file));
            }
            ReaderStage::Over => return Ok(false),
        };
        self.stage = next;
        Ok(true)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As for [`Reader::push`].
    pub fn finish(mut self) -> Result<Source, Unreadable> {
        while self.work()? {}
        match self.stage {
            ReaderStage::Finisher(finisher) => {
                Ok(finisher.finish(self.index, self.config))
            }
            _ => unreachable!("the work that is done leads there"),
        }
    }
}

#[cfg(test)]
mod tests;
