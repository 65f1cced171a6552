//! Names in all their spellings, and lists of them.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(written: &str, key: &str, domain: Option<&str>) {
    let name = LogonName::parse(written).unwrap();
    assert_eq!((name.key.as_str(), name.domain.as_deref()), (key, domain));
}

#[test]
fn every_spelling_is_understood() {
    check("jdoe", "jdoe", None);
    check(" JDoe ", "jdoe", None);
    check(r"UPENN\jdoe", "jdoe", Some("upenn"));
    check("jdoe@upenn.edu", "jdoe", Some("upenn.edu"));
    check("CN=jdoe,OU=People,DC=upenn,DC=edu", "jdoe", Some("upenn.edu"));
    check("cn=jdoe", "jdoe", None);
    check("\"Doe, Jane\" <jdoe@upenn.edu>", "jdoe", Some("upenn.edu"));
    check("Jane Doe <JDOE@UPENN.EDU>", "jdoe", Some("upenn.edu"));
    check("SMTP:jdoe@upenn.edu", "jdoe", Some("upenn.edu"));
    check("mailto:jdoe@upenn.edu", "jdoe", Some("upenn.edu"));
    check("<mailto:jdoe@upenn.edu>", "jdoe", Some("upenn.edu"));
    check("“jdoe”", "jdoe", None);
    check("'jdoe'", "jdoe", None);
    check("\u{a0}jdoe\u{200b}", "jdoe", None);
    check("JOSÉ", "josé", None);
    check("jose\u{301}", "josé", None);
    check("STRASSE", "strasse", None);
    check("Straße", "strasse", None);
    check("0012345", "0012345", None);
    check(r"UPENN\jdoe@upenn.edu", "jdoe", Some("upenn.edu"));
}

#[test]
fn what_nobody_can_see_makes_no_other_name() {
    for c in ('\0'..=char::MAX).filter(|&c| is_invisible(c)) {
        for written in [
            format!("jd{c}oe"),
            format!("{c}jdoe"),
            format!("JDOE{c}"),
            format!("UPENN\\{c}jdoe"),
            format!("Doe, Jane <jd{c}oe{c}@upenn.edu>"),
            format!("CN={c}jdoe{c},OU=People"),
            format!("“jdo{c}e”"),
        ] {
            let key = LogonName::parse(&written).map(|name| name.key);
            assert_eq!(key.as_deref(), Some("jdoe"), "{written:?}");
        }
        // In a list it parts no name in two, and is no name by itself.
        let list = format!("a, jd{c}oe; {c}\n{c}b");
        let keys: Vec<String> = tokens(&list, 1)
            .map(|(_, token)| LogonName::parse(token).unwrap().key)
            .collect();
        assert_eq!(keys, ["a", "jdoe", "b"], "{:04X}", u32::from(c));
        assert!(hides_something(&format!("jd{c}oe")));
        assert!(LogonName::parse(&c.to_string()).is_none());
    }
    for written in ["jdoe", " jdoe\u{a0}", "\u{feff}josé\u{200b}", ""] {
        assert!(!hides_something(written), "{written:?}");
    }
    for c in ['\u{fdd0}', '\u{fffe}', '\u{10ffff}', '\u{7}', '\u{85}', '\u{9b}'] {
        assert_eq!(LogonName::parse(&format!("jd{c}oe")), None, "{c:?}");
    }
}

#[track_caller]
fn check_deleted(written: &str, key: &str) {
    assert_eq!(LogonName::parse_deleted(written).unwrap().key, key);
    assert_eq!(has_guid(written), LogonName::parse(written).unwrap().key != key);
}

#[test]
fn only_a_whole_guid_before_a_deleted_name_is_cut() {
    const GUID: &str = "0a1b2c3d4e5f60718293A4B5C6D7E8F9";
    const DASHED: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
    check_deleted(&format!("{GUID}JDoe@upenn.edu"), "jdoe");
    check_deleted(&format!("{GUID}deadbeef@upenn.edu"), "deadbeef");
    check_deleted(&format!("{GUID}{GUID}@upenn.edu"), &GUID.to_lowercase());
    check_deleted(&format!("{DASHED}jdoe@upenn.edu"), "jdoe");
    check_deleted("jdoe@upenn.edu", "jdoe");
    // Nothing that could be a name is left behind it.
    check_deleted(&format!("{GUID}@upenn.edu"), &GUID.to_lowercase());
    check_deleted(&format!("{DASHED}-@upenn.edu"), &format!("{DASHED}-"));
    let short = &GUID[1..].to_lowercase();
    check_deleted(&format!("{short}x@upenn.edu"), &format!("{short}x"));
    // Elsewhere it is the name.
    let whole = LogonName::parse(&format!("{GUID}jdoe@upenn.edu")).unwrap();
    assert_eq!(whole.key, format!("{GUID}jdoe").to_lowercase());
    assert!(is_guid(GUID) && is_guid(DASHED) && !is_guid("jdoe"));
}

