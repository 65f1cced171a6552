//! Why an account is flagged, from its affiliations.

use crate::policy::{Eligible, Policy};

/// Why an account is flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The last eligible affiliation ended.
    NoEligibleAffiliation,
    /// There is one, but nobody sponsors the account.
    OverrideMissing,
    /// The only one counts for emeriti alone.
    EmeritusOnly,
    /// There is one that needs nothing else, so the registry and the report disagree.
    RegistryDisagrees,
}

impl Cause {
    /// All of them.
    pub const ALL: [Cause; 4] = [
        Cause::NoEligibleAffiliation,
        Cause::OverrideMissing,
        Cause::EmeritusOnly,
        Cause::RegistryDisagrees,
    ];

    /// The cause that a person's active affiliations point to.
    pub fn of(codes: &[String], policy: &Policy) -> Cause {
        let eligible: Vec<_> = codes
            .iter()
            .filter_map(|code| policy.affiliation(code))
            .filter(|affiliation| affiliation.eligible != Eligible::NoLonger)
            .collect();
        if eligible.iter().any(|affiliation| !affiliation.needs_override) {
            Cause::RegistryDisagrees
        } else if eligible.is_empty() {
            Cause::NoEligibleAffiliation
        } else if eligible
            .iter()
            .all(|affiliation| affiliation.eligible == Eligible::IfEmeritus)
        {
            Cause::EmeritusOnly
        } else {
            Cause::OverrideMissing
        }
    }

    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            Cause::NoEligibleAffiliation => "no-eligible-affiliation",
            Cause::OverrideMissing => "override-missing",
            Cause::EmeritusOnly => "emeritus-only",
            Cause::RegistryDisagrees => "registry-disagrees",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::DEFAULT;
    use crate::source::value::codes;

    #[track_caller]
    fn check(affiliations: &str, expected: Cause) {
        let policy = Policy::built_in(DEFAULT).unwrap();
        assert_eq!(Cause::of(&codes(affiliations), &policy), expected, "{affiliations}");
    }

    #[test]
    fn the_cause_is_the_last_line_that_fits() {
        check("", Cause::NoEligibleAffiliation);
        check("RTSF", Cause::NoEligibleAffiliation);
        check("ALUM XYZ", Cause::NoEligibleAffiliation);
        check("CTSY", Cause::OverrideMissing);
        check("TEMP", Cause::OverrideMissing);
        check("ERF, VOLP", Cause::OverrideMissing);
        check("ERF", Cause::EmeritusOnly);
        check("ERF RTSF", Cause::EmeritusOnly);
        check("STAF, RTSF", Cause::RegistryDisagrees);
        check("STU ERF", Cause::RegistryDisagrees);
    }
}
