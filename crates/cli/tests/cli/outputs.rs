//! What is written, and where.

use super::{DIRECTORY, ENROLLMENT, Folder, REPORT, both};
use std::io::Read;
use std::process::Stdio;

#[test]
fn data_and_talk_are_apart() {
    let folder = both("apart");
    let ran = folder.run(&format!("{REPORT} --format csv"));
    assert_eq!(ran.stdout.lines().count(), 3);
    assert!(ran.stdout.starts_with("logon_name,") && ran.stdout.contains("\r\n"));
    for said in [
        "As of Wed 18 Nov 2026, by the rules of penno365-cloud-control",
        "2 accounts: 1 to act on today, 1 to act on this week.",
        "directory.csv: Directory, 3 rows = 2 answer + 1 remainder + 0 duplicates + 0 problems",
        "enrollment.tsv: Enrollment list, 3 rows = 2 answer + 1 remainder",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
}

#[test]
fn nobody_is_an_answer() {
    let header = b"PennKey\tExpires in days\tScheduled deletion date\n";
    let nameless = [header.as_slice(), b"\t9\t11/27/2026\n"].concat();
    let left = [header.as_slice(), b"left\t-1\t11/17/2026\n"].concat();
    let folder = Folder::new(
        "nobody",
        &[
            ("directory.csv", DIRECTORY),
            ("none.tsv", header),
            ("stranger.txt", b"stranger\n"),
            ("left.tsv", &left),
            ("nameless.tsv", &nameless),
            ("deleted.csv", b"UPN,Deleted on\r\n"),
        ],
    );
    for (files, sentence) in [
        ("directory.csv none.tsv", "Nobody is expiring as of Wed 18 Nov 2026.\n"),
        // A list of another center is no good news.
        (
            "directory.csv stranger.txt",
            "Nobody so far is expiring as of Wed 18 Nov 2026, but look at this first. The only \
             name in “stranger.txt” is not in the directory.\n",
        ),
        (
            "directory.csv left.tsv",
            "Nobody so far is expiring as of Wed 18 Nov 2026, but 1 account left the directory \
             when they were deprovisioned, and can still be restored: --all shows them.\n",
        ),
        ("directory.csv nameless.tsv", "as far as can be told: 1 row"),
        ("directory.csv", "No list of expiring accounts was given"),
        // Deleted users alone do not say who is going to expire.
        ("deleted.csv", "No list of expiring accounts was given"),
        (
            "deleted.csv none.tsv",
            "Nobody so far is expiring as of Wed 18 Nov 2026: the list has nobody with a \
             mailbox. Give the directory, too, to be sure.\n",
        ),
    ] {
        let run = |format: &str| {
            folder.run(&format!("report {files} --as-of 2026-11-18 --format {format}"))
        };
        assert!(run("table").answer().contains(sentence), "{files}");
        let csv = run("csv");
        assert!(csv.stderr.contains(sentence), "{files}: {csv:?}");
        assert_eq!(csv.answer().lines().count(), 1, "{files}");
    }
}

#[test]
fn an_output_is_written_when_there_is_an_answer() {
    let folder = both("output");
    for format in ["table", "csv", "json"] {
        let line = format!("{REPORT} --format {format}");
        let expected = folder.run(&line).answer();
        assert_eq!(folder.run(&format!("{line} -o out")).answer(), "");
        assert_eq!(folder.read("out"), expected);
        assert_eq!(folder.run(&format!("{line} -o -")).answer(), expected);
    }
    let before = folder.read("out");
    folder.run("report missing.csv --format csv -o out").refusal(1);
    assert_eq!(folder.read("out"), before);
    let stderr = folder.run(&format!("{REPORT} -o nowhere/out")).refusal(1);
    assert!(stderr.starts_with("nowhere/out: It cannot be written"), "{stderr}");
}

#[test]
fn json_has_everything() {
    let folder = both("json");
    let json = folder.run(&format!("{REPORT} --all --format json")).answer();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["as_of"], "2026-11-18");
    assert_eq!(json["accounts"].as_array().unwrap().len(), 4);
    let json = folder.run("read directory.csv --format json").answer();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rows"][0][0], "Lovelace, Ada");
}

