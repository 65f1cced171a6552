//! The built-in profiles, what is refused and how, and what can be changed.

use super::*;
use crate::role::Role;

fn penn() -> &'static str {
    built_in_text(DEFAULT).unwrap()
}

#[test]
fn the_built_in_profiles_are_sound() {
    for name in Policy::built_in_names() {
        let policy = Policy::built_in(name).unwrap();
        assert_eq!((policy.name.as_str(), policy.origin()), (name, Origin::BuiltIn));
        assert_eq!(policy.label(), name);
        for course in Course::ALL {
            assert!(policy.steps_of(course).next().is_some(), "{name}: {course:?}");
        }
    }
    let policy = Policy::built_in(DEFAULT).unwrap();
    assert_eq!(policy.role_of("logon_name").unwrap().0, Role::LogonName);
    assert_eq!(policy.role_of("NAME, LOGON").unwrap().0, Role::LogonName);
    assert_eq!(policy.role_of("Expires in (days)").unwrap().0, Role::ExpiresIn);
    assert_eq!(policy.role_of("Column 1"), None);
    assert_eq!(policy.role_of("Deletion date").unwrap().0, Role::ScheduledDeletion);
    assert!(policy.can_be("deletion DATE", Role::DeletedOn));
    assert!(!policy.can_be("Scheduled deletion date", Role::DeletedOn));
    assert!(!policy.can_be("", Role::DeletedOn));
    assert_eq!(policy.affiliation("ERF").unwrap().eligible, Eligible::IfEmeritus);
    assert_eq!(policy.flagged_positions[&Role::ScheduledDeletion], 22);
}

#[test]
fn both_profiles_of_one_institution_have_one_clock() {
    let [one, other] =
        [DEFAULT, "penno365-ars"].map(|name| Policy::built_in(name).unwrap());
    assert_eq!(one.clock, other.clock);
    assert_eq!(one.holidays(), other.holidays());
    assert!(!one.holidays().is_empty());
    assert_eq!(one.affiliations, other.affiliations);
    assert_eq!(one.columns, other.columns);
    assert_eq!(one.flagged_positions, other.flagged_positions);
    assert_ne!(one.wait("sync"), other.wait("sync"));
    let says = |policy: &Policy, word| {
        policy.steps.iter().any(|step| step.text.as_written().contains(word))
    };
    assert!(says(&one, "Cloud Control") && !says(&one, "ARS"));
    assert!(says(&other, "ARS") && !says(&other, "Cloud Control"));
}

#[test]
fn an_unknown_profile_is_named() {
    let error = Policy::built_in("nowhere").unwrap_err().to_string();
    assert!(error.contains("nowhere") && error.contains(DEFAULT), "{error}");
}

/// The line of a text, from 1.
#[track_caller]
fn line_of(text: &str, part: &str) -> usize {
    let place = text.find(part).unwrap_or_else(|| panic!("no “{part}” in the profile"));
    text[..place].matches('\n').count() + 1
}

/// The profile with the first `from` replaced by `to` is refused: on that line, for that
/// key, with all these words.
#[track_caller]
fn refused(from: &str, to: &str, key: &str, words: &[&str]) {
    let line = line_of(penn(), from);
    let error = Policy::from_toml(&penn().replacen(from, to, 1)).unwrap_err();
    // What was found stands on the line, or on one of the lines that replace it.
    let lines = line..=line + to.matches('\n').count();
    assert!(error.line.is_some_and(|line| lines.contains(&line)), "{lines:?}: {error}");
    assert_eq!(error.key.as_deref(), Some(key), "{error}");
    for word in words {
        assert!(error.message.contains(word), "{word}: {error}");
    }
}

#[test]
fn a_number_that_makes_no_sense_is_refused() {
    let allowed = "a whole number of days from 0 to 3660";
    refused(
        "grace_days = 60",
        "grace_days = \"x\"",
        "clock.grace_days",
        &["\"x\"", allowed],
    );
    refused("grace_days = 60", "grace_days = -1", "clock.grace_days", &["-1", allowed]);
    refused(
        "grace_days = 60",
        "grace_days = 4000",
        "clock.grace_days",
        &["4000", allowed],
    );
    refused(
        "grace_days = 60",
        "grace_days = 60.5",
        "clock.grace_days",
        &["60.5", allowed],
    );
    let huge = "grace_days = 99999999999999999999";
    refused("grace_days = 60", huge, "clock.grace_days", &["99999999999999999999"]);
    refused(
        "disable_lead_days = 1",
        "disable_lead_days = 99",
        "clock.disable_lead_days",
        &["99", "60"],
    );
    refused("to_minutes = 20", "to_minutes = 5", "waits.to_minutes", &["5", "15"]);
    refused("to_minutes = 20", "to_minutes = 20000", "waits.to_minutes", &["10080"]);
}

