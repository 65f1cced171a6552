//! The checks that Cargo makes.

use anyhow::{Result, bail};

use crate::process::{self, cargo};
use crate::project::Project;
use crate::tools::{WASM_TARGET, ensure_target};

/// What compiles for the page.
const WASM_PACKAGES: [&str; 6] =
    ["-p", "reprieve-core", "-p", "reprieve-desk", "-p", "reprieve-web"];

/// Every file is formatted.
pub(crate) fn format(project: &Project) -> Result<()> {
    process::run(cargo(project.root()).args(["fmt", "--all", "--check"]))
}

/// No warning on this machine, in tests and examples too.
pub(crate) fn clippy(project: &Project) -> Result<()> {
    let mut clippy = cargo(project.root());
    clippy.args(["clippy", "--locked", "--workspace", "--all-targets"]);
    process::run(clippy.args(["--", "-D", "warnings"]))
}

/// No warning in what compiles differently for the page.
pub(crate) fn clippy_wasm(project: &Project) -> Result<()> {
    ensure_target(project, WASM_TARGET)?;
    let mut clippy = cargo(project.root());
    clippy.args(["clippy", "--locked", "--target", WASM_TARGET]).args(WASM_PACKAGES);
    process::run(clippy.args(["--", "-D", "warnings"]))
}

/// Core and desk compile without what the other crates switch on in their dependencies, and
/// they cannot ask what time it is.
pub(crate) fn layers_alone(project: &Project) -> Result<()> {
    ["reprieve-core", "reprieve-desk"].iter().try_for_each(|name| alone(project, name))
}

fn alone(project: &Project, name: &str) -> Result<()> {
    let package = ["--locked", "-p", name];
    process::run(cargo(project.root()).arg("check").args(package))?;
    process::run(
        cargo(project.root()).arg("check").args(package).args(["--target", WASM_TARGET]),
    )?;

    let mut tree = cargo(project.root());
    tree.arg("tree").args(package);
    tree.args(["--edges", "normal,features", "--prefix", "none", "--target", "all"]);
    let tree = process::output(&mut tree)?;
    let clocks = clocks(&tree);
    if !clocks.is_empty() {
        bail!("{name} must get today as an argument, but has {}", clocks.join(", "));
    }
    Ok(())
}

/// Unit tests, golden cases, doctests.
pub(crate) fn tests(project: &Project) -> Result<()> {
    process::run(cargo(project.root()).args(["test", "--locked", "--workspace"]))
}

/// The core's clock, rules, advice and golden cases once more, compiled for wasm and run by
/// Node.js. Tests that need much memory are left out, for its WASI can fail when it grows.
pub(crate) fn core_on_wasm(project: &Project) -> Result<()> {
    /// The page's own target has neither output nor files, which tests need.
    const TARGET: &str = "wasm32-wasip1";
    // As seen from the core's folder, where its tests run; Cargo takes no path with spaces.
    const RUNNER: &str = "node --no-warnings ../xtask/src/test/wasi.mjs";
    ensure_target(project, TARGET)?;
    let mut test = cargo(project.root());
    test.args(["test", "--locked", "-p", "reprieve-core", "--lib", "--target", TARGET]);
    test.args(["--", "lifecycle::", "policy::", "advice::", "export::", "golden_cases"]);
    process::run(test.env("CARGO_TARGET_WASM32_WASIP1_RUNNER", RUNNER))
}

/// The documentation is built without a warning, such as a link that leads nowhere.
pub(crate) fn documentation(project: &Project) -> Result<()> {
    let mut doc = cargo(project.root());
    doc.args(["doc", "--locked", "--workspace", "--no-deps"]);
    process::run(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// The features in the output of `cargo tree` that let chrono read the clock.
fn clocks(tree: &str) -> Vec<&str> {
    let is_clock = |line: &&str| {
        line.starts_with("chrono feature \"clock\"")
            || line.starts_with("chrono feature \"now\"")
    };
    let mut clocks: Vec<&str> = tree.lines().filter(is_clock).collect();
    clocks.sort_unstable();
    clocks.dedup();
    clocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_found_among_features() {
        let tree = "reprieve-core v0.1.0\nchrono v0.4.45\nchrono feature \"alloc\"\n\
                    chrono feature \"clock\"\nchrono feature \"now\" (*)\n";
        assert_eq!(
            clocks(tree),
            ["chrono feature \"clock\"", "chrono feature \"now\" (*)"]
        );
        assert!(clocks("chrono feature \"alloc\"\n").is_empty());
    }
}
