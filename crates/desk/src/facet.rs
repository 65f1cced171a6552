//! By what accounts can be chosen, and the values there.

use crate::decisions::Choice;
use reprieve_core::policy::Policy;
use reprieve_core::standing::Cause;
use reprieve_core::standing::Standing;
use std::rc::Rc;

/// By what accounts can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// How urgent it is while it is expiring, else its status.
    Status,
    /// What was decided.
    Decision,
    /// Why it is flagged.
    Cause,
    /// One of its affiliations.
    Affiliation,
    /// Its department.
    Department,
    /// Its center.
    Center,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Facet; 6] = [
        Facet::Status,
        Facet::Decision,
        Facet::Cause,
        Facet::Affiliation,
        Facet::Department,
        Facet::Center,
    ];

    /// What stands above its values.
    pub fn title(self) -> &'static str {
        match self {
            Facet::Status => "Status",
            Facet::Decision => "Decision",
            Facet::Cause => "Why",
            Facet::Affiliation => "Affiliation",
            Facet::Department => "Department",
            Facet::Center => "Center",
        }
    }

    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    /// How urgent it is, or its status.
    Standing(Standing),
    /// What was decided.
    Choice(Choice),
    /// `None` when no file has affiliations.
    Cause(Option<Cause>),
    /// A code; empty for those who have none.
    Affiliation(Rc<str>),
    /// Empty when no file says one.
    Department(Rc<str>),
    /// Its name or else its code; empty when no file says one.
    Center(Rc<str>),
}

impl Pick {
    /// The facet that it is a value of.
    pub fn facet(&self) -> Facet {
        match self {
            Pick::Standing(_) => Facet::Status,
            Pick::Choice(_) => Facet::Decision,
            Pick::Cause(_) => Facet::Cause,
            Pick::Affiliation(_) => Facet::Affiliation,
            Pick::Department(_) => Facet::Department,
            Pick::Center(_) => Facet::Center,
        }
    }

    /// Whether it stands for those of whom a file says nothing there.
    pub fn is_none(&self) -> bool {
        match self {
            Pick::Affiliation(text) | Pick::Department(text) | Pick::Center(text) => {
                text.is_empty()
            }
            Pick::Standing(_) | Pick::Choice(_) | Pick::Cause(_) => false,
        }
    }

    /// What stands beside its count.
    pub fn title<'a>(&'a self, policy: &'a Policy) -> &'a str {
        match self {
            _ if self.is_none() => "none",
            Pick::Standing(standing) => standing.title(),
            Pick::Choice(choice) => choice.title(),
            Pick::Cause(cause) => &policy.cause(*cause).title,
            Pick::Affiliation(text) | Pick::Department(text) | Pick::Center(text) => {
                if text.is_empty() {
                    "none"
                } else {
                    text
                }
            }
        }
    }

    /// What the code of an affiliation stands for.
    pub fn affiliation<'a>(&self, policy: &'a Policy) -> Option<&'a str> {
        match self {
            Pick::Affiliation(code) => Some(&policy.affiliation(code)?.name),
            _ => None,
        }
    }
}
