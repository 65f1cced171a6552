//! What is said of an account, word by word.

use super::*;
use crate::policy::{DEFAULT, Policy};
use crate::source::{Config, Reader};
use crate::standing::{Standing, Status};
use std::sync::Arc;

const LIST: &str = "PennKey\tName\tAll active affiliations\tO365 Ready\tScheduled deletion date\tPerson description\n\
    alovel\tLovelace, Ada\tCTSY\tNo - no override\t12/8/2026\t\n\
    ghopper\tHopper, Grace\t\t\t11/23/2026\t\n\
    llamport\t{act_by}\tSTAF, RTSF\tNo\t11/10/2026\t\n\
    kthomp\tThompson, Ken\tRTSF\t\t11/16/2026\tdeceased\n\
    enoether\t\tRTSF\t\t\t\n\
    cswu\tWu, Chien-Shiung\tVSCO\tNo\t12/1/2026\t\n\
    borg\t\tERF\tNo\t1/5/2027\t\n";

/// The answer to the list alone.
fn answer(profile: &str, as_of: &str) -> Answer {
    let policy = Arc::new(Policy::built_in(profile).unwrap());
    let read = |name: &str, text: &str| {
        let mut reader = Reader::new(Config::new(name), policy.clone());
        reader.push(text.as_bytes()).unwrap();
        Arc::new(reader.finish().unwrap())
    };
    Answer::new(vec![read("list.tsv", LIST)], as_of.parse().unwrap(), &policy)
}

fn of(answer: &Answer, name: &str) -> Advice {
    let row = answer.rows().find(|row| answer.logon_name(row) == name).unwrap();
    Advice::new(answer, row)
}

#[track_caller]
fn check_step(advice: &Advice, id: &str, text: &str) {
    let steps = advice.courses.iter().flat_map(|course| &course.steps);
    let step = steps.into_iter().find(|step| step.id == id);
    assert_eq!(step.map(|step| step.text.as_str()), Some(text));
}

#[test]
fn the_deadline_is_a_day_with_its_weekday_and_its_reason() {
    let answer = answer(DEFAULT, "2026-11-18");
    for (name, summary) in [
        (
            "alovel",
            "Act by Friday 4 December, because the account is disabled on Monday 7 December \
             and deprovisioned on Tuesday 8 December.",
        ),
        (
            "ghopper",
            "Act by Friday 20 November, because the account is disabled on Sunday 22 November \
             and deprovisioned on Monday 23 November.",
        ),
        (
            "llamport",
            "Act by Thursday 10 December: the account was deprovisioned on Tuesday 10 \
             November, and after that day its old contents are gone for good.",
        ),
        (
            "kthomp",
            "The old contents have been gone since Monday 16 November. Only an empty mailbox \
             can be made.",
        ),
        (
            "enoether",
            "Flagged, but no file names the day. The whole enrollment table of O365 Tools has \
             the dates; a bare list of names has none.",
        ),
        // Another year is said.
        (
            "borg",
            "Act by Thursday 24 December, because the account is disabled on Monday 4 \
             January 2027 and deprovisioned on Tuesday 5 January 2027.",
        ),
    ] {
        assert_eq!(of(&answer, name).summary, summary);
    }
}

#[test]
fn the_sentence_follows_the_urgency() {
    let on = |as_of| of(&answer(DEFAULT, as_of), "alovel");
    let today = on("2026-12-04");
    assert_eq!(
        today.summary,
        "Act today: it is the last working day before the account is disabled on Monday 7 \
         December."
    );
    let overdue = on("2026-12-05");
    assert_eq!(
        overdue.summary,
        "Act at once: the last working day was Friday 4 December, and the account works only \
         until it is disabled on Monday 7 December."
    );
    assert_eq!(overdue.by.unwrap().to_string(), "2026-12-06");
    let disabled = on("2026-12-07");
    assert_eq!(
        disabled.summary,
        "Act before Tuesday 8 December: the account is disabled, and from then on mail sent \
         to it is not received."
    );
    assert_eq!(disabled.by.unwrap().to_string(), "2026-12-07");
}

