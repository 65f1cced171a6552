//! The golden cases, and the laws of the join.

use super::*;
use crate::advice::Advice;
use crate::export;
use crate::policy::DEFAULT;
use crate::problem::{Code, DoubtCode};
use crate::source::{Config, Reader};
use crate::standing::Standing;
use proptest::prelude::*;
use serde::Deserialize;
use std::path::{Path, PathBuf};

fn policy() -> Arc<Policy> {
    Arc::new(Policy::built_in(DEFAULT).unwrap())
}

fn source(name: &str, bytes: &[u8]) -> Arc<Source> {
    let mut reader = Reader::new(Config::new(name), policy());
    reader.push(bytes).unwrap();
    Arc::new(reader.finish().unwrap())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn answer(files: &[(&str, &str)], as_of: &str) -> Answer {
    let sources = files.iter().map(|(name, text)| source(name, text.as_bytes()));
    Answer::new(sources, day(as_of), &policy())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    as_of: String,
    files: Vec<String>,
    report_date: Option<String>,
    policy: Option<String>,
    #[serde(default)]
    all: bool,
}

/// The folders of cases, and of inputs that are easily misread.
fn cases() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let places = ["cases", "misread"].into_iter();
    let entries = places.flat_map(|place| std::fs::read_dir(tests.join(place)).unwrap());
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn run_case(folder: &Path) -> Result<(), String> {
    let text = |name: &str| std::fs::read_to_string(folder.join(name));
    let case: Case = toml::from_str(&text("case.toml").unwrap()).unwrap();
    let policy = Arc::new(policy_of(folder, case.policy.as_deref().unwrap_or(DEFAULT)));
    let mut inputs = Vec::new();
    let mut refusal = String::new();
    for file in &case.files {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let mut reader = Reader::new(Config::new(file), policy.clone());
        // In pieces, so that the way of a file through a browser is the way here.
        let pushed = bytes.chunks(7919).try_for_each(|piece| reader.push(piece));
        let source = match pushed.and_then(|()| reader.finish()) {
            Ok(source) => source,
            Err(error) => {
                refusal += &format!("{file}: {error}\n");
                continue;
            }
        };
        // Without a file's name it is the day of the only list.
        let report_date = case.report_date.as_deref().map(day);
        let report_date = report_date.filter(|_| source.kind.is_of_expiring());
        inputs.push(Input { source: Arc::new(source), report_date });
    }
    let expected = text("expected.refusal").unwrap_or_default();
    if refusal != expected {
        return Err(format!("expected:\n{expected}\nfound:\n{refusal}"));
    }
    // There is no answer to files of which one is refused.
    if !refusal.is_empty() {
        return Ok(());
    }
    let answer = Answer::new(inputs, day(&case.as_of), &policy);
    let rows = if case.all { export::Rows::All } else { export::Rows::Answer };
    let found = export::text(|out| export::csv(&answer, rows, out));
    let expected = text("expected.csv").unwrap();
    if found != expected {
        return Err(format!("expected:\n{expected}\nfound:\n{found}"));
    }
    if let Ok(expected) = text("expected.problems") {
        let found: String = answer
            .sources()
            .iter()
            .flat_map(|source| &source.problems)
            .chain(answer.notices())
            .filter(|p| !p.code().as_str().starts_with("report-"))
            .map(|p| {
                format!("{}:{}: {}\n", p.file, p.line.unwrap_or(0), p.code().as_str())
            })
            .collect();
        if found != expected {
            return Err(format!("expected:\n{expected}\nfound:\n{found}"));
        }
    }
    if let Ok(expected) = text("expected.advice") {
        let found: String = answer.rows().map(|row| advice_line(&answer, row)).collect();
        if found != expected {
            return Err(format!("expected:\n{expected}\nfound:\n{found}"));
        }
    }
    assert_tallies(&answer);
    Ok(())
}

/// A profile in the folder of a case, or a built-in one.
fn policy_of(folder: &Path, name: &str) -> Policy {
    match std::fs::read(folder.join(name)) {
        Ok(bytes) => Policy::from_bytes(&bytes).unwrap(),
        Err(_) => Policy::built_in(name).unwrap(),
    }
}

/// The cause of one account, the last day to act, the steps of each course that is possible,
/// and the courses of which something is not.
fn advice_line(answer: &Answer, row: &Row) -> String {
    let Advice { by, why, exception, courses, impossible, .. } = Advice::new(answer, row);
    let mut line = format!(
        "{}: {}",
        answer.logon_name(row),
        why.cause.map_or("unknown", |cause| cause.as_str())
    );
    if let Some(exception) = exception {
        line += &format!(", {}", exception.id);
    }
    line += &by.map_or(" by -".to_owned(), |by| format!(" by {by}"));
    for course in courses {
        let steps: Vec<&str> = course.steps.iter().map(|step| step.id.as_str()).collect();
        line += &format!(" | {}: {}", course.course.as_str(), steps.join(" "));
    }
    let not: Vec<&str> = impossible.iter().map(|no| no.course.as_str()).collect();
    if !not.is_empty() {
        line += &format!(" | not: {}", not.join(" "));
    }
    line + "\n"
}

#[track_caller]
fn assert_tallies(answer: &Answer) {
    for index in 0..answer.sources().len() {
        let Tally { rows, answer, remainder, duplicates, problems, blank } =
            answer.tally(index);
        assert_eq!(rows, answer + remainder + duplicates + problems + blank);
    }
}

#[test]
fn golden_cases() {
    let cases = cases();
    assert!(cases.len() >= 100, "only {} cases", cases.len());
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            run_case(case).err().map(|error| format!("{}\n{error}", case.display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

const DIRECTORY: &str = "Display Name,Department,Logon Name\r\n\
    \"Lovelace, Ada\",Math,UPENN\\alovel\r\n\
    \"Hopper, Grace\",Navy,UPENN\\ghopper\r\n\
    \"Liskov, Barbara\",CS,UPENN\\bliskov\r\n";

#[test]
fn a_list_of_names_without_a_directory_is_an_answer() {
    let answer = answer(&[("list", "alovel\nghopper\n")], "2026-11-18");
    assert_eq!(answer.counts().of(Standing::Undated), 2);
    assert!(answer.rows().all(|row| row.in_directory.is_none()));
}

#[test]
fn the_parts_of_the_remainder() {
    let table = "PennKey\tHas mailbox\tScheduled deletion date\n\
                 alovel\tY\t12/1/2026\nnobody\tN\t12/1/2026\nstranger\tY\t12/1/2026\n\
                 unknown\t\t12/1/2026\n";
    let answer = answer(&[("d.csv", DIRECTORY), ("e.tsv", table)], "2026-11-18");
    let place = |name: &str| {
        let row = answer.flagged().iter().find(|row| answer.logon_name(row) == name);
        row.unwrap().place
    };
    assert_eq!(place("alovel"), Place::Answer);
    assert_eq!(place("nobody"), Place::NoMailbox);
    // A mailbox makes nobody yours whom your directory has not.
    assert_eq!(place("stranger"), Place::NotInDirectory);
    assert_eq!(place("unknown"), Place::NotInDirectory);
    let counts = answer.counts();
    assert_eq!(
        (counts.answer(), counts.elsewhere(), counts.of(Standing::Clear)),
        (1, 3, 2)
    );
    assert_eq!(Place::GROUPS.map(|group| counts.of_group(group)), [0, 1, 2]);
    assert_tallies(&answer);
}

#[test]
fn several_directories_know_together_what_each_of_them_says() {
    let files = [
        ("a.csv", "User principal name\nbliskov@upenn.edu\nalovel@upenn.edu\n"),
        ("d.csv", DIRECTORY),
        ("m.csv", "Logon Name,Email Address\nalovel,ada@upenn.edu\ncarol,c@upenn.edu\n"),
    ];
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let directory = |(name, text): (&str, &str)| {
            let config = Config { kind: Some(Kind::Directory), ..Config::new(name) };
            let mut reader = Reader::new(config, policy());
            reader.push(text.as_bytes()).unwrap();
            Arc::new(reader.finish().unwrap())
        };
        let sources = order.map(|file| directory(files[file]));
        let answer = Answer::new(sources, day("2026-11-18"), &policy());
        let of = |name: &str| {
            let row = answer.clear().find(|row| answer.logon_name(row) == name).unwrap();
            let text = |role| answer.text(&row, role).to_owned();
            [
                answer.display_name(&row).into_owned(),
                text(Role::Department),
                text(Role::Email),
            ]
        };
        assert_eq!(answer.clear().count(), 4);
        assert_eq!(of("alovel"), ["Lovelace, Ada", "Math", "ada@upenn.edu"]);
        assert_eq!(of("bliskov"), ["Liskov, Barbara", "CS", ""]);
        assert_eq!(of("ghopper"), ["Hopper, Grace", "Navy", ""]);
        assert_eq!(of("carol"), ["", "", "c@upenn.edu"]);
        assert_tallies(&answer);
    }
}

#[test]
fn several_lists_are_one() {
    let files = [
        ("d.csv", DIRECTORY),
        ("names.txt", "alovel\nghopper\n"),
        (
            "e.tsv",
            "PennKey\tExpires in days\tScheduled deletion date\nalovel\t\t12/1/2026\n",
        ),
    ];
    let answer = answer(&files, "2026-11-18");
    let rows: Vec<(&str, Status)> = answer
        .rows()
        .map(|row| (answer.logon_name(row), row.standing().status()))
        .collect();
    assert_eq!(rows, [("alovel", Status::Expiring), ("ghopper", Status::Undated)]);
    assert!(answer.rows().all(|row| row.problems.is_empty()));
    assert_tallies(&answer);
}

#[test]
fn a_name_with_two_domains_is_told() {
    let directory = format!("{DIRECTORY}\"Other, Ada\",Art,DREXEL\\alovel\r\n");
    let answer = answer(&[("d.csv", &directory), ("l.txt", "alovel")], "2026-11-18");
    let row = answer.rows().next().unwrap();
    assert_eq!(row.problems, [Code::DomainConflict, Code::Duplicate]);
    assert_eq!(answer.display_name(row), "Lovelace, Ada");
    assert_tallies(&answer);
}

#[test]
fn an_account_that_is_not_flagged_has_its_problems_too() {
    let directory = format!("{DIRECTORY}\"Other, Ada\",Art,DREXEL\\alovel\r\n");
    let answer = answer(&[("d.csv", &directory), ("l.txt", "bliskov")], "2026-11-18");
    let told: Vec<(String, Vec<Code>)> = answer
        .clear()
        .map(|row| (answer.logon_name(&row).to_owned(), row.problems))
        .collect();
    let conflict = vec![Code::DomainConflict, Code::Duplicate];
    assert_eq!(told, [("alovel".to_owned(), conflict), ("ghopper".to_owned(), vec![])]);
}

#[test]
fn a_problem_goes_out_in_words_and_in_values() {
    let list = "PennKey\tExpires in days\nalovel\t10\nalovel\tsoon\nbob\t3\t4\n";
    let source = source("e.tsv", list.as_bytes());
    let input = Input { source, report_date: Some(day("2026-11-02")) };
    let answer = Answer::new([input], day("2026-11-18"), &policy());
    let json = export::text(|out| export::json(&answer, export::Rows::Answer, out));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let problems = json["problems"].as_array().unwrap().iter();
    let told: Vec<String> = problems
        .map(|p| {
            format!("{} {} {}", p["code"], p["message"], p["values"]).replace('"', "")
        })
        .collect();
    assert_eq!(
        told,
        [
            "duplicate This name is on line 2 already: {first_line:2}",
            "date-unreadable Not a number of days: null",
            "ragged 3 cells where 2 are expected: {n_cells:3,n_expected:2}",
            "report-stale This report of Mon 2 Nov 2026 is 16 days old. \
             {age_days:16,made_on:2026-11-02}",
        ]
    );
}

#[test]
fn the_report_date_of_one_file_moves_no_date_of_another() {
    let list = |file: &str, name: &str| {
        source(file, format!("PennKey\tExpires in days\n{name}\t10\n").as_bytes())
    };
    let inputs = [
        Input::from(list("a.tsv", "alovel")),
        Input { source: list("b.tsv", "bob"), report_date: Some(day("2026-11-11")) },
    ];
    let answer = Answer::new(inputs, day("2026-11-18"), &policy());
    let of = |row: &Row| {
        let on = row.milestones().unwrap().deprovisioned_on;
        format!("{} {on} {:?}", answer.logon_name(row), row.problems)
    };
    assert_eq!(
        answer.rows().map(of).collect::<Vec<_>>(),
        ["bob 2026-11-21 []", "alovel 2026-11-28 [ReportDateAssumed]"]
    );
    let basis = |source| answer.report_date(source).unwrap().basis;
    assert_eq!((basis(0), basis(1)), (Basis::AsOf, Basis::Stated));
}

#[test]
fn the_report_date_comes_from_the_best_witness() {
    let table = "PennKey\tExpires in days\nalovel\t10\n";
    let mut reader = Reader::new(
        Config { modified: Some(day("2026-11-16")), ..Config::new("e.tsv") },
        policy(),
    );
    reader.push(table.as_bytes()).unwrap();
    let source = Arc::new(reader.finish().unwrap());
    let on = |as_of: &str, report_date: Option<&str>| {
        let input = Input { source: source.clone(), report_date: report_date.map(day) };
        let answer = Answer::new([input], day(as_of), &policy());
        let row = answer.rows().next().unwrap();
        let date = row.milestones().unwrap().deprovisioned_on;
        (date.to_string(), row.problems.clone())
    };
    let assumed = vec![Code::ReportDateAssumed];
    assert_eq!(on("2026-11-18", None), ("2026-11-26".to_owned(), assumed.clone()));
    assert_eq!(on("2026-11-18", Some("2026-11-17")), ("2026-11-27".to_owned(), vec![]));
    // A stamp from the future says nothing.
    assert_eq!(on("2026-11-10", None), ("2026-11-20".to_owned(), assumed));
}

#[test]
fn an_old_report_is_told() {
    let table = "PennKey\tExpires in days\tScheduled deletion date\n\
                 alovel\t10\t11/20/2026\n";
    let on = |as_of| {
        let answer = answer(&[("e.tsv", table)], as_of);
        answer.notices().iter().map(|notice| notice.code()).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-11-17"), []);
    assert_eq!(on("2026-11-18"), [Code::ReportStale]);
}

#[test]
fn an_affiliation_end_is_the_last_resort() {
    let table = "PennKey\tExpires in days\tAffiliation end\nalovel\t\t10/9/2026\n";
    let answer = answer(&[("e.tsv", table)], "2026-11-18");
    let row = answer.rows().next().unwrap();
    assert_eq!(row.date_source(), Some(DateSource::AffiliationEnd));
    assert_eq!(row.milestones().unwrap().deprovisioned_on, day("2026-12-08"));
}

const DELETED: &str = "User principal name,Display name,Deleted on\r\n\
    alovel@upenn.edu,Ada,11/20/2026 3:12:45 AM\r\n\
    dknuth@upenn.edu,Don,soon\r\n";

/// What the answer says of an account: its place, its day and how that is known, whether
/// the directory and a list of the expiring have it.
#[track_caller]
fn said(
    answer: &Answer,
    name: &str,
) -> (Place, String, Option<DateSource>, Option<bool>, bool) {
    let row = answer.flagged().iter().find(|row| answer.logon_name(row) == name).unwrap();
    let day = row
        .milestones()
        .map_or(String::new(), |dates| dates.deprovisioned_on.to_string());
    (row.place, day, row.date_source(), row.in_directory, row.in_enrollment)
}

#[test]
fn a_deletion_beats_every_plan_and_an_unreadable_one_none() {
    let table = "PennKey\tName\tHas mailbox\tExpires in days\tScheduled deletion date\n\
                 alovel\tLovelace, A\tN\t3\t11/23/2026\ndknuth\t\tN\t\t12/1/2026\n";
    let files = [("d.csv", DIRECTORY), ("x.csv", DELETED), ("e.tsv", table)];
    let answer = answer(&files, "2026-11-23");
    let (soft, plan) = (Some(DateSource::SoftDeleted), Some(DateSource::Scheduled));
    let ada = (Place::Answer, "2026-11-20".to_owned(), soft, Some(true), true);
    assert_eq!(said(&answer, "alovel"), ada);
    let don = (Place::Answer, "2026-12-01".to_owned(), plan, Some(false), true);
    assert_eq!(said(&answer, "dknuth"), don);
    let row =
        |name| answer.flagged().iter().find(|r| answer.logon_name(r) == name).unwrap();
    let at = |source, row| RowRef { source, row };
    // Both days can be shown, each with its row; the list's words go first.
    assert_eq!(answer.date_origin(row("alovel")), Some(at(1, 0)));
    let planned = Some((day("2026-11-23"), DateSource::Scheduled, at(2, 0)));
    assert_eq!(answer.plan(row("alovel")), planned);
    assert_eq!(answer.display_name(row("alovel")), "Lovelace, A");
    assert_eq!(answer.date_origin(row("dknuth")), Some(at(2, 1)));
    assert_eq!(answer.plan(row("dknuth")), None);
    assert_eq!(row("dknuth").problems, [Code::DateUnreadable]);
    assert_tallies(&answer);
}

#[test]
fn deleted_users_alone_are_an_answer() {
    let answer = answer(&[("x.csv", DELETED)], "2026-11-23");
    let soft = Some(DateSource::SoftDeleted);
    let ada = (Place::Answer, "2026-11-20".to_owned(), soft, None, false);
    assert_eq!(said(&answer, "alovel"), ada);
    assert_eq!(
        said(&answer, "dknuth"),
        (Place::Answer, String::new(), None, None, false)
    );
    assert_eq!(
        (answer.counts().of(Standing::Restorable), answer.counts().of(Standing::Undated)),
        (1, 1)
    );
    assert_tallies(&answer);
}

#[test]
fn of_several_deletions_the_latest_counts() {
    let older = "UPN,Deleted on\nalovel@upenn.edu,10/1/2026 1:00:01 AM\n\
                 0a1b2c3d4e5f60718293a4b5c6d7e8f9alovel@upenn.edu,11/2/2026 1:00:02 AM\n";
    for files in
        [[("x.csv", DELETED), ("y.csv", older)], [("y.csv", older), ("x.csv", DELETED)]]
    {
        let answer = answer(&files, "2026-11-23");
        assert_eq!(said(&answer, "alovel").1, "2026-11-20");
        let row = answer.rows().find(|row| answer.logon_name(row) == "alovel").unwrap();
        let origin = answer.date_origin(row).unwrap();
        assert_eq!(answer.sources()[origin.source].file, "x.csv");
        assert_eq!(row.problems, [Code::Duplicate]);
        assert_tallies(&answer);
    }
}

#[test]
fn a_report_of_today_is_not_old_whatever_its_stamp() {
    let table = "PennKey\tExpires in days\tScheduled deletion date\n\
                 alovel\t10\t11/28/2026\n";
    let told = |modified: &str, as_of: &str| {
        let config = Config { modified: Some(day(modified)), ..Config::new("e.tsv") };
        let mut reader = Reader::new(config, policy());
        reader.push(table.as_bytes()).unwrap();
        let answer = Answer::new([reader.finish().unwrap()], day(as_of), &policy());
        answer.notices().iter().map(|notice| notice.code()).collect::<Vec<_>>()
    };
    // Its rows say that it was made on the 18th.
    assert_eq!(told("2026-11-17", "2026-11-18"), []);
    // On the next day its stamp would make it look older or younger than it is.
    assert_eq!(told("2026-11-17", "2026-11-19"), [Code::ReportStale]);
    assert_eq!(told("2026-11-19", "2026-11-19"), [Code::ReportStale]);
    assert_eq!(told("2026-11-18", "2026-11-19"), []);
    // A stamp of tomorrow belongs to a copy.
    assert_eq!(told("2026-11-20", "2026-11-19"), []);
}

#[test]
fn a_stated_day_that_the_rows_contradict_is_told() {
    let table = "PennKey\tExpires in days\tScheduled deletion date\n\
                 alovel\t10\t11/28/2026\n";
    let told = |stated: &str| {
        let source = source("e.tsv", table.as_bytes());
        let input = Input { source, report_date: Some(day(stated)) };
        let answer = Answer::new([input], day("2026-11-18"), &policy());
        answer.notices().iter().map(|notice| notice.code()).collect::<Vec<_>>()
    };
    assert_eq!(told("2026-11-18"), []);
    assert_eq!(told("2026-11-17"), [Code::ReportDateDiffers]);
}

#[test]
fn of_two_report_dates_of_equally_many_rows_the_later_counts() {
    // Two rows say the 17th, two say the 18th, and one has days alone.
    let rows = ["a\t10\t11/27/2026", "b\t11\t11/29/2026", "c\t9\t11/27/2026"];
    let last = "e\t20\t12/7/2026\nd\t5\t";
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let rows: Vec<&str> = order.into_iter().map(|row| rows[row]).collect();
        let head = "PennKey\tExpires in days\tScheduled deletion date";
        let table = format!("{head}\n{}\n{last}\n", rows.join("\n"));
        let answer = answer(&[("e.tsv", &table)], "2026-11-18");
        let report = answer.report_date(0).unwrap();
        assert_eq!((report.date, report.basis), (day("2026-11-18"), Basis::Implied));
        assert_eq!(said(&answer, "d").1, "2026-11-23");
    }
}

#[test]
fn the_rows_go_before_the_stamp_and_the_user_before_both() {
    let basis = |table: &str, stated: Option<&str>, modified: Option<&str>| {
        let config = Config { modified: modified.map(day), ..Config::new("e.tsv") };
        let mut reader = Reader::new(config, policy());
        reader.push(table.as_bytes()).unwrap();
        let source = Arc::new(reader.finish().unwrap());
        let input = Input { source, report_date: stated.map(day) };
        let answer = Answer::new([input], day("2026-11-18"), &policy());
        answer.report_date(0).map(|report| (report.date.to_string(), report.basis))
    };
    let says = |day: &str, basis| Some((day.to_owned(), basis));
    let both = "PennKey\tExpires in days\tScheduled deletion date\na\t10\t11/25/2026\n";
    let days = "PennKey\tExpires in days\na\t10\n";
    let (stated, modified) = (Some("2026-11-13"), Some("2026-11-14"));
    assert_eq!(basis(both, stated, modified), says("2026-11-13", Basis::Stated));
    assert_eq!(basis(both, None, modified), says("2026-11-15", Basis::Implied));
    assert_eq!(basis(days, None, modified), says("2026-11-14", Basis::Modified));
    // A stamp of the as-of date itself is believed.
    let today = Some("2026-11-18");
    assert_eq!(basis(days, None, today), says("2026-11-18", Basis::Modified));
    assert_eq!(basis(days, None, None), says("2026-11-18", Basis::AsOf));
    // No date depends on it.
    let dates = "PennKey\tScheduled deletion date\na\t11/25/2026\n";
    assert_eq!(basis(dates, stated, modified), None);
}

#[test]
fn the_list_speaks_before_the_deletion_and_that_before_the_directory() {
    // The list has no date for her, so that only the order of the files can bring it to the front.
    let list = "PennKey\tName\tScheduled deletion date\nalovel\tFrom List\t\n\
                carol\tOther\t12/1/2026\n";
    let deleted = "User principal name,Display name,Department,Deleted on\r\n\
        alovel@upenn.edu,From Deletion,Physics,11/20/2026 3:12:45 AM\r\n\
        bliskov@upenn.edu,From Deletion,Physics,11/20/2026 3:12:45 AM\r\n";
    let files = [("d.csv", DIRECTORY), ("x.csv", deleted), ("e.tsv", list)];
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let answer = answer(&order.map(|file| files[file]), "2026-11-23");
        let row =
            |name| answer.rows().find(|row| answer.logon_name(row) == name).unwrap();
        let files_of = |name| -> Vec<&str> {
            let origins = row(name).origins.iter();
            origins.map(|o| answer.sources()[o.source].file.as_str()).collect()
        };
        assert_eq!(files_of("alovel"), ["e.tsv", "x.csv", "d.csv"]);
        assert_eq!(answer.display_name(row("alovel")), "From List");
        assert_eq!(answer.text(row("alovel"), Role::Department), "Physics");
        assert_eq!(files_of("bliskov"), ["x.csv", "d.csv"]);
        assert_eq!(answer.display_name(row("bliskov")), "From Deletion");
    }
}

#[test]
fn the_earliest_date_counts_and_its_row_speaks_first() {
    let list = |name: &str, day: &str, says: &str| {
        let head =
            "PennKey\tName\tHas mailbox\tActive affiliations\tScheduled deletion date";
        format!("{head}\nalovel\t{name}\t{says}\t{name}\t{day}\n")
    };
    let late = list("LATE", "12/9/2026", "N");
    let early = list("EARLY", "12/1/2026", "Y");
    let same = list("SAME", "12/1/2026", "N");
    let said = |files: [&str; 3]| {
        let names = ["1.tsv", "2.tsv", "3.tsv"];
        let files: Vec<(&str, &str)> = names.into_iter().zip(files).collect();
        let answer = answer(&files, "2026-11-18");
        let row = &answer.flagged()[0];
        let origins: Vec<usize> = row.origins.iter().map(|o| o.source).collect();
        let codes = row.affiliations.as_ref().unwrap().join(" ");
        let name = answer.display_name(row).into_owned();
        let origin = answer.date_origin(row).unwrap().source;
        let on = row.milestones().unwrap().deprovisioned_on.to_string();
        (on, origin, origins, name, codes, row.place)
    };
    let first = |origin, origins: [usize; 3], name: &str, place| {
        let (on, name) = ("2026-12-01".to_owned(), name.to_owned());
        (on, origin, origins.to_vec(), name.clone(), name, place)
    };
    assert_eq!(said([&late, &early, &same]), first(1, [1, 0, 2], "EARLY", Place::Answer));
    assert_eq!(said([&early, &late, &same]), first(0, [0, 1, 2], "EARLY", Place::Answer));
    // Of equal dates that of the first file counts.
    assert_eq!(
        said([&late, &same, &early]),
        first(1, [1, 0, 2], "SAME", Place::NoMailbox)
    );
}

#[test]
fn the_scheduled_day_goes_before_the_days_and_these_before_the_affiliation() {
    let head = "PennKey\tExpires in days\tScheduled deletion date\tAffiliation end";
    let table = format!(
        "{head}\na\t10\t12/1/2026\t9/1/2026\nb\t10\t\t9/1/2026\nc\t\t\t9/1/2026\n"
    );
    let source = source("e.tsv", table.as_bytes());
    let input = Input { source, report_date: Some(day("2026-11-18")) };
    let answer = Answer::new([input], day("2026-11-18"), &policy());
    let date = |name| (said(&answer, name).1, said(&answer, name).2.unwrap());
    assert_eq!(date("a"), ("2026-12-01".to_owned(), DateSource::Scheduled));
    assert_eq!(date("b"), ("2026-11-28".to_owned(), DateSource::ExpiresIn));
    assert_eq!(date("c"), ("2026-10-31".to_owned(), DateSource::AffiliationEnd));
}

#[test]
fn the_first_exception_of_the_profile_counts() {
    let text = Policy::built_in(DEFAULT).unwrap().to_toml().to_owned();
    let second = "[[exceptions]]\nid = \"second\"\ntitle = \"Second\"\n\
                  restore_days = 90\ncolumns = [\"reason\"]\nwords = [\"second\"]\n\
                  text = \"Second.\"\n\n";
    let at = text.find("[[affiliations]]").unwrap();
    let text = format!("{}{second}{}", &text[..at], &text[at..]);
    let policy = Arc::new(Policy::from_toml(&text).unwrap());
    let ids: Vec<&str> = policy.exceptions.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["deceased", "second"]);
    let list = "PennKey\tO365 Ready\tScheduled deletion date\n\
                alovel\tsecond\t11/10/2026\nalovel\tdeceased\t11/10/2026\n\
                bliskov\tdeceased, second\t11/10/2026\ncarol\tsecond\t11/10/2026\n\
                dave\tdeceased\t11/10/2026\ndave\tsecond\t11/10/2026\n";
    let mut reader = Reader::new(Config::new("e.tsv"), policy.clone());
    reader.push(list.as_bytes()).unwrap();
    let answer = Answer::new([reader.finish().unwrap()], day("2026-11-12"), &policy);
    let exception = |name| {
        let row = answer.rows().find(|row| answer.logon_name(row) == name).unwrap();
        let days = row.milestones().unwrap().restore_days_left(day("2026-11-10"));
        (row.exception.map(|index| ids[index]), days)
    };
    assert_eq!(exception("alovel"), (Some("deceased"), None));
    assert_eq!(exception("bliskov"), (Some("deceased"), None));
    assert_eq!(exception("carol"), (Some("second"), Some(90)));
    assert_eq!(exception("dave"), (Some("deceased"), None));
}

#[test]
fn the_first_row_with_affiliations_counts_where_the_dated_one_has_none() {
    let head = "PennKey\tActive affiliations\tScheduled deletion date";
    let list = |codes: &str, day: &str| format!("{head}\nalovel\t{codes}\t{day}\n");
    let (none, first) = (list("", "12/1/2026"), list("STAF", "12/9/2026"));
    let second = list("FAC", "12/8/2026");
    let codes = |files: &[&String]| {
        let names = ["1.tsv", "2.tsv", "3.tsv"].into_iter();
        let files: Vec<(&str, &str)> =
            names.zip(files).map(|(name, text)| (name, text.as_str())).collect();
        let answer = answer(&files, "2026-11-18");
        answer.flagged()[0].affiliations.as_ref().map(|codes| codes.join(" "))
    };
    assert_eq!(codes(&[&none, &first, &second]).as_deref(), Some("STAF"));
    assert_eq!(codes(&[&second, &none, &first]).as_deref(), Some("FAC"));
    // An empty cell says that there are none, and a missing column says nothing.
    assert_eq!(codes(&[&none]).as_deref(), Some(""));
    let without = "PennKey\tScheduled deletion date\nalovel\t12/1/2026\n".to_owned();
    assert_eq!(codes(&[&without]), None);
}

#[test]
fn affiliations_of_many_are_kept_once() {
    let list = "PennKey\tActive affiliations\tScheduled deletion date\n\
                a\tSTAF, FAC\t12/1/2026\nb\tFAC\t12/1/2026\nc\tSTAF, FAC\t12/1/2026\n";
    let answer = answer(&[("e.tsv", list)], "2026-11-18");
    let codes: Vec<_> =
        answer.flagged().iter().map(|row| row.affiliations.as_ref().unwrap()).collect();
    assert!(Arc::ptr_eq(codes[0], codes[2]) && !Arc::ptr_eq(codes[0], codes[1]));
}

#[test]
fn each_name_and_each_row_of_an_account_is_a_step() {
    // More lists than are asked one by one, and names that stand on several rows.
    let list = |n: usize| {
        let rows = "all\t12/1/2026\n".repeat(3);
        format!("PennKey\tScheduled deletion date\n{rows}only{n}\t12/2/2026\n")
    };
    let mut sources: Vec<Arc<Source>> =
        (0..6).map(|n| source(&format!("{n}.tsv"), list(n).as_bytes())).collect();
    sources.push(source("d.csv", DIRECTORY.as_bytes()));
    sources.push(source("d2.csv", DIRECTORY.replace("ghopper", "all").as_bytes()));
    let mut join = Join::new(sources, day("2026-11-18"), &policy());
    let mut n_slices = 1;
    while !join.advance(1) {
        n_slices += 1;
    }
    let answer = join.finish();
    // Two lists are in the index, with two names each; then come all names and all rows of
    // accounts, and the seven accounts are sorted at once.
    let n_names: usize = answer.sources().iter().map(|source| source.n_names()).sum();
    let n_rows: usize = answer.flagged().iter().map(|row| row.origins.len()).sum();
    assert_eq!((n_names, n_rows), (12 + 6, 6 * 3 + 1 + 6));
    assert_eq!(n_slices, 2 * 2 + n_names + n_rows + 1);
    assert_eq!(answer.clear().count(), 3);
}

#[test]
fn an_account_has_its_rows_of_many_lists_and_directories() {
    // More of each than are asked one by one.
    let list = "PennKey\tScheduled deletion date\nalovel\t12/1/2026\n";
    let sources = |n_lists: usize, n_directories: usize| -> Vec<Arc<Source>> {
        let lists = (0..n_lists).map(|_| source("e.tsv", list.as_bytes()));
        let directories =
            (0..n_directories).map(|_| source("d.csv", DIRECTORY.as_bytes()));
        directories.chain(lists).collect()
    };
    for (n_lists, n_directories) in [(1, 7), (7, 1), (7, 7)] {
        let sources = sources(n_lists, n_directories);
        let answer = Answer::new(sources, day("2026-11-18"), &policy());
        let row = &answer.flagged()[0];
        let found: Vec<usize> = row.origins.iter().map(|origin| origin.source).collect();
        let lists = n_directories..n_directories + n_lists;
        assert_eq!(found, lists.chain(0..n_directories).collect::<Vec<_>>());
        assert_eq!((answer.flagged().len(), answer.clear().count()), (1, 2));
        assert_tallies(&answer);
    }
}

proptest! {
    /// No row is lost when some were deleted, and all of these are in the answer.
    #[test]
    fn the_rows_of_the_deleted_add_up(
        directory in prop::collection::vec("[a-e]{0,2}", 1..20),
        list in prop::collection::vec("[a-e]{1,2}", 1..20),
        deleted in prop::collection::vec("(0a1b2c3d4e5f60718293a4b5c6d7e8f9)?[a-e]{0,2}", 1..20),
    ) {
        let mut accounts = "Display Name,Logon Name\r\n".to_owned();
        for name in &directory {
            accounts.push_str(&format!("x,{name}\r\n"));
        }
        let mut users = "Display name,UPN,Deleted on\n".to_owned();
        for (name, day) in deleted.iter().zip(1..) {
            users.push_str(&format!("x,{name}@x.edu,2026-11-{day:02}T01:02:03Z\n"));
        }
        let list = format!("PennKey\tReady\n{}", list.join("\tNo\n"));
        let answer = answer(&[("d.csv", &accounts), ("l.tsv", &list), ("x.csv", &users)], "2026-11-18");
        prop_assert_eq!(answer.sources()[2].kind, crate::source::Kind::Deleted);
        assert_tallies(&answer);
        let found: std::collections::BTreeSet<&str> =
            answer.rows().map(|row| answer.logon_name(row)).collect();
        for name in answer.sources()[2].logon_names() {
            prop_assert!(found.contains(name), "{}", name);
        }
    }

    /// No row is lost, whatever the names, and every flagged account of the directory is
    /// in the answer.
    #[test]
    fn the_rows_add_up(
        directory in prop::collection::vec("[a-e]{0,2}", 1..30),
        list in prop::collection::vec("[a-e]{1,2}", 1..30),
    ) {
        let mut text = "Display Name,Logon Name\r\n".to_owned();
        for name in &directory {
            text.push_str(&format!("x,{name}\r\n"));
        }
        let answer = answer(
            &[("d.csv", &text), ("l.tsv", &format!("PennKey\tReady\n{}", list.join("\tNo\n")))],
            "2026-11-18",
        );
        assert_tallies(&answer);
        let known: std::collections::BTreeSet<&String> = directory.iter().collect();
        let flagged: std::collections::BTreeSet<&String> =
            list.iter().filter(|name| known.contains(name)).collect();
        let found: std::collections::BTreeSet<String> =
            answer.rows().map(|row| answer.logon_name(row).to_owned()).collect();
        prop_assert!(found.iter().eq(flagged));
    }

    /// However the join is cut into slices, it says the same, and no slice is much longer
    /// than was asked for.
    #[test]
    fn slices_make_no_difference(
        lists in prop::collection::vec(
            prop::collection::vec(("[a-e]{1,2}(@(x|y)\\.edu)?", 1_u32..28), 1..15),
            1..9,
        ),
        step in 1_usize..40,
    ) {
        let sources: Vec<Arc<Source>> = (1..).zip(&lists).map(|(number, list)| {
            let mut text = match number % 3 {
                0 => "Display Name,Logon Name,Affiliations\n".to_owned(),
                _ => "PennKey,Scheduled deletion date,Active affiliations\n".to_owned(),
            };
            for (name, day) in list {
                text.push_str(&match number % 3 {
                    0 => format!("x,{name},STAF\n"),
                    _ => format!("{name},11/{day}/2026,{}\n", ["", "STAF", "FAC"][*day as usize % 3]),
                });
            }
            source(&format!("{number}.csv"), text.as_bytes())
        }).collect();
        let whole = Answer::new(sources.clone(), day("2026-11-18"), &policy());
        let mut join = Join::new(sources, day("2026-11-18"), &policy());
        let mut n_slices = 1;
        while !join.advance(step) {
            n_slices += 1;
        }
        let n_rows: usize = lists.iter().map(Vec::len).sum();
        prop_assert!(n_slices <= 2 + 5 * n_rows / step, "{} for {} rows", n_slices, n_rows);
        let sliced = join.finish();
        prop_assert_eq!(sliced.flagged(), whole.flagged());
        prop_assert!(sliced.clear().eq(whole.clear()));
    }
}

/// What the answer says of an account besides: its standing and the codes of its problems.
fn stands(answer: &Answer, name: &str) -> (Standing, Vec<&'static str>) {
    let all = answer.flagged().iter().cloned().chain(answer.clear());
    let row = all.into_iter().find(|row| answer.logon_name(row) == name).unwrap();
    (row.standing(), row.problems.iter().map(|code| code.as_str()).collect())
}

#[test]
fn who_was_deleted_and_is_there_again_goes_by_a_later_plan() {
    let table = "PennKey\tScheduled deletion date\nalovel\t1/19/2027\n";
    let files = [("d.csv", DIRECTORY), ("x.csv", DELETED), ("e.tsv", table)];
    let first = answer(&files, "2026-11-23");
    let plan = Some(DateSource::Scheduled);
    let ada = (Place::Answer, "2027-01-19".to_owned(), plan, Some(true), true);
    assert_eq!(said(&first, "alovel"), ada);
    assert_eq!(stands(&first, "alovel").1, ["in-directory-again"]);
    let notices: Vec<String> = first.notices().iter().map(ToString::to_string).collect();
    assert_eq!(
        notices,
        [
            "e.tsv:2: in-directory-again: This account was deleted, and is in the directory: \
          “alovel” Look whether the account was restored already, or made anew."
        ]
    );
    // Without the directory nobody knows that it is there again.
    let without = answer(&files[1..], "2026-11-23");
    assert_eq!(said(&without, "alovel").1, "2026-11-20");
    assert_eq!(stands(&without, "alovel").1, [""; 0]);
}

#[test]
fn a_deletion_never_works_and_one_of_later_than_tomorrow_is_none() {
    let table = "User principal name,Display name,Deleted on\r\n\
                 alovel@upenn.edu,Ada,2026-11-24\r\nghopper@upenn.edu,Grace,2026-11-25\r\n";
    let answer = answer(&[("x.csv", table)], "2026-11-23");
    assert_eq!(stands(&answer, "alovel"), (Standing::Restorable, vec![]));
    assert_eq!(stands(&answer, "ghopper"), (Standing::Undated, vec!["date-unreadable"]));
}

#[test]
fn below_the_answer_are_three_groups() {
    let table = "PennKey\tHas mailbox\tScheduled deletion date\n\
                 alovel\tN\t12/1/2026\nleft\tN\t11/18/2026\nlast\tY\t10/19/2026\n\
                 lost\tY\t10/18/2026\nnone\tN\t12/1/2026\nother\tY\t12/1/2026\n\
                 undated\t\t\n";
    let answer = answer(&[("d.csv", DIRECTORY), ("e.tsv", table)], "2026-11-18");
    let place = |name: &str| said(&answer, name).0;
    assert_eq!(place("alovel"), Place::Answer);
    assert_eq!(["left", "last"].map(place), [Place::PerhapsYours; 2]);
    assert_eq!(["lost", "none"].map(place), [Place::NoMailbox; 2]);
    assert_eq!(["other", "undated"].map(place), [Place::NotInDirectory; 2]);
    let counts = answer.counts();
    assert_eq!(Place::GROUPS.map(|group| counts.of_group(group)), [2, 2, 2]);
    assert_eq!(counts.answer(), 1);
    assert_tallies(&answer);
}

#[test]
fn who_is_listed_as_ready_is_not_expiring() {
    let table = "PennKey\tO365 Ready\tExpires in days\tScheduled deletion date\n\
                 alovel\tYes\t\t\nghopper\tYes\t13\t12/1/2026\nbliskov\tYes\t\tsoon\n\
                 stranger\tYes\t\t\nundated\tNo\t\t\n";
    let answer = answer(&[("d.csv", DIRECTORY), ("e.tsv", table)], "2026-11-18");
    let ready = (Standing::Clear, vec!["listed-not-expiring"]);
    assert_eq!(stands(&answer, "alovel"), ready);
    assert_eq!(stands(&answer, "stranger"), ready);
    assert_eq!(stands(&answer, "ghopper").0, Standing::ThisWeek);
    // A date that cannot be read is a date.
    assert_eq!(stands(&answer, "bliskov"), (Standing::Undated, vec!["date-unreadable"]));
    let counts = answer.counts();
    assert_eq!((counts.listed_not_expiring, counts.of(Standing::Clear)), (2, 1));
    assert_tallies(&answer);
}

/// One account in several reports: each with its name, the days left, the date, an
/// affiliation and why it is flagged.
fn reports<'a>(reports: &[(&'a str, &str, &str, &str, &str)]) -> Vec<(&'a str, String)> {
    let head = "PennKey\tActive affiliations\tO365 Ready\tExpires in days\t\
                Scheduled deletion date\tDepartment";
    let text = |(file, days, date, code, reason): &(&'a str, &str, &str, &str, &str)| {
        let department = if file.starts_with("old") { "Old" } else { "" };
        let row = format!("alovel\t{code}\t{reason}\t{days}\t{date}\t{department}");
        (*file, format!("{head}\n{row}\nother\tCTSY\tNo\t{days}\t{date}\t\n"))
    };
    reports.iter().map(text).collect()
}

