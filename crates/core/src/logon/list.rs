//! Lists of names as people paste them: what separates the names, and what stands around them.

use super::lines::{
    account_beside_words, accounts_in_brackets, begins_query, is_person, is_prose,
    listed_by_sql, remark, without_comment, without_receiver,
};
use super::{LogonName, is_blank};
use crate::characters::is_invisible;
use crate::value::is_absent;

/// How far the address may be from the beginning of the name that stands before it.
const MAX_ADDRESS_BYTES: usize = 300;

/// Splits a pasted list into the spellings of names, each with its line from 1. Line ends,
/// commas, semicolons, tabs and spaces separate, save inside quotes, angle brackets and
/// distinguished names. Bullets and numbers at the beginning of a line are left out, and the
/// brackets that a program puts around quoted names, as in `@("jdoe", "asmith")`. Of a line
/// that says whose account it is, as `jdoe - Jane Doe` does, the account is the only name.
pub fn tokens(text: &str, first_line: u32) -> impl Iterator<Item = (u32, &str)> {
    (first_line..).zip(text.lines()).flat_map(|(line, text)| {
        let (mut rest, in_brackets) = names_of(text);
        let mut in_brackets = in_brackets.into_iter();
        let mut n_tokens = 0;
        let next = move || {
            if let Some(account) = in_brackets.next() {
                return Some((line, account));
            }
            loop {
                rest = without_open_brackets(rest);
                if rest.is_empty() {
                    return None;
                }
                let (token, behind) = rest.split_at(token_length(rest));
                rest = behind.trim_start_matches(is_separator);
                n_tokens += 1;
                let token = token.trim_end_matches(is_blank);
                if !is_conjunction(token, n_tokens, rest) {
                    return Some((line, bare(without_close_brackets(token))));
                }
            }
        };
        let is_seen = |(_, token): &(u32, &str)| {
            !token.chars().all(is_invisible) && !is_joint(token)
        };
        std::iter::from_fn(next).filter(is_seen)
    })
}

/// The part of a line that has names, and accounts that stand in brackets instead.
fn names_of(line: &str) -> (&str, Vec<&str>) {
    /// A quotation of a numbered list of boxes.
    const MAX_MARKS: usize = 3;
    let mut names = line.trim_matches(is_separator);
    for _ in 0..MAX_MARKS {
        names = without_marker(names);
    }
    let names = without_comment(without_receiver(names));
    if let Some(accounts) = accounts_in_brackets(names) {
        return ("", accounts);
    }
    let names =
        account_beside_words(names).or_else(|| listed_by_sql(names)).unwrap_or(names);
    (names, Vec::new())
}

/// A name without the stars that make it bold, and without the person in brackets behind it.
fn bare(token: &str) -> &str {
    let inner = token.trim_matches('*');
    let token = match token.starts_with('*') && token.ends_with('*') && !inner.is_empty()
    {
        true => inner,
        false => token,
    };
    match token.strip_suffix(')').and_then(|open| open.split_once('(')) {
        Some((name, person)) if !name.contains('@') && is_person(person) => {
            name.trim_end()
        }
        _ => token,
    }
}

/// Whether a word joins the last name of a line to those before it.
fn is_conjunction(token: &str, n_tokens: usize, rest: &str) -> bool {
    n_tokens > 1
        && matches!(token, "and" | "und")
        && !rest.is_empty()
        && token_length(rest) == rest.len()
}

/// Whether a token stands between names, or numbers the next one: `a / b`, `1) a 2) b`.
fn is_joint(token: &str) -> bool {
    const MAX_DIGITS: usize = 3;
    let is_numbered = token
        .strip_suffix([')', '.'])
        .map(|digits| digits.strip_prefix('(').unwrap_or(digits))
        .is_some_and(|digits| {
            (1..=MAX_DIGITS).contains(&digits.len())
                && digits.bytes().all(|b| b.is_ascii_digit())
        });
    is_numbered || token.chars().all(|c| "&/+()[]{}".contains(c))
}

/// How many lines at the beginning of a list are none of its names, but say what follows, as
/// “Expiring users:” does, or greet: the last one of them is followed by names.
pub(crate) fn n_heading_lines<'a>(lines: impl Iterator<Item = &'a str>) -> usize {
    /// What is longer is a letter.
    const MAX_LINES: usize = 5;
    let mut n_lines = 0;
    for (line, number) in lines.zip(1..=MAX_LINES) {
        match line.trim() {
            "" => {}
            line if is_heading(line) => n_lines = number,
            _ => break,
        }
    }
    n_lines
}

