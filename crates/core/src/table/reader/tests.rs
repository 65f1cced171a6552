//! The reader as a whole: what it understands, and the laws that hold for all inputs.

use super::*;
use crate::column_names::KnownNames;
use crate::problem::{Code, Unreadable};
use crate::table::limits::{MAX_RECORD_BYTES, MAX_RECORD_CELLS};
use crate::table::scanner::{self, Dialect, ScannedRecord};
use crate::table::{Builder, Delimiter, Limits, Overrides, letter};
use proptest::prelude::*;

fn config() -> TableConfig {
    TableConfig {
        file: "f.csv".to_owned(),
        known: KnownNames::new(["Logon Name", "Display Name"], ["Logon Name"]),
        is_list: |_| false,
        overrides: Overrides::default(),
        limits: Limits::PAGE,
    }
}

fn read_in(pieces: usize, bytes: &[u8]) -> Result<ReadTable, Unreadable> {
    let mut reader = TableReader::new(config());
    for piece in bytes.chunks(pieces.max(1)) {
        reader.push(piece)?;
    }
    reader.finish()
}

fn rows(read: &ReadTable) -> Vec<Vec<String>> {
    let table = &read.table;
    (0..table.n_rows()).map(|row| table.row(row).map(str::to_owned).collect()).collect()
}

#[track_caller]
fn check(bytes: &[u8], header: Option<&[&str]>, expected: &[&[&str]]) -> ReadTable {
    let read = read_in(usize::MAX, bytes).unwrap();
    assert_eq!(
        read.table.header().map(<[String]>::to_vec),
        header.map(|header| header.iter().map(|name| (*name).to_owned()).collect())
    );
    assert_eq!(rows(&read), expected);
    read
}

#[test]
fn line_ends_of_every_kind() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("First,Number{end}a,1{end}b,2{end}");
        check(text.as_bytes(), Some(&["First", "Number"]), &[&["a", "1"], &["b", "2"]]);
        check(
            text.trim_end().as_bytes(),
            Some(&["First", "Number"]),
            &[&["a", "1"], &["b", "2"]],
        );
    }
}

/// However the file is cut, its line ends too.
#[test]
fn rows_in_quotes_as_a_whole_are_read_without_them() {
    let text = b"Logon Name,Display Name,Days\r\nrroe,Roe,9\r\n\r\n\
        \"ada,\"\"Lovelace, Ada\"\",13\"\r\n\"gh,\"\"Hopper\"\",14\"";
    for pieces in 1..text.len() {
        let mut reader = TableReader::with_sample(config(), 64);
        for piece in text.chunks(pieces) {
            reader.push(piece).unwrap();
        }
        let read = reader.finish().unwrap();
        let expected = [
            ["rroe", "Roe", "9"],
            ["ada", "Lovelace, Ada", "13"],
            ["gh", "Hopper", "14"],
        ];
        assert_eq!(rows(&read), expected);
        assert_eq!((read.how.n_blank, read.table.line(1)), (1, 4));
        let said: Vec<String> = read.problems.iter().map(|p| p.to_string()).collect();
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("2 rows stand in quotes as a whole (lines 4, 5)"));
    }
    // Who chooses the delimiter gets every row as it is written.
    let mut told = config();
    told.overrides.delimiter = Some(Delimiter::Char(b','));
    let mut reader = TableReader::new(told);
    reader.push(text).unwrap();
    assert_eq!(rows(&reader.finish().unwrap())[1], ["ada,\"Lovelace, Ada\",13"]);
}

#[test]
fn titles_above_and_blank_lines_between_are_told() {
    let read = check(
        b"Exchange Users\n\nDisplay Name,Logon Name\nAda,alovel\n\n",
        Some(&["Display Name", "Logon Name"]),
        &[&["Ada", "alovel"]],
    );
    assert_eq!(read.how.skipped, [(1, "Exchange Users".to_owned())]);
    assert_eq!((read.how.header_line, read.how.n_blank), (Some(3), 2));
    assert_eq!(read.table.line(0), 4);
}

#[test]
fn ragged_rows_keep_their_cells_and_are_reported() {
    let read = check(
        b"A,B,C\n1,2\n1,2,3,4\n1,2,3,\n1,2,3\n",
        Some(&["A", "B", "C"]),
        &[&["1", "2"], &["1", "2", "3", "4"], &["1", "2", "3", ""], &["1", "2", "3"]],
    );
    let ragged: Vec<_> =
        read.problems.iter().map(|problem| (problem.code(), problem.line)).collect();
    assert_eq!(ragged, [(Code::Ragged, Some(2)), (Code::Ragged, Some(3))]);
}

