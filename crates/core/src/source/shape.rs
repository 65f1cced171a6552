//! What the values of a column look like.

use crate::lifecycle::days_between;
use crate::logon::{LogonName, is_guid};
use crate::policy::Policy;
use crate::role::Role;
use crate::table::Table;
use crate::threshold::Threshold;
use crate::value::{self, DayOrder, is_measure, unguarded};
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, HashSet};

/// The share of filled cells that must fit for a column to have a shape.
pub(super) const SHARE: Threshold = Threshold::new("column: has a shape", 0.8);

/// The share of rows whose date and days must agree on one report date for two columns to
/// be a pair.
const PAIR_SHARE: Threshold = Threshold::new("column: dates and days agree", 0.6);

/// What the score of a column of logon names gains where all of them have a domain or are
/// distinguished names. Where the words of a department
/// are as different from each other as names, nothing else tells the two apart: the golden case
/// `headerless-words` is of this kind.
const SPELLED_WEIGHT: f64 = 0.2;

/// What it gains where all of them are in lower case: of two columns that are
/// otherwise alike, the one that no person wrote with a capital.
const LOWER_WEIGHT: f64 = 0.1;

/// What a column loses that has neither: words with as few repetitions as
/// logon names must be nine in ten to pass for them.
const UNMARKED_WEIGHT: f64 = 0.1;

/// What a column loses where no name is in the letters in which accounts are made: names of
/// people in another script have no capitals and no spaces that tell them.
const FOREIGN_WEIGHT: f64 = 0.05;

/// The share of rows on which names and addresses must have letters in common to go together.
const AKIN: Threshold = Threshold::new("column: names go with addresses", 0.5);

/// The share of rows on which a column must say something to contradict its header.
const MIN_TOLD: f64 = 0.05;

/// The share of what a column says that must be something else for its header to be wrong.
const CONTRADICTED: Threshold = Threshold::new("column: contradicts its header", 0.5);

/// The share of addresses that must be different for a column to have each person's own.
const MIN_OWN: Threshold = Threshold::new("column: own addresses", 0.7);

/// The share of dates among what a column says that is enough at their usual place.
const MIN_DATES: Threshold = Threshold::new("column: dates at their place", 0.5);

/// A number of days in a list of flagged accounts is never further away than this.
const MAX_DAYS: i32 = 400;

/// The first rows of a table, looked at by column.
pub(super) struct Shapes<'a> {
    pub(super) table: &'a Table,
    pub(super) policy: &'a Policy,
    pub(super) n_rows: usize,
}

