//! Characters that nobody can see, that turn the direction of writing, or that steer a
//! terminal: one table for logon names, for what a person reads, and for names of files.

use std::borrow::Cow;
use std::io::{self, Write};

/// Whether a character has no shape of its own: it stands for nothing, joins or parts its
/// neighbors, or turns the direction of writing. Spaces and controls are others.
///
/// These are what Unicode calls default-ignorable, the controls of bidirectional text, the
/// other format characters save those with a shape, and the few blanks that Unicode counts
/// among letters and symbols.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffc}'
            | '\u{13430}'..='\u{1343f}'
            | '\u{16fe4}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether Unicode promises that a number never becomes a character.
pub fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}')
        || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// The text without what nobody can see.
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    match text.contains(is_invisible) {
        true => Cow::Owned(text.chars().filter(|&c| !is_invisible(c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// How a character is shown that shows nothing or has power over who reads it; `None` for
/// all others. The first controls have pictures, the others are named.
///
/// ```
/// use reprieve_core::characters::sign;
/// assert_eq!(sign('\u{1b}').as_deref(), Some("␛"));
/// assert_eq!(sign('\u{2066}').as_deref(), Some("<U+2066>"));
/// assert_eq!(sign('é'), None);
/// ```
pub fn sign(c: char) -> Option<String> {
    /// Unicode has a picture for each of the first control characters, in their order.
    const PICTURES: u32 = 0x2400;
    match c {
        '\0'..='\u{1f}' => char::from_u32(PICTURES + u32::from(c)).map(String::from),
        '\u{7f}' => Some('\u{2421}'.to_string()),
        _ if is_named(c) => Some(format!("<U+{:04X}>", u32::from(c))),
        _ => None,
    }
}

/// The text with a sign for each character that has one, see [`sign`].
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |c, _| sign(c))
}

/// A text as a part of the name of a file, without what some system takes in none.
pub fn in_file_name(text: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_ ".contains(c) { c } else { '-' };
    text.chars().filter(|&c| !is_invisible(c)).map(plain).collect()
}

fn is_named(c: char) -> bool {
    !c.is_ascii()
        && (c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}')
            || is_invisible(c)
            || is_noncharacter(c))
}

/// How a character is written that JSON allows as it is and nobody can see.
fn escape(c: char) -> Option<String> {
    (c == '\u{7f}' || is_named(c)).then(|| {
        let mut units = [0; 2];
        c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
    })
}

/// What a text becomes on a terminal: its lines and tabs stay.
fn on_terminal(c: char, next: Option<char>) -> Option<String> {
    match (c, next) {
        ('\n' | '\t', _) | ('\r', Some('\n')) => None,
        _ => sign(c),
    }
}

/// The text with other texts for some characters; each is looked at with the one behind it.
fn replaced(
    text: &str,
    replace: impl Fn(char, Option<char>) -> Option<String>,
) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let next = text[end..].chars().next();
        if let Some(other) = replace(c, next) {
            kept.push_str(&text[start..at]);
            kept.push_str(&other);
            start = end;
        }
    }
    match start {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(kept + &text[start..]),
    }
}

/// Writes text on, with other texts for some of its characters.
#[derive(Debug)]
pub struct Rewriter<W> {
    out: W,
    replace: fn(char, Option<char>) -> Option<String>,
    /// What cannot be told without what comes next.
    held: Vec<u8>,
}

impl<W: Write> Rewriter<W> {
    /// For a terminal, over which the text then has no power.
    pub fn for_terminal(out: W) -> Rewriter<W> {
        Rewriter { out, replace: on_terminal, held: Vec::new() }
    }

    /// For JSON, in which all that nobody can see is written as an escape: to a program it is
    /// the same, and a person sees it.
    pub fn for_json(out: W) -> Rewriter<W> {
        Rewriter { out, replace: |c, _| escape(c), held: Vec::new() }
    }

