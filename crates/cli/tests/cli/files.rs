//! What is written never harms what was there: files that are read, two outputs that are
//! one file, a disk that is full, and somebody who stops the program.
#![cfg(unix)]

use super::{DIRECTORY, ENROLLMENT, Folder, REPORT, Ran, both};
use std::fs::{self, File, OpenOptions, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::{Command, Stdio};

impl Folder {
    /// The names of all files, so that none is left over.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Runs a line of a shell, in which `reprieve` is the program.
    fn shell(&self, line: &str) -> Ran {
        let line = line.replace("reprieve", env!("CARGO_BIN_EXE_reprieve"));
        let mut shell = Command::new("sh");
        Ran::of(shell.current_dir(&self.0).args(["-c", &line]).output().unwrap())
    }
}

/// Both files, a profile and other names of the directory.
fn linked(test: &str) -> Folder {
    let folder = both(test);
    fs::write(folder.0.join("own.toml"), folder.run("policy").answer()).unwrap();
    fs::hard_link(folder.0.join("directory.csv"), folder.0.join("hard")).unwrap();
    symlink("directory.csv", folder.0.join("soft")).unwrap();
    symlink("own.toml", folder.0.join("rules")).unwrap();
    folder
}

#[test]
fn what_is_read_is_not_overwritten() {
    let folder = linked("not-overwritten");
    let before = (folder.read("directory.csv"), folder.read("own.toml"));
    let absolute = folder.0.join("directory.csv");
    let absolute = absolute.to_str().unwrap();
    for (line, said) in [
        (format!("{REPORT} --policy own.toml -o own.toml"), "own.toml, which"),
        (format!("{REPORT} --policy own.toml --rejects own.toml"), "own.toml, which"),
        (format!("{REPORT} --policy rules -o own.toml"), "rules, which"),
        (format!("{REPORT} -o hard"), "directory.csv, which"),
        (format!("{REPORT} -o soft"), "directory.csv, which"),
        (format!("{REPORT} -o ./directory.csv"), "directory.csv, which"),
        (format!("{REPORT} --rejects {absolute}"), "directory.csv, which"),
        ("report hard -o soft".to_owned(), "hard, which"),
    ] {
        let stderr = folder.run(&line).refusal(2);
        assert!(stderr.contains(&format!("would overwrite {said}")), "{line}: {stderr}");
    }
    for line in ["report - -o directory.csv", "report - --rejects hard"] {
        let file = File::open(folder.0.join("directory.csv")).unwrap();
        let ran = Ran::of(folder.command(line).stdin(file).output().unwrap());
        let stderr = ran.refusal(2);
        assert!(stderr.contains("the file of standard input, which is read"), "{stderr}");
    }
    // A shell opens standard output before anybody can look.
    for (line, file) in [
        ("read directory.csv", "hard"),
        ("names directory.csv", "directory.csv"),
        ("report directory.csv", "soft"),
        ("policy own.toml", "own.toml"),
        ("report enrollment.tsv --policy own.toml --format csv", "own.toml"),
    ] {
        let to = OpenOptions::new().append(true).open(folder.0.join(file)).unwrap();
        let ran = Ran::of(folder.command(line).stdout(to).output().unwrap());
        let stderr = ran.refusal(2);
        assert!(stderr.contains("standard output would overwrite"), "{line}: {stderr}");
    }
    assert_eq!((folder.read("directory.csv"), folder.read("own.toml")), before);
    // A profile that is built in is no file, even if there is one of its name.
    folder.run(&format!("{REPORT} --policy penno365-ars -o penno365-ars")).answer();
}

#[test]
fn two_outputs_are_two_files() {
    let folder = both("two-outputs");
    fs::write(folder.0.join("there"), "kept").unwrap();
    fs::hard_link(folder.0.join("there"), folder.0.join("hard")).unwrap();
    symlink("there", folder.0.join("soft")).unwrap();
    symlink("new", folder.0.join("dangling")).unwrap();
    let names = folder.names();
    for (out, rejects) in [
        ("new", "new"),
        ("new", "./new"),
        ("new", "../two-outputs/new"),
        ("new", "dangling"),
        ("there", "hard"),
        ("soft", "there"),
    ] {
        let line = format!("{REPORT} -o {out} --rejects {rejects}");
        let stderr = folder.run(&line).refusal(2);
        assert!(stderr.contains("-o and --rejects name the same file"), "{stderr}");
    }
    let to = OpenOptions::new().append(true).open(folder.0.join("there")).unwrap();
    let line = format!("{REPORT} --rejects there");
    let stderr = Ran::of(folder.command(&line).stdout(to).output().unwrap()).refusal(2);
    assert!(stderr.contains("standard output and --rejects name the same"), "{stderr}");
    folder.run(&format!("{REPORT} --rejects /dev/stdout")).refusal(2);
    assert_eq!((folder.read("there").as_str(), folder.names()), ("kept", names));
    // What keeps nothing mixes nothing.
    folder.run(&format!("{REPORT} -o /dev/null --rejects /dev/null")).answer();
}

#[test]
fn a_full_disk_harms_no_file() {
    let names: String = (0..20_000).map(|n| format!("person{n}\n")).collect();
    let folder = Folder::new("full", &[("list.txt", names.as_bytes())]);
    for file in ["out", "rows.csv"] {
        fs::write(folder.0.join(file), "good").unwrap();
    }
    let before = folder.names();
    for format in ["table", "csv", "json"] {
        // A limit on the size of files fails a write as a full disk does.
        let ran = folder.shell(&format!(
            "trap '' XFSZ; ulimit -f 8; \
             exec reprieve report list.txt --format {format} -o out --rejects rows.csv"
        ));
        let stderr = ran.refusal(1);
        assert!(stderr.starts_with("out: It cannot be written: File too"), "{stderr}");
        assert_eq!((folder.read("out"), folder.read("rows.csv")), both_of("good"));
        assert_eq!(folder.names(), before);
    }
    if fs::metadata("/dev/full").is_ok() {
        for line in ["--rejects rows.csv > /dev/full", "--rejects rows.csv -o /dev/full"]
        {
            let ran = folder.shell(&format!("reprieve report list.txt {line}"));
            let stderr = ran.refusal(1);
            assert!(stderr.contains("It cannot be written: No space"), "{stderr}");
            assert_eq!(folder.read("rows.csv"), "good");
        }
    }
    assert_eq!(folder.names(), before);
}

fn both_of(text: &str) -> (String, String) {
    (text.to_owned(), text.to_owned())
}

#[test]
fn of_several_outputs_all_are_written_or_none() {
    let folder = both("all-or-none");
    for file in ["out", "rows.csv"] {
        fs::write(folder.0.join(file), "good").unwrap();
    }
    fs::create_dir(folder.0.join("folder")).unwrap();
    let before = folder.names();
    for outputs in [
        "-o out --rejects nowhere/rows.csv",
        "-o nowhere/out --rejects rows.csv",
        "-o out --rejects folder",
        "-o folder --rejects rows.csv",
        "-o folder/.. --rejects rows.csv",
    ] {
        folder.run(&format!("{REPORT} {outputs}")).refusal(1);
        assert_eq!((folder.read("out"), folder.read("rows.csv")), both_of("good"));
    }
    assert_eq!(folder.names(), before);
    folder.run(&format!("{REPORT} -o out --rejects rows.csv")).answer();
    assert!(folder.read("out").contains("alovel"));
    assert_eq!(folder.read("rows.csv").lines().count(), 1);
    assert_eq!(folder.names(), before);
}

#[test]
fn a_replaced_file_keeps_its_permissions_and_its_links() {
    let folder = both("permissions");
    fs::create_dir(folder.0.join("elsewhere")).unwrap();
    fs::write(folder.0.join("elsewhere/there"), "old").unwrap();
    let there = folder.0.join("elsewhere/there");
    fs::set_permissions(&there, Permissions::from_mode(0o640)).unwrap();
    symlink("elsewhere/there", folder.0.join("link")).unwrap();
    symlink("link", folder.0.join("link-of-link")).unwrap();
    symlink("elsewhere/new", folder.0.join("dangling")).unwrap();
    folder.run(&format!("{REPORT} -o link-of-link --rejects dangling")).answer();
    assert!(folder.read("elsewhere/there").contains("alovel"));
    assert_eq!(fs::metadata(&there).unwrap().mode() & 0o777, 0o640);
    assert!(folder.read("elsewhere/new").ends_with("line,why\r\n"));
    for link in ["link", "link-of-link", "dangling"] {
        let found = fs::symlink_metadata(folder.0.join(link)).unwrap();
        assert!(found.is_symlink(), "{link}");
    }
    // A new file has the permissions that any program would give it.
    fs::write(folder.0.join("by-hand"), "").unwrap();
    let mode = |file: &str| fs::metadata(folder.0.join(file)).unwrap().mode();
    assert_eq!(mode("elsewhere/new"), mode("by-hand"));
}

#[test]
fn what_is_no_file_is_written_at_once() {
    let folder = both("streams");
    let csv = folder.run(&format!("{REPORT} --format csv")).answer();
    let to_stdout = folder.run(&format!("{REPORT} --format csv -o /dev/stdout"));
    assert_eq!(to_stdout.answer(), csv);
    let line = format!("reprieve {REPORT} --format csv");
    // A log that grows keeps what it has.
    let log = folder.shell(&format!(
        "echo first > log; {{ {line} -o /dev/stdout; echo last; }} >> log; cat log"
    ));
    assert_eq!(log.answer(), format!("first\n{csv}last\n"));
    let piped = folder.shell(&format!(
        "mkfifo pipe; cat pipe > copy & {line} -o pipe; wait; cat copy; test -p pipe"
    ));
    assert_eq!(piped.answer(), csv);
    assert_eq!(folder.shell(&format!("{line} -o /dev/fd/3 3>&1 >&2")).answer(), csv);
    folder.shell(&format!("{line} -o /dev/fd/3 3> third")).answer();
    assert_eq!(folder.read("third"), csv);
}

#[test]
fn who_stops_the_program_finds_what_was_there() {
    let names: String = (0..20_000).map(|n| format!("person{n}\n")).collect();
    let folder = Folder::new("stopped", &[("list.txt", names.as_bytes())]);
    fs::write(folder.0.join("rows.csv"), "good").unwrap();
    assert_eq!(folder.shell("mkfifo pipe").code, Some(0));
    let before = folder.names();
    let own = folder.command("report list.txt --format csv --rejects rows.csv -o pipe");
    // A shell starts what runs in its background with some signals ignored, and the program
    // obeys that.
    let child = Command::new("env")
        .arg("--default-signal=HUP,INT,TERM")
        .arg(own.get_program())
        .args(own.get_args())
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The pipe is open when the rows are written, and takes less than the answer.
    let pipe = File::open(folder.0.join("pipe")).unwrap();
    assert_eq!(folder.names().len(), before.len() + 1);
    assert_eq!(folder.shell(&format!("kill {}", child.id())).code, Some(0));
    Ran::of(child.wait_with_output().unwrap()).refusal(130);
    drop(pipe);
    assert_eq!((folder.read("rows.csv").as_str(), folder.names()), ("good", before));
}

#[test]
fn input_and_output_may_be_one_terminal_or_pipe() {
    let folder = both("one-pipe");
    // Standard input and output are one stream here, as on a terminal.
    let ran = folder.shell("mkfifo pipe; reprieve names - 0<>pipe 1>&0 < directory.csv");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let list = [DIRECTORY, ENROLLMENT].concat();
    assert!(folder.run_with("report - -o out", &list).code == Some(0));
}
