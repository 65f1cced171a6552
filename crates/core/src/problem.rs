//! What is wrong with an input, where, and how to mend it.
//!
//! Reading never fails as a whole because one row is bad: readers return a value *and* a
//! list of [`Problem`]s. [`Unreadable`] is for what cannot be read at all.
//!
//! Both are data: what was found, with its values. `words` alone says it in English.

mod doubt;
mod grouped;
mod unreadable;
mod words;

use crate::characters::visible;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

pub use doubt::{Doubt, DoubtCode, OtherColumn, Uncertainty};
pub use grouped::{Cause, KindOfProblem, by_kind};
pub use unreadable::{Defect, Excess, Foreign, JsonDefect, Unreadable};

/// The longest piece of offending text that a problem carries, in characters.
const TEXT_CHARS: usize = 120;

/// What kind of problem it is; its text is what scripts see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// Letters with accents that became question marks.
    AccentsLost,
    /// Cells that were torn by a delimiter in them, and were put together again.
    CellsJoined,
    /// The row's own report date differs from the file's.
    ClocksDisagree,
    /// An account that an older report gives another date.
    DateMoved,
    /// A date or a number of days that cannot be read.
    DateUnreadable,
    /// A date in a column of which some rows write the day first and some the month.
    DatesMixed,
    /// A row that is written with another delimiter.
    DelimiterOther,
    /// The same key with two domains in one file.
    DomainConflict,
    /// The same logon name on an earlier row.
    Duplicate,
    /// An encoding that was guessed among several.
    EncodingGuessed,
    /// Bytes that are not of the file's encoding.
    EncodingMixed,
    /// A line below a table that is no row of it, such as a total.
    Footer,
    /// A row that names columns again, as the header of another table does.
    HeaderAgain,
    /// An ID with fewer digits than the others, as when leading zeros are lost.
    IdShort,
    /// An account that was deleted, and is in the directory.
    InDirectoryAgain,
    /// A logon name with characters that nobody can see.
    InvisibleCharacters,
    /// A list that is a page of a longer one.
    ListGoesOn,
    /// An account that a list names as ready, without a date on which it ends.
    ListedNotExpiring,
    /// Rows that have the names of the columns in them.
    LabelsInRows,
    /// Text that was decoded with the wrong encoding before it was saved.
    Mojibake,
    /// Logon names that were replaced by digits, so that nobody is named.
    NamesConcealed,
    /// A row without a usable logon name.
    NoLogonName,
    /// An account that a newer list of the same kind does not name any more.
    NotInNewestList,
    /// NUL bytes in the text.
    NulBytes,
    /// A number that a spreadsheet has rounded, such as `1.23457E+07`.
    NumberRounded,
    /// A quote inside a quoted cell that is not doubled.
    QuoteStray,
    /// A quote that is opened and never closed.
    QuoteUnclosed,
    /// A row with too few or too many cells.
    Ragged,
    /// No date of the report is known, so one was assumed.
    ReportDateAssumed,
    /// The report's date is not the one that the user or the file's stamp says.
    ReportDateDiffers,
    /// The report is older than the policy allows.
    ReportStale,
    /// Rows that stand in quotes as a whole.
    RowsQuoted,
    /// Rows that are written otherwise than the beginning of the file, up to its end.
    SampleContradicted,
    /// Other sheets that look like sources and were not read.
    SheetUnread,
    /// An affiliation that the rules do not know.
    UnknownAffiliation,
    /// A value that was cut off where it was printed.
    ValueCut,
    /// A value that was wrapped where it was printed, of which it is not sure how it goes on.
    ValueWrapped,
}

