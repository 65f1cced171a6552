//! The rows with which something is wrong, as they were written, with the reason.

use super::csv::{guarded, write};
use crate::problem::Problem;
use crate::source::Source;
use crate::table::letter;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// The rows of these sources of which a problem speaks, as CSV without a byte order mark:
/// every cell as it was written, save that a spreadsheet takes none for a formula, then the
/// line on which the row begins and why it is here.
///
/// A row is there once, however many problems it has. A problem that no row has, such as one
/// of the whole file, is a record without cells. With several sources there is a column for
/// the file too, and each source has columns of its own, side by side.
///
/// # Errors
/// When `out` takes no more.
pub fn rejects(sources: &[Arc<Source>], out: &mut dyn Write) -> io::Result<()> {
    let blocks: Vec<Block> = sources.iter().map(|source| Block::new(source)).collect();
    let n_cells: usize = blocks.iter().map(|block| block.n_columns).sum();
    let names_file = sources.len() > 1;
    let mut header: Vec<String> = blocks.iter().flat_map(Block::header).collect();
    header.extend(names_file.then(|| "file".to_owned()));
    header.extend(["line", "why"].map(str::to_owned));
    let places = blocks.iter().scan(0, |n_before, block| {
        *n_before += block.n_columns;
        Some((block, *n_before - block.n_columns))
    });
    // One at a time: with many files each is long.
    let records = places.flat_map(|(block, n_before)| {
        block.found.iter().map(move |(row, problems)| {
            let mut record = vec![String::new(); n_before];
            record.extend(block.cells(*row));
            record.resize(n_cells, String::new());
            record.extend(names_file.then(|| guarded(&block.source.file)));
            record.push(
                block.line(*row, problems).map_or(String::new(), |l| l.to_string()),
            );
            record.push(problems.iter().map(|p| why(p)).collect::<Vec<_>>().join(" "));
            record
        })
    });
    write(std::iter::once(header).chain(records), out)
}

/// The rows of one source.
struct Block<'a> {
    source: &'a Source,
    n_columns: usize,
    /// Rows with their problems, from the top; before them what is no row.
    found: Vec<(Option<usize>, Vec<&'a Problem>)>,
}

impl<'a> Block<'a> {
    fn new(source: &'a Source) -> Block<'a> {
        let mut of_rows: BTreeMap<usize, Vec<&Problem>> = BTreeMap::new();
        let mut found = Vec::new();
        for problem in &source.problems {
            match source.row_of(problem) {
                Some(row) => of_rows.entry(row).or_default().push(problem),
                None => found.push((None, vec![problem])),
            }
        }
        let widths = of_rows.keys().map(|row| source.table.width(*row));
        let n_columns = widths.chain([source.table.n_columns()]).max().unwrap_or(0);
        found.extend(of_rows.into_iter().map(|(row, problems)| (Some(row), problems)));
        Block { source, n_columns, found }
    }

    /// The cells of a row; none of what is no row.
    fn cells(&self, row: Option<usize>) -> impl Iterator<Item = String> {
        row.into_iter().flat_map(|row| self.source.table.row(row).map(guarded))
    }

    /// The line on which a row begins, or the one of which a problem speaks that has none.
    fn line(&self, row: Option<usize>, problems: &[&Problem]) -> Option<u32> {
        match row {
            Some(row) => Some(self.source.table.line(row)),
            None => problems.first().and_then(|problem| problem.line),
        }
    }

    /// The names of the columns as written, or their letters.
    fn header(&self) -> impl Iterator<Item = String> {
        let header = self.source.table.header();
        (0..self.n_columns).map(move |column| match header {
            Some(names) => names.get(column).map_or(String::new(), |name| guarded(name)),
            None => letter(column),
        })
    }
}

/// What is wrong and what can be done, in one or two sentences behind the code.
fn why(problem: &Problem) -> String {
    let column = match &problem.column {
        Some(column) => format!("column “{column}”: "),
        None => String::new(),
    };
    // The text behind the colon stands in the row.
    let message = problem.message.trim_end_matches([':', '.']);
    let (code, remedy) = (problem.code.as_str(), problem.code.remedy());
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
        let expected = "Display Name,Department,Logon Name,,line,why\r\n\
            \"Hopper, Grace\",\"a \"\"b\"\"\",,,3,\"no-logon-name: column “Logon Name”: There is \
            no logon name here. Fill in the logon name, or remove the row. ragged: This row \
            has 2 cells where 3 are expected. Check the row for a missing or an extra \
            delimiter.\"\r\n\
            \"Liskov, Barbara\",CS,bliskov,extra,4,ragged: This row has 4 cells where 3 are \
            expected. Check the row for a missing or an extra delimiter.\r\n\
            \"Lovelace, Ada\",'=Math,alovel,,5,\"duplicate: This name is on line 2 already. \
            Nothing is lost: the earliest date counts, of deletions the latest.\"\r\n";
        assert_eq!(rejected(&[read("d.csv", DIRECTORY)]), expected);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let list = "=A1,Name,＋1,PennKey\r\n-1,\"\n=2\",@x,\r\n";
        let csv = rejected(&[read("=d.csv", list), read("e.csv", DIRECTORY)]);
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert!(lines[0].starts_with("'=A1,Name,'＋1,PennKey,"), "{}", lines[0]);
        assert!(lines[1].starts_with("'-1,\"'\n=2\",'@x,,"), "{}", lines[1]);
        assert!(lines[1].contains(",'=d.csv,2,\"no-logon-name: "), "{}", lines[1]);
    }

    #[test]
    fn several_sources_stand_side_by_side() {
        let list = read("l.txt", "ada, ada bo\n\"ada\"\n");
        let csv = rejected(&[read("d.csv", DIRECTORY), list]);
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "Display Name,Department,Logon Name,,A,file,line,why");
        assert!(
            lines[2].starts_with("\"Liskov, Barbara\",CS,bliskov,extra,,d.csv,4,ragged")
        );
        assert!(lines[4].starts_with(",,,,ada,l.txt,1,\"duplicate: "), "{}", lines[4]);
        assert!(lines[5].starts_with(",,,,\"\"\"ada\"\"\",l.txt,2,\"duplicate: "));
        assert_eq!(lines.len(), 6);
    }

    #[test]
    fn what_is_no_row_is_told_first() {
        let text = "Display Name,Logon Name\r\n\"Lovelace, Ada\",alo\0vel\r\n";
        let csv = rejected(&[read("d.csv", text)]);
        let expected = "Display Name,Logon Name,line,why\r\n\
            ,,,nul-bytes: There are NUL bytes in the text. Export the file again; the NUL \
            bytes are left out.\r\n";
        assert_eq!(csv, expected);
    }

    #[test]
    fn a_quote_within_a_row_is_told_of_that_row() {
        let text = "Display Name,Department,Logon Name\r\n\"Two\nlines\",\"a \"b\" c\",x\r\n\
                    \"Hopper, Grace\",Navy,y\r\n";
        let csv = rejected(&[read("d.csv", text)]);
        assert!(
            csv.contains("\"Two\nlines\",\"a \"\"b\"\" c\",x,2,quote-stray: "),
            "{csv}"
        );
        assert_eq!(rejected(&[]), "line,why\r\n");
    }
}
