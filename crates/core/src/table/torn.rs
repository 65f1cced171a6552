//! Rows that have more cells than there are columns, because a cell with the delimiter in it
//! stands without quotes: `Doe, Jane` and `1,024.50`.
//!
//! All ways are looked at in which the parts of such a row can be put together again, so that
//! each column has its cell. Only what people tear is joined (names, numbers, dates, places
//! in a directory), and addresses and accounts show what must stand where. A row for which no
//! way is the best one stays as it was read, and is reported as ragged.

mod parts;

use super::cell_kind::is_value;
use super::cells::{Table, column_name};
use super::repair::Expected;
use super::scanner::{Quoting, RawCell, ScannedRecord};
use crate::column_names::KnownNames;
use crate::problem::{Finding, FirstLines, Problem, Problems};
use crate::value::is_absent;
use parts::{
    has_decimals, has_thousands, is_bracketed, is_listed, is_long_date, is_of_addresses,
    is_place_in_directory,
};
use std::collections::BTreeSet;
use std::ops::Range;

/// So many cells too many are put together at most.
const MAX_EXTRA: usize = 8;

/// A wider table is left alone, so that a row costs little.
const MAX_COLUMNS: usize = 200;

/// How many rows of the sample are looked at.
const MAX_ROWS: usize = 300;

/// What it costs to join words without a space between them under a column whose cells may
/// well have a comma, and under another one.
const LISTED: u32 = 1;
const UNSPACED: u32 = 3;

/// What it costs to have a cell under a column that otherwise has others, and to begin one
/// with a space.
const MISFIT: u32 = 4;
const TORN_OFF: u32 = 2;

/// What a cell is, as far as it tells one column from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Address,
    Account,
    Number,
    /// A date, or a time.
    Moment,
    Words,
}

const LOOKS: [Look; 5] =
    [Look::Address, Look::Account, Look::Number, Look::Moment, Look::Words];

impl Look {
    /// Of a cell with something in it.
    fn of(cell: &str) -> Look {
        let cell = cell.trim();
        let is_sign = |c: char| matches!(c, '.' | ',' | '-' | '+' | '%' | '$');
        if cell.contains(['@', '\\']) && !cell.contains(char::is_whitespace) {
            if cell.contains('@') { Look::Address } else { Look::Account }
        } else if cell.contains(['@', '<', '(']) || !is_value(cell) {
            Look::Words
        } else if cell.chars().all(|c| c.is_ascii_digit() || is_sign(c)) {
            Look::Number
        } else {
            Look::Moment
        }
    }
}

/// What is known of a column.
#[derive(Clone, Debug, Default)]
struct Column {
    /// What nearly all of its cells are.
    look: Option<Look>,
    /// Whether its cells may well have a comma in them.
    is_listed: bool,
}

/// How the parts of torn rows are put together again.
#[derive(Clone, Debug)]
pub(super) struct Mending {
    columns: Vec<Column>,
    delimiter: u8,
    /// Whether a space at the beginning of a cell shows that it belongs to the one before.
    space_tells: bool,
    known: KnownNames,
}

/// How a row was put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mended {
    /// The columns whose cells have several parts.
    pub(super) columns: Vec<usize>,
    /// Whether the parts can belong together in no other way.
    pub(super) is_sure: bool,
}

