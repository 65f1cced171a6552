//! The answer as a table for people.

use crate::layout::{GAP, Wish, cut, fit, pad};
use crate::words::{day, plain, relative};
use anstyle::{AnsiColor, Style};
use chrono::NaiveDate;
use reprieve_core::advice::Advice;
use reprieve_core::answer::{Answer, DateSource, Meant, Place, Row};
use reprieve_core::lifecycle::{Milestones, Status, Urgency};
use reprieve_core::problem::Code;
use reprieve_core::source::Role;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Below this width a cell of free text is not worth showing.
const LEAST_TEXT: usize = 10;

/// A table that is ready to be shown.
pub(crate) struct Rendered {
    /// The lines, with colors.
    pub(crate) text: String,
    /// The columns for which there was no room.
    pub(crate) left_out: Vec<&'static str>,
}

struct Column {
    title: &'static str,
    /// Which columns stay when there is no room for all; 0 stays longest.
    rank: u8,
    /// Whether its cells may be cut.
    cuts: bool,
    text: fn(&Answer, &Row, &Meant) -> String,
}

#[rustfmt::skip]
const COLUMNS: [Column; 14] = [
    Column { title: "Name", rank: 2, cuts: true, text: name },
    Column { title: "Logon name", rank: 0, cuts: false, text: logon_name },
    Column { title: "State", rank: 1, cuts: false, text: state },
    Column { title: "Act by", rank: 3, cuts: false, text: act_by },
    Column { title: "Days left", rank: 4, cuts: false, text: days_left },
    Column { title: "Disabled", rank: 9, cuts: false, text: disabled_on },
    Column { title: "Deprovisioned", rank: 5, cuts: false, text: deprovisioned_on },
    Column { title: "Restorable until", rank: 6, cuts: false, text: restorable_until },
    Column { title: "Date from", rank: 11, cuts: false, text: date_source },
    Column { title: "Cause", rank: 8, cuts: true, text: cause },
    Column { title: "Next step", rank: 7, cuts: true, text: next_step },
    Column { title: "Affiliations", rank: 12, cuts: true, text: affiliations },
    Column { title: "Department", rank: 13, cuts: true, text: department },
    Column { title: "Notes", rank: 10, cuts: true, text: notes },
];

/// The table of these accounts, within `width` cells of a terminal. A column in which
/// nobody has anything is not shown.
pub(crate) fn table<'a>(
    answer: &Answer,
    rows: impl Iterator<Item = Cow<'a, Row>>,
    width: Option<usize>,
) -> Rendered {
    let rows: Vec<Cow<Row>> = rows.collect();
    let meant = answer.did_you_mean(rows.iter().map(AsRef::as_ref));
    let mut styles = vec![Style::new().bold()];
    let mut columns: Vec<Vec<String>> =
        COLUMNS.iter().map(|column| vec![column.title.to_owned()]).collect();
    for row in rows {
        styles.push(style(&row));
        for (cells, column) in columns.iter_mut().zip(&COLUMNS) {
            cells.push(plain(&(column.text)(answer, &row, &meant)));
        }
    }
    let used: Vec<(&Column, Vec<String>)> = COLUMNS
        .iter()
        .zip(columns)
        .filter(|(_, cells)| cells.iter().skip(1).any(|cell| !cell.is_empty()))
        .collect();
    let wishes: Vec<Wish> =
        used.iter().map(|(column, cells)| wish(column, cells)).collect();
    let widths = fit(&wishes, width);
    let left_out = used
        .iter()
        .zip(&widths)
        .filter_map(|((column, _), width)| width.is_none().then_some(column.title))
        .collect();
    let shown: Vec<(usize, Vec<String>)> = widths
        .into_iter()
        .zip(used)
        .filter_map(|(width, (_, cells))| Some((width?, cells)))
        .collect();
    Rendered { text: lines(&styles, shown), left_out }
}

fn wish(column: &Column, cells: &[String]) -> Wish {
    let full = cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
    let least =
        if column.cuts { full.min(LEAST_TEXT.max(column.title.len())) } else { full };
    Wish { full, least, rank: column.rank }
}

fn lines(styles: &[Style], columns: Vec<(usize, Vec<String>)>) -> String {
    let mut columns: Vec<_> =
        columns.into_iter().map(|(width, cells)| (width, cells.into_iter())).collect();
    let mut text = String::new();
    for style in styles {
        let cells: Vec<String> = columns
            .iter_mut()
            .map(|(width, cells)| {
                pad(&cut(&cells.next().unwrap_or_default(), *width), *width)
            })
            .collect();
        let line = cells.join(GAP);
        text.push_str(&format!("{style}{}{style:#}\n", line.trim_end()));
    }
    text
}

