//! The page's Content-Security-Policy in plain words.

/// One rule of the policy.
#[derive(Debug, PartialEq)]
pub(crate) struct Directive<'a> {
    /// As it stands in the policy.
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
    /// What it means; `None` for a rule that says something else than it should, which is
    /// shown as it is written.
    pub(crate) meaning: Option<&'static str>,
}

/// The rules of a policy, in their order.
pub(crate) fn directives(policy: &str) -> impl Iterator<Item = Directive<'_>> {
    policy.split(';').map(str::trim).filter(|rule| !rule.is_empty()).map(|rule| {
        let (name, value) = rule.split_once(char::is_whitespace).unwrap_or((rule, ""));
        let value = value.trim();
        Directive { name, value, meaning: meaning(name, value) }
    })
}

fn meaning(name: &str, value: &str) -> Option<&'static str> {
    let are_all = |allowed: &[&str]| {
        value.split_whitespace().all(|word| {
            allowed.contains(&word)
                || (allowed.contains(&"hash") && word.starts_with("'sha256-"))
        })
    };
    let meaning = match name {
        "default-src" if value == "'none'" => {
            "Everything is forbidden that is not allowed below: frames, workers, fonts, \
             sounds, plug-ins."
        }
        "connect-src" if value == "'none'" => {
            "No connection to anywhere: nothing can be fetched, sent or streamed."
        }
        "form-action" if value == "'none'" => "No form can be sent.",
        "base-uri" if value == "'none'" => "No address in it can be turned elsewhere.",
        "script-src" if are_all(&["hash", "'wasm-unsafe-eval'"]) => {
            "Only the program in this file runs, known by its fingerprint; none is loaded."
        }
        "style-src" if are_all(&["hash", "'none'"]) => {
            "Only the styles in this file count; none is loaded."
        }
        "img-src" if are_all(&["data:"]) => {
            "Pictures only from this file; none is loaded."
        }
        "require-trusted-types-for" if value == "'script'" => {
            "No text can become part of the page's markup or program, such as a cell of a \
             file that looks like one."
        }
        "trusted-types" if value == "'none'" => {
            "Nothing in the page can make an exception from that."
        }
        _ => return None,
    };
    Some(meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(policy: &str, expected: &[(&str, bool)]) {
        let found: Vec<(&str, bool)> =
            directives(policy).map(|d| (d.name, d.meaning.is_some())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_forbidden_has_words() {
        check(
            "default-src 'none'; script-src 'sha256-a=' 'wasm-unsafe-eval'; style-src \
             'sha256-b='; img-src data:; connect-src 'none'; form-action 'none'; \
             base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            &[
                ("default-src", true),
                ("script-src", true),
                ("style-src", true),
                ("img-src", true),
                ("connect-src", true),
                ("form-action", true),
                ("base-uri", true),
                ("require-trusted-types-for", true),
                ("trusted-types", true),
            ],
        );
    }

    #[test]
    fn what_allows_more_is_not_called_forbidden() {
        check(
            "connect-src 'self'; script-src 'sha256-a=' https://example.edu; img-src blob:; \
             trusted-types a; x;",
            &[
                ("connect-src", false),
                ("script-src", false),
                ("img-src", false),
                ("trusted-types", false),
                ("x", false),
            ],
        );
    }
}
