//! `cargo xtask mutants`: small changes of the core, each of which a test should notice.
//!
//! cargo-mutants changes one place of a copy of the project after the other, such as `<` to
//! `<=`, and runs the core's tests. A change that no test sees has survived. Survivors are
//! compared with `tests/mutants.tsv`, which says of each known one why it cannot or need not be
//! seen; what is new there, or gone, fails.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::process::{self, command, spoken};
use crate::project::Project;
use crate::tools;

/// The survivors that are known: a mutant and a reason on each line.
const KEPT: &str = "tests/mutants.tsv";

/// Git-ignored, as all that is built. What cargo-mutants tells of each mutant is below it.
const FOLDER: &str = "target/mutants";

/// The tests of a mutant end within a few seconds, unless it goes round forever. Where they
/// take longer without a mutant, cargo-mutants waits longer.
const MIN_TIMEOUT_SECONDS: u32 = 60;

/// How much memory a program may have: what goes round forever can take all there is.
const MAX_MEMORY_KIB: u32 = 8_000_000;

const GOLDEN_CASES: &str = "answer::tests::golden_cases";

/// These take long without a compiler that makes things fast, and ask for speed or memory.
const SKIPPED: [&str; 3] = [
    "answer::hints::tests::names_that_are_all_alike",
    "answer::hints::tests::many_names_in_a_large_directory",
    "export::rejects::tests::the_list_grows_with_what_is_in_it",
];

/// What to change.
#[derive(Args, Debug)]
pub(crate) struct MutantsFlags {
    /// The modules of the core; without one, those whose survivors are all known.
    modules: Vec<Module>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Module {
    /// The clock.
    Lifecycle,
    /// How an account stands.
    Standing,
    /// What is said of an account.
    Advice,
    /// The join of all sources.
    Answer,
    /// The rules.
    Policy,
    /// What a file is, and what its columns are.
    Source,
}

impl Module {
    /// Those whose survivors are all in the list.
    const COMPLETE: [Module; 2] = [Module::Lifecycle, Module::Standing];

    fn name(self) -> &'static str {
        match self {
            Module::Lifecycle => "lifecycle",
            Module::Standing => "standing",
            Module::Advice => "advice",
            Module::Answer => "answer",
            Module::Policy => "policy",
            Module::Source => "source",
        }
    }

    /// The tests that see its mutants, by the beginnings of their names.
    fn tests(self) -> &'static [&'static str] {
        match self {
            Module::Lifecycle => &["lifecycle::", "advice::"],
            Module::Standing => &["standing::", "advice::", GOLDEN_CASES],
            Module::Advice => &["advice::", GOLDEN_CASES],
            Module::Answer => &["answer::", "advice::", "export::"],
            Module::Policy => &["policy::", "lifecycle::", "advice::", GOLDEN_CASES],
            Module::Source => &["source::", "answer::tests::", "threshold::"],
        }
    }

    /// Whether a mutant is in its files.
    fn has(self, mutant: &str) -> bool {
        let name = self.name();
        [".rs: ", "/"]
            .iter()
            .any(|next| mutant.starts_with(&format!("crates/core/src/{name}{next}")))
    }
}

/// Changes the modules one after the other, and fails if other mutants survive than the list
/// has.
pub(crate) fn mutants(project: &Project, flags: &MutantsFlags) -> Result<()> {
    tools::ensure_mutants(project)?;
    let kept = parse_kept(&project.read(KEPT)?)?;
    let modules = match flags.modules.as_slice() {
        [] => Module::COMPLETE.as_slice(),
        named => named,
    };
    let mut complaints = Vec::new();
    for &module in modules {
        let started = Instant::now();
        let survivors = survivors(project, module)?;
        let (name, n) = (module.name(), survivors.len());
        println!("{name}: {n} survived, in {}.", spoken(started.elapsed()));
        let kept = kept.iter().filter(|mutant| module.has(mutant));
        complaints.extend(compare(&survivors, kept));
    }
    if !complaints.is_empty() {
        bail!("{}", complaints.join("\n  "));
    }
    Ok(())
}

/// The mutants of a module that no test sees.
fn survivors(project: &Project, module: Module) -> Result<Vec<String>> {
    println!("\nChanging {} ...", module.name());
    let folder = project.join(FOLDER).join(module.name());
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {FOLDER}"))?;
    let mut mutants = bounded(project);
    mutants.args(["mutants", "--package", "reprieve-core", "--no-config"]);
    mutants.args(["--test-tool", "cargo", "--cargo-arg=--lib", "--no-times"]);
    mutants.args(["--jobs", "1", "--minimum-test-timeout"]);
    mutants.arg(MIN_TIMEOUT_SECONDS.to_string());
    for files in [".rs", "/**/*.rs"] {
        mutants.arg("--file").arg(format!("crates/core/src/{}{files}", module.name()));
    }
    mutants.arg("--output").arg(&folder);
    // The first line parts what is Cargo's from the rest, the second what is the tests'.
    mutants.args(["--", "--"]).args(module.tests());
    mutants.args(SKIPPED.iter().flat_map(|test| ["--skip", test]));
    // Each mutant is compiled and tested once, so that compiling quickly counts for more.
    mutants
        .env("CARGO_PROFILE_TEST_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_TEST_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", project.join(FOLDER).join("build"));
    // The same inputs each time, so that the same mutants survive.
    mutants.env("PROPTEST_CASES", "16").env("PROPTEST_RNG_SEED", "1");
    let status = mutants.status().map_err(|error| process::explain(&mutants, error))?;
    if !is_complete(status) {
        bail!(
            "cargo-mutants failed ({status}); what it tried is in {FOLDER}/{}",
            module.name()
        );
    }
    let missed = folder.join("mutants.out/missed.txt");
    let missed = fs::read_to_string(&missed)
        .with_context(|| format!("cannot read {}", missed.display()))?;
    Ok(missed.lines().map(without_place).collect())
}

