//! Which file this is and which column is what, with a reason for each.
//!
//! A column is found by its header, then by the shape of its values, and only then by its
//! position.

use super::value::{self, DayOrder};
use super::{Column, Evidence, Kind, Role};
use crate::logon::LogonName;
use crate::policy::{Policy, Positions};
use crate::problem::Unreadable;
use crate::table::{Table, letter};
use std::collections::{BTreeMap, HashSet};

/// How many rows are looked at.
pub(super) const SAMPLE_ROWS: usize = 1000;

/// The share of filled cells that must fit for a column to have a shape.
const SHAPE_SHARE: f64 = 0.8;

/// A number of days in a list of flagged accounts is never further away than this.
const MAX_DAYS_SHAPE: i32 = 400;

/// What was recognized.
#[derive(Debug)]
pub(super) struct Recognized {
    pub(super) kind: Kind,
    pub(super) kind_reason: String,
    pub(super) columns: Vec<Column>,
}

/// Recognizes a table by its header and its first rows. `wanted` is what the user says.
pub(super) fn recognize(
    table: &Table,
    header: Option<&[String]>,
    wanted: Option<Kind>,
    policy: &Policy,
) -> Result<Recognized, Unreadable> {
    let n_rows = table.n_rows().min(SAMPLE_ROWS);
    let widest = (0..n_rows).map(|row| table.width(row)).max().unwrap_or(0);
    let n_columns = header.map_or(widest, <[String]>::len);
    let mut search = Search { table, policy, n_rows, n_columns, found: BTreeMap::new() };
    search.by_header(header.unwrap_or_default());
    let (kind, kind_reason) = match wanted {
        Some(kind) => (kind, "as you say".to_owned()),
        None => search.kind(),
    };
    search.complete(kind);
    if !search.found.contains_key(&Role::LogonName) {
        return Err(no_names(table, header, n_columns));
    }
    let columns = search
        .found
        .into_iter()
        .map(|(role, (index, evidence))| Column { role, index, evidence })
        .collect();
    Ok(Recognized { kind, kind_reason, columns })
}

fn no_names(table: &Table, header: Option<&[String]>, n_columns: usize) -> Unreadable {
    const MAX_NAMED: usize = 12;
    if n_columns <= 1 && table.n_rows() <= 1 {
        return Unreadable::new(
            "This is a single line of text, not a table or a list of names.",
            "Drop the CSV report, or paste the list with one name a line.",
        );
    }
    let name = |column: usize| match header.and_then(|header| header.get(column)) {
        Some(name) if !name.trim().is_empty() => crate::problem::excerpt(name),
        _ => letter(column),
    };
    let mut names: Vec<String> = (0..n_columns.min(MAX_NAMED)).map(name).collect();
    if n_columns > MAX_NAMED {
        names.push(format!("and {} more", n_columns - MAX_NAMED));
    }
    Unreadable::new(
        "None of the columns holds logon names.",
        format!(
            "Check that the report has its column of logon names. The columns are: {}.",
            names.join(", ")
        ),
    )
}

struct Search<'a> {
    table: &'a Table,
    policy: &'a Policy,
    n_rows: usize,
    n_columns: usize,
    found: BTreeMap<Role, (usize, Evidence)>,
}

