//! Tables of something else below the first one, such as a summary or a legend: they begin
//! behind a blank line or a title, with a row of words, and their cells are not what stands
//! in the columns above.
//!
//! A table that names people is none of them: its header is known, or its rows have
//! addresses or accounts.

use super::cell_kind::is_value;
use super::cells::{Builder, Table, TableSection};
use crate::column_names::KnownNames;
use crate::value::is_absent;
use std::collections::HashSet;

/// How many rows of the first table tell what its columns hold.
const MAX_ROWS: usize = 50;

/// How many lines of a title stand above such a table at most.
const MAX_TITLES: usize = 3;

/// Watches the rows for the beginning of such a table.
#[derive(Debug, Default)]
pub(super) struct Watch {
    usual: Usual,
    /// How many blank lines there were.
    n_blank: usize,
    /// Whether nothing stood in the row above.
    is_behind_empty: bool,
    /// The first row behind the last gap, until it is known what begins there.
    begin: Option<usize>,
}

/// What the rows of the first table are like.
#[derive(Debug, Default)]
struct Usual {
    n_rows: usize,
    /// How far to the right most rows go.
    span: usize,
    /// Whether a column holds values, or never does; nothing where it has both.
    is_value: Vec<Option<bool>>,
    /// Whether no cell of a column has several words.
    is_one_word: Vec<bool>,
    /// What stands in its cells, in lower case, with the column.
    words: HashSet<(usize, String)>,
}

impl Watch {
    /// Looks at the last row, with how many blank lines there are until now. `known` are the
    /// names of columns, by which a header of people is told.
    pub(super) fn look(
        &mut self,
        rows: &mut Builder,
        n_blank: usize,
        known: &KnownNames,
    ) {
        let table = &rows.table;
        let Some(last) = table.n_rows().checked_sub(1) else { return };
        let is_gap = n_blank > self.n_blank || self.is_behind_empty;
        self.n_blank = n_blank;
        self.is_behind_empty = filled(table, last).next().is_none();
        if self.is_behind_empty {
            return;
        }
        let begun = match table.sections.last().copied() {
            Some(section) if section.is_aside => {
                let is_other = is_gap || span(table, last) > section.n_columns;
                (is_other && self.usual.fits(table, last))
                    .then(|| TableSection::again(last))
            }
            Some(section) if section.has_header => {
                // Its header is known, but perhaps not of people.
                if self.usual.n_rows > 0 && last == section.first_row + 1 {
                    self.look_below_known(&mut rows.table, known);
                }
                if is_gap && last == section.first_row {
                    self.usual.learn(&rows.table, last);
                }
                return;
            }
            _ => self.begin(table, last, is_gap),
        };
        if let Some(section) = begun {
            self.begin = None;
            rows.table.sections.push(section);
        }
    }

    /// Sets a table aside whose header is known and names no column of logon names, behind
    /// a gap; the last row is the first below its header.
    fn look_below_known(&self, table: &mut Table, known: &KnownNames) {
        let Some(section) = table.sections.last().copied() else { return };
        let header = section.first_row;
        let is_of_people = table.row(header).any(|name| known.heads_list(name))
            || !filled(table, header + 1).all(is_nobody);
        if !is_of_people
            && span(table, header) != self.usual.span
            && let Some(section) = table.sections.last_mut()
        {
            section.is_aside = true;
        }
    }

    /// The table of something else that begins above the last row, or with it, if there is
    /// one.
    fn begin(
        &mut self,
        table: &Table,
        last: usize,
        is_gap: bool,
    ) -> Option<TableSection> {
        if last > 0 && (is_gap || (self.begin.is_none() && is_title(table, last))) {
            self.begin = Some(last);
            self.usual.learn(table, last);
        }
        let begin = self.begin?;
        let is_short_title =
            |row: usize| self.usual.span > 2 && is_alone(table, row) && row == begin;
        let is_above = |row: &usize| is_title(table, *row) || is_short_title(*row);
        let titles_above =
            |row: usize| (begin..row).rev().take_while(is_above).take(MAX_TITLES).count();
        if is_above(&last) {
            return None;
        }
        let section = |first_row: usize, row: usize| TableSection {
            first_row,
            has_header: true,
            is_aside: true,
            n_columns: span(table, row),
        };
        let header = last.checked_sub(1).filter(|header| *header >= begin);
        if let Some(header) = header.filter(|header| !is_above(header)) {
            self.begin = None;
            let n_titles = titles_above(header);
            let is_left = self.usual.is_left_by(table, header, n_titles > 0);
            return is_left.then(|| section(header - n_titles, header));
        }
        // There may be no header, and then the first row must tell.
        let n_titles = titles_above(last);
        let is_left = self.usual.is_left_by_row(table, last, n_titles > 0);
        is_left.then(|| section(last - n_titles, last))
    }
}