#[test]
fn the_steps_name_the_tools_of_the_profile() {
    let cloud_control = answer(DEFAULT, "2026-11-18");
    check_step(
        &of(&cloud_control, "alovel"),
        "keep-override",
        "In the PennCommunity/O365 app, override alovel, so that your center sponsors the \
         person. Then wait 15–20 minutes for sync and provisioning.",
    );
    check_step(
        &of(&cloud_control, "llamport"),
        "reinstate-mailbox",
        "In Cloud Control, mailbox-enable llamport, by Thursday 10 December, so that the old \
         contents come back attached. Then wait up to an hour for mailbox and license.",
    );
    let ars = answer("penno365-ars", "2026-11-18");
    check_step(
        &of(&ars, "alovel"),
        "keep-override",
        "In ARS, add alovel to the UsersFunctional group of your center, so that it sponsors \
         the person. Then wait 30 minutes.",
    );
    check_step(
        &of(&ars, "llamport"),
        "reinstate-mailbox",
        "In ARS, under Azure Properties, Licenses, assign llamport a “… Mailbox” license, by \
         Thursday 10 December, so that the old contents come back attached. Then wait up to an hour for mailbox and license.",
    );
    // What no file says is said to be unknown, and what a file says is not filled in again.
    check_step(
        &of(&cloud_control, "enoether"),
        "let-go-export",
        "If the mail is needed, export it before (not in your files).",
    );
    let ask = "Read “O365 Ready” (No) and ask ISC why llamport lapsed although the affiliations \
               STAF, RTSF are active.";
    check_step(&of(&cloud_control, "llamport"), "reinstate-ask", ask);
    assert_eq!(
        cloud_control
            .rows()
            .filter(|row| cloud_control.display_name(row) == "{act_by}")
            .count(),
        1
    );
}

#[test]
fn the_cause_has_its_cells() {
    let answer = answer(DEFAULT, "2026-11-18");
    let why = of(&answer, "alovel").why;
    assert_eq!(
        (why.cause, why.title.as_str()),
        (Some(Cause::OverrideMissing), "Override missing")
    );
    assert_eq!(
        why.explanation,
        "There is an eligible affiliation, but none of STAF, FAC and STU, and for a mailbox \
         all others need an override. Active: CTSY."
    );
    assert_eq!(why.who, "you");
    let cell = |role, column: &str, text: &str| Evidence {
        role,
        file: "list.tsv".to_owned(),
        line: 2,
        column: column.to_owned(),
        text: text.to_owned(),
    };
    let affiliations = cell(Role::Affiliations, "All active affiliations", "CTSY");
    assert_eq!(
        why.evidence,
        [affiliations, cell(Role::Reason, "O365 Ready", "No - no override")]
    );
    // An empty cell says that there are none, and is evidence.
    let why = of(&answer, "ghopper").why;
    assert_eq!(why.cause, Some(Cause::NoEligibleAffiliation));
    assert!(why.explanation.ends_with("Active: none."), "{}", why.explanation);
    let cells: Vec<_> =
        why.evidence.iter().map(|cell| (cell.line, cell.text.as_str())).collect();
    assert_eq!(cells, [(3, "")]);
    assert_eq!(why.who, "PennKey administrator");
}

#[test]
fn the_cell_with_the_affiliations_is_one_of_a_list() {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let read = |name: &str, text: &str| {
        let mut reader = Reader::new(Config::new(name), policy.clone());
        reader.push(text.as_bytes()).unwrap();
        Arc::new(reader.finish().unwrap())
    };
    // The directory knows more, and the first list has no such column; neither is asked.
    let directory = "Display Name,Logon Name,Affiliations\nAda,alovel,STAF\n";
    let dated = "PennKey\tScheduled deletion date\nalovel\t12/1/2026\n";
    let list = "PennKey\tAll active affiliations\tScheduled deletion date\nalovel\t\t\n";
    let sources = vec![
        read("directory.csv", directory),
        read("dated.tsv", dated),
        read("list.tsv", list),
    ];
    assert_eq!(sources[0].kind, Kind::Directory);
    let answer = Answer::new(sources, "2026-11-18".parse().unwrap(), &policy);
    let evidence = of(&answer, "alovel").why.evidence;
    let cells: Vec<_> = evidence
        .iter()
        .map(|cell| (cell.file.as_str(), cell.line, cell.text.as_str()))
        .collect();
    assert_eq!(cells, [("list.tsv", 2, "")]);
}

