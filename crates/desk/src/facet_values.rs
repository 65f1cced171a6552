//! Which values of a facet a person sees.

use crate::facet::Pick;
use crate::filter::Filters;
use crate::search::{Words, folded};
use reprieve_core::policy::Policy;
use reprieve_core::standing::Standing;
use std::cmp::Reverse;

/// What a person sees of the values of a facet.
#[derive(Debug)]
pub struct Shown<'a> {
    /// The values with their counts.
    pub rows: Vec<&'a (Pick, usize)>,
    /// How many more there are.
    pub n_more: usize,
}

/// Of those whose names have the wanted words, the largest first, and those that are chosen
/// in any case; states, decisions and causes keep their own order.
pub fn shown<'a>(
    counts: &'a [(Pick, usize)],
    filters: &Filters,
    policy: &Policy,
    wanted: &str,
    max: usize,
) -> Shown<'a> {
    let words = Words::new(wanted);
    let is_wanted = |pick: &Pick| {
        let title = folded(pick.title(policy));
        let name = folded(pick.affiliation(policy).unwrap_or_default());
        words.iter().all(|word| title.contains(word) || name.contains(word))
    };
    let is_shown = |(pick, n): &&(Pick, usize)| {
        let has_place = match pick {
            Pick::Standing(standing) => *standing != Standing::Clear,
            Pick::Choice(_) => true,
            _ => *n > 0,
        };
        filters.has(pick) || (has_place && is_wanted(pick))
    };
    let mut rows: Vec<&(Pick, usize)> = counts.iter().filter(is_shown).collect();
    if let Some((Pick::Affiliation(_) | Pick::Department(_) | Pick::Center(_), _)) =
        counts.first()
    {
        rows.sort_by_key(|(_, n)| Reverse(*n));
    }
    let n_all = rows.len();
    let mut place = 0;
    rows.retain(|(pick, _)| {
        place += 1;
        place <= max || filters.has(pick)
    });
    Shown { n_more: n_all - rows.len(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::policy::DEFAULT;

    /// The departments `A` to `D` with their counts, and what is shown of them.
    #[track_caller]
    fn check(picked: &[&str], wanted: &str, max: usize, expected: &str) {
        let department = |name: &str| Pick::Department(name.into());
        let policy = Policy::built_in(DEFAULT).unwrap();
        let counts = [("", 1), ("A", 2), ("Bé", 7), ("C", 0), ("D", 2)]
            .map(|(name, n)| (department(name), n));
        let picks = picked.iter().map(|name| department(name)).collect();
        let filters = Filters { picks, ..Filters::default() };
        let shown = shown(&counts, &filters, &policy, wanted, max);
        let rows: Vec<String> = shown
            .rows
            .iter()
            .map(|(pick, n)| format!("{} {n}", pick.title(&policy)))
            .collect();
        assert_eq!(format!("{}; {} more", rows.join(", "), shown.n_more), expected);
    }

    #[test]
    fn the_largest_come_first_and_what_is_chosen_stays() {
        check(&[], "", 9, "Bé 7, A 2, D 2, none 1; 0 more");
        check(&[], "", 2, "Bé 7, A 2; 2 more");
        check(&["C"], "", 2, "Bé 7, A 2, C 0; 2 more");
        check(&["A"], "", 2, "Bé 7, A 2; 2 more");
    }

    #[test]
    fn names_are_found_whatever_their_accents() {
        check(&[], "BE", 9, "Bé 7; 0 more");
        check(&["D"], "be", 9, "Bé 7, D 2; 0 more");
        check(&[], "x", 9, "; 0 more");
    }

    #[test]
    fn affiliations_are_found_by_what_their_codes_stand_for() {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let counts = ["CTSY", "STAF"].map(|code| (Pick::Affiliation(code.into()), 1));
        let shown = shown(&counts, &Filters::default(), &policy, "courtesy", 9);
        assert_eq!(shown.rows, [&counts[0]]);
    }

    #[test]
    fn states_keep_their_order_and_their_places() {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let counts = [(Standing::Overdue, 0), (Standing::Later, 9), (Standing::Clear, 0)]
            .map(|(standing, n)| (Pick::Standing(standing), n));
        let shown = shown(&counts, &Filters::default(), &policy, "", 9);
        assert_eq!(shown.rows, [&counts[0], &counts[1]]);
    }
}
