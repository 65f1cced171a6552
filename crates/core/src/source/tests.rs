//! Which file is taken for what.

use super::*;
use crate::policy::DEFAULT;
use crate::problem::Finding;

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
    // The usual position gives way to names that are unmistakable, and to names at all.
    recognized(
        "\"Lovelace, A\",UPENN\\alovel,al@upenn.edu\n\"Hopper, G\",UPENN\\ghopper,\n",
        Kind::Directory,
        &[(LogonName, 1), (DisplayName, 0), (Email, 2)],
    );
    recognized(
        "alovel,1.5,Penn\nghopper,2.5,Penn\nbliskov,3.5,Penn\n",
        Kind::Directory,
        &[(LogonName, 0)],
    );
    // Several people have the same manager.
    recognized(
        "UPENN\\boss,1.5,alovel\nUPENN\\boss,2.5,ghopper\nUPENN\\chief,3.5,dknuth\n",
        Kind::Directory,
        &[(LogonName, 2)],
    );
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
        assert_eq!(source.index(0, Role::ScheduledDeletion), Some(2));
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

const GUID: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

#[test]
fn lists_of_deleted_users_are_recognized_with_their_columns() {
    use Role::{DeletedOn, DisplayName, Email, LogonName, PermanentDeletion};
    let deleted = |text: &str, columns: &[(Role, usize)]| {
        recognized(text, Kind::Deleted, columns);
    };
    deleted(
        "UPN,Deleted on\na@x.edu,soon\nb@x.edu,11/20/2026\n",
        &[(LogonName, 0), (DeletedOn, 1)],
    );
    // With nobody in it.
    deleted(
        "\"Display name\",\"User principal name\",\"Deleted on\"\n",
        &[(LogonName, 1), (DisplayName, 0), (DeletedOn, 2)],
    );
    // The permanent deletion is another thing, even if it stands alone or first.
    deleted(
        "UPN,Permanent deletion date,Deletion date\na@x.edu,12/20/2026,11/20/2026\n",
        &[(LogonName, 0), (DeletedOn, 2), (PermanentDeletion, 1)],
    );
    deleted(
        "UPN,Permanent deletion date\na@x.edu,2026-12-20T03:12:45Z\n",
        &[(LogonName, 0), (PermanentDeletion, 1)],
    );
    // A moment is no schedule.
    deleted(
        "UPN,Deletion date\na@x.edu,2026-11-20T03:12:45Z\n",
        &[(LogonName, 0), (DeletedOn, 1)],
    );
    // By the prefix of the names alone.
    deleted(
        &format!("Who,When,UPN\nA,11/20/2026 3:12:45 AM,{GUID}a@x.edu\n"),
        &[(LogonName, 2), (DeletedOn, 1)],
    );
    deleted(&format!("Who,UPN\nA,{GUID}a@x.edu\n"), &[(LogonName, 1)]);
    // By shape alone, if a name shows that it is a deleted one.
    deleted(
        &format!("{GUID}a@x.edu,11/20/2026 3:12:45 AM\nb@x.edu,11/21/2026 4:12:00 PM\n"),
        &[(LogonName, 0), (DeletedOn, 1)],
    );
    // An alias, a machine's name or an identifier is no principal name.
    deleted(
        "Name,Alias,SamAccountName,User ID,MicrosoftOnlineServicesID,WhenSoftDeleted\n\
         Soft Deleted a,al,$8N1000-K2B3,11111111-2222-3333-4444-555555555555,a@x.edu,11/20/2026\n",
        &[(LogonName, 4), (DisplayName, 0), (DeletedOn, 5)],
    );
    deleted(
        "Name,Alias,PrimarySmtpAddress,WhenSoftDeleted\nSoft Deleted a,al,a@x.edu,11/20/2026\n",
        &[(LogonName, 2), (DisplayName, 0), (Email, 2), (DeletedOn, 3)],
    );
    // Plain logon names are taken when there is nothing better.
    deleted(
        "PennKey,Mail,Deleted at\na,ada@x.edu,11/20/2026\n",
        &[(LogonName, 0), (Email, 1), (DeletedOn, 2)],
    );
}

#[test]
fn other_lists_are_not_taken_for_deleted_users() {
    let kind = |text: &str| read(text).unwrap().kind;
    // Active users have the same columns, with nothing in them, or with something for some.
    for text in [
        "Display name,Soft deletion time stamp,User principal name\nA,,a@x.edu\nB,,b@x.edu\n",
        "\"DeletedDateTime\",\"UserPrincipalName\"\n,\"a@x.edu\"\n,\"b@x.edu\"\n",
        "UserPrincipalName,WhenSoftDeleted\na@x.edu,\nb@x.edu,\nc@x.edu,11/20/2026\n",
        "Display name,UPN,When changed\nA,a@x.edu,2026-11-20T03:12:45Z\nB,b@x.edu,2026-11-20T04:12:45Z\n",
        "Display name,UPN,Last logon\nA,a@x.edu,2026-11-20T03:12:45Z\n",
    ] {
        let source = read(text).unwrap();
        assert_eq!(source.kind, Kind::Directory, "{text}");
        let n_deleted = (0..source.table.n_rows()).filter(|&row| source.is_deleted(row));
        assert_eq!(n_deleted.count(), text.matches(",11/20/2026").count(), "{text}");
    }
    // A schedule has no odd times, or is called one, or stands beside days.
    for text in [
        "PennKey,Deletion date\na,11/20/2026\n",
        "UPN,Deletion date\na@x.edu,2026-11-20T00:00:00Z\nb@x.edu,2026-11-21T00:00:00Z\n",
        "UPN,Deletion date\na@x.edu,11/20/2026 11:59:59 PM\n",
        "UPN,Scheduled deletion date\na@x.edu,2026-11-20T03:12:45Z\n",
        "UPN,Scheduled deletion date,Deleted on\na@x.edu,11/20/2026,11/21/2026\n",
        "UPN,Expires in days,Deletion date\na@x.edu,4,2026-11-20T03:12:45Z\n",
        "a@x.edu,11/20/2026\nb@x.edu,11/21/2026\n",
        "a@x.edu,4,2026-11-20T03:12:45Z\nb@x.edu,5,2026-11-21T04:12:45Z\n",
    ] {
        assert_eq!(kind(text), Kind::Enrollment, "{text}");
    }
}

