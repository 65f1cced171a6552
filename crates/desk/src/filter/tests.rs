//! Which rows filters leave, and what stands beside their values.

use super::*;
use crate::action::tests::answer_of;
use crate::decisions::{Choice, Decisions, Edit};
use crate::shared::Shared;
use crate::view::flagged;
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use reprieve_core::answer::Answer;
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::source::{Config, Reader};
use reprieve_core::standing::Cause;
use reprieve_core::standing::Standing;
use std::rc::Rc;
use std::sync::Arc;

const HEADER: &str = "PennKey,Name,Department,Center name,All active affiliations,\
    O365 Ready,Has mailbox,Scheduled deletion date\n";

/// An answer of 2026-11-18 from the rows of an enrollment list.
fn answer(rows: &str) -> Shared<Answer> {
    Shared::new(answer_of(&[("list.csv", &format!("{HEADER}{rows}"))]))
}

fn people() -> Shared<Answer> {
    answer(
        "zadams,\"Adams, Zoë\",Math,Arts,RTSF,No affiliation,Y,12/20/2026\n\
         bbrown,\"Brown, Bo\",,Arts,,,Y,\n\
         aclark,\"Clark, Al\",Fine Art,Design,CTSY STU,Override missing,Y,11/20/2026\n\
         other,\"Other, Ada\",Math,Arts,RTSF,,N,12/1/2026\n",
    )
}

/// Keeps one, lets another go with a note.
fn decisions() -> Rc<Decisions> {
    let mut decisions = Decisions::default();
    for (name, choice) in [("zadams", Choice::Keep), ("bbrown", Choice::LetGo)] {
        decisions.apply(Edit::Decide { names: vec![name.into()], choice });
    }
    decisions
        .apply(Edit::Note { name: "bbrown".into(), text: "Called José".to_owned() });
    Rc::new(decisions)
}

struct Desk {
    answer: Shared<Answer>,
    index: SearchIndex,
    decided: DecisionColumn,
}

impl Desk {
    fn new(answer: Shared<Answer>, decisions: Rc<Decisions>) -> Desk {
        Desk {
            index: SearchIndex::new(answer.clone()),
            decided: DecisionColumn::new(answer.clone(), decisions),
            answer,
        }
    }

    fn mask(&self, filters: &Filters) -> FilterMask {
        FilterMask::new(&self.index, filters, &self.decided)
    }

    fn seen(&self, filters: &Filters) -> Vec<&str> {
        let mask = self.mask(filters);
        let seen = flagged(&self.answer).filter(|(account, _)| mask.passes(*account));
        seen.map(|(_, row)| self.answer.logon_name(row)).collect()
    }

    fn counts(&self, filters: &Filters, facet: Facet) -> Vec<(Pick, usize)> {
        self.mask(filters).counts(&self.index, &self.decided, facet)
    }
}

#[track_caller]
fn check(search: &str, picks: &[Pick], expected: &str) {
    let desk = Desk::new(people(), decisions());
    let filters = Filters {
        search: search.to_owned(),
        picks: picks.to_vec(),
        ..Filters::default()
    };
    assert_eq!(desk.seen(&filters).join(" "), expected);
}

fn department(name: &str) -> Pick {
    Pick::Department(name.into())
}

#[test]
fn a_search_goes_over_all_columns() {
    check("", &[], "aclark zadams bbrown");
    check("ZOE", &[], "zadams");
    check("bbr", &[], "bbrown");
    check("art", &[], "aclark");
    check("ctsy", &[], "aclark");
    check("courtesy", &[], "aclark");
    check("overr", &[], "aclark");
    check("2027-01-19", &[], "zadams");
    check("tue jan", &[], "zadams");
    check("today", &[], "aclark");
    check("eligible", &[], "zadams bbrown");
    check("keep", &[], "zadams");
    check("called jose", &[], "bbrown");
    check("nothing like it", &[], "");
}

