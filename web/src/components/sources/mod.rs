//! The files: how they come, what they were taken for, how they were read.

pub(crate) mod correction;

pub(crate) mod preview;

pub(crate) mod how_read;

pub(crate) mod problem_list;

pub(crate) mod report_date;

pub(crate) mod still_reading;

pub(crate) mod source_card;

pub(crate) mod cards;

pub(crate) mod welcome;

pub(crate) mod names_panel;