/// Whether a line says what follows, or is a sentence or a greeting.
fn is_heading(line: &str) -> bool {
    const GREETINGS: [&str; 30] = [
        "dear",
        "good",
        "greetings",
        "hello",
        "hey",
        "hi",
        "hallo",
        "guten",
        "liebe",
        "lieber",
        "sehr",
        "moin",
        "servus",
        "bonjour",
        "bonsoir",
        "salut",
        "cher",
        "chère",
        "chers",
        "hola",
        "buenos",
        "buenas",
        "estimado",
        "estimada",
        "olá",
        "bom",
        "boa",
        "ciao",
        "buongiorno",
        "salve",
    ];
    /// Names that are separated by spaces end with no full stop.
    const MIN_WORDS: usize = 4;
    if remark(line).is_some() || begins_query(line) || line.starts_with("# ") {
        return true;
    }
    if line.contains(['@', '\\', '<']) {
        return false;
    }
    let first = line.split([' ', ',', '!']).next().unwrap_or_default().to_lowercase();
    let is_greeting =
        GREETINGS.contains(&first.as_str()) && line.ends_with([',', '!', '.']);
    let is_sentence = line.ends_with(['.', '!', '?'])
        && !line.contains([',', ';'])
        && line.split_whitespace().count() >= MIN_WORDS;
    line.ends_with(':') || is_greeting || is_sentence
}

/// Whether a text consists of people's names as mail programs show them, `Doe, Jane; Roe, Ann`,
/// which are no names of accounts.
fn is_of_people(text: &str) -> bool {
    const MIN_SHARE: f64 = 0.8;
    let items = text.split([';', '\r', '\n']).filter(|item| !item.trim().is_empty());
    let (mut n_items, mut n_people) = (0_usize, 0_usize);
    // So many tell what the others are.
    for item in items.take(1000) {
        n_items += 1;
        let has_lower = |part: &str| part.contains(char::is_lowercase);
        let is_mixed = item.split(',').all(has_lower);
        n_people += usize::from(is_mixed && is_last_first(item));
    }
    n_items > 1 && n_people as f64 >= MIN_SHARE * n_items as f64
}