#[test]
fn some_of_all_users_were_deleted() {
    #[track_caller]
    fn check(text: &str, deleted: &[&str], others: &[&str]) {
        let source = read(text).unwrap();
        assert_eq!(source.kind, Kind::Directory, "{text}{}", source.kind_reason);
        let of = |is_deleted: bool| -> Vec<&str> {
            let rows = 0..source.table.n_rows();
            let rows = rows.filter(|&row| source.is_deleted(row) == is_deleted);
            rows.filter_map(|row| source.logon_name(row)).collect()
        };
        assert_eq!(
            (of(true).as_slice(), of(false).as_slice()),
            (deleted, others),
            "{text}"
        );
        assert!(source.kind_reason.contains(&format!("{} of its rows", deleted.len())));
    }
    // By date, by yes, by the prefix of the name, by what Active Directory writes behind it.
    check(
        "UPN,Name,Deleted date\na@x.edu,A,11/10/2026\nb@x.edu,B,\nc@x.edu,C,\n",
        &["a"],
        &["b", "c"],
    );
    check(
        "UPN,Name,Is deleted\na@x.edu,A,False\nb@x.edu,B,True\nc@x.edu,C,False\n",
        &["b"],
        &["a", "c"],
    );
    check("UPN,Name,Deleted\na@x.edu,A,\nb@x.edu,B,x\nc@x.edu,C,\n", &["b"], &["a", "c"]);
    check(
        &format!("UPN,Name\na@x.edu,A\n{GUID}b@x.edu,B\nc@x.edu,C\n"),
        &["b"],
        &["a", "c"],
    );
    check(
        "Logon name,Name\na,A\n\"b\nDEL:0b7f6f6e-0000-4000-8000-000000000001\",B\nc,C\n",
        &["b"],
        &["a", "c"],
    );
    // Half of them, and in another language.
    check("UPN,Name,Deleted on\na@x.edu,A,11/10/2026\nb@x.edu,B,\n", &["a"], &["b"]);
    check(
        "UPN,Nome,Data de exclusão\na@x.edu,A,2026-11-10\nb@x.edu,B,\nc@x.edu,C,\n",
        &["a"],
        &["b", "c"],
    );
    // All of them is a list of deleted users, and none of them is a directory.
    for (flags, kind) in
        [(["Yes", "Yes"], Kind::Deleted), (["No", "No"], Kind::Directory)]
    {
        let [a, b] = flags;
        let text = format!("Is deleted,UPN,Name\n{a},a@x.edu,A\n{b},b@x.edu,B\n");
        let source = read(&text).unwrap();
        assert_eq!((source.kind, source.has_deleted_rows()), (kind, false), "{text}");
    }
}

#[test]
fn deletions_are_found_in_other_languages() {
    for (header, rows) in [
        ("Nome principal do usuário,Data exclusão suave", "10/11/2026 01:19:04"),
        ("Benutzerprinzipalname,Gelöscht am", "2026-11-10 01:19:04"),
        ("Nombre principal de usuario,Fecha de eliminación", "2026-11-10 01:19:04"),
        ("Nom d'utilisateur principal,Supprimé le", "2026-11-10"),
        ("UPN,Data eliminazione temporanea", "2026-11-10T01:19:04Z"),
        ("User principal name,Verwijderd op", "2026-11-10"),
        ("UPN,Дата удаления", "2026-11-10 01:19:04"),
        ("UPN,削除日時", "2026-11-10 01:19:04"),
    ] {
        let source =
            read(&format!("{header}\na@x.edu,{rows}\nb@x.edu,{rows}\n")).unwrap();
        assert_eq!(source.kind, Kind::Deleted, "{header}: {}", source.kind_reason);
        assert_eq!(source.index(0, Role::DeletedOn), Some(1), "{header}");
    }
    // Other moments and plans are none, and names alone make nobody deleted.
    for text in [
        "UPN,计划删除日期\na@x.edu,2026-12-10\nb@x.edu,2026-12-11\n",
        "UPN,Date de suppression prévue\na@x.edu,2026-12-10\nb@x.edu,2026-12-11\n",
        "UPN,Letzte Anmeldung\na@x.edu,2026-11-10 01:19:04\nb@x.edu,2026-11-11 01:19:04\n",
        "UPN,Löschung geplant\na@x.edu,2026-11-10\nb@x.edu,2026-11-11\n",
        "Logon name,Gelöscht am\na,1 Raum\nb,2 Raum\n",
    ] {
        assert_ne!(read(text).unwrap().kind, Kind::Deleted, "{text}");
    }
    // The one for good is another.
    let text = "UPN,Endgültig gelöscht am,Gelöscht am\na@x.edu,2026-12-10,2026-11-10\n";
    let source = read(text).unwrap();
    assert_eq!(source.index(0, Role::DeletedOn), Some(2));
    assert_eq!(source.index(0, Role::PermanentDeletion), Some(1));
}

/// `Get-ADObject -IncludeDeletedObjects | Export-Csv`.
#[test]
fn the_recycle_bin_of_active_directory_is_a_list_of_deleted_users() {
    const ID: &str = "0b7f6f6e-0000-4000-8000-00000000000";
    let row = |n: usize, name: &str, more: &str| {
        format!(
            "True,\"CN={name}\\0ADEL:{ID}{n},CN=Deleted Objects,DC=x\",\"{name}\nDEL:{ID}{n}\"{more}\n"
        )
    };
    let text = "Deleted,DistinguishedName,Name,sAMAccountName,whenChanged\n".to_owned()
        + &row(1, "Ada L", ",alovel,11/10/2026 1:19:04 AM")
        + &row(2, "Bo B", ",bo,11/3/2026 6:02:41 PM");
    let source = read(&text).unwrap();
    assert_eq!(source.kind, Kind::Deleted);
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["alovel", "bo"]);
    assert_eq!(source.index(0, Role::DeletedOn), Some(4));
    // By the names of the objects, where nothing better is there.
    let text = "Flag,DistinguishedName,Name\n".to_owned()
        + &row(1, "alovel", "")
        + &row(2, "bo", "");
    let source = read(&text).unwrap();
    assert_eq!(source.kind, Kind::Deleted);
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["alovel", "bo"]);
}

