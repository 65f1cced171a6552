//! The columns of what names every value: each name is a column, in the order in which the
//! names come first.

use crate::problem::{Excess, Unreadable};
use std::collections::HashMap;

/// No list of people has more. A row has room for every column up to its last filled one, so
/// this bounds what a small file can become.
const MAX_KEYS: usize = 1000;

/// Names of columns, and where they are.
#[derive(Debug, Default)]
pub(super) struct Keys {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Keys {
    /// The column of a name, which is a new one if need be.
    ///
    /// # Errors
    /// When there are more than any list of people has.
    pub(super) fn place(&mut self, name: &str) -> Result<usize, Unreadable> {
        if let Some(place) = self.places.get(name) {
            return Ok(*place);
        }
        if self.names.len() == MAX_KEYS {
            let excess = Excess::RowCells { max: MAX_KEYS };
            return Err(Unreadable::TooMuch(excess));
        }
        self.places.insert(name.to_owned(), self.names.len());
        self.names.push(name.to_owned());
        Ok(self.names.len() - 1)
    }

    /// All of them.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Writes a value into a row. A name that a row has twice has both values.
    pub(super) fn fill(row: &mut Vec<String>, place: usize, value: String) {
        if value.is_empty() {
            return;
        }
        if row.len() <= place {
            row.resize(place + 1, String::new());
        }
        let cell = &mut row[place];
        if cell.is_empty() {
            *cell = value;
        } else if *cell != value {
            cell.push_str(BETWEEN_VALUES);
            cell.push_str(&value);
        }
    }
}

/// Stands between several values of one cell.
pub(super) const BETWEEN_VALUES: &str = "; ";
