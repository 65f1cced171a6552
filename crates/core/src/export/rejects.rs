//! The rows with which something is wrong, as they were written, with the reason.

use super::csv::{guarded, write};
use crate::problem::Problem;
use crate::source::Source;
use crate::table::letter;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::iter;
use std::sync::Arc;

/// The rows of these sources of which a problem speaks, as CSV without a byte order mark:
/// the line on which the row begins, why it is here, and then every cell as it was written,
/// save that a spreadsheet takes none for a formula.
///
/// A row is there once, however many problems it has. A problem that no row has, such as one
/// of the whole file, is a record without cells. With several sources there is a column for
/// the file too; the columns are named by their letters, and the header of each file stands
/// above its rows, as a row without a reason.
///
/// Rows end where they ended in the file, so that the list grows with what is in it and not
/// with the widest row. The header is as wide as that one.
///
/// # Errors
/// When `out` takes no more.
pub fn rejects(sources: &[Arc<Source>], out: &mut dyn Write) -> io::Result<()> {
    Rejects::new(sources).advance(usize::MAX, out).map(drop)
}

/// The records of [`rejects()`], to be written in slices.
pub struct Rejects<'a> {
    records: iter::Peekable<Box<dyn Iterator<Item = Vec<String>> + 'a>>,
}

impl<'a> Rejects<'a> {
    /// Nothing is written yet.
    pub fn new(sources: &'a [Arc<Source>]) -> Rejects<'a> {
        let records: Box<dyn Iterator<Item = Vec<String>>> = match sources {
            [source] => Box::new(of_one(source)),
            _ => Box::new(of_several(sources)),
        };
        Rejects { records: records.peekable() }
    }

    /// Writes as many records, and says whether more are left.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn advance(&mut self, n_records: usize, out: &mut dyn Write) -> io::Result<bool> {
        write(self.records.by_ref().take(n_records), out)?;
        Ok(self.records.peek().is_some())
    }
}

/// The records of a single source.
fn of_one(source: &Source) -> impl Iterator<Item = Vec<String>> + '_ {
    let found = found(source);
    let names = source.table.header().unwrap_or_default();
    let width = width(source, &found).max(source.table.n_columns());
    let columns = (0..width).map(|column| match names {
        [] => letter(column),
        names => names.get(column).map_or(String::new(), |name| guarded(name)),
    });
    let header = ["line", "why"].map(str::to_owned).into_iter().chain(columns).collect();
    let records = found.into_iter().map(|(row, problems)| record(source, row, &problems));
    iter::once(header).chain(records)
}

/// The records of several sources, with the file of each.
fn of_several(sources: &[Arc<Source>]) -> impl Iterator<Item = Vec<String>> + '_ {
    let width = sources.iter().map(|source| match found(source) {
        found if found.is_empty() => 0,
        found => width(source, &found).max(names(source).len()),
    });
    let columns = (0..width.max().unwrap_or(0)).map(letter);
    let header = ["file", "line", "why"].map(str::to_owned).into_iter().chain(columns);
    // The records of a source are made when those of the one before are written.
    let blocks = sources.iter().flat_map(|source| {
        let found = found(source);
        let names = match (found.as_slice(), names(source)) {
            ([], _) | (_, []) => None,
            (_, names) => {
                let line =
                    source.how.header_line.map_or(String::new(), |n| n.to_string());
                let names = names.iter().map(|name| guarded(name));
                Some([line, String::new()].into_iter().chain(names).collect())
            }
        };
        let records =
            found.into_iter().map(|(row, problems)| record(source, row, &problems));
        names.into_iter().chain(records).map(|mut record: Vec<String>| {
            record.insert(0, guarded(&source.file));
            record
        })
    });
    iter::once(header.collect()).chain(blocks)
}

/// What the columns of a source are called there.
fn names(source: &Source) -> &[String] {
    source.table.header().unwrap_or_default()
}

