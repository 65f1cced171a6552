//! The values of an object to cells.

use super::{broken, refused};
use crate::problem::{JsonDefect, Unreadable};
use crate::table::keys::{BETWEEN_VALUES, Keys};
use chrono::{DateTime, SecondsFormat};
use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt;

/// What a value becomes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    /// It has objects in it, and no cell holds them.
    Nested,
}

/// Learns the keys of an object that begins on a line.
pub(super) fn learn(text: &str, line: u32, keys: &mut Keys) -> Result<(), Unreadable> {
    members(text, line, keys, &mut |_, raw| match raw.as_bytes().first() {
        Some(b'{' | b'[') => cell(raw),
        _ => Ok(Cell::Text(String::new())),
    })
}

/// The cells of an object that begins on a line, up to its last filled one.
pub(super) fn row(
    text: &str,
    line: u32,
    keys: &mut Keys,
) -> Result<Vec<String>, Unreadable> {
    let mut row = Vec::new();
    members(text, line, keys, &mut |place, raw| {
        let cell = cell(raw)?;
        if let Cell::Text(text) = cell {
            Keys::fill(&mut row, place, text);
            return Ok(Cell::Text(String::new()));
        }
        Ok(cell)
    })?;
    Ok(row)
}

/// The text of a value: what stands in quotes, unescaped; numbers, true and false as they are
/// written; nothing for null; several, one behind the other.
pub(super) fn cell(raw: &str) -> serde_json::Result<Cell> {
    Ok(Cell::Text(match raw.as_bytes().first() {
        Some(b'"') => moment(unescaped(raw)?),
        Some(b'[') => match several(raw)? {
            Some(text) => text,
            None => return Ok(Cell::Nested),
        },
        Some(b'{') => match dated(raw)? {
            Some(text) => text,
            None => return Ok(Cell::Nested),
        },
        _ if raw == "null" => String::new(),
        _ => raw.to_owned(),
    }))
}

/// The values of an array, if none of them has others in it.
fn several(raw: &str) -> serde_json::Result<Option<String>> {
    let values: Vec<&RawValue> = serde_json::from_str(raw)?;
    let mut text = String::new();
    for value in values {
        let value = value.get();
        if value.starts_with(['[', '{']) {
            return Ok(None);
        }
        let Cell::Text(value) = cell(value)? else { return Ok(None) };
        if !value.is_empty() {
            if !text.is_empty() {
                text.push_str(BETWEEN_VALUES);
            }
            text.push_str(&value);
        }
    }
    Ok(Some(text))
}

/// The date of an object as Windows PowerShell writes some dates, with the same in words
/// beside it. An object without a member says nothing.
fn dated(raw: &str) -> serde_json::Result<Option<String>> {
    const BESIDE: [&str; 2] = ["DisplayHint", "DateTime"];
    let members = std::collections::BTreeMap::<String, &RawValue>::deserialize(
        &mut serde_json::Deserializer::from_str(raw),
    )?;
    if members.is_empty() {
        return Ok(Some(String::new()));
    }
    let is_date = members.contains_key("DateTime")
        && members.keys().all(|key| key == "value" || BESIDE.contains(&key.as_str()));
    let value =
        members.get("value").filter(|value| is_date && value.get().starts_with('"'));
    value.map(|value| unescaped(value.get()).map(moment)).transpose()
}

/// A text, or the moment that it is in the way of .NET, `/Date(1794273544000)/`: milliseconds
/// since 1970, in UTC even where an offset is written behind.
fn moment(text: String) -> String {
    let stamp = || {
        let number = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
        let offset = number.rfind(['+', '-']).filter(|at| *at > 0);
        let milliseconds = number[..offset.unwrap_or(number.len())].parse().ok()?;
        let moment = DateTime::from_timestamp_millis(milliseconds)?;
        Some(moment.to_rfc3339_opts(SecondsFormat::Secs, true))
    };
    stamp().unwrap_or(text)
}

/// A string without its quotes and escapes. Half of a character becomes a mark.
fn unescaped(raw: &str) -> serde_json::Result<String> {
    struct Lossy;

    impl Visitor<'_> for Lossy {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
            Ok(String::from_utf8_lossy(bytes).into_owned())
        }
    }

    serde_json::Deserializer::from_str(raw).deserialize_bytes(Lossy)
}

/// Hands the members of an object on, each with the place of its key.
fn members(
    text: &str,
    line: u32,
    keys: &mut Keys,
    take: &mut dyn FnMut(usize, &str) -> serde_json::Result<Cell>,
) -> Result<(), Unreadable> {
    let mut failure = None;
    let seed = Members { keys, take, failure: &mut failure };
    let read = seed.deserialize(&mut serde_json::Deserializer::from_str(text));
    match (failure, read) {
        (Some(Failure::Refused(refusal)), _) => Err(refusal),
        (Some(Failure::Nested(key)), _) => Err(refused(line, JsonDefect::Nested { key })),
        (None, Err(error)) => Err(broken(line, &error)),
        (None, Ok(())) => Ok(()),
    }
}

/// Why an object is no row, apart from what is wrong with its text.
enum Failure {
    Refused(Unreadable),
    /// The key whose value has objects in it.
    Nested(String),
}

struct Members<'a> {
    keys: &'a mut Keys,
    take: &'a mut dyn FnMut(usize, &str) -> serde_json::Result<Cell>,
    failure: &'a mut Option<Failure>,
}

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Members { keys, take, failure } = self;
        while let Some(place) = map.next_key_seed(Key(keys))? {
            let raw = map.next_value::<&RawValue>()?.get();
            let place = match place {
                Ok(place) => place,
                Err(refusal) => {
                    failure.get_or_insert(Failure::Refused(refusal));
                    continue;
                }
            };
            match take(place, raw).map_err(serde::de::Error::custom)? {
                Cell::Text(_) => {}
                Cell::Nested => {
                    let key = keys.names()[place].clone();
                    failure.get_or_insert(Failure::Nested(key));
                }
            }
        }
        Ok(())
    }
}

/// A key, which becomes its place without a text of its own.
struct Key<'a>(&'a mut Keys);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Result<usize, Unreadable>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Result<usize, Unreadable>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.place(name))
    }
}
