//! The build tools, compiled into `.tools/` and never downloaded ready-made.
//!
//! Nothing is recorded about what was installed: each tool is asked for its version, so a
//! half-finished or outdated installation is noticed and repaired.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::process::{self, cargo, command, spoken};
use crate::project::Project;

/// Where the page runs.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

const TOOLS_FOLDER: &str = ".tools";

/// One tool from crates.io.
struct Tool {
    /// The package, as on crates.io.
    package: &'static str,
    /// The program that it installs.
    program: &'static str,
    version: String,
    /// What it is asked for its version with.
    question: &'static [&'static str],
    /// What only this package needs on the command line of `cargo install`.
    arguments: &'static [&'static str],
    /// How long it takes to compile on two cores, as measured.
    minutes: u32,
}

/// What most programs are asked for their version with.
const VERSION: &[&str] = &["--version"];

impl Tool {
    fn path(&self, project: &Project) -> PathBuf {
        program(project, self.program)
    }

    /// Whether the installed program says that it is of the version that is wanted.
    fn is_installed(&self, project: &Project) -> bool {
        let answer = process::output(
            command(self.path(project), project.root()).args(self.question),
        );
        answer.is_ok_and(|answer| says_version(&answer, &self.version))
    }
}

/// Installs what is missing to build the page: the wasm target, Trunk, wasm-bindgen, and the
/// sources of the dependencies.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    ensure_target(project, WASM_TARGET)?;
    install_missing(project, tools(project)?)?;
    // Trunk works offline, so every source has to be here before it starts.
    process::run(cargo(project.root()).args(["fetch", "--locked", "--quiet"]))
}

/// The compiler that can tell a fuzzer which code an input reaches.
pub(crate) const FUZZ_TOOLCHAIN: &str = "nightly";

/// Installs what is missing to fuzz: a nightly toolchain, and cargo-fuzz.
pub(crate) fn ensure_fuzz(project: &Project) -> Result<()> {
    let mut question = command("rustup", project.root());
    if process::output(question.args(["run", FUZZ_TOOLCHAIN, "rustc", "-V"])).is_err() {
        println!("Adding the toolchain {FUZZ_TOOLCHAIN} ...");
        let mut add = command("rustup", project.root());
        add.args(["toolchain", "install", FUZZ_TOOLCHAIN, "--profile", "minimal"]);
        process::run(&mut add)?;
    }
    let cargo_fuzz = Tool {
        package: "cargo-fuzz",
        program: "cargo-fuzz",
        version: "0.13.2".to_owned(),
        question: VERSION,
        arguments: &["--locked"],
        minutes: 1,
    };
    install_missing(project, vec![cargo_fuzz])
}

/// Installs what is missing to check the dependencies: cargo-deny.
pub(crate) fn ensure_deny(project: &Project) -> Result<()> {
    let cargo_deny = Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: "0.20.2".to_owned(),
        question: VERSION,
        arguments: &["--locked"],
        minutes: 1,
    };
    install_missing(project, vec![cargo_deny])
}

/// Installs what is missing to change the core and see whether a test notices: cargo-mutants.
pub(crate) fn ensure_mutants(project: &Project) -> Result<()> {
    let cargo_mutants = Tool {
        package: "cargo-mutants",
        program: "cargo-mutants",
        version: "27.1.0".to_owned(),
        // It understands nothing else without the word that Cargo puts there.
        question: &["mutants", "--version"],
        arguments: &["--locked"],
        minutes: 2,
    };
    install_missing(project, vec![cargo_mutants])
}

/// Where an installed program is.
pub(crate) fn program(project: &Project, name: &str) -> PathBuf {
    bin_folder(project).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// A call of the project's own Trunk, which finds the project's own wasm-bindgen.
pub(crate) fn trunk(project: &Project) -> Result<Command> {
    let bin_folder = bin_folder(project);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let programs =
        std::iter::once(bin_folder.clone()).chain(std::env::split_paths(&path));
    let mut trunk = command(bin_folder.join("trunk"), project.root());
    trunk.env("PATH", std::env::join_paths(programs)?);
    // Trunk accepts only `true` and `false` here, while the convention is `1`.
    trunk.env_remove("NO_COLOR");
    // Trunk's own stack would bury what the compiler says about the page.
    trunk.env("RUST_LIB_BACKTRACE", "0");
    // Nothing else is asked for flags then, so the page is the same whatever the user has set.
    let flags = page_flags(&project.read(CARGO_CONFIG)?, &folders(project)?)?;
    trunk.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    Ok(trunk)
}

const CARGO_CONFIG: &str = ".cargo/config.toml";

/// What the compiler is told for the page: what the text of Cargo's configuration says, and to
/// leave out the folders in which sources are on this machine. Panics say where in the source
/// they come from.
fn page_flags(config: &str, folders: &[String]) -> Result<Vec<String>> {
    let config: toml::Table = config.parse()?;
    let flags = config
        .get("target")
        .and_then(|targets| targets.get(WASM_TARGET)?.get("rustflags")?.as_array())
        .with_context(|| format!("{CARGO_CONFIG} has no flags for {WASM_TARGET}"))?;
    let flags: Option<Vec<String>> =
        flags.iter().map(|flag| flag.as_str().map(str::to_owned)).collect();
    let mut flags =
        flags.with_context(|| format!("a flag in {CARGO_CONFIG} is no text"))?;
    // Of folders within each other the last one counts.
    flags.extend(folders.iter().map(|folder| format!("--remap-path-prefix={folder}=")));
    Ok(flags)
}

/// The folders of this machine in which sources are, each with its separator: the project's,
/// and those of its dependencies.
pub(crate) fn folders(project: &Project) -> Result<Vec<String>> {
    let cargo = match std::env::var_os("CARGO_HOME") {
        Some(named) => PathBuf::from(named),
        None => std::env::home_dir().context("nobody's folder is known")?.join(".cargo"),
    };
    let sources = cargo.join("registry").join("src");
    let mut registries = Vec::new();
    // Before anything was fetched there is none.
    for registry in std::fs::read_dir(&sources).into_iter().flatten() {
        registries.push(registry?.path());
    }
    registries.sort();
    let folders = [project.root().to_owned()].into_iter().chain(registries);
    Ok(folders.map(|folder| folder.join("").to_string_lossy().into_owned()).collect())
}

fn tools(project: &Project) -> Result<Vec<Tool>> {
    let trunk = Tool {
        package: "trunk",
        program: "trunk",
        version: project.trunk_version()?,
        question: VERSION,
        // Its default features are for downloads, which never happen here.
        arguments: &["--locked", "--no-default-features"],
        minutes: 3,
    };
    let wasm_bindgen = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: project.wasm_bindgen_version()?,
        question: VERSION,
        // The package also has a test runner, which nothing here needs.
        arguments: &["--bin", "wasm-bindgen"],
        minutes: 1,
    };
    Ok(vec![trunk, wasm_bindgen])
}

