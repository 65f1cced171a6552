//! What is read: files that cannot be, standard input, forced kinds.

use super::{DIRECTORY, ENROLLMENT, Folder, REPORT, both};

/// Bytes without any pattern, the same on every run.
fn noise(n_bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut byte = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..n_bytes).map(|_| byte()).collect()
}

#[test]
fn what_cannot_be_read_is_1_with_a_remedy_and_no_output() {
    let line = vec![b'x'; 3_000_000];
    let files: [(&str, &[u8], &str); 9] = [
        ("empty.csv", b"", "empty"),
        ("blank.csv", b" \r\n\r\n", "empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        ("paper.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        ("archive.csv", b"PK\x03\x04\x14\0\0\0\x08\0readme.txt", "ZIP"),
        ("noise.csv", &noise(100_000), "not text"),
        ("line.csv", &line, "single line"),
        ("numbers.csv", b"A,B\r\n1,2\r\n3,4\r\n", "None of the columns"),
        ("nuls.csv", &[0; 5000], ""),
    ];
    let folder = Folder::new("unreadable", &files.map(|(name, bytes, _)| (name, bytes)));
    std::fs::write(folder.0.join("good.csv"), DIRECTORY).unwrap();
    for (name, _, word) in files {
        for verb in
            ["report good.csv", "names", "report --directory", "report --enrollment"]
        {
            let stderr = folder.run(&format!("{verb} {name}")).refusal(1);
            let says = stderr.starts_with(&format!("{name}: ")) && stderr.contains(word);
            assert!(says && stderr.lines().count() == 1, "{verb}: {stderr}");
        }
    }
}

#[test]
fn what_is_not_there_is_1_with_a_remedy() {
    let folder = both("missing");
    std::fs::create_dir(folder.0.join("folder")).unwrap();
    for verb in ["report directory.csv", "read", "names"] {
        let stderr = folder.run(&format!("{verb} missing.csv")).refusal(1);
        assert!(
            stderr.starts_with("missing.csv: There is no such file. Check"),
            "{stderr}"
        );
    }
    // A folder can be opened on some systems and cannot on others.
    assert!(folder.run("names folder").refusal(1).starts_with("folder: "));
}

#[test]
fn each_of_several_bad_files_is_named() {
    let folder = Folder::new("several", &[("a.csv", b""), ("b.csv", DIRECTORY)]);
    let stderr = folder.run("report a.csv b.csv c.csv").refusal(1);
    assert!(stderr.contains("a.csv: ") && stderr.contains("c.csv: "), "{stderr}");
}

#[test]
fn standard_input_is_a_file() {
    let folder = both("stdin");
    let expected = folder.run(&format!("{REPORT} --format csv")).answer();
    for (line, bytes) in [
        ("report directory.csv - --as-of 2026-11-18 --format csv", ENROLLMENT),
        ("report - enrollment.tsv --as-of 2026-11-18 --format csv", DIRECTORY),
        (
            "report enrollment.tsv --directory - --as-of 2026-11-18 --format csv",
            DIRECTORY,
        ),
    ] {
        assert_eq!(folder.run_with(line, bytes).answer(), expected, "{line}");
    }
    assert_eq!(
        folder.run_with("names -", DIRECTORY).answer(),
        "alovel\nghopper\ndknuth\n"
    );
    assert_eq!(folder.run_with("read -", DIRECTORY).answer().as_bytes(), DIRECTORY);
    let stderr = folder.run_with("names -", b"").refusal(1);
    assert!(stderr.starts_with("standard input: "), "{stderr}");
}

#[test]
fn a_kind_can_be_forced() {
    let lists: [(&str, &[u8]); 6] = [
        ("lines.txt", b"alovel\nstranger\n"),
        ("commas.txt", b"alovel, stranger"),
        ("addresses.txt", b"\"Lovelace, Ada\" <alovel@upenn.edu>; stranger@upenn.edu\n"),
        ("table.tsv", b"PennKey\tExpires in days\nalovel\t9\nstranger\t3\n"),
        ("bare.tsv", b"alovel\t9\nstranger\t3\n"),
        ("people.csv", b"Name,Logon Name\n\"Lovelace, Ada\",alovel\n\"S, A\",stranger\n"),
    ];
    let folder = Folder::new("forced", &lists);
    std::fs::write(folder.0.join("directory.csv"), DIRECTORY).unwrap();
    for (name, _) in lists {
        let line = format!(
            "report --directory directory.csv --enrollment {name} --all --format csv"
        );
        let csv = folder.run(&line).answer();
        let seen: Vec<(&str, bool)> = csv
            .lines()
            .skip(1)
            .map(|line| (line.split(',').next().unwrap(), line.contains(",clear,")))
            .collect();
        let mut sorted = seen.clone();
        sorted.sort_unstable();
        let expected =
            [("alovel", false), ("dknuth", true), ("ghopper", true), ("stranger", false)];
        assert_eq!(sorted, expected, "{name}");
    }
}

#[test]
fn a_forced_kind_wins() {
    let folder = both("forced-directory");
    let stderr = folder.run("report --directory enrollment.tsv").stderr;
    assert!(stderr.contains("enrollment.tsv: Directory, 3 rows"), "{stderr}");
    let stderr =
        folder.run("report --flagged directory.csv --flagged enrollment.tsv").stderr;
    assert!(stderr.contains("directory.csv: Flagged report, 3 rows"), "{stderr}");
    assert!(stderr.contains("enrollment.tsv: Flagged report, 3 rows"), "{stderr}");
    let stderr = folder.run("report --deleted directory.csv").stderr;
    assert!(
        stderr.contains("directory.csv: Deleted users, 3 rows = 3 answer"),
        "{stderr}"
    );
}

#[test]
fn users_can_be_said_to_be_deleted() {
    let table = b"Who;When\nalovel@upenn.edu;11/10/2026\nghopper@upenn.edu;11/1/2026\n";
    let folder = Folder::new("deleted", &[("gone.csv", table)]);
    let said = "report --deleted gone.csv --map deleted_on=When --as-of 2026-11-18";
    let csv = folder.run(&format!("{said} --format csv")).answer();
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(rows.len(), 2, "{csv}");
    assert!(rows[0].starts_with("ghopper,,restorable,,-17,13,"), "{csv}");
    assert!(rows[1].starts_with("alovel,,restorable,,-8,22,"), "{csv}");
    assert!(rows.iter().all(|row| row.contains(",soft-deleted,")), "{csv}");
    assert!(folder.run(said).answer().contains("deletion"));
}

#[test]
fn a_date_may_come_from_the_file() {
    let folder = Folder::new(
        "modified",
        &[("list.tsv", b"PennKey\tExpires in days\nalovel\t9\n")],
    );
    let stamp = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_763_467_200);
    let file =
        std::fs::File::options().write(true).open(folder.0.join("list.tsv")).unwrap();
    let csv =
        |line: &str| folder.run(&format!("report list.tsv --format csv {line}")).answer();
    for (stamp, expected) in [
        (stamp, "2025-11-27"),
        // A stamp from before or far beyond our times says nothing.
        (std::time::UNIX_EPOCH - std::time::Duration::from_secs(86_400), "2025-11-29"),
        (stamp + std::time::Duration::from_secs(12_000_000_000), "2025-11-29"),
    ] {
        if file.set_modified(stamp).is_ok() {
            let csv = csv("--as-of 2025-11-20");
            assert!(
                csv.contains(expected) && csv.contains("report-date-assumed"),
                "{csv}"
            );
        }
    }
    assert!(csv("--as-of 2025-11-20 --report-date 2025-11-19").contains("2025-11-28"));
}

