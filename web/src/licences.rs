//! The licences of what is inside the page, read from the list that stands in its file as
//! plain text, so that starting the page costs nothing for them.

/// What stands around each head of the list.
const LINE: &str =
    "================================================================================";

/// A licence, and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Licence {
    pub(crate) name: String,
    /// Each as `name version`.
    pub(crate) packages: Vec<String>,
    pub(crate) text: String,
}

/// The licences of a list.
pub(crate) fn licences(list: &str) -> Vec<Licence> {
    let mut parts = list.split(LINE).skip(1);
    let mut licences = Vec::new();
    while let (Some(head), Some(text)) = (parts.next(), parts.next()) {
        let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
        licences.push(Licence {
            name: lines.next().unwrap_or_default().to_owned(),
            packages: lines.map(str::to_owned).collect(),
            text: text.trim_matches('\n').to_owned(),
        });
    }
    licences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_in_the_page_is_read_whole() {
        let list = include_str!("../licences.html");
        let licences = licences(list);
        assert_eq!(list.matches(LINE).count(), 2 * licences.len());
        for licence in &licences {
            let Licence { name, packages, text } = licence;
            assert!(!name.is_empty() && !packages.is_empty(), "{licence:?}");
            assert!(text.lines().count() > 5, "{licence:?}");
        }
        assert_eq!(licences[0].packages, ["Reprieve itself"]);
        assert!(licences[0].text.contains("The Reprieve authors"));
        let names = |name: &str| {
            licences.iter().filter(|one| one.name == name).collect::<Vec<_>>()
        };
        assert!(names("zlib License")[0].packages[0].starts_with("foldhash "));
        assert!(names("MIT License").len() > 10);
    }
}
