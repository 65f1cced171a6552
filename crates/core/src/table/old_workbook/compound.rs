//! The streams of a compound file, in which Office kept its documents before 2007. The rules
//! and the names are those of Microsoft's [MS-CFB]: a file is cut into sectors, the FAT says
//! for each sector which one follows it, the DIFAT says which sectors hold the FAT, and the
//! directory names the streams. Streams that are short stand in the mini stream, which has
//! smaller sectors and a mini FAT of its own.

use crate::table::bytes::{u16_at, u32_at};

/// How every compound file begins.
pub(in crate::table) const SIGNATURE: [u8; 8] =
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// MAXREGSECT: numbers from here on are no sectors, but mean such as the end of a chain.
const MAX_REGULAR_SECTOR: usize = 0xffff_fffa;

/// How long a sector of the mini stream is, in bytes.
const MINI_SECTOR_BYTES: usize = 64;

/// A compound file with the list of its streams.
pub(super) struct Compound {
    bytes: Vec<u8>,
    sector_bytes: usize,
    /// For every sector the one that follows it.
    fat: Vec<usize>,
    /// The same for the sectors of the mini stream.
    mini_fat: Vec<usize>,
    mini_stream: Vec<u8>,
    /// A stream that is shorter than this stands in the mini stream.
    mini_stream_cutoff: usize,
    entries: Vec<DirectoryEntry>,
}

struct DirectoryEntry {
    name: String,
    start: usize,
    n_bytes: usize,
}

impl Compound {
    /// Reads the list of streams; `None` when it is damaged.
    pub(super) fn open(bytes: Vec<u8>) -> Option<Compound> {
        const ENTRY_BYTES: usize = 128;
        const ROOT: u8 = 5;
        let shift = u32::from(u16_at(&bytes, 30)?);
        // 512 bytes, and 4096 in the fourth version.
        let sector_bytes =
            1_usize.checked_shl(shift).filter(|_| matches!(shift, 9 | 12))?;
        let mut compound = Compound {
            sector_bytes,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            mini_stream_cutoff: u32_at(&bytes, 56)?,
            entries: Vec::new(),
            bytes,
        };
        compound.fat = compound.read_fat()?;
        let first_mini_fat = u32_at(&compound.bytes, 60)?;
        let mini_fat = compound.chain(first_mini_fat, usize::MAX).unwrap_or_default();
        compound.mini_fat = numbers(&mini_fat).collect();
        let first_entry = u32_at(&compound.bytes, 48)?;
        let entries = compound.chain(first_entry, usize::MAX)?;
        for entry in entries.chunks_exact(ENTRY_BYTES) {
            let n_name = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(62);
            let (units, _) = entry[..n_name].as_chunks::<2>();
            let units: Vec<u16> =
                units.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
            let (start, n_bytes) = (u32_at(entry, 116)?, u32_at(entry, 120)?);
            // The first entry is the root; many that say so would each be put together anew.
            if entry[66] == ROOT && compound.entries.is_empty() {
                compound.mini_stream = compound.chain(start, n_bytes).unwrap_or_default();
            }
            let name = String::from_utf16_lossy(&units);
            compound.entries.push(DirectoryEntry { name, start, n_bytes });
        }
        Some(compound)
    }

    /// Whether there is a stream of this name, in any case.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The bytes of a stream; `None` when it is not there, or cut off.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let DirectoryEntry { start, n_bytes, .. } = *self.entry(name)?;
        if n_bytes >= self.mini_stream_cutoff {
            return self.chain(start, n_bytes);
        }
        let sector = |number: usize| {
            let begin = number.checked_mul(MINI_SECTOR_BYTES)?;
            self.mini_stream.get(begin..begin + MINI_SECTOR_BYTES)
        };
        let n_sectors = self.mini_stream.len() / MINI_SECTOR_BYTES;
        gathered(start, n_bytes, (&self.mini_fat, n_sectors), sector)
    }

    fn entry(&self, name: &str) -> Option<&DirectoryEntry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Which sector follows each; the sectors that say so are listed in the header and, when
    /// these are many, in sectors of their own.
    fn read_fat(&self) -> Option<Vec<usize>> {
        const DIFAT_IN_HEADER: std::ops::Range<usize> = 76..512;
        let mut difat: Vec<usize> = numbers(self.bytes.get(DIFAT_IN_HEADER)?).collect();
        let mut at = u32_at(&self.bytes, 68)?;
        let n_sectors = self.n_sectors();
        // What lists more than there are goes in a circle.
        while at < MAX_REGULAR_SECTOR && difat.len() <= n_sectors {
            let (listed, last) =
                self.sector(at)?.split_at_checked(self.sector_bytes - 4)?;
            difat.extend(numbers(listed));
            at = u32_at(last, 0)?;
        }
        let mut fat = Vec::new();
        for list in difat.into_iter().filter(|list| *list < MAX_REGULAR_SECTOR) {
            if fat.len() > n_sectors {
                break;
            }
            fat.extend(numbers(self.sector(list)?));
        }
        Some(fat)
    }

    fn n_sectors(&self) -> usize {
        self.bytes.len() / self.sector_bytes
    }

    fn sector(&self, number: usize) -> Option<&[u8]> {
        let begin = number.checked_add(1)?.checked_mul(self.sector_bytes)?;
        // The last one is cut off in files of some programs.
        let end = (begin + self.sector_bytes).min(self.bytes.len());
        self.bytes.get(begin..end)
    }

    /// At most `n_bytes` from the chain of sectors that begins with `start`.
    fn chain(&self, start: usize, n_bytes: usize) -> Option<Vec<u8>> {
        let fat = (self.fat.as_slice(), self.n_sectors());
        gathered(start, n_bytes, fat, |number| self.sector(number))
    }
}

/// At most `n_bytes` of a chain of sectors; all of it when they are [`usize::MAX`], and none
/// when the chain ends before them, or goes in a circle and has more sectors than there are.
fn gathered<'a>(
    start: usize,
    n_bytes: usize,
    (fat, n_sectors): (&[usize], usize),
    sector: impl Fn(usize) -> Option<&'a [u8]>,
) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut at = start;
    let mut n_left = n_sectors;
    while at < MAX_REGULAR_SECTOR && out.len() < n_bytes {
        n_left = n_left.checked_sub(1)?;
        out.extend_from_slice(sector(at)?);
        at = *fat.get(at)?;
    }
    let is_whole = n_bytes == usize::MAX || out.len() >= n_bytes;
    out.truncate(n_bytes);
    is_whole.then_some(out)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|four| u32::from_le_bytes(*four) as usize)
}
