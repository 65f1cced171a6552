//! Binary workbooks, record by record; whole ones of another library are in `tests/cases`.

use super::*;
use crate::problem::Excess;
use proptest::prelude::*;
use std::io::Write as _;

/// A record of a kind with some data, as [MS-XLSB] 2.1.4 writes both.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = match kind {
        0..0x80 => vec![kind as u8],
        _ => vec![kind as u8 | 0x80, (kind >> 7) as u8],
    };
    match data.len() {
        n @ 0..0x80 => out.push(n as u8),
        n => out.extend([n as u8 | 0x80, (n >> 7) as u8]),
    }
    out.extend(data);
    out
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
}

/// A cell with its column and style in front.
fn cell(kind: u16, column: u32, style: u8, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes()[..], &[style, 0, 0, 0], value].concat())
}

/// A cell with its style in front.
fn short_cell(kind: u16, style: u8, value: &[u8]) -> Vec<u8> {
    record(kind, &[&[style, 0, 0, 0], value].concat())
}

fn row(number: u32) -> Vec<u8> {
    record(kind::ROW_HEADER, &number.to_le_bytes())
}

/// A workbook of one sheet with these records.
fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
    let relations = |parts: &[(&str, &str)]| {
        let relations = parts.iter().enumerate().map(|(id, (kind, part))| {
            format!(
                "<Relationship Id=\"r{id}\" Type=\"http://x/{kind}\" Target=\"{part}\"/>"
            )
        });
        format!("<Relationships>{}</Relationships>", relations.collect::<String>())
    };
    let sheets = [&[0; 4][..], &[1, 0, 0, 0], &text("r0"), &text("People")].concat();
    let hidden = [&[1, 0, 0, 0][..], &[2, 0, 0, 0], &text("r0"), &text("Old")].concat();
    let main = [record(kind::SHEET, &hidden), record(kind::SHEET, &sheets)].concat();
    let shared = record(kind::SHARED_TEXT, &[&[0][..], &text("shared")].concat());
    let format = record(kind::FORMAT, &[&[200, 0][..], &text("00000000")].concat());
    let style = |id: u8| record(kind::STYLE, &[0, 0, id, 0]);
    let styles = [
        format,
        style(14),
        record(kind::BEGIN_CELL_STYLES, &[]),
        style(0),
        style(14),
        style(200),
        record(kind::END_CELL_STYLES, &[]),
        style(14),
    ]
    .concat();
    let of_main = relations(&[
        ("worksheet", "worksheets/sheet1.bin"),
        ("sharedStrings", "sharedStrings.bin"),
        ("styles", "styles.bin"),
    ]);
    let of_root = relations(&[("officeDocument", "xl/workbook.bin")]);
    let parts = [
        ("_rels/.rels", of_root.into_bytes()),
        ("xl/workbook.bin", main),
        ("xl/_rels/workbook.bin.rels", of_main.into_bytes()),
        ("xl/sharedStrings.bin", shared),
        ("xl/styles.bin", styles),
        ("xl/worksheets/sheet1.bin", sheet.concat()),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, options).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn opened(bytes: Vec<u8>) -> Result<BinaryWorkbook, Unreadable> {
    let mut workbook = BinaryWorkbook::open(bytes, &Limits::PAGE)?;
    while workbook.prepare()? {}
    Ok(workbook)
}

/// The rows of a sheet with these records behind its first row's beginning.
fn rows(records: &[Vec<u8>]) -> Result<Vec<(u32, String)>, Unreadable> {
    let mut workbook = opened(workbook(records))?;
    workbook.open(0)?;
    let mut rows = Vec::new();
    while let Some(row) = workbook.next_row()? {
        rows.push((row.line, row.cells.join("|")));
    }
    Ok(rows)
}