/// Whether a text is a list of names: almost every word in it can be one. Bare numbers
/// belong to a table, such as one of names and days, and so do bars.
pub fn is_list(text: &str) -> bool {
    const MIN_SHARE: f64 = 0.9;
    /// So many words tell what the others are.
    const MAX_WORDS: usize = 5_000;
    let mut rest = text;
    for _ in 0..n_heading_lines(text.lines()) {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let text = rest;
    if is_of_people(text) {
        return false;
    }
    let mut room = String::new();
    let mut is_name = |token: &str| {
        !is_absent(token)
            && !token.contains('|')
            && LogonName::key_in(token, &mut room)
                .is_some_and(|key| key.chars().any(char::is_alphabetic))
    };
    let (mut n_words, mut n_names) = (0_usize, 0_usize);
    let has_remarks = text.lines().take(MAX_WORDS).any(|line| remark(line).is_some());
    // Between remarks there may be a talk.
    let is_of_names = |line: &&str| {
        !has_remarks || remark(line).is_none() && line.split_whitespace().count() > 0
    };
    let lines = text.lines().filter(is_of_names);
    for (_, token) in lines.flat_map(|line| tokens(line, 1)).take(MAX_WORDS) {
        n_words += 1;
        n_names += usize::from(is_name(token));
    }
    let is_talk = has_remarks && text.lines().filter(is_of_names).any(is_prose);
    !is_talk && n_words > 0 && n_names as f64 >= MIN_SHARE * n_words as f64
}

/// A line without the bullet, the box or the number that stands before its names.
fn without_marker(line: &str) -> &str {
    const BULLETS: &str = "•◦▪▫‣⁃●○■□▢☐☑☒✓✔✗✘·*-–—+>";
    const BOXES: [&str; 3] = ["[ ]", "[x]", "[X]"];
    const MAX_DIGITS: usize = 6;
    let numbered = || {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
        let n_digits = inner.len() - rest.len();
        let rest = rest.strip_prefix(['.', ')']);
        rest.filter(|_| (1..=MAX_DIGITS).contains(&n_digits))
    };
    let marked = line
        .strip_prefix(|c| BULLETS.contains(c))
        .or_else(|| BOXES.iter().find_map(|mark| line.strip_prefix(mark)))
        .or_else(numbered);
    // A mark that nothing follows may be all there is.
    match marked {
        Some(rest) if rest.starts_with(is_blank) && !rest.trim().is_empty() => {
            rest.trim_start_matches(is_separator)
        }
        _ => line,
    }
}

/// The text behind the brackets with which a list of quoted names begins in a program.
fn without_open_brackets(text: &str) -> &str {
    let inner = text.trim_start_matches(['@', '(', '[', '{']);
    match inner.starts_with(['"', '\'']) && inner.len() < text.len() {
        true => inner,
        false => text,
    }
}

/// A quoted name without the brackets with which such a list ends.
fn without_close_brackets(token: &str) -> &str {
    let inner = token.trim_end_matches([')', ']', '}']);
    let is_quoted = |quote| inner.starts_with(quote) && inner.ends_with(quote);
    match inner.len() > 1 && (is_quoted('"') || is_quoted('\'')) {
        true => inner,
        false => token,
    }
}

/// The length of the token at the start of `text`, which is no separator; what stands in
/// brackets behind an address belongs to it, as in `jdoe@upenn.edu (Jane Doe)`, and a person
/// behind any name.
fn token_length(text: &str) -> usize {
    let n_bytes = word_length(text);
    let behind = text[n_bytes..].trim_start_matches(' ');
    let near = &behind[..behind.floor_char_boundary(MAX_ADDRESS_BYTES)];
    match near.split_once(')') {
        Some((comment, _))
            if comment.starts_with('(')
                && !comment.contains('@')
                && (text[..n_bytes].contains('@') || is_person(&comment[1..])) =>
        {
            text.len() - behind.len() + comment.len() + 1
        }
        _ => n_bytes,
    }
}

/// The length of the token at the start of `text`, without a comment.
fn word_length(text: &str) -> usize {
    // `"Doe, Jane" <jdoe@upenn.edu>` and `Jane Doe <jdoe@upenn.edu>` are one token: what
    // stands before the bracket, up to the last hard separator, belongs to the address.
    let near = &text[..text.floor_char_boundary(MAX_ADDRESS_BYTES)];
    if let Some(open) = near.find('<')
        && let Some(close) = near[open..].find('>')
        && is_display_name(&near[..open])
    {
        return open + close + 1;
    }
    let is_dn = begins_name(text);
    let (mut has_domain, mut has_unit) = (false, false);
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted && text[at + 1..].contains('"'),
            // The commas of a distinguished name are followed by the next attribute, and
            // its spaces by more of its value. After its domain another one can begin, and
            // after its unit one with a unit of its own.
            ',' if is_dn && has_attribute(&text[at + 1..]) => {
                let rest = text[at + 1..].trim_start();
                if begins_name(rest) && (has_domain || has_unit && is_in_unit(rest)) {
                    return at;
                }
                has_domain |= begins(rest, "dc=");
                has_unit |= begins(rest, "ou=");
            }
            ' ' if is_dn && !has_domain && goes_on(&text[at + 1..]) => {}
            _ if (matches!(c, ',' | ';') || c.is_whitespace()) && !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

/// Whether `text` can be the name that stands before an address in angle brackets.
fn is_display_name(text: &str) -> bool {
    let text = text.trim();
    let quoted = text.len() >= 2 && text.starts_with('"') && text.ends_with('"');
    let inner = text.trim_matches('"');
    text.is_empty()
        || (quoted && !inner.contains('"'))
        || !text.contains([',', ';', '\t', '"', '@', '\\'])
        || is_last_first(text)
}

/// Whether a text is a person's name as `Doe, Jane`. Names of accounts in a list begin with
/// small letters, or have no small one.
fn is_last_first(text: &str) -> bool {
    let Some((last, first)) = text.trim().split_once(',') else { return false };
    let is_word =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.');
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_of_letters = |part: &str| part.chars().all(is_word);
    let has_lower = |part: &str| part.contains(char::is_lowercase);
    let (last, first) = (last.trim(), first.trim());
    is_of_letters(last)
        && is_of_letters(first)
        && last.split_whitespace().next_back().is_some_and(is_capital)
        && is_capital(first)
        && (has_lower(last) || !has_lower(first))
}

/// Whether the value of a distinguished name goes on behind a space: another attribute of
/// it follows.
fn goes_on(text: &str) -> bool {
    const MAX_BYTES: usize = 128;
    let near = &text[..text.floor_char_boundary(MAX_BYTES)];
    near.split_once(',').is_some_and(|(value, rest)| {
        has_attribute(rest) && !begins_name(value) && !begins_name(rest.trim_start())
    })
}

/// Whether a distinguished name of a person begins here.
fn begins_name(text: &str) -> bool {
    begins(text, "cn=") || begins(text, "uid=")
}

/// Whether the second attribute of a distinguished name is a unit.
fn is_in_unit(name: &str) -> bool {
    name.split_once(',').is_some_and(|(_, rest)| begins(rest.trim_start(), "ou="))
}

/// Whether `text` begins with `start`, whatever its case.
fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Whether a distinguished name goes on here, with an attribute such as `OU=`.
fn has_attribute(text: &str) -> bool {
    const MAX_BYTES: usize = 8;
    let text = text.trim_start().as_bytes();
    let n_letters =
        text.iter().take(MAX_BYTES + 1).take_while(|b| b.is_ascii_alphabetic()).count();
    n_letters > 0 && text.get(n_letters) == Some(&b'=')
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';') || is_blank(c)
}
