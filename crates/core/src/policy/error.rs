//! Why a profile cannot be used: where, what was found, and what is allowed.

use super::MAX_BYTES;
use std::fmt;
use std::str::Utf8Error;

/// The longest piece of a profile that a message repeats, in characters.
const TEXT_CHARS: usize = 80;

/// Why a profile cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyError {
    /// The line that is to blame, from 1.
    pub line: Option<usize>,
    /// The key on that line with its table, such as `clock.grace_days`.
    pub key: Option<String>,
    /// What was found, and what is allowed.
    pub message: String,
}

impl PolicyError {
    /// Without a place.
    pub(super) fn new(message: impl Into<String>) -> PolicyError {
        PolicyError { line: None, key: None, message: message.into() }
    }

    /// At a place in a text, in bytes.
    pub(super) fn at(
        text: &str,
        place: usize,
        message: impl Into<String>,
    ) -> PolicyError {
        let before = text.get(..place).unwrap_or(text);
        PolicyError {
            line: Some(before.matches('\n').count() + 1),
            key: key_at(text, place),
            message: message.into(),
        }
    }

    /// What the TOML reader says, with the line as it is written.
    pub(super) fn of_toml(text: &str, error: &toml::de::Error) -> PolicyError {
        let what = error.message().trim();
        let Some(span) = error.span() else { return PolicyError::new(what) };
        let at = PolicyError::at(text, span.start, what);
        let line =
            at.line.and_then(|line| text.lines().nth(line - 1)).unwrap_or_default();
        PolicyError { message: format!("{what}: {}", cut(line)), ..at }
    }

    pub(super) fn utf8(bytes: &[u8], error: Utf8Error) -> PolicyError {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        PolicyError {
            line: Some(before.iter().filter(|byte| **byte == b'\n').count() + 1),
            ..PolicyError::new("This is not UTF-8 text. Save it as UTF-8.")
        }
    }
}

/// What is far too long is not even looked at.
pub(super) fn refuse_size(n_bytes: usize) -> Result<(), PolicyError> {
    match n_bytes {
        0 => Err(PolicyError::new("This is empty, and no profile.")),
        n_bytes if n_bytes > MAX_BYTES => Err(PolicyError::new(format!(
            "This is too long for a profile: {} kB, where {} kB are allowed.",
            n_bytes / 1024,
            MAX_BYTES / 1024
        ))),
        _ => Ok(()),
    }
}

/// A line of a profile, short enough to show.
pub(super) fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(TEXT_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The key whose value is at a place, with its table.
fn key_at(text: &str, place: usize) -> Option<String> {
    let end = text.get(place..)?.find('\n').map_or(text.len(), |end| place + end);
    let mut key = None;
    for line in text.get(..end)?.lines().rev() {
        if let Some(table) = line.trim().strip_prefix('[') {
            let name =
                table.trim_start_matches('[').split(']').next().unwrap_or_default();
            let is_name = |c: char| c.is_alphanumeric() || "-_.".contains(c);
            // A line of a list of lists begins like that too.
            if name.is_empty() || !name.chars().all(is_name) {
                continue;
            }
            return Some(key.map_or(name.to_owned(), |key| format!("{name}.{key}")));
        }
        let before = line.split_once('=').map(|(before, _)| before.trim());
        let is_key = |c: char| c.is_alphanumeric() || "-_".contains(c);
        if key.is_none() {
            key = before.filter(|key| !key.is_empty() && key.chars().all(is_key));
        }
    }
    key.map(str::to_owned)
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, &self.key) {
            (Some(line), Some(key)) => write!(f, "line {line}, {key}: ")?,
            (Some(line), None) => write!(f, "line {line}: ")?,
            (None, _) => {}
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for PolicyError {}
