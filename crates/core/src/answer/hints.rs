//! “Did you mean …?” for flagged accounts that are not in the directory. It is only said,
//! and never applied.
//!
//! Two names are near when few letters are wrong, missing, too many or swapped, so that what
//! is left of both after taking out as many letters is the same somewhere: the symmetric
//! deletes of SymSpell (W. Garbe, 2012). What is left of the names that are asked for is
//! hashed once; then the directory goes by, name by name. So
//! the work grows with both lists and not with their product, and [`Hints::advance`] does as
//! much of it as its caller has time for.

use super::{Answer, Row, person};
use crate::fold::fold;
use crate::source::{Kind, NameKey, Source};
use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;
use strsim::osa_distance;

/// How many names are suggested at most. When more are equally good, none is.
const MAX_HINTS: usize = 3;

/// Names with fewer letters are near to everything.
const MIN_CHARS: usize = 3;

/// From so many letters on, two of them may be wrong.
const MIN_CHARS_FOR_TWO: usize = 6;

/// In longer names only one letter is looked for, because the ways to take out two grow
/// with the square of the length.
const MAX_CHARS_FOR_TWO: usize = 32;

/// A name of the directory that is near to more names than this is meant by none of them.
const MAX_NEAR: usize = 16;

/// By the logon name of a flagged account: the names in the directory that may be meant,
/// the best first. Who has no such name is not in it.
pub type Suggestions = BTreeMap<String, Vec<String>>;

/// A search for names that may be meant.
#[derive(Debug)]
pub struct Hints {
    asked: Vec<MisspelledName>,
    /// What is left of the names that are asked for, as hashes with their places; those that
    /// have the same letters, digits apart, stand together.
    left: Vec<(u64, u32)>,
    /// One bit for each hash, by which almost all names of a directory are passed over.
    filter: Vec<u64>,
    /// How many letters may be wrong in any of them.
    max_wrong: usize,
    /// By what the people are called who are asked for: who is called so in the directory.
    people: HashMap<u64, Namesakes>,
    /// The accounts that are flagged, by their names: these are meant by no other name.
    flagged: Flagged,
    /// Which source and which of its names comes next.
    next: (usize, NameKey),
}

/// A name that is asked for.
#[derive(Debug)]
struct MisspelledName {
    name: String,
    /// The hash of what is no digit.
    letters: u64,
    person: Option<String>,
    /// The hash of what the person is called.
    called: Option<u64>,
    /// How many letters may be wrong.
    max_wrong: usize,
    /// By kind of hint, from the best to the last; those who are only called alike are found
    /// for all who are called so at once.
    found: [BestMatches; 3],
}

/// The names of people who are called alike, each once with how often it is met.
#[derive(Debug, Default)]
struct Namesakes(Vec<(String, usize)>);

/// Names that are equally good, and how many they are.
#[derive(Debug, Default)]
struct BestMatches {
    names: Vec<String>,
    n: usize,
}

