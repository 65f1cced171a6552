//! What the bytes are when they are not a text table: named, with what to do instead.

use crate::problem::Unreadable;

/// The share of control characters over which a text is no text. Random bytes have a
/// tenth; tables that went through a bad export have a few in a file.
const CONTROL_SHARE: f64 = 0.05;

/// So many control characters are forgiven in any text, however short.
const MAX_CONTROLS: usize = 8;

/// Recognizes well-known formats by their first bytes.
pub(crate) fn check_signature(head: &[u8]) -> Result<(), Unreadable> {
    let text_remedy = "Export the report as CSV and use that.";
    let found = match head {
        [b'%', b'P', b'D', b'F', ..] => "This is a PDF document, not a table.",
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..]
        | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            "This is a picture, not a table."
        }
        [b'P', b'K', 3 | 5 | 7, ..] if is_workbook(head) => {
            return Err(Unreadable::new(
                "This is an Excel workbook.",
                "In Excel, choose Save As, “CSV UTF-8”, and use that file.",
            ));
        }
        [b'P', b'K', 3 | 5 | 7, ..] => {
            return Err(Unreadable::new(
                "This is a ZIP archive.",
                "Unpack it and use the CSV file that is inside.",
            ));
        }
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => {
            return Err(Unreadable::new(
                "This is an old Excel or Office file.",
                "Open it in Excel, choose Save As, “CSV UTF-8”, and use that file.",
            ));
        }
        [0x1f, 0x8b, ..] => {
            return Err(Unreadable::new(
                "This is a gzip archive.",
                "Unpack it and use the CSV file that is inside.",
            ));
        }
        _ => return Ok(()),
    };
    Err(Unreadable::new(found, text_remedy))
}

/// Whether a ZIP archive is a workbook: its first entries are named so.
fn is_workbook(head: &[u8]) -> bool {
    let head = &head[..head.len().min(4096)];
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    has(b"[Content_Types].xml") && (has(b"xl/") || has(b"_rels/"))
}

/// Refuses text that is none, such as a program or random bytes.
pub(crate) fn check_text(sample: &str) -> Result<(), Unreadable> {
    if sample.trim().is_empty() {
        return Err(Unreadable::new(
            "This is empty: there is not a single character in it.",
            "Run the export again, and check that it has rows.",
        ));
    }
    let n_chars = sample.chars().count();
    let n_controls = sample
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\0'))
        .count();
    // NUL is excused: exports pad with it. A file of little else is no text either.
    let n_nuls = memchr::memchr_iter(0, sample.as_bytes()).count();
    let is_noise =
        n_controls > MAX_CONTROLS && n_controls as f64 > CONTROL_SHARE * n_chars as f64;
    if is_noise || 2 * n_nuls > n_chars {
        return Err(Unreadable::new(
            "This is not text: it is full of bytes that no table has.",
            "Use the CSV file itself, or a list of names.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(head: &[u8], word: &str) {
        let error = check_signature(head).unwrap_err();
        assert!(error.message.contains(word), "{error}");
    }

    #[test]
    fn formats_are_named() {
        refused(b"%PDF-1.7\n", "PDF");
        refused(b"\x89PNG\r\n\x1a\n", "picture");
        refused(b"\xff\xd8\xff\xe0", "picture");
        refused(b"PK\x03\x04\x14\0\0\0readme.txt", "ZIP");
        refused(b"PK\x03\x04\x14\0\0\0[Content_Types].xml_rels/.rels", "Excel workbook");
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel");
        refused(b"\x1f\x8b\x08\0", "gzip");
    }

    #[test]
    fn tables_are_let_through() {
        check_signature(b"Logon Name\r\n").unwrap();
        check_signature(b"").unwrap();
        check_signature(b"PK").unwrap();
        check_text("a,b\r\n1,\0\0\r\n").unwrap();
        check_text("a,b\r\n1,\u{1b}\r\n").unwrap();
    }

    #[test]
    fn emptiness_and_noise_are_refused() {
        assert!(check_text(" \r\n\t").unwrap_err().message.contains("empty"));
        assert!(
            check_text(&"a\u{1}\u{2}b".repeat(9))
                .unwrap_err()
                .message
                .contains("not text")
        );
    }
}
