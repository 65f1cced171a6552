//! Which columns have the dates and the days, where no header tells or several can be meant.

use super::crossed::looks_of;
use super::{MAX_PAIRED, Search};
use crate::policy::{Positions, says_deletion, says_deprovisioning, says_permanence};
use crate::role::Role;
use crate::source::{RoleColumn, RoleEvidence};
use crate::value;
use chrono::NaiveDate;

/// A column of dates and one of days that agree on when the report was made.
struct Agreement {
    date: usize,
    days: usize,
    made_on: NaiveDate,
}

impl Search<'_> {
    /// Finds affiliations, dates and days by their shape, nearest to where they usually are.
    pub(super) fn flagged(&mut self, positions: &Positions) {
        let usual = |role| positions.get(&role).copied();
        if !self.has(Role::Affiliations) {
            let mut columns = self.free_columns(|column| {
                (self.is_unknown(column) || self.contradicted.contains(&column))
                    && self.shapes.has_codes(column)
                    && self.shapes.is_codes(column)
            });
            let at = usual(Role::Affiliations).unwrap_or_default();
            columns.sort_by_key(|column| column.abs_diff(at));
            if columns.contains(&at) {
                columns.truncate(1);
            }
            self.take(
                Role::Affiliations,
                columns.first().copied(),
                looks_of(Role::Affiliations),
            );
            self.keep_in_mind(Role::Affiliations, columns.into_iter().skip(1));
        }
        // Yes and no stand in many columns; only the usual one is meant.
        if let Some(column) = usual(Role::HasMailbox)
            && !self.has(Role::HasMailbox)
            && self.is_free(column)
            && self.shapes.is_yes_no(column)
        {
            self.take(Role::HasMailbox, Some(column), "yes or no");
        }
        self.planned_deletion();
        let [date, days] = self.clocks(positions);
        self.take(Role::ScheduledDeletion, date, "dates");
        self.take(Role::ExpiresIn, days, "numbers of days");
    }

    /// Gives up a column that is called one of deletions, if its dates agree with the days and
    /// nothing else is the schedule: then they are one.
    fn planned_deletion(&mut self) {
        let place = |role| self.found.get(&role).map(|(column, _)| *column);
        if let (Some(date), Some(days), None) = (
            place(Role::DeletedOn),
            place(Role::ExpiresIn),
            place(Role::ScheduledDeletion),
        ) && self.shapes.pair(date, days).is_some()
        {
            self.found.remove(&Role::DeletedOn);
        }
    }

    /// The columns of dates and of days that no header tells. A table has other dates and
    /// numbers too, so one is taken only if the two agree with each other, if its header was
    /// contradicted by what are dates, or if it has no name and stands where it usually does or
    /// is the only one.
    fn clocks(&mut self, positions: &Positions) -> [Option<usize>; 2] {
        let known = |role| self.found.get(&role).map(|(column, _)| *column);
        let dates = match known(Role::ScheduledDeletion) {
            Some(column) => vec![column],
            None => self.free_columns(|column| self.shapes.is_date(column)),
        };
        let days = match known(Role::ExpiresIn) {
            Some(column) => vec![column],
            None => self.free_columns(|column| self.shapes.is_days(column)),
        };
        if let Some((date, days)) = self.agreeing(&dates, &days) {
            return [Some(date), Some(days)];
        }
        let pick = |role, columns: &[usize]| {
            let unnamed: Vec<usize> = columns
                .iter()
                .copied()
                .filter(|&column| {
                    self.is_unnamed(column) || self.contradicted.contains(&column)
                })
                .collect();
            match (positions.get(&role), unnamed.as_slice()) {
                (Some(usual), columns) if columns.contains(usual) => Some(*usual),
                (_, [only]) => Some(*only),
                _ => None,
            }
        };
        let named = dates.iter().copied().filter(|&column| self.says_deletion(column));
        let date = named.min_by_key(|&column| self.vagueness(column));
        let date = date.or_else(|| pick(Role::ScheduledDeletion, &dates));
        let picked = [date, pick(Role::ExpiresIn, &days)];
        if picked == [None, None] {
            // Nothing says which of them is meant, if any is.
            self.close.extend(dates.into_iter().map(|index| {
                let evidence = RoleEvidence::Shape("dates");
                RoleColumn { role: Role::ScheduledDeletion, index, evidence }
            }));
        }
        picked
    }

    /// The columns of dates and of days that agree with each other. Several dates can: those
    /// that are as long before the deletion on every row, such as the day on which somebody was
    /// flagged. The one whose header speaks of the deletion counts; else those go that are over
    /// when the report is made, and of the rest the later counts, with the others kept in mind.
    fn agreeing(&mut self, dates: &[usize], days: &[usize]) -> Option<(usize, usize)> {
        let days = &days[..days.len().min(MAX_PAIRED)];
        let mut pairs: Vec<Agreement> = dates
            .iter()
            .take(MAX_PAIRED)
            .flat_map(|&date| days.iter().map(move |&days| (date, days)))
            .filter_map(|(date, days)| {
                let made_on = self.shapes.pair(date, days)?;
                Some(Agreement { date, days, made_on })
            })
            .collect();
        if let Some(named) = pairs.iter().position(|pair| self.says_deletion(pair.date)) {
            let best = pairs
                .iter()
                .filter(|pair| self.says_deletion(pair.date))
                .min_by_key(|pair| self.vagueness(pair.date))
                .unwrap_or(&pairs[named]);
            return Some((best.date, best.days));
        }
        // The first of those that are the latest.
        let latest = pairs.iter().map(|pair| pair.made_on).max()?;
        let at = pairs.iter().position(|pair| pair.made_on == latest)?;
        let best = pairs.swap_remove(at);
        let is_over = |pair: &Agreement| self.shapes.is_over(pair.date, best.made_on);
        pairs.retain(|pair| pair.date != best.date && !is_over(pair));
        self.close.extend(pairs.iter().map(|pair| RoleColumn {
            role: Role::ScheduledDeletion,
            index: pair.date,
            evidence: RoleEvidence::Shape("dates that agree with the days"),
        }));
        Some((best.date, best.days))
    }

    /// Whether the header of a column that no role claims speaks of the deletion.
    fn says_deletion(&self, column: usize) -> bool {
        let name = self.header.get(column);
        name.is_some_and(|name| says_deletion(name) || says_deprovisioning(name))
    }

    /// How far a header that speaks of the deletion may mean something around it: the fewer
    /// words, the less.
    fn vagueness(&self, column: usize) -> (bool, usize) {
        let name = self.header.get(column).map_or("", String::as_str);
        (says_permanence(name), name.split_whitespace().count())
    }

    /// Whether the numbers of days are words such as “Never” in every row, in a column whose
    /// name does not speak of days: accounts and passwords expire too.
    pub(super) fn says_never(&self) -> bool {
        let Some((column, RoleEvidence::Header(name))) = self.found.get(&Role::ExpiresIn)
        else {
            return false;
        };
        let mut cells = self.shapes.cells(*column).peekable();
        cells.peek().is_some()
            && cells.all(value::is_absent)
            && !name.to_lowercase().contains("day")
    }
}
