//! Invented people whose dates are relative to today, in the form of real files.

use chrono::{Days, NaiveDate};
use reprieve_core::lifecycle::days_between;

/// Family name, given name, logon name, department.
const PEOPLE: [[&str; 4]; 30] = [
    ["Okafor", "Ngozi", "nokafor", "Wharton, Finance"],
    ["Lovelace", "Ada", "alovel", "SAS Computing"],
    ["Hopper", "Grace", "ghopper", "Engineering"],
    ["García", "José", "jgarcia", "SAS Computing"],
    ["Zhang", "Wei", "wzhang", "Wharton, Finance"],
    ["Kierkegaard", "Søren", "skierk", "Libraries"],
    ["D’Arcy", "Siobhan", "sdarcy", "SAS Computing"],
    ["Lamport", "Leslie", "llamport", "Wharton, Finance"],
    ["Perlman", "Radia", "rperlman", "Engineering"],
    ["Conway", "Lynn", "lconway", "Engineering"],
    ["Liskov", "Barbara", "bliskov", "Engineering"],
    ["Knuth", "Donald", "dknuth", "Libraries"],
    ["Thompson", "Ken", "kthomp", "SAS Computing"],
    ["Noether", "Emmy", "enoether", "Mathematics"],
    ["Ramanujan", "Srinivasa", "sramanuj", "Mathematics"],
    ["Meitner", "Lise", "lmeitner", "Physics"],
    ["Franklin", "Rosalind", "rfrankl", "Biology"],
    ["Turing", "Alan", "aturing", "Mathematics"],
    ["Johnson", "Katherine", "kjohnson", "Physics"],
    ["Hamilton", "Margaret", "mhamilt", "Engineering"],
    ["Carson", "Rachel", "rcarson", "Biology"],
    ["Curie", "Marie", "mcurie", "Physics"],
    ["Bell", "Jocelyn", "jbell", "Physics"],
    ["Wu", "Chien-Shiung", "cswu", "Physics"],
    ["Sagan", "Carl", "csagan", "Physics"],
    ["McClintock", "Barbara", "bmcclin", "Biology"],
    ["Borg", "Anita", "aborg", "Engineering"],
    ["Goldwasser", "Shafi", "sgoldwas", "Engineering"],
    ["Bartik", "Jean", "jbartik", "SAS Computing"],
    ["Easley", "Annie", "aeasley", "Libraries"],
];

/// Who is flagged: logon name, days until deprovisioning, affiliations, reason.
const FLAGGED: [(&str, Option<i32>, &str, &str); 19] = [
    ("sdarcy", Some(2), "ALUM", "No - no eligible affiliation"),
    ("llamport", Some(3), "RTSF", "No - no eligible affiliation"),
    ("nokafor", Some(4), "RTSF", "No - no eligible affiliation"),
    ("rperlman", Some(1), "", "No - no eligible affiliation"),
    ("jgarcia", Some(5), "CTSY", "No - no override"),
    ("wzhang", Some(7), "ERF", "No - emeritus not confirmed"),
    ("ghopper", Some(9), "STAF, RTSF", "No - see PennCommunity"),
    ("lconway", Some(10), "VSCO", "No - no override"),
    ("alovel", Some(16), "RTSF", "No - no eligible affiliation"),
    ("dknuth", Some(23), "ERF, VOLP", "No - no override"),
    ("kthomp", Some(31), "TEMP", "No - no override"),
    ("enoether", Some(44), "", "No - no eligible affiliation"),
    ("sramanuj", Some(58), "STU", "No - see PennCommunity"),
    ("skierk", Some(-27), "RTSF", "No - no eligible affiliation"),
    ("lmeitner", Some(-12), "RTSF", "No - no eligible affiliation"),
    ("rfrankl", Some(-3), "CTWK", "No - no override"),
    ("aturing", Some(-36), "", "No - no eligible affiliation"),
    ("bliskov", None, "VFAC", "No - no override"),
    ("ptolemy", Some(20), "RTSF", "No - no eligible affiliation"),
];

/// The header of the directory report, in the order of the real one.
const DIRECTORY_HEADER: &str = "Customer,Location,Display Name,First Name,Last Name,Email Address,Mailbox Size (MB),Department,Last Logon,Logon Name";

/// The directory report.
pub(crate) fn directory() -> String {
    let mut text = format!("{DIRECTORY_HEADER}\r\n");
    for (n, [last, first, name, department]) in PEOPLE.iter().enumerate() {
        let size = 800 + 137 * n;
        text.push_str(&format!(
            "Penn,Philadelphia,\"{last}, {first}\",{first},{last},{name}@example.edu,{size}.00,\"{department}\",,SAMPLE\\{name}\r\n"
        ));
    }
    text
}

/// The enrollment table as it is copied from the web page, made yesterday.
pub(crate) fn enrollment(today: NaiveDate) -> String {
    let mut text = "PennID\tPennKey\tName\tAll active affiliations\tO365 Ready\tExpires in days\tHas mailbox\tScheduled deletion date\n".to_owned();
    for (n, (name, days, affiliations, reason)) in FLAGGED.iter().enumerate() {
        let date = days.and_then(|days| {
            let today = today.checked_sub_days(Days::new(100))?;
            today.checked_add_days(Days::new(u64::try_from(days + 100).ok()?))
        });
        let days_then = date.map(|date| (days_between(today, date) + 1).to_string());
        let mailbox = if *name == "ptolemy" { "N" } else { "Y" };
        text.push_str(&format!(
            "{}\t{name}\t\t{affiliations}\t{reason}\t{}\t{mailbox}\t{}\n",
            10_000_001 + n,
            days_then.unwrap_or_default(),
            date.map(|date| date.format("%-m/%-d/%Y").to_string()).unwrap_or_default(),
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::answer::{Answer, Question};
    use reprieve_core::policy::{DEFAULT, Policy};
    use reprieve_core::source::{Config, Reader};
    use std::sync::Arc;

    #[test]
    fn the_sample_shows_every_state_on_any_day() {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let read = |name: &str, text: &str| {
            let mut reader = Reader::new(Config::new(name), policy.clone());
            reader.push(text.as_bytes()).unwrap();
            Arc::new(reader.finish().unwrap())
        };
        let mut as_of = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
        for _ in 0..7 {
            let sources =
                vec![read("d.csv", &directory()), read("e.tsv", &enrollment(as_of))];
            let problems =
                sources.iter().map(|source| source.problems.len()).sum::<usize>();
            let answer =
                Answer::new(sources, &Question { as_of, report_date: None }, &policy);
            let counts = answer.counts();
            assert_eq!((counts.answer(), counts.elsewhere, counts.clear), (18, 1, 12));
            assert_eq!((counts.disabled, counts.restorable, counts.gone), (1, 3, 1));
            assert_eq!((counts.undated, problems), (1, 0));
            assert!(counts.this_week > 0 && counts.later > 0);
            as_of = as_of.succ_opt().unwrap();
        }
    }
}
