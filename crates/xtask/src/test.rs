//! `cargo xtask test`: what continuous integration runs, in its order.

pub(crate) mod browser;
mod cargo;
mod dependencies;
mod tidy;

use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;

use crate::dist;
use crate::licences;
use crate::process::spoken;
use crate::project::Project;
use crate::scale;

/// What to test.
#[derive(Args, Debug)]
pub(crate) struct TestFlags {
    /// Leave out the tests that need Node.js, Chromium and Firefox.
    #[arg(long)]
    skip_browser: bool,
}

/// One check, with the words that announce it.
struct Step {
    heading: &'static str,
    check: fn(&Project) -> Result<()>,
}

/// The cheap checks come first.
const STEPS: &[Step] = &[
    Step { heading: "format", check: cargo::format },
    Step { heading: "tidy", check: tidy::tidy },
    Step { heading: "the licences of what is inside", check: licences::check },
    Step {
        heading: "the dependencies: licences, sources, doubles",
        check: dependencies::dependencies,
    },
    Step { heading: "clippy on this machine", check: cargo::clippy },
    Step { heading: "clippy for wasm", check: cargo::clippy_wasm },
    Step { heading: "core and desk alone, without a clock", check: cargo::layers_alone },
    Step { heading: "tests", check: cargo::tests },
    Step { heading: "no file takes longer than its share", check: scale::check },
    Step { heading: "documentation", check: cargo::documentation },
    Step { heading: "the file that ships", check: dist::dist },
];

/// Kept apart, because they need more than Rust.
const BROWSER_STEPS: &[Step] = &[
    Step {
        heading: "the clock and the golden cases on wasm, in Node.js",
        check: cargo::core_on_wasm,
    },
    Step { heading: "Playwright and Chromium are here", check: browser::ensure },
    Step { heading: "the file that ships, in Chromium", check: browser::tests },
    Step { heading: "Firefox is here", check: browser::ensure_firefox },
    Step { heading: "the file that ships, in Firefox", check: browser::tests_in_firefox },
];

/// Runs the checks up to the first that fails.
pub(crate) fn test(project: &Project, flags: &TestFlags) -> Result<()> {
    let started = Instant::now();
    let browser_steps = if flags.skip_browser { &[] } else { BROWSER_STEPS };
    let n_steps = STEPS.len() + browser_steps.len();

    for (step, number) in STEPS.iter().chain(browser_steps).zip(1..) {
        println!("\n[{number}/{n_steps}] {}", step.heading);
        let step_started = Instant::now();
        (step.check)(project).with_context(|| {
            format!("check {number} of {n_steps} failed: {}", step.heading)
        })?;
        println!("[{number}/{n_steps}] passed in {}", spoken(step_started.elapsed()));
    }

    let skipped = if flags.skip_browser { ", without those in the browser," } else { "" };
    println!("\nAll checks{skipped} passed in {}", spoken(started.elapsed()));
    Ok(())
}
