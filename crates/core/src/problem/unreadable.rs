//! Why nothing at all could be read.

/// Why nothing at all could be read. Its sentences are [`message`](Unreadable::message) and
/// [`remedy`](Unreadable::remedy), two, so that the page can show the first as a title.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields are counts, limits, lines and names of columns"
)]
pub enum Unreadable {
    /// It has no character that is not white.
    Blank,
    /// The browser did not hand over its bytes.
    BrowserFailed { reason: String },
    /// More cells on a line than any table has.
    CellsTooMany { line: u32, max: usize },
    /// The column that the user names for a role is not there.
    ColumnUnknown { name: String, role: String, columns: Vec<String> },
    /// A workbook that is broken.
    Damaged(Defect),
    /// A file that has to be kept as a whole and is too large for that.
    FileTooLarge { max_mib: usize },
    /// It is of a format that is not read.
    Foreign(Foreign),
    /// JSON that is broken or no table, and the line that shows it.
    Json { line: u32, defect: JsonDefect },
    /// The line that is said to name the columns begins no row.
    HeaderMissing { line: u32, last_line: u32 },
    /// More text on a line than any table has.
    LineTooLong { line: u32, max_mib: usize },
    /// A workbook with a password.
    Locked,
    /// No column holds logon names; some of those that are there, and how many more.
    NamesMissing { columns: Vec<String>, n_more: usize },
    /// The memory does not suffice.
    NoMemory,
    /// A sheet, named where there are several, or a table has no row.
    NoRow { sheet: Option<String> },
    /// A workbook or a web page has no table.
    NoTable,
    /// Bytes that are no text.
    NotText,
    /// A report of ours, whose days are counted from a day that it does not say.
    OwnReport,
    /// A web page of nothing but tags.
    PageWithoutText,
    /// A policy profile that cannot be followed.
    RulesRefused { why: String },
    /// The sheet that the user names is not there.
    SheetUnknown { name: String, sheets: Vec<String> },
    /// A single line that is no table.
    SingleLine,
    /// More text than a table can point into.
    TextTooLarge { max_gib: usize },
    /// It becomes too large while it is read.
    TooMuch(Excess),
}

/// A format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the formats")]
pub enum Foreign {
    Calendar,
    /// Contacts as vCards.
    Contacts,
    /// A table printed with spaces between its columns and dashes below their names, of which
    /// nobody knows where its values end.
    FixedWidth,
    Gzip,
    /// An export of a directory service.
    Ldif,
    /// A saved message.
    Mail,
    /// A spreadsheet of Apple's Numbers.
    Numbers,
    /// A compound file that is no workbook, such as a document of Word 97.
    OldOffice,
    Pdf,
    Picture,
    /// What PowerShell writes with `Export-Clixml`.
    PowerShellXml,
    Presentation,
    /// A property and its value on each line, of which nobody knows what belongs together.
    PropertyList,
    /// A document of Word, LibreOffice Writer, or in RTF.
    TextDocument,
    Xml,
    /// The XML that Excel 2003 wrote.
    XmlSpreadsheet,
    /// An archive that is no workbook.
    Zip,
}

/// Why JSON is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a key is named as the file names it")]
pub enum JsonDefect {
    /// It is no JSON there.
    Broken,
    /// It ends in the middle.
    Cut,
    /// A value has objects in it.
    Nested { key: String },
    /// A value stands where an object should.
    NoObject,
    /// There is another list of objects.
    SeveralLists { key: String },
}

/// What is broken in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a part is named as the workbook names it")]
pub enum Defect {
    /// It names no sheet.
    NoSheet,
    /// A part of it is encrypted, and the workbook is not.
    PartEncrypted { part: String },
    /// A part of it is missing or broken; why, where that is known.
    PartUnreadable { part: String, why: Option<String> },
    /// The list of parts leads to nothing.
    PartsListBroken,
    /// There is no list of parts.
    PartsListMissing,
    /// A sheet has no end.
    SheetCut,
    /// A sheet is not where the list of sheets says.
    SheetMisplaced,
    /// It is of no version of Excel that is known.
    VersionUnknown,
}

/// Of what there is too much in a file; the limits keep a small file from filling the memory.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are limits, and names of parts")]
pub enum Excess {
    /// Cells of a sheet or table.
    Cells { max: usize },
    /// Sheets and parts.
    Parts,
    /// Cells of a row.
    RowCells { max: usize },
    /// Text of a row.
    RowText { line: u32, max_mib: usize },
    /// Texts that cells share.
    SharedTexts { max: usize },
    /// Styles of cells.
    Styles { max: usize },
    /// Cells of all tables of a web page.
    TableCells,
    /// Tables of a web page.
    Tables { max: usize },
    /// A single text, of the part that is named.
    Text { part: Option<String> },
    /// All texts.
    Texts { max_mib: usize },
    /// Bytes that come out of an archive.
    Unpacked { part: String },
}

impl std::error::Error for Unreadable {}
