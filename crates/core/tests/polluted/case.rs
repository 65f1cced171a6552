//! A polluted file, with all that must be known of it once it is read.
//!
//! # Limits
//! Where nobody could tell what is meant, nothing is generated. [`Case::new`] leaves out
//! what does not go together, for these reasons:
//!
//! - Every text has spaces: cells separated by spaces are at least three a row in at least
//!   three rows, and without titles, footers and damage.
//! - Without a header nobody can tell a title from a row, nor a second table from the first.
//! - A header that names nothing known needs more rows below it than titles above it; a
//!   second row of such a header needs two columns of values below it.
//! - The header of a second table names known columns only if the first one does: otherwise
//!   what stands above it could be a title just as well.
//! - A header that stands twice in a row is one of two rows.
//! - Headers of several rows, and single rows, have no trailing delimiters; nor has the
//!   header alone, or the rows alone, where it stands again, below titles or above less than
//!   four rows.
//! - A row that is separated by spaces where the others are not shows it by two values.
//! - Damage needs other rows that show how a row should be: four, and two more for every
//!   row that is none.
//! - Single quotes are apostrophes unless half of all cells are in them, or two rows have
//!   cells that cannot do without; and where one is stray, half of all are.
//! - Backslashes escape only if a quote is escaped somewhere, and none before a delimiter or
//!   a line end, where it would close the cell. Where they escape single quotes, or in less
//!   than three rows, nothing is damaged on top of it.
//! - A missing delimiter stands between cells without quotes, because two quotes in a row
//!   are one. A row with another delimiter has no line ends in its cells, nor the delimiter
//!   of the others. Stray quotes stand
//!   between two letters: before a delimiter they would close the cell. For the same reason
//!   no cell begins with a delimiter, a quote or a line end where a quote is never closed.

use crate::KNOWN;
use crate::pollution::{
    Damage, DamageKind, Footer, HeaderForm, Pollution, Prologue, Title, Trailing,
};
use crate::spelling::Spelling;
use crate::truth::Truth;
use reprieve_core::problem::Code;
use reprieve_core::table::Encoding;

/// A file and what it means.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) expected: Expected,
}

/// What a reader must find.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) header: Option<Vec<String>>,
    pub(crate) header_line: Option<u32>,
    pub(crate) n_header_rows: usize,
    /// The rows, with their lines.
    pub(crate) rows: Vec<(u32, Vec<String>)>,
    /// The lines above the header.
    pub(crate) skipped: Vec<u32>,
    pub(crate) n_blank: usize,
    pub(crate) n_repeated: usize,
    /// In the order of lines; those of the whole file have none.
    pub(crate) problems: Vec<(Option<u32>, Code)>,
    /// How many records there are, of whatever kind.
    pub(crate) n_records: usize,
}

/// One record on its way into the file.
struct Piece {
    text: String,
    effect: Effect,
}

/// What a record is to the reader.
enum Effect {
    Skipped,
    Blank,
    Header(Vec<String>),
    Repeated,
    /// A row, and what must be said of it, with how many lines below its first.
    Row(Vec<String>, Option<(u32, Code)>),
}

impl Case {
    /// Writes the truth as it is spelled, with what of the pollution goes together.
    pub(crate) fn new(truth: Truth, spelling: Spelling, pollution: Pollution) -> Case {
        let (truth, spelling, pollution) = settled(truth, spelling, pollution);
        let mut pieces = Vec::new();
        above(&truth, &spelling, &pollution, &mut pieces);
        rows(&truth, &spelling, &pollution, &mut pieces);
        below(&truth, &spelling, &pollution, &mut pieces);
        let first = usize::from(pollution.prologue.is_some());
        for blank in &pollution.blanks {
            let at = first + blank.index(pieces.len() + 1 - first);
            pieces.insert(at, Piece { text: String::new(), effect: Effect::Blank });
        }
        let (text, mut expected) = written(&pieces, &spelling);
        let has = |c: char| truth.rows.iter().flatten().any(|cell| cell.contains(c));
        let of_file = [('\0', Code::NulBytes), ('\u{fffd}', Code::EncodingMixed)];
        for (c, code) in of_file {
            expected.problems.extend(has(c).then_some((None, code)));
        }
        expected.problems.sort();
        if pollution.trailing == Some(Trailing::Header) {
            expected.header.as_mut().map(Vec::pop);
        }
        Case { bytes: spelling.bytes(&text), text, expected }
    }
}

