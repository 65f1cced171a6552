//! `cargo xtask bench`: how fast the page is, as ratios, in one Chromium.
//!
//! What is measured, and how, stands in `tests/bench`. Nothing here fails because something is
//! slow: a machine that does other things besides would make it fail.

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::dist;
use crate::process::{self, command};
use crate::project::Project;
use crate::test::browser;

const FOLDER: &str = "tests/bench";

/// What to measure.
#[derive(Args, Debug)]
pub(crate) struct BenchFlags {
    /// What to measure; without it, everything.
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    /// A person at a table of 100,000 accounts: from the event to the paint, and frames.
    Desk,
    /// Reading and joining large files, beside others' programs that only join.
    Reading,
    /// Lighthouse on the served page.
    Lighthouse,
}

/// Builds the page and measures it.
pub(crate) fn bench(project: &Project, flags: &BenchFlags) -> Result<()> {
    dist::dist(project)?;
    browser::ensure(project)?;
    browser::ensure_modules(project, FOLDER, "Lighthouse and what is compared (200 MB)")?;
    let mut node = command("node", &project.join(FOLDER));
    node.arg("bench.mjs");
    for part in &flags.parts {
        node.arg(
            part.to_possible_value()
                .map_or_else(String::new, |value| value.get_name().to_owned()),
        );
    }
    process::run(browser::on_shipped(&mut node, project)?)
}
