//! A list of licences as people and the page read it: after a few words, for each text a head
//! between two lines, with the licence's name and the packages that use it, one a line.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Result, ensure};

/// What stands around a head; the page looks for it too.
const LINE: &str =
    "================================================================================";

const ABOUT: &str = "\
Reprieve is licensed under the MIT License or the Apache License 2.0, at your choice.
It contains the work of others. Here are the licences under which it is used, each with the
packages that it is about. Packages that only write code, such as macros, are named too.
";

/// A text, and what it is about.
#[derive(Clone, Debug)]
pub(super) struct Licence {
    name: String,
    /// Each as `name version`.
    packages: Vec<String>,
    text: String,
}

impl Licence {
    pub(super) fn new(name: &str, package: &str, text: &str) -> Licence {
        // Some texts begin with a mark of their encoding.
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim_end);
        let text = lines.collect::<Vec<_>>().join("\n");
        let text = text.trim_matches('\n').to_owned();
        Licence { name: name.to_owned(), packages: vec![package.to_owned()], text }
    }

    /// The same, about something else.
    pub(super) fn about(&self, package: &str) -> Licence {
        Licence { packages: vec![package.to_owned()], ..self.clone() }
    }

    /// Two texts are equal when they are so word by word.
    fn key(&self) -> (String, String) {
        let words = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (self.name.clone(), words)
    }
}

/// The list: our own licences first, then those of others, equal ones once.
pub(super) fn written(own: Vec<Licence>, others: Vec<Licence>) -> Result<String> {
    let mut by_text: BTreeMap<(String, String), Licence> = BTreeMap::new();
    for licence in others {
        match by_text.get_mut(&licence.key()) {
            Some(known) => known.packages.extend(licence.packages),
            None => drop(by_text.insert(licence.key(), licence)),
        }
    }
    let mut others: Vec<Licence> = by_text.into_values().collect();
    for licence in &mut others {
        licence.packages.sort_unstable();
        licence.packages.dedup();
    }
    others.sort_by(|one, other| {
        (&one.name, &one.packages).cmp(&(&other.name, &other.packages))
    });

    let mut list = ABOUT.to_owned();
    for Licence { name, packages, text } in own.iter().chain(&others) {
        // It stands in a `script` of the page, whose end and whose comments are found by these.
        let is_plain =
            [LINE, "</script", "<script", "<!--"].iter().all(|mark| !text.contains(mark));
        ensure!(is_plain, "the text of {name} for {packages:?} would break the list");
        let packages: String =
            packages.iter().map(|package| format!("  {package}\n")).collect();
        write!(list, "\n{LINE}\n{name}\n{packages}{LINE}\n\n{text}\n")?;
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_stand_once() {
        let others = vec![
            Licence::new("MIT License", "b 1.0.0", "Do\n  what you like.\r\n"),
            Licence::new("MIT License", "c 2.0.0", "Do nothing."),
            Licence::new("MIT License", "a 1.0.0", "\u{feff}Do what\nyou like."),
        ];
        let own = vec![Licence::new("Zlib", "us", "Ours.")];
        let list = written(own, others).unwrap();
        let expected = format!(
            "{ABOUT}\n{LINE}\nZlib\n  us\n{LINE}\n\nOurs.\n\
             \n{LINE}\nMIT License\n  a 1.0.0\n  b 1.0.0\n{LINE}\n\nDo\n  what you like.\n\
             \n{LINE}\nMIT License\n  c 2.0.0\n{LINE}\n\nDo nothing.\n"
        );
        assert_eq!(list, expected);
    }

    #[test]
    fn a_text_that_would_break_the_list_is_refused() {
        for text in [LINE, "see </script>", "<!-- nothing -->"] {
            let licence = Licence::new("MIT License", "a 1.0.0", text);
            assert!(written(vec![], vec![licence]).is_err());
        }
    }
}
