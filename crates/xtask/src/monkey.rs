//! `cargo xtask monkey`: lets a monkey loose on the page, with more seeds than the tests have.

use anyhow::Result;
use clap::Args;

use crate::dist;
use crate::project::Project;
use crate::test::browser;

/// With which monkeys.
#[derive(Args, Debug)]
pub(crate) struct MonkeyFlags {
    /// How many seeds to try.
    #[arg(long, default_value_t = 100, value_name = "N")]
    seeds: u32,
    /// The first of them.
    #[arg(long, default_value_t = 1, value_name = "SEED")]
    from: u32,
    /// How many steps a seed has.
    #[arg(long, default_value_t = 400, value_name = "N")]
    steps: u32,
    /// Leave out the steps that are not needed to see the fault; it takes minutes.
    #[arg(long)]
    shrink: bool,
}

/// Builds the page, and fails with every seed that finds a fault.
pub(crate) fn monkey(project: &Project, flags: &MonkeyFlags) -> Result<()> {
    dist::dist(project)?;
    browser::ensure(project)?;
    let MonkeyFlags { seeds, from, steps, shrink } = *flags;
    let settings = [
        ("REPRIEVE_MONKEY_SEEDS", seeds.to_string()),
        ("REPRIEVE_MONKEY_FROM", from.to_string()),
        ("REPRIEVE_MONKEY_STEPS", steps.to_string()),
        ("REPRIEVE_MONKEY_SHRINK", if shrink { "yes" } else { "" }.to_owned()),
    ];
    browser::run(project, &["monkey"], &settings)
}