/// Color repeats what the column “State” says in words.
fn style(row: &Row) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match (row.status, row.urgency) {
        (Status::Expiring, Some(Urgency::Overdue | Urgency::Today)) => {
            color(AnsiColor::Red).bold()
        }
        (Status::Expiring, Some(Urgency::ThisWeek)) => color(AnsiColor::Yellow),
        (Status::Disabled, _) => color(AnsiColor::Magenta),
        (Status::Restorable, _) => color(AnsiColor::Cyan),
        (Status::Gone, _) => Style::new().dimmed(),
        (Status::Expiring | Status::Undated | Status::Clear, _) => Style::new(),
    }
}

fn name(answer: &Answer, row: &Row, _: &Meant) -> String {
    match answer.display_name(row) {
        name if name.trim().is_empty() => answer.logon_name(row).to_owned(),
        name => name.into_owned(),
    }
}

fn logon_name(answer: &Answer, row: &Row, _: &Meant) -> String {
    answer.logon_name(row).to_owned()
}

fn state(_: &Answer, row: &Row, _: &Meant) -> String {
    match (row.status, row.urgency) {
        (Status::Expiring, Some(Urgency::Overdue)) => "overdue",
        (Status::Expiring, Some(Urgency::Today)) => "act today",
        (Status::Expiring, Some(Urgency::ThisWeek)) => "act this week",
        (Status::Expiring, Some(Urgency::Later) | None) => "act later",
        (Status::Disabled, _) => "disabled",
        (Status::Restorable, _) => "restorable",
        (Status::Gone, _) => "gone",
        (Status::Undated, _) => "no date known",
        (Status::Clear, _) => "clear",
    }
    .to_owned()
}

fn days_left(answer: &Answer, row: &Row, _: &Meant) -> String {
    row.milestones
        .map_or(String::new(), |dates| relative(dates.days_left(answer.as_of())))
}

fn date(row: &Row, which: fn(Milestones) -> NaiveDate) -> String {
    row.milestones.map_or(String::new(), |dates| day(which(dates)))
}

fn act_by(_: &Answer, row: &Row, _: &Meant) -> String {
    date(row, |dates| dates.act_by)
}

fn disabled_on(_: &Answer, row: &Row, _: &Meant) -> String {
    date(row, |dates| dates.disabled_on)
}

fn deprovisioned_on(_: &Answer, row: &Row, _: &Meant) -> String {
    date(row, |dates| dates.deprovisioned_on)
}

fn restorable_until(_: &Answer, row: &Row, _: &Meant) -> String {
    date(row, |dates| dates.restorable_until)
}

fn date_source(_: &Answer, row: &Row, _: &Meant) -> String {
    let assumed = row.problems.contains(&Code::ReportDateAssumed);
    match row.date_source {
        Some(DateSource::Scheduled) => "schedule",
        Some(DateSource::ExpiresIn) if assumed => "days, assumed report date",
        Some(DateSource::ExpiresIn) => "days since the report",
        Some(DateSource::AffiliationEnd) => "end of affiliation",
        Some(DateSource::SoftDeleted) => "deletion",
        None => "",
    }
    .to_owned()
}

fn cause(answer: &Answer, row: &Row, _: &Meant) -> String {
    let title = |cause| answer.policy().cause(Some(cause)).title.clone();
    row.cause.map(title).unwrap_or_default()
}

/// What to do first, and by when.
fn next_step(answer: &Answer, row: &Row, _: &Meant) -> String {
    // What is not the user's is not theirs to mend.
    if row.place != Place::Answer {
        return String::new();
    }
    let advice = Advice::new(answer, row);
    match (advice.next_step(), advice.by) {
        (Some(step), Some(by)) => format!("{} by {}", step.title, day(by)),
        (Some(step), None) => step.title.clone(),
        (None, _) => String::new(),
    }
}

fn affiliations(_: &Answer, row: &Row, _: &Meant) -> String {
    row.affiliations.as_deref().unwrap_or_default().join(" ")
}

fn department(answer: &Answer, row: &Row, _: &Meant) -> String {
    answer.text(row, Role::Department).to_owned()
}

fn notes(answer: &Answer, row: &Row, meant: &Meant) -> String {
    let meant = meant.get(answer.logon_name(row)).map(|names| names.join(" or "));
    let place = match (row.place, meant) {
        (Place::NotInDirectory, Some(names)) => {
            Some(format!("not in the directory: did you mean {names}?"))
        }
        (Place::NotInDirectory, None) => Some("not in the directory".to_owned()),
        (Place::NoMailbox, _) => Some("no mailbox".to_owned()),
        (Place::Answer | Place::Clear, _) => None,
    };
    let codes = row.problems.iter().map(|code| code.as_str().to_owned());
    place.into_iter().chain(codes).collect::<Vec<_>>().join(", ")
}
