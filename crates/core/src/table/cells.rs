//! The cells of a table, stored as one text with the places where they end.

use super::scanner::{self, Dialect, Quoting, RawCell, ScannedRecord};
use super::widths;
use crate::problem::{Unreadable, excerpt};

/// Set in the end of a cell that stands in quotes in the text.
const QUOTED: u32 = 1 << 31;

/// Stands behind a row, and behind each cell of one that is not kept as it was written. Where
/// cells end is told by numbers alone.
const SEPARATOR: char = '\u{1f}';

/// A table of text cells, stored as one text with the places where cells end.
#[derive(Clone, Debug, Default)]
pub struct Table {
    header: Option<Vec<String>>,
    /// Whether another column of the header has the same name, for each of them.
    shares_name: Vec<bool>,
    /// The cells one behind the other, with one byte behind each, and as many as possible as
    /// they were written: so most rows are copied as a whole.
    text: String,
    /// Where each cell ends in the text, its quotes included, and whether it has such.
    cell_ends: Vec<u32>,
    row_ends: Vec<u32>,
    lines: Vec<u32>,
    n_columns: usize,
    pub(super) sections: Vec<TableSection>,
}

impl Table {
    /// The names of the columns, if the text had any.
    pub fn header(&self) -> Option<&[String]> {
        self.header.as_deref()
    }

    /// How many rows there are below the header.
    pub fn n_rows(&self) -> usize {
        self.row_ends.len()
    }

    /// For how many rows there is room.
    pub(crate) fn room(&self) -> usize {
        self.row_ends.capacity()
    }

    /// How many columns a row should have, unless another table begins above it: the
    /// header's, else the most frequent number.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// How many cells a row really has.
    pub fn width(&self, row: usize) -> usize {
        let (start, end) = self.cells_of(row);
        end - start
    }

    /// The cells of a row, as written.
    pub fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        let (start, end) = self.cells_of(row);
        (start..end).map(|cell| self.text_of(cell))
    }

    /// One cell; empty when the row is too short.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let (start, end) = self.cells_of(row);
        if column < end - start { self.text_of(start + column) } else { "" }
    }

    /// The physical line on which a row begins, from 1.
    pub fn line(&self, row: usize) -> u32 {
        self.lines[row]
    }

    /// The last row that begins on `line` or above it.
    pub(crate) fn row_at(&self, line: u32) -> Option<usize> {
        self.lines.partition_point(|begin| *begin <= line).checked_sub(1)
    }

    /// What to call a column: its header, cut to a readable length, else its letter as in a
    /// spreadsheet; both where several columns have the same header.
    pub fn column_name(&self, column: usize) -> String {
        let name = self.header().and_then(|header| header.get(column));
        let shares_name = self.shares_name.get(column).copied().unwrap_or_default();
        called(name.map_or("", |name| name), column, shares_name)
    }

    /// The further tables, from the top.
    pub fn sections(&self) -> &[TableSection] {
        &self.sections
    }

    /// The section that a row belongs to; `None` when it belongs to the first table.
    pub fn section_of(&self, row: usize) -> Option<&TableSection> {
        let n_above = self.sections.partition_point(|section| section.first_row <= row);
        self.sections[..n_above].last()
    }

    /// What to call a column of a row: its name there, else its letter as in a spreadsheet.
    pub fn column_name_at(&self, row: usize, column: usize) -> String {
        match self.section_of(row).filter(|section| section.has_header) {
            None => self.column_name(column),
            Some(section) => called(self.cell(section.first_row, column), column, false),
        }
    }

    /// How many cells a row should have.
    pub(crate) fn n_columns_at(&self, row: usize) -> usize {
        match self.section_of(row) {
            Some(section) if section.has_header && !section.is_aside => section.n_columns,
            _ => self.n_columns,
        }
    }

    /// The cells of a row in one text, perhaps with what is written between and around
    /// them.
    pub(crate) fn row_text(&self, row: usize) -> &str {
        let (start, end) = self.cells_of(row);
        &self.text[self.start_of(start)..self.start_of(end)]
    }

    fn cells_of(&self, row: usize) -> (usize, usize) {
        let start = if row == 0 { 0 } else { self.row_ends[row - 1] as usize };
        (start, self.row_ends[row] as usize)
    }

    fn text_of(&self, cell: usize) -> &str {
        let n_quotes = usize::from(self.cell_ends[cell] & QUOTED != 0);
        &self.text[self.start_of(cell) + n_quotes..self.end_of(cell) - n_quotes]
    }

    /// Where a cell begins in the text, its quotes included; for the one behind the last
    /// that is where it will begin.
    fn start_of(&self, cell: usize) -> usize {
        if cell == 0 { 0 } else { self.end_of(cell - 1) + 1 }
    }

    fn end_of(&self, cell: usize) -> usize {
        (self.cell_ends[cell] & !QUOTED) as usize
    }
}