impl Shapes<'_> {
    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        (0..self.n_rows)
            .map(move |row| unguarded(self.table.cell(row, column)))
            .filter(|cell| !cell.is_empty())
    }

    /// The share of filled cells that fit; 0 when none is filled.
    pub(super) fn share(&self, column: usize, fits: impl Fn(&str) -> bool) -> f64 {
        let n_filled = self.cells(column).count();
        let n_fit = self.cells(column).filter(|cell| fits(cell)).count();
        n_fit as f64 / n_filled.max(1) as f64
    }

    /// Whether any cell fits.
    pub(super) fn any(&self, column: usize, fits: impl Fn(&str) -> bool) -> bool {
        self.cells(column).any(fits)
    }

    /// How much a column looks like logon names: they are names, and no two are the same.
    pub(super) fn logon_score(&self, column: usize) -> f64 {
        let cells: Vec<&str> = self.cells(column).collect();
        let distinct: HashSet<&str> = cells.iter().copied().collect();
        let spelled = |cell: &str| cell.contains('\\') || cell.starts_with("CN=");
        let lower = |cell: &str| !cell.contains(char::is_uppercase);
        self.share(column, is_logon) * distinct.len() as f64 / cells.len().max(1) as f64
            + SPELLED_WEIGHT * self.share(column, spelled)
            + LOWER_WEIGHT * self.share(column, lower)
            - FOREIGN_WEIGHT * self.share(column, |cell| !cell.is_ascii())
            - UNMARKED_WEIGHT
    }

    /// Whether nearly everything in a column is in the letters in which accounts are made.
    pub(super) fn is_ascii(&self, column: usize) -> bool {
        SHARE.is_reached_by(self.share(column, str::is_ascii))
    }

    /// Whether a column has logon names that another one has not.
    pub(super) fn has_other_names(&self, column: usize, other: usize) -> bool {
        let keys = |column: usize| {
            let names = self.cells(column).filter_map(LogonName::parse);
            names.map(|name| name.key).collect::<HashSet<String>>()
        };
        let (names, others) = (keys(column), keys(other));
        names.difference(&others).next().is_some()
    }

    /// Whether a column has capitals at the beginning of its words, as no logon names have.
    pub(super) fn is_capitalized(&self, column: usize) -> bool {
        let is_title = |cell: &str| {
            cell.starts_with(char::is_uppercase)
                && cell.contains(char::is_lowercase)
                && !cell.contains(['\\', '@', '='])
        };
        SHARE.is_reached_by(self.share(column, is_title))
    }

    /// Whether a column holds nothing but logon names in lower case, no two the same.
    pub(super) fn is_lower_names(&self, column: usize) -> bool {
        let is_lower = |cell: &str| !cell.contains(char::is_uppercase);
        SHARE.is_reached_by(self.logon_score(column) + UNMARKED_WEIGHT - LOWER_WEIGHT)
            && SHARE.is_reached_by(self.share(column, is_lower))
    }

    /// Whether the names in one column go with the addresses in another: on the same row they
    /// have letters in common, as `jdoe` has with `jane.doe@upenn.edu`.
    pub(super) fn is_akin(&self, names: usize, addresses: usize) -> bool {
        let key = |row, column| {
            LogonName::parse(self.table.cell(row, column)).map(|name| name.key)
        };
        let pairs = (0..self.n_rows)
            .filter_map(|row| Some((key(row, names)?, key(row, addresses)?)));
        let (mut n_pairs, mut n_akin) = (0_usize, 0_usize);
        for (name, address) in pairs {
            n_pairs += 1;
            n_akin += usize::from(has_common_run(&name, &address));
        }
        AKIN.is_reached_by(n_akin as f64 / n_pairs.max(1) as f64)
    }

    /// Whether a column holds names such as `UPENN\jdoe`, which are nothing but logon names.
    pub(super) fn is_down_level(&self, column: usize) -> bool {
        SHARE.is_reached_by(
            self.share(column, |cell| cell.contains('\\') && is_logon(cell)),
        )
    }

    pub(super) fn is_yes_no(&self, column: usize) -> bool {
        SHARE.is_reached_by(self.share(column, |cell| value::yes_no(cell).is_some()))
    }

    pub(super) fn is_codes(&self, column: usize) -> bool {
        self.says(column, |cell| {
            let codes = value::codes(cell);
            codes.iter().all(|code| self.policy.affiliation(code).is_some())
        })
    }

    pub(super) fn is_date(&self, column: usize) -> bool {
        self.says(column, is_date)
    }

    /// Whether at least half of what a column says are dates: enough where dates usually are.
    pub(super) fn has_dates(&self, column: usize) -> bool {
        MIN_DATES.is_reached_by(
            self.share(column, |cell| value::is_absent(cell) || is_date(cell)),
        ) && self.cells(column).any(is_date)
    }

    /// Whether a column holds moments at which something happened: dates with times of day
    /// that differ or have odd seconds, as no schedule has them.
    pub(super) fn is_timestamps(&self, column: usize) -> bool {
        let times: HashSet<&str> =
            self.cells(column).filter_map(value::time_of_day).collect();
        let is_odd = |time: &&str| {
            let seconds = time.split(':').nth(2).and_then(|rest| rest.get(..2));
            seconds.is_some_and(|seconds| !matches!(seconds, "00" | "59"))
        };
        (times.len() > 1 || times.iter().any(is_odd))
            && self.is_date(column)
            && SHARE
                .is_reached_by(self.share(column, |c| value::time_of_day(c).is_some()))
    }

    /// Whether a column holds addresses of which hardly any two are the same.
    pub(super) fn is_addresses(&self, column: usize) -> bool {
        let distinct: HashSet<&str> = self.cells(column).collect();
        let n_filled = self.cells(column).count();
        self.is_principal_names(column)
            && MIN_OWN.is_reached_by(distinct.len() as f64 / n_filled.max(1) as f64)
    }

    /// Whether the addresses of a column are of several domains, none of them that of most.
    pub(super) fn has_many_domains(&self, column: usize) -> bool {
        let domains = self.domains(column);
        let most = domains.values().max().copied().unwrap_or(0);
        domains.len() > 1 && 2 * most <= domains.values().sum()
    }

    /// How many domains the addresses of a column have.
    pub(super) fn n_domains(&self, column: usize) -> usize {
        self.domains(column).len()
    }

    /// The domains of the addresses of a column, with how many have them.
    fn domains(&self, column: usize) -> BTreeMap<String, usize> {
        let mut domains = BTreeMap::new();
        for name in self.cells(column).filter_map(LogonName::parse) {
            *domains.entry(name.domain.unwrap_or_default()).or_default() += 1;
        }
        domains
    }

    /// Whether a column holds names such as `jdoe@upenn.edu`.
    pub(super) fn is_principal_names(&self, column: usize) -> bool {
        SHARE.is_reached_by(self.share(column, is_principal_name))
    }

    pub(super) fn is_days(&self, column: usize) -> bool {
        self.says(
            column,
            |cell| matches!(value::days(cell), Ok(Some(days)) if days.abs() <= MAX_DAYS),
        )
    }

    /// Whether a column can be one of a role, as far as its values tell.
    pub(super) fn can_hold(&self, column: usize, role: Role) -> bool {
        match role {
            Role::LogonName => SHARE.is_reached_by(self.share(column, is_logon)),
            Role::ExpiresIn => self.is_days(column),
            Role::HasMailbox => self.is_yes_no(column),
            Role::ScheduledDeletion
            | Role::AffiliationEnd
            | Role::DeletedOn
            | Role::PermanentDeletion
            | Role::LastLogon
            | Role::Created => self.has_dates(column),
            _ => true,
        }
    }

    /// Whether a column says something, and almost only what fits.
    fn says(&self, column: usize, fits: impl Fn(&str) -> bool) -> bool {
        let says_any = self.cells(column).any(|cell| !value::is_absent(cell));
        says_any
            && SHARE.is_reached_by(self.share(column, |c| value::is_absent(c) || fits(c)))
    }

    /// Whether what a column says is something else than its role holds. What cannot be
    /// understood contradicts nothing: it is damaged.
    pub(super) fn contradicts(&self, column: usize, role: Role) -> bool {
        let is_date = |cell: &str| is_date(cell);
        let is_word = |cell: &str| {
            value::yes_no(cell).is_some() && !cell.contains(|c: char| c.is_ascii_digit())
        };
        let is_number = |cell: &str| matches!(value::days(cell), Ok(Some(_)));
        let is_address = |cell: &str| is_principal_name(cell);
        let says = |fits: &dyn Fn(&str) -> bool| {
            let told = self.cells(column).filter(|cell| !value::is_absent(cell));
            let (mut n_told, mut n_fit) = (0_usize, 0_usize);
            for cell in told {
                n_told += 1;
                n_fit += usize::from(fits(cell));
            }
            // A cell here and there is damaged, and no proof against a header.
            let is_told = n_told as f64 > MIN_TOLD * self.n_rows as f64;
            is_told && CONTRADICTED.is_reached_by(n_fit as f64 / n_told as f64)
        };
        match role {
            Role::ExpiresIn => says(&|cell| {
                !is_number(cell) && (is_date(cell) || is_word(cell) || is_measure(cell))
            }),
            Role::ScheduledDeletion | Role::AffiliationEnd => {
                says(&|cell| is_word(cell) || is_number(cell) && !is_date(cell))
            }
            Role::DeletedOn | Role::PermanentDeletion => says(&is_word),
            Role::IsDeleted => says(&is_date),
            Role::HasMailbox => says(&|cell| {
                value::yes_no(cell).is_none()
                    && (is_date(cell) || is_measure(cell) || is_address(cell))
            }),
            Role::Affiliations => {
                says(&|cell| is_date(cell) || is_measure(cell) || is_address(cell))
            }
            _ => false,
        }
    }

    /// Whether most of what a column says is not what its role holds, or would better be what
    /// another one holds. It is no proof: cells are damaged, and institutions have ways of their
    /// own.
    pub(super) fn misfits(&self, column: usize, role: Role) -> bool {
        let is_title = |cell: &str| {
            cell.starts_with(char::is_uppercase)
                && cell.contains(char::is_lowercase)
                && !cell.contains(['\\', '@', '='])
        };
        let is_lower = |cell: &str| is_logon(cell) && !cell.contains(char::is_uppercase);
        let is_of_text = role.is_of_text() || role == Role::Reason;
        self.is_far_from(column, role)
            || role == Role::LogonName
                && (self.mostly(column, is_title) || self.is_of_few(column, 4))
            || is_of_text && self.is_of_many(column) && self.mostly(column, is_lower)
    }

    /// Whether most of what a column says is nothing that its role holds.
    pub(super) fn is_far_from(&self, column: usize, role: Role) -> bool {
        let mostly = |fits: &dyn Fn(&str) -> bool| self.mostly(column, fits);
        let has_digit = |cell: &str| cell.contains(|c: char| c.is_ascii_digit());
        let is_word = |cell: &str| value::yes_no(cell).is_some() && !has_digit(cell);
        let is_codes = |cell: &str| {
            let codes = self.policy.codes(cell);
            !codes.is_empty()
                && codes.iter().all(|code| self.policy.affiliation(code).is_some())
        };
        let is_other = |cell: &str| {
            is_word(cell)
                || is_principal_name(cell)
                || is_date(cell) && cell.contains(['/', ':', '.', '-'])
        };
        let starts_with_digit =
            |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit());
        let is_number = |cell: &str| cell.parse::<f64>().is_ok() || is_measure(cell);
        match role {
            Role::LogonName => mostly(&|cell| !is_logon(cell)) || mostly(&is_codes),
            Role::Email => mostly(&|cell| !cell.contains('@')),
            Role::ScheduledDeletion
            | Role::AffiliationEnd
            | Role::DeletedOn
            | Role::PermanentDeletion
            | Role::LastLogon
            | Role::Created => mostly(&|cell| !is_date(cell)),
            Role::ExpiresIn => mostly(&|cell| !matches!(value::days(cell), Ok(Some(_)))),
            Role::HasMailbox | Role::IsDeleted | Role::Deceased => {
                mostly(&|cell| value::yes_no(cell).is_none())
            }
            Role::Affiliations => mostly(&|cell| self.n_codes(cell) == 0),
            Role::MailboxSize | Role::PersonId => mostly(&|cell| !has_digit(cell)),
            Role::DistinguishedName => mostly(&|cell| !cell.contains('=')),
            Role::DisplayName => {
                mostly(&|cell| is_other(cell) || is_number(cell))
                    || mostly(&|cell| cell.contains('=') || starts_with_digit(cell))
                    || mostly(&is_codes)
                    || self.is_of_few(column, 2)
            }
            Role::PrimaryAffiliation => mostly(&is_other),
            Role::Reason => mostly(&|cell| is_other(cell) || is_number(cell)),
            Role::FirstName
            | Role::LastName
            | Role::Department
            | Role::JobOrg
            | Role::Center
            | Role::CenterName
            | Role::HomeOrg
            | Role::PersonDescription => mostly(&is_other) || mostly(&is_codes),
        }
    }

    /// Whether most of what a column says fits. Too few cells tell nothing.
    pub(super) fn mostly(&self, column: usize, fits: impl Fn(&str) -> bool) -> bool {
        const MIN_CELLS: usize = 3;
        let told = self.told(column);
        let n_fit = told.iter().filter(|cell| fits(cell)).count();
        told.len() >= MIN_CELLS && 2 * n_fit > told.len()
    }

    /// Whether what a column says is what only few roles hold, and this one among them.
    pub(super) fn holds(&self, column: usize, role: Role) -> bool {
        match role {
            Role::LogonName => self.is_lower_names(column) || self.is_down_level(column),
            Role::Email => self.is_principal_names(column),
            Role::ScheduledDeletion | Role::AffiliationEnd => self.is_date(column),
            Role::DeletedOn => self.is_timestamps(column),
            Role::ExpiresIn => self.is_days(column),
            Role::HasMailbox => self.is_yes_no(column),
            Role::Affiliations => self.is_codes(column),
            Role::DisplayName => {
                let is_person = |cell: &str| {
                    cell.contains(char::is_whitespace)
                        && !cell
                            .contains(|c: char| c.is_ascii_digit() || "@/:=".contains(c))
                };
                self.is_of_many(column) && self.mostly(column, is_person)
            }
            _ => false,
        }
    }

    /// What the cells of a column say that say anything.
    fn told(&self, column: usize) -> Vec<&str> {
        self.cells(column).filter(|cell| !value::is_absent(cell)).collect()
    }

    /// Whether most of what a column says is said on one row alone.
    fn is_of_many(&self, column: usize) -> bool {
        let told = self.told(column);
        let distinct: HashSet<&str> = told.iter().copied().collect();
        2 * distinct.len() > told.len()
    }

    /// Whether a column says only few different things, each on so many rows or more.
    fn is_of_few(&self, column: usize, n_rows_each: usize) -> bool {
        /// In a short table anything is rare.
        const MIN_CELLS: usize = 8;
        let told = self.told(column);
        let distinct: HashSet<&str> = told.iter().copied().collect();
        told.len() >= MIN_CELLS && distinct.len() * n_rows_each < told.len()
    }

    /// Whether a column says the same on all rows, of which there are several.
    pub(super) fn is_of_one(&self, column: usize) -> bool {
        let told = self.told(column);
        told.len() > 1 && told.iter().all(|cell| *cell == told[0])
    }

    /// Whether a cell of a column has a code that is known.
    pub(super) fn has_codes(&self, column: usize) -> bool {
        self.any(column, |cell| self.n_codes(cell) > 0)
    }

    /// Whether a cell of a column lists more than one code, and nothing else: a primary
    /// affiliation can be “faculty/staff”.
    pub(super) fn lists_codes(&self, column: usize) -> bool {
        let is_code = |part: &str| self.policy.affiliation(part).is_some();
        self.any(column, |cell| {
            let parts = cell.split([',', ';', ' ']).filter(|part| !part.is_empty());
            parts.clone().count() > 1 && parts.clone().all(is_code)
        })
    }

    /// How many codes that are known a cell has.
    fn n_codes(&self, cell: &str) -> usize {
        let codes = self.policy.codes(cell);
        codes.iter().filter(|code| self.policy.affiliation(code).is_some()).count()
    }

    /// Whether most of a column are addresses, each of somebody else.
    pub(super) fn is_mostly_addresses(&self, column: usize) -> bool {
        self.is_of_many(column) && self.mostly(column, is_principal_name)
    }

    /// Whether most of a column are logon names without a domain, each of somebody else.
    pub(super) fn is_mostly_bare_names(&self, column: usize) -> bool {
        let is_bare = |cell: &str| {
            is_logon(cell)
                && !cell.contains(['@', '\\'])
                && !cell.contains(char::is_uppercase)
        };
        self.is_of_many(column) && self.mostly(column, is_bare)
    }

    /// How many days lie between the first and the last date of a column, in the order of the
    /// parts in which these are fewer.
    pub(super) fn n_days(&self, column: usize) -> Option<i64> {
        let n_days = |order| {
            let days =
                self.cells(column).filter_map(|cell| value::date(cell, order).ok()?);
            let days: Vec<NaiveDate> = days.collect();
            Some(days_between(*days.iter().min()?, *days.iter().max()?))
        };
        DayOrder::ALL.into_iter().filter_map(n_days).min()
    }

    /// Whether the dates of a column are later than those of another one on most rows, in each
    /// order of the parts in which most of them are dates.
    pub(super) fn is_mostly_later(&self, later: usize, earlier: usize) -> bool {
        let counts = DayOrder::ALL.map(|order| {
            let day = |row, column| value::date(self.table.cell(row, column), order);
            let pairs = (0..self.n_rows).filter_map(|row| {
                Some((day(row, later).ok()??, day(row, earlier).ok()??))
            });
            let pairs: Vec<(NaiveDate, NaiveDate)> = pairs.collect();
            (pairs.iter().filter(|(later, earlier)| later > earlier).count(), pairs.len())
        });
        let n_most = counts.iter().map(|(_, n_pairs)| *n_pairs).max().unwrap_or(0);
        counts
            .iter()
            .filter(|(_, n_pairs)| *n_pairs == n_most)
            .all(|(n_later, n_pairs)| 2 * n_later > *n_pairs)
    }

    /// The day on which the report was made, if a column of dates and one of days belong
    /// together: on most rows they agree on it.
    pub(super) fn pair(&self, dates: usize, days: usize) -> Option<NaiveDate> {
        let order = DayOrder::of_column(self.cells(dates));
        let mut reports: Vec<(NaiveDate, i32)> = (0..self.n_rows)
            .filter_map(|row| {
                let date = value::date(self.table.cell(row, dates), order).ok()??;
                let days = value::days(self.table.cell(row, days)).ok()??;
                Some((date.checked_sub_signed(TimeDelta::days(days.into()))?, days))
            })
            .collect();
        reports.sort_unstable();
        let agreeing =
            reports.chunk_by(|a, b| a.0 == b.0).max_by_key(|agreeing| agreeing.len())?;
        let (first, last) = (agreeing.first()?, agreeing.last()?);
        // The same date and the same number on every row agree without meaning anything.
        let is_pair = first.1 != last.1
            && PAIR_SHARE.is_reached_by(agreeing.len() as f64 / reports.len() as f64);
        is_pair.then_some(first.0)
    }

    /// Whether no date of a column is later than a day.
    pub(super) fn is_over(&self, dates: usize, day: NaiveDate) -> bool {
        let order = DayOrder::of_column(self.cells(dates));
        self.cells(dates)
            .all(|cell| !matches!(value::date(cell, order), Ok(Some(date)) if date > day))
    }
}

