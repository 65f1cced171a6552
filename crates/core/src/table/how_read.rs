//! How a table was read, in values and in words.

use super::encoding::Encoding;

/// What a table comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// Text, such as CSV.
    Text,
    /// An Excel workbook: XLSX or XLSM.
    Workbook,
    /// A binary Excel workbook, XLSB.
    BinaryWorkbook,
    /// An Excel workbook of before 2007, XLS.
    OldWorkbook,
    /// A spreadsheet of LibreOffice and others.
    OpenDocument,
    /// A web page, or what was copied from one.
    WebPage,
    /// JSON: a list of objects, whose keys name the columns.
    Json,
    /// A property and its value on each line, as a console prints them.
    PrintedProperties,
    /// Columns of fixed widths, as a console prints them.
    PrintedColumns,
}

impl Container {
    /// Whether it has real dates and numbers, as the cells of a spreadsheet can be.
    pub(crate) fn is_workbook(self) -> bool {
        matches!(
            self,
            Container::Workbook
                | Container::BinaryWorkbook
                | Container::OldWorkbook
                | Container::OpenDocument
        )
    }

    /// Whether there can be but one table in it, which has no name.
    pub(super) fn is_one_list(self) -> bool {
        matches!(
            self,
            Container::Json | Container::PrintedProperties | Container::PrintedColumns
        )
    }
}

/// How a table was read, for the user to see and to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowRead {
    /// What the table came in. A workbook and the tables of a web page have no delimiter,
    /// and their lines are the numbers of rows; so are those of JSON on a single line.
    pub container: Container,
    /// The sheet of the workbook, or the table of the web page.
    pub sheet: Option<String>,
    /// All sheets that there are.
    pub sheets: Vec<String>,
    /// Those of them that have columns of accounts too, and were not read.
    pub unread_sheets: Vec<String>,
    /// The encoding of the bytes.
    pub encoding: Encoding,
    /// The character between cells; `None` when every line is one cell.
    pub delimiter: Option<char>,
    /// The character around cells, if any was needed.
    pub quote: char,
    /// The line that names the columns, from 1; the first one when there are several.
    pub header_line: Option<u32>,
    /// How many rows name the columns.
    pub n_header_rows: usize,
    /// How many rows further down repeat the header.
    pub n_repeated_headers: usize,
    /// The lines above the header and others that are no rows of the table, with their
    /// numbers.
    pub skipped: Vec<(u32, String)>,
    /// How many lines are blank.
    pub n_blank: usize,
}

impl Default for HowRead {
    fn default() -> HowRead {
        HowRead {
            container: Container::Text,
            sheet: None,
            sheets: Vec::new(),
            unread_sheets: Vec::new(),
            encoding: Encoding::UTF_8,
            delimiter: None,
            quote: '"',
            header_line: None,
            n_header_rows: 0,
            n_repeated_headers: 0,
            skipped: Vec::new(),
            n_blank: 0,
        }
    }
}

impl HowRead {
    /// Where the names of the columns are, in a sentence.
    pub fn header_sentence(&self) -> String {
        match self.container {
            Container::Json => return "The keys name the columns.".to_owned(),
            Container::PrintedProperties => {
                return "The properties name the columns.".to_owned();
            }
            _ => {}
        }
        let repeated = match self.n_repeated_headers {
            0 => String::new(),
            1 => " It is repeated once further down.".to_owned(),
            n => format!(" It is repeated {n} times further down."),
        };
        match (self.header_line, self.n_header_rows) {
            (None, _) => "There is no header.".to_owned(),
            (Some(line), 1) => format!("The header is on line {line}.{repeated}"),
            (Some(line), n) => {
                format!("The header has {n} rows, from line {line} on.{repeated}")
            }
        }
    }

    /// Whether it is text with something between its cells.
    pub fn has_delimiter(&self) -> bool {
        self.sheet.is_none() && !self.container.is_one_list()
    }

    /// What it came in, in a few words: the encoding and the delimiter of a text, or which
    /// sheet of what.
    pub fn form(&self) -> String {
        let of = match self.container {
            Container::Text => "",
            Container::Workbook | Container::BinaryWorkbook | Container::OldWorkbook => {
                "Excel workbook"
            }
            Container::OpenDocument => "OpenDocument spreadsheet",
            Container::WebPage => "web page",
            Container::Json => return format!("JSON · {}", self.encoding.as_str()),
            Container::PrintedProperties => {
                return "printed list of properties".to_owned();
            }
            Container::PrintedColumns => return "printed columns".to_owned(),
        };
        match &self.sheet {
            Some(sheet) => format!("{of} · “{sheet}”"),
            None if of.is_empty() => {
                format!("{} · {}", self.encoding.as_str(), self.delimiter_name())
            }
            None => format!("{of} · {}", self.delimiter_name()),
        }
    }

    /// Which other sheets there are, in a sentence.
    pub fn other_sheets_sentence(&self) -> Option<String> {
        let others: Vec<&str> = self
            .sheets
            .iter()
            .map(String::as_str)
            .filter(|name| Some(*name) != self.sheet.as_deref())
            .collect();
        let what = match self.container {
            Container::WebPage => "tables",
            _ => "sheets",
        };
        (!others.is_empty()).then(|| format!("Other {what}: {}.", others.join(", ")))
    }

    /// The delimiter in a word.
    pub fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            Some(',') => "comma",
            Some(';') => "semicolon",
            Some('\t') => "tab",
            Some('|') => "pipe",
            Some(' ') => "space",
            Some(_) => "other",
            None => "one column",
        }
    }
}
