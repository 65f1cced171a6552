//! Inputs that are easily misread, and what is wanted of them: `want.json` beside each says so
//! apart from the product, so that an answer that was written down by mistake is noticed.
//!
//! A want holds when one of its alternatives does, and every want in `also`. An alternative
//! holds when everything in it does. A value is one text or several of which one is enough; a
//! text is exact, or a pattern behind `~`. Patterns forgive case.

use super::Ran;
use super::golden::{folders, stamped};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const AS_OF: &str = "2026-11-18";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Want {
    /// What `report` is given.
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    args: Vec<String>,
    as_of: Option<String>,
    #[serde(default)]
    any_of: Vec<Alternative>,
    #[serde(default)]
    also: Vec<Want>,
    /// Why it is not asked.
    skip: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Alternative {
    exit: Option<i32>,
    /// What the rows of an account say. A name behind `~` is a pattern, which some row must
    /// fit; an account behind `?` may be missing.
    rows: BTreeMap<String, Few<Cells>>,
    /// Whether nobody else may be there.
    only: bool,
    absent: Vec<String>,
    names: Few<Names>,
    read: Few<Read>,
    /// What standard error says, where `FILE` stands for the names of files.
    says: Vec<String>,
    not_says: Vec<String>,
}

/// The cells of a row, by their columns.
type Cells = BTreeMap<String, Few<String>>;

/// What `names` prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    file: String,
    equal: Option<BTreeSet<String>>,
    #[serde(default)]
    includes: BTreeSet<String>,
    #[serde(default)]
    excludes: BTreeSet<String>,
}

/// What `read` prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    file: String,
    says: Vec<String>,
}

/// One, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Few<T> {
    One(T),
    Several(Vec<T>),
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Few::Several(Vec::new())
    }
}

impl<T> Few<T> {
    fn all(&self) -> &[T] {
        match self {
            Few::One(one) => std::slice::from_ref(one),
            Few::Several(several) => several,
        }
    }
}

impl Want {
    fn of(case: &Path) -> Want {
        let text = std::fs::read_to_string(case.join("want.json")).unwrap();
        serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", case.display()))
    }

    fn as_of(&self) -> &str {
        self.as_of.as_deref().unwrap_or(AS_OF)
    }

    /// Asks a program, whose lines `run` runs; or why it does not hold.
    fn check(&self, run: &dyn Fn(&str) -> Ran) -> Result<(), String> {
        if self.skip.is_some() {
            return Ok(());
        }
        if self.any_of.is_empty() && self.also.is_empty() {
            return Err("nothing is wanted".to_owned());
        }
        if !self.any_of.is_empty() {
            let report =
                (!self.files.is_empty()).then(|| self.report(run)).transpose()?;
            self.some_alternative(|alternative| {
                report.as_ref().map_or(Ok(()), |report| alternative.of_report(report))?;
                alternative.of_names(run)?;
                alternative.of_reading(run)
            })?;
        }
        self.also.iter().try_for_each(|want| want.check(run))
    }

    fn some_alternative(
        &self,
        holds: impl Fn(&Alternative) -> Result<(), String>,
    ) -> Result<(), String> {
        let reasons: Vec<String> =
            self.any_of.iter().filter_map(|one| holds(one).err()).collect();
        if reasons.len() < self.any_of.len() { Ok(()) } else { Err(reasons.join(" | ")) }
    }

    fn report(&self, run: &dyn Fn(&str) -> Ran) -> Result<Report, String> {
        let (files, args) = (self.files.join(" "), self.args.join(" "));
        let Ran { code, stdout, mut stderr } =
            run(&format!("report {files} --as-of {} --format csv {args}", self.as_of()));
        let code =
            code.filter(|code| [0, 1].contains(code) && !stderr.contains("panicked"));
        let code = code.ok_or_else(|| format!("no way to end: {stderr}"))?;
        for name in self.files.iter().chain(&self.args).filter(|name| name.contains('.'))
        {
            stderr = stderr.replace(name, "FILE");
        }
        let rows = if code == 0 { rows(&stdout) } else { BTreeMap::new() };
        Ok(Report { code, rows, said: Some(stderr) })
    }
}

/// What came of a report.
struct Report {
    code: i32,
    /// The rows of every account.
    rows: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// What was said on standard error, if that is known.
    said: Option<String>,
}

impl Report {
    /// What stands in the folder of a case.
    fn expected(case: &Path) -> Report {
        match std::fs::read_to_string(case.join("expected.refusal")) {
            Ok(refusal) => Report { code: 1, rows: BTreeMap::new(), said: Some(refusal) },
            Err(_) => {
                let text = std::fs::read_to_string(case.join("expected.csv")).unwrap();
                Report { code: 0, rows: rows(&text), said: None }
            }
        }
    }
}

