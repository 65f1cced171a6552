//! Torn rows: which are put together, which stay, and what is said.

use crate::column_names::KnownNames;
use crate::problem::{Code, Finding};
use crate::table::{Delimiter, Limits, Overrides, ReadTable, TableConfig, TableReader};

fn read(text: &str, overrides: Overrides) -> ReadTable {
    let mut reader = TableReader::new(TableConfig {
        file: "f.csv".to_owned(),
        known: KnownNames::new(["Display Name", "Logon Name", "E-mail"], []),
        is_list: |_| false,
        overrides,
        limits: Limits::PAGE,
    });
    reader.push(text.as_bytes()).unwrap();
    reader.finish().unwrap()
}

fn rows(read: &ReadTable) -> Vec<Vec<&str>> {
    (0..read.table.n_rows()).map(|row| read.table.row(row).collect()).collect()
}

/// What is said: of how many rows that they were put together surely, of how many that it is
/// assumed, and how many are too long or too short.
fn told(read: &ReadTable) -> (usize, usize, usize) {
    let (mut sure, mut assumed) = (0, 0);
    for problem in &read.problems {
        match problem.finding {
            Finding::CellsJoined { n_rows, is_sure: true, .. } => sure += n_rows,
            Finding::CellsJoined { n_rows, is_sure: false, .. } => assumed += n_rows,
            _ => {}
        }
    }
    let is_ragged = |code| code == Code::Ragged;
    let n_ragged = read.problems.iter().filter(|p| is_ragged(p.code())).count();
    (sure, assumed, n_ragged)
}

#[track_caller]
fn check(text: &str, expected: &[&[&str]], what: (usize, usize, usize)) {
    let read = read(text, Overrides::default());
    assert_eq!(rows(&read), expected);
    assert_eq!(told(&read), what, "{:?}", read.problems);
}

#[test]
fn an_account_behind_the_last_column_is_no_note() {
    check(
        "Display Name,Size,Logon Name\nJo Doe,1.024,50,X\\jdoe\nBo Roe,3,10,X\\broe\n",
        &[&["Jo Doe", "1.024,50", "X\\jdoe"], &["Bo Roe", "3,10", "X\\broe"]],
        (0, 2, 0),
    );
    // A word behind the last column can be a note.
    check(
        "Display Name,Size,Logon Name\nJo Doe,3,10,left\n",
        &[&["Jo Doe", "3", "10", "left"]],
        (0, 0, 1),
    );
}

#[test]
fn names_with_a_comma_and_a_space_are_whole_again() {
    check(
        "Display Name,Unit,Logon Name\nDoe, Jane,Math,jdoe\nRoe, Bo, PhD,Law,broe\n",
        &[&["Doe, Jane", "Math", "jdoe"], &["Roe, Bo, PhD", "Law", "broe"]],
        (2, 0, 0),
    );
    // It is said once, with a count and the first lines.
    let many: String = (0..30).map(|n| format!("Doe, J{n},Math,x{n}\n")).collect();
    let text = format!("Display Name,Unit,Logon Name\n{many}");
    let read = read(&text, Overrides::default());
    let [problem] = read.problems.as_slice() else { panic!("{:?}", read.problems) };
    assert_eq!((problem.code(), problem.line), (Code::CellsJoined, Some(2)));
    assert_eq!(
        problem.message(),
        "In 30 rows a cell without quotes has the delimiter in it (lines 2, 3, 4 and 27 \
         more). The parts were put together again, under “Display Name”:"
    );
}

#[test]
fn numbers_dates_and_places_in_a_directory_are_whole_again() {
    check(
        "Display Name,Size,Made,Logon Name\nAda,1,024.50,Dec 1, 2026,a1\nBo,7,-,b2\n\
         Cy,1.5 GB (1,610,612,736 bytes),12/1/2026, 9:00 AM,c3\n",
        &[
            &["Ada", "1,024.50", "Dec 1, 2026", "a1"],
            &["Bo", "7", "-", "b2"],
            &["Cy", "1.5 GB (1,610,612,736 bytes)", "12/1/2026, 9:00 AM", "c3"],
        ],
        (2, 0, 0),
    );
    check(
        "Display Name,Place,Logon Name\nAda,CN=a1,OU=x,DC=y,DC=z,a1\nBo,,b2\n",
        &[&["Ada", "CN=a1,OU=x,DC=y,DC=z", "a1"], &["Bo", "", "b2"]],
        (1, 0, 0),
    );
}

