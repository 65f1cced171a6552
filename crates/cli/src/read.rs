//! `reprieve read`: a table as it was read, whatever it is a table of.

use crate::failure::Failure;
use crate::input::InputStream;
use crate::words::{count, plain};
use crate::{output, overwriting, policy, summary, wanted};
use clap::ValueEnum;
use reprieve_core::export;
use reprieve_core::problem::Unreadable;
use reprieve_core::source::Source;
use reprieve_core::table::{Limits, ReadTable, TableConfig, TableReader, letter};
use std::path::PathBuf;

/// Print a table as it was read, in plain RFC 4180; no cell is changed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The file; - is standard input.
    file: PathBuf,
    /// How to write the table.
    #[arg(long, value_enum, default_value_t = ReadFormat::Csv)]
    format: ReadFormat,
    /// Say how it was read, and what its columns are taken for.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    wanted: wanted::Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ReadFormat {
    Csv,
    Json,
}

/// Reads the file and writes it anew.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    overwriting::check(&[&args.file], &[overwriting::STDOUT])?;
    let policy = policy::load(None)?;
    let said = args.wanted.of(&args.file, &[&args.file])?;
    let mut input = InputStream::open(&args.file)?;
    let mut reader = TableReader::new(TableConfig {
        file: input.name.clone(),
        known: policy.known_names(),
        is_list: |_| false,
        overrides: said.wanted.clone(),
        limits: Limits::SHELL,
    });
    // Standard input can be read only once, so both readers get each piece.
    let mut source = args.explain.then(|| Ok(input.source_reader(None, said, &policy)));
    input.each_piece(|piece| {
        if let Some(Ok(reader)) = &mut source
            && let Err(error) = reader.push(piece)
        {
            source = Some(Err(error));
        }
        reader.push(piece)
    })?;
    let read = reader.finish().map_err(|error| Failure::file(&input.name, error))?;
    output::data(|out| match args.format {
        ReadFormat::Csv => export::table_csv(&read.table, out),
        ReadFormat::Json => export::table_json(&read.table, &read.how, out),
    })?;
    let source = source.map(|reader| reader.and_then(|reader| reader.finish()));
    let explained = source.map_or(String::new(), |source| explained(&read, &source));
    let rows = count(read.table.n_rows(), "row");
    let columns = count(read.table.n_columns(), "column");
    let problems = summary::problems(read.problems.iter());
    output::say(&format!("{rows}, {columns}.\n{explained}{problems}"));
    Ok(())
}

/// How the text was read and what it is taken for, one thing a line.
fn explained(read: &ReadTable, source: &Result<Source, Unreadable>) -> String {
    let how = &read.how;
    let mut lines = match how.has_delimiter() {
        false => vec![how.form()],
        true => vec![
            format!("encoding: {}", how.encoding.as_str()),
            format!("delimiter: {}", how.delimiter_name()),
            format!("quote: {}", how.quote),
        ],
    };
    lines.extend(how.other_sheets_sentence());
    lines.push(how.header_sentence());
    for (line, text) in &how.skipped {
        lines.push(format!("skipped: line {line}: {text}"));
    }
    lines.push(format!("blank lines: {}", how.n_blank));
    match source {
        Ok(source) => {
            lines.push(format!("kind: {}, {}", source.kind.title(), source.kind_reason));
            lines.extend(source.columns.iter().map(|column| {
                let (letter, role) = (letter(column.index), column.role.title());
                format!("column {letter}: {role}, by {}", column.evidence)
            }));
            lines.extend(source.guesses());
            lines.extend(source.further_tables());
        }
        Err(error) => lines.push(format!("kind: unknown. {}", error.message())),
    }
    lines.iter().map(|line| plain(line) + "\n").collect()
}
