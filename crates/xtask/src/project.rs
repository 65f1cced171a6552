//! Where things are in the project, and which versions it pins.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that this crate belongs to.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project from where this crate was compiled.
    pub(crate) fn find() -> Result<Project> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).context("the crate left its workspace")?;
        Ok(Project { root: root.to_owned() })
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the project.
    pub(crate) fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// The text of a file inside the project.
    pub(crate) fn read(&self, path: &str) -> Result<String> {
        let path = self.join(path);
        std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))
    }

    /// The version of Trunk that `Trunk.toml` asks for, without the leading `=`.
    pub(crate) fn trunk_version(&self) -> Result<String> {
        let pin = toml_string(&self.read("Trunk.toml")?, "trunk-version")
            .context("Trunk.toml has no `trunk-version`")?;
        Ok(pin.trim_start_matches('=').to_owned())
    }

    /// The version of the library `wasm-bindgen`, which its tool has to match exactly.
    pub(crate) fn wasm_bindgen_version(&self) -> Result<String> {
        locked_version(&self.read("Cargo.lock")?, "wasm-bindgen")
            .context("Cargo.lock has no package `wasm-bindgen`")
    }
}

/// The version that the text of a `Cargo.lock` has for a package; the first if it has several.
pub(crate) fn locked_version(lock: &str, package: &str) -> Option<String> {
    let mut entries = lock.split("[[package]]").skip(1);
    let entry =
        entries.find(|entry| toml_string(entry, "name").as_deref() == Some(package))?;
    toml_string(entry, "version")
}

/// The value of the first line `key = "value"` in a TOML text.
pub(crate) fn toml_string(toml: &str, key: &str) -> Option<String> {
    toml.lines().find_map(|line| {
        let value = line.trim().strip_prefix(key)?.trim_start().strip_prefix('=')?;
        let value = value.trim_start().strip_prefix('"')?;
        value.split_once('"').map(|(value, _)| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.1"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn the_locked_version_is_that_of_the_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-macro").as_deref(), Some("0.2.1"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn a_key_is_not_found_as_the_start_of_another() {
        let toml = "wasm_bindgen_extra = \"1\"\n wasm_bindgen = \"2\" # why\n";
        assert_eq!(toml_string(toml, "wasm_bindgen").as_deref(), Some("2"));
        assert_eq!(toml_string(toml, "wasm"), None);
    }

    #[test]
    fn the_project_names_both_tools() {
        let project = Project::find().unwrap();
        assert!(project.trunk_version().unwrap().starts_with("0."));
        assert!(project.wasm_bindgen_version().unwrap().starts_with("0.2."));
    }
}
