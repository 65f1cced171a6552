//! Sorting in slices, so that a page can be used meanwhile: a bottom-up merge sort (Knuth,
//! The Art of Computer Programming, 5.2.4), which can stop after any merge of some places.

use std::cmp::Ordering;

/// How many neighbors are sorted at once, before the runs of them are merged.
const RUN: usize = 512;

/// The places from 0 to a number, sorted step by step: short runs first, then pairs of runs
/// are merged until there is one. Equal ones keep their order.
pub(super) struct Sorting {
    places: Vec<u32>,
    /// How long a sorted run is; 0 until the first runs are sorted.
    run: usize,
    /// What is merged already of this round.
    merged: Vec<u32>,
    /// How many of the runs that are merged now were taken, of each.
    taken: [usize; 2],
}

impl Sorting {
    /// Nothing is sorted yet.
    pub(super) fn new(n_places: usize) -> Sorting {
        Sorting {
            places: (0..n_places as u32).collect(),
            run: 0,
            merged: Vec::with_capacity(n_places),
            taken: [0; 2],
        }
    }

    /// Does about as much as looking at `left` places, takes that off `left`, and says whether
    /// all are sorted. `compare` is the same in each call.
    pub(super) fn advance(
        &mut self,
        left: &mut usize,
        compare: impl Fn(u32, u32) -> Ordering,
    ) -> bool {
        while self.run < self.places.len() {
            if *left == 0 {
                return false;
            }
            if self.run == 0 {
                self.sort_run(left, &compare);
            } else {
                self.merge(left, &compare);
            }
            if self.merged.len() == self.places.len() {
                std::mem::swap(&mut self.places, &mut self.merged);
                self.merged.clear();
                self.taken = [0; 2];
                self.run = if self.run == 0 { RUN } else { 2 * self.run };
            }
        }
        true
    }

    /// The places in their order.
    pub(super) fn into_places(self) -> Vec<u32> {
        self.places
    }

    fn sort_run(&mut self, left: &mut usize, compare: impl Fn(u32, u32) -> Ordering) {
        let start = self.merged.len();
        let end = self.places.len().min(start + RUN);
        self.merged.extend_from_slice(&self.places[start..end]);
        self.merged[start..].sort_by(|&a, &b| compare(a, b));
        *left = left.saturating_sub(end - start);
    }

    /// Merges a pair of runs as far as `left` allows.
    fn merge(&mut self, left: &mut usize, compare: impl Fn(u32, u32) -> Ordering) {
        let start = self.merged.len() - self.taken[0] - self.taken[1];
        let middle = self.places.len().min(start + self.run);
        let end = self.places.len().min(start + 2 * self.run);
        while *left > 0 {
            let (first, second) = (start + self.taken[0], middle + self.taken[1]);
            let is_first = match (first < middle, second < end) {
                (true, true) => {
                    compare(self.places[first], self.places[second]) != Ordering::Greater
                }
                (false, false) => {
                    self.taken = [0; 2];
                    return;
                }
                (has_first, _) => has_first,
            };
            self.merged.push(self.places[if is_first { first } else { second }]);
            self.taken[usize::from(!is_first)] += 1;
            *left -= 1;
        }
    }
}

/// Puts items into the order of `places`, which tell for each place what comes there.
pub(super) fn arrange<T>(items: &mut [T], places: &[u32]) {
    let mut goes_to = vec![0; places.len()];
    for (to, &from) in places.iter().enumerate() {
        goes_to[from as usize] = to;
    }
    for place in 0..items.len() {
        while goes_to[place] != place {
            let to = goes_to[place];
            items.swap(place, to);
            goes_to.swap(place, to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn slices_of_any_size_sort_as_one(
            mut keys in proptest::collection::vec(0_u16..500, 0..3000),
            step in 1_usize..2000,
        ) {
            let mut sorting = Sorting::new(keys.len());
            let mut n_slices = 0;
            loop {
                let mut left = step;
                n_slices += 1;
                if sorting.advance(&mut left, |a, b| keys[a as usize].cmp(&keys[b as usize])) {
                    break;
                }
                // A run is sorted whole.
                prop_assert_eq!(left, 0);
            }
            prop_assert!(n_slices <= 1 + 5 * keys.len() / step);
            // No slice does more than was asked for; only a run is sorted whole.
            let n_rounds = keys.len().div_ceil(RUN).next_power_of_two().ilog2() as usize;
            prop_assert!(n_slices >= n_rounds * keys.len() / step);
            let places = sorting.into_places();
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|&place| keys[place as usize]);
            prop_assert_eq!(&places, &expected);
            arrange(&mut keys, &places);
            prop_assert!(keys.is_sorted());
        }
    }
}
