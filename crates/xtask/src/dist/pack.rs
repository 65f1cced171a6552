//! Packs what ships by LZMA. `unpack.js` reads it back, because browsers offer a page nothing
//! denser than gzip.

use std::io::{Read, Write};

use anyhow::{Context, Result};
use lzma_rust2::{LzmaOptions, LzmaReader, LzmaWriter};

/// How the preceding byte and the position speak for the next one; `unpack.js` knows no
/// other. Wasm is aligned to nothing, so positions say nothing.
const LITERAL_CONTEXT_BITS: u32 = 3;
const POSITION_BITS: u32 = 0;

/// The size in four bytes, the lowest first, and the bytes as raw LZMA without a header. The
/// same bytes come out everywhere.
pub(super) fn pack(bytes: &[u8]) -> Result<Vec<u8>> {
    let size = u32::try_from(bytes.len()).context("four gigabytes are no page")?;
    let mut packed =
        LzmaWriter::new_no_header(size.to_le_bytes().to_vec(), &options(), false)?;
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}

fn options() -> LzmaOptions {
    let mut options = LzmaOptions::with_preset(9);
    options.lc = LITERAL_CONTEXT_BITS;
    (options.lp, options.pb) = (POSITION_BITS, POSITION_BITS);
    // The longest match there is: only time would be saved by less.
    options.nice_len = 273;
    options
}

/// What was packed.
pub(super) fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let (size, stream) = packed.split_first_chunk().context("it has no size")?;
    let size = u64::from(u32::from_le_bytes(*size));
    let LzmaOptions { lc, lp, pb, dict_size, .. } = options();
    let mut unpacked = Vec::new();
    LzmaReader::new(stream, size, lc, lp, pb, dict_size, None)?
        .read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_again() {
        let bytes: Vec<u8> = (0..50_000_u32).map(|n| (n * n / 7 % 251) as u8).collect();
        for length in [0, 1, 2, 300, 50_000] {
            let packed = pack(&bytes[..length]).unwrap();
            assert!(unpack(&packed).unwrap() == bytes[..length], "{length} bytes");
        }
    }
}
