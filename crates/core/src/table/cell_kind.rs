//! What a cell looks like by itself: a value, or words of one kind or another.

/// How a cell is written, as far as it tells names of columns from what stands below them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Value,
    Lower,
    Upper,
    Title,
    Sentence,
    Listed,
    Other,
}

impl CellKind {
    pub(super) fn of(cell: &str) -> CellKind {
        let cell = cell.trim();
        let has_lower = cell.contains(char::is_lowercase);
        let has_upper = cell.contains(char::is_uppercase);
        if is_value(cell) || cell.contains(|c: char| c.is_ascii_digit()) {
            CellKind::Value
        } else if cell.contains([',', ';']) {
            CellKind::Listed
        } else if cell.contains(' ') {
            CellKind::Sentence
        } else if has_lower && !has_upper {
            CellKind::Lower
        } else if has_upper && !has_lower {
            CellKind::Upper
        } else if has_upper {
            CellKind::Title
        } else {
            CellKind::Other
        }
    }
}

/// Whether a cell is a number, a date or an address, which no column is called.
pub(super) fn is_value(cell: &str) -> bool {
    let is_sign =
        |c| matches!(c, '.' | ',' | '-' | '/' | ':' | ' ' | '%' | '+' | '\'' | '"');
    let is_lost = |c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER;
    let halves = ["AM", "PM", "am", "pm"];
    let time = halves.iter().find_map(|half| cell.trim_end().strip_suffix(half));
    let text = time.unwrap_or(cell);
    let mut digits_only = text.chars().filter(|c| !is_sign(*c) && !is_lost(*c));
    let numeric = text.chars().any(|c| c.is_ascii_digit())
        && digits_only.all(|c| c.is_ascii_digit());
    let is_word = |text: &str| {
        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '\\')
    };
    let is_account = |(domain, name)| is_word(domain) && is_word(name);
    numeric
        || cell.contains('@')
        || cell.contains("://")
        || cell.split_once('\\').is_some_and(is_account)
}