impl Code {
    /// The code as scripts see it, such as `clocks-disagree`.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::AccentsLost => "accents-lost",
            Code::CellsJoined => "cells-joined",
            Code::ClocksDisagree => "clocks-disagree",
            Code::DateMoved => "date-moved",
            Code::DateUnreadable => "date-unreadable",
            Code::DatesMixed => "dates-mixed",
            Code::DelimiterOther => "delimiter-other",
            Code::DomainConflict => "domain-conflict",
            Code::Duplicate => "duplicate",
            Code::EncodingGuessed => "encoding-guessed",
            Code::EncodingMixed => "encoding-mixed",
            Code::Footer => "footer",
            Code::HeaderAgain => "header-again",
            Code::IdShort => "id-short",
            Code::InDirectoryAgain => "in-directory-again",
            Code::InvisibleCharacters => "invisible-characters",
            Code::ListGoesOn => "list-goes-on",
            Code::ListedNotExpiring => "listed-not-expiring",
            Code::LabelsInRows => "labels-in-rows",
            Code::Mojibake => "mojibake",
            Code::NamesConcealed => "names-concealed",
            Code::NoLogonName => "no-logon-name",
            Code::NotInNewestList => "not-in-newest-list",
            Code::NulBytes => "nul-bytes",
            Code::NumberRounded => "number-rounded",
            Code::QuoteStray => "quote-stray",
            Code::QuoteUnclosed => "quote-unclosed",
            Code::Ragged => "ragged",
            Code::ReportDateAssumed => "report-date-assumed",
            Code::ReportDateDiffers => "report-date-differs",
            Code::ReportStale => "report-stale",
            Code::RowsQuoted => "rows-quoted",
            Code::SampleContradicted => "sample-contradicted",
            Code::SheetUnread => "sheet-unread",
            Code::UnknownAffiliation => "unknown-affiliation",
            Code::ValueCut => "value-cut",
            Code::ValueWrapped => "value-wrapped",
        }
    }

    /// Whether it is about how many cells a row has and what they say.
    pub(crate) fn is_of_cells(self) -> bool {
        matches!(
            self,
            Code::AccentsLost
                | Code::DateUnreadable
                | Code::DatesMixed
                | Code::DelimiterOther
                | Code::IdShort
                | Code::InvisibleCharacters
                | Code::Mojibake
                | Code::NumberRounded
                | Code::Ragged
        )
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    /// By name, so that a list of codes reads the same everywhere.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

/// What is wrong, with the values of which its sentence speaks. As JSON it is those values
/// alone, by their names; the code stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the fields are counts, lines and days")]
pub enum Finding {
    /// Letters with accents that became question marks.
    AccentsLost,
    /// Bytes that are not of the file's encoding.
    BytesForeign { encoding: &'static str },
    /// Rows with cells that were torn by a delimiter in them, and were put together again:
    /// how many, the first lines of them, and under which columns.
    CellsJoined { n_rows: usize, lines: Vec<u32>, columns: Vec<String>, is_sure: bool },
    /// The end of the file in the middle of a character.
    CharacterCut,
    /// The row's own report date differs from the file's by so many days.
    ClocksDisagree { n_days: u64 },
    /// An older report had planned another day.
    DateMoved {
        #[serde(serialize_with = "as_text")]
        before: NaiveDate,
        #[serde(serialize_with = "as_text")]
        now: NaiveDate,
    },
    /// A date that cannot be read.
    DateUnreadable,
    /// A date of which nothing tells which part is the day.
    DatesMixed,
    /// A real date of a workbook, of which Excel may have swapped day and month.
    DatesSwapped,
    /// A number of days that cannot be read.
    DaysUnreadable,
    /// A row that is separated by this.
    DelimiterOther { separator: String },
    /// The same key with another domain than on an earlier line.
    DomainConflict { first_line: u32 },
    /// The same logon name as on an earlier line.
    Duplicate { first_line: u32 },
    /// An encoding that the letters alone tell.
    EncodingGuessed { encoding: &'static str },
    /// A line below a table that is no row of it, such as a total.
    Footer,
    /// Halves of characters of UTF-16 without the other half.
    HalvesAlone,
    /// A row that names columns again.
    HeaderAgain { header: NextHeader },
    /// An ID with fewer digits than the others, as when leading zeros are lost.
    IdShort { n_digits: usize },
    /// A logon name with characters that nobody can see.
    InvisibleCharacters,
    /// Rows that have the names of the columns in them.
    LabelsInRows,
    /// A list that is a page of a longer one.
    ListGoesOn,
    /// Text that was decoded with the wrong encoding before it was saved.
    Mojibake,
    /// An account that was deleted, and is in the directory.
    InDirectoryAgain,
    /// There are `n` more of a kind than those that are kept one by one.
    More {
        #[serde(skip)]
        code: Code,
        n: usize,
    },
    /// Most of the logon names are 32 digits that stand for somebody: so many of them.
    NamesConcealed { n_names: usize },
    /// From here on the column of logon names is nearly empty.
    NamesEnd,
    /// A row without a usable logon name.
    NoLogonName,
    /// A newer list of the same kind does not name the account any more.
    NotInNewestList {
        #[serde(serialize_with = "as_text")]
        newest: NaiveDate,
    },
    /// NUL bytes in the text.
    NulBytes,
    /// A number that a spreadsheet has rounded, such as `1.23457E+07`.
    NumberRounded,
    /// A quote inside a quoted cell that is not doubled.
    QuoteStray,
    /// A quote that is opened and never closed.
    QuoteUnclosed,
    /// A row with too few or too many cells.
    Ragged { n_cells: usize, n_expected: usize },
    /// The user says another day of the report than its rows do.
    ReportDateDiffers {
        #[serde(serialize_with = "as_text")]
        implied: NaiveDate,
    },
    /// The report is old, or its file looks younger or older than it is.
    ReportStale {
        #[serde(serialize_with = "as_text")]
        made_on: NaiveDate,
        age_days: u64,
    },
    /// Rows that stood in quotes as a whole, and were read without them: how many, and the
    /// first lines of them.
    RowsQuoted { n_rows: usize, lines: Vec<u32> },
    /// From here on rows are separated otherwise.
    SeparatorsChange,
    /// Other sheets that look like sources and were not read: how many.
    SheetsUnread { n_sheets: usize },
    /// A value that was cut off where it was printed.
    ValueCut,
    /// A value that was wrapped in the middle of a word, or at a space that is lost.
    ValueWrapped,
    /// From here on rows have another number of cells than the expected one.
    WidthChanges { n_expected: usize },
}

/// What a header does that stands below rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextHeader {
    /// It repeats the heading of a list.
    Repeated,
    /// It begins a table of something else, whose rows are nobody's.
    OfNobody,
    /// It names no column of logon names.
    WithoutNames,
    /// It begins a table of flagged accounts, within a directory.
    OfFlagged,
    /// It begins a table without a word of expiring, within a list.
    OfUnflagged,
    /// It begins another table of the same kind.
    Other,
}

impl Finding {
    /// Its kind.
    pub fn code(&self) -> Code {
        match self {
            Finding::AccentsLost => Code::AccentsLost,
            Finding::CellsJoined { .. } => Code::CellsJoined,
            Finding::BytesForeign { .. }
            | Finding::CharacterCut
            | Finding::HalvesAlone => Code::EncodingMixed,
            Finding::ClocksDisagree { .. } => Code::ClocksDisagree,
            Finding::DateMoved { .. } => Code::DateMoved,
            Finding::DateUnreadable | Finding::DaysUnreadable => Code::DateUnreadable,
            Finding::DatesMixed | Finding::DatesSwapped => Code::DatesMixed,
            Finding::DelimiterOther { .. } => Code::DelimiterOther,
            Finding::DomainConflict { .. } => Code::DomainConflict,
            Finding::Duplicate { .. } => Code::Duplicate,
            Finding::EncodingGuessed { .. } => Code::EncodingGuessed,
            Finding::Footer => Code::Footer,
            Finding::HeaderAgain { .. } => Code::HeaderAgain,
            Finding::IdShort { .. } => Code::IdShort,
            Finding::InvisibleCharacters => Code::InvisibleCharacters,
            Finding::LabelsInRows => Code::LabelsInRows,
            Finding::ListGoesOn => Code::ListGoesOn,
            Finding::Mojibake => Code::Mojibake,
            Finding::InDirectoryAgain => Code::InDirectoryAgain,
            Finding::More { code, .. } => *code,
            Finding::NamesConcealed { .. } => Code::NamesConcealed,
            Finding::NamesEnd
            | Finding::SeparatorsChange
            | Finding::WidthChanges { .. } => Code::SampleContradicted,
            Finding::NoLogonName => Code::NoLogonName,
            Finding::NotInNewestList { .. } => Code::NotInNewestList,
            Finding::NulBytes => Code::NulBytes,
            Finding::NumberRounded => Code::NumberRounded,
            Finding::QuoteStray => Code::QuoteStray,
            Finding::QuoteUnclosed => Code::QuoteUnclosed,
            Finding::Ragged { .. } => Code::Ragged,
            Finding::ReportDateDiffers { .. } => Code::ReportDateDiffers,
            Finding::ReportStale { .. } => Code::ReportStale,
            Finding::RowsQuoted { .. } => Code::RowsQuoted,
            Finding::SheetsUnread { .. } => Code::SheetUnread,
            Finding::ValueCut => Code::ValueCut,
            Finding::ValueWrapped => Code::ValueWrapped,
        }
    }
}

fn as_text<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub finding: Finding,
    /// The file's name, as the user knows it.
    pub file: String,
    /// The physical line, from 1; `None` when the whole file is meant.
    pub line: Option<u32>,
    /// The row of the table, where it is known already; else the line tells it.
    pub(crate) row: Option<usize>,
    /// The column's name, when one column is meant.
    pub column: Option<String>,
    /// The offending text, cut to a readable length.
    pub text: String,
}

impl Problem {
    /// A problem of the whole file.
    pub fn of_file(finding: Finding, file: &str) -> Problem {
        Problem {
            finding,
            file: file.to_owned(),
            line: None,
            row: None,
            column: None,
            text: String::new(),
        }
    }

    /// A problem of one line.
    pub fn at(finding: Finding, file: &str, line: u32, text: &str) -> Problem {
        Problem {
            line: Some(line),
            text: excerpt(text),
            ..Problem::of_file(finding, file)
        }
    }

    /// Its kind.
    pub fn code(&self) -> Code {
        self.finding.code()
    }

    /// The same problem, of one row of the table.
    pub(crate) fn of_row(self, row: usize) -> Problem {
        Problem { row: Some(row), ..self }
    }

    /// The same problem, of one column.
    pub fn in_column(self, column: impl Into<String>) -> Problem {
        Problem { column: Some(column.into()), ..self }
    }
}

/// Rows of which something is said once: how many there are, and where the first of them
/// stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FirstLines {
    pub(crate) n_rows: usize,
    /// Physical lines, from 1.
    pub(crate) lines: Vec<u32>,
}