#[test]
fn the_newest_report_speaks_whole_in_any_order_of_the_files() {
    let files = reports(&[
        ("old.tsv", "7", "11/20/2026", "STAF", "No active affiliation"),
        ("new.tsv", "60", "1/19/2027", "CTSY", ""),
    ]);
    for order in [[0, 1], [1, 0]] {
        let files = order.map(|index| (files[index].0, files[index].1.as_str()));
        let answer = answer(&files, "2026-11-20");
        let row =
            answer.rows().find(|row| answer.logon_name(row) == "alovel").unwrap().clone();
        assert_eq!(said(&answer, "alovel").1, "2027-01-19");
        assert_eq!(row.affiliations.as_deref().unwrap(), ["CTSY"]);
        // Why it was flagged before is not why it is now; where the person works still is.
        assert_eq!(answer.text(&row, Role::Reason), "");
        assert_eq!(answer.text(&row, Role::Department), "Old");
        assert_eq!(answer.sources()[row.origins[0].source].file, "new.tsv");
        assert_eq!(stands(&answer, "alovel").1, ["date-moved"]);
        let moved = answer.notices().iter().filter(|p| p.code() == Code::DateMoved);
        let moved: Vec<String> = moved.map(ToString::to_string).collect();
        assert_eq!(
            moved[0],
            "new.tsv:2: date-moved: An older report says Fri 20 Nov 2026, this one Tue 19 Jan \
             2027: “alovel” Nothing is to be done: the newer report counts."
        );
        assert_eq!(moved.len(), 2);
    }
}

