//! From one object of a JSON text to the next.

use super::value::{self, Cell};
use super::{broken, n_lines, refused};
use crate::problem::{JsonDefect, Unreadable};
use crate::table::sheet::check_row;
use serde_json::value::RawValue;

/// What comes next in the text.
pub(super) enum Item<'a> {
    /// An object that is a row, as written.
    Record { line: u32, text: &'a str },
    /// A value beside the list.
    Beside { line: u32, key: String, value: String },
    /// What came was beside no list: it was a row itself, which comes again.
    NoList,
}

/// Where in the text it is, and on which line.
#[derive(Clone, Copy)]
struct Spot {
    at: usize,
    line: u32,
}

/// What is around it there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    /// Objects one behind the other, mostly one a line.
    Lines,
    /// The array that is all of the text.
    Array,
    /// The object around the array; whether the array is behind.
    Wrapper {
        has_list: bool,
    },
    /// The array in an object.
    Wrapped,
    Over,
}

/// Goes from one object to the next.
pub(super) struct Cursor {
    spot: Spot,
    around: Around,
    /// Where it began.
    first: (Spot, Around),
    /// Whether a value has come since the last opening bracket.
    is_behind_value: bool,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Cursor {
        let spot = Spot { at: 0, line: 1 };
        let mut cursor = Cursor {
            spot,
            around: Around::Lines,
            first: (spot, Around::Lines),
            is_behind_value: false,
        };
        cursor.pass_blank(text);
        cursor.around = match cursor.peek(text) {
            Some(b'[') => {
                cursor.step(text, 1);
                Around::Array
            }
            // Whether it is around a list is known once its members were seen.
            _ => Around::Wrapper { has_list: false },
        };
        cursor.first = (cursor.spot, cursor.around);
        cursor
    }

    /// How far it is.
    pub(super) fn at(&self) -> usize {
        self.spot.at
    }

    /// Goes back to the beginning.
    pub(super) fn rewind(&mut self) {
        (self.spot, self.around) = self.first;
        self.is_behind_value = false;
    }