fn is_date(cell: &str) -> bool {
    matches!(value::date(cell, DayOrder::MonthFirst), Ok(Some(_)))
        || matches!(value::date(cell, DayOrder::DayFirst), Ok(Some(_)))
}

/// Whether rows are those of a table of people: all are equally wide, and one column has names
/// of accounts, while another has none. In a list any word can be one.
pub(super) fn is_of_people(rows: &Table) -> bool {
    const MIN_ROWS: usize = 4;
    /// Lists of names and addresses are narrower than reports.
    const MIN_WIDTH: usize = 4;
    let n_rows = rows.n_rows();
    let width = (0..n_rows).map(|row| rows.width(row)).max().unwrap_or(0);
    let n_wide = (0..n_rows).filter(|&row| rows.width(row) == width).count();
    if width < 2 || !SHARE.is_reached_by(n_wide as f64 / n_rows as f64) {
        return false;
    }
    if has_names_beside_words(rows, width) || repeats_itself(rows, width) {
        return true;
    }
    if n_rows < MIN_ROWS || width < MIN_WIDTH {
        return false;
    }
    let share = |column: usize| {
        let cells = (0..n_rows).map(|row| rows.cell(row, column));
        cells.filter(|cell| is_spelled_logon(cell)).count() as f64 / n_rows as f64
    };
    let shares: Vec<f64> = (0..width).map(share).collect();
    shares.iter().any(|share| SHARE.is_reached_by(*share)) && shares.contains(&0.0)
}