/// A call of cargo-mutants, which may have so much memory where a shell can say so.
fn bounded(project: &Project) -> Command {
    let program = tools::program(project, "cargo-mutants");
    if !cfg!(unix) {
        return command(program, project.root());
    }
    let mut shell = command("sh", project.root());
    let script = format!("ulimit -v {MAX_MEMORY_KIB} 2>/dev/null; exec \"$0\" \"$@\"");
    shell.arg("-c").arg(script).arg(program);
    shell
}

/// Whether all mutants were tried; cargo-mutants fails also if some survived (2) or ran into
/// the timeout (3), which a test is seen by.
fn is_complete(status: ExitStatus) -> bool {
    matches!(status.code(), Some(0 | 2 | 3))
}

/// A mutant as cargo-mutants writes it, without line and column, which change with every edit.
fn without_place(mutant: &str) -> String {
    let parts: Vec<&str> = mutant.splitn(4, ':').collect();
    match parts[..] {
        [file, line, column, what] if is_number(line) && is_number(column) => {
            format!("{}:{what}", file.replace('\\', "/"))
        }
        _ => mutant.to_owned(),
    }
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok()
}

/// The mutants in the text of the list. Each must have its reason.
fn parse_kept(text: &str) -> Result<Vec<String>> {
    let mut kept = Vec::new();
    for (line, number) in text.lines().zip(1..).skip(1) {
        match line.split_once('\t') {
            Some((mutant, reason)) if !reason.trim().is_empty() => {
                kept.push(mutant.to_owned());
            }
            _ => bail!("{KEPT}:{number}: has no reason behind a tab | {line}"),
        }
    }
    Ok(kept)
}

/// What survived and is not in the list, and what is in the list and did not survive. Several
/// places of a function can have the same change, so that each is counted.
fn compare<'a>(
    survivors: &'a [String],
    kept: impl Iterator<Item = &'a String>,
) -> Vec<String> {
    let mut balance: BTreeMap<&str, i32> = BTreeMap::new();
    survivors.iter().for_each(|mutant| *balance.entry(mutant).or_default() += 1);
    kept.for_each(|mutant| *balance.entry(mutant).or_default() -= 1);
    let complain = |(mutant, n): (&str, i32)| match n {
        0 => None,
        1.. => Some(format!(
            "no test sees this; write one, or say in {KEPT} why none can: {mutant}"
        )),
        _ => Some(format!("a test sees this now; take it out of {KEPT}: {mutant}")),
    };
    balance.into_iter().filter_map(complain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(mutants: &[&str]) -> Vec<String> {
        mutants.iter().map(|&mutant| mutant.to_owned()).collect()
    }

    #[test]
    fn a_mutant_has_no_place() {
        assert_eq!(
            without_place("a/b.rs:12:9: replace A::of -> B with C::d()"),
            "a/b.rs: replace A::of -> B with C::d()"
        );
        assert_eq!(without_place("a/b.rs: replace A::of"), "a/b.rs: replace A::of");
    }

    #[test]
    fn what_is_new_and_what_is_gone_are_told() {
        let kept = owned(&["a", "b", "b", "c"]);
        assert!(compare(&owned(&["b", "c", "a", "b"]), kept.iter()).is_empty());
        let complaints = compare(&owned(&["a", "a", "b", "c"]), kept.iter());
        assert_eq!(complaints.len(), 2, "{complaints:?}");
        assert!(
            complaints[0].starts_with("no test sees") && complaints[0].ends_with(" a")
        );
        assert!(
            complaints[1].starts_with("a test sees") && complaints[1].ends_with(" b")
        );
    }

    #[test]
    fn each_has_a_reason() {
        assert_eq!(parse_kept("mutant\twhy\nm\tr\n").unwrap(), ["m"]);
        let error = parse_kept("mutant\twhy\nm\tr\nn\t \n").unwrap_err().to_string();
        assert!(error.starts_with("tests/mutants.tsv:3: has no reason"), "{error}");
    }

    #[test]
    fn the_list_is_of_modules_that_are_there() {
        let project = Project::find().unwrap();
        for mutant in parse_kept(&project.read(KEPT).unwrap()).unwrap() {
            let mut modules = Module::value_variants().iter();
            assert!(modules.any(|module| module.has(&mutant)), "{mutant}");
        }
        assert!(Module::Answer.has("crates/core/src/answer/join.rs: replace"));
        assert!(!Module::Answer.has("crates/core/src/answers.rs: replace"));
    }

    #[test]
    fn every_module_has_its_files() {
        let project = Project::find().unwrap();
        for module in Module::value_variants() {
            let path = format!("crates/core/src/{}", module.name());
            let is_there = project.join(&path).is_dir()
                || project.join(format!("{path}.rs")).is_file();
            assert!(is_there, "{path}");
        }
    }
}
