//! The browser tests: Playwright and Puppeteer from npm, Chromium and Firefox from the system.

mod system;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::dist::SHIPPED;
use crate::process::{self, command};
use crate::project::Project;
use system::{CHROMIUM, FIREFOX};

const FOLDER: &str = "tests/browser";
const HTML_VARIABLE: &str = "REPRIEVE_HTML";
const NODE_MAJOR: u32 = 20;
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs what is missing: Playwright, and Chromium if this system lets us.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    ensure_modules(project, FOLDER, "Playwright and Puppeteer (80 MB)")?;
    CHROMIUM.ensure(project)
}

/// Installs Firefox, if it is missing and this system lets us.
pub(crate) fn ensure_firefox(project: &Project) -> Result<()> {
    FIREFOX.ensure(project)
}

/// Tests the file that ships.
pub(crate) fn tests(project: &Project) -> Result<()> {
    run(project, &["page", "monkey", "large"], &[])
}

/// Tests in Firefox what browsers do differently.
pub(crate) fn tests_in_firefox(project: &Project) -> Result<()> {
    run(project, &["firefox"], &[])
}

/// Runs some of Playwright's projects on the file that ships, with settings that they know.
pub(crate) fn run(
    project: &Project,
    projects: &[&str],
    settings: &[(&str, String)],
) -> Result<()> {
    // The script itself instead of `npx`, which would look for a newer one on the network.
    let mut playwright = command("node", &project.join(FOLDER));
    playwright.args(["node_modules/@playwright/test/cli.js", "test"]);
    playwright.args(projects.iter().map(|name| format!("--project={name}")));
    playwright.envs(settings.iter().map(|(name, value)| (name, value)));
    process::run(on_shipped(&mut playwright, project)?)
}

/// Tells a program of Node.js where the browsers and the file that ships are.
pub(crate) fn on_shipped<'a>(
    node: &'a mut Command,
    project: &Project,
) -> Result<&'a mut Command> {
    for browser in [CHROMIUM, FIREFOX] {
        if let Some(program) = browser.find()? {
            node.env(browser.variable, program);
        }
    }
    Ok(node.env(HTML_VARIABLE, project.join(SHIPPED)))
}

/// Installs what a folder's `package-lock.json` names, unless it is there; `what` says it to
/// people.
pub(crate) fn ensure_modules(project: &Project, folder: &str, what: &str) -> Result<()> {
    let folder = project.join(folder);
    let version = process::output(command("node", &folder).arg("--version"))?;
    if major_version(&version).is_none_or(|major| major < NODE_MAJOR) {
        bail!("Node.js here is {}; install {NODE_MAJOR} or newer", version.trim());
    }
    // npm writes this file last, so an installation that was cut short has none.
    let installed = folder.join("node_modules/.package-lock.json");
    if is_newer(&installed, &folder.join("package-lock.json")) {
        return Ok(());
    }
    println!("Installing {what} ...");
    let mut npm = command(NPM, &folder);
    npm.args(["ci", "--no-audit", "--no-fund"]);
    process::run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

/// Whether the first file is there and not older than the second.
fn is_newer(first: &Path, second: &Path) -> bool {
    let modified =
        |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
    match (modified(first), modified(second)) {
        (Some(first), Some(second)) => first >= second,
        _ => false,
    }
}

/// `20` of `v20.11.1`.
fn major_version(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read() {
        assert_eq!(major_version("v20.11.1\n"), Some(20));
        assert_eq!(major_version("nonsense"), None);
    }

    #[test]
    fn a_missing_file_is_not_newer() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(is_newer(&here, &here));
        assert!(!is_newer(Path::new("no-such-file"), &here));
    }
}