/// Whether a column has names of accounts on all rows, no two the same, and another one says
/// few things, each on many rows, as a group or a type does. Nobody is twice in a list so often.
fn repeats_itself(rows: &Table, width: usize) -> bool {
    const MIN_ROWS: usize = 4;
    // The first row can name the columns.
    let n_rows = rows.n_rows() - 1;
    let distinct = |column: usize| {
        let cells = (1..rows.n_rows()).map(|row| rows.cell(row, column).trim());
        cells.filter(|cell| !cell.is_empty()).collect::<HashSet<&str>>().len()
    };
    n_rows >= MIN_ROWS
        && (0..width).any(|column| {
            distinct(column) == n_rows
                && (1..rows.n_rows()).all(|row| is_logon(rows.cell(row, column)))
        })
        && (0..width).any(|column| (1..=n_rows / MIN_ROWS).contains(&distinct(column)))
}

/// Whether a column has names of accounts on all rows, and another one nothing but what no such
/// name is: several words, a size, or words in another script. The first row can name the columns.
fn has_names_beside_words(rows: &Table, width: usize) -> bool {
    let first = usize::from(rows.n_rows() > 2);
    let has_all = |fits: fn(&str) -> bool| {
        let all = |column| (first..rows.n_rows()).all(|row| fits(rows.cell(row, column)));
        rows.n_rows() > 1 && (0..width).any(all)
    };
    let is_words = |cell: &str| {
        let has_space = cell.trim().contains(char::is_whitespace);
        let is_name = cell.contains('=') || LogonName::parse(cell).is_some();
        let is_foreign = cell.contains(char::is_alphabetic)
            && !cell.contains(|c: char| c.is_ascii_alphanumeric());
        is_measure(cell) || has_space && !is_name || is_foreign
    };
    has_all(|cell| is_logon(cell) && cell.is_ascii()) && has_all(is_words)
}

