//! What is wrong with an input, where, and how to mend it.
//!
//! Reading never fails as a whole because one row is bad: readers return a value *and* a
//! list of [`Problem`]s. [`Unreadable`] is for what cannot be read at all.

use crate::characters::visible;
use std::collections::BTreeMap;
use std::fmt;

/// The longest piece of offending text that a problem carries, in characters.
const TEXT_CHARS: usize = 120;

/// What kind of problem it is; its text is what scripts see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// Letters with accents that became question marks.
    AccentsLost,
    /// The row's own report date differs from the file's.
    ClocksDisagree,
    /// A date or a number of days that cannot be read.
    DateUnreadable,
    /// A row that is written with another delimiter.
    DelimiterOther,
    /// The same key with two domains in one file.
    DomainConflict,
    /// The same logon name on an earlier row.
    Duplicate,
    /// Bytes that are not of the file's encoding.
    EncodingMixed,
    /// A line below a table that is no row of it, such as a total.
    Footer,
    /// A row that names columns again, as the header of another table does.
    HeaderAgain,
    /// An ID with fewer digits than the others, as when leading zeros are lost.
    IdShort,
    /// A logon name with characters that nobody can see.
    InvisibleCharacters,
    /// Text that was decoded with the wrong encoding before it was saved.
    Mojibake,
    /// A row without a usable logon name.
    NoLogonName,
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
    /// Rows that are written otherwise than the beginning of the file, up to its end.
    SampleContradicted,
}

impl Code {
    /// The code as scripts see it, such as `clocks-disagree`.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::AccentsLost => "accents-lost",
            Code::ClocksDisagree => "clocks-disagree",
            Code::DateUnreadable => "date-unreadable",
            Code::DelimiterOther => "delimiter-other",
            Code::DomainConflict => "domain-conflict",
            Code::Duplicate => "duplicate",
            Code::EncodingMixed => "encoding-mixed",
            Code::Footer => "footer",
            Code::HeaderAgain => "header-again",
            Code::IdShort => "id-short",
            Code::InvisibleCharacters => "invisible-characters",
            Code::Mojibake => "mojibake",
            Code::NoLogonName => "no-logon-name",
            Code::NulBytes => "nul-bytes",
            Code::NumberRounded => "number-rounded",
            Code::QuoteStray => "quote-stray",
            Code::QuoteUnclosed => "quote-unclosed",
            Code::Ragged => "ragged",
            Code::ReportDateAssumed => "report-date-assumed",
            Code::ReportDateDiffers => "report-date-differs",
            Code::ReportStale => "report-stale",
            Code::SampleContradicted => "sample-contradicted",
        }
    }

    /// What to call problems of this kind to a person.
    pub fn title(self) -> &'static str {
        match self {
            Code::AccentsLost => "Lost accents",
            Code::ClocksDisagree => "Clocks that disagree",
            Code::DateUnreadable => "Unreadable dates",
            Code::DelimiterOther => "Other delimiters",
            Code::DomainConflict => "Two domains for one name",
            Code::Duplicate => "Repeated names",
            Code::EncodingMixed => "Mixed encodings",
            Code::Footer => "Lines below a table",
            Code::HeaderAgain => "Further headers",
            Code::IdShort => "Short IDs",
            Code::InvisibleCharacters => "Invisible characters",
            Code::Mojibake => "Garbled letters",
            Code::NoLogonName => "Rows without a logon name",
            Code::NulBytes => "NUL bytes",
            Code::NumberRounded => "Rounded numbers",
            Code::QuoteStray => "Stray quotes",
            Code::QuoteUnclosed => "Unclosed quotes",
            Code::Ragged => "Missing or extra cells",
            Code::ReportDateAssumed => "Assumed report date",
            Code::ReportDateDiffers => "Differing report date",
            Code::ReportStale => "Old reports",
            Code::SampleContradicted => "A change further down",
        }
    }

    /// Whether it is about how many cells a row has and what they say.
    pub(crate) fn is_of_cells(self) -> bool {
        matches!(
            self,
            Code::AccentsLost
                | Code::DateUnreadable
                | Code::DelimiterOther
                | Code::IdShort
                | Code::InvisibleCharacters
                | Code::Mojibake
                | Code::NumberRounded
                | Code::Ragged
        )
    }

    /// What the user can do about it, in a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Code::AccentsLost => {
                "Export the file again as UTF-8: the letters are lost in this one."
            }
            Code::ClocksDisagree => {
                "The scheduled date is kept; run the report again if in doubt."
            }
            Code::DateUnreadable => {
                "Write the date as 2026-12-01, or the days as a number."
            }
            Code::DelimiterOther => "Check that its cells are where they belong.",
            Code::DomainConflict => "Check that both rows are the same person.",
            Code::Duplicate => {
                "Nothing is lost: the earliest date counts, of deletions the latest."
            }
            Code::EncodingMixed => "Save the file again as UTF-8.",
            Code::Footer => "Nothing is to be done: it is nobody’s row.",
            Code::HeaderAgain => {
                "If it is a table of another kind, put it into a file of its own."
            }
            Code::IdShort => "Write its leading zeros again, or export the file as text.",
            Code::InvisibleCharacters => {
                "Nothing is lost: the name counts without them. Check that it is the right one."
            }
            Code::Mojibake => {
                "Export the file again as UTF-8: this one was converted once too often."
            }
            Code::NoLogonName => "Fill in the logon name, or remove the row.",
            Code::NulBytes => "Export the file again; the NUL bytes are left out.",
            Code::NumberRounded => {
                "Export the file again and keep it away from Excel, or format the column as text."
            }
            Code::QuoteStray => "Double the quote inside the cell.",
            Code::QuoteUnclosed => "Close the quote, or remove it.",
            Code::Ragged => "Check the row for a missing or an extra delimiter.",
            Code::ReportDateAssumed => "Say when the report was made.",
            Code::ReportDateDiffers => "Check the day on which the report was made.",
            Code::ReportStale => "Run the report again to see what has changed since.",
            Code::SampleContradicted => {
                "Say how to read the file, or split it at this line."
            }
        }
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

