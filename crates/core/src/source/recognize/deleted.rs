//! Microsoft's own lists of deleted users: how they are told from others, and which column
//! is what.
//!
//! Lists of active users have the same columns, with nothing in the one of the deletion,
//! and a schedule can be called “Deletion date” too; so a header alone proves nothing.

use super::{Search, name_of};
use crate::column_names::spellings;
use crate::logon::{LogonName, is_deleted_name, is_guid};
use crate::policy::{says_deletion, says_other_moment, says_permanence, says_plan};
use crate::role::Role;
use crate::source::shape::SHARE;
use crate::source::{Kind, RoleEvidence};
use crate::threshold::Threshold;
use crate::value;

/// The share of rows with a deletion that makes a list one of deleted users.
const FILLED: Threshold = Threshold::new("deleted: rows with a deletion", 0.8);

/// The same where the file is called a list of deleted users.
const FILLED_AS_CALLED: Threshold =
    Threshold::new("deleted: rows with a deletion, as the file is called", 0.5);

impl Search<'_> {
    /// Gives the roles of a deletion to columns that no name tells but whose header speaks of
    /// it, in whichever language, where the values are dates or yes and no.
    pub(super) fn by_word_of_deletion(&mut self) {
        let header = self.header;
        for (column, name) in header.iter().enumerate().take(self.n_columns) {
            if !self.is_free(column) || !says_deletion(name) || says_plan(name) {
                continue;
            }
            let role = if self.shapes.is_yes_no(column) {
                Role::IsDeleted
            } else if says_permanence(name) {
                Role::PermanentDeletion
            } else {
                Role::DeletedOn
            };
            // “Delete on” and “Deletion” are schedules as well.
            let is_done = self.shapes.is_timestamps(column)
                || self.shapes.is_date(column) && !is_vague(name);
            if self.agrees_with_days(column) {
                continue;
            }
            if role == Role::IsDeleted || is_done && self.has_principal_names() {
                let evidence = RoleEvidence::Header(name.trim().to_owned());
                self.found.entry(role).or_insert((column, evidence));
            }
        }
    }

    /// Whether the dates of a column and a number of days that nobody claims lead to one day:
    /// what is so many days away is still to come.
    fn agrees_with_days(&self, column: usize) -> bool {
        let days = self.free_columns(|column| self.shapes.is_days(column));
        self.pair(&[column], &days).is_some()
    }

    /// Leaves deletions out where none can be: a list of names has no columns for them.
    pub(super) fn without_deletions(&mut self, kind: Kind) {
        if kind == Kind::Names {
            self.found.remove(&Role::DeletedOn);
        }
        if !matches!(kind, Kind::Directory | Kind::Deleted) {
            self.found.remove(&Role::IsDeleted);
        }
    }

    /// Why this is a list of deleted users, if it is one.
    pub(super) fn deleted(&self) -> Option<String> {
        if let Some((_, RoleEvidence::Said)) = self.found.get(&Role::DeletedOn) {
            return Some("you say which column is the deletion".to_owned());
        }
        let schedule = self.has(Role::ScheduledDeletion) && self.vague_date().is_none();
        if schedule || self.has(Role::ExpiresIn) || self.has(Role::AffiliationEnd) {
            return None;
        }
        let named =
            [Role::DeletedOn, Role::PermanentDeletion].into_iter().find_map(|role| {
                let column = self.found.get(&role)?.0;
                self.is_mostly_filled(column).then_some(column)
            });
        if let Some(column) = named {
            return Some(format!("it has the column “{}”", self.title(column)));
        }
        let flag = self.found.get(&Role::IsDeleted).map(|(column, _)| *column);
        let is_yes = |cell: &str| value::yes_no(cell) == Some(true);
        if let Some(column) = flag
            && self.shapes.n_rows > 0
            && SHARE.is_reached_by(self.shapes.share(column, is_yes))
            && self.is_mostly_filled(column)
        {
            return Some(format!("its column “{}” says yes", self.title(column)));
        }
        if let Some(column) = self.vague_date()
            && self.shapes.is_timestamps(column)
            && self.has_principal_names()
        {
            let title = self.title(column);
            return Some(format!("its “{title}” is a moment and no schedule"));
        }
        if self.has_deleted_names() {
            return Some("its names have the prefix of deleted users".to_owned());
        }
        if !self.is_of_moments() {
            return None;
        }
        // What else such moments are, nobody can tell.
        if (0..self.n_columns).any(|column| self.shapes.any(column, is_deleted_name)) {
            let reason =
                "it has timestamps beside names with the prefix of deleted users";
            return Some(reason.to_owned());
        }
        let reason = "it has timestamps, and its file is called so";
        says_deletion(self.file).then(|| reason.to_owned())
    }

    /// Whether principal names stand beside timestamps without a name, and nothing that only
    /// lists of flagged people have.
    pub(super) fn is_of_moments(&self) -> bool {
        self.has_principal_names()
            && self.timestamps(true).is_some()
            && !self.has_flagged_values()
    }

    /// Whether principal names stand beside moments that can be those of deletions: all within
    /// the time after which nothing is left of an account, under a name that speaks of nothing
    /// else.
    pub(super) fn has_moments_of_deletions(&self) -> bool {
        /// The longest time in which deletions are listed.
        const MAX_DAYS: i64 = 120;
        let can_be = |column: usize| {
            let name = self.header.get(column).map_or("", String::as_str);
            self.is_unknown(column)
                && !says_other_moment(name)
                && self.shapes.is_timestamps(column)
                && self.shapes.n_days(column).is_some_and(|n_days| n_days <= MAX_DAYS)
        };
        self.has_principal_names()
            && !self.has_flagged_values()
            && !self.free_columns(can_be).is_empty()
    }

    /// Finds the columns of a list of deleted users.
    pub(super) fn deleted_columns(&mut self) {
        if self.vague_date().is_some()
            && let Some(date) = self.found.remove(&Role::ScheduledDeletion)
        {
            self.found.entry(Role::DeletedOn).or_insert(date);
        }
        let column = self.timestamps(true).or_else(|| self.timestamps(false));
        let column = column.or_else(|| self.last_change());
        self.take(Role::DeletedOn, column, "timestamps");
        self.principal_names();
    }

    /// Takes the principal names for the logon names: what else looks like a name in these
    /// lists is an alias, an old address, or made by a machine.
    fn principal_names(&mut self) {
        if let Some((_, RoleEvidence::Said)) = self.found.get(&Role::LogonName) {
            return;
        }
        let named = (0..self.n_columns.min(self.header.len()))
            .filter_map(|column| {
                let (role, rank) = self.policy.role_of(&self.header[column])?;
                let fits = role == Role::LogonName
                    && self.shapes.is_principal_names(column)
                    && !self.is_of_another(column);
                fits.then_some((rank, column))
            })
            .min();
        if let Some((_, column)) = named {
            let evidence = RoleEvidence::Header(self.title(column));
            self.found.insert(Role::LogonName, (column, evidence));
            return;
        }
        let is_made_up = |cell: &str| cell.starts_with('$') || is_guid(cell);
        if let Some((column, _)) = self.found.get(&Role::LogonName)
            && !SHARE.is_reached_by(self.shapes.share(*column, is_made_up))
        {
            return;
        }
        self.found.remove(&Role::LogonName);
        let email = self.found.get(&Role::Email).map(|(column, _)| *column);
        let column = email.or_else(|| {
            self.free_columns(|column| self.shapes.is_principal_names(column))
                .first()
                .copied()
        });
        let column = column.or_else(|| {
            let fits = |cell: &str| {
                is_deleted_name(cell) && LogonName::parse_deleted(cell).is_some()
            };
            let is_of = |column| SHARE.is_reached_by(self.shapes.share(column, fits));
            (0..self.n_columns).find(|&column| is_of(column))
        });
        self.take(Role::LogonName, column, "names of deleted objects");
        self.names(None);
        // People have other addresses too.
        let others = self.free_columns(|column| {
            self.is_unknown(column) && self.shapes.is_mostly_addresses(column)
        });
        self.keep_in_mind(Role::LogonName, others);
    }

    /// Whether a column has a role that is not the logon name.
    fn is_of_another(&self, column: usize) -> bool {
        self.found.iter().any(|(role, (other, _))| {
            *role != Role::LogonName && *role != Role::Email && *other == column
        })
    }

    /// The column that is taken for a schedule, but has a name that may mean a deletion.
    fn vague_date(&self) -> Option<usize> {
        match self.found.get(&Role::ScheduledDeletion) {
            Some((
                column,
                RoleEvidence::Header(name) | RoleEvidence::SimilarHeader(name),
            )) if self.policy.can_be(name, Role::DeletedOn) => Some(*column),
            _ => None,
        }
    }

    /// Whether a column without a name holds what only lists of flagged people have.
    fn has_flagged_values(&self) -> bool {
        let fits = |column| self.shapes.is_codes(column) || self.shapes.is_days(column);
        !self.free_columns(|column| self.is_unnamed(column) && fits(column)).is_empty()
    }

    /// The only column of timestamps that has no role; if `unnamed`, the only one that has
    /// no name either, because a named one can mean anything.
    fn timestamps(&self, unnamed: bool) -> Option<usize> {
        let found = self.free_columns(|column| {
            (!unnamed || self.is_unnamed(column)) && self.shapes.is_timestamps(column)
        });
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The column of the last change, which for a deleted object of Active Directory is the
    /// deletion.
    fn last_change(&self) -> Option<usize> {
        let is_change = |column: usize| {
            let name = self.header.get(column).map(|name| spellings(name)[0].clone());
            name.is_some_and(|name| name == "whenchanged" || name == "modified")
        };
        let columns = self.free_columns(|column| {
            is_change(column) && self.shapes.is_timestamps(column)
        });
        columns.first().copied()
    }

    fn has_principal_names(&self) -> bool {
        (0..self.n_columns).any(|column| self.shapes.is_principal_names(column))
    }

    fn has_deleted_names(&self) -> bool {
        (0..self.n_columns)
            .any(|column| SHARE.is_reached_by(self.shapes.share(column, is_deleted_name)))
    }

    /// Whether nearly all rows have something in a column. Where fewer have, those are the
    /// deleted ones of a list that has others too.
    fn is_mostly_filled(&self, column: usize) -> bool {
        let cells = self.shapes.cells(column);
        let n_filled = cells.filter(|cell| !value::is_absent(cell)).count();
        let n_rows = self.shapes.n_rows;
        let share = n_filled as f64 / n_rows as f64;
        n_rows == 0
            || FILLED.is_reached_by(share)
            || says_deletion(self.file) && FILLED_AS_CALLED.is_reached_by(share)
    }

    fn title(&self, column: usize) -> String {
        name_of(self.header, column)
    }
}

/// Whether a header that speaks of a deletion can mean one that is still to come.
fn is_vague(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("delet") && !name.contains("deleted")
}
