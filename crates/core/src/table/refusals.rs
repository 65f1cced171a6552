//! Why a file is not read, and what to do instead, where several modules say the same.

use crate::problem::Unreadable;

/// Why a workbook cannot be read.
pub(super) fn damaged(what: &str) -> Unreadable {
    Unreadable::new(
        format!("This Excel workbook is damaged: {what}."),
        "Open it in Excel and save it again, or choose Save As, “CSV UTF-8”.",
    )
}

/// Why a file of another container than text is not read.
pub(super) fn too_large(max_bytes: usize) -> Unreadable {
    Unreadable::new(
        format!("This file is larger than {} MiB.", max_bytes >> 20),
        "Save it as CSV, which can be of any size.",
    )
}

/// Why a workbook with a password is not read.
pub(super) fn locked() -> Unreadable {
    Unreadable::new(
        "This Excel workbook is protected by a password.",
        "Open it in Excel, remove the password, save it, and use that file.",
    )
}

/// Why a file is refused that becomes too large while it is read.
pub(super) fn too_much(what: &str) -> Unreadable {
    Unreadable::new(
        format!("There is more in this file than can be read: {what}."),
        "Delete the sheets, columns and rows that are not needed and save it again, or save \
         it as CSV. If the file is small, ask who made it: such files are made to do harm.",
    )
}

/// Why a file is refused for which there is no memory.
pub(super) fn no_memory() -> Unreadable {
    Unreadable::new(
        "There is not enough memory for this file.",
        "Close what is not needed and try again, or split the file and use the parts.",
    )
}