impl Hints {
    /// A search for those of `rows` that are flagged and not in the directory.
    pub fn new<'a>(answer: &Answer, rows: impl IntoIterator<Item = &'a Row>) -> Hints {
        let mut hints = Hints {
            asked: Vec::new(),
            left: Vec::new(),
            filter: Vec::new(),
            max_wrong: 0,
            people: HashMap::new(),
            flagged: Flagged::default(),
            next: (0, NameKey::default()),
        };
        for row in rows {
            if row.is_missing() {
                let person = answer.display_name(row).into_owned();
                hints.ask(answer.logon_name(row), person);
            }
        }
        let Hints { asked, left, .. } = &mut hints;
        let letters = |place: u32| asked[place as usize].letters;
        left.sort_unstable_by_key(|&(hash, place)| (hash, letters(place), place));
        left.dedup();
        if !asked.is_empty() {
            hints.flagged = Flagged::new(answer);
        }
        // With so many bits for each hash, few names pass by chance.
        let n_words = (hints.left.len() / 4).next_power_of_two().max(1 << 10);
        hints.filter = vec![0; n_words];
        for &(hash, _) in &hints.left {
            let (word, bit) = place(hash, n_words);
            hints.filter[word] |= bit;
        }
        hints
    }

    fn ask(&mut self, name: &str, person: String) {
        let place = self.asked.len() as u32;
        let chars: Vec<char> = name.chars().collect();
        let max_wrong = match chars.len() {
            ..MIN_CHARS => 0,
            MIN_CHARS..MIN_CHARS_FOR_TWO => 1,
            MIN_CHARS_FOR_TWO..=MAX_CHARS_FOR_TWO => 2,
            _ => 1,
        };
        if max_wrong > 0 {
            each_left(&chars, max_wrong, |hash| self.left.push((hash, place)));
            self.max_wrong = self.max_wrong.max(max_wrong);
        }
        let called = person_hash(&person);
        if let Some(hash) = called {
            self.people.entry(hash).or_default();
        }
        self.asked.push(MisspelledName {
            name: name.to_owned(),
            letters: letters_hash(&chars),
            person: Some(person).filter(|person| !person.is_empty()),
            called,
            max_wrong,
            found: Default::default(),
        });
    }

    /// Looks at the next `n_names` names of the directories of the same answer; the result
    /// says whether these were the last.
    pub fn advance(&mut self, answer: &Answer, n_names: usize) -> bool {
        let mut n_left = n_names;
        let mut chars = Vec::new();
        while let Some(source) = answer.sources().get(self.next.0) {
            let n_keys = source.n_names();
            if self.asked.is_empty()
                || source.kind != Kind::Directory
                || self.next.1.get() == n_keys
            {
                self.next = (self.next.0 + 1, NameKey::default());
                continue;
            }
            if n_left == 0 {
                return false;
            }
            n_left -= 1;
            self.look_at(answer, source, self.next.1, &mut chars);
            self.next.1 = self.next.1.next();
        }
        true
    }

    /// Looks at one name of a directory; `chars` is room to work in.
    fn look_at(
        &mut self,
        answer: &Answer,
        source: &Source,
        key: NameKey,
        chars: &mut Vec<char>,
    ) {
        let name = source.names.name(key);
        let row = source.names.first_row(key);
        chars.clear();
        chars.extend(name.chars());
        let near = self.near(chars);
        let called = match self.people.is_empty() && near.is_empty() {
            true => None,
            false => person(source, row),
        };
        let hash = called.as_deref().and_then(person_hash);
        let namesakes = hash.and_then(|hash| self.people.get_mut(&hash));
        if near.is_empty() && namesakes.is_none() || self.flagged.has(answer, name) {
            return;
        }
        if let Some(namesakes) = namesakes {
            namesakes.add(name);
        }
        for asked in near {
            let asked = &mut self.asked[asked as usize];
            let n_wrong = osa_distance(&asked.name, name);
            let are_others = match (&asked.person, &called) {
                (Some(one), Some(other)) => !share_a_word(one, other),
                _ => false,
            };
            let is_same = hash.is_some() && asked.called == hash;
            if n_wrong == 0 || n_wrong > asked.max_wrong || (are_others && !is_same) {
                continue;
            }
            asked.found[if is_same { 0 } else { n_wrong }].add(name);
        }
    }

    /// Which of those that are asked for are near to a name; none when they are too many.
    fn near(&self, chars: &[char]) -> Vec<u32> {
        let mut near: Vec<u32> = Vec::new();
        let n_wrong = if chars.len() > MAX_CHARS_FOR_TWO { 1 } else { 2 };
        let own = letters_hash(chars);
        each_left(chars, n_wrong.min(self.max_wrong), |hash| {
            let (word, bit) = place(hash, self.filter.len());
            if self.filter[word] & bit == 0 || near.len() > MAX_NEAR {
                return;
            }
            let letters = |asked: u32| self.asked[asked as usize].letters;
            let start = self.left.partition_point(|(other, _)| *other < hash);
            let left = &self.left[start..];
            // Names that differ in digits alone are those of different people.
            let is_before =
                |&(other, asked): &(u64, u32)| other == hash && letters(asked) < own;
            let is_own =
                |&(other, asked): &(u64, u32)| other == hash && letters(asked) == own;
            let n_before = left.partition_point(is_before);
            let n_own = left[n_before..].partition_point(is_own);
            let others = left[..n_before].iter().chain(&left[n_before + n_own..]);
            for &(_, asked) in others.take_while(|(other, _)| *other == hash) {
                if near.len() > MAX_NEAR {
                    return;
                }
                if !near.contains(&asked) {
                    near.push(asked);
                }
            }
        });
        if near.len() > MAX_NEAR {
            near.clear();
        }
        near.sort_unstable();
        near
    }

    /// What was found.
    pub fn finish(self) -> Suggestions {
        let mut meant = Suggestions::new();
        for asked in self.asked {
            let namesakes = asked.called.and_then(|called| self.people.get(&called));
            let [same, one_wrong, two_wrong] = asked.found;
            let called =
                namesakes.map_or_else(BestMatches::default, |all| all.without(&same));
            let found = [same, called, one_wrong, two_wrong];
            let good = found.into_iter().filter(|found| found.n <= MAX_HINTS);
            let mut names: Vec<String> = good.flat_map(BestMatches::sorted).collect();
            names.truncate(MAX_HINTS);
            if !names.is_empty() {
                meant.insert(asked.name, names);
            }
        }
        meant
    }
}

impl BestMatches {
    fn add(&mut self, name: &str) {
        self.n += 1;
        if self.n <= MAX_HINTS {
            self.names.push(name.to_owned());
        }
    }

    fn sorted(mut self) -> Vec<String> {
        self.names.sort_unstable();
        self.names
    }
}

impl Namesakes {
    /// So many are told from those that are near as well; with more of them none is suggested.
    const MAX: usize = 2 * MAX_HINTS + 1;

