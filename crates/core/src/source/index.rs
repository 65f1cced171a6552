//! Which rows are whose: files the rows of a source under their names, one after the other
//! while the file comes in.

use super::names::{Interner, NameKey};
use super::{
    Config, Domains, Kind, Role, RoleColumn, Section, damage, footer, recognize,
};
use crate::logon::{LogonName, is_deleted_name, is_guid};
use crate::policy::Policy;
use crate::problem::{Finding, NextHeader, Problem, Problems};
use crate::table::{self, Drift, Table, TableSection};
use crate::value::{self, DayOrder, is_measure};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// What is known of a table while its rows are filed.
pub(super) struct FilingContext<'a> {
    pub(super) table: &'a Table,
    /// The names of its columns, which the table itself has only when it is whole.
    pub(super) header: Option<&'a [String]>,
    /// What it is.
    pub(super) kind: Kind,
    /// The columns of the first table.
    pub(super) columns: &'a [RoleColumn],
    pub(super) config: &'a Config,
    pub(super) policy: &'a Policy,
    /// Whether no more rows come.
    pub(super) is_whole: bool,
}

/// What is gathered row by row while reading.
pub(super) struct FiledRows {
    pub(super) names: Interner,
    /// The further tables, from the top.
    pub(super) sections: Vec<Section>,
    pub(super) problems: Problems,
    pub(super) n_blank_rows: usize,
    /// Headers of further tables and footers, from the top.
    pub(super) aside_rows: Vec<usize>,
    /// Rows of a directory whose accounts were deleted, from the top.
    pub(super) deleted_rows: Vec<usize>,
    /// The domains of each name that occurs more than once.
    domains: HashMap<String, Domains>,
    /// The keys of the names whose rows have domains that cannot be the same.
    pub(super) conflicts: BTreeSet<NameKey>,
    drift: Drift,
    /// What this column is called in the table's own header, of which many rows may tell.
    column_name: Option<(usize, String)>,
    /// Room for a key.
    room: String,
}

/// The table to which a row belongs, as far as it is filed now.
struct RowRun {
    /// The row behind its last one; no row when that has not come yet.
    end: usize,
    /// Where its footer begins.
    footer: usize,
    /// Where its logon names are.
    column: usize,
    /// Whether the names there have letters, so that a number is a count and nobody.
    has_letters: bool,
    /// Where it says when somebody was deleted, and where whether.
    deletion: [Option<usize>; 2],
}

/// What a row without a name is.
#[derive(Clone, Copy)]
enum Nameless {
    /// It names the columns of another table, or is a row of one that is nobody's, which was
    /// told when that began.
    Header,
    /// It repeats the heading of a list.
    Heading,
    Footer,
    Rounded,
    Other,
}

impl FiledRows {
    pub(super) fn new() -> FiledRows {
        FiledRows {
            names: Interner::new(),
            sections: Vec::new(),
            problems: Problems::default(),
            n_blank_rows: 0,
            aside_rows: Vec::new(),
            deleted_rows: Vec::new(),
            domains: HashMap::new(),
            conflicts: BTreeSet::new(),
            drift: Drift::default(),
            column_name: None,
            room: String::new(),
        }
    }

    /// Files rows that came since the last call under their names, as many as `n_most`, and
    /// says whether there are more. The last ones wait until it is known whether they are a
    /// footer.
    pub(super) fn file(&mut self, rows: &FilingContext, n_most: usize) -> bool {
        let n_rows = rows.table.n_rows();
        let end =
            if rows.is_whole { n_rows } else { n_rows.saturating_sub(footer::MAX_ROWS) };
        let start = self.names.n_rows();
        let last = end.min(start.saturating_add(n_most));
        let mut part = None;
        for row in start..last {
            let part = match &part {
                Some(RowRun { end, .. }) if row < *end => part.as_ref(),
                _ => {
                    part = Some(self.part(rows, row));
                    part.as_ref()
                }
            };
            if let Some(part) = part {
                self.file_row(rows, row, part);
            }
        }
        last < end
    }

