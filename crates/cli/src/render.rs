//! The answer as a table for people.

use crate::layout::{GAP, Wish, cut, fit, pad};
use crate::standing;
use crate::words::{day, plain, relative};
use anstyle::Style;
use chrono::NaiveDate;
use reprieve_core::advice;
use reprieve_core::answer::{Answer, DateSource, Place, Row, Suggestions};
use reprieve_core::export::{self, Rows};
use reprieve_core::lifecycle::Milestones;
use reprieve_core::problem::Code;
use reprieve_core::role::Role;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Below this width a cell of free text is not worth showing.
const LEAST_TEXT: usize = 10;

struct TableColumn {
    title: &'static str,
    /// Which columns stay when there is no room for all; 0 stays longest.
    rank: u8,
    /// Whether its cells may be cut.
    cuts: bool,
    text: fn(&Answer, &Row, &Suggestions) -> String,
}

#[rustfmt::skip]
const COLUMNS: [TableColumn; 14] = [
    TableColumn { title: "Name", rank: 2, cuts: true, text: name },
    TableColumn { title: "Logon name", rank: 0, cuts: false, text: logon_name },
    TableColumn { title: "State", rank: 1, cuts: false, text: state },
    TableColumn { title: "Act by", rank: 3, cuts: false, text: act_by },
    TableColumn { title: "Days left", rank: 4, cuts: false, text: days_left },
    TableColumn { title: "Disabled", rank: 9, cuts: false, text: disabled_on },
    TableColumn { title: "Deprovisioned", rank: 5, cuts: false, text: deprovisioned_on },
    TableColumn { title: "Restorable until", rank: 6, cuts: false, text: restorable_until },
    TableColumn { title: "Date from", rank: 11, cuts: false, text: date_source },
    TableColumn { title: "Cause", rank: 8, cuts: true, text: cause },
    TableColumn { title: "Next step", rank: 7, cuts: true, text: next_step },
    TableColumn { title: "Affiliations", rank: 12, cuts: true, text: affiliations },
    TableColumn { title: "Department", rank: 13, cuts: true, text: department },
    TableColumn { title: "Notes", rank: 10, cuts: true, text: notes },
];

/// The accounts of an answer, as they are going to be shown. Their cells are worked out
/// twice, for the widths and when they are written, and are never all there at once.
pub(crate) struct TerminalTable<'a> {
    answer: &'a Answer,
    which: Rows,
    meant: Suggestions,
    /// The columns that are shown, with their widths.
    columns: Vec<(&'static TableColumn, usize)>,
    /// The columns for which there is no room.
    pub(crate) left_out: Vec<&'static str>,
    /// Whether there is nobody in it.
    pub(crate) is_empty: bool,
}

impl TerminalTable<'_> {
    /// A table within `width` cells of a terminal. A column in which nobody has anything is
    /// not shown.
    pub(crate) fn new(
        answer: &Answer,
        which: Rows,
        width: Option<usize>,
    ) -> TerminalTable<'_> {
        let meant = answer.did_you_mean(match which {
            Rows::Answer => &[],
            Rows::All => answer.flagged(),
        });
        let mut widest = [0; COLUMNS.len()];
        let mut is_empty = true;
        for row in export::rows(answer, which) {
            is_empty = false;
            for (widest, column) in widest.iter_mut().zip(&COLUMNS) {
                let cell = plain(&(column.text)(answer, &row, &meant));
                // What is invisible is something too.
                *widest = cell.width().max(usize::from(!cell.is_empty())).max(*widest);
            }
        }
        let used: Vec<(&TableColumn, Wish)> = COLUMNS
            .iter()
            .zip(widest)
            .filter(|(_, widest)| *widest > 0)
            .map(|(column, widest)| (column, wish(column, widest)))
            .collect();
        let wishes: Vec<Wish> = used.iter().map(|(_, wish)| *wish).collect();
        let (mut columns, mut left_out) = (Vec::new(), Vec::new());
        for ((column, _), width) in used.into_iter().zip(fit(&wishes, width)) {
            match width {
                Some(width) => columns.push((column, width)),
                None => left_out.push(column.title),
            }
        }
        TerminalTable { answer, which, meant, columns, left_out, is_empty }
    }

    /// Writes the lines, with colors.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let bold = Style::new().bold();
        self.write_line(out, bold, |column| column.title.to_owned())?;
        export::rows(self.answer, self.which).try_for_each(|row| {
            let cell = |column: &TableColumn| {
                plain(&(column.text)(self.answer, &row, &self.meant))
            };
            self.write_line(out, standing::style(row.standing()), cell)
        })
    }

    fn write_line(
        &self,
        out: &mut dyn Write,
        style: Style,
        cell: impl Fn(&TableColumn) -> String,
    ) -> io::Result<()> {
        let shown = |(column, width): &(&TableColumn, usize)| {
            pad(&cut(&cell(column), *width), *width)
        };
        let cells: Vec<String> = self.columns.iter().map(shown).collect();
        writeln!(out, "{style}{}{style:#}", cells.join(GAP).trim_end())
    }
}