/// Moments without a name can be deletions or the last time that somebody was seen.
#[test]
fn moments_without_a_name_are_a_guess_unless_the_file_is_called_so() {
    let rows = [
        "a@x.edu,11/20/2026 3:12:45 AM\nb@x.edu,11/21/2026 4:12:00 PM\n",
        "Ada,a@x.edu,2026-11-20T03:12:45Z\nBo,b@x.edu,2026-11-21T16:12:00Z\n",
        "2026-11-20 03:12:45;Doe, A;a@x.edu\n2026-11-21 16:12:00;Roe, B;b@x.edu\n",
    ];
    for text in rows {
        let of = |file: &str| {
            let mut reader = Reader::new(Config::new(file), policy());
            reader.push(text.as_bytes()).unwrap();
            reader.finish().unwrap()
        };
        let guessed = of("users.csv");
        let kinds = (guessed.kind, guessed.runner_up);
        assert_eq!(kinds, (Kind::Directory, Some(Kind::Deleted)), "{text}");
        assert!(guessed.guesses()[0].contains("deleted users"), "{text}");
        for file in ["deleted-users.csv", "SoftDeleted.csv", "usuários excluídos.csv"] {
            let said = of(file);
            assert_eq!(
                (said.kind, said.runner_up),
                (Kind::Deleted, None),
                "{file}: {text}"
            );
        }
        let kind = Some(Kind::Deleted);
        let mut reader = Reader::new(Config { kind, ..Config::new("f") }, policy());
        reader.push(text.as_bytes()).unwrap();
        let said = reader.finish().unwrap();
        assert_eq!((said.kind, said.runner_up), (Kind::Deleted, None), "{text}");
        assert!(
            said.columns.iter().any(|column| column.role == Role::DeletedOn),
            "{text}"
        );
    }
}

#[test]
fn only_what_can_be_a_logon_name_is_taken_for_one() {
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = read(text).unwrap();
        let names: Vec<&str> = source.logon_names().collect();
        assert_eq!(names, expected, "{text}{}", source.kind_reason);
        assert_eq!(source.kind, Kind::Directory, "{text}");
    }
    let people = ["alovel", "ghopper", "bliskov"];
    let directory =
        |header: &str, rows: [&str; 3]| format!("{header}\n{}\n", rows.join("\n"));
    check(
        &directory(
            "Mailbox,Owner,Quota used",
            [
                "alovel@x.edu,Ada L,1.2GB",
                "ghopper@x.edu,Grace H,0.4GB",
                "bliskov@x.edu,Barb L,9 MB",
            ],
        ),
        &people,
    );
    // Without a header, behind a size, and with a total of items.
    check(
        "Ada L;512 MB;alovel@x.edu\nGrace H;12.5 MB;ghopper@x.edu\nBarb L;1 GB;bliskov@x.edu\n",
        &people,
    );
    check(
        &directory(
            "Box\tWho\tUse",
            ["alovel\tAda L\t85%", "ghopper\tGrace H\t9%", "bliskov\tBarb L\t100%"],
        ),
        &people,
    );
    // A column of addresses goes before one of machines, of words, and of identifiers.
    for last in [
        ["mac-2931", "pc-1177", "srv-0042"],
        ["Classics", "Math", "Nursing"],
        [
            "0b7f6f6e-0000-4000-8000-000000000001",
            "0b7f6f6e-0000-4000-8000-000000000002",
            "0b7f6f6e-0000-4000-8000-000000000003",
        ],
        ["NULL", "NULL", "NULL"],
    ] {
        let row = |n: usize| format!("x y,{}@x.edu,{}", people[n], last[n]);
        let rows = [row(0), row(1), row(2)];
        let rows = [rows[0].as_str(), rows[1].as_str(), rows[2].as_str()];
        check(&directory("Person name,Email address,Thing", rows), &people);
    }
    // Logon names that have something in common with the addresses stay.
    check(
        &directory(
            "Person name,Email address,Key",
            [
                "x,ada.lovelace@x.edu,alovel",
                "y,grace.hopper@x.edu,ghopper",
                "z,barb.liskov@x.edu,bliskov",
            ],
        ),
        &people,
    );
    // First and last names stand in columns of their own, and something else looks like both.
    let source = read(
        "First name,Last name,Logon name,Place\nAda,L,alovel,\"Paris, TX\"\nBo,B,bo,\"Rome, NY\"\n",
    )
    .unwrap();
    assert_eq!(source.index(0, Role::DisplayName), None);
    // A size among names is nobody, and that is said.
    let source = read("Name,Logon name\nA,alovel\nB,1.2GB\nC,ghopper\n").unwrap();
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["alovel", "ghopper"]);
    assert_eq!(source.problems[0].code(), Code::NoLogonName);
}

#[test]
fn a_header_never_outvotes_its_values() {
    let kind = |text: &str| read(text).unwrap().kind;
    let of = |text: &str, role: Role| {
        let source = read(text).unwrap();
        source
            .columns
            .iter()
            .find(|column| column.role == role)
            .map(|column| column.index)
    };
    // What expires in a directory is no account of a person who leaves.
    for cells in [
        ["Never", "12/31/2026", "Never"],
        ["Never", "Never", "Never"],
        ["2026-12-31", "2027-01-31 00:00:00", ""],
        ["No", "Yes", "No"],
        ["", "1.5 GB", "2 GB"],
    ] {
        let [a, b, c] = cells;
        let text =
            format!("Display Name,Logon Name,Expires\nA,ada,{a}\nB,bo,{b}\nC,cy,{c}\n");
        assert_eq!(kind(&text), Kind::Directory, "{text}");
    }
    // Numbers of days stay such, also among what cannot be read, and so does a column that
    // speaks of days and has none.
    for text in [
        "Logon Name,Expires\nada,12\nbo,soon\ncy,Never\n",
        "Logon Name,Expires in days\nada,n/a\nbo,n/a\n",
        "Logon Name,Expires in days\nada,soon\nbo,later\n",
        "Logon Name,Expires\nada,\nbo,\n",
    ] {
        assert_eq!(of(text, Role::ExpiresIn), Some(1), "{text}");
        assert_eq!(kind(text), Kind::Enrollment, "{text}");
    }
    // In a list of flagged people it is the schedule.
    let text = "PennKey,O365 Ready,Expires\nada,No,12/1/2026\nbo,No,12/2/2026\n";
    assert_eq!(of(text, Role::ExpiresIn), None);
    assert_eq!(of(text, Role::ScheduledDeletion), Some(2));
    // A second column of that name is asked when the first is something else.
    let text = "PennKey,Expires in days,Days left\nada,12/1/2026,12\nbo,12/2/2026,13\n";
    assert_eq!(of(text, Role::ExpiresIn), Some(2));
    assert_eq!(of(text, Role::ScheduledDeletion), Some(1));
    // Neither are yes and no a date, nor sizes a mailbox, nor dates affiliations.
    for (text, role) in [
        (
            "PennKey,Reason,Scheduled deletion\nada,No,Yes\nbo,No,No\n",
            Role::ScheduledDeletion,
        ),
        ("PennKey,Reason,Has mailbox\nada,No,1.2 GB\nbo,No,3 MB\n", Role::HasMailbox),
        (
            "PennKey,Reason,Affiliation\nada,No,1/2/2026\nbo,No,1/3/2026\n",
            Role::Affiliations,
        ),
    ] {
        assert_eq!(of(text, role), None, "{text}");
    }
}

