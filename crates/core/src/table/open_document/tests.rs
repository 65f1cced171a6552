//! OpenDocument spreadsheets of every kind that the two of `tests/cases` are not.

use super::*;
use proptest::prelude::*;
use std::io::Write as _;

/// A document with this between its tables' elements.
fn document(content: &str, manifest: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let content = format!("<office:document-content>{content}</office:document-content>");
    let manifest = format!("<manifest:manifest>{manifest}</manifest:manifest>");
    let parts = [("mimetype", mimetype), ("META-INF/manifest.xml", &manifest)];
    for (name, text) in parts.into_iter().chain([("content.xml", content.as_str())]) {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn table(name: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\">{rows}</table:table>")
}

/// A cell with a text, so many times.
fn cell(text: &str, n_repeats: usize) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\" \
         table:number-columns-repeated=\"{n_repeats}\"><text:p>{text}</text:p>\
         </table:table-cell>"
    )
}

fn row(cells: &str, n_repeats: usize) -> String {
    format!(
        "<table:table-row table:number-rows-repeated=\"{n_repeats}\">{cells}\
         </table:table-row>"
    )
}

fn opened(bytes: Vec<u8>) -> Result<OpenDocument, Unreadable> {
    let mut document = OpenDocument::open(bytes, &Limits::PAGE)?;
    while document.prepare()? {}
    Ok(document)
}

fn rows(document: &mut OpenDocument, sheet: usize) -> Vec<(u32, Vec<String>)> {
    Sheets::open(document, sheet).unwrap();
    while document.prepare().unwrap() {}
    let row = || document.next_row().unwrap().map(|row| (row.line, row.cells));
    std::iter::from_fn(row).collect()
}

/// What is read of a table of one cell.
#[track_caller]
fn check(cell: &str, expected: &str) {
    let content = table("a", &row(cell, 1));
    let mut document = opened(document(&content, "")).unwrap();
    let cells: Vec<String> =
        rows(&mut document, 0).into_iter().flat_map(|(_, cells)| cells).collect();
    assert_eq!(cells.join("|"), expected, "{cell}");
}

#[test]
fn cells_are_shown_as_people_see_them() {
    let cell = |value: &str, text: &str| {
        format!(
            "<table:table-cell office:value-type={value}><text:p>{text}</text:p>\
             </table:table-cell>"
        )
    };
    check(&cell("\"float\" office:value=\"1234567\"", "01234567"), "01234567");
    check(&cell("\"float\" office:value=\"1234567\"", "1,234,567.00"), "1234567");
    check(&cell("\"float\" office:value=\"1.2E7\"", "1,2E+07"), "12000000");
    check(&cell("\"float\" office:value=\"0\"", "0"), "0");
    check(&cell("\"float\" office:value=\"12\"", "0120"), "12");
    check(&cell("\"percentage\" office:value=\"0.5\"", "50 %"), "0.5");
    check(&cell("\"date\" office:date-value=\"2026-12-01\"", "01.12.26"), "2026-12-01");
    check(
        &cell("\"date\" office:date-value=\"2026-12-01T18:00:00.5\"", "x"),
        "2026-12-01 18:00:00",
    );
    check(&cell("\"date\" office:date-value=\"2026-12-01T00:00:00\"", "x"), "2026-12-01");
    check(&cell("\"time\" office:time-value=\"PT06H00M00S\"", "06:00:00"), "06:00:00");
    check(&cell("\"boolean\" office:boolean-value=\"true\"", "WAHR"), "TRUE");
    check(
        &cell("\"string\" office:string-value=\"\" calcext:value-type=\"error\"", "#N/A"),
        "#N/A",
    );
    let formula = "<table:table-cell office:value-type=\"string\" \
                   office:string-value=\"ghopper\"></table:table-cell>";
    check(formula, "ghopper");
}

