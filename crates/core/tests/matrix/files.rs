//! The files that programs write about the world: which columns each kind has, and how its
//! cells are spelled.

use crate::world::{Calendar, Fate, Person, World};
use chrono::{Datelike, NaiveDate};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FileKind {
    Directory,
    /// A list of names and nothing else.
    Bare,
    /// The same with the people's names.
    BareWithPeople,
    Enrollment,
    Flagged,
    /// Deleted users as Entra exports them.
    DeletedEntra,
    /// The same as PowerShell does.
    DeletedPowerShell,
}

/// What a column holds, in the words of the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    PersonId,
    Logon,
    Person,
    First,
    Last,
    Email,
    Phone,
    Active,
    Primary,
    Center,
    CenterName,
    HomeOrg,
    Division,
    School,
    Affiliations,
    Reason,
    Days,
    HasMailbox,
    OtherCenter,
    JobTitle,
    JobOrg,
    Department,
    Scheduled,
    Description,
    DistinguishedName,
    Size,
    LastLogon,
    Created,
    Deleted,
    Guid,
    UserType,
    Alias,
}

impl Field {
    /// Whether an account is told by it, or what becomes of one.
    pub(crate) fn is_decisive(self) -> bool {
        matches!(
            self,
            Field::Logon
                | Field::Person
                | Field::Email
                | Field::Primary
                | Field::Affiliations
                | Field::Reason
                | Field::Days
                | Field::HasMailbox
                | Field::Scheduled
                | Field::LastLogon
                | Field::Created
                | Field::Deleted
        )
    }
}