#[test]
fn what_is_no_name_is_none() {
    for text in ["", "  ", "-", "Jane Doe", "@upenn.edu", r"UPENN\", "\"\"", "<>", "?"] {
        assert_eq!(LogonName::parse(text), None, "{text:?}");
    }
    assert_eq!(LogonName::parse(&"x".repeat(500)), None);
}

#[test]
fn a_list_is_split() {
    let text = "GHOPPER; \"Lovelace, Ada\" <alovel@upenn.edu>\nmailto:b@upenn.edu,\
                UPENN\\DKnuth\tkthomp\u{a0} \n\u{200b}rperl\nCN=x,OU=People,DC=edu, y";
    let keys: Vec<(u32, String)> = tokens(text, 1)
        .map(|(line, token)| (line, LogonName::parse(token).unwrap().key))
        .collect();
    let expected = [
        (1, "ghopper"),
        (1, "alovel"),
        (2, "b"),
        (2, "dknuth"),
        (2, "kthomp"),
        (3, "rperl"),
        (4, "x"),
        (4, "y"),
    ];
    assert_eq!(keys, expected.map(|(line, key)| (line, key.to_owned())));
}

#[track_caller]
fn check_list(text: &str, expected: &[&str]) {
    let keys: Vec<String> =
        tokens(text, 1).map(|(_, token)| LogonName::parse(token).unwrap().key).collect();
    assert_eq!(keys, expected);
}

#[test]
fn marks_before_names_are_left_out() {
    check_list("1. a\n2. b\n10. c", &["a", "b", "c"]);
    check_list("1) a\n(2) b", &["a", "b"]);
    check_list(
        "• a\n- b\n\u{2610} c\n* d\n[ ] e\n[x] f\n\u{2013} g",
        &["a", "b", "c", "d", "e", "f", "g"],
    );
    // What is no mark stays.
    check_list("1.a\n2b\n-c", &["1.a", "2b", "-c"]);
}

#[test]
fn lists_of_programs_are_read() {
    check_list("('a','b',\n 'c')", &["a", "b", "c"]);
    check_list("@(\"a\", \"b\")", &["a", "b"]);
    check_list("[\"a\", \"b\"];", &["a", "b"]);
    check_list("{'a', 'b'}", &["a", "b"]);
}

#[test]
fn names_of_people_beside_addresses_are_none_of_accounts() {
    check_list("Abara, Chidi <c@x.edu>; Berg, Sanna <s@x.edu>", &["c", "s"]);
    check_list("Abara, Chidi <c@x.edu>, Berg, Sanna <s@x.edu>", &["c", "s"]);
    check_list("von Neumann, John <j@x.edu>\nO’Neil-Roe, M. <m@x.edu>", &["j", "m"]);
    check_list("ABARA, CHIDI <c@x.edu>", &["c"]);
    check_list("c@x.edu (Chidi Abara)\ns@x.edu (Berg, Sanna), t@x.edu", &["c", "s", "t"]);
    // An account, and an address with the name of its person.
    check_list("jdoe, Jane Roe <j@x.edu>", &["jdoe", "j"]);
    check_list("JDOE, Jane Roe <j@x.edu>", &["jdoe", "j"]);
    assert_eq!(LogonName::parse("c@x.edu (Chidi Abara)").unwrap().key, "c");
}

#[test]
fn what_stands_beside_a_name_is_none() {
    check_list("jdoe - Jane Doe\naroe – Roe, Ann", &["jdoe", "aroe"]);
    check_list("Jane Doe - jdoe\nRoe, Ann — aroe", &["jdoe", "aroe"]);
    check_list("jdoe - left in June", &["jdoe"]);
    check_list("jdoe (Jane Doe), aroe (Roe, Ann)", &["jdoe", "aroe"]);
    check_list("Jane Doe (jdoe), Roe, Ann (aroe)", &["jdoe", "aroe"]);
    check_list("Doe, Jane [jdoe@x.edu]; Roe, Ann [aroe@x.edu]", &["jdoe", "aroe"]);
    assert!(LogonName::parse("CN=Doe\\").is_none());
    check_list("jdoe # left in June\naroe // on leave", &["jdoe", "aroe"]);
    check_list("- **jdoe**\n- `aroe`", &["jdoe", "aroe"]);
    check_list("- [ ] jdoe\n> 2. aroe", &["jdoe", "aroe"]);
    check_list("1) jdoe 2) aroe", &["jdoe", "aroe"]);
    check_list("a / b & c", &["a", "b", "c"]);
    check_list("a, b and c\nd, e, und f", &["a", "b", "c", "d", "e", "f"]);
    // Where it joins nothing, it may be somebody.
    check_list("and\nb and\nand c d", &["and", "b", "and", "and", "c", "d"]);
    // Which of two words is the account, nobody can tell.
    assert_eq!(tokens("jdoe - retired", 1).count(), 3);
}

