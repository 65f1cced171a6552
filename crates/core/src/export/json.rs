//! JSON for scripts.

use super::advice::{AdvicePart, GroupPart};
use super::{Record, Rows, rows};
use crate::advice::groups;
use crate::answer::{Answer, Counts, Place, Tally};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::table::{Carrier, HowRead, Table};
use serde::Serialize;
use serde_json::to_string_pretty;

#[derive(Serialize)]
struct Document {
    as_of: String,
    policy: PolicyPart,
    counts: CountsPart,
    sources: Vec<SourcePart>,
    problems: Vec<ProblemPart>,
    accounts: Vec<AccountPart>,
    /// The accounts of the answer that need the same.
    groups: Vec<GroupPart>,
}

/// By which rules the answer was worked out.
#[derive(Serialize)]
struct PolicyPart {
    name: String,
    title: String,
    institution: String,
    date: String,
    origin: &'static str,
    changed: bool,
}

#[derive(Serialize)]
struct AccountPart {
    #[serde(flatten)]
    record: Record,
    /// `None` for an account that is not in the answer.
    advice: Option<AdvicePart>,
    /// Only for a flagged account that is not in the directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    did_you_mean: Option<Vec<String>>,
}

#[derive(Serialize)]
struct CountsPart {
    overdue: usize,
    today: usize,
    this_week: usize,
    later: usize,
    disabled: usize,
    restorable: usize,
    gone: usize,
    undated: usize,
    elsewhere: usize,
    clear: usize,
}

#[derive(Serialize)]
struct SourcePart {
    file: String,
    kind: &'static str,
    rows: usize,
    answer: usize,
    remainder: usize,
    duplicates: usize,
    problems: usize,
    blank: usize,
    report_date: Option<String>,
}

#[derive(Serialize)]
struct ProblemPart {
    code: &'static str,
    file: String,
    line: Option<u32>,
    column: Option<String>,
    text: String,
    message: String,
    remedy: &'static str,
}

#[derive(Serialize)]
struct TablePart<'a> {
    sheet: Option<&'a str>,
    encoding: Option<&'static str>,
    delimiter: Option<char>,
    header_line: Option<u32>,
    header: Option<&'a [String]>,
    rows: Vec<Vec<&'a str>>,
}

/// The answer with its counts and problems.
pub fn json(answer: &Answer, which: Rows) -> String {
    let problems = answer
        .sources()
        .iter()
        .flat_map(|source| &source.problems)
        .chain(answer.notices())
        .map(problem)
        .collect();
    let document = Document {
        as_of: answer.as_of().to_string(),
        policy: policy(answer.policy()),
        counts: counts(&answer.counts()),
        sources: (0..answer.sources().len()).map(|index| source(answer, index)).collect(),
        problems,
        accounts: accounts(answer, which),
        groups: groups(answer).into_iter().map(GroupPart::from).collect(),
    };
    to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn accounts(answer: &Answer, which: Rows) -> Vec<AccountPart> {
    let rows = rows(answer, which);
    let mut meant = answer.did_you_mean(rows.iter().map(AsRef::as_ref));
    rows.iter()
        .map(|row| {
            let name = answer.logon_name(row);
            let is_missing = row.place == Place::NotInDirectory;
            AccountPart {
                record: Record::new(answer, row),
                advice: AdvicePart::new(answer, row),
                did_you_mean: is_missing.then(|| meant.remove(name).unwrap_or_default()),
            }
        })
        .collect()
}

/// A table as it was read.
pub fn table_json(table: &Table, how: &HowRead) -> String {
    let part = TablePart {
        sheet: how.sheet.as_deref(),
        // A workbook has no encoding that anybody could get wrong.
        encoding: (how.carrier != Carrier::Workbook).then(|| how.encoding.as_str()),
        delimiter: how.delimiter,
        header_line: how.header_line,
        header: table.header(),
        rows: (0..table.n_rows()).map(|row| table.row(row).collect()).collect(),
    };
    to_string_pretty(&part).unwrap_or_default() + "\n"
}

fn policy(policy: &Policy) -> PolicyPart {
    PolicyPart {
        name: policy.name.clone(),
        title: policy.title.clone(),
        institution: policy.institution.clone(),
        date: policy.date.to_string(),
        origin: policy.origin().as_str(),
        changed: policy.is_changed(),
    }
}

fn counts(counts: &Counts) -> CountsPart {
    CountsPart {
        overdue: counts.overdue,
        today: counts.today,
        this_week: counts.this_week,
        later: counts.later,
        disabled: counts.disabled,
        restorable: counts.restorable,
        gone: counts.gone,
        undated: counts.undated,
        elsewhere: counts.elsewhere,
        clear: counts.clear,
    }
}

fn source(answer: &Answer, index: usize) -> SourcePart {
    let source = &answer.sources()[index];
    let Tally { rows, answer: n_answer, remainder, duplicates, problems, blank } =
        answer.tally(index);
    let question = answer.question();
    SourcePart {
        file: source.file.clone(),
        kind: source.kind.title(),
        rows,
        answer: n_answer,
        remainder,
        duplicates,
        problems,
        blank,
        report_date: source.has_report_date().then(|| {
            source.report_date(question.report_date, question.as_of).date.to_string()
        }),
    }
}

fn problem(problem: &Problem) -> ProblemPart {
    ProblemPart {
        code: problem.code.as_str(),
        file: problem.file.clone(),
        line: problem.line,
        column: problem.column.clone(),
        text: problem.text.clone(),
        message: problem.message.clone(),
        remedy: problem.code.remedy(),
    }
}