#[test]
fn a_report_date_belongs_to_its_file() {
    let list = |name| format!("PennKey\tExpires in days\n{name}\t9\n");
    let (a, b) = (list("alovel"), list("bob"));
    let folder =
        Folder::new("report-dates", &[("a.tsv", a.as_bytes()), ("b.tsv", b.as_bytes())]);
    let ran = |said: &str| {
        folder.run(&format!("report --as-of 2026-11-18 --format csv --enrollment {said}"))
    };
    let both = "a.tsv --enrollment b.tsv";
    let csv = ran(&format!("{both} --report-date b.tsv:2026-11-11")).answer();
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert!(rows[0].starts_with("bob,") && rows[0].contains(",2026-11-20,"), "{csv}");
    assert!(rows[1].starts_with("alovel,") && rows[1].contains(",2026-11-27,"), "{csv}");
    let csv = ran("a.tsv --report-date 2026-11-11").answer();
    assert!(csv.contains(",2026-11-20,"), "{csv}");
    assert!(!ran("a.tsv --report-date 2026-11-11").stderr.contains("changes nothing"));

    // Which list is meant must be clear, and the day one of the calendar.
    for (said, words) in [
        (
            format!("{both} --report-date 2026-11-11"),
            "as in --report-date a.tsv:2026-11-11",
        ),
        (format!("{both} --report-date b.tsv:2026-13-11"), "a day of the calendar"),
        (format!("{both} --report-date c.tsv:2026-11-11"), "a day of the calendar"),
        ("a.tsv --report-date 11/11/2026".to_owned(), "a day of the calendar"),
    ] {
        let ran = ran(&said);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{said}");
        assert!(ran.stderr.contains(words), "{said}: {}", ran.stderr);
    }
    let ran = folder.run("report --directory a.tsv --report-date 2026-11-11");
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("FILE:2026-11-11"), "{}", ran.stderr);
}

