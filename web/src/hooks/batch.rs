//! What came of reading files, told a few at a time.

use super::desk::Act;
use crate::browser::{Later, later};
use reprieve_desk::action::Action;
use reprieve_desk::input::Outcome;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How long something waits for the next file at first, in milliseconds, before it is told
/// without it.
const FIRST_WAIT_MS: u32 = 200;

/// Outcomes of one drop that are not told yet. Each telling makes the answer anew, with all
/// files that are read by then; so of many files each telling is of as many as all before it, and
/// each wait that was in vain doubles the next one.
#[derive(Clone)]
pub(super) struct Batch {
    untold: Rc<RefCell<Vec<Outcome>>>,
    n_told: Rc<Cell<usize>>,
    wait_ms: Rc<Cell<u32>>,
    /// Tells what is there when the next file takes long.
    waiting: Rc<RefCell<Option<Later>>>,
    act: Act,
}

impl Batch {
    pub(super) fn new(act: Act) -> Batch {
        Batch {
            untold: Rc::default(),
            n_told: Rc::default(),
            wait_ms: Rc::new(Cell::new(FIRST_WAIT_MS)),
            waiting: Rc::default(),
            act,
        }
    }

    pub(super) fn take(&self, outcome: Outcome) {
        self.untold.borrow_mut().push(outcome);
        if is_due(self.untold.borrow().len(), self.n_told.get()) {
            self.tell_now();
        } else {
            let batch = self.clone();
            let over = move || {
                // Where every file takes that long, the answer would be made for each of them.
                batch.wait_ms.set(batch.wait_ms.get().saturating_mul(2));
                batch.tell();
            };
            self.waiting.replace(Some(later(self.wait_ms.get(), over)));
        }
    }

    /// Tells what is there, and waits for nothing more.
    pub(super) fn tell_now(&self) {
        self.waiting.take();
        self.tell();
    }

    fn tell(&self) {
        let outcomes = self.untold.take();
        self.n_told.set(self.n_told.get() + outcomes.len());
        if !outcomes.is_empty() {
            self.act.dispatch(Action::Settled(outcomes));
        }
    }
}

/// Whether so many are told now that so many were told before.
fn is_due(n_untold: usize, n_told: usize) -> bool {
    n_untold >= n_told
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many are told each time, of files none of which takes long.
    fn told(n_files: usize) -> Vec<usize> {
        let mut told = Vec::new();
        let mut n_untold = 0;
        for _ in 0..n_files {
            n_untold += 1;
            if is_due(n_untold, told.iter().sum()) {
                told.push(std::mem::take(&mut n_untold));
            }
        }
        // At the end whatever is left.
        told.extend(Some(n_untold).filter(|n| *n > 0));
        told
    }

    #[test]
    fn few_files_are_told_one_by_one_and_many_in_few_steps() {
        assert_eq!(told(1), [1]);
        assert_eq!(told(2), [1, 1]);
        assert_eq!(told(3), [1, 1, 1]);
        assert_eq!(told(500), [1, 1, 2, 4, 8, 16, 32, 64, 128, 244]);
    }

    #[test]
    fn all_answers_together_have_little_more_files_than_the_last_two() {
        for n_files in 1..2_000 {
            let told = told(n_files);
            assert_eq!(told.iter().sum::<usize>(), n_files);
            let mut n_by_then = 0;
            let in_answers: usize = told
                .iter()
                .map(|n| {
                    n_by_then += n;
                    n_by_then
                })
                .sum();
            assert!(in_answers <= 3 * n_files, "{in_answers} for {n_files}");
        }
    }
}
