//! Findings in English: the only place that says them. Whoever shows days in another way
//! hands over how.

mod doubts;

use super::{
    Code, Defect, Excess, Finding, Foreign, JsonDefect, NextHeader, Problem, Unreadable,
};
use chrono::NaiveDate;
use std::fmt;

impl Code {
    /// What to call problems of this kind to a person.
    pub fn title(self) -> &'static str {
        match self {
            Code::AccentsLost => "Lost accents",
            Code::CellsJoined => "Cells put together",
            Code::ClocksDisagree => "Clocks that disagree",
            Code::DateMoved => "Dates that moved",
            Code::DateUnreadable => "Unreadable dates",
            Code::DatesMixed => "Mixed orders of day and month",
            Code::DelimiterOther => "Other delimiters",
            Code::DomainConflict => "Two domains for one name",
            Code::Duplicate => "Repeated names",
            Code::EncodingGuessed => "Guessed encoding",
            Code::EncodingMixed => "Mixed encodings",
            Code::Footer => "Lines below a table",
            Code::HeaderAgain => "Further headers",
            Code::IdShort => "Short IDs",
            Code::InDirectoryAgain => "Deleted, and there again",
            Code::InvisibleCharacters => "Invisible characters",
            Code::ListGoesOn => "Parts of a list",
            Code::ListedNotExpiring => "Listed, not expiring",
            Code::LabelsInRows => "Names of columns in every row",
            Code::Mojibake => "Garbled letters",
            Code::NamesConcealed => "Concealed names",
            Code::NoLogonName => "Rows without a logon name",
            Code::NotInNewestList => "No longer listed",
            Code::NulBytes => "NUL bytes",
            Code::NumberRounded => "Rounded numbers",
            Code::QuoteStray => "Stray quotes",
            Code::QuoteUnclosed => "Unclosed quotes",
            Code::Ragged => "Missing or extra cells",
            Code::ReportDateAssumed => "Assumed report date",
            Code::ReportDateDiffers => "Differing report date",
            Code::ReportStale => "Old reports",
            Code::RowsQuoted => "Rows in quotes",
            Code::SampleContradicted => "A change further down",
            Code::SheetUnread => "Sheets that were not read",
            Code::UnknownAffiliation => "Unknown affiliations",
            Code::ValueCut => "Values cut off",
            Code::ValueWrapped => "Values on several lines",
        }
    }

    /// What the user can do about it, in a sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Code::AccentsLost => {
                "Export the file again as UTF-8: the letters are lost in this one."
            }
            Code::CellsJoined => {
                "Export the file with quotes around its cells. If the parts do not belong \
                 together, choose the delimiter yourself: then every row stays as it is."
            }
            Code::ClocksDisagree => {
                "The scheduled date is kept; run the report again if in doubt."
            }
            Code::DateMoved => "Nothing is to be done: the newer report counts.",
            Code::DateUnreadable => {
                "Write the date as 2026-12-01, or the days as a number."
            }
            Code::DatesMixed => {
                "Write the date as 2026-12-01, or add the days until then as a number."
            }
            Code::DelimiterOther => "Check that its cells are where they belong.",
            Code::DomainConflict => "Check that both rows are the same person.",
            Code::Duplicate => {
                "Nothing is lost: the earliest date counts, of deletions the latest."
            }
            Code::EncodingGuessed => {
                "If letters look wrong, choose another encoding, or save the file as UTF-8."
            }
            Code::EncodingMixed => "Save the file again as UTF-8.",
            Code::Footer => "Nothing is to be done: it is nobody’s row.",
            Code::HeaderAgain => {
                "If it is a table of another kind, put it into a file of its own."
            }
            Code::IdShort => "Write its leading zeros again, or export the file as text.",
            Code::InDirectoryAgain => {
                "Look whether the account was restored already, or made anew."
            }
            Code::InvisibleCharacters => {
                "Nothing is lost: the name counts without them. Check that it is the right one."
            }
            Code::ListGoesOn => {
                "Fetch the other parts too, or the list as a whole, and use that."
            }
            Code::ListedNotExpiring => {
                "Nothing is to be done, if “Expiring” was ticked for this list."
            }
            Code::LabelsInRows => {
                "Check that they are right. If not, choose the columns yourself, or say that the \
                 header is on line 0."
            }
            Code::Mojibake => {
                "Export the file again as UTF-8: this one was converted once too often."
            }
            Code::NamesConcealed => {
                "In the Microsoft 365 admin center, under Settings, Org settings, Reports, let \
                 reports show names; then export this one again."
            }
            Code::NoLogonName => "Fill in the logon name, or remove the row.",
            Code::NotInNewestList => {
                "Look whether it was saved, or is deprovisioned meanwhile."
            }
            Code::NulBytes => "Export the file again; the NUL bytes are left out.",
            Code::NumberRounded => {
                "Export the file again and keep it away from Excel, or format the column as text."
            }
            Code::QuoteStray => "Double the quote inside the cell.",
            Code::QuoteUnclosed => "Close the quote, or remove it.",
            Code::Ragged => "Check the row for a missing or an extra delimiter.",
            Code::ReportDateAssumed => "Say when the report was made.",
            Code::ReportDateDiffers => "Check the day on which the report was made.",
            Code::ReportStale => "Run the report again to see what has changed since.",
            Code::RowsQuoted => {
                "Check the first of them. If they are single cells, choose the delimiter \
                 yourself: then every row stays as it is."
            }
            Code::SheetUnread => {
                "Save each of them as a file of its own to use it too, or choose it instead."
            }
            Code::SampleContradicted => {
                "Say how to read the file, or split it at this line."
            }
            Code::ValueCut => {
                "Export the list as CSV: what is printed on a screen is cut to its width."
            }
            Code::ValueWrapped => {
                "Check it, or export the list as CSV: on a screen long values are wrapped."
            }
            Code::UnknownAffiliation => {
                "Check the code, or add it to the affiliations of the rules."
            }
        }
    }
}

