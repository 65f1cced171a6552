//! How columns are called: names that are known beforehand, and what makes two names the same.

use std::collections::HashSet;
use strsim::osa_distance;

/// Names of columns that are known beforehand, in any case, spacing, punctuation and word
/// order.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    spellings: HashSet<String>,
    /// Those that can head a list of a single column.
    of_lists: HashSet<String>,
    words: HashSet<String>,
    /// The hashes of the squashed spellings, sorted.
    hashes: Vec<u64>,
}

impl KnownNames {
    /// Takes the names as people write them; `of_lists` are those that can head a list of a
    /// single column.
    pub fn new<'a>(
        names: impl IntoIterator<Item = &'a str>,
        of_lists: impl IntoIterator<Item = &'a str>,
    ) -> KnownNames {
        let all: HashSet<String> = names.into_iter().flat_map(spellings).collect();
        let words = all
            .iter()
            .flat_map(|spelling| spelling.split(' '))
            .filter(|word| word.len() > 2)
            .map(str::to_owned)
            .collect();
        let of_lists = of_lists.into_iter().flat_map(spellings).collect();
        let mut hashes: Vec<u64> = all.iter().map(|name| squashed_hash(name)).collect();
        hashes.sort_unstable();
        KnownNames { spellings: all, of_lists, words, hashes }
    }

    /// Whether `name` is one of them, perhaps with decoration around it.
    pub fn contains(&self, name: &str) -> bool {
        let is_known = |name: &str| {
            spellings(name).iter().any(|spelling| self.spellings.contains(spelling))
        };
        is_known(name) || undecorated(name).into_iter().any(is_known)
    }

    /// Whether `name` can be one of them, in the order of words in which they are known;
    /// told without an allocation, for every cell of a large table.
    pub(crate) fn may_contain(&self, name: &str) -> bool {
        self.hashes.binary_search(&squashed_hash(name)).is_ok()
    }

    /// Whether `name` can head a list of a single column. One letter may be off where the name
    /// is so long that no account is called so.
    pub(crate) fn heads_list(&self, name: &str) -> bool {
        const MIN_LETTERS: usize = 7;
        let spelled = spellings(name);
        let is_long = |known: &&String| {
            known.chars().filter(|c| c.is_alphanumeric()).count() >= MIN_LETTERS
        };
        spelled.iter().any(|spelling| self.of_lists.contains(spelling))
            || self
                .of_lists
                .iter()
                .filter(is_long)
                .any(|known| are_similar(&spelled[1], known))
    }

    /// Whether a word of `name` is part of one of them, as “address” is of “E-mail address”.
    pub(crate) fn shares_word(&self, name: &str) -> bool {
        spellings(name)[1].split(' ').any(|word| self.words.contains(word))
    }
}

/// What a name of a column can be without what programs and forms write around it, the likeliest
/// first: `PennKey *`, `Name (required)`, `Custom field (PennKey)`, `Flagged[PennKey]`,
/// `User: PennKey`, `e.PennKey`, `PennKey: activate to sort column ascending`.
pub(crate) fn undecorated(name: &str) -> Vec<&str> {
    /// What is longer is no name of a column.
    const MAX_BYTES: usize = 100;
    const SORTING: &str = ": activate to sort";
    const MARKS: [char; 6] = ['*', '(', '[', ':', '.', ' '];
    if name.len() > MAX_BYTES || !name.contains(MARKS) {
        return Vec::new();
    }
    let whole = name.trim();
    let name = whole.split_once(SORTING).map_or(whole, |(name, _)| name);
    let name = without_word(without_word(name, "required"), "optional");
    let name = name.trim_matches(|c: char| c == '*' || c.is_whitespace());
    let mut names = vec![name];
    for (open, close) in [('(', ')'), ('[', ']')] {
        let inside = name.strip_suffix(close).and_then(|name| name.rsplit_once(open));
        if let Some((before, inside)) = inside {
            names.extend([before.trim(), inside.trim()]);
        }
    }
    // `Label: name`, and a table's short name before that of its column.
    names.extend(name.split_once(": ").map(|(_, name)| name.trim()));
    names.extend(name.split_once('.').map(|(_, name)| name.trim()));
    names.retain(|other| *other != whole && !other.is_empty());
    names
}

