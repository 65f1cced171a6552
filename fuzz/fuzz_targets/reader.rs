//! Arbitrary bytes as a file: read, answered and exported, whole and cut.

#![no_main]

#[path = "../../crates/core/tests/corpus/reader.rs"]
mod reader;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reader::check(bytes));
