//! `cargo xtask shots`: pictures of the page in every state, for people to look at.

use std::fs;

use anyhow::{Context, Result};

use crate::dist;
use crate::project::Project;
use crate::test::browser;

/// Git-ignored, as all that is built.
const FOLDER: &str = "target/shots";

/// Builds the page, and takes its pictures in three sizes and both themes.
pub(crate) fn shots(project: &Project) -> Result<()> {
    dist::dist(project)?;
    browser::ensure(project)?;
    let folder = project.join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {FOLDER}"))?;
    }
    browser::run(project, &["shots"], &[])?;
    println!("{} pictures are in {FOLDER}/.", fs::read_dir(&folder)?.count());
    Ok(())
}
