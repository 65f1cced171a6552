//! The command line as scripts see it: what the built program prints, and how it ends.

mod files;
mod golden;
mod inputs;
mod licenses;
mod misread;
mod outputs;
mod table;
mod terminal;
mod usage;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of files to run in.
struct Folder(PathBuf);

impl Folder {
    /// A fresh folder; `name` is that of the test, so that no two share one.
    fn new(name: &str, files: &[(&str, &[u8])]) -> Folder {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).unwrap();
        for (file, bytes) in files {
            std::fs::write(folder.join(file), bytes).unwrap();
        }
        Folder(folder)
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reprieve"));
        command.current_dir(&self.0).args(line.split_whitespace());
        for variable in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command.env("TZ", "UTC");
        command
    }

    fn run(&self, line: &str) -> Ran {
        Ran::of(self.command(line).output().unwrap())
    }

    /// Runs with `bytes` on standard input.
    fn run_with(&self, line: &str, bytes: &[u8]) -> Ran {
        let mut child = self
            .command(line)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that has seen enough closes its end before all is written.
        child.stdin.take().unwrap().write_all(bytes).ok();
        Ran::of(child.wait_with_output().unwrap())
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file)).unwrap()
    }
}

/// What a run left behind.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The standard output of a run that gave an answer.
    #[track_caller]
    fn answer(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.stdout
    }

    /// The standard error of a run that gave none.
    #[track_caller]
    fn refusal(self, code: i32) -> String {
        assert_eq!(
            (self.code, self.stdout.as_str()),
            (Some(code), ""),
            "{}",
            self.stderr
        );
        self.stderr
    }
}

const DIRECTORY: &[u8] = b"Display Name,Department,Logon Name\r\n\
    \"Lovelace, Ada\",Computing,UPENN\\alovel\r\n\
    \"Hopper, Grace\",Navy,UPENN\\ghopper\r\n\
    \"Knuth, Donald\",Press,UPENN\\dknuth\r\n";

const ENROLLMENT: &[u8] = b"PennKey\tName\tExpires in days\tScheduled deletion date\n\
    alovel\tLovelace, Ada\t9\t11/27/2026\n\
    ghopper\tHopper, Grace\t2\t11/20/2026\n\
    stranger\tStranger, A\t3\t11/21/2026\n";

/// Both files, and a day on which they make sense.
fn both(test: &str) -> Folder {
    Folder::new(test, &[("directory.csv", DIRECTORY), ("enrollment.tsv", ENROLLMENT)])
}

const REPORT: &str = "report directory.csv enrollment.tsv --as-of 2026-11-18";
