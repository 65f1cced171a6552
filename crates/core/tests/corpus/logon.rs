//! The laws of logon names, for any text.

use reprieve_core::logon::{LogonName, is_list, tokens};

/// Checks them for `bytes` as text.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    check_name(&text);
    is_list(&text);
    check_list(&text);
}

fn check_name(text: &str) {
    let name = LogonName::parse(text);
    let framed = format!("\u{feff} {text}\u{a0}\u{200b}");
    assert_eq!(LogonName::parse(&framed), name, "what nobody sees counts");
    assert_eq!(LogonName::parse(&text.to_ascii_uppercase()), name, "case counts");
    let Some(LogonName { key, domain }) = name else { return };
    let again = LogonName::parse(&key).expect("a key is a name");
    assert_eq!(again, LogonName { key: key.clone(), domain: None }, "a key is stable");
    assert!(!key.contains(|c: char| c.is_whitespace() || c.is_control()), "{key:?}");
    if let Some(domain) = domain {
        assert!(!domain.is_empty() && LogonName::same_domain(&domain, &domain));
    }
}

/// Nothing between the words of a list is lost, and every word says on which line it is.
fn check_list(text: &str) {
    let is_separator = |c: char| {
        matches!(c, ',' | ';')
            || c.is_whitespace()
            || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    let mut at = 0;
    for (line, token) in tokens(text, 1) {
        let start = token.as_ptr().addr() - text.as_ptr().addr();
        assert!(!token.is_empty());
        assert!(text[at..start].chars().all(is_separator), "{:?}", &text[at..start]);
        assert_eq!(line as usize, 1 + text[..start].matches('\n').count());
        at = start + token.len();
    }
    assert!(text[at..].chars().all(is_separator), "{:?}", &text[at..]);
}
