//! What the fuzz targets try, on the inputs that are kept: small examples of everything, and
//! whatever once broke a law.

mod logon;
mod reader;

use std::path::Path;

#[track_caller]
fn check_all(target: &str, check: fn(&[u8])) {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "only {} inputs", paths.len());
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let kept = std::panic::catch_unwind(|| check(&bytes));
        assert!(kept.is_ok(), "{}", path.display());
    }
}

#[test]
fn what_was_found_for_the_reader() {
    check_all("reader", reader::check);
}

#[test]
fn what_was_found_for_names() {
    check_all("logon", logon::check);
}
