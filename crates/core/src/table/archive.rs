//! The parts of a ZIP archive (PKWARE's APPNOTE.TXT), as far as workbooks need them.

use super::bytes::{u16_at, u32_at};
use super::limits::MAX_RECORD_BYTES;
use crate::problem::{Defect, Excess, Unreadable};
use flate2::read::DeflateDecoder;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

/// How many bytes a single text or tag may have, since it is kept as a whole.
const MAX_NODE_BYTES: u64 = MAX_RECORD_BYTES as u64;

/// The longest comment at the end of an archive, in bytes.
const MAX_COMMENT_BYTES: usize = 0xffff;

/// An archive with its list of parts.
pub(super) struct Archive {
    bytes: Rc<Vec<u8>>,
    /// How many bytes may still be unpacked, of all parts together.
    n_left: Rc<Cell<u64>>,
    /// By name in lower case, since some programs write other cases than they say.
    parts: BTreeMap<String, ArchiveEntry>,
}

struct ArchiveEntry {
    method: u16,
    is_encrypted: bool,
    /// Where its own header stands.
    header: usize,
    n_packed: usize,
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
        let parts =
            directory(&bytes).ok_or(Unreadable::Damaged(Defect::PartsListMissing))?;
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
        let data = data_range(&self.bytes, part).ok_or_else(broken)?;
        let bytes = self.bytes.clone();
        let slice = SharedSlice { bytes, at: data.start, end: data.end };
        let unpacked = match part.method {
            0 => Unpacked::Stored(slice),
            8 => Unpacked::Deflated(Box::new(DeflateDecoder::new(slice))),
            _ => return Err(broken()),
        };
        Ok(BufReader::new(Bounded::new(unpacked, self.n_left.clone())))
    }
}

/// The list of parts; `None` when it is damaged.
fn directory(bytes: &[u8]) -> Option<BTreeMap<String, ArchiveEntry>> {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    let tail = bytes.len().saturating_sub(22 + MAX_COMMENT_BYTES);
    let end = tail + memchr::memmem::rfind(&bytes[tail..], END)?;
    let n_entries = u16_at(bytes, end + 10)?;
    let mut at = u32_at(bytes, end + 16)?;
    let mut parts = BTreeMap::new();
    for _ in 0..n_entries {
        if bytes.get(at..at.checked_add(4)?)? != ENTRY {
            return None;
        }
        let n_name = usize::from(u16_at(bytes, at + 28)?);
        let name = bytes.get(at + 46..at + 46 + n_name)?;
        let part = ArchiveEntry {
            method: u16_at(bytes, at + 10)?,
            is_encrypted: u16_at(bytes, at + 8)? & 1 == 1,
            header: u32_at(bytes, at + 42)?,
            n_packed: u32_at(bytes, at + 20)?,
        };
        parts.insert(String::from_utf8_lossy(name).to_lowercase(), part);
        let n_extra = usize::from(u16_at(bytes, at + 30)?);
        let n_comment = usize::from(u16_at(bytes, at + 32)?);
        at += 46 + n_name + n_extra + n_comment;
    }
    Some(parts)
}

/// Where the packed bytes of a part are.
fn data_range(bytes: &[u8], part: &ArchiveEntry) -> Option<std::ops::Range<usize>> {
    let name_at = part.header.checked_add(26)?;
    let n_name = usize::from(u16_at(bytes, name_at)?);
    let n_extra = usize::from(u16_at(bytes, name_at + 2)?);
    let start = part.header + 30 + n_name + n_extra;
    let range = start..start.checked_add(part.n_packed)?;
    (range.end <= bytes.len()).then_some(range)
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

/// What there is too much of, as an error of reading.
#[derive(Clone, Copy, Debug)]
pub(super) enum TooMuch {
    /// Bytes of all parts.
    Unpacked,
    /// Bytes of one tag or text.
    Node,
}

impl TooMuch {
    /// The same of a part that is known.
    pub(super) fn in_part(self, part: &str) -> Excess {
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