impl FirstLines {
    /// Adds a row.
    pub(crate) fn note(&mut self, line: u32) {
        /// How many lines are named.
        const MAX_LINES: usize = 3;
        self.n_rows += 1;
        if self.lines.len() < MAX_LINES {
            self.lines.push(line);
        }
    }
}

/// How many problems of one kind are kept one by one; the others are counted.
const MAX_KEPT: usize = 10_000;

/// Gathers problems in bounded memory.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    kept: Vec<Problem>,
    n_of: BTreeMap<Code, usize>,
}

impl Problems {
    /// Adds a problem of a finding; beyond the limit it is counted and not made.
    pub(crate) fn push(
        &mut self,
        finding: Finding,
        problem: impl FnOnce(Finding) -> Problem,
    ) {
        if self.counts(finding.code()) {
            self.kept.push(problem(finding));
        }
    }

    /// Adds a problem that is there already.
    pub(crate) fn take(&mut self, problem: Problem) {
        if self.counts(problem.code()) {
            self.kept.push(problem);
        }
    }

    /// Counts one more of a kind, and says whether it is to be kept.
    fn counts(&mut self, code: Code) -> bool {
        let n = self.n_of.entry(code).or_default();
        *n += 1;
        *n <= MAX_KEPT
    }

    /// All that were kept, in the order of their lines, and how many more there are.
    pub(crate) fn finish(self, file: &str) -> Vec<Problem> {
        let mut all = self.kept;
        all.sort_by_key(|problem| problem.line);
        for (code, n) in self.n_of {
            if let Some(n) = n.checked_sub(MAX_KEPT).filter(|n| *n > 0) {
                all.push(Problem::of_file(Finding::More { code, n }, file));
            }
        }
        all
    }
}

