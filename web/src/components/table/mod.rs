//! The accounts, and what the table is narrowed to.

pub(crate) mod decision_menu;

pub(crate) mod row_clock;

pub(crate) mod cell;

pub(crate) mod column_chooser;

pub(crate) mod elsewhere;

pub(crate) mod facet;

pub(crate) mod facets;

pub(crate) mod filter_chips;

pub(crate) mod no_match;

pub(crate) mod steps;

pub(crate) mod export;

pub(crate) mod row;

pub(crate) mod head;

pub(crate) mod toolbar;

pub(crate) mod accounts;