#[test]
fn every_word_must_match_and_wherever_it_does() {
    check("math zoe", &[], "zadams");
    check("math brown", &[], "");
    check(" \u{301} ", &[], "aclark zadams bbrown");
}

#[test]
fn the_words_of_the_page_are_found_from_their_beginning() {
    check("oday", &[], "");
    check("cember", &[], "");
    // Within the name of a person it is found anywhere.
    check("dams", &[], "zadams");
}

#[test]
fn values_are_alternatives_and_facets_go_together() {
    let (today, later) =
        (Pick::Standing(Standing::Today), Pick::Standing(Standing::Later));
    check("", std::slice::from_ref(&today), "aclark");
    check("", &[today.clone(), later.clone()], "aclark zadams");
    check("", &[today.clone(), department("Math")], "");
    check("", &[today, later, department("Math")], "zadams");
    check("", &[department("")], "bbrown");
    check("", &[Pick::Affiliation("STU".into())], "aclark");
    check("", &[Pick::Affiliation("".into())], "bbrown");
    check("", &[Pick::Center("Arts".into())], "zadams bbrown");
    check("", &[Pick::Choice(Choice::Undecided)], "aclark");
    check("zoe", &[Pick::Choice(Choice::LetGo)], "");
    let none = Pick::Cause(Some(Cause::NoEligibleAffiliation));
    check("", &[none], "zadams bbrown");
    check("", &[Pick::Cause(None)], "");
}

#[test]
fn days_go_together_with_the_rest_and_counts_follow_them() {
    let desk = Desk::new(people(), decisions());
    let day = NaiveDate::from_ymd_opt(2026, 11, 18);
    let days = day.map(|day| Span { from: day, to: day });
    let filters = Filters { days, ..Filters::default() };
    assert_eq!(desk.seen(&filters), ["aclark"]);
    let counts = desk.counts(&filters, Facet::Department);
    let left: Vec<&(Pick, usize)> = counts.iter().filter(|(_, n)| *n > 0).collect();
    assert_eq!(left, [&(department("Fine Art"), 1)]);
}

#[test]
fn a_value_that_nobody_has_any_more_leaves_nobody() {
    check("", &[department("Physics")], "");
}

#[track_caller]
fn check_counts(picks: &[Pick], facet: Facet, expected: &str) {
    let desk = Desk::new(people(), decisions());
    let filters = Filters { picks: picks.to_vec(), ..Filters::default() };
    let counts: Vec<String> = desk
        .counts(&filters, facet)
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(pick, n)| format!("{} {n}", pick.title(desk.answer.policy())))
        .collect();
    assert_eq!(counts.join(", "), expected);
}

#[test]
fn counts_follow_the_other_filters() {
    let all = "none 1, Fine Art 1, Math 1";
    check_counts(&[], Facet::Department, all);
    check_counts(&[department("Math")], Facet::Department, all);
    check_counts(&[department("Math")], Facet::Status, "Later 1");
    check_counts(&[Pick::Standing(Standing::Today)], Facet::Department, "Fine Art 1");
    check_counts(&[], Facet::Affiliation, "none 1, CTSY 1, RTSF 1, STU 1");
    check_counts(&[], Facet::Center, "Arts 2, Design 1");
    check_counts(&[], Facet::Decision, "Keep 1, Let go 1, Undecided 1");
}

#[test]
fn without_affiliations_the_cause_is_unknown_and_there_is_no_value() {
    let policy = Arc::new(Policy::built_in(DEFAULT).unwrap());
    let mut reader = Reader::new(Config::new("names"), policy.clone());
    reader.push(b"ada\nbo\n").unwrap();
    let sources = vec![Arc::new(reader.finish().unwrap())];
    let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
    let answer = Shared::new(Answer::new(sources, as_of, &policy));
    let desk = Desk::new(answer, Rc::default());
    let none = Filters::default();
    assert_eq!(desk.counts(&none, Facet::Affiliation), []);
    assert_eq!(desk.counts(&none, Facet::Cause)[0], (Pick::Cause(None), 2));
}

