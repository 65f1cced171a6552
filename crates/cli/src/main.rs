//! Whose mailbox is about to lapse, and what can still be done: from a shell, for a
//! scheduled job or a colleague without a browser.
//!
//! All knowledge is in `reprieve-core`; this crate adds what that one must not have: the
//! clock, files and a terminal. Each verb has a file of its name. Data goes to standard
//! output, everything that is said about it to standard error.

mod advice;
mod failure;
mod input;
mod layout;
mod licenses;
mod names;
mod output;
mod overwriting;
mod policy;
mod read;
mod render;
mod replacement;
mod report;
mod standing;
mod summary;
mod wanted;
mod words;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;
use words::plain;

/// Whose mailbox is about to lapse, why, what can still be done, and until when.
///
/// Nothing leaves this machine, and no file that is read is changed.
///
/// Exit status: 0 an answer, even an empty one; 1 a file cannot be read or has no usable
/// column; 2 wrong usage.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Report(report::Args),
    Read(read::Args),
    Names(names::Args),
    Policy(policy::Args),
    Licenses(licenses::Args),
}

fn main() -> ExitCode {
    let cli = Cli::try_parse().unwrap_or_else(|error| refuse(error));
    let done = match cli.verb {
        Verb::Report(args) => report::run(&args),
        Verb::Read(args) => read::run(&args),
        Verb::Names(args) => names::run(&args),
        Verb::Policy(args) => policy::run(&args),
        Verb::Licenses(licenses::Args {}) => licenses::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(message)) => {
            Cli::command().error(ErrorKind::ValueValidation, plain(&message)).exit()
        }
        Err(Failure::Files(messages)) => {
            output::say(
                &messages.iter().map(|line| format!("{line}\n")).collect::<String>(),
            );
            ExitCode::FAILURE
        }
    }
}

/// Gives help, or says what is wrong with the arguments, in words over which those have no
/// power: they are read once more without.
fn refuse(error: clap::Error) -> ! {
    let arguments =
        std::env::args_os().map(|argument| plain(&argument.to_string_lossy()));
    match Cli::try_parse_from(arguments) {
        Err(error) => error.exit(),
        // What was wrong is gone with it.
        Ok(_) => {
            let said = error.render().to_string();
            output::say(&said.lines().map(|line| plain(line) + "\n").collect::<String>());
            std::process::exit(error.exit_code())
        }
    }
}
