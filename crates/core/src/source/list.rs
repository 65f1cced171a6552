//! A list of names: how it is told from a table, and how its lines are split into names.

use super::recognize::Recognized;
use super::{Kind, Role, RoleColumn, RoleEvidence, footer, shape};
use crate::logon;
use crate::policy::Policy;
use crate::problem::Unreadable;
use crate::table::{Builder, ReadTable, Sample, Table};

/// How many lines are split in a slice.
const SLICE_LINES: usize = 500;

/// A text that is a list of names and not a table: it has no header that is known, almost
/// every word can be a name, and it is not laid out as a table of people.
pub(super) fn is_list(sample: &Sample) -> bool {
    (sample.n_known == 0 || logon::is_query(&sample.text))
        && logon::is_list(footer::without(&sample.text))
        && (!shape::is_of_people(&sample.rows) || logon::is_of_owners(&sample.text))
}

/// Whether the first line of a list is a name of a column of logon names, perhaps with a letter
/// that is off.
fn heads(first: &str, policy: &Policy) -> bool {
    matches!(policy.role_of(first), Some((Role::LogonName, _)))
        || policy.known_names().heads_list(first)
}

/// Whether nearly all of the first lines of a list have a single word, which no person's name
/// is: in small letters, or an address.
fn is_one_each(lines: &Table, start: usize) -> bool {
    const MAX_LINES: usize = 500;
    const MIN_LINES: usize = 2;
    let end = lines.n_rows().min(start + MAX_LINES);
    let cells = (start..end).map(|row| lines.cell(row, 0).trim());
    let (mut n_lines, mut n_single) = (0_usize, 0_usize);
    for line in cells.filter(|line| !line.is_empty()) {
        n_lines += 1;
        let is_word = !line.contains(char::is_whitespace) && !line.contains([',', ';']);
        let is_title = line.starts_with(char::is_uppercase)
            && line.contains(char::is_lowercase)
            && !line.contains(['@', '\\']);
        n_single += usize::from(is_word && !is_title);
    }
    n_single >= MIN_LINES && 2 * n_single >= n_lines
}

/// What a list is.
pub(super) fn recognized() -> Recognized {
    Recognized {
        kind: Kind::Names,
        kind_reason: "almost every word can be a logon name".to_owned(),
        runner_up: None,
        is_told: false,
        is_called_otherwise: false,
        is_of_names: false,
        columns: vec![RoleColumn {
            role: Role::LogonName,
            index: 0,
            evidence: RoleEvidence::Shape("logon names"),
        }],
        close: Vec::new(),
        ends: Vec::new(),
    }
}

/// A list whose lines are split from the top, so that each name has a row of its own.
pub(super) struct Splitting {
    read: ReadTable,
    /// Its first line, if that names what follows.
    header: Option<Vec<String>>,
    /// The first line that is not split yet.
    next: usize,
    /// Where lines begin that are no names.
    footer: usize,
    /// Whether each line has one name, so that a line of several words has none.
    is_one_each: bool,
    rows: Builder,
}

impl Splitting {
    /// Nothing is split yet; every line is a row of one cell.
    pub(super) fn new(read: ReadTable, policy: &Policy) -> Splitting {
        let lines = &read.table;
        let first = if lines.n_rows() > 0 { lines.cell(0, 0) } else { "" };
        let all = (0..lines.n_rows()).map(|row| lines.cell(row, 0));
        let next = match logon::n_heading_lines(all.clone()) {
            0 => usize::from(heads(first, policy)),
            n => n,
        };
        // Where nothing follows, it is all there is.
        let next = if next < lines.n_rows() { next } else { 0 };
        let header: Vec<&str> = all.take(next).map(str::trim).collect();
        Splitting {
            header: (next > 0).then(|| vec![header.join(" ")]),
            next,
            footer: footer::first_row(lines, next..lines.n_rows()),
            is_one_each: is_one_each(lines, next),
            rows: Builder::default(),
            read,
        }
    }

    /// Splits some lines, and says whether there are more.
    ///
    /// # Errors
    /// When there is not enough memory for the names.
    pub(super) fn work(&mut self) -> Result<bool, Unreadable> {
        let lines = &self.read.table;
        let end = lines.n_rows().min(self.next + SLICE_LINES);
        for row in self.next..end {
            let text = lines.cell(row, 0);
            let remark = logon::remark(text);
            let is_whole = remark.is_some()
                || row >= self.footer
                || self.is_one_each && logon::is_prose(text);
            if is_whole {
                self.rows.push([remark.unwrap_or(text)], lines.line(row))?;
                continue;
            }
            for (line, token) in logon::tokens(text, lines.line(row)) {
                self.rows.push([token], line)?;
            }
        }
        self.next = end;
        Ok(end < lines.n_rows())
    }

    /// The list, with a row for each name.
    pub(super) fn finish(self) -> ReadTable {
        let table: Table = self.rows.finish(self.header);
        ReadTable { table, ..self.read }
    }
}
