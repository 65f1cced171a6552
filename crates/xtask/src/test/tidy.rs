//! Rules that no compiler knows: what this project promises about its own text.
//!
//! [`RULES`] is a table; a new promise is a new row. Words that must not stand anywhere are put
//! together with `concat!`, so that this file keeps its own rules.

mod files;
mod order;
mod recipes;
mod rules_as_data;

use anyhow::{Result, bail};

use crate::project::{Project, locked_version, toml_string};
use files::{File, text_files};
use order::check_order;
use recipes::check_recipes;
use rules_as_data::check_rules_as_data;

/// Something that must not stand in certain files.
struct Rule {
    /// Why a line is refused, and what to do instead.
    message: &'static str,
    /// Which files it is about, by their path from the project's folder.
    applies: fn(&str) -> bool,
    /// Whether a line breaks it.
    refuses: fn(&str) -> bool,
}

const RULES: &[Rule] = &[
    Rule {
        message: "names the browser outside web/src/browser/; add a function there",
        applies: |path| {
            path.starts_with("web/src/") && !path.starts_with("web/src/browser")
        },
        refuses: names_the_browser,
    },
    Rule {
        message: "refers to another host; the page loads nothing from anywhere",
        applies: |path| {
            path == "index.html" || path.starts_with("web/") && path.ends_with(".css")
        },
        refuses: names_a_host,
    },
    Rule {
        message: "is a note to oneself; do it, or write it where the others can see it",
        applies: is_source,
        refuses: |line| NOTES.iter().any(|note| has_word(line, note)),
    },
    Rule {
        message: "is unfinished code",
        applies: |path| path.ends_with(".rs"),
        refuses: |line| UNFINISHED.iter().any(|call| line.contains(call)),
    },
    Rule {
        message: "switches tests off, or waits for time instead of for the page",
        applies: is_source,
        refuses: |line| SKIPPED.iter().any(|call| line.contains(call)),
    },
];

const NOTES: [&str; 4] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X"), concat!("HA", "CK")];

const UNFINISHED: [&str; 3] =
    [concat!("dbg", "!("), concat!("todo", "!("), concat!("unimplemented", "!(")];

const SKIPPED: [&str; 8] = [
    concat!("#[ign", "ore"),
    concat!("test.sk", "ip"),
    concat!("test.fix", "me"),
    concat!("test.on", "ly"),
    concat!("describe.sk", "ip"),
    concat!("describe.fix", "me"),
    concat!("describe.on", "ly"),
    concat!("waitFor", "Timeout"),
];

/// Fails with every line that breaks a rule.
pub(crate) fn tidy(project: &Project) -> Result<()> {
    let files = text_files(project.root())?;
    let mut violations: Vec<String> = files.iter().flat_map(check_lines).collect();
    violations.extend(files.iter().filter_map(check_module_doc));
    violations.extend(check_stylesheets(&files));
    violations.extend(check_order(&files));
    violations.extend(check_recipes(&files));
    violations.extend(check_rules_as_data(&files)?);
    violations.extend(check_bindgen(
        &project.read("Trunk.toml")?,
        &project.read("Cargo.lock")?,
    ));
    if !violations.is_empty() {
        bail!("{}", violations.join("\n  "));
    }
    println!("{} files keep the rules.", files.len());
    Ok(())
}

fn check_lines(file: &File) -> Vec<String> {
    let mut violations = Vec::new();
    for rule in RULES.iter().filter(|rule| (rule.applies)(&file.path)) {
        for (line, number) in file.text.lines().zip(1..) {
            if (rule.refuses)(line) {
                let line = line.trim();
                violations
                    .push(format!("{}:{number}: {} | {line}", file.path, rule.message));
            }
        }
    }
    violations
}

/// A reader who opens any file learns first what it is for.
fn check_module_doc(file: &File) -> Option<String> {
    let lacks_doc = file.path.ends_with(".rs") && !file.text.starts_with("//!");
    lacks_doc.then(|| format!("{}:1: begins without a module doc (`//!`)", file.path))
}

/// A stylesheet that is not linked does nothing, and nobody notices.
fn check_stylesheets(files: &[File]) -> Vec<String> {
    let index = files.iter().find(|file| file.path == "index.html");
    let index = index.map(|file| file.text.as_str()).unwrap_or_default();
    files
        .iter()
        .filter(|file| file.path.starts_with("web/") && file.path.ends_with(".css"))
        .filter(|file| !index.contains(&format!("href=\"{}\"", file.path)))
        .map(|file| format!("{}:1: is not linked in index.html", file.path))
        .collect()
}

/// Trunk would ask for a tool that cannot read the wasm.
fn check_bindgen(trunk_toml: &str, lock: &str) -> Option<String> {
    let pinned = toml_string(trunk_toml, "wasm_bindgen");
    let locked = locked_version(lock, "wasm-bindgen");
    (pinned != locked).then(|| {
        format!("Trunk.toml: wasm_bindgen is {pinned:?}, but Cargo.lock has {locked:?}")
    })
}

fn is_source(path: &str) -> bool {
    [".css", ".html", ".js", ".mjs", ".rs", ".sh", ".toml", ".ts", ".yml", ".yaml"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

fn names_the_browser(line: &str) -> bool {
    let is_use = line.trim_start().trim_start_matches("pub ").starts_with("use ");
    ["web_sys", "js_sys", "gloo"].iter().any(|name| {
        word_ends(line, name).any(|end| is_use || line[end..].starts_with("::"))
    })
}

fn names_a_host(line: &str) -> bool {
    // Namespaces are names that look like addresses; no browser goes there.
    let line = line.replace("http://www.w3.org/", "").replace("https://www.w3.org/", "");
    let line = line.to_ascii_lowercase();
    ["http://", "https://", "url(//", "=\"//", "='//"]
        .iter()
        .any(|start| line.contains(start))
}

fn has_word(line: &str, word: &str) -> bool {
    word_ends(line, word).next().is_some()
}

/// Where a word ends in a line, if it is not part of a longer one.
fn word_ends<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).filter_map(move |(start, word)| {
        let end = start + word.len();
        let stands_alone =
            !line[..start].ends_with(is_part) && !line[end..].starts_with(is_part);
        stands_alone.then_some(end)
    })
}

#[cfg(test)]
mod tests;
