//! The columns of the table: which there are, which are chosen, and which have room.

use crate::decisions::Decisions;
use chrono::NaiveDate;
use reprieve_core::answer::{Answer, Row};
use reprieve_core::export::tsv;
use reprieve_core::lifecycle::Milestones;
use reprieve_core::role::Role;
use std::borrow::Cow;

/// What a column shows, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name of the person, and below it what has no column of its own.
    Person,
    /// The logon name.
    LogonName,
    /// The day that counts now: to act by, or later to restore by.
    ActBy,
    /// How urgent it is, or its status.
    Status,
    /// What was decided.
    Decision,
    /// Why it is flagged.
    Cause,
    /// What the report says about it.
    Reason,
    /// The codes of the affiliations.
    Affiliations,
    /// The days until it is deprovisioned.
    Days,
    /// The day on which it is disabled.
    Disabled,
    /// The day on which it is deprovisioned.
    Deprovisioned,
    /// The last day to restore it.
    RestorableUntil,
    /// The days that are left to restore it.
    RestoreDays,
    /// The day on which the affiliation lapsed.
    LapsedOn,
    /// The department.
    Department,
    /// The center, by its name or else its code.
    Center,
    /// The address.
    Email,
    /// What happens on the days after today, as a picture.
    Clock,
}

impl Column {
    /// All of them, in their order.
    pub const ALL: [Column; 18] = [
        Column::Person,
        Column::LogonName,
        Column::ActBy,
        Column::Status,
        Column::Decision,
        Column::Cause,
        Column::Reason,
        Column::Affiliations,
        Column::Days,
        Column::Disabled,
        Column::Deprovisioned,
        Column::RestorableUntil,
        Column::RestoreDays,
        Column::LapsedOn,
        Column::Department,
        Column::Center,
        Column::Email,
        Column::Clock,
    ];

    /// In which order they make way when there is no room: what somebody asked for stays
    /// longer than what is there at first, but for what the table is about.
    const YIELDING: [Column; 17] = [
        // Its days are in other columns too.
        Column::Clock,
        // Then it stands below the name.
        Column::Department,
        Column::Disabled,
        Column::RestorableUntil,
        Column::Affiliations,
        Column::Deprovisioned,
        Column::Reason,
        Column::LapsedOn,
        Column::RestoreDays,
        Column::Center,
        Column::Email,
        Column::Days,
        Column::LogonName,
        Column::Cause,
        Column::Decision,
        Column::Status,
        Column::ActBy,
    ];