#[test]
fn lines_are_counted_through_quoted_cells() {
    let read = check(
        b"A,B\n\"x\ny\",1\n\"z,2\nw,3\n",
        Some(&["A", "B"]),
        &[&["x\ny", "1"], &["\"z", "2"], &["w", "3"]],
    );
    let [problem] = read.problems.as_slice() else { panic!("{:?}", read.problems) };
    assert_eq!((problem.code(), problem.line), (Code::QuoteUnclosed, Some(4)));
    assert_eq!(read.table.line(2), 5);
}

#[test]
fn nul_bytes_are_left_out_and_told() {
    let read = check(b"A,B\n1\0,2\n", Some(&["A", "B"]), &[&["1", "2"]]);
    assert_eq!(read.problems[0].code(), Code::NulBytes);
}

#[test]
fn quoted_cells_of_a_single_column() {
    check(b"Logon Name\n\"jdoe\"\n", Some(&["Logon Name"]), &[&["jdoe"]]);
}

#[test]
fn a_line_of_any_length_is_read_in_linear_time() {
    let text = "x".repeat(8 << 20);
    let read = read_in(1 << 14, text.as_bytes()).unwrap();
    assert_eq!(read.table.cell(0, 0).len(), text.len());
}

/// A table of ten good rows, with `row` below them, and ten more.
fn around(row: &str) -> String {
    let good = "Ada,12,x\r\n".repeat(10);
    format!("Name,Number,Letter\r\n{good}{row}\r\n{good}")
}

#[track_caller]
fn check_refused(text: &str, words: &[&str]) {
    for piece in [usize::MAX, 1 << 16] {
        let error = read_in(piece, text.as_bytes()).unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{error}");
    }
}

#[test]
fn a_record_beyond_all_bounds_is_refused_with_its_line() {
    let long = "y".repeat(MAX_RECORD_BYTES);
    check_refused(&around(&format!("x,{long},1")), &["Line 12", "16 MiB"]);
    check_refused(&around(&format!("x,\"{long}\",1")), &["Line 12", "16 MiB"]);
    check_refused(&around(&format!("x,\"{long}")), &["Line 12", "16 MiB"]);
    check_refused(&format!("{long}{long}"), &["Line 1 ", "16 MiB"]);
    check_refused(&around(&",".repeat(MAX_RECORD_CELLS)), &["Line 12", "4000000 cells"]);
}

#[test]
fn a_long_cell_and_a_wide_row_are_read() {
    let text = around(&format!("x,{},1", "y".repeat(MAX_RECORD_BYTES / 2)));
    let read = read_in(1 << 16, text.as_bytes()).unwrap();
    assert_eq!(read.table.cell(10, 1).len(), MAX_RECORD_BYTES / 2);
    assert_eq!((read.problems.as_slice(), read.table.n_rows()), (&[][..], 21));
    let read = read_in(1 << 16, around(&",".repeat(1_000_000)).as_bytes()).unwrap();
    assert_eq!((read.table.width(10), read.table.n_rows()), (1_000_001, 21));
}

#[test]
fn a_prologue_survives_nul_bytes() {
    let read = read_in(usize::MAX, b"\0sep=;\0\nA;B\n1;2\n").unwrap();
    assert_eq!(rows(&read), [["1", "2"]]);
    assert_eq!(read.how.skipped, [(1, "sep=;".to_owned())]);
}

#[track_caller]
fn check_overrides(overrides: Overrides, bytes: &[u8], expected: &[&[&str]]) {
    let mut reader = TableReader::new(TableConfig { overrides, ..config() });
    reader.push(bytes).unwrap();
    let read = reader.finish().unwrap();
    let header = read.table.header().map(<[String]>::to_vec);
    let all: Vec<Vec<String>> = header.into_iter().chain(rows(&read)).collect();
    assert_eq!(all, expected);
}

#[test]
fn the_user_has_the_last_word() {
    let text = b"a;b,c\n1;2,3\n4;5,6\n";
    let delimiter =
        |delimiter| Overrides { delimiter: Some(delimiter), ..Overrides::default() };
    check_overrides(
        delimiter(Delimiter::Char(b',')),
        text,
        &[&["a;b", "c"], &["1;2", "3"], &["4;5", "6"]],
    );
    check_overrides(
        delimiter(Delimiter::Char(b';')),
        text,
        &[&["a", "b,c"], &["1", "2,3"], &["4", "5,6"]],
    );
    check_overrides(
        delimiter(Delimiter::None),
        text,
        &[&["a;b,c"], &["1;2,3"], &["4;5,6"]],
    );
    let encoding = Some(Encoding::WINDOWS_1252);
    check_overrides(
        Overrides { encoding, ..Overrides::default() },
        "N,é\n1,2\n".as_bytes(),
        &[&["N", "Ã©"], &["1", "2"]],
    );
    let header_line =
        |line| Overrides { header_line: Some(line), ..Overrides::default() };
    check_overrides(header_line(2), b"A,B\nC,D\n1,2\n", &[&["C", "D"], &["1", "2"]]);
    check_overrides(header_line(0), b"A,B\n1,2\n", &[&["A", "B"], &["1", "2"]]);
    let mut reader =
        TableReader::new(TableConfig { overrides: header_line(9), ..config() });
    reader.push(b"A,B\n1,2\n").unwrap();
    assert!(reader.finish().unwrap_err().to_string().contains("line 9"));
}