#[test]
fn who_has_no_name_is_called_by_the_logon_name() {
    let text = Policy::built_in(DEFAULT).unwrap().to_toml().to_owned();
    let text = text.replace("override {logon_name},", "override {display_name},");
    let policy = Arc::new(Policy::from_toml(&text).unwrap());
    let list = "PennKey\tName\tAll active affiliations\tScheduled deletion date\n\
                alovel\tLovelace, Ada\tCTSY\t12/8/2026\nnoname\t\tCTSY\t12/8/2026\n";
    let config = Config { kind: Some(Kind::Enrollment), ..Config::new("list.tsv") };
    let mut reader = Reader::new(config, policy.clone());
    reader.push(list.as_bytes()).unwrap();
    let sources = vec![Arc::new(reader.finish().unwrap())];
    let answer = Answer::new(sources, "2026-11-18".parse().unwrap(), &policy);
    for (name, called) in [("alovel", "Lovelace, Ada"), ("noname", "noname")] {
        let text = format!(
            "In the PennCommunity/O365 app, override {called}, so that your center sponsors \
             the person. Then wait 15–20 minutes for sync and provisioning."
        );
        check_step(&of(&answer, name), "keep-override", &text);
    }
}

#[test]
fn an_exception_says_why_and_where() {
    let answer = answer(DEFAULT, "2026-11-18");
    let exception = of(&answer, "kthomp").exception.unwrap();
    assert_eq!(
        (exception.id.as_str(), exception.title.as_str()),
        ("deceased", "Deceased")
    );
    assert_eq!(
        exception.text,
        "PennCommunity has the deceased flag, so there is no time to restore: account and \
         contents are lost for good on Monday 16 November."
    );
    let cells: Vec<_> =
        exception.evidence.iter().map(|cell| (cell.line, cell.column.as_str())).collect();
    assert_eq!(cells, [(5, "Person description")]);
    assert_eq!(of(&answer, "alovel").exception, None);
}

#[test]
fn an_exception_has_steps_of_its_own() {
    let steps = |as_of| -> Vec<String> {
        let courses = of(&answer(DEFAULT, as_of), "kthomp").courses.into_iter();
        courses.flat_map(|course| course.steps).map(|step| step.id).collect()
    };
    let before = steps("2026-11-10");
    assert_eq!(before[0], "keep-deceased-override");
    assert!(before[1..].iter().all(|id| id.starts_with("let-go-")));
    assert!(steps("2026-11-15").contains(&"reinstate-deceased-override".to_owned()));
    assert_eq!(steps("2026-11-16"), [""; 0]);
}

#[test]
fn what_is_impossible_has_its_reason() {
    let answer = answer(DEFAULT, "2026-11-18");
    let said = |name| -> Vec<String> {
        let notes = of(&answer, name).impossible.into_iter();
        notes.map(|note| format!("{}: {}", note.what, note.why)).collect()
    };
    assert_eq!(
        said("alovel"),
        ["Bring the account back: It still works: keep it, or let it go."]
    );
    assert_eq!(
        said("kthomp"),
        [
            "Keep the account as it is: It was deprovisioned on Monday 16 November. It has to \
             be brought back.",
            "Export, forward, reply automatically, delegate: All of it stopped working with \
             the deprovisioning on Monday 16 November.",
            "Bring the old contents back: They have been gone since Monday 16 November. Now \
             only an empty mailbox can be made.",
        ]
    );
}

#[test]
fn accounts_that_need_the_same_are_a_group() {
    let answer = answer(DEFAULT, "2026-11-18");
    let groups = groups(&answer);
    let said: Vec<String> = groups
        .iter()
        .map(|group| {
            let by = group.by.map_or("-".to_owned(), |by| by.to_string());
            let (standing, names) = (group.standing.title(), group.logon_names.join(" "));
            let exception = group.exception.as_deref().unwrap_or_default();
            format!("{standing}, {} {exception} {by}: {names}", group.cause_title)
        })
        .collect();
    assert_eq!(
        said,
        [
            "This week, No eligible affiliation  2026-11-20: ghopper",
            "This week, Override missing  2026-11-25: cswu alovel",
            "Restorable, Registry disagrees  2026-12-10: llamport",
            "Later, Emeritus only  2026-12-24: borg",
            "No date, No eligible affiliation  -: enoether",
            "Gone, No eligible affiliation Deceased -: kthomp",
        ]
    );
    let steps: Vec<&str> =
        groups[1].courses[0].steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(steps, ["Enter the override", "Check that the account is ready"]);
    let n_names: usize = groups.iter().map(|group| group.logon_names.len()).sum();
    assert_eq!(n_names, answer.counts().answer());
}