impl Usual {
    /// Learns from the rows above `end`, unless enough are known.
    fn learn(&mut self, table: &Table, end: usize) {
        if self.n_rows >= MAX_ROWS {
            return;
        }
        let rows: Vec<usize> =
            (0..end).filter(|row| span(table, *row) > 1).take(MAX_ROWS).collect();
        let spans: Vec<usize> = rows.iter().map(|row| span(table, *row)).collect();
        self.n_rows = rows.len();
        self.span = super::widths::mode(&spans).0;
        self.words.clear();
        let cells = |column| rows.iter().map(move |row| table.cell(*row, column).trim());
        self.is_one_word = (0..self.span)
            .map(|column| !cells(column).any(|cell| cell.contains(' ')))
            .collect();
        self.is_value = (0..self.span)
            .map(|column| {
                let (values, others): (Vec<&str>, Vec<&str>) = cells(column)
                    .filter(|cell| !is_absent(cell))
                    .partition(|cell| is_value(cell));
                for cell in &others {
                    let cell = cell.to_lowercase();
                    self.words.extend(
                        cell.split([' ', ';', ',']).map(|w| (column, w.to_owned())),
                    );
                    self.words.insert((column, cell));
                }
                // Four in five are nearly all of them.
                match (values.len(), others.len()) {
                    (0, 0) => None,
                    (n, m) if 4 * m <= n => Some(true),
                    (n, m) if 4 * n <= m => Some(false),
                    _ => None,
                }
            })
            .collect();
    }

    /// Whether a row is one of the first table: as wide, with values where they belong.
    fn fits(&self, table: &Table, row: usize) -> bool {
        let mut cells = self.is_value.iter().zip(table.row(row).map(str::trim));
        span(table, row) == self.span
            && cells.all(|(is_usual, cell)| {
                is_absent(cell) || is_usual.is_none_or(|usual| usual == is_value(cell))
            })
    }

    /// Whether another table begins with its header in row `header`, and goes on in the next
    /// one.
    fn is_left_by(&self, table: &Table, header: usize, has_title: bool) -> bool {
        let names: Vec<(usize, &str)> = filled(table, header).collect();
        let row = header + 1;
        let mut seen = HashSet::new();
        let is_header = names.len() > 1
            && names.iter().all(|(_, name)| !is_value(name) && seen.insert(*name));
        if !is_header
            || !self.can_be_left_by(table, row)
            || span(table, row) > span(table, header)
        {
            return false;
        }
        // Words stand where the table above has values: they name something.
        let n_named = names
            .iter()
            .filter(|(column, _)| self.has_values(*column) == Some(true))
            .count();
        let n_values = self.is_value.iter().filter(|is| **is == Some(true)).count();
        let names_values = n_named > 0 && n_named == n_values;
        if span(table, header) == self.span && !names_values {
            return false;
        }
        let is_odd = |(column, cell): (usize, &str)| {
            column >= self.span
                || self.has_values(column).is_some_and(|usual| usual != is_value(cell))
                || (self.is_one_word[column] && cell.contains(' '))
        };
        filled(table, row).filter(|(_, cell)| !is_absent(cell)).any(is_odd)
            || self.is_key_elsewhere(table, row)
            || (names_values && has_title)
    }

    /// Whether another table begins with a row without a header above it: values stand where
    /// words should, and what it begins with is no name.
    fn is_left_by_row(&self, table: &Table, row: usize, has_title: bool) -> bool {
        let is_odd = |(column, cell): (usize, &str)| {
            is_value(cell) && self.has_values(column) == Some(false)
        };
        let is_key = |(_, key): (usize, &str)| {
            key.contains(|c: char| c == ' ' || c.is_uppercase())
        };
        self.can_be_left_by(table, row)
            && span(table, row) != self.span
            && filled(table, row).any(is_odd)
            && (self.is_key_elsewhere(table, row)
                || (has_title && filled(table, row).next().is_some_and(is_key)))
    }

    /// Whether a row can be one of another table, which is of nobody.
    fn can_be_left_by(&self, table: &Table, row: usize) -> bool {
        /// One row shows nothing of what is usual.
        const MIN_ROWS: usize = 2;
        self.n_rows >= MIN_ROWS
            && filled(table, row).nth(1).is_some()
            && filled(table, row).all(is_nobody)
    }

    fn has_values(&self, column: usize) -> Option<bool> {
        self.is_value.get(column).copied().flatten()
    }

    /// Whether a row begins with what stands in another column of the first table, as that of
    /// a department does in a summary of them.
    fn is_key_elsewhere(&self, table: &Table, row: usize) -> bool {
        let Some((own, key)) = filled(table, row).next() else { return false };
        let mut others = (0..self.span).filter(|column| *column != own);
        others.any(|column| self.words.contains(&(column, key.to_lowercase())))
    }
}