impl Finding {
    /// What is wrong, in a sentence. One that ends with a colon is about the text behind it.
    /// `day` writes a day as the reader does.
    pub fn message(&self, day: impl Fn(NaiveDate) -> String) -> String {
        let fixed = match self {
            Finding::AccentsLost => "Letters have become question marks:",
            Finding::BytesForeign { encoding } => {
                return format!(
                    "Some bytes are not {encoding}; they were read as Windows-1252."
                );
            }
            Finding::CellsJoined { n_rows, lines, columns, is_sure } => {
                let columns: Vec<String> =
                    columns.iter().map(|name| format!("“{name}”")).collect();
                let (rows, lines) = (counted_rows(*n_rows), listed_lines(lines, *n_rows));
                let how = match is_sure {
                    true => "The parts were put together again",
                    false => {
                        "Which parts belong together is assumed; they were put together"
                    }
                };
                return format!(
                    "In {rows} a cell without quotes has the delimiter in it ({lines}). \
                     {how}, under {}:",
                    columns.join(" and ")
                );
            }
            Finding::CharacterCut => {
                "The file ends in the middle of a character, so more of it may be missing. \
                 This byte is left over and not read:"
            }
            Finding::ClocksDisagree { n_days } => {
                return format!("The two clocks disagree by {}:", days(*n_days));
            }
            Finding::DateMoved { before, now } => {
                let (before, now) = (day(*before), day(*now));
                return format!("An older report says {before}, this one {now}:");
            }
            Finding::DateUnreadable => "Not a date:",
            Finding::DatesMixed => {
                "Some dates of this column have the day first and some the month, and nothing \
                 tells which this one has:"
            }
            Finding::DatesSwapped => {
                "The texts of this column have the other order of day and month than Excel, \
                 which may have swapped them in this real date:"
            }
            Finding::DaysUnreadable => "Not a number of days:",
            Finding::DelimiterOther { separator } => {
                return format!("Separated by “{separator}”:");
            }
            Finding::DomainConflict { first_line } => {
                return format!(
                    "This name has another domain than on line {first_line}:"
                );
            }
            Finding::Duplicate { first_line } => {
                return format!("This name is on line {first_line} already:");
            }
            Finding::EncodingGuessed { encoding } => {
                return format!(
                    "The file does not say how its letters are written; {encoding} fits \
                     best, and was taken."
                );
            }
            Finding::Footer => "Below the table, and no row of it:",
            Finding::HalvesAlone => {
                "Some halves of characters stand alone; each was read as “\u{fffd}”."
            }
            Finding::HeaderAgain { header } => header.message(),
            Finding::IdShort { n_digits } => {
                return format!("{n_digits} digits, where most IDs have more:");
            }
            Finding::InDirectoryAgain => {
                "This account was deleted, and is in the directory:"
            }
            Finding::InvisibleCharacters => "A name with characters that nobody can see:",
            Finding::ListGoesOn => {
                "This is one part of a list, and others are elsewhere:"
            }
            Finding::LabelsInRows => {
                "Every row has the names of the columns in it, and they were taken from there:"
            }
            Finding::Mojibake => "UTF-8 was taken for Windows-1252 here, and saved:",
            Finding::More { n, .. } => {
                return format!("There are {n} more like those that are listed.");
            }
            Finding::NamesConcealed { n_names } => {
                return format!(
                    "{n_names} of the logon names are 32 digits: the real names are \
                     concealed, so this file matches no other:"
                );
            }
            Finding::NamesEnd => {
                "From here on there are hardly any logon names in their column:"
            }
            Finding::NoLogonName => "No logon name:",
            Finding::NotInNewestList { newest } => {
                let newest = day(*newest);
                return format!("The report of {newest} does not name it any more:");
            }
            Finding::NulBytes => "There are NUL bytes in the text.",
            Finding::NumberRounded => "Rounded by a spreadsheet:",
            Finding::QuoteStray => "A quote inside a quoted cell:",
            Finding::QuoteUnclosed => "A quote is opened and never closed:",
            Finding::Ragged { n_cells, n_expected } => {
                return format!("{n_cells} cells where {n_expected} are expected:");
            }
            Finding::ReportDateDiffers { implied } => {
                let on = day(*implied);
                return format!("You say when the report was made; its rows say {on}.");
            }
            Finding::ReportStale { made_on, age_days } => {
                let (on, age) = (day(*made_on), days(*age_days));
                return format!("This report of {on} is {age} old.");
            }
            Finding::RowsQuoted { n_rows, lines } => {
                let are = if *n_rows == 1 { "stands" } else { "stand" };
                let (rows, lines) = (counted_rows(*n_rows), listed_lines(lines, *n_rows));
                return format!(
                    "{rows} {are} in quotes as a whole ({lines}), and were read without \
                     these quotes."
                );
            }
            Finding::SheetsUnread { n_sheets } => {
                return match n_sheets {
                    1 => "Another sheet has columns of accounts too and was not read:"
                        .to_owned(),
                    n => format!(
                        "{n} other sheets have columns of accounts too and were not read:"
                    ),
                };
            }
            Finding::SeparatorsChange => {
                "From here on rows are separated otherwise than above:"
            }
            Finding::ValueCut => "This value is cut off:",
            Finding::ValueWrapped => {
                "This value stands on several lines, and was put together without a space:"
            }
            Finding::WidthChanges { n_expected } => {
                return format!(
                    "From here on rows have not the {n_expected} cells that those above \
                     have:"
                );
            }
        };
        fixed.to_owned()
    }
}