/// A column, with its name.
pub(crate) type Column = (Field, &'static str);

use Field::{
    Active, Affiliations, Alias, Center, CenterName, Created, Department, Description,
    DistinguishedName, Division, Email, First, Guid, HasMailbox, HomeOrg, JobOrg,
    JobTitle, Last, LastLogon, Logon, OtherCenter, PersonId, Phone, Primary, Reason,
    Scheduled, School, Size, UserType,
};

const DIRECTORY: [Column; 9] = [
    (Field::Person, "Display Name"),
    (First, "First name"),
    (Last, "Last name"),
    (Email, "Email Address"),
    (Department, "Department"),
    (Size, "Mailbox Size (MB)"),
    (LastLogon, "Last logon"),
    (Created, "Created"),
    (Logon, "Logon Name"),
];

const BARE: [Column; 1] = [(Logon, "PennKey")];

const BARE_WITH_PEOPLE: [Column; 2] = [(Logon, "PennKey"), (Field::Person, "Name")];

const ENROLLMENT: [Column; 23] = [
    (PersonId, "PennID"),
    (Logon, "PennKey"),
    (Field::Person, "Name"),
    (Email, "Institutional preferred email"),
    (Phone, "Phone"),
    (Active, "Active Code"),
    (Primary, "O365 primary affiliation"),
    (Center, "Center"),
    (CenterName, "Center name"),
    (HomeOrg, "Home org"),
    (Division, "SRS division"),
    (School, "SRS school"),
    (Affiliations, "All active affilations"),
    (Reason, "O365 Ready"),
    (Field::Days, "Expires in days"),
    (HasMailbox, "Has mailbox"),
    (OtherCenter, "O365 center"),
    (JobTitle, "Job org class title"),
    (Scheduled, "Scheduled deletion date"),
    (Description, "Person description"),
    (First, "First name"),
    (Last, "Last name"),
    (DistinguishedName, "DN"),
];

const FLAGGED: [Column; 23] = [
    (PersonId, "PennID"),
    (Logon, "PennKey"),
    (Field::Person, "Full display name"),
    (Email, "Email address"),
    (Phone, "Phone"),
    (Active, "Active Code"),
    (Primary, "Primary affiliation"),
    (Center, "Center"),
    (CenterName, "Center name"),
    (HomeOrg, "Home org"),
    (Division, "SRS division"),
    (School, "SRS school"),
    (Affiliations, "Active affiliations"),
    (Reason, "Reason flagged"),
    (Field::Days, "Days until the account is deprovisioned"),
    (OtherCenter, "O365 center"),
    (JobOrg, "Job org"),
    (Department, "Department"),
    (Size, "Mailbox Size (MB)"),
    (LastLogon, "Last logon"),
    (Created, "Created"),
    (Description, "Person description"),
    (Scheduled, "Scheduled deletion date"),
];

const DELETED_ENTRA: [Column; 8] = [
    (Guid, "id"),
    (Logon, "userPrincipalName"),
    (Field::Person, "displayName"),
    (Last, "surname"),
    (Email, "mail"),
    (UserType, "userType"),
    (Department, "department"),
    (Field::Deleted, "deletedDateTime"),
];

const DELETED_POWER_SHELL: [Column; 8] = [
    (Alias, "Alias"),
    (Field::Person, "DisplayName"),
    (Email, "PrimarySmtpAddress"),
    (Logon, "UserPrincipalName"),
    (Guid, "ExchangeGuid"),
    (UserType, "RecipientTypeDetails"),
    (Created, "WhenCreated"),
    (Field::Deleted, "WhenSoftDeleted"),
];

impl FileKind {
    pub(crate) fn columns(self, style: Style) -> Vec<Column> {
        let columns: &[Column] = match self {
            FileKind::Directory => &DIRECTORY,
            FileKind::Bare => &BARE,
            FileKind::BareWithPeople => &BARE_WITH_PEOPLE,
            FileKind::Enrollment => &ENROLLMENT,
            FileKind::Flagged => &FLAGGED,
            FileKind::DeletedEntra => &DELETED_ENTRA,
            FileKind::DeletedPowerShell => &DELETED_POWER_SHELL,
        };
        let is_there = |(field, _): &&Column| style.has_days || *field != Field::Days;
        columns.iter().filter(is_there).copied().collect()
    }

    pub(crate) fn is_deleted(self) -> bool {
        matches!(self, FileKind::DeletedEntra | FileKind::DeletedPowerShell)
    }

    /// Whether it tells when accounts are deprovisioned.
    pub(crate) fn has_schedule(self) -> bool {
        matches!(self, FileKind::Enrollment | FileKind::Flagged)
    }

    /// Who is in it, from the top.
    pub(crate) fn people(self, world: &World) -> Vec<&Person> {
        match self {
            FileKind::Directory => world.in_directory().collect(),
            kind if kind.is_deleted() => world.deleted().collect(),
            _ => world.flagged().collect(),
        }
    }

    pub(crate) fn file_name(self) -> &'static str {
        match self {
            FileKind::Directory => "mailboxes.csv",
            FileKind::Bare | FileKind::BareWithPeople => "names.csv",
            FileKind::Enrollment => "enrollment.csv",
            FileKind::Flagged => "report.csv",
            FileKind::DeletedEntra | FileKind::DeletedPowerShell => "export.csv",
        }
    }
}

/// How texts are spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Style {
    pub(crate) calendar: Calendar,
    pub(crate) is_day_first: bool,
    /// Whether the lists count the days.
    pub(crate) has_days: bool,
}

impl Style {
    fn date(self, date: NaiveDate) -> String {
        let (month, day) = (date.month(), date.day());
        let [first, second] = if self.is_day_first { [day, month] } else { [month, day] };
        format!("{first}/{second}/{}", date.year())
    }

    fn moment(self, date: NaiveDate, [hour, minute, second]: [usize; 3]) -> String {
        let date = self.date(date);
        match self.is_day_first {
            true => format!("{date} {hour:02}:{minute:02}:{second:02}"),
            false => {
                let (half, hour) = (["AM", "PM"][hour / 12], (hour + 11) % 12 + 1);
                format!("{date} {hour}:{minute:02}:{second:02} {half}")
            }
        }
    }

