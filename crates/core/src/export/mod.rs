//! An answer as bytes, for a spreadsheet or a script.
//!
//! Each format writes what its arguments alone decide, account by account, so that no more
//! than one is in memory beside the answer. What it writes are [`ExportRecord`]s, whose fields are
//! the columns of the contract in its order.

mod advice;
mod csv;
mod json;
mod rejects;

pub use self::csv::{Csv, csv, table_csv, tsv};
pub use json::{json, table_json};
pub use rejects::{Rejects, rejects};

use crate::answer::{Answer, ClearByName, Row};
use crate::role::Role;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// Which accounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The answer.
    Answer,
    /// All accounts: those that are flagged and not in the directory, and the clear ones.
    All,
}

/// The columns of an export, in order.
pub const COLUMNS: [&str; 20] = [
    "logon_name",
    "display_name",
    "status",
    "urgency",
    "days_left",
    "restore_days_left",
    "act_by",
    "disabled_on",
    "deprovisioned_on",
    "restorable_until",
    "lapsed_on",
    "date_source",
    "affiliations",
    "reason",
    "cause",
    "department",
    "email",
    "in_directory",
    "in_enrollment",
    "problems",
];

/// One account as it is exported. Dates are ISO.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names are the contract, see COLUMNS")]
pub struct ExportRecord {
    pub logon_name: String,
    pub display_name: String,
    pub status: &'static str,
    pub urgency: Option<&'static str>,
    pub days_left: Option<i64>,
    pub restore_days_left: Option<i64>,
    pub act_by: Option<String>,
    pub disabled_on: Option<String>,
    pub deprovisioned_on: Option<String>,
    pub restorable_until: Option<String>,
    pub lapsed_on: Option<String>,
    pub date_source: Option<&'static str>,
    pub affiliations: Option<Vec<String>>,
    pub reason: String,
    pub cause: Option<&'static str>,
    pub department: String,
    pub email: String,
    pub in_directory: Option<bool>,
    pub in_enrollment: bool,
    pub problems: Vec<&'static str>,
}

impl ExportRecord {
    /// The record of one account.
    pub fn new(answer: &Answer, row: &Row) -> ExportRecord {
        let as_of = answer.as_of();
        let dates = row.milestones();
        ExportRecord {
            logon_name: answer.logon_name(row).to_owned(),
            display_name: answer.display_name(row).into_owned(),
            status: row.standing().status().as_str(),
            urgency: row.standing().urgency(),
            days_left: dates.map(|dates| dates.days_left(as_of)),
            restore_days_left: dates.and_then(|dates| dates.restore_days_left(as_of)),
            act_by: dates.map(|dates| dates.act_by.to_string()),
            disabled_on: dates.map(|dates| dates.disabled_on.to_string()),
            deprovisioned_on: dates.map(|dates| dates.deprovisioned_on.to_string()),
            restorable_until: dates
                .and_then(|dates| dates.restorable_until)
                .map(|last| last.to_string()),
            lapsed_on: dates.map(|dates| dates.lapsed_on.to_string()),
            date_source: row.date_source().map(|source| source.as_str()),
            affiliations: row.affiliations.as_deref().map(<[String]>::to_vec),
            reason: answer.text(row, Role::Reason).to_owned(),
            cause: row.cause.map(|cause| cause.as_str()),
            department: answer.text(row, Role::Department).to_owned(),
            email: answer.text(row, Role::Email).to_owned(),
            in_directory: row.in_directory,
            in_enrollment: row.in_enrollment,
            problems: row.problems.iter().map(|code| code.as_str()).collect(),
        }
    }
}

/// Some accounts of an answer.
pub type Accounts<'a> = Box<dyn Iterator<Item = Cow<'a, Row>> + 'a>;

/// The accounts of an answer, in its order; with [`Rows::All`] the clear ones come last, by
/// name.
pub fn rows(answer: &Answer, which: Rows) -> Accounts<'_> {
    in_order(answer, clear(answer, which))
}

/// The clear accounts, if they are written.
fn clear(answer: &Answer, which: Rows) -> Option<ClearByName<'_>> {
    (which == Rows::All).then(|| answer.clear_by_name())
}

fn in_order<'a>(answer: &'a Answer, clear: Option<ClearByName<'a>>) -> Accounts<'a> {
    match clear {
        None => Box::new(answer.rows().map(Cow::Borrowed)),
        Some(clear) => {
            let flagged = answer.flagged().iter().map(Cow::Borrowed);
            Box::new(flagged.chain(clear.finish().map(Cow::Owned)))
        }
    }
}

/// What a format writes, as one text: for who cannot write it piece by piece.
pub fn text(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    // Writing to memory does not fail, and what is written is text.
    write(&mut bytes).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
