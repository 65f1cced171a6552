//! Logon names in the spellings that reports, mail programs and people use.
//!
//! The key is the local part without what nobody can see, normalized to NFC and case-folded;
//! the domain is kept beside it. [`LogonName::parse`] reads one cell, [`tokens`] splits a pasted list.

use crate::characters::{is_invisible, is_noncharacter, without_invisible};
use crate::value::{is_absent, unguarded};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The longest local part and domain that count as a name, in bytes. Active Directory
/// allows 104 for a `sAMAccountName` in a query and mail systems 64 before the at sign;
/// what is longer is text that strayed into the column.
const MAX_KEY_BYTES: usize = 104;

/// How far the address may be from the beginning of the name that stands before it.
const MAX_ADDRESS_BYTES: usize = 300;

/// The prefixes that mail systems put before an address.
const SCHEMES: [&str; 4] = ["smtp", "mailto", "sip", "x-smtp"];

/// The name of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogonName {
    /// The local part without what nobody can see, NFC and case-folded: two spellings of one
    /// name have the same key.
    pub key: String,
    /// What stood before a backslash or behind an at sign, in lower case.
    pub domain: Option<String>,
}

impl LogonName {
    /// Reads a name in any of its spellings: `jdoe`, `UPENN\jdoe`, `jdoe@upenn.edu`,
    /// `CN=jdoe,OU=…`, `"Doe, Jane" <jdoe@upenn.edu>`, `SMTP:jdoe@upenn.edu`. `None` when
    /// there is no name in it.
    ///
    /// ```
    /// use reprieve_core::logon::LogonName;
    /// let name = LogonName::parse(r"UPENN\JDoe").unwrap();
    /// assert_eq!((name.key.as_str(), name.domain.as_deref()), ("jdoe", Some("upenn")));
    /// assert!(LogonName::parse("Jane Doe").is_none());
    /// ```
    pub fn parse(written: &str) -> Option<LogonName> {
        if let Some((domain, local)) = plain(written) {
            let domain = domain.map(str::to_ascii_lowercase);
            return Some(LogonName { key: local.to_ascii_lowercase(), domain });
        }
        let seen = seen(written);
        let text = without_comment(unwrapped(unguarded(&seen)));
        let text = address_in(text).unwrap_or(text);
        let text = without_scheme(unwrapped(text));
        let (local, domain) = match distinguished_name(text) {
            Some((local, domain)) => (Cow::Owned(local), domain),
            None => {
                let (local, domain) = split_domain(text);
                (Cow::Borrowed(local), domain.map(str::to_lowercase))
            }
        };
        let key = folded(unwrapped(&local));
        // Some quotes are quotes only once they are normalized.
        let key = match unwrapped(&key) {
            inner if inner.len() < key.len() => inner.to_owned(),
            _ => key,
        };
        is_plausible(&key).then_some(LogonName { key, domain })
    }

    /// As [`LogonName::parse`], the key alone; `room` is where it is written if need be.
    pub(crate) fn key_in<'a>(written: &str, room: &'a mut String) -> Option<&'a str> {
        room.clear();
        match plain(written) {
            Some((_, local)) => {
                room.push_str(local);
                room.make_ascii_lowercase();
            }
            None => *room = LogonName::parse(written)?.key,
        }
        Some(room)
    }

    /// Reads the name of a deleted account, before which Microsoft puts the GUID of the
    /// deleted object, so that the name itself is free again. Elsewhere such a prefix is
    /// part of the name.
    ///
    /// ```
    /// use reprieve_core::logon::LogonName;
    /// let written = "0a1b2c3d4e5f60718293a4b5c6d7e8f9jdoe@upenn.edu";
    /// assert_eq!(LogonName::parse_deleted(written).unwrap().key, "jdoe");
    /// ```
    pub fn parse_deleted(written: &str) -> Option<LogonName> {
        let LogonName { mut key, domain } = LogonName::parse(written)?;
        if let Some(rest) = behind_guid(&key) {
            key = rest.to_owned();
        }
        Some(LogonName { key, domain })
    }

    /// Whether two domains can be the same: `UPENN` is the short form of `upenn.edu`.
    pub fn same_domain(a: &str, b: &str) -> bool {
        let short = |domain: &str, other: &str| {
            !domain.contains('.') && other.split('.').next() == Some(domain)
        };
        a == b || short(a, b) || short(b, a)
    }
}

