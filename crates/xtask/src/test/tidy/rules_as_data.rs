//! The rules of an institution are data: what a policy profile says is in no Rust code.
//!
//! The words and numbers that must not stand there are read from the profiles themselves, so
//! a new profile is guarded as soon as it is there.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::files::File;
use super::word_ends;

const PROFILES: &str = "crates/core/src/policy/profiles/";

/// Where the program is that every institution gets; what builds and tests it may name one.
const PROGRAM: [&str; 4] =
    ["crates/core/src/", "crates/desk/src/", "crates/cli/src/", "web/src/"];

/// Where days are counted: a number of a profile there is a rule.
const ARITHMETIC: [&str; 3] =
    ["crates/core/src/lifecycle", "crates/core/src/advice", "crates/core/src/answer"];

/// Smaller numbers count other things too, such as a pair or a rank.
const SMALLEST: u64 = 5;

/// What the profiles say that nothing else may say.
#[derive(Debug, Default)]
struct Said {
    /// Codes of affiliations, tools, and other words of the institutions.
    words: BTreeSet<String>,
    /// Days and minutes.
    numbers: BTreeSet<u64>,
}

/// Every line of the program that says what only a profile may say.
pub(super) fn check_rules_as_data(files: &[File]) -> Result<Vec<String>> {
    let mut said = Said::default();
    for file in files.iter().filter(|file| file.path.starts_with(PROFILES)) {
        said.add(&file.text).with_context(|| format!("cannot read {}", file.path))?;
    }
    let program = files.iter().filter(|file| is_program(&file.path));
    Ok(program.flat_map(|file| check(file, &said)).collect())
}

impl Said {
    fn add(&mut self, profile: &str) -> Result<()> {
        let profile: toml::Table = profile.parse()?;
        let parts = |key: &str| {
            profile.get(key).and_then(toml::Value::as_array).into_iter().flatten()
        };
        let codes = parts("affiliations").filter_map(|part| part.get("code"));
        let words = codes.chain(parts("tools")).chain(parts("terms"));
        let words = words.chain(profile.get("institution"));
        self.words.extend(words.filter_map(toml::Value::as_str).map(str::to_owned));
        let clock = profile.get("clock").and_then(toml::Value::as_table);
        let waits =
            parts("waits").chain(parts("exceptions")).filter_map(toml::Value::as_table);
        let numbers = clock.into_iter().chain(waits).flat_map(toml::Table::values);
        let numbers = numbers.filter_map(toml::Value::as_integer);
        self.numbers.extend(
            numbers.filter_map(|n| u64::try_from(n).ok()).filter(|n| *n >= SMALLEST),
        );
        Ok(())
    }
}

fn is_program(path: &str) -> bool {
    let is_code = path.ends_with(".rs") && !path.ends_with("/tests.rs");
    is_code && PROGRAM.iter().any(|folder| path.starts_with(folder))
}

fn check(file: &File, said: &Said) -> Vec<String> {
    let counts_days = ARITHMETIC.iter().any(|start| file.path.starts_with(start));
    let mut violations = Vec::new();
    for (line, number) in without_tests(&file.text).lines().zip(1..) {
        let code = without_comment(line);
        let word = said.words.iter().find(|word| word_ends(code, word).next().is_some());
        let found = word.cloned().or_else(|| {
            let number = integers(code).find(|n| counts_days && said.numbers.contains(n));
            number.map(|n| n.to_string())
        });
        if let Some(found) = found {
            violations.push(format!(
                "{}:{number}: says “{found}”, which only a policy profile may say | {}",
                file.path,
                line.trim()
            ));
        }
    }
    violations
}

/// The part of a file before its tests, which stand at its end.
fn without_tests(text: &str) -> &str {
    let end = ["#[cfg(test)]\nmod ", "#[cfg(test)]\r\nmod "]
        .iter()
        .filter_map(|start| text.find(start))
        .min();
    &text[..end.unwrap_or(text.len())]
}

/// A line up to its comment; an address is no comment.
fn without_comment(line: &str) -> &str {
    let start = line
        .match_indices("//")
        .map(|(start, _)| start)
        .find(|start| !line[..*start].ends_with(':'));
    &line[..start.unwrap_or(line.len())]
}

