//! How files are to be read, where the user knows better than the detection.

use crate::failure::Failure;
use reprieve_core::role::Role;
use reprieve_core::source::Mapping;
use reprieve_core::table::{Delimiter, Encoding, Overrides};
use reprieve_core::value::DayOrder;
use std::path::Path;

/// Each value counts for every file; with a file's name and a colon before it, as in
/// `directory.csv:semicolon`, for that file alone.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Reading {
    /// comma, tab, semicolon, pipe, space, none, or the character itself.
    #[arg(long, value_name = "[FILE:]DELIMITER")]
    delimiter: Vec<String>,
    /// utf-8, utf-16le, windows-1252, macintosh, shift_jis, cp850, or any other that the web
    /// or DOS has a name for.
    #[arg(long, value_name = "[FILE:]ENCODING")]
    encoding: Vec<String>,
    /// The line that names the columns; 0 when there is none.
    #[arg(long, value_name = "[FILE:]LINE")]
    header_row: Vec<String>,
    /// The sheet of a workbook or the table of a web page: its name, or its number from 1.
    #[arg(long, value_name = "[FILE:]SHEET")]
    sheet: Vec<String>,
    /// Which column has a role, such as logon_name=Account: by its header, its letter or its
    /// number; logon_name= means none.
    #[arg(long, value_name = "[FILE:]ROLE=COLUMN")]
    map: Vec<String>,
    /// What comes first in dates such as 1/12/2026: day-first or month-first.
    #[arg(long, value_name = "[FILE:]ORDER")]
    dates: Vec<String>,
}

/// What the user says of one file.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileOverrides {
    pub(crate) wanted: Overrides,
    pub(crate) mapping: Mapping,
    pub(crate) day_order: Option<DayOrder>,
}

impl Reading {
    /// What is said of `file`, one of `files`.
    pub(crate) fn of(
        &self,
        file: &Path,
        files: &[&Path],
    ) -> Result<FileOverrides, Failure> {
        let mut said = FileOverrides::default();
        for value in meant(&self.delimiter, file, files) {
            said.wanted.delimiter = Some(delimiter(value)?);
        }
        for value in meant(&self.encoding, file, files) {
            said.wanted.encoding = Some(encoding(value)?);
        }
        for value in meant(&self.header_row, file, files) {
            let line = value.parse().map_err(|_| {
                usage(format!("--header-row {value}: give the number of a line, or 0."))
            })?;
            said.wanted.header_line = Some(line);
        }
        for value in meant(&self.sheet, file, files) {
            said.wanted.sheet = Some(value.to_owned());
        }
        for value in meant(&self.map, file, files) {
            let (role, column) = mapping(value)?;
            said.mapping.insert(role, column);
        }
        for value in meant(&self.dates, file, files) {
            said.day_order = Some(day_order(value)?);
        }
        Ok(said)
    }
}

fn usage(message: String) -> Failure {
    Failure::Usage(message)
}

/// The values that are meant for `file`, without its name.
fn meant<'a>(
    values: &'a [String],
    file: &'a Path,
    files: &'a [&Path],
) -> impl Iterator<Item = &'a str> {
    values.iter().filter_map(move |value| match split(value, files) {
        (Some(place), value) => (files[place] == file).then_some(value),
        (None, value) => Some(value),
    })
}

/// The place of the file that a value names before a colon, if it does, and what is said.
pub(crate) fn split<'a>(value: &'a str, files: &[&Path]) -> (Option<usize>, &'a str) {
    let named = files.iter().zip(0..).find_map(|(file, place)| {
        let said = value.strip_prefix(file.to_str()?)?.strip_prefix(':')?;
        Some((Some(place), said))
    });
    named.unwrap_or((None, value))
}

fn delimiter(value: &str) -> Result<Delimiter, Failure> {
    Ok(match (value, value.as_bytes()) {
        ("comma", _) => Delimiter::Char(b','),
        ("tab" | "\\t", _) => Delimiter::Char(b'\t'),
        ("semicolon", _) => Delimiter::Char(b';'),
        ("pipe", _) => Delimiter::Char(b'|'),
        ("space", _) => Delimiter::Char(b' '),
        ("none", _) => Delimiter::None,
        (_, &[byte]) if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => {
            Delimiter::Char(byte)
        }
        _ => {
            return Err(usage(format!(
                "--delimiter {value}: give comma, tab, semicolon, pipe, space, none, or one \
                 character."
            )));
        }
    })
}

fn encoding(value: &str) -> Result<Encoding, Failure> {
    Encoding::from_name(value).ok_or_else(|| {
        usage(format!(
            "--encoding {value}: this encoding is not known. Known are: {}.",
            Encoding::all().map(Encoding::as_str).collect::<Vec<_>>().join(", ")
        ))
    })
}

fn day_order(value: &str) -> Result<DayOrder, Failure> {
    let known = DayOrder::ALL.into_iter().find(|order| order.as_str() == value);
    known.ok_or_else(|| usage(format!("--dates {value}: give day-first or month-first.")))
}

fn mapping(value: &str) -> Result<(Role, String), Failure> {
    let (role, column) = value
        .split_once('=')
        .ok_or_else(|| usage(format!("--map {value}: give ROLE=COLUMN.")))?;
    let known = Role::ALL.map(Role::as_str).join(", ");
    match Role::from_name(role.trim()) {
        Some(role) => Ok((role, column.trim().to_owned())),
        None => Err(usage(format!("--map {value}: the roles are {known}."))),
    }
}
