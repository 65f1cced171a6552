//! How the texts of the families are put together.

use std::fmt::Write;

/// The header of a directory.
pub const DIRECTORY: &str = "Logon Name,Display Name,Department,Email Address\r\n";

/// The header of a list of those who are expiring.
pub const LIST: &str =
    "Logon Name,All active affiliations,Expires in days,Scheduled deletion date\r\n";

/// A text that begins with `start` and goes on with pieces, numbered from 0, until it has
/// `n_bytes`.
pub fn text(
    n_bytes: usize,
    start: &str,
    mut piece: impl FnMut(usize, &mut String),
) -> String {
    let mut out = String::with_capacity(n_bytes + 1024);
    out.push_str(start);
    let mut number = 0;
    while out.len() < n_bytes {
        piece(number, &mut out);
        number += 1;
    }
    out
}

/// Writes a piece of a text that is made from its number.
macro_rules! piece {
    ($number:ident => $($format:tt)*) => {
        |$number: usize, out: &mut String| {
            // Writing to memory does not fail.
            let _ = ::std::fmt::Write::write_fmt(out, format_args!($($format)*));
        }
    };
}
pub(crate) use piece;

/// A row of a directory.
pub fn directory_row(number: usize, out: &mut String) {
    let (name, word) = (name(number), word(number / 7));
    // Writing to memory does not fail.
    let _ = write!(out, "{name},\"{word}, Ada\",School of {word},{name}@example.edu\r\n");
}

/// A row of a list of those who are expiring.
pub fn list_row(number: usize, out: &mut String) {
    let (name, day) = (name(number), number % 28 + 1);
    // Writing to memory does not fail.
    let _ = write!(out, "{name},RTSF CTSY,{day},12/{day:02}/2026\r\n");
}

/// A logon name like no other, with letters and few digits.
pub fn name(number: usize) -> String {
    let mut name = String::new();
    let mut rest = scattered(number as u64);
    for _ in 0..7 {
        name.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    // So that no two are equal, whatever the letters are.
    let _ = write!(name, "{number}");
    name
}

/// A word with a capital.
pub fn word(number: usize) -> &'static str {
    const WORDS: [&str; 16] = [
        "Lovelace", "Hopper", "Kay", "Liskov", "Knuth", "Turing", "Noether", "Curie",
        "Franklin", "Meitner", "Goodall", "Carson", "Johnson", "Jackson", "Vaughan",
        "Sagan",
    ];
    WORDS[scattered(number as u64) as usize % WORDS.len()]
}

/// A number that looks as if it were by chance, and is always the same.
pub fn scattered(number: u64) -> u64 {
    let mixed = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 29)
}
