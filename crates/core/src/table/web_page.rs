//! A web page, or the part of one that was copied, to the rows of its tables.
//!
//! The tokenizer is a library's; what is done with `tr`, `td` and spans follows what a
//! browser does, as far as a table of text needs it.

mod tokens;

use super::sheet::{Row, Sheets};
use crate::problem::Unreadable;
use html5gum::Tokenizer;
use tokens::{Listener, Tokens};

/// How many cells, and how many bytes in them, may come from cells that span several places,
/// so that a small page cannot become a huge table.
const MAX_SPANNED: usize = 1 << 22;

/// How far a cell may span.
const MAX_SPAN: usize = 1000;

/// The tables of a page and the text outside of them.
#[derive(Default)]
pub(super) struct WebPage {
    names: Vec<String>,
    tables: Vec<Vec<Row>>,
    /// What stands outside of tables, one block a line.
    text: String,
    /// Which table is being read, and the row that comes next.
    at: (usize, usize),
}

impl WebPage {
    /// Whether a text is a web page or a part of one: it begins with a tag, and the tags of
    /// a page are in it.
    pub(super) fn is_one(text: &str) -> bool {
        let text =
            text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let mut bytes = text.bytes();
        let is_tag = bytes.next() == Some(b'<')
            && bytes
                .next()
                .is_some_and(|b| b.is_ascii_alphabetic() || b == b'!' || b == b'?');
        let has = |tag: &str| {
            memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
                let behind = text.as_bytes().get(at + 1..at + 1 + tag.len());
                behind.is_some_and(|behind| behind.eq_ignore_ascii_case(tag.as_bytes()))
            })
        };
        is_tag && (has("table") || has("html") || has("body") || has("!doctype html"))
    }

    /// Reads a page.
    pub(super) fn read(html: &str) -> WebPage {
        let mut collector = Collector::default();
        let tokenizer = Tokenizer::new_with_emitter(html, Tokens::new(&mut collector));
        // Reading from memory cannot fail.
        let _ = tokenizer.finish();
        collector.finish()
    }

    /// Whether there is a table with more than one cell.
    pub(super) fn has_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// The text outside of tables.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

impl Sheets for WebPage {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn open(&mut self, sheet: usize) -> Result<(), Unreadable> {
        self.at = (sheet, 0);
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<Row>, Unreadable> {
        let (table, row) = self.at;
        self.at.1 += 1;
        Ok(self.tables.get(table).and_then(|rows| rows.get(row)).cloned())
    }
}

/// What has been gathered of a page.
#[derive(Default)]
struct Collector {
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
    n_spanned: usize,
}

#[derive(Default)]
struct OpenTable {
    caption: String,
    in_caption: bool,
    rows: Vec<Row>,
    n_rows: u32,
    row: Option<Vec<String>>,
    cell: Option<Cell>,
    /// By column: the text of a cell above that spans further rows, and how many.
    spans: Vec<(usize, String)>,
}

struct Cell {
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
        if self.hidden_in.is_none() {
            let is_preformatted = self.n_preformatted > 0;
            push_text(self.target(), text, is_preformatted);
        }
    }

