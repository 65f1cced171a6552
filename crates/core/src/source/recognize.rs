//! Which file this is and which column is what, with a reason for each.
//!
//! A column is found by its header, then by the shape of its values, and only then by its
//! position.

mod called;
mod clocks;
mod crossed;
mod deleted;
mod ends;
mod names;

pub(super) use ends::are_ends;

use super::shape::{SHARE, Shapes, is_logon};
use super::{Config, Kind, Mapping, Role, RoleColumn, RoleEvidence};
use crate::policy::{Policy, Positions, says_other_moment};
use crate::problem::Unreadable;
use crate::table::{Table, letter};
use std::collections::{BTreeMap, BTreeSet};

/// How many rows are looked at.
pub(super) const SAMPLE_ROWS: usize = 1000;

/// No file of ours has so many columns; what is further to the right is not looked at.
const MAX_COLUMNS: usize = 1000;

/// How many columns of dates and of days are compared with each other.
const MAX_PAIRED: usize = 8;

/// How many columns a message names.
const MAX_NAMED: usize = 12;

/// What was recognized.
#[derive(Debug)]
pub(super) struct Recognized {
    pub(super) kind: Kind,
    pub(super) kind_reason: String,
    pub(super) runner_up: Option<Kind>,
    /// Whether a header, a proof or the user tells the kind, and not the shape of values alone.
    pub(super) is_told: bool,
    /// Whether the file is called a list of the kind that comes next.
    pub(super) is_called_otherwise: bool,
    /// Whether it is a directory that could be a list of names as well: its header names the
    /// columns, and there is nothing but names.
    pub(super) is_of_names: bool,
    pub(super) columns: Vec<RoleColumn>,
    pub(super) close: Vec<RoleColumn>,
    /// Columns of a directory with dates that may be the ends of accounts.
    pub(super) ends: Vec<RoleColumn>,
}

/// Recognizes a table by what the user says, by its header and by its first `n_rows` rows.
pub(super) fn recognize(
    table: &Table,
    n_rows: usize,
    header: Option<&[String]>,
    config: &Config,
    policy: &Policy,
) -> Result<Recognized, Unreadable> {
    let widest = (0..n_rows).map(|row| table.width(row)).max().unwrap_or(0);
    let n_columns = header.map_or(widest, <[String]>::len).min(MAX_COLUMNS);
    if header.is_some_and(is_own_report) {
        return Err(Unreadable::OwnReport);
    }
    let shapes = Shapes { table, policy, n_rows };
    let header = header.unwrap_or_default();
    let found = BTreeMap::new();
    let file = config.file.as_str();
    let (contradicted, close) = (BTreeSet::new(), Vec::new());
    let mut search =
        Search { shapes, policy, file, header, n_columns, found, contradicted, close };
    search.by_header();
    search.as_said(&config.mapping)?;
    let (kind, kind_reason, is_told) = match config.kind {
        Some(kind) => (kind, "as you say".to_owned(), true),
        None => search.kind(),
    };
    let is_said = config.kind.is_some();
    let runner_up = if is_said { None } else { search.runner_up(kind) };
    search.complete(kind);
    search.without_deletions(kind);
    search.look_again(kind);
    let mut ends = if is_said { Vec::new() } else { search.possible_ends(kind) };
    ends.retain(|column| !config.mapping.contains_key(&column.role));
    // What the user says of a role is asked no more.
    search.close.retain(|column| !config.mapping.contains_key(&column.role));
    search
        .found
        .retain(|role, _| config.mapping.get(role).is_none_or(|said| !said.is_empty()));
    if !is_said && config.mapping.is_empty() {
        search.without_words_of_prose(kind);
    }
    if !search.found.contains_key(&Role::LogonName) {
        return Err(no_names(table, header, n_columns));
    }
    let is_of_names = !is_said && kind == Kind::Directory && search.is_of_names();
    let (columns, close) = (columns(search.found), search.close);
    let recognized = Recognized {
        kind,
        kind_reason,
        runner_up,
        is_told,
        is_called_otherwise: false,
        is_of_names,
        columns,
        close,
        ends,
    };
    Ok(recognized.called_so(config))
}