/// The column of a role in a table, and which other ones may be meant.
#[track_caller]
fn place(text: &str, role: Role) -> (Option<usize>, Vec<(Role, usize)>) {
    let source = read(text).unwrap();
    let close = source.close_columns.iter().map(|column| (column.role, column.index));
    (source.index(0, role), close.collect())
}

#[test]
fn headers_over_each_others_values_are_turned_round() {
    use Role::{Affiliations, DeletedOn, DisplayName, ExpiresIn, HasMailbox, LogonName};
    #[track_caller]
    fn check(header: &str, role: Role, expected: Option<usize>) {
        let rows = "10000012,ada,Ada L,STAF,Yes,13\n10000023,bo,Bo B,CTSY,No,20\n\
            10000034,cy,Cy C,RTSF FAC,Yes,44\n10000045,di,Di D,ERF,No,51\n";
        let (found, close) = place(&format!("{header}\n{rows}"), role);
        assert_eq!((found, close.as_slice()), (expected, [].as_slice()), "{header}");
    }
    let swapped = "PennKey,PennID,Name,Affiliations,Has mailbox,Expires in days";
    check(swapped, LogonName, Some(1));
    let swapped = "PennID,Name,PennKey,Affiliations,Has mailbox,Expires in days";
    check(swapped, LogonName, Some(1));
    check(swapped, DisplayName, Some(2));
    let swapped = "PennID,Affiliations,Name,PennKey,Has mailbox,Expires in days";
    check(swapped, LogonName, Some(1));
    check(swapped, Affiliations, Some(3));
    let swapped = "PennID,PennKey,Name,Affiliations,Expires in days,Has mailbox";
    check(swapped, HasMailbox, Some(4));
    check(swapped, ExpiresIn, Some(5));
    // A name that nobody knows hides nothing.
    let unknown = "PennID,PennKey,Name,Merkmal,Has mailbox,Expires in days";
    check(unknown, Affiliations, Some(3));
    // What is no name of a person is not shown as one.
    let swapped = "PennID,PennKey,Affiliations,Name,Has mailbox,Expires in days";
    check(swapped, Affiliations, Some(3));
    let text = "userPrincipalName,deletedDateTime,displayName\n\
        ada@x.edu,Ada L,11/2/2026 9:12:31 AM\nbo@x.edu,Bo B,11/3/2026 1:44:02 PM\n\
        cy@x.edu,Cy C,11/4/2026 2:00:17 PM\n";
    assert_eq!(place(text, DeletedOn), (Some(2), Vec::new()));
    assert_eq!(read(text).unwrap().kind, Kind::Deleted);
}

#[test]
fn columns_that_may_be_meant_are_kept_in_mind() {
    use Role::{Affiliations, DeletedOn, HasMailbox, LogonName, ScheduledDeletion};
    let with = |header: &str, cells: [&str; 3]| {
        let rows = ["ada", "bo", "cy"].into_iter().zip(cells);
        rows.fold(format!("{header}\n"), |text, (name, cells)| {
            format!("{text}{name},No sponsor,{cells}\n")
        })
    };
    // Somebody logged on after the end.
    let swapped = with(
        "PennKey,Reason,Last logon,Scheduled deletion date",
        ["12/14/2026,11/1/2026", "12/15/2026,11/2/2026", "1/20/2027,11/3/2026"],
    );
    assert_eq!(
        place(&swapped, ScheduledDeletion),
        (Some(3), vec![(ScheduledDeletion, 2)])
    );
    // Yes and no under a name that nobody knows.
    let unknown = with("PennKey,Reason,Days left,Field 7", ["3,Yes", "4,No", "5,No"]);
    assert_eq!(place(&unknown, HasMailbox), (None, vec![(HasMailbox, 3)]));
    // Whether an account is ready can be yes and no, too.
    let ready = "PennKey,Has mailbox,O365 Ready,Days left\n\
        ada,No sponsor,Yes,3\nbo,Not there,No,4\ncy,None left,No,5\n";
    assert_eq!(place(ready, HasMailbox), (None, vec![(HasMailbox, 2)]));
    // More than one primary affiliation.
    let swapped = with(
        "PennKey,Reason,Affiliations,Primary affiliation",
        ["STAF,CTSY STAF", "RTSF,RTSF", "ERF,ERF"],
    );
    assert_eq!(place(&swapped, Affiliations), (Some(2), vec![(Affiliations, 3)]));
    // Names where addresses should be, and the other way round.
    let swapped = "Logon name,Department,Email\nada.l@x.edu,Math,ada\n\
        bo.b@x.edu,Navy,bo\ncy.c@x.edu,Math,cy\n";
    assert_eq!(place(swapped, LogonName), (Some(0), vec![(LogonName, 2)]));
    // Two kinds of addresses of deleted users.
    let unknown = "Field 1,mail,WhenSoftDeleted\n\
        ada@x.edu,ada.l@x.edu,11/2/2026 9:12:31 AM\n\
        bo@x.edu,bo.b@x.edu,11/3/2026 1:44:02 PM\ncy@x.edu,cy.c@x.edu,11/4/2026 2:00:17 PM\n";
    assert_eq!(place(unknown, LogonName), (Some(1), vec![(LogonName, 0)]));
    assert_eq!(place(unknown, DeletedOn).0, Some(2));
    // What the user says is asked no more.
    let mut config = Config::new("f");
    config.mapping.insert(LogonName, "Field 1".to_owned());
    let mut reader = Reader::new(config, policy());
    reader.push(unknown.as_bytes()).unwrap();
    assert!(reader.finish().unwrap().close_columns.is_empty());
}

