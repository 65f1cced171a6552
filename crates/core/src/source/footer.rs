//! What stands below a table and is no row of it: totals, counts of rows, and when and by
//! whom it was made.
//!
//! A footer is looked for from the end of a table upward, and ends at the first row that can
//! be somebody's, so that a person who is called `total` stays one.

use crate::table::Table;
use std::ops::Range;

/// How far above the end of a table a footer can begin.
pub(super) const MAX_ROWS: usize = 20;

/// How many lines a mail's ending has at most: thanks, a name, and what it says of itself.
const MAX_ENDING_LINES: usize = 6;

/// With what the last lines of a mail begin.
const SIGN_OFFS: [&[&str]; 29] = [
    &["viele", "grüße"],
    &["viele", "grüsse"],
    &["mit", "freundlichen"],
    &["freundliche", "grüße"],
    &["beste", "grüße"],
    &["liebe", "grüße"],
    &["danke"],
    &["vielen", "dank"],
    &["cordialement"],
    &["bien", "cordialement"],
    &["merci"],
    &["saludos"],
    &["un", "saludo"],
    &["gracias"],
    &["muchas", "gracias"],
    &["obrigado"],
    &["obrigada"],
    &["grazie"],
    &["cordiali", "saluti"],
    &["thanks"],
    &["thank", "you"],
    &["many", "thanks"],
    &["thx"],
    &["regards"],
    &["best", "regards"],
    &["kind", "regards"],
    &["best", "wishes"],
    &["cheers"],
    &["sincerely"],
];

/// Words that begin a line of totals, in the languages of the pages that lists come from.
const TOTALS: [&str; 25] = [
    "average",
    "mean",
    "median",
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sum",
    "count",
    "counts",
    "gesamt",
    "gesamtsumme",
    "gesamtergebnis",
    "insgesamt",
    "summe",
    "anzahl",
    "totaux",
    "totale",
    "totaal",
    "totalt",
    "итого",
    "всего",
    "合计",
    "总计",
    "合計",
];

/// Words of which, with a number, a count of rows consists.
const COUNTED: [&str; 42] = [
    "account",
    "accounts",
    "affected",
    "all",
    "entries",
    "entry",
    "exported",
    "found",
    "grand",
    "in",
    "item",
    "items",
    "line",
    "lines",
    "list",
    "listed",
    "mailbox",
    "mailboxes",
    "member",
    "members",
    "name",
    "names",
    "number",
    "object",
    "objects",
    "of",
    "people",
    "person",
    "persons",
    "record",
    "records",
    "report",
    "result",
    "results",
    "returned",
    "row",
    "rows",
    "sec",
    "selected",
    "set",
    "user",
    "users",
];

/// Words that tell how a report came about, beside another one of [`OF_REPORTS`].
const MADE: [&str; 9] = [
    "created",
    "downloaded",
    "exported",
    "finished",
    "generated",
    "prepared",
    "printed",
    "produced",
    "run",
];

const OF_REPORTS: [&str; 9] =
    ["at", "by", "date", "export", "for", "from", "list", "on", "report"];

/// The first row of the footer of the table in `rows`; their end when there is none.
pub(super) fn first_row(table: &Table, rows: Range<usize>) -> usize {
    let is_ending = |row: &usize| {
        /// More cells than thanks have with a comma in them.
        const MIN_CELLS: usize = 3;
        let cells: Vec<&str> = filled(table, *row).take(MIN_CELLS).collect();
        cells.len() < MIN_CELLS && is_sign_off(&cells.join(", "))
    };
    let ending = rows.start.max(rows.end.saturating_sub(MAX_ENDING_LINES))..rows.end;
    let mut first = ending.into_iter().find(is_ending).unwrap_or(rows.end);
    let rows = rows.start..first;
    for row in rows.clone().rev().take(MAX_ROWS) {
        if is_blank(table, row) {
            continue;
        }
        if !is_footer(table, row, rows.start) {
            break;
        }
        first = row;
    }
    first
}