#[test]
fn a_report_date_that_changes_nothing_says_so() {
    let folder = Folder::new(
        "idle-dates",
        &[
            ("days.tsv", b"PennKey\tExpires in days\nalovel\t9\n"),
            ("dates.tsv", b"PennKey\tScheduled deletion date\nalovel\t12/8/2026\n"),
        ],
    );
    for (files, value) in [
        ("dates.tsv", "dates.tsv:2026-11-11"),
        ("dates.tsv", "2026-11-11"),
        ("days.tsv --directory dates.tsv", "dates.tsv:2026-11-11"),
        // Days that a directory counts are no date of anybody.
        ("dates.tsv --directory days.tsv", "days.tsv:2026-11-11"),
    ] {
        let report = format!("report --as-of 2026-11-18 --format csv {files}");
        let without = folder.run(&report);
        let ran = folder.run(&format!("{report} --report-date {value}"));
        assert_eq!((ran.code, &ran.stdout), (Some(0), &without.stdout), "{files}");
        let notice = format!("--report-date {value} changes nothing: ");
        assert!(ran.stderr.contains(&notice), "{files}: {}", ran.stderr);
        assert!(!without.stderr.contains("changes nothing"), "{files}");
    }
}

#[test]
fn the_user_has_the_last_word_on_how_files_are_read() {
    let folder = Folder::new(
        "wanted",
        &[
            ("odd.csv", b"Made today\nWho;Account;End\nAda;alovel;12/1/2026\n"),
            ("list.csv", b"alovel,x\nghopper,y\n"),
        ],
    );
    let said = "--delimiter semicolon --encoding windows-1252 --header-row 2 \
                --map logon_name=Who --map scheduled_deletion=C";
    let ran =
        folder.run(&format!("report odd.csv --as-of 2026-11-18 --format csv {said}"));
    let answer = ran.answer();
    assert!(answer.contains("\nada,,expiring,this-week,13,"), "{answer}");
    let ran = folder.run(
        "report odd.csv list.csv --as-of 2026-11-18 --format csv \
         --map odd.csv:scheduled_deletion=End --delimiter list.csv:comma --header-row list.csv:0 --map list.csv:logon_name=A",
    );
    let answer = ran.answer();
    assert!(answer.contains("\nalovel,,expiring,this-week,13,"), "{answer}");
    assert_eq!(
        folder.run("read list.csv --delimiter none").answer(),
        "\"alovel,x\"\r\n\"ghopper,y\"\r\n"
    );
    assert_eq!(folder.run("names list.csv --map logon_name=2").answer(), "x\ny\n");
}