    fn add(&mut self, name: &str) {
        let known = self.0.iter_mut().find(|(known, _)| known == name);
        if let Some((_, n)) = known {
            *n += 1;
        } else if self.0.len() < Self::MAX {
            self.0.push((name.to_owned(), 1));
        }
    }

    /// Those that are not among the names that are near as well.
    fn without(&self, near: &BestMatches) -> BestMatches {
        let mut others = BestMatches::default();
        for (name, n) in self.0.iter().filter(|(name, _)| !near.names.contains(name)) {
            (0..*n).for_each(|_| others.add(name));
        }
        others
    }
}

/// The flagged accounts of an answer, by their names.
#[derive(Debug, Default)]
struct Flagged(HashTable<u32>);

impl Flagged {
    fn new(answer: &Answer) -> Flagged {
        let flagged = answer.flagged();
        let hash = |&row: &u32| name_hash(answer.logon_name(&flagged[row as usize]));
        let mut table = HashTable::with_capacity(flagged.len());
        for row in 0..flagged.len() as u32 {
            table.insert_unique(hash(&row), row, hash);
        }
        Flagged(table)
    }

    fn has(&self, answer: &Answer, name: &str) -> bool {
        let is_it =
            |&row: &u32| answer.logon_name(&answer.flagged()[row as usize]) == name;
        self.0.find(name_hash(name), is_it).is_some()
    }
}

fn name_hash(name: &str) -> u64 {
    FixedState::with_seed(0).hash_one(name)
}

/// A multiplier with which hashes of parts of a text are put together.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// Hands over the hashes of what is left of a text without up to `n_wrong` of its letters,
/// which is at most two.
fn each_left(chars: &[char], n_wrong: usize, mut take: impl FnMut(u64)) {
    let n = chars.len();
    // The hash of the first letters, and the powers by which hashes are moved to the left.
    let (mut hashes, mut powers) = (vec![0_u64; n + 1], vec![1_u64; n + 1]);
    for (at, &c) in chars.iter().enumerate() {
        hashes[at + 1] =
            hashes[at].wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
        powers[at + 1] = powers[at].wrapping_mul(BASE);
    }
    let part = |start: usize, end: usize| {
        hashes[end].wrapping_sub(hashes[start].wrapping_mul(powers[end - start]))
    };
    let then = |left: u64, start: usize, end: usize| {
        left.wrapping_mul(powers[end - start]).wrapping_add(part(start, end))
    };
    take(hashes[n]);
    for (first, &before) in hashes[..n].iter().enumerate() {
        take(then(before, first + 1, n));
        if n_wrong > 1 {
            for second in first + 1..n {
                let left = then(before, first + 1, second);
                take(then(left, second + 1, n));
            }
        }
    }
}

/// Where the bit of a hash is among `n_words` words, which are a power of two.
fn place(hash: u64, n_words: usize) -> (usize, u64) {
    // The low bits of such a hash know nothing of the first letters.
    let mixed = hash ^ (hash >> 32);
    let mixed = mixed.wrapping_mul(BASE) >> 20;
    ((mixed >> 6) as usize & (n_words - 1), 1 << (mixed & 63))
}

fn letters_hash(chars: &[char]) -> u64 {
    chars.iter().filter(|c| !c.is_numeric()).fold(1, |hash, &c| {
        hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1)
    })
}

/// A hash of what a person is called, whatever the case, the accents, the commas, the order
/// of the words and the initials; `None` for fewer than two words.
fn person_hash(person: &str) -> Option<u64> {
    let (mut sum, mut n_words) = (0_u64, 0);
    each_word(person, |hash, n_chars| {
        if n_chars > 1 {
            // A sum, because it is the same in any order.
            sum = sum.wrapping_add(hash.wrapping_mul(BASE) ^ (hash >> 29));
            n_words += 1;
        }
    });
    (n_words > 1).then_some(sum)
}

/// Hands over the hash and the length of each word.
fn each_word(text: &str, mut take: impl FnMut(u64, usize)) {
    let (mut hash, mut n_chars) = (0_u64, 0);
    each_folded(text, |c| {
        if c.is_alphanumeric() {
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
            n_chars += 1;
        } else if !matches!(c, '\'' | '’') && n_chars > 0 {
            take(hash, n_chars);
            (hash, n_chars) = (0, 0);
        }
    });
    if n_chars > 0 {
        take(hash, n_chars);
    }
}

/// Hands over the characters in lower case and without accents.
fn each_folded(text: &str, mut take: impl FnMut(char)) {
    text.chars().for_each(|c| fold(c, &mut take));
}

/// Whether two people are called alike in one word at least, but for a letter.
fn share_a_word(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let mut folded = String::new();
        each_folded(text, |c| folded.push(c));
        let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
        words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
    };
    let is_like = |a: &String, b: &String| {
        a == b || (a.len().min(b.len()) > MIN_CHARS && osa_distance(a, b) < 2)
    };
    let others = words(other);
    words(one).iter().any(|word| others.iter().any(|other| is_like(word, other)))
}

#[cfg(test)]
mod tests;