fn wish(column: &TableColumn, widest: usize) -> Wish {
    let full = widest.max(column.title.width());
    let least =
        if column.cuts { full.min(LEAST_TEXT.max(column.title.len())) } else { full };
    Wish { full, least, rank: column.rank }
}

fn name(answer: &Answer, row: &Row, _: &Suggestions) -> String {
    match answer.display_name(row) {
        name if name.trim().is_empty() => answer.logon_name(row).to_owned(),
        name => name.into_owned(),
    }
}

fn logon_name(answer: &Answer, row: &Row, _: &Suggestions) -> String {
    answer.logon_name(row).to_owned()
}

fn state(_: &Answer, row: &Row, _: &Suggestions) -> String {
    standing::word(row.standing()).to_owned()
}

fn days_left(answer: &Answer, row: &Row, _: &Suggestions) -> String {
    row.milestones()
        .map_or(String::new(), |dates| relative(dates.days_left(answer.as_of())))
}

fn date(row: &Row, which: fn(Milestones) -> NaiveDate) -> String {
    row.milestones().map_or(String::new(), |dates| day(which(dates)))
}

fn act_by(_: &Answer, row: &Row, _: &Suggestions) -> String {
    date(row, |dates| dates.act_by)
}

fn disabled_on(_: &Answer, row: &Row, _: &Suggestions) -> String {
    date(row, |dates| dates.disabled_on)
}

fn deprovisioned_on(_: &Answer, row: &Row, _: &Suggestions) -> String {
    date(row, |dates| dates.deprovisioned_on)
}

fn restorable_until(_: &Answer, row: &Row, _: &Suggestions) -> String {
    let last = row.milestones().and_then(|dates| dates.restorable_until);
    last.map_or(String::new(), day)
}

fn date_source(_: &Answer, row: &Row, _: &Suggestions) -> String {
    let assumed = row.problems.contains(&Code::ReportDateAssumed);
    match row.date_source() {
        Some(DateSource::Scheduled) => "schedule",
        Some(DateSource::ExpiresIn) if assumed => "days, assumed report date",
        Some(DateSource::ExpiresIn) => "days since the report",
        Some(DateSource::AffiliationEnd) => "end of affiliation",
        Some(DateSource::SoftDeleted) => "deletion",
        None => "",
    }
    .to_owned()
}

fn cause(answer: &Answer, row: &Row, _: &Suggestions) -> String {
    let title = |cause| answer.policy().cause(Some(cause)).title.clone();
    row.cause.map(title).unwrap_or_default()
}

/// What to do first, and by when.
fn next_step(answer: &Answer, row: &Row, _: &Suggestions) -> String {
    // What is not the user's is not theirs to mend.
    if row.place != Place::Answer {
        return String::new();
    }
    match (advice::next_step(answer, row), advice::last_day(row)) {
        (Some(step), Some(by)) => format!("{} by {}", step.title, day(by)),
        (Some(step), None) => step.title.clone(),
        (None, _) => String::new(),
    }
}

fn affiliations(_: &Answer, row: &Row, _: &Suggestions) -> String {
    row.affiliations.as_deref().unwrap_or_default().join(" ")
}

fn department(answer: &Answer, row: &Row, _: &Suggestions) -> String {
    answer.text(row, Role::Department).to_owned()
}

/// Why a flagged account is not in the answer.
fn group_words(group: Place) -> &'static str {
    match group {
        Place::PerhapsYours => "not in the directory any more, perhaps yours",
        Place::NoMailbox => "no mailbox",
        _ => "not in the directory",
    }
}

fn notes(answer: &Answer, row: &Row, meant: &Suggestions) -> String {
    let meant = meant.get(answer.logon_name(row)).map(|names| names.join(" or "));
    let place = match (row.place, meant) {
        (Place::Answer | Place::Clear, _) => None,
        (group, Some(names)) => {
            Some(format!("{}: did you mean {names}?", group_words(group)))
        }
        (group, None) => Some(group_words(group).to_owned()),
    };
    let codes = row.problems.iter().map(|code| code.as_str().to_owned());
    place.into_iter().chain(codes).collect::<Vec<_>>().join(", ")
}
