//! What speaks against an answer as a whole. It stands before the answer, in words, until
//! somebody says that it is so.

use super::as_text;
use chrono::NaiveDate;
use serde::Serialize;

/// What a doubt is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtCode {
    /// Every account of the answer is gone.
    AllGone,
    /// Affiliations that the rules do not know.
    CodesUnknown,
    /// A column that looks like a role, and is not used.
    ColumnUnread,
    /// The order of day and month in a column is assumed.
    DateOrderAssumed,
    /// Most accounts of a list are ready.
    ExpiringNotTicked,
    /// Few names of a list are in the directory.
    FewNamesMatch,
    /// What a file is was guessed by the shape of its values alone, or against its name.
    KindGuessed,
    /// No name of a list is in the directory.
    NoNamesMatch,
    /// A report is later than the day of the answer.
    ReportAfterAsOf,
    /// A report is older than the rules allow.
    ReportOld,
    /// A file has as many rows as exports are cut off at.
    RoundCount,
    /// Other sheets that look like sources and were not read.
    SheetUnread,
}

impl DoubtCode {
    /// The code as scripts see it, such as `no-names-match`.
    pub fn as_str(self) -> &'static str {
        match self {
            DoubtCode::AllGone => "all-gone",
            DoubtCode::CodesUnknown => "codes-unknown",
            DoubtCode::ColumnUnread => "column-unread",
            DoubtCode::DateOrderAssumed => "date-order-assumed",
            DoubtCode::ExpiringNotTicked => "expiring-not-ticked",
            DoubtCode::FewNamesMatch => "few-names-match",
            DoubtCode::KindGuessed => "kind-guessed",
            DoubtCode::NoNamesMatch => "no-names-match",
            DoubtCode::ReportAfterAsOf => "report-after-as-of",
            DoubtCode::ReportOld => "report-old",
            DoubtCode::RoundCount => "round-count",
            DoubtCode::SheetUnread => "sheet-unread",
        }
    }

    /// Whether nobody is said to be expiring while it holds.
    pub fn is_blocking(self) -> bool {
        matches!(
            self,
            DoubtCode::AllGone | DoubtCode::KindGuessed | DoubtCode::NoNamesMatch
        )
    }
}

/// What speaks against the answer, with the values of which its sentence speaks. As JSON it
/// is those values alone, by their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the fields are counts, names and days")]
pub enum Uncertainty {
    AllGone {
        n_accounts: usize,
    },
    /// By code, with how many accounts have it.
    CodesUnknown {
        codes: Vec<(String, usize)>,
    },
    /// The role for which the column is not used, and the column that is.
    ColumnUnread {
        column: String,
        role: String,
        used: Option<String>,
    },
    /// A date of the column, read with the month first and with the day first.
    DateOrderAssumed {
        column: String,
        #[serde(serialize_with = "as_text")]
        assumed: NaiveDate,
        #[serde(serialize_with = "as_text")]
        other: NaiveDate,
    },
    ExpiringNotTicked {
        n_ready: usize,
        n_accounts: usize,
    },
    FewNamesMatch {
        n_found: usize,
        n_names: usize,
        other: Option<OtherColumn>,
    },
    /// The other kind, and whether the file's name says it.
    KindGuessed {
        kind: &'static str,
        other: &'static str,
        is_called_so: bool,
    },
    NoNamesMatch {
        n_names: usize,
        other: Option<OtherColumn>,
    },
    ReportAfterAsOf {
        #[serde(serialize_with = "as_text")]
        made_on: NaiveDate,
    },
    ReportOld {
        #[serde(serialize_with = "as_text")]
        made_on: NaiveDate,
        age_days: u64,
    },
    RoundCount {
        n_rows: usize,
    },
    /// The sheets of a workbook that have columns of accounts too.
    SheetUnread {
        sheets: Vec<String>,
    },
}

/// A column by which the names of a list would be found in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherColumn {
    /// The file that has it.
    pub file: String,
    /// Its name.
    pub column: String,
    /// How many names would be found, as far as its rows were looked at.
    pub n_names: usize,
}

/// What speaks against an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it is.
    pub what: Uncertainty,
    /// The place among the answer's sources of the file that it is about; `None` for the
    /// answer as a whole.
    pub source: Option<usize>,
    /// The file's name.
    pub file: Option<String>,
}

impl Doubt {
    /// What it is about.
    pub fn code(&self) -> DoubtCode {
        match self.what {
            Uncertainty::AllGone { .. } => DoubtCode::AllGone,
            Uncertainty::CodesUnknown { .. } => DoubtCode::CodesUnknown,
            Uncertainty::ColumnUnread { .. } => DoubtCode::ColumnUnread,
            Uncertainty::DateOrderAssumed { .. } => DoubtCode::DateOrderAssumed,
            Uncertainty::ExpiringNotTicked { .. } => DoubtCode::ExpiringNotTicked,
            Uncertainty::FewNamesMatch { .. } => DoubtCode::FewNamesMatch,
            Uncertainty::KindGuessed { .. } => DoubtCode::KindGuessed,
            Uncertainty::NoNamesMatch { .. } => DoubtCode::NoNamesMatch,
            Uncertainty::ReportAfterAsOf { .. } => DoubtCode::ReportAfterAsOf,
            Uncertainty::ReportOld { .. } => DoubtCode::ReportOld,
            Uncertainty::RoundCount { .. } => DoubtCode::RoundCount,
            Uncertainty::SheetUnread { .. } => DoubtCode::SheetUnread,
        }
    }

    /// Whether nobody is said to be expiring while it holds.
    pub fn is_blocking(&self) -> bool {
        self.code().is_blocking()
    }
}
