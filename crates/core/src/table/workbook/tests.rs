//! Workbooks that another library wrote, and what a third one reads in them.

use super::*;
use crate::column_names::KnownNames;
use crate::table::{Overrides, ReadTable, TableConfig, TableReader};
use proptest::prelude::*;
use rust_xlsxwriter as writer;
use std::io::{Cursor, Read as _};

/// Reads a workbook as a file.
fn read(bytes: &[u8], sheet: Option<&str>) -> Result<ReadTable, Unreadable> {
    read_within(bytes, sheet, Limits::PAGE)
}

fn read_within(
    bytes: &[u8],
    sheet: Option<&str>,
    limits: Limits,
) -> Result<ReadTable, Unreadable> {
    let known = KnownNames::new(["Logon Name", "Display Name"], ["Logon Name"]);
    let overrides = Overrides { sheet: sheet.map(str::to_owned), ..Overrides::default() };
    let config = TableConfig {
        file: "w.xlsx".to_owned(),
        known,
        is_list: |_| false,
        overrides,
        limits,
    };
    let mut reader = TableReader::new(config);
    for piece in bytes.chunks(1000) {
        reader.push(piece)?;
    }
    reader.finish()
}

fn rows(read: &ReadTable) -> Vec<Vec<&str>> {
    (0..read.table.n_rows()).map(|row| read.table.row(row).collect()).collect()
}

fn people() -> Result<Vec<u8>, writer::XlsxError> {
    let mut workbook = writer::Workbook::new();
    workbook.add_worksheet().set_name("Notes")?.write(0, 0, "Read me first")?;
    let day = writer::Format::new().set_num_format("m/d/yyyy");
    let time = writer::Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let id = writer::Format::new().set_num_format("00000000");
    let bold = writer::Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("Users")?;
    sheet.write(0, 0, "Exchange Users")?;
    for (column, name) in
        (0..).zip(["Display Name", "Created", "Seen", "ID", "Logon Name"])
    {
        sheet.write(2, column, name)?;
    }
    sheet.write_rich_string(
        3,
        0,
        &[(&bold, "Love"), (&writer::Format::new(), "lace, Ada")],
    )?;
    sheet.write_with_format(3, 1, 46357, &day)?;
    sheet.write_with_format(3, 2, 46357.5, &time)?;
    sheet.write_with_format(3, 3, 1234567, &id)?;
    sheet.write(3, 4, "alovel")?;
    sheet.write(5, 0, true)?;
    sheet.write_formula(
        5,
        4,
        writer::Formula::new("=\"gh\"&\"opper\"").set_result("ghopper"),
    )?;
    workbook.save_to_buffer()
}

#[test]
fn the_sheet_that_looks_like_ours_is_read() {
    let bytes = people().unwrap();
    let read = read(&bytes, None).unwrap();
    assert_eq!(
        rows(&read),
        [
            ["Lovelace, Ada", "2026-12-01", "2026-12-01 12:00:00", "01234567", "alovel"],
            ["TRUE", "", "", "", "ghopper"],
        ]
    );
    assert_eq!((read.table.line(0), read.table.line(1)), (4, 6));
    assert_eq!(read.how.sheet.as_deref(), Some("Users"));
    assert_eq!(read.how.sheets, ["Notes", "Users"]);
    assert_eq!(read.how.header_line, Some(3));
    assert_eq!(read.how.skipped, [(1, "Exchange Users".to_owned())]);
    assert_eq!(read.problems, []);
}

#[test]
fn another_sheet_can_be_asked_for() {
    let bytes = people().unwrap();
    assert_eq!(rows(&read(&bytes, Some("notes")).unwrap()), [["Read me first"]]);
    assert_eq!(rows(&read(&bytes, Some("1")).unwrap()), [["Read me first"]]);
    let error = read(&bytes, Some("Guests")).unwrap_err();
    assert!(error.to_string().contains("Notes, Users"), "{error}");
}

#[test]
fn a_workbook_that_is_cut_off_is_refused_with_a_remedy() {
    let bytes = people().unwrap();
    for length in (0..bytes.len()).step_by(97) {
        if let Err(error) = read(&bytes[..length], None) {
            assert!(!error.remedy().is_empty());
        }
    }
    let error = read(&bytes[..bytes.len() - 100], None).unwrap_err();
    assert!(error.message().contains("damaged"), "{error}");
}

/// The parts of a workbook, with their names.
fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let names = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let names = names.file_names().map(str::to_owned);
    let archive = Archive::open(workbook.to_vec(), u64::MAX).unwrap();
    let unpacked = names.map(|name| {
        let mut bytes = Vec::new();
        archive.part(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    });
    unpacked.collect()
}