impl NextHeader {
    fn message(self) -> &'static str {
        match self {
            NextHeader::Repeated => "Here the column is named once more:",
            NextHeader::OfNobody => {
                "Here another table begins, with no column of logon names; its rows are taken \
                 for nobody’s:"
            }
            NextHeader::WithoutNames => {
                "Here columns are named once more, but none of logon names, so those above \
                 still count:"
            }
            NextHeader::OfFlagged => {
                "Here a table of flagged accounts begins; it is read as more of the directory:"
            }
            NextHeader::OfUnflagged => {
                "Here a table begins that says nothing of expiring; it is read as more of the \
                 list:"
            }
            NextHeader::Other => "Here another table begins, with columns of its own:",
        }
    }
}

fn counted_rows(n: usize) -> String {
    format!("{n} row{}", if n == 1 { "" } else { "s" })
}

/// The first lines of so many, such as `lines 2, 3, 4 and 5 more`.
pub(super) fn listed_lines(lines: &[u32], n_all: usize) -> String {
    let numbers: Vec<String> = lines.iter().map(u32::to_string).collect();
    let more = match n_all.saturating_sub(lines.len()) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    format!("line{} {}{more}", if n_all == 1 { "" } else { "s" }, numbers.join(", "))
}

fn days(n: u64) -> String {
    format!("{n} day{}", if n == 1 { "" } else { "s" })
}

