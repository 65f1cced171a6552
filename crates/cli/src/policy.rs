//! The profile that `--policy` names.

use crate::failure::Failure;
use reprieve_core::policy::{DEFAULT, Policy};
use std::path::Path;
use std::sync::Arc;

/// A built-in profile by its name, or a profile in a file.
pub(crate) fn load(wanted: Option<&str>) -> Result<Arc<Policy>, Failure> {
    let wanted = wanted.unwrap_or(DEFAULT);
    let path = Path::new(wanted);
    match Policy::built_in(wanted) {
        Ok(policy) => Ok(Arc::new(policy)),
        Err(_) if path.exists() || is_path(path) => from_file(path).map(Arc::new),
        Err(error) => {
            Err(Failure::Usage(format!("{error} A path to a TOML file works as well.")))
        }
    }
}

/// Whether somebody means a file, even if there is none.
fn is_path(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
        || path.components().count() > 1
}

fn from_file(path: &Path) -> Result<Policy, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Failure::reading(&name, &error))?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Failure::file(&name, "This is not UTF-8 text. Save it as UTF-8."))?;
    // Editors on Windows put a byte order mark before it, which is no TOML.
    Policy::from_toml(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::file(&name, error))
}
