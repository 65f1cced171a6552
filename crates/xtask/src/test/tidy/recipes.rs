//! The recipes of `docs/ARCHITECTURE.md`, which say what is touched when something is added.
//! Each names something of its kind that is there already; every file of the program in which
//! that stands is one of the recipe's, so that a recipe cannot become too short.

use super::files::File;
use super::order::without_tests_and_comments;

/// Where the recipes stand, and the heading above their table.
const PLACE: &str = "docs/ARCHITECTURE.md";
const HEADING: &str = "## What is touched when something is added\n";

/// The code of the program, in which an example is looked for.
const FOLDERS: [&str; 4] =
    ["crates/core/src/", "crates/desk/src/", "crates/cli/src/", "web/src/"];

/// Every recipe that is wrong.
pub(super) fn check_recipes(files: &[File]) -> Vec<String> {
    let text = files.iter().find(|file| file.path == PLACE).map(|file| &*file.text);
    let part = text.and_then(|text| text.split_once(HEADING)).map(|(_, part)| part);
    let Some(part) = part else { return vec![format!("{PLACE}: has no recipes")] };
    let table = part.split("\n## ").next().unwrap_or_default();
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.flat_map(|row| check(files, row)).collect()
}

/// A row: what is added, an example of it, the files.
fn check(files: &[File], row: &str) -> Vec<String> {
    let cells: Vec<&str> = row.split(" | ").collect();
    let [_, example, paths] = cells[..] else {
        return vec![format!("{PLACE}: a recipe has other columns | {row}")];
    };
    let example = example.trim_matches('`');
    let paths: Vec<&str> = paths.split('`').skip(1).step_by(2).collect();
    let is_there = |path: &&str| files.iter().any(|file| file.path == **path);
    let gone = paths.iter().filter(|path| !is_there(path));
    let gone = gone.map(|path| format!("{PLACE}: there is no {path} | {row}"));
    let touched = files.iter().filter(|file| has(file, example)).map(|file| &*file.path);
    let touched: Vec<&str> = touched.collect();
    let missing = touched.iter().filter(|path| !paths.contains(path));
    let missing = missing.map(|path| {
        format!("{PLACE}: `{example}` stands in {path} too, which the recipe has not")
    });
    let nowhere = touched
        .is_empty()
        .then(|| format!("{PLACE}: `{example}` stands nowhere; choose another example"));
    gone.chain(missing).chain(nowhere).collect()
}

/// Whether the code of a file, without its tests, has the example.
fn has(file: &File, example: &str) -> bool {
    let File { path, text } = file;
    let is_code = path.ends_with(".rs") && !path.contains("/tests");
    is_code
        && FOLDERS.iter().any(|folder| path.starts_with(folder))
        && without_tests_and_comments(text).contains(example)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[track_caller]
    fn check(paths: &str, expected: &[&str]) {
        let recipes = format!(
            "{HEADING}\n| to add | such as | files |\n|---|---|---|\n| a key | `Undo` | {paths} |\n"
        );
        let files = [
            file(PLACE, &recipes),
            file("web/src/keys.rs", "//! Keys.\nenum Key { Undo }\n"),
            file("web/src/hear.rs", "//! Undo.\nKey::Undo => {}\n"),
            file("web/src/other.rs", "//! Undo.\n#[cfg(test)]\nmod tests { Undo }\n"),
        ];
        let found = check_recipes(&files);
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    }

    #[test]
    fn a_recipe_names_every_file_that_is_touched_and_no_other() {
        check("`web/src/keys.rs` `web/src/hear.rs`", &[]);
        check("`web/src/keys.rs`", &["`Undo` stands in web/src/hear.rs too"]);
        check(
            "`web/src/keys.rs` `web/src/hear.rs` `web/src/gone.rs`",
            &["there is no web/src/gone.rs"],
        );
        assert_eq!(check_recipes(&[]).len(), 1);
    }
}
