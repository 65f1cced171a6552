//! What can be said of an account on a day: how it stands, and why it is flagged.

/// How an account stands on a day: its status, and while it is expiring how soon somebody has
/// to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Expiring, and the last working day to act is over.
    Overdue,
    /// Expiring, and the last working day to act is today.
    Today,
    /// Expiring, and the last working day to act is near.
    ThisWeek,
    /// Expiring, and there is time.
    Later,
    /// Disabled, and not deprovisioned yet.
    Disabled,
    /// Deprovisioned; the contents can come back.
    Restorable,
    /// The contents are lost for good.
    Gone,
    /// Flagged, but nobody knows until when.
    Undated,
    /// In the directory, and not flagged.
    Clear,
}

/// What state an account is in, however soon somebody has to act.
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

/// What the day is that counts for an account now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The last day to act.
    ActBy,
    /// The day from which a disabled account gets no mail.
    MailStops,
    /// The last day to restore.
    RestoreBy,
    /// The first day without contents.
    Gone,
}

impl Event {
    /// All of them, in the order in which they come.
    pub const ALL: [Event; 4] =
        [Event::ActBy, Event::MailStops, Event::RestoreBy, Event::Gone];

    /// The words before its number.
    pub fn title(self) -> &'static str {
        match self {
            Event::ActBy => "act by",
            Event::MailStops => "mail stops",
            Event::RestoreBy => "restore by",
            Event::Gone => "gone",
        }
    }
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

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 9] = [
        Standing::Overdue,
        Standing::Today,
        Standing::ThisWeek,
        Standing::Later,
        Standing::Disabled,
        Standing::Restorable,
        Standing::Gone,
        Standing::Undated,
        Standing::Clear,
    ];

    /// Those in which a flagged account can be.
    pub fn flagged() -> impl Iterator<Item = Standing> {
        Standing::ALL.into_iter().filter(|standing| *standing != Standing::Clear)
    }

    /// The state.
    pub fn status(self) -> Status {
        match self {
            Standing::Overdue
            | Standing::Today
            | Standing::ThisWeek
            | Standing::Later => Status::Expiring,
            Standing::Disabled => Status::Disabled,
            Standing::Restorable => Status::Restorable,
            Standing::Gone => Status::Gone,
            Standing::Undated => Status::Undated,
            Standing::Clear => Status::Clear,
        }
    }

    /// What the day is that counts now; `None` where no day is known.
    pub fn event(self) -> Option<Event> {
        match self.status() {
            Status::Expiring => Some(Event::ActBy),
            Status::Disabled => Some(Event::MailStops),
            Status::Restorable => Some(Event::RestoreBy),
            Status::Gone => Some(Event::Gone),
            Status::Undated | Status::Clear => None,
        }
    }

    /// How soon somebody has to act on an expiring account, as the word that scripts see.
    pub fn urgency(self) -> Option<&'static str> {
        match self {
            Standing::Overdue => Some("overdue"),
            Standing::Today => Some("today"),
            Standing::ThisWeek => Some("this-week"),
            Standing::Later => Some("later"),
            _ => None,
        }
    }

    /// What to call it to a person.
    pub fn title(self) -> &'static str {
        match self {
            Standing::Overdue => "Overdue",
            Standing::Today => "Today",
            Standing::ThisWeek => "This week",
            Standing::Later => "Later",
            Standing::Disabled => "Disabled",
            Standing::Restorable => "Restorable",
            Standing::Gone => "Gone",
            Standing::Undated => "No date",
            Standing::Clear => "Clear",
        }
    }

    /// The key that scripts and profiles have for it.
    pub fn key(self) -> &'static str {
        match self {
            Standing::ThisWeek => "this_week",
            other => other.urgency().unwrap_or_else(|| other.status().as_str()),
        }
    }
}

impl Status {
    /// Those in which a flagged account can be, each once.
    pub(crate) fn flagged() -> Vec<Status> {
        let mut all: Vec<Status> = Standing::flagged().map(Standing::status).collect();
        all.dedup();
        all
    }

    /// How an account of this status stands, whatever the day; `None` for an expiring one.
    pub fn standing(self) -> Option<Standing> {
        Standing::ALL
            .into_iter()
            .find(|standing| standing.status() == self && self != Status::Expiring)
    }

    /// Its place in the order of an answer: those with a deadline, those whose deadline
    /// nobody knows, those that are lost, those that are not flagged.
    pub(crate) fn rank(self) -> u8 {
        match self {
            Status::Expiring | Status::Disabled | Status::Restorable => 0,
            Status::Undated => 1,
            Status::Gone => 2,
            Status::Clear => 3,
        }
    }

    /// What to call it to a person.
    pub fn title(self) -> &'static str {
        self.standing().map_or("Expiring", Standing::title)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_by_number_is_listed_by_number() {
        assert!(Standing::ALL.into_iter().map(|standing| standing as usize).eq(0..9));
        assert!(Cause::ALL.into_iter().map(|cause| cause as usize).eq(0..4));
    }

    #[test]
    fn each_standing_has_its_words() {
        let said: Vec<String> = Standing::ALL
            .into_iter()
            .map(|standing| {
                let (status, urgency) = (standing.status(), standing.urgency());
                format!(
                    "{}: {}; {} {}: {} {}",
                    standing.key(),
                    standing.title(),
                    status.as_str(),
                    urgency.unwrap_or("-"),
                    status.title(),
                    status.rank(),
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                "overdue: Overdue; expiring overdue: Expiring 0",
                "today: Today; expiring today: Expiring 0",
                "this_week: This week; expiring this-week: Expiring 0",
                "later: Later; expiring later: Expiring 0",
                "disabled: Disabled; disabled -: Disabled 0",
                "restorable: Restorable; restorable -: Restorable 0",
                "gone: Gone; gone -: Gone 2",
                "undated: No date; undated -: No date 1",
                "clear: Clear; clear -: Clear 3",
            ]
        );
    }

    #[test]
    fn what_is_flagged_is_not_clear() {
        assert!(Standing::flagged().eq(Standing::ALL[..8].iter().copied()));
        let statuses = ["expiring", "disabled", "restorable", "gone", "undated"];
        assert!(Status::flagged().into_iter().map(Status::as_str).eq(statuses));
        assert_eq!(Status::Expiring.standing(), None);
        assert_eq!(Status::Gone.standing(), Some(Standing::Gone));
    }

    #[test]
    fn each_cause_has_its_word() {
        assert_eq!(
            Cause::ALL.map(Cause::as_str),
            [
                "no-eligible-affiliation",
                "override-missing",
                "emeritus-only",
                "registry-disagrees",
            ]
        );
    }
}
