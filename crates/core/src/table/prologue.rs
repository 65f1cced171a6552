//! Lines that programs put before a table for each other: `sep=;` for Excel, `#TYPE …` by
//! Windows PowerShell.

use super::scanner::DELIMITERS;

/// What stands before the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Prologue {
    /// How long it is, with its line end.
    pub(crate) n_bytes: usize,
    /// The delimiter that it names.
    pub(crate) delimiter: Option<u8>,
}

/// Recognizes the first line of `text`. A header may begin with `#` too, so only the word
/// that PowerShell writes counts.
pub(crate) fn detect(text: &str) -> Prologue {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    let n_end = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    let n_bytes = end + n_end;
    let delimiter = separator(line);
    if delimiter.is_some() || line.starts_with("#TYPE ") {
        Prologue { n_bytes, delimiter }
    } else {
        Prologue::default()
    }
}

/// The delimiter of `sep=;`, in quotes or not, in any case. Excel pads the line with
/// delimiters when it saves such a file again.
fn separator(line: &str) -> Option<u8> {
    let (name, rest) = line.trim_start().trim_start_matches('"').split_once('=')?;
    if !name.eq_ignore_ascii_case("sep") {
        return None;
    }
    let (&delimiter, padding) = rest.as_bytes().split_first()?;
    let is_padding =
        padding.iter().all(|byte| matches!(byte, b'"' | b' ') || *byte == delimiter);
    (DELIMITERS.contains(&delimiter) && is_padding).then_some(delimiter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, n_bytes: usize, delimiter: Option<u8>) {
        assert_eq!(detect(text), Prologue { n_bytes, delimiter });
    }

    #[test]
    fn prologues_are_recognized() {
        check("sep=;\r\na;b\r\n", 7, Some(b';'));
        check("\"sep=,\"\na,b\n", 8, Some(b','));
        check("SEP=\t\na\tb", 6, Some(b'\t'));
        check("sep=;;;;\na", 9, Some(b';'));
        check("#TYPE System.Object\r\n\"Name\"", 21, None);
    }

    #[test]
    fn headers_are_no_prologues() {
        for text in
            ["#,Name\n", "#TYPED\n", "sep,b\n", "sep=x\n", "sep=\n", "separate=;", ""]
        {
            check(text, 0, None);
        }
    }
}
