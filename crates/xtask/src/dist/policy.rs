//! The Content-Security-Policy of the shipped page: nothing may be sent, loaded or framed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy that allows exactly these inline scripts and styles.
pub(crate) fn policy<'a>(
    scripts: impl IntoIterator<Item = &'a str>,
    styles: impl IntoIterator<Item = &'a str>,
) -> String {
    let scripts: Vec<String> = scripts.into_iter().map(source_hash).collect();
    let styles: Vec<String> = styles.into_iter().map(source_hash).collect();
    let style_src =
        if styles.is_empty() { "'none'".to_owned() } else { styles.join(" ") };
    let script_src = [scripts.join(" "), "'wasm-unsafe-eval'".to_owned()].join(" ");
    [
        "default-src 'none'",
        &format!("script-src {}", script_src.trim_start()),
        &format!("style-src {style_src}"),
        // The icon; nothing else in the page is a picture with an address.
        "img-src data:",
        "connect-src 'none'",
        "form-action 'none'",
        "base-uri 'none'",
        // No text can become markup or a script by whatever way a browser has for that.
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

/// How a policy names an inline text: by the hash of exactly what stands between the tags.
pub(crate) fn source_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_specification() {
        // The example in CSP Level 3, section 8.3, and in MDN's page on script-src.
        assert_eq!(
            source_hash("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn the_policy_lists_every_text_and_denies_the_rest() {
        assert_eq!(
            policy(["a"], []),
            "default-src 'none'; \
             script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=' \
             'wasm-unsafe-eval'; style-src 'none'; img-src data:; \
             connect-src 'none'; form-action 'none'; base-uri 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'"
        );
        let two = policy([], ["a", "b"]);
        assert!(two.contains("script-src 'wasm-unsafe-eval';"));
        assert!(two.contains(&format!(
            "style-src {} {};",
            source_hash("a"),
            source_hash("b")
        )));
    }
}
