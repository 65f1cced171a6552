//! Whether the rows further down go on as the sample began.

/// So many rows more must be odd than are made up for by others before it is said.
const MIN_SCORE: u32 = 20;

/// A row that fits makes up for so many odd ones: four rows in five must be odd.
const FIT_COUNTS: u32 = 4;

/// So much is remembered at most, so that rows which fit again are soon believed.
const MAX_SCORE: u32 = 5 * MIN_SCORE;

/// Looks at rows from the top, and knows since when most of them have been odd.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Drift {
    score: u32,
    since: usize,
}

impl Drift {
    /// Takes the next row.
    pub(crate) fn take(&mut self, row: usize, is_odd: bool) {
        if !is_odd {
            self.score = self.score.saturating_sub(FIT_COUNTS);
            return;
        }
        if self.score == 0 {
            self.since = row;
        }
        self.score = (self.score + 1).min(MAX_SCORE);
    }

    /// The row since which most have been odd, until the end; `None` when the last ones fit,
    /// or when none ever did.
    pub(crate) fn since(&self) -> Option<usize> {
        (self.score >= MIN_SCORE && self.since > 0).then_some(self.since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(runs: &[(bool, usize)], expected: Option<usize>) {
        let mut drift = Drift::default();
        let rows = runs.iter().flat_map(|&(is_odd, n)| std::iter::repeat_n(is_odd, n));
        for (row, is_odd) in rows.enumerate() {
            drift.take(row, is_odd);
        }
        assert_eq!(drift.since(), expected, "{runs:?}");
    }

    #[test]
    fn rows_that_stay_odd_are_noticed() {
        check(&[(false, 30), (true, 20)], Some(30));
        check(&[(false, 5), (true, 10_000)], Some(5));
        check(
            &[(false, 5), (true, 1), (false, 9), (true, 20), (false, 1), (true, 5)],
            Some(15),
        );
        check(&[(false, 30), (true, 19)], None);
        // They fit again.
        check(&[(false, 5), (true, 10_000), (false, 25)], None);
        // Every other row is damage, not a change.
        let mixed: Vec<(bool, usize)> = (0..1000).map(|n| (n % 2 == 0, 1)).collect();
        check(&mixed, None);
        // None of them ever fitted.
        check(&[(true, 100)], None);
        check(&[], None);
    }
}
