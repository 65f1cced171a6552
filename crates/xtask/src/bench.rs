//! `cargo xtask bench`: how fast the page is, as ratios, in one Chromium.
//!
//! What is measured, and how, stands in `tests/bench`. Nothing here fails because something is
//! slow: a machine that does other things besides would make it fail.

use std::path::PathBuf;

use anyhow::{Context, Result};
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
    /// Another page, for example an earlier one, that `opening` opens in turn with this one.
    #[arg(long, value_name = "HTML")]
    against: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    /// From opening the page to the paint after the first press.
    Opening,
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
    if let Some(other) = &flags.against {
        let other = std::fs::canonicalize(other)
            .with_context(|| format!("there is no {}", other.display()))?;
        node.env("REPRIEVE_AGAINST", other);
    }
    for part in &flags.parts {
        node.arg(
            part.to_possible_value()
                .map_or_else(String::new, |value| value.get_name().to_owned()),
        );
    }
    process::run(browser::on_shipped(&mut node, project)?)
}