/// The whole numbers in a line of code, without those that are part of a name or a fraction,
/// or count bits.
fn integers(code: &str) -> impl Iterator<Item = u64> {
    // Two dots are a range, and one before a digit is a fraction.
    let code = code.replace("..", " ").replace("<< ", "<<x").replace(">> ", ">>x");
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let tokens: Vec<String> =
        code.split(|c: char| !is_part(c)).map(str::to_owned).collect();
    tokens.into_iter().filter_map(|token| {
        let (number, rest) = token.split_once('.').unwrap_or((&token, ""));
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let suffix = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
        let digits = &number[..number.len() - suffix.len()];
        let is_number = suffix.is_empty() || TYPES.contains(&suffix);
        is_number.then(|| digits.replace('_', "").parse().ok()).flatten()
    })
}

/// What may stand behind the digits of a number.
const TYPES: [&str; 8] = ["u16", "i16", "u32", "i32", "u64", "i64", "usize", "isize"];

#[cfg(test)]
mod tests {
    use super::super::files::text_files;
    use super::*;
    use crate::project::Project;

    const PROFILE: &str = "institution = \"Example University\"\n\
        tools = [\"Mail Room\"]\nterms = [\"Exam\"]\n\
        [clock]\ngrace_days = 60\nlead = 1\n[[waits]]\nid = \"a\"\nto_minutes = 75\n\
        [[affiliations]]\ncode = \"STAF\"\n";

    fn found(path: &str, text: &str) -> usize {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let files = [file(&format!("{PROFILES}a.toml"), PROFILE), file(path, text)];
        check_rules_as_data(&files).unwrap().len()
    }

    #[track_caller]
    fn refused(path: &str, line: &str) {
        assert_eq!(found(path, line), 1, "{path}: {line}");
    }

    #[track_caller]
    fn accepted(path: &str, line: &str) {
        assert_eq!(found(path, line), 0, "{path}: {line}");
    }

    #[test]
    fn words_of_a_profile_are_found() {
        for line in [
            "if code == \"STAF\" {",
            "    \"Open the Mail Room.\"",
            "let name = \"Exam-1\";",
            "\"https://x, Example University\"",
        ] {
            refused("crates/core/src/a.rs", line);
            refused("web/src/components/a.rs", line);
            refused("crates/cli/src/a.rs", line);
            accepted("crates/xtask/src/a.rs", line);
            accepted("crates/core/src/a/tests.rs", line);
            accepted("web/src/sample/a.tsv", line);
            accepted(
                "crates/core/src/a.rs",
                &format!("#[cfg(test)]\nmod tests {{\n{line}"),
            );
            accepted("crates/core/src/a.rs", &format!("let a = 1; // {line}"));
        }
        for line in ["\"STAFF\"", "mod exam;", "\"Examples\"", "const STAF_X: u8 = 1;"] {
            accepted("crates/core/src/a.rs", line);
        }
    }

    #[test]
    fn numbers_of_a_profile_are_found_where_days_are_counted() {
        for line in [
            "Days::new(60)",
            "let a = b + 60;",
            "const A: u16 = 60;",
            "60u16",
            "if (1..=60).contains(&a)",
            "0..75",
            "60.min(a)",
            "6_0",
        ] {
            refused("crates/core/src/lifecycle.rs", line);
            refused("crates/core/src/advice/groups.rs", line);
            accepted("crates/core/src/table/reader.rs", line);
        }
        for line in
            ["a[1]", "600", "160", "0.60", "x60", "60_000", "1 << 60", "// 60 days"]
        {
            accepted("crates/core/src/lifecycle.rs", line);
        }
    }

    #[test]
    fn this_project_keeps_its_rules_as_data() {
        let project = Project::find().unwrap();
        let files = text_files(project.root()).unwrap();
        assert_eq!(check_rules_as_data(&files).unwrap(), Vec::<String>::new());
        // The words are really taken from the profiles.
        let profiles: Vec<&str> = files
            .iter()
            .map(|file| file.path.as_str())
            .filter(|path| path.starts_with(PROFILES))
            .collect();
        assert!(profiles.len() > 2, "{profiles:?}");
        let mut files = files;
        let code = "if code == \"STAF\" { lapse(60) }".to_owned();
        files.push(File {
            path: "crates/core/src/lifecycle/rule.rs".to_owned(),
            text: code,
        });
        assert_eq!(check_rules_as_data(&files).unwrap().len(), 1);
    }

    #[test]
    fn a_broken_profile_is_no_success() {
        let path = format!("{PROFILES}a.toml");
        assert!(check_rules_as_data(&[File { path, text: "a =".to_owned() }]).is_err());
    }
}