    /// The part of the table that `row` belongs to.
    fn part(&mut self, rows: &FilingContext, row: usize) -> RowRun {
        let table = rows.table;
        let section = table.section_of(row).copied();
        if let Some(section) = section.filter(|section| section.first_row == row) {
            self.enter(rows, section, row);
        }
        let n_above =
            table.sections().partition_point(|section| section.first_row <= row);
        let next = table.sections().get(n_above);
        let (end, footer) = match next {
            Some(next) => (next.first_row, first_footer(table, row, next.first_row)),
            None if rows.is_whole => {
                (table.n_rows(), first_footer(table, row, table.n_rows()))
            }
            None => (usize::MAX, usize::MAX),
        };
        let columns =
            self.sections.last().map_or(rows.columns, |section| &section.columns);
        let place =
            |role| columns.iter().find(|column| column.role == role).map(|c| c.index);
        let deletion = [place(Role::DeletedOn), place(Role::IsDeleted)];
        let column = logon_column(columns);
        let start = section
            .map_or(0, |section| section.first_row + usize::from(section.has_header));
        let has_letters = has_letters(table, start..end.min(footer), column);
        RowRun { end, footer, column, has_letters, deletion }
    }

    /// Finds the columns of another table.
    fn enter(&mut self, rows: &FilingContext, section: TableSection, row: usize) {
        let FilingContext { table, config, policy, .. } = rows;
        if section.is_aside {
            self.problems.push(
                Finding::HeaderAgain { header: NextHeader::OfNobody },
                |found| {
                    let text = joined(table, row);
                    Problem::at(found, &config.file, table.line(row), &text).of_row(row)
                },
            );
            return;
        }
        if !section.has_header {
            self.sections
                .push(Section { first_row: row, columns: rows.columns.to_vec() });
            return;
        }
        let header: Vec<String> = table.row(row).map(str::to_owned).collect();
        let found = recognize::further(&header, rows.kind, config, policy);
        let is_of_flagged =
            |columns: &[RoleColumn]| columns.iter().any(|c| c.role.is_of_flagged());
        let header = match (&found, rows.kind) {
            (None, _) => NextHeader::WithoutNames,
            (Some(columns), Kind::Directory) if is_of_flagged(columns) => {
                NextHeader::OfFlagged
            }
            (Some(columns), Kind::Enrollment | Kind::Flagged)
                if !is_of_flagged(columns) =>
            {
                NextHeader::OfUnflagged
            }
            _ => NextHeader::Other,
        };
        self.problems.push(Finding::HeaderAgain { header }, |found| {
            let text = joined(table, row);
            Problem::at(found, &config.file, table.line(row), &text).of_row(row)
        });
        if let Some(columns) = found {
            self.sections.push(Section { first_row: row, columns });
        }
    }

    fn file_row(&mut self, rows: &FilingContext, row: usize, part: &RowRun) {
        let table = rows.table;
        let cell = table.cell(row, part.column);
        let section = table.section_of(row);
        let aside = if section.is_some_and(|section| section.is_aside) {
            // Whoever has an account or an address may be somebody after all.
            match table.row_text(row).contains(['@', '\\']) {
                true => Some(Nameless::Other),
                false => Some(Nameless::Header),
            }
        } else if section.is_some_and(|s| s.has_header && s.first_row == row) {
            Some(Nameless::Header)
        } else if is_heading_again(rows, cell) {
            Some(Nameless::Heading)
        } else if row >= part.footer {
            Some(Nameless::Footer)
        } else if damage::is_rounded(cell) {
            Some(Nameless::Rounded)
        } else {
            None
        };
        let key = match aside {
            Some(_) => None,
            None if part.has_letters && is_count(cell) => None,
            None => key_in(rows.kind, cell, &mut self.room),
        };
        let is_named = key.is_some();
        let first = self.names.push(key);
        if !is_named {
            self.nameless(rows, row, part, aside.unwrap_or(Nameless::Other));
            return;
        }
        self.drift.take(row, false);
        if rows.kind == Kind::Directory && is_deleted(table, row, part) {
            self.deleted_rows.push(row);
        }
        if let Some(first) = first
            && let Some(name) = parsed(rows.kind, cell)
        {
            self.repeated(rows, name, [row, first], part.column);
        }
    }