#[test]
fn an_assumed_report_date_outranks_nothing() {
    let mut files = reports(&[
        ("old.tsv", "7", "11/20/2026", "STAF", "No"),
        ("new.tsv", "60", "1/19/2027", "CTSY", "No"),
    ]);
    let unknown = "PennKey\tScheduled deletion date\nalovel\t12/1/2026\n".to_owned();
    files.push(("unknown.tsv", unknown));
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
        let files = order.map(|index| (files[index].0, files[index].1.as_str()));
        let answer = answer(&files, "2026-11-20");
        // It counts beside the newest report, whose date is later.
        assert_eq!(said(&answer, "alovel").1, "2026-12-01");
        let row =
            answer.rows().find(|row| answer.logon_name(row) == "alovel").unwrap().clone();
        assert_eq!(row.affiliations.as_deref().unwrap(), ["CTSY"]);
    }
}

#[test]
fn who_is_only_in_the_older_list_stays_and_says_so() {
    let head = "PennKey\tExpires in days\tScheduled deletion date\n";
    let old = format!("{head}alovel\t7\t11/20/2026\nbliskov\t17\t11/30/2026\n");
    let new = format!("{head}alovel\t1\t11/21/2026\nghopper\t10\t11/30/2026\n");
    let answer = answer(&[("new.tsv", &new), ("old.tsv", &old)], "2026-11-20");
    assert_eq!(stands(&answer, "bliskov").1, ["not-in-newest-list"]);
    assert_eq!(said(&answer, "bliskov").1, "2026-11-30");
    assert_eq!(stands(&answer, "ghopper").1, [""; 0]);
    assert_eq!(stands(&answer, "alovel").1, ["date-moved"]);
    assert!(answer.notices().iter().any(|problem| {
        problem.to_string()
            == "old.tsv:3: not-in-newest-list: The report of Fri 20 Nov 2026 does not name it \
                any more: “bliskov” Look whether it was saved, or is deprovisioned meanwhile."
    }));
    assert_tallies(&answer);
}

