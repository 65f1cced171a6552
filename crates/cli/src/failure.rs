//! Why there is no answer.

use std::io::{Error, ErrorKind};

/// Why a verb gives no answer; nothing was written to standard output.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line makes no sense.
    Usage(String),
    /// Files cannot be read or written: a line for each, with what to do.
    Files(Vec<String>),
}

impl Failure {
    /// One file that is of no use, and why.
    pub(crate) fn file(name: &str, why: impl std::fmt::Display) -> Failure {
        Failure::Files(vec![crate::words::plain(&format!("{name}: {why}"))])
    }

    /// A file that cannot be read.
    pub(crate) fn reading(name: &str, error: &Error) -> Failure {
        match error.kind() {
            ErrorKind::NotFound => Failure::file(
                name,
                "There is no such file. Check its name and the folder you are in.",
            ),
            ErrorKind::PermissionDenied => Failure::file(
                name,
                "You may not read this file. Ask for the permission, or for a copy.",
            ),
            ErrorKind::IsADirectory => {
                Failure::file(name, "This is a folder. Name the files that are in it.")
            }
            _ => Failure::file(
                name,
                format!("It cannot be read: {error}. Copy it elsewhere and try again."),
            ),
        }
    }

    /// A place that cannot be written to.
    pub(crate) fn writing(name: &str, error: &Error) -> Failure {
        Failure::file(
            name,
            format!("It cannot be written: {error}. Choose another place for it."),
        )
    }
}
