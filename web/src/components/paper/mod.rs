//! What is printed.

pub(crate) mod basis;

pub(crate) mod account;

pub(crate) mod sheet;
