//! Which of several sources have a name.

use crate::source::Source;
use std::collections::HashMap;
use std::sync::Arc;

/// So many sources, the largest, are asked one by one. Of more of them each would be asked
/// for the names of all.
const MAX_ASKED: usize = 4;

/// Sources that are asked for a name.
pub(super) struct Holders<'a> {
    sources: &'a [Arc<Source>],
    /// The sources, in the order in which they answer.
    order: Vec<usize>,
    /// Those that are asked one by one, by their places in that order.
    asked: Vec<usize>,
    /// The places of the others that have a name, with its key there.
    others: HashMap<&'a str, Vec<(usize, u32)>>,
}

impl<'a> Holders<'a> {
    /// Asks these of the sources, in this order.
    pub(super) fn new(sources: &'a [Arc<Source>], order: Vec<usize>) -> Holders<'a> {
        let mut asked: Vec<usize> = (0..order.len()).collect();
        asked.sort_by_key(|&place| std::cmp::Reverse(sources[order[place]].n_names()));
        let rest = asked.split_off(asked.len().min(MAX_ASKED));
        asked.sort_unstable();
        let mut others: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
        for place in rest {
            let names = &sources[order[place]].names;
            for key in 0..names.n_keys() as u32 {
                others.entry(names.name(key)).or_default().push((place, key));
            }
        }
        Holders { sources, order, asked, others }
    }

    /// The sources, in their order.
    pub(super) fn order(&self) -> &[usize] {
        &self.order
    }

    /// The sources that have a name, in their order, with its key there.
    pub(super) fn find(&self, name: &str) -> Vec<(usize, u32)> {
        let ask = |&place: &usize| {
            Some((place, self.sources[self.order[place]].names.find(name)?))
        };
        let mut found: Vec<(usize, u32)> = self.asked.iter().filter_map(ask).collect();
        if let Some(others) = self.others.get(name) {
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
        let holders = Holders::new(&sources, order.clone());
        let found = |name: &str| -> Vec<usize> {
            holders.find(name).into_iter().map(|(source, _)| source).collect()
        };
        assert_eq!(found("all"), order);
        assert_eq!(found("from1"), [7, 6, 5, 4]);
        assert_eq!(found("x"), [11, 10, 8, 7, 5, 4, 2, 1]);
        assert!(found("nobody").is_empty());
        for (source, key) in holders.find("from2") {
            assert_eq!(sources[source].names.name(key), "from2");
        }
    }
}
