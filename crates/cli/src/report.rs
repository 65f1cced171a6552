//! `reprieve report`: who is about to lapse, in the order in which something is lost.

use crate::failure::Failure;
use crate::output::{Files, Plain};
use crate::overwriting::Written;
use crate::words::plain;
use crate::{advice, input, output, overwriting, policy, render, summary, wanted};
use chrono::{Local, NaiveDate};
use clap::{ArgGroup, ValueEnum};
use reprieve_core::answer::{Answer, Input};
use reprieve_core::export::{self, Rows};
use reprieve_core::policy::Policy;
use reprieve_core::source::{Kind, Source};
use std::io::Write;
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
    /// The day on which the report of a file was made [default: what its rows or the file
    /// say]; without FILE, of the only list of flagged accounts.
    #[arg(long, value_name = "[FILE:]YYYY-MM-DD")]
    report_date: Vec<String>,
    /// The rules: a built-in profile or a TOML file.
    #[arg(long, value_name = "NAME|FILE")]
    policy: Option<String>,
    /// Also who is flagged without a mailbox in the directory, and who is not flagged.
    #[arg(long)]
    all: bool,
    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
    format: ReportFormat,
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
enum ReportFormat {
    Table,
    Csv,
    Json,
}

/// Reads the files, joins them and writes the answer.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let inputs = inputs(args);
    check_usage(args, &inputs)?;
    let policy = policy::load(args.policy.as_deref())?;
    let stated = report_dates(args, &inputs)?;
    let sources = sources(&inputs, &args.wanted, &policy)?;
    let as_of = args.as_of.unwrap_or_else(|| Local::now().date_naive());
    let (dated, idle_dates) = dated(sources, &inputs, &stated, as_of)?;
    let answer = Answer::new(dated, as_of, &policy);
    let mut files = Files::default();
    if let Some(path) = &args.rejects {
        files.write(path, |out| export::rejects(answer.sources(), out))?;
    }
    let notes = write(args, &answer, &mut files)?;
    files.finish()?;
    output::say(&(idle_dates + &notes + &summary::of_answer(&answer)));
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

fn check_usage(args: &Args, inputs: &[(&Path, Option<Kind>)]) -> Result<(), Failure> {
    if inputs.iter().filter(|(path, _)| input::is_stdin(path)).count() > 1 {
        return Err(Failure::Usage(
            "Standard input (-) can be read only once.".to_owned(),
        ));
    }
    if args.rejects.as_deref().is_some_and(|rejects| rejects.as_os_str() == "-") {
        return Err(Failure::Usage(
            "--rejects - would mix the rows with the answer: name a file.".to_owned(),
        ));
    }
    let profile = args.policy.as_deref().and_then(policy::file);
    let read: Vec<&Path> = inputs.iter().map(|(path, _)| *path).chain(profile).collect();
    let answer = match out_file(args) {
        Some(path) => Written { option: "-o", path: Some(path) },
        None => overwriting::STDOUT,
    };
    let rejects = args.rejects.as_deref();
    let rejects = rejects.map(|path| Written { option: "--rejects", path: Some(path) });
    let written: Vec<Written> = std::iter::once(answer).chain(rejects).collect();
    overwriting::check(&read, &written)
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

/// A day on which a report was made, as the user says.
struct StatedDate<'a> {
    /// How it was written.
    value: &'a str,
    /// The place of its file; `None` where it names none.
    file: Option<usize>,
    date: NaiveDate,
}

fn report_dates<'a>(
    args: &'a Args,
    inputs: &[(&Path, Option<Kind>)],
) -> Result<Vec<StatedDate<'a>>, Failure> {
    let files: Vec<&Path> = inputs.iter().map(|(path, _)| *path).collect();
    let read = |value: &'a String| {
        let (file, day) = wanted::split(value, &files);
        let date = civil_date(day).map_err(|error| {
            Failure::Usage(format!("--report-date {value}: {error}."))
        })?;
        Ok(StatedDate { value, file, date })
    };
    args.report_date.iter().map(read).collect()
}

/// The sources, each with the day of its report where the user says it; and what is to be said
/// of days on which nothing depends.
fn dated(
    sources: Vec<Arc<Source>>,
    files: &[(&Path, Option<Kind>)],
    stated: &[StatedDate],
    as_of: NaiveDate,
) -> Result<(Vec<Input>, String), Failure> {
    let is_list = |index: &usize| sources[*index].kind.is_of_expiring();
    let lists: Vec<usize> = (0..sources.len()).filter(is_list).collect();
    let mut inputs: Vec<Input> = sources.into_iter().map(Input::from).collect();
    let mut idle_dates = String::new();
    for StatedDate { value, file, date } in stated {
        let index = match (file, &lists[..]) {
            (Some(index), _) | (None, [index]) => *index,
            (None, []) => {
                return Err(Failure::Usage(format!(
                    "--report-date {value}: no file is a list of flagged accounts. Name the \
                     file that is meant, as FILE:{value}.",
                )));
            }
            (None, [first, ..]) => {
                return Err(Failure::Usage(format!(
                    "--report-date {value}: {} files are lists of flagged accounts. Name the \
                     one that is meant, as in --report-date {}:{value}.",
                    lists.len(),
                    files[*first].0.display(),
                )));
            }
        };
        let Input { source, report_date } = &mut inputs[index];
        if source.report_date(Some(*date), as_of).is_none() {
            let notice = format!(
                "--report-date {value} changes nothing: no date of the answer is counted from \
                 the day of this report."
            );
            idle_dates += &(plain(&notice) + "\n");
        }
        *report_date = Some(*date);
    }
    Ok((inputs, idle_dates))
}

fn which(args: &Args) -> Rows {
    if args.all { Rows::All } else { Rows::Answer }
}

/// Writes the answer; the result is what is to be said about it first.
fn write(args: &Args, answer: &Answer, files: &mut Files) -> Result<String, Failure> {
    let rows = which(args);
    let nobody =
        summary::nobody(answer).map_or(String::new(), |sentence| sentence + "\n");
    let fill = |out: &mut dyn Write| match args.format {
        ReportFormat::Csv => export::csv(answer, rows, out),
        ReportFormat::Json => export::json(answer, rows, out),
        ReportFormat::Table => Ok(()),
    };
    match (args.format, out_file(args)) {
        (ReportFormat::Table, _) => return write_table(args, answer, files, nobody),
        (ReportFormat::Csv | ReportFormat::Json, Some(path)) => {
            files.write(path, fill)?
        }
        (ReportFormat::Csv | ReportFormat::Json, None) => output::data(fill)?,
    }
    Ok(nobody)
}

fn write_table(
    args: &Args,
    answer: &Answer,
    files: &mut Files,
    nobody: String,
) -> Result<String, Failure> {
    let width = if out_file(args).is_some() { None } else { terminal_width() };
    let table = render::TerminalTable::new(answer, which(args), width);
    let fill = |out: &mut dyn Write| {
        if table.is_empty {
            return out.write_all(nobody.as_bytes());
        }
        table.write(out)?;
        advice::write_groups(answer, width, out)
    };
    match out_file(args) {
        Some(path) => files.write(path, |out| fill(&mut Plain::new(out)))?,
        None => output::styled(fill)?,
    }
    if table.is_empty {
        return Ok(String::new());
    }
    if table.left_out.is_empty() {
        return Ok(nobody);
    }
    let columns = table.left_out.join(", ");
    Ok(format!("No room here for: {columns}. --format csv has them.\n{nobody}"))
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
