//! Bytes to text, piece by piece.
//!
//! Nothing is ever dropped unsaid: bytes that are not of the encoding are taken as
//! Windows-1252, which gives every byte a character, and are counted; half a character at the
//! end is told.

use super::{Detected, Encoding, Tables, WINDOWS_1252, detect};
use crate::problem::{Finding, Problem, Problems};
use encoding_rs::DecoderResult;

/// How many bytes are decoded at once: room is made for three times as many, the most that
/// they can become.
const PIECE_BYTES: usize = 4096;

/// The most bytes that belong to what is malformed and have come before it is known: six in
/// `encoding_rs`.
const MAX_RECENT: usize = 6;

/// Turns pieces of a file into text.
pub(in crate::table) struct Decoder {
    encoding: Encoding,
    /// Whether it is a guess.
    is_guess: bool,
    /// Nothing for what has one character for each byte.
    web: Option<encoding_rs::Decoder>,
    /// The bytes that came last, the first of which may be malformed.
    recent: Vec<u8>,
    /// How many bytes were not of the encoding.
    n_foreign: usize,
    /// Half a character, where UTF-16 has an odd number of bytes.
    half: Option<u8>,
}

impl Decoder {
    pub(in crate::table) fn new(detected: Detected) -> Decoder {
        let Detected { encoding, is_guess, .. } = detected;
        let web = match encoding.0 {
            Tables::Web(web) => Some(web.new_decoder_without_bom_handling()),
            Tables::Dos(_) => None,
        };
        Decoder { encoding, is_guess, web, recent: Vec::new(), n_foreign: 0, half: None }
    }

    pub(in crate::table) fn encoding(&self) -> Encoding {
        self.encoding
    }

    pub(in crate::table) fn n_foreign(&self) -> usize {
        self.n_foreign
    }

    /// The byte that is left over at the end; it is no character, and not in the text.
    pub(in crate::table) fn half(&self) -> Option<u8> {
        self.half
    }

    /// Reports what was guessed, and what was read otherwise than the encoding has it. `line`
    /// is the last one, if lines are counted.
    pub(in crate::table) fn report(
        &self,
        file: &str,
        line: Option<u32>,
        problems: &mut Problems,
    ) {
        let encoding = self.encoding.as_str();
        if self.is_guess {
            let finding = Finding::EncodingGuessed { encoding };
            problems.push(finding, |finding| Problem::of_file(finding, file));
        }
        if self.n_foreign() > 0 {
            let finding = match self.encoding.is_utf16() {
                true => Finding::HalvesAlone,
                false => Finding::BytesForeign { encoding },
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
    pub(in crate::table) fn push(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        if self.encoding.is_utf16() {
            return self.push_utf16(bytes, last, out);
        }
        match self.encoding.0 {
            Tables::Web(_) => self.push_web(bytes, last, out),
            Tables::Dos(table) => out.extend(bytes.iter().map(|&byte| match byte {
                0..0x80 => char::from(byte),
                _ => table[usize::from(byte - 0x80)],
            })),
        }
    }

    /// Hands on whole units of two bytes: what is left over at the end is told, and is no
    /// character.
    fn push_utf16(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        let mut rest = bytes;
        if let (Some(half), Some((first, behind))) = (self.half, bytes.split_first()) {
            self.half = None;
            self.push_web(&[half, *first], false, out);
            rest = behind;
        }
        let (even, odd) = rest.split_at(rest.len() & !1);
        self.half = odd.first().copied().or(self.half);
        self.push_web(even, last, out);
    }

    fn push_web(&mut self, bytes: &[u8], last: bool, out: &mut String) {
        for piece in bytes.chunks(PIECE_BYTES) {
            self.push_piece(piece, false, out);
        }
        if last {
            self.push_piece(&[], true, out);
        }
    }

    fn push_piece(&mut self, piece: &[u8], last: bool, out: &mut String) {
        let Some(web) = &mut self.web else { return };
        let mut at = 0;
        loop {
            let rest = &piece[at..];
            let room = web.max_utf8_buffer_length_without_replacement(rest.len());
            out.reserve(room.unwrap_or(0));
            let (result, n_read) =
                web.decode_to_string_without_replacement(rest, out, last);
            at += n_read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                // They end before those that were read since.
                DecoderResult::Malformed(n_bad, n_since) => {
                    let n_bad = usize::from(n_bad);
                    let end = self.recent.len() + at - usize::from(n_since);
                    let known = self.recent.iter().chain(piece);
                    let bad = known.skip(end.saturating_sub(n_bad)).take(n_bad).copied();
                    match self.encoding.is_utf16() {
                        true => {
                            out.push(char::REPLACEMENT_CHARACTER);
                            self.n_foreign += 1;
                        }
                        false => {
                            out.extend(bad.map(windows_1252));
                            self.n_foreign += n_bad;
                        }
                    }
                }
            }
        }
        let from = piece.len().saturating_sub(MAX_RECENT);
        self.recent.extend_from_slice(&piece[from..]);
        self.recent.drain(..self.recent.len().saturating_sub(MAX_RECENT));
    }
}

/// The text of bytes, and what knows how it was read.
pub(in crate::table) fn decoded(
    bytes: &[u8],
    wanted: Option<Encoding>,
    whole: bool,
) -> (Decoder, String) {
    let found = detect(bytes, wanted, whole);
    let mut text = String::new();
    let mut decoder = Decoder::new(found);
    decoder.push(&bytes[found.n_mark..], whole, &mut text);
    (decoder, text)
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0..0x80 => char::from(byte),
        _ => WINDOWS_1252[usize::from(byte - 0x80)],
    }
}

/// Takes NUL bytes out of `text` from `start` on, and says whether there were any.
pub(in crate::table) fn remove_nul(text: &mut String, start: usize) -> bool {
    if memchr::memchr(0, &text.as_bytes()[start..]).is_none() {
        return false;
    }
    let kept = text[start..].replace('\0', "");
    text.truncate(start);
    text.push_str(&kept);
    true
}
