//! How many cells the rows of a text have.

/// The most frequent width and how often it occurs; of two equally frequent ones, the
/// larger.
pub(crate) fn mode(widths: &[usize]) -> (usize, usize) {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len()))
        .max_by_key(|(width, n)| (*n, *width))
        .unwrap_or((0, 0))
}
