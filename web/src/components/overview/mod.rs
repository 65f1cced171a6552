//! What the answer says in numbers, and what is to be done.

pub(crate) mod summary;

pub(crate) mod outcome;
