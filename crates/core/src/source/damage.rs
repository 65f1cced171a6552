//! What other programs did to the cells before they came here: it is noticed and explained,
//! and nothing is guessed.

use super::{Role, RoleColumn};
use crate::logon::hides_something;
use crate::problem::{Finding, Problem, Problems};
use crate::table::{Table, windows_1252_byte};
use crate::threshold::Threshold;
use std::ops::Range;

/// IDs with fewer digits than this are numbers like any other.
const MIN_ID_DIGITS: usize = 6;

/// So much of a column must be IDs of one length for the shorter ones to be damaged.
const ID_SHARE: Threshold = Threshold::new("damage: IDs of one length", 0.6);

/// As long as this run is, question marks can stand for the bytes of one letter.
const MAX_MARKS: usize = 3;

/// The columns in which letters are looked at.
const TEXTS: [Role; 6] = [
    Role::LogonName,
    Role::DisplayName,
    Role::FirstName,
    Role::LastName,
    Role::Email,
    Role::Department,
];

/// What is known about the damage of a source.
#[derive(Debug, Default)]
pub(crate) struct Damage {
    /// Columns of IDs, by the rows of their table, with the number of digits, from the top.
    ids: Vec<(Range<usize>, usize, usize)>,
}

impl Damage {
    /// Notes the columns of IDs of one of the tables of a source, once all of its rows were
    /// looked at.
    pub(super) fn learn(&mut self, rows: Range<usize>, candidates: Vec<IdColumn>) {
        for column in candidates {
            if let Some(n_digits) = column.n_digits() {
                self.ids.push((rows.clone(), column.index, n_digits));
            }
        }
    }

    /// What is damaged in a row, with the column.
    pub(crate) fn of_row(
        &self,
        table: &Table,
        row: usize,
        columns: &[RoleColumn],
        mut found: impl FnMut(Finding, usize),
    ) {
        let n_above = self.ids.partition_point(|(rows, ..)| rows.end <= row);
        let of_row =
            self.ids[n_above..].iter().take_while(|(rows, ..)| rows.start <= row);
        for (_, column, n_digits) in of_row {
            let cell = table.cell(row, *column).trim();
            if is_digits(cell) && cell.len() < *n_digits {
                found(Finding::IdShort { n_digits: cell.len() }, *column);
            }
        }
        let text = table.row_text(row);
        if text.is_ascii() && memchr::memchr2(b'?', b'+', text.as_bytes()).is_none() {
            return;
        }
        for &RoleColumn { role, index, .. } in columns {
            let cell = table.cell(row, index).trim();
            if role == Role::PersonId && is_rounded(cell) {
                found(Finding::NumberRounded, index);
            }
            if role == Role::LogonName && hides_something(cell) {
                found(Finding::InvisibleCharacters, index);
            }
            if TEXTS.contains(&role) {
                if has_lost_letters(cell) {
                    found(Finding::AccentsLost, index);
                }
                if is_mojibake(cell) {
                    found(Finding::Mojibake, index);
                }
            }
        }
    }

    /// Reports what is damaged in a row.
    pub(super) fn report(
        &self,
        table: &Table,
        row: usize,
        columns: &[RoleColumn],
        file: &str,
        problems: &mut Problems,
    ) {
        self.of_row(table, row, columns, |finding, column| {
            problems.push(finding, |finding| {
                Problem::at(finding, file, table.line(row), table.cell(row, column))
                    .of_row(row)
                    .in_column(table.column_name_at(row, column))
            });
        });
    }
}

/// A column that may be one of IDs, with what was seen of its cells.
pub(super) struct IdColumn {
    index: usize,
    n_filled: usize,
    n_of_length: [usize; 32],
    /// Whether a number is longer than any ID, so that this is a column of something else.
    is_other: bool,
}

impl IdColumn {
    /// Those among `columns`, of which no cell was looked at yet.
    pub(super) fn among(columns: &[RoleColumn]) -> Vec<IdColumn> {
        let can_be = |column: &&RoleColumn| {
            matches!(column.role, Role::PersonId | Role::LogonName)
        };
        let columns = columns.iter().filter(can_be).map(|column| column.index);
        columns
            .map(|index| IdColumn {
                index,
                n_filled: 0,
                n_of_length: [0; 32],
                is_other: false,
            })
            .collect()
    }

    /// Looks at its cell in a row.
    pub(super) fn take(&mut self, table: &Table, row: usize) {
        let cell = table.cell(row, self.index).trim();
        self.n_filled += usize::from(!cell.is_empty());
        if is_digits(cell) {
            match self.n_of_length.get_mut(cell.len()) {
                Some(n) => *n += 1,
                None => self.is_other = true,
            }
        }
    }

    /// How many digits its IDs have, if they are IDs of one length.
    fn n_digits(&self) -> Option<usize> {
        let longest = self.n_of_length.iter().rposition(|n| *n > 0)?;
        let n_longest = self.n_of_length[longest];
        (!self.is_other
            && longest >= MIN_ID_DIGITS
            && ID_SHARE.is_reached_by(n_longest as f64 / self.n_filled as f64)
            && n_longest > 1)
            .then_some(longest)
    }
}

