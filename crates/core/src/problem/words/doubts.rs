//! Doubts in English.

use super::{days, plain_day};
use crate::problem::Code;
use crate::problem::doubt::{Doubt, OtherColumn, Uncertainty};
use chrono::NaiveDate;

/// How many codes a sentence names.
const MAX_CODES: usize = 8;

impl Doubt {
    /// What speaks against the answer, in a sentence.
    pub fn sentence(&self) -> String {
        self.sentence_with(plain_day)
    }

    /// The same; `day` writes a day as the reader does.
    pub fn sentence_with(&self, day: impl Fn(NaiveDate) -> String) -> String {
        let file = self.file.as_deref().unwrap_or_default();
        match &self.what {
            Uncertainty::AllGone { n_accounts } => {
                let all = accounts(*n_accounts, "is", "are");
                format!("All of the answer is gone for good: {all} lost.")
            }
            Uncertainty::CodesUnknown { codes } => {
                let named: Vec<String> = codes
                    .iter()
                    .take(MAX_CODES)
                    .map(|(code, n)| format!("{code} ({n})"))
                    .collect();
                let more = match codes.len().saturating_sub(MAX_CODES) {
                    0 => String::new(),
                    n => format!(" and {n} more"),
                };
                let named = named.join(", ");
                format!("The rules do not know these affiliations: {named}{more}.")
            }
            Uncertainty::ColumnUnread { column, role, used } => {
                let instead = match used {
                    Some(used) => format!("“{used}” is used"),
                    None => "it is not used".to_owned(),
                };
                format!("In “{file}” the column “{column}” may be “{role}”; {instead}.")
            }
            Uncertainty::DateOrderAssumed { column, assumed, other } => {
                let (assumed, other) = (day(*assumed), day(*other));
                format!(
                    "Nothing in “{file}” tells whether the day or the month comes first in \
                     “{column}”. The month is taken to come first: {assumed}, which may be \
                     {other}."
                )
            }
            Uncertainty::ExpiringNotTicked { n_ready, n_accounts } => format!(
                "Most of “{file}” are not expiring: {n_ready} of {n_accounts} are ready and \
                 have no date."
            ),
            Uncertainty::FewNamesMatch { n_found, n_names, other } => format!(
                "Of the {n_names} names in “{file}” only {n_found} {} in the directory.{}",
                if *n_found == 1 { "is" } else { "are" },
                found_elsewhere(other.as_ref())
            ),
            Uncertainty::KindGuessed { kind, other, is_called_so: true } => format!(
                "“{file}” looks like something else than it is called. It was taken for: {}; by \
                 its name it may be: {}.",
                kind.to_lowercase(),
                other.to_lowercase()
            ),
            Uncertainty::KindGuessed { kind, other, .. } => format!(
                "“{file}” does not say what it is. It was taken for: {}; it may be: {}.",
                kind.to_lowercase(),
                other.to_lowercase()
            ),
            Uncertainty::NoNamesMatch { n_names, other } => {
                let none = match n_names {
                    1 => format!("The only name in “{file}” is not in the directory."),
                    n => {
                        format!("None of the {n} names in “{file}” is in the directory.")
                    }
                };
                none + &found_elsewhere(other.as_ref())
            }
            Uncertainty::ReportAfterAsOf { made_on } => {
                let on = day(*made_on);
                format!("“{file}” is a report of {on}, later than the day of the answer.")
            }
            Uncertainty::ReportOld { made_on, age_days } => {
                let (age, on) = (days(*age_days), day(*made_on));
                format!(
                    "“{file}” is {age} old: it knows nobody who was flagged or saved since \
                     {on}."
                )
            }
            Uncertainty::RoundCount { n_rows } => {
                format!("“{file}” has exactly {n_rows} rows, as if it was cut off there.")
            }
            Uncertainty::SheetUnread { sheets } => {
                let named: Vec<String> =
                    sheets.iter().map(|sheet| format!("“{sheet}”")).collect();
                let named = named.join(", ");
                match sheets.len() {
                    1 => format!(
                        "Another sheet of “{file}” has columns of accounts too, and was not \
                         read: {named}."
                    ),
                    n => format!(
                        "{n} other sheets of “{file}” have columns of accounts too, and were \
                         not read: {named}."
                    ),
                }
            }
        }
    }

    /// What to do, in a sentence.
    pub fn remedy(&self) -> &'static str {
        match &self.what {
            Uncertainty::AllGone { .. } => {
                "Look whether the dates are read as they are meant, and whether the report is \
                 the newest."
            }
            Uncertainty::CodesUnknown { .. } => {
                "The cause is worked out from the others. Add them to the affiliations of the \
                 rules."
            }
            Uncertainty::ColumnUnread { .. } => "If it does, take it instead.",
            Uncertainty::DateOrderAssumed { .. } => {
                "If it is wrong, have the day read first, or export the dates as 2026-12-01."
            }
            Uncertainty::ExpiringNotTicked { .. } => {
                "Look whether “Expiring” was ticked for this list."
            }
            Uncertainty::FewNamesMatch { other: Some(_), .. }
            | Uncertainty::NoNamesMatch { other: Some(_), .. } => {
                "Take that column for the logon names, if it holds them."
            }
            Uncertainty::FewNamesMatch { .. } | Uncertainty::NoNamesMatch { .. } => {
                "Look whether list and directory are of the same center, and whether the right \
                 column holds the logon names."
            }
            Uncertainty::KindGuessed { .. } => "If it is the other, say so.",
            Uncertainty::ReportAfterAsOf { .. } => {
                "Check the day of the answer, and when the report was made."
            }
            Uncertainty::ReportOld { .. } => {
                "Run the report again to see what has changed since."
            }
            Uncertainty::RoundCount { .. } => {
                "Look whether the export has a limit, and whether somebody is missing."
            }
            Uncertainty::SheetUnread { .. } => Code::SheetUnread.remedy(),
        }
    }
}

/// Where the names of a list would be found.
fn found_elsewhere(other: Option<&OtherColumn>) -> String {
    let Some(OtherColumn { file, column, n_names }) = other else {
        return String::new();
    };
    let are = if *n_names == 1 { "is" } else { "are" };
    format!(" {n_names} {are} found by the column “{column}” of “{file}”.")
}

fn accounts(n: usize, one: &str, several: &str) -> String {
    if n == 1 { format!("1 account {one}") } else { format!("{n} accounts {several}") }
}
