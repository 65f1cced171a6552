//! Every folder of cases, through the built program.
//!
//! A case has `expected.csv`, or `expected.refusal` where files of it are no table: what the
//! program says of each, and then it gives no answer.

use super::Folder;
use serde::Deserialize;
use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

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

impl Case {
    fn line(&self, format: &str) -> String {
        let mut line = format!("report --as-of {} --format {format}", self.as_of);
        for (option, value) in
            [("report-date", &self.report_date), ("policy", &self.policy)]
        {
            if let Some(value) = value {
                write!(line, " --{option} {value}").unwrap();
            }
        }
        if self.all {
            line.push_str(" --all");
        }
        format!("{line} {}", self.files.join(" "))
    }
}

#[test]
fn every_case_gives_its_answer() {
    let cases = [folders("cases"), folders("misread")].concat();
    assert!(cases.len() >= 100, "only {} cases", cases.len());
    let failures: Vec<String> =
        cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The folders of cases at a place below `tests`, in order.
pub(super) fn folders(place: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(place);
    let entries = std::fs::read_dir(root).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn check(path: &Path) -> Result<(), String> {
    let text = |name: &str| std::fs::read_to_string(path.join(name));
    let case: Case = toml::from_str(&text("case.toml").unwrap()).unwrap();
    let folder = stamped("case", path, &case.as_of);
    let ran = folder.run(&case.line("csv"));
    let name = path.display();
    if let Ok(refusal) = text("expected.refusal") {
        let is_refused =
            ran.code == Some(1) && ran.stdout.is_empty() && ran.stderr == refusal;
        return match is_refused {
            true => Ok(()),
            false => Err(format!("{name}\nexpected:\n{refusal}\nfound:\n{ran:#?}")),
        };
    }
    let expected = text("expected.csv").unwrap();
    if ran.code != Some(0) || ran.stdout != expected {
        return Err(format!("{name}\nexpected:\n{expected}\nfound:\n{ran:#?}"));
    }
    if let Ok(expected) = text("expected.problems") {
        let found = problems(&folder.run(&case.line("json")).answer());
        if found != expected {
            return Err(format!("{name}\nexpected:\n{expected}\nfound:\n{found}"));
        }
    }
    if let Ok(expected) = text("expected.advice") {
        let found = advice(&folder.run(&case.line("json")).answer());
        if found != expected {
            return Err(format!("{name}\nexpected:\n{expected}\nfound:\n{found}"));
        }
    }
    Ok(())
}

/// The cause of each account, the last day to act, the steps of each course that is
/// possible, and the courses of which something is not.
fn advice(json: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let list = |value: &serde_json::Value, key: &str| {
        let items = value.as_array().unwrap().iter();
        let words: Vec<&str> = items.map(|item| item[key].as_str().unwrap()).collect();
        words.join(" ")
    };
    let mut lines = String::new();
    for account in json["accounts"].as_array().unwrap() {
        let advice = &account["advice"];
        let cause = advice["cause"]["code"].as_str().unwrap_or("unknown");
        write!(lines, "{}: {cause}", account["logon_name"].as_str().unwrap()).unwrap();
        if let Some(exception) = advice["exception"]["id"].as_str() {
            write!(lines, ", {exception}").unwrap();
        }
        write!(lines, " by {}", advice["by"].as_str().unwrap_or("-")).unwrap();
        for course in advice["courses"].as_array().unwrap() {
            let name = course["course"].as_str().unwrap();
            write!(lines, " | {name}: {}", list(&course["steps"], "id")).unwrap();
        }
        match list(&advice["impossible"], "course") {
            not if not.is_empty() => lines.push('\n'),
            not => writeln!(lines, " | not: {not}").unwrap(),
        }
    }
    lines
}

/// A copy of a case, stamped with its day: a checkout stamps its files with its own, from
/// which the date of a report would be assumed. `test` says for what it is.
pub(super) fn stamped(test: &str, path: &Path, as_of: &str) -> Folder {
    let name = path.file_name().unwrap().display();
    let folder = Folder::new(&format!("{test}-{name}"), &[]);
    let as_of: chrono::NaiveDate = as_of.parse().unwrap();
    let noon = as_of.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp();
    let stamp = UNIX_EPOCH + Duration::from_secs(noon.try_into().unwrap());
    for entry in std::fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let copied = folder.0.join(entry.file_name());
        std::fs::copy(entry.path(), &copied).unwrap();
        File::options().write(true).open(copied).unwrap().set_modified(stamp).unwrap();
    }
    folder
}

/// The problems of the files themselves, without what is said of a report's age.
fn problems(json: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(json).unwrap();
    let problems = json["problems"].as_array().unwrap().iter();
    problems
        .map(|problem| (problem, problem["code"].as_str().unwrap()))
        .filter(|(_, code)| !code.starts_with("report-"))
        .map(|(problem, code)| {
            let line = problem["line"].as_u64().unwrap_or(0);
            format!("{}:{line}: {code}\n", problem["file"].as_str().unwrap())
        })
        .collect()
}