#[test]
fn an_index_is_the_same_in_slices_and_at_once() {
    let (slow, fast) = (SearchIndex::new(people()), SearchIndex::new(people()));
    assert!(!slow.advance(1));
    while !slow.advance(1) {}
    let debug = |index: &SearchIndex| format!("{:?}", index.columns());
    assert_eq!(debug(&slow), debug(&fast));
}

#[test]
fn the_selected_are_counted_in_the_answer_and_in_sight() {
    use crate::selection::{Select, Selection};
    let answer = people();
    let index = SearchIndex::new(answer.clone());
    let mut selection = Selection::default();
    assert_eq!(index.n_selected(&[0, 1].map(AccountIndex::new), &selection), (0, 0));
    // One has no mailbox, and nobody is called “nobody”.
    let names = ["zadams", "bbrown", "other", "nobody"].map(Into::into);
    selection.apply(Select::Add(names.to_vec()));
    let is_seen = |row| ["aclark", "bbrown"].contains(&answer.logon_name(row));
    let seen = flagged(&answer).filter(|(_, row)| is_seen(row));
    let seen: Vec<_> = seen.map(|(account, _)| account).collect();
    assert_eq!(index.n_selected(&seen, &selection), (2, 1));
    let names = index.names(&seen);
    assert_eq!(names.iter().map(AsRef::as_ref).collect::<Vec<_>>(), ["aclark", "bbrown"]);
}

fn rows() -> impl Strategy<Value = String> {
    let row = (
        select(vec!["Math", "Art", ""]),
        select(vec!["Arts", "Design", ""]),
        subsequence(vec!["STU", "CTSY", "RTSF"], 0..3),
        select(vec!["Y", "N"]),
        select(vec!["", "11/1/2026", "11/19/2026", "11/20/2026", "1/9/2027"]),
    );
    proptest::collection::vec(row, 1..20).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        rows.map(|(n, (department, center, codes, mailbox, date))| {
            let codes = codes.join(" ");
            format!("u{n}x,,{department},{center},{codes},,{mailbox},{date}\n")
        })
        .collect()
    })
}

fn pick() -> impl Strategy<Value = Pick> {
    let text = || select(vec!["", "Math", "Arts", "STU", "CTSY", "nobody’s"]);
    let cause = Cause::ALL.map(Some).into_iter().chain([None]).collect::<Vec<_>>();
    prop_oneof![
        select(Standing::ALL.to_vec()).prop_map(Pick::Standing),
        select(Choice::ALL.to_vec()).prop_map(Pick::Choice),
        select(cause).prop_map(Pick::Cause),
        text().prop_map(|code| Pick::Affiliation(code.into())),
        text().prop_map(|name| Pick::Department(name.into())),
        text().prop_map(|name| Pick::Center(name.into())),
    ]
}

proptest! {
    /// What stands beside a value is what one sees who chooses it alone in its facet.
    #[test]
    fn a_count_is_what_its_value_would_leave(
        rows in rows(),
        picks in proptest::collection::vec(pick(), 0..4),
        search in select(vec!["", "u1", "math", "stu"]),
        decided in proptest::collection::vec((0..20, select(Choice::ALL.to_vec())), 0..9),
    ) {
        let mut decisions = Decisions::default();
        for (n, choice) in decided {
            let names = vec![format!("u{n}x").into()];
            decisions.apply(Edit::Decide { names, choice });
        }
        let desk = Desk::new(answer(&rows), Rc::new(decisions));
        let search = search.to_owned();
        let filters = Filters { search, picks, ..Filters::default() };
        for facet in Facet::ALL {
            let mut others = filters.clone();
            others.picks.retain(|pick| pick.facet() != facet);
            for (pick, n) in desk.counts(&filters, facet) {
                let mut alone = others.clone();
                alone.toggle(pick.clone());
                prop_assert_eq!(desk.seen(&alone).len(), n, "{:?}", pick);
            }
        }
    }
}
