//! How close the decisions are over many files, against `tests/margins.tsv`.
//!
//! Each line of the table has a file, a decision, and the smallest margins: how far what was
//! taken to be so was above the threshold, or the winner ahead, and how far what was not was
//! below it. It fails when a margin is smaller than in the table, or a file is missing there.
//! `UPDATE_EXPECT=1 cargo test -p reprieve-core --lib threshold` writes it anew; the
//! difference is for a person to read.

use crate::policy::{DEFAULT, Policy};
use crate::source::{Config, Reader};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The smallest ones. What wins by nothing wins because it stands first.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Margins {
    above: Option<f64>,
    below: Option<f64>,
}

thread_local! {
    static NOTED: RefCell<BTreeMap<&'static str, Margins>> = RefCell::default();
}

pub(super) fn note(decision: &'static str, is_so: bool, margin: f64) {
    NOTED.with_borrow_mut(|noted| {
        let Margins { above, below } = noted.entry(decision).or_default();
        let side = if is_so { above } else { below };
        *side = Some(side.map_or(margin, |least| least.min(margin)));
    });
}

/// A margin as the table has it. Rounded down, so that none is larger than it is.
fn written(margin: Option<f64>) -> String {
    margin.map_or(String::new(), |margin| {
        format!("{:.3}", (margin * 1000.0 + 1e-6).floor() / 1000.0)
    })
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let is_told = name.starts_with("expected.");
        let is_input = !is_told && !["case.toml", "want.json"].contains(&name.as_str());
        if path.is_dir() {
            files_below(&path, found);
        } else if is_input {
            found.push(path);
        }
    }
}

/// The table for everything in the folders of inputs.
fn measured(root: &Path) -> BTreeMap<(String, String), (String, String)> {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let mut paths = Vec::new();
    for folder in ["tests/cases", "tests/misread", "fuzz/corpus/reader"] {
        files_below(&root.join(folder), &mut paths);
    }
    let mut table = BTreeMap::new();
    for path in paths {
        NOTED.with_borrow_mut(BTreeMap::clear);
        let mut reader = Reader::new(Config::new("f"), policy.clone());
        // What cannot be read has decisions too, as far as it comes.
        let _ =
            reader.push(&std::fs::read(&path).unwrap()).and_then(|()| reader.finish());
        let file = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        for (decision, margins) in NOTED.take() {
            let Margins { above, below } = margins;
            table.insert(
                (file.clone(), decision.to_owned()),
                (written(above), written(below)),
            );
        }
    }
    table
}

/// Whether a margin is smaller than it was, or there where none was.
fn is_closer(now: &str, before: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::INFINITY);
    number(now) < number(before)
}

#[test]
fn no_decision_is_closer_than_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("tests/margins.tsv");
    let measured = measured(&root);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let mut text = "file\tdecision\tabove\tbelow\n".to_owned();
        for ((file, decision), (above, below)) in &measured {
            writeln!(text, "{file}\t{decision}\t{above}\t{below}").unwrap();
        }
        std::fs::write(&path, text).unwrap();
    }
    let text = std::fs::read_to_string(&path).unwrap();
    let kept: BTreeMap<(&str, &str), (&str, &str)> = text
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let mut next = || cells.next();
            Some(((next()?, next()?), (next()?, next()?)))
        })
        .collect();
    let closer: Vec<String> = measured
        .iter()
        .filter_map(|((file, decision), (above, below))| {
            let before = kept.get(&(file.as_str(), decision.as_str()));
            let (was_above, was_below) = before.copied().unwrap_or_default();
            let is_closer = is_closer(above, was_above) || is_closer(below, was_below);
            is_closer.then(|| {
                format!(
                    "{file}: {decision}: {was_above}|{was_below}, now {above}|{below}"
                )
            })
        })
        .collect();
    assert!(
        closer.is_empty(),
        "closer than before, or on the other side (see the module's documentation):\n{}",
        closer.join("\n")
    );
}

#[test]
fn margins_are_noted_on_both_sides() {
    let threshold = super::Threshold::new("of a test", 0.5);
    NOTED.with_borrow_mut(BTreeMap::clear);
    assert!(threshold.is_reached_by(0.5) && !threshold.is_exceeded_by(0.5));
    assert!(threshold.is_reached_by(0.75) && !threshold.is_reached_by(0.25));
    let noted = NOTED.take();
    let expected = Margins { above: Some(0.0), below: Some(0.0) };
    assert_eq!(noted.get("of a test"), Some(&expected));
    assert!(is_closer("0.1", "") && is_closer("0.1", "0.2") && !is_closer("0.2", "0.1"));
}
