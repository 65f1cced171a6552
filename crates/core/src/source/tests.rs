//! Which file is taken for what.

use super::*;
use crate::policy::DEFAULT;

fn policy() -> Arc<Policy> {
    Arc::new(Policy::built_in(DEFAULT).unwrap())
}

fn read(text: &str) -> Result<Source, Unreadable> {
    let mut reader = Reader::new(Config::new("f"), policy());
    reader.push(text.as_bytes())?;
    reader.finish()
}

const DIRECTORY: &str = "Display Name,Department,Logon Name\r\n\
    \"Lovelace, Ada\",Math,UPENN\\alovel\r\n\
    \"Hopper, Grace\",Navy,UPENN\\ghopper\r\n";

/// What a file is taken for, and the columns of its roles.
#[track_caller]
fn recognized(text: &str, kind: Kind, expected: &[(Role, usize)]) {
    let source = read(text).unwrap();
    assert_eq!(source.kind, kind, "{}", source.kind_reason);
    let columns: Vec<(Role, usize)> =
        source.columns.iter().map(|column| (column.role, column.index)).collect();
    assert_eq!(columns, expected);
}

#[test]
fn files_are_recognized_with_their_columns() {
    use Role::{
        Affiliations, Department, DisplayName, Email, ExpiresIn, LogonName,
        ScheduledDeletion,
    };
    recognized(
        DIRECTORY,
        Kind::Directory,
        &[(LogonName, 2), (DisplayName, 0), (Department, 1)],
    );
    // Without a header: by shape and by position.
    recognized(
        "\"Lovelace, Ada\",al@upenn.edu,alovel\n\"Hopper, G\",gh@upenn.edu,ghopper\n",
        Kind::Directory,
        &[(LogonName, 2), (DisplayName, 0), (Email, 1)],
    );
    recognized(
        "jdoe\t10\nasmith\t12\n",
        Kind::Enrollment,
        &[(LogonName, 0), (ExpiresIn, 1)],
    );
    recognized("jdoe, asmith; x", Kind::Names, &[(LogonName, 0)]);
    // Another date beside the days is not the deadline, unless it agrees with them.
    recognized(
        "PennKey,Hired,Expires in days\nx,1/2/2001,4\ny,5/9/1999,9\n",
        Kind::Enrollment,
        &[(LogonName, 0), (ExpiresIn, 2)],
    );
    recognized(
        "PennKey,Hired,Until,Expires in days\nx,1/2/2001,12/4/2026,4\ny,5/9/1999,12/9/2026,9\n",
        Kind::Enrollment,
        &[(LogonName, 0), (ExpiresIn, 3), (ScheduledDeletion, 2)],
    );
    recognized(
        "who,a,b,c\nx,RTSF,4,12/4/2026\ny,CTSY,9,12/9/2026\n",
        Kind::Flagged,
        &[(LogonName, 0), (Affiliations, 1), (ExpiresIn, 2), (ScheduledDeletion, 3)],
    );
}

#[test]
fn the_user_gives_roles_to_columns() {
    let table = "Who,Account,End\nAda,alovel,12/1/2026\nGrace,ghopper,12/2/2026\n";
    let map = |pairs: &[(Role, &str)]| {
        let mapping =
            pairs.iter().map(|(role, name)| (*role, (*name).to_owned())).collect();
        let config = Config { mapping, ..Config::new("f") };
        let mut reader = Reader::new(config, policy());
        reader.push(table.as_bytes())?;
        reader.finish()
    };
    for column in ["End", "end", "C", "3"] {
        let source = map(&[(Role::ScheduledDeletion, column)]).unwrap();
        assert_eq!(source.kind, Kind::Enrollment);
        assert_eq!(source.index(Role::ScheduledDeletion), Some(2));
    }
    let source =
        map(&[(Role::LogonName, "Who"), (Role::ScheduledDeletion, "C")]).unwrap();
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["ada", "grace"]);
    let error = map(&[(Role::Email, "Mail")]).unwrap_err().to_string();
    assert!(error.contains("Mail") && error.contains("Account"), "{error}");
    assert!(map(&[(Role::LogonName, "")]).is_err());
}

#[test]
fn a_list_can_have_a_heading() {
    for text in ["PennKey\nada\ngrace\n", "Expiring users:\nada, grace", "ada grace"] {
        let source = read(text).unwrap();
        assert_eq!(source.kind, Kind::Names, "{text}");
        assert_eq!(source.logon_names().collect::<Vec<_>>(), ["ada", "grace"], "{text}");
    }
    let names = read("User ID\nCN=ada,OU=P,DC=edu\nCN=grace,OU=P,DC=edu\n").unwrap();
    assert_eq!(names.logon_names().collect::<Vec<_>>(), ["ada", "grace"]);
}

#[test]
fn what_is_no_source_names_the_remedy() {
    let error = |text: &str| read(text).unwrap_err().to_string();
    assert!(error("Size,Color\n1,2\n3,4\n").contains("Size, Color"));
    assert!(error(&"x".repeat(3 << 20)).contains("single line"));
    let own = format!("{}\nalovel,,clear\n", crate::export::COLUMNS.join(","));
    assert!(error(&own).contains("made with Reprieve"));
}
