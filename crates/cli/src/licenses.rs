//! `reprieve licenses`: the licences of what is inside the program.

use crate::failure::Failure;
use crate::output;

/// Print the licences of what is inside this program, with the packages that they are about.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Prints the list, which is collected from the packages and kept beside this crate's code.
pub(crate) fn run() -> Result<(), Failure> {
    output::data(|out| out.write_all(include_bytes!("../licences.txt")))
}