/// A day where nobody says how to write it.
fn plain_day(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

impl Problem {
    /// What is wrong, in a sentence.
    pub fn message(&self) -> String {
        self.finding.message(plain_day)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}: ", self.code().as_str())?;
        if let Some(column) = &self.column {
            write!(f, "column “{column}”: ")?;
        }
        write!(f, "{}", self.message())?;
        if !self.text.is_empty() {
            write!(f, " “{}”", self.text)?;
        }
        write!(f, " {}", self.code().remedy())
    }
}

/// What to do with a workbook of a format that is not read.
const SAVE_AS: &str = "Open it in Excel, choose Save As, “Excel Workbook” or “CSV UTF-8”, and use that file.";
const EXPORT_FROM_POWERSHELL: &str =
    "Save it as CSV: in PowerShell, end the command with “| Export-Csv users.csv”.";
const EXPORT_CSV: &str = "Export the report as CSV and use that.";
const UNPACK: &str = "Unpack it and use the file that is inside.";
const MEND_LINE: &str = "Look whether line ends are missing there; mend or remove that line, and use the rest.";

impl Unreadable {
    /// What the file is, or what is wrong with it.
    pub fn message(&self) -> String {
        let fixed = match self {
            Unreadable::Blank => "This is empty: there is not a single character in it.",
            Unreadable::BrowserFailed { reason } => {
                // Some browsers end their sentence, and some do not.
                let reason = reason.trim_end_matches('.');
                return format!("The browser could not read this file: {reason}.");
            }
            Unreadable::CellsTooMany { line, max } => {
                return format!("Line {line} has more than {max} cells.");
            }
            Unreadable::ColumnUnknown { name, role, .. } => {
                return format!("There is no column “{name}” for the {role}.");
            }
            Unreadable::Damaged(defect) => {
                return format!("This workbook is damaged: {defect}.");
            }
            Unreadable::FileTooLarge { max_mib } => {
                return format!("This file is larger than {max_mib} MiB.");
            }
            Unreadable::Foreign(format) => format.message(),
            Unreadable::HeaderMissing { line, .. } => {
                return format!(
                    "No row begins on line {line}, so it cannot name the columns."
                );
            }
            Unreadable::Json { line, defect } => return json_message(*line, defect),
            Unreadable::LineTooLong { line, max_mib } => {
                return format!("Line {line} is longer than {max_mib} MiB.");
            }
            Unreadable::Locked => "This workbook is protected by a password.",
            Unreadable::NamesMissing { .. } => "None of the columns holds logon names.",
            Unreadable::NoMemory => "There is not enough memory for this file.",
            Unreadable::NoRow { sheet } => {
                return match sheet {
                    Some(sheet) => format!("There is not a single row in “{sheet}”."),
                    None => "There is not a single row in it.".to_owned(),
                };
            }
            Unreadable::NoTable => "There is no table in it.",
            Unreadable::NotText => {
                "This is not text: it is full of bytes that no table has."
            }
            Unreadable::OwnReport => "This is a report that was made with Reprieve.",
            Unreadable::PageWithoutText => {
                "This is a web page without a table or a text: there are only tags in it."
            }
            Unreadable::RulesRefused { why } => return why.clone(),
            Unreadable::SheetUnknown { name, .. } => {
                return format!("There is no sheet “{name}”.");
            }
            Unreadable::SingleLine => {
                "This is a single line of text, not a table or a list of names."
            }
            Unreadable::TextTooLarge { max_gib } => {
                return format!("This file is larger than {max_gib} GiB.");
            }
            Unreadable::TooMuch(excess) => {
                return format!("There is more in this file than can be read: {excess}.");
            }
        };
        fixed.to_owned()
    }

