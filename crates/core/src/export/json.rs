//! JSON for scripts.

use super::advice::{AdvicePart, GroupPart};
use super::{ExportRecord, Rows, rows};
use crate::advice::groups;
use crate::answer::{Answer, Counts, Place, Row, Suggestions, Tally};
use crate::characters::Rewriter;
use crate::policy::Policy;
use crate::problem::{Doubt, Finding, Problem, Uncertainty};
use crate::source::Kind;
use crate::standing::Standing;
use crate::table::{HowRead, Table};
use crate::value::DayOrder;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

#[derive(Serialize)]
struct Document<'a> {
    as_of: String,
    policy: PolicyPart,
    counts: CountsPart,
    doubts: Vec<DoubtPart<'a>>,
    sources: Vec<SourceJson>,
    problems: ProblemList<'a>,
    accounts: AccountList<'a>,
    /// The accounts of the answer that need the same.
    groups: Groups<'a>,
}

/// What is wrong, one made when the one before is written.
struct ProblemList<'a>(&'a Answer);

/// The accounts, in the same way.
struct AccountList<'a> {
    answer: &'a Answer,
    which: Rows,
}

/// The groups, in the same way.
struct Groups<'a>(&'a Answer);

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
    record: ExportRecord,
    /// `None` for an account that is not in the answer.
    advice: Option<AdvicePart>,
    /// Only for a flagged account that is not in the directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    did_you_mean: Option<Vec<String>>,
}

/// How many accounts stand how; the clear ones come last.
struct CountsPart(Counts);

impl Serialize for CountsPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let CountsPart(counts) = self;
        let of = |standing: Standing| (standing.key(), counts.of(standing));
        let all = Standing::flagged().map(of);
        let groups = Place::GROUPS.map(|group| (group.key(), counts.of_group(group)));
        let all = all.chain([("elsewhere", counts.elsewhere())]).chain(groups);
        let all = all.chain([
            of(Standing::Clear),
            ("listed_not_expiring", counts.listed_not_expiring),
        ]);
        serializer.collect_map(all)
    }
}

#[derive(Serialize)]
struct SourceJson {
    file: String,
    kind: &'static str,
    /// What it came in.
    read_as: String,
    rows: usize,
    answer: usize,
    remainder: usize,
    duplicates: usize,
    problems: usize,
    blank: usize,
    report_date: Option<String>,
    /// Why it is taken for its kind, and what else it may be.
    kind_reason: String,
    runner_up: Option<&'static str>,
    columns: Vec<ColumnPart>,
    date_orders: Vec<DateOrderPart>,
}

/// A column of dates in which the order of day and month makes a difference, and how it was
/// settled.
#[derive(Serialize)]
struct DateOrderPart {
    role: &'static str,
    column: String,
    /// Nothing when both occur.
    order: Option<&'static str>,
    settled_by: String,
}

/// A column that is of use, and how its role was settled.
#[derive(Serialize)]
struct ColumnPart {
    role: &'static str,
    column: String,
    settled_by: String,
}

/// What speaks against the answer as a whole.
#[derive(Serialize)]
struct DoubtPart<'a> {
    code: &'static str,
    sentence: String,
    remedy: &'static str,
    file: Option<&'a str>,
    /// Those of which the sentence speaks.
    values: &'a Uncertainty,
    blocking: bool,
    /// Whether somebody said that it is so.
    answered: bool,
}

#[derive(Serialize)]
struct ProblemPart<'a> {
    code: &'static str,
    file: String,
    line: Option<u32>,
    column: Option<String>,
    text: String,
    message: String,
    remedy: &'static str,
    /// Those of which the message speaks.
    values: &'a Finding,
}

#[derive(Serialize)]
struct TablePart<'a> {
    read_as: String,
    sheet: Option<&'a str>,
    encoding: Option<&'static str>,
    delimiter: Option<char>,
    header_line: Option<u32>,
    header: Option<&'a [String]>,
    rows: Cells<'a>,
}

/// The rows of a table, in the same way.
struct Cells<'a>(&'a Table);