impl Mending {
    /// What can be learnt from a sample with a header, or with rows of one width. Only commas
    /// and semicolons stand in cells as well.
    pub(super) fn learn(
        rows: &Table,
        header: &Range<usize>,
        delimiter: Option<u8>,
        expected: Option<&Expected>,
        known: &KnownNames,
    ) -> Option<Mending> {
        let delimiter = delimiter.filter(|byte| matches!(byte, b',' | b';'))?;
        let names: Vec<&str> = match header.clone().last() {
            Some(row) => rows.row(row).map(str::trim).collect(),
            None => vec![""; expected?.width],
        };
        // A column without a name at the end counts only where rows of that width fill it.
        let fills = |row: usize, column: usize| {
            rows.width(row) == names.len() && !rows.cell(row, column).trim().is_empty()
        };
        let is_column = |column: usize| {
            !names[column].is_empty()
                || (header.end..rows.n_rows()).any(|row| fills(row, column))
        };
        let last = (0..names.len()).rev().find(|column| is_column(*column));
        let names = &names[..=last?];
        if !(2..=MAX_COLUMNS).contains(&names.len()) {
            return None;
        }
        let columns = names.iter().map(|name| Column {
            look: is_of_addresses(name).then_some(Look::Address),
            is_listed: is_listed(name),
        });
        let known = known.clone();
        let mut mending =
            Mending { columns: columns.collect(), delimiter, space_tells: true, known };
        let below: Vec<Vec<&str>> = (header.end
            ..rows.n_rows().min(header.end + MAX_ROWS))
            .map(|row| rows.row(row).collect())
            .collect();
        let is_torn = |row: &&Vec<&str>| row.len() > mending.columns.len();
        below.iter().find(is_torn)?;
        mending.space_tells = !has_spaced_cells(&below, mending.columns.len());
        // Twice: what the plain rows show of the columns decides about the others.
        for _ in 0..2 {
            mending.learn_looks(&below);
        }
        Some(mending)
    }

    /// Learns how the columns look from the rows in which it is known what stands where.
    fn learn_looks(&mut self, rows: &[Vec<&str>]) {
        let mut seen = vec![[0_usize; LOOKS.len()]; self.columns.len()];
        for row in rows {
            let Some((groups, _)) = self.best(row) else { continue };
            for (groups, seen) in groups.iter().zip(&mut seen) {
                let cell = row[groups.clone()].join(",");
                if !cell.trim().is_empty()
                    && let Some(at) = LOOKS.iter().position(|l| *l == Look::of(&cell))
                {
                    seen[at] += 1;
                }
            }
        }
        for (column, seen) in self.columns.iter_mut().zip(seen) {
            let n_filled: usize = seen.iter().sum();
            let most = LOOKS.iter().zip(seen).max_by_key(|(_, n)| *n);
            // Four in five are nearly all of them.
            if let Some((look, n)) =
                most.filter(|(_, n)| n_filled > 0 && 5 * n >= 4 * n_filled)
                && (n > 1 || column.look.is_none())
            {
                column.look = Some(*look);
            }
        }
    }

    /// Puts the parts of a record together, if it is torn.
    pub(super) fn mend(&self, text: &str, record: &mut ScannedRecord) -> Option<Mended> {
        if record.cells.len() <= self.columns.len() {
            return None;
        }
        let parts: Vec<&str> =
            record.cells.iter().map(|cell| &text[cell.range.clone()]).collect();
        // It names the columns of another table.
        if parts.iter().filter(|part| self.known.contains(part)).count() > 1 {
            return None;
        }
        let (groups, is_sure) = self.best(&parts)?;
        if groups.iter().all(|group| group.len() == 1) {
            return None;
        }
        let is_plain = |group: &Range<usize>| {
            group.len() == 1
                || record.cells[group.clone()].iter().all(|c| c.quoting == Quoting::Bare)
        };
        if !groups.iter().all(is_plain) {
            return None;
        }
        let columns: Vec<usize> =
            (0..groups.len()).filter(|column| groups[*column].len() > 1).collect();
        let joined = groups.iter().map(|group| {
            let (first, last) =
                (&record.cells[group.start], &record.cells[group.end - 1]);
            RawCell { range: first.range.start..last.range.end, quoting: first.quoting }
        });
        record.cells = joined.collect();
        Some(Mended { columns, is_sure })
    }

    /// Which parts of a row belong to which column, and whether that is sure; `None` when
    /// nothing fits. Of several ways that fit as well it is the one that joins further left.
    fn best(&self, parts: &[&str]) -> Option<(Vec<Range<usize>>, bool)> {
        let n_columns = self.columns.len();
        // Empty cells behind the last column are those of delimiters at the end.
        let n_parts = parts.iter().rposition(|part| !part.trim().is_empty())? + 1;
        let parts = &parts[..n_parts.max(n_columns.min(parts.len()))];
        let n_extra = parts.len().checked_sub(n_columns).filter(|n| *n <= MAX_EXTRA)?;
        if n_extra == 0 {
            return Some(((0..n_columns).map(|at| at..at + 1).collect(), true));
        }
        let (groups, cost, is_only) = self.cheapest(parts, n_extra)?;
        // A note behind the row, or a delimiter too many, explains it as well.
        let is_other = self.cost_as_it_is(parts) <= cost
            || self
                .cost_without_blanks(parts, n_extra)
                .is_some_and(|other| other <= cost);
        let is_sure = is_only && cost == 0;
        (!is_other && cost <= UNSPACED * n_extra as u32).then_some((groups, is_sure))
    }