#[test]
fn one_cause_is_said_once() {
    let rows: String = (0..25).map(|n| format!("a{n}\tsoon\n")).collect();
    let list = format!("PennKey\tScheduled deletion date\nok\t11/27/2026\n{rows}");
    let folder = Folder::new("causes", &[("list.tsv", list.as_bytes())]);
    let ran = folder.run("report list.tsv --as-of 2026-11-18 --format json");
    let said = &ran.stderr;
    assert!(said.contains("list.tsv: 25 date-unreadable. Write the date as"), "{said}");
    let cause = "  lines 3, 4, 5 and 22 more, column “Scheduled deletion date”: Not a date: \
                 “soon”\n";
    assert!(said.contains(cause), "{said}");
    let json: serde_json::Value = serde_json::from_str(&ran.answer()).unwrap();
    assert_eq!(json["problems"].as_array().unwrap().len(), 25);
}

#[test]
fn causes_are_listed_up_to_a_limit() {
    let names: String = (0..25).map(|n| format!("a{n}\n")).collect();
    let list = format!("PennKey\n{names}{names}");
    let folder = Folder::new("problems", &[("list.csv", list.as_bytes())]);
    let ran = folder.run("report list.csv --as-of 2026-11-18");
    let said = &ran.stderr;
    assert!(said.contains("list.csv: 25 duplicate. Nothing is lost"), "{said}");
    assert_eq!(said.matches("This name is on line").count(), 20);
    assert!(said.contains("  and 5 more\n"), "{said}");
}

#[test]
fn names_come_clean_and_in_chunks() {
    let list = b"UPENN\\Ada; grace@upenn.edu, ada\nCN=knuth,OU=People\n";
    let folder = Folder::new("names", &[("list.txt", list)]);
    let ran = folder.run("names list.txt");
    assert!(ran.stderr.starts_with("3 names from 4 rows: 1 duplicate"), "{}", ran.stderr);
    assert_eq!(ran.answer(), "ada\ngrace\nknuth\n");
    for (n, expected) in [
        (1, "ada\n\ngrace\n\nknuth\n"),
        (2, "ada\ngrace\n\nknuth\n"),
        (3, "ada\ngrace\nknuth\n"),
        (9, "ada\ngrace\nknuth\n"),
    ] {
        assert_eq!(folder.run(&format!("names list.txt --chunk {n}")).answer(), expected);
    }
}

