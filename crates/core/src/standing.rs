//! What can be said of an account on a day: how it stands, and why it is flagged.

/// What state an account is in on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Flagged, and still working.
    Expiring,
    /// Disabled, and not deprovisioned yet.
    Disabled,
    /// Deprovisioned; the contents can come back.
    Restorable,
    /// Flagged, but nobody knows until when.
    Undated,
    /// The contents are lost for good.
    Gone,
    /// In the directory, and not flagged.
    Clear,
}

/// How soon somebody has to act on an expiring account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// The last working day is over.
    Overdue,
    /// It is today.
    Today,
    /// It is near.
    ThisWeek,
    /// There is time.
    Later,
}

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

impl Status {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Expiring => "expiring",
            Status::Disabled => "disabled",
            Status::Restorable => "restorable",
            Status::Undated => "undated",
            Status::Gone => "gone",
            Status::Clear => "clear",
        }
    }
}

impl Urgency {
    /// The word that scripts see.
    pub fn as_str(self) -> &'static str {
        match self {
            Urgency::Overdue => "overdue",
            Urgency::Today => "today",
            Urgency::ThisWeek => "this-week",
            Urgency::Later => "later",
        }
    }
}
