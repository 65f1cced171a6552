//! What a person sees: a folder for each room, and in it one file and one stylesheet for each
//! component. A component knows those above it, in its room and in the rooms above.

mod parts;

mod dialogs;

mod sources;

mod rules;

mod horizon;

mod table;

mod overview;

mod details;

mod dock;

mod paper;

mod page;

pub(crate) use details::panel::Details;
pub(crate) use dialogs::key_help::KeyHelp;
pub(crate) use dialogs::privacy_panel::PrivacyPanel;
pub(crate) use dock::bulk_bar::BulkBar;
pub(crate) use dock::key_hints::KeyHints;
pub(crate) use dock::toast::Toasts;
pub(crate) use dock::tray::Tray;
pub(crate) use horizon::card::Horizon;
pub(crate) use overview::outcome::Outcome;
pub(crate) use overview::summary::Summary;
pub(crate) use page::day_news::DayNews;
pub(crate) use page::drop_overlay::DropOverlay;
pub(crate) use page::joining::Joining;
pub(crate) use page::top_bar::TopBar;
pub(crate) use paper::sheet::Sheet;
pub(crate) use rules::news::RulesNews;
pub(crate) use rules::panel::RulesPanel;
pub(crate) use sources::cards::Sources;
pub(crate) use sources::names_panel::NamesPanel;
pub(crate) use sources::still_reading::StillReading;
pub(crate) use sources::welcome::Welcome;
pub(crate) use table::accounts::Table;