#[test]
fn a_key_that_nobody_knows_is_refused() {
    refused(
        "grace_days = 60",
        "grace_dais = 60",
        "clock.grace_dais",
        &["grace_dais", "grace_days", "restore_days"],
    );
    refused("[texts]\n", "[text]\n", "text", &["text", "texts"]);
    refused(
        "[causes.unknown]\n",
        "[causes.other]\n",
        "causes.other",
        &["other", "override-missing"],
    );
    refused(
        "logon_name = [\n",
        "nickname = [\n",
        "columns.nickname",
        &["nickname", "logon_name"],
    );
}

#[test]
fn a_day_that_is_none_is_refused() {
    let key = "calendar.holidays";
    let one = "\"last Monday of May\"";
    refused(one, "\"2026-13-01\"", key, &["2026-13-01", "December 25"]);
    refused(
        one,
        "\"December 25\",\n  \"fifth Monday of May\"",
        key,
        &["fifth Monday of May", "fourth Thursday of November"],
    );
    refused(one, "5", key, &["5", "string"]);
    // The list as a whole is wrong, and its place is where it begins.
    let every_day = "\"December 25\", ".repeat(MOST + 1);
    let list = "holidays = [";
    refused(list, &format!("{list}{every_day}"), key, &["too many"]);
    let days = "[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]";
    refused(days, "[]", "calendar.working_days", &["at least one"]);
    refused("\"mon\"", "\"moon\"", "calendar.working_days", &["moon", "mon, tue"]);
    refused("date = \"2020-11-18\"", "date = \"2020\"", "date", &["2020", "2026-11-26"]);
}

/// As many holidays as may come back every year.
const MOST: usize = 50;

#[test]
fn names_that_lead_nowhere_are_refused() {
    refused(
        "wait = \"sync\"",
        "wait = \"sink\"",
        "keep.wait",
        &["sink", "sync", "mailbox"],
    );
    refused(
        "id = \"keep-check\"",
        "id = \"keep-ask\"",
        "keep.id",
        &["keep-ask", "twice", "line"],
    );
    refused(
        "id = \"let-go-reply\"",
        "id = \"keep-ask\"",
        "let_go.id",
        &["keep-ask", "twice"],
    );
    refused("id = \"mailbox\"", "id = \"sync\"", "waits.id", &["sync", "twice"]);
    refused(
        "course = \"keep\"",
        "course = \"kept\"",
        "impossible.course",
        &["kept", "let-go"],
    );
    refused(
        "exception = \"deceased\"",
        "exception = \"lost\"",
        "keep.exception",
        &["lost", "deceased"],
    );
    refused(
        "while = [\"disabled\"]\nwhy",
        "while = [\"clear\"]\nwhy",
        "impossible.while",
        &["clear", "gone"],
    );
    refused(
        "while = [\"disabled\"]\nwhy",
        "while = []\nwhy",
        "impossible.while",
        &["at least one"],
    );
    refused(
        "causes = [\"registry-disagrees\"]",
        "causes = [\"bad luck\"]",
        "keep.causes",
        &["bad luck", "emeritus-only", "unknown"],
    );
    refused(
        "expires_in = \"O\"",
        "expires_in = \"15\"",
        "positions.enrollment.expires_in",
        &["15"],
    );
    refused("code = \"FAC\"", "code = \"STAF\"", "affiliations.code", &["STAF", "twice"]);
    refused(
        "\"Dept\",",
        "\"Logon name\",",
        "columns.department",
        &["Logon name", "department"],
    );
    refused("words = [\"deceased\"]", "words = [\"-\"]", "exceptions.words", &["-"]);
    refused(
        "columns = [\"deceased\", ",
        "columns = [\"why\", ",
        "exceptions.columns",
        &["why"],
    );
    refused("name = \"penno", "name = \"../penno", "name", &["letters"]);
}

