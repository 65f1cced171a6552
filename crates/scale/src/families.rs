//! Inputs that could be slow to read: each family makes its files in any size, and everything
//! of which there can be much is in one of them.

use crate::container::{old_workbook, open_document, workbook};
use crate::journey::File;
use crate::text::{
    DIRECTORY, LIST, directory_row, list_row, name, piece, scattered, text, word,
};

/// Files of one kind.
pub struct Family {
    /// What it is made of.
    pub name: &'static str,
    /// Makes its files, of about so many bytes in all.
    pub make: fn(usize) -> Vec<File>,
}

macro_rules! families {
    ($($name:literal => $make:expr,)*) => {
        /// All of them.
        pub const FAMILIES: &[Family] = &[$(Family { name: $name, make: $make }),*];
    };
}

families! {
    // What is usual, for comparison.
    "directory" => |n| one(text(n, DIRECTORY, directory_row)),
    "list and directory" => |n| vec![
        file("list.csv", text(n / 4, LIST, list_row)),
        file("directory.csv", text(n - n / 4, DIRECTORY, directory_row)),
    ],

    // Names that repeat.
    "one name, a list" => |n| one(text(n, "", piece!(_n => "jdoe\n"))),
    "one letter, a list" => |n| one(text(n, "", piece!(_n => "a\n"))),
    "one name, a table" => |n| one(text(n, LIST, piece!(_n =>
        "jdoe,RTSF,3,12/01/2026\r\n"))),
    "one name, in two files" => |n| vec![
        file("list.csv", text(n / 2, LIST, piece!(_n => "jdoe,RTSF,3,12/01/2026\r\n"))),
        file("directory.csv", text(n / 2, DIRECTORY, piece!(_n =>
            "jdoe,\"Doe, Jane\",Art,jdoe@example.edu\r\n"))),
    ],
    "each name twice" => |n| one(text(n, LIST, |number, out| list_row(number / 2, out))),
    "one name, other dates" => |n| one(text(n, LIST, piece!(n =>
        "jdoe,RTSF,{},12/{:02}/2026\r\n", n % 50, n % 28 + 1))),
    "one name, other domains" => |n| one(text(n, LIST, piece!(n =>
        "jdoe@d{n}.edu,RTSF,3,12/01/2026\r\n"))),
    "one name, short and long domains" => |n| one(text(n, LIST, |n, out| match n % 2 {
        0 => out.push_str("EXAMPLE\\jdoe,RTSF,3,12/01/2026\r\n"),
        _ => piece!(n => "jdoe@example.d{n},RTSF,3,12/01/2026\r\n")(n, out),
    })),
    "deleted again and again" => |n| one(text(n,
        "User principal name,Display name,Soft deletion date\r\n", piece!(n =>
        "jdoe@example.edu,Jane,2026-11-{:02}\r\n", n % 28 + 1))),

    // Names that are nearly the same.
    "near names" => |n| near(n, near_name, |n| format!("Person{n} Of")),
    "near names, one person" => |n| near(n, near_name, |_| "Jane Doe".to_owned()),
    "other names, one person" => |n| near(n, name, |_| "Jane Doe".to_owned()),
    "names that differ in digits" => |n| near(n, |n| format!("user{n:07}"),
        |n| format!("{} {n}", word(n))),
    "long near names" => |n| near(n, |n| format!("{}{}", near_name(n), "x".repeat(22)),
        |n| format!("{} {n}", word(n))),
    "names with combining marks" => |n| one(text(n, LIST, piece!(n =>
        "a\u{308}e\u{301}{n}o\u{328}\u{304},RTSF,3,12/01/2026\r\n"))),
    "marks upon marks" => |n| one(text(n, LIST, piece!(n =>
        "a{}{n},RTSF,3,12/01/2026\r\n", "\u{301}\u{323}".repeat(50)))),
    "one cell of marks" => |n| one(format!("{LIST}a{},x,3,12/01/2026\r\n",
        "\u{301}\u{323}".repeat(n / 4))),
    "invisible characters" => |n| one(text(n, LIST, piece!(n =>
        "j{}doe{n},RTSF,3,12/01/2026\r\n", "\u{200b}".repeat(9)))),

    // Tables below tables.
    "alternating headers" => |n| one(text(n, DIRECTORY, |n, out| match n % 2 {
        0 => piece!(n => "{},Ada,Art,x\r\nDisplay Name,Logon Name\r\n", name(n))(n, out),
        _ => piece!(n => "Grace,{}\r\nLogon Name,Department\r\n", name(n))(n, out),
    })),
    "headers without rows" => |n| one(text(n, DIRECTORY, |n, out| out.push_str(match n % 2 {
        0 => "Display Name,Logon Name\r\n",
        _ => "Logon Name,Department\r\n",
    }))),
    "sections without names" => |n| one(text(n, DIRECTORY, piece!(n =>
        "Display Name,Department\r\n{},Art\r\n", name(n)))),
    "the header again" => |n| one(text(n, LIST, |n, out| {
        list_row(n, out);
        out.push_str(LIST);
    })),
    "a footer in each section" => |n| one(text(n, DIRECTORY, piece!(n =>
        "{},Ada,Art,x\r\nTotal,,,1\r\nLogon Name,Department,Email Address\r\n", name(n)))),
    "totals" => |n| one(text(n, LIST, piece!(n => "Total,,{},\r\n", n % 9))),
    "lines below" => |n| one(text(n, LIST, piece!(n => "Report generated on {n}\r\n"))),
    "titles" => |n| one(text(n, "", piece!(n => "Report {n} of the school:\r\n"))
        + "\r\n" + LIST + "jdoe,RTSF,3,12/01/2026\r\n"),
    "blank lines" => |n| one(text(n, LIST, |n, out| {
        out.push_str("\r\n\r\n   \r\n\r\n,,,\r\n");
        list_row(n, out);
    })),
    "drift" => |n| one(text(n / 2, LIST, list_row) + &text(n / 2, "", piece!(n =>
        "{};RTSF;3;12/01/2026\r\n", name(n)))),

    // Quotes and delimiters.
    "quotes" => |n| one("\"".repeat(n)),
    "quoted cells" => |n| one(text(n, LIST, piece!(n =>
        "\"{}\",\"a, \"\"b\"\"\",\"3\",\"12/01/2026\"\r\n", name(n)))),
    "unclosed quotes" => |n| one(text(n, LIST, piece!(n =>
        "{},\"RTSF,3,12/01/2026\r\n", name(n)))),
    "one unclosed quote" => |n| one(text(n, &format!("{LIST}\"jdoe,x,3,12/1/2026\r\n"),
        list_row)),
    "stray quotes" => |n| one(text(n, LIST, piece!(n =>
        "{},\"RT\"SF\",3,\"12/01/2026\"\r\n", name(n)))),
    "inch marks" => |n| one(text(n, LIST, piece!(n =>
        "{},\"Screen 24\",3,12/01/2026\r\n", name(n)))),
    "quotes in one line" => |n| one(text(n, LIST, piece!(_n => "\"a\"b\","))),
    "apostrophes" => |n| one(text(n, LIST, piece!(n =>
        "'{}','O''Neill',3,'12/01/2026\r\n", name(n)))),
    "backslashes" => |n| one(text(n, LIST, piece!(n =>
        "\"{}\",\"a\\\"b\\\\\\\\\",3,12/01/2026\r\n", name(n)))),
    "a run of backslashes" => |n| one(format!("{LIST}\"a\\\"b\",x,3,12/1/2026\r\n\"{}\"",
        "\\\"\\".repeat(n / 3))),
    "commas" => |n| one(",".repeat(n)),
    "lines of commas" => |n| one(text(n, LIST, piece!(_n => ",,,,,,\r\n"))),
    "commas and spaces" => |n| one(text(n, LIST, piece!(n =>
        "{}, RTSF, 3, 12/01/2026\r\n", name(n)))),
    "another delimiter in each row" => |n| one(text(n, LIST, |n, out| {
        let c = [",", ";", "\t", "|"][n % 4];
        piece!(n => "{}{c}RTSF{c}3{c}12/01/2026\r\n", name(n))(n, out);
    })),
    "separators of our own" => |n| one(text(n, LIST, piece!(n =>
        "{}\u{1f},\u{1f},3,12/01/2026\r\n", name(n)))),

    // Shapes of tables.
    "a long line" => |n| one("x".repeat(n)),
    "a long cell" => |n| one(format!("{LIST}jdoe,\"{}\",3,12/1/2026\r\n",
        text(n, "", piece!(_n => "word word\n")))),
    "long cells" => |n| one(text(n, LIST, piece!(n =>
        "{},\"{}\",3,12/01/2026\r\n", name(n), "RTSF ".repeat(200)))),
    "many columns" => |n| one(text(n / 2, "Logon Name", piece!(n => ",c{n}"))
        + "\r\n" + &text(n / 2, "jdoe", piece!(_n => ",x")) + "\r\n"),
    "many columns, many rows with problems" => |n| one(text(n / 2,
        "Display Name,Logon Name", piece!(_n => ",a")) + "\r\n"
        + &text(n / 2, "", piece!(n => "{},\r\n", word(n)))),
    "ragged rows" => |n| one(text(n, LIST, |n, out| {
        out.push_str(&name(n));
        out.push_str(&",x".repeat(n % 9));
        out.push_str("\r\n");
    })),
    "one wide row" => |n| one(text(n / 2, LIST, piece!(n => "{},x\r\n", name(n)))
        + &",x".repeat(n / 4) + "\r\n"),
    "spaces" => |n| one(text(n, "", piece!(n => "{} {} {}\r\n", name(n), word(n), n % 9))),
    "lines that end in CR" => |n| one(text(n, LIST, list_row).replace("\r\n", "\r")),
    "the delimiter is told" => |n| one(text(n, "sep=;\r\nLogon Name;Name\r\n", piece!(n =>
        "{};Ada\r\n", name(n)))),

    // Problems in every row.
    "no logon names" => |n| one(text(n, LIST, piece!(_n => ",RTSF,3,12/01/2026\r\n"))),
    "no dates" => |n| one(text(n, LIST, piece!(n => "{},RTSF,soon,never\r\n", name(n)))),
    "clocks that disagree" => |n| one(text(n, LIST, piece!(n =>
        "{},RTSF,{},12/01/2026\r\n", name(n), n % 50))),
    "rounded numbers" => |n| one(text(n, LIST, piece!(n =>
        "1.{n}E+07,RTSF,3,12/01/2026\r\n"))),
    "garbled letters" => |n| one(text(n, DIRECTORY, piece!(n =>
        "{},MÃ¼ller Ren?e,B?cher,x\r\n", name(n)))),

    // Encodings.
    "UTF-16" => |n| one_of(text(n / 2, LIST, list_row).encode_utf16()
        .flat_map(u16::to_le_bytes).collect()),
    "NUL bytes" => |n| one(text(n, LIST, list_row).replace(',', "\0,\0")),
    "mixed encodings" => |n| one_of(text(n, LIST, piece!(n =>
        "{},é\u{1}ü,3,12/01/2026\r\n", name(n))).into_bytes().into_iter()
        .map(|byte| if byte == 1 { 0xe9 } else { byte }).collect()),
    "bytes by chance" => |n| one_of((0..n as u64)
        .map(|n| scattered(n) as u8).map(|b| if b == 0 { 1 } else { b }).collect()),

    // Lists and prose.
    "a list in one line" => |n| one(text(n, "", piece!(n => "{}, ", name(n)))),
    "addresses" => |n| one(text(n, "", piece!(n =>
        "\"{}, Ada\" <{}@example.edu>; ", word(n), name(n)))),
    "open brackets" => |n| one(text(n, "", piece!(n => "{} <", name(n)))),
    "distinguished names" => |n| one(text(n, "", piece!(n =>
        "CN={},OU=Staff,OU=Art,DC=example,DC=edu,", name(n)))),
    "attributes without end" => |n| one(text(n, "CN=a", piece!(_n => ",OU=x"))),
    "English text" => |n| one(text(n, "", |n, out| english(n, out, '\n'))),
    "English text in one line" => |n| one(text(n, "", |n, out| english(n, out, ' '))),
    "headings" => |n| one(text(n, "Logon Name\n", |n, out| {
        out.push_str(&name(n));
        out.push_str("\nLogon Name\n");
    })),

    // Web pages.
    "a table of a page" => |n| one(text(n, "<html><body><table>\
        <tr><th>Logon Name<th>Display Name", piece!(n =>
        "<tr><td>{}</td><td>Ada &amp; Grace</td></tr>", name(n)))),
    "tables in tables" => |n| one(text(n, "<html><body>", piece!(n =>
        "<table><tr><td>{}</td><td>", name(n)))),
    "many tables of a page" => |n| one(text(n, "<html><body>", piece!(n =>
        "<table><tr><td>{}<td>x</table>", name(n)))),
    "frames" => |n| one(text(n, "<html><body>", piece!(n =>
        "<table><tr><td>{}</table>", name(n)))),
    "elements in elements" => |n| one(text(n, "<html><body>", piece!(n =>
        "<div>{}", name(n)))),
    "preformatted text" => |n| one(text(n, "<html><body><pre>\n", piece!(n =>
        "{}\n", word(n)))),
    "spans" => |n| one(text(n, "<html><table>", piece!(n =>
        "<tr><td rowspan=900 colspan=900>{}<td>x", name(n)))),
    "captions and entities" => |n| one(text(n, "<html><table><caption>", piece!(_n =>
        "&amp;&eacute;&#x41;&bogus"))),
    "attributes" => |n| one(text(n, "<html><table ", piece!(n => "a{n}=\"x\" "))),
    "open tags" => |n| one(text(n, "<html><table>", piece!(_n => "<td <"))),
    "a script" => |n| one(text(n, "<html><table><tr><td>a<td>b<script>", piece!(_n =>
        "</scrip <!-- "))),

    // JSON.
    "a list of objects" => |n| one(text(n, "[{}", piece!(n =>
        ",\n{{\"Logon Name\": \"{}\", \"Expires in days\": 3}}", name(n))) + "]"),
    "an object a line" => |n| one(text(n, "", piece!(n =>
        "{{\"Logon Name\":\"{}\",\"Name\":\"\\u00e9\",\"c{}\":[1,2]}}\n", name(n), n % 99))),
    "objects on one line" => |n| one(text(n, "{\"value\": [{}", piece!(n =>
        ",{{\"Logon Name\":\"{}\"}}", name(n))) + "]}"),
    "a key for each object" => |n| one(text(n, "[{}", piece!(n => ",{{\"k{n}\":1}}")) + "]"),
    "keys of one object" => |n| one(text(n, "[{\"k\":1", piece!(n => ",\"k{}\":1", n % 999))
        + "}]"),
    "brackets of JSON" => |n| one(text(n, "[{\"k\":", piece!(_n => "["))),
    "values beside a list" => |n| one(text(n, "{\"k\":1", piece!(n => ",\"k{n}\":1"))
        + ",\"value\":[{\"Logon Name\":\"jdoe\"}]}"),

    // What a console printed.
    "properties" => |n| one(text(n, "", piece!(n =>
        "Logon Name : {}\nName       : {}\n\n", name(n), word(n)))),
    "properties without blank lines" => |n| one(text(n, "", piece!(n =>
        "Name : {}\nDays : {}\nCity : x\n", name(n), n % 9))),
    "wrapped values" => |n| one(text(n, "Name : jdoe\nDays : 1\nPath : x\n", piece!(n =>
        "       {}\n", word(n)))),
    "columns of fixed widths" => |n| one(text(n, "Logon Name  Name        \n\
        ----------  ------------\n", piece!(n => "{:<11.10} {:<12.12}\n", name(n), word(n)))),
    "values that are cut off" => |n| one(text(n, "Logon Name  Name        \n\
        ----------  ------------\n", piece!(n => "{:<11.10} abc...\n", name(n)))),
    "pages of fixed widths" => |n| one(text(n, "", piece!(n =>
        "Logon Name  Name\n----------  ----\n{:<11.10} Ada\n\n", name(n)))),

    // Workbooks.
    "shared texts" => |n| {
        let n_rows = n / 12;
        let rows = rows_of(n_rows, |n| format!("<c t=\"s\"><v>{}</v></c>", n + 2));
        let texts: String =
            (0..n_rows).map(|n| format!("<si><t>{}</t></si>", name(n))).collect();
        book(&[rows], &texts)
    },
    "equal cells" => |n| book(&[text(16 * n, "<row>", piece!(n =>
        "{}<c t=\"s\"><v>0</v></c>", if n % 5 == 4 { "</row><row>" } else { "" }))
        + "</row>"], ""),
    "texts in cells" => |n| book(&[rows_of(n / 12, |n|
        format!("<c t=\"inlineStr\"><is><t>{}</t></is></c>", name(n)))], ""),
    "escapes in cells" => |n| book(&[rows_of(n / 4, |n|
        format!("<c t=\"str\"><v>a{n}_x000A_&amp;_x005F_</v></c>"))], ""),
    "a long text in a cell" => |n| book(&[rows_of(1, |_|
        format!("<c t=\"str\"><v>{}</v></c>", text(4 * n, "", piece!(n => "_x{n}&lt;"))))],
        ""),
    "many sheets" => |n| {
        let sheets: Vec<String> = (0..n / 160)
            .map(|n| rows_of(1, |_| format!("<c t=\"str\"><v>{}</v></c>", name(n))))
            .collect();
        book(&sheets, "")
    },
    "sheets without a header" => |n| {
        let sheets: Vec<String> = (0..n / 160)
            .map(|n| format!("<row><c t=\"str\"><v>{}</v></c></row>", name(n)))
            .collect();
        book(&sheets, "")
    },
    "wide rows of a workbook" => |n| book(&[rows_of(n / 40, |n|
        format!("<c t=\"str\"><v>{}</v></c><c r=\"ZZ{n}\"><v>1</v></c>", name(n)))], ""),
    "an OpenDocument spreadsheet" => |n| document(&[table_rows(n / 40, |n|
        open_cells(&[&name(n), word(n)]))]),
    "many tables of a spreadsheet" => |n| {
        let tables: Vec<String> = (0..n / 160)
            .map(|n| format!("<table:table-row>{}</table:table-row>", open_cells(&[&name(n)])))
            .collect();
        document(&tables)
    },
    "repeated rows of a spreadsheet" => |n| document(&[table_rows(n / 4000, |n|
        open_cells(&[&name(n), word(n)])
            + "</table:table-row><table:table-row table:number-rows-repeated=\"100\">"
            + &open_cells(&[&name(n), word(n)]))]),
    "an old workbook" => |n| vec![File {
        name: "a.xls".to_owned(),
        bytes: old_workbook((0..(n / 40).min(60_000)).map(|n| match n {
            0 => vec!["Logon Name".to_owned(), "Name".to_owned()],
            _ => vec![name(n), word(n).to_owned()],
        })),
    }],

    // Many files.
    "many lists" => |n| many(n, |file, n| {
        text(n, LIST, |row, out| list_row(10_000 * file + row, out))
    }),
    "many lists of the same names" => |n| many(n, |_, n| text(n, LIST, list_row)),
    "many directories" => |n| many(n, |file, n| {
        text(n, DIRECTORY, |row, out| directory_row(10_000 * file + row, out))
    }),
    "many directories of the same names" => |n| many(n, |_, n| {
        text(n, DIRECTORY, directory_row)
    }),
    "many directories and a list" => |n| {
        let mut files = many(n / 2, |file, n| {
            text(n, DIRECTORY, |row, out| directory_row(10_000 * file + row, out))
        });
        files.push(file("list.csv", text(n / 2, LIST, |n, out| list_row(10 * n, out))));
        files
    },
}