    /// The next item; nothing at the end.
    ///
    /// # Errors
    /// When the text is broken, cut off, or no list of objects.
    pub(super) fn next<'a>(
        &mut self,
        text: &'a str,
    ) -> Result<Option<Item<'a>>, Unreadable> {
        loop {
            self.pass_blank(text);
            let item = match self.around {
                Around::Over => match self.peek(text) {
                    None => return Ok(None),
                    Some(_) => return Err(self.refused(JsonDefect::Broken)),
                },
                Around::Lines => match self.peek(text) {
                    None => return Ok(None),
                    Some(_) => Some(self.record(text)?),
                },
                Around::Array | Around::Wrapped => self.element(text)?,
                Around::Wrapper { has_list } => self.member(text, has_list)?,
            };
            if item.is_some() {
                return Ok(item);
            }
        }
    }

    /// The next element of an array; nothing when something else comes first.
    fn element<'a>(&mut self, text: &'a str) -> Result<Option<Item<'a>>, Unreadable> {
        match self.peek(text) {
            Some(b']') => {
                self.step(text, 1);
                self.is_behind_value = true;
                self.around = match self.around {
                    Around::Wrapped => Around::Wrapper { has_list: true },
                    _ => Around::Over,
                };
                Ok(None)
            }
            _ => {
                self.pass_comma(text)?;
                self.record(text).map(Some)
            }
        }
    }

    /// The next member of an object that may be around a list.
    fn member<'a>(
        &mut self,
        text: &'a str,
        has_list: bool,
    ) -> Result<Option<Item<'a>>, Unreadable> {
        if self.spot.at > self.first.0.at {
            if self.peek(text) == Some(b'}') {
                self.step(text, 1);
                return Ok(self.end_wrapper(has_list));
            }
            self.pass_comma(text)?;
        } else {
            self.step(text, 1);
            self.pass_blank(text);
            if self.peek(text) == Some(b'}') {
                return Ok(self.end_wrapper(has_list));
            }
        }
        let line = self.spot.line;
        let key = self.key(text)?;
        self.is_behind_value = true;
        if self.peek(text) == Some(b'[') {
            let inner = text[self.spot.at + 1..].trim_start();
            if inner.starts_with('{') {
                if has_list {
                    return Err(refused(line, JsonDefect::SeveralLists { key }));
                }
                self.step(text, 1);
                self.around = Around::Wrapped;
                self.is_behind_value = false;
                return Ok(None);
            }
            if inner.starts_with(']') && key.eq_ignore_ascii_case("value") {
                return Err(Unreadable::NoRow { sheet: None });
            }
        }
        let raw = self.raw(text)?;
        match value::cell(raw) {
            Ok(Cell::Text(value)) => Ok(Some(Item::Beside { line, key, value })),
            Ok(Cell::Nested) => Err(refused(line, JsonDefect::Nested { key })),
            Err(error) => Err(broken(line, &error)),
        }
    }

    /// Behind an object without a list it is known that the object itself is a row.
    fn end_wrapper<'a>(&mut self, has_list: bool) -> Option<Item<'a>> {
        if has_list {
            self.around = Around::Over;
            return None;
        }
        self.first.1 = Around::Lines;
        self.rewind();
        Some(Item::NoList)
    }

    fn key(&mut self, text: &str) -> Result<String, Unreadable> {
        let line = self.spot.line;
        self.pass_blank(text);
        let raw = self.raw(text)?;
        let key = match value::cell(raw) {
            Ok(Cell::Text(key)) if raw.starts_with('"') => key,
            _ => return Err(refused(line, JsonDefect::Broken)),
        };
        self.pass_blank(text);
        match self.peek(text) {
            Some(b':') => self.step(text, 1),
            None => return Err(self.refused(JsonDefect::Cut)),
            Some(_) => return Err(self.refused(JsonDefect::Broken)),
        }
        self.pass_blank(text);
        Ok(key)
    }

    /// The comma before all elements but the first.
    fn pass_comma(&mut self, text: &str) -> Result<(), Unreadable> {
        if self.is_behind_value {
            match self.peek(text) {
                Some(b',') => self.step(text, 1),
                None => return Err(self.refused(JsonDefect::Cut)),
                Some(_) => return Err(self.refused(JsonDefect::Broken)),
            }
            self.pass_blank(text);
        }
        self.is_behind_value = true;
        Ok(())
    }

    /// The object that begins here.
    fn record<'a>(&mut self, text: &'a str) -> Result<Item<'a>, Unreadable> {
        let line = self.spot.line;
        let raw = self.raw(text)?;
        check_row(line, raw.len())?;
        match raw.starts_with('{') {
            true => Ok(Item::Record { line, text: raw }),
            false => Err(refused(line, JsonDefect::NoObject)),
        }
    }

    /// The value that begins here, as written.
    fn raw<'a>(&mut self, text: &'a str) -> Result<&'a str, Unreadable> {
        let rest = &text[self.spot.at..];
        let mut values =
            serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(raw)) => {
                let n_bytes = values.byte_offset();
                self.step(text, n_bytes);
                Ok(raw.get())
            }
            Some(Err(error)) => Err(broken(self.spot.line, &error)),
            None => Err(self.refused(JsonDefect::Cut)),
        }
    }

    fn peek(&self, text: &str) -> Option<u8> {
        text.as_bytes().get(self.spot.at).copied()
    }

    fn step(&mut self, text: &str, n_bytes: usize) {
        let end = self.spot.at + n_bytes;
        self.spot.line += n_lines(&text[self.spot.at..end]);
        self.spot.at = end;
    }

    fn pass_blank(&mut self, text: &str) {
        let rest = &text[self.spot.at..];
        let kept =
            rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        self.step(text, rest.len() - kept.len());
    }

    fn refused(&self, defect: JsonDefect) -> Unreadable {
        refused(self.spot.line, defect)
    }
}