#[test]
fn a_placeholder_that_nobody_fills_is_refused() {
    let key = "situations.today";
    refused(
        "{disabled_on}.\"\noverdue",
        "{disabled}.\"\noverdue",
        key,
        &["{disabled}", "{act_by}"],
    );
    refused("{disabled_on}.\"\noverdue", "{disabled_on.\"\noverdue", key, &["{"]);
    refused("{disabled_on}.\"\noverdue", "{wait}.\"\noverdue", key, &["{wait}", "step"]);
    refused(
        "title = \"Ask why it is flagged\"",
        "title = \"{act_by}\"",
        "keep.title",
        &["no placeholders"],
    );
}

#[test]
fn what_is_no_profile_is_refused() {
    let error = |bytes: &[u8]| Policy::from_bytes(bytes).unwrap_err().to_string();
    assert!(error(b"").contains("empty") && error(b"\xef\xbb\xbf \n").contains("empty"));
    let nonsense = "[".repeat(10 * MAX_BYTES);
    assert!(error(nonsense.as_bytes()).contains("10240 kB, where 1024 kB are allowed"));
    assert!(Policy::from_toml(&nonsense).is_err());
    assert_eq!(
        error(b"a = 1\nb = \xff"),
        "line 2: This is not UTF-8 text. Save it as UTF-8."
    );
    assert!(error(b"a = 1\n\nb = ").starts_with("line 3"), "{}", error(b"a = 1\n\nb = "));
    assert!(error(b"name = \"x\"").contains("missing field"));
    // Deep nesting must not overflow the stack.
    for nonsense in ["a=[".repeat(20_000), "a.".repeat(20_000), "[".repeat(100_000)] {
        assert!(Policy::from_toml(&nonsense).is_err());
    }
}

#[test]
fn a_profile_is_kept_as_it_was_written() {
    let policy = Policy::from_bytes(format!("\u{feff}{}", penn()).as_bytes()).unwrap();
    assert_eq!(policy.to_toml(), penn());
    assert_eq!(policy.origin(), Origin::BuiltIn);
    // Other line ends and comments are no other rules.
    let windows =
        Policy::from_toml(&format!("# mine\n{}", penn()).replace('\n', "\r\n")).unwrap();
    assert_eq!(windows.origin(), Origin::BuiltIn);
    let other =
        Policy::from_toml(&penn().replace("name = \"penno365", "name = \"mine")).unwrap();
    assert_eq!((other.origin(), other.is_changed()), (Origin::Own, false));
    let changed =
        Policy::from_toml(&penn().replace("restore_days = 30", "restore_days = 31"));
    let changed = changed.unwrap();
    assert_eq!((changed.origin(), changed.is_changed()), (Origin::Changed, true));
    assert_eq!(changed.label(), "penno365-cloud-control (changed)");
}

#[test]
fn numbers_and_days_can_be_changed() {
    for name in Policy::built_in_names() {
        let policy = Policy::built_in(name).unwrap();
        let had = policy.settings();
        assert_eq!(policy.with(&had).unwrap(), policy);
        let mut wanted = had.clone();
        wanted.clock = Clock {
            grace_days: 90,
            disable_lead_days: 4,
            restore_days: 120,
            soon_days: 3,
            stale_report_days: 2,
        };
        wanted.waits[0] = (3, 4);
        wanted.working_days = vec![Weekday::Sat, Weekday::Sun];
        wanted.holidays = ["July 4, observed", "2026-12-24", "last Monday of May"]
            .map(|text| text.parse().unwrap())
            .to_vec();
        let changed = policy.with(&wanted).unwrap();
        assert_eq!(changed.settings(), wanted);
        assert!(changed.is_changed());
        // All else stays, and so it does when it is saved and loaded.
        assert_eq!(changed.affiliations, policy.affiliations);
        assert!(changed.to_toml().starts_with(policy.to_toml().lines().next().unwrap()));
        assert_eq!(Policy::from_toml(changed.to_toml()).unwrap(), changed);
        let back = changed.with(&had).unwrap();
        assert_eq!((back.settings(), back.origin()), (had, Origin::BuiltIn));
    }
}

