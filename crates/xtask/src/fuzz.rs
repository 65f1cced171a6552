//! `cargo xtask fuzz`: arbitrary inputs for the readers, for as long as one likes.
//!
//! The laws are those of `crates/core/tests/corpus`, which `cargo xtask test` checks on the
//! inputs in `fuzz/corpus`. What a run gathers stays in the git-ignored `fuzz/target`, so
//! that the kept inputs remain few.

use std::fs;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::process::{self, command};
use crate::project::Project;
use crate::tools;

/// How much memory one input may take: many times what the longest input needs.
const MAX_MEMORY_MB: u32 = 512;

/// How long one input may take. It takes a thousandth of it as a rule.
const MAX_INPUT_SECONDS: u32 = 10;

/// Longer inputs find nothing that these do not, and take longer.
const MAX_INPUT_BYTES: u32 = 4096;

/// What to fuzz, and for how long.
#[derive(Args, Debug)]
pub(crate) struct FuzzFlags {
    /// What to fuzz; without it, one after the other.
    target: Option<Target>,
    /// For how long each, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    /// The reader of tables, from bytes to the exported answer.
    Reader,
    /// The parser of logon names and of lists of them.
    Logon,
}

impl Target {
    fn name(self) -> &'static str {
        match self {
            Target::Reader => "reader",
            Target::Logon => "logon",
        }
    }
}

/// Fuzzes up to the first input that breaks a law.
pub(crate) fn fuzz(project: &Project, flags: &FuzzFlags) -> Result<()> {
    tools::ensure_fuzz(project)?;
    let targets = match flags.target {
        Some(target) => vec![target],
        None => Target::value_variants().to_vec(),
    };
    for target in targets {
        run(project, target.name(), flags.seconds)?;
    }
    Ok(())
}

fn run(project: &Project, target: &str, seconds: u32) -> Result<()> {
    let gathered = format!("target/corpus/{target}");
    let folder = project.join("fuzz");
    fs::create_dir_all(folder.join(&gathered))
        .with_context(|| format!("cannot make fuzz/{gathered}"))?;
    println!("Fuzzing {target} for {seconds} s ...");
    let mut fuzz = command(tools::program(project, "cargo-fuzz"), &folder);
    // No sanitizer: there is no unsafe code here to watch, and it doubles the time.
    fuzz.args(["run", "--sanitizer", "none", target]);
    fuzz.args([&gathered, &format!("corpus/{target}"), "--"]);
    fuzz.args([
        format!("-max_total_time={seconds}"),
        format!("-rss_limit_mb={MAX_MEMORY_MB}"),
        format!("-timeout={MAX_INPUT_SECONDS}"),
        format!("-max_len={MAX_INPUT_BYTES}"),
    ]);
    // The Cargo that runs this program is of the pinned toolchain.
    fuzz.env("RUSTUP_TOOLCHAIN", tools::FUZZ_TOOLCHAIN);
    fuzz.env_remove("CARGO").env_remove("CARGO_TARGET_DIR");
    process::run(&mut fuzz).with_context(|| {
        format!(
            "an input broke a law of {target}; it is in fuzz/artifacts/{target}. Make it \
             small, mend what it shows, and keep it in fuzz/corpus/{target} under a name \
             that says what it is"
        )
    })
}