#[test]
fn a_table_that_can_be_another_kind_says_so() {
    let with = |header: &str| {
        let rows = "ada@x.edu,Ada L,11/2/2026 9:12:31 AM\n\
            bo@x.edu,Bo B,11/3/2026 1:44:02 PM\ncy@x.edu,Cy C,11/4/2026 2:00:17 PM\n";
        read(&format!("{header}\n{rows}")).unwrap()
    };
    let guessed = with("userPrincipalName,displayName,Field 3");
    assert_eq!((guessed.kind, guessed.runner_up), (Kind::Directory, Some(Kind::Deleted)));
    for header in ["Last sign-in", "whenCreated", "Last logon"] {
        let told = with(&format!("userPrincipalName,displayName,{header}"));
        assert_eq!((told.kind, told.runner_up), (Kind::Directory, None), "{header}");
    }
    let flagged = "PennKey,Name,Affiliations,Merkmal\nada,\"L, Ada\",STAF,12/1/2026\n\
        bo,\"B, Bo\",RTSF,12/8/2026\ncy,\"C, Cy\",CTSY,1/1/2027\n";
    let flagged = read(flagged).unwrap();
    assert_eq!((flagged.kind, flagged.runner_up), (Kind::Directory, Some(Kind::Flagged)));
    // A heading of a list with one letter off is none of its names.
    let list = read("PenKey\nalovel\nghopper\n").unwrap();
    assert_eq!(list.logon_names().collect::<Vec<_>>(), ["alovel", "ghopper"]);
}

#[test]
fn of_several_dates_that_agree_with_the_days_the_deletion_counts() {
    #[track_caller]
    fn check(header: &str, expected: usize, n_close: usize) {
        let rows = "ada,13,10/2/2026,12/1/2026,12/8/2026,12/31/2026\n\
            bo,20,10/9/2026,12/8/2026,12/15/2026,1/7/2027\n\
            cy,44,11/2/2026,1/1/2027,1/8/2027,1/31/2027\n";
        let width = header.split(',').count();
        let cut = |line: &str| line.split(',').take(width).collect::<Vec<_>>().join(",");
        let rows: String = rows.lines().map(|line| cut(line) + "\n").collect();
        let source = read(&format!("{header}\n{rows}")).unwrap();
        assert_eq!(source.index(0, Role::ScheduledDeletion), Some(expected), "{header}");
        assert_eq!(source.close_columns.len(), n_close, "{header}");
    }
    // By header, wherever the column stands.
    check("PennKey,Days left,Date flagged,Delete on", 3, 0);
    check("PennKey,Days left,Flagged,Gets deleted", 3, 0);
    check("PennKey,Days left,Deprovision after,Follow-up", 2, 0);
    check("PennKey,Days left,Flagged,To delete,Checked,Permanently deleted", 3, 0);
    // What is over when the report is made is none.
    check("PennKey,Days left,Since,Until", 3, 0);
    check("PennKey,Days left,Von,Bis", 3, 0);
    // Of two that fit, the later counts, and the other is kept in mind.
    check("PennKey,Days left,Since,One,Other", 4, 1);
    check("PennKey,Days left,Since,One,Other,Third", 5, 2);
    // A list without any date names those that may be meant.
    let source = read("PennKey,Reason,One,Other\nada,No,12/1/2026,12/2/2026\n").unwrap();
    assert_eq!((source.kind, source.close_columns.len()), (Kind::Enrollment, 2));
    let told = "One could also be the scheduled deletion, as its values look like dates.";
    assert_eq!(source.guesses()[0], told);
}

#[test]
fn a_table_without_known_names_is_no_list_of_words() {
    let list = "sberg\tBerg, Sanna\nicast\tCastillo, Ines\nrdhar\tDhar, Rohan\n";
    let turned = "Berg, Sanna\tsberg\nCastillo, Ines\ticast\nDhar, Rohan\trdhar\n";
    for text in [list, turned] {
        let source = read(text).unwrap();
        assert_eq!(source.logon_names().collect::<Vec<_>>(), ["sberg", "icast", "rdhar"]);
        let kinds = (source.kind, source.runner_up);
        assert_eq!(kinds, (Kind::Names, Some(Kind::Directory)), "{text}");
        assert_eq!(source.text(0, Role::DisplayName), Some("Berg, Sanna"));
    }
    // Wider, it can be a directory as well.
    let source = read("Ada L,a@x.edu,1 MB\nBo B,b@x.edu,2 MB\n").unwrap();
    assert_eq!((source.kind, source.runner_up), (Kind::Directory, Some(Kind::Names)));
    // Lists keep being lists.
    for text in [
        "alovel, ghopper\nbliskov, dknuth\n",
        "\"Doe, Jane\" <jdoe@x.edu>; \"Roe, Ann\" <aroe@x.edu>;\n\"Poe, Ed\" <epoe@x.edu>;\n",
        "CN=jdoe,OU=People,DC=x\nCN=aroe,OU=People,DC=x\n",
        "1. jdoe\n2. aroe\n3. epoe\n",
    ] {
        let source = read(text).unwrap();
        assert_eq!((source.kind, source.runner_up), (Kind::Names, None), "{text}");
    }
    // Days beside names can be anything; with a date that agrees they are proved.
    let guessed = read("jdoe\t10\nasmith\t12\n").unwrap();
    assert_eq!(
        (guessed.kind, guessed.runner_up),
        (Kind::Enrollment, Some(Kind::Directory))
    );
    let proved = read("jdoe\t10\t12/1/2026\nasmith\t12\t12/3/2026\n").unwrap();
    assert_eq!((proved.kind, proved.runner_up), (Kind::Enrollment, None));
}

#[test]
fn a_deletion_that_agrees_with_days_is_still_to_come() {
    let source =
        read("UPN,Noch,Wird gelöscht\na@x.edu,13,2026-12-01\nb@x.edu,20,2026-12-08\n")
            .unwrap();
    assert_eq!(source.kind, Kind::Enrollment, "{}", source.kind_reason);
    assert_eq!(source.index(0, Role::ScheduledDeletion), Some(2));
    assert_eq!(source.index(0, Role::ExpiresIn), Some(1));
}

#[test]
fn people_in_another_script_are_no_accounts() {
    let names = |text: &str| {
        let source = read(text).unwrap();
        source.logon_names().map(str::to_owned).collect::<Vec<_>>()
    };
    let list =
        "登录名,姓名,Expires in days\nsberg,王小明,13\nicast,李四,20\nrdhar,张三丰,31\n";
    assert_eq!(names(list), ["sberg", "icast", "rdhar"]);
    let turned =
        "登录名,部门,姓名\nsberg,法学院,王小明\nicast,数学,李四\nrdhar,医学,张三丰\n";
    assert_eq!(names(turned), ["sberg", "icast", "rdhar"]);
    // Where nothing else can be one, they are.
    assert_eq!(names("姓名,Expires in days\n王小明,13\n李四,20\n"), ["王小明", "李四"]);
}

