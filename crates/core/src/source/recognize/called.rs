//! What a file is called, and whether that is something else than what it looks like.

use super::Recognized;
use crate::fold::fold;
use crate::policy::{says_deletion, says_plan};
use crate::source::{Config, Kind};

/// What the names of files say, by the beginnings of their words.
const CALLED: [(Kind, &[&str]); 3] = [
    (Kind::Directory, &["director", "exchange users", "exchangeusers", "all users"]),
    (Kind::Enrollment, &["expir", "enrollment", "enrolment"]),
    (Kind::Flagged, &["flagged"]),
];

/// The kind that the name of a file says; nothing when it says none, or several.
fn called(file: &str) -> Option<Kind> {
    let mut words = String::from(" ");
    for c in file.chars() {
        match c.is_alphanumeric() {
            true => fold(c, |letter| words.push(letter)),
            false if words.ends_with(' ') => {}
            false => words.push(' '),
        }
    }
    let says = |stem: &&str| words.contains(&format!(" {stem}"));
    let mut kinds = CALLED
        .iter()
        .filter(|(_, stems)| stems.iter().any(&says))
        .map(|(kind, _)| *kind)
        .chain((says_deletion(file) && !says_plan(file)).then_some(Kind::Deleted));
    let first = kinds.next()?;
    kinds.all(|other| is_alike(first, other)).then_some(first)
}

/// Whether two kinds make the same of an account.
fn is_alike(a: Kind, b: Kind) -> bool {
    a == b || a.is_of_expiring() && b.is_of_expiring()
}

impl Recognized {
    /// The same, with what the file is called as the kind that comes next, where that is another
    /// one and neither the user nor a header nor its values prove what it is.
    pub(in crate::source) fn called_so(self, config: &Config) -> Recognized {
        if self.is_told || config.kind.is_some() {
            return self;
        }
        match called(&config.file).filter(|called| !is_alike(*called, self.kind)) {
            None => self,
            called => Recognized { runner_up: called, is_called_otherwise: true, ..self },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{DEFAULT, Policy};
    use crate::source::{Reader, Source};
    use std::sync::Arc;

    fn read(config: Config, text: &str) -> Source {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let mut reader = Reader::new(config, policy);
        reader.push(text.as_bytes()).unwrap();
        reader.finish().unwrap()
    }

    const PEOPLE: &str = "Display Name,Department,Email,Logon Name\n\
        \"Doe, Jane\",Art,jdoe@x.edu,jdoe\n\"Roe, Ann\",Law,aroe@x.edu,aroe\n";
    const FLAGGED: &str = "PennKey,Expires in days\njdoe,12\naroe,14\n";

    #[test]
    fn a_name_that_says_another_kind_is_a_doubt() {
        let check = |file: &str, text: &str, kinds: (Kind, Option<Kind>)| {
            let source = read(Config::new(file), text);
            assert_eq!((source.kind, source.runner_up), kinds, "{file}: {text}");
            let is_said =
                source.guesses().iter().any(|guess| guess.contains("name says"));
            assert_eq!(is_said, source.is_called_otherwise);
            source.is_called_otherwise
        };
        let (directory, names) = (Kind::Directory, Kind::Names);
        let expiring = "expiring-2026-11.csv";
        assert!(check(expiring, PEOPLE, (directory, Some(Kind::Enrollment))));
        assert!(check("flagged.csv", PEOPLE, (directory, Some(Kind::Flagged))));
        assert!(check("deleted.csv", PEOPLE, (directory, Some(Kind::Deleted))));
        assert!(check("directory.txt", "jdoe\naroe\n", (names, Some(directory))));
        assert!(check(
            "Exchange Users.csv",
            "Logon Name\njdoe\naroe\n",
            (names, Some(directory))
        ));
        let days = "jdoe\t10\nasmith\t12\n";
        assert!(check("directory.tsv", days, (Kind::Enrollment, Some(directory))));
    }

    #[test]
    fn a_name_is_not_asked_where_something_else_tells_or_it_agrees() {
        let check = |config: Config, text: &str| {
            let source = read(config, text);
            assert!(!source.is_called_otherwise, "{}: {text}", source.file);
            source.kind
        };
        // A header tells it, or dates that agree with days, or the user.
        assert_eq!(check(Config::new("directory.csv"), FLAGGED), Kind::Enrollment);
        let proved = "jdoe\t10\t12/1/2026\nasmith\t12\t12/3/2026\n";
        assert_eq!(check(Config::new("directory.tsv"), proved), Kind::Enrollment);
        let deleted = "User principal name,Deletion date\njdoe@x.edu,2026-11-10T01:02:03Z\n\
            aroe@x.edu,2026-11-11T01:02:03Z\n";
        assert_eq!(check(Config::new("expiring.csv"), deleted), Kind::Deleted);
        let said = Config { kind: Some(Kind::Directory), ..Config::new("expiring.csv") };
        assert_eq!(check(said, PEOPLE), Kind::Directory);
        // The name agrees, or says nothing, or two things.
        for file in ["Directory.csv", "users.csv", "expiring directory.csv"] {
            assert_eq!(check(Config::new(file), PEOPLE), Kind::Directory);
        }
        assert_eq!(check(Config::new("expiring.txt"), "jdoe\naroe\n"), Kind::Names);
        assert_eq!(check(Config::new("flagged.csv"), FLAGGED), Kind::Enrollment);
    }

    #[test]
    fn files_are_called_what_they_are() {
        for (file, kind) in [
            ("expiring-2026-11.csv", Some(Kind::Enrollment)),
            ("Enrollment list (2).csv", Some(Kind::Enrollment)),
            ("flagged_expiring.txt", Some(Kind::Enrollment)),
            ("Flagged.csv", Some(Kind::Flagged)),
            ("deleted users.csv", Some(Kind::Deleted)),
            ("MyDirectory.csv", None),
            ("directory.csv", Some(Kind::Directory)),
            ("Exchange Users 2026-11-18.csv", Some(Kind::Directory)),
            ("Exchange Users - flagged.csv", None),
            ("scheduled deletions.csv", None),
            ("deleted from the directory.csv", None),
            ("users.csv", None),
            ("pasted", None),
        ] {
            assert_eq!(called(file), kind, "{file}");
        }
    }
}