    /// What stands above it.
    pub fn title(self) -> &'static str {
        match self {
            Column::Person => "Person",
            Column::LogonName => "Logon name",
            Column::ActBy => "Act by",
            Column::Status => "Status",
            Column::Decision => "Decision",
            Column::Cause => "Why",
            Column::Reason => "Reason",
            Column::Affiliations => "Affiliations",
            Column::Days => "Days left",
            Column::Disabled => "Disabled",
            Column::Deprovisioned => "Deprovisioned",
            Column::RestorableUntil => "Restore by",
            Column::RestoreDays => "Days to restore",
            Column::LapsedOn => "Lapsed",
            Column::Department => "Department",
            Column::Center => "Center",
            Column::Email => "E-mail",
            Column::Clock => "Clock",
        }
    }

    /// The class of its cells, see `components/table/accounts.css`.
    pub fn class(self) -> &'static str {
        match self {
            Column::Person => "cell--person",
            Column::ActBy => "cell--act-by",
            Column::Status => "cell--status",
            Column::Decision => "cell--decision",
            Column::Cause => "cell--why",
            Column::Clock => "cell--clock",
            Column::Days | Column::RestoreDays => "cell--days",
            Column::Affiliations => "cell--codes",
            Column::Reason | Column::Email => "cell--wide",
            Column::Disabled
            | Column::Deprovisioned
            | Column::RestorableUntil
            | Column::LapsedOn
            | Column::LogonName
            | Column::Department
            | Column::Center => "cell--text",
        }
    }

    /// The least width in pixels, and its share of what is left over; without a share the
    /// width is fixed.
    fn width(self) -> (u32, Option<&'static str>) {
        match self {
            Column::Person => (216, Some("1fr")),
            Column::LogonName => (90, Some("0.6fr")),
            Column::ActBy | Column::Decision => (148, None),
            Column::Status => (112, None),
            Column::Cause => (200, Some("1fr")),
            Column::Reason => (142, Some("1fr")),
            Column::Affiliations => (76, Some("0.5fr")),
            Column::Days | Column::RestoreDays => (104, None),
            Column::Disabled | Column::LapsedOn => (92, None),
            Column::Deprovisioned => (100, None),
            Column::RestorableUntil => (92, None),
            Column::Department | Column::Center => (90, Some("0.8fr")),
            Column::Email => (160, Some("1fr")),
            Column::Clock => (260, Some("4fr")),
        }
    }

    /// Whether it is a field of its own on a card, with its title above it: what has no place
    /// in the three lines that each card has.
    pub fn is_field(self) -> bool {
        use Column::*;
        !matches!(self, Person | ActBy | Status | Decision | Cause)
    }

    /// Whether it stands below the name where it has no column of its own.
    pub fn can_stand_below(self) -> bool {
        matches!(self, Column::Department | Column::LogonName)
    }

    /// How many fields of a card it takes.
    fn span(self) -> usize {
        match self {
            Column::Reason | Column::Email => 2,
            _ => 1,
        }
    }

    /// The day that it shows.
    pub fn date(self, dates: &Milestones) -> Option<NaiveDate> {
        Some(match self {
            Column::ActBy => dates.act_by,
            Column::Disabled => dates.disabled_on,
            Column::Clock | Column::Days | Column::Deprovisioned => {
                dates.deprovisioned_on
            }
            Column::RestorableUntil => return dates.restorable_until,
            Column::LapsedOn => dates.lapsed_on,
            _ => return None,
        })
    }

    /// The text that it shows; empty where nobody knows.
    pub fn text<'a>(self, answer: &'a Answer, row: &'a Row) -> Cow<'a, str> {
        let role = |role| Cow::Borrowed(answer.text(row, role));
        match self {
            Column::Person => answer.display_name(row),
            Column::LogonName => answer.logon_name(row).into(),
            Column::Status => row.standing().title().into(),
            Column::Affiliations => match row.affiliations.as_deref() {
                Some([code]) => code.into(),
                codes => codes.unwrap_or_default().join(" ").into(),
            },
            Column::Cause if row.cause.is_some() => {
                answer.policy().cause(row.cause).title.as_str().into()
            }
            Column::Reason => role(Role::Reason),
            Column::Department => role(Role::Department),
            Column::Center => match answer.text(row, Role::CenterName) {
                "" => role(Role::Center),
                name => name.into(),
            },
            Column::Email => role(Role::Email),
            _ => "".into(),
        }
    }

    /// Whether a spreadsheet is to take it for a text, and neither for a day nor a number.
    fn is_text(self) -> bool {
        use Column::*;
        !matches!(
            self,
            Days | RestoreDays
                | ActBy
                | Disabled
                | Deprovisioned
                | RestorableUntil
                | LapsedOn
        )
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Some of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u32);

/// How the columns lie in the room that there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Those that are shown.
    pub shown: Columns,
    /// Those that are chosen and have no room of their own.
    pub hidden: Columns,
    /// The class that makes cards of the accounts where a table has no room.
    pub class: Option<&'static str>,
    /// What the stylesheet is told: the widths of the columns and the height of a row.
    pub style: String,
}

/// What is narrower than this has cards, in pixels.
const MIN_TABLE: u32 = 692;

/// A card that is narrower than this has two fields side by side, and else four.
const MIN_WIDE_CARD: u32 = 560;

/// A card that is narrower than this has its decision on a line of its own.
const MIN_CARD: u32 = 336;

/// The room between two columns, and at both ends together, as in the same stylesheet.
const GAP: u32 = 12;
const ENDS: u32 = 32;

/// The height of a row, which has two lines.
const ROW_HEIGHT: usize = 40;

impl Columns {
    /// Those that are there at first.
    pub const FIRST: Columns = Columns(
        1 << Column::Person as u32
            | 1 << Column::ActBy as u32
            | 1 << Column::Status as u32
            | 1 << Column::Decision as u32
            | 1 << Column::Cause as u32
            | 1 << Column::Clock as u32,
    );

    /// Those of which an answer can know anything.
    pub fn of(answer: &Answer) -> Columns {
        let has = |role: Role| {
            let mut columns = answer.sources().iter().flat_map(|source| {
                let further = source.sections.iter().flat_map(|section| &section.columns);
                source.columns.iter().chain(further)
            });
            columns.any(|column| column.role == role)
        };
        Columns::from(|column| match column {
            Column::Center => has(Role::Center) || has(Role::CenterName),
            Column::Email => has(Role::Email),
            _ => true,
        })
    }

