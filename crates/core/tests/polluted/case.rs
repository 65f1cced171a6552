//! A polluted file, with all that must be known of it once it is read.

use crate::damage::damaged;
use crate::expected::Expected;
use crate::limits::settled;
use crate::pollution::{Footer, HeaderForm, Pollution, Prologue, Title, Trailing};
use crate::spelling::Spelling;
use crate::truth::Truth;
use reprieve_core::problem::Code;

/// A file and what it means.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// As text, for a person to look at.
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) expected: Expected,
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
pub(crate) fn split_names(truth: &Truth) -> [Vec<String>; 2] {
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
        let damaged = damaged.map(|row| Piece {
            text: row.text,
            effect: Effect::Row(row.cells, row.problem),
        });
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

/// What follows the rows.
fn below(
    truth: &Truth,
    spelling: &Spelling,
    pollution: &Pollution,
    pieces: &mut Vec<Piece>,
) {
    let width = truth.header.len();
    // A second table that names known columns has as many as it names.
    let second = if truth.is_known { 3 } else { width };
    let mut add = |cells: Vec<String>, width: usize| {
        let filled = cells.iter().skip(width).any(|cell| !cell.is_empty());
        let is_ragged = cells.len() < width || filled;
        let problem = is_ragged.then_some((0, Code::Ragged));
        let text = spelling.row(&cells);
        pieces.push(Piece { text, effect: Effect::Row(cells, problem) });
    };
    let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    match pollution.footer {
        None => {}
        Some(Footer::Line(text)) => add(row(&[text]), width),
        Some(Footer::Total) => {
            let mut cells = vec![String::new(); width];
            cells[0] = "Total".to_owned();
            cells[width - 1] = "12".to_owned();
            add(cells, width);
        }
    }
    let Some(n_rows) = pollution.second else { return };
    let known = ["PennKey", "Center name", "Phone"];
    add(row(if truth.is_known { &known } else { &["Bird", "Nest", "Wings"] }), second);
    for number in 0..n_rows {
        add(row(&["wren", "Bush", &format!("2{number}")]), second);
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
pub(crate) fn n_ends(text: &str) -> u32 {
    text.replace("\r\n", "\n").matches(['\r', '\n']).count() as u32
}