/// One thing that is wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its kind.
    pub code: Code,
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
    /// What is wrong, in a sentence.
    pub message: String,
}

impl Problem {
    /// A problem of the whole file.
    pub fn of_file(code: Code, file: &str, message: impl Into<String>) -> Problem {
        Problem {
            code,
            file: file.to_owned(),
            line: None,
            row: None,
            column: None,
            text: String::new(),
            message: message.into(),
        }
    }

    /// A problem of one line.
    pub fn at(
        code: Code,
        file: &str,
        line: u32,
        text: &str,
        message: impl Into<String>,
    ) -> Problem {
        Problem {
            line: Some(line),
            text: excerpt(text),
            ..Problem::of_file(code, file, message)
        }
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

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}: ", self.code.as_str())?;
        if let Some(column) = &self.column {
            write!(f, "column “{column}”: ")?;
        }
        write!(f, "{}", self.message)?;
        if !self.text.is_empty() {
            write!(f, " “{}”", self.text)?;
        }
        write!(f, " {}", self.code.remedy())
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
    pub(crate) fn push(&mut self, code: Code, problem: impl FnOnce() -> Problem) {
        let n = self.n_of.entry(code).or_default();
        *n += 1;
        if *n <= MAX_KEPT {
            self.kept.push(problem());
        }
    }

    /// All that were kept, in the order of their lines, and how many more there are.
    pub(crate) fn finish(self, file: &str) -> Vec<Problem> {
        let mut all = self.kept;
        all.sort_by_key(|problem| problem.line);
        for (code, n) in self.n_of {
            if let Some(n_more) = n.checked_sub(MAX_KEPT).filter(|n| *n > 0) {
                let message =
                    format!("There are {n_more} more like those that are listed.");
                all.push(Problem::of_file(code, file, message));
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

/// Why nothing at all could be read, with what to do instead.
///
/// The two sentences are separate so that the page can show the first as a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What the file is, or what is wrong with it.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl Unreadable {
    pub(crate) fn new(
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Unreadable {
        Unreadable { message: message.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message, self.remedy)
    }
}

impl std::error::Error for Unreadable {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_how_to_mend_it() {
        let problem = Problem::at(
            Code::DateUnreadable,
            "list.tsv",
            10,
            "soon\n",
            "This is no date:",
        )
        .in_column("Scheduled deletion date");
        assert_eq!(
            problem.to_string(),
            "list.tsv:10: date-unreadable: column “Scheduled deletion date”: This is no \
             date: “soon” Write the date as 2026-12-01, or the days as a number."
        );
    }

    #[test]
    fn problems_beyond_the_limit_are_counted() {
        let mut problems = Problems::default();
        for line in 1..=MAX_KEPT as u32 + 5 {
            problems.push(Code::Ragged, || Problem::at(Code::Ragged, "f", line, "", "x"));
        }
        let all = problems.finish("f");
        assert_eq!(all.len(), MAX_KEPT + 1);
        assert_eq!(all[MAX_KEPT].message, "There are 5 more like those that are listed.");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "é".repeat(500);
        assert_eq!(excerpt(&text).chars().count(), TEXT_CHARS + 1);
        assert_eq!(excerpt(" jd\u{2066}o\te "), "jd<U+2066>o e");
    }
}