/// The same parts in an archive whose places and lengths are all those of ZIP64, as programs
/// write it that do not know beforehand how long it will be.
fn zip64(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    const UNSAID: [u8; 4] = [0xff; 4];
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in parts {
        let n_name = (name.len() as u16).to_le_bytes();
        let n_bytes = (bytes.len() as u64).to_le_bytes();
        let start = (out.len() as u64).to_le_bytes();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        // Version 4.5, no flags, stored, no date.
        let common = [&[45, 0, 0, 0, 0, 0, 0, 0, 0x21, 0][..], &crc.sum().to_le_bytes()];
        let common = [&common.concat()[..], &UNSAID, &UNSAID, &n_name].concat();
        out.extend([&b"PK\x03\x04"[..], &common, &[20, 0], name.as_bytes()].concat());
        out.extend([&[1, 0, 16, 0][..], &n_bytes, &n_bytes, bytes].concat());
        directory.extend([&b"PK\x01\x02\x2d\0"[..], &common, &[28, 0]].concat());
        directory.extend([&[0; 10][..], &UNSAID, name.as_bytes()].concat());
        directory.extend([&[1, 0, 24, 0][..], &n_bytes, &n_bytes, &start].concat());
    }
    let start = (out.len() as u64).to_le_bytes();
    let n_bytes = (directory.len() as u64).to_le_bytes();
    out.extend(directory);
    let end = (out.len() as u64).to_le_bytes();
    let n = (parts.len() as u64).to_le_bytes();
    out.extend([&b"PK\x06\x06"[..], &44_u64.to_le_bytes(), &[45, 0, 45, 0]].concat());
    out.extend([&[0; 8][..], &n, &n, &n_bytes, &start].concat());
    out.extend([&b"PK\x06\x07\0\0\0\0"[..], &end, &1_u32.to_le_bytes()].concat());
    out.extend([&b"PK\x05\x06\0\0\0\0"[..], &[0xff; 12], &[0, 0]].concat());
    out
}

#[test]
fn a_workbook_of_zip64_is_read() {
    let bytes = people().unwrap();
    let expected = read(&bytes, None).unwrap();
    let bytes = zip64(&parts(&bytes));
    // An oracle that this is an archive as it should be.
    use calamine::Reader as _;
    let other: Result<calamine::Xlsx<_>, _> =
        calamine::open_workbook_from_rs(Cursor::new(&bytes));
    assert_eq!(other.unwrap().sheet_names(), ["Notes", "Users"]);
    let read = read(&bytes, None).unwrap();
    assert_eq!(rows(&read), rows(&expected));
    refused(
        &bytes,
        Limits { unpacked_bytes: 2000, ..Limits::PAGE },
        "unpacks to too many",
    );
}

/// With lengths behind the parts, as what is written to a stream has them, and a comment that
/// looks like the end of an archive.
#[test]
fn a_workbook_that_was_streamed_is_read() {
    let bytes = people().unwrap();
    let mut archive = zip::ZipWriter::new_stream(Vec::new());
    for (name, bytes) in parts(&bytes) {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        std::io::Write::write_all(&mut archive, &bytes).unwrap();
    }
    archive.set_comment("made by hand PK\u{5}\u{6}\0\0").unwrap();
    let streamed = archive.finish().unwrap().into_inner();
    assert!(memchr::memmem::find(&streamed, b"PK\x07\x08").is_some());
    let expected = read(&bytes, None).unwrap();
    assert_eq!(rows(&read(&streamed, None).unwrap()), rows(&expected));
    let before = [b"MZ a program that unpacks itself", &streamed[..]].concat();
    assert_eq!(Workbook::open(before, &Limits::PAGE).unwrap().names, ["Notes", "Users"]);
}

/// Some programs write the parts' names as Windows does.
#[test]
fn a_workbook_with_backslashes_in_its_parts_is_read() {
    let bytes = people().unwrap();
    let renamed = parts(&bytes).into_iter();
    let renamed: Vec<_> =
        renamed.map(|(name, bytes)| (name.replace('/', "\\"), bytes)).collect();
    let expected = read(&bytes, None).unwrap();
    assert_eq!(rows(&read(&zip64(&renamed), None).unwrap()), rows(&expected));
}

#[test]
fn an_archive_has_no_more_parts_than_can_be_of_use() {
    let entry = [&b"PK\x01\x02"[..], &[0; 42]].concat();
    let error = Archive::open(entry.repeat(70_000), u64::MAX).err().unwrap();
    assert_eq!(error, Unreadable::TooMuch(crate::problem::Excess::Parts));
}

/// A workbook of one sheet with these cells.
fn filled(
    cells: impl Iterator<Item = (u32, u16, String)>,
) -> Result<Vec<u8>, writer::XlsxError> {
    let mut workbook = writer::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, column, text) in cells {
        sheet.write(row, column, text)?;
    }
    workbook.save_to_buffer()
}

