//! Leaves out of a wasm module what only a debugger reads.

use anyhow::{Context, Result, ensure};

const MAGIC: &[u8] = b"\0asm";
/// The magic number and the version.
const HEADER_BYTES: usize = 8;
const CUSTOM_SECTION: u8 = 0;

/// The module without its custom sections: names of functions, producers, features. They
/// are a tenth of the module, and no browser needs them to run it.
pub(super) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    ensure!(module.starts_with(MAGIC), "this is no wasm module");
    let (header, mut rest) =
        module.split_at_checked(HEADER_BYTES).context("the wasm module is cut off")?;
    let mut kept = header.to_vec();
    while let Some((&id, after_id)) = rest.split_first() {
        let (length, after_length) =
            leb128(after_id).context("a wasm section has no length")?;
        let body = after_length.get(..length).context("a wasm section is cut off")?;
        let (section, next) = rest.split_at(rest.len() - after_length.len() + body.len());
        if id != CUSTOM_SECTION {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Ok(kept)
}

/// An unsigned number as wasm writes it, and what stands behind it.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((usize::try_from(value).ok()?, &bytes[index + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_go() {
        let header = b"\0asm\x01\0\0\0";
        let module =
            [&header[..], b"\x01\x02ab", b"\0\x83\x00xyz", b"\x0a\x01c"].concat();
        let kept = without_custom_sections(&module).unwrap();
        assert_eq!(kept, [&header[..], b"\x01\x02ab", b"\x0a\x01c"].concat());
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        for module in [
            &b"PK"[..],
            b"\0asm\x01",
            b"\0asm\x01\0\0\0\x01",
            b"\0asm\x01\0\0\0\x01\x05a",
        ] {
            assert!(without_custom_sections(module).is_err());
        }
    }
}
