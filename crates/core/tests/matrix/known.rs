//! What is wrong and not said, and cannot be: the file is the true file of another world, or
//! says nothing at all.

use crate::case::Case;
use crate::files::{Field, FileKind};
use crate::judge::Difference;
use crate::mutation::Mutation;
use std::collections::BTreeSet;

/// Cases that are wrong. One that is not any more fails.
pub(crate) struct Known {
    kinds: &'static [FileKind],
    mutations: &'static [Mutation],
    fields: [Field; 2],
    /// Whether only without another file beside it.
    is_alone: bool,
    differences: &'static [Difference],
    /// Why it stays so.
    _reason: &'static str,
}

impl Known {
    pub(crate) fn is_of(&self, case: &Case) -> bool {
        let fields = case.fields();
        let is_of_fields = match case.mutation {
            Mutation::Clean | Mutation::NoHeader => true,
            _ => fields == self.fields || fields == [self.fields[1], self.fields[0]],
        };
        self.kinds.contains(&case.kind)
            && self.mutations.contains(&case.mutation)
            && is_of_fields
            && !(self.is_alone && case.has_other)
    }

    /// What is different, and not said.
    pub(crate) fn differences(&self) -> BTreeSet<Difference> {
        self.differences.iter().copied().collect()
    }
}

pub(crate) const KNOWN: [Known; 3] = [
    Known {
        kinds: &[FileKind::Bare],
        mutations: &[Mutation::Foreign],
        fields: [Field::Logon, Field::Logon],
        is_alone: false,
        differences: &[Difference::Stranger],
        _reason: "A word that nobody knows, above names, is a name as well as they are.",
    },
    Known {
        kinds: &[FileKind::BareWithPeople],
        mutations: &[
            Mutation::Clean,
            Mutation::Swapped,
            Mutation::Decorated,
            Mutation::Misspelled,
        ],
        fields: [Field::Logon, Field::Person],
        is_alone: true,
        differences: &[Difference::Status, Difference::Place],
        _reason: "A table of names and people alone is a directory as well. Nothing is said of \
                  anybody before there is a list, which page and command line ask for.",
    },
    Known {
        kinds: &[FileKind::DeletedEntra, FileKind::DeletedPowerShell],
        mutations: &[Mutation::Swapped],
        fields: [Field::Logon, Field::Email],
        is_alone: false,
        differences: &[Difference::Missing, Difference::Stranger],
        _reason: "Both are addresses; it is the true file of people who log on with the other.",
    },
];
