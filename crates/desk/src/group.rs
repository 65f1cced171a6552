//! Accounts that need the same thing, as a filter of the table.

use crate::deadline::deadline_day;
use crate::decisions::{Choice, Decisions};
use chrono::NaiveDate;
use reprieve_core::advice::Group;
use reprieve_core::answer::{Answer, Row};
use reprieve_core::policy::Policy;
use reprieve_core::standing::Cause;
use reprieve_core::standing::Status;
use std::collections::BTreeMap;

/// What the accounts of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupKey {
    status: Status,
    cause: Option<Cause>,
    /// The title of the policy's exception that they are.
    exception: Option<String>,
}

impl GroupKey {
    /// What the accounts of a group have in common.
    pub fn of(group: &Group) -> GroupKey {
        GroupKey {
            status: group.status(),
            cause: group.cause,
            exception: group.exception.clone(),
        }
    }

    /// What they need, in two words.
    pub fn title<'a>(&'a self, policy: &'a Policy) -> &'a str {
        self.exception.as_deref().unwrap_or(&policy.cause(self.cause).title)
    }

    /// Whether an account of an answer is one of them.
    pub fn has(&self, answer: &Answer, row: &Row) -> bool {
        let exception =
            row.exception.and_then(|place| answer.policy().exceptions.get(place));
        self.status == row.standing().status()
            && self.cause == row.cause
            && self.exception.as_deref()
                == exception.map(|exception| exception.title.as_str())
    }
}

/// What is still open in a group, and by when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// How many of its accounts are decided; the others are below.
    pub n_decided: usize,
    /// The logon names of the undecided, by the day that counts for them.
    pub by_day: Vec<(NaiveDate, Vec<String>)>,
    /// Those of which no day is known.
    pub undated: Vec<String>,
}

impl Due {
    /// The logon names of all that are undecided, the first due first.
    pub fn undecided(&self) -> impl Iterator<Item = &str> {
        let dated = self.by_day.iter().flat_map(|(_, names)| names);
        dated.chain(&self.undated).map(String::as_str)
    }

    /// How many are undecided.
    pub fn n_undecided(&self) -> usize {
        self.undecided().count()
    }
}

/// What is still open in a group. The group has no deadline of its own: each account has its.
pub fn due(answer: &Answer, group: &GroupKey, decisions: &Decisions) -> Due {
    let mut due = Due::default();
    let mut by_day: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
    for row in answer.rows().filter(|row| group.has(answer, row)) {
        let name = answer.logon_name(row);
        if decisions.of(name).choice() != Choice::Undecided {
            due.n_decided += 1;
            continue;
        }
        let day = row.milestones().map(|dates| deadline_day(&dates, row.standing()));
        let names = match day {
            Some(day) => by_day.entry(day).or_default(),
            None => &mut due.undated,
        };
        names.push(name.to_owned());
    }
    due.by_day = by_day.into_iter().collect();
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::Edit;
    use reprieve_core::advice::groups;
    use reprieve_core::policy::DEFAULT;
    use reprieve_core::source::{Config, Reader};
    use std::sync::Arc;

    #[test]
    fn each_account_is_in_its_group_alone() {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let mut reader = Reader::new(Config::new("e.tsv"), policy.clone());
        let list = "PennKey\tAll active affiliations\tO365 Ready\tHas mailbox\tScheduled deletion date\n\
            one\tRTSF\tNo\tY\t12/20/2026\ntwo\tRTSF\tNo\tY\t11/20/2026\n\
            three\tCTSY\tNo\tY\t11/20/2026\nfour\tRTSF\tDeceased\tY\t12/20/2026\n\
            five\tRTSF\tNo\tY\t11/1/2026\nsix\tRTSF\tNo\tY\t\n";
        reader.push(list.as_bytes()).unwrap();
        let sources = vec![Arc::new(reader.finish().unwrap())];
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let answer = Answer::new(sources, as_of, &policy);
        let groups = groups(&answer);
        assert_eq!(groups.len(), 5);
        for group in &groups {
            let key = GroupKey::of(group);
            let names: Vec<&str> = answer
                .rows()
                .filter(|row| key.has(&answer, row))
                .map(|row| answer.logon_name(row))
                .collect();
            assert_eq!(names, group.logon_names);
        }
        let mut decisions = Decisions::default();
        decisions.apply(Edit::Decide { names: vec!["one".into()], choice: Choice::Keep });
        let dues: Vec<(usize, usize)> = groups
            .iter()
            .map(|group| due(&answer, &GroupKey::of(group), &decisions))
            .map(|due| (due.n_decided, due.n_undecided()))
            .collect();
        assert_eq!(dues.iter().map(|(decided, _)| decided).sum::<usize>(), 1);
        assert_eq!(dues.iter().map(|(_, open)| open).sum::<usize>(), 5);
    }
}
