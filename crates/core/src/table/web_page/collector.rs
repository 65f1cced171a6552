//! What is gathered of a page while the tokenizer tells of it: its tables, and the text outside
//! of them. What is done with `tr`, `td` and spans follows what a browser does, as far as a
//! table of text needs it.

use super::WebPage;
use super::tokens::Listener;
use crate::problem::{Excess, Unreadable};
use crate::table::cells::Builder;
use crate::table::limits::MAX_RECORD_CELLS;

/// How many cells, and how many bytes in them, may come from cells that span several places,
/// so that a small page cannot become a huge table.
pub(super) const MAX_SPANNED: usize = 1 << 22;

/// How far a cell may span, and up to which column.
const MAX_SPAN: usize = 1000;
const MAX_SPANNED_COLUMNS: usize = 16_384;

/// How many tables a page may have, and how many of them one in the other, as in browsers.
pub(super) const MAX_TABLES: usize = 10_000;
pub(super) const MAX_DEPTH: usize = 512;

/// What has been gathered of a page.
#[derive(Default)]
pub(super) struct Collector {
    /// The tables that are over, with their place in the order of their beginnings.
    done: Vec<(usize, OpenTable)>,
    /// The tables that are open, the innermost last.
    open: Vec<(usize, OpenTable)>,
    n_tables: usize,
    text: String,
    /// How far the cell that begins next spans.
    colspan: usize,
    rowspan: usize,
    /// The element whose contents are no text, such as a script.
    hidden_in: Option<Vec<u8>>,
    n_preformatted: usize,
    budget: Budget,
}

/// How much a page may still grow.
#[derive(Default)]
struct Budget {
    /// How many cells, and bytes in them, came from others that span several places.
    n_spanned: usize,
    /// How many cells may come.
    n_cells_left: usize,
    /// Why the page is refused; what comes then is passed over.
    refusal: Option<Unreadable>,
}

#[derive(Default)]
struct OpenTable {
    caption: String,
    in_caption: bool,
    rows: Builder,
    n_rows: u32,
    row: Option<Vec<String>>,
    cell: Option<OpenCell>,
    /// By column: the text of a cell above that spans further rows, and how many.
    spans: Vec<(usize, String)>,
}

struct OpenCell {
    text: String,
    colspan: usize,
    rowspan: usize,
    /// Whether it names a column. A name that spans two rows of a header stands once, so
    /// that it is not joined with itself; a value counts for every row.
    is_name: bool,
}

impl Listener for Collector {
    fn attribute(&mut self, name: &[u8], value: &[u8]) {
        let span = std::str::from_utf8(value).ok().and_then(|v| v.trim().parse().ok());
        let span = span.unwrap_or(1).clamp(1, MAX_SPAN);
        match name {
            b"colspan" => self.colspan = span,
            b"rowspan" => self.rowspan = span,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden_in.is_none() && self.budget.refusal.is_none() {
            let is_preformatted = self.n_preformatted > 0;
            push_text(self.target(), text, is_preformatted);
        }
    }

    fn start(&mut self, tag: &[u8]) {
        if self.budget.refusal.is_some() {
            return;
        }
        match tag {
            b"script" | b"style" | b"title" | b"template" | b"noscript" => {
                self.hidden_in = Some(tag.to_vec());
            }
            b"table" if self.n_tables == MAX_TABLES => {
                let excess = Excess::Tables { max: MAX_TABLES };
                self.budget.refusal = Some(Unreadable::TooMuch(excess));
                return;
            }
            b"table" if self.open.len() < MAX_DEPTH => {
                self.open.push((self.n_tables, OpenTable::default()));
                self.n_tables += 1;
            }
            b"pre" => self.n_preformatted += 1,
            _ => {}
        }
        let budget = &mut self.budget;
        if let Some((_, table)) = self.open.last_mut() {
            match tag {
                b"caption" => table.in_caption = true,
                b"tr" | b"thead" | b"tbody" | b"tfoot" => table.end_row(budget),
                b"td" | b"th" => {
                    table.end_cell(budget);
                    table.in_caption = false;
                    table.row.get_or_insert_default();
                    let (colspan, rowspan) = (self.colspan.max(1), self.rowspan.max(1));
                    let is_name = tag == b"th";
                    let text = String::new();
                    table.cell = Some(OpenCell { text, colspan, rowspan, is_name });
                }
                _ => {}
            }
        }
        (self.colspan, self.rowspan) = (1, 1);
        if is_block(tag) {
            break_line(self.target());
        }
    }

    fn end(&mut self, tag: &[u8]) {
        if self.hidden_in.as_deref() == Some(tag) {
            self.hidden_in = None;
        }
        let budget = &mut self.budget;
        match (tag, self.open.last_mut()) {
            (b"table", Some((_, table))) => {
                table.end_row(budget);
                self.done.extend(self.open.pop());
            }
            (b"caption", Some((_, table))) => table.in_caption = false,
            (b"td" | b"th", Some((_, table))) => table.end_cell(budget),
            (b"tr" | b"thead" | b"tbody" | b"tfoot", Some((_, table))) => {
                table.end_row(budget);
            }
            (b"pre", _) => self.n_preformatted = self.n_preformatted.saturating_sub(1),
            _ => {}
        }
        if is_block(tag) {
            break_line(self.target());
        }
    }
}

impl Collector {
    /// Nothing was heard yet; the tables may have so many cells.
    pub(super) fn new(n_cells: usize) -> Collector {
        let budget = Budget { n_cells_left: n_cells, ..Budget::default() };
        Collector { budget, ..Collector::default() }
    }