/// Splits a pasted list into the spellings of names, each with its line from 1. Line ends,
/// commas, semicolons, tabs and spaces separate, save inside quotes, angle brackets and
/// distinguished names. Bullets and numbers at the beginning of a line are left out, and the
/// brackets that a program puts around quoted names, as in `@("jdoe", "asmith")`.
pub fn tokens(text: &str, first_line: u32) -> impl Iterator<Item = (u32, &str)> {
    (first_line..).zip(text.lines()).flat_map(|(line, text)| {
        let mut rest = without_marker(text.trim_matches(is_separator));
        let next = move || {
            rest = without_open_brackets(rest);
            if rest.is_empty() {
                return None;
            }
            let (token, behind) = rest.split_at(token_length(rest));
            rest = behind.trim_start_matches(is_separator);
            Some((line, without_close_brackets(token.trim_end_matches(is_blank))))
        };
        let is_seen = |(_, token): &(u32, &str)| !token.chars().all(is_invisible);
        std::iter::from_fn(next).filter(is_seen)
    })
}

/// How many lines at the beginning of a list are none of its names, but say what follows, as
/// “Expiring users:” does, or greet: the last one of them is followed by names.
pub(crate) fn n_heading_lines<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    /// What is longer is a letter.
    const MAX_LINES: usize = 5;
    let mut n_lines = 0;
    for (line, number) in lines.zip(1..=MAX_LINES) {
        match line.trim() {
            "" => {}
            line if is_heading(line) => n_lines = number,
            _ => break,
        }
    }
    n_lines
}

/// Whether a line says what follows, or is a sentence or a greeting.
fn is_heading(line: &str) -> bool {
    const GREETINGS: [&str; 6] = ["dear", "good", "greetings", "hello", "hey", "hi"];
    /// Names that are separated by spaces end with no full stop.
    const MIN_WORDS: usize = 4;
    if line.contains(['@', '\\', '<']) {
        return false;
    }
    let first = line.split([' ', ',', '!']).next().unwrap_or_default().to_lowercase();
    let is_greeting =
        GREETINGS.contains(&first.as_str()) && line.ends_with([',', '!', '.']);
    let is_sentence = line.ends_with(['.', '!', '?'])
        && !line.contains([',', ';'])
        && line.split_whitespace().count() >= MIN_WORDS;
    line.ends_with(':') || is_greeting || is_sentence
}

/// Whether a text consists of people's names as mail programs show them, `Doe, Jane; Roe, Ann`,
/// which are no names of accounts.
fn is_of_people(text: &str) -> bool {
    const MIN_SHARE: f64 = 0.8;
    let items = text.split([';', '\r', '\n']).filter(|item| !item.trim().is_empty());
    let (mut n_items, mut n_people) = (0_usize, 0_usize);
    // So many tell what the others are.
    for item in items.take(1000) {
        n_items += 1;
        let has_lower = |part: &str| part.contains(char::is_lowercase);
        let is_mixed = item.split(',').all(has_lower);
        n_people += usize::from(is_mixed && is_last_first(item));
    }
    n_items > 1 && n_people as f64 >= MIN_SHARE * n_items as f64
}

/// Whether a text is a list of names: almost every word in it can be one. Bare numbers
/// belong to a table, such as one of names and days, and so do bars.
pub fn is_list(text: &str) -> bool {
    const MIN_SHARE: f64 = 0.9;
    /// So many words tell what the others are.
    const MAX_WORDS: usize = 5_000;
    let mut rest = text;
    for _ in 0..n_heading_lines(text.lines()) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let text = rest;
    if is_of_people(text) {
        return false;
    }
    let mut room = String::new();
    let mut is_name = |token: &str| {
        !is_absent(token)
            && !token.contains('|')
            && LogonName::key_in(token, &mut room)
                .is_some_and(|key| key.chars().any(char::is_alphabetic))
    };
    let (mut n_words, mut n_names) = (0_usize, 0_usize);
    for (_, token) in tokens(text, 1).take(MAX_WORDS) {
        n_words += 1;
        n_names += usize::from(is_name(token));
    }
    n_words > 0 && n_names as f64 >= MIN_SHARE * n_words as f64
}