/// One file.
fn one(text: String) -> Vec<File> {
    one_of(text.into_bytes())
}

fn one_of(bytes: Vec<u8>) -> Vec<File> {
    vec![File { name: "a.csv".to_owned(), bytes }]
}

fn file(name: &str, text: String) -> File {
    File { name: name.to_owned(), bytes: text.into_bytes() }
}

/// Files of about a thousand bytes, from their number and their size.
fn many(n_bytes: usize, make: fn(usize, usize) -> String) -> Vec<File> {
    const FILE_BYTES: usize = 1000;
    let numbers = 0..n_bytes.div_ceil(FILE_BYTES);
    numbers
        .map(|number| file(&format!("{number}.csv"), make(number, FILE_BYTES)))
        .collect()
}

/// A list and a directory of other names, with what the people are called.
fn near(
    n_bytes: usize,
    name: fn(usize) -> String,
    person: fn(usize) -> String,
) -> Vec<File> {
    let list =
        text(n_bytes / 2, "Logon Name,Display Name,Expires in days\r\n", |n, out| {
            piece!(n => "{},{},3\r\n", name(2 * n), person(2 * n))(n, out);
        });
    let directory = text(n_bytes / 2, DIRECTORY, |n, out| {
        let (name, person) = (name(2 * n + 1), person(2 * n + 1));
        piece!(_n => "{name},{person},Art,x@example.edu\r\n")(n, out);
    });
    vec![file("list.csv", list), file("directory.csv", directory)]
}

