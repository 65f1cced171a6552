//! What a person sees; one file and one stylesheet each.

mod clock;
mod correction;
mod date_pill;
mod details;
mod disclosure;
mod drop_overlay;
mod elsewhere;
mod file_picker;
mod hint;
mod icon;
mod names_panel;
mod outcome;
mod preview;
mod problem_list;
mod raw_rows;
mod report_date;
mod row;
mod source_card;
mod sources;
mod status_pill;
mod summary;
mod table;
mod toolbar;
mod top_bar;
mod welcome;

pub(crate) use details::Details;
pub(crate) use drop_overlay::DropOverlay;
pub(crate) use names_panel::NamesPanel;
pub(crate) use outcome::Outcome;
pub(crate) use sources::Sources;
pub(crate) use summary::Summary;
pub(crate) use table::Table;
pub(crate) use top_bar::TopBar;
pub(crate) use welcome::Welcome;
