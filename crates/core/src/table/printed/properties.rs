//! A property and its value on each line: `Name : value`, with the colons below each other, a
//! blank line between two objects, and the rest of long values below their beginning.

use super::{Lines, Oddities, SLICE_LINES};
use crate::problem::{Finding, Foreign, Problems, Unreadable};
use crate::table::keys::Keys;
use crate::table::sheet::{SheetRow, Sheets};
use std::ops::Range;

/// Whether lines are properties with their values: the colons stand below each other.
pub(super) fn is_property_list(lines: &[&str]) -> bool {
    const MIN_LINES: usize = 3;
    const MIN_SHARE: f64 = 0.8;
    let Some(first) = lines.iter().find_map(|line| colon(line)) else { return false };
    let is_below = |line: &str| colon(line) == Some(first) || line.starts_with("   ");
    let n_named = lines.iter().filter(|line| colon(line) == Some(first)).count();
    let n_below = lines.iter().filter(|line| is_below(line)).count();
    n_named >= MIN_LINES && n_below as f64 >= MIN_SHARE * lines.len() as f64
}

/// Where the colon behind a name stands, if the line begins with a name.
fn colon(line: &str) -> Option<usize> {
    let (name, _) =
        line.split_once(" : ").or(line.strip_suffix(" :").map(|name| (name, "")))?;
    let can_be_in_name =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-' | '.');
    let is_name =
        name.starts_with(char::is_alphabetic) && name.chars().all(can_be_in_name);
    is_name.then_some(name.len() + 1)
}

/// The value of a property while its lines come.
struct OpenValue {
    column: usize,
    line: u32,
    text: String,
    /// Whether its last line is a single word, and its length.
    is_word: bool,
    is_unsure: bool,
}

/// The objects that were printed, each of which is a row.
pub(in crate::table) struct PrintedProperties {
    lines: Lines,
    names: [String; 1],
    is_known: bool,
    keys: Keys,
    oddities: Oddities,
    beside: Vec<(u32, String)>,
    /// How many objects there are, and how many of them have more than one property.
    n_objects: usize,
    n_several: usize,
    /// A line that was read and belongs to the next object.
    waiting: Option<String>,
    is_header_given: bool,
}

impl PrintedProperties {
    pub(in crate::table) fn new(text: String) -> PrintedProperties {
        PrintedProperties {
            lines: Lines::new(text),
            names: [String::new()],
            is_known: false,
            keys: Keys::default(),
            oddities: Oddities::default(),
            beside: Vec::new(),
            n_objects: 0,
            n_several: 0,
            waiting: None,
            is_header_given: false,
        }
    }

    /// The next object: the line on which it begins, and its cells.
    fn object(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        let mut object: Option<Object> = None;
        loop {
            let Some(line) = self.waiting.take().or_else(|| self.lines.next()) else {
                return Ok(object.map(|object| self.end(object)));
            };
            let number = self.lines.number;
            if line.is_empty() {
                match object {
                    Some(object) => return Ok(Some(self.end(object))),
                    None => continue,
                }
            }
            let Some(open) = &mut object else {
                match colon(&line) {
                    Some(at) => {
                        let mut begun = Object::new(number, at);
                        begun.take(&line, number, &mut self.keys)?;
                        object = Some(begun);
                    }
                    // A prompt, a title.
                    None if !line.starts_with("   ") => self.note(number, &line),
                    None => return Err(Unreadable::Foreign(Foreign::PropertyList)),
                }
                continue;
            };
            if open.goes_on(&line) {
                open.append(line.trim_start());
            } else if open.has_property(&line, &mut self.keys)? {
                // The blank line is missing.
                self.waiting = Some(line);
                return Ok(object.map(|object| self.end(object)));
            } else {
                open.take(&line, number, &mut self.keys)?;
            }
        }
    }

    fn note(&mut self, number: u32, line: &str) {
        if !self.is_known {
            self.beside.push((number, line.to_owned()));
        }
    }

    fn end(&mut self, mut object: Object) -> SheetRow {
        object.close();
        let row = SheetRow { line: object.line, cells: object.cells };
        if !self.is_known {
            self.n_objects += 1;
            self.n_several += usize::from(object.columns.len() > 1);
            self.oddities.look(&row);
            for (line, column) in object.unsure {
                let text = &row.cells[column];
                self.oddities.add(Finding::ValueWrapped, line, column, text);
            }
        }
        row
    }
}

