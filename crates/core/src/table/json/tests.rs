//! JSON as a table: which texts are read, which are refused, and what is said.

use crate::column_names::KnownNames;
use crate::problem::{Code, Unreadable};
use crate::table::{Container, Limits, Overrides, ReadTable, TableConfig, TableReader};
use proptest::prelude::*;

fn read_in(pieces: usize, bytes: &[u8]) -> Result<ReadTable, Unreadable> {
    let mut reader = TableReader::new(TableConfig {
        file: "f.json".to_owned(),
        known: KnownNames::default(),
        is_list: |_| false,
        overrides: Overrides::default(),
        limits: Limits::PAGE,
    });
    for piece in bytes.chunks(pieces.max(1)) {
        reader.push(piece)?;
    }
    reader.finish()
}

fn read(text: &str) -> ReadTable {
    read_in(usize::MAX, text.as_bytes()).unwrap()
}

#[track_caller]
fn check(text: &str, expected: &[&[&str]]) -> ReadTable {
    let read = read(text);
    assert_eq!(read.how.container, Container::Json);
    let header = read.table.header().unwrap().to_vec();
    let rows = (0..read.table.n_rows())
        .map(|row| read.table.row(row).map(str::to_owned).collect());
    let found: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
    assert_eq!(found, expected);
    read
}

#[track_caller]
fn refused(text: &str, why: &str) {
    let refusal = read_in(usize::MAX, text.as_bytes()).unwrap_err().message();
    assert_eq!(refusal, why, "{text}");
}

#[test]
fn an_array_of_objects() {
    let read = check(
        "[\n  {\"Name\": \"Ada\", \"Days\": 12},\n  {\"Name\": \"Grace\", \"Upn\": \"g@x.edu\"}\n]\n",
        &[&["Name", "Days", "Upn"], &["Ada", "12", ""], &["Grace", "", "g@x.edu"]],
    );
    assert_eq!((read.table.line(0), read.table.line(1)), (2, 3));
    assert_eq!(read.how.form(), "JSON · UTF-8");
    assert_eq!(read.how.header_sentence(), "The keys name the columns.");
    assert!(read.problems.is_empty());
}

#[test]
fn one_object_a_line() {
    let read = check(
        "{\"Name\":\"Ada\",\"Days\":1}\r\n\r\n{\"Days\":2}\r\n",
        &[&["Name", "Days"], &["Ada", "1"], &["", "2"]],
    );
    assert_eq!(read.table.line(1), 3);
    assert!(read.how.skipped.is_empty());
    check("{\"Name\": \"Ada\", \"Note\": \"x\"}", &[&["Name", "Note"], &["Ada", "x"]]);
}

#[test]
fn an_object_around_a_list() {
    let read = check(
        "{\"@odata.context\": \"https://x/$metadata\",\n \"value\": [\n{\"Name\": \"Ada\"},\n\
         {\"Name\": \"Grace\"}], \"count\": 2}",
        &[&["Name"], &["Ada"], &["Grace"]],
    );
    let beside = [
        (1, "@odata.context: https://x/$metadata".to_owned()),
        (4, "count: 2".to_owned()),
    ];
    assert_eq!(read.how.skipped, beside);
    assert!(read.problems.is_empty());
}

#[test]
fn a_page_of_a_longer_list_is_told() {
    let read =
        read("{\"value\": [{\"Name\": \"Ada\"}], \"@odata.nextLink\": \"https://x/2\"}");
    let [problem] = read.problems.as_slice() else { panic!("{:?}", read.problems) };
    assert_eq!(problem.code(), Code::ListGoesOn);
    assert!(problem.text.contains("https://x/2"));
    let last =
        self::read("{\"value\": [{\"Name\": \"Ada\"}], \"@odata.nextLink\": null}");
    assert!(last.problems.is_empty());
}

#[test]
fn values_of_every_kind() {
    check(
        r#"[{"a": "M\u00fcller \ud83d\ude00 \"x\" \\ \/ \n", "b": 1.50, "c": -1E7, "d": true,
             "e": null, "f": ["x", 2, null, "y"], "g": [], "h": {}, "i": 12345678901234567890}]"#,
        &[
            &["a", "b", "c", "d", "e", "f", "g", "h", "i"],
            &[
                "Müller 😀 \"x\" \\ / \n",
                "1.50",
                "-1E7",
                "true",
                "",
                "x; 2; y",
                "",
                "",
                "12345678901234567890",
            ],
        ],
    );
    // Half of a character is no character, and a key that stands twice has both values.
    check(
        r#"[{"a": "x\ud83d", "b": "1", "b": "2", "b": "1"}]"#,
        &[&["a", "b"], &["x\u{fffd}\u{fffd}\u{fffd}", "1; 2; 1"]],
    );
}

#[test]
fn moments_of_powershell_are_stamps_of_utc() {
    check(
        r#"[{"a": "\/Date(1764547200000)\/", "b": "/Date(1764547200000-0500)/",
             "c": {"value": "\/Date(0)\/", "DisplayHint": 2, "DateTime": "Thursday"},
             "d": "/Date(x)/", "e": "/Date(99999999999999999)/", "f": "/Date(-1000)/"}]"#,
        &[
            &["a", "b", "c", "d", "e", "f"],
            &[
                "2025-12-01T00:00:00Z",
                "2025-12-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "/Date(x)/",
                "/Date(99999999999999999)/",
                "1969-12-31T23:59:59Z",
            ],
        ],
    );
}

