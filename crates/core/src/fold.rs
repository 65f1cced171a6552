//! Letters as a person looks for them: in lower case, without accents and typographer's marks.

use crate::characters::is_invisible;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// Hands over what a character is looked for as: usually one character, none for an accent
/// that stands by itself and for what nobody can see, and two for letters such as `ß`.
#[inline]
pub fn fold(c: char, mut take: impl FnMut(char)) {
    if c.is_ascii() {
        take(c.to_ascii_lowercase());
        return;
    }
    if is_invisible(c) {
        return;
    }
    decompose_canonical(c, |part| {
        if canonical_combining_class(part) == 0 {
            part.to_lowercase().for_each(|lower| plain(lower, &mut take));
        }
    });
}

/// What has no accent to take away, and still is on few keyboards.
fn plain(c: char, take: &mut impl FnMut(char)) {
    let (first, second) = match c {
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        '‘' | '’' | 'ʼ' | 'ʻ' => ('\'', None),
        '‐'..='―' => ('-', None),
        // Lower-casing leaves some accents by themselves.
        c if canonical_combining_class(c) != 0 => return,
        c => (c, None),
    };
    take(first);
    second.into_iter().for_each(take);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        let mut folded = String::new();
        text.chars().for_each(|c| fold(c, |c| folded.push(c)));
        folded
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(folded(text), expected);
    }

    #[test]
    fn case_and_accents_make_no_difference() {
        check("García, JOSÉ", "garcia, jose");
        check("Jose\u{301}", "jose");
        check("Love\u{ad}lace\u{200f}", "lovelace");
        check("Søren Łukasz Đorđe Þór", "soren lukasz dorde thor");
        check("STRAẞE Straße", "strasse strasse");
        check("İstanbul ılık", "istanbul ilik");
        check("ΟΔΟΣ οδός", "οδοσ οδοσ");
        check("Ǻsa Ệ", "asa e");
    }

    #[test]
    fn quotes_and_dashes_are_those_of_a_keyboard() {
        check("D’Arcy–Smith Jean‑Luc", "d'arcy-smith jean-luc");
    }

    #[test]
    fn other_scripts_stay() {
        check("王小明 עברית", "王小明 עברית");
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_so(text in any::<String>()) {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
