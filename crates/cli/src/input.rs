//! Files and standard input, in pieces.

use crate::failure::Failure;
use crate::wanted::FileOverrides;
use chrono::{DateTime, Datelike, Local, NaiveDate};
use reprieve_core::policy::Policy;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::{Config, Kind, Reader, Source};
use reprieve_core::table::Limits;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

const PIECE_BYTES: usize = 64 * 1024;

/// Something that is read once.
pub(crate) struct InputStream {
    /// What to call it.
    pub(crate) name: String,
    modified: Option<NaiveDate>,
    /// How long it is, if that is known.
    n_bytes: Option<u64>,
    stream: Box<dyn Read>,
}

/// Whether a path stands for standard input.
pub(crate) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads and understands a source; `kind` and `said` are what the user says of it.
pub(crate) fn source(
    path: &Path,
    kind: Option<Kind>,
    said: FileOverrides,
    policy: &Arc<Policy>,
) -> Result<Source, Failure> {
    let mut input = InputStream::open(path)?;
    let mut reader = input.source_reader(kind, said, policy);
    input.each_piece(|piece| reader.push(piece))?;
    reader.finish().map_err(|error| Failure::file(&input.name, error))
}

impl InputStream {
    /// Opens a file, or standard input for `-`.
    pub(crate) fn open(path: &Path) -> Result<InputStream, Failure> {
        if is_stdin(path) {
            let stream = Box::new(std::io::stdin().lock());
            return Ok(InputStream {
                name: "standard input".to_owned(),
                modified: None,
                n_bytes: None,
                stream,
            });
        }
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| Failure::reading(&name, &error))?;
        // A pipe or a device has a stamp too, which says nothing about what it holds.
        let metadata = file.metadata().ok().filter(|metadata| metadata.is_file());
        let n_bytes = metadata.as_ref().map(|metadata| metadata.len());
        let modified =
            metadata.and_then(|metadata| local_date(metadata.modified().ok()?));
        Ok(InputStream { name, modified, n_bytes, stream: Box::new(file) })
    }

    /// A reader for a source of this name and date.
    pub(crate) fn source_reader(
        &self,
        kind: Option<Kind>,
        said: FileOverrides,
        policy: &Arc<Policy>,
    ) -> Reader {
        let config = Config {
            file: self.name.clone(),
            kind,
            modified: self.modified,
            overrides: said.wanted,
            mapping: said.mapping,
            day_order: said.day_order,
            limits: Limits::SHELL,
        };
        Reader::new(config, policy.clone()).expecting(self.n_bytes.unwrap_or_default())
    }

    /// Hands over all bytes, piece by piece.
    pub(crate) fn each_piece(
        &mut self,
        mut take: impl FnMut(&[u8]) -> Result<(), Unreadable>,
    ) -> Result<(), Failure> {
        let mut buffer = vec![0; PIECE_BYTES];
        loop {
            let n_bytes = match self.stream.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(n_bytes) => n_bytes,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::reading(&self.name, &error)),
            };
            take(buffer.get(..n_bytes).unwrap_or_default())
                .map_err(|error| Failure::file(&self.name, error))?;
        }
    }
}

/// The day of an instant where the user is. A broken clock may have stamped a file with any
/// number; what is far from our times says nothing, and would overflow the calendar.
fn local_date(time: SystemTime) -> Option<NaiveDate> {
    let seconds = i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()?;
    let instant = DateTime::from_timestamp(seconds, 0)?;
    (instant.year() < 9999).then(|| instant.with_timezone(&Local).date_naive())
}
