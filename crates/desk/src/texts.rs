//! Many texts in one, so that a search goes through them without a stop.

use crate::search::fold_into;
use memchr::memmem::Finder;

/// Folded texts. Each begins with a space, so that a space before what is looked for asks for
/// the beginning of a word.
#[derive(Debug, Default)]
pub(crate) struct FoldedTexts {
    text: String,
    ends: Vec<usize>,
}

impl FoldedTexts {
    /// Adds a text that is made of these parts; no word goes from one into the next.
    pub(crate) fn push<'a>(&mut self, parts: impl IntoIterator<Item = &'a str>) {
        for part in parts {
            self.text.push(' ');
            fold_into(part, &mut self.text);
        }
        // No word has it.
        self.text.push('\n');
        self.ends.push(self.text.len());
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Hands over which texts have a folded word in them, in order.
    pub(crate) fn each_with(&self, word: &str, mut take: impl FnMut(usize)) {
        let finder = Finder::new(word);
        let (mut from, mut index) = (0, 0);
        while let Some(n_before) = finder.find(&self.text.as_bytes()[from..]) {
            index += self.ends[index..].partition_point(|end| *end <= from + n_before);
            take(index);
            from = self.ends[index];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &[usize]) {
        let mut texts = FoldedTexts::default();
        texts.push(["Adams, Zoë", "zadams"]);
        texts.push([]);
        texts.push(["Brown, Ada"]);
        let mut found = Vec::new();
        texts.each_with(word, |index| found.push(index));
        assert_eq!((found.as_slice(), texts.len()), (expected, 3));
    }

    #[test]
    fn words_are_found_within_a_text_alone() {
        check("ada", &[0, 2]);
        check("zoe", &[0]);
        check("b", &[2]);
        check("msb", &[]);
        check("zoezadams", &[]);
    }

    #[test]
    fn a_space_asks_for_the_beginning_of_a_word() {
        check(" ada", &[0, 2]);
        check(" dams", &[]);
        check(" zadams", &[0]);
    }
}