#[test]
fn a_delimiter_at_the_end_of_the_header_alone_is_none() {
    let read = check(b"A,B,\n1,2\n", Some(&["A", "B"]), &[&["1", "2"]]);
    assert_eq!(read.problems, []);
}

#[test]
fn a_quote_that_is_open_beyond_the_sample_hides_nothing() {
    let rows = "x,1,2\n".repeat(60_000);
    let text = format!("\"Title, of it\nA,B,C\n{rows}");
    let read = read_in(1 << 14, text.as_bytes()).unwrap();
    assert_eq!((read.table.n_columns(), read.table.n_rows()), (3, 60_000));
}

#[test]
fn columns_of_the_same_name_are_told_apart() {
    let read = check(
        b"Name,,Phone, Phone ,Since\nx,1,2,3,2026\ny,1,2,3,2026\n",
        Some(&["Name", "", "Phone", " Phone ", "Since"]),
        &[&["x", "1", "2", "3", "2026"], &["y", "1", "2", "3", "2026"]],
    );
    let names: Vec<String> =
        (0..6).map(|column| read.table.column_name(column)).collect();
    let expected =
        ["Name", "column B", "Phone (column C)", "Phone (column D)", "Since", "column F"];
    assert_eq!(names, expected);
}

#[test]
fn letters_of_columns() {
    assert_eq!(
        [0, 12, 22, 25, 26, 701, 702].map(letter),
        ["A", "M", "W", "Z", "AA", "ZZ", "AAA"]
    );
}

/// Cells as they turn up: names, numbers, quotes, line ends, other alphabets.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zA-Z0-9 .,;'-]{0,12}", "[a\"\n,é名]{0,6}"]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2_usize..6).prop_flat_map(|width| {
        prop::collection::vec(prop::collection::vec(cell(), width), 1..20)
    })
}

