//! What several rooms show: icons, clocks, dates, names to copy.

pub(crate) mod standing;

pub(crate) mod icon;

pub(crate) mod hint;

pub(crate) mod disclosure;

pub(crate) mod time;

pub(crate) mod marked;

pub(crate) mod codes;

pub(crate) mod clock_geometry;

pub(crate) mod clock;

pub(crate) mod status_pill;

pub(crate) mod date_pill;

pub(crate) mod file_picker;

pub(crate) mod copy_names;

pub(crate) mod choices;

pub(crate) mod history;