fn rows(csv: &str) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    let mut rows: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
        let mut row: BTreeMap<String, String> = row.unwrap();
        for cell in row.values_mut() {
            *cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        rows.entry(row["logon_name"].clone()).or_default().push(row);
    }
    rows
}

impl Alternative {
    fn of_report(&self, report: &Report) -> Result<(), String> {
        if self.exit.is_some_and(|exit| exit != report.code) {
            return Err(format!("exit code {}", report.code));
        }
        let mut named = BTreeSet::new();
        for (key, wanted) in &self.rows {
            let name = key.trim_start_matches('?');
            let found: Vec<&String> =
                report.rows.keys().filter(|found| fits(found, name)).collect();
            if found.is_empty() && !key.starts_with('?') {
                return Err(format!("no {name}"));
            }
            let mut rows = found.iter().flat_map(|name| &report.rows[*name]);
            let is_right = |row: &BTreeMap<_, _>| row_fits(row, wanted);
            let holds = match name.starts_with('~') {
                true => found.is_empty() || rows.any(is_right),
                false => rows.all(is_right),
            };
            if !holds {
                return Err(format!("{name} is otherwise: {:?}", report.rows[found[0]]));
            }
            named.extend(found);
        }
        let too_many: Vec<&String> = match self.only {
            true => report.rows.keys().filter(|name| !named.contains(name)).collect(),
            false => {
                let absent = self.absent.iter();
                absent.filter(|name| report.rows.contains_key(*name)).collect()
            }
        };
        if !too_many.is_empty() {
            return Err(format!("also {too_many:?}"));
        }
        let Some(said) = &report.said else { return Ok(()) };
        let missing = self.says.iter().find(|pattern| !has(said, pattern));
        let wrong = self.not_says.iter().find(|pattern| has(said, pattern));
        match (missing, wrong) {
            (Some(pattern), _) => Err(format!("does not say {pattern:?}: {said}")),
            (None, Some(pattern)) => Err(format!("says {pattern:?}: {said}")),
            (None, None) => Ok(()),
        }
    }

    fn of_names(&self, run: &dyn Fn(&str) -> Ran) -> Result<(), String> {
        for Names { file, equal, includes, excludes } in self.names.all() {
            let printed = run(&format!("names {file}")).stdout;
            let found: BTreeSet<String> = printed
                .lines()
                .filter(|line| !line.is_empty())
                .map(String::from)
                .collect();
            let is_right = equal.as_ref().is_none_or(|equal| *equal == found)
                && includes.is_subset(&found)
                && excludes.is_disjoint(&found);
            if !is_right {
                return Err(format!("names {file}: {found:?}"));
            }
        }
        Ok(())
    }

    fn of_reading(&self, run: &dyn Fn(&str) -> Ran) -> Result<(), String> {
        for Read { file, says } in self.read.all() {
            let printed = run(&format!("read {file} --format csv")).stdout;
            if let Some(pattern) = says.iter().find(|pattern| !has(&printed, pattern)) {
                return Err(format!("read {file} lacks {pattern:?}: {printed}"));
            }
        }
        Ok(())
    }
}

fn row_fits(row: &BTreeMap<String, String>, wanted: &Few<Cells>) -> bool {
    wanted.all().iter().any(|cells| {
        cells.iter().all(|(column, values)| {
            values.all().iter().any(|value| fits(&row[column], value))
        })
    })
}

fn fits(text: &str, wanted: &str) -> bool {
    match wanted.strip_prefix('~') {
        Some(pattern) => has(text, pattern),
        None => text == wanted,
    }
}

fn has(text: &str, pattern: &str) -> bool {
    let pattern = regex_lite::RegexBuilder::new(pattern).case_insensitive(true).build();
    pattern.unwrap().is_match(text)
}