#[test]
fn a_table_of_anything_is_read_and_explained() {
    let text = "\u{feff}Stock in the yard\n\nA;B\n=1;bricks, \u{1b}[1m\n";
    let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder =
        Folder::new("read", &[("stock.csv", &text), ("directory.csv", DIRECTORY)]);
    assert_eq!(
        folder.run("read stock.csv").answer(),
        "A,B\r\n=1,\"bricks, \u{1b}[1m\"\r\n"
    );
    let check = |file: &str, expected: &[&str]| {
        let ran = folder.run(&format!("read --explain {file}"));
        for line in expected {
            assert!(ran.stderr.contains(&format!("{line}\n")), "{line}: {}", ran.stderr);
        }
        assert_eq!(ran.answer(), folder.run(&format!("read {file}")).answer());
    };
    check(
        "stock.csv",
        &[
            "1 row, 2 columns.",
            "encoding: UTF-16 LE",
            "delimiter: semicolon",
            "The header is on line 3.",
            "skipped: line 1: Stock in the yard",
            "blank lines: 1",
            "kind: unknown. None of the columns holds logon names.",
        ],
    );
    check(
        "directory.csv",
        &[
            "encoding: UTF-8",
            "The header is on line 1.",
            "kind: Directory, it lists people and nothing about expiring",
            "column C: logon name, by header “Logon Name”",
        ],
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let names: String = (0..200_000).map(|n| format!("person{n}\n")).collect();
    let folder = Folder::new("pipe", &[("list.txt", names.as_bytes())]);
    for line in [
        "names list.txt",
        "read list.txt",
        "report list.txt",
        "report list.txt --format csv",
    ] {
        let mut child = folder
            .command(line)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{line}: {stderr}");
        assert!(!stderr.contains("panic") && !stderr.contains("written"), "{stderr}");
        // Nobody listens at all.
        let mut child = folder
            .command(line)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stderr.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{line}");
    }
}

#[test]
fn the_rows_with_problems_are_written_with_their_reason() {
    let directory = b"Display Name,Department,Logon Name\r\n\
        \"Lovelace, Ada\",Computing,UPENN\\alovel\r\n\
        \"Hopper, Grace\",Navy\r\n";
    let folder =
        Folder::new("rejects", &[("d.csv", directory), ("enrollment.tsv", ENROLLMENT)]);
    let head = "Display Name,Department,Logon Name";
    let why = "\"no-logon-name: column “Logon Name”: No logon name. Fill in the \
               logon name, or remove the row. ragged: 2 cells where 3 are \
               expected. Check the row for a missing or an extra delimiter.\"";
    let ran =
        folder.run("report d.csv --as-of 2026-11-18 --format csv --rejects out.csv");
    assert_eq!(ran.answer().lines().count(), 1);
    assert_eq!(
        folder.read("out.csv"),
        format!("line,why,{head}\r\n3,{why},\"Hopper, Grace\",Navy\r\n")
    );
    folder.run("report d.csv enrollment.tsv --rejects out.csv").answer();
    let expected = format!(
        "file,line,why,A,B,C\r\nd.csv,1,,{head}\r\nd.csv,3,{why},\"Hopper, Grace\",Navy\r\n"
    );
    assert_eq!(folder.read("out.csv"), expected);

    let refused = |line: &str| folder.run(line).refusal(2);
    assert!(refused("report d.csv --rejects d.csv").contains("would overwrite d.csv"));
    assert!(refused("report d.csv --rejects -").contains("name a file"));
    assert!(refused("report d.csv -o x --rejects x").contains("the same file"));
    folder.run("report d.csv --rejects nowhere/out.csv").refusal(1);
}

#[test]
fn a_name_that_is_not_in_the_directory_comes_with_hints() {
    let list = b"PennKey\tName\tExpires in days\tScheduled deletion date\n\
        alovle\t\t9\t11/27/2026\nxyzzy\t\t9\t11/27/2026\nghopper\t\t9\t11/27/2026\n";
    let folder = Folder::new("hints", &[("d.csv", DIRECTORY), ("l.tsv", list)]);
    let line = "report d.csv l.tsv --as-of 2026-11-18";
    let table = folder.run(&format!("{line} --all")).answer();
    let hint = "not in the directory: did you mean alovel?";
    assert_eq!(table.matches(hint).count(), 1, "{table}");
    assert!(!folder.run(line).answer().contains("did you mean"));
    let json = folder.run(&format!("{line} --all --format json")).answer();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let hints: Vec<(&str, &serde_json::Value)> = json["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["logon_name"].as_str().unwrap(), &row["did_you_mean"]))
        .collect();
    let (alovel, none) = (serde_json::json!(["alovel"]), serde_json::json!([]));
    let null = serde_json::Value::Null;
    assert_eq!(
        hints,
        [
            ("alovle", &alovel),
            ("ghopper", &null),
            ("xyzzy", &none),
            ("alovel", &null),
            ("dknuth", &null)
        ]
    );
    // The columns of the CSV are a contract.
    let csv = folder.run(&format!("{line} --all --format csv")).answer();
    assert!(!csv.contains("mean") && csv.contains("alovle,,expiring"), "{csv}");
}

#[test]
fn footers_are_nobody_who_was_lost() {
    let list = b"PennKey\tExpires in days\tScheduled deletion date\n\nTotal users: 0\n";
    let folder = Folder::new("footer", &[("d.csv", DIRECTORY), ("l.tsv", list)]);
    let ran = folder.run("report d.csv l.tsv --as-of 2026-11-18");
    let said = "l.tsv: Enrollment list, 1 row = 0 answer + 0 remainder + 0 duplicates + 1 problems";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert_eq!(ran.answer(), "Nobody is expiring as of Wed 18 Nov 2026.\n");
}

#[test]
fn further_tables_are_explained() {
    let folder = Folder::new(
        "further",
        &[("d.csv", b"Name,Department,Logon Name\nA,x,ada\nPennKey,Full name\nbo,B\n")],
    );
    let ran = folder.run("read --explain d.csv");
    let said = "Another table begins on line 3, with logon name: PennKey, display name: Full name.";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    assert_eq!(ran.answer().lines().count(), 4);
}
