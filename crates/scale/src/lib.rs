//! Inputs that could be slow to read, of any size, and the way of a file through the core,
//! cut into the pieces in which the page does it.
//!
//! This is compiled to a wasm module like the page's, which `cargo xtask scale` and
//! `cargo xtask test` run in an interpreter that counts every instruction. So what is
//! measured is the program itself, with nothing put into it to count, and the result is the
//! same on every machine. [`families`] has the inputs, [`journey`] the way.
//!
//! What is deliberately absent: clocks, files, and judgement. Whoever runs the module says
//! what is too much.

pub mod container;
pub mod families;
pub mod journey;
pub mod text;

use families::FAMILIES;
use journey::{Journey, Stage};
use std::cell::RefCell;

thread_local! {
    static JOURNEY: RefCell<Option<Journey>> = const { RefCell::new(None) };
}

/// How many families there are.
#[expect(unsafe_code, reason = "a module's functions are called by their names")]
#[unsafe(no_mangle)]
pub extern "C" fn n_families() -> u32 {
    FAMILIES.len() as u32
}

/// Where the name of a family stands in the module's memory.
#[expect(unsafe_code, reason = "a module's functions are called by their names")]
#[unsafe(no_mangle)]
pub extern "C" fn family_name(family: u32) -> *const u8 {
    FAMILIES[family as usize].name.as_ptr()
}

/// How many bytes that name has.
#[expect(unsafe_code, reason = "a module's functions are called by their names")]
#[unsafe(no_mangle)]
pub extern "C" fn family_name_length(family: u32) -> u32 {
    FAMILIES[family as usize].name.len() as u32
}

/// Makes the files of a family, of about `n_bytes` in all, and returns how many they have.
#[expect(unsafe_code, reason = "a module's functions are called by their names")]
#[unsafe(no_mangle)]
pub extern "C" fn prepare(family: u32, n_bytes: u32) -> u32 {
    let files = (FAMILIES[family as usize].make)(n_bytes as usize);
    let n_bytes = files.iter().map(|file| file.bytes.len()).sum::<usize>();
    JOURNEY.set(Some(Journey::new(files)));
    n_bytes as u32
}

/// Does the next piece of the work and returns to which stage it belonged, as the place of
/// it among the stages; a number behind the last when there is no more.
#[expect(unsafe_code, reason = "a module's functions are called by their names")]
#[unsafe(no_mangle)]
pub extern "C" fn step() -> u32 {
    JOURNEY.with_borrow_mut(|journey| {
        let stage = journey.as_mut().and_then(Journey::step);
        stage.map_or(Stage::ALL.len(), |stage| stage as usize) as u32
    })
}