fn is_digits(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a cell is a number that lost its last digits, such as `1.23457E+07`.
pub(super) fn is_rounded(cell: &str) -> bool {
    let cell = cell.trim();
    if !cell.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((mantissa, exponent)) = cell.split_once(['E', 'e']) else { return false };
    let Some(exponent) = exponent.strip_prefix('+') else { return false };
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    whole.len() == 1 && is_digits(whole) && is_digits(fraction) && is_digits(exponent)
}

/// Whether letters of a name became question marks, or the sign that stands for a lost
/// letter. A mark at the end of a word may be a question.
fn has_lost_letters(cell: &str) -> bool {
    if cell.is_ascii() && !cell.contains('?') {
        return false;
    }
    if cell.contains(char::REPLACEMENT_CHARACTER) {
        return true;
    }
    // Addresses of pages have question marks too.
    if !cell.contains('?') || cell.contains(['/', '=']) {
        return false;
    }
    let chars: Vec<char> = cell.chars().collect();
    let is_letter = |c: &char| c.is_alphabetic();
    (1..chars.len()).filter(|&at| is_letter(&chars[at - 1])).any(|at| {
        let n_marks = chars[at..].iter().take_while(|c| **c == '?').count();
        (1..=MAX_MARKS).contains(&n_marks)
            && chars.get(at + n_marks).is_some_and(is_letter)
    })
}

/// Whether a cell is UTF-8 that was read as Windows-1252: its characters, as bytes of that
/// encoding, are UTF-8 again, which hardly ever happens by chance.
fn is_mojibake(cell: &str) -> bool {
    // A character of several bytes begins with one of these and goes on with one of those,
    // which few letters do.
    let mut chars = cell.chars();
    let begins = chars.any(|c| matches!(c, '\u{c2}'..='\u{f4}'));
    let next = chars.next().and_then(windows_1252_byte);
    if !begins || !matches!(next, Some(0x80..=0xbf)) {
        return false;
    }
    let bytes: Option<Vec<u8>> = cell.chars().map(windows_1252_byte).collect();
    bytes.is_some_and(|bytes| std::str::from_utf8(&bytes).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Builder;

    #[test]
    fn rounded_numbers_are_told_from_notes() {
        for cell in ["1.23457E+07", "1,23457E+07", "1E+07", " 7.5e+08 "] {
            assert!(is_rounded(cell), "{cell}");
        }
        for cell in
            ["", "12345678", "E+07", "1.2E07", "C++E+1", "12.3E+7", "1.E+x", "jdoe"]
        {
            assert!(!is_rounded(cell), "{cell}");
        }
    }

    #[test]
    fn lost_letters_are_told_from_questions() {
        for cell in ["M?ller, J?rg", "Garc??a", "m?ller@upenn.edu", "Jos\u{fffd}", "L?VY"]
        {
            assert!(has_lost_letters(cell), "{cell}");
        }
        for cell in
            ["", "?", "Who?", "Who? Me", "???", "a ? b", "x????y", "http://x/?a=b", "7?8"]
        {
            assert!(!has_lost_letters(cell), "{cell}");
        }
    }

    #[test]
    fn mojibake_is_told_from_letters() {
        for cell in [
            "MÃ¼ller",
            "JosÃ©",
            "Åukasz".replace('Å', "Å\u{81}").as_str(),
            "â€œAdaâ€\u{9d}",
        ] {
            assert!(is_mojibake(cell), "{cell}");
        }
        for cell in ["Müller", "JOÃO", "Ångström", "Søren", "Łukasz", "Ã", "Ada", "名前"]
        {
            assert!(!is_mojibake(cell), "{cell}");
        }
    }

    #[track_caller]
    fn check_ids(ids: &[&str], expected: &[usize]) {
        let mut builder = Builder::default();
        for (line, id) in (2..).zip(ids) {
            builder.push([*id], line).unwrap();
        }
        let table = builder.finish(None);
        let columns = [RoleColumn {
            role: Role::PersonId,
            index: 0,
            evidence: crate::source::RoleEvidence::Said,
        }];
        let mut damage = Damage::default();
        let mut candidates = IdColumn::among(&columns);
        for row in 0..table.n_rows() {
            candidates.iter_mut().for_each(|column| column.take(&table, row));
        }
        damage.learn(0..table.n_rows(), candidates);
        let mut short = Vec::new();
        for row in 0..table.n_rows() {
            damage.of_row(&table, row, &columns, |found, column| {
                let n_digits = table.cell(row, column).trim().len();
                assert_eq!(found, Finding::IdShort { n_digits });
                short.push(row);
            });
        }
        assert_eq!(short, expected, "{ids:?}");
    }

    #[test]
    fn short_ids_are_noticed_among_ids_of_one_length() {
        check_ids(&["10000001", "1234567", "10000002", "10000003"], &[1]);
        check_ids(&["10000001", "10000002", "", "none"], &[]);
        // Numbers of all lengths, few digits, too few rows to tell.
        check_ids(&["1", "22", "333", "4444", "666666"], &[]);
        check_ids(&["101", "102", "7", "103"], &[]);
        check_ids(&["10000001", "1234567"], &[]);
        // Most are names.
        check_ids(&["ada", "bo", "cy", "10000001", "10000002", "1234567"], &[]);
    }
}