#[test]
fn what_can_be_read_in_two_ways_is_said_to_be_assumed() {
    // 1,234 and 500, or 1 and 234,500? The name is where it is either way.
    let text = "Display Name,Size,Items,Logon Name\nAda,1,234,500,UPENN\\a\nBo,7,9,UPENN\\b\n\
                Cy,8,9,UPENN\\c\n";
    let read = read(text, Overrides::default());
    assert_eq!(told(&read), (0, 1, 0), "{:?}", read.problems);
    assert_eq!(read.table.cell(0, 3), "UPENN\\a");
    assert!(read.problems[0].message().contains("is assumed"));
    // A name without a space, under a column of names.
    check(
        "Display Name,Unit,E-mail,Logon Name\nDoe,Jane,Math,j@x.edu,UPENN\\j\n",
        &[&["Doe,Jane", "Math", "j@x.edu", "UPENN\\j"]],
        (0, 1, 0),
    );
}

/// The guess is wrong here: the number is too much. That it is one is said, and the name is
/// where it belongs.
#[test]
fn a_cell_too_many_shifts_no_name() {
    let text = "Display Name,Unit,Logon Name\nBo,Law,UPENN\\b\nAda,Math,12,UPENN\\a\nCy,Law,UPENN\\c\n";
    let read = read(text, Overrides::default());
    assert_eq!(told(&read), (0, 1, 0), "{:?}", read.problems);
    assert_eq!(read.table.cell(1, 2), "UPENN\\a");
}

#[test]
fn what_nothing_proves_stays_and_is_ragged() {
    for row in [
        // A note behind the row, a delimiter too many, an account that nobody tears.
        "Ada,Math,UPENN\\a,left",
        "Ada,,Math,UPENN\\a",
        "Ada,Math,UPENN\\a,UPENN\\b",
        // Quotes are around what belongs together.
        "\"Ada\",\" Bo\",Math,UPENN\\a",
        "Ada,Math,UPENN\\a,1,2,3,4,5,6,7,8,9,10",
    ] {
        let text = format!(
            "Display Name,Unit,Logon Name\nBo,Law,UPENN\\b\n{row}\nCy,Law,UPENN\\c\n"
        );
        let read = read(&text, Overrides::default());
        assert_eq!(told(&read), (0, 0, 1), "{row}");
        let n_cells = row.split(',').count();
        assert_eq!(read.table.width(1), n_cells, "{row}");
    }
}

#[test]
fn an_empty_cell_that_is_too_much_explains_the_row_as_well() {
    let row = |row: &str| {
        let text = format!(
            "Display Name,Unit,Size,Items,Logon Name\nBo,Law,12,7,UPENN\\b\n{row}\nCy,Law,12,9,UPENN\\c\n"
        );
        told(&read(&text, Overrides::default()))
    };
    assert_eq!(row("Ada,,Law,1,024,UPENN\\a"), (0, 0, 1));
    // Without this empty cell the numbers would stand elsewhere.
    assert_eq!(row("Ada,,1,024,7,UPENN\\a"), (1, 0, 0));
}

#[test]
fn a_space_tells_nothing_where_other_cells_have_one_too() {
    let text = "Display Name,Unit,Logon Name\nBo, Law,b2\nCy, Law,c3\nAda, Math, x,a1\n";
    let read = read(text, Overrides::default());
    assert_eq!(told(&read).0, 0, "{:?}", read.problems);
}

/// The guess is wrong here: the extra cell was a remark. It is said, and choosing the
/// delimiter turns it round.
#[test]
fn who_chooses_the_delimiter_gets_the_rows_as_they_are() {
    let text = "Logon Name,Display Name,Unit\na1,Ada,Math, on leave\nb2,Bo,Law\n";
    let said = read(text, Overrides::default());
    assert_eq!(told(&said), (1, 0, 0));
    assert_eq!(said.table.cell(0, 2), "Math, on leave");
    let delimiter = Some(Delimiter::Char(b','));
    let as_it_is = read(text, Overrides { delimiter, ..Overrides::default() });
    assert_eq!(told(&as_it_is), (0, 0, 1));
    assert_eq!(as_it_is.table.cell(0, 3), " on leave");
}

#[test]
fn a_table_below_with_more_columns_is_left_alone() {
    check(
        "Display Name,Logon Name\nAda,a1\nBo,b2\nLogon Name,E-mail,Display Name\n\
         c3,c@x.edu,Doe\n",
        &[
            &["Ada", "a1"],
            &["Bo", "b2"],
            &["Logon Name", "E-mail", "Display Name"],
            &["c3", "c@x.edu", "Doe"],
        ],
        (0, 0, 0),
    );
}
