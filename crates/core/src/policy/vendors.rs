//! What the columns are called in exports of products that many institutions have: Microsoft
//! 365, Entra, Exchange and Active Directory. Every profile knows them, behind its own names.

use crate::role::Role;

/// The names by role; of several columns the first name fits best. Each is one from an export
/// or a cmdlet of Microsoft's; case, spaces and word order do not matter.
pub(super) const COLUMNS: [(Role, &[&str]); 8] = [
    (Role::LogonName, &["SAM account name", "User principal name", "UPN"]),
    (Role::Email, &["Primary SMTP address", "SMTP address", "Windows email address"]),
    (Role::MailboxSize, &["Total item size"]),
    (Role::LastLogon, &["Last logon time", "Last logon date"]),
    (Role::Created, &["When created", "Created date time"]),
    (Role::DistinguishedName, &["DN", "Distinguished name"]),
    // Lists of deleted users. “Deletion date” stands for a schedule too; which one it is, the
    // rest of the table tells.
    (
        Role::DeletedOn,
        &[
            "Soft deletion timestamp",
            "When soft deleted",
            "Soft deleted on",
            "Deleted date time",
            "Deleted on",
            "Soft deletion date",
            "Deleted date",
            "Date deleted",
            "Deleted at",
            "Deletion timestamp",
            "Deletion time",
            "Deletion date time",
            "Soft deleted date time",
            "Soft deletion date time",
            "Soft deletion time",
            "Deleted time",
            "Deleted date UTC",
            "Deleted on UTC",
            "Deleted date time UTC",
            "Deletion date",
        ],
    ),
    (
        Role::PermanentDeletion,
        &[
            "Permanent deletion date",
            "Permanently deleted on",
            "Permanent deletion",
            "Permanent delete date",
            "Permanent deletion date time",
            "Permanently delete on",
            "Hard deletion date",
        ],
    ),
];
