//! Which rows carry which logon name.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use std::hash::BuildHasher;

/// The number of a logon name in its source, from 0 in the order of the first rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NameKey(u32);

impl NameKey {
    /// Stands for a row without a name.
    const NONE: NameKey = NameKey(u32::MAX);

    pub(crate) fn get(self) -> usize {
        self.0 as usize
    }

    /// The key behind this one, which the source may not have.
    pub(crate) fn next(self) -> NameKey {
        NameKey(self.0 + 1)
    }
}

/// The logon names of a source, each stored once, with their rows.
#[derive(Debug)]
pub(crate) struct Interner {
    text: String,
    ends: Vec<u32>,
    /// By key: the first row that has it.
    first_rows: Vec<u32>,
    /// Pairs of key and row for all further rows, in the order of the rows.
    later_rows: Vec<(NameKey, u32)>,
    /// By row.
    keys: Vec<NameKey>,
    table: HashTable<NameKey>,
    // A fixed seed: the same input gives the same order of work everywhere.
    hasher: FixedState,
}

impl Interner {
    pub(crate) fn new() -> Interner {
        Interner {
            text: String::new(),
            ends: Vec::new(),
            first_rows: Vec::new(),
            later_rows: Vec::new(),
            keys: Vec::new(),
            table: HashTable::new(),
            hasher: FixedState::with_seed(0),
        }
    }

    /// Makes room for so many rows at once.
    pub(crate) fn reserve(&mut self, n_rows: usize) {
        let Interner { ends, first_rows, keys, table, text, hasher, .. } = self;
        let n_more = n_rows.saturating_sub(keys.len());
        ends.reserve(n_more);
        first_rows.reserve(n_more);
        keys.reserve(n_more);
        table.reserve(n_more, |&key| hasher.hash_one(stored(text, ends, key)));
    }

    /// How many rows were added.
    pub(crate) fn n_rows(&self) -> usize {
        self.keys.len()
    }

    /// How many different names there are.
    pub(crate) fn n_keys(&self) -> usize {
        self.ends.len()
    }

    /// Adds the next row; the result is the first row of the same name, if there is one.
    pub(crate) fn push(&mut self, name: Option<&str>) -> Option<usize> {
        let row = self.keys.len() as u32;
        let Some(name) = name else {
            self.keys.push(NameKey::NONE);
            return None;
        };
        let Interner { text, ends, first_rows, later_rows, keys, table, hasher } = self;
        let is_it = |key: &NameKey| stored(text, ends, *key) == name;
        let hash = |key: &NameKey| hasher.hash_one(stored(text, ends, *key));
        match table.entry(hasher.hash_one(name), is_it, hash) {
            Entry::Occupied(found) => {
                let key = *found.get();
                keys.push(key);
                later_rows.push((key, row));
                Some(first_rows[key.get()] as usize)
            }
            Entry::Vacant(place) => {
                let key = NameKey(ends.len() as u32);
                place.insert(key);
                text.push_str(name);
                ends.push(text.len() as u32);
                first_rows.push(row);
                keys.push(key);
                None
            }
        }
    }

    /// All keys.
    pub(crate) fn keys(&self) -> impl Iterator<Item = NameKey> + use<> {
        (0..self.n_keys() as u32).map(NameKey)
    }

    /// The key of a name.
    pub(crate) fn find(&self, name: &str) -> Option<NameKey> {
        let hash = self.hasher.hash_one(name);
        self.table.find(hash, |&key| stored(&self.text, &self.ends, key) == name).copied()
    }

    pub(crate) fn name(&self, key: NameKey) -> &str {
        stored(&self.text, &self.ends, key)
    }

    /// The name on a row.
    pub(crate) fn name_of_row(&self, row: usize) -> Option<&str> {
        self.key_of_row(row).map(|key| self.name(key))
    }

    /// The key of the name on a row.
    pub(crate) fn key_of_row(&self, row: usize) -> Option<NameKey> {
        self.keys.get(row).copied().filter(|&key| key != NameKey::NONE)
    }

    /// The first row of a key.
    pub(crate) fn first_row(&self, key: NameKey) -> usize {
        self.first_rows[key.get()] as usize
    }

    /// All rows of a key, the first one first. The further ones are sorted by key once
    /// [`Interner::finish`] was called.
    pub(crate) fn rows(&self, key: NameKey) -> impl Iterator<Item = usize> {
        let start = self.later_rows.partition_point(|&(other, _)| other < key);
        let later = self.later_rows[start..]
            .iter()
            .take_while(move |&&(other, _)| other == key)
            .map(|&(_, row)| row as usize);
        std::iter::once(self.first_row(key)).chain(later)
    }

    /// How many rows repeat a name.
    pub(crate) fn n_repeated(&self) -> usize {
        self.later_rows.len()
    }

    pub(crate) fn finish(&mut self) {
        self.later_rows.sort_unstable();
    }
}

fn stored<'a>(text: &'a str, ends: &[u32], key: NameKey) -> &'a str {
    let key = key.get();
    let start = if key == 0 { 0 } else { ends[key - 1] as usize };
    &text[start..ends[key] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_name() {
        let mut names = Interner::new();
        let first: Vec<_> = [Some("b"), None, Some("a"), Some("b"), Some("b")]
            .into_iter()
            .map(|name| names.push(name))
            .collect();
        names.finish();
        assert_eq!(first, [None, None, None, Some(0), Some(0)]);
        assert_eq!((names.n_rows(), names.n_keys(), names.n_repeated()), (5, 2, 2));
        let key = names.find("b").unwrap();
        assert_eq!(names.rows(key).collect::<Vec<_>>(), [0, 3, 4]);
        assert_eq!(names.name_of_row(2), Some("a"));
        assert_eq!(names.name_of_row(1), None);
        assert_eq!(names.find("c"), None);
    }
}