/// The columns of a further table, by its header and by the names that the user gives;
/// `None` when none of them is named as one of logon names.
pub(super) fn further(
    header: &[String],
    kind: Kind,
    config: &Config,
    policy: &Policy,
) -> Option<Vec<RoleColumn>> {
    let shapes = Shapes { table: &Table::default(), policy, n_rows: 0 };
    let n_columns = header.len().min(MAX_COLUMNS);
    let (file, found) = (config.file.as_str(), BTreeMap::new());
    let (contradicted, close) = (BTreeSet::new(), Vec::new());
    let mut search =
        Search { shapes, policy, file, header, n_columns, found, contradicted, close };
    search.by_header();
    // A letter or a number tells a column of the first table.
    let is_named = |said: &String| header.iter().any(|name| name.trim() == said.trim());
    let mut said = config.mapping.clone();
    said.retain(|_, name| name.is_empty() || is_named(name));
    search.as_said(&said).ok()?;
    search.without_deletions(kind);
    search.found.retain(|role, _| said.get(role).is_none_or(|name| !name.is_empty()));
    search.found.contains_key(&Role::LogonName).then(|| columns(search.found))
}

fn columns(found: BTreeMap<Role, (usize, RoleEvidence)>) -> Vec<RoleColumn> {
    found
        .into_iter()
        .map(|(role, (index, evidence))| RoleColumn { role, index, evidence })
        .collect()
}

/// Whether these are the columns of an answer that was saved as CSV. Its days are counted
/// from its own as-of date, which the file does not say, so it is no source.
fn is_own_report(header: &[String]) -> bool {
    let own = ["logon_name", "restore_days_left", "date_source"];
    own.iter().all(|name| {
        header.iter().any(|cell| cell.trim_start_matches('\u{feff}') == *name)
    })
}

fn no_names(table: &Table, header: &[String], n_columns: usize) -> Unreadable {
    if n_columns <= 1 && table.n_rows() <= 1 {
        return Unreadable::SingleLine;
    }
    let columns = some_names(header, n_columns);
    Unreadable::NamesMissing { n_more: n_columns - columns.len(), columns }
}

/// What to call the first columns.
fn some_names(header: &[String], n_columns: usize) -> Vec<String> {
    (0..n_columns.min(MAX_NAMED)).map(|column| name_of(header, column)).collect()
}

fn name_of(header: &[String], column: usize) -> String {
    match header.get(column) {
        Some(name) if !name.trim().is_empty() => crate::problem::excerpt(name),
        _ => letter(column),
    }
}

/// The column that a user means: by its header, its letter, or its number from 1.
fn column_of(said: &str, header: &[String], n_columns: usize) -> Option<usize> {
    let said = said.trim();
    let by_name = header.iter().position(|name| name.trim().eq_ignore_ascii_case(said));
    let by_letter =
        || (0..n_columns).find(|&column| letter(column).eq_ignore_ascii_case(said));
    let by_number =
        || said.parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < n_columns);
    by_name.or_else(by_letter).or_else(by_number)
}

struct Search<'a> {
    shapes: Shapes<'a>,
    policy: &'a Policy,
    file: &'a str,
    header: &'a [String],
    n_columns: usize,
    found: BTreeMap<Role, (usize, RoleEvidence)>,
    /// Columns whose values are not what their header says.
    contradicted: BTreeSet<usize>,
    /// Columns that fit a role nearly as well as those that are taken.
    close: Vec<RoleColumn>,
}

