//! Bytes to text, piece by piece.
//!
//! Nothing is ever dropped: bytes that are not of the encoding are taken as Windows-1252,
//! which gives every byte a character, and are counted.

use encoding_rs::Encoding as Charset;

/// The encodings that exports come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, least significant byte first: what PowerShell calls Unicode.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// Western European, what Excel calls ANSI.
    Windows1252,
}

impl Encoding {
    /// Its common name.
    pub fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// The encoding of a file and the length in bytes of its byte order mark.
///
/// `sample` is the file's beginning. A mark decides; else zero bytes at every other place
/// mean UTF-16; else whatever is valid UTF-8 is UTF-8; the rest is Windows-1252.
pub(crate) fn detect(sample: &[u8]) -> (Encoding, usize) {
    match sample {
        [0xef, 0xbb, 0xbf, ..] => return (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => return (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => return (Encoding::Utf16Be, 2),
        _ => {}
    }
    let head = &sample[..sample.len().min(4096) & !1];
    let n_pairs = head.len() / 2;
    let n_zero =
        |offset| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (n_first, n_second) = (n_zero(0), n_zero(1));
    if n_pairs > 1 && n_second * 10 > n_pairs * 4 && n_first * 20 < n_pairs {
        return (Encoding::Utf16Le, 0);
    }
    if n_pairs > 1 && n_first * 10 > n_pairs * 4 && n_second * 20 < n_pairs {
        return (Encoding::Utf16Be, 0);
    }
    match std::str::from_utf8(sample) {
        Ok(_) => (Encoding::Utf8, 0),
        // A character cut off by the end of the sample.
        Err(error) if error.error_len().is_none() => (Encoding::Utf8, 0),
        Err(_) => (Encoding::Windows1252, 0),
    }
}

/// Turns pieces of a file into text.
pub(crate) struct Decoder {
    encoding: Encoding,
    wide: Option<encoding_rs::Decoder>,
    /// The beginning of a UTF-8 character whose rest has not come yet.
    tail: Vec<u8>,
    /// How many bytes were not of the encoding.
    n_foreign: usize,
}

impl Decoder {
    pub(crate) fn new(encoding: Encoding) -> Decoder {
        let charset: Option<&'static Charset> = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(encoding_rs::UTF_16LE),
            Encoding::Utf16Be => Some(encoding_rs::UTF_16BE),
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252),
        };
        Decoder {
            encoding,
            wide: charset.map(Charset::new_decoder_without_bom_handling),
            tail: Vec::new(),
            n_foreign: 0,
        }
    }

    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(crate) fn n_foreign(&self) -> usize {
        self.n_foreign
    }

    /// Appends the text of `bytes` to `out`; `last` says that nothing follows.
    pub(crate) fn push(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        if let Some(wide) = &mut self.wide {
            let longest = wide.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
            out.reserve(longest);
            let (_, _, replaced) = wide.decode_to_string(bytes, out, last);
            self.n_foreign += usize::from(replaced);
            return;
        }
        let mut rest = bytes;
        while !self.tail.is_empty() && !rest.is_empty() {
            self.tail.push(rest[0]);
            rest = &rest[1..];
            let tail = std::mem::take(&mut self.tail);
            self.utf8(&tail, out);
        }
        self.utf8(rest, out);
        if last {
            let tail = std::mem::take(&mut self.tail);
            self.foreign(&tail, out);
        }
    }

    fn utf8(&mut self, mut bytes: &[u8], out: &mut String) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => return out.push_str(text),
                Err(error) => {
                    let (good, bad) = bytes.split_at(error.valid_up_to());
                    out.push_str(std::str::from_utf8(good).unwrap_or_default());
                    let Some(n_bad) = error.error_len() else {
                        self.tail.extend_from_slice(bad);
                        return;
                    };
                    self.foreign(&bad[..n_bad], out);
                    bytes = &bad[n_bad..];
                }
            }
        }
    }

    fn foreign(&mut self, bytes: &[u8], out: &mut String) {
        self.n_foreign += bytes.len();
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
        out.push_str(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], encoding: Encoding, text: &str) {
        let (found, n_mark) = detect(bytes);
        assert_eq!(found, encoding);
        for n in 1..=bytes.len() {
            let mut decoder = Decoder::new(found);
            let mut out = String::new();
            for chunk in bytes[n_mark..].chunks(n) {
                decoder.push(chunk, false, &mut out);
            }
            decoder.push(&[], true, &mut out);
            assert_eq!(out, text, "in pieces of {n}");
        }
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_in_pieces_of_every_size() {
        let text = "José,Zoë,名前,🙂\r\n";
        check(text.as_bytes(), Encoding::Utf8, text);
        check(format!("\u{feff}{text}").as_bytes(), Encoding::Utf8, text);
        let marked = format!("\u{feff}{text}");
        check(&wide(&marked, u16::to_le_bytes), Encoding::Utf16Le, text);
        check(&wide(&marked, u16::to_be_bytes), Encoding::Utf16Be, text);
        check(
            &wide("Logon,José\r\n", u16::to_le_bytes),
            Encoding::Utf16Le,
            "Logon,José\r\n",
        );
        check(
            &wide("Logon,José\r\n", u16::to_be_bytes),
            Encoding::Utf16Be,
            "Logon,José\r\n",
        );
        check(b"Jos\xe9,Zo\xeb\r\n", Encoding::Windows1252, "José,Zoë\r\n");
        check(b"", Encoding::Utf8, "");
    }

    #[test]
    fn foreign_bytes_are_kept_and_counted() {
        let mut decoder = Decoder::new(Encoding::Utf8);
        let mut out = String::new();
        decoder.push("Zoë ".as_bytes(), false, &mut out);
        decoder.push(b"Jos\xe9,\xc3", true, &mut out);
        assert_eq!(out, "Zoë José,Ã");
        assert_eq!(decoder.n_foreign(), 2);
    }
}