#[track_caller]
fn refused(bytes: &[u8], limits: Limits, words: &str) {
    let error = read_within(bytes, None, limits).unwrap_err();
    assert!(error.message().contains(words), "{error}");
    assert!(error.remedy().contains("CSV"), "{error}");
}

#[test]
fn one_text_in_many_cells_is_read_up_to_a_limit() {
    let text = "x".repeat(30_000);
    let bytes = filled((0..3000).map(|row| (row, 0, text.clone()))).unwrap();
    assert!(bytes.len() < 50_000, "{}", bytes.len());
    refused(&bytes, Limits::PAGE, "its texts have more than");
    let short = filled((0..3000).map(|row| (row, 0, "people".to_owned()))).unwrap();
    assert_eq!(read(&short, None).unwrap().table.n_rows(), 3000);
}

#[test]
fn rows_that_are_all_wide_are_read_up_to_a_limit() {
    let bytes = filled((0..700).map(|row| (row, 16_383, "x".to_owned()))).unwrap();
    refused(&bytes, Limits::PAGE, "cells");
    let row = filled((0..1000).map(|column| (0, column, "x".repeat(30_000)))).unwrap();
    refused(&row, Limits::PAGE, "row 1 has more than 16 MiB");
}

#[test]
fn a_workbook_is_unpacked_up_to_a_limit() {
    let bytes = people().unwrap();
    let limits = |unpacked_bytes| Limits { unpacked_bytes, ..Limits::PAGE };
    refused(&bytes, limits(2000), "unpacks to too many bytes");
    assert!(read_within(&bytes, None, limits(100_000)).is_ok());
    let many = filled((0..200).map(|row| (row, 0, format!("name{row}")))).unwrap();
    let few_cells = Limits { cells: 100, ..Limits::PAGE };
    refused(&many, few_cells, "more than 100 ");
}

#[test]
fn what_excel_escapes_comes_back() {
    let check = |text: &str, expected: &str| {
        assert_eq!(unescaped(text.to_owned()), expected);
    };
    check("a_x000D_\nb", "a\r\nb");
    check("_x005F_x000D_", "_x000D_");
    check("_xyz_ _x00", "_xyz_ _x00");
    check("ü_x0041_ü", "üAü");
}

#[test]
fn addresses_name_columns() {
    assert_eq!(column_of("A1"), Some(0));
    assert_eq!(column_of("AB12"), Some(27));
    assert_eq!(column_of("XFD1048576"), Some(MAX_COLUMNS - 1));
    assert_eq!(column_of("12"), None);
    assert_eq!(column_of(&"Z".repeat(99)), None);
}

#[test]
fn the_numbers_of_rows_grow_whatever_they_say() {
    assert_eq!(number_of_row(Some("7"), 3), 7);
    assert_eq!(number_of_row(None, 3), 4);
    assert_eq!(number_of_row(Some("3"), 3), 4);
    assert_eq!(number_of_row(Some("x"), 3), 4);
    assert_eq!(number_of_row(Some("4294967295"), 3), 4);
    assert_eq!(number_of_row(Some("4294967296"), 3), 4);
}

/// Cells as a spreadsheet can have them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zA-Z0-9 äß€,;\"'<>&=-]{0,12}",
        "[ -~]{0,8}\n[ -~]{1,8}",
    ]
}

proptest! {
    #[test]
    fn texts_are_read_as_another_library_reads_them(
        cells in proptest::collection::vec(proptest::collection::vec(cell(), 1..6), 1..9)
    ) {
        use calamine::Reader as _;
        let mut workbook = writer::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(&cells) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        let bytes = workbook.save_to_buffer().unwrap();
        let mut ours = Workbook::open(bytes.clone(), &Limits::SHELL).unwrap();
        while ours.prepare().unwrap() {}
        ours.open(0).unwrap();
        let mut oracle: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let range = oracle.worksheet_range("Sheet1").unwrap();
        let mut n_filled = 0;
        while let Some(row) = ours.next_row().unwrap() {
            for (column, cell) in (0..).zip(row.cells) {
                n_filled += usize::from(!cell.is_empty());
                let other = range.get_value((row.line - 1, column));
                let other = other.map_or(String::new(), |other| other.to_string());
                prop_assert_eq!(cell, other);
            }
        }
        let n_expected = range.used_cells().filter(|(_, _, cell)| !cell.to_string().is_empty());
        prop_assert_eq!(n_filled, n_expected.count());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 0..9000_usize) {
        let mut workbook = people().unwrap();
        for (offset, byte) in bytes.iter().enumerate() {
            if let Some(place) = workbook.get_mut(at + offset) {
                *place = *byte;
            }
        }
        let _ = read(&workbook, None);
    }
}