#[test]
fn objects_in_objects_are_refused() {
    let nested =
        "This is JSON, but not a table: on line 2, “b” has further objects in it.";
    refused("[{\"a\": 1},\n{\"b\": {\"c\": 1}}]", nested);
    refused("[{\"a\": 1},\n{\"b\": [{\"c\": 1}]}]", nested);
    refused("[{\"a\": 1},\n{\"b\": [[1]]}]", nested);
    refused("{\"a\": 1,\n\"b\": {\"c\": 1}, \"value\": [{\"a\": 1}]}", nested);
    refused(
        "{\"value\": [{\"a\": 1}],\n\"more\": [{\"a\": 2}]}",
        "This is JSON with several lists: “more” on line 2 is another one.",
    );
    refused(
        "[{\"a\": 1},\n null]",
        "This is JSON, but not a table: on line 2 stands no object.",
    );
    refused("{\"value\": []}", "There is not a single row in it.");
}

#[test]
fn broken_json_is_refused_with_its_line() {
    refused("[{\"a\": 1},\n{\"a\": 2", "This JSON is cut off: it ends on line 2.");
    refused("[{\"a\": 1},\n{\"a\": 2}", "This JSON is cut off: it ends on line 2.");
    refused("[{\"a\": 1},\n", "This JSON is cut off: it ends on line 2.");
    refused("{\"a\": 1}\n{\"a\": ", "This JSON is cut off: it ends on line 2.");
    refused("[{\"a\": 1}\n{\"a\": 2}]", "This JSON is broken on line 2.");
    refused("[{\"a\": 1},\n{\"a\": 2,}]", "This JSON is broken on line 2.");
    refused("[{\"a\": 1},\n{'a': 2}]", "This JSON is broken on line 2.");
    refused("[{\"a\": 1}]\nx", "This JSON is broken on line 2.");
    refused("{\"value\": [{\"a\": 1}]}\n{}", "This JSON is broken on line 2.");
    refused("{\"a\": 1}\nx", "This JSON is broken on line 2.");
}

#[test]
fn rows_of_one_line_are_numbered() {
    let read = check("[{\"a\": 1}, {\"a\": 2}]", &[&["a"], &["1"], &["2"]]);
    assert_eq!((read.table.line(0), read.table.line(1)), (1, 2));
}

#[test]
fn other_encodings_are_told() {
    let bytes: Vec<u8> =
        "\u{feff}[{\"a\": \"Zoë\"}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let read = read_in(7, &bytes).unwrap();
    assert_eq!(
        (read.table.cell(0, 0), read.how.form().as_str()),
        ("Zoë", "JSON · UTF-16 LE")
    );
}

#[test]
fn a_small_text_stays_small() {
    let keys = |n: usize| format!("\"k{n}\": 1");
    let many: Vec<String> = (0..1001).map(|n| format!("{{{}}}", keys(n))).collect();
    refused(
        &format!("[{}]", many.join(",")),
        "There is more in this file than can be read: a row has more than 1000 cells.",
    );
    refused(
        &format!("[{{\"a\": {}1{}}}]", "[".repeat(100_000), "]".repeat(100_000)),
        "This is JSON, but not a table: on line 1, “a” has further objects in it.",
    );
}

const SAMPLE: &str = "{\"@odata.context\": \"é\",\r\n \"value\": [\r\n  {\"Name\": \"Zo\\u00eb\", \
    \"Days\": [1, null, \"x\"], \"At\": \"\\/Date(1764547200000)\\/\"},\r\n  {\"Name\": null}\r\n]}";

proptest! {
    /// However it is cut off, it is read or refused, and the cut is never taken for the end.
    #[test]
    fn a_cut_never_panics(at in 0..SAMPLE.len(), pieces in 1_usize..9) {
        let cut = &SAMPLE.as_bytes()[..at];
        if let Ok(read) = read_in(pieces, cut) {
            prop_assert_ne!(read.how.container, Container::Json);
        }
    }

    #[test]
    fn a_changed_byte_never_panics(at in 0..SAMPLE.len(), byte: u8, pieces in 1_usize..9) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = read_in(pieces, &bytes);
    }

    /// What is written as JSON comes back.
    #[test]
    fn texts_come_back(cells in prop::collection::vec("\\PC{0,8}", 1..6)) {
        prop_assume!(cells.iter().any(|cell| !cell.trim().is_empty()));
        let cells: Vec<String> = cells.iter().map(|cell| format!("x{cell}")).collect();
        let rows: Vec<_> = cells.iter().map(|cell| serde_json::json!({ "a": cell })).collect();
        let read = read(&serde_json::to_string_pretty(&rows).unwrap());
        let found: Vec<&str> = (0..read.table.n_rows()).map(|row| read.table.cell(row, 0)).collect();
        prop_assert_eq!(found, cells);
    }
}