/// Fails with a line for each folder for which `check` has a reason.
fn check_each(check: impl Fn(&Path, &Want) -> Result<(), String>) {
    let cases = folders("misread");
    assert!(cases.len() >= 50, "only {} cases", cases.len());
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let reason = check(case, &Want::of(case)).err()?;
            Some(format!("{}: {reason}", case.file_name().unwrap().display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_input_is_read_as_wanted() {
    check_each(|case, want| {
        let folder = stamped("misread", case, want.as_of());
        want.check(&|line| folder.run(line))
    });
}

/// Without the program: what is expected of it is what is wanted.
#[test]
fn every_expected_answer_is_as_wanted() {
    check_each(|case, want| {
        let report = Report::expected(case);
        want.some_alternative(|alternative| alternative.of_report(&report))
    });
}

/// A program that always says the same.
fn parrot(line: &str) -> Ran {
    let (stdout, stderr) = match line.split(' ').next().unwrap() {
        "report" => (
            "logon_name,display_name,status\r\nalovel,\"Lovelace,  Ada\",expiring\r\n\
             ghopper,,clear\r\nghopper,,gone\r\n",
            "e.csv: Two are called Grace.\n",
        ),
        "names" => ("alovel\nghopper\n", ""),
        _ => ("PennKey,Days\r\nalovel,9\r\n", ""),
    };
    Ran { code: Some(0), stdout: stdout.to_owned(), stderr: stderr.to_owned() }
}

/// What the parrot does wrong when asked for an alternative.
fn reason(alternative: &str) -> Option<String> {
    let want = format!(r#"{{"files": ["e.csv"], "any_of": [{alternative}]}}"#);
    serde_json::from_str::<Want>(&want).unwrap().check(&parrot).err()
}

#[test]
fn a_want_that_holds_has_no_reason() {
    for alternative in [
        r#"{}"#,
        r#"{"exit": 0, "absent": ["dknuth"]}"#,
        r#"{"rows": {"alovel": {"display_name": "Lovelace, Ada", "status": "~EXPIR"}}}"#,
        r#"{"rows": {"alovel": {"status": ["clear", "~^exp"]}, "?dknuth": {}}}"#,
        r#"{"rows": {"ghopper": [{"status": "gone"}, {"status": "clear"}]}}"#,
        r#"{"rows": {"~hopper$": {"status": "gone"}, "alovel": {}}, "only": true}"#,
        r#"{"says": ["^FILE: two"], "not_says": ["Ada"]}"#,
        r#"{"names": {"file": "e.csv", "equal": ["ghopper", "alovel"]}}"#,
        r#"{"names": [{"file": "e.csv", "includes": ["alovel"], "excludes": ["x"]}]}"#,
        r#"{"read": {"file": "e.csv", "says": ["alovel,9"]}}"#,
        r#"{"exit": 1}, {"exit": 0}"#,
    ] {
        assert_eq!(reason(alternative), None, "{alternative}");
    }
}

#[test]
fn a_want_that_does_not_hold_says_why() {
    for (alternative, why) in [
        (r#"{"exit": 1}"#, "exit code 0"),
        (r#"{"rows": {"dknuth": {}}}"#, "no dknuth"),
        (r#"{"rows": {"~^hopper": {}}}"#, "no ~^hopper"),
        (r#"{"rows": {"alovel": {"status": "clear"}}}"#, "alovel is otherwise"),
        (r#"{"rows": {"?alovel": {"status": "expir"}}}"#, "alovel is otherwise"),
        // Of several rows of one account each must fit, of a pattern's one.
        (r#"{"rows": {"ghopper": {"status": "clear"}}}"#, "ghopper is otherwise"),
        (r#"{"rows": {"~hopper": {"status": "undated"}}}"#, "~hopper is otherwise"),
        (r#"{"rows": {"alovel": {}}, "only": true}"#, r#"also ["ghopper"]"#),
        (r#"{"absent": ["ghopper"]}"#, r#"also ["ghopper"]"#),
        (r#"{"says": ["Grace", "Knuth"]}"#, r#"does not say "Knuth""#),
        (r#"{"says": ["e.csv"]}"#, r#"does not say "e.csv""#),
        (r#"{"not_says": ["grace"]}"#, r#"says "grace""#),
        (r#"{"names": {"file": "e.csv", "equal": ["alovel"]}}"#, "names e.csv"),
        (r#"{"names": {"file": "e.csv", "includes": ["dknuth"]}}"#, "names e.csv"),
        (r#"{"names": [{"file": "e.csv", "excludes": ["alovel"]}]}"#, "names e.csv"),
        (r#"{"read": {"file": "e.csv", "says": ["alovel", "10"]}}"#, "read e.csv lacks"),
        (r#"{"exit": 1}, {"absent": ["alovel"]}"#, r#"exit code 0 | also ["alovel"]"#),
    ] {
        let found = reason(alternative).unwrap_or_default();
        assert!(found.starts_with(why), "{alternative}: {found:?}");
    }
    let check = |want: &str| serde_json::from_str::<Want>(want).unwrap().check(&parrot);
    assert!(check(r#"{"files": ["e.csv"]}"#).is_err());
    let also = r#"{"files": ["e.csv"], "any_of": [{"exit": 1}]}"#;
    assert!(check(&format!(r#"{{"any_of": [{{}}], "also": [{also}]}}"#)).is_err());
    assert!(check(r#"{"skip": "not yet", "any_of": [{"exit": 1}]}"#).is_ok());
    let crash =
        |_: &str| Ran { code: None, stdout: String::new(), stderr: String::new() };
    let want: Want =
        serde_json::from_str(r#"{"files": ["e.csv"], "any_of": [{}]}"#).unwrap();
    assert!(want.check(&crash).is_err());
}
