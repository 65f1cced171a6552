//! All about one account.

pub(crate) mod why;

pub(crate) mod account_dates;

pub(crate) mod raw_rows;

pub(crate) mod checklist;

pub(crate) mod decision;

pub(crate) mod bar;

pub(crate) mod panel;
