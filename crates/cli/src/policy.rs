//! `reprieve policy`: the rules, to look at, to copy and to edit; and the profile that
//! `--policy` names.

use crate::failure::Failure;
use crate::words::{day, plain};
use crate::{output, overwriting};
use reprieve_core::policy::{DEFAULT, MAX_BYTES, Policy};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Print the rules as TOML, to copy and edit, or list the built-in ones.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A built-in profile or a TOML file [default: the one that is used by default].
    #[arg(value_name = "NAME|FILE", conflicts_with = "list")]
    name: Option<String>,
    /// List the built-in profiles.
    #[arg(long)]
    list: bool,
}

/// Prints the profile, or the list.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    if args.list {
        let list = list()?;
        return output::data(|out| out.write_all(list.as_bytes()));
    }
    let read: Vec<&Path> = args.name.as_deref().and_then(file).into_iter().collect();
    overwriting::check(&read, &[overwriting::STDOUT])?;
    let policy = load(args.name.as_deref())?;
    output::data(|out| out.write_all(policy.to_toml().as_bytes()))?;
    output::say(&about(&policy));
    Ok(())
}

/// One line for each built-in profile.
fn list() -> Result<String, Failure> {
    let mut lines = String::new();
    for name in Policy::built_in_names() {
        let policy =
            Policy::built_in(name).map_err(|error| Failure::file(name, error))?;
        let marked = if name == DEFAULT { " (default)" } else { "" };
        let (title, date) = (plain(&policy.title), policy.date);
        lines += &format!("{name}\t{date}\t{title}{marked}\n");
    }
    Ok(lines)
}

/// Whose rules they are, and where the institution's own pages disagree.
fn about(policy: &Policy) -> String {
    let mut lines =
        vec![format!("{}, {}: {}.", policy.institution, day(policy.date), policy.title)];
    if policy.is_changed() {
        lines.push(changed(policy));
    }
    for disagreement in &policy.disagreements {
        lines.push(format!(
            "{}: {}. Elsewhere: {}.",
            disagreement.topic, disagreement.follows, disagreement.other
        ));
    }
    if policy.holidays().is_empty() {
        lines.push("It lists no holidays; add yours.".to_owned());
    }
    lines.iter().map(|line| plain(line) + "\n").collect()
}

/// What is said of a profile that is not what its name promises.
pub(crate) fn changed(policy: &Policy) -> String {
    format!(
        "The profile {} was changed: it differs from the one that comes with the program.",
        policy.name
    )
}

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

/// The file that is read for a profile of this name, if it is none that is built in.
pub(crate) fn file(wanted: &str) -> Option<&Path> {
    Policy::built_in(wanted).is_err().then_some(Path::new(wanted))
}

/// Whether somebody means a file, even if there is none.
fn is_path(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
        || path.components().count() > 1
}

fn from_file(path: &Path) -> Result<Policy, Failure> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to refuse the rest.
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .map_err(|error| Failure::reading(&name, &error))?;
    Policy::from_bytes(&bytes).map_err(|error| Failure::file(&name, error))
}