#[test]
fn a_table_of_which_nothing_is_known_has_no_names_by_place_alone() {
    let tickets = "Nr,Opened,Caller,Text,State\n1,2026-11-09,Sanna Berg,Cannot print,Closed\n\
                   2,2026-11-10,Ines C,Mailbox full,New\n3,2026-11-11,Ro D,VPN,New\n";
    assert!(matches!(read(tickets), Err(Unreadable::NamesMissing { .. })));
    // With a name that is known, or spelled as accounts are, the place tells.
    let known =
        read("Display Name,Department,Key\nAda L,Math,ALovel\nGrace H,Navy,GHopper\n")
            .unwrap();
    assert_eq!(known.logon_names().collect::<Vec<_>>(), ["alovel", "ghopper"]);
    let spelled = read("Who,Key\nAda L,X\\ALovel\nGrace H,X\\GHopper\n").unwrap();
    assert_eq!(spelled.logon_names().collect::<Vec<_>>(), ["alovel", "ghopper"]);
}

#[test]
fn a_count_is_nobody_where_names_have_letters() {
    let source = read(
        "Center,PennKey,Days\nMath,sberg,13\nMath Count,1,\nLaw,icast,20\nLaw,rdhar,31\n\
         Law Count,2,\n",
    )
    .unwrap();
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["sberg", "icast", "rdhar"]);
    assert_eq!(source.n_problem_rows(), 2);
    // Where accounts are numbers, they are accounts; and one that has as many digits as those
    // of people is one anywhere.
    let numbers = read("PennKey,Days\n12,13\n13,20\n14,31\n").unwrap();
    assert_eq!(numbers.n_names(), 3);
    let mixed = read("PennKey,Days\nsberg,13\n10000037,20\nicast,31\n").unwrap();
    assert_eq!(mixed.n_names(), 3);
}

#[test]
fn a_list_with_a_name_on_each_line_has_no_sentences() {
    let names = |text: &str| {
        let source = read(text).unwrap();
        assert_eq!(source.kind, Kind::Names, "{text}");
        source.logon_names().map(str::to_owned).collect::<Vec<_>>()
    };
    let three = ["sberg", "icast", "rdhar"];
    for text in [
        "sberg\nicast\nrdhar\n\nJo Doe\nIT Director, Penn Law\n215-555-0100\n",
        "Hallo Jo,\n\nhier die Konten:\nsberg\nicast\nrdhar\n\nViele Grüße\nAnna\n",
        "Bonjour,\n\nVoici les comptes :\nsberg\nicast\nrdhar\n\nCordialement,\nAnne\n",
        "[11/18 9:05 AM] Jo Doe\nsberg\n[11/18 9:06 AM] Jo Doe\nicast\nrdhar\n",
        "On Wed, Jo Doe <jodoe@x.edu> wrote:\n> sberg\n> icast\n> rdhar\n",
        "SELECT * FROM people WHERE pennkey IN ('sberg', 'icast', 'rdhar');\n",
        "select name from people\nwhere id in (\n  'sberg',\n  'icast',\n  'rdhar'\n);\n",
    ] {
        assert_eq!(names(text), three, "{text}");
    }
    let mail = "From: Doe, Jo <jodoe@x.edu>\nSent: Wednesday, November 18, 2026 9:05 AM\n\
                To: Berg, Sanna <sberg@x.edu>; Castillo, Ines <icast@x.edu>\n\
                Cc: rdhar@x.edu\nSubject: Expiring\n";
    assert_eq!(names(mail), three);
    let beside =
        "Sanna Berg\nsberg@x.edu\nInes Castillo\nicast@x.edu\nRo Dhar\nrdhar@x.edu\n";
    assert_eq!(names(beside), three);
    assert_eq!(names("PS C:\\> gc list.txt\nsberg\nicast\nrdhar\n"), three);
    assert_eq!(
        names("Berg, Sanna (sberg)\nCastillo, I. (icast)\nDhar, Ro [rdhar]\n"),
        three
    );
    // What is left out is reported; words in small letters are names.
    let source = read("sberg\nicast\nJo Doe\nrdhar\n").unwrap();
    assert_eq!((source.n_names(), source.n_problem_rows()), (3, 1));
    assert_eq!(names("a\nb\nc d\ne, f\n"), ["a", "b", "c", "d", "e", "f"]);
    assert_eq!(names("Sberg Icast\nRdhar\n"), three);
}

#[test]
fn a_table_that_repeats_itself_is_no_list() {
    let groups = "Group,Member,Member type\nLAW-Staff,ada@x.edu,User\nLAW-Staff,bo@x.edu,User\n\
                  LAW-Staff,cy@x.edu,User\nLAW-Staff,di@x.edu,User\n";
    let source = read(groups).unwrap();
    assert_eq!(source.kind, Kind::Directory, "{}", source.kind_reason);
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["ada", "bo", "cy", "di"]);
    // Names that happen to stand below each other in equally long lines are a list.
    let list = "ada, bo\ncy, di\nedi, flo\ngus, hal\nada, ida\n";
    assert_eq!(read(list).unwrap().kind, Kind::Names);
}

#[test]
fn a_page_that_asks_to_log_in_is_nobody() {
    let page = "<html><body><h1>Your session has expired</h1><p>Please log in again.</p>\
                <form><input name=\"user\"></form></body></html>";
    assert!(matches!(read(page), Err(Unreadable::NamesMissing { .. })));
}

#[test]
fn of_two_columns_of_one_name_the_other_is_kept_in_mind() {
    let source = read("PennKey,Days,,PennKey,Days\nsberg,13,,icast,20\n").unwrap();
    let close: Vec<usize> = source.close_columns.iter().map(|c| c.index).collect();
    assert_eq!((source.index(0, Role::LogonName), close), (Some(3), vec![0]));
    let same = read("PennKey,Days,PennKey\nsberg,13,UPENN\\sberg\n").unwrap();
    assert!(same.close_columns.is_empty());
}

#[test]
fn addresses_of_one_domain_come_before_those_of_many() {
    let list = "Name,Email,University email,Days left\nA B,rosebud@mail.com,ab@x.edu,13\n\
                C D,kite88@post.org,cd@x.edu,20\nE F,moon@box.net,ef@x.edu,31\n";
    let source = read(list).unwrap();
    assert_eq!(source.logon_names().collect::<Vec<_>>(), ["ab", "cd", "ef"]);
    let close: Vec<usize> = source.close_columns.iter().map(|c| c.index).collect();
    assert_eq!(close, [1]);
    // Where most are of one domain, the column with the known name counts.
    let own = list.replace("post.org", "x.edu").replace("box.net", "x.edu");
    assert_eq!(read(&own).unwrap().logon_names().next(), Some("rosebud"));
}

