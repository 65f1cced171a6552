//! What is read is never written to, and no two outputs are one file, however they are
//! spelled: by another path, a link, or the stream that a shell has opened.

use crate::failure::Failure;
use crate::input::is_stdin;
use crate::replacement::target;
use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};

/// An output as the user names it: an option, or standard output.
pub(crate) struct Written<'a> {
    /// What to call it, such as `-o`.
    pub(crate) option: &'static str,
    /// `None` is standard output.
    pub(crate) path: Option<&'a Path>,
}

/// Where a verb without `-o` writes.
pub(crate) const STDOUT: Written = Written { option: "standard output", path: None };

/// What makes two files one.
#[derive(Debug, PartialEq)]
struct Identity {
    id: Id,
    /// Whether there is something in it that can be lost.
    is_file: bool,
}

#[cfg(unix)]
type Id = (u64, u64);
#[cfg(not(unix))]
type Id = same_file::Handle;

/// Refuses outputs that are one of the files that are read (`-` is standard input), or each
/// other.
pub(crate) fn check(read: &[&Path], written: &[Written]) -> Result<(), Failure> {
    let outputs: Vec<(&Written, Option<Identity>)> =
        written.iter().map(|output| (output, of_output(output))).collect();
    for path in read {
        let Some(input) = of_input(path).filter(|input| input.is_file) else { continue };
        if let Some((output, _)) =
            outputs.iter().find(|(_, o)| o.as_ref() == Some(&input))
        {
            let (option, name) = (output.option, input_name(path));
            return Err(Failure::Usage(format!(
                "{option} would overwrite {name}, which is read."
            )));
        }
    }
    for (n_before, (one, identity)) in outputs.iter().enumerate() {
        let is_same = |(other, other_identity): &&(&Written, Option<Identity>)| match (
            identity,
            other_identity,
        ) {
            (Some(id), Some(other_id)) => id == other_id && !swallows(id),
            (None, None) => is_same_place(one, other),
            _ => false,
        };
        if let Some((other, _)) = outputs[..n_before].iter().find(is_same) {
            return Err(Failure::Usage(format!(
                "{} and {} name the same file.",
                other.option, one.option
            )));
        }
    }
    Ok(())
}

/// Whether a path leads to standard output or standard error, as `/dev/stdout` does.
pub(crate) fn stream_of(path: &Path) -> Option<Stream> {
    let identity = of_path(path)?;
    if stdout().as_ref() == Some(&identity) {
        return Some(Stream::Stdout);
    }
    (stderr().as_ref() == Some(&identity)).then_some(Stream::Stderr)
}

/// A stream that a shell has opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    Stdout,
    Stderr,
}

fn input_name(path: &Path) -> String {
    match is_stdin(path) {
        true => "the file of standard input".to_owned(),
        false => path.display().to_string(),
    }
}

/// Whether two outputs will be one file although there is none yet.
fn is_same_place(one: &Written, other: &Written) -> bool {
    let place = |output: &Written| Some(spelled(target(output.path?).ok()?));
    place(one).is_some_and(|one| place(other) == Some(one))
}

/// A path as its file system compares it.
fn spelled(path: PathBuf) -> PathBuf {
    let folds_case = cfg!(any(windows, target_vendor = "apple"));
    if folds_case { path.to_string_lossy().to_lowercase().into() } else { path }
}

fn of_output(output: &Written) -> Option<Identity> {
    output.path.map_or_else(stdout, of_path)
}

fn of_input(path: &Path) -> Option<Identity> {
    if is_stdin(path) { stdin() } else { of_path(path) }
}

/// Whether it takes any bytes and keeps none.
fn swallows(identity: &Identity) -> bool {
    of_path(Path::new("/dev/null")).as_ref() == Some(identity)
}

/// The file is not opened, because to open and close a pipe is to use it up.
#[cfg(unix)]
fn of_path(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().map(|metadata| identity(&metadata))
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    Identity { id: (metadata.dev(), metadata.ino()), is_file: metadata.is_file() }
}

#[cfg(unix)]
fn of_stream(stream: impl std::os::fd::AsFd) -> Option<Identity> {
    let stream = File::from(stream.as_fd().try_clone_to_owned().ok()?);
    stream.metadata().ok().map(|metadata| identity(&metadata))
}

#[cfg(not(unix))]
fn of_path(path: &Path) -> Option<Identity> {
    let metadata = fs::metadata(path).ok().filter(Metadata::is_file)?;
    let id = same_file::Handle::from_path(path).ok()?;
    Some(Identity { id, is_file: metadata.is_file() })
}

#[cfg(windows)]
fn of_stream(stream: impl std::os::windows::io::AsHandle) -> Option<Identity> {
    let stream = File::from(stream.as_handle().try_clone_to_owned().ok()?);
    let metadata = stream.metadata().ok().filter(Metadata::is_file)?;
    let id = same_file::Handle::from_file(stream).ok()?;
    Some(Identity { id, is_file: metadata.is_file() })
}

fn stdin() -> Option<Identity> {
    of_stream(std::io::stdin())
}

fn stdout() -> Option<Identity> {
    of_stream(std::io::stdout())
}

fn stderr() -> Option<Identity> {
    of_stream(std::io::stderr())
}
