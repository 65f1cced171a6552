//! Deciding about accounts, as far as the rules allow it now.

use super::desk::{Act, Desk};
use reprieve_core::advice::is_possible;
use reprieve_core::answer::{Answer, Row};
use reprieve_core::standing::Status;
use reprieve_desk::action::Action;
use reprieve_desk::decisions::{Choice, Edit, Name};
use reprieve_desk::words::count;

/// Whether a choice makes sense for an account now; to take one back always does.
pub(crate) fn can_choose(answer: &Answer, row: &Row, choice: Choice) -> bool {
    match choice.course() {
        Some(course) => is_possible(answer, row, course),
        None => choice == Choice::Undecided || row.standing().status() != Status::Clear,
    }
}

/// Decides about those accounts for which it is possible, and says of how many it is not.
pub(crate) fn decide(desk: &Desk, act: &Act, rows: &[&Row], choice: Choice) {
    let answer = &desk.answer;
    let (possible, others): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| can_choose(answer, row, choice));
    let names: Vec<Name> =
        possible.iter().map(|row| answer.logon_name(row).into()).collect();
    act.dispatch(Action::Edited(Edit::Decide { names, choice }));
    let who = match others[..] {
        [] => return,
        [row] => answer.logon_name(row).to_owned(),
        _ => count(others.len(), "account", "accounts"),
    };
    let what = choice.title();
    act.dispatch(Action::Refused(format!("{what} is not possible now for {who}")));
}
