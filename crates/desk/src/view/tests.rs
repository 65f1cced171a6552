//! States, and how far the work is.

use super::*;
use crate::action::tests::answer_of;
use crate::decisions::Edit;

pub(crate) fn answer() -> Answer {
    let directory = "Display Name,Department,Logon Name\n\
        \"Adams, Zoë\",Math,zadams\n\"Brown, Bo\",,bbrown\n\"Clark, Al\",Art,aclark\n\
        \"Dean, Di\",Art,ddean\n";
    let list = "PennKey\tAll active affiliations\tHas mailbox\tScheduled deletion date\n\
        zadams\tRTSF\tY\t12/20/2026\nbbrown\t\tY\t\naclark\tCTSY\tY\t11/20/2026\n\
        other\t\tN\t12/1/2026\n";
    answer_of(&[("d.csv", directory), ("l.tsv", list)])
}

#[test]
fn progress_counts_what_is_decided_by_how_it_stands() {
    let answer = answer();
    let mut decisions = Decisions::default();
    let decide = |name: &str, choice| Edit::Decide { names: vec![name.into()], choice };
    assert_eq!(progress(&answer, &decisions), Progress::default());
    decisions.apply(decide("aclark", Choice::Keep));
    decisions.apply(decide("zadams", Choice::Done));
    // Nobody of this name is in the answer.
    decisions.apply(decide("other", Choice::LetGo));
    let on = progress(&answer, &decisions);
    assert_eq!(on.n_decided(Standing::Today), 1);
    assert_eq!(on.n_decided(Standing::Later), 1);
    assert_eq!(on.n_decided(Standing::Undated), 0);
    decisions.apply(decide("aclark", Choice::Undecided));
    assert_eq!(progress(&answer, &decisions).n_decided(Standing::Today), 0);
}