/// Names of few different letters, so that each is near to many.
fn near_name(number: usize) -> String {
    (0..10)
        .map(|bit| {
            if number >> (2 * bit) & 3 == 0 {
                'a'
            } else {
                char::from(b'a' + (number >> (2 * bit) & 3) as u8)
            }
        })
        .collect()
}

/// A sentence's worth of words, as often as English has them.
fn english(number: usize, out: &mut String, end: char) {
    const WORDS: [&str; 32] = [
        "the", "of", "and", "to", "in", "that", "is", "was", "he", "for", "it", "with",
        "as", "his", "on", "be", "at", "by", "had", "which", "person", "mailbox", "year",
        "school", "under", "through", "between", "morning", "letter", "answer", "report",
        "garden",
    ];
    for place in 0..9 {
        let chance = scattered((9 * number + place) as u64) as usize;
        // The first ones are the most frequent.
        let word = WORDS[(chance % WORDS.len()) * (chance / 64 % 4 + 1) / 4];
        out.push_str(word);
        out.push(if place == 8 { '.' } else { ' ' });
    }
    out.push(end);
}

/// The rows of a sheet with a header, each with the cells that are made from its number.
fn rows_of(n_rows: usize, cells: impl Fn(usize) -> String) -> String {
    let header = "<row><c t=\"str\"><v>Logon Name</v></c><c t=\"str\"><v>Display Name</v>\
                  </c></row>";
    let rows = (0..n_rows).map(|n| format!("<row>{}</row>", cells(n)));
    std::iter::once(header.to_owned()).chain(rows).collect()
}

/// The rows of a table with a header, each with the cells that are made from its number.
fn table_rows(n_rows: usize, cells: impl Fn(usize) -> String) -> String {
    let header = open_cells(&["Logon Name", "Display Name"]);
    let rows = (0..n_rows).map(cells);
    std::iter::once(header)
        .chain(rows)
        .map(|cells| format!("<table:table-row>{cells}</table:table-row>"))
        .collect()
}

/// Cells of an OpenDocument spreadsheet.
fn open_cells(texts: &[&str]) -> String {
    let cell = |text: &&str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p>\
             </table:table-cell>"
        )
    };
    texts.iter().map(cell).collect()
}

fn document(tables: &[String]) -> Vec<File> {
    vec![File { name: "a.ods".to_owned(), bytes: open_document(tables) }]
}

/// A workbook; the first two texts that its cells share are names of columns.
fn book(sheets: &[String], texts: &str) -> Vec<File> {
    let texts = format!("<si><t>Logon Name</t></si><si><t>Name</t></si>{texts}");
    vec![File { name: "a.xlsx".to_owned(), bytes: workbook(sheets, &texts) }]
}