#[test]
fn cells_of_every_kind_are_read() {
    let rk = |number: u32| (number << 2 | 2).to_le_bytes();
    let float = |number: f64| number.to_le_bytes();
    let rich = [&[1][..], &text("rich"), &[9; 8]].concat();
    let read = rows(&[
        row(1),
        cell(kind::CELL_RK, 0, 0, &rk(7)),
        cell(kind::CELL_RK, 1, 2, &rk(1_234_567)),
        cell(kind::CELL_REAL, 2, 1, &float(46_357.75)),
        cell(kind::CELL_BOOL, 3, 0, &[1]),
        cell(kind::CELL_ERROR, 4, 0, &[0x2a]),
        cell(kind::CELL_TEXT, 6, 0, &text("own")),
        cell(kind::CELL_SHARED, 7, 0, &[0; 4]),
        cell(kind::CELL_RICH_TEXT, 8, 0, &rich),
        row(2),
        cell(kind::FORMULA_TEXT, 0, 0, &text("x")),
        cell(kind::FORMULA_NUMBER, 1, 0, &float(0.5)),
        cell(kind::FORMULA_BOOL, 2, 0, &[0]),
        cell(kind::FORMULA_ERROR, 3, 0, &[7]),
        record(kind::END_SHEET_DATA, &[]),
        row(9),
    ])
    .unwrap();
    let first = "7|01234567|2026-12-01 18:00:00|TRUE|#N/A||own|shared|rich";
    let second = "x|0.5|FALSE|#DIV/0!";
    assert_eq!(read, [(2, first.to_owned()), (3, second.to_owned())]);
}

/// SheetJS writes them so, and Excel reads them.
#[test]
fn short_cells_stand_behind_the_one_before() {
    let blank = short_cell(12, 0, &[]);
    let read = rows(&[
        row(0),
        short_cell(kind::SHORT_TEXT, 0, &text("a")),
        blank,
        short_cell(kind::SHORT_RK, 1, &(46_357 << 2 | 2_u32).to_le_bytes()),
        cell(kind::CELL_BOOL, 5, 0, &[0]),
        short_cell(kind::SHORT_BOOL, 0, &[1]),
        short_cell(kind::SHORT_ERROR, 0, &[0]),
        short_cell(kind::SHORT_REAL, 0, &1.5_f64.to_le_bytes()),
        short_cell(kind::SHORT_SHARED, 0, &[0; 4]),
        record(kind::END_SHEET_DATA, &[]),
    ])
    .unwrap();
    let expected = "a||2026-12-01|||FALSE|TRUE|#NULL!|1.5|shared";
    assert_eq!(read, [(1, expected.to_owned())]);
}

#[test]
fn hidden_sheets_come_last() {
    assert_eq!(opened(workbook(&[])).unwrap().names(), ["People", "Old"]);
}

#[test]
fn what_is_cut_off_is_damaged() {
    let long = text("a");
    for records in [
        vec![row(0)],
        vec![row(0), cell(kind::CELL_TEXT, 0, 0, &long[..5])],
        vec![row(0), cell(kind::CELL_SHARED, 0, 0, &[9, 0, 0, 0])],
        vec![row(0), vec![kind::CELL_TEXT as u8, 9, 0]],
        vec![record(kind::ROW_HEADER, &[])],
    ] {
        let error = rows(&records).unwrap_err();
        assert!(matches!(error, Unreadable::Damaged(_)), "{error}");
    }
}

/// A length that no record has is refused before room is made for it.
#[test]
fn what_is_too_long_is_refused() {
    let error = rows(&[vec![kind::CELL_TEXT as u8, 0xff, 0xff, 0xff, 0x7f]]).unwrap_err();
    assert!(matches!(error, Unreadable::TooMuch(Excess::Text { .. })), "{error}");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
        at in 0..1500_usize,
    ) {
        let cells = [
            row(0),
            cell(kind::CELL_TEXT, 0, 0, &text("a")),
            short_cell(kind::SHORT_SHARED, 0, &[0; 4]),
            record(kind::END_SHEET_DATA, &[]),
        ];
        let mut damaged = workbook(&cells);
        for (place, byte) in damaged.iter_mut().skip(at).zip(bytes) {
            *place = byte;
        }
        if let Ok(mut workbook) = opened(damaged) {
            for sheet in 0..workbook.names().len() {
                if workbook.open(sheet).is_ok() {
                    while let Ok(Some(_)) = workbook.next_row() {}
                }
            }
        }
    }
}
