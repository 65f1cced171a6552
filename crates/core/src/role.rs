//! What a column can be.

/// What a column holds. The names are those of the policy profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the vocabulary of the domain")]
pub enum Role {
    LogonName,
    DisplayName,
    FirstName,
    LastName,
    Email,
    Department,
    JobOrg,
    Center,
    CenterName,
    HomeOrg,
    PersonId,
    PrimaryAffiliation,
    Affiliations,
    Reason,
    ExpiresIn,
    HasMailbox,
    ScheduledDeletion,
    AffiliationEnd,
    MailboxSize,
    LastLogon,
    Created,
    PersonDescription,
    DistinguishedName,
    DeletedOn,
    PermanentDeletion,
    Deceased,
    IsDeleted,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 27] = [
        Role::LogonName,
        Role::DisplayName,
        Role::FirstName,
        Role::LastName,
        Role::Email,
        Role::Department,
        Role::JobOrg,
        Role::Center,
        Role::CenterName,
        Role::HomeOrg,
        Role::PersonId,
        Role::PrimaryAffiliation,
        Role::Affiliations,
        Role::Reason,
        Role::ExpiresIn,
        Role::HasMailbox,
        Role::ScheduledDeletion,
        Role::AffiliationEnd,
        Role::MailboxSize,
        Role::LastLogon,
        Role::Created,
        Role::PersonDescription,
        Role::DistinguishedName,
        Role::DeletedOn,
        Role::PermanentDeletion,
        Role::Deceased,
        Role::IsDeleted,
    ];

    /// Its name in a policy profile, such as `logon_name`.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::LogonName => "logon_name",
            Role::DisplayName => "display_name",
            Role::FirstName => "first_name",
            Role::LastName => "last_name",
            Role::Email => "email",
            Role::Department => "department",
            Role::JobOrg => "job_org",
            Role::Center => "center",
            Role::CenterName => "center_name",
            Role::HomeOrg => "home_org",
            Role::PersonId => "person_id",
            Role::PrimaryAffiliation => "primary_affiliation",
            Role::Affiliations => "affiliations",
            Role::Reason => "reason",
            Role::ExpiresIn => "expires_in",
            Role::HasMailbox => "has_mailbox",
            Role::ScheduledDeletion => "scheduled_deletion",
            Role::AffiliationEnd => "affiliation_end",
            Role::MailboxSize => "mailbox_size",
            Role::LastLogon => "last_logon",
            Role::Created => "created",
            Role::PersonDescription => "person_description",
            Role::DistinguishedName => "distinguished_name",
            Role::DeletedOn => "deleted_on",
            Role::PermanentDeletion => "permanent_deletion",
            Role::Deceased => "deceased",
            Role::IsDeleted => "is_deleted",
        }
    }

    /// The role of a name. `penn_id` is what profiles called `person_id` at first.
    pub fn from_name(name: &str) -> Option<Role> {
        let name = if name == "penn_id" { "person_id" } else { name };
        Role::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// What to call it to a person, such as “logon name”.
    pub fn title(self) -> String {
        self.as_str().replace('_', " ")
    }

    /// Whether only lists of flagged people have such a column.
    pub(crate) fn is_of_flagged(self) -> bool {
        matches!(
            self,
            Role::Affiliations
                | Role::Reason
                | Role::ExpiresIn
                | Role::HasMailbox
                | Role::ScheduledDeletion
                | Role::AffiliationEnd
        )
    }

    /// Whether it is text that is shown and decides nothing.
    pub(crate) fn is_of_text(self) -> bool {
        matches!(
            self,
            Role::DisplayName
                | Role::FirstName
                | Role::LastName
                | Role::Department
                | Role::JobOrg
                | Role::Center
                | Role::CenterName
                | Role::HomeOrg
                | Role::PrimaryAffiliation
                | Role::PersonDescription
        )
    }
}