    /// Writes what was held back, and gives back where all of it went.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let held = std::mem::take(&mut self.held);
        self.write_on(&held)?;
        Ok(self.out)
    }

    fn write_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = String::from_utf8_lossy(bytes);
        self.out.write_all(replaced(&text, self.replace).as_bytes())
    }
}

impl<W: Write> Write for Rewriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n');
        if self.held.is_empty() && bytes.iter().all(is_plain) {
            return self.out.write(bytes);
        }
        let mut all = std::mem::take(&mut self.held);
        all.extend_from_slice(bytes);
        let mut end = match std::str::from_utf8(&all) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => all.len(),
        };
        // It ends a line, or stands alone.
        if all[..end].ends_with(b"\r") {
            end -= 1;
        }
        self.held = all.split_off(end);
        self.write_on(&all)?;
        Ok(bytes.len())
    }

    /// What is held back stays so until it is known what it is.
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_properties::props::{
        BidiControl, DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint,
        PrependedConcatenationMark,
    };
    use icu_properties::{CodePointMapData, CodePointSetData};
    use proptest::prelude::*;

    /// Blanks that Unicode counts among letters and symbols, and the place of an object that
    /// did not come along.
    const BLANKS: [char; 4] = ['\u{2800}', '\u{16fe4}', '\u{1d159}', '\u{fffc}'];

    #[test]
    fn the_table_is_that_of_unicode() {
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let bidi = CodePointSetData::new::<BidiControl>();
        let shaped = CodePointSetData::new::<PrependedConcatenationMark>();
        let never = CodePointSetData::new::<NoncharacterCodePoint>();
        let category = CodePointMapData::<GeneralCategory>::new();
        for c in '\0'..=char::MAX {
            let is_format = category.get(c) == GeneralCategory::Format;
            let expected = ignorable.contains(c)
                || bidi.contains(c)
                || is_format && !shaped.contains(c)
                || BLANKS.contains(&c);
            assert_eq!(is_invisible(c), expected, "{:04X}", u32::from(c));
            assert_eq!(is_noncharacter(c), never.contains(c), "{:04X}", u32::from(c));
            // What is shown has a sign or a shape.
            let has_sign = c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}')
                || is_invisible(c)
                || is_noncharacter(c);
            assert_eq!(sign(c).is_some(), has_sign, "{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_nobody_can_see_is_shown_or_left_out() {
        let text = "jd\u{2066}oe\u{e0041} \u{1b}[2J\u{9b}";
        assert_eq!(visible(text), "jd<U+2066>oe<U+E0041> ␛[2J<U+009B>");
        assert_eq!(without_invisible(text), "jdoe \u{1b}[2J\u{9b}");
        assert_eq!(in_file_name("..\u{202e}/x:\u{3164} é\u{9b}"), "---x- é-");
        for plain in ["", "Zoë 名前", "a b"] {
            assert!(matches!(visible(plain), Cow::Borrowed(_)));
            assert!(matches!(without_invisible(plain), Cow::Borrowed(_)));
        }
    }

    fn through(mut rewriter: Rewriter<Vec<u8>>, text: &str, piece: usize) -> String {
        for bytes in text.as_bytes().chunks(piece) {
            rewriter.write_all(bytes).unwrap();
        }
        String::from_utf8(rewriter.finish().unwrap()).unwrap()
    }

    #[test]
    fn a_terminal_keeps_lines_and_loses_power() {
        let text = "a\tb\r\nc\rd\u{1b}]0;x\u{7}\u{85}é\u{202e}\r";
        for piece in 1..=text.len() {
            let shown = through(Rewriter::for_terminal(Vec::new()), text, piece);
            assert_eq!(shown, "a\tb\r\nc␍d␛]0;x␇<U+0085>é<U+202E>␍");
        }
    }

    proptest! {
        #[test]
        fn json_says_the_same_to_a_program(text in any::<String>(), piece in 1..9_usize) {
            let json = serde_json::to_string(&text).unwrap();
            let escaped = through(Rewriter::for_json(Vec::new()), &json, piece);
            prop_assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
            let shown = visible(&escaped).into_owned();
            prop_assert_eq!(shown, escaped);
        }
    }
}