/// Whether a cell is a logon name by its spelling alone, as `UPENN\jdoe` and `jdoe@upenn.edu`.
fn is_spelled_logon(cell: &str) -> bool {
    let cell = cell.trim();
    cell.contains(['\\', '@'])
        && !cell.contains(char::is_whitespace)
        && LogonName::parse(cell).is_some()
}

/// Whether two texts have three characters in a row in common; a shorter one must be the
/// beginning of the other.
fn has_common_run(a: &str, b: &str) -> bool {
    const LENGTH: usize = 3;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    match short.len() {
        0..LENGTH => long.starts_with(&short),
        _ => short
            .windows(LENGTH)
            .any(|run| long.windows(LENGTH).any(|other| other == run)),
    }
}

fn is_principal_name(cell: &str) -> bool {
    cell.contains('@') && !cell.contains(':') && LogonName::parse(cell).is_some()
}

/// Whether a cell can be a logon name and is not a number, a size, an identifier or a word of
/// prose.
pub(super) fn is_logon(cell: &str) -> bool {
    LogonName::parse(cell).is_some_and(|name| {
        name.key.chars().any(char::is_alphabetic)
            && !is_guid(&name.key)
            && !is_measure(&name.key)
            && !value::is_absent(cell)
            && value::date(&name.key, DayOrder::MonthFirst).is_err()
    })
}