/// The doubts of an answer, by their codes.
fn doubts(files: &[(&str, &str)], as_of: &str) -> Vec<&'static str> {
    let answer = answer(files, as_of);
    answer.doubts().iter().map(|doubt| doubt.code().as_str()).collect()
}

#[test]
fn names_beside_a_directory_may_be_the_list_that_is_missing() {
    let directory = ("all.csv", "Display Name,Department,Logon Name\nA B,Math,ab\n");
    let names = ("names.csv", "PennKey,Name\nab,\"B, A\"\n");
    let list = ("list.csv", "PennKey,Expires in days\nab,12\n");
    assert_eq!(doubts(&[directory, names], "2026-11-18"), ["kind-guessed"]);
    // With a list, or alone, it is a directory like others.
    assert!(doubts(&[directory, names, list], "2026-11-18").is_empty());
    assert!(doubts(&[names], "2026-11-18").is_empty());
    assert!(doubts(&[names, list], "2026-11-18").is_empty());
    // Between bars, too.
    let drawn = ("names.md", "| PennKey | Name |\n|---|:--|\n| ab | B A |\n");
    assert_eq!(doubts(&[directory, drawn], "2026-11-18"), ["kind-guessed"]);
}

#[test]
fn a_directory_that_may_say_who_expires_is_doubted() {
    let said = |header: &str, cells: [&str; 3]| {
        let rows = cells.map(|cells| format!("{cells}\n")).join("");
        doubts(&[("e.csv", &format!("PennKey,Name,{header}\n{rows}"))], "2026-11-18")
    };
    let of = |cells: [&str; 3]| {
        let [a, b, c] = cells;
        [
            format!("alovel,Ada L,{a}"),
            format!("ghopper,Grace H,{b}"),
            format!("bl,Barb L,{c}"),
        ]
    };
    let check = |header: &str, cells: [&str; 3], expected: &[&str]| {
        let rows = of(cells);
        let rows = [rows[0].as_str(), rows[1].as_str(), rows[2].as_str()];
        assert_eq!(said(header, rows), expected, "{header}");
    };
    let unread = ["column-unread"];
    check("Removal on", ["2026-12-01", "2026-12-08", "2026-12-19"], &unread);
    check("Account ends", ["12/1/2026 12:00:00 AM", "never", "12/19/2026"], &unread);
    check("Account expires in days", ["13", "20", "31"], &unread);
    check("Dias restantes", ["13", "20", "31"], &unread);
    check("Status", ["Expiring", "Active", "Expiring soon"], &unread);
    check("Termination Date", ["10/1/2026", "10/8/2026", "10/19/2026"], &unread);
    // What lies behind, or years ahead, or is called another moment.
    check("Termination Date", ["10/1/2019", "10/8/2020", "10/19/2021"], &[]);
    check("Since", ["2026-10-01", "2026-10-08", "2026-10-19"], &[]);
    check("Contract", ["2029-12-01", "2030-12-08", "2031-12-19"], &[]);
    check("Password change due", ["2026-12-01", "2026-12-08", "2026-12-19"], &[]);
    check("Password expires in days", ["13", "20", "31"], &[]);
    check("Items", ["13", "20", "31"], &[]);
    check("Quota percentage", ["13", "20", "31"], &[]);
    check("Retention days", ["30", "30", "30"], &[]);
    check("In Tagen", ["13", "20", "31"], &unread);
    check("Owner", ["Grace Period", "Ada", "Bo"], &[]);
    // One option reads it otherwise.
    let list = "PennKey,Name,Removal on\nalovel,Ada L,2026-12-01\nbl,Barb L,2026-12-08\n";
    let answer = answer(&[("e.csv", list)], "2026-11-18");
    let turn = answer.turn(&answer.doubts()[0]).unwrap();
    assert_eq!(turn, (0, Turn::Column(Role::ScheduledDeletion, 2)));
}