/// What to call a column under `header`, as [`Table::column_name`] does for a whole table. It
/// looks at all names, so nobody should ask for each row.
pub(crate) fn column_name(header: Option<&[String]>, column: usize) -> String {
    let header = header.unwrap_or_default();
    let Some(name) = header.get(column) else { return called("", column, false) };
    let n_of_name = header.iter().filter(|other| other.trim() == name.trim()).take(2);
    called(name, column, n_of_name.count() > 1)
}

/// What to call a column of this name, which can be as long as a file.
fn called(name: &str, column: usize, shares_name: bool) -> String {
    let name = excerpt(name);
    let place = || format!("column {}", letter(column));
    match (name.is_empty(), shares_name) {
        (true, _) => place(),
        (false, true) => format!("{name} ({})", place()),
        (false, false) => name,
    }
}

/// Whether another one of these names is the same, for each of them. They are sorted, because a
/// set of them would take more memory than they do.
fn shared(names: &[String]) -> Vec<bool> {
    let name = |at: &usize| names[*at].trim();
    let mut sorted: Vec<usize> = (0..names.len()).collect();
    sorted.sort_unstable_by_key(|at| name(at));
    let mut shared = vec![false; names.len()];
    for same in sorted.chunk_by(|one, other| name(one) == name(other)) {
        same.iter().for_each(|at| shared[*at] = same.len() > 1);
    }
    shared
}

/// A column's letter as in a spreadsheet: 0 is A, 25 is Z, 26 is AA.
pub fn letter(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Where columns are named anew, or where the table's own header is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSection {
    /// The row that names the columns, or the first one below the repeated header, which is
    /// no row.
    pub first_row: usize,
    /// Whether [`TableSection::first_row`] names the columns; else they are those of the table's
    /// header.
    pub has_header: bool,
    /// Whether it is a table of something else, whose rows are nobody's.
    pub is_aside: bool,
    /// How many columns it names.
    pub(super) n_columns: usize,
}

impl TableSection {
    /// Where the rows of the table's own header go on.
    pub(super) fn again(first_row: usize) -> TableSection {
        TableSection { first_row, has_header: false, is_aside: false, n_columns: 0 }
    }
}

/// Fills a [`Table`] row by row.
#[derive(Debug, Default)]
pub struct Builder {
    pub(crate) table: Table,
}

