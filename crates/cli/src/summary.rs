//! What is said about the data: counts, and problems with their place and remedy.

use crate::policy::changed;
use crate::standing;
use crate::words::{count, day, plain};
use reprieve_core::answer::{Answer, Counts, Place, Tally};
use reprieve_core::problem::{Code, Doubt, Problem};
use reprieve_core::source::{Basis, Kind, RoleColumn, RoleEvidence, Source};
use reprieve_core::standing::Standing;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many problems of one kind in one file are listed.
const MAX_LISTED: usize = 20;

/// The day, the rules, how many accounts are in which state, where every row of every file
/// went, and what is wrong with them.
pub(crate) fn of_answer(answer: &Answer) -> String {
    let policy = answer.policy();
    let mut text = doubts(answer);
    text += &format!(
        "As of {}, by the rules of {} ({}).\n",
        day(answer.as_of()),
        policy.label(),
        day(policy.date)
    );
    if policy.is_changed() {
        text += &format!("{}\n", changed(policy));
    }
    let counts = answer.counts();
    text += &format!("{}\n", states(&counts));
    let groups = Place::GROUPS.map(|group| (group, counts.of_group(group)));
    for (group, n) in groups.into_iter().filter(|(_, n)| *n > 0) {
        let n = count(n, "account");
        text += &match group {
            Place::PerhapsYours => format!(
                "{n} deprovisioned and not in the directory, perhaps yours, and still \
                 restorable; --all shows them.\n"
            ),
            Place::NoMailbox => {
                format!("{n} flagged, but without a mailbox; --all shows them.\n")
            }
            _ => format!("{n} flagged, but not in the directory; --all shows them.\n"),
        };
    }
    if counts.of(Standing::Clear) > 0 {
        text +=
            &format!("{} not flagged.\n", count(counts.of(Standing::Clear), "account"));
    }
    if counts.listed_not_expiring > 0 {
        let n = count(counts.listed_not_expiring, "account");
        text += &format!("{n} listed as ready, without a date: not expiring.\n");
    }
    for index in 0..answer.sources().len() {
        text += &rows_of(answer, index);
    }
    let sources = answer.sources().iter();
    let all = sources.flat_map(|source| &source.problems).chain(answer.notices());
    plain_lines(&text) + &problems(all)
}

/// What speaks against the answer as a whole, a line for each.
fn doubts(answer: &Answer) -> String {
    let line = |doubt: &Doubt| {
        let (code, sentence) = (doubt.code().as_str(), doubt.sentence());
        format!("doubt: {code}: {sentence} {}\n", doubt.remedy())
    };
    answer.doubts().iter().map(line).collect()
}

/// One sentence for an answer in which nobody is expiring; `None` when somebody is. It is good
/// news only if a list was read and compared with a directory, and nothing speaks against it.
pub(crate) fn nobody(answer: &Answer) -> Option<String> {
    let counts = answer.counts();
    if counts.expiring() + counts.of(Standing::Undated) > 0 {
        return None;
    }
    let has_directory =
        answer.sources().iter().any(|source| source.kind == Kind::Directory);
    let lists = || answer.sources().iter().filter(|source| source.kind.is_of_expiring());
    if lists().next().is_none() {
        return Some(
            "No list of expiring accounts was given, so it is unknown who is expiring. \
             “reprieve names” prints the names to look up."
                .to_owned(),
        );
    }
    // Not to be mistaken for good news: those rows may well be somebody who is expiring.
    let n_lost: usize = lists().map(|source| source.n_lost_rows()).sum();
    let n_left = counts.of_group(Place::PerhapsYours);
    let blocking = answer.doubts().iter().find(|doubt| doubt.is_blocking());
    let day = day(answer.as_of());
    let so_far = format!("Nobody so far is expiring as of {day}");
    Some(match blocking {
        Some(doubt) => {
            format!("{so_far}, but look at this first. {}", doubt.sentence())
        }
        None if n_left > 0 => format!(
            "{so_far}, but {} left the directory when they were deprovisioned, and can still \
             be restored: --all shows them.",
            count(n_left, "account")
        ),
        None if n_lost > 0 => format!(
            "{so_far}, as far as can be told: {} of the list have no logon name.",
            count(n_lost, "row")
        ),
        None if !has_directory => format!(
            "{so_far}: the list has nobody with a mailbox. Give the directory, too, to be sure."
        ),
        None => format!("Nobody is expiring as of {day}."),
    })
}