/// An object while its lines come.
struct Object {
    line: u32,
    /// Where its colons stand.
    colon: usize,
    cells: Vec<String>,
    /// The columns that it has.
    columns: Vec<usize>,
    value: Option<OpenValue>,
    unsure: Vec<(u32, usize)>,
}

impl Object {
    fn new(line: u32, colon: usize) -> Object {
        let (cells, columns, unsure) = (Vec::new(), Vec::new(), Vec::new());
        Object { line, colon, cells, columns, value: None, unsure }
    }

    /// The name and the value on a line.
    fn parts<'a>(&self, line: &'a str) -> Option<(&'a str, &'a str)> {
        let (name, value) = (line.get(..self.colon)?, line.get(self.colon..)?);
        let value = value.strip_prefix(':')?;
        let is_parted =
            name.ends_with(' ') && (value.is_empty() || value.starts_with(' '));
        (is_parted && colon(line) == Some(self.colon))
            .then(|| (name.trim_end(), value.trim()))
    }

    /// Whether a line goes on with the value above.
    fn goes_on(&self, line: &str) -> bool {
        let n_blank = line.len() - line.trim_start().len();
        self.value.is_some() && n_blank > self.colon
    }

    /// Whether it has the property of a line already.
    fn has_property(&self, line: &str, keys: &mut Keys) -> Result<bool, Unreadable> {
        let Some((name, _)) = self.parts(line) else { return Ok(false) };
        Ok(self.columns.contains(&keys.place(name)?))
    }

    /// Takes a line with a property.
    fn take(
        &mut self,
        line: &str,
        number: u32,
        keys: &mut Keys,
    ) -> Result<(), Unreadable> {
        let refused = Unreadable::Foreign(Foreign::PropertyList);
        let (name, value) = self.parts(line).ok_or(refused)?;
        self.close();
        let column = keys.place(name)?;
        self.columns.push(column);
        self.value = Some(OpenValue {
            column,
            line: number,
            text: value.to_owned(),
            is_word: is_word(value),
            is_unsure: false,
        });
        Ok(())
    }

    /// Goes on with a value that was wrapped: at a space if there was one, else in the middle
    /// of a word.
    fn append(&mut self, text: &str) {
        let Some(value) = &mut self.value else { return };
        match value.is_word {
            // A single word can end where the line does.
            true => value.is_unsure = true,
            false if value.text.is_empty() => {}
            false => value.text.push(' '),
        }
        value.text.push_str(text);
        value.is_word = is_word(text);
    }

    fn close(&mut self) {
        let Some(value) = self.value.take() else { return };
        Keys::fill(&mut self.cells, value.column, value.text);
        if value.is_unsure {
            self.unsure.push((value.line, value.column));
        }
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(' ')
}

impl Sheets for PrintedProperties {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn prepare(&mut self) -> Result<bool, Unreadable> {
        let until = self.lines.number.saturating_add(SLICE_LINES as u32);
        while !self.is_known && self.lines.number < until {
            if self.object()?.is_none() {
                self.is_known = true;
                // With a blank line behind every line nobody knows where an object ends.
                if self.n_several == 0 && self.keys.names().len() > 1 {
                    return Err(Unreadable::Foreign(Foreign::PropertyList));
                }
            }
        }
        Ok(!self.is_known)
    }

    fn open(&mut self, _: usize) -> Result<(), Unreadable> {
        self.lines.rewind();
        self.waiting = None;
        self.is_header_given = false;
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>, Unreadable> {
        if self.n_objects > 0 && !self.is_header_given {
            self.is_header_given = true;
            return Ok(Some(SheetRow { line: 0, cells: self.keys.names().to_vec() }));
        }
        self.object()
    }

    fn header(&self) -> Option<Range<usize>> {
        Some(0..1)
    }

    fn beside(&mut self) -> Vec<(u32, String)> {
        std::mem::take(&mut self.beside)
    }

    fn report(&self, file: &str, problems: &mut Problems) {
        self.oddities.report(self.keys.names(), file, problems);
    }
}
