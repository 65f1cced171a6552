//! Saving a CSV that is written in slices.

use super::page::download;
use super::time::Slice;
use std::io::{self, Write};

/// Saves what `write` writes as a CSV. `write` is called until it says that nothing is left,
/// with turns of the browser in between.
pub(crate) async fn save_csv(
    name: &str,
    mut write: impl FnMut(&mut dyn Write) -> io::Result<bool>,
) {
    // Excel takes a CSV without the mark for the encoding of the computer.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut slice = Slice::start();
    // Writing to memory does not fail.
    while write(&mut bytes).unwrap_or_default() {
        if slice.is_over() {
            slice.pause().await;
        }
    }
    download(name, "text/csv;charset=utf-8", &bytes);
}
