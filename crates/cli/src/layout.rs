//! How wide each column of a table may be.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands between two columns.
pub(crate) const GAP: &str = "  ";

/// How wide a column wants to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    /// As wide as its widest cell.
    pub(crate) full: usize,
    /// As narrow as it still makes sense.
    pub(crate) least: usize,
    /// Its place among those that stay; 0 stays longest.
    pub(crate) rank: u8,
}

/// The width of each column in a line of `width` cells of a terminal; `None` for a column
/// for which there is no room.
pub(crate) fn fit(wishes: &[Wish], width: Option<usize>) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> =
        wishes.iter().map(|wish| Some(wish.full)).collect();
    let Some(width) = width else { return widths };
    drop_columns(wishes, &mut widths, width);
    while total(&widths) > width {
        // The widest one gives way first, so that short columns stay whole.
        let widest = wishes
            .iter()
            .zip(&mut widths)
            .filter_map(|(wish, width)| {
                width.as_mut().filter(|width| **width > wish.least)
            })
            .max_by_key(|width| **width);
        match widest {
            Some(widest) => *widest -= 1,
            None => break,
        }
    }
    widths
}

/// Drops the columns that matter least until the others fit at their narrowest. One always
/// stays, even if it is too wide.
fn drop_columns(wishes: &[Wish], widths: &mut [Option<usize>], width: usize) {
    loop {
        let kept: Vec<Option<usize>> = wishes
            .iter()
            .zip(&*widths)
            .map(|(wish, width)| width.map(|_| wish.least))
            .collect();
        if total(&kept) <= width || kept.iter().flatten().count() <= 1 {
            return;
        }
        let last = wishes
            .iter()
            .zip(&mut *widths)
            .filter(|(_, width)| width.is_some())
            .max_by_key(|(wish, _)| wish.rank);
        if let Some((_, width)) = last {
            *width = None;
        }
    }
}

fn total(widths: &[Option<usize>]) -> usize {
    let n_columns = widths.iter().flatten().count();
    widths.iter().flatten().sum::<usize>() + n_columns.saturating_sub(1) * GAP.len()
}

/// `text` cut to a width, with an ellipsis where something is missing.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    kept.chain(['…']).collect()
}

/// `text` with spaces up to a width.
pub(crate) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The lines of a text within a width, broken between words: `first` stands before the first,
/// `rest` before the others. A word that is too long for a line is cut.
pub(crate) fn wrap(
    text: &str,
    first: &str,
    rest: &str,
    width: Option<usize>,
) -> Vec<String> {
    let Some(width) = width else { return vec![format!("{first}{text}")] };
    let mut lines: Vec<String> = Vec::new();
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !is_empty && line.width() + 1 + word.width() > width {
            lines.push(cut(&line, width));
            line = rest.to_owned();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(cut(&line, width));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_between_words() {
        let text = "one two three four";
        assert_eq!(wrap(text, "- ", "  ", None), ["- one two three four"]);
        assert_eq!(wrap(text, "- ", "  ", Some(10)), ["- one two", "  three", "  four"]);
        assert_eq!(wrap(text, "- ", "  ", Some(5)), ["- one", "  two", "  th…", "  fo…"]);
        assert_eq!(wrap("", "- ", "  ", Some(5)), ["- "]);
    }

    #[track_caller]
    fn check(width: Option<usize>, expected: [Option<usize>; 3]) {
        let wish = |full, least, rank| Wish { full, least, rank };
        let wishes = [wish(20, 10, 1), wish(8, 8, 0), wish(15, 15, 2)];
        assert_eq!(fit(&wishes, width), expected);
    }

    #[test]
    fn columns_shrink_before_they_go() {
        check(None, [Some(20), Some(8), Some(15)]);
        check(Some(47), [Some(20), Some(8), Some(15)]);
        check(Some(40), [Some(13), Some(8), Some(15)]);
        check(Some(36), [Some(20), Some(8), None]);
        check(Some(25), [Some(15), Some(8), None]);
        check(Some(12), [None, Some(8), None]);
        check(Some(0), [None, Some(8), None]);
    }

    #[test]
    fn wide_characters_are_counted_as_the_terminal_shows_them() {
        assert_eq!(cut("名前名前", 8), "名前名前");
        assert_eq!(cut("名前名前", 6), "名前…");
        assert_eq!(cut("abc", 2), "a…");
        assert_eq!(pad("名", 4), "名  ");
    }
}
