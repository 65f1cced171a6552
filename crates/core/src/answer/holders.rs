//! Which of several sources have a name.

use crate::source::Source;
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::Arc;

/// So many sources, the largest, are asked one by one. Of more of them each would be asked
/// for the names of all.
const MAX_ASKED: usize = 4;

/// Sources that are asked for a name. The sources are the same in each call.
pub(super) struct Holders {
    /// The sources, in the order in which they answer.
    order: Vec<usize>,
    /// Those that are asked one by one, by their places in that order.
    asked: Vec<usize>,
    /// The places of the others.
    others: Vec<usize>,
    /// How many of these are known by their names, and how many names of the next one.
    n_known: usize,
    n_names_known: u32,
    /// For each name of the others all that have it, as places with its key there.
    names: HashTable<Vec<(usize, u32)>>,
    // A fixed seed: the same input gives the same order of work everywhere.
    hasher: FixedState,
}

impl Holders {
    /// Asks these of the sources, in this order, once [`Holders::advance`] is through.
    pub(super) fn new(sources: &[Arc<Source>], order: Vec<usize>) -> Holders {
        let mut asked: Vec<usize> = (0..order.len()).collect();
        asked.sort_by_key(|&place| std::cmp::Reverse(sources[order[place]].n_names()));
        let others = asked.split_off(asked.len().min(MAX_ASKED));
        asked.sort_unstable();
        Holders {
            order,
            asked,
            others,
            n_known: 0,
            n_names_known: 0,
            names: HashTable::new(),
            hasher: FixedState::with_seed(0),
        }
    }

    /// Looks at some names, takes their number off `left`, and says whether all are known.
    pub(super) fn advance(&mut self, sources: &[Arc<Source>], left: &mut usize) -> bool {
        while let Some(&place) = self.others.get(self.n_known) {
            while self.n_names_known < sources[self.order[place]].n_names() as u32 {
                if *left == 0 {
                    return false;
                }
                *left -= 1;
                self.know(sources, place, self.n_names_known);
                self.n_names_known += 1;
            }
            self.n_known += 1;
            self.n_names_known = 0;
        }
        true
    }

    fn know(&mut self, sources: &[Arc<Source>], place: usize, key: u32) {
        let Holders { order, names, hasher, .. } = self;
        let name_of = |(place, key): (usize, u32)| sources[order[place]].names.name(key);
        let name = name_of((place, key));
        let holders = names
            .entry(
                hasher.hash_one(name),
                |holders| name_of(holders[0]) == name,
                |holders| hasher.hash_one(name_of(holders[0])),
            )
            .or_insert_with(Vec::new);
        holders.into_mut().push((place, key));
    }

    /// The source in a place of the order.
    pub(super) fn source(&self, place: usize) -> Option<usize> {
        self.order.get(place).copied()
    }

    /// The sources that have a name, in their order, with its key there.
    pub(super) fn find(&self, sources: &[Arc<Source>], name: &str) -> Vec<(usize, u32)> {
        let names = |place: usize| &sources[self.order[place]].names;
        let ask = |&place: &usize| Some((place, names(place).find(name)?));
        let mut found: Vec<(usize, u32)> = self.asked.iter().filter_map(ask).collect();
        let is_it = |holders: &Vec<(usize, u32)>| {
            let (place, key) = holders[0];
            names(place).name(key) == name
        };
        if let Some(others) = self.names.find(self.hasher.hash_one(name), is_it) {
            found.extend(others);
            found.sort_unstable();
        }
        found.into_iter().map(|(place, key)| (self.order[place], key)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{DEFAULT, Policy};
    use crate::source::{Config, Kind, Reader};

    #[test]
    fn many_sources_answer_in_their_order() {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let read = |text: &str| {
            let config = Config { kind: Some(Kind::Names), ..Config::new("f") };
            let mut reader = Reader::new(config, policy.clone());
            reader.push(text.as_bytes()).unwrap();
            Arc::new(reader.finish().unwrap())
        };
        let sources: Vec<Arc<Source>> = (0..3 * MAX_ASKED)
            .map(|n| read(&format!("all\nfrom{}\n{}", n / 4, "x\ny\nz\n".repeat(n % 3))))
            .collect();
        let order: Vec<usize> = (0..sources.len()).rev().collect();
        let mut holders = Holders::new(&sources, order.clone());
        while !holders.advance(&sources, &mut 2) {}
        let found = |name: &str| -> Vec<usize> {
            holders.find(&sources, name).into_iter().map(|(source, _)| source).collect()
        };
        assert_eq!(found("all"), order);
        assert_eq!(found("from1"), [7, 6, 5, 4]);
        assert_eq!(found("x"), [11, 10, 8, 7, 5, 4, 2, 1]);
        assert!(found("nobody").is_empty());
        for (source, key) in holders.find(&sources, "from2") {
            assert_eq!(sources[source].names.name(key), "from2");
        }
    }
}
