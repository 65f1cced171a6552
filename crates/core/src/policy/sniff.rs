//! Whether a file is a policy profile, from its beginning.

/// How much of a file is looked at, in bytes: what stands before the numbers of the clock,
/// such as its sources and a long comment, is shorter.
const LOOKED_AT_BYTES: usize = 64 * 1024;

/// Whether bytes from the beginning of a file are those of a profile, sound or broken: it has
/// the table `[clock]`, or sets one of its numbers. No list of people looks like that.
pub fn is_profile(beginning: &[u8]) -> bool {
    let end = beginning.len().min(LOOKED_AT_BYTES);
    beginning[..end].split(|byte| *byte == b'\n').any(|line| {
        let line: Vec<u8> =
            line.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let has_value = line.contains(&b'=');
        line.starts_with(b"[clock]")
            || line.starts_with(b"clock={")
            || line.starts_with(b"clock.") && has_value
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{BUILT_IN, Policy};

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_profile(text.as_bytes()), expected, "{text}");
    }

    #[test]
    fn the_clock_tells_a_profile() {
        for (name, text) in BUILT_IN {
            check(text, true);
            assert!(Policy::from_toml(text).is_ok(), "{name}");
        }
        check("name = \"x\"\r\n [ clock ] # in days\r\ngrace_days = \"many\"", true);
        check("clock.grace_days = 3", true);
        check("clock = { grace_days = 3 }", true);
    }

    #[test]
    fn lists_of_people_are_none() {
        check("", false);
        check("PennKey\tName\nclock\tClock, Ada\n", false);
        check("clock\nclock.smith\n", false);
        check("Display Name,Logon Name\n\"Lovelace, Ada\",alovel\n", false);
        check("[sources]\nname = 1\n", false);
    }
}
