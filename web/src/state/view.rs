//! Which rows are seen, in which order.

use super::decisions::{Choice, Decisions};
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::lifecycle::{Status, Urgency};
use reprieve_core::source::Role;
use std::cmp::Ordering;

/// The states by which people look at their accounts, in the order of their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tile {
    Overdue,
    Today,
    ThisWeek,
    Later,
    Disabled,
    Restorable,
    Gone,
    Undated,
    Clear,
}

impl Tile {
    /// Those that have a place in the summary.
    pub(crate) const ALL: [Tile; 8] = [
        Tile::Overdue,
        Tile::Today,
        Tile::ThisWeek,
        Tile::Later,
        Tile::Disabled,
        Tile::Restorable,
        Tile::Gone,
        Tile::Undated,
    ];

    pub(crate) fn of(row: &Row) -> Tile {
        match (row.status, row.urgency) {
            (Status::Expiring, Some(Urgency::Overdue)) => Tile::Overdue,
            (Status::Expiring, Some(Urgency::Today)) => Tile::Today,
            (Status::Expiring, Some(Urgency::ThisWeek)) => Tile::ThisWeek,
            (Status::Expiring, _) => Tile::Later,
            (Status::Disabled, _) => Tile::Disabled,
            (Status::Restorable, _) => Tile::Restorable,
            (Status::Gone, _) => Tile::Gone,
            (Status::Undated, _) => Tile::Undated,
            (Status::Clear, _) => Tile::Clear,
        }
    }

    /// The word in the summary.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Tile::Overdue => "Overdue",
            Tile::Today => "Today",
            Tile::ThisWeek => "This week",
            Tile::Later => "Later",
            Tile::Disabled => "Disabled",
            Tile::Restorable => "Restorable",
            Tile::Gone => "Gone",
            Tile::Undated => "No date",
            Tile::Clear => "Clear",
        }
    }

    /// The word beside a person.
    pub(crate) fn pill(self) -> &'static str {
        match self {
            Tile::Today => "Act today",
            other => other.title(),
        }
    }

    /// The class that gives it its color, see `styles/tokens.css`.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Tile::Overdue | Tile::Today => "is-urgent",
            Tile::ThisWeek => "is-soon",
            Tile::Later => "is-later",
            Tile::Disabled => "is-disabled",
            Tile::Restorable => "is-restorable",
            Tile::Gone | Tile::Undated => "is-past",
            Tile::Clear => "is-clear",
        }
    }
}

/// By what the table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum SortKey {
    /// The order of the answer.
    #[default]
    Deadline,
    Name,
    DaysLeft,
    ActBy,
    Disabled,
    Deprovisioned,
    RestorableUntil,
    Affiliations,
    Reason,
    Department,
}

/// A key and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Sort {
    pub(crate) key: SortKey,
    pub(crate) descending: bool,
}

impl Sort {
    /// What a click on the key's header makes of it.
    pub(crate) fn toggled(self, key: SortKey) -> Sort {
        Sort { key, descending: self.key == key && !self.descending }
    }
}

/// The places in [`Answer::flagged`] of the rows of the answer that are seen.
pub(crate) fn visible(
    answer: &Answer,
    search: &str,
    tiles: &[Tile],
    sort: Sort,
) -> Vec<usize> {
    let needle = search.trim().to_lowercase();
    let flagged = answer.flagged();
    let mut seen: Vec<usize> = (0..flagged.len())
        .filter(|&index| {
            let row = &flagged[index];
            row.place == Place::Answer
                && (tiles.is_empty() || tiles.contains(&Tile::of(row)))
                && matches(answer, row, &needle)
        })
        .collect();
    sorted(answer, &mut seen, sort);
    seen
}

/// Those of the seen rows about which one of these choices was made.
pub(crate) fn chosen(
    answer: &Answer,
    seen: &[usize],
    choices: &[Choice],
    decisions: &Decisions,
) -> Vec<usize> {
    let is_chosen = |place: &&usize| {
        let name = answer.logon_name(&answer.flagged()[**place]);
        choices.contains(&decisions.of(name).choice())
    };
    seen.iter().filter(is_chosen).copied().collect()
}

/// How far the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// The accounts that are overdue, or due today or this week.
    pub(crate) n_due: usize,
    /// Those of them about which something was decided.
    pub(crate) n_due_decided: usize,
    /// How many accounts each choice was made about, in the order of [`Choice::ALL`].
    pub(crate) n_by_choice: [usize; Choice::ALL.len()],
}

