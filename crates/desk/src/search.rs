//! A search text: words that must all be found, whatever their case and their accents.

use reprieve_core::fold::fold;
use std::ops::Range;

/// The words of a search, folded; without any, everything is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of a text as it was typed.
    pub fn new(search: &str) -> Words {
        let words = search.split_whitespace().map(folded);
        Words(words.filter(|word| !word.is_empty()).collect())
    }

    /// Whether everything is found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words, one by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// A text as it is searched.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Adds a text as it is searched.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    text.chars().for_each(|c| fold(c, |c| out.push(c)));
}

/// What the words of a search match in a text, as ranges of bytes that begin and end between
/// characters: in order, and neither empty nor touching each other.
pub fn highlights(text: &str, search: &str) -> Vec<Range<usize>> {
    let words = Words::new(search);
    if words.is_empty() {
        return Vec::new();
    }
    let (folded, origins) = folded_with_origins(text);
    let mut found = Vec::new();
    for word in words.iter() {
        let starts = folded.char_indices().map(|(start, _)| start);
        for start in starts.filter(|start| folded[*start..].starts_with(word)) {
            let end = start + word.len();
            found.push(origins[start].start..origins[end - 1].end);
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    found
}

/// A text as it is searched, and of each of its bytes the character that it comes from; an
/// accent that stands by itself belongs to the letter before it.
fn folded_with_origins(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut folded, mut origins) = (String::new(), Vec::<Range<usize>>::new());
    for (start, c) in text.char_indices() {
        let (n_before, end) = (folded.len(), start + c.len_utf8());
        fold(c, |c| folded.push(c));
        if folded.len() == n_before {
            let last = origins.iter_mut().rev().take_while(|origin| origin.end == start);
            last.for_each(|origin| origin.end = end);
        }
        origins.resize(folded.len(), start..end);
    }
    (folded, origins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with its matches in brackets.
    #[track_caller]
    fn check(text: &str, search: &str, expected: &str) {
        let mut marked = text.to_owned();
        for Range { start, end } in highlights(text, search).into_iter().rev() {
            marked.insert(end, ']');
            marked.insert(start, '[');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn nothing_is_marked_without_a_search() {
        check("Adams, Zoë", "", "Adams, Zoë");
        check("Adams, Zoë", " \t", "Adams, Zoë");
        check("Adams, Zoë", "\u{301}", "Adams, Zoë");
        check("", "a", "");
    }

    #[test]
    fn every_word_is_marked_everywhere() {
        check("Adams, Ada", "ad", "[Ad]ams, [Ad]a");
        check("Adams, Ada", "ada ams", "[Adams], [Ada]");
        check("Adams, Ada", "x ams", "Ad[ams], Ada");
        check("aaa", "aa", "[aaa]");
        check("abcd", "cd ab", "[abcd]");
    }

    #[test]
    fn case_and_accents_make_no_difference() {
        check("Adams, Zoë", "ZOE", "Adams, [Zoë]");
        check("Adams, Zoe\u{308}!", "zoë", "Adams, [Zoe\u{308}]!");
        check("Adams, Zoe\u{308}!", "o", "Adams, Z[o]e\u{308}!");
        check("Kierkegaard, Søren", "soren", "Kierkegaard, [Søren]");
        check("Straße", "s", "[S]tra[ß]e");
        check("D’Arcy", "d'arcy", "[D’Arcy]");
        check("İstanbul", "istanbul", "[İstanbul]");
        check("王小明", "小", "王[小]明");
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![".{0,20}", "[aAäÄßsSoøe\u{308}\u{301} ’'-]{0,12}"]
    }

    proptest! {
        #[test]
        fn what_is_marked_is_what_is_found(text in text(), search in text()) {
            let found = highlights(&text, &search);
            let ends = found.iter().flat_map(|range| [range.start, range.end]);
            let ends: Vec<usize> = ends.collect();
            prop_assert!(ends.is_sorted_by(|a, b| a < b), "{ends:?}");
            prop_assert!(ends.iter().all(|end| text.is_char_boundary(*end)));
            let words = Words::new(&search);
            for range in &found {
                let marked = folded(&text[range.clone()]);
                prop_assert!(words.iter().any(|word| marked.contains(word)));
            }
            let whole = folded(&text);
            prop_assert_eq!(found.is_empty(), !words.iter().any(|word| whole.contains(word)));
        }
    }
}
