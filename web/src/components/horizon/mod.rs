//! What happens on which day, as a picture to choose days from.

pub(crate) mod scale;

pub(crate) mod bars;

pub(crate) mod days;

pub(crate) mod plot;

pub(crate) mod card;
