//! What people write with a comma in it: names of columns and texts that tell it.

fn words_of(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether a column is called as one of addresses.
pub(super) fn is_of_addresses(name: &str) -> bool {
    let words = words_of(name);
    let is = |word: &str| words.iter().any(|other| other == word);
    is("email") || is("upn") || is("userprincipalname") || is("mail")
}

/// Whether a column is called as one whose cells may well have a comma in them: whole names,
/// and several codes.
pub(super) fn is_listed(name: &str) -> bool {
    const PARTS: [&str; 12] = [
        "logon",
        "login",
        "user",
        "account",
        "first",
        "last",
        "given",
        "sur",
        "principal",
        "domain",
        "server",
        "alias",
    ];
    const SEVERAL: [&str; 5] = ["affiliations", "codes", "groups", "licenses", "roles"];
    let words = words_of(name);
    let is_one_of = |of: &[&str]| words.iter().any(|word| of.contains(&word.as_str()));
    is_one_of(&SEVERAL)
        || (!is_one_of(&PARTS)
            && words.iter().any(|word| word == "name" || word == "displayname"))
}

/// Whether a text is a number with commas between its thousands, perhaps with a unit.
pub(super) fn has_thousands(text: &str) -> bool {
    let text = text.trim();
    let text = text.trim_start_matches(['-', '+', '$']);
    let number = text.split_once(' ').map_or(text, |(number, _)| number);
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let rest = &number[whole.len()..];
    let unit = &text[number.len()..];
    let is_first = |text: &str| {
        matches!(text.len(), 1..=3) && is_digits(text) && !text.starts_with('0')
    };
    groups.next().is_some_and(is_first)
        && whole.contains(',')
        && groups.all(|group| group.len() == 3 && is_digits(group))
        && is_digits(rest.trim_start_matches('.'))
        && unit.len() <= " bytes".len()
        && unit.trim().chars().all(char::is_alphabetic)
}

/// Whether a text is a number with a comma before its decimals.
pub(super) fn has_decimals(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '+']);
    let Some((whole, decimals)) = text.split_once(',') else { return false };
    let is_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_digits(&whole.replace('.', "")) && is_digits(decimals) && decimals.len() <= 2
}

/// Whether parts are those of `CN=jdoe,OU=People,DC=example,DC=edu`.
pub(super) fn is_place_in_directory(parts: &[&str]) -> bool {
    const KEYS: [&str; 7] = ["CN=", "OU=", "DC=", "O=", "UID=", "L=", "C="];
    let has_key = |part: &str| {
        let part = part.trim_start().to_ascii_uppercase();
        KEYS.iter().any(|key| part.starts_with(key))
    };
    has_key(parts[0])
        && parts.windows(2).all(|pair| pair[0].ends_with('\\') || has_key(pair[1]))
        // It goes up to the top, so that another one may follow.
        && parts.last().is_some_and(|last| {
            let last = last.trim_start().to_ascii_uppercase();
            ["DC=", "O=", "C="].iter().any(|key| last.starts_with(key))
        })
}

/// Whether a bracket is opened in the first of some parts and closed in the last, as in
/// `1.5 GB (1,610,612,736 bytes)`.
pub(super) fn is_bracketed(parts: &[&str]) -> bool {
    let depth_behind = |depth: i32, part: &&str| {
        let n = |c| part.matches(c).count() as i32;
        depth + n('(') + n('[') - n(')') - n(']')
    };
    let depths: Vec<i32> = parts
        .iter()
        .scan(0, |depth, part| {
            *depth = depth_behind(*depth, part);
            Some(*depth)
        })
        .collect();
    depths.last() == Some(&0) && depths[..depths.len() - 1].iter().all(|depth| *depth > 0)
}

/// Whether parts are those of `Dec 1, 2026` and `Tuesday, December 1, 2026 9:00 AM`.
pub(super) fn is_long_date(parts: &[&str]) -> bool {
    /// The months, and the days of the week.
    const NAMES: [&str; 19] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
        "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ];
    let is_name = |word: &String| {
        NAMES.iter().any(|name| word.starts_with(name) && word.len() < 10)
    };
    let is_number = |word: &&String| word.bytes().all(|b| b.is_ascii_digit());
    let last = parts[parts.len() - 1];
    let before = parts[..parts.len() - 1].iter().flat_map(|part| words_of(part));
    let (names, numbers): (Vec<String>, Vec<String>) = before.partition(is_name);
    let last = words_of(last);
    let year = last.iter().find(|word| is_number(word) && word.len() == 4);
    // The day, and before it no more than the month and the day of the week.
    year.is_some()
        && matches!(names.len(), 1..=2)
        && words_of(parts[0]).iter().any(is_name)
        && numbers.len() <= 1
        && numbers.iter().all(|day| day.len() <= 2 && is_number(&day))
}
