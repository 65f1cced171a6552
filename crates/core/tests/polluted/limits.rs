//! What is never generated.
//!
//! Where nobody could tell what is meant, there is nothing to read right. [`settled`] leaves
//! out what does not go together, for these reasons:
//!
//! - Every text has spaces: cells separated by spaces are at least three a row in at least
//!   three rows, and without titles, footers and damage.
//! - Without a header there are at least four rows, and nobody can tell a title from a row, nor a second table from the first.
//! - A header that names nothing known needs more rows below it than titles above it; a
//!   second row of such a header needs two columns of values below it.
//! - The header of a second table names known columns only if the first one does: otherwise
//!   what stands above it could be a title just as well.
//! - A header that stands twice in a row is one of two rows.
//! - Headers of several rows, and single rows, have no trailing delimiters; nor has the
//!   header alone, or the rows alone, where it stands again, below titles or above less than
//!   four rows.
//! - A row that is separated by spaces where the others are not shows it by two values,
//!   and the others are more than titles and rows of names.
//! - Damage needs other rows that show how a row should be: four, and two more for every
//!   row that is none.
//! - Single quotes are apostrophes unless half of all cells are in them, or two rows of at
//!   least six have cells that cannot do without; and where a row is damaged in more
//!   than its number of delimiters, half of all cells are in them.
//! - No cell in single quotes has nothing but line ends and delimiters in it, which reads
//!   just as well as apostrophes in several rows.
//! - Where backslashes do not escape, none stands before a quote.
//! - Backslashes escape only in three rows or more, if a quote is escaped somewhere, and none
//!   before a delimiter or a line end, where it would close the cell. Where they escape single
//!   quotes, or in less than three of the rows, nothing is damaged on top of it.
//! - A missing delimiter stands between cells without quotes, because two quotes in a row
//!   are one. A row with another delimiter has no line ends in its cells, nor the delimiter
//!   of the others, nor outside quotes any other. Stray quotes stand
//!   between two letters: before a delimiter they would close the cell. For the same reason
//!   no cell begins with a delimiter, a quote or a line end where a quote is never closed.

use crate::KNOWN;
use crate::case::split_names;
use crate::pollution::{Damage, DamageKind, HeaderForm, Pollution, Trailing};
use crate::spelling::Spelling;
use crate::truth::Truth;
use reprieve_core::table::Encoding;

/// What goes together of all this; see the limits above.
pub(crate) fn settled(
    mut truth: Truth,
    mut spelling: Spelling,
    mut pollution: Pollution,
) -> (Truth, Spelling, Pollution) {
    let (n_rows, width) = (truth.rows.len(), truth.header.len());
    if spelling.delimiter == ' ' {
        let has_header = !matches!(pollution.header, HeaderForm::Missing);
        if n_rows < 3 || width < 3 || !has_header {
            spelling.delimiter = ',';
        } else {
            let Pollution { titles, trailing, damage, footer, second, .. } =
                &mut pollution;
            spelling.quote = '"';
            titles.clear();
            (*trailing, *damage, *footer, *second) = (None, None, None, None);
        }
    }
    let is_plain = settle_header(&truth, &mut pollution);
    if !is_plain || n_rows < 2 {
        pollution.repeats.clear();
    }
    if n_rows < 2 || matches!(pollution.header, HeaderForm::Rows(_)) {
        pollution.trailing = None;
    }
    if matches!(pollution.trailing, Some(Trailing::Rows | Trailing::Header)) {
        pollution.repeats.clear();
        pollution.titles.clear();
        pollution.trailing = pollution.trailing.filter(|_| n_rows > 3);
    }
    if !truth.is_known && n_rows <= pollution.titles.len().max(1) {
        pollution.titles.clear();
    }
    pollution.titles.retain(|title| {
        title.is_padded || !title.text.contains(spelling.delimiter) || width > 4
    });
    if pollution.trailing.is_some() {
        (pollution.damage, pollution.footer, pollution.second) = (None, None, None);
    }
    let n_others = usize::from(pollution.damage.is_some())
        + usize::from(pollution.footer.is_some())
        + pollution.second.map_or(0, |n_rows| n_rows + 1);
    if n_rows < 4 + 2 * n_others {
        (pollution.damage, pollution.footer, pollution.second) = (None, None, None);
        pollution.controls.clear();
    }
    for (row, cell, c) in &pollution.controls {
        let can_be = *c != '\u{fffd}'
            || [Encoding::UTF_16LE, Encoding::UTF_16BE].contains(&spelling.encoding);
        if can_be {
            truth.rows[row.index(n_rows)][cell.index(width)].push(*c);
        }
    }
    for cell in truth.rows.iter_mut().chain([&mut truth.header]).flatten() {
        *cell = spelling.encodable(cell);
    }
    settle_quotes(&truth, &mut spelling);
    if !spelling.is_escaped {
        for cell in truth.rows.iter_mut().flatten() {
            *cell = cell.replace("\\\"", "\\x\"").replace("\\'", "\\x'");
            if cell.ends_with('\\') {
                cell.push('x');
            }
        }
    }
    settle_damage(&truth, &spelling, &mut pollution);
    (truth, spelling, pollution)
}

