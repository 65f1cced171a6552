//! Packs what ships: gzip, which every browser unpacks by itself, written as base64.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// The bytes packed. The same bytes come out everywhere: gzip's header has no time in it.
pub(super) fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}

/// What was packed.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut unpacked).context("it is not gzip")?;
    Ok(unpacked)
}

/// Bytes as text that a page can hold.
pub(super) fn written(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes behind such a text.
pub(super) fn read(text: &str) -> Result<Vec<u8>> {
    STANDARD.decode(text).context("it is not base64")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_again() {
        let bytes: Vec<u8> = (0..50_000_u32).map(|n| (n * n / 7 % 251) as u8).collect();
        for length in [0, 1, 2, 300, 50_000] {
            let packed = pack(&bytes[..length]).unwrap();
            assert_eq!(packed, pack(&bytes[..length]).unwrap());
            let packed = read(&written(&packed)).unwrap();
            assert!(unpack(&packed).unwrap() == bytes[..length], "{length} bytes");
        }
        assert!(read("a b").is_err());
        assert!(unpack(b"PK").is_err());
    }
}
