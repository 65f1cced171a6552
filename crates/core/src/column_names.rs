//! How columns are called: names that are known beforehand, and what makes two names the same.

use std::collections::HashSet;

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

    /// Whether `name` is one of them.
    pub fn contains(&self, name: &str) -> bool {
        spellings(name).iter().any(|spelling| self.spellings.contains(spelling))
    }

    /// Whether `name` can be one of them, in the order of words in which they are known;
    /// told without an allocation, for every cell of a large table.
    pub(crate) fn may_contain(&self, name: &str) -> bool {
        self.hashes.binary_search(&squashed_hash(name)).is_ok()
    }

    /// Whether `name` can head a list of a single column.
    pub(crate) fn heads_list(&self, name: &str) -> bool {
        spellings(name).iter().any(|spelling| self.of_lists.contains(spelling))
    }

    /// Whether a word of `name` is part of one of them, as “address” is of “E-mail address”.
    pub(crate) fn shares_word(&self, name: &str) -> bool {
        spellings(name)[1].split(' ').any(|word| self.words.contains(word))
    }
}

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
    fn names_are_compared_by_letters_or_by_words() {
        assert_eq!(spellings("Logon-Name")[0], spellings("logonName")[0]);
        assert_eq!(spellings("Name, Logon")[1], spellings("LOGON NAME")[1]);
    }
}