/// The problems by file and code, with their places, up to a limit, and the remedy.
pub(crate) fn problems<'a>(all: impl Iterator<Item = &'a Problem>) -> String {
    let mut files: Vec<(&str, BTreeMap<Code, Vec<&Problem>>)> = Vec::new();
    for problem in all {
        let at = files
            .iter()
            .position(|(file, _)| *file == problem.file)
            .unwrap_or(files.len());
        if at == files.len() {
            files.push((&problem.file, BTreeMap::new()));
        }
        if let Some((_, codes)) = files.get_mut(at) {
            codes.entry(problem.code()).or_default().push(problem);
        }
    }
    let groups = files.iter().flat_map(|(file, codes)| {
        codes.iter().map(move |(code, group)| (*file, *code, group))
    });
    groups.map(|(file, code, group)| listed(file, code, group)).collect()
}

fn listed(file: &str, code: Code, group: &[&Problem]) -> String {
    let head = format!("{file}: {} {}. {}", group.len(), code.as_str(), code.remedy());
    let mut text = plain(&head) + "\n";
    // What is said of the whole file goes first, so that the limit does not hide it.
    let (of_file, of_lines): (Vec<&Problem>, Vec<&Problem>) =
        group.iter().partition(|problem| problem.line.is_none());
    for problem in of_file.iter().chain(&of_lines).take(MAX_LISTED) {
        text += &format!("  {}\n", plain(&described(problem)));
    }
    if let Some(n_more @ 1..) = group.len().checked_sub(MAX_LISTED) {
        text += &format!("  and {n_more} more\n");
    }
    text
}

fn described(problem: &Problem) -> String {
    let mut text = String::new();
    if let Some(line) = problem.line {
        write!(text, "line {line}").ok();
        if let Some(column) = &problem.column {
            write!(text, ", column “{column}”").ok();
        }
        text.push_str(": ");
    }
    text.push_str(&problem.message());
    if !problem.text.is_empty() {
        write!(text, " “{}”", problem.text).ok();
    }
    text
}

fn states(counts: &Counts) -> String {
    let mut standings: Vec<Standing> = Standing::flagged().collect();
    // What is lost comes last.
    standings.sort_by_key(|standing| *standing == Standing::Gone);
    let states: Vec<String> = standings
        .into_iter()
        .map(|standing| (counts.of(standing), standing))
        .filter(|(n, _)| *n > 0)
        .map(|(n, standing)| format!("{n} {}", standing::behind_number(standing)))
        .collect();
    let accounts = count(counts.answer(), "account");
    match states.is_empty() {
        true => format!("{accounts}."),
        false => format!("{accounts}: {}.", states.join(", ")),
    }
}

fn rows_of(answer: &Answer, index: usize) -> String {
    let Some(source) = answer.sources().get(index) else { return String::new() };
    let Tally { rows, answer: n_answer, remainder, duplicates, problems, blank } =
        answer.tally(index);
    format!(
        "{}: {}, {} = {n_answer} answer + {remainder} remainder + {duplicates} duplicates \
         + {problems} problems + {blank} blank{}\n",
        source.file,
        source.kind.title(),
        count(rows, "row"),
        report_date(answer, index),
    ) + &settled_otherwise(source)
}

/// The roles that no header tells, and how they were settled.
fn settled_otherwise(source: &Source) -> String {
    let is_told = |column: &&RoleColumn| {
        matches!(column.evidence, RoleEvidence::Header(_) | RoleEvidence::Said)
    };
    let line = |column: &RoleColumn| {
        let (role, name) = (column.role.title(), source.table.column_name(column.index));
        format!("  {role}: {name} ({})\n", column.evidence)
    };
    let columns = source.columns.iter().filter(|column| !is_told(column));
    columns.map(line).collect()
}

/// When the report was made and who says so, where dates depend on it.
fn report_date(answer: &Answer, index: usize) -> String {
    let Some(report) = answer.report_date(index) else { return String::new() };
    let witness = match report.basis {
        Basis::Stated => "as you say",
        Basis::Implied => "as its rows say",
        Basis::Modified => "assumed from the file’s date",
        Basis::AsOf => "assumed",
    };
    format!("; a report of {}, {witness}", day(report.date))
}

fn plain_lines(text: &str) -> String {
    text.lines().map(|line| plain(line) + "\n").collect()
}
