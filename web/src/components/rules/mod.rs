//! The rules, and what can be changed about them.

pub(crate) mod facts;

pub(crate) mod field;

pub(crate) mod holidays;

pub(crate) mod days;

pub(crate) mod news;

pub(crate) mod notes;

pub(crate) mod numbers;

pub(crate) mod panel;
