//! What is said about the data: counts, and problems with their place and remedy.

use crate::policy::changed;
use crate::standing;
use crate::words::{count, day, plain};
use reprieve_core::answer::{Answer, Counts, Place, Tally, Turn};
use reprieve_core::problem::{Cause, Doubt, KindOfProblem, Problem, by_kind};
use reprieve_core::source::{
    Basis, DateOrder, Kind, OrderReason, RoleColumn, RoleEvidence, Source,
};
use reprieve_core::standing::Standing;
use reprieve_core::table::letter;
use reprieve_core::value::DayOrder;
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
    let all = all.filter(|problem| !answer.is_said_by_doubt(problem));
    plain_lines(&text) + &problems(all)
}

/// What speaks against the answer as a whole, a line for each.
fn doubts(answer: &Answer) -> String {
    let line = |doubt: &Doubt| {
        let (code, sentence) = (doubt.code().as_str(), doubt.sentence());
        let option = option(answer, doubt)
            .map_or(String::new(), |option| format!(" The option for that: {option}"));
        format!("doubt: {code}: {sentence} {}{option}\n", doubt.remedy())
    };
    answer.doubts().iter().map(line).collect()
}

/// The option that reads a file in the other way of which a doubt speaks.
fn option(answer: &Answer, doubt: &Doubt) -> Option<String> {
    let (source, turn) = answer.turn(doubt)?;
    let file = &answer.sources().get(source)?.file;
    Some(match turn {
        Turn::Kind(kind) => {
            let name = match kind {
                Kind::Directory => "directory",
                Kind::Enrollment | Kind::Names => "enrollment",
                Kind::Flagged => "flagged",
                Kind::Deleted => "deleted",
            };
            format!("--{name} {}", argument(file))
        }
        Turn::Column(role, column) => {
            let map = format!("{file}:{}={}", role.as_str(), letter(column));
            format!("--map {}", argument(&map))
        }
        Turn::Dates(order) => {
            format!("--dates {}", argument(&format!("{file}:{}", order.as_str())))
        }
    })
}

/// A text as it is written for a shell, in quotes where it has spaces.
fn argument(text: &str) -> String {
    match text.contains(char::is_whitespace) {
        true => format!("\"{text}\""),
        false => text.to_owned(),
    }
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

/// The problems by file and code, each cause once with its places, up to a limit, and the
/// remedy.
pub(crate) fn problems<'a>(all: impl Iterator<Item = &'a Problem>) -> String {
    let mut files: Vec<(&str, Vec<&Problem>)> = Vec::new();
    for problem in all {
        match files.iter_mut().find(|(file, _)| *file == problem.file) {
            Some((_, problems)) => problems.push(problem),
            None => files.push((&problem.file, vec![problem])),
        }
    }
    let mut text = String::new();
    for (file, problems) in files {
        let mut kinds = by_kind(problems);
        kinds.sort_by_key(|kind| kind.code);
        text.extend(kinds.iter().map(|kind| listed(file, kind)));
    }
    text
}

fn listed(file: &str, kind: &KindOfProblem<'_>) -> String {
    let (n, code) = (kind.n_problems, kind.code);
    let head = format!("{file}: {n} {}. {}", code.as_str(), code.remedy());
    let mut text = plain(&head) + "\n";
    for cause in kind.causes.iter().take(MAX_LISTED) {
        text += &format!("  {}\n", plain(&described(cause)));
    }
    let n_told: usize =
        kind.causes.iter().take(MAX_LISTED).map(|cause| cause.n_problems).sum();
    if n > n_told {
        text += &format!("  and {} more\n", n - n_told);
    }
    text
}

fn described(cause: &Cause<'_>) -> String {
    let mut text = match cause.place() {
        Some(place) => format!("{place}: {}", cause.first.message()),
        None => cause.first.message(),
    };
    let texts: Vec<String> = cause.texts.iter().map(|text| format!("“{text}”")).collect();
    if !texts.is_empty() {
        let more = if cause.has_more_texts { ", …" } else { "" };
        write!(text, " {}{more}", texts.join(", ")).ok();
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
        + &date_orders(answer, index)
}

/// The columns of dates whose cells do not show which part is the day, and how that was
/// settled.
fn date_orders(answer: &Answer, index: usize) -> String {
    let Some(source) = answer.sources().get(index) else { return String::new() };
    let line = |(order, why): (&DateOrder, String)| {
        let is_shown = order.reason == OrderReason::Parts && order.order.is_some();
        let first = match answer.day_order(index, order) {
            _ if is_shown => return None,
            Some(DayOrder::MonthFirst) => "the month first, ",
            Some(DayOrder::DayFirst) => "the day first, ",
            None => "",
        };
        let column = source.table.column_name_at(order.row, order.column);
        Some(format!("  day and month of {column}: {first}{why}\n"))
    };
    answer.date_orders(index).into_iter().filter_map(line).collect()
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
