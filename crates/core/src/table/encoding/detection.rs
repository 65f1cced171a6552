//! Which encoding a file is in, by its beginning.
//!
//! A mark at the beginning, zero bytes and valid UTF-8 are certain, and what a web page says
//! of itself is believed. What is left are encodings in which nearly any bytes are a text.
//! Windows-1252 is what Excel writes where most lists come from, so it stays the answer until
//! there is enough evidence for another: one foreign name is none. Old Macs and DOS have the
//! same letters at other places, where Windows-1252 has capitals and signs: `MŸller` and
//! `Pe¤a` are nobody's names, and tell it by a few letters.

use super::decoder::Decoder;
use super::{Encoding, Tables, WINDOWS_1252};
use crate::threshold::Threshold;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// How many pairs of bytes are looked at to tell UTF-16 without a byte order mark.
const MAX_PAIRS: usize = 2048;

/// The share of pairs that must have a zero byte on one side for a text without a mark to be
/// UTF-16. Every Latin letter, digit and delimiter has it; a list of Asian names has it in
/// little more than its delimiters and line ends.
const MIN_ZEROS: Threshold = Threshold::new("encoding: zeros of UTF-16", 0.4);

/// The share of pairs that may have one on the other side: text that is padded with NUL has
/// zeros on both.
const MAX_OTHER_ZEROS: Threshold = Threshold::new("encoding: zeros of padding", 0.05);

/// How many bytes of lines with other letters than ASCII are looked at for a guess.
const MAX_LETTER_LINES: usize = 16 * 1024;

/// How many bytes there must be on which a guess and Windows-1252 disagree. Two or three
/// foreign names among others do not turn the rest round: with 12, of random lists of Western
/// names with some Slavic ones among them one in a thousand is taken for Windows-1250.
const MIN_OTHER_BYTES: usize = 12;

/// So many of the letters of a Mac Roman or DOS text are in their places, and of what
/// Windows-1252 makes of it at most so many: the ö of Mac Roman comes out as š, a letter as
/// well.
const MIN_PLACED: Threshold = Threshold::new("encoding: letters in place", 0.9);
const MAX_PLACED: Threshold = Threshold::new("encoding: letters of Windows-1252", 0.6);

/// So many letters must be out of their places, where they are signs in Windows-1252: a
/// trade mark and a dash stand in a file of Windows too.
const MIN_MISPLACED: usize = 3;

/// The encoding of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::table) struct Detected {
    pub(in crate::table) encoding: Encoding,
    /// How many bytes at the beginning mark it.
    pub(in crate::table) n_mark: usize,
    /// Whether it was guessed by the letters alone.
    pub(in crate::table) is_guess: bool,
}

impl Detected {
    /// An encoding that is known.
    pub(in crate::table) fn told(encoding: Encoding) -> Detected {
        Detected { encoding, n_mark: 0, is_guess: false }
    }
}

/// The encoding of a file: `wanted`, where the user says so, or what is detected. `sample` is
/// its beginning, or all of it.
pub(in crate::table) fn detect(
    sample: &[u8],
    wanted: Option<Encoding>,
    whole: bool,
) -> Detected {
    let certain = certain(sample, whole);
    let (encoding, is_guess) = match (wanted, certain) {
        (Some(wanted), _) => (wanted, false),
        (None, Some((encoding, _))) => (encoding, false),
        (None, None) => guess(sample, whole),
    };
    // Who says otherwise wants to see the mark as well.
    let n_mark = certain.filter(|(certain, _)| *certain == encoding);
    Detected { encoding, n_mark: n_mark.map_or(0, |(_, n_mark)| n_mark), is_guess }
}

