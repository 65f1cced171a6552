//! Formats that are well known and no tables, told by how they begin.

use super::old_workbook;
use crate::problem::{Foreign, Unreadable};

/// How many lines tell what a text is.
const MAX_LINES: usize = 40;

/// Refuses well-known formats by their first bytes.
pub(super) fn check_signature(head: &[u8]) -> Result<(), Unreadable> {
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
        [b'P', b'K', 3 | 5 | 7, ..] => archived(head),
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

/// What a ZIP archive is that is no workbook, by the names of its parts.
fn archived(head: &[u8]) -> Foreign {
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    if has(b"word/document.xml") || has(b"opendocument.text") {
        Foreign::TextDocument
    } else if has(b"ppt/presentation.xml") || has(b"opendocument.presentation") {
        Foreign::Presentation
    } else if has(b"Index/Document.iwa") || has(b"Index.zip") {
        Foreign::Numbers
    } else {
        Foreign::Zip
    }
}

/// A text as old Office files write names: UTF-16, least significant byte first.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What a text is by its beginning, if it is well known and no table.
pub(super) fn of_text(text: &str) -> Option<Foreign> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins = |start: &str| {
        text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Some(Foreign::XmlSpreadsheet).filter(|_| begins("<"))
    } else if begins("<Objs ") {
        Some(Foreign::PowerShellXml)
    } else if begins("{\\rtf") {
        Some(Foreign::TextDocument)
    } else if begins("BEGIN:VCARD") {
        Some(Foreign::Contacts)
    } else if begins("BEGIN:VCALENDAR") {
        Some(Foreign::Calendar)
    } else {
        of_lines(text)
    }
}

/// The same, as its first lines tell it.
fn of_lines(text: &str) -> Option<Foreign> {
    let lines = || text.lines().take(MAX_LINES).map(str::trim_end);
    let filled: Vec<&str> = lines().filter(|line| !line.is_empty()).collect();
    if is_mail(&filled) {
        Some(Foreign::Mail)
    } else if is_ldif(&filled) {
        Some(Foreign::Ldif)
    } else {
        None
    }
}

/// Whether lines are the header of a mail (RFC 5322, 2.2), which a mail program saved.
fn is_mail(lines: &[&str]) -> bool {
    /// So many of the first lines are fields that mails have.
    const MIN_FIELDS: usize = 3;
    const FIELDS: [&str; 12] = [
        "content-type",
        "date",
        "delivered-to",
        "dkim-signature",
        "from",
        "message-id",
        "mime-version",
        "received",
        "reply-to",
        "return-path",
        "subject",
        "to",
    ];
    let is_field = |line: &&&str| {
        let name = line.split_once(':').map(|(name, _)| name.to_ascii_lowercase());
        name.is_some_and(|name| FIELDS.contains(&name.as_str()))
    };
    // A field goes on in lines that begin with a space.
    let fields = lines.iter().filter(|line| !line.starts_with([' ', '\t']));
    fields.take_while(is_field).count() >= MIN_FIELDS
}

/// Whether lines are an export of a directory service (RFC 2849).
fn is_ldif(lines: &[&str]) -> bool {
    let mut lines = lines.iter().filter(|line| !line.starts_with(['#', ' ']));
    let first = lines.find(|line| !line.starts_with("version:"));
    first.is_some_and(|line| line.starts_with("dn: ") || line.starts_with("dn:: "))
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
        refused(b"PK\x03\x04\x14\0\0\0[Content_Types].xml word/document.xml", "text");
        refused(b"PK\x03\x04\x14\0\0\0Index/Document.iwa", "Numbers");
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        refused(&[&old[..], &wide("EncryptedPackage")].concat(), "password");
        refused(b"\x1f\x8b\x08\0", "gzip");
    }

    #[test]
    fn tables_are_let_through() {
        check_signature(b"Logon Name\r\n").unwrap();
        check_signature(b"").unwrap();
        check_signature(b"PK").unwrap();
    }

    #[test]
    fn texts_are_named() {
        for (text, format) in [
            ("<Objs Version=\"1.1.0.1\">", Foreign::PowerShellXml),
            ("{\\rtf1\\ansi", Foreign::TextDocument),
            ("BEGIN:VCARD\nVERSION:3.0", Foreign::Contacts),
            ("BEGIN:VCALENDAR", Foreign::Calendar),
            ("From: a@x.edu\nTo: b@x.edu\nSubject: Hi\n x\n\nText", Foreign::Mail),
            ("version: 1\n\ndn: CN=a,DC=x\ncn: a\n", Foreign::Ldif),
        ] {
            assert_eq!(of_text(text), Some(format), "{text}");
        }
    }

    #[test]
    fn lists_and_tables_are_no_other_format() {
        for text in [
            "jdoe\nasmith\n",
            "[\"jdoe\", \"asmith\"]",
            "To: jdoe@x.edu; asmith@x.edu",
            "From: a@x.edu\nTo: b@x.edu\n",
            "dn,cn\nCN=a,a\n",
            "<jdoe@upenn.edu>\n",
            "",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