/// Whether a cell is no address and no account, with its column.
fn is_nobody((_, cell): (usize, &str)) -> bool {
    !cell.contains(['@', '\\'])
}

/// Whether a row is a single text in the first cell.
fn is_alone(table: &Table, row: usize) -> bool {
    let mut cells = filled(table, row);
    matches!(cells.next(), Some((0, text)) if !is_value(text) && is_nobody((0, text)))
        && cells.next().is_none()
}

/// The cells of a row with something in them, with their columns.
fn filled(table: &Table, row: usize) -> impl Iterator<Item = (usize, &str)> {
    let cells = table.row(row).map(str::trim).enumerate();
    cells.filter(|(_, cell)| !cell.is_empty())
}

/// How far to the right a row goes.
fn span(table: &Table, row: usize) -> usize {
    filled(table, row).last().map_or(0, |(column, _)| column + 1)
}

/// Whether a row is a single text of several words, which is nobody's name.
fn is_title(table: &Table, row: usize) -> bool {
    is_alone(table, row) && table.cell(row, 0).trim().contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Limits, Overrides, TableConfig, TableReader};

    const PEOPLE: &str = "Logon Name,Display Name,Unit,Days left\nalovel,\"Lovelace, Ada\",\
                          Arts,13\nghopper,\"Hopper, G\",Navy,20\n";

    /// The lines on which tables of something else begin, and rows of people again.
    #[track_caller]
    fn check(below: &str, aside: &[u32], again: &[u32]) {
        let mut reader = TableReader::new(TableConfig {
            file: "f".to_owned(),
            known: KnownNames::new(
                ["Logon Name", "Display Name", "Unit"],
                ["Logon Name"],
            ),
            is_list: |_| false,
            overrides: Overrides::default(),
            limits: Limits::PAGE,
        });
        reader.push(format!("{PEOPLE}{below}").as_bytes()).unwrap();
        let table = reader.finish().unwrap().table;
        let lines = |is_aside: bool| -> Vec<u32> {
            let sections = table.sections().iter();
            let found = sections.filter(|section| section.is_aside == is_aside);
            found.map(|section| table.line(section.first_row)).collect()
        };
        assert_eq!(
            (lines(true), lines(false)),
            (aside.to_vec(), again.to_vec()),
            "{below}"
        );
    }

    #[test]
    fn summaries_and_legends_are_set_aside() {
        // With a title, without one, padded, of known names, and of two columns.
        check("\nBy unit\nUnit,Accounts,First\nArts,1,12/1/2026\n", &[5], &[]);
        check("\nUnit,Accounts\nArts,1\nNavy,1\n", &[5], &[]);
        check(",,,\nBy unit,,,\nUnit,Accounts,,\nArts,1,,\n", &[5], &[]);
        check("\nUnit,Display Name\nArts,1\n", &[5], &[]);
        check("\nLegend\nCode,Meaning\nArts,School of Arts\n", &[5], &[]);
        check("\nRun by,jdoe\nRun on,11/18/2026\n", &[5], &[]);
        // As wide as the table, wider, and without a header.
        check("\nUnit,Accounts,First,Last\nArts,1,12/1/2026,12/2/2026\n", &[5], &[]);
        check("\nUnit,A,B,C,D\nArts,1,2,3,4\n", &[5], &[]);
        check("\nArts,1\nNavy,1\n", &[5], &[]);
        check("By unit\nArts,1\nNavy,1\n", &[4], &[]);
    }

    #[test]
    fn people_below_a_blank_line_stay() {
        for people in [
            "bliskov,\"Liskov, B\",Arts,14\ndknuth,\"Knuth, D\",Navy,15",
            "bliskov,\"Liskov, B\"\ndknuth,\"Knuth, D\"",
            "bliskov,,,14\ndknuth,,,15",
            "bliskov,\"Liskov, B\",Arts,soon\ndknuth,\"Knuth, D\",Navy,15",
            "Who,Where,Left\nUPENN\\bliskov,Arts,14",
            "Who,Where\nbliskov@upenn.edu,14",
            "Added by hand:\nbliskov,14\ndknuth,15",
            "bliskov\ndknuth",
        ] {
            check(&format!("\n{people}\n"), &[], &[]);
        }
    }

    #[test]
    fn people_go_on_below_a_summary() {
        let people = "bliskov,\"Liskov, B\",Arts,14\n";
        check(&format!("\nUnit,Accounts\nArts,1\n\n{people}"), &[5], &[8]);
        check(&format!("\nUnit,Accounts\nArts,1\n{people}"), &[5], &[7]);
    }

    /// Wrong here: the first two are people whose days slipped to the left. It is said where
    /// the table begins, and in a file of their own they are read.
    #[test]
    fn people_that_look_like_a_summary_are_told_as_one() {
        check("\nBy hand\nArts,14\n", &[5], &[]);
    }
}
