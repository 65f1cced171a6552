//! `cargo xtask dist`: the one file that ships.
//!
//! Trunk builds and minifies the page as several files; it cannot inline wasm, so [`page`] joins
//! them into one and [`prove`] reads the result again, knowing nothing of how it was made.
//! [`html`] finds the tags for both, [`mod@pack`] packs the wasm, [`policy`] is the
//! Content-Security-Policy, [`imports`] is what the wasm may ask of the page.

mod html;
mod imports;
mod pack;
mod page;
mod policy;
mod prove;
mod wasm;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::licences;
use crate::process;
use crate::project::Project;
use crate::tools;

/// Where Trunk builds for us; `serve` has a folder of its own, so both can run at once.
const BUILD_FOLDER: &str = "target/trunk-dist";
/// What ships, and what the browser tests open.
pub(crate) const SHIPPED: &str = "dist/reprieve.html";

/// Builds, joins, writes and proves the page.
pub(crate) fn dist(project: &Project) -> Result<()> {
    tools::ensure(project)?;
    licences::collect(project)?;
    let mut trunk = tools::trunk(project)?;
    trunk.args([
        "build",
        "--release",
        "--minify",
        "--offline",
        "--filehash",
        "false",
        "--dist",
    ]);
    process::run(trunk.arg(BUILD_FOLDER))?;

    let folder = project.join(BUILD_FOLDER);
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let page = page::join(&file_names(&folder)?, read)?;

    let shipped = project.join(SHIPPED);
    fs::create_dir_all(shipped.parent().context("no folder to ship into")?)?;
    fs::write(&shipped, &page.html)
        .with_context(|| format!("cannot write {}", shipped.display()))?;
    prove::prove(&fs::read_to_string(&shipped)?, &tools::folders(project)?)
        .with_context(|| format!("{SHIPPED} must not ship"))?;

    println!(
        "{SHIPPED}: {} kB of {} kB allowed; the wasm in it: {} kB, packed {} kB of {} kB",
        page.html.len() / 1000,
        prove::MAX_BYTES / 1000,
        page.wasm_bytes / 1000,
        page.packed_bytes / 1000,
        prove::MAX_PACKED_BYTES / 1000,
    );
    Ok(())
}

/// The names of the files in a folder, in order, so that the output does not depend on the
/// file system.
fn file_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
