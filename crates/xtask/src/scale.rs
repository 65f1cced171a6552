//! `cargo xtask scale`: how the work grows with the size of a file, for many kinds of files.
//!
//! The core is compiled to a wasm module, as in the page, together with `crates/scale`, which
//! makes the files and takes them through it. An interpreter counts every instruction, and
//! the module's memory is what it needs; so the figures are the same on every machine, and
//! nothing is put into the program to count.

mod module;
mod table;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::process::{self, cargo};
use crate::project::Project;
use crate::tools::{WASM_TARGET, ensure_target};
use module::{Measure, Module};
use table::Line;

/// From here on the work grows faster than n log n does in the sizes that are tried: that
/// grows by 1.1, and what doubles now and then, such as a list of rows, makes steps.
const MAX_EXPONENT: f64 = 1.3;

/// How many instructions one slice may have, which a browser does in less than a tenth of a
/// second.
const LONGEST_SLICE: u64 = 50_000_000;

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
    let module = Module::load(&build(project)?)?;
    let wanted = flags.family.as_deref().unwrap_or_default();
    let families: Vec<(u32, String)> = module
        .families()?
        .into_iter()
        .filter(|(_, name)| name.contains(wanted))
        .collect();
    if families.is_empty() {
        bail!("no family has “{wanted}” in its name");
    }
    print!("{}", table::HEAD);
    for (family, name) in families {
        let line = Line::new(name, measures(&module, family, flags)?);
        println!("{line}");
    }
    Ok(())
}

/// Families that were slow once: names that repeat, that many files have or that are near to
/// many, and tables below tables.
const WERE_SLOW: [&str; 8] = [
    "one name, a list",
    "one name, in two files",
    "one name, other domains",
    "one name, short and long domains",
    "other names, one person",
    "alternating headers",
    "many lists",
    "many directories",
];

/// The small form among the tests: fails for what was slow once and grows faster than it may.
pub(crate) fn check(project: &Project) -> Result<()> {
    /// What was slow once shows in these sizes; larger ones take longer to count.
    const FLAGS: ScaleFlags = ScaleFlags { family: None, largest: 32, sizes: 2 };
    let module = Module::load(&build(project)?)?;
    let families = module.families()?;
    let mut marked = Vec::new();
    for wanted in WERE_SLOW {
        let (family, name) = families
            .iter()
            .find(|(_, name)| name == wanted)
            .with_context(|| format!("there is no family “{wanted}”"))?;
        let line = Line::new(name.clone(), measures(&module, *family, &FLAGS)?);
        if line.is_marked() {
            marked.push(line.to_string());
        }
    }
    if !marked.is_empty() {
        bail!("work grows too fast with the size:\n{}{}", table::HEAD, marked.join("\n"));
    }
    println!("{} families of files take no longer than their share.", WERE_SLOW.len());
    Ok(())
}

fn measures(module: &Module, family: u32, flags: &ScaleFlags) -> Result<Vec<Measure>> {
    let sizes = (0..flags.sizes).rev().map(|halved| (flags.largest << 10) >> halved);
    let mut measures = Vec::new();
    for n_bytes in sizes {
        match module.measure(family, n_bytes)? {
            Some(measure) => measures.push(measure),
            // What took so much is not tried with twice as much.
            None => break,
        }
    }
    Ok(measures)
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