#[test]
fn what_is_said_before_a_list_is_no_name() {
    let n = |text: &str| n_heading_lines(text.lines());
    assert_eq!(n("Please check these:\na"), 1);
    assert_eq!(n("Hi Jo,\n\nplease check these:\n\na\nb:"), 3);
    assert_eq!(n("Could you look at these accounts?\na"), 1);
    assert_eq!(n("a\nb:\n"), 0);
    assert_eq!(n("hi\nhello@x.edu,\na b c d."), 0);
    assert_eq!(n("Sehr geehrte Frau Doe,\nhier die Konten:\na"), 2);
    assert_eq!(n("On Wed, Jo <jo@x.edu> wrote:\n> a"), 1);
}

#[test]
fn distinguished_names_have_commas_and_spaces() {
    check_list("CN=a,OU=Local Users,DC=upenn,DC=edu\nCN=b,OU=X", &["a", "b"]);
    check_list("CN=a,OU=P,DC=upenn,DC=edu,CN=b,OU=P,DC=upenn,DC=edu", &["a", "b"]);
    check_list("CN=a,OU=P,CN=b,OU=P;CN=c,OU=P", &["a", "b", "c"]);
    check_list("CN=a,OU=P,CN=Users,DC=edu", &["a"]);
    check_list("CN=a,DC=edu CN=b,DC=edu", &["a", "b"]);
    check_list(
        "CN=a,OU=P,DC=upenn,DC=edu b c@d.edu CN=e,OU=P f",
        &["a", "b", "c", "e", "f"],
    );
}

#[test]
fn long_lists_on_one_line_do_not_take_forever() {
    let names = "jdoe ".repeat(300_000);
    assert_eq!(tokens(&names, 1).count(), 300_000);
    let names = "CN=a ".repeat(100_000);
    assert_eq!(tokens(&names, 1).count(), 100_000);
}

#[test]
fn lists_are_told_from_tables() {
    assert!(is_list("a\nb\nc"));
    assert!(is_list("a, b; c"));
    assert!(is_list("Expiring users:\njdoe, asmith"));
    assert!(!is_list("who,when\nada,12/1/2026\nbo,12/2/2026"));
    assert!(!is_list(""));
    assert!(is_list("Hi,\nplease check these:\njdoe\nasmith"));
    assert!(is_list("1. jdoe\n2. asmith"));
    assert!(is_list("GHOPPER, ALOVEL; JDOE"));
    assert!(!is_list("Abara, Chidi; Berg, Sanna; Castillo, Ines"));
    assert!(!is_list("No records found."));
    assert!(!is_list("None"));
    assert!(!is_list("http://x/y (z) [w]"));
    assert!(!is_list("jdoe\t10\nasmith\t12\n"));
    assert!(!is_list("a@b.edu|\"Doe, J\"|jdoe\nc@b.edu|\"Smith, A\"|asmith\n"));
}

#[test]
fn short_and_long_domains_are_the_same() {
    assert!(LogonName::same_domain("upenn", "upenn.edu"));
    assert!(LogonName::same_domain("upenn.edu", "upenn.edu"));
    assert!(!LogonName::same_domain("sas.upenn.edu", "upenn.edu"));
    assert!(!LogonName::same_domain("upenn", "drexel.edu"));
}

proptest! {
    #[test]
    fn parsing_never_fails_and_keys_are_stable(text in "\\PC{0,40}") {
        LogonName::parse_deleted(&text);
        if let Some(name) = LogonName::parse(&text) {
            prop_assert_eq!(LogonName::parse(&name.key).map(|n| n.key), Some(name.key));
        }
        prop_assert!(tokens(&text, 1).count() <= text.len());
    }

    #[test]
    fn a_plain_name_is_read_as_any_other(text in r"[a-zA-Z0-9._@\\-]{0,12}") {
        // A space before it is forgiven, and nothing is plain with one.
        let spaced = format!(" {text}");
        let name = LogonName::parse(&text);
        prop_assert_eq!(&name, &LogonName::parse(&spaced));
        for text in [&text, &spaced] {
            let mut room = "left over".to_owned();
            let key = LogonName::key_in(text, &mut room);
            prop_assert_eq!(key, name.as_ref().map(|name| name.key.as_str()));
        }
    }

    #[test]
    fn no_word_of_a_list_is_lost(names in prop::collection::vec("[a-z]{1,8}", 0..20)) {
        let text = names.join(" ;\n");
        let found: Vec<&str> = tokens(&text, 1).map(|(_, t)| t).collect();
        prop_assert_eq!(found, names);
    }
}
