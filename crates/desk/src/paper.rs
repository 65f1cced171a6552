//! What is put on paper, and the way there.

/// What is put on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The summary and all rows that are seen, however few of them are in the document.
    List,
    /// The account whose details are open.
    Open,
    /// A page for each selected account.
    Selected,
}

/// The way to paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// Somebody wants this on paper.
    Asked(Paper),
    /// The browser is about to print, whoever asked for it.
    Began,
    /// The browser has printed, or not.
    Ended,
}
