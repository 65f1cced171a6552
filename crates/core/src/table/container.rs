//! What the bytes are: text, a workbook, a web page, or something that is named, with what
//! to do instead.

use super::config::Overrides;
use super::encoding::decoded;
use super::how_read::Container;
use super::old_workbook;
use super::web_page::WebPage;
use crate::problem::{Foreign, Unreadable};

impl Container {
    /// What a file is, by its beginning.
    ///
    /// # Errors
    /// When it is something else that is well known, such as a PDF.
    pub(crate) fn of(
        head: &[u8],
        overrides: &Overrides,
    ) -> Result<Container, Unreadable> {
        if let Some(workbook) = archived_workbook(head) {
            return Ok(workbook);
        }
        check_signature(head)?;
        if head.starts_with(&old_workbook::SIGNATURE) {
            return Ok(Container::OldWorkbook);
        }
        // Who names a delimiter means a text. Decoding is spared for what begins otherwise.
        let begins_with_tag =
            head.iter().take(64).find(|b| {
                !matches!(b, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe) && **b > b' '
            }) == Some(&b'<');
        if overrides.delimiter.is_some() || !begins_with_tag {
            return Ok(Container::Text);
        }
        let (_, text) = decoded(head, overrides.encoding, false);
        if WebPage::is_one(&text) {
            return Ok(Container::WebPage);
        }
        match text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            true => Err(Unreadable::Foreign(Foreign::XmlSpreadsheet)),
            false => Ok(Container::Text),
        }
    }
}

/// Refuses well-known formats by their first bytes.
fn check_signature(head: &[u8]) -> Result<(), Unreadable> {
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    let format = match head {
        [b'%', b'P', b'D', b'F', ..] => Foreign::Pdf,
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Foreign::Picture
        }
        [b'P', b'K', 3 | 5 | 7, ..] => Foreign::Zip,
        // A newer workbook with a password is a compound file too.
        _ if head.starts_with(&old_workbook::SIGNATURE)
            && has(&wide("EncryptedPackage")) =>
        {
            return Err(Unreadable::Locked);
        }
        [0x1f, 0x8b, ..] => Foreign::Gzip,
        _ => return Ok(()),
    };
    Err(Unreadable::Foreign(format))
}

/// A text as old Office files write names: UTF-16, least significant byte first.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Which workbook a ZIP archive is, by what its parts are called; some programs write `\\`
/// between folders. The names stand at its end too, which the beginning of a small file has.
fn archived_workbook(head: &[u8]) -> Option<Container> {
    if !head.starts_with(b"PK") {
        return None;
    }
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    let has_part =
        |part: &str| has(part.as_bytes()) || has(part.replace('/', "\\").as_bytes());
    let is_workbook = || {
        has_part("xl/workbook.xml")
            || has_part("xl/worksheets/")
            || (has(b"[Content_Types].xml") && has_part("xl/"))
    };
    if has(b"opendocument.spreadsheet") {
        Some(Container::OpenDocument)
    } else if has_part("xl/workbook.bin") {
        Some(Container::BinaryWorkbook)
    } else {
        is_workbook().then_some(Container::Workbook)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(head: &[u8], word: &str) {
        let error = check_signature(head).unwrap_err();
        assert!(error.message().contains(word), "{error}");
    }

    #[test]
    fn formats_are_named() {
        refused(b"%PDF-1.7\n", "PDF");
        refused(b"\x89PNG\r\n\x1a\n", "picture");
        refused(b"\xff\xd8\xff\xe0", "picture");
        refused(b"PK\x03\x04\x14\0\0\0readme.txt", "ZIP");
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        refused(&[&old[..], &wide("EncryptedPackage")].concat(), "password");
        refused(b"\x1f\x8b\x08\0", "gzip");
    }

    #[test]
    fn carriers_are_told_apart() {
        let check = |head: &[u8], expected| {
            assert_eq!(Container::of(head, &Overrides::default()).unwrap(), expected);
        };
        let workbook = b"PK\x03\x04\x14\0\0\0[Content_Types].xml xl/workbook.xml";
        check(workbook, Container::Workbook);
        let document =
            b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        check(document, Container::OpenDocument);
        let binary = b"PK\x03\x04\x14\0\0\0[Content_Types].xml xl/workbook.bin";
        check(binary, Container::BinaryWorkbook);
        check(b"PK\x03\x04\x14\0\0\0xl\\workbook.xml", Container::Workbook);
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Container::OldWorkbook);
        check(b"\xef\xbb\xbf\n<html><table>", Container::WebPage);
        check(&wide("\u{feff}<table>"), Container::WebPage);
        check(b"a,b\n", Container::Text);
        check(b"<jdoe@upenn.edu>\n", Container::Text);
    }

    #[test]
    fn tables_are_let_through() {
        check_signature(b"Logon Name\r\n").unwrap();
        check_signature(b"").unwrap();
        check_signature(b"PK").unwrap();
    }
}