/// The encoding and the length of its mark, if it is certain: a mark decides; else zero bytes
/// at every other place mean UTF-16; else whatever is valid UTF-8, save for a few bytes, is
/// UTF-8; else a web page may name it.
fn certain(sample: &[u8], whole: bool) -> Option<(Encoding, usize)> {
    match sample {
        [0xef, 0xbb, 0xbf, ..] => return Some((Encoding::UTF_8, 3)),
        [0xff, 0xfe, ..] => return Some((Encoding::UTF_16LE, 2)),
        [0xfe, 0xff, ..] => return Some((Encoding::UTF_16BE, 2)),
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
        return Some((Encoding::UTF_16LE, 0));
    }
    if is_share(n_first, n_second) {
        return Some((Encoding::UTF_16BE, 0));
    }
    let is_utf8 = match std::str::from_utf8(sample) {
        Ok(_) => true,
        // A character cut off by the end of the sample.
        Err(error) => (error.error_len().is_none() && !whole) || is_damaged_utf8(sample),
    };
    is_utf8.then_some((Encoding::UTF_8, 0)).or_else(|| Some((declared(sample)?, 0)))
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

/// What a web page says of itself: `<meta charset="shift_jis">`, or the same in its older
/// spelling. As in browsers, it must stand near the beginning.
fn declared(sample: &[u8]) -> Option<Encoding> {
    const MAX_BYTES: usize = 1024;
    let begins = sample.trim_ascii_start().first() == Some(&b'<');
    let head = &sample[..sample.len().min(MAX_BYTES)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut tags = head.split("<meta").skip(1).filter(|_| begins);
    let (_, behind) = tags.find_map(|tag| {
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        tag[..end].split_once("charset=")
    })?;
    let label = behind.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(['"', '\'', ' ', ';', '/', '>'])?;
    // A page that says UTF-16 or UTF-8 and is not is mistaken.
    Encoding::of_label(&label[..end])
        .filter(|found| !found.is_utf16() && *found != Encoding::UTF_8)
}

/// What the letters look like, and whether that is more than the usual answer.
fn guess(sample: &[u8], whole: bool) -> (Encoding, bool) {
    let lines = lines_with_letters(sample, whole);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&lines, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let guess = match Encoding(Tables::Web(guess)) {
        // What it lacks the larger one has.
        guess if guess == Encoding::GBK => Encoding::GB18030,
        guess => guess,
    };
    let is_clear = n_other_bytes(&lines, guess) >= MIN_OTHER_BYTES;
    let clear = Some(guess).filter(|_| is_clear);
    // It knows neither Mac Roman nor the pages of DOS.
    let other = by_places(sample, &lines, clear).or(clear);
    (other.unwrap_or(Encoding::WINDOWS_1252), other.is_some())
}

/// How many bytes beyond ASCII are another letter than in Windows-1252.
fn n_other_bytes(lines: &[u8], encoding: Encoding) -> usize {
    let letters = lines.iter().filter(|byte| !byte.is_ascii());
    match encoding.0 {
        Tables::Web(web) if web.is_single_byte() => {
            let bytes: Vec<u8> = (0x80..=0xff).collect();
            let (text, _) = web.decode_without_bom_handling(&bytes);
            let is_other: Vec<bool> =
                text.chars().zip(WINDOWS_1252.iter()).map(|(c, own)| c != *own).collect();
            letters.filter(|byte| is_other[usize::from(**byte - 0x80)]).count()
        }
        _ => letters.count(),
    }
}

/// Mac Roman or the western page of DOS, if the letters stand in their places so, and neither
/// in Windows-1252 nor in what was guessed. Of the two it is the one that a program of such a
/// computer would write, where both fit.
fn by_places(sample: &[u8], lines: &[u8], guess: Option<Encoding>) -> Option<Encoding> {
    let windows = Placing::of(lines, Encoding::WINDOWS_1252);
    // Only old Macs end lines so.
    let is_of_old_mac = memchr::memchr(b'\r', sample).is_some()
        && memchr::memchr(b'\n', sample).is_none();
    let is_enough = is_of_old_mac
        || windows.n_odd_letters > 0
        || windows.n_in_words - windows.n_placed >= MIN_MISPLACED;
    if !is_enough || MAX_PLACED.is_exceeded_by(windows.share()) {
        return None;
    }
    let is_of_windows = memchr::memmem::find(sample, b"\r\n").is_some();
    let candidates = match is_of_windows {
        true => [Encoding::DOS_850, Encoding::MAC_ROMAN],
        false => [Encoding::MAC_ROMAN, Encoding::DOS_850],
    };
    let guessed = guess.map_or(0.0, |guess| Placing::of(lines, guess).share());
    let shares = candidates.map(|encoding| Placing::of(lines, encoding).share());
    let best = if shares[1] > shares[0] { 1 } else { 0 };
    (MIN_PLACED.is_reached_by(shares[best]) && shares[best] > guessed)
        .then_some(candidates[best])
}

/// How the characters beyond ASCII stand that are in words.
#[derive(Default)]
struct Placing {
    n_in_words: usize,
    /// How many of them fit there.
    n_placed: usize,
    /// How many are capitals among small letters, or control characters.
    n_odd_letters: usize,
}

impl Placing {
    fn of(lines: &[u8], encoding: Encoding) -> Placing {
        let mut text = String::new();
        Decoder::new(Detected::told(encoding)).push(lines, true, &mut text);
        let chars: Vec<char> = text.chars().collect();
        let mut placing = Placing::default();
        for around in chars.windows(3) {
            let &[before, c, after] = around else { continue };
            let is_in_word = before.is_alphabetic() || after.is_alphabetic();
            if c.is_ascii() || matches!(c, '’' | '‘') || !is_in_word {
                continue;
            }
            placing.n_in_words += 1;
            let is_placed = is_placed(before, c, after);
            placing.n_placed += usize::from(is_placed);
            let is_within = before.is_lowercase() || after.is_lowercase();
            let is_odd = (c.is_uppercase() && is_within) || c.is_control();
            placing.n_odd_letters += usize::from(is_odd && !is_placed);
        }
        placing
    }

    fn share(&self) -> f64 {
        self.n_placed as f64 / self.n_in_words.max(1) as f64
    }
}

/// Whether a character fits between two others.
fn is_placed(before: char, c: char, after: char) -> bool {
    match c {
        // Sm–th is no name, and Smith–Jones is one.
        '–' | '—' => !after.is_lowercase(),
        // They stand behind a word: “Acme™”.
        '™' | '®' | '©' | '…' => !after.is_alphabetic(),
        // Neither MŽller nor MƒLLER is a name.
        _ if c.is_uppercase() => {
            !before.is_alphabetic() || (before.is_uppercase() && !after.is_lowercase())
        }
        _ => c.is_alphabetic() && !(before.is_uppercase() && after.is_uppercase()),
    }
}

/// The lines with bytes beyond ASCII, so far as they are looked at. A line that is cut off
/// may end within a character, and is left out.
fn lines_with_letters(sample: &[u8], whole: bool) -> Vec<u8> {
    let mut lines = Vec::new();
    for line in sample.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
        let is_cut = !whole && !line.ends_with(b"\n") && !line.ends_with(b"\r");
        if line.is_ascii() || (is_cut && !lines.is_empty()) {
            continue;
        }
        lines.extend_from_slice(&line[..line.len().min(MAX_LETTER_LINES)]);
        if lines.len() >= MAX_LETTER_LINES {
            break;
        }
    }
    lines
}
