//! What was counted, as a line for each family.

use std::fmt;

use super::module::{Measure, STAGES};
use super::{LONGEST_SLICE, MAX_EXPONENT};

/// The head of the table.
pub(super) const HEAD: &str = "\
| files | exponent | where | KiB | instructions a byte | longest slice, millions | memory a byte |
|---|---|---|---|---|---|---|
";

/// A stage with less than this share of the work says nothing about the whole.
const MIN_SHARE: f64 = 0.03;

/// A family with what its files took, from the smallest to the largest.
pub(super) struct Line {
    name: String,
    measures: Vec<Measure>,
    /// The exponent of the stage that grows fastest, and which one that is.
    fastest: Option<(f64, usize)>,
}

impl Line {
    pub(super) fn new(name: String, measures: Vec<Measure>) -> Line {
        let exponents = |pair: &[Measure]| {
            let [small, large] = [pair[0], pair[1]];
            let least = total(&large) as f64 * MIN_SHARE;
            let counted =
                (0..STAGES.len()).filter(move |&s| large.steps[s] as f64 > least);
            counted.map(move |stage| (exponent(&small, &large, stage), stage)).collect()
        };
        // The largest sizes tell most: a smaller file may be read in another way.
        let last: Option<Vec<(f64, usize)>> = measures.windows(2).last().map(exponents);
        let fastest = last.into_iter().flatten().max_by(|a, b| a.0.total_cmp(&b.0));
        Line { name, measures, fastest }
    }

    /// Whether the work grows faster than it may.
    pub(super) fn is_marked(&self) -> bool {
        self.fastest.is_none_or(|(exponent, _)| exponent > MAX_EXPONENT)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        let (Some((exponent, stage)), Some(last)) = (self.fastest, self.measures.last())
        else {
            return write!(f, "| {name} | **too much to count** | | | | | |");
        };
        let mark = if self.is_marked() { "**" } else { "" };
        let n_bytes = last.n_bytes.max(1);
        // The page asks for few names at a time and writes in slices; only the command line
        // does either for all at once.
        let in_slices = last.longest[..3].iter().zip(STAGES);
        let (&longest, of) =
            in_slices.max_by_key(|(longest, _)| **longest).unwrap_or((&0, ""));
        let long = if longest > LONGEST_SLICE { "**" } else { "" };
        write!(
            f,
            "| {name} | {mark}{exponent:.2}{mark} | {} | {} | {} | {long}{:.1}{long} {of} | {:.1} |",
            STAGES[stage],
            n_bytes >> 10,
            total(last) / n_bytes,
            longest as f64 / 1e6,
            last.n_memory_bytes as f64 / n_bytes as f64,
        )
    }
}

fn total(measure: &Measure) -> u64 {
    measure.steps.iter().sum()
}

/// The power of the size with which the work of a stage grows.
fn exponent(small: &Measure, large: &Measure, stage: usize) -> f64 {
    let work = large.steps[stage] as f64 / small.steps[stage].max(1) as f64;
    let size = large.n_bytes as f64 / small.n_bytes.max(1) as f64;
    work.ln() / size.ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(steps: fn(u64) -> [u64; STAGES.len()]) -> Line {
        let measure =
            |n_bytes| Measure { n_bytes, steps: steps(n_bytes), ..Measure::default() };
        Line::new("x".to_owned(), [1 << 16, 1 << 17, 1 << 18].map(measure).to_vec())
    }

    #[test]
    fn what_grows_too_fast_is_marked_by_its_stage() {
        let linear = line(|n| [200 * n, 0, 0, 50 * n, 0, 0, 0]);
        assert!(!linear.is_marked());
        assert!(!line(|n| [n * n.ilog2() as u64, 0, 0, 0, 0, 0, 0]).is_marked());
        let square = line(|n| [200 * n, n * n / 100, 0, 0, 0, 0, 0]);
        assert!(square.is_marked());
        assert!(square.to_string().starts_with("| x | **2.00** | join | 256 |"));
        // So little of it that it does not count yet.
        assert!(!line(|n| [n << 30, n * n / 100, 0, 0, 0, 0, 0]).is_marked());
        // Nothing could be counted.
        assert!(Line::new("x".to_owned(), Vec::new()).is_marked());
    }
}
