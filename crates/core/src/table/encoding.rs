//! Bytes to text, piece by piece.
//!
//! Nothing is ever dropped unsaid: bytes that are not of the encoding are taken as
//! Windows-1252, which gives every byte a character, and are counted; half a character at the
//! end is told.

use crate::problem::{Finding, Problem, Problems};
use crate::threshold::Threshold;

/// What Windows-1252 makes of the bytes 0x80 to 0x9f; all others are as in Latin-1. The
/// five that it leaves open are control characters, as the WHATWG encoding standard has it.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
    '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
    '\u{9d}', 'ž', 'Ÿ',
];

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
    /// All of them.
    pub const ALL: [Encoding; 4] =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    /// The encoding that people call so, whatever the case, spaces and dashes.
    pub fn from_name(name: &str) -> Option<Encoding> {
        let plain = |name: &str| {
            name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "")
        };
        Encoding::ALL.into_iter().find(|known| plain(known.as_str()) == plain(name))
    }

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

/// How many pairs of bytes are looked at to tell UTF-16 without a byte order mark.
const MAX_PAIRS: usize = 2048;

/// The share of pairs that must have a zero byte on one side for a text without a mark to be
/// UTF-16. Every Latin letter, digit and delimiter has it; a list of Asian names has it in
/// little more than its delimiters and line ends.
const MIN_ZEROS: Threshold = Threshold::new("encoding: zeros of UTF-16", 0.4);

/// The share of pairs that may have one on the other side: text that is padded with NUL has
/// zeros on both.
const MAX_OTHER_ZEROS: Threshold = Threshold::new("encoding: zeros of padding", 0.05);

