//! `reprieve names`: the logon names of a file, ready to be pasted.

use crate::failure::Failure;
use crate::words::count;
use crate::{input, output, overwriting, policy, summary, wanted};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Print the logon names of a file, clean, one a line, each once.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file; - is standard input.
    file: PathBuf,
    /// Put an empty line after every N names, to paste them in portions.
    #[arg(long, value_name = "N")]
    chunk: Option<NonZeroUsize>,
    #[command(flatten)]
    wanted: wanted::Reading,
}

/// Reads the file and prints its names.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    overwriting::check(&[&args.file], &[overwriting::STDOUT])?;
    let said = args.wanted.of(&args.file, &[&args.file])?;
    let source = input::source(&args.file, None, said, &policy::load(None)?)?;
    let names: Vec<&str> = source.logon_names().collect();
    let size = args.chunk.map_or(usize::MAX, NonZeroUsize::get);
    output::data(|out| {
        for (n_before, chunk) in names.chunks(size).enumerate() {
            let gap = if n_before > 0 { "\n" } else { "" };
            writeln!(out, "{gap}{}", chunk.join("\n"))?;
        }
        Ok(())
    })?;
    let counts = format!(
        "{} from {}: {} duplicate, {} without a name, {} blank.\n",
        count(names.len(), "name"),
        count(source.table.n_rows(), "row"),
        source.n_duplicate_rows(),
        source.n_problem_rows(),
        source.n_blank_rows,
    );
    output::say(&(counts + &summary::problems(source.problems.iter())));
    Ok(())
}