/// The beginning of `text`, on one line and short enough to show, with all that nobody can
/// see made visible.
pub(crate) fn excerpt(text: &str) -> String {
    let mut chars = text.trim().chars();
    let line: String = chars
        .by_ref()
        .take(TEXT_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut out = visible(&line).into_owned();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_how_to_mend_it() {
        let problem = Problem::at(Finding::DateUnreadable, "list.tsv", 10, "soon\n")
            .in_column("Scheduled deletion date");
        assert_eq!(
            problem.to_string(),
            "list.tsv:10: date-unreadable: column “Scheduled deletion date”: Not a \
             date: “soon” Write the date as 2026-12-01, or the days as a number."
        );
    }

    #[test]
    fn problems_beyond_the_limit_are_counted() {
        let mut problems = Problems::default();
        for line in 1..=MAX_KEPT as u32 + 5 {
            problems.push(Finding::Footer, |footer| Problem::at(footer, "f", line, ""));
        }
        let all = problems.finish("f");
        assert_eq!(all.len(), MAX_KEPT + 1);
        assert_eq!(
            all[MAX_KEPT].message(),
            "There are 5 more like those that are listed."
        );
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "é".repeat(500);
        assert_eq!(excerpt(&text).chars().count(), TEXT_CHARS + 1);
        assert_eq!(excerpt(" jd\u{2066}o\te "), "jd<U+2066>o e");
    }
}
