//! Standard output, standard error and the files that are written.

use crate::failure::Failure;
use crate::overwriting::{Stream, stream_of};
use crate::replacement::{Replacement, replace_all};
use anstream::adapter::StripBytes;
use reprieve_core::characters::Rewriter;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::{Component, Path};

const STDOUT: &str = "standard output";

/// What writes an output.
pub(crate) trait Fill: FnOnce(&mut dyn Write) -> io::Result<()> {}
impl<F: FnOnce(&mut dyn Write) -> io::Result<()>> Fill for F {}

/// The files of one run: all of them are put in their places by [`Files::finish`], or none.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// With the names that the user gave them.
    begun: Vec<(String, Replacement)>,
}

impl Files {
    /// Writes a file. What is no file, such as a pipe, has it at once.
    pub(crate) fn write(&mut self, path: &Path, fill: impl Fill) -> Result<(), Failure> {
        let name = path.display().to_string();
        match stream_of(path) {
            Some(Stream::Stdout) => return data(fill),
            Some(Stream::Stderr) => {
                let is_terminal = io::stderr().is_terminal();
                let fill = shown(is_terminal, fill);
                return filled(&name, io::stderr().lock(), fill);
            }
            None => {}
        }
        let failed = |error: &io::Error| Failure::writing(&name, error);
        if is_stream(path) {
            let stream = File::create(path).map_err(|error| failed(&error))?;
            let fill = shown(stream.is_terminal(), fill);
            return filled(&name, stream, fill);
        }
        let mut file = Replacement::begin(path).map_err(|error| failed(&error))?;
        fill(&mut file).and_then(|()| file.end()).map_err(|error| failed(&error))?;
        self.begun.push((name, file));
        Ok(())
    }

    /// Puts all files in their places.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        replace_all(self.begun).map_err(|(name, error)| Failure::writing(&name, &error))
    }
}

/// Writes data to standard output: as it is, unless a person reads it.
pub(crate) fn data(fill: impl Fill) -> Result<(), Failure> {
    let fill = shown(io::stdout().is_terminal(), fill);
    filled(STDOUT, io::stdout().lock(), fill)
}

/// On a terminal text has no power over it; programs get every byte.
fn shown(is_terminal: bool, fill: impl Fill) -> impl Fill {
    move |out: &mut dyn Write| {
        if !is_terminal {
            return fill(out);
        }
        let mut visible = Rewriter::for_terminal(out);
        fill(&mut visible)?;
        visible.finish().map(drop)
    }
}

/// Writes text with our colors, which only a terminal gets.
pub(crate) fn styled(fill: impl Fill) -> Result<(), Failure> {
    filled(STDOUT, anstream::stdout().lock(), fill)
}

/// Lets text through, and none of our colors.
pub(crate) struct Plain<'a> {
    out: &'a mut dyn Write,
    state: StripBytes,
}

impl Plain<'_> {
    pub(crate) fn new(out: &mut dyn Write) -> Plain<'_> {
        Plain { out, state: StripBytes::new() }
    }
}

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for text in self.state.strip_next(bytes) {
            self.out.write_all(text)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says something about the data. Nobody is told when standard error is closed.
pub(crate) fn say(text: &str) {
    anstream::stderr().lock().write_all(text.as_bytes()).ok();
}

/// Whether what stands there takes bytes one after the other and keeps no file: a pipe, a
/// device, or a descriptor that a shell has opened.
fn is_stream(path: &Path) -> bool {
    let is_descriptor = |link: &Path| {
        let mut parts = link.components().filter(|part| *part != Component::RootDir);
        let first = parts.next().map(Component::as_os_str);
        let second = parts.next().map(Component::as_os_str);
        first.is_some_and(|first| first == "proc")
            || first.is_some_and(|first| first == "dev")
                && second.is_some_and(|second| second == "fd")
    };
    let is_other =
        fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir());
    is_other || path.is_absolute() && is_descriptor(path)
}

/// A reader that has seen enough, such as `head`, closes the pipe; that is no error.
fn filled(name: &str, out: impl Write, fill: impl Fill) -> Result<(), Failure> {
    let mut out = BufWriter::new(Open { out, is_closed: false });
    let done = fill(&mut out).and_then(|()| out.flush());
    let is_closed = out.get_ref().is_closed;
    // What is left of a stream that failed is not tried again.
    drop(out.into_parts());
    match done {
        Err(error) if !is_closed => Err(Failure::writing(name, &error)),
        _ => Ok(()),
    }
}

/// A stream that remembers whether somebody reads it: who fills it may wrap the error.
struct Open<W> {
    out: W,
    is_closed: bool,
}

impl<W: Write> Open<W> {
    fn seen<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done {
            self.is_closed |= error.kind() == ErrorKind::BrokenPipe;
        }
        done
    }
}

impl<W: Write> Write for Open<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.seen(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.seen(done)
    }
}
