//! What the table is narrowed to: several values of one facet are alternatives, and facets,
//! search and group go together.

use crate::facet::{Facet, Pick};
use crate::group::GroupKey;
use crate::horizon::Span;
use crate::index::{DecisionColumn, FacetColumn, FacetColumns, SearchIndex};
use crate::search::Words;
use crate::view::AccountIndex;
use reprieve_core::answer::Row;

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
pub struct FilterMask(Vec<u8>);

/// Whether the search does not find it.
const SEARCH: u8 = 1 << 6;

/// Whether it is kept back by what is neither a facet nor the search.
const OTHERS: u8 = 1 << 7;

impl FilterMask {
    /// What the filters keep back of the rows of an index.
    pub fn new(
        index: &SearchIndex,
        filters: &Filters,
        decided: &DecisionColumn,
    ) -> FilterMask {
        let columns = index.columns();
        let mut mask = FilterMask(vec![0; columns.is_answer.len()]);
        mask.keep(OTHERS, columns.is_answer.iter().copied());
        let words = Words::new(&filters.search);
        if !words.is_empty() {
            mask.keep(SEARCH, columns.find(&words, decided).into_iter());
        }
        for facet in Facet::ALL {
            if filters.picks.iter().any(|pick| pick.facet() == facet) {
                let column = column(&columns, decided, facet);
                let passes =
                    |picks: &Vec<Pick>| picks.iter().any(|pick| filters.has(pick));
                let passing: Vec<bool> = column.picks.iter().map(passes).collect();
                let rows = column.rows.iter().map(|value| passing[*value as usize]);
                mask.keep(facet.bit(), rows);
            }
        }
        if let Some(group) = &filters.group {
            mask.keep_where(index, |row| group.has(index.answer(), row));
        }
        if let Some(days) = &filters.days {
            mask.keep_where(index, |row| days.has(row));
        }
        mask
    }

    /// Keeps back the rows of which `passes` is false.
    fn keep(&mut self, bit: u8, passes: impl Iterator<Item = bool>) {
        for (row, passes) in self.0.iter_mut().zip(passes) {
            *row |= if passes { 0 } else { bit };
        }
    }

    /// Keeps back the rows that are not wanted, for a reason that is no facet.
    fn keep_where(&mut self, index: &SearchIndex, wanted: impl Fn(&Row) -> bool) {
        self.keep(OTHERS, index.answer().flagged().iter().map(wanted));
    }

    /// Whether an account is seen.
    pub fn passes(&self, account: AccountIndex) -> bool {
        self.0.get(account.get()) == Some(&0)
    }

    /// The values of a facet in their order, each with how many rows pass all filters but
    /// those of the facet itself, and have it.
    pub fn counts(
        &self,
        index: &SearchIndex,
        decided: &DecisionColumn,
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

fn column<'a>(
    columns: &'a FacetColumns,
    decided: &'a DecisionColumn,
    facet: Facet,
) -> &'a FacetColumn {
    match facet {
        Facet::Status => &columns.standings,
        Facet::Decision => decided.choices(),
        Facet::Cause => &columns.causes,
        Facet::Affiliation => &columns.affiliations,
        Facet::Department => &columns.departments,
        Facet::Center => &columns.centers,
    }
}

#[cfg(test)]
mod tests;