#[test]
fn an_encoding_is_known_by_any_of_its_names() {
    let dos: &[u8] = b"Logon Name,Display Name\njmueller,M\x81ller\n";
    let folder = Folder::new("encodings", &[("dos.csv", dos)]);
    let read = |name| folder.run(&format!("read dos.csv --encoding {name}")).answer();
    for name in ["cp850", "IBM437", "dos-437"] {
        assert!(read(name).contains("jmueller,Müller"), "{name}");
    }
    assert!(read("macroman").contains("jmueller,MÅller"));
    let ran = folder.run("read dos.csv --encoding ebcdic");
    assert!(ran.stderr.contains("Known are: UTF-8, "), "{}", ran.stderr);
}

#[test]
fn what_is_said_must_make_sense() {
    let folder = Folder::new("senseless", &[("list.csv", b"alovel,x\nghopper,y\n")]);
    for (said, status) in [
        ("--delimiter long", 2),
        ("--encoding ebcdic", 2),
        ("--header-row x", 2),
        ("--map logon_name", 2),
        ("--map color=A", 2),
        ("--header-row 77", 1),
        ("--map logon_name=Nowhere", 1),
    ] {
        let ran = folder.run(&format!("names list.csv {said}"));
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(status), ""), "{said}");
    }
}

#[test]
fn what_nobody_can_see_makes_no_other_account() {
    let list = "PennKey\tExpires in days\tScheduled deletion date\n\
        al\u{2066}ovel\t9\t11/27/2026\nghop\u{fdd0}per\t2\t11/20/2026\n\
        \u{200b}dknuth\t9\t11/27/2026\n";
    let files: [(&str, &[u8]); 2] = [("d.csv", DIRECTORY), ("l.tsv", list.as_bytes())];
    let folder = Folder::new("invisible", &files);
    let ran = folder.run("report d.csv l.tsv --as-of 2026-11-18 --format csv");
    let rows: Vec<&str> = ran.stdout.lines().skip(1).collect();
    assert!(rows[0].starts_with("alovel,\"Lovelace, Ada\""), "{rows:?}");
    assert!(rows[0].ends_with(",yes,yes,invisible-characters"), "{rows:?}");
    // A space without width around a name is a space.
    assert!(rows[1].starts_with("dknuth,") && rows[1].ends_with(",yes,yes,"), "{rows:?}");
    assert_eq!(rows.len(), 2);
    for said in [
        "l.tsv: 1 invisible-characters. Nothing is lost",
        "line 2, column “PennKey”: A name with characters that nobody can see: \
         “al<U+2066>ovel”",
        "l.tsv: 1 no-logon-name.",
        "“ghop<U+FDD0>per",
    ] {
        assert!(ran.stderr.contains(said), "{said}: {}", ran.stderr);
    }
    assert_eq!(folder.run("names l.tsv").answer(), "alovel\ndknuth\n");
    let rejects = "report d.csv l.tsv --as-of 2026-11-18 --rejects out.csv";
    folder.run(rejects).answer();
    assert!(folder.read("out.csv").contains("al\u{2066}ovel"));
}

/// What a doubt names as the option for it settles it.
#[test]
fn the_option_of_a_doubt_reads_the_file_otherwise() {
    let list = b"PennKey,Scheduled deletion date\nalovel,12/8/2026\n";
    let folder = Folder::new("options", &[("e.csv", list)]);
    let report = "report e.csv --as-of 2026-11-18 --format csv";
    let ran = folder.run(report);
    let order = "The option for that: --dates e.csv:day-first\n";
    assert!(ran.stderr.contains(order), "{}", ran.stderr);
    assert!(ran.answer().contains("alovel,,expiring,"));
    let ran = folder.run(&format!("{report} --dates e.csv:day-first"));
    assert!(!ran.stderr.contains("doubt: date-order-assumed"), "{}", ran.stderr);
    assert!(ran.stderr.contains("the day first, as you say"), "{}", ran.stderr);
    assert!(ran.answer().contains("alovel,,gone,"));
    let stderr = folder.run(&format!("{report} --dates europe")).refusal(2);
    assert!(stderr.contains("give day-first or month-first"), "{stderr}");
}