/// The rows of a source that have problems, with these, from the top; before them what is
/// no row.
fn found(source: &Source) -> Vec<(Option<usize>, Vec<&Problem>)> {
    let mut of_rows: BTreeMap<usize, Vec<&Problem>> = BTreeMap::new();
    let mut found = Vec::new();
    for problem in &source.problems {
        match source.row_of(problem) {
            Some(row) => of_rows.entry(row).or_default().push(problem),
            None => found.push((None, vec![problem])),
        }
    }
    found.extend(of_rows.into_iter().map(|(row, problems)| (Some(row), problems)));
    found
}

/// How many cells the widest of these rows has.
fn width(source: &Source, found: &[(Option<usize>, Vec<&Problem>)]) -> usize {
    let rows = found.iter().filter_map(|(row, _)| *row);
    rows.map(|row| source.table.width(row)).max().unwrap_or(0)
}

/// A row, or what a problem without one says: the line, the reasons, and the cells.
fn record(source: &Source, row: Option<usize>, problems: &[&Problem]) -> Vec<String> {
    let line = match row {
        Some(row) => Some(source.table.line(row)),
        None => problems.first().and_then(|problem| problem.line),
    };
    let line = line.map_or(String::new(), |line| line.to_string());
    let reasons =
        problems.iter().map(|problem| why(problem)).collect::<Vec<_>>().join(" ");
    let cells = row.into_iter().flat_map(|row| source.table.row(row).map(guarded));
    [line, reasons].into_iter().chain(cells).collect()
}

