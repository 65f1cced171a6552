//! What becomes of the names of two columns.

use crate::files::{Column, Field, FileKind, Style};

/// What a hand or a program does to the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mutation {
    /// Nothing.
    Clean,
    /// Each of the two columns has the name of the other.
    Swapped,
    /// Both are called by their number: “Field 7”.
    Numbered,
    /// Both have names in a language that no rules know.
    Foreign,
    /// Both names have something written around them.
    Decorated,
    /// Both names have one wrong letter.
    Misspelled,
    /// Both have no name.
    Missing,
    /// There is no header.
    NoHeader,
}

impl Mutation {
    /// Those of two columns.
    pub(crate) const OF_PAIRS: [Mutation; 6] = [
        Mutation::Swapped,
        Mutation::Numbered,
        Mutation::Foreign,
        Mutation::Decorated,
        Mutation::Misspelled,
        Mutation::Missing,
    ];

    /// Those of a file as a whole.
    pub(crate) const OF_FILES: [Mutation; 2] = [Mutation::Clean, Mutation::NoHeader];

    /// Whether it is tried on the pair of that number. Every pair is tried; two columns that
    /// decide something are tried swapped and foreign always, and others in turn, because what
    /// is forgiven and what is missing does not depend on the other column.
    pub(crate) fn is_tried(
        self,
        kind: FileKind,
        fields: [Field; 2],
        number: usize,
    ) -> bool {
        if matches!(kind, FileKind::Bare | FileKind::BareWithPeople) {
            return true;
        }
        let n_decisive = fields.iter().filter(|field| field.is_decisive()).count();
        let one_in = match (n_decisive, self) {
            (2, Mutation::Swapped | Mutation::Foreign) => 1,
            (2, Mutation::Numbered | Mutation::Missing) | (1, Mutation::Swapped) => 2,
            (2, _) => 3,
            _ => Mutation::OF_PAIRS.len(),
        };
        let place = Mutation::OF_PAIRS.iter().position(|other| *other == self);
        (number + place.unwrap_or_default()).is_multiple_of(one_in)
    }

    /// The header of a kind of file after it, with which of its columns are concerned.
    pub(crate) fn header(
        self,
        kind: FileKind,
        style: Style,
        [a, b]: [usize; 2],
    ) -> Option<Vec<String>> {
        let columns = kind.columns(style);
        let mut names: Vec<String> =
            columns.iter().map(|(_, name)| (*name).to_owned()).collect();
        for (at, other) in [(a, b), (b, a)] {
            names[at] = match self {
                Mutation::Clean => continue,
                Mutation::NoHeader => return None,
                Mutation::Swapped => columns[other].1.to_owned(),
                Mutation::Numbered => format!("Field {}", at + 1),
                Mutation::Foreign => foreign(at == a, a, b).to_owned(),
                Mutation::Decorated => decorated(columns[at], a + 2 * b + at),
                Mutation::Misspelled => misspelled(columns[at].1, a + b),
                Mutation::Missing => String::new(),
            };
        }
        Some(names)
    }
}

const FOREIGN: [&str; 7] =
    ["Merkmal", "Angabe", "Vermerk", "Kolom", "Tieto", "Rubrik", "Polozka"];

/// Two of them, never the same.
fn foreign(is_first: bool, a: usize, b: usize) -> &'static str {
    let n = FOREIGN.len();
    match is_first {
        true => FOREIGN[a % n],
        false => FOREIGN[(a + 1 + b % (n - 1)) % n],
    }
}

fn decorated((_, name): Column, number: usize) -> String {
    match number % 7 {
        0 => format!("Flagged[{name}]"),
        1 => format!("User: {name}"),
        2 => format!("{name} (codes)"),
        3 => format!("{name} Required"),
        4 => format!("e.{name}"),
        5 => format!("{name}: activate to sort column ascending"),
        _ => format!("{name} *"),
    }
}

/// A name with a wrong, missing, additional or swapped letter in its longest word, if that is
/// long enough to have one.
fn misspelled(name: &str, number: usize) -> String {
    const MIN_LETTERS: usize = 5;
    let longest = name
        .split(|c: char| !c.is_alphanumeric())
        .max_by_key(|word| word.len())
        .unwrap_or_default();
    if longest.len() < MIN_LETTERS {
        return name.to_owned();
    }
    let at = name.find(longest).unwrap_or_default() + longest.len() / 2;
    let (before, after) = name.split_at(at);
    let mut rest = after.chars();
    let letter = rest.next().unwrap_or('x');
    match number % 4 {
        0 => format!("{before}{}", rest.as_str()),
        1 => format!("{before}{letter}{after}"),
        2 => {
            let wrong = if letter == 'u' { 'o' } else { 'u' };
            format!("{before}{wrong}{}", rest.as_str())
        }
        _ => {
            let next = rest.next().map(String::from).unwrap_or_default();
            format!("{before}{next}{letter}{}", rest.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_wrong() {
        assert_eq!(misspelled("Has mailbox", 0), "Has maibox");
        assert_eq!(misspelled("Has mailbox", 1), "Has maillbox");
        assert_eq!(misspelled("Has mailbox", 2), "Has maiubox");
        assert_eq!(misspelled("Has mailbox", 3), "Has maiblox");
        assert_eq!(misspelled("DN", 3), "DN");
    }
}
