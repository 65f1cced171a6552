//! Old workbooks record by record, and what another library reads in them.

use super::*;
use crate::table::workbook::Workbook;
use proptest::prelude::*;

/// The most bytes that a record has; what is longer is continued.
const MAX_RECORD_BYTES: usize = 8224;

fn record_of(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A compound file with a single stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const FREE: u32 = u32::MAX;
    const END: u32 = 0xffff_fffe;
    const OF_LIST: u32 = 0xffff_fffd;
    let n_data = stream.len().max(4096).div_ceil(SECTOR);
    let n_lists = (n_data + 1).div_ceil(SECTOR / 4 - 1);
    // First the sectors that say which one follows, then the list of streams, then the data.
    let first_data = n_lists + 1;
    let mut next = vec![OF_LIST; n_lists];
    next.push(END);
    next.extend((first_data + 1..first_data + n_data).map(|sector| sector as u32));
    next.push(END);
    next.resize(n_lists * SECTOR / 4, FREE);
    let mut header = SIGNATURE.to_vec();
    header.resize(76, 0);
    header[24..34].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    header[44] = n_lists as u8;
    header[48..52].copy_from_slice(&(n_lists as u32).to_le_bytes());
    header[56..60].copy_from_slice(&4096_u32.to_le_bytes());
    header[60..64].copy_from_slice(&END.to_le_bytes());
    header[68..72].copy_from_slice(&END.to_le_bytes());
    let lists = (0..109).map(|at| if at < n_lists { at as u32 } else { FREE });
    header.extend(lists.flat_map(u32::to_le_bytes));
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let n_name = entry.len() as u8 + 2;
        entry.resize(128, 0);
        (entry[64], entry[66]) = (n_name, kind);
        entry[68..80].copy_from_slice(&[FREE.to_le_bytes(); 3].concat());
        if kind == 5 {
            entry[76..80].copy_from_slice(&1_u32.to_le_bytes());
        }
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&(length as u32).to_le_bytes());
        entry
    };
    let mut list = entry("Root Entry", 5, END, 0);
    list.extend(entry(name, 2, first_data as u32, n_data * SECTOR));
    list.resize(SECTOR, 0);
    let mut bytes = header;
    bytes.extend(next.into_iter().flat_map(u32::to_le_bytes));
    bytes.extend(list);
    bytes.extend(stream);
    bytes.resize((first_data + n_data + 1) * SECTOR, 0);
    bytes
}

/// A workbook with one sheet for each list of records, and records that stand before them.
fn workbook(
    version: BiffVersion,
    globals: &[Vec<u8>],
    sheets: &[(&str, Vec<Vec<u8>>)],
) -> Vec<u8> {
    let (number, name) = match version {
        BiffVersion::Biff5 => (0x0500_u16, "Book"),
        BiffVersion::Biff8 => (0x0600, "Workbook"),
    };
    let begin = |kind: u16| {
        let data =
            [number, kind, 0x0dbb, 1996, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
        record_of(kind::BOF, &data)
    };
    let sheet_of = |(name, _): &(&str, _), at: usize| {
        let mut data = (at as u32).to_le_bytes().to_vec();
        data.extend([0, 0, name.len() as u8]);
        if version == BiffVersion::Biff8 {
            data.push(0);
        }
        data.extend(name.bytes());
        record_of(kind::BOUND_SHEET, &data)
    };
    let end = record_of(kind::EOF, &[]);
    let bodies: Vec<Vec<u8>> = sheets
        .iter()
        .map(|(_, cells)| [begin(0x10), cells.concat(), end.clone()].concat())
        .collect();
    let n_heads: usize = sheets.iter().map(|sheet| sheet_of(sheet, 0).len()).sum();
    let mut stream = [begin(5), globals.concat()].concat();
    let mut at = stream.len() + n_heads + end.len();
    for (sheet, body) in sheets.iter().zip(&bodies) {
        stream.extend(sheet_of(sheet, at));
        at += body.len();
    }
    stream.extend(end);
    stream.extend(bodies.concat());
    compound(name, &stream)
}

/// Where a cell is, and its style.
fn place(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].map(u16::to_le_bytes).concat()
}

fn cell(kind: u16, row: u16, column: u16, value: &[u8]) -> Vec<u8> {
    record_of(kind, &[&place(row, column, 0), value].concat())
}

fn rows(workbook: &mut dyn Sheets, sheet: usize) -> Vec<(u32, Vec<String>)> {
    workbook.open(sheet).unwrap();
    let mut rows = Vec::new();
    while let Some(SheetRow { line, cells }) = workbook.next_row().unwrap() {
        rows.push((line, cells));
    }
    rows
}

