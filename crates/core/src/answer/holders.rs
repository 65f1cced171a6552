//! Which of several sources have a name.

use crate::source::{NameKey, Source};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::sync::Arc;

/// So many sources, the largest, are asked one by one. Of more of them each would be asked
/// for the names of all.
const MAX_ASKED: usize = 4;

/// The place of a source in the order in which they answer, from 0.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OrderIndex(usize);

impl OrderIndex {
    pub(super) fn next(self) -> OrderIndex {
        OrderIndex(self.0 + 1)
    }
}

/// Sources that are asked for a name. The sources are the same in each call.
pub(super) struct Holders {
    /// The sources, in the order in which they answer.
    order: Vec<usize>,
    /// Those that are asked one by one.
    asked: Vec<OrderIndex>,
    others: Vec<OrderIndex>,
    /// How many of these are known by their names, and the first name of the next one that is
    /// not.
    n_known: usize,
    next_name: NameKey,
    /// For each name of the others all that have it, with its key there.
    names: HashTable<Vec<(OrderIndex, NameKey)>>,
    // A fixed seed: the same input gives the same order of work everywhere.
    hasher: FixedState,
}

impl Holders {
    /// Asks these of the sources, in this order, once [`Holders::advance`] is through.
    pub(super) fn new(sources: &[Arc<Source>], order: Vec<usize>) -> Holders {
        let mut asked: Vec<OrderIndex> = (0..order.len()).map(OrderIndex).collect();
        asked.sort_by_key(|at| std::cmp::Reverse(sources[order[at.0]].n_names()));
        let others = asked.split_off(asked.len().min(MAX_ASKED));
        asked.sort_unstable();
        Holders {
            order,
            asked,
            others,
            n_known: 0,
            next_name: NameKey::default(),
            names: HashTable::new(),
            hasher: FixedState::with_seed(0),
        }
    }

    /// Looks at some names, takes their number off `left`, and says whether all are known.
    pub(super) fn advance(&mut self, sources: &[Arc<Source>], left: &mut usize) -> bool {
        while let Some(&at) = self.others.get(self.n_known) {
            while self.next_name.get() < sources[self.order[at.0]].n_names() {
                if *left == 0 {
                    return false;
                }
                *left -= 1;
                self.know(sources, at, self.next_name);
                self.next_name = self.next_name.next();
            }
            self.n_known += 1;
            self.next_name = NameKey::default();
        }
        true
    }

    fn know(&mut self, sources: &[Arc<Source>], at: OrderIndex, key: NameKey) {
        let Holders { order, names, hasher, .. } = self;
        let name_of =
            |(at, key): (OrderIndex, NameKey)| sources[order[at.0]].names.name(key);
        let name = name_of((at, key));
        let holders = names
            .entry(
                hasher.hash_one(name),
                |holders| name_of(holders[0]) == name,
                |holders| hasher.hash_one(name_of(holders[0])),
            )
            .or_insert_with(Vec::new);
        holders.into_mut().push((at, key));
    }

    pub(super) fn n_sources(&self) -> usize {
        self.order.len()
    }

    /// Which of the sources has its turn there.
    pub(super) fn source(&self, at: OrderIndex) -> Option<usize> {
        self.order.get(at.0).copied()
    }

    /// The sources that have a name, in their order, with its key there.
    pub(super) fn find(
        &self,
        sources: &[Arc<Source>],
        name: &str,
    ) -> Vec<(usize, NameKey)> {
        let names = |at: OrderIndex| &sources[self.order[at.0]].names;
        let ask = |&at: &OrderIndex| Some((at, names(at).find(name)?));
        let mut found: Vec<(OrderIndex, NameKey)> =
            self.asked.iter().filter_map(ask).collect();
        let is_it = |holders: &Vec<(OrderIndex, NameKey)>| {
            let (at, key) = holders[0];
            names(at).name(key) == name
        };
        if let Some(others) = self.names.find(self.hasher.hash_one(name), is_it) {
            found.extend(others);
            found.sort_unstable();
        }
        found.into_iter().map(|(at, key)| (self.order[at.0], key)).collect()
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
