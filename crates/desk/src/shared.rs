//! What is shared by reference: large things, and the wish to stop.

use std::cell::Cell;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// Something large that compares by identity, so that a change of state costs no look at
/// its contents.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares a value from now on.
    pub fn new(value: T) -> Shared<T> {
        Shared(Arc::new(value))
    }

    /// The value for who shares it by other means.
    pub fn arc(&self) -> Arc<T> {
        self.0.clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Tells a reading that its result is not wanted any more.
#[derive(Clone, Debug, Default)]
pub struct Stop(Rc<Cell<bool>>);

impl Stop {
    /// The result is not wanted any more.
    pub fn stop(&self) {
        self.0.set(true);
    }

    /// Whether the result is not wanted any more.
    pub fn is_stopped(&self) -> bool {
        self.0.get()
    }
}

impl PartialEq for Stop {
    fn eq(&self, other: &Stop) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
