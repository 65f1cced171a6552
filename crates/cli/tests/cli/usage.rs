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
    ] {
        let stderr = folder.run(line).refusal(2);
        assert!(stderr.contains(word), "{line}: {stderr}");
    }
    assert_eq!(folder.read("directory.csv").as_bytes(), DIRECTORY);
}

#[test]
fn help_is_an_answer() {
    let folder = Folder::new("help", &[]);
    for line in ["--help", "--version", "report --help", "read -h", "names --help"] {
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