/// Whether a text is an identifier of 128 bits and nothing else.
pub(crate) fn is_guid(text: &str) -> bool {
    guid_length(text) == Some(text.len())
}

/// Whether there is a GUID before the name of a deleted account.
pub(crate) fn has_guid(written: &str) -> bool {
    LogonName::parse(written).is_some_and(|name| behind_guid(&name.key).is_some())
}

/// The name behind the GUID at the start of a key, if one is left there.
fn behind_guid(key: &str) -> Option<&str> {
    let rest = &key[guid_length(key)?..];
    is_plausible(rest).then_some(rest)
}

/// How long the GUID at the start of a text is, in hexadecimal digits with or without
/// dashes.
fn guid_length(text: &str) -> Option<usize> {
    const FORMS: [&str; 2] =
        ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"];
    let fits = |form: &&str| {
        text.len() >= form.len()
            && form.bytes().zip(text.bytes()).all(|(form, byte)| match form {
                b'x' => byte.is_ascii_hexdigit(),
                _ => byte == form,
            })
    };
    FORMS.iter().find(|form| fits(form)).map(|form| form.len())
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';') || is_blank(c)
}

/// A space around a name, also one without width; within a name that one is no space.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Whether a name is written with characters that nobody can see, save spaces around it.
pub(crate) fn hides_something(written: &str) -> bool {
    !written.is_ascii() && written.trim_matches(is_blank).contains(is_invisible)
}

/// A line without the bullet, the box or the number that stands before its names.
fn without_marker(line: &str) -> &str {
    const BULLETS: &str = "•◦▪▫‣⁃●○■□▢☐☑☒✓✔✗✘·*-–—+>";
    const BOXES: [&str; 3] = ["[ ]", "[x]", "[X]"];
    const MAX_DIGITS: usize = 6;
    let numbered = || {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        let n_digits = inner.len() - rest.len();
        let rest = rest.strip_prefix(['.', ')']);
        rest.filter(|_| (1..=MAX_DIGITS).contains(&n_digits))
    };
    let marked = line
        .strip_prefix(|c| BULLETS.contains(c))
        .or_else(|| BOXES.iter().find_map(|mark| line.strip_prefix(mark)))
        .or_else(numbered);
    // A mark that nothing follows may be all there is.
    match marked {
        Some(rest) if rest.starts_with(is_blank) && !rest.trim().is_empty() => {
            rest.trim_start_matches(is_separator)
        }
        _ => line,
    }
}

/// The text behind the brackets with which a list of quoted names begins in a program.
fn without_open_brackets(text: &str) -> &str {
    let inner = text.trim_start_matches(['@', '(', '[', '{']);
    match inner.starts_with(['"', '\'']) && inner.len() < text.len() {
        true => inner,
        false => text,
    }
}

/// A quoted name without the brackets with which such a list ends.
fn without_close_brackets(token: &str) -> &str {
    let inner = token.trim_end_matches([')', ']', '}']);
    let is_quoted = |quote| inner.starts_with(quote) && inner.ends_with(quote);
    match inner.len() > 1 && (is_quoted('"') || is_quoted('\'')) {
        true => inner,
        false => token,
    }
}

/// The length of the token at the start of `text`, which is no separator; what stands in
/// brackets behind an address belongs to it, as in `jdoe@upenn.edu (Jane Doe)`.
fn token_length(text: &str) -> usize {
    let n_bytes = word_length(text);
    let behind = text[n_bytes..].trim_start_matches(' ');
    let near = &behind[..behind.floor_char_boundary(MAX_ADDRESS_BYTES)];
    match near.split_once(')') {
        Some((comment, _))
            if comment.starts_with('(')
                && !comment.contains('@')
                && text[..n_bytes].contains('@') =>
        {
            text.len() - behind.len() + comment.len() + 1
        }
        _ => n_bytes,
    }
}

