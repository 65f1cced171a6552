//! What a person did here, as text that outlives the program.

use crate::decisions::{Name, Record};
use crate::state::State;
use reprieve_core::export::tsv;
use std::fmt::Write;

impl State {
    /// What would be lost with the page: decisions, ticks, notes and waits, as lines that paste
    /// into a spreadsheet. Empty when there is nothing to lose. `clock` gives the time of day
    /// of an instant.
    pub fn work(&self, clock: impl Fn(f64) -> String) -> String {
        let mut text = String::new();
        let mut records = self.lasting.decisions.records().peekable();
        if records.peek().is_some() {
            push_row(&mut text, ["Logon name", "Decision", "Steps done", "Note"]);
        }
        for (name, record) in records {
            self.push_record(&mut text, name, record);
        }
        for (timer, index) in self.timers().zip(0..) {
            if index == 0 {
                text.push_str(if text.is_empty() { "" } else { "\r\n" });
                push_row(
                    &mut text,
                    ["Logon name", "Wait", "Began", "Over at the latest"],
                );
            }
            let (from, to) = (clock(timer.started), clock(timer.to()));
            push_row(&mut text, [&*timer.name, &timer.title, &from, &to]);
        }
        text
    }

    fn push_record(&self, text: &mut String, name: &Name, record: &Record) {
        let title = |id: &String| {
            let step =
                self.lasting.rules.policy().steps.iter().find(|step| step.id == *id);
            step.map_or(id.clone(), |step| step.title.clone())
        };
        let steps: Vec<String> = record.ticks().iter().map(title).collect();
        let decision = record.decision.choice().title();
        push_row(text, [name, decision, &steps.join("; "), &record.note]);
    }
}

/// A row as it pastes into a spreadsheet. It is made for every account whenever one changes, so
/// that plain cells, which are most, take a short way.
fn push_row(text: &mut String, cells: [&str; 4]) {
    let is_plain = |cell: &str| {
        cell.bytes().next().is_none_or(|first| first.is_ascii_alphanumeric())
            && !cell.bytes().any(|byte| matches!(byte, b'\t' | b'\r' | b'\n' | b'"'))
    };
    if !cells.into_iter().all(is_plain) {
        let row = cells.map(str::to_owned).to_vec();
        text.push_str(&tsv(std::iter::once(row), |_| true));
        return;
    }
    let [name, what, first, second] = cells;
    // Writing to memory does not fail.
    let _ = write!(text, "{name}\t{what}\t{first}\t{second}\r\n");
}

#[cfg(test)]
mod tests {
    use crate::action::Action;
    use crate::action::tests::{after, decided};
    use crate::decisions::{Choice, Edit};
    use crate::timers::{Time, Timer};

    fn noted(name: &str, text: &str) -> Action {
        Action::Edited(Edit::Note { name: name.into(), text: text.to_owned() })
    }

    #[track_caller]
    fn check(actions: impl IntoIterator<Item = Action>, expected: &str) {
        let clock = |at: f64| format!("{}:00", at / 3_600_000.0);
        assert_eq!(after(actions).work(clock), expected);
    }

    #[test]
    fn nothing_is_lost_where_nothing_was_done() {
        check([], "");
        check([decided("ada", Choice::Keep), Action::Edited(Edit::Undo)], "");
        check([decided("ada", Choice::Keep), Action::ForgotEverything], "");
    }

    #[test]
    fn everything_that_was_done_is_in_it() {
        check(
            [
                decided("bo", Choice::LetGo),
                noted("ada", "asked"),
                decided("ada", Choice::Keep),
            ],
            "Logon name\tDecision\tSteps done\tNote\r\n\
             ada\tKeep\t\tasked\r\nbo\tLet go\t\t\r\n",
        );
    }

    #[test]
    fn what_is_pasted_stays_in_its_cell_and_is_no_formula() {
        check(
            [noted("ada", "=1\tx"), noted("bo", "two\nlines")],
            "Logon name\tDecision\tSteps done\tNote\r\n\
             ada\tUndecided\t\t\"'=1\tx\"\r\nbo\tUndecided\t\t\"two\nlines\"\r\n",
        );
    }

    #[test]
    fn steps_have_their_titles_and_waits_their_times() {
        let state = after([]);
        let step = state.lasting.rules.policy().steps[0].clone();
        let timer = Timer {
            name: "ada".into(),
            step: step.id.clone(),
            title: "sync".to_owned(),
            started: 3_600_000.0,
            from_minutes: 0,
            to_minutes: 60,
        };
        let tick =
            Edit::Tick { name: "ada".into(), step: step.id.clone(), is_done: true };
        let wait = || Action::Timed(Time::Start(timer.clone()));
        let expected = format!(
            "Logon name\tDecision\tSteps done\tNote\r\nada\tUndecided\t{}\t\r\n\r\n\
             Logon name\tWait\tBegan\tOver at the latest\r\nada\tsync\t1:00\t2:00\r\n",
            step.title
        );
        check([Action::Edited(tick), wait()], &expected);
        // A wait whose step is not ticked is none.
        assert_eq!(state.reduce(wait()).work(|_| String::new()), "");
    }
}