impl Search<'_> {
    fn by_header(&mut self, header: &[String]) {
        let mut best: BTreeMap<Role, (usize, usize)> = BTreeMap::new();
        for (column, name) in header.iter().enumerate() {
            let Some((role, rank)) = self.policy.role_of(name) else { continue };
            let better = match best.get(&role) {
                None => true,
                // Of two columns of logon names the last one is the report's.
                Some((_, other)) => {
                    rank < *other || (rank == *other && role == Role::LogonName)
                }
            };
            if better {
                best.insert(role, (column, rank));
            }
        }
        for (role, (column, _)) in best {
            let name = header[column].trim().to_owned();
            self.found.insert(role, (column, Evidence::Header(name)));
        }
    }

    /// What kind of file this is, and why.
    fn kind(&mut self) -> (Kind, String) {
        let has = |role| self.found.contains_key(&role);
        if let Some((_, (_, Evidence::Header(name)))) =
            self.found.iter().find(|(role, _)| role.is_of_flagged())
        {
            let reason = format!("it has the column “{name}”");
            let of_report = has(Role::Department) || has(Role::JobOrg);
            let kind = match of_report && !has(Role::HasMailbox) {
                true => Kind::Flagged,
                false => Kind::Enrollment,
            };
            return (kind, reason);
        }
        if self.n_columns == 1 {
            return (Kind::Names, "it has one column".to_owned());
        }
        if self.has_flagged_shape() {
            let mailbox = self.policy.enrollment_positions.get(&Role::HasMailbox);
            let kind = match mailbox.is_some_and(|&column| self.is_yes_no(column)) {
                true => Kind::Enrollment,
                false => Kind::Flagged,
            };
            return (kind, "its values look like affiliations and deadlines".to_owned());
        }
        (Kind::Directory, "it lists people and nothing about expiring".to_owned())
    }

    /// Finds what the header did not tell.
    fn complete(&mut self, kind: Kind) {
        match kind {
            Kind::Names => self.names(None),
            Kind::Directory => {
                self.names(self.n_columns.checked_sub(1));
                self.by_shape(Role::DisplayName, "“Last, First”", |cell| {
                    cell.split(", ").count() == 2
                });
                self.by_shape(Role::Email, "e-mail addresses", |cell| {
                    cell.contains('@') && !cell.contains(char::is_whitespace)
                });
            }
            Kind::Enrollment | Kind::Flagged => {
                let positions = match kind {
                    Kind::Enrollment => self.policy.enrollment_positions.clone(),
                    _ => self.policy.flagged_positions.clone(),
                };
                self.flagged(&positions);
                self.names(positions.get(&Role::LogonName).copied());
                self.by_position(&positions);
            }
        }
    }

    fn is_free(&self, column: usize) -> bool {
        column < self.n_columns && !self.found.values().any(|(other, _)| *other == column)
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        (0..self.n_rows)
            .map(move |row| self.table.cell(row, column).trim())
            .filter(|cell| !cell.is_empty())
    }

    /// The share of filled cells that fit; 0 when none is filled.
    fn share(&self, column: usize, fits: impl Fn(&str) -> bool) -> f64 {
        let n_filled = self.cells(column).count();
        let n_fit = self.cells(column).filter(|cell| fits(cell)).count();
        n_fit as f64 / n_filled.max(1) as f64
    }

    fn by_shape(&mut self, role: Role, shape: &'static str, fits: fn(&str) -> bool) {
        if self.found.contains_key(&role) {
            return;
        }
        let column = (0..self.n_columns).find(|&column| {
            self.is_free(column) && self.share(column, fits) >= SHAPE_SHARE
        });
        if let Some(column) = column {
            self.found.insert(role, (column, Evidence::Shape(shape)));
        }
    }

    /// Finds the logon names: at `position` when the values there can be some, else where
    /// the values look most like them.
    fn names(&mut self, position: Option<usize>) {
        if self.found.contains_key(&Role::LogonName) {
            return;
        }
        if let Some(column) = position
            && self.is_free(column)
            && self.share(column, is_logon) >= SHAPE_SHARE
        {
            let evidence = Evidence::Position(letter(column));
            self.found.insert(Role::LogonName, (column, evidence));
            return;
        }
        let best = (0..self.n_columns)
            .filter(|&column| self.is_free(column))
            .map(|column| (self.logon_score(column), column))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Some((score, column)) = best
            && score >= SHAPE_SHARE
        {
            let evidence = Evidence::Shape("logon names");
            self.found.insert(Role::LogonName, (column, evidence));
        }
    }

    /// How much a column looks like logon names: they are names, and no two are the same.
    fn logon_score(&self, column: usize) -> f64 {
        let cells: Vec<&str> = self.cells(column).collect();
        let distinct: HashSet<&str> = cells.iter().copied().collect();
        let spelled = |cell: &str| cell.contains('\\') || cell.starts_with("CN=");
        let lower = |cell: &str| !cell.contains(char::is_uppercase);
        self.share(column, is_logon) * distinct.len() as f64 / cells.len().max(1) as f64
            + 0.2 * self.share(column, spelled)
            + 0.1 * self.share(column, lower)
            - 0.1
    }

    fn is_yes_no(&self, column: usize) -> bool {
        self.share(column, |cell| value::yes_no(cell).is_some()) >= SHAPE_SHARE
    }

    fn is_codes(&self, column: usize) -> bool {
        let known = |cell: &str| {
            let codes = value::codes(cell);
            value::is_absent(cell)
                || codes.iter().all(|code| self.policy.affiliation(code).is_some())
        };
        let says_any = self.cells(column).any(|cell| !value::is_absent(cell));
        says_any && self.share(column, known) >= SHAPE_SHARE
    }

    fn is_date(&self, column: usize) -> bool {
        let is_date = |cell: &str| {
            matches!(value::date(cell, DayOrder::MonthFirst), Ok(Some(_)))
                || matches!(value::date(cell, DayOrder::DayFirst), Ok(Some(_)))
        };
        self.share(column, is_date) >= SHAPE_SHARE
    }

    fn is_days(&self, column: usize) -> bool {
        let is_days = |cell: &str| matches!(value::days(cell), Ok(Some(days)) if days.abs() <= MAX_DAYS_SHAPE);
        self.share(column, is_days) >= SHAPE_SHARE
    }

    fn free_columns(&self, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.n_columns)
            .filter(|&column| self.is_free(column) && fits(column))
            .collect()
    }

    /// Whether the values are those of a list of flagged accounts: codes of affiliations
    /// beside a date or a number of days.
    fn has_flagged_shape(&self) -> bool {
        !self.free_columns(|column| self.is_codes(column)).is_empty()
            && !self
                .free_columns(|column| self.is_date(column) || self.is_days(column))
                .is_empty()
    }

    /// Finds affiliations, dates and days by their shape, nearest to where they usually are.
    fn flagged(&mut self, positions: &Positions) {
        type Fits<S> = fn(&S, usize) -> bool;
        let shapes: [(Role, &'static str, Fits<Self>); 4] = [
            (Role::Affiliations, "codes of affiliations", Self::is_codes),
            (Role::ScheduledDeletion, "dates", Self::is_date),
            (Role::ExpiresIn, "numbers of days", Self::is_days),
            (Role::HasMailbox, "yes or no", Self::is_yes_no),
        ];
        for (role, shape, fits) in shapes {
            if self.found.contains_key(&role) || !positions.contains_key(&role) {
                continue;
            }
            let usual = positions[&role];
            let column = self
                .free_columns(|column| fits(self, column))
                .into_iter()
                .min_by_key(|column| column.abs_diff(usual));
            // Yes and no stand in many columns; only the usual one is meant.
            if let Some(column) = column
                && (role != Role::HasMailbox || column == usual)
            {
                self.found.insert(role, (column, Evidence::Shape(shape)));
            }
        }
    }

    /// Takes what is still missing from its usual place, unless the values there say
    /// otherwise. A table that is too narrow has no usual places.
    fn by_position(&mut self, positions: &Positions) {
        let widest = positions.values().copied().max().unwrap_or(0);
        if self.n_columns <= widest {
            return;
        }
        for (&role, &column) in positions {
            let empty = self.cells(column).next().is_none();
            let fits = match role {
                Role::Affiliations => empty || self.is_codes(column),
                Role::ScheduledDeletion => empty || self.is_date(column),
                Role::ExpiresIn => empty || self.is_days(column),
                Role::HasMailbox => empty || self.is_yes_no(column),
                Role::LogonName => false,
                _ => !self.is_days(column) && !self.is_date(column),
            };
            if fits && self.is_free(column) && !self.found.contains_key(&role) {
                self.found.insert(role, (column, Evidence::Position(letter(column))));
            }
        }
    }
}

/// Whether a cell can be a logon name and is not a number or a word of prose.
fn is_logon(cell: &str) -> bool {
    LogonName::parse(cell).is_some_and(|name| {
        name.key.chars().any(char::is_alphabetic)
            && value::date(&name.key, DayOrder::MonthFirst).is_err()
    })
}