/// The length of the token at the start of `text`, without a comment.
fn word_length(text: &str) -> usize {
    // `"Doe, Jane" <jdoe@upenn.edu>` and `Jane Doe <jdoe@upenn.edu>` are one token: what
    // stands before the bracket, up to the last hard separator, belongs to the address.
    let near = &text[..text.floor_char_boundary(MAX_ADDRESS_BYTES)];
    if let Some(open) = near.find('<')
        && let Some(close) = near[open..].find('>')
        && is_display_name(&near[..open])
    {
        return open + close + 1;
    }
    let is_dn = begins_name(text);
    let (mut has_domain, mut has_unit) = (false, false);
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted && text[at + 1..].contains('"'),
            // The commas of a distinguished name are followed by the next attribute, and
            // its spaces by more of its value. After its domain another one can begin, and
            // after its unit one with a unit of its own.
            ',' if is_dn && has_attribute(&text[at + 1..]) => {
                let rest = text[at + 1..].trim_start();
                if begins_name(rest) && (has_domain || has_unit && is_in_unit(rest)) {
                    return at;
                }
                has_domain |= begins(rest, "dc=");
                has_unit |= begins(rest, "ou=");
            }
            ' ' if is_dn && !has_domain && goes_on(&text[at + 1..]) => {}
            _ if (matches!(c, ',' | ';') || c.is_whitespace()) && !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether `text` can be the name that stands before an address in angle brackets.
fn is_display_name(text: &str) -> bool {
    let text = text.trim();
    let quoted = text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
    let inner = text.trim_matches('"');
    text.is_empty()
        || (quoted && !inner.contains('"'))
        || !text.contains([',', ';', '\t', '"', '@', '\\'])
        || is_last_first(text)
}

/// Whether a text is a person's name as `Doe, Jane`. Names of accounts in a list begin with
/// small letters, or have no small one.
fn is_last_first(text: &str) -> bool {
    let Some((last, first)) = text.trim().split_once(',') else { return false };
    let is_word =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.');
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_of_letters = |part: &str| part.chars().all(is_word);
    let has_lower = |part: &str| part.contains(char::is_lowercase);
    let (last, first) = (last.trim(), first.trim());
    is_of_letters(last)
        && is_of_letters(first)
        && last.split_whitespace().next_back().is_some_and(is_capital)
        && is_capital(first)
        && (has_lower(last) || !has_lower(first))
}

/// Whether the value of a distinguished name goes on behind a space: another attribute of
/// it follows.
fn goes_on(text: &str) -> bool {
    const MAX_BYTES: usize = 128;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    near.split_once(',').is_some_and(|(value, rest)| {
        has_attribute(rest) && !begins_name(value) && !begins_name(rest.trim_start())
    })
}

/// Whether a distinguished name of a person begins here.
fn begins_name(text: &str) -> bool {
    begins(text, "cn=") || begins(text, "uid=")
}

/// Whether the second attribute of a distinguished name is a unit.
fn is_in_unit(name: &str) -> bool {
    name.split_once(',').is_some_and(|(_, rest)| begins(rest.trim_start(), "ou="))
}

/// Whether `text` begins with `start`, whatever its case.
fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Whether a distinguished name goes on here, with an attribute such as `OU=`.
fn has_attribute(text: &str) -> bool {
    const MAX_BYTES: usize = 8;
    let text = text.trim_start().as_bytes();
    let n_letters =
        text.iter().take(MAX_BYTES + 1).take_while(|b| b.is_ascii_alphabetic()).count();
    n_letters > 0 && text.get(n_letters) == Some(&b'=')
}

/// What a byte is in a plain name.
#[derive(Clone, Copy)]
enum Class {
    Word,
    Within,
    /// Between domain and local part.
    Mark,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'.' | b'_' | b'-' => Class::Within,
            b'\\' | b'@' => Class::Mark,
            _ if byte.is_ascii_alphanumeric() => Class::Word,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// The domain and the local part of a name in the spellings that directories use, `jdoe`,
/// `UPENN\jdoe` and `jdoe@upenn.edu`, with nothing in it that needs another look. A million
/// of them are read while somebody waits.
fn plain(written: &str) -> Option<(Option<&str>, &str)> {
    let mut mark = None;
    let mut has_word = false;
    for (at, byte) in written.bytes().enumerate() {
        match CLASSES[usize::from(byte)] {
            Class::Word => has_word = true,
            Class::Within => {}
            Class::Mark if mark.is_none() && has_word => {
                mark = Some((at, byte));
                // A local part needs a letter of its own, before an at sign or behind a
                // backslash.
                has_word = byte == b'@';
            }
            Class::Mark | Class::Other => return None,
        }
    }
    let (domain, local) = match mark {
        None => (None, written),
        Some((at, b'@')) => (Some(&written[at + 1..]), &written[..at]),
        Some((at, _)) => (Some(&written[..at]), &written[at + 1..]),
    };
    let is_name = has_word && local.len() <= MAX_KEY_BYTES && !local.ends_with('.');
    is_name.then_some((domain.filter(|domain| !domain.is_empty()), local))
}

/// The text as a person sees it: nothing invisible, and any space is one.
fn seen(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let kept = without_invisible(text);
    let spaced = kept.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    Cow::Owned(spaced.collect::<String>().trim().to_owned())
}

fn unwrapped(text: &str) -> &str {
    const QUOTES: [char; 9] = ['"', '\'', '“', '”', '„', '‘', '’', '`', '´'];
    text.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c))
}

