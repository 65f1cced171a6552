//! What a console printed: which texts are read, which are refused, and what is said.

use super::printed;
use crate::column_names::KnownNames;
use crate::problem::{Code, Unreadable};
use crate::table::{Container, Limits, Overrides, ReadTable, TableConfig, TableReader};
use proptest::prelude::*;

fn try_read(bytes: &[u8]) -> Result<ReadTable, Unreadable> {
    let mut reader = TableReader::new(TableConfig {
        file: "f.txt".to_owned(),
        known: KnownNames::default(),
        is_list: |_| false,
        overrides: Overrides::default(),
        limits: Limits::PAGE,
    });
    reader.push(bytes)?;
    reader.finish()
}

#[track_caller]
fn check(text: &str, container: Container, expected: &[&[&str]]) -> ReadTable {
    let read = try_read(text.as_bytes()).unwrap();
    assert_eq!(read.how.container, container);
    let header = read.table.header().unwrap().to_vec();
    let rows = (0..read.table.n_rows())
        .map(|row| read.table.row(row).map(str::to_owned).collect());
    let found: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    assert_eq!(found, expected);
    read
}

#[track_caller]
fn refused(text: &str) {
    let refusal = try_read(text.as_bytes()).map(|read| read.table).unwrap_err().message();
    assert!(refusal.contains("printed on a screen"), "{refusal}");
}

const PROPERTIES: &str = "\nPS C:\\> Get-Mailbox | fl\n\nName              : cabara\n\
    UserPrincipalName : cabara@upenn.edu\nNotes             :\n\nName              : sberg\n\
    UserPrincipalName : sberg@upenn.edu\nNotes             : On leave until the\n                    \
    summer\nCity              : Oslo\n\nPS C:\\> _\n";

#[test]
fn properties_with_their_values() {
    let read = check(
        PROPERTIES,
        Container::PrintedProperties,
        &[
            &["Name", "UserPrincipalName", "Notes", "City"],
            &["cabara", "cabara@upenn.edu", "", ""],
            &["sberg", "sberg@upenn.edu", "On leave until the summer", "Oslo"],
        ],
    );
    assert_eq!((read.table.line(0), read.table.line(1)), (4, 8));
    let beside: Vec<u32> = read.how.skipped.iter().map(|(line, _)| *line).collect();
    assert_eq!(beside, [2, 14]);
    assert_eq!(read.how.form(), "printed list of properties");
    assert_eq!(read.how.header_sentence(), "The properties name the columns.");
    assert!(read.problems.is_empty(), "{:?}", read.problems);
}

#[test]
fn objects_without_a_blank_line_between() {
    check(
        "Name : a\nDays : 1\nName : b\nDays : 2\n",
        Container::PrintedProperties,
        &[&["Name", "Days"], &["a", "1"], &["b", "2"]],
    );
}

/// A value of one word that goes on may have been parted at a space or within the word.
#[test]
fn a_value_that_was_wrapped_somewhere_is_told() {
    let read = check(
        "Name : a\nPath : CN=a,OU=Peo\n       ple,DC=x\nDays : 1\nMany : {b, c...}\n",
        Container::PrintedProperties,
        &[
            &["Name", "Path", "Days", "Many"],
            &["a", "CN=a,OU=People,DC=x", "1", "{b, c...}"],
        ],
    );
    let found: Vec<_> = read
        .problems
        .iter()
        .map(|problem| (problem.code(), problem.line, problem.column.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (Code::ValueCut, Some(1), Some("Many")),
            (Code::ValueWrapped, Some(2), Some("Path")),
        ]
    );
}

#[test]
fn properties_that_belong_to_nobody_known_are_refused() {
    // A blank line stands behind every line.
    refused("Name : a\n\nDays : 1\n\nName : b\n\nDays : 2\n");
    // A line that is no property.
    refused("Name : a\nDays : 1\nCity : x\nMore : x\njdoe\n");
}

const COLUMNS: &str = "\nDisplayName      UserPrincipalName         Items\n\
    -----------      -----------------         -----\n\
    Chidi Abara      cabara@upenn.edu             12\n\
    Ines Castillo-V… icast@upenn.edu          123456\n\
    Rohan Dhar       rdhar@upenn.edu\n\n\n";