    fn nameless(
        &mut self,
        rows: &FilingContext,
        row: usize,
        part: &RowRun,
        what: Nameless,
    ) {
        let FilingContext { table, config, .. } = rows;
        if table.row(row).all(|cell| cell.trim().is_empty()) {
            self.n_blank_rows += 1;
            return;
        }
        let is_lost = matches!(what, Nameless::Rounded | Nameless::Other);
        if is_lost {
            self.drift.take(row, true);
        } else {
            self.aside_rows.push(row);
        }
        let line = table.line(row);
        let finding = match what {
            Nameless::Header => return,
            Nameless::Heading => Finding::HeaderAgain { header: NextHeader::Repeated },
            Nameless::Footer => Finding::Footer,
            Nameless::Rounded => Finding::NumberRounded,
            Nameless::Other => Finding::NoLogonName,
        };
        let FiledRows { problems, column_name, .. } = self;
        problems.push(finding, |finding| {
            let text = joined(table, row);
            let problem = Problem::at(finding, &config.file, line, &text).of_row(row);
            if is_lost {
                problem.in_column(rows.column_name(row, part.column, column_name))
            } else {
                problem
            }
        });
    }

    /// Reports a row whose name stands on an earlier one, `first`, and whether an earlier one
    /// has another domain.
    fn repeated(
        &mut self,
        rows: &FilingContext,
        name: LogonName,
        [row, first]: [usize; 2],
        column: usize,
    ) {
        let FilingContext { table, config, .. } = rows;
        let file = &config.file;
        let (line, first_line) = (table.line(row), table.line(first));
        let cell = table.cell(row, column);
        let at = |finding| Problem::at(finding, file, line, cell).of_row(row);
        self.problems.push(Finding::Duplicate { first_line }, at);
        let sections = &self.sections;
        let LogonName { key, domain } = name;
        let domains = self.domains.entry(key).or_insert_with(|| {
            // The earlier row can be one of another table, with its names elsewhere.
            let n_above = sections.partition_point(|section| section.first_row <= first);
            let section = sections[..n_above].last();
            let columns = section.map_or(rows.columns, |section| &section.columns);
            let first = parsed(rows.kind, table.cell(first, logon_column(columns)));
            let mut domains = Domains::default();
            domains.take(first.and_then(|first| first.domain), first_line);
            domains
        });
        if let Some(other_line) = domains.take(domain, line) {
            self.conflicts.extend(self.names.key_of_row(row));
            self.problems.push(Finding::DomainConflict { first_line: other_line }, at);
        }
    }

    /// Says where the logon names end, if the rows go on without.
    pub(super) fn report_drift(&mut self, rows: &FilingContext) {
        let FilingContext { table, config, .. } = rows;
        let Some(row) = self.drift.since() else { return };
        self.problems.push(Finding::NamesEnd, |finding| {
            Problem::at(finding, &config.file, table.line(row), &joined(table, row))
        });
    }
}

impl FilingContext<'_> {
    /// What to call a column of a row; `known` is what was called so last.
    fn column_name(
        &self,
        row: usize,
        column: usize,
        known: &mut Option<(usize, String)>,
    ) -> String {
        if self.table.section_of(row).is_some_and(|section| section.has_header) {
            return self.table.column_name_at(row, column);
        }
        if let Some((_, name)) = known.as_ref().filter(|(of, _)| *of == column) {
            return name.clone();
        }
        // The header is the table's own only once the file has ended.
        let name = table::column_name(self.header, column);
        *known = Some((column, name.clone()));
        name
    }
}

/// Where the footer begins of the part that `row` belongs to and that ends before `end`.
fn first_footer(table: &Table, row: usize, end: usize) -> usize {
    let start = match table.section_of(row) {
        Some(section) => section.first_row + usize::from(section.has_header),
        None => 0,
    };
    footer::first_row(table, start..end)
}

