//! What a line of a pasted list says beside its names: who wrote it, what it is about, whose
//! account it is, and why.

use super::{LogonName, is_blank};

/// With what the lines begin that mail programs put above a message, and whether names can
/// follow.
const MAIL_LINES: [(&str, bool); 20] = [
    ("to:", true),
    ("cc:", true),
    ("bcc:", true),
    ("an:", true),
    ("para:", true),
    ("from:", false),
    ("sent:", false),
    ("date:", false),
    ("subject:", false),
    ("reply-to:", false),
    ("importance:", false),
    ("attachments:", false),
    ("von:", false),
    ("gesendet:", false),
    ("datum:", false),
    ("betreff:", false),
    ("envoyé", false),
    ("objet", false),
    ("enviado:", false),
    ("asunto:", false),
];

/// What a line is called that names nobody, without the address of its sender: the lines above
/// a message that say by whom, when and about what it is, in a mail or a chat.
pub(crate) fn remark(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_of_mail = mail_line(line).is_some_and(|(_, has_names)| !has_names);
    // `[11/18 9:05 AM] Jo Doe`
    let is_of_chat = line.strip_prefix('[').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains("] ")
    });
    let is_quotation = line.ends_with(" wrote:") || line.ends_with(" schrieb:");
    // `PS C:\> Get-Content list.txt`
    let is_prompt = line.starts_with("PS ") && line.contains('>');
    let is_remark = is_of_mail || is_of_chat || is_quotation || is_prompt;
    is_remark.then(|| line.split('<').next().unwrap_or(line).trim_end())
}

/// The names in a line of receivers, without the word before them.
pub(super) fn without_receiver(line: &str) -> &str {
    match mail_line(line) {
        Some((begin, true)) if line.contains('@') => {
            line[begin.len()..].trim_start_matches(is_blank)
        }
        _ => line,
    }
}

fn mail_line(line: &str) -> Option<(&'static str, bool)> {
    MAIL_LINES.into_iter().find(|(begin, _)| {
        line.get(..begin.len()).is_some_and(|head| head.to_lowercase() == *begin)
            && line.contains(':')
    })
}

/// Whether a line is a sentence, a person's name or a title in a list that has a name on each
/// line: several words, and one of them with a capital as no account has it.
pub(crate) fn is_prose(line: &str) -> bool {
    const MAX_NAMES: usize = 4;
    let line = line.trim().trim_end_matches([',', '.', ':', '!', '?']);
    if line.contains(['@', '\\', '<', '=', ';', '\t', '"', '\'']) {
        return false;
    }
    let parts = || line.split(',').map(|part| part.split_whitespace());
    let n_words = parts().map(Iterator::count).max().unwrap_or(0);
    let is_title = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    n_words > MAX_NAMES || n_words > 1 && parts().flatten().any(is_title)
}

/// The account in a line that says whose it is: `jdoe - Jane Doe` and `Jane Doe – jdoe`, or
/// what is to be done about it: `jdoe - left in June`.
pub(super) fn account_beside_words(line: &str) -> Option<&str> {
    const DASHES: [&str; 3] = [" - ", " – ", " — "];
    let (left, right) = DASHES.iter().find_map(|dash| line.split_once(dash))?;
    let (left, right) = (left.trim_matches(is_blank), right.trim_matches(is_blank));
    if is_account(left) && right.contains(char::is_whitespace) {
        return Some(left);
    }
    (is_account(right) && is_person(left)).then_some(right)
}

/// The accounts in a line that puts them in brackets behind the names of their people:
/// `Jane Doe (jdoe), Ann Roe (aroe)`.
pub(super) fn accounts_in_brackets(line: &str) -> Option<Vec<&str>> {
    /// What is longer is a text.
    const MAX_BYTES: usize = 10_000;
    let is_separator = |c: char| is_blank(c) || c == ',' || c == ';';
    let line = line.trim_end_matches(is_separator);
    if !line.ends_with([')', ']']) || line.len() > MAX_BYTES {
        return None;
    }
    let mut accounts = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let open = rest.find(['(', '['])?;
        let close = open + rest[open..].find([')', ']'])?;
        let account = rest[open + 1..close].trim();
        if !is_account(account) || !is_person(rest[..open].trim_matches(is_separator)) {
            return None;
        }
        accounts.push(account);
        rest = &rest[close + 1..];
    }
    Some(accounts)
}

/// Whether every line of a text tells whose account it is, so that a comma in the name of a
/// person makes no table of it.
pub(crate) fn is_of_owners(text: &str) -> bool {
    /// So many tell what the others are.
    const MAX_LINES: usize = 200;
    let tells = |line: &str| {
        accounts_in_brackets(line).is_some() || account_beside_words(line).is_some()
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut lines = lines.take(MAX_LINES).peekable();
    lines.peek().is_some() && lines.all(tells)
}

/// A line without the remark behind its only name: `jdoe # left in June`.
pub(super) fn without_comment(line: &str) -> &str {
    let name = [" #", "\t#", " //"].iter().find_map(|mark| line.split_once(mark));
    match name {
        Some((name, _)) if is_account(name.trim()) => name.trim_end(),
        _ => line,
    }
}

/// What stands in the brackets of `… WHERE pennkey IN ('jdoe', 'asmith')`.
pub(super) fn listed_by_sql(line: &str) -> Option<&str> {
    let open = line.to_ascii_lowercase().find(" in (")?;
    let inner = line[open + " in (".len()..].trim_start();
    let inner = inner.split_once(')').map_or(inner, |(inner, _)| inner);
    inner.starts_with(['\'', '"']).then_some(inner)
}

/// Whether a text is a query with the names that it asks for.
pub(crate) fn is_query(text: &str) -> bool {
    let begin = text.trim_start().get(.."select ".len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case("select "))
        && text.trim_end().ends_with([')', ';'])
}

/// Whether a line is the beginning of a query, of which the names stand on the lines below.
pub(super) fn begins_query(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default().to_ascii_lowercase();
    let is_of_query = matches!(first.as_str(), "select" | "from" | "where" | "and");
    is_of_query
        && words.next().is_some()
        && listed_by_sql(line).is_none()
        && (first == "select" || line.ends_with('(') || words.next().is_none())
}

/// Whether a text is the name of a person in brackets behind that of an account.
pub(super) fn is_person(text: &str) -> bool {
    let is_letter =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',');
    text.contains(' ')
        && text.chars().all(is_letter)
        && text.contains(char::is_lowercase)
        && text.split([' ', '-']).any(|word| word.starts_with(char::is_uppercase))
}

/// Whether a text can be nothing but one account, as people write them in a list.
fn is_account(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && (text.contains(['@', '\\']) || !text.contains(char::is_uppercase))
        && text.contains(char::is_alphabetic)
        && LogonName::parse(text).is_some()
}
