//! Running other programs, with errors that say what to do.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A program to run in the project's folder, without standard input: nothing may stop to ask.
pub(crate) fn command(program: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// The Cargo that runs this program, so that the toolchain is the same.
pub(crate) fn cargo(folder: &Path) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), folder)
}

/// Runs to the end, with the output going to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| explain(command, error))?;
    if !status.success() {
        bail!("`{}` failed ({status})", describe(command));
    }
    Ok(())
}

/// Runs to the end and returns what it wrote to standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| explain(command, error))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({})\n{}",
            describe(command),
            output.status,
            stderr.trim_end()
        );
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` wrote no UTF-8", describe(command)))
}

/// Why a program could not be started; a missing program comes with the remedy.
pub(crate) fn explain(command: &Command, error: std::io::Error) -> anyhow::Error {
    let program = program_name(command);
    if error.kind() != ErrorKind::NotFound {
        return anyhow::Error::new(error).context(format!("cannot start `{program}`"));
    }
    let remedy = match program.as_str() {
        "npm" | "npx" | "node" => {
            "install Node.js 20 or newer, from nodejs.org or the system"
        }
        "cargo" | "rustc" | "rustup" => "install Rust with rustup, from rustup.rs",
        _ => "install it, and see that it is on the PATH",
    };
    anyhow::anyhow!("`{program}` is not on this machine; {remedy}")
}

/// The command as one would type it, without the folder of the program.
pub(crate) fn describe(command: &Command) -> String {
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    let mut words = vec![program_name(command)];
    words.extend(arguments.map(|argument| {
        if argument.contains(' ') {
            format!("'{argument}'")
        } else {
            argument.into_owned()
        }
    }));
    words.join(" ")
}

fn program_name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned()
}

/// A duration as a person says it: `12 s`, `6 min 12 s`.
pub(crate) fn spoken(duration: Duration) -> String {
    let seconds = (duration.as_secs_f64()).round() as u64;
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spoken() {
        assert_eq!(spoken(Duration::from_millis(400)), "0 s");
        assert_eq!(spoken(Duration::from_millis(59_600)), "1 min 0 s");
        assert_eq!(spoken(Duration::from_secs(372)), "6 min 12 s");
    }

    #[test]
    fn a_missing_program_comes_with_a_remedy() {
        let error = run(&mut command("no-such-program", Path::new("."))).unwrap_err();
        assert!(error.to_string().contains("`no-such-program` is not on this machine"));
    }

    #[test]
    fn a_command_is_described_as_typed() {
        let mut command = command("/usr/bin/cargo", Path::new("."));
        command.args(["clippy", "--", "-D warnings"]);
        assert_eq!(describe(&command), "cargo clippy -- '-D warnings'");
    }
}