#[test]
fn a_group_stands_as_its_most_urgent_account_does() {
    let list = "PennKey\tScheduled deletion date\nada\t12/30/2026\nbo\t12/8/2026\n";
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let mut reader = Reader::new(Config::new("list.tsv"), policy.clone());
    reader.push(list.as_bytes()).unwrap();
    let source = Arc::new(reader.finish().unwrap());
    // Friday was the last working day for one of them; the account still works.
    let answer = Answer::new([source], "2026-12-05".parse().unwrap(), &policy);
    let [group] = &groups(&answer)[..] else { panic!("both need the same") };
    assert_eq!((group.standing, group.status()), (Standing::Overdue, Status::Expiring));
    assert_eq!(group.logon_names, ["bo", "ada"]);
}

#[test]
fn every_text_of_every_profile_can_be_said_of_every_account() {
    for profile in Policy::built_in_names() {
        let mut n_steps = 0;
        for as_of in ["2026-09-01", "2026-11-22", "2026-12-07", "2027-03-01"] {
            let answer = answer_of_any(profile, as_of);
            for row in answer.rows() {
                let advice = Advice::new(&answer, row);
                assert!(!advice.summary.is_empty() && !advice.why.explanation.is_empty());
                let steps = advice.courses.iter().flat_map(|course| &course.steps);
                for text in steps.map(|step| &step.text).chain([&advice.summary]) {
                    assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
                    n_steps += 1;
                }
            }
        }
        assert!(n_steps > 20, "{profile}: {n_steps}");
    }
}

#[test]
fn a_course_is_possible_when_it_has_steps() {
    let mut n_possible = [0, 0];
    for as_of in ["2026-11-18", "2026-12-07", "2027-03-01"] {
        let answer = answer(DEFAULT, as_of);
        for row in answer.rows() {
            let advice = Advice::new(&answer, row);
            for course in Course::ALL {
                let has_steps = advice.courses.iter().any(|offer| offer.course == course);
                assert_eq!(is_possible(&answer, row, course), has_steps);
                n_possible[usize::from(has_steps)] += 1;
            }
        }
    }
    assert!(n_possible.iter().all(|n| *n > 10), "{n_possible:?}");
}

#[test]
fn the_next_step_is_the_first_of_the_first_course() {
    for as_of in ["2026-11-18", "2026-12-07", "2027-03-01"] {
        let answer = answer(DEFAULT, as_of);
        for row in answer.rows() {
            let advice = Advice::new(&answer, row);
            let first = advice.courses.first().map(|course| course.steps[0].id.as_str());
            assert_eq!(next_step(&answer, row).map(|step| step.id.as_str()), first);
        }
    }
    let answer = answer(DEFAULT, "2026-11-18");
    let row = answer.rows().find(|row| answer.logon_name(row) == "alovel").unwrap();
    assert_eq!(next_step(&answer, row).unwrap().id, "keep-override");
}

/// The list with the headers of any profile, which all know these.
fn answer_of_any(profile: &str, as_of: &str) -> Answer {
    let policy = Arc::new(Policy::built_in(profile).unwrap());
    let text = LIST.replace("{act_by}", "Lamport, Leslie");
    let mapping = [
        (Role::LogonName, "A"),
        (Role::DisplayName, "B"),
        (Role::Affiliations, "C"),
        (Role::Reason, "D"),
        (Role::ScheduledDeletion, "E"),
    ];
    let mapping = mapping.map(|(role, letter)| (role, letter.to_owned()));
    let config = Config {
        kind: Some(Kind::Enrollment),
        mapping: mapping.into_iter().collect(),
        ..Config::new("list.tsv")
    };
    let mut reader = Reader::new(config, policy.clone());
    reader.push(text.as_bytes()).unwrap();
    let sources = vec![Arc::new(reader.finish().unwrap())];
    Answer::new(sources, as_of.parse().unwrap(), &policy)
}

#[test]
fn days_are_written_as_the_reader_writes_them() {
    let answer = answer(DEFAULT, "2026-11-18");
    let row = answer.rows().find(|row| answer.logon_name(row) == "alovel").unwrap();
    let iso = |date: NaiveDate, as_of: NaiveDate| format!("{date} seen from {as_of}");
    assert_eq!(
        Advice::with_days(&answer, row, &iso).summary,
        "Act by 2026-12-04 seen from 2026-11-18, because the account is disabled on \
         2026-12-07 seen from 2026-11-18 and deprovisioned on 2026-12-08 seen from 2026-11-18.",
    );
}