    fn start(&mut self, tag: &[u8]) {
        match tag {
            b"script" | b"style" | b"title" | b"template" | b"noscript" => {
                self.hidden_in = Some(tag.to_vec());
            }
            b"table" => {
                self.open.push((self.n_tables, OpenTable::default()));
                self.n_tables += 1;
            }
            b"pre" => self.n_preformatted += 1,
            _ => {}
        }
        let n_spanned = &mut self.n_spanned;
        if let Some((_, table)) = self.open.last_mut() {
            match tag {
                b"caption" => table.in_caption = true,
                b"tr" | b"thead" | b"tbody" | b"tfoot" => table.end_row(n_spanned),
                b"td" | b"th" => {
                    table.end_cell(n_spanned);
                    table.in_caption = false;
                    table.row.get_or_insert_default();
                    let (colspan, rowspan) = (self.colspan.max(1), self.rowspan.max(1));
                    let is_name = tag == b"th";
                    let text = String::new();
                    table.cell = Some(Cell { text, colspan, rowspan, is_name });
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
        let n_spanned = &mut self.n_spanned;
        match (tag, self.open.last_mut()) {
            (b"table", Some((_, table))) => {
                table.end_row(n_spanned);
                self.done.extend(self.open.pop());
            }
            (b"caption", Some((_, table))) => table.in_caption = false,
            (b"td" | b"th", Some((_, table))) => table.end_cell(n_spanned),
            (b"tr" | b"thead" | b"tbody" | b"tfoot", Some((_, table))) => {
                table.end_row(n_spanned);
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
    /// Where text goes now.
    fn target(&mut self) -> &mut String {
        match self.open.last_mut() {
            Some((_, OpenTable { cell: Some(cell), .. })) => &mut cell.text,
            Some((_, OpenTable { in_caption: true, caption, .. })) => caption,
            _ => &mut self.text,
        }
    }

    fn finish(mut self) -> WebPage {
        while let Some((place, mut table)) = self.open.pop() {
            table.end_row(&mut self.n_spanned);
            self.done.push((place, table));
        }
        self.done.sort_by_key(|(place, _)| *place);
        let mut page = WebPage { text: tidy(&self.text), ..WebPage::default() };
        for (_, table) in self.done {
            // A frame around the page's contents is a table of one cell.
            if table.rows.iter().map(|row| row.cells.len()).sum::<usize>() < 2 {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|text| page.text.push_str(&format!("\n{text}")));
                continue;
            }
            let caption = tidy(&table.caption).replace('\n', " ");
            let number = page.names.len() + 1;
            page.names.push(match caption.as_str() {
                "" => format!("table {number}"),
                caption => format!("table {number}: {caption}"),
            });
            page.tables.push(table.rows);
        }
        page
    }
}

impl OpenTable {
    fn end_cell(&mut self, n_spanned: &mut usize) {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else { return };
        let text = tidy(&cell.text);
        fill_spans(row, &mut self.spans, n_spanned, false);
        let first = row.len();
        row.push(text);
        let n_spare = MAX_SPANNED.saturating_sub(*n_spanned);
        let n_more = (cell.colspan - 1).min(n_spare);
        *n_spanned += n_more;
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

    fn end_row(&mut self, n_spanned: &mut usize) {
        self.end_cell(n_spanned);
        let Some(mut cells) = self.row.take() else { return };
        fill_spans(&mut cells, &mut self.spans, n_spanned, true);
        self.n_rows += 1;
        let n_filled =
            cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        cells.truncate(n_filled);
        self.rows.push(Row { line: self.n_rows, cells });
    }
}

/// Adds the cells that reach down from the rows above: those that come next or, with
/// `to_end`, all that are left.
fn fill_spans(
    row: &mut Vec<String>,
    spans: &mut [(usize, String)],
    n_spanned: &mut usize,
    to_end: bool,
) {
    while let Some((n_left, text)) = spans.get_mut(row.len()) {
        if *n_left == 0 && !to_end {
            return;
        }
        let is_affordable = *n_spanned + text.len() < MAX_SPANNED;
        if *n_left > 0 && is_affordable {
            *n_left -= 1;
            *n_spanned += 1 + text.len();
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
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&[&str]]) {
        let page = WebPage::read(html);
        assert_eq!(page.tables.len(), 1, "{:?}", page.text);
        let rows: Vec<Vec<String>> =
            page.tables[0].iter().map(|row| row.cells.clone()).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn rows_and_cells() {
        check(
            "<table><tr><th>PennKey</th><th>Name</th></tr>\n<tr><td>jdoe</td><td>Jane\n \
             <b>Doe</b></td></tr></table>",
            &[&["PennKey", "Name"], &["jdoe", "Jane Doe"]],
        );
        check(
            "<TABLE><TBODY><TR><TD>a<TD>b<TR><TD>c<TD>d</TABLE>",
            &[&["a", "b"], &["c", "d"]],
        );
        check("<table><tr><td>a<td>b", &[&["a", "b"]]);
        check(
            "<table><tr><td>M&uuml;ller &amp; S&#246;hne</td><td>&nbsp;</td><td>x<br>y\
             </td></tr></table>",
            &[&["Müller & Söhne", "", "x\ny"]],
        );
    }

    #[test]
    fn cells_that_span_several_places() {
        check(
            "<table><tr><th rowspan=2>Who<th colspan=2>When</tr><tr><th>from<th>to</tr>\
             <tr><td>a<td>1<td>2</table>",
            &[&["Who", "When"], &["", "from", "to"], &["a", "1", "2"]],
        );
        check(
            "<table><tr><td>a<td rowspan=9>x</tr><tr><td>b</tr></table>",
            &[&["a", "x"], &["b", "x"]],
        );
    }

    #[test]
    fn scripts_and_styles_are_no_text() {
        check(
            "<style>td{}</style><table><tr><td>a<script>if (1<2) x('</td>')</script><td>b\
             </table>",
            &[&["a", "b"]],
        );
    }

    #[test]
    fn a_table_in_a_cell_is_a_table() {
        let page = WebPage::read(
            "<table><tr><td>menu<td>x<table><caption>People</caption><tr><td>a<td>b\
             </table></table>",
        );
        assert_eq!(page.names, ["table 1", "table 2: People"]);
        assert_eq!(page.tables[1][0].cells, ["a", "b"]);
    }

    #[test]
    fn text_without_a_table_is_lines() {
        let page = WebPage::read(
            "<html><head><title>O365</title></head><body><h1>Expiring</h1>jdoe<br>rroe\n\
             <p>ann</p><pre>bo\ncy</pre><table><tr><td>dee<br>eve</table>",
        );
        assert!(!page.has_table());
        assert_eq!(page.into_text(), "Expiring\njdoe\nrroe\nann\nbo\ncy\ndee\neve");
    }

    #[test]
    fn pages_are_told_from_tables_of_text() {
        for html in ["<table><tr>", " \n<!DOCTYPE html><p>", "<html>", "<meta x><TABLE>"]
        {
            assert!(WebPage::is_one(html), "{html}");
        }
        for text in ["<jdoe@upenn.edu>, x", "a,<table>", "<", "", "<b>,c\n"] {
            assert!(!WebPage::is_one(text), "{text}");
        }
    }

    #[test]
    fn a_small_page_stays_small() {
        let cells = "<td colspan=1000 rowspan=1000>x".repeat(1000);
        let page =
            WebPage::read(&format!("<table>{}", format!("<tr>{cells}").repeat(50)));
        let n_cells: usize = page.tables[0].iter().map(|row| row.cells.len()).sum();
        assert!(n_cells < 3 * MAX_SPANNED, "{n_cells}");
    }
}
