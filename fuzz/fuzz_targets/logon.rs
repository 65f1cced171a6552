//! Arbitrary text as a logon name and as a list of them.

#![no_main]

#[path = "../../crates/core/tests/corpus/logon.rs"]
mod logon;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| logon::check(bytes));