fn written(table: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in table {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn room_that_is_made_changes_nothing() {
    let row = "Ada,\"A \"\"B\"\"\",alovel\r\n";
    let text = format!("Display Name,Title,Logon Name\r\n{}", row.repeat(100));
    for n_bytes in [0, 1, text.len() as u64, 1 << 20, u64::MAX] {
        let mut reader = TableReader::with_sample(config(), 64).expecting(n_bytes);
        reader.push(text.as_bytes()).unwrap();
        let read = reader.finish().unwrap();
        assert_eq!(rows(&read), vec![["Ada", "A \"B\"", "alovel"]; 100], "{n_bytes}");
    }
}

#[test]
fn rows_that_are_written_differently_stand_side_by_side() {
    check(
        b"Display Name,Logon Name\n\"a,b\",c\n\"d \"\"e\"\"\",f\nDisplay Name,Logon Name\n,\n\"\",\"g\"\nh,i\n",
        Some(&["Display Name", "Logon Name"]),
        &[&["a,b", "c"], &["d \"e\"", "f"], &["", ""], &["", "g"], &["h", "i"]],
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_in(usize::MAX, &bytes);
    }

    #[test]
    fn any_spicy_text_is_read_or_refused(text in "[a,;\t|\"'\r\n\0é=]{0,300}") {
        let _ = read_in(usize::MAX, text.as_bytes());
    }

    #[test]
    fn how_a_file_is_cut_makes_no_difference(
        text in "[ab,;\t\"\r\né]{0,200}",
        n in 1_usize..20,
    ) {
        match (read_in(usize::MAX, text.as_bytes()), read_in(n, text.as_bytes())) {
            (Ok(whole), Ok(cut)) => {
                prop_assert_eq!(rows(&whole), rows(&cut));
                prop_assert_eq!(whole.problems, cut.problems);
                prop_assert_eq!(whole.how, cut.how);
            }
            (whole, cut) => prop_assert_eq!(whole.err(), cut.err()),
        }
    }

    /// The csv crate is the oracle: what it reads from clean CSV, so does the scanner.
    #[test]
    fn clean_records_are_read_as_the_oracle_reads_them(table in table()) {
        let bytes = written(&table);
        let text = std::str::from_utf8(&bytes).unwrap();
        let dialect = Dialect::plain(Some(b','));
        let mut record = ScannedRecord::default();
        let mut rest = text;
        for row in csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).records() {
            let mut cells = Builder::default();
            let length = scanner::scan(rest, dialect, true, &mut record).unwrap();
            cells.fill(&record, dialect, &rest[..length], 1).unwrap();
            rest = &rest[length..];
            let row = row.unwrap();
            prop_assert_eq!(cells.table.row(0).collect::<Vec<_>>(), row.iter().collect::<Vec<_>>());
        }
        prop_assert_eq!(rest, "");
    }
}

/// Half-width letters of Japanese make characters of GB18030 as well, and are taken for them;
/// so it is said, and the last word is the user's.
#[test]
fn a_wrong_guess_says_so_and_can_be_turned_round() {
    let text = "Logon Name,Display Name\r\nyamada,ﾔﾏﾀﾞ ﾀﾛｳ\r\nsuzuki,ｽｽﾞｷ ﾊﾅｺ\r\n";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    let read = |encoding| {
        let overrides = Overrides { encoding, ..Overrides::default() };
        let mut reader = TableReader::new(TableConfig { overrides, ..config() });
        reader.push(&bytes).unwrap();
        reader.finish().unwrap()
    };
    let guessed = read(None);
    assert_ne!(guessed.table.cell(0, 1), "ﾔﾏﾀﾞ ﾀﾛｳ");
    let [problem] = guessed.problems.as_slice() else { panic!("{:?}", guessed.problems) };
    assert_eq!((problem.code(), problem.line), (Code::EncodingGuessed, None));
    assert!(problem.to_string().contains(guessed.how.encoding.as_str()), "{problem}");
    assert!(problem.to_string().contains("choose another encoding"), "{problem}");
    let told = read(Encoding::from_name("shift_jis"));
    assert_eq!(told.table.cell(0, 1), "ﾔﾏﾀﾞ ﾀﾛｳ");
    assert_eq!(told.problems, []);
}

#[test]
fn half_a_character_at_the_end_is_a_problem_and_no_row() {
    let wide =
        |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let check = |text: &str, n_rows: usize, line: u32| {
        let mut bytes = [&[0xff, 0xfe], wide(text).as_slice()].concat();
        bytes.push(b'j');
        for piece in [1, 3, bytes.len()] {
            let mut reader = TableReader::new(config());
            bytes.chunks(piece).for_each(|piece| reader.push(piece).unwrap());
            let read = reader.finish().unwrap();
            assert_eq!(read.table.n_rows(), n_rows, "{text:?}");
            let [problem] = read.problems.as_slice() else {
                panic!("{:?}", read.problems)
            };
            assert_eq!((problem.code(), problem.line), (Code::EncodingMixed, Some(line)));
            assert!(problem.message().contains("middle of a character"), "{problem}");
            assert_eq!(problem.text, "0x6A");
        }
    };
    check("Logon Name,Display Name\r\nalovel,Ada\r\n", 1, 3);
    check("Logon Name,Display Name\r\nalovel,Ada", 1, 2);
}

#[test]
fn odd_bytes_of_a_web_page_are_told() {
    let rows = "<table><tr><th>Logon Name<th>Display Name<tr><td>alovel<td>Ad";
    let told = |bytes: Vec<u8>| {
        let read = read_in(7, &bytes).unwrap();
        assert_eq!(read.table.n_rows(), 1);
        let codes = read.problems.iter().map(|problem| (problem.code(), problem.line));
        codes.collect::<Vec<_>>()
    };
    let wide = |text: &str| -> Vec<u8> {
        std::iter::once('\u{feff}')
            .chain(text.chars())
            .flat_map(|c| (c as u16).to_le_bytes())
            .collect()
    };
    let odd = [(Code::EncodingMixed, None)];
    assert_eq!(told([rows.as_bytes(), "é".repeat(40).as_bytes(), b"\xe9"].concat()), odd);
    assert_eq!(told([wide(&format!("{rows}a</table>")), b"j".to_vec()].concat()), odd);
    assert_eq!(told(wide(&format!("{rows}a</table>"))), []);
}

#[test]
fn a_page_of_tags_alone_is_called_so() {
    for page in
        ["<html><body><div></div></body></html>", "<table></table><script>x</script>"]
    {
        let mut reader = TableReader::new(config());
        reader.push(page.as_bytes()).unwrap();
        let error = reader.finish().unwrap_err();
        assert!(error.message().contains("web page without"), "{error}");
        assert!(!error.message().contains("empty"), "{error}");
    }
}

#[test]
fn what_is_read_as_a_whole_is_read_up_to_its_limit() {
    let limits = Limits { whole_bytes: 400_000, ..Limits::PAGE };
    let mut reader =
        TableReader::new(TableConfig { limits, ..config() }).expecting(u64::MAX);
    let page = format!("<table>{}", "<tr><td>a<td>b".repeat(30_000));
    let refused = page.as_bytes().chunks(1000).find_map(|piece| reader.push(piece).err());
    assert!(refused.unwrap().message().contains("larger than"));
}