fn install_missing(project: &Project, mut missing: Vec<Tool>) -> Result<()> {
    missing.retain(|tool| !tool.is_installed(project));
    if missing.is_empty() {
        return Ok(());
    }
    let minutes: u32 = missing.iter().map(|tool| tool.minutes).sum();
    println!("Once only, these are compiled into {TOOLS_FOLDER}/:");
    for tool in &missing {
        println!("  {} {}, about {} min", tool.package, tool.version, tool.minutes);
    }
    println!("Together that takes about {minutes} min on two cores.");

    let started = Instant::now();
    let target_folder = project.join(TOOLS_FOLDER).join("target");
    for tool in &missing {
        install_one(project, tool, &target_folder)?;
    }
    std::fs::remove_dir_all(&target_folder)
        .with_context(|| format!("cannot remove {}", target_folder.display()))?;
    println!("Tools installed in {}.", spoken(started.elapsed()));
    Ok(())
}

fn install_one(project: &Project, tool: &Tool, target_folder: &Path) -> Result<()> {
    println!("\nInstalling {} {} ...", tool.package, tool.version);
    let mut install = cargo(project.root());
    install.args(["install", tool.package, "--version", &format!("={}", tool.version)]);
    install.args(tool.arguments).arg("--force").arg("--root");
    install.arg(project.join(TOOLS_FOLDER));
    // Compiling quickly counts for more than running quickly. One folder for all tools, so
    // that what they share is compiled once.
    install
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
        .env("CARGO_TARGET_DIR", target_folder);
    process::run(&mut install)?;
    if !tool.is_installed(project) {
        bail!(
            "{} was installed but does not start as version {}",
            tool.package,
            tool.version
        );
    }
    Ok(())
}

/// Adds the page's target to the toolchain, if it is not there.
pub(crate) fn ensure_target(project: &Project, target: &str) -> Result<()> {
    let mut question = command("rustc", project.root());
    question.args(["--print", "target-libdir", "--target", target]);
    let folder = process::output(&mut question)?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the compilation target {target} ...");
    let mut add = command("rustup", project.root());
    process::run(add.args(["target", "add", target]))
        .with_context(|| format!("the Rust here has no {target}"))
}

fn bin_folder(project: &Project) -> PathBuf {
    project.join(TOOLS_FOLDER).join("bin")
}

/// Whether an answer such as `trunk 0.22.0` names exactly this version.
fn says_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().nth(1) == Some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_this_machine_are_left_out() {
        let config = format!("[target.{WASM_TARGET}]\nrustflags = [\"-C\", \"a=b\"]");
        let folders = ["/my home/page/", "/r/src/one/", "/r/src/two/"].map(str::to_owned);
        let expected = [
            "-C",
            "a=b",
            "--remap-path-prefix=/my home/page/=",
            "--remap-path-prefix=/r/src/one/=",
            "--remap-path-prefix=/r/src/two/=",
        ];
        assert_eq!(page_flags(&config, &folders).unwrap(), expected);
        let error = page_flags("[alias]", &folders).unwrap_err().to_string();
        assert!(error.contains(".cargo/config.toml has no flags"), "{error}");
    }

    #[test]
    fn the_project_says_how_the_page_is_compiled() {
        let project = Project::find().unwrap();
        let flags = page_flags(&project.read(CARGO_CONFIG).unwrap(), &[]).unwrap();
        assert!(flags.iter().any(|flag| flag.contains("simd128")), "{flags:?}");
    }

    #[test]
    fn flags_of_the_user_do_not_count_for_the_page() {
        let trunk = trunk(&Project::find().unwrap()).unwrap();
        // Cargo looks at `RUSTFLAGS` only where this is not set.
        let flags = trunk.get_envs().find(|(name, _)| *name == "CARGO_ENCODED_RUSTFLAGS");
        let flags = flags.and_then(|(_, flags)| flags).unwrap().to_string_lossy();
        assert!(flags.contains("simd128") && flags.contains("--remap-path-prefix="));
    }

    #[test]
    fn a_version_is_compared_whole() {
        assert!(says_version("wasm-bindgen 0.2.130\n", "0.2.130"));
        assert!(says_version("wasm-bindgen 0.2.130 (abc)\n", "0.2.130"));
        assert!(!says_version("trunk 0.22.0\n", "0.22.0-beta.1"));
        assert!(!says_version("", "0.22.0"));
    }
}
