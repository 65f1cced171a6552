//! Just enough of wasm to leave out what only a debugger reads, and to say what is left.

use anyhow::{Context, Result, bail, ensure};

const MAGIC: &[u8] = b"\0asm";
/// The magic number and the version.
const HEADER_BYTES: usize = 8;
const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// The module without its custom sections: names of functions, producers, features. They
/// are a tenth of the module, and no browser needs them to run it.
pub(super) fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    let mut kept = header(module)?.to_vec();
    for section in sections(module)?.iter().filter(|section| section.id != CUSTOM_SECTION)
    {
        kept.extend_from_slice(section.source);
    }
    Ok(kept)
}

/// Where some bytes begin in others.
pub(super) fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|window| window == sought)
}

/// Whether there is a section of the kind that holds names.
pub(super) fn has_custom_section(module: &[u8]) -> Result<bool> {
    Ok(sections(module)?.iter().any(|section| section.id == CUSTOM_SECTION))
}

/// The names of the functions that a module asks of its surroundings.
pub(super) fn imports(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for section in sections(module)?.iter().filter(|section| section.id == IMPORT_SECTION)
    {
        let (count, mut rest) =
            leb128(section.body).context("imports are not counted")?;
        for _ in 0..count {
            let (_module, after) = name(rest)?;
            let (name, after) = name(after)?;
            let (&kind, after) = after.split_first().context("an import is cut off")?;
            if kind != FUNCTION {
                bail!("the wasm imports `{name}`, which is no function");
            }
            let (_type, after) = leb128(after).context("an import has no type")?;
            names.push(name.to_owned());
            rest = after;
        }
    }
    Ok(names)
}

/// A part of a module.
struct Section<'a> {
    id: u8,
    body: &'a [u8],
    /// As it stands in the module, with id and length.
    source: &'a [u8],
}

fn header(module: &[u8]) -> Result<&[u8]> {
    ensure!(module.starts_with(MAGIC), "this is no wasm module");
    module.get(..HEADER_BYTES).context("the wasm module is cut off")
}

fn sections(module: &[u8]) -> Result<Vec<Section<'_>>> {
    let mut rest = &module[header(module)?.len()..];
    let mut sections = Vec::new();
    while let Some((&id, after_id)) = rest.split_first() {
        let (length, after_length) =
            leb128(after_id).context("a wasm section has no length")?;
        let body = after_length.get(..length).context("a wasm section is cut off")?;
        let (source, next) = rest.split_at(rest.len() - after_length.len() + body.len());
        sections.push(Section { id, body, source });
        rest = next;
    }
    Ok(sections)
}

/// A name with its length before it, and what stands behind it.
fn name(bytes: &[u8]) -> Result<(&str, &[u8])> {
    let (length, rest) = leb128(bytes).context("an import has no name")?;
    let (name, rest) = rest.split_at_checked(length).context("a name is cut off")?;
    Ok((std::str::from_utf8(name)?, rest))
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
        assert!(has_custom_section(&module).unwrap());
        assert!(!has_custom_section(&kept).unwrap());
    }

    #[test]
    fn imports_are_named() {
        let header = b"\0asm\x01\0\0\0";
        let two = b"\x02\x0f\x02\x01m\x02f1\0\x05\x01m\x01g\0\x81\x01";
        assert_eq!(imports(&[&header[..], two].concat()).unwrap(), ["f1", "g"]);
        let memory = b"\x02\x08\x01\x01m\x01g\x02\0\x01";
        let error = imports(&[&header[..], memory].concat()).unwrap_err().to_string();
        assert!(error.contains("`g`, which is no function"), "{error}");
        let cut_off = b"\x02\x03\x01\x05m";
        assert!(imports(&[&header[..], cut_off].concat()).is_err());
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
