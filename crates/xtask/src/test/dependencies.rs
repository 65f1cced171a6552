//! What the dependencies may be: `cargo deny`, by the rules and the reasons in `deny.toml`.

use std::path::PathBuf;

use anyhow::Result;

use crate::process::{self, command};
use crate::project::Project;
use crate::tools;

/// Fails with every dependency that `deny.toml` does not allow.
pub(crate) fn dependencies(project: &Project) -> Result<()> {
    tools::ensure_deny(project)?;
    deny(project, "Cargo.toml", &[], &OURS)?;
    deny(project, "fuzz/Cargo.toml", &[], &FUZZ)?;
    if !has_advisories() {
        println!(
            "Known weaknesses and packages that nobody keeps are not looked for: no database \
             of them is on this machine. `.tools/bin/cargo-deny fetch` brings it."
        );
        return Ok(());
    }
    deny(project, "Cargo.toml", &["--offline"], &["advisories"])
}

/// What is allowed and never needed is taken off the lists.
const OURS: [&str; 6] = [
    "licenses",
    "sources",
    "bans",
    "-Dunmatched-skip",
    "-Dunnecessary-skip",
    "-Alicense-exception-not-encountered",
];

/// The fuzz targets have a lock file of their own, and need little of what the lists allow.
const FUZZ: [&str; 3] = ["licenses", "sources", "-Alicense-not-encountered"];

fn deny(
    project: &Project,
    manifest: &str,
    flags: &[&str],
    checks: &[&str],
) -> Result<()> {
    let mut deny = command(tools::program(project, "cargo-deny"), project.root());
    deny.args(["--locked", "--config", "deny.toml", "--manifest-path", manifest]);
    process::run(deny.args(flags).arg("check").args(checks))
}

/// Whether a database of advisories was fetched before; fetching it is nobody's wish here.
fn has_advisories() -> bool {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let folder = home.and_then(|home| home.join("advisory-dbs").read_dir().ok());
    folder.is_some_and(|mut databases| databases.next().is_some())
}
