//! The browser tests: Playwright from npm, Chromium from the system.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::dist::SHIPPED;
use crate::process::{self, command};
use crate::project::Project;

const FOLDER: &str = "tests/browser";
/// Names a Chromium by hand; the tests get the one that was found under the same name.
const CHROMIUM_VARIABLE: &str = "REPRIEVE_CHROMIUM";
const HTML_VARIABLE: &str = "REPRIEVE_HTML";
const NODE_MAJOR: u32 = 20;
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

const CHROMIUM_PROGRAMS: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
];

/// Where they are when they are not on the PATH.
const CHROMIUM_PATHS: [&str; 5] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/// Installs what is missing: Playwright, and Chromium if this system lets us.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    ensure_modules(project, FOLDER, "Playwright")?;
    let chromium = ensure_chromium(project)?;
    println!("Chromium: {}", chromium.display());
    Ok(())
}

/// Tests the file that ships.
pub(crate) fn tests(project: &Project) -> Result<()> {
    run(project, &["page", "large"], &[])
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

/// Tells a program of Node.js where Chromium and the file that ships are.
pub(crate) fn on_shipped<'a>(
    node: &'a mut Command,
    project: &Project,
) -> Result<&'a mut Command> {
    let chromium = find_chromium()?.context("Chromium is gone")?;
    Ok(node.env(CHROMIUM_VARIABLE, chromium).env(HTML_VARIABLE, project.join(SHIPPED)))
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

fn ensure_chromium(project: &Project) -> Result<PathBuf> {
    if let Some(chromium) = find_chromium()? {
        return Ok(chromium);
    }
    const REMEDY: &str = "no Chromium, Chrome or Edge is on this machine; install one \
        (on Debian: `sudo apt-get install chromium`) or set REPRIEVE_CHROMIUM to its path";
    if on_path("apt-get").is_none() {
        bail!("{REMEDY}");
    }
    println!("Installing Chromium with apt-get ...");
    apt_get(project, &["update"]).context(REMEDY)?;
    apt_get(project, &["install", "-y", "--no-install-recommends", "chromium"])
        .context(REMEDY)?;
    find_chromium()?.context(REMEDY)
}

/// Runs `apt-get` as root: directly, or by `sudo` where it does not ask for a password.
fn apt_get(project: &Project, arguments: &[&str]) -> Result<()> {
    let user_id = process::output(command("id", project.root()).arg("-u"))?;
    let setting = "DEBIAN_FRONTEND=noninteractive";
    let mut apt_get = if user_id.trim() == "0" {
        command("env", project.root())
    } else {
        let mut sudo = command("sudo", project.root());
        sudo.args(["-n", "env"]);
        sudo
    };
    apt_get.args([setting, "apt-get"]).args(arguments);
    // Hundreds of lines that say nothing unless something fails, and then it is on stderr.
    process::run(apt_get.stdout(Stdio::null()))
}

fn find_chromium() -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os(CHROMIUM_VARIABLE).filter(|named| !named.is_empty())
    {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("{CHROMIUM_VARIABLE} names {}, which is no file", named.display());
        }
        return Ok(Some(named));
    }
    let on_path = CHROMIUM_PROGRAMS.into_iter().find_map(on_path);
    let elsewhere =
        || CHROMIUM_PATHS.into_iter().map(PathBuf::from).find(|path| path.is_file());
    Ok(on_path.or_else(elsewhere))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
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