    /// Where text goes now.
    fn target(&mut self) -> &mut String {
        match self.open.last_mut() {
            Some((_, OpenTable { cell: Some(cell), .. })) => &mut cell.text,
            Some((_, OpenTable { in_caption: true, caption, .. })) => caption,
            _ => &mut self.text,
        }
    }

    /// The page, once all of it was heard.
    ///
    /// # Errors
    /// When it is larger than it may be.
    pub(super) fn finish(mut self) -> Result<WebPage, Unreadable> {
        while let Some((place, mut table)) = self.open.pop() {
            table.end_row(&mut self.budget);
            self.done.push((place, table));
        }
        if let Some(refusal) = self.budget.refusal {
            return Err(refusal);
        }
        self.done.sort_by_key(|(place, _)| *place);
        let mut page = WebPage { text: tidy(&self.text), ..WebPage::default() };
        for (_, OpenTable { caption, rows, .. }) in self.done {
            let n_cells = rows.n_cells();
            let table = rows.finish(None);
            // A frame around the page's contents is a table of one cell.
            if n_cells < 2 {
                for text in (0..table.n_rows()).flat_map(|row| table.row(row)) {
                    page.text.push('\n');
                    page.text.push_str(text);
                }
                continue;
            }
            let caption = tidy(&caption).replace('\n', " ");
            let number = page.names.len() + 1;
            page.names.push(match caption.as_str() {
                "" => format!("table {number}"),
                caption => format!("table {number}: {caption}"),
            });
            page.tables.push(table);
        }
        Ok(page)
    }
}

impl OpenTable {
    fn end_cell(&mut self, budget: &mut Budget) {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else { return };
        let text = tidy(&cell.text);
        fill_spans(row, &mut self.spans, budget, false);
        let first = row.len();
        row.push(text);
        let n_spare = MAX_SPANNED.saturating_sub(budget.n_spanned);
        let n_columns = MAX_SPANNED_COLUMNS.saturating_sub(row.len());
        let n_more = (cell.colspan - 1).min(n_spare).min(n_columns);
        budget.n_spanned += n_more;
        if row.len() > MAX_RECORD_CELLS {
            let excess = Excess::RowCells { max: MAX_RECORD_CELLS };
            budget.refusal = Some(Unreadable::TooMuch(excess));
        }
        row.extend(std::iter::repeat_n(String::new(), n_more));
        if cell.rowspan > 1 {
            let end = row.len();
            self.spans.resize(self.spans.len().max(end), (0, String::new()));
            for (span, text) in self.spans[first..end].iter_mut().zip(&row[first..end]) {
                let text = if cell.is_name { String::new() } else { text.clone() };
                *span = (cell.rowspan - 1, text);
            }
        }
    }

    fn end_row(&mut self, budget: &mut Budget) {
        self.end_cell(budget);
        let Some(mut cells) = self.row.take() else { return };
        fill_spans(&mut cells, &mut self.spans, budget, true);
        self.n_rows += 1;
        let n_filled =
            cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        cells.truncate(n_filled);
        match budget.n_cells_left.checked_sub(n_filled + 1) {
            Some(n_left) => budget.n_cells_left = n_left,
            None => budget.refusal = Some(Unreadable::TooMuch(Excess::TableCells)),
        }
        let pushed = self.rows.push(cells.iter().map(String::as_str), self.n_rows);
        if let Err(refusal) = pushed {
            budget.refusal = Some(refusal);
        }
    }
}

/// Adds the cells that reach down from the rows above: those that come next or, with
/// `to_end`, all that are left.
fn fill_spans(
    row: &mut Vec<String>,
    spans: &mut [(usize, String)],
    budget: &mut Budget,
    to_end: bool,
) {
    while let Some((n_left, text)) = spans.get_mut(row.len()) {
        if *n_left == 0 && !to_end {
            return;
        }
        let is_affordable = budget.n_spanned + text.len() < MAX_SPANNED;
        if *n_left > 0 && is_affordable {
            *n_left -= 1;
            budget.n_spanned += 1 + text.len();
            row.push(text.clone());
        } else {
            *n_left = 0;
            row.push(String::new());
        }
    }
}

/// Adds text; line ends and runs of spaces are one space, save in preformatted text.
fn push_text(out: &mut String, text: &str, is_preformatted: bool) {
    for c in text.chars() {
        match c {
            _ if is_preformatted => out.push(c),
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
}

fn break_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// The lines with something in them, trimmed.
fn tidy(text: &str) -> String {
    let mut tidied = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !tidied.is_empty() {
            tidied.push('\n');
        }
        tidied.push_str(line);
    }
    tidied
}

/// Whether an element stands on lines of its own.
fn is_block(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"br"
            | b"p"
            | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"dl"
            | b"dt"
            | b"dd"
            | b"pre"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"hr"
            | b"section"
            | b"article"
            | b"header"
            | b"footer"
            | b"main"
            | b"nav"
            | b"option"
            | b"address"
            | b"blockquote"
            | b"form"
            | b"table"
            | b"tr"
    )
}