/// The encoding of a file and the length in bytes of its byte order mark.
///
/// `sample` is the file's beginning, or all of it. A mark decides; else zero bytes at every other place
/// mean UTF-16; else whatever is valid UTF-8, save for a few bytes, is UTF-8; the rest is
/// Windows-1252.
pub(crate) fn detect(sample: &[u8], whole: bool) -> (Encoding, usize) {
    match sample {
        [0xef, 0xbb, 0xbf, ..] => return (Encoding::Utf8, 3),
        [0xff, 0xfe, ..] => return (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => return (Encoding::Utf16Be, 2),
        _ => {}
    }
    // A NUL is two zero bytes, and tells nothing of their order.
    let (mut n_pairs, mut n_first, mut n_second) = (0, 0, 0);
    for pair in sample.chunks_exact(2).take(MAX_PAIRS) {
        n_pairs += 1;
        n_first += usize::from(pair[0] == 0 && pair[1] != 0);
        n_second += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    let is_share = |zeros: usize, others: usize| {
        let share = |n: usize| n as f64 / n_pairs as f64;
        n_pairs > 1
            && MIN_ZEROS.is_exceeded_by(share(zeros))
            && !MAX_OTHER_ZEROS.is_reached_by(share(others))
    };
    if is_share(n_second, n_first) {
        return (Encoding::Utf16Le, 0);
    }
    if is_share(n_first, n_second) {
        return (Encoding::Utf16Be, 0);
    }
    match std::str::from_utf8(sample) {
        Ok(_) => (Encoding::Utf8, 0),
        // A character cut off by the end of the sample.
        Err(error) if error.error_len().is_none() && !whole => (Encoding::Utf8, 0),
        Err(_) if is_damaged_utf8(sample) => (Encoding::Utf8, 0),
        Err(_) => (Encoding::Windows1252, 0),
    }
}

/// Whether a text that is no valid UTF-8 is meant to be: what is written in other encodings
/// hardly ever happens to be a valid character of several bytes.
fn is_damaged_utf8(sample: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0, 0);
    for chunk in sample.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_good > n_bad
}

/// Turns pieces of a file into text.
pub(crate) struct Decoder {
    encoding: Encoding,
    /// The beginning of a character whose rest has not come yet.
    tail: Vec<u8>,
    /// How many bytes were not of the encoding.
    n_foreign: usize,
    /// Half a character, where UTF-16 has an odd number of bytes.
    half: Option<u8>,
}

impl Decoder {
    pub(crate) fn new(encoding: Encoding) -> Decoder {
        Decoder { encoding, tail: Vec::new(), n_foreign: 0, half: None }
    }

    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(crate) fn n_foreign(&self) -> usize {
        self.n_foreign
    }

    /// The byte that is left over at the end; it is no character, and not in the text.
    pub(crate) fn half(&self) -> Option<u8> {
        self.half
    }

    /// Reports what was read otherwise than the encoding has it. `line` is the last one, if
    /// lines are counted.
    pub(super) fn report(&self, file: &str, line: Option<u32>, problems: &mut Problems) {
        if self.n_foreign() > 0 {
            let finding = match self.encoding {
                Encoding::Utf16Le | Encoding::Utf16Be => Finding::HalvesAlone,
                encoding => Finding::BytesForeign { encoding: encoding.as_str() },
            };
            problems.push(finding, |finding| Problem::of_file(finding, file));
        }
        if let Some(half) = self.half() {
            let byte = format!("0x{half:02X}");
            problems.push(Finding::CharacterCut, |finding| {
                let problem = Problem::at(finding, file, line.unwrap_or(1), &byte);
                Problem { line, ..problem }
            });
        }
    }

    /// Appends the text of `bytes` to `out`; `last` says that nothing follows.
    pub(crate) fn push(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        match self.encoding {
            Encoding::Utf8 => self.push_utf8(bytes, last, out),
            Encoding::Utf16Le => self.push_utf16(bytes, last, u16::from_le_bytes, out),
            Encoding::Utf16Be => self.push_utf16(bytes, last, u16::from_be_bytes, out),
            Encoding::Windows1252 => windows_1252(bytes, out),
        }
    }

    fn push_utf8(&mut self, bytes: &[u8], last: bool, out: &mut String) {
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

    /// Surrogates that stand alone become the replacement character, for no text can hold
    /// them.
    fn push_utf16(
        &mut self,
        bytes: &[u8],
        last: bool,
        unit: fn([u8; 2]) -> u16,
        out: &mut String,
    ) {
        let mut all = std::mem::take(&mut self.tail);
        all.extend_from_slice(bytes);
        let (units, odd) = all.as_chunks::<2>();
        let mut units: Vec<u16> = units.iter().map(|pair| unit(*pair)).collect();
        let high = units.last().copied().filter(|unit| (0xd800..0xdc00).contains(unit));
        if high.is_some() && !last {
            units.pop();
            self.tail.extend_from_slice(&all[2 * units.len()..]);
        } else {
            self.tail.extend_from_slice(odd);
        }
        for decoded in char::decode_utf16(units) {
            self.n_foreign += usize::from(decoded.is_err());
            out.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        if last {
            self.half = std::mem::take(&mut self.tail).pop();
        }
    }

    fn foreign(&mut self, bytes: &[u8], out: &mut String) {
        self.n_foreign += bytes.len();
        windows_1252(bytes, out);
    }
}

/// The text of bytes, and what knows how it was read.
pub(super) fn decoded(
    bytes: &[u8],
    wanted: Option<Encoding>,
    whole: bool,
) -> (Decoder, String) {
    let (detected, n_mark) = detect(bytes, whole);
    let encoding = wanted.unwrap_or(detected);
    let n_mark = if encoding == detected { n_mark } else { 0 };
    let mut text = String::new();
    let mut decoder = Decoder::new(encoding);
    decoder.push(&bytes[n_mark..], whole, &mut text);
    (decoder, text)
}

/// The byte that stands for a character in Windows-1252, if there is one.
pub(crate) fn windows_1252_byte(c: char) -> Option<u8> {
    match WINDOWS_1252.iter().position(|known| *known == c) {
        Some(place) => Some(0x80 + place as u8),
        None => u8::try_from(c).ok(),
    }
}

fn windows_1252(bytes: &[u8], out: &mut String) {
    out.extend(bytes.iter().map(|&byte| match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }));
}

/// Takes NUL bytes out of `text` from `start` on, and says whether there were any.
pub(super) fn remove_nul(text: &mut String, start: usize) -> bool {
    if memchr::memchr(0, &text.as_bytes()[start..]).is_none() {
        return false;
    }
    let kept = text[start..].replace('\0', "");
    text.truncate(start);
    text.push_str(&kept);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], encoding: Encoding, text: &str) {
        let (found, n_mark) = detect(bytes, true);
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
        check(b"Jos\xe9", Encoding::Windows1252, "José");
        check(b"\x80 \x93Jos\xe9\x94 \xff", Encoding::Windows1252, "€ “José” ÿ");
    }

    #[test]
    fn a_lone_surrogate_is_replaced_and_counted() {
        let mut decoder = Decoder::new(Encoding::Utf16Le);
        let mut out = String::new();
        for byte in [b'a', 0, 0x00, 0xd8, b'b', 0, 0x00] {
            decoder.push(&[byte], false, &mut out);
        }
        decoder.push(&[], true, &mut out);
        assert_eq!(out, "a\u{fffd}b");
        assert_eq!((decoder.n_foreign(), decoder.half()), (1, Some(0)));
    }

    #[test]
    fn encodings_are_known_by_name() {
        assert_eq!(Encoding::from_name("utf8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::from_name("UTF-16LE"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::from_name("windows 1252"), Some(Encoding::Windows1252));
        assert_eq!(Encoding::from_name("ebcdic"), None);
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

    /// encoding_rs is the oracle for every byte and for any UTF-16.
    #[test]
    fn every_byte_of_windows_1252_is_as_the_oracle_has_it() {
        let bytes: Vec<u8> = (0..=255).collect();
        let mut out = String::new();
        windows_1252(&bytes, &mut out);
        let (expected, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        assert_eq!(out, expected);
    }

    proptest::proptest! {
        #[test]
        fn utf16_is_as_the_oracle_has_it(units in proptest::collection::vec(0xd7f0_u16..0xe010, 0..20)) {
            let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            let mut decoder = Decoder::new(Encoding::Utf16Be);
            let mut out = String::new();
            for chunk in bytes.chunks(3) {
                decoder.push(chunk, false, &mut out);
            }
            decoder.push(&[], true, &mut out);
            let (expected, _) = encoding_rs::UTF_16BE.decode_without_bom_handling(&bytes);
            proptest::prop_assert_eq!(out, expected);
        }
    }
}