#[test]
fn columns_of_fixed_widths() {
    let read = check(
        COLUMNS,
        Container::PrintedColumns,
        &[
            &["DisplayName", "UserPrincipalName", "Items"],
            &["Chidi Abara", "cabara@upenn.edu", "12"],
            &["Ines Castillo-V…", "icast@upenn.edu", "123456"],
            &["Rohan Dhar", "rdhar@upenn.edu", ""],
        ],
    );
    assert_eq!((read.how.header_line, read.table.line(0)), (Some(2), 4));
    let [problem] = read.problems.as_slice() else { panic!("{:?}", read.problems) };
    assert_eq!((problem.code(), problem.line), (Code::ValueCut, Some(5)));
    assert_eq!(problem.column.as_deref(), Some("DisplayName"));
    assert_eq!(read.how.form(), "printed columns");
}

#[test]
fn names_again_on_the_next_page_and_sentences_beside_it() {
    let read = check(
        "SQL> select 1;\n\nKEY    NAME\n------ ----------\nsberg  Berg\nic     B D\n\n\
         KEY    NAME\n------ ----------\nrdhar  Dhar\n\n3 rows selected.\n\nSQL> spool off\n",
        Container::PrintedColumns,
        &[&["KEY", "NAME"], &["sberg", "Berg"], &["ic", "B D"], &["rdhar", "Dhar"]],
    );
    let beside: Vec<u32> = read.how.skipped.iter().map(|(line, _)| *line).collect();
    assert_eq!(beside, [1, 12, 14]);
    assert_eq!(read.table.line(2), 10);
}

#[test]
fn the_colors_of_a_terminal_are_no_text() {
    check(
        "\u{1b}[32;1mName\u{1b}[0m \u{1b}[32;1mDays\u{1b}[0m\n\u{1b}[32;1m----\u{1b}[0m \
         \u{1b}[32;1m----\u{1b}[0m\njdoe   12\n",
        Container::PrintedColumns,
        &[&["Name", "Days"], &["jdoe", "12"]],
    );
}

#[test]
fn columns_of_which_nobody_knows_where_they_end_are_refused() {
    let below = |rows: &str| {
        format!("Name       Upn        Days\n----       ---        ----\n{rows}")
    };
    // A value runs over its column.
    refused(&below("Bartholomewjdoe@x.edu 12\nAda        ada@x.edu  1\n"));
    // The rest of the row above.
    refused(&below("Ada Love   ada@upenn. 12\nlace       edu\n"));
    refused(&below("Ada        ada@x.edu  12\n           more\n"));
    refused(&below("Ada        ada@x.edu  12\nLovelace\n"));
    // A number with spaces in it.
    refused(
        "Name          Items\n----          -----\nAda       1 234 567\nBob            12\n",
    );
    // The name of a column was cut off, and columns were left out.
    refused("Name UserPrin... Days\n---- ----------- ----\na    a@x.edu     1\n");
    refused(
        "WARNING: 2 columns do not fit into the display and were removed.\n\nName Days\n\
        ---- ----\na    1\n",
    );
    refused("Name\u{20}Days\n---- ----\na\tb 1\n");
    refused("Name  Days\n----  ----\na     1\n\nThe next  one\n");
}

#[test]
fn lists_and_tables_are_not_printed() {
    for text in [
        "Name,Days\n----,----\na,12\n",
        "| Name | Days |\n|---|---|\n| a | 12 |\n",
        "Name\tDays\n----\t----\na\t12\n",
        "Expiring users : these\njdoe\nasmith\n",
        "--\njdoe\n",
        "",
    ] {
        assert_eq!(printed(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn a_cut_never_panics(at in 0..PROPERTIES.len(), in_columns: bool) {
        let text = if in_columns { COLUMNS } else { PROPERTIES };
        let _ = try_read(&text.as_bytes()[..at.min(text.len())]);
    }

    #[test]
    fn a_changed_byte_never_panics(at in 0..PROPERTIES.len(), in_columns: bool, byte: u8) {
        let text = if in_columns { COLUMNS } else { PROPERTIES };
        let mut bytes = text.as_bytes().to_vec();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = try_read(&bytes);
    }
}
