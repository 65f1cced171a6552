//! What the bytes are: text, a workbook, a web page, JSON, what a console printed, or something that is named, with what
//! to do instead.

use super::config::Overrides;
use super::encoding::decoded;
use super::foreign;
use super::how_read::Container;
use super::json;
use super::old_workbook;
use super::printed::printed;
use super::web_page::WebPage;
use crate::problem::{Foreign, Unreadable};

/// How many bytes tell what a text is.
const MAX_BEGINNING: usize = 8 * 1024;

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
        foreign::check_signature(head)?;
        if head.starts_with(&old_workbook::SIGNATURE) {
            return Ok(Container::OldWorkbook);
        }
        // Who names a delimiter means a text.
        if overrides.delimiter.is_some() {
            return Ok(Container::Text);
        }
        let beginning = &head[..head.len().min(MAX_BEGINNING)];
        let (_, text) = decoded(beginning, overrides.encoding, false);
        if let Some(format) = foreign::of_text(&text) {
            return Err(Unreadable::Foreign(format));
        }
        if json::is_json(&text) {
            return Ok(Container::Json);
        }
        if let Some(printed) = printed(&text) {
            return Ok(printed);
        }
        // Decoding all of it is spared for what begins otherwise.
        let begins_with_tag =
            head.iter().take(64).find(|b| {
                !matches!(b, 0 | 0xef | 0xbb | 0xbf | 0xff | 0xfe) && **b > b' '
            }) == Some(&b'<');
        if !begins_with_tag {
            return Ok(Container::Text);
        }
        let (_, text) = decoded(head, overrides.encoding, false);
        if WebPage::is_one(&text) {
            return Ok(Container::WebPage);
        }
        match text.trim_start_matches('\u{feff}').starts_with("<?xml") {
            true => Err(Unreadable::Foreign(Foreign::Xml)),
            false => Ok(Container::Text),
        }
    }
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
            || (has(b"[Content_Types].xml") && (has_part("xl/") || has(b"workbook.xml")))
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
        let wide: Vec<u8> =
            "\u{feff}<table>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&wide, Container::WebPage);
        check(b"\xef\xbb\xbf[\n  { \"Name\": 1", Container::Json);
        check(b"{ \"value\": [] }", Container::Json);
        check(b"[\"jdoe\", \"asmith\"]", Container::Text);
        check(b"a,b\n", Container::Text);
        check(b"<jdoe@upenn.edu>\n", Container::Text);
    }
}