#[test]
fn texts_are_read_whole() {
    check(&cell("a&amp;b<text:s text:c=\"2\"/>c<text:s/>d", 1), "a&b  c d");
    check(&cell("a<text:tab/>b<text:line-break/>c", 1), "a\tb\nc");
    check(&cell("<text:span>Love</text:span>lace,\n   Ada", 1), "Lovelace, Ada");
    check(&cell("a</text:p><text:p>b", 1), "a\nb");
    let note = "<office:annotation><text:p>note</text:p></office:annotation>";
    check(&cell(&format!("a</text:p>{note}<text:p>b"), 1), "a\nb");
    let drawn = "<draw:frame><table:table><table:table-row><table:table-cell><text:p>x\
                 </text:p></table:table-cell></table:table-row></table:table></draw:frame>";
    check(&(cell(&format!("a</text:p>{drawn}<text:p>b"), 1) + &cell("c", 1)), "a\nb|c");
}

#[test]
fn what_is_repeated_stands_there_as_often() {
    let used = cell("a", 2) + "<table:covered-table-cell/>" + &cell("b", 1);
    let content = row(&used, 2) + &row("", 3) + &row(&cell("c", 1), 1);
    // As LibreOffice ends each row and each sheet.
    let end = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
    let content = table("a", &(content + &row(end, 1_048_570)));
    let mut document = opened(document(&content, "")).unwrap();
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
    let both: Vec<String> = cells(&["a", "a", "", "b"]);
    let expected = [(1, both.clone()), (2, both), (6, cells(&["c"]))];
    assert_eq!(rows(&mut document, 0), expected);
}

#[test]
fn tables_are_read_in_any_order_and_hidden_ones_come_last() {
    let one = |name: &str| table(name, &row(&cell(name, 1), 1));
    let style = "<style:style style:name=\"ta1\"><style:table-properties \
                 table:display=\"false\"/></style:style>";
    let hidden =
        one("Old").replacen("<table:table ", "<table:table table:style-name=\"ta1\" ", 1);
    let content = style.to_owned() + &hidden + &one("Notes") + &one("People");
    let mut document = opened(document(&content, "")).unwrap();
    assert_eq!(document.names(), ["Notes", "People", "Old"]);
    for sheet in [0, 1, 2, 1, 1, 0] {
        let name = document.names()[sheet].clone();
        assert_eq!(rows(&mut document, sheet), [(1, vec![name])]);
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let encrypted =
        "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let refused = |bytes| opened(bytes).err().unwrap();
    assert_eq!(refused(document("", encrypted)), Unreadable::Locked);
    assert_eq!(refused(document("", "")), Unreadable::Damaged(Defect::NoSheet));
    let many = table("a", "").repeat(MAX_TABLES + 1);
    assert_eq!(refused(document(&many, "")), Unreadable::TooMuch(Excess::Parts));
}

/// A few bytes that say that they are very many.
#[test]
fn what_unfolds_without_end_is_refused() {
    let spaces = cell("<text:s text:c=\"4000000000\"/>", 1);
    let long = cell(&"x".repeat(3000), 16_384);
    for cells in [spaces, long] {
        let content = table("a", &row(&cells, 1));
        let mut document = opened(document(&content, "")).unwrap();
        Sheets::open(&mut document, 0).unwrap();
        while document.prepare().unwrap() {}
        let error = document.next_row().unwrap_err();
        assert!(matches!(error, Unreadable::TooMuch(Excess::RowText { .. })), "{error}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..40),
        at in 0..3000_usize,
    ) {
        let content = table("a", &(row(&cell("a", 2), 2) + &row(&cell("b", 1), 1)));
        let mut damaged = document(&content.repeat(3), "");
        for (place, byte) in damaged.iter_mut().skip(at).zip(bytes) {
            *place = byte;
        }
        if let Ok(mut document) = opened(damaged) {
            for sheet in 0..document.names().len() {
                if Sheets::open(&mut document, sheet).is_ok() {
                    while let Ok(true) = document.prepare() {}
                    while let Ok(Some(_)) = document.next_row() {}
                }
            }
        }
    }
}