/// How many accounts of the answer are decided.
pub(crate) fn progress(answer: &Answer, decisions: &Decisions) -> Progress {
    let mut progress = Progress::default();
    for row in answer.rows() {
        let choice = decisions.of(answer.logon_name(row)).choice();
        for (n, other) in progress.n_by_choice.iter_mut().zip(Choice::ALL) {
            *n += usize::from(other == choice);
        }
        if matches!(Tile::of(row), Tile::Overdue | Tile::Today | Tile::ThisWeek) {
            progress.n_due += 1;
            progress.n_due_decided += usize::from(choice != Choice::Undecided);
        }
    }
    progress
}

/// The accounts outside the answer that a search finds: flagged elsewhere, and clear.
pub(crate) fn found_elsewhere(answer: &Answer, search: &str, limit: usize) -> Vec<Row> {
    let needle = search.trim().to_lowercase();
    if needle.is_empty() {
        return Vec::new();
    }
    let elsewhere = answer.flagged().iter().filter(|row| row.place != Place::Answer);
    elsewhere
        .cloned()
        .chain(answer.clear())
        .filter(|row| matches(answer, row, &needle))
        .take(limit)
        .collect()
}

fn matches(answer: &Answer, row: &Row, needle: &str) -> bool {
    let has = |text: &str| match text.is_ascii() && needle.is_ascii() {
        // Most names are ASCII, and a lower-case copy of each is what a search costs.
        true => contains_ignoring_case(text.as_bytes(), needle.as_bytes()),
        false => text.to_lowercase().contains(needle),
    };
    needle.is_empty()
        || has(answer.logon_name(row))
        || has(&answer.display_name(row))
        || has(answer.text(row, Role::Department))
        || has(answer.text(row, Role::Email))
        || has(answer.text(row, Role::Reason))
        || row.affiliations.iter().flatten().any(|code| has(code))
        || has(Tile::of(row).title())
}

fn contains_ignoring_case(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window.eq_ignore_ascii_case(needle))
}

fn sorted(answer: &Answer, seen: &mut [usize], sort: Sort) {
    let row = |index: usize| &answer.flagged()[index];
    let text = |index: usize| -> String {
        match sort.key {
            SortKey::Name => answer.display_name(row(index)).to_lowercase(),
            SortKey::Affiliations => {
                row(index).affiliations.as_deref().unwrap_or_default().join(" ")
            }
            SortKey::Reason => answer.text(row(index), Role::Reason).to_lowercase(),
            _ => answer.text(row(index), Role::Department).to_lowercase(),
        }
    };
    let date = |index: usize| {
        let dates = row(index).milestones.as_ref()?;
        Some(match sort.key {
            SortKey::ActBy => dates.act_by,
            SortKey::Disabled => dates.disabled_on,
            SortKey::RestorableUntil => dates.restorable_until,
            _ => dates.deprovisioned_on,
        })
    };
    match sort.key {
        SortKey::Deadline if sort.descending => seen.reverse(),
        SortKey::Deadline => {}
        SortKey::Name | SortKey::Affiliations | SortKey::Reason | SortKey::Department => {
            let mut keyed: Vec<(String, usize)> =
                seen.iter().map(|&index| (text(index), index)).collect();
            keyed.sort_by(|a, b| empty_last(&a.0, &b.0, sort.descending));
            for (place, (_, index)) in seen.iter_mut().zip(keyed) {
                *place = index;
            }
        }
        _ => seen.sort_by(|&a, &b| match (date(a), date(b)) {
            (Some(a), Some(b)) if sort.descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }),
    }
}