/// A name without a word at its end, in any case.
fn without_word<'a>(name: &'a str, word: &str) -> &'a str {
    let name = name.trim_end();
    let at = name.len().saturating_sub(word.len());
    match name.get(at..) {
        Some(end) if at > 0 && end.eq_ignore_ascii_case(word) => name[..at].trim_end(),
        _ => name,
    }
}

/// Whether two names, as sorted words, differ by one letter that is wrong, missing, too much or
/// swapped, in a word of five letters or more.
pub(crate) fn are_similar(name: &str, known: &str) -> bool {
    const MIN_LETTERS: usize = 5;
    if name.len().abs_diff(known.len()) > MAX_LETTER_BYTES {
        return false;
    }
    let words = |name: &'_ str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (mut left, mut right) = (words(name), words(known));
    if left.len() != right.len() {
        return false;
    }
    left.retain(|word| match right.iter().position(|other| other == word) {
        Some(at) => {
            right.remove(at);
            false
        }
        None => true,
    });
    match (left.as_slice(), right.as_slice()) {
        ([word], [other]) => {
            other.chars().count() >= MIN_LETTERS && osa_distance(word, other) == 1
        }
        _ => false,
    }
}

/// The longest letter in UTF-8.
const MAX_LETTER_BYTES: usize = 4;

/// The two forms in which names of columns are compared: without anything but letters and
/// digits, and as sorted words.
pub fn spellings(name: &str) -> [String; 2] {
    let lower = name.to_lowercase();
    let mut words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let squashed = words.concat();
    words.sort_unstable();
    [squashed, words.join(" ")]
}

/// A hash (FNV-1a) of the letters and digits of a name, in lower case.
fn squashed_hash(name: &str) -> u64 {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).fold(0xcbf2_9ce4_8422_2325, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_is_no_part_of_a_name() {
        for (decorated, name) in [
            ("PennKey *", "PennKey"),
            ("Name (required)", "Name"),
            ("All active affiliations (codes)", "All active affiliations"),
            ("Custom field (Expires in days)", "Expires in days"),
            ("Flagged[PennKey]", "PennKey"),
            ("User: PennKey", "PennKey"),
            ("e.PennKey", "PennKey"),
            ("PennKey: activate to sort column ascending", "PennKey"),
            ("User name [userPrincipalName] Required", "User name"),
            ("User name [userPrincipalName] Required", "userPrincipalName"),
        ] {
            assert!(undecorated(decorated).contains(&name), "{decorated}");
        }
        assert!(undecorated("PennKey").is_empty());
        let known = KnownNames::new(["PennKey"], []);
        assert!(known.contains("Custom field (PennKey)") && !known.contains("Pen (Key)"));
    }

    #[test]
    fn one_letter_is_forgiven() {
        let similar = |name: &str, known: &str| {
            are_similar(&spellings(name)[1], &spellings(known)[1])
        };
        assert!(similar("All active affilations", "All active affiliations"));
        assert!(similar("Pennkye", "PennKey"));
        assert!(similar("Scheduled deletoin date", "Scheduled deletion date"));
        assert!(similar("PennnKey", "PennKey"));
        // More than one, a short word, or another word.
        assert!(!similar("Al active affilations", "All active affiliations"));
        assert!(!similar("Nama", "Name"));
        assert!(!similar("PennKey", "PennKey"));
        assert!(!similar("Deleted date", "Scheduled date"));
        assert!(!similar("Expires days", "Expires in days"));
    }

    #[test]
    fn names_are_compared_by_letters_or_by_words() {
        assert_eq!(spellings("Logon-Name")[0], spellings("logonName")[0]);
        assert_eq!(spellings("Name, Logon")[1], spellings("LOGON NAME")[1]);
    }
}