#[test]
fn an_ordinary_week_has_no_doubt() {
    let head = "PennKey\tCenter\tActive affiliations\tExpires in days\tScheduled deletion date\n";
    let own = format!("{head}alovel\t07\tCTSY\t13\t12/1/2026\n");
    let many: String =
        (0..40).map(|n| format!("p{n}\t{n}\tSTAF\t13\t12/1/2026\n")).collect();
    let university = format!("{own}{many}");
    for list in [own.as_str(), &university, "alovel\nghopper\n", head] {
        let files = [("d.csv", DIRECTORY), ("e.tsv", list)];
        assert_eq!(doubts(&files, "2026-11-18"), [""; 0], "{list}");
    }
    assert_eq!(doubts(&[("e.tsv", &own)], "2026-11-18"), [""; 0]);
    // Who is deprovisioned has left the directory.
    let left = format!("{head}left\t07\tCTSY\t-3\t11/15/2026\n");
    let files = [("d.csv", DIRECTORY), ("e.tsv", left.as_str())];
    assert_eq!(doubts(&files, "2026-11-18"), [""; 0]);
}

#[test]
fn what_speaks_against_an_answer_is_said_first() {
    let head = "PennKey\tCenter\tO365 Ready\tExpires in days\tScheduled deletion date\n";
    let check = |list: &str, expected: &[&str]| {
        let files = [("d.csv", DIRECTORY), ("e.tsv", list)];
        assert_eq!(doubts(&files, "2026-11-18"), expected, "{list}");
    };
    check("stranger\nother\n", &["no-names-match"]);
    let other: String =
        (0..9).map(|n| format!("p{n}\t91\tNo\t13\t12/1/2026\n")).collect();
    check(&format!("{head}{other}"), &["no-names-match"]);
    check(&format!("{head}alovel\t07\tNo\t13\t12/1/2026\n"), &[]);
    check(&format!("{head}alovel\t91\tNo\t13\t12/1/2026\n{other}"), &["few-names-match"]);
    check(&format!("{head}alovel\t07\tNo\t-33\t10/16/2026\n"), &["all-gone"]);
    check(&format!("{head}alovel\t07\tYes\t\t\n"), &["expiring-not-ticked"]);
    check(&format!("{head}alovel\t07\tNo\t23\t12/1/2026\n"), &["report-old"]);
    check(&format!("{head}alovel\t07\tNo\t3\t12/1/2026\n"), &["report-after-as-of"]);
    let many: String =
        (0..1000).map(|n| format!("p{n}\t{n}\tNo\t13\t12/1/2026\n")).collect();
    check(&format!("{head}{many}"), &["no-names-match", "round-count"]);
    let codes = "PennKey\tActive affiliations\tExpires in days\tScheduled deletion date\n\
                 alovel\tQQQQ; STAF, Retired Faculty\t13\t12/1/2026\n";
    check(codes, &["codes-unknown"]);
    let answer = answer(&[("e.tsv", codes)], "2026-11-18");
    let row = answer.rows().next().unwrap();
    assert_eq!(row.affiliations.as_deref().unwrap(), ["QQQQ", "STAF", "ERF"]);
    assert_eq!(row.cause, Some(crate::standing::Cause::RegistryDisagrees));
    assert_eq!(stands(&answer, "alovel").1, ["unknown-affiliation"]);
}

