//! The parts of a ZIP archive, as far as workbooks need them: `zip` reads the list of parts, and
//! their bytes are unpacked here, a little at a time, as the reader of a sheet asks for them.

use super::limits::MAX_RECORD_BYTES;
use crate::problem::{Defect, Excess, Unreadable};
use flate2::read::DeflateDecoder;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;
use zip::{CompressionMethod, ZipArchive};

/// How many bytes a single text or tag may have, since it is kept as a whole.
const MAX_NODE_BYTES: u64 = MAX_RECORD_BYTES as u64;

/// The most parts that an archive may have: as many as without ZIP64.
const MAX_ENTRIES: usize = 0xffff;

/// An archive with its list of parts.
pub(super) struct Archive {
    bytes: Rc<Vec<u8>>,
    /// How many bytes may still be unpacked, of all parts together.
    n_left: Rc<Cell<u64>>,
    /// By name in lower case and with `/` between folders, since some programs write other cases
    /// than they say, and some the `\\` of Windows.
    parts: BTreeMap<String, ArchiveEntry>,
}

struct ArchiveEntry {
    method: CompressionMethod,
    is_encrypted: bool,
    /// Where its packed bytes begin and end; nothing when they are not all there.
    data: Option<(usize, usize)>,
}

/// The unpacked bytes of a part.
pub(super) type PartReader = BufReader<Bounded<Unpacked>>;

/// A part as it comes out of the archive.
pub(super) enum Unpacked {
    Stored(SharedSlice),
    Deflated(Box<DeflateDecoder<SharedSlice>>),
}

/// A stretch of shared bytes.
pub(super) struct SharedSlice {
    bytes: Rc<Vec<u8>>,
    at: usize,
    end: usize,
}

/// Fails where a reader goes on beyond what it may have, in all and for one node.
pub(super) struct Bounded<R> {
    inner: R,
    n_left: Rc<Cell<u64>>,
    n_left_of_node: u64,
}

impl<R> Bounded<R> {
    fn new(inner: R, n_left: Rc<Cell<u64>>) -> Bounded<R> {
        Bounded { inner, n_left, n_left_of_node: MAX_NODE_BYTES }
    }

    /// Begins a node, which may be as long as any.
    pub(super) fn begin_node(&mut self) {
        self.n_left_of_node = MAX_NODE_BYTES;
    }
}

impl Archive {
    /// Reads the list of parts, which stands at the archive's end. At most `n_unpacked` bytes
    /// come out of it.
    pub(super) fn open(bytes: Vec<u8>, n_unpacked: u64) -> Result<Archive, Unreadable> {
        let parts = directory(&bytes)?;
        let n_left = Rc::new(Cell::new(n_unpacked));
        Ok(Archive { bytes: Rc::new(bytes), n_left, parts })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// Opens a part.
    pub(super) fn part(&self, name: &str) -> Result<PartReader, Unreadable> {
        let broken = || {
            let part = name.to_owned();
            Unreadable::Damaged(Defect::PartUnreadable { part, why: None })
        };
        let part = self.parts.get(&name.to_lowercase()).ok_or_else(broken)?;
        if part.is_encrypted {
            let part = name.to_owned();
            return Err(Unreadable::Damaged(Defect::PartEncrypted { part }));
        }
        let (at, end) = part.data.ok_or_else(broken)?;
        let slice = SharedSlice { bytes: self.bytes.clone(), at, end };
        let unpacked = match part.method {
            CompressionMethod::STORE => Unpacked::Stored(slice),
            CompressionMethod::DEFLATE => {
                Unpacked::Deflated(Box::new(DeflateDecoder::new(slice)))
            }
            _ => return Err(broken()),
        };
        Ok(BufReader::new(Bounded::new(unpacked, self.n_left.clone())))
    }
}

/// The list of parts. An archive may have another file in front, as those have that unpack
/// themselves, and its numbers may be those of ZIP64.
fn directory(bytes: &[u8]) -> Result<BTreeMap<String, ArchiveEntry>, Unreadable> {
    // The crate makes room for each before it hands out the first.
    let n_entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MAX_ENTRIES + 1);
    if n_entries.count() > MAX_ENTRIES {
        return Err(Unreadable::TooMuch(Excess::Parts));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| Unreadable::Damaged(Defect::PartsListMissing))?;
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        // What its own header says is looked at only now; a part that nobody needs may be
        // damaged.
        let Ok(entry) = archive.by_index_raw(place) else { continue };
        let name = String::from_utf8_lossy(entry.name_raw()).to_lowercase();
        let name = name.replace('\\', "/");
        let start = entry.data_start().and_then(|start| usize::try_from(start).ok());
        let n_packed = usize::try_from(entry.compressed_size()).ok();
        let end = start.zip(n_packed).and_then(|(start, n)| start.checked_add(n));
        let data = start.zip(end).filter(|(_, end)| *end <= bytes.len());
        let (method, is_encrypted) = (entry.compression(), entry.encrypted());
        parts.insert(name, ArchiveEntry { method, is_encrypted, data });
    }
    Ok(parts)
}

impl Read for Unpacked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Unpacked::Stored(stored) => stored.read(out),
            Unpacked::Deflated(deflated) => deflated.read(out),
        }
    }
}

impl Read for SharedSlice {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n_read = (&self.bytes[self.at..self.end]).read(out)?;
        self.at += n_read;
        Ok(n_read)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n_read = self.inner.read(out)?;
        let n = n_read as u64;
        let n_left = self.n_left.get().checked_sub(n);
        self.n_left.set(n_left.ok_or_else(|| io::Error::other(TooMuch::Unpacked))?);
        let n_left = self.n_left_of_node.checked_sub(n);
        self.n_left_of_node = n_left.ok_or_else(|| io::Error::other(TooMuch::Node))?;
        Ok(n_read)
    }
}

/// Why a part cannot be read on.
pub(super) fn failure(part: &str, error: &io::Error) -> Unreadable {
    match error.get_ref().and_then(|source| source.downcast_ref::<TooMuch>()) {
        Some(excess) => Unreadable::TooMuch(excess.in_part(part)),
        None => {
            let (part, why) = (part.to_owned(), Some(error.to_string()));
            Unreadable::Damaged(Defect::PartUnreadable { part, why })
        }
    }
}

/// What there is too much of, as an error of reading.
#[derive(Clone, Copy, Debug)]
enum TooMuch {
    /// Bytes of all parts.
    Unpacked,
    /// Bytes of one tag or text.
    Node,
}

impl TooMuch {
    /// The same of a part that is known.
    fn in_part(self, part: &str) -> Excess {
        let part = part.to_owned();
        match self {
            TooMuch::Unpacked => Excess::Unpacked { part },
            TooMuch::Node => Excess::Text { part: Some(part) },
        }
    }
}

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for TooMuch {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_ends_where_it_must() {
        let mut bounded = Bounded::new(&b"12345678"[..], Rc::new(Cell::new(5)));
        let mut out = [0; 4];
        assert_eq!(bounded.read(&mut out).unwrap(), 4);
        assert!(bounded.read(&mut out).is_err());
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        let end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0\0\0\0\0\xff\xff\xff\xff\0\0".to_vec();
        for bytes in [Vec::new(), b"PK\x03\x04".to_vec(), end] {
            assert!(Archive::open(bytes, u64::MAX).is_err());
        }
    }
}
