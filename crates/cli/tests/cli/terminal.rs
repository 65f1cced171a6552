//! What a person reads on a terminal has no power over it; programs get what is there.
#![cfg(unix)]

use super::{DIRECTORY, Folder, Ran, both};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

/// What a program writes to a terminal that is its standard output.
fn on_terminal(mut command: Command) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let name = OsStr::from_bytes(name.as_bytes());
    let end = OpenOptions::new().read(true).write(true).open(name).unwrap();
    command.stdout(end).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    // With the command goes this program's own end.
    drop(command);
    let mut shown = Vec::new();
    // Where nobody writes any more, reading fails.
    File::from(terminal).read_to_end(&mut shown).ok();
    assert!(child.wait().unwrap().success());
    String::from_utf8(shown).unwrap()
}

const HOSTILE: &str = "Name,PennKey,Expires in days\n\
    \"\u{1b}]0;gone\u{7}Ada\u{9b}2J\u{7f}\u{202e}\rx\",ada,9\n\"two\nlines\",bo,9\n";

const SHOWN: &str = "␛]0;gone␇Ada<U+009B>2J␡<U+202E>␍x\",ada,9";

#[test]
fn a_terminal_shows_what_would_steer_it() {
    let folder = Folder::new("terminal", &[("list.csv", HOSTILE.as_bytes())]);
    let shown = on_terminal(folder.command("read list.csv"));
    assert!(shown.contains(SHOWN) && shown.contains("two\r\nlines"), "{shown:?}");
    for line in [
        "read list.csv",
        "read list.csv --format json",
        "names list.csv",
        "report list.csv --format csv --as-of 2026-11-18",
        "report list.csv --format json --as-of 2026-11-18",
        "report list.csv --as-of 2026-11-18",
        "report list.csv --format csv --as-of 2026-11-18 -o /dev/stdout",
    ] {
        let mut command = folder.command(line);
        command.env("NO_COLOR", "1");
        let shown = on_terminal(command);
        let is_hostile =
            |c: char| (c.is_control() && !"\r\n\t".contains(c)) || c == '\u{202e}';
        assert!(
            shown.contains("ada") && !shown.contains(is_hostile),
            "{line}: {shown:?}"
        );
    }
    // A program gets every byte.
    let read = folder.run("read list.csv").answer();
    assert!(read.contains("\u{1b}]0;gone\u{7}Ada\u{9b}2J\u{7f}\u{202e}"), "{read:?}");
}

#[test]
fn json_says_what_nobody_can_see() {
    let folder = Folder::new("json-escapes", &[("list.csv", HOSTILE.as_bytes())]);
    for line in ["read list.csv --format json", "report list.csv --format json"] {
        let json = folder.run(line).answer();
        assert!(json.contains(r"\u009b2J\u007f\u202e"), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let name = value.pointer("/rows/0/0");
        let name = name.or(value.pointer("/accounts/0/display_name")).unwrap();
        assert!(name.as_str().unwrap().contains("Ada\u{9b}2J\u{7f}\u{202e}"), "{name}");
    }
}

#[test]
fn arguments_have_no_power_over_the_terminal() {
    let folder = both("hostile-arguments");
    let hostile = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}";
    let (verb, file) = (hostile.to_owned(), format!("{hostile}.csv"));
    for arguments in [
        vec![verb.as_str()],
        vec!["report", "directory.csv", "--format", hostile],
        vec!["report", "directory.csv", "--as-of", hostile],
        vec!["report", "directory.csv", &format!("--{hostile}")],
        vec!["report", "directory.csv", "--policy", hostile],
        vec!["read", "directory.csv", "--delimiter", hostile],
        vec!["read", "directory.csv", "--map", &format!("{hostile}=B")],
        vec!["names", "directory.csv", "--chunk", hostile],
        vec!["names", &file],
        vec!["report", &file],
        vec!["policy", &format!("{hostile}.toml")],
        vec!["report", "directory.csv", "-o", &format!("{hostile}/out")],
    ] {
        let mut command = folder.command("");
        // Colors of our own would be in the way.
        let ran =
            Ran::of(command.args(&arguments).env("NO_COLOR", "1").output().unwrap());
        let is_hostile = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        let said = &ran.stderr;
        assert!(matches!(ran.code, Some(1 | 2)) && ran.stdout.is_empty(), "{ran:?}");
        assert!(said.contains("␛]0;x␇<U+009B>31m<U+202E>"), "{arguments:?}: {said}");
        assert!(!said.contains(is_hostile), "{arguments:?}: {said:?}");
    }
    assert_eq!(folder.read("directory.csv").as_bytes(), DIRECTORY);
    // A line end in an argument makes no line of its own.
    let mut command = folder.command("");
    let ran =
        Ran::of(command.args(["report", "x", "--all=\nerror: x"]).output().unwrap());
    assert!(!ran.refusal(2).contains("\nerror: x"));
    // Bytes that are no text are refused as such.
    let mut command = folder.command("report directory.csv --policy");
    let ran = Ran::of(command.arg(OsStr::from_bytes(b"\xff\x1b")).output().unwrap());
    assert!(ran.refusal(2).contains("UTF-8"));
}
