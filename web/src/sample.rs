//! Invented people whose dates are relative to today, in the form of real files.

use chrono::{NaiveDate, TimeDelta};
use reprieve_core::policy::Policy;
use reprieve_core::role::Role;

/// The enrollment table, made yesterday; its last column says in how many days an account is
/// deprovisioned.
const ENROLLMENT: &str = include_str!("sample/enrollment.tsv");

/// Whether a policy knows the columns of the sample, which has those of one institution.
pub(crate) fn is_known_to(policy: &Policy) -> bool {
    let header = ENROLLMENT.lines().next().unwrap_or_default();
    let has = |role| {
        header
            .split('\t')
            .any(|name| policy.role_of(name).is_some_and(|(known, _)| known == role))
    };
    has(Role::LogonName) && has(Role::ScheduledDeletion)
}

/// The directory report.
pub(crate) fn directory() -> String {
    include_str!("sample/directory.csv").to_owned()
}

/// The enrollment table as it is copied from the web page.
pub(crate) fn enrollment(today: NaiveDate) -> String {
    let with_date = |line: &str| {
        let (cells, days) = line.rsplit_once('\t').unwrap_or((line, ""));
        let on = days.parse().ok().and_then(TimeDelta::try_days);
        let on = on.and_then(|days| today.checked_add_signed(days));
        // What is no number of days is the header, or nothing.
        let date = on.map_or(days.to_owned(), |on| on.format("%-m/%-d/%Y").to_string());
        format!("{cells}\t{date}\n")
    };
    ENROLLMENT.lines().map(with_date).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::answer::Answer;
    use reprieve_core::policy::DEFAULT;
    use reprieve_core::source::{Config, Reader};
    use reprieve_core::standing::Standing;
    use std::sync::Arc;

    #[test]
    fn the_sample_is_for_those_who_know_its_columns() {
        let known = |name| is_known_to(&Policy::built_in(name).unwrap());
        assert!(known(DEFAULT) && !known("example-30-14"));
    }

    #[test]
    fn the_sample_shows_every_state_on_any_day() {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let read = |name: &str, text: &str| {
            let mut reader = Reader::new(Config::new(name), policy.clone());
            reader.push(text.as_bytes()).unwrap();
            Arc::new(reader.finish().unwrap())
        };
        let mut as_of = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap();
        for _ in 0..7 {
            let sources =
                vec![read("d.csv", &directory()), read("e.tsv", &enrollment(as_of))];
            let problems =
                sources.iter().map(|source| source.problems.len()).sum::<usize>();
            let answer = Answer::new(sources, as_of, &policy);
            let counts = answer.counts();
            assert_eq!(
                (counts.answer(), counts.elsewhere(), counts.of(Standing::Clear)),
                (18, 1, 12)
            );
            assert_eq!(
                (
                    counts.of(Standing::Disabled),
                    counts.of(Standing::Restorable),
                    counts.of(Standing::Gone)
                ),
                (1, 3, 1)
            );
            assert_eq!((counts.of(Standing::Undated), problems), (1, 0));
            assert!(counts.of(Standing::ThisWeek) > 0 && counts.of(Standing::Later) > 0);
            as_of = as_of.succ_opt().unwrap();
        }
    }
}
