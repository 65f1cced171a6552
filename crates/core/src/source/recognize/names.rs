//! Which column has the logon names, where no header tells.

use super::Search;
use crate::role::Role;
use crate::source::shape::{SHARE, is_logon};
use crate::source::{Kind, RoleEvidence};
use crate::table::letter;
use crate::threshold::{Threshold, note_lead};

/// The score of a column of logon names at its usual place below which it has too many of
/// them twice to be one.
const MIN_DISTINCT: Threshold = Threshold::new("column: names at their place", 0.5);

impl Search<'_> {
    /// Finds the logon names: at `position` when the values there can be some, else where
    /// the values look most like them.
    pub(super) fn names(&mut self, position: Option<usize>) {
        if self.found.contains_key(&Role::LogonName) {
            return;
        }
        if let Some(column) = position
            && self.is_free(column)
            && SHARE.is_reached_by(self.shapes.share(column, is_logon))
            && !self.is_outdone(column)
            && !self.is_of_something_else(column)
        {
            let evidence = RoleEvidence::Position(letter(column));
            self.found.insert(Role::LogonName, (column, evidence));
            return;
        }
        let mut scores: Vec<(f64, usize)> = (0..self.n_columns)
            .filter(|&column| self.is_free(column))
            .map(|column| (self.shapes.logon_score(column), column))
            .collect();
        // The last one is the best; of two that are as good, the one further to the right.
        scores.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let [.., next, best] = scores.as_slice() {
            note_lead("column: logon names", best.0, next.0);
        }
        let best = scores
            .last()
            .filter(|(score, _)| SHARE.is_reached_by(*score))
            .map(|&(_, column)| self.bare_beside(column).unwrap_or(column));
        let addresses = self.addresses().filter(|&addresses| {
            best.is_none_or(|best| !self.is_beside(best, addresses))
        });
        let (column, shape) = match (addresses, best) {
            (Some(addresses), _) => (addresses, "addresses"),
            (None, Some(best)) => (best, "logon names"),
            (None, None) => return,
        };
        let column = self.of_one_domain(column).unwrap_or(column);
        self.found.insert(Role::LogonName, (column, RoleEvidence::Shape(shape)));
    }

    /// The column of addresses that all have the same domain, where those of `column` are of
    /// many, as people's own are; then `column` is kept in mind.
    fn of_one_domain(&mut self, column: usize) -> Option<usize> {
        if !self.shapes.has_many_domains(column) {
            return None;
        }
        let free = (0..self.n_columns).filter(|&other| self.is_free(other));
        let own = free.into_iter().find(|&other| {
            other != column
                && self.shapes.is_addresses(other)
                && self.shapes.n_domains(other) == 1
        })?;
        self.keep_in_mind(Role::LogonName, [column]);
        Some(own)
    }

    /// A column of names without a domain that go with a column of addresses row by row: then
    /// these are the names of the accounts, and the addresses are where their mail goes.
    fn bare_beside(&self, addresses: usize) -> Option<usize> {
        if !self.shapes.is_mostly_addresses(addresses) {
            return None;
        }
        (0..self.n_columns).find(|&column| {
            self.is_free(column)
                && self.shapes.is_mostly_bare_names(column)
                && self.shapes.is_akin(column, addresses)
        })
    }

    /// The first column of addresses, each of somebody else, if there is one; it may be the
    /// one of the e-mail addresses.
    fn addresses(&self) -> Option<usize> {
        let email = self.found.get(&Role::Email).map(|(column, _)| *column);
        let fits = |&column: &usize| self.shapes.is_addresses(column);
        let free = (0..self.n_columns).filter(|&column| self.is_free(column));
        email.into_iter().chain(free).find(fits)
    }

    /// Whether a column can have the logon names although there are addresses too: it is
    /// spelled as one of logon names, or goes with the addresses row by row.
    fn is_beside(&self, names: usize, addresses: usize) -> bool {
        names == addresses
            || self.shapes.is_down_level(names)
            || self.shapes.is_akin(names, addresses)
    }

    /// Whether what stands at the usual position are words such as “Closed” or “New”, in a
    /// table with a header of which no name is known: it may be about anything.
    fn is_of_something_else(&self, position: usize) -> bool {
        self.found.is_empty()
            && !self.header.is_empty()
            && !self.shapes.is_down_level(position)
            && (self.shapes.is_capitalized(position)
                || !MIN_DISTINCT.is_reached_by(self.shapes.logon_score(position)))
    }

    /// Gives up names that are words of a few lines of text, such as a page that asks to log in
    /// again: nothing else is known of them, and they are not spelled as those of accounts.
    pub(super) fn without_words_of_prose(&mut self, kind: Kind) {
        const MAX_ROWS: usize = 3;
        const MIN_WIDTH: usize = 4;
        const ENDS: [char; 4] = ['.', '!', '?', ':'];
        let Some((column, _)) = self.found.get(&Role::LogonName) else { return };
        let shapes = &self.shapes;
        let ends_sentence = |row: usize| {
            let last =
                shapes.table.row(row).filter(|cell| !cell.trim().is_empty()).last();
            last.is_some_and(|cell| cell.trim().ends_with(ENDS))
        };
        let is_prose = kind == Kind::Directory
            && self.header.is_empty()
            && self.found.len() == 1
            && shapes.n_rows <= MAX_ROWS
            && self.n_columns >= MIN_WIDTH
            && (0..shapes.n_rows).any(ends_sentence)
            && !shapes.any(*column, |cell| cell.contains(['@', '\\', '=']));
        if is_prose {
            self.found.remove(&Role::LogonName);
        }
    }

    /// Whether another column than the one at the usual position has the logon names for
    /// certain: only they are spelled so, or the usual one says nearly the same on all rows,
    /// has the capitals or the letters of other words, or nothing in common with the addresses.
    fn is_outdone(&self, position: usize) -> bool {
        let shapes = &self.shapes;
        let is_alike = !MIN_DISTINCT.is_reached_by(shapes.logon_score(position));
        let is_down_level = shapes.is_down_level(position);
        if self.addresses().is_some_and(|addresses| !self.is_beside(position, addresses))
        {
            return true;
        }
        let is_capitalized = shapes.is_capitalized(position);
        let is_foreign = !shapes.is_ascii(position);
        (0..self.n_columns).any(|column| {
            self.is_free(column)
                && SHARE.is_reached_by(shapes.logon_score(column))
                && (is_alike
                    || !is_down_level && shapes.is_down_level(column)
                    || (is_capitalized || is_foreign && shapes.is_ascii(column))
                        && shapes.is_lower_names(column))
        })
    }
}
