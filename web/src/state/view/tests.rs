//! States, and how far the work is.

use super::*;
use crate::state::decisions::Edit;
use chrono::NaiveDate;
use reprieve_core::answer::Question;
use reprieve_core::policy::{DEFAULT, Policy};
use reprieve_core::source::{Config, Reader};
use std::sync::Arc;

pub(in crate::state) fn answer() -> Answer {
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

#[test]
fn progress_counts_what_is_due_and_what_is_decided() {
    let answer = answer();
    let mut decisions = Decisions::default();
    let decide = |name: &str, choice| Edit::Decide { names: vec![name.into()], choice };
    let begun = Progress { n_due: 1, n_due_decided: 0, n_by_choice: [0, 0, 0, 0, 3] };
    assert_eq!(progress(&answer, &decisions), begun);
    decisions.apply(decide("aclark", Choice::Keep));
    decisions.apply(decide("zadams", Choice::Done));
    // Nobody of this name is in the answer.
    decisions.apply(decide("other", Choice::LetGo));
    let on = Progress { n_due: 1, n_due_decided: 1, n_by_choice: [1, 0, 0, 1, 1] };
    assert_eq!(progress(&answer, &decisions), on);
}
