//! Whether the rows of one logon name have domains that cannot be the same.

use crate::logon::LogonName;

/// The domains on the rows of one name, as far as they matter: however many rows there are,
/// few are kept.
#[derive(Debug, Default)]
pub(crate) struct Domains {
    /// Each with its line.
    kept: Vec<(String, u32)>,
}

/// How many domains with the same first label are kept. Whatever comes with that label too
/// can be the same as two of them, its short form and itself, and conflicts with the third.
const MAX_OF_LABEL: usize = 3;

/// How many first labels are kept. Whatever comes has another one than one of them.
const MAX_LABELS: usize = 2;

impl Domains {
    /// Takes the domain of the next row, and returns the line of the first row whose domain
    /// is another one, if there is such a row.
    pub(crate) fn take(&mut self, domain: Option<String>, line: u32) -> Option<u32> {
        let domain = domain?;
        let is_other =
            |(other, _): &&(String, u32)| !LogonName::same_domain(&domain, other);
        let first = self.kept.iter().find(is_other).map(|(_, line)| *line);
        if self.matters(&domain) {
            self.kept.push((domain, line));
        }
        first
    }

    /// Whether a domain can be the first that conflicts with one that comes later.
    fn matters(&self, domain: &str) -> bool {
        let label =
            |domain: &str| domain.split('.').next().unwrap_or_default().to_owned();
        let own = label(domain);
        let mut others = Vec::new();
        let mut n_of_label = 0;
        for (kept, _) in &self.kept {
            let kept_label = label(kept);
            if kept == domain {
                return false;
            } else if kept_label == own {
                n_of_label += 1;
            } else if !others.contains(&kept_label) {
                others.push(kept_label);
            }
        }
        n_of_label < MAX_OF_LABEL && others.len() < MAX_LABELS
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_other_domain_is_found() {
        let mut domains = Domains::default();
        let mut take = |domain: &str, line| {
            domains.take(Some(domain).filter(|d| !d.is_empty()).map(str::to_owned), line)
        };
        assert_eq!(take("", 1), None);
        assert_eq!(take("a", 2), None);
        assert_eq!(take("a.edu", 3), None);
        assert_eq!(take("", 4), None);
        assert_eq!(take("a.org", 5), Some(3));
        assert_eq!(take("a", 6), None);
        assert_eq!(take("b", 7), Some(2));
        assert_eq!(take("a", 8), Some(7));
    }

    proptest! {
        #[test]
        fn what_is_not_kept_is_not_missed(
            rows in prop::collection::vec("([ab](\\.[cde]){0,2})?", 0..40),
        ) {
            let mut domains = Domains::default();
            for (line, domain) in rows.iter().enumerate() {
                let named = |domain: &String| Some(domain.clone()).filter(|d| !d.is_empty());
                let is_other = |other: &String| {
                    !domain.is_empty()
                        && !other.is_empty()
                        && !LogonName::same_domain(domain, other)
                };
                let expected = rows[..line].iter().position(is_other);
                let found = domains.take(named(domain), line as u32);
                prop_assert_eq!(found.map(|line| line as usize), expected);
                prop_assert!(domains.kept.len() <= MAX_OF_LABEL * MAX_LABELS);
            }
        }
    }
}
