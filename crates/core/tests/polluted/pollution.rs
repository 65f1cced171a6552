//! What happens to a table on its way.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// All that is done to one file.
#[derive(Clone, Debug)]
pub(crate) struct Pollution {
    pub(crate) prologue: Option<Prologue>,
    pub(crate) titles: Vec<Title>,
    pub(crate) header: HeaderForm,
    /// Before which rows the header stands again.
    pub(crate) repeats: Vec<Index>,
    /// Before which lines a blank one stands.
    pub(crate) blanks: Vec<Index>,
    pub(crate) trailing: Option<Trailing>,
    pub(crate) damage: Option<Damage>,
    pub(crate) footer: Option<Footer>,
    /// How many rows of another table follow.
    pub(crate) second: Option<usize>,
    /// Characters that no cell should have, and where.
    pub(crate) controls: Vec<(Index, Index, char)>,
}

/// What programs write before a table for each other.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Prologue {
    Separator { spelled: &'static str, is_quoted: bool },
    PowerShell,
}

/// A line above the header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Title {
    pub(crate) text: &'static str,
    /// Whether delimiters follow, as many as a row has.
    pub(crate) is_padded: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum HeaderForm {
    Plain,
    Missing,
    /// In so many rows.
    Rows(usize),
    /// Two columns with the same name.
    Twice(Index, Index),
    /// A column without a name.
    Nameless(Index),
}

/// Which rows end with a delimiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trailing {
    All,
    Rows,
    Header,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Damage {
    pub(crate) row: Index,
    pub(crate) cell: Index,
    pub(crate) kind: DamageKind,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum DamageKind {
    MissingDelimiter,
    ExtraDelimiter,
    OtherDelimiter(char),
    /// A space behind every delimiter, where the other rows have none.
    Spaces,
    /// A quote inside a cell in quotes.
    StrayQuote,
    /// A quote inside a cell without quotes.
    InnerQuote,
    UnclosedQuote,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Footer {
    /// One cell.
    Line(&'static str),
    /// As many cells as the rows have.
    Total,
}

pub(crate) fn pollution() -> impl Strategy<Value = Pollution> {
    let prologue = prop_oneof![
        (select(&["sep=", "SEP=", "Sep="][..]), any::<bool>())
            .prop_map(|(spelled, is_quoted)| Prologue::Separator { spelled, is_quoted }),
        Just(Prologue::PowerShell),
    ];
    let text = select(
        &[
            "Exchange Users - On-premises",
            "Report of 11/18/2026",
            "Center 91",
            "All: a, b; c",
        ][..],
    );
    let title =
        (text, any::<bool>()).prop_map(|(text, is_padded)| Title { text, is_padded });
    let header = prop_oneof![
        5 => Just(HeaderForm::Plain),
        2 => Just(HeaderForm::Missing),
        2 => (2..=3_usize).prop_map(HeaderForm::Rows),
        1 => any::<(Index, Index)>().prop_map(|(a, b)| HeaderForm::Twice(a, b)),
        1 => any::<Index>().prop_map(HeaderForm::Nameless),
    ];
    let footer = prop_oneof![
        select(&["Total: 12", "End of report", "12 rows"][..]).prop_map(Footer::Line),
        Just(Footer::Total),
    ];
    let trailing = select(&[Trailing::All, Trailing::Rows, Trailing::Header][..]);
    let control = select(&['\0', '\0', '\u{1b}', '\u{8}', '\u{fffd}'][..]);
    let above = (
        weighted(0.2, prologue),
        prop_oneof![4 => Just(Vec::new()), 1 => vec(title, 1..4)],
        header,
    );
    let between = (
        prop_oneof![4 => Just(Vec::new()), 1 => vec(any::<Index>(), 1..3)],
        prop_oneof![3 => Just(Vec::new()), 1 => vec(any::<Index>(), 1..4)],
        weighted(0.15, trailing),
        weighted(0.5, damage()),
    );
    let below = (
        weighted(0.1, footer),
        weighted(0.1, 1..4_usize),
        prop_oneof![6 => Just(Vec::new()), 1 => vec((any::<Index>(), any::<Index>(), control), 1..3)],
    );
    (above, between, below).prop_map(|(above, between, below)| Pollution {
        prologue: above.0,
        titles: above.1,
        header: above.2,
        repeats: between.0,
        blanks: between.1,
        trailing: between.2,
        damage: between.3,
        footer: below.0,
        second: below.1,
        controls: below.2,
    })
}

fn damage() -> impl Strategy<Value = Damage> {
    let delimiter = select(&[',', ';', '\t', '|', ' '][..]);
    let kind = prop_oneof![
        Just(DamageKind::MissingDelimiter),
        Just(DamageKind::ExtraDelimiter),
        delimiter.prop_map(DamageKind::OtherDelimiter),
        Just(DamageKind::Spaces),
        Just(DamageKind::StrayQuote),
        Just(DamageKind::InnerQuote),
        Just(DamageKind::UnclosedQuote),
    ];
    (any::<(Index, Index)>(), kind).prop_map(|((row, cell), kind)| Damage {
        row,
        cell,
        kind,
    })
}