#[test]
fn a_change_of_an_own_profile_is_told_too() {
    let own = penn().replace("name = \"penno365", "name = \"mine");
    let own = Policy::from_toml(&own).unwrap();
    let mut settings = own.settings();
    settings.clock.soon_days = 9;
    let changed = own.with(&settings).unwrap();
    assert!(changed.is_changed());
    assert_eq!(own.with(&own.settings()).unwrap().origin(), Origin::Own);
    settings.clock.disable_lead_days = 61;
    let error = own.with(&settings).unwrap_err();
    assert_eq!(error.key.as_deref(), Some("clock.disable_lead_days"));
}

#[test]
fn a_holiday_is_no_working_day() {
    let policy = Policy::built_in("example-30-14").unwrap();
    let is_working = |day: &str| policy.is_working_day(day.parse().unwrap());
    // A week from Sunday to Thursday.
    assert!(
        is_working("2026-11-22")
            && !is_working("2026-11-20")
            && !is_working("2026-11-21")
    );
    // The fourth Thursday of November, and Christmas Eve by its date.
    assert!(is_working("2026-11-25") && !is_working("2026-11-26"));
    assert!(!is_working("2026-12-24") && is_working("2025-12-24"));
    // The fourth of July 2026 is a Saturday, and the nearest day of the week is Sunday.
    assert!(is_working("2026-07-02") && !is_working("2026-07-05"));
}

#[test]
fn a_number_from_a_field_is_one_that_a_profile_may_have() {
    assert_eq!(Settings::days(" 90 "), Ok(90));
    assert_eq!(Settings::minutes("10080"), Ok(10_080));
    for text in ["", "-1", "1.5", "x", "3661", "99999999999999999999"] {
        let message = Settings::days(text).unwrap_err();
        assert!(message.contains("days from 0 to 3660"), "{text}: {message}");
    }
    let message = Settings::minutes("10081").unwrap_err();
    assert!(message.contains("minutes from 0 to 10080"), "{message}");
}

#[test]
fn only_what_is_read_from_files_makes_them_read_again() {
    let policy = Policy::from_toml(penn()).unwrap();
    let changed = |from: &str, to: &str| {
        let other = Policy::from_toml(&penn().replacen(from, to, 1)).unwrap();
        !policy.reads_as(&other)
    };
    assert!(!changed("grace_days = 60", "grace_days = 90"));
    assert!(!changed("\"last Monday of May\"", "\"first Monday of May\""));
    assert!(changed("\"Logon Name\", ", ""));
    assert!(changed("code = \"VSTU\"", "code = \"VSTX\""));
    assert!(changed("scheduled_deletion = \"W\"", "scheduled_deletion = \"X\""));
}

#[test]
fn every_profile_knows_the_columns_of_vendors_behind_its_own() {
    for (name, _) in BUILT_IN {
        let policy = Policy::built_in(name).unwrap();
        assert_eq!(policy.role_of("DeletedDateTime").unwrap().0, Role::DeletedOn);
        let (role, rank) = policy.role_of("UPN").unwrap();
        assert_eq!(role, Role::LogonName);
        let own = policy.columns[&Role::LogonName].first().unwrap();
        assert!(policy.role_of(own).unwrap().1 < rank, "{name}");
    }
    // What a profile says goes before what vendors say.
    let text = Policy::built_in("example-30-14").unwrap().to_toml().to_owned();
    let own = text.replacen("email = [\"Mail\"]", "email = [\"UPN\", \"Mail\"]", 1);
    let policy = Policy::from_bytes(own.as_bytes()).unwrap();
    assert_eq!(policy.role_of("UPN"), Some((Role::Email, 0)));
    assert_eq!(policy.role_of("SAM account name").unwrap().0, Role::LogonName);
}

#[test]
fn the_first_name_of_a_role_is_still_understood() {
    let text = Policy::built_in(DEFAULT).unwrap().to_toml().to_owned();
    let first = text.replacen("person_id = ", "penn_id = ", 1);
    assert_ne!(first, text);
    let policy = Policy::from_bytes(first.as_bytes()).unwrap();
    assert_eq!(policy.role_of("PennID"), Some((Role::PersonId, 0)));
    let twice = text.replacen("person_id = ", "penn_id = [\"X\"]\nperson_id = ", 1);
    let error = Policy::from_bytes(twice.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("“person_id” is there twice"), "{error}");
}
