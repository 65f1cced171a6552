//! Logon names in the spellings that reports, mail programs and people use.
//!
//! The key is the local part without what nobody can see, normalized to NFC and case-folded;
//! the domain is kept beside it. [`LogonName::parse`] reads one cell, [`tokens`] splits a pasted list.

mod lines;
mod list;

use crate::characters::{is_invisible, is_noncharacter, without_invisible};
use crate::value::unguarded;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(crate) use lines::{is_of_owners, is_prose, is_query, remark};
pub(crate) use list::n_heading_lines;
pub use list::{is_list, tokens};

/// The longest local part and domain that count as a name, in bytes. Active Directory
/// allows 104 for a `sAMAccountName` in a query and mail systems 64 before the at sign;
/// what is longer is text that strayed into the column.
const MAX_KEY_BYTES: usize = 104;

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
        if is_cut(&seen) {
            return None;
        }
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
        let LogonName { mut key, domain } = LogonName::parse(without_tombstone(written))?;
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

/// Whether a text is an identifier of 128 bits and nothing else.
pub(crate) fn is_guid(text: &str) -> bool {
    guid_length(text) == Some(text.len())
}

/// Whether there is a GUID before the name of a deleted account.
fn has_guid(written: &str) -> bool {
    LogonName::parse(written).is_some_and(|name| behind_guid(&name.key).is_some())
}

/// Whether a cell is the name of a deleted account by its spelling: Entra puts the GUID of the
/// deleted object before a principal name, and Active Directory puts it behind the name.
pub(crate) fn is_deleted_name(written: &str) -> bool {
    const GUID_DIGITS: usize = 32;
    if written.len() <= GUID_DIGITS {
        return false;
    }
    without_tombstone(written).len() < written.len()
        || written.contains('@') && has_guid(written)
}

/// A name without what Active Directory puts behind that of a deleted object: a line feed,
/// which distinguished names spell `\0A`, and `DEL:` with its GUID.
pub(crate) fn without_tombstone(written: &str) -> &str {
    const MARKS: [&str; 3] = ["\\0ADEL:", "\nDEL:", " DEL:"];
    let at = MARKS.iter().find_map(|mark| {
        let (name, guid) = written.split_once(mark)?;
        guid_length(guid).map(|_| name)
    });
    at.unwrap_or(written).trim_end()
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

/// A space around a name, also one without width; within a name that one is no space.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Whether a name is written with characters that nobody can see, save spaces around it.
pub(crate) fn hides_something(written: &str) -> bool {
    !written.is_ascii() && written.trim_matches(is_blank).contains(is_invisible)
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
    let is_name = has_word
        && local.len() <= MAX_KEY_BYTES
        && !local.ends_with('.')
        && !is_cut(written);
    is_name.then_some((domain.filter(|domain| !domain.is_empty()), local))
}

/// Whether a name is written with dots that stand for the rest of it, as consoles cut off what
/// is too long for them. Half a name is somebody else's.
fn is_cut(written: &str) -> bool {
    ["...", "…"].iter().any(|dots| written.ends_with(dots) || written.starts_with(dots))
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
            // What is escaped was torn off.
            '\\' => value.push(chars.next()?.1),
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