/// An address without what stands in brackets behind it (a comment, RFC 5322, 3.2.2).
fn without_comment(text: &str) -> &str {
    match text.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((address, comment)) if address.contains('@') && !comment.contains('@') => {
            address.trim_end()
        }
        _ => text,
    }
}

/// What stands in angle brackets at the end.
fn address_in(text: &str) -> Option<&str> {
    let open = text.strip_suffix('>')?;
    open.rsplit_once('<').map(|(_, address)| address)
}

fn without_scheme(text: &str) -> &str {
    match text.split_once(':') {
        Some((scheme, rest))
            if SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme.trim())) =>
        {
            rest.trim_start_matches('/').trim()
        }
        _ => text,
    }
}

/// The first component of `CN=jdoe,OU=People,DC=upenn,DC=edu` and the domain that its DCs
/// spell, per RFC 4514.
fn distinguished_name(text: &str) -> Option<(String, Option<String>)> {
    let (attribute, rest) = text.split_once('=')?;
    if !["cn", "uid"].iter().any(|known| known.eq_ignore_ascii_case(attribute.trim())) {
        return None;
    }
    let mut value = String::new();
    let mut chars = rest.char_indices();
    let mut tail = "";
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            ',' | ';' | '+' => {
                tail = &rest[at..];
                break;
            }
            _ => value.push(c),
        }
    }
    let labels: Vec<String> = tail
        .split([',', ';', '+'])
        .filter_map(|part| part.split_once('='))
        .filter(|(attribute, _)| attribute.trim().eq_ignore_ascii_case("dc"))
        .map(|(_, label)| label.trim().to_lowercase())
        .filter(|label| !label.is_empty())
        .collect();
    Some((value, (!labels.is_empty()).then(|| labels.join("."))))
}

fn split_domain(text: &str) -> (&str, Option<&str>) {
    if let Some((domain, local)) = text.rsplit_once('\\') {
        if local.contains('@') {
            return split_domain(local);
        }
        return (local, Some(domain.trim()).filter(|domain| !domain.is_empty()));
    }
    match text.rsplit_once('@') {
        Some((local, domain)) => {
            (local, Some(domain.trim()).filter(|domain| !domain.is_empty()))
        }
        None => (text, None),
    }
}

fn folded(local: &str) -> String {
    if local.is_ascii() {
        return local.to_ascii_lowercase();
    }
    let folded = caseless::default_case_fold_str(&local.nfc().collect::<String>());
    if is_nfc(&folded) { folded } else { folded.nfc().collect() }
}

fn is_plausible(key: &str) -> bool {
    let forbidden = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || is_noncharacter(c)
            || matches!(
                c,
                '"' | '<' | '>' | '(' | ')' | '[' | ']' | ':' | ';' | '|' | ','
            )
            || matches!(c, '=' | '*' | '?' | '/' | '\\' | '@')
    };
    !key.is_empty()
        && key.len() <= MAX_KEY_BYTES
        && !key.contains(forbidden)
        && !key.ends_with('.')
        && key.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
