//! `reprieve report`: who is about to lapse, in the order in which something is lost.

use crate::failure::Failure;
use crate::{advice, input, output, policy, render, summary, wanted};
use chrono::{Local, NaiveDate};
use clap::{ArgGroup, ValueEnum};
use reprieve_core::answer::{Answer, Question};
use reprieve_core::export::{self, Rows};
use reprieve_core::policy::Policy;
use reprieve_core::source::{Kind, Source};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Say whose mailbox is about to lapse, from a directory report, an enrollment list, a
/// flagged report or a list of deleted users.
#[derive(Debug, clap::Args)]
#[command(group(
    ArgGroup::new("inputs")
        .args(["files", "directory", "enrollment", "flagged", "deleted"])
        .required(true)
        .multiple(true)
))]
pub(crate) struct Args {
    /// Files whose kind is recognized; - is standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A file that lists everyone who has a mailbox.
    #[arg(long, value_name = "F")]
    directory: Vec<PathBuf>,
    /// A file that lists who is expiring, as a table or as bare names.
    #[arg(long, value_name = "F")]
    enrollment: Vec<PathBuf>,
    /// A file that lists who has a mailbox and is flagged.
    #[arg(long, value_name = "F")]
    flagged: Vec<PathBuf>,
    /// A file of Microsoft’s that lists who was deleted, and when.
    #[arg(long, value_name = "F")]
    deleted: Vec<PathBuf>,
    /// The day of which the answer speaks [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = civil_date)]
    as_of: Option<NaiveDate>,
    /// The day on which the reports were made [default: what their rows or files say].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = civil_date)]
    report_date: Option<NaiveDate>,
    /// The rules: a built-in profile or a TOML file.
    #[arg(long, value_name = "NAME|FILE")]
    policy: Option<String>,
    /// Also who is flagged without a mailbox in the directory, and who is not flagged.
    #[arg(long)]
    all: bool,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Where to write it [default: standard output].
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Where to write the rows with which something is wrong, as CSV, with the reason.
    #[arg(long, value_name = "OUT")]
    rejects: Option<PathBuf>,
    #[command(flatten)]
    wanted: wanted::Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

/// Reads the files, joins them and writes the answer.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let inputs = inputs(args);
    check_usage(&inputs, out_file(args), args.rejects.as_deref())?;
    let policy = policy::load(args.policy.as_deref())?;
    let sources = sources(&inputs, &args.wanted, &policy)?;
    let as_of = args.as_of.unwrap_or_else(|| Local::now().date_naive());
    let question = Question { as_of, report_date: args.report_date };
    let answer = Answer::new(sources, &question, &policy);
    if let Some(path) = &args.rejects {
        output::file(path, &export::rejects(answer.sources()))?;
    }
    let notes = write(args, &answer)?;
    output::say(&(notes + &summary::of_answer(&answer)));
    Ok(())
}

/// All files, with the kind that the user says.
fn inputs(args: &Args) -> Vec<(&Path, Option<Kind>)> {
    let of =
        |paths, kind| <[PathBuf]>::iter(paths).map(move |path| (path.as_path(), kind));
    of(&args.files, None)
        .chain(of(&args.directory, Some(Kind::Directory)))
        .chain(of(&args.enrollment, Some(Kind::Enrollment)))
        .chain(of(&args.flagged, Some(Kind::Flagged)))
        .chain(of(&args.deleted, Some(Kind::Deleted)))
        .collect()
}

/// The file to write; `-` is standard output.
fn out_file(args: &Args) -> Option<&Path> {
    args.output.as_deref().filter(|out| out.as_os_str() != "-")
}

