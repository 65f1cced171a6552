//! Headers that stand over other values than they say: each over the other's, or over those of
//! a column that has a name which nobody knows.

use super::Search;
use crate::role::Role;
use crate::source::{Kind, RoleColumn, RoleEvidence};
use crate::value;

/// A role that is taken away from a column, and where it goes.
struct Move {
    role: Role,
    from: usize,
    /// Nowhere, as far as headers tell.
    to: Option<usize>,
}

impl Search<'_> {
    /// Takes roles away from columns whose values are not what the header says, where another
    /// column has such values and a header that does not say what they are. Where that header
    /// is known, and its own values are elsewhere too, the role goes there.
    pub(super) fn uncross(&mut self) {
        let roles: Vec<(Role, usize)> =
            self.found.iter().map(|(role, (column, _))| (*role, *column)).collect();
        let misfits: Vec<(Role, usize)> = roles
            .into_iter()
            .filter(|&(role, column)| self.shapes.misfits(column, role))
            .collect();
        let contradicted: Vec<(Role, usize)> = self
            .contradicted
            .iter()
            .filter_map(|&column| {
                Some((self.policy.role_of(&self.header[column])?.0, column))
            })
            .filter(|(role, _)| !self.has(*role))
            .collect();
        let odd: Vec<(Role, usize)> = misfits.into_iter().chain(contradicted).collect();
        let moved: Vec<Move> =
            odd.iter().filter_map(|&(role, from)| self.moved(role, from, &odd)).collect();
        for Move { role, from, .. } in &moved {
            self.found.remove(role);
            self.contradicted.insert(*from);
        }
        for Move { role, from, to } in moved {
            let Some(to) = to else { continue };
            // What the header there says is not so.
            self.found.retain(|_, (column, _)| *column != to);
            self.contradicted.insert(to);
            if role == Role::HasMailbox && self.is_called(to, Role::Reason) {
                // Whether an account is ready can be told by yes and no as well, so it is asked.
                continue;
            }
            self.found.insert(role, (to, RoleEvidence::Shape(looks_of(role))));
            if role == Role::LogonName && !self.shapes.is_far_from(from, role) {
                self.keep_in_mind(role, [from]);
            }
        }
    }

    /// What becomes of a role whose column has odd values, among all of this kind.
    fn moved(&self, role: Role, from: usize, odd: &[(Role, usize)]) -> Option<Move> {
        let crossed = odd
            .iter()
            .filter(|(other, _)| *other != role)
            .find(|&&(_, other)| other != from && self.shapes.holds(other, role));
        if let Some(&(_, to)) = crossed {
            return Some(Move { role, from, to: Some(to) });
        }
        let is_far = self.shapes.is_far_from(from, role);
        let is_elsewhere = || {
            (0..self.n_columns.min(self.header.len())).any(|other| {
                other != from
                    && self.is_free(other)
                    && self.is_unknown(other)
                    && self.shapes.holds(other, role)
            })
        };
        let is_given_up = is_far && role.is_of_text()
            || (is_far || role == Role::DisplayName) && is_elsewhere();
        is_given_up.then_some(Move { role, from, to: None })
    }

    /// Whether the header of a column names a role.
    fn is_called(&self, column: usize, role: Role) -> bool {
        let name = self.header.get(column);
        name.and_then(|name| self.policy.role_of(name))
            .is_some_and(|(other, _)| other == role)
    }

    /// Whether no role has a name like that of a column.
    pub(super) fn is_unknown(&self, column: usize) -> bool {
        self.header.get(column).is_none_or(|name| self.policy.role_of(name).is_none())
    }

    /// Keeps columns in mind that may be meant, once the roles are given: the days on which
    /// somebody was there for the last time, if they are after the end of the account; several
    /// affiliations under a header that speaks of one; a yes and no under a name that nobody
    /// knows, where a list does not say who has a mailbox.
    pub(super) fn look_again(&mut self, kind: Kind) {
        let place = |role| self.unsaid(role);
        let mut close = Vec::new();
        for role in [Role::ScheduledDeletion, Role::DeletedOn] {
            for before in [Role::LastLogon, Role::Created] {
                let (Some(end), Some(other)) = (place(role), place(before)) else {
                    continue;
                };
                if self.shapes.is_mostly_later(other, end) {
                    close.push((role, other, Some(before)));
                }
            }
        }
        if let (Some(all), Some(primary)) =
            (place(Role::Affiliations), place(Role::PrimaryAffiliation))
            && self.shapes.lists_codes(primary)
            && !self.shapes.lists_codes(all)
        {
            close.push((Role::Affiliations, primary, Some(Role::PrimaryAffiliation)));
        }
        for (role, index, claimed) in close {
            claimed.and_then(|claimed| self.found.remove(&claimed));
            self.keep_in_mind(role, [index]);
        }
        let is_of_all =
            kind == Kind::Enrollment || kind == Kind::Flagged && self.header.is_empty();
        if is_of_all && !self.has(Role::HasMailbox) {
            let is_yes_no = |cell: &str| value::yes_no(cell).is_some();
            let columns = self.free_columns(|column| {
                (self.is_unknown(column) || self.contradicted.contains(&column))
                    && self.shapes.mostly(column, is_yes_no)
            });
            self.keep_in_mind(Role::HasMailbox, columns);
        }
        self.bare_names();
    }

    /// The column of a role, unless the user says which it is.
    fn unsaid(&self, role: Role) -> Option<usize> {
        let (column, evidence) = self.found.get(&role)?;
        (*evidence != RoleEvidence::Said).then_some(*column)
    }

    /// Keeps a column of bare names in mind that is called one of addresses, where the one of
    /// logon names has addresses: their headers may stand over each other.
    fn bare_names(&mut self) {
        if let (Some(names), Some(email)) =
            (self.unsaid(Role::LogonName), self.unsaid(Role::Email))
            && names != email
            && self.shapes.is_mostly_addresses(names)
            && self.shapes.is_mostly_bare_names(email)
        {
            self.found.remove(&Role::Email);
            self.keep_in_mind(Role::LogonName, [email]);
        }
    }

    /// Keeps columns in mind that may hold what a role holds, and are not used for it.
    pub(super) fn keep_in_mind(
        &mut self,
        role: Role,
        columns: impl IntoIterator<Item = usize>,
    ) {
        self.close.extend(columns.into_iter().map(|index| {
            let evidence = RoleEvidence::Shape(looks_of(role));
            RoleColumn { role, index, evidence }
        }));
    }
}

/// What the values of a role look like.
pub(super) fn looks_of(role: Role) -> &'static str {
    match role {
        Role::LogonName => "logon names",
        Role::Email => "e-mail addresses",
        Role::Affiliations => "codes of affiliations",
        Role::ExpiresIn => "numbers of days",
        Role::HasMailbox | Role::IsDeleted | Role::Deceased => "yes or no",
        Role::ScheduledDeletion
        | Role::AffiliationEnd
        | Role::PermanentDeletion
        | Role::LastLogon
        | Role::Created => "dates",
        Role::DeletedOn => "timestamps",
        _ => "it",
    }
}
