//! RFC 4180: comma, CR LF, quotes only where they are needed.

use super::{Accounts, COLUMNS, ExportRecord, Rows, clear, in_order};
use crate::answer::{Answer, ClearByName};
use crate::table::Table;
use std::io::{self, Write};
use std::iter::Peekable;

/// The answer as CSV, without a byte order mark.
///
/// A text that a spreadsheet would take for a formula gets a leading apostrophe.
///
/// # Errors
/// When `out` takes no more.
pub fn csv(answer: &Answer, which: Rows, out: &mut dyn Write) -> io::Result<()> {
    Csv::new(answer, which).advance(usize::MAX, out).map(drop)
}

/// The same, written in slices.
pub struct Csv<'a> {
    answer: &'a Answer,
    /// The clear accounts, until they are in order.
    clear: Option<ClearByName<'a>>,
    /// What is left to write, as soon as they are.
    accounts: Option<Peekable<Accounts<'a>>>,
}

impl<'a> Csv<'a> {
    /// Nothing is written yet.
    pub fn new(answer: &'a Answer, which: Rows) -> Csv<'a> {
        Csv { answer, clear: clear(answer, which), accounts: None }
    }

    /// Does about as much as writing `n_accounts`, and says whether more are left.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn advance(
        &mut self,
        n_accounts: usize,
        out: &mut dyn Write,
    ) -> io::Result<bool> {
        let Csv { answer, clear, accounts } = self;
        let accounts = match accounts {
            Some(accounts) => accounts,
            None => {
                if clear.as_mut().is_some_and(|clear| !clear.advance(n_accounts)) {
                    return Ok(true);
                }
                write(std::iter::once(COLUMNS.map(str::to_owned).to_vec()), out)?;
                accounts.insert(in_order(answer, clear.take()).peekable())
            }
        };
        let records = accounts.by_ref().take(n_accounts);
        write(records.map(|row| cells(&ExportRecord::new(answer, &row))), out)?;
        Ok(accounts.peek().is_some())
    }
}

/// Rows of texts as they paste into a spreadsheet: tabs between the cells, and no text that
/// it would take for a formula. Signed numbers and days are texts that need no guard, so
/// `is_text` says by its place which cell does.
pub fn tsv(
    rows: impl Iterator<Item = Vec<String>>,
    is_text: impl Fn(usize) -> bool,
) -> String {
    let guard = |(place, cell): (usize, String)| match is_text(place) {
        true => guarded(&cell),
        false => cell,
    };
    let guarded = rows.map(|row| row.into_iter().enumerate().map(guard).collect());
    super::text(|out| write_with(b'\t', guarded, out))
}

/// A table as it was read; no cell is changed.
///
/// # Errors
/// When `out` takes no more.
pub fn table_csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let header = table.header().map(<[String]>::to_vec);
    let rows = (0..table.n_rows()).map(|row| table.row(row).map(str::to_owned).collect());
    write(header.into_iter().chain(rows), out)
}

/// Records as RFC 4180, without a byte order mark.
pub(super) fn write(
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_with(b',', rows, out)
}

fn write_with(
    delimiter: u8,
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    // The writer looks for quotes in all that is left of a cell whenever its buffer is full,
    // so a small buffer would make a long cell take quadratic time.
    const BUFFER_BYTES: usize = 1 << 20;
    let mut writer = csv::WriterBuilder::new()
        .buffer_capacity(BUFFER_BYTES)
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    for row in rows {
        writer.write_record(&row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })?;
    }
    writer.flush()
}

fn cells(record: &ExportRecord) -> Vec<String> {
    let ExportRecord {
        logon_name,
        display_name,
        status,
        urgency,
        days_left,
        restore_days_left,
        act_by,
        disabled_on,
        deprovisioned_on,
        restorable_until,
        lapsed_on,
        date_source,
        affiliations,
        reason,
        cause,
        department,
        email,
        in_directory,
        in_enrollment,
        problems,
    } = record;
    let number = |number: &Option<i64>| number.map_or(String::new(), |n| n.to_string());
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let word = |word: &Option<&'static str>| word.unwrap_or_default().to_owned();
    let date = |date: &Option<String>| date.clone().unwrap_or_default();
    vec![
        guarded(logon_name),
        guarded(display_name),
        (*status).to_owned(),
        word(urgency),
        number(days_left),
        number(restore_days_left),
        date(act_by),
        date(disabled_on),
        date(deprovisioned_on),
        date(restorable_until),
        date(lapsed_on),
        word(date_source),
        guarded(&affiliations.as_deref().unwrap_or_default().join(" ")),
        guarded(reason),
        word(cause),
        guarded(department),
        guarded(email),
        in_directory.map_or(String::new(), yes_no),
        yes_no(*in_enrollment),
        problems.join(" "),
    ]
}

/// A text that no spreadsheet takes for a formula; some take the full-width signs of East
/// Asian keyboards for the others.
pub(super) fn guarded(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') =>
        {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Builder;

    #[test]
    fn formulas_become_text() {
        for formula in [
            "=1", "+1", "-1", "@x", "\tx", "\rx", "\n=1", "\r\n", "＝1", "＋1", "－1",
            "＠x",
        ] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        assert_eq!(guarded("a=1"), "a=1");
        assert_eq!(guarded(""), "");
    }

    #[test]
    fn what_is_pasted_keeps_its_cells() {
        let rows = [["name", "days"], ["=1\t2", "-3"], ["two\nlines", "\"q\""]];
        let rows = rows.into_iter().map(|row| row.map(str::to_owned).to_vec());
        let pasted = tsv(rows, |place| place == 0);
        let expected =
            "name\tdays\r\n\"'=1\t2\"\t-3\r\n\"two\nlines\"\t\"\"\"q\"\"\"\r\n";
        assert_eq!(pasted, expected);
    }

    #[test]
    fn a_table_is_written_as_it_was_read() {
        let mut builder = Builder::default();
        builder.push(["=1", "two\nlines", "a \"b\""], 2).unwrap();
        builder.push(["short"], 4).unwrap();
        let header = ["A", "B", "C"].map(str::to_owned).to_vec();
        let table = builder.finish(Some(header));
        let csv = crate::export::text(|out| table_csv(&table, out));
        assert_eq!(csv, "A,B,C\r\n=1,\"two\nlines\",\"a \"\"b\"\"\"\r\nshort\r\n");
    }
}
