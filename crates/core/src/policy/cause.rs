//! Why an account is flagged, from its affiliations.

use super::{Eligible, Policy};
use crate::standing::Cause;

impl Policy {
    /// The cause that a person's active affiliations point to.
    pub fn cause_of(&self, codes: &[String]) -> Cause {
        let eligible: Vec<_> = codes
            .iter()
            .filter_map(|code| self.affiliation(code))
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::DEFAULT;
    use crate::value::codes;

    #[track_caller]
    fn check(affiliations: &str, expected: Cause) {
        let policy = Policy::built_in(DEFAULT).unwrap();
        assert_eq!(policy.cause_of(&codes(affiliations)), expected, "{affiliations}");
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