/// The answer with its counts and problems.
///
/// # Errors
/// When `out` takes no more.
pub fn json(answer: &Answer, which: Rows, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        as_of: answer.as_of().to_string(),
        policy: policy(answer.policy()),
        counts: CountsPart(answer.counts()),
        doubts: answer.doubts().iter().map(doubt).collect(),
        sources: (0..answer.sources().len()).map(|index| source(answer, index)).collect(),
        problems: ProblemList(answer),
        accounts: AccountList { answer, which },
        groups: Groups(answer),
    };
    write(&document, out)
}

/// A table as it was read.
///
/// # Errors
/// When `out` takes no more.
pub fn table_json(table: &Table, how: &HowRead, out: &mut dyn Write) -> io::Result<()> {
    let part = TablePart {
        read_as: how.form(),
        sheet: how.sheet.as_deref(),
        // A workbook has no encoding that anybody could get wrong.
        encoding: (!how.container.is_workbook()).then(|| how.encoding.as_str()),
        delimiter: how.delimiter,
        header_line: how.header_line,
        header: table.header(),
        rows: Cells(table),
    };
    write(&part, out)
}

fn write(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut escaped = Rewriter::for_json(out);
    serde_json::to_writer_pretty(&mut escaped, document)?;
    escaped.finish()?.write_all(b"\n")
}

impl Serialize for ProblemList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ProblemList(answer) = self;
        let of_sources = answer.sources().iter().flat_map(|source| &source.problems);
        serializer.collect_seq(of_sources.chain(answer.notices()).map(problem))
    }
}

impl Serialize for AccountList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let AccountList { answer, which } = *self;
        let meant = match which {
            // Who is not in the directory is not in the answer.
            Rows::Answer => Suggestions::new(),
            Rows::All => answer.did_you_mean(answer.flagged()),
        };
        let parts = rows(answer, which).map(|row| account(answer, &row, &meant));
        serializer.collect_seq(parts)
    }
}

impl Serialize for Groups<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(groups(self.0).into_iter().map(GroupPart::from))
    }
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Cells(table) = self;
        let rows = (0..table.n_rows()).map(|row| table.row(row).collect::<Vec<&str>>());
        serializer.collect_seq(rows)
    }
}

fn account(answer: &Answer, row: &Row, meant: &Suggestions) -> AccountPart {
    let names = || meant.get(answer.logon_name(row)).cloned().unwrap_or_default();
    AccountPart {
        record: ExportRecord::new(answer, row),
        advice: AdvicePart::new(answer, row),
        did_you_mean: row.is_missing().then(names),
    }
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

fn source(answer: &Answer, index: usize) -> SourceJson {
    let source = &answer.sources()[index];
    let Tally { rows, answer: n_answer, remainder, duplicates, problems, blank } =
        answer.tally(index);
    SourceJson {
        file: source.file.clone(),
        kind: source.kind.title(),
        read_as: source.how.form(),
        rows,
        answer: n_answer,
        remainder,
        duplicates,
        problems,
        blank,
        report_date: answer.report_date(index).map(|report| report.date.to_string()),
        kind_reason: source.kind_reason.clone(),
        runner_up: source.runner_up.map(Kind::title),
        columns: source
            .columns
            .iter()
            .map(|column| ColumnPart {
                role: column.role.as_str(),
                column: source.table.column_name(column.index),
                settled_by: column.evidence.to_string(),
            })
            .collect(),
        date_orders: answer
            .date_orders(index)
            .into_iter()
            .map(|(order, settled_by)| DateOrderPart {
                role: order.role.as_str(),
                column: source.table.column_name_at(order.row, order.column),
                order: answer.day_order(index, order).map(DayOrder::as_str),
                settled_by,
            })
            .collect(),
    }
}

fn doubt(doubt: &Doubt) -> DoubtPart<'_> {
    DoubtPart {
        code: doubt.code().as_str(),
        sentence: doubt.sentence(),
        remedy: doubt.remedy(),
        file: doubt.file.as_deref(),
        values: &doubt.what,
        blocking: doubt.is_blocking(),
        answered: false,
    }
}

fn problem(problem: &Problem) -> ProblemPart<'_> {
    ProblemPart {
        code: problem.code().as_str(),
        file: problem.file.clone(),
        line: problem.line,
        column: problem.column.clone(),
        text: problem.text.clone(),
        message: problem.message(),
        remedy: problem.code().remedy(),
        values: &problem.finding,
    }
}
