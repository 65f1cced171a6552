//! Columns, what fits, and what is copied.

use super::*;
use crate::action::tests::answer;
use crate::decisions::{Choice, Edit};

const LIST: &str = "PennKey\tName\tAll active affiliations\tO365 Ready\tHas mailbox\t\
    Scheduled deletion date\n\
    ada\tLovelace, Ada\tCTSY, RTSF\t=1+1\tY\t11/20/2026\n\
    bob\t\t\t\tY\t11/10/2026\ncid\tCid\t\t\tY\t\n";

fn all() -> Columns {
    Columns::from(|_| true)
}

#[track_caller]
fn check_fit(columns: Columns, width: u32, hidden: &[Column]) {
    let fit = columns.fit(width);
    let found: Vec<Column> = fit.hidden.iter().collect();
    assert_eq!(found, hidden, "in {width} pixels");
    assert_eq!(fit.shown.0 | fit.hidden.0, columns.0);
    assert_eq!(fit.shown.0 & fit.hidden.0, 0);
    assert!(fit.shown.has(Column::Person));
}

#[test]
fn the_least_important_yield() {
    use Column::*;
    check_fit(Columns::FIRST, 1400, &[]);
    check_fit(Columns::FIRST, 1180, &[]);
    check_fit(Columns::FIRST, 1170, &[Clock]);
    check_fit(Columns::FIRST, 910, &[Clock]);
    check_fit(Columns::FIRST, 850, &[Cause, Clock]);
    check_fit(Columns::FIRST, MIN_TABLE, &[Cause, Clock]);
    // A card has no clock.
    check_fit(Columns::FIRST, MIN_TABLE - 1, &[Clock]);
    // What was asked for stays longer than the clock, whose days are elsewhere too.
    let more = Columns::FIRST.toggled(Email).toggled(Department);
    check_fit(more, 1400, &[Clock]);
    check_fit(more, 1100, &[Department, Clock]);
}

#[test]
fn whatever_is_chosen_fits() {
    for bits in (0..1 << Column::ALL.len()).step_by(37) {
        let columns = Columns(bits | 1);
        for width in [MIN_TABLE, 1000, 1280, 1392, 1900, u32::MAX] {
            assert!(columns.fit(width).shown.least_width() <= width);
        }
    }
}

#[test]
fn a_card_is_as_high_as_its_fields() {
    let height = |columns: Columns, width| columns.fit(width).style;
    assert_eq!(height(Columns::FIRST, 680), "--row-height: 92px");
    assert_eq!(height(Columns::FIRST, 350), "--row-height: 92px");
    assert_eq!(height(Columns::FIRST, 310), "--row-height: 128px");
    // A wide field that has no room beside another one begins the next line.
    let few = Columns(1 | Column::Days.bit() | Column::Reason.bit());
    assert_eq!(height(few, 350), "--row-height: 180px");
    assert_eq!(height(few, 680), "--row-height: 136px");
}

#[test]
fn columns_that_no_file_has_are_not_there() {
    let without = Columns::of(&answer(LIST));
    assert!(!without.has(Column::Email) && !without.has(Column::Center));
    let header = LIST.replacen("Name", "Institutional preferred email", 1);
    let with = Columns::of(&answer(&header.replacen("O365 Ready", "Center name", 1)));
    assert!(with.has(Column::Email) && with.has(Column::Center));
    assert_eq!(with, all());
}

#[test]
fn a_person_is_always_there() {
    assert!(Columns::FIRST.toggled(Column::Person).has(Column::Person));
    let twice = Columns::FIRST.toggled(Column::Email).toggled(Column::Email);
    assert_eq!(twice, Columns::FIRST);
}

#[track_caller]
fn check_text(columns: Columns, expected: &[&str]) {
    let answer = answer(LIST);
    let mut decisions = Decisions::default();
    decisions.apply(Edit::Decide { names: vec!["bob".into()], choice: Choice::LetGo });
    let text = as_text(&answer, answer.rows(), columns, &decisions);
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert_eq!(lines, expected);
}

#[test]
fn what_is_copied_has_the_chosen_columns_and_plain_days() {
    use Column::*;
    check_text(
        Columns(1 | Days.bit() | ActBy.bit() | Clock.bit()),
        &[
            "Person\tLogon name\tAct by\tDays left",
            "Lovelace, Ada\tada\t2026-11-18\t2",
            "\tbob\t2026-11-06\t-8",
            "Cid\tcid\t\t",
        ],
    );
    check_text(
        Columns(
            1 | Status.bit()
                | Decision.bit()
                | RestoreDays.bit()
                | Cause.bit()
                | Reason.bit(),
        ),
        &[
            "Person\tLogon name\tStatus\tDecision\tWhy\tReason\tDays to restore",
            "Lovelace, Ada\tada\tToday\tUndecided\tOverride missing\t'=1+1\t",
            "\tbob\tRestorable\tLet go\tNo eligible affiliation\t\t22",
            "Cid\tcid\tNo date\tUndecided\tNo eligible affiliation\t\t",
        ],
    );
    check_text(
        Columns(1 | Affiliations.bit()),
        &[
            "Person\tLogon name\tAffiliations",
            "Lovelace, Ada\tada\tCTSY RTSF",
            "\tbob\t",
            "Cid\tcid\t",
        ],
    );
}