#[test]
fn strokes_between_rows_are_nobody() {
    for text in [
        "| PennKey | Days |\n|---|--:|\n| sberg | 13 |\n| icast | 20 |\n",
        "+---------+------+\n| PennKey | Days |\n+---------+------+\n| sberg   |   13 |\n\
         | icast   |   20 |\n+---------+------+\n2 rows in set (0.01 sec)\n",
        " PennKey | Days\n---------+------\n sberg   |   13\n icast   |   20\n(2 rows)\n",
    ] {
        let source = read(text).unwrap();
        assert_eq!(
            source.logon_names().collect::<Vec<_>>(),
            ["sberg", "icast"],
            "{text}"
        );
        assert_eq!(source.n_lost_rows(), 0, "{text}{:?}", source.problems);
        let codes: Vec<Code> = source.problems.iter().map(Problem::code).collect();
        assert!(codes.iter().all(|code| *code == Code::Footer || *code == Code::Ragged));
    }
    // Who has nothing in any cell is a row that is reported.
    let source = read("PennKey,Days\n-,-\nsberg,13\n").unwrap();
    assert_eq!(source.n_lost_rows(), 1);
}

#[test]
fn the_prefix_of_a_deleted_name_is_cut_in_lists_of_deleted_users_alone() {
    let names = |text: &str| {
        let source = read(text).unwrap();
        source.logon_names().map(str::to_owned).collect::<Vec<_>>()
    };
    let table =
        format!("UPN,Deleted on\n{GUID}Ada@x.edu,11/20/2026\nada@x.edu,11/1/2026\n");
    assert_eq!(names(&table), ["ada"]);
    let directory = format!("Display Name,Logon Name\nA,{GUID}ada\nB,bo\n");
    assert_eq!(names(&directory), [format!("{GUID}ada"), "bo".to_owned()]);
}

#[test]
fn the_user_says_that_users_were_deleted() {
    let table =
        "Who,Account,End\nAda,alovel,11/20/2026 3:12 AM\nBo,bo,11/21/2026 4:00 PM\n";
    let of = |config: Config| {
        let mut reader = Reader::new(config, policy());
        reader.push(table.as_bytes()).unwrap();
        reader.finish().unwrap()
    };
    let said = of(Config { kind: Some(Kind::Deleted), ..Config::new("f") });
    assert_eq!((said.kind, said.index(0, Role::DeletedOn)), (Kind::Deleted, Some(2)));
    let mapping = Mapping::from([(Role::DeletedOn, "C".to_owned())]);
    let said = of(Config { mapping, ..Config::new("f") });
    assert_eq!((said.kind, said.index(0, Role::DeletedOn)), (Kind::Deleted, Some(2)));
    assert_eq!(of(Config::new("f")).kind, Kind::Directory);
}

#[test]
fn a_long_file_is_understood_before_it_has_ended() {
    let mut reader = Reader::new(Config::new("f"), policy());
    assert_eq!(reader.so_far(), SoFar::default());
    let rows: String = (0..20_000).fold(String::new(), |text, row| {
        text + &format!("\"Person, {row}\",Math,UPENN\\user{row}\r\n")
    });
    let text = format!("Display Name,Department,Logon Name\r\n{rows}");
    for piece in text.as_bytes().chunks(64 * 1024) {
        reader.push(piece).unwrap();
        while reader.settle().unwrap() {}
    }
    let SoFar { kind, n_rows, n_names } = reader.so_far();
    assert_eq!(kind, Some(Kind::Directory));
    // The last ones may be a footer.
    assert!(n_rows == n_names && (19_000..20_000).contains(&n_rows), "{n_rows}");
    assert!(reader.has_name("user0") && !reader.has_name("user19999"));
    assert_eq!(reader.finish().unwrap().n_names(), 20_000);
}

#[test]
fn rows_of_people_are_no_list_of_names() {
    let row = |name: &str| format!("Penn;Vet;\"Van Pelt\";UPENN\\{name}\n");
    let names = ["alovel", "ghopper", "bliskov", "dknuth", "kthomp"];
    let text: String = names.into_iter().map(row).collect();
    let directory = read(&text).unwrap();
    assert_eq!(directory.kind, Kind::Directory);
    assert_eq!(directory.n_names(), 5);
    // As wide, but any word can be somebody.
    let list = "alovel;UPENN\\ghopper;bliskov;dknuth\n".repeat(2)
        + "UPENN\\kthomp;rperl;akay;fallen\njbartik;x;y;z\n";
    assert_eq!(read(&list).unwrap().kind, Kind::Names);
}

#[test]
fn addresses_are_found_in_a_list_without_a_header() {
    let row = |name: &str, day: u32| {
        format!(
            "1000000{day},{name},\"Doe, J\",{name}@seas.upenn.edu,,A,FS,91,IS,9107,,,RTSF,No,{day},Y,91,C,12/{day}/2026\n"
        )
    };
    let text = row("alovel", 1) + &row("ghopper", 2) + &row("bliskov", 3);
    let list = read(&text).unwrap();
    assert_eq!(list.kind, Kind::Enrollment);
    let email = list.columns.iter().find(|column| column.role == Role::Email);
    assert_eq!(email.map(|column| column.index), Some(3));
}

#[test]
fn dates_of_which_some_cannot_be_read_are_found_where_they_usually_are() {
    let row = |name: &str, day: &str| {
        format!("10000001,{name},,,,A,FS,91,IS,9107,,,RTSF,No,5,Y,91,C,{day}\n")
    };
    let text = row("alovel", "12/1/2026") + &row("ghopper", "soon") + &row("akay", "");
    let list = read(&text).unwrap();
    let date = list.columns.iter().find(|c| c.role == Role::ScheduledDeletion);
    assert_eq!(date.map(|column| column.index), Some(18));
    assert!(list.problems.iter().any(|p| p.code() == Code::DateUnreadable));
}

/// The header belongs to the table only once the file has ended.
#[test]
fn a_column_is_called_the_same_all_the_way_down() {
    let row = |n: usize| match n % 100 {
        50 => "Ada,,of late\r\n".to_owned(),
        _ => format!("Ada,UPENN\\u{n:05},of late\r\n"),
    };
    let header = "Display Name,Who,Who\r\n".to_owned();
    let text = header + &(0..30_000).map(row).collect::<String>();
    let mut reader = Reader::new(Config::new("f"), policy());
    text.as_bytes().chunks(1000).for_each(|piece| reader.push(piece).unwrap());
    let source = reader.finish().unwrap();
    assert_eq!(source.problems.len(), 300);
    for problem in &source.problems {
        assert_eq!(problem.column.as_deref(), Some("Who (column B)"), "{problem}");
    }
}

