//! A web page, or the part of one that was copied, to the rows of its tables.
//!
//! The tokenizer is a library's, and stops after each slice of the page.

mod collector;
mod text;
mod tokens;

use super::cells::Table;
use super::limits::Limits;
use super::sheet::{SheetRow, Sheets};
use crate::problem::Unreadable;
use collector::Collector;
use html5gum::Tokenizer;
use text::PageText;
use tokens::{HtmlEvent, Tokens};

/// The tables of a page and the text outside of them.
#[derive(Default)]
pub(super) struct WebPage {
    names: Vec<String>,
    tables: Vec<Table>,
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

    /// Whether there is a table with more than one cell.
    pub(super) fn has_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Whether there is nothing to be seen in it.
    pub(super) fn is_blank(&self) -> bool {
        self.tables.is_empty() && self.text.trim().is_empty()
    }

    /// The text outside of tables.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// A page that is read in slices.
pub(super) struct PageReader {
    tokenizer: Tokenizer<PageText, Tokens<Collector>>,
}

impl PageReader {
    /// Nothing is read yet.
    pub(super) fn new(html: String, limits: &Limits) -> PageReader {
        let tokens = Tokens::new(Collector::new(limits.cells));
        PageReader { tokenizer: Tokenizer::new_with_emitter(PageText::new(html), tokens) }
    }

    /// Reads some more; the result is there when all is read.
    ///
    /// # Errors
    /// When the page is larger than it may be.
    pub(super) fn advance(&mut self) -> Result<Option<WebPage>, Unreadable> {
        match self.tokenizer.next() {
            // Reading from memory cannot fail.
            Some(Ok(HtmlEvent::End(collector))) => collector.finish().map(Some),
            _ => Ok(None),
        }
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

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        let (table, row) = self.at;
        self.at.1 += 1;
        let Some(table) = self.tables.get(table).filter(|table| row < table.n_rows())
        else {
            return Ok(None);
        };
        let cells = table.row(row).map(str::to_owned).collect();
        Ok(Some(SheetRow { line: table.line(row), cells }))
    }
}

#[cfg(test)]
mod tests {
    use super::collector::{MAX_DEPTH, MAX_SPANNED, MAX_TABLES};
    use super::*;

    fn try_read(html: &str, limits: &Limits) -> Result<WebPage, Unreadable> {
        let mut page = PageReader::new(html.to_owned(), limits);
        loop {
            if let Some(page) = page.advance()? {
                return Ok(page);
            }
        }
    }

    fn read(html: &str) -> WebPage {
        try_read(html, &Limits::PAGE).unwrap()
    }

    #[track_caller]
    fn check(html: &str, expected: &[&[&str]]) {
        let page = read(html);
        assert_eq!(page.tables.len(), 1, "{:?}", page.text);
        let table = &page.tables[0];
        let rows: Vec<Vec<&str>> =
            (0..table.n_rows()).map(|row| table.row(row).collect()).collect();
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

    /// More of them than fit on the stack if each took some of it.
    #[test]
    fn a_tag_may_have_any_number_of_attributes() {
        let attributes: String = (0..50_000).map(|n| format!("a{n}=\"x\" ")).collect();
        check(&format!("<table {attributes}><td>a<td>b</table>"), &[&["a", "b"]]);
        assert!(read(&format!("<table {attributes}")).is_blank());
        check("<table><td colspan=\"2\">a<td>b", &[&["a", "", "b"]]);
        check("<table><td colspan = \"2\" x=y=z>a<td>b", &[&["a", "", "b"]]);
        check("<table><td x=y=z colspan='2'>a<td>b", &[&["a", "", "b"]]);
    }

    #[test]
    fn a_table_in_a_cell_is_a_table() {
        let page = read(
            "<table><tr><td>menu<td>x<table><caption>People</caption><tr><td>a<td>b\
             </table></table>",
        );
        assert_eq!(page.names, ["table 1", "table 2: People"]);
        assert_eq!(page.tables[1].row(0).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn text_without_a_table_is_lines() {
        let page = read(
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
    fn pages_of_too_much_are_refused() {
        let refused = |html: &str, cells: usize| {
            let limits = Limits { cells, ..Limits::PAGE };
            try_read(html, &limits).err().unwrap().message()
        };
        let rows = format!("<table>{}", "<tr><td>a<td>b".repeat(50));
        assert!(refused(&rows, 100).contains("cells"));
        let tables = "<table><td>a<td>b</table>".repeat(MAX_TABLES + 1);
        assert!(refused(&tables, usize::MAX).contains("tables"));
        let nested = "<table><tr><td>".repeat(10 * MAX_DEPTH);
        assert!(!read(&nested).has_table());
    }

    #[test]
    fn a_small_page_stays_small() {
        let cells = "<td colspan=1000 rowspan=1000>x".repeat(1000);
        let page = read(&format!("<table>{}", format!("<tr>{cells}").repeat(50)));
        let table = &page.tables[0];
        let n_cells: usize = (0..table.n_rows()).map(|row| table.width(row)).sum();
        assert!(n_cells < 3 * MAX_SPANNED, "{n_cells}");
    }
}