    fn cell(
        self,
        kind: FileKind,
        field: Field,
        person: &Person,
        world: &World,
    ) -> String {
        let yes_no = |is_so: bool| if is_so { "Yes" } else { "No" }.to_owned();
        let date = match person.fate {
            Fate::Flagged(date) | Fate::Deleted(date) => Some(date),
            Fate::Clear => None,
        };
        let number = person.number;
        match field {
            Field::PersonId => person.person_id.clone(),
            Field::Logon if kind.is_deleted() => format!("{}@example.edu", person.logon),
            Field::Logon | Field::Alias => person.logon.clone(),
            Field::Person if kind.is_deleted() => person.first_last(),
            Field::Person => person.last_first(),
            Field::First => person.first.to_owned(),
            Field::Last => person.last.to_owned(),
            Field::Email => person.email(),
            Field::Phone => format!("215-898-{:04}", 1000 + number * 211),
            Field::Active => "A".to_owned(),
            Field::Primary => (*person.affiliations.first().unwrap_or(&"")).to_owned(),
            Field::Center => person.center.to_owned(),
            Field::CenterName => person.center_name.to_owned(),
            Field::HomeOrg => person.home_org.clone(),
            Field::Division => ["GAS", "CAS", ""][number % 3].to_owned(),
            Field::School => ["SAS", "SEAS", ""][number % 3].to_owned(),
            Field::Affiliations => person.affiliations.join(" "),
            Field::Reason => person.reason.to_owned(),
            Field::Days => {
                let days = date.map(|date| (date - world.made_on).num_days());
                days.map(|days| days.to_string()).unwrap_or_default()
            }
            Field::HasMailbox => yes_no(person.has_mailbox),
            Field::OtherCenter => person.center.to_owned(),
            Field::JobTitle => ["Staff - Monthly Paid", "Academic Support", "Faculty"]
                [number % 3]
                .to_owned(),
            Field::JobOrg => person.job_org.clone(),
            Field::Department => person.department.to_owned(),
            Field::Scheduled => date.map(|date| self.date(date)).unwrap_or_default(),
            Field::Description => person.description.to_owned(),
            Field::DistinguishedName => {
                format!("CN={},OU=People,DC=example,DC=edu", person.logon)
            }
            Field::Size => person.mailbox_size.clone(),
            Field::LastLogon => self.moment(person.last_logon, person.time),
            Field::Created => {
                let [hour, minute, second] = person.time;
                self.moment(person.created, [hour, second, minute])
            }
            Field::Deleted => {
                date.map(|date| self.moment(date, person.time)).unwrap_or_default()
            }
            Field::Guid => {
                format!("{:08x}-51c2-4f0d-9a1b-{:012x}", number * 7919 + 99, number)
            }
            Field::UserType => match kind {
                FileKind::DeletedPowerShell => "UserMailbox".to_owned(),
                _ => "Member".to_owned(),
            },
        }
    }
}

/// A file, with what stands on which line.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    pub(crate) kind: FileKind,
    /// The names of its columns as they are written; none without a header.
    pub(crate) header: Option<Vec<String>>,
    pub(crate) columns: Vec<Column>,
    /// The logon names from the first row on.
    pub(crate) logons: Vec<String>,
    pub(crate) text: String,
}

impl Written {
    /// Writes a file of which `header` names the columns.
    pub(crate) fn new(
        kind: FileKind,
        style: Style,
        world: &World,
        header: Option<Vec<String>>,
    ) -> Written {
        let columns = kind.columns(style);
        let is_quoted = kind == FileKind::DeletedPowerShell;
        let row = |cells: &[String]| {
            let cells: Vec<String> =
                cells.iter().map(|cell| quoted(cell, is_quoted)).collect();
            cells.join(",") + "\r\n"
        };
        let mut text = header.as_deref().map(row).unwrap_or_default();
        let people = kind.people(world);
        for person in &people {
            let cells: Vec<String> = columns
                .iter()
                .map(|(field, _)| style.cell(kind, *field, person, world))
                .collect();
            text += &row(&cells);
        }
        let logons = people.iter().map(|person| person.logon.clone()).collect();
        Written { kind, header, columns, logons, text }
    }

    /// A file as it is meant.
    pub(crate) fn clean(kind: FileKind, style: Style, world: &World) -> Written {
        let header = kind.columns(style).into_iter().map(|(_, name)| name.to_owned());
        Written::new(kind, style, world, Some(header.collect()))
    }

    /// The line of a logon name.
    pub(crate) fn line(&self, logon: &str) -> Option<u32> {
        let row = self.logons.iter().position(|other| other == logon)?;
        Some(row as u32 + 1 + u32::from(self.header.is_some()))
    }
}

fn quoted(cell: &str, always: bool) -> String {
    match always || cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}
