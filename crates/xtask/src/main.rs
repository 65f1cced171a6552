//! How Reprieve is set up, served, shipped and tested: `cargo xtask --help`.
//!
//! One verb, one module: [`serve`], [`dist`], [`mod@test`], [`fuzz`](mod@fuzz),
//! [`licences`], [`bench`](mod@bench), [`scale`](mod@scale), [`shots`](mod@shots),
//! [`monkey`](mod@monkey), [`mutants`](mod@mutants), and `setup` in [`tools`].
//! Everything that gets installed goes into the project's git-ignored `.tools/` and
//! `tests/browser/node_modules/`; only Chromium and Firefox come from the system.
//! What this crate does not do: it holds none of the program's own logic, and nothing of it
//! is in what ships except `dist/loader.js`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks on its standard streams"
)]

mod bench;
mod dist;
mod fuzz;
mod licences;
mod monkey;
mod mutants;
mod process;
mod project;
mod scale;
mod serve;
mod shots;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;

/// Sets up, serves, ships and tests Reprieve.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Flags {
    #[command(subcommand)]
    verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Build the page, serve it on this machine, and build it again after each change.
    Serve(serve::ServeFlags),
    /// Make `dist/reprieve.html`, the one file that ships, and prove it.
    Dist,
    /// Run every check, in the order of continuous integration, up to the first failure.
    Test(test::TestFlags),
    /// Try arbitrary inputs on the readers, up to the first that breaks a law.
    Fuzz(fuzz::FuzzFlags),
    /// Collect the licences of what is inside, after a change of the dependencies.
    Licences,
    /// Measure the page in Chromium against its budgets, and against others' programs.
    Bench(bench::BenchFlags),
    /// Count how the work grows with the size of a file, for many kinds of files.
    Scale(scale::ScaleFlags),
    /// Take pictures of the page in every state, in three sizes and both themes.
    Shots,
    /// Do at random what people do at the desk, and see whether anything is lost.
    Monkey(monkey::MonkeyFlags),
    /// Change the core in one place after the other, and see whether a test notices.
    Mutants(mutants::MutantsFlags),
    /// Install everything that the other verbs but `fuzz` and `mutants` need, and do nothing
    /// else.
    Setup,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    match run(&flags.verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: &Verb) -> anyhow::Result<()> {
    let project = Project::find()?;
    match verb {
        Verb::Serve(flags) => serve::serve(&project, flags),
        Verb::Dist => dist::dist(&project),
        Verb::Test(flags) => test::test(&project, flags),
        Verb::Fuzz(flags) => fuzz::fuzz(&project, flags),
        Verb::Licences => licences::collect(&project),
        Verb::Bench(flags) => bench::bench(&project, flags),
        Verb::Scale(flags) => scale::scale(&project, flags),
        Verb::Monkey(flags) => monkey::monkey(&project, flags),
        Verb::Mutants(flags) => mutants::mutants(&project, flags),
        Verb::Shots => shots::shots(&project),
        Verb::Setup => {
            tools::ensure(&project)?;
            tools::ensure_deny(&project)?;
            test::browser::ensure(&project)?;
            test::browser::ensure_firefox(&project)?;
            println!("Everything is installed.");
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn flags_are_consistent() {
        crate::Flags::command().debug_assert();
    }
}
