//! Leaves out of scripts and styles what only their authors read: indentation, empty lines
//! and comments that fill lines. What is left reads as before, line by line.

use anyhow::{Result, bail};

/// The text without them.
pub(super) fn lean(text: &str) -> Result<String> {
    let mut lean = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
            if !in_comment || !line.contains("*/") {
                continue;
            }
            bail!("code stands behind a comment of several lines: {line}");
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        // Inside of a template of several lines, spaces mean something.
        if line.matches('`').count() % 2 == 1 {
            bail!("a template goes over several lines: {line}");
        }
        lean.push_str(line);
        lean.push('\n');
    }
    Ok(lean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stays_and_comments_go() {
        let script = "/** What\n * it does.\n */\n  function a() {\n\n    // Why.\n    \
                      return `x` / 2; // here\n  }\n/* one line */\n";
        let expected = "function a() {\nreturn `x` / 2; // here\n}\n";
        assert_eq!(lean(script).unwrap(), expected);
    }

    #[test]
    fn what_could_change_its_meaning_is_refused() {
        assert!(lean("let a = `two\n  lines`;").is_err());
        assert!(lean("/* a\n b */ let c;\n").is_err());
    }
}