    fn from(has: impl Fn(Column) -> bool) -> Columns {
        let bits = Column::ALL.into_iter().filter(|column| has(*column)).map(Column::bit);
        Columns(bits.sum())
    }

    /// Whether a column is one of them.
    pub fn has(self, column: Column) -> bool {
        self.0 & column.bit() != 0
    }

    /// In the order of the table.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Column> {
        Column::ALL.into_iter().filter(move |column| self.has(*column))
    }

    /// With a column that was not there, or without one that was; a person is always there.
    pub fn toggled(self, column: Column) -> Columns {
        match column {
            Column::Person => self,
            _ => Columns(self.0 ^ column.bit()),
        }
    }

    /// Those that are in both.
    pub fn and(self, others: Columns) -> Columns {
        Columns(self.0 & others.0)
    }

    /// How they lie in a table of this width in pixels.
    pub fn fit(self, width: u32) -> Fit {
        if width < MIN_TABLE {
            let (n_across, class) = match width {
                ..MIN_CARD => (2, "table--cards table--narrow table--narrowest"),
                MIN_CARD..MIN_WIDE_CARD => (2, "table--cards table--narrow"),
                _ => (4, "table--cards"),
            };
            // The clock is too small to be of use there; the others stand below the name.
            let below = Columns::from(|column| {
                column.can_stand_below() || column == Column::Clock
            });
            let hidden = self.and(below);
            let shown = Columns(self.0 & !hidden.0);
            let height = shown.card_height(n_across, width < MIN_CARD);
            let style = format!("--row-height: {height}px");
            return Fit { shown, hidden, class: Some(class), style };
        }
        let mut shown = self;
        for column in Column::YIELDING {
            if shown.least_width() <= width {
                break;
            }
            shown.0 &= !column.bit();
        }
        let widths: Vec<String> = shown
            .iter()
            .map(|column| {
                let (least, share) = column.width();
                share.map_or(format!("{least}px"), |share| {
                    format!("minmax({least}px, {share})")
                })
            })
            .collect();
        let style =
            format!("--columns: {}; --row-height: {ROW_HEIGHT}px", widths.join(" "));
        Fit { shown, hidden: Columns(self.0 & !shown.0), class: None, style }
    }

    fn least_width(self) -> u32 {
        let widths = self.iter().map(|column| column.width().0 + GAP);
        widths.sum::<u32>() - GAP + ENDS
    }

    /// The height of a card with so many fields side by side, in pixels.
    fn card_height(self, n_across: usize, is_narrowest: bool) -> usize {
        const CARD: usize = 92;
        const DECISION: usize = 36;
        const LINE: usize = 44;
        let mut fields = 0usize;
        for column in self.iter().filter(|column| column.is_field()) {
            let span = column.span();
            // What does not fit into a line begins the next one.
            if fields % n_across + span > n_across {
                fields = fields.next_multiple_of(n_across);
            }
            fields += span;
        }
        let decision = if is_narrowest { DECISION } else { 0 };
        CARD + decision + fields.div_ceil(n_across) * LINE
    }
}

/// Accounts with these columns as they paste into a spreadsheet; days are ISO. The logon name
/// goes with the person, below whom it is shown.
pub fn as_text<'a>(
    answer: &Answer,
    rows: impl Iterator<Item = &'a Row>,
    columns: Columns,
    decisions: &Decisions,
) -> String {
    let columns: Vec<Column> = Columns::from(|column| match column {
        Column::LogonName => true,
        Column::Clock => false,
        column => columns.has(column),
    })
    .iter()
    .collect();
    let cell = |row: &Row, column: Column| match (column, row.milestones()) {
        (Column::Days, Some(dates)) => dates.days_left(answer.as_of()).to_string(),
        (Column::RestoreDays, Some(dates)) => {
            let days = dates.restore_days_left(answer.as_of());
            days.map(|days| days.to_string()).unwrap_or_default()
        }
        (Column::Decision, _) => {
            decisions.of(answer.logon_name(row)).choice().title().to_owned()
        }
        (column, Some(dates)) if let Some(date) = column.date(&dates) => date.to_string(),
        (column, _) => column.text(answer, row).into_owned(),
    };
    let header = columns.iter().map(|column| column.title().to_owned()).collect();
    let rows = rows.map(|row| columns.iter().map(|column| cell(row, *column)).collect());
    tsv(std::iter::once(header).chain(rows), |place| columns[place].is_text())
}

#[cfg(test)]
mod tests;