    /// What it costs to leave a row as it is, with what is too much behind the last column: an
    /// account or an address is no note.
    fn cost_as_it_is(&self, parts: &[&str]) -> u32 {
        let is_name =
            |part: &&str| matches!(Look::of(part), Look::Account | Look::Address);
        let (within, behind) = parts.split_at(self.columns.len().min(parts.len()));
        let is_named = behind.iter().any(is_name) && !within.last().is_some_and(is_name);
        self.columns
            .iter()
            .zip(parts)
            .map(|(column, part)| misfit(column, part))
            .sum::<u32>()
            + if is_named { MISFIT } else { 1 }
    }

    /// What it costs to leave out as many empty parts as there are too many; `None` when there
    /// are not so many.
    fn cost_without_blanks(&self, parts: &[&str], n_extra: usize) -> Option<u32> {
        // What the parts cost until now, by how many are left out.
        let mut costs: Vec<Option<u32>> = vec![None; n_extra + 1];
        costs[0] = Some(0);
        for (at, part) in parts.iter().enumerate() {
            let is_blank = part.trim().is_empty();
            for n_out in (0..=n_extra).rev() {
                let column =
                    at.checked_sub(n_out).and_then(|column| self.columns.get(column));
                let kept =
                    costs[n_out].zip(column).map(|(c, column)| c + misfit(column, part));
                let left_out =
                    n_out.checked_sub(1).and_then(|n| costs[n]).filter(|_| is_blank);
                costs[n_out] = kept.into_iter().chain(left_out).min();
            }
        }
        costs[n_extra]
    }

    /// The cheapest way to spread parts over the columns, what it costs, and whether no other
    /// one costs as little.
    fn cheapest(
        &self,
        parts: &[&str],
        n_extra: usize,
    ) -> Option<(Vec<Range<usize>>, u32, bool)> {
        /// Up to here: what it costs, in how many ways, and how many parts the last has.
        type Step = Option<(u32, u32, usize)>;
        let n_columns = self.columns.len();
        let mut steps: Vec<Vec<Step>> = vec![vec![None; n_extra + 1]; n_columns + 1];
        steps[0][0] = Some((0, 1, 0));
        for at in 0..n_columns {
            for extra in 0..=n_extra {
                let Some((cost, ways, _)) = steps[at][extra] else { continue };
                for more in 0..=n_extra - extra {
                    let group = &parts[at + extra..=at + extra + more];
                    let Some(added) = self.cost(&self.columns[at], group) else {
                        continue;
                    };
                    let next = &mut steps[at + 1][extra + more];
                    let new = cost + added;
                    match next {
                        Some((best, n, _)) if *best == new => *n = n.saturating_add(ways),
                        Some((best, ..)) if *best < new => {}
                        _ => *next = Some((new, ways, more)),
                    }
                }
            }
        }
        let (cost, ways, _) = steps[n_columns][n_extra]?;
        let mut groups = Vec::new();
        let mut end = parts.len();
        let mut extra = n_extra;
        for at in (1..=n_columns).rev() {
            let (.., more) = steps[at][extra]?;
            groups.push(end - more - 1..end);
            end -= more + 1;
            extra -= more;
        }
        groups.reverse();
        Some((groups, cost, ways == 1))
    }

    /// What it costs to have these parts as one cell of a column; `None` when nobody would
    /// have written them so.
    fn cost(&self, column: &Column, parts: &[&str]) -> Option<u32> {
        let joined = parts.join(if self.delimiter == b',' { "," } else { ";" });
        let together = match parts {
            [_] => 0,
            _ => self.cost_of_joining(column, parts, &joined)?,
        };
        // What begins with a space belongs to what is before it.
        let is_torn_off = self.space_tells && is_behind_space(parts[0]);
        Some(together + misfit(column, &joined) + if is_torn_off { TORN_OFF } else { 0 })
    }

