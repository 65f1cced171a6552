//! Bytes to a table of text cells, in one pass, in pieces of any size.
//!
//! Start at [`TableReader`]: it looks at a sample, decides how the text is written
//! ([`HowRead`]), and then fills a [`Table`]. Every cell stays text, exactly as written.
//! Whatever is odd becomes a [`Problem`](crate::problem::Problem); no row is dropped.
//!
//! The modules stand in the order in which data flows, and each imports only those above it.

mod limits;

mod bytes;

mod biff;

mod encoding;

mod scanner;

mod prologue;

mod wrapped;

mod widths;

mod cells;

mod cell_kind;

mod section;

mod aside;

mod dialect;

mod header;

mod repair;

mod labels;

mod torn;

mod sample;

mod config;

mod how_read;

mod drift;

mod structure;

mod deciding;

mod body;

mod sheet;

mod archive;

mod xml;

mod shared_strings;

mod workbook;

mod binary_workbook;

mod old_workbook;

mod open_document;

mod web_page;

mod keys;

mod json;

mod printed;

mod foreign;

mod container;

mod reader;

pub use cells::{Builder, Table, TableSection, letter};
pub(crate) use cells::{column_name, is_ragged};
pub use config::{Delimiter, Overrides, TableConfig};
pub(crate) use drift::Drift;
pub use encoding::Encoding;
pub(crate) use encoding::windows_1252_byte;
pub use how_read::{Container, HowRead};
pub use limits::Limits;
pub use reader::TableReader;
pub use sample::Sample;
pub use structure::ReadTable;