    /// What to do.
    pub fn remedy(&self) -> String {
        let fixed = match self {
            Unreadable::Blank | Unreadable::NoRow { .. } => {
                "Run the export again, and check that it has rows."
            }
            Unreadable::BrowserFailed { .. } => {
                "Check that it still is where it was and is not open elsewhere, and drop it \
                 again."
            }
            Unreadable::CellsTooMany { .. } => MEND_LINE,
            Unreadable::ColumnUnknown { columns, .. } => {
                return format!("The columns are: {}.", columns.join(", "));
            }
            Unreadable::Damaged(_) => {
                "Open it in Excel or LibreOffice and save it again, or save it as CSV."
            }
            Unreadable::FileTooLarge { .. } => {
                "Save it as CSV, which can be of any size."
            }
            Unreadable::Foreign(format) => format.remedy(),
            Unreadable::HeaderMissing { last_line, .. } => {
                return format!(
                    "Choose one of the lines up to {last_line}, or 0 for none."
                );
            }
            Unreadable::Json { defect: JsonDefect::Broken | JsonDefect::Cut, .. } => {
                "Export it again, as CSV if you can: in PowerShell, end the command with \
                 “| Export-Csv users.csv”."
            }
            Unreadable::Json { .. } => EXPORT_FROM_POWERSHELL,
            Unreadable::LineTooLong { .. } => {
                "Look whether line ends are missing there, or a cell holds a whole file; mend \
                 or remove that line, and use the rest."
            }
            Unreadable::Locked => {
                "Open it, remove the password, save it, and use that file."
            }
            Unreadable::NamesMissing { columns, n_more } => {
                let mut columns = columns.clone();
                if *n_more > 0 {
                    columns.push(format!("and {n_more} more"));
                }
                return format!(
                    "Check that the report has its column of logon names; of a list, keep the \
                     names alone, each on a line. The columns are: {}.",
                    columns.join(", ")
                );
            }
            Unreadable::NoMemory => {
                "Close what is not needed and try again, or split the file and use the parts."
            }
            Unreadable::NoTable => "Use the CSV report, or a list of names.",
            Unreadable::NotText => "Use the CSV file itself, or a list of names.",
            Unreadable::OwnReport => "Use the files from which it was made.",
            Unreadable::PageWithoutText => {
                "Open the page in a browser and copy the table from there, or export the list \
                 as CSV."
            }
            Unreadable::RulesRefused { .. } => {
                "Mend that and drop the file again. The rules are as they were."
            }
            Unreadable::SheetUnknown { sheets, .. } => {
                return format!("The sheets are: {}.", sheets.join(", "));
            }
            Unreadable::SingleLine => {
                "Use the CSV report, or a list with one name a line."
            }
            Unreadable::TextTooLarge { .. } => "Split it, and use the parts.",
            Unreadable::TooMuch(_) => {
                "Delete the sheets, columns and rows that are not needed and save it again, or \
                 save it as CSV. If the file is small, ask who made it: such files are made to \
                 do harm."
            }
        };
        fixed.to_owned()
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message(), self.remedy())
    }
}

/// Why JSON is no table.
fn json_message(line: u32, defect: &JsonDefect) -> String {
    match defect {
        JsonDefect::Broken => format!("This JSON is broken on line {line}."),
        JsonDefect::Cut => format!("This JSON is cut off: it ends on line {line}."),
        JsonDefect::Nested { key } => format!(
            "This is JSON, but not a table: on line {line}, “{key}” has further objects in it."
        ),
        JsonDefect::NoObject => {
            format!("This is JSON, but not a table: on line {line} stands no object.")
        }
        JsonDefect::SeveralLists { key } => format!(
            "This is JSON with several lists: “{key}” on line {line} is another one."
        ),
    }
}