    fn cost_of_joining(
        &self,
        column: &Column,
        parts: &[&str],
        joined: &str,
    ) -> Option<u32> {
        if parts.iter().any(|part| part.trim().is_empty()) {
            return None;
        }
        if is_place_in_directory(parts) || is_bracketed(parts) {
            return Some(0);
        }
        if self.delimiter == b',' && has_thousands(joined) {
            return Some(0);
        }
        if self.delimiter == b',' && has_decimals(joined) {
            return Some(LISTED);
        }
        let is_spaced =
            self.space_tells && parts[1..].iter().all(|part| is_behind_space(part));
        let looks: Vec<Look> = parts.iter().map(|part| Look::of(part)).collect();
        // `12/1/2026, 9:00 AM`
        let is_timed = looks.iter().all(|look| *look == Look::Moment);
        if (is_timed && is_spaced) || is_long_date(parts) {
            return Some(0);
        }
        match (looks.iter().all(|look| *look == Look::Words), is_spaced) {
            (true, true) => Some(0),
            (true, false) if column.is_listed => Some(LISTED),
            (true, false) => Some(UNSPACED),
            // “Building 5, 12”
            (false, true) if looks[0] == Look::Words => Some(LISTED),
            (false, true) if looks.iter().all(|look| *look == Look::Address) => {
                Some(LISTED)
            }
            _ => None,
        }
    }
}

/// Whether a cell begins with a single space.
fn is_behind_space(part: &str) -> bool {
    part.strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()))
}

/// What it costs to have a cell under a column.
fn misfit(column: &Column, cell: &str) -> u32 {
    /// Some departments have a number.
    const ODD: u32 = 1;
    let Some(usual) = column.look else { return 0 };
    if is_absent(cell) {
        return 0;
    }
    match (usual, Look::of(cell)) {
        (usual, look) if usual == look => 0,
        (Look::Words, Look::Number) | (Look::Account | Look::Address, Look::Words)
            if !cell.trim().contains(char::is_whitespace) =>
        {
            ODD
        }
        _ => MISFIT,
    }
}

/// Whether a space begins many a cell of rows that are not torn, so that it tells nothing.
fn has_spaced_cells(rows: &[Vec<&str>], n_columns: usize) -> bool {
    let whole: Vec<&Vec<&str>> =
        rows.iter().filter(|row| row.len() == n_columns).collect();
    let is_spaced =
        |row: &&&Vec<&str>| row.iter().skip(1).any(|cell| cell.starts_with(' '));
    let n_spaced = whole.iter().filter(is_spaced).count();
    10 * n_spaced > whole.len()
}

/// The rows that were put together.
#[derive(Debug, Default)]
pub(super) struct MendedRows {
    sure: MendedCount,
    assumed: MendedCount,
}

/// How many rows were put together, with what the first of them were.
#[derive(Debug, Default)]
struct MendedCount {
    rows: FirstLines,
    /// The columns whose cells had several parts.
    columns: BTreeSet<usize>,
    /// The first row, as written.
    text: String,
}

impl MendedRows {
    /// Notes a row that was put together.
    pub(super) fn note(&mut self, mended: Mended, line: u32, text: &str) {
        let count = if mended.is_sure { &mut self.sure } else { &mut self.assumed };
        if count.rows.n_rows == 0 {
            count.text = text.to_owned();
        }
        count.rows.note(line);
        count.columns.extend(mended.columns);
    }

    /// Says it once of the sure ones, and once of the others.
    pub(super) fn report(
        self,
        file: &str,
        header: Option<&[String]>,
        problems: &mut Problems,
    ) {
        for (count, is_sure) in [(self.sure, true), (self.assumed, false)] {
            let MendedCount { rows: FirstLines { n_rows, lines }, columns, text } = count;
            let Some(line) = lines.first().copied() else { continue };
            let columns =
                columns.into_iter().map(|column| column_name(header, column)).collect();
            let finding = Finding::CellsJoined { n_rows, lines, columns, is_sure };
            problems.push(finding, |finding| Problem::at(finding, file, line, &text));
        }
    }
}

#[cfg(test)]
mod tests;
