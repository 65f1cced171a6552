//! Wrong usage, help, and the policy.

use super::{DIRECTORY, Folder, REPORT, both};

#[test]
fn wrong_usage_is_2() {
    let folder = both("usage");
    for (line, word) in [
        ("", "Usage"),
        ("repor", "repor"),
        ("report", "FILE"),
        ("report directory.csv --as-of yesterday", "2026-11-18"),
        ("report directory.csv --as-of 2026-2-30", "2026-11-18"),
        ("report directory.csv --as-of 2026-1-1", "2026-11-18"),
        ("report directory.csv --format xml", "table"),
        ("report - --enrollment -", "once"),
        ("report directory.csv -o directory.csv", "overwrite"),
        ("report directory.csv --policy nowhere", "penno365-cloud-control"),
        ("names", "FILE"),
        ("names directory.csv --chunk 0", "chunk"),
        ("read directory.csv --format table", "csv"),
        ("policy nowhere", "penno365-ars"),
        ("licenses MIT", "MIT"),
        ("policy --list penno365-ars", "--list"),
    ] {
        let stderr = folder.run(line).refusal(2);
        assert!(stderr.contains(word), "{line}: {stderr}");
    }
    assert_eq!(folder.read("directory.csv").as_bytes(), DIRECTORY);
}

#[test]
fn help_is_an_answer() {
    let folder = Folder::new("help", &[]);
    for line in [
        "--help",
        "--version",
        "report --help",
        "read -h",
        "names --help",
        "policy --help",
        "licenses --help",
    ] {
        assert!(folder.run(line).answer().contains("reprieve"), "{line}");
    }
}

#[test]
fn a_policy_is_a_name_or_a_file() {
    let profile =
        include_str!("../../../core/src/policy/profiles/penno365-cloud-control.toml");
    let longer = profile.replace("restore_days = 30", "restore_days = 120");
    let marked = format!("\u{feff}{longer}");
    let broken = profile.replace("restore_days = 30", "restore_days = \"x\"");
    let folder = both("policy");
    for (file, text) in [("own.toml", marked), ("broken.toml", broken)] {
        std::fs::write(folder.0.join(file), text).unwrap();
    }
    let with =
        |policy: &str| folder.run(&format!("{REPORT} --format csv --policy {policy}"));
    assert!(with("penno365-cloud-control").answer().contains(",2026-12-27,"));
    assert!(with("own.toml").answer().contains(",2027-03-27,"));
    assert!(with("broken.toml").refusal(1).contains("restore_days"));
    assert!(with("missing.toml").refusal(1).contains("no such file"));
}

#[test]
fn a_policy_is_listed_printed_and_edited() {
    let folder = both("policy-verb");
    let list = folder.run("policy --list").answer();
    let names: Vec<&str> =
        list.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert_eq!(names, ["penno365-cloud-control", "penno365-ars", "example-30-14"]);
    assert!(list.lines().next().unwrap().ends_with("(default)"), "{list}");
    assert_eq!(
        folder.run("policy").answer(),
        folder.run(&format!("policy {}", names[0])).answer()
    );
    let ran = folder.run("policy penno365-ars");
    assert!(
        ran.stderr.contains("How long sync and provisioning take: 15–20 minutes"),
        "{ran:?}"
    );
    let none = "It lists no holidays; add yours.";
    assert!(!ran.stderr.contains(none), "{ran:?}");
    let printed = ran.answer();
    let (before, after) = printed.split_once("holidays = [").unwrap();
    let (_, after) = after.split_once(']').unwrap();
    std::fs::write(folder.0.join("none.toml"), format!("{before}holidays = []{after}"))
        .unwrap();
    let ran = folder.run("policy none.toml");
    assert!(ran.stderr.contains(none), "{ran:?}");
    let own = printed.replace("restore_days = 30", "restore_days = 120");
    for (file, text) in [("same.toml", &printed), ("own.toml", &own)] {
        std::fs::write(folder.0.join(file), text).unwrap();
    }
    assert_eq!(folder.run("policy own.toml").answer(), own);
    let said = "The profile penno365-ars was changed";
    for (file, changed) in [("same.toml", false), ("own.toml", true)] {
        for format in ["table", "csv", "json"] {
            let ran = folder.run(&format!("{REPORT} --format {format} --policy {file}"));
            assert_eq!(ran.stderr.contains(said), changed, "{ran:?}");
            assert_eq!(ran.stderr.contains("rules of penno365-ars (changed) ("), changed);
            if format == "json" {
                let json: serde_json::Value =
                    serde_json::from_str(&ran.answer()).unwrap();
                assert_eq!(json["policy"]["name"], "penno365-ars");
                assert_eq!(json["policy"]["date"], "2021-03-15");
                assert_eq!(json["policy"]["changed"], changed);
                let origin = if changed { "changed" } else { "built-in" };
                assert_eq!(json["policy"]["origin"], origin);
            }
        }
    }
}

#[test]
fn a_broken_policy_is_told_with_its_place() {
    let folder = both("policy-broken");
    let profile = folder.run("policy").answer();
    let nonsense = "[".repeat(10 << 20);
    for (from, to, said) in [
        (
            "\"last Monday of May\"",
            "\"Easter\"",
            "calendar.holidays: “Easter” is no holiday",
        ),
        ("grace_days = 60", "grace_days = -1", "a whole number of days from 0 to 3660"),
        ("wait = \"sync\"", "wait = \"x\"", "keep.wait: there is no wait “x”"),
        (profile.as_str(), &nonsense, "too long for a profile"),
        (profile.as_str(), "", "empty"),
    ] {
        std::fs::write(folder.0.join("broken.toml"), profile.replacen(from, to, 1))
            .unwrap();
        for line in ["policy broken.toml", &format!("{REPORT} --policy broken.toml")] {
            let stderr = folder.run(line).refusal(1);
            assert!(
                stderr.starts_with("broken.toml: ") && stderr.contains(said),
                "{stderr}"
            );
        }
    }
}