impl Foreign {
    fn message(self) -> &'static str {
        match self {
            Foreign::Calendar => "This is a calendar, not a table.",
            Foreign::Contacts => "These are contacts (vCard), not a table.",
            Foreign::FixedWidth => {
                "This table was printed on a screen, and where its values end cannot be told: \
                 some are wrapped, or run into each other."
            }
            Foreign::Gzip => "This is a gzip archive.",
            Foreign::Ldif => {
                "This is an LDIF export of a directory service, not a table."
            }
            Foreign::Mail => "This is a saved e-mail message.",
            Foreign::Numbers => "This is a spreadsheet of Apple Numbers.",
            Foreign::OldOffice => "This is an old Office file, but no Excel workbook.",
            Foreign::Pdf => "This is a PDF document, not a table.",
            Foreign::Picture => "This is a picture, not a table.",
            Foreign::PowerShellXml => "This is XML that PowerShell wrote, not a table.",
            Foreign::Presentation => "This is a presentation, not a table.",
            Foreign::PropertyList => {
                "This was printed on a screen with one property on each line, and which lines \
                 belong together cannot be told."
            }
            Foreign::TextDocument => "This is a text document, as Word writes it.",
            Foreign::Xml => "This is an XML document, not a table.",
            Foreign::XmlSpreadsheet => "This is an Excel 2003 XML spreadsheet.",
            Foreign::Zip => "This is a ZIP archive.",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Foreign::Calendar
            | Foreign::Contacts
            | Foreign::Ldif
            | Foreign::OldOffice
            | Foreign::Pdf
            | Foreign::Picture
            | Foreign::Presentation
            | Foreign::Xml => EXPORT_CSV,
            Foreign::FixedWidth | Foreign::PropertyList => {
                "Save it as CSV: in PowerShell, end the command with “| Export-Csv users.csv”, \
                 and leave out Format-List and Format-Table."
            }
            Foreign::PowerShellXml => EXPORT_FROM_POWERSHELL,
            Foreign::Mail | Foreign::TextDocument => {
                "Open it, copy the table or the list, and paste it; or save what is attached \
                 and use that. CSV and Excel workbooks are read as they are."
            }
            Foreign::Numbers => "Choose File, Export To, CSV, and use that file.",
            Foreign::Gzip | Foreign::Zip => UNPACK,
            Foreign::XmlSpreadsheet => SAVE_AS,
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Defect::NoSheet => f.write_str("it has no sheet"),
            Defect::PartEncrypted { part } => write!(f, "its part “{part}” is encrypted"),
            Defect::PartUnreadable { part, why } => {
                write!(f, "its part “{part}” cannot be read")?;
                why.as_ref().map_or(Ok(()), |why| write!(f, ": {why}"))
            }
            Defect::PartsListBroken => {
                f.write_str("the list of its parts is broken, or a part is cut off")
            }
            Defect::PartsListMissing => f.write_str(
                "its list of parts, which stands at the end of the file, is missing",
            ),
            Defect::SheetCut => f.write_str("a sheet ends in the middle"),
            Defect::SheetMisplaced => {
                f.write_str("a sheet does not begin where it should")
            }
            Defect::VersionUnknown => f.write_str("it does not say which Excel wrote it"),
        }
    }
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Excess::Cells { max } => {
                write!(f, "a sheet or table has more than {max} cells")
            }
            Excess::Parts => {
                f.write_str("it names more sheets and parts than any workbook has")
            }
            Excess::RowCells { max } => write!(f, "a row has more than {max} cells"),
            Excess::RowText { line, max_mib } => {
                write!(f, "row {line} has more than {max_mib} MiB of text")
            }
            Excess::SharedTexts { max } => {
                write!(f, "it has more than {max} shared texts")
            }
            Excess::Styles { max } => write!(f, "it has more than {max} styles"),
            Excess::TableCells => f.write_str("its tables have too many cells"),
            Excess::Tables { max } => write!(f, "it has more than {max} tables"),
            Excess::Text { part } => {
                f.write_str("a single text is too long")?;
                part.as_ref().map_or(Ok(()), |part| write!(f, ", in its part “{part}”"))
            }
            Excess::Texts { max_mib } => {
                write!(f, "its texts have more than {max_mib} MiB")
            }
            Excess::Unpacked { part } => {
                write!(f, "it unpacks to too many bytes, in its part “{part}”")
            }
        }
    }
}