impl Search<'_> {
    fn by_header(&mut self) {
        let mut best: BTreeMap<Role, (usize, usize)> = BTreeMap::new();
        let mut twice = Vec::new();
        let header = self.header;
        for (column, name) in header.iter().enumerate().take(self.n_columns) {
            let Some((role, rank)) = self.policy.role_of(name) else { continue };
            if self.shapes.contradicts(column, role) {
                self.contradicted.insert(column);
                continue;
            }
            let better = match best.get(&role) {
                None => true,
                // Of two columns of logon names the last one is the report's.
                Some((_, other)) => {
                    rank < *other || (rank == *other && role == Role::LogonName)
                }
            };
            if better && let Some((other, _)) = best.insert(role, (column, rank)) {
                // Two tables beside each other.
                let is_same = header[other].trim().eq_ignore_ascii_case(name.trim());
                twice.extend((is_same && role == Role::LogonName).then_some(other));
            }
        }
        twice.retain(|&column| {
            best.get(&Role::LogonName)
                .is_some_and(|(names, _)| self.shapes.has_other_names(column, *names))
        });
        self.keep_in_mind(Role::LogonName, twice);
        for (role, (column, _)) in best {
            let name = header[column].trim().to_owned();
            self.found.insert(role, (column, RoleEvidence::Header(name)));
        }
        self.uncross();
        self.by_similar_header();
        self.by_word_of_deletion();
    }

    /// Gives roles that no header names to columns whose header is one letter off and whose
    /// values are what the role holds.
    fn by_similar_header(&mut self) {
        /// Every name that is known is compared with each, and no list of people has more.
        const MAX_COLUMNS: usize = 200;
        let header = self.header;
        let n_columns = self.n_columns.min(MAX_COLUMNS);
        for (column, name) in header.iter().enumerate().take(n_columns) {
            if self.policy.role_of(name).is_some() {
                continue;
            }
            let Some(role) = self.policy.similar_role_of(name) else { continue };
            if !self.found.contains_key(&role) && self.shapes.can_hold(column, role) {
                let evidence = RoleEvidence::SimilarHeader(name.trim().to_owned());
                self.found.insert(role, (column, evidence));
            }
        }
    }

    /// Gives roles to the columns that the user names.
    fn as_said(&mut self, mapping: &Mapping) -> Result<(), Unreadable> {
        let header = self.header;
        for (&role, name) in mapping.iter().filter(|(_, name)| !name.is_empty()) {
            let Some(column) = column_of(name, header, self.n_columns) else {
                return Err(Unreadable::ColumnUnknown {
                    name: name.clone(),
                    role: role.title(),
                    columns: some_names(header, self.n_columns),
                });
            };
            self.found.retain(|_, (other, _)| *other != column);
            self.found.insert(role, (column, RoleEvidence::Said));
        }
        Ok(())
    }

    /// What kind of file this is, why, and whether a header or a proof tells it.
    fn kind(&mut self) -> (Kind, String, bool) {
        if let Some(reason) = self.deleted() {
            return (Kind::Deleted, reason, true);
        }
        let has = |role| self.found.contains_key(&role);
        let flagged = |role: &&Role| role.is_of_flagged();
        // A directory can tell who has a mailbox, or what people are; neither alone makes
        // them flagged.
        let n_flagged = self.found.keys().filter(flagged).count();
        let tells = |role: &Role| {
            let is_vague = match role {
                Role::HasMailbox | Role::Affiliations => true,
                Role::ExpiresIn => self.says_never(),
                _ => false,
            };
            n_flagged > 1 || !is_vague
        };
        if let Some((role, (_, evidence))) =
            self.found.iter().find(|(role, _)| role.is_of_flagged() && tells(role))
        {
            let reason = match evidence {
                RoleEvidence::Header(name) => format!("it has the column “{name}”"),
                RoleEvidence::SimilarHeader(name) => {
                    format!("it has the column “{name}”, which is one letter off")
                }
                RoleEvidence::Shape(shape) => {
                    format!("the values of a column look like {shape}")
                }
                _ => format!("you say which column is the {}", role.title()),
            };
            let of_report = has(Role::Department) || has(Role::JobOrg);
            let kind = match of_report && !has(Role::HasMailbox) {
                true => Kind::Flagged,
                false => Kind::Enrollment,
            };
            let is_told = !matches!(evidence, RoleEvidence::Shape(_)) || self.is_proved();
            return (kind, reason, is_told);
        }
        if self.n_columns == 1 {
            return (Kind::Names, "it has one column".to_owned(), false);
        }
        if self.has_flagged_shape() {
            let mailbox = self.policy.enrollment_positions.get(&Role::HasMailbox);
            // A table of names and days alone does not say that there are mailboxes.
            let is_enrollment = self.n_columns <= 3
                || mailbox.is_some_and(|&column| self.shapes.is_yes_no(column));
            let kind = if is_enrollment { Kind::Enrollment } else { Kind::Flagged };
            let reason = "its values look like those of flagged accounts";
            return (kind, reason.to_owned(), self.is_proved());
        }
        if self.is_pair_of_names() {
            let reason = "it has nothing but names of accounts and of people";
            return (Kind::Names, reason.to_owned(), false);
        }
        let reason = "it lists people and nothing about expiring";
        (Kind::Directory, reason.to_owned(), false)
    }

    /// What else the table can be, where its kind rests on nothing but the shape of its values:
    /// no header and no proof tells it. Timestamps can tell when somebody was last seen, or when
    /// he was deleted; dates beside affiliations when an account ends, or since when it is there.
    fn runner_up(&self, kind: Kind) -> Option<Kind> {
        const MAX_NARROW: usize = 3;
        if kind == Kind::Directory {
            if self.has_moments_of_deletions() {
                return Some(Kind::Deleted);
            }
            if self.has_dates_beside_affiliations() {
                return Some(Kind::Flagged);
            }
        }
        if !self.found.is_empty() {
            return None;
        }
        let is_narrow = (2..=MAX_NARROW).contains(&self.n_columns);
        match kind {
            Kind::Directory if self.is_of_moments() => Some(Kind::Deleted),
            Kind::Directory if is_narrow => Some(Kind::Names),
            Kind::Names if is_narrow => Some(Kind::Directory),
            Kind::Enrollment if is_narrow && !self.is_proved() => Some(Kind::Directory),
            _ => None,
        }
    }

    /// Whether affiliations, as lists of flagged people have them, stand beside dates that may
    /// be a schedule.
    fn has_dates_beside_affiliations(&self) -> bool {
        let can_be = |column: usize| {
            let name = self.header.get(column).map_or("", String::as_str);
            self.is_unknown(column)
                && !says_other_moment(name)
                && self.shapes.is_date(column)
                && !self.shapes.is_timestamps(column)
        };
        self.has(Role::Affiliations) && !self.free_columns(can_be).is_empty()
    }

    /// Whether dates agree with numbers of days.
    fn is_proved(&self) -> bool {
        let dates = self.free_columns(|column| self.shapes.is_date(column));
        let days = self.free_columns(|column| self.shapes.is_days(column));
        self.pair(&dates, &days).is_some()
    }

    /// Whether this is what is copied from a page with accounts and the people's names, without
    /// its header.
    fn is_pair_of_names(&self) -> bool {
        let is_person = |cell: &str| {
            let is_mark = |c: char| c.is_ascii_digit() || matches!(c, '@' | '/' | ':');
            cell.contains(char::is_whitespace) && !cell.contains(is_mark)
        };
        let is_of = |column, fits: fn(&str) -> bool| {
            SHARE.is_reached_by(self.shapes.share(column, fits))
        };
        self.n_columns == 2
            && self.header.is_empty()
            && (is_of(0, is_logon) && is_of(1, is_person)
                || is_of(1, is_logon) && is_of(0, is_person))
    }

    /// Whether there is nothing but names of accounts and of people.
    fn is_of_names(&self) -> bool {
        let is_name = |role: &Role| {
            matches!(role, Role::LogonName | Role::DisplayName | Role::Email)
        };
        let is_person = |role: &Role| matches!(role, Role::FirstName | Role::LastName);
        // The bars around a table make columns with nothing in them.
        let is_filled = |column: &usize| self.shapes.any(*column, |_| true);
        self.found.len() == (0..self.n_columns).filter(is_filled).count()
            && self.found.keys().all(|role| is_name(role) || is_person(role))
    }

    /// Finds what the header did not tell.
    fn complete(&mut self, kind: Kind) {
        match kind {
            Kind::Names => {
                self.names(None);
                self.display_names();
            }
            Kind::Deleted => {
                self.deleted_columns();
                self.display_names();
            }
            Kind::Directory => {
                self.names(self.n_columns.checked_sub(1));
                self.display_names();
                self.emails();
            }
            Kind::Enrollment | Kind::Flagged => {
                let positions = match kind {
                    Kind::Enrollment => self.policy.enrollment_positions.clone(),
                    _ => self.policy.flagged_positions.clone(),
                };
                self.flagged(&positions);
                self.names(positions.get(&Role::LogonName).copied());
                self.by_position(&positions);
                // A column that is named is somebody else's name or address.
                if self.header.is_empty() {
                    self.display_names();
                    self.emails();
                }
            }
        }
    }

    fn is_free(&self, column: usize) -> bool {
        column < self.n_columns && !self.found.values().any(|(other, _)| *other == column)
    }

    fn display_names(&mut self) {
        // Where first and last names have columns, something else is written so.
        if self.has(Role::FirstName) && self.has(Role::LastName) {
            return;
        }
        self.by_shape(Role::DisplayName, "“Last, First”", |cell| {
            cell.split(", ").count() == 2
        });
    }

    fn emails(&mut self) {
        self.by_shape(Role::Email, "e-mail addresses", |cell| {
            cell.contains('@') && !cell.contains(char::is_whitespace)
        });
    }

    fn by_shape(&mut self, role: Role, shape: &'static str, fits: fn(&str) -> bool) {
        if self.found.contains_key(&role) {
            return;
        }
        let column = (0..self.n_columns).find(|&column| {
            self.is_free(column) && SHARE.is_reached_by(self.shapes.share(column, fits))
        });
        if let Some(column) = column {
            self.found.insert(role, (column, RoleEvidence::Shape(shape)));
        }
    }

    fn free_columns(&self, fits: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.n_columns)
            .filter(|&column| self.is_free(column) && fits(column))
            .collect()
    }

    /// Whether the values are those of a list of flagged accounts: codes of affiliations
    /// beside a date or a number of days, or a date that agrees with a number of days, or
    /// just names with one of them.
    fn has_flagged_shape(&self) -> bool {
        let dates = self.free_columns(|column| self.shapes.is_date(column));
        let days = self.free_columns(|column| self.shapes.is_days(column));
        let any_unnamed =
            |columns: &[usize]| columns.iter().any(|&column| self.is_unnamed(column));
        let codes = self.free_columns(|column| self.shapes.is_codes(column));
        // A schedule has no moments.
        let is_moment = |column: &&usize| self.shapes.is_timestamps(**column);
        let planned: Vec<usize> =
            dates.iter().filter(|column| !is_moment(column)).copied().collect();
        let is_timed = any_unnamed(&planned) || any_unnamed(&days);
        let is_bare = self.n_columns <= 3 && self.found.is_empty();
        (is_timed && (is_bare || any_unnamed(&codes)))
            || self.pair(&dates, &days).is_some()
    }

    fn pair(&self, dates: &[usize], days: &[usize]) -> Option<(usize, usize)> {
        let days = &days[..days.len().min(MAX_PAIRED)];
        dates
            .iter()
            .take(MAX_PAIRED)
            .flat_map(|&date| days.iter().map(move |&days| (date, days)))
            .find(|&(date, days)| self.shapes.pair(date, days).is_some())
    }

    fn has(&self, role: Role) -> bool {
        self.found.contains_key(&role)
    }

    /// Whether a column has no name of its own: none, a letter, or one that a program made
    /// up, such as “RoleColumn 13”.
    fn is_unnamed(&self, column: usize) -> bool {
        let Some(name) = self.header.get(column) else { return true };
        let name = name.trim().to_lowercase();
        let word = name.trim_end_matches(|c: char| !c.is_alphabetic());
        word.len() < 2
            || matches!(word, "column" | "col" | "field" | "unnamed" | "spalte")
    }

    fn take(&mut self, role: Role, column: Option<usize>, shape: &'static str) {
        if let Some(column) = column {
            self.found.entry(role).or_insert((column, RoleEvidence::Shape(shape)));
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
            let empty = self.shapes.cells(column).next().is_none();
            let fits = match role {
                Role::Affiliations => empty || self.shapes.is_codes(column),
                Role::ScheduledDeletion => empty || self.shapes.has_dates(column),
                Role::ExpiresIn => empty || self.shapes.is_days(column),
                Role::HasMailbox => empty || self.shapes.is_yes_no(column),
                Role::LogonName => false,
                _ => !self.shapes.is_days(column) && !self.shapes.is_date(column),
            };
            if fits
                && self.is_unnamed(column)
                && self.is_free(column)
                && !self.found.contains_key(&role)
            {
                self.found.insert(role, (column, RoleEvidence::Position(letter(column))));
            }
        }
    }
}