/// On which days the accounts are deprovisioned, in order.
fn said_days(answer: &Answer) -> Vec<String> {
    let dates = answer.flagged().iter().filter_map(|row| row.milestones());
    let mut days: Vec<String> =
        dates.map(|dates| dates.deprovisioned_on.to_string()).collect();
    days.sort_unstable();
    days
}

#[test]
fn an_order_of_day_and_month_that_nothing_tells_is_said() {
    let list = |date: &str| format!("PennKey\tScheduled deletion date\nalovel\t{date}\n");
    let said = |date: &str| doubts(&[("e.tsv", &list(date))], "2026-11-18");
    assert_eq!(said("12/8/2026"), ["date-order-assumed"]);
    // Read with the month first it would be long over, and in the other order it is not.
    let near = answer(&[("e.tsv", &list("1/12/2026"))], "2026-11-18");
    assert_eq!(said_days(&near), ["2026-12-01"]);
    assert_eq!(near.doubts().len(), 0);
    let deleted = "User principal name,Deleted on\r\n\
                   alovel@upenn.edu,11/10/2026 21:00:00\r\nghopper@upenn.edu,3/11/2026 09:00:00\r\n";
    let deleted = answer(&[("x.csv", deleted)], "2026-11-18");
    assert_eq!(said_days(&deleted), ["2026-10-11", "2026-11-03"]);
    // Read with the day first it would be long over.
    assert_eq!(said("12/1/2026"), [""; 0]);
    assert_eq!(said("12/12/2026"), [""; 0]);
    assert_eq!(said("12/30/2026"), [""; 0]);
    assert_eq!(said("2026-12-08"), [""; 0]);
    let text = Policy::built_in(DEFAULT).unwrap().to_toml().to_owned();
    let by_rules = |order: &str| {
        let text =
            text.replacen("tools = [", &format!("dates = \"{order}\"\ntools = ["), 1);
        let policy = Arc::new(Policy::from_toml(&text).unwrap());
        let mut reader = Reader::new(Config::new("e.tsv"), policy.clone());
        reader.push(list("12/8/2026").as_bytes()).unwrap();
        let answer = Answer::new([reader.finish().unwrap()], day("2026-11-18"), &policy);
        let row = answer.flagged()[0].milestones().unwrap();
        let doubts = answer.doubts().iter();
        let is_assumed =
            doubts.into_iter().any(|doubt| doubt.code() == DoubtCode::DateOrderAssumed);
        (is_assumed, row.deprovisioned_on.to_string())
    };
    assert_eq!(by_rules("day-first"), (false, "2026-08-12".to_owned()));
    assert_eq!(by_rules("month-first"), (false, "2026-12-08".to_owned()));
}