/// By text, with what is unknown at the end in either direction.
fn empty_last(a: &str, b: &str, descending: bool) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then(match descending {
        true => b.cmp(a),
        false => a.cmp(b),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::decisions::Edit;
    use chrono::NaiveDate;
    use reprieve_core::answer::Question;
    use reprieve_core::policy::{DEFAULT, Policy};
    use reprieve_core::source::{Config, Reader};
    use std::sync::Arc;

    fn answer() -> Answer {
        let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
        let read = |name: &str, text: &str| {
            let mut reader = Reader::new(Config::new(name), policy.clone());
            reader.push(text.as_bytes()).unwrap();
            Arc::new(reader.finish().unwrap())
        };
        let directory = "Display Name,Department,Logon Name\n\
            \"Adams, Zoë\",Math,zadams\n\"Brown, Bo\",,bbrown\n\"Clark, Al\",Art,aclark\n\
            \"Dean, Di\",Art,ddean\n";
        let list = "PennKey\tAll active affiliations\tHas mailbox\tScheduled deletion date\n\
            zadams\tRTSF\tY\t12/20/2026\nbbrown\t\tY\t\naclark\tCTSY\tY\t11/20/2026\n\
            other\t\tN\t12/1/2026\n";
        let sources = vec![read("d.csv", directory), read("l.tsv", list)];
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        Answer::new(sources, &Question { as_of, report_date: None }, &policy)
    }

    #[track_caller]
    fn check(
        search: &str,
        tiles: &[Tile],
        key: SortKey,
        descending: bool,
        expected: &str,
    ) {
        let answer = answer();
        let seen = visible(&answer, search, tiles, Sort { key, descending });
        let names: Vec<&str> = seen
            .into_iter()
            .map(|index| answer.logon_name(&answer.flagged()[index]))
            .collect();
        assert_eq!(names.join(" "), expected);
    }

    #[test]
    fn sorting_puts_the_unknown_last() {
        check("", &[], SortKey::Deadline, false, "aclark zadams bbrown");
        check("", &[], SortKey::Name, false, "zadams bbrown aclark");
        check("", &[], SortKey::Name, true, "aclark bbrown zadams");
        check("", &[], SortKey::Department, false, "aclark zadams bbrown");
        check("", &[], SortKey::Department, true, "zadams aclark bbrown");
        check("", &[], SortKey::Deprovisioned, true, "zadams aclark bbrown");
        check("", &[], SortKey::ActBy, false, "aclark zadams bbrown");
    }

    #[test]
    fn filters_and_search_go_together() {
        check("", &[Tile::Today], SortKey::Deadline, false, "aclark");
        check(
            "",
            &[Tile::Today, Tile::Undated],
            SortKey::Deadline,
            false,
            "aclark bbrown",
        );
        check("ZOË", &[], SortKey::Deadline, false, "zadams");
        check("art", &[], SortKey::Deadline, false, "aclark");
        check("ctsy", &[], SortKey::Deadline, false, "aclark");
        check("nothing like it", &[], SortKey::Deadline, false, "");
        check("zadams", &[Tile::Today], SortKey::Deadline, false, "");
    }

    #[test]
    fn progress_counts_what_is_due_and_what_is_decided() {
        let answer = answer();
        let mut decisions = Decisions::default();
        let decide =
            |name: &str, choice| Edit::Decide { names: vec![name.into()], choice };
        let begun = Progress { n_due: 1, n_due_decided: 0, n_by_choice: [0, 0, 0, 0, 3] };
        assert_eq!(progress(&answer, &decisions), begun);
        decisions.apply(decide("aclark", Choice::Keep));
        decisions.apply(decide("zadams", Choice::Done));
        // Nobody of this name is in the answer.
        decisions.apply(decide("other", Choice::LetGo));
        let on = Progress { n_due: 1, n_due_decided: 1, n_by_choice: [1, 0, 0, 1, 1] };
        assert_eq!(progress(&answer, &decisions), on);
        let seen = visible(&answer, "", &[], Sort::default());
        let names = |choices: &[Choice]| -> Vec<&str> {
            let places = chosen(&answer, &seen, choices, &decisions);
            let rows = places.into_iter().map(|place| &answer.flagged()[place]);
            rows.map(|row| answer.logon_name(row)).collect()
        };
        assert_eq!(names(&[Choice::Undecided]), ["bbrown"]);
        assert_eq!(names(&[Choice::Keep, Choice::Done]), ["aclark", "zadams"]);
        assert_eq!(names(&[Choice::LetGo]), [""; 0]);
    }

    #[test]
    fn a_search_finds_who_is_not_in_the_answer() {
        let answer = answer();
        let names = |search: &str| -> Vec<String> {
            found_elsewhere(&answer, search, 10)
                .iter()
                .map(|row| answer.logon_name(row).to_owned())
                .collect()
        };
        assert_eq!(names("ddean"), ["ddean"]);
        assert_eq!(names("other"), ["other"]);
        assert!(names("").is_empty());
        assert!(names("zadams").is_empty());
    }
}
