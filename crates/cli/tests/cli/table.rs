//! The table for people.

use super::{Folder, REPORT, Ran, both};

#[test]
fn it_says_in_words_who_and_until_when() {
    let table = both("table").run(REPORT).answer();
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("Name           Logon name  State"), "{table}");
    for (line, words) in lines[1..].iter().zip([
        ["Hopper, Grace", "ghopper", "act today", "in 2 days", "Wed 18 Nov 2026", "Navy"],
        [
            "Lovelace, Ada",
            "alovel",
            "act this week",
            "in 9 days",
            "Sun 27 Dec 2026",
            "Computing",
        ],
    ]) {
        assert!(words.iter().all(|word| line.contains(word)), "{table}");
    }
    // Below the table: what to do about the accounts that need the same.
    assert_eq!(lines[3], "");
    assert_eq!(
        lines[4],
        "expiring: Cause unknown · 2 accounts · the first by Wed 18 Nov 2026"
    );
    assert!(
        lines[5].starts_with("  Keep the account: Give an eligible affiliation ("),
        "{table}"
    );
    assert!(
        lines[5].contains(" → Enter the override (you; 15–20 minutes) → "),
        "{table}"
    );
    assert!(
        lines[6].starts_with("  Let the account go in good order: Export"),
        "{table}"
    );
    assert_eq!(lines[7..], ["  ghopper alovel"]);
}

#[test]
fn the_next_step_has_its_day() {
    let table = both("next-step").run(REPORT).answer();
    for step in ["affiliation by Wed 18 Nov 2026", "affiliation by Wed 25 Nov 2026"] {
        assert!(table.contains(&format!("Give an eligible {step}")), "{table}");
    }
    // Somebody else's account is not to be mended.
    let all = both("next-step-all").run(&format!("{REPORT} --all")).answer();
    let stranger = all.lines().find(|line| line.contains("stranger")).unwrap();
    assert!(!stranger.contains("affiliation by"), "{all}");
}

#[test]
fn all_says_why_somebody_is_not_in_the_answer() {
    let table = both("table-all").run(&format!("{REPORT} --all")).answer();
    assert!(table.contains("not in the directory") && table.contains("clear"), "{table}");
}

#[test]
fn it_fits_the_terminal() {
    let folder = both("width");
    for width in [20, 40, 60, 80, 100, 120, 400] {
        let output =
            folder.command(REPORT).env("COLUMNS", width.to_string()).output().unwrap();
        let ran = Ran::of(output);
        assert_eq!(
            ran.stderr.contains("No room here for"),
            width < 400,
            "{}",
            ran.stderr
        );
        let table = ran.answer();
        assert!(table.contains("ghopper"), "{table}");
        assert!(table.lines().all(|line| line.chars().count() <= width), "{table}");
    }
}

#[test]
fn it_has_colors_only_where_they_are_seen() {
    let folder = both("colors");
    let run = |variable: &str| {
        Ran::of(folder.command(REPORT).env(variable, "1").output().unwrap()).answer()
    };
    assert!(!run("NO_COLOR").contains('\u{1b}'));
    assert!(run("CLICOLOR_FORCE").contains("\u{1b}[31m"));
    let mut line = folder.command(&format!("{REPORT} -o out"));
    line.env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(!folder.read("out").contains('\u{1b}'));
}

#[test]
fn a_hostile_cell_has_no_power() {
    let list = "PennKey\tName\tScheduled deletion date\tAll active affiliations\n\
        ada\t\"Love\nlace \u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\u{9b}31m\"\t11/27/2026\tA\u{1b}[1mB\n\
        ada\t\t\u{1b}[2Jsoon\t\n\
        \u{1b}[2J \u{1b}\t\t11/27/2026\t\n\
        zoe\t名前名前\t11/27/2026\tSTAF\n";
    let folder = Folder::new("hostile", &[("list.tsv", list.as_bytes())]);
    for line in ["report list.tsv --all", "report list.tsv --all -o out"] {
        let output = folder
            .command(&format!("{line} --as-of 2026-11-18"))
            .env("CLICOLOR_FORCE", "1")
            .output()
            .unwrap();
        let ran = Ran::of(output);
        let text = format!("{}{}", ran.stdout, ran.stderr);
        for power in ["\u{1b}[2J", "\u{1b}]", "\u{7}", "\u{202e}", "\u{9b}", "\u{1b}[1mB"]
        {
            assert!(!text.contains(power), "{power:?} in {text:?}");
        }
    }
    let table = folder.read("out");
    assert!(table.contains("Love lace ␛[2J␛]0;x␇"), "{table}");
    // The header and two accounts, and below them the advice.
    assert_eq!(table.lines().position(str::is_empty), Some(3), "{table}");
}

#[test]
fn a_hostile_file_name_has_no_power() {
    let folder = Folder::new("hostile-name", &[]);
    let ran = Ran::of(folder.command("names").arg("\u{1b}[2J\nx.csv").output().unwrap());
    assert!(ran.refusal(1).starts_with("␛[2J x.csv: There is no such file."));
}