/// What is wrong and what can be done, in one or two sentences behind the code.
fn why(problem: &Problem) -> String {
    let column = match &problem.column {
        Some(column) => format!("column “{column}”: "),
        None => String::new(),
    };
    // The text behind the colon stands in the row.
    let message = problem.message();
    let message = message.trim_end_matches([':', '.']);
    let (code, remedy) = (problem.code().as_str(), problem.code().remedy());
    format!("{code}: {column}{message}. {remedy}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{DEFAULT, Policy};
    use crate::source::{Config, Reader};

    fn read(name: &str, text: &str) -> Arc<Source> {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let mut reader = Reader::new(Config::new(name), policy);
        reader.push(text.as_bytes()).unwrap();
        Arc::new(reader.finish().unwrap())
    }

    fn rejected(sources: &[Arc<Source>]) -> String {
        crate::export::text(|out| rejects(sources, out))
    }

    const DIRECTORY: &str = "Display Name,Department,Logon Name\r\n\
        \"Lovelace, Ada\",=Math,alovel\r\n\
        \"Hopper, Grace\",\"a \"\"b\"\"\"\r\n\
        \"Liskov, Barbara\",CS,bliskov,extra\r\n\
        \"Lovelace, Ada\",=Math,alovel\r\n";

    #[test]
    fn rows_are_there_once_as_written_with_all_reasons() {
        let expected = "line,why,Display Name,Department,Logon Name,\r\n\
            3,\"no-logon-name: column “Logon Name”: No logon name. Fill in the \
            logon name, or remove the row. ragged: 2 cells where 3 are \
            expected. Check the row for a missing or an extra delimiter.\",\
            \"Hopper, Grace\",\"a \"\"b\"\"\"\r\n\
            4,ragged: 4 cells where 3 are expected. Check the row for a missing \
            or an extra delimiter.,\"Liskov, Barbara\",CS,bliskov,extra\r\n\
            5,\"duplicate: This name is on line 2 already. Nothing is lost: the earliest \
            date counts, of deletions the latest.\",\"Lovelace, Ada\",'=Math,alovel\r\n";
        assert_eq!(rejected(&[read("d.csv", DIRECTORY)]), expected);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let list = "=A1,Name,＋1,PennKey\r\n-1,\"\n=2\",@x,\r\n";
        let csv = rejected(&[read("e.csv", list)]);
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert_eq!(lines[0], "line,why,'=A1,Name,'＋1,PennKey");
        assert!(lines[1].ends_with("\",'-1,\"'\n=2\",'@x,"), "{}", lines[1]);
        let csv = rejected(&[read("=d.csv", list), read("e.csv", DIRECTORY)]);
        assert!(csv.contains("\r\n'=d.csv,1,,'=A1,Name,'＋1,PennKey\r\n"), "{csv}");
        assert!(csv.contains("\r\n'=d.csv,2,\"no-logon-name: "), "{csv}");
    }

    #[test]
    fn several_sources_stand_one_below_the_other() {
        let list = read("l.txt", "ada, ada bo\n\"ada\"\n");
        let fine = read("fine.csv", "Logon Name,Department,A,B,C,D\nada,x,,,,\n");
        let csv = rejected(&[read("d.csv", DIRECTORY), fine, list]);
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "file,line,why,A,B,C,D");
        assert_eq!(lines[1], "d.csv,1,,Display Name,Department,Logon Name");
        assert!(lines[3].starts_with("d.csv,4,ragged: "), "{}", lines[3]);
        assert!(lines[3].ends_with(",\"Liskov, Barbara\",CS,bliskov,extra"));
        assert!(lines[5].starts_with("l.txt,1,\"duplicate: "), "{}", lines[5]);
        assert!(lines[5].ends_with("\",ada"), "{}", lines[5]);
        assert!(lines[6].starts_with("l.txt,2,\"duplicate: "), "{}", lines[6]);
        assert!(lines[6].ends_with("\",\"\"\"ada\"\"\""), "{}", lines[6]);
        assert_eq!(lines.len(), 7);
    }

    /// One wide row, or many files, make no other row longer.
    #[test]
    fn the_list_grows_with_what_is_in_it() {
        let n_bytes = |n: usize| {
            let wide = format!("Logon Name,Expires in days\r\nx,1{}\r\n", ",y".repeat(n));
            let wide = wide + &",2,z\r\n".repeat(n);
            let sources: Vec<_> = (0..n)
                .map(|k| read(&format!("{k}.csv"), "Logon Name,A\r\n,1\r\n"))
                .collect();
            rejected(&[read("w.csv", &wide)]).len() + rejected(&sources).len()
        };
        let (once, twice) = (n_bytes(200), n_bytes(400));
        assert!(twice <= 2 * once + 1000, "{once} and {twice}");
    }

    #[test]
    fn slices_change_nothing() {
        let sources = [read("d.csv", DIRECTORY), read("l.txt", "ada ada ada")];
        for sources in [&sources[..], &sources[..1], &[]] {
            let mut rejects = Rejects::new(sources);
            let mut bytes = Vec::new();
            while rejects.advance(1, &mut bytes).unwrap() {}
            assert_eq!(String::from_utf8(bytes).unwrap(), rejected(sources));
        }
    }

    #[test]
    fn what_is_no_row_is_told_first() {
        let text = "Display Name,Logon Name\r\n\"Lovelace, Ada\",alo\0vel\r\n";
        let csv = rejected(&[read("d.csv", text)]);
        let expected = "line,why,Display Name,Logon Name\r\n\
            ,nul-bytes: There are NUL bytes in the text. Export the file again; the NUL \
            bytes are left out.\r\n";
        assert_eq!(csv, expected);
    }

    #[test]
    fn a_quote_within_a_row_is_told_of_that_row() {
        let text = "Display Name,Department,Logon Name\r\n\"Two\nlines\",\"a \"b\" c\",x\r\n\
                    \"Hopper, Grace\",Navy,y\r\n";
        let csv = rejected(&[read("d.csv", text)]);
        assert!(csv.contains("\r\n2,quote-stray: "), "{csv}");
        assert!(csv.contains(",\"Two\nlines\",\"a \"\"b\"\" c\",x\r\n"), "{csv}");
        assert_eq!(rejected(&[]), "file,line,why\r\n");
    }
}