fn check_usage(
    inputs: &[(&Path, Option<Kind>)],
    out: Option<&Path>,
    rejects: Option<&Path>,
) -> Result<(), Failure> {
    if inputs.iter().filter(|(path, _)| input::is_stdin(path)).count() > 1 {
        return Err(Failure::Usage(
            "Standard input (-) can be read only once.".to_owned(),
        ));
    }
    for (option, out) in [("-o", out), ("--rejects", rejects)] {
        check_out(inputs, option, out)?;
    }
    match (out, rejects) {
        (_, Some(rejects)) if rejects.as_os_str() == "-" => Err(Failure::Usage(
            "--rejects - would mix the rows with the answer: name a file.".to_owned(),
        )),
        (Some(out), Some(rejects)) if out == rejects => {
            Err(Failure::Usage("-o and --rejects name the same file.".to_owned()))
        }
        _ => Ok(()),
    }
}

/// What a user hands in is never changed.
fn check_out(
    inputs: &[(&Path, Option<Kind>)],
    option: &str,
    out: Option<&Path>,
) -> Result<(), Failure> {
    let out = out.and_then(|out| out.canonicalize().ok());
    let is_out = |path: &Path| out.is_some() && path.canonicalize().ok() == out;
    match inputs.iter().find(|(path, _)| is_out(path)) {
        Some((path, _)) => {
            let name = path.display();
            let message = format!("{option} would overwrite {name}, which is read.");
            Err(Failure::Usage(message))
        }
        None => Ok(()),
    }
}

/// Reads all files; of several that cannot be read, each is named.
fn sources(
    inputs: &[(&Path, Option<Kind>)],
    wanted: &wanted::Reading,
    policy: &Arc<Policy>,
) -> Result<Vec<Arc<Source>>, Failure> {
    let (mut sources, mut failures) = (Vec::new(), Vec::new());
    let files: Vec<&Path> = inputs.iter().map(|(path, _)| *path).collect();
    for (path, kind) in inputs {
        let said = wanted.of(path, &files)?;
        match input::source(path, *kind, said, policy) {
            Ok(source) => sources.push(Arc::new(source)),
            Err(Failure::Files(messages)) => failures.extend(messages),
            Err(usage) => return Err(usage),
        }
    }
    if failures.is_empty() { Ok(sources) } else { Err(Failure::Files(failures)) }
}

fn which(args: &Args) -> Rows {
    if args.all { Rows::All } else { Rows::Answer }
}

/// Writes the answer; the result is what is to be said about it first.
fn write(args: &Args, answer: &Answer) -> Result<String, Failure> {
    let rows = which(args);
    let nobody =
        summary::nobody(answer).map_or(String::new(), |sentence| sentence + "\n");
    let data = match args.format {
        Format::Table => return write_table(args, answer, nobody),
        Format::Csv => export::csv(answer, rows),
        Format::Json => export::json(answer, rows),
    };
    match out_file(args) {
        Some(path) => output::file(path, &data)?,
        None => output::data(&data)?,
    }
    Ok(nobody)
}

fn write_table(args: &Args, answer: &Answer, nobody: String) -> Result<String, Failure> {
    let rows = export::rows(answer, which(args));
    let is_empty = rows.is_empty();
    let width = if out_file(args).is_some() { None } else { terminal_width() };
    let rendered = render::table(answer, rows.into_iter(), width);
    let with_advice = rendered.text + &advice::of_groups(answer, width);
    let (text, mut notes) =
        if is_empty { (nobody, String::new()) } else { (with_advice, nobody) };
    match out_file(args) {
        Some(path) => {
            output::file(path, &anstream::adapter::strip_str(&text).to_string())?
        }
        None => output::styled(&text)?,
    }
    if !is_empty && !rendered.left_out.is_empty() {
        let columns = rendered.left_out.join(", ");
        notes = format!("No room here for: {columns}. --format csv has them.\n{notes}");
    }
    Ok(notes)
}

/// How wide the terminal is, if there is one or somebody says so.
fn terminal_width() -> Option<usize> {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    stated.filter(|width| *width > 0).or_else(|| {
        let (width, _) = terminal_size::terminal_size_of(std::io::stdout())?;
        Some(usize::from(width.0))
    })
}

/// A day as people write it for a script: year, month and day, and nothing else.
fn civil_date(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .ok()
        .filter(|_| text.len() == "YYYY-MM-DD".len())
        .ok_or_else(|| "write a day of the calendar as 2026-11-18".to_owned())
}