#[track_caller]
fn check(bytes: Vec<u8>, expected: &[(u32, &[&str])]) {
    let mut workbook = OldWorkbook::open(bytes, &Limits::SHELL).unwrap();
    let found = rows(&mut workbook, 0);
    let expected: Vec<(u32, Vec<String>)> = expected
        .iter()
        .map(|(line, cells)| {
            (*line, cells.iter().map(|cell| (*cell).to_owned()).collect())
        })
        .collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn refused(bytes: Vec<u8>, word: &str) {
    let error = OldWorkbook::open(bytes, &Limits::SHELL).err().unwrap();
    assert!(error.message().contains(word), "{error}");
}

#[test]
fn an_old_workbook_is_read_as_the_new_one_that_it_was() {
    for (old, new) in [
        (
            &include_bytes!("../../../../../tests/cases/old-workbook/directory.xls")[..],
            &include_bytes!("../../../../../tests/cases/workbook/directory.xlsx")[..],
        ),
        (
            &include_bytes!("../../../../../tests/cases/old-workbook/enrollment.xls")[..],
            &include_bytes!("../../../../../tests/cases/workbook/enrollment.xlsm")[..],
        ),
    ] {
        let mut old = OldWorkbook::open(old.to_vec(), &Limits::SHELL).unwrap();
        let mut new = Workbook::open(new.to_vec(), &Limits::SHELL).unwrap();
        while new.prepare().unwrap() {}
        assert_eq!(old.names(), new.names());
        for sheet in 0..old.names().len() {
            // A row without a cell in it is a row in the one and none in the other.
            let filled = |mut rows: Vec<(u32, Vec<String>)>| {
                rows.retain(|(_, cells)| !cells.is_empty());
                rows
            };
            let old = filled(rows(&mut old, sheet));
            assert_eq!(old, filled(rows(&mut new, sheet)));
            assert!(!old.is_empty());
        }
    }
}

#[test]
fn numbers_are_packed_in_several_ways() {
    let rk = |number: u32| number.to_le_bytes().to_vec();
    let many =
        [&[0, 0][..], &rk(5 << 2 | 2), &[0, 0], &rk(12_345 << 2 | 3), &[3, 0]].concat();
    let cells = vec![
        cell(kind::NUMBER, 0, 0, &12_345_678.5_f64.to_le_bytes()),
        cell(kind::RK, 0, 2, &rk((-7_i32 << 2 | 2) as u32)),
        cell(kind::RK, 0, 3, &rk((1.5_f64.to_bits() >> 32) as u32)),
        record_of(kind::MUL_RK, &[&[4, 0, 2, 0][..], &many].concat()),
    ];
    check(
        workbook(BiffVersion::Biff8, &[], &[("S", cells)]),
        &[(1, &["12345678.5", "", "-7", "1.5"]), (5, &["", "", "5", "123.45"])],
    );
}

#[test]
fn cells_may_stand_in_any_order() {
    let number = |row: u16, column: u16, number: f64| {
        cell(kind::NUMBER, row, column, &number.to_le_bytes())
    };
    let by_column =
        vec![number(0, 0, 1.0), number(1, 0, 3.0), number(0, 1, 2.0), number(1, 1, 4.0)];
    check(
        workbook(BiffVersion::Biff8, &[], &[("S", by_column)]),
        &[(1, &["1", "2"]), (2, &["3", "4"])],
    );
}

#[test]
fn dates_and_padded_numbers_are_shown_so() {
    let style = |format: u16| {
        record_of(kind::XF, &[0_u16, format].map(u16::to_le_bytes).concat())
    };
    let format = [&[200, 0, 8, 0, 0][..], b"00000000"].concat();
    let globals = [
        record_of(kind::DATE_1904, &[1, 0]),
        record_of(kind::FORMAT, &format),
        style(0),
        style(14),
        style(200),
    ];
    let styled = |column: u16, style: u16, number: f64| {
        let data = [place(0, column, style), number.to_le_bytes().to_vec()].concat();
        record_of(kind::NUMBER, &data)
    };
    let cells =
        vec![styled(0, 0, 7.0), styled(1, 1, 44_895.0), styled(2, 2, 1_234_567.0)];
    check(
        workbook(BiffVersion::Biff8, &globals, &[("S", cells)]),
        &[(1, &["7", "2026-12-01", "01234567"])],
    );
}

#[test]
fn formulas_are_what_they_come_to() {
    let formula = |column: u16, result: [u8; 8]| {
        cell(kind::FORMULA, 0, column, &[&result[..], &[0; 8]].concat())
    };
    let other = |what: u8, value: u8| [what, 0, value, 0, 0, 0, 0xff, 0xff];
    let cells = vec![
        formula(0, 2.5_f64.to_le_bytes()),
        formula(1, other(0, 0)),
        // What several formulas share stands between.
        record_of(0x04bc, &[0; 10]),
        record_of(kind::STRING, b"\x07\0\0ghopper"),
        formula(2, other(1, 1)),
        formula(3, other(2, 0x2a)),
        formula(4, other(3, 0)),
        cell(kind::BOOL_ERR, 0, 5, &[0, 0]),
    ];
    check(
        workbook(BiffVersion::Biff8, &[], &[("S", cells)]),
        &[(1, &["2.5", "ghopper", "TRUE", "#N/A", "", "FALSE"])],
    );
}

#[test]
fn excel_95_writes_a_byte_for_each_character() {
    let text = |column: u16, text: &[u8]| {
        cell(kind::LABEL, 1, column, &[&(text.len() as u16).to_le_bytes(), text].concat())
    };
    let chart = vec![
        record_of(kind::BOF, &[0; 8]),
        cell(kind::LABEL, 9, 9, b"\x01\0x"),
        record_of(kind::EOF, &[]),
    ];
    let cells =
        [vec![text(0, b"Zo\xeb")], chart, vec![text(1, b"\x93zo\xeb\x94")]].concat();
    check(
        workbook(BiffVersion::Biff5, &[], &[("People", cells)]),
        &[(2, &["Zoë", "“zoë”"])],
    );
}

#[test]
fn what_cannot_be_read_is_refused_with_a_remedy() {
    refused(
        workbook(BiffVersion::Biff8, &[record_of(kind::FILE_PASS, &[0; 6])], &[]),
        "password",
    );
    refused(workbook(BiffVersion::Biff8, &[], &[]), "no sheet");
    refused(compound("WordDocument", b"x"), "no Excel workbook");
    refused(compound("Workbook", b"x"), "which Excel");
    refused(SIGNATURE.to_vec(), "damaged");
    let bytes = workbook(
        BiffVersion::Biff8,
        &[],
        &[("S", vec![cell(kind::LABEL, 0, 0, b"\x01\0\0x")])],
    );
    for length in 0..bytes.len() {
        if let Err(error) = OldWorkbook::open(bytes[..length].to_vec(), &Limits::SHELL) {
            assert!(!error.remedy().is_empty());
        }
    }
}

/// The texts that cells share, continued in records of at most `n_bytes`.
fn shared(texts: &[String], n_bytes: usize) -> Vec<Vec<u8>> {
    let n_texts = (texts.len() as u32).to_le_bytes();
    let (mut records, mut data) = (Vec::new(), [n_texts, n_texts].concat());
    let mut kind = kind::SST;
    for text in texts {
        let units: Vec<u16> = text.encode_utf16().collect();
        let is_wide = u8::from(units.iter().any(|unit| *unit > 0xff));
        // A number is never cut in two, nor is the mark behind it.
        if data.len() + 4 > n_bytes {
            records.push(record_of(kind, &std::mem::take(&mut data)));
            kind = kind::CONTINUE;
        }
        data.extend((units.len() as u16).to_le_bytes());
        data.push(is_wide);
        for unit in units {
            if data.len() + 2 > n_bytes {
                records.push(record_of(kind, &std::mem::take(&mut data)));
                kind = kind::CONTINUE;
                data.push(is_wide);
            }
            let [low, high] = unit.to_le_bytes();
            data.push(low);
            data.extend((is_wide == 1).then_some(high));
        }
    }
    records.push(record_of(kind, &data));
    records
}

proptest! {
    #[test]
    fn texts_are_read_as_another_library_reads_them(
        texts in proptest::collection::vec("[a-zA-Z0-9 äß€,;\"'<>&=王-]{1,24}", 1..40),
        n_bytes in prop_oneof![Just(MAX_RECORD_BYTES), 20_usize..200],
    ) {
        use calamine::Reader as _;
        let cells = (0_u32..).zip(&texts).map(|(index, _)| {
            cell(kind::LABEL_SST, index as u16 / 3, index as u16 % 3, &index.to_le_bytes())
        });
        let bytes = workbook(
            BiffVersion::Biff8,
            &shared(&texts, n_bytes),
            &[("S", cells.collect())],
        );
        let mut ours = OldWorkbook::open(bytes.clone(), &Limits::SHELL).unwrap();
        let mut oracle = calamine::Xls::new(std::io::Cursor::new(bytes)).unwrap();
        let range = oracle.worksheet_range("S").unwrap();
        let mut n_found = 0;
        for (line, cells) in rows(&mut ours, 0) {
            for (column, cell) in (0..).zip(cells) {
                prop_assert_eq!(&cell, &texts[n_found]);
                let other = range.get_value((line - 1, column)).map(ToString::to_string);
                prop_assert_eq!(Some(cell), other);
                n_found += 1;
            }
        }
        prop_assert_eq!(n_found, texts.len());
    }

    #[test]
    fn no_bytes_make_it_panic(
        damage in proptest::collection::vec((0_usize..6656, any::<u8>()), 0..30),
    ) {
        let whole = include_bytes!("../../../../../tests/cases/old-workbook/directory.xls");
        let mut bytes = whole.to_vec();
        for (at, byte) in damage {
            bytes[at] = byte;
        }
        let Ok(mut workbook) = OldWorkbook::open(bytes, &Limits::SHELL) else { return Ok(()) };
        for sheet in 0..workbook.names().len() {
            if workbook.open(sheet).is_ok() {
                while let Ok(Some(_)) = workbook.next_row() {}
            }
        }
    }
}
