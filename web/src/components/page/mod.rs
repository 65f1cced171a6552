//! What belongs to the page as a whole.

pub(crate) mod top_bar;

pub(crate) mod day_news;

pub(crate) mod drop_overlay;

pub(crate) mod joining;
