//! What the table is narrowed to: several values of one facet are alternatives, and facets,
//! search and group go together.

use crate::decisions::Choice;
use crate::group::GroupKey;
use crate::horizon::{Events, Span};
use crate::index::{Column, Columns, Decided, Index};
use crate::search::Words;
use crate::view::Tile;
use reprieve_core::answer::Row;
use reprieve_core::policy::Policy;
use reprieve_core::standing::Cause;
use std::rc::Rc;

/// By what accounts can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// How urgent it is while it is expiring, else its status.
    Status,
    /// What was decided.
    Decision,
    /// Why it is flagged.
    Cause,
    /// One of its affiliations.
    Affiliation,
    /// Its department.
    Department,
    /// Its center.
    Center,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Facet; 6] = [
        Facet::Status,
        Facet::Decision,
        Facet::Cause,
        Facet::Affiliation,
        Facet::Department,
        Facet::Center,
    ];

    /// What stands above its values.
    pub fn title(self) -> &'static str {
        match self {
            Facet::Status => "Status",
            Facet::Decision => "Decision",
            Facet::Cause => "Cause",
            Facet::Affiliation => "Affiliation",
            Facet::Department => "Department",
            Facet::Center => "Center",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    /// How urgent it is, or its status.
    Tile(Tile),
    /// What was decided.
    Choice(Choice),
    /// `None` when no file has affiliations.
    Cause(Option<Cause>),
    /// A code; empty for those who have none.
    Affiliation(Rc<str>),
    /// Empty when no file says one.
    Department(Rc<str>),
    /// Its name or else its code; empty when no file says one.
    Center(Rc<str>),
}

impl Pick {
    /// The facet that it is a value of.
    pub fn facet(&self) -> Facet {
        match self {
            Pick::Tile(_) => Facet::Status,
            Pick::Choice(_) => Facet::Decision,
            Pick::Cause(_) => Facet::Cause,
            Pick::Affiliation(_) => Facet::Affiliation,
            Pick::Department(_) => Facet::Department,
            Pick::Center(_) => Facet::Center,
        }
    }

    /// Whether it stands for those of whom a file says nothing there.
    pub fn is_none(&self) -> bool {
        match self {
            Pick::Affiliation(text) | Pick::Department(text) | Pick::Center(text) => {
                text.is_empty()
            }
            Pick::Tile(_) | Pick::Choice(_) | Pick::Cause(_) => false,
        }
    }

    /// What stands beside its count.
    pub fn title<'a>(&'a self, policy: &'a Policy) -> &'a str {
        match self {
            _ if self.is_none() => "none",
            Pick::Tile(tile) => tile.title(),
            Pick::Choice(choice) => choice.title(),
            Pick::Cause(cause) => &policy.cause(*cause).title,
            Pick::Affiliation(text) | Pick::Department(text) | Pick::Center(text) => {
                if text.is_empty() {
                    "none"
                } else {
                    text
                }
            }
        }
    }
}

/// All that the table is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// What is searched for, as it was typed.
    pub search: String,
    /// In the order in which they were chosen; a facet of which none is chosen takes all.
    pub picks: Vec<Pick>,
    /// The accounts that need the same thing, if only they are wanted.
    pub group: Option<GroupKey>,
    /// The days on which something happens to an account.
    pub days: Option<Span>,
}

impl Filters {
    /// Whether all are seen.
    pub fn is_empty(&self) -> bool {
        self.has_search_alone() && self.search.trim().is_empty()
    }

    /// Whether nothing but the search, if there is one, narrows the table.
    pub fn has_search_alone(&self) -> bool {
        self.picks.is_empty() && self.group.is_none() && self.days.is_none()
    }

    /// Whether a value is chosen.
    pub fn has(&self, pick: &Pick) -> bool {
        self.picks.contains(pick)
    }

    /// Whether a decision or a note can change what is seen.
    pub fn look_at_decisions(&self) -> bool {
        !self.search.is_empty()
            || self.picks.iter().any(|pick| pick.facet() == Facet::Decision)
    }

