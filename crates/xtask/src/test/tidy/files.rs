//! The files that people write, without what tools made of them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// A text file of the project.
#[derive(Debug)]
pub(crate) struct File {
    /// From the project's folder, with `/` on every system.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// What is built, and the inputs of tests, which hold whatever they
/// need: by their path, because any crate may have a module `dist`.
const LEFT_OUT_PATHS: [&str; 9] = [
    ".git",
    ".tools",
    "dist",
    "fuzz/artifacts",
    "fuzz/corpus",
    "fuzz/target",
    "target",
    "tests/cases",
    "tests/misread",
];
/// What is installed or written by the browser tests, wherever it is.
const LEFT_OUT_NAMES: [&str; 3] = ["node_modules", "playwright-report", "test-results"];

/// Reads every text file below a folder, in order.
pub(crate) fn text_files(root: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    collect(root, "", &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn collect(root: &Path, folder: &str, files: &mut Vec<File>) -> Result<()> {
    let entries = fs::read_dir(root.join(folder))
        .with_context(|| format!("cannot read the folder {folder}"))?;
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path =
            if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        let kind = entry.file_type()?;
        let is_left_out = LEFT_OUT_PATHS.contains(&path.as_str())
            || LEFT_OUT_NAMES.contains(&name.as_str());
        if is_left_out {
            continue;
        }
        if kind.is_dir() {
            collect(root, &path, files)?;
        } else if kind.is_file() {
            let bytes =
                fs::read(entry.path()).with_context(|| format!("cannot read {path}"))?;
            // A workbook or a picture has no lines to check.
            files.extend(String::from_utf8(bytes).ok().map(|text| File { path, text }));
        }
    }
    Ok(())
}
