//! Which accounts are selected, to be decided about at once.

use crate::decisions::Name;
use foldhash::fast::FixedState;
use hashbrown::HashSet;

/// The selected accounts, whether they are seen or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    names: HashSet<Name, FixedState>,
    /// Where a selection with Shift begins.
    anchor: Option<Name>,
}

/// What a person changes about it.
#[derive(Clone, Debug)]
pub enum Select {
    /// Adds an account or takes it out; Shift then begins here.
    Toggle(Name),
    /// Adds all of these; Shift still begins where it began.
    Add(Vec<Name>),
    /// Takes all of these out.
    Remove(Vec<Name>),
    /// Selects nobody.
    Clear,
}

impl Selection {
    /// Whether an account is selected.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether nobody is selected.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Where a selection with Shift begins.
    pub fn anchor(&self) -> Option<&str> {
        self.anchor.as_deref()
    }

    /// Changes who is selected.
    pub fn apply(&mut self, select: Select) {
        match select {
            Select::Toggle(name) => {
                if !self.names.remove(&name) {
                    self.names.insert(name.clone());
                }
                self.anchor = Some(name);
            }
            Select::Add(names) => self.names.extend(names),
            Select::Remove(names) => {
                for name in names {
                    self.names.remove(&name);
                }
            }
            Select::Clear => *self = Selection::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        selects: impl IntoIterator<Item = Select>,
        names: &[&str],
        anchor: Option<&str>,
    ) {
        let mut selection = Selection::default();
        selects.into_iter().for_each(|select| selection.apply(select));
        let mut found: Vec<&str> = selection.names.iter().map(AsRef::as_ref).collect();
        found.sort_unstable();
        assert_eq!((&found[..], selection.anchor()), (names, anchor));
    }

    fn names(names: &[&str]) -> Vec<Name> {
        names.iter().map(|name| Name::from(*name)).collect()
    }

    #[test]
    fn one_by_one_and_in_ranges() {
        let toggle = |name: &str| Select::Toggle(name.into());
        check([toggle("b")], &["b"], Some("b"));
        check([toggle("b"), toggle("b")], &[], Some("b"));
        check(
            [toggle("b"), Select::Add(names(&["b", "c", "d"]))],
            &["b", "c", "d"],
            Some("b"),
        );
        check(
            [Select::Add(names(&["a", "b", "c"])), Select::Remove(names(&["c", "a"]))],
            &["b"],
            None,
        );
        check([toggle("a"), Select::Clear], &[], None);
    }
}