/// How many of the first rows belong to the first table and not to its footer, as far as
/// `n_wanted` rows are looked at.
pub(super) fn n_first_rows(table: &Table, n_wanted: usize) -> usize {
    let end =
        table.sections().first().map_or(table.n_rows(), |section| section.first_row);
    first_footer(table, 0, end).min(n_wanted)
}

/// Whether a list of a single column is interrupted by its own heading, as when two lists
/// are put together.
fn is_heading_again(rows: &FilingContext, cell: &str) -> bool {
    matches!(rows.header, Some([only]) if only.trim().eq_ignore_ascii_case(cell.trim()))
}

pub(super) fn logon_column(columns: &[RoleColumn]) -> usize {
    columns
        .iter()
        .find(|column| column.role == Role::LogonName)
        .map_or(0, |found| found.index)
}

fn joined(table: &Table, row: usize) -> String {
    table.row(row).collect::<Vec<_>>().join(" · ")
}

/// The logon name in a cell of a source: only deleted accounts have a prefix that is not part
/// of their name.
fn parsed(kind: Kind, cell: &str) -> Option<LogonName> {
    match kind {
        Kind::Deleted => LogonName::parse_deleted(cell),
        Kind::Directory if is_deleted_name(cell) => LogonName::parse_deleted(cell),
        Kind::Directory | Kind::Enrollment | Kind::Flagged | Kind::Names => {
            LogonName::parse(cell)
        }
    }
}

/// Whether a row of a directory says that its account was deleted: by the spelling of its name,
/// by a date or by a yes.
fn is_deleted(table: &Table, row: usize, part: &RowRun) -> bool {
    let [on, flag] =
        part.deletion.map(|column| column.map(|column| table.cell(row, column)));
    let is_date = |cell: &str| {
        !value::is_absent(cell)
            && !matches!(value::date(cell, DayOrder::MonthFirst), Ok(None))
    };
    on.is_some_and(is_date)
        || flag.is_some_and(|cell| value::yes_no(cell) == Some(true))
        || is_deleted_name(table.cell(row, part.column))
}

/// Whether a cell is a size or an identifier with dashes, which are spelled as names can be.
fn is_no_name(cell: &str) -> bool {
    let cell = cell.trim();
    cell.starts_with(|c: char| c.is_ascii_hexdigit())
        && (is_measure(cell) || cell.contains('-') && is_guid(cell))
}

/// Whether the first names of a column in some rows have letters.
fn has_letters(table: &Table, rows: Range<usize>, column: usize) -> bool {
    /// So many tell what the others are.
    const MAX_ROWS: usize = 50;
    let end = rows.end.min(table.n_rows());
    let cells = (rows.start..end).map(|row| table.cell(row, column).trim());
    let (mut n_cells, mut n_letters) = (0_usize, 0_usize);
    for cell in cells.filter(|cell| !cell.is_empty()).take(MAX_ROWS) {
        n_cells += 1;
        n_letters += usize::from(cell.contains(char::is_alphabetic));
    }
    2 * n_letters > n_cells
}

/// Whether a cell is a small number, as one of rows or columns, or a telephone number.
fn is_count(cell: &str) -> bool {
    const MAX_DIGITS: usize = 4;
    let cell = cell.trim();
    let is_number = cell.bytes().all(|b| b.is_ascii_digit());
    let is_phone = cell.bytes().all(|b| b.is_ascii_digit() || b"-. +()".contains(&b));
    is_number && cell.len() <= MAX_DIGITS || is_phone && !is_number
}

/// The key of the logon name in a cell, written into `room`.
fn key_in<'a>(kind: Kind, cell: &str, room: &'a mut String) -> Option<&'a str> {
    /// What query tools print where there is no value.
    const NULL: &str = "NULL";
    if cell.trim() == NULL || is_no_name(cell) {
        return None;
    }
    match kind {
        Kind::Deleted => {
            *room = parsed(kind, cell)?.key;
            Some(room)
        }
        Kind::Directory if is_deleted_name(cell) => {
            *room = parsed(kind, cell)?.key;
            Some(room)
        }
        Kind::Directory | Kind::Enrollment | Kind::Flagged | Kind::Names => {
            LogonName::key_in(cell, room)
        }
    }
}