/// What goes together of all this; see the limits above.
fn settled(
    mut truth: Truth,
    mut spelling: Spelling,
    mut pollution: Pollution,
) -> (Truth, Spelling, Pollution) {
    let (n_rows, width) = (truth.rows.len(), truth.header.len());
    if spelling.delimiter == ' ' {
        if n_rows < 3 || width < 3 {
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
            || matches!(spelling.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        if can_be {
            truth.rows[row.index(n_rows)][cell.index(width)].push(*c);
        }
    }
    for cell in truth.rows.iter_mut().chain([&mut truth.header]).flatten() {
        *cell = spelling.encodable(cell);
    }
    settle_quotes(&truth, &mut spelling);
    settle_damage(&truth, &spelling, &mut pollution);
    (truth, spelling, pollution)
}

/// Leaves the header as it is where no other form of it could be told; says whether it is in
/// one row.
fn settle_header(truth: &Truth, pollution: &mut Pollution) -> bool {
    let (n_rows, width) = (truth.rows.len(), truth.header.len());
    let n_values = truth.is_value.iter().filter(|is_value| **is_value).count();
    let can_be = match pollution.header {
        HeaderForm::Plain => true,
        HeaderForm::Missing => n_rows > 1,
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
    if spelling.quote == '\'' && n_needed < 2 && 2 * n_quoted < all().count() {
        spelling.quote = '"';
    }
    let closing =
        ["\r", "\n", &spelling.separator()].map(|s| format!("{}{s}", spelling.quote));
    spelling.is_escaped &= all().any(|cell| cell.contains(spelling.quote))
        && !all().any(|cell| closing.iter().any(|closing| cell.contains(closing)));
}

fn settle_damage(truth: &Truth, spelling: &Spelling, pollution: &mut Pollution) {
    let all = || truth.rows.iter().flatten();
    let n_quoted = all().filter(|cell| spelling.is_quoted(cell)).count();
    let is_certain = spelling.quote == '"' || 2 * n_quoted >= all().count();
    let begins_oddly = |cell: &String| {
        cell.starts_with(['\r', '\n', spelling.delimiter, spelling.quote])
    };
    let can_be = |damage: &Damage| match damage.kind {
        DamageKind::UnclosedQuote => is_certain && !all().any(begins_oddly),
        DamageKind::StrayQuote => is_certain,
        _ => true,
    };
    let has_quote = |row: &&Vec<String>| row.iter().any(|c| c.contains(spelling.quote));
    let n_coded = truth.rows.iter().filter(has_quote).count();
    let is_rare = spelling.is_escaped && (spelling.quote == '\'' || n_coded < 3);
    pollution.damage = pollution.damage.filter(|damage| !is_rare && can_be(damage));
}

/// The prologue, the titles and the header.
fn above(
    truth: &Truth,
    spelling: &Spelling,
    pollution: &Pollution,
    pieces: &mut Vec<Piece>,
) {
    let mut skipped = |text: String| pieces.push(Piece { text, effect: Effect::Skipped });
    match pollution.prologue {
        None => {}
        Some(Prologue::PowerShell) => {
            skipped("#TYPE System.Management.Automation.PSCustomObject".to_owned());
        }
        Some(Prologue::Separator { spelled, is_quoted }) => {
            let quote = if is_quoted { "\"" } else { "" };
            skipped(format!("{quote}{spelled}{}{quote}", spelling.delimiter));
        }
    }
    for Title { text, is_padded } in &pollution.titles {
        match is_padded {
            false => skipped((*text).to_owned()),
            true => {
                let mut cells = vec![String::new(); truth.header.len()];
                cells[0] = (*text).to_owned();
                skipped(spelling.row(&cells));
            }
        }
    }
    for names in header_rows(truth, pollution.header) {
        let mut text = spelling.row(&names);
        let mut names = names;
        if matches!(pollution.trailing, Some(Trailing::All | Trailing::Header)) {
            text.push(spelling.delimiter);
            names.push(String::new());
        }
        pieces.push(Piece { text, effect: Effect::Header(names) });
    }
}

fn header_rows(truth: &Truth, form: HeaderForm) -> Vec<Vec<String>> {
    let mut header = truth.header.clone();
    let width = header.len();
    match form {
        HeaderForm::Missing => Vec::new(),
        HeaderForm::Plain => vec![header],
        HeaderForm::Twice(a, b) => {
            header[a.index(width)] = header[b.index(width)].clone();
            vec![header]
        }
        HeaderForm::Nameless(column) => {
            header[column.index(width)].clear();
            vec![header]
        }
        HeaderForm::Rows(_) if truth.is_known => split_names(truth).to_vec(),
        HeaderForm::Rows(n) => {
            let below = ["of theirs", "so far", "in all"].map(str::to_owned);
            let more =
                |row: usize| (0..width).map(|c| below[(row + c) % 3].clone()).collect();
            std::iter::once(header).chain((1..n).map(more)).collect()
        }
    }
}

/// Known names, broken after their first word.
fn split_names(truth: &Truth) -> [Vec<String>; 2] {
    let names =
        truth.header.iter().map(|name| name.split_once(' ').unwrap_or((name, "")));
    let (first, second) =
        names.map(|(first, second)| (first.to_owned(), second.to_owned())).unzip();
    [first, second]
}

/// The rows, with the header again between them, and one of them damaged.
fn rows(
    truth: &Truth,
    spelling: &Spelling,
    pollution: &Pollution,
    pieces: &mut Vec<Piece>,
) {
    let n_rows = truth.rows.len();
    let header = pieces.iter().rposition(|p| matches!(p.effect, Effect::Header(_)));
    let header = header.map(|at| pieces[at].text.clone());
    for (row, cells) in truth.rows.iter().enumerate() {
        let n_repeats =
            pollution.repeats.iter().filter(|at| 1 + at.index(n_rows - 1) == row).count();
        for text in std::iter::repeat_n(header.clone(), n_repeats).flatten() {
            pieces.push(Piece { text, effect: Effect::Repeated });
        }
        let hit = pollution.damage.filter(|damage| damage.row.index(n_rows) == row);
        let damaged = hit.and_then(|damage| damaged(cells, spelling, truth, damage));
        pieces.push(damaged.unwrap_or_else(|| {
            let (mut cells, mut text) = (cells.clone(), spelling.row(cells));
            if matches!(pollution.trailing, Some(Trailing::All | Trailing::Rows)) {
                cells.push(String::new());
                text.push(spelling.delimiter);
            }
            Piece { text, effect: Effect::Row(cells, None) }
        }));
    }
}

/// A row with damage, unless it is one that damage of this kind would make unreadable.
fn damaged(
    cells: &[String],
    spelling: &Spelling,
    truth: &Truth,
    damage: Damage,
) -> Option<Piece> {
    let width = cells.len();
    let (mut cells, at) = (cells.to_vec(), damage.cell.index(width));
    let mut written: Vec<String> = cells.iter().map(|cell| spelling.cell(cell)).collect();
    let mut separator = spelling.separator();
    let code = match damage.kind {
        DamageKind::MissingDelimiter => {
            let at = damage.cell.index(width - 1);
            let is_bare = |cell: &String| !spelling.is_quoted(cell);
            if !(is_bare(&cells[at]) && is_bare(&cells[at + 1])) {
                return None;
            }
            let next = cells.remove(at + 1);
            cells[at].push_str(&next);
            written = cells.iter().map(|cell| spelling.cell(cell)).collect();
            // Nothing at all is no row, and with one other delimiter it would be whole.
            let is_row = |cell: &str| {
                !cell.trim().is_empty() && !cell.contains([',', ';', '\t', '|'])
            };
            (cells.len() > 1 || is_row(&cells[0])).then_some(())?;
            Some(Code::Ragged)
        }
        DamageKind::ExtraDelimiter => {
            cells.insert(at, String::new());
            written.insert(at, String::new());
            (!cells[width].replace('\0', "").trim().is_empty()).then_some(Code::Ragged)
        }
        DamageKind::OtherDelimiter(other) => {
            let is_seen =
                |column: &usize| truth.is_value[*column] && !cells[*column].is_empty();
            let n_values = (0..width).filter(is_seen).count();
            let can_be = other != spelling.delimiter
                && !cells.iter().any(|c| c.contains(['\r', '\n', spelling.delimiter]))
                && (other != ' ' || n_values > 1);
            if !can_be {
                return None;
            }
            for (cell, written) in cells.iter().zip(&mut written) {
                if cell.contains(other) || (other == ' ' && cell.is_empty()) {
                    *written = spelling.quoted(cell);
                }
            }
            separator = other.to_string();
            Some(Code::DelimiterOther)
        }
        DamageKind::Spaces => {
            if spelling.is_spaced || width < 3 || cells.iter().any(|c| c.contains('\n')) {
                return None;
            }
            separator.push(' ');
            Some(Code::DelimiterOther)
        }
        DamageKind::StrayQuote => {
            cells[at] = with_quote_inside(&cells[at], spelling)?;
            written[at] = format!("{0}{1}{0}", spelling.quote, cells[at]);
            Some(Code::QuoteStray)
        }
        DamageKind::InnerQuote => {
            if spelling.needs_quotes(&cells[at]) {
                return None;
            }
            cells[at] = with_quote_inside(&cells[at], spelling)?;
            written[at] = cells[at].clone();
            None
        }
        DamageKind::UnclosedQuote => {
            if spelling.needs_quotes(&cells[at]) || cells[at].is_empty() {
                return None;
            }
            cells[at].insert(0, spelling.quote);
            written[at] = cells[at].clone();
            Some(Code::QuoteUnclosed)
        }
    };
    let line = match code {
        Some(Code::QuoteUnclosed) => written[..at].iter().map(|cell| n_ends(cell)).sum(),
        _ => 0,
    };
    let problem = code.map(|code| (line, code));
    Some(Piece { text: written.join(&separator), effect: Effect::Row(cells, problem) })
}

/// A cell with a quote between two of its letters, if it has a place for it and no other
/// quote or line end.
fn with_quote_inside(cell: &str, spelling: &Spelling) -> Option<String> {
    if cell.contains([spelling.quote, '\\', '\r', '\n']) {
        return None;
    }
    let is_between = |at: &usize| {
        let (before, after) = cell.split_at(*at);
        before.ends_with(char::is_alphanumeric)
            && after.starts_with(char::is_alphanumeric)
    };
    let at = cell.char_indices().map(|(at, _)| at).find(is_between)?;
    Some(format!("{}{}{}", &cell[..at], spelling.quote, &cell[at..]))
}

/// What follows the rows.
fn below(
    truth: &Truth,
    spelling: &Spelling,
    pollution: &Pollution,
    pieces: &mut Vec<Piece>,
) {
    let width = truth.header.len();
    let mut add = |cells: Vec<String>| {
        let filled = cells.iter().skip(width).any(|cell| !cell.is_empty());
        let is_ragged = cells.len() < width || filled;
        let problem = is_ragged.then_some((0, Code::Ragged));
        let text = spelling.row(&cells);
        pieces.push(Piece { text, effect: Effect::Row(cells, problem) });
    };
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    match pollution.footer {
        None => {}
        Some(Footer::Line(text)) => add(row(&[text])),
        Some(Footer::Total) => {
            let mut cells = vec![String::new(); width];
            cells[0] = "Total".to_owned();
            cells[width - 1] = "12".to_owned();
            add(cells);
        }
    }
    let Some(n_rows) = pollution.second else { return };
    let known = ["PennKey", "Center name", "Phone"];
    add(row(if truth.is_known { &known } else { &["Bird", "Nest", "Wings"] }));
    for number in 0..n_rows {
        add(row(&["wren", "Bush", &format!("2{number}")]));
    }
}

/// The text of a file, and what it means.
fn written(pieces: &[Piece], spelling: &Spelling) -> (String, Expected) {
    let (mut text, mut line, mut expected) = (String::new(), 1, Expected::default());
    for (number, piece) in pieces.iter().enumerate() {
        text.push_str(&piece.text);
        let is_last = number + 1 == pieces.len();
        if !is_last || spelling.has_last_end || piece.text.is_empty() {
            // An LF behind a CR would be part of the same line end.
            let is_cr = piece.text.is_empty() && text.ends_with('\r');
            text.push_str(if is_cr { "\r\n" } else { spelling.end(number) });
        }
        expected.note(piece, line);
        line += 1 + n_ends(&piece.text);
    }
    (text, expected)
}

impl Expected {
    /// What of it was found differently, in words; nothing if it was found.
    pub(crate) fn difference(&self, found: &Expected) -> String {
        let mut lines = Vec::new();
        let mut compare = |what: &str, expected: String, found: String| {
            if expected != found {
                lines.push(format!("{what}: expected {expected}, found {found}\n"));
            }
        };
        let counts = |e: &Expected| {
            format!("{:?}", (e.n_header_rows, e.n_blank, e.n_repeated, e.n_records))
        };
        compare("header", format!("{:?}", self.header), format!("{:?}", found.header));
        compare(
            "header line",
            format!("{:?}", self.header_line),
            format!("{:?}", found.header_line),
        );
        compare("skipped", format!("{:?}", self.skipped), format!("{:?}", found.skipped));
        compare(
            "problems",
            format!("{:?}", self.problems),
            format!("{:?}", found.problems),
        );
        compare("header rows, blank, repeated, records", counts(self), counts(found));
        for row in 0..self.rows.len().max(found.rows.len()) {
            let [expected, found] =
                [self, found].map(|e| format!("{:?}", e.rows.get(row)));
            compare("row", expected, found);
        }
        lines.concat()
    }

    fn note(&mut self, piece: &Piece, line: u32) {
        self.n_records += 1;
        match &piece.effect {
            Effect::Skipped => self.skipped.push(line),
            Effect::Blank => self.n_blank += 1,
            Effect::Repeated => self.n_repeated += 1,
            Effect::Header(names) => {
                self.header_line.get_or_insert(line);
                self.n_header_rows += 1;
                self.header = Some(match self.header.take() {
                    None => names.clone(),
                    Some(above) => above.iter().zip(names).map(joined).collect(),
                });
            }
            Effect::Row(cells, problem) => {
                let cells = cells.iter().map(|cell| cell.replace('\0', "")).collect();
                self.rows.push((line, cells));
                self.problems
                    .extend(problem.map(|(below, code)| (Some(line + below), code)));
            }
        }
    }
}

fn joined((above, below): (&String, &String)) -> String {
    let names = [above, below].into_iter().filter(|name| !name.is_empty());
    names.cloned().collect::<Vec<_>>().join(" ")
}

/// How many line ends a text has, where CR LF is one.
fn n_ends(text: &str) -> u32 {
    text.replace("\r\n", "\n").matches(['\r', '\n']).count() as u32
}
