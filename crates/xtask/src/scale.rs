//! `cargo xtask scale`: how the work grows with the size of a file, for many kinds of files.
//!
//! The core is compiled to a wasm module, as in the page, together with `crates/scale`, which
//! makes the files and takes them through it. `crates/counter` counts, and is a program of its
//! own, so that the other verbs do not wait until its interpreter is compiled.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use crate::process::{self, cargo};
use crate::project::Project;
use crate::tools::{WASM_TARGET, ensure_target};

/// What to count.
#[derive(Args, Debug)]
pub(crate) struct ScaleFlags {
    /// Only families with this in their name.
    family: Option<String>,
    /// How large the largest files are, in KiB.
    #[arg(long, default_value_t = 1024)]
    largest: u32,
    /// In how many sizes they come, each twice the one before.
    #[arg(long, default_value_t = 4)]
    sizes: u32,
}

/// Counts, and prints a table.
pub(crate) fn scale(project: &Project, flags: &ScaleFlags) -> Result<()> {
    let largest = format!("--largest={}", flags.largest);
    let sizes = format!("--sizes={}", flags.sizes);
    let mut words = vec!["table", &largest, &sizes, "--"];
    words.extend(flags.family.as_deref());
    count(project, &words)
}

/// The small form among the tests: fails for what was slow once and grows faster than it may.
pub(crate) fn check(project: &Project) -> Result<()> {
    count(project, &["check"])
}

/// Starts what counts, compiled before if need be, with these words on its command line.
fn count(project: &Project, words: &[&str]) -> Result<()> {
    let module = build(project)?;
    let mut counter = cargo(project.root());
    counter.args(["run", "--locked", "--quiet", "--package", "reprieve-counter", "--"]);
    process::run(counter.arg(module).args(words))
}

/// Compiles the module.
fn build(project: &Project) -> Result<PathBuf> {
    const PROFILE: &str = "scale";
    ensure_target(project, WASM_TARGET)?;
    let mut build = cargo(project.root());
    build.args(["build", "--locked", "--quiet", "--package", "reprieve-scale", "--lib"]);
    build.args(["--target", WASM_TARGET, "--profile", PROFILE]);
    process::run(&mut build).context("the module that is counted does not compile")?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    Ok(project.join(target).join(WASM_TARGET).join(PROFILE).join("reprieve_scale.wasm"))
}