#[test]
fn the_columns_of_a_further_table_count_for_its_rows_if_it_names_people() {
    let flagged = "PennKey,Name,Scheduled deletion date\nalovel,Ada,12/1/2026\n";
    let dates = |further: &str| {
        let source = read(&format!("{flagged}{further}")).unwrap();
        let mut days: Vec<(String, String)> = Vec::new();
        for row in 0..source.table.n_rows() {
            if let Some(name) = source.logon_name(row) {
                let day = source.dates.row(row).scheduled;
                days.push((
                    name.to_owned(),
                    day.map_or(String::new(), |d| d.to_string()),
                ));
            }
        }
        let told = source.problems.iter().map(|problem| problem.to_string()).collect();
        (days, told)
    };
    let both = |name: &str, day: &str| {
        let first = ("alovel".to_owned(), "2026-12-01".to_owned());
        vec![first, (name.to_owned(), day.to_owned())]
    };
    let (days, told): (_, Vec<String>) =
        dates("Name,Scheduled deletion date,PennKey\nGrace,12/2/2026,ghopper\n");
    assert_eq!(days, both("ghopper", "2026-12-02"));
    assert_eq!(told.len(), 1);
    // Without a column of logon names the columns above still count, and that is said.
    let (days, told): (_, Vec<String>) = dates(
        "Display name,Department,Scheduled deletion date\nghopper,Navy,12/2/2026\n",
    );
    assert_eq!(days, both("ghopper", "2026-12-02"));
    assert!(told.iter().any(|text| text.contains("logon name")), "{told:?}");
}

#[test]
fn names_that_are_concealed_are_told() {
    let concealed = |names: &[&str]| {
        let text = format!("User Principal Name,Name\n{}", names.join(",x\n") + ",x\n");
        let source = read(&text).unwrap();
        let told = source.problems.iter();
        told.filter(|problem| problem.code() == Code::NamesConcealed).count()
    };
    let digits = ["6D8A4C21F0B7E93A55C1D20E7F8B9A34", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"];
    assert_eq!(concealed(&digits), 1);
    assert_eq!(concealed(&[digits[0], digits[1], "jdoe"]), 1);
    // One such name among others may be somebody's.
    assert_eq!(concealed(&[digits[0], "jdoe", "ada"]), 0);
    assert_eq!(concealed(&["6D8A4C21F0B7E93A55C1D20E7F8B9A3", "deadbeef"]), 0);
}

#[test]
fn a_list_that_is_called_so_is_one_of_deleted_users_though_some_moments_are_missing() {
    let text = "userPrincipalName,displayName,deletedDateTime\r\n\
                ghopper@example.edu,\"Hopper, Grace\",2026-11-16T03:12:45Z\r\n\
                dknuth@example.edu,\"Knuth, Don\",2026-11-17T23:59:59Z\r\n\
                rcarson@example.edu,\"Carson, Rachel\",\r\n";
    let kind = |file: &str| {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let mut reader = Reader::new(Config::new(file), policy);
        reader.push(text.as_bytes()).unwrap();
        reader.finish().unwrap().kind
    };
    assert_eq!(kind("deleted-users.csv"), Kind::Deleted);
    assert_eq!(kind("users.csv"), Kind::Directory);
}

/// A workbook with a list of logon names, dates of which some are real ones, and days.
fn workbook_of(rows: &[(&str, RealOrText, Option<i32>)]) -> Source {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let header = ["PennKey", "Scheduled deletion date", "Expires in days"];
    sheet.write_row(0, 0, header).unwrap();
    let day = Format::new().set_num_format("m/d/yyyy");
    for (row, (name, date, days)) in (1..).zip(rows) {
        sheet.write(row, 0, *name).unwrap();
        match date {
            RealOrText::Real(month, date) => {
                let date = ExcelDateTime::from_ymd(2026, *month, *date).unwrap();
                sheet.write_with_format(row, 1, date, &day).unwrap();
            }
            RealOrText::Text(text) => {
                sheet.write(row, 1, *text).unwrap();
            }
        }
        if let Some(days) = days {
            sheet.write(row, 2, *days).unwrap();
        }
    }
    let mut reader = Reader::new(Config::new("f.xlsx"), policy());
    reader.push(&workbook.save_to_buffer().unwrap()).unwrap();
    reader.finish().unwrap()
}

#[derive(Clone, Copy)]
enum RealOrText {
    Real(u8, u8),
    Text(&'static str),
}

/// Excel in the United States makes January 12 of `1/12/2026`, which was December 1, and
/// leaves `13/12/2026` as it is.
#[test]
fn real_dates_beside_texts_of_the_other_order_may_be_swapped() {
    use RealOrText::{Real, Text};
    let dates = |source: &Source| {
        (0..source.table.n_rows())
            .map(|row| {
                let dates = source.dates.row(row);
                (dates.scheduled.map(|day| day.to_string()), dates.mixed)
            })
            .collect::<Vec<_>>()
    };
    let day = |text: &str| (Some(text.to_owned()), false);
    let suspected = (None, true);
    let source = workbook_of(&[
        ("sberg", Real(1, 12), None),
        ("icast", Text("13/12/2026"), None),
        ("neze", Real(8, 8), None),
    ]);
    assert_eq!(dates(&source), [suspected.clone(), day("2026-12-13"), day("2026-08-08")]);
    let said: Vec<&Finding> = source.problems.iter().map(|p| &p.finding).collect();
    assert_eq!(said, [&Finding::DatesSwapped]);
    // The days tell that a real date is as it was meant, and that another one is not.
    let source = workbook_of(&[
        ("sberg", Real(12, 1), Some(13)),
        ("rdhar", Real(1, 12), Some(13)),
        ("icast", Text("13/12/2026"), Some(25)),
    ]);
    assert_eq!(dates(&source), [day("2026-12-01"), suspected, day("2026-12-13")]);
    // A real date after the 12th was not swapped, nor is any where the texts prove nothing.
    for text in ["13/12/2026", "10/12/2026"] {
        let late = if text.starts_with("13") { 20 } else { 12 };
        let source =
            workbook_of(&[("sberg", Real(1, late), None), ("icast", Text(text), None)]);
        assert_eq!(dates(&source)[0], day(&format!("2026-01-{late}")));
    }
}