impl Builder {
    /// Adds a row that begins on `line`.
    ///
    /// # Errors
    /// When the table would outgrow the 2 GiB that its offsets can address, or the memory.
    pub fn push<'a>(
        &mut self,
        cells: impl IntoIterator<Item = &'a str>,
        line: u32,
    ) -> Result<(), Unreadable> {
        for cell in cells {
            self.make_room(cell.len(), 1)?;
            self.cell(cell)?;
        }
        self.end_row(line);
        Ok(())
    }

    /// Makes room for a row, or so many of its cells and bytes of text.
    fn make_room(&mut self, n_bytes: usize, n_cells: usize) -> Result<(), Unreadable> {
        let Table { text, cell_ends, row_ends, lines, .. } = &mut self.table;
        // Behind each cell stands a separator.
        text.try_reserve(n_bytes + n_cells)
            .and_then(|()| cell_ends.try_reserve(n_cells))
            .and_then(|()| row_ends.try_reserve(1))
            .and_then(|()| lines.try_reserve(1))
            .map_err(|_| Unreadable::NoMemory)
    }

    fn cell(&mut self, cell: &str) -> Result<(), Unreadable> {
        self.table.text.push_str(cell);
        self.end_cell()
    }

    /// Adds a record that was scanned from the start of `text`.
    pub(crate) fn fill(
        &mut self,
        record: &ScannedRecord,
        dialect: Dialect,
        text: &str,
        line: u32,
    ) -> Result<(), Unreadable> {
        self.make_room(text.len(), record.cells.len() + 1)?;
        if record.is_as_written && is_usual(dialect) {
            self.whole_record(record, text)?;
        } else {
            for cell in &record.cells {
                let written = &text[cell.range.clone()];
                match cell.quoting {
                    Quoting::Escaped => self.escaped_cell(written, dialect)?,
                    Quoting::Bare | Quoting::Quoted => self.cell(written)?,
                }
            }
        }
        self.end_row(line);
        Ok(())
    }

    /// Adds a record as it is written, which takes one copy for all of its cells.
    fn whole_record(
        &mut self,
        record: &ScannedRecord,
        text: &str,
    ) -> Result<(), Unreadable> {
        let start = self.table.text.len();
        let length = record.cells.last().map_or(0, RawCell::end);
        self.table.text.push_str(&text[..length]);
        self.table.text.push(SEPARATOR);
        check_length(self.table.text.len())?;
        self.table.cell_ends.extend(record.cells.iter().map(|cell| {
            let mark = if cell.quoting == Quoting::Bare { 0 } else { QUOTED };
            (start + cell.end()) as u32 | mark
        }));
        Ok(())
    }

    /// A cell in which doubled or escaped quotes stand for one.
    fn escaped_cell(&mut self, cell: &str, dialect: Dialect) -> Result<(), Unreadable> {
        let special = |byte| Some(byte) == dialect.quote || Some(byte) == dialect.escape;
        let mut chars = cell.char_indices().peekable();
        while let Some((_, c)) = chars.next() {
            let code = |c: char| u8::try_from(c).ok().filter(|byte| special(*byte));
            let stands_for_next =
                match (code(c), chars.peek().and_then(|(_, c)| code(*c))) {
                    (Some(first), Some(second)) => {
                        Some(first) == dialect.escape || first == second
                    }
                    _ => false,
                };
            let kept =
                if stands_for_next { chars.next().map_or(c, |(_, c)| c) } else { c };
            self.table.text.push(kept);
        }
        self.end_cell()
    }

    fn end_cell(&mut self) -> Result<(), Unreadable> {
        let table = &mut self.table;
        table.cell_ends.push(check_length(table.text.len())?);
        table.text.push(SEPARATOR);
        Ok(())
    }

    /// Makes room for so many times of what is there, if there is so much: without it a table
    /// is copied again and again while it grows, and each copy is memory that is touched.
    pub(crate) fn reserve(&mut self, times: f64) {
        /// Rows further down may be longer than those that are there.
        const MARGIN: f64 = 1.1;
        let more = |length: usize| (length as f64 * (times * MARGIN - 1.0)) as usize;
        let Table { text, cell_ends, row_ends, lines, .. } = &mut self.table;
        // Where there is not so much, the table grows as long as it can.
        let _ = text.try_reserve_exact(more(text.len()));
        for numbers in [cell_ends, row_ends, lines] {
            let _ = numbers.try_reserve_exact(more(numbers.len()));
        }
    }

    /// How many cells there are.
    pub(crate) fn n_cells(&self) -> usize {
        self.table.cell_ends.len()
    }

    /// How many cells the longest row has.
    pub(crate) fn widest(&self) -> usize {
        (0..self.table.n_rows()).map(|row| self.table.width(row)).max().unwrap_or(0)
    }

    /// Takes the last row back.
    pub(crate) fn undo(&mut self) {
        let table = &mut self.table;
        table.row_ends.pop();
        table.lines.pop();
        table.cell_ends.truncate(table.row_ends.last().map_or(0, |end| *end as usize));
        table.text.truncate(table.start_of(table.cell_ends.len()));
    }

    fn end_row(&mut self, line: u32) {
        self.table.row_ends.push(self.table.cell_ends.len() as u32);
        self.table.lines.push(line);
    }

    /// The table, under `header`.
    pub fn finish(mut self, header: Option<Vec<String>>) -> Table {
        self.table.n_columns = match &header {
            Some(header) => header.len(),
            None => {
                let table = &self.table;
                let widths: Vec<usize> =
                    (0..table.n_rows()).map(|row| table.width(row)).collect();
                widths::mode(&widths).0
            }
        };
        self.table.shares_name = header.as_deref().map(shared).unwrap_or_default();
        self.table.header = header;
        self.table
    }
}

/// The length of a text, if places in it can be told from whether a cell has quotes.
fn check_length(length: usize) -> Result<u32, Unreadable> {
    u32::try_from(length)
        .ok()
        .filter(|length| *length < QUOTED)
        .ok_or(Unreadable::TextTooLarge { max_gib: QUOTED as usize >> 30 })
}

/// Whether the delimiters between the cells of a record tell nothing to those who look at a
/// row as one text.
fn is_usual(dialect: Dialect) -> bool {
    let is_usual = |delimiter| scanner::DELIMITERS.contains(&delimiter);
    dialect.delimiter.is_none_or(is_usual)
}

/// Whether a row has too few cells, or too many with something in them.
pub(crate) fn is_ragged(table: &Table, row: usize) -> bool {
    let expected = table.n_columns_at(row);
    let width = table.width(row);
    width < expected
        || (width > expected
            && table.row(row).skip(expected).any(|cell| !cell.trim().is_empty()))
}