    /// Chooses a value, or not any more.
    pub fn toggle(&mut self, pick: Pick) {
        match self.picks.iter().position(|other| *other == pick) {
            Some(place) => drop(self.picks.remove(place)),
            None => self.picks.push(pick),
        }
    }
}

/// What each row of [`reprieve_core::answer::Answer::flagged`] does not pass, a bit for each
/// facet and two more.
#[derive(Debug)]
pub struct Sieve(Vec<u8>);

/// Whether the search does not find it.
const SEARCH: u8 = 1 << 6;

/// Whether it is kept back by what is neither a facet nor the search.
const OTHERS: u8 = 1 << 7;

impl Sieve {
    /// What the filters keep back of the rows of an index.
    pub fn new(
        index: &Index,
        filters: &Filters,
        events: Events,
        decided: &Decided,
    ) -> Sieve {
        let columns = index.columns();
        let mut sieve = Sieve(vec![0; columns.is_answer.len()]);
        sieve.keep(OTHERS, columns.is_answer.iter().copied());
        let words = Words::new(&filters.search);
        if !words.is_empty() {
            sieve.keep(SEARCH, columns.find(&words, decided).into_iter());
        }
        for facet in Facet::ALL {
            if filters.picks.iter().any(|pick| pick.facet() == facet) {
                let column = column(&columns, decided, facet);
                let passes =
                    |picks: &Vec<Pick>| picks.iter().any(|pick| filters.has(pick));
                let passing: Vec<bool> = column.picks.iter().map(passes).collect();
                let rows = column.rows.iter().map(|value| passing[*value as usize]);
                sieve.keep(facet.bit(), rows);
            }
        }
        if let Some(group) = &filters.group {
            sieve.keep_where(index, |row| group.has(index.answer(), row));
        }
        if let Some(days) = &filters.days {
            sieve.keep_where(index, |row| days.has(row, events));
        }
        sieve
    }

    /// Keeps back the rows of which `passes` is false.
    fn keep(&mut self, bit: u8, passes: impl Iterator<Item = bool>) {
        for (row, passes) in self.0.iter_mut().zip(passes) {
            *row |= if passes { 0 } else { bit };
        }
    }

    /// Keeps back the rows that are not wanted, for a reason that is no facet.
    fn keep_where(&mut self, index: &Index, wanted: impl Fn(&Row) -> bool) {
        self.keep(OTHERS, index.answer().flagged().iter().map(wanted));
    }

    /// Whether the row at a place is seen.
    pub fn passes(&self, place: usize) -> bool {
        self.0.get(place) == Some(&0)
    }

    /// The values of a facet in their order, each with how many rows pass all filters but
    /// those of the facet itself, and have it.
    pub fn counts(
        &self,
        index: &Index,
        decided: &Decided,
        facet: Facet,
    ) -> Vec<(Pick, usize)> {
        let columns = index.columns();
        let column = column(&columns, decided, facet);
        let mut n_of_value = vec![0; column.picks.len()];
        for (failing, value) in self.0.iter().zip(&column.rows) {
            n_of_value[*value as usize] += usize::from(failing & !facet.bit() == 0);
        }
        let picks = column.picks.iter().zip(n_of_value);
        let mut counts: Vec<(Pick, usize)> = picks
            .flat_map(|(picks, n)| picks.iter().map(move |pick| (pick.clone(), n)))
            .collect();
        counts.sort_unstable();
        // An affiliation is in several sets of them.
        counts.dedup_by(|next, last| {
            let is_same = next.0 == last.0;
            last.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        counts
    }
}

fn column<'a>(columns: &'a Columns, decided: &'a Decided, facet: Facet) -> &'a Column {
    match facet {
        Facet::Status => &columns.tiles,
        Facet::Decision => decided.choices(),
        Facet::Cause => &columns.causes,
        Facet::Affiliation => &columns.affiliations,
        Facet::Department => &columns.departments,
        Facet::Center => &columns.centers,
    }
}

#[cfg(test)]
mod tests;
