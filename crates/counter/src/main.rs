//! Counts how the work grows with the size of a file, for many kinds of files.
//!
//! It takes the wasm module of `crates/scale`, which makes the files and takes them through the
//! core. An interpreter counts every instruction, and the module's memory is what it needs; so
//! the figures are the same on every machine, and nothing is put into the program to count.
//! [`module`] runs it, [`table`] judges what was counted.
//!
//! `cargo xtask scale` and `cargo xtask test` build the module and start this program. It is one
//! of its own because an interpreter takes minutes to compile, and nothing else needs it.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks on its standard streams"
)]

mod module;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};

use module::{Measure, Module};
use table::Line;

/// From here on the work grows faster than n log n does in the sizes that are tried: that
/// grows by 1.1, and what doubles now and then, such as a list of rows, makes steps.
const MAX_EXPONENT: f64 = 1.3;

/// How many instructions one slice may have, which a browser does in less than a tenth of a
/// second.
const LONGEST_SLICE: u64 = 50_000_000;

/// Counts how the work grows with the size of a file.
#[derive(Debug, Parser)]
struct Flags {
    /// The wasm module of `crates/scale`.
    module: PathBuf,
    #[command(subcommand)]
    verb: Verb,
}

/// What to do with what was counted.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Print it as a table.
    Table(Wanted),
    /// Fail for a family that was slow once and grows too fast.
    Check,
}

/// What to count.
#[derive(Args, Debug)]
struct Wanted {
    /// How large the largest files are, in KiB.
    #[arg(long)]
    largest: u32,
    /// In how many sizes they come, each twice the one before.
    #[arg(long)]
    sizes: u32,
    /// Only families with this in their name.
    #[arg(default_value = "")]
    family: String,
}

fn main() -> ExitCode {
    match run(&Flags::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(flags: &Flags) -> Result<()> {
    let module = Module::load(&flags.module)?;
    match &flags.verb {
        Verb::Table(wanted) => print_table(&module, wanted),
        Verb::Check => check(&module),
    }
}

fn print_table(module: &Module, wanted: &Wanted) -> Result<()> {
    let families: Vec<(u32, String)> = module
        .families()?
        .into_iter()
        .filter(|(_, name)| name.contains(&wanted.family))
        .collect();
    if families.is_empty() {
        bail!("no family has “{}” in its name", wanted.family);
    }
    print!("{}", table::HEAD);
    for (family, name) in families {
        let measures = measures(module, family, wanted.largest, wanted.sizes)?;
        println!("{}", Line::new(name, measures));
    }
    Ok(())
}

/// Families that were slow once: names that repeat, that many files have or that are near to
/// many, tables below tables, and a row that is wider than all others.
const WERE_SLOW: [&str; 9] = [
    "one name, a list",
    "one name, in two files",
    "one name, other domains",
    "one name, short and long domains",
    "other names, one person",
    "alternating headers",
    "many lists",
    "many directories",
    "one wide row",
];

/// The small form among the tests: fails for what was slow once and grows faster than it may.
fn check(module: &Module) -> Result<()> {
    /// What was slow once shows in these sizes; larger ones take longer to count.
    const LARGEST_KIB: u32 = 32;
    const SIZES: u32 = 2;
    let families = module.families()?;
    let mut marked = Vec::new();
    for wanted in WERE_SLOW {
        let (family, name) = families
            .iter()
            .find(|(_, name)| name == wanted)
            .with_context(|| format!("there is no family “{wanted}”"))?;
        let line =
            Line::new(name.clone(), measures(module, *family, LARGEST_KIB, SIZES)?);
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

/// What a family takes in several sizes, of which the largest has so many KiB.
fn measures(
    module: &Module,
    family: u32,
    largest: u32,
    n_sizes: u32,
) -> Result<Vec<Measure>> {
    let sizes = (0..n_sizes).rev().map(|halved| (largest << 10) >> halved);
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn flags_are_consistent() {
        crate::Flags::command().debug_assert();
    }
}
