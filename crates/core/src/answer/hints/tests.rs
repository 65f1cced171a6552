//! Who is meant, and that it takes no longer than it must.

use super::*;
use crate::policy::{DEFAULT, Policy};
use crate::source::{Config, Reader};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

fn answer(directory: &str, list: &str) -> Answer {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let read = |kind, text: &str| {
        let config = Config { kind: Some(kind), ..Config::new("f") };
        let mut reader = Reader::new(config, policy.clone());
        reader.push(text.as_bytes()).unwrap();
        Arc::new(reader.finish().unwrap())
    };
    let sources = vec![read(Kind::Directory, directory), read(Kind::Enrollment, list)];
    let as_of = "2026-11-18".parse().unwrap();
    Answer::new(sources, as_of, &policy)
}

const DIRECTORY: &str = "Display Name,Logon Name\n\
    \"Lovelace, Ada\",alovel\n\"Hopper, Grace B\",ghopper\n\"García, José\",jgarcia\n\
    \"Knuth, Donald\",dknuth\n\"Kay, Alan\",akay\n\"Doe, Jane\",jdoe1\n\"Li, X\",xli\n";

/// What is suggested for a flagged account.
#[track_caller]
fn check(name: &str, person: &str, expected: &[&str]) {
    let list = format!("PennKey\tName\tExpires in days\n{name}\t{person}\t9\n");
    let answer = answer(DIRECTORY, &list);
    let meant = answer.did_you_mean(answer.flagged());
    let found = meant.get(name).cloned().unwrap_or_default();
    assert_eq!(found, expected, "{name} {person}");
}

#[test]
fn names_with_wrong_letters_are_found() {
    check("alovle", "", &["alovel"]);
    check("alovell", "", &["alovel"]);
    check("alvel", "", &["alovel"]);
    check("glopper", "", &["ghopper"]);
    check("hgoppre", "", &["ghopper"]);
    check("akey", "", &["akay"]);
    // Two wrong letters are too many in a short name, three in any.
    check("akkez", "", &[]);
    check("gloqqer", "", &[]);
    check("xlj", "", &["xli"]);
    check("xl", "", &[]);
}

#[test]
fn the_same_person_is_found_under_another_name() {
    check("ada5", "Lovelace, Ada", &["alovel"]);
    check("hopper9", "Grace Hopper", &["ghopper"]);
    check("pepe", "GARCIA José", &["jgarcia"]);
    check("ada5", "Lovelace", &[]);
    check("ada5", "Lovelace, Augusta", &[]);
    // The same person goes before a name that is only near.
    check("dknutt", "Kay, Alan", &["akay"]);
    check("dknutt", "Knuth, Donald", &["dknuth"]);
}

#[test]
fn other_people_are_not_suggested() {
    // Called otherwise.
    check("alovle", "Smith, John", &[]);
    check("alovle", "Lovelaec, John", &["alovel"]);
    // Other digits are another person's.
    check("jdoe2", "", &[]);
    check("jdoe2", "Doe, John", &[]);
    check("jdoe2", "Doe, Jane", &["jdoe1"]);
}

#[test]
fn an_account_that_is_flagged_itself_is_not_meant() {
    let list = "PennKey\tExpires in days\nalovel\t9\nalovle\t9\n";
    let answer = answer(DIRECTORY, list);
    assert!(answer.did_you_mean(answer.flagged()).is_empty());
}

#[test]
fn too_many_are_none() {
    let people = |n: usize| -> String {
        (0..n)
            .map(|n| format!("\"Smith, John\",a{}\n", "bcdefgh".split_at(n).1))
            .collect()
    };
    let meant = |n| {
        let directory = format!("Display Name,Logon Name\n{}", people(n));
        let answer =
            answer(&directory, "PennKey\tName\tExpires in days\nq\tJohn Smith\t9\n");
        answer.did_you_mean(answer.flagged()).remove("q").unwrap_or_default()
    };
    assert_eq!(meant(3), ["abcdefgh", "acdefgh", "adefgh"]);
    assert_eq!(meant(4), Vec::<String>::new());
}

#[test]
fn the_work_can_be_done_in_parts() {
    let list = "PennKey\tName\tExpires in days\nalovle\t\t9\npepe\tJosé García\t9\n";
    let answer = answer(DIRECTORY, list);
    let whole = answer.did_you_mean(answer.flagged());
    for n_names in 1..9 {
        let mut hints = Hints::new(&answer, answer.flagged());
        let mut n_parts = 1;
        while !hints.advance(&answer, n_names) {
            n_parts += 1;
        }
        assert_eq!(n_parts, 7_usize.div_ceil(n_names));
        assert_eq!(hints.finish(), whole);
    }
    let nobody = Hints::new(&answer, answer.rows()).finish();
    assert!(nobody.is_empty());
}

/// If every name were compared with every other, this would take minutes.
#[test]
fn many_names_in_a_large_directory() {
    const N_NAMES: usize = 10_000;
    let name = |n: usize| -> String {
        let letters = (0..6).scan(n as u64 * 7_919_777, |rest, _| {
            let letter = char::from(b'a' + (*rest % 26) as u8);
            *rest /= 26;
            Some(letter)
        });
        letters.chain("person".chars()).collect()
    };
    let mut directory = "Department,Logon Name\n".to_owned();
    let mut list = "PennKey\tExpires in days\n".to_owned();
    for n in 0..N_NAMES {
        directory.push_str(&format!("x,{}\n", name(n)));
        list.push_str(&format!("{}x\t9\n", name(n)));
    }
    let answer = answer(&directory, &list);
    let meant = answer.did_you_mean(answer.flagged());
    assert_eq!(meant.len(), N_NAMES);
    assert!(meant.iter().all(|(asked, names)| *asked == format!("{}x", names[0])));
}

/// Names that count up are all near to each other, and nobody is meant by another number.
#[test]
fn names_that_are_all_alike() {
    let name = |n: usize| format!("user{n:06}");
    let mut directory = "Department,Logon Name\n".to_owned();
    let mut list = "PennKey\tExpires in days\n".to_owned();
    for n in 0..30_000 {
        directory.push_str(&format!("x,{}\n", name(2 * n)));
        list.push_str(&format!("{}\t9\n", name(2 * n + 1)));
    }
    let answer = answer(&directory, &list);
    assert!(answer.did_you_mean(answer.flagged()).is_empty());
}

proptest! {
    /// The hashes find exactly what comparing everybody with everybody finds.
    #[test]
    fn nothing_near_is_missed(
        names in prop::collection::btree_set("[ab]{6,8}", 1..4),
        asked in "[abc]{3,8}",
    ) {
        let directory: String = names.iter().map(|name| format!("x,{name}\n")).collect();
        let answer = answer(
            &format!("Department,Logon Name\n{directory}"),
            &format!("PennKey\tExpires in days\n{asked}\t9\n"),
        );
        let max = if asked.len() < MIN_CHARS_FOR_TWO { 1 } else { 2 };
        let expected: BTreeSet<String> = names
            .into_iter()
            .filter(|name| (1..=max).contains(&osa_distance(name, &asked)))
            .collect();
        let meant = answer.did_you_mean(answer.flagged());
        // A name that is in the directory is not asked for.
        if answer.flagged()[0].is_missing() {
            let found: BTreeSet<String> =
                meant.get(&asked).into_iter().flatten().cloned().collect();
            prop_assert_eq!(found, expected);
        }
    }
}