/// A list without the footer at its end.
pub(super) fn without(list: &str) -> &str {
    let mut kept = list.trim_end();
    let mut above = kept;
    for _ in 0..MAX_ENDING_LINES {
        let start = above.rfind(['\r', '\n']).map_or(0, |at| at + 1);
        if start > 0 && is_sign_off(&above[start..]) {
            kept = above[..start].trim_end();
        }
        above = above[..start].trim_end();
    }
    for _ in 0..MAX_ROWS {
        let start = kept.rfind(['\r', '\n']).map_or(0, |at| at + 1);
        if start == 0 || !is_sentence(&kept[start..], 1) {
            break;
        }
        kept = kept[..start].trim_end();
    }
    kept
}

fn is_blank(table: &Table, row: usize) -> bool {
    table.row(row).all(|cell| cell.trim().is_empty())
}

fn filled(table: &Table, row: usize) -> impl Iterator<Item = &str> {
    table.row(row).map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether a row of the table that begins with row `start` cannot be anybody's.
fn is_footer(table: &Table, row: usize, start: usize) -> bool {
    /// A sentence with delimiters in it falls into few cells.
    const MAX_SENTENCE_CELLS: usize = 4;
    let above = (start..row).rev().take(MAX_ROWS);
    let usual = above.map(|row| filled(table, row).count()).max().unwrap_or(0);
    let cells: Vec<&str> = filled(table, row).take(MAX_SENTENCE_CELLS + 1).collect();
    let is_short = cells.len() < usual;
    let is_bare = table.width(row) == 1 && usual > 2 && is_below_blank(table, row, start);
    // The words of a sentence can be taken for cells that spaces separate.
    let is_split = cells.len() > 1 && cells.iter().all(|cell| !cell.contains(' '));
    is_bare
        || (is_short && is_totals(table, row))
        || (!is_short && is_totals(table, row) && adds_up(table, row, start))
        || (cells.len() <= MAX_SENTENCE_CELLS
            && (cells.len() == 1 || cells[0].contains(' '))
            && is_sentence(&cells.join(", "), 1))
        || (is_split && is_sentence(&filled(table, row).collect::<Vec<_>>().join(" "), 2))
}

/// Whether a row is a word such as “Total” and otherwise numbers.
fn is_totals(table: &Table, row: usize) -> bool {
    let mut cells = filled(table, row);
    let begins = cells.next().is_some_and(|first| {
        let words = words(first);
        let is_total = |word: &String| TOTALS.contains(&word.as_str());
        words
            .first()
            .is_some_and(|word| is_total(word) || word == "grand" || word == "sub")
            && words.iter().any(is_total)
    });
    let mut n_numbers = 0;
    begins
        && cells.all(|cell| {
            n_numbers += 1;
            number(cell).is_some() || cell.parse::<f64>().is_ok()
        })
        && n_numbers > 0
}

/// Whether a number in a row is how many rows are above it, or what they come to, or a blank
/// line sets the row apart.
fn adds_up(table: &Table, row: usize, start: usize) -> bool {
    let above = || (start..row).filter(|&row| !is_blank(table, row));
    let comes_to = |column: usize| -> u64 {
        above().filter_map(|row| number(table.cell(row, column))).sum()
    };
    is_below_blank(table, row, start)
        || (0..table.width(row)).any(|column| {
            number(table.cell(row, column)).is_some_and(|number| {
                number == above().count() as u64 || number == comes_to(column)
            })
        })
}

/// Whether there is a blank line between a row and the rows above it, with nothing but such
/// lines of text between.
fn is_below_blank(table: &Table, row: usize, start: usize) -> bool {
    let mut row = row;
    while row > start {
        let above = row - 1;
        let is_one_line = !table.row_text(above).contains(['\r', '\n']);
        if is_blank(table, above)
            || (is_one_line && table.line(row) > table.line(above) + 1)
        {
            return true;
        }
        if table.width(above) > 1 {
            return false;
        }
        row = above;
    }
    false
}

/// A whole number, with or without commas between its thousands.
fn number(cell: &str) -> Option<u64> {
    let cell = cell.trim();
    let is_digit = |b: u8| b.is_ascii_digit() || b == b',';
    if !cell.starts_with(|c: char| c.is_ascii_digit()) || !cell.bytes().all(is_digit) {
        return None;
    }
    cell.replace(',', "").parse().ok()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether a text reads like a footer and like nobody's name; a count of rows is one only
/// with `n_counted` words beside its numbers.
fn is_sentence(text: &str, n_counted: usize) -> bool {
    let text = text.trim();
    if text.contains(['@', '\\']) {
        return false;
    }
    let words = words(text);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let is_page = words.first().is_some_and(|word| word == "page")
        && words.get(1).is_some_and(|word| is_number(word));
    let is_end = words.starts_with(&["end".to_owned(), "of".to_owned()]);
    let is_made = words.len() > 1 && has(&MADE) && has(&OF_REPORTS);
    is_framed(text)
        || (words.is_empty() && text.chars().count() > 1)
        || is_count(&words, n_counted)
        || is_page
        || is_end
        || is_made
}

/// Whether a line ends a mail, or begins to: what stands below it is no list any more.
fn is_sign_off(line: &str) -> bool {
    /// Thanks, and to whom or by whom.
    const MAX_WORDS: usize = 8;
    let line = line.trim();
    if line.contains(['@', '\\']) {
        return false;
    }
    let words = words(line);
    // A single word may be somebody's name.
    let is_thanks = words.len() > 1
        || line.ends_with([',', '!', '.'])
        || matches!(words.first().map(String::as_str), Some("thanks" | "thx"));
    line == "--"
        || (is_thanks
            && words.len() <= MAX_WORDS
            && SIGN_OFFS.iter().any(|begin| {
                begin.len() <= words.len()
                    && begin.iter().eq(words.iter().take(begin.len()))
            }))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether words are numbers and at least `n_counted` words that say what was counted.
fn is_count(words: &[String], n_counted: usize) -> bool {
    let n_numbers = words.iter().filter(|word| is_number(word)).count();
    let counts = |word: &String| {
        let word = word.as_str();
        // The plural of “record(s)” falls off.
        is_number(word)
            || word == "s"
            || COUNTED.contains(&word)
            || TOTALS.contains(&word)
    };
    n_numbers > 0 && words.len() >= n_numbers + n_counted && words.iter().all(counts)
}

/// Whether a text stands between marks, as in `-- end of report --`.
fn is_framed(text: &str) -> bool {
    let mark =
        text.chars().next().filter(|c| matches!(c, '-' | '=' | '*' | '#' | '~' | '<'));
    let Some(mark) = mark else { return false };
    let close = if mark == '<' { '>' } else { mark };
    text.chars().take_while(|c| *c == mark).count() > 1
        && text.chars().rev().take_while(|c| *c == close).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Builder;

    /// The first row of the footer, below three rows of people; a row that begins with `\n`
    /// stands below a blank line.
    #[track_caller]
    fn check(rows: &[&[&str]], expected: Option<usize>) {
        let mut builder = Builder::default();
        let mut line = 1;
        for row in rows {
            let is_apart = row.first().is_some_and(|cell| cell.starts_with('\n'));
            line += u32::from(is_apart);
            builder
                .push(row.iter().map(|cell| cell.trim_start_matches('\n')), line)
                .unwrap();
            line += 1;
        }
        let table = builder.finish(None);
        let found = first_row(&table, 0..rows.len());
        assert_eq!((found < rows.len()).then_some(found), expected, "{rows:?}");
    }

    const ADA: &[&str] = &["alovel", "Lovelace, Ada", "RTSF", "12"];

    #[test]
    fn the_end_of_a_mail_is_a_footer() {
        let names: [&[&str]; 2] = [&["alovel"], &["ghopper"]];
        for end in [
            &[&["Thanks, Jo"][..]][..],
            &[&["Thank you!"], &["Jo"]],
            &[&["Best regards,"], &["Jo Doe"], &["Help Desk"]],
            &[&["thanks"]],
            &[&["--"], &["Jo"]],
        ] {
            check(&[&names[..], end].concat(), Some(2));
            let text: Vec<&str> = names.iter().chain(end).map(|row| row[0]).collect();
            assert_eq!(without(&text.join("\n")), "alovel\nghopper", "{end:?}");
        }
        // Somebody may be called so.
        check(&[&["alovel"], &["cheers"], &["ghopper"]], None);
        check(&[&["alovel"], &["regards@upenn.edu"], &["ghopper"]], None);
    }

    #[test]
    fn totals_and_remarks_are_footers() {
        for footer in [
            &["Total", "", "", "42"][..],
            &["TOTAL:", "", "", "1,042"],
            &["Grand total", "2", "", "42"],
            &["Total users: 4812"],
            &["Total users: 4,812", "", "", ""],
            &["Total", "2"],
            &["Report generated on 2026-11-18"],
            &["Report generated on Nov 18", " 2026 by jdoe", "", ""],
            &["Generated by Cloud Control on 11/18/2026 9:26:00 AM"],
            &["(12 rows affected)"],
            &["12 record(s) selected."],
            &["Number of accounts: 2"],
            &["-- end of report --"],
            &["*** END ***", "", "", ""],
            &["----------"],
            &["End of report"],
            &["3 rows in set (0.01 sec)"],
            &["Average", "", "", "21.3"],
            &["Gesamt", "2"],
            &["合计", "2"],
            &["Page 1 of 3"],
            &["Report", "generated", "on", "2026-11-18"],
            &["(2", "rows", "affected)"],
            &["\nConfidential"],
            &["\nFor the help desk only"],
        ] {
            check(&[ADA, ADA, footer], Some(2));
        }
        check(&[ADA, ADA, &["\nConfidential"], &["Total", "", "", "2"]], Some(2));
        check(&[ADA, ADA, &["\nFor us", "", "", ""], &["Total", "", "", "2"]], Some(3));
        check(
            &[ADA, ADA, &["", "", "", ""], &["Total", "", "", "2"], &["", ""]],
            Some(3),
        );
        check(&[ADA, ADA, &["\nFor the desk"], &["Not for others"]], Some(2));
    }

    #[test]
    fn people_are_no_footers() {
        for person in [
            &["total", "Total, Ann", "RTSF", "12"][..],
            &["total", "", "RTSF", "12"],
            &["total", "", "", ""],
            &["count", "Dracula, Count", "", ""],
            &["", "Report, Ann", "", ""],
            &["", "On Report, By", "", ""],
            &["report@upenn.edu", "", "", ""],
            &["Nobody, At All"],
            &["\njdoe", "", "", ""],
            &["page", "Page, Jo", "", "12"],
            &["run", "On, Jo", "", "12"],
            &["total", "12", "30", "42"],
        ] {
            check(&[ADA, ADA, person], None);
        }
        // In the middle it is a row, whatever it says.
        check(&[ADA, &["Total", "", "", "42"], ADA], None);
    }

    #[test]
    fn in_a_narrow_table_a_total_adds_up_or_stands_apart() {
        let rows = |last: &'static [&'static str]| -> Vec<&'static [&'static str]> {
            vec![&["alovel", "12"], &["ghopper", "30"], last]
        };
        check(&rows(&["Total", "2"]), Some(2));
        check(&rows(&["Total", "42"]), Some(2));
        check(&rows(&["\nTotal", "99"]), Some(2));
        check(&rows(&["Total users", "99"]), Some(2));
        check(&rows(&["total", "99"]), None);
        check(&[&["alovel"], &["total"]], None);
        check(&[&["alovel"], &["Total: 1"]], Some(1));
    }

    #[test]
    fn lists_lose_their_footer() {
        assert_eq!(without("ada\ngrace\n\n(2 rows affected)\r\n"), "ada\ngrace");
        assert_eq!(without("ada\ntotal\n"), "ada\ntotal");
        assert_eq!(without("Total users: 2"), "Total users: 2");
    }
}
