//! Standard output, standard error and the file of `-o`.

use crate::failure::Failure;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes data as it is.
pub(crate) fn data(text: &str) -> Result<(), Failure> {
    written(std::io::stdout().lock(), text)
}

/// Writes text with our colors, which only a terminal gets.
pub(crate) fn styled(text: &str) -> Result<(), Failure> {
    written(anstream::stdout().lock(), text)
}

/// Writes a whole file at once, so that there is none when there is no answer.
pub(crate) fn file(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text)
        .map_err(|error| Failure::writing(&path.display().to_string(), &error))
}

/// Says something about the data. Nobody is told when standard error is closed.
pub(crate) fn say(text: &str) {
    anstream::stderr().lock().write_all(text.as_bytes()).ok();
}

/// A reader that has seen enough, such as `head`, closes the pipe; that is no error.
fn written(mut out: impl Write, text: &str) -> Result<(), Failure> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::writing("standard output", &error))
        }
        _ => Ok(()),
    }
}