/// Leaves the header as it is where no other form of it could be told; says whether it is in
/// one row.
fn settle_header(truth: &Truth, pollution: &mut Pollution) -> bool {
    let (n_rows, width) = (truth.rows.len(), truth.header.len());
    let is_filled = |column: &usize| {
        let n_filled = truth.rows.iter().filter(|row| !row[*column].is_empty()).count();
        2 * n_filled > n_rows
    };
    let columns = (0..width).filter(|column| truth.is_value[*column]);
    let n_values = columns.filter(is_filled).count();
    let can_be = match pollution.header {
        HeaderForm::Plain => true,
        HeaderForm::Missing => n_rows > 3,
        HeaderForm::Rows(n) if truth.is_known => {
            let [first, _] = split_names(truth);
            let n_known = |names: &[String]| {
                names.iter().filter(|name| KNOWN.contains(name)).count()
            };
            n == 2 && n_rows > 1 && n_known(&first) < n_known(&truth.header)
        }
        HeaderForm::Rows(_) => n_rows > 2 && n_values > 1,
        HeaderForm::Twice(a, b) => a.index(width) != b.index(width) && n_rows > 1,
        HeaderForm::Nameless(_) => width > 2 && n_rows > 1,
    };
    if !can_be {
        pollution.header = HeaderForm::Plain;
    }
    if let HeaderForm::Missing = pollution.header {
        pollution.titles.clear();
        pollution.second = None;
    }
    !matches!(pollution.header, HeaderForm::Missing | HeaderForm::Rows(_))
}

fn settle_quotes(truth: &Truth, spelling: &mut Spelling) {
    let all = || truth.rows.iter().flatten();
    let n_quoted = all().filter(|cell| spelling.is_quoted(cell)).count();
    let special = [spelling.delimiter, '\'', '\r', '\n'];
    let is_needed = |row: &&Vec<String>| row.iter().any(|cell| cell.contains(special));
    let n_needed = truth.rows.iter().filter(is_needed).count();
    let is_rare = (n_needed < 2 || truth.rows.len() < 6) && 2 * n_quoted < all().count();
    let is_nothing = |cell: &String| {
        let is_space = |c: char| c.is_whitespace() || c == spelling.delimiter;
        !cell.is_empty() && cell.chars().all(is_space)
    };
    let is_vague = is_rare || truth.rows.len() < 3 || all().any(is_nothing);
    if spelling.quote == '\'' && is_vague {
        spelling.quote = '"';
    }
    let closing =
        ["\r", "\n", &spelling.separator()].map(|s| format!("{}{s}", spelling.quote));
    spelling.is_escaped &= truth.rows.len() > 2
        && all().any(|cell| cell.contains(spelling.quote))
        && !all().any(|cell| closing.iter().any(|closing| cell.contains(closing)));
}

fn settle_damage(truth: &Truth, spelling: &Spelling, pollution: &mut Pollution) {
    let all = || truth.rows.iter().flatten();
    let n_quoted = all().filter(|cell| spelling.is_quoted(cell)).count();
    let is_below_rows =
        !pollution.titles.is_empty() || matches!(pollution.header, HeaderForm::Rows(_));
    let is_certain = spelling.quote == '"' || 2 * n_quoted >= all().count();
    let begins_oddly = |cell: &String| {
        cell.starts_with(['\r', '\n', spelling.delimiter, spelling.quote])
    };
    let can_be = |damage: &Damage| match damage.kind {
        DamageKind::OtherDelimiter(' ') => is_certain && !is_below_rows,
        DamageKind::UnclosedQuote => is_certain && !all().any(begins_oddly),
        DamageKind::StrayQuote | DamageKind::Spaces | DamageKind::OtherDelimiter(_) => {
            is_certain
        }
        _ => true,
    };
    let has_quote = |row: &&Vec<String>| row.iter().any(|c| c.contains(spelling.quote));
    let n_coded = truth.rows.iter().filter(has_quote).count();
    let is_rare = spelling.is_escaped && (spelling.quote == '\'' || n_coded < 3);
    pollution.damage = pollution.damage.filter(|damage| !is_rare && can_be(damage));
}
