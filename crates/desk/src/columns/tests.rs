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
    check_fit(Columns::FIRST, 1300, &[Department]);
    check_fit(Columns::FIRST, 1200, &[Disabled, Department]);
    check_fit(
        Columns::FIRST,
        980,
        &[Disabled, RestorableUntil, Affiliations, Department],
    );
    // A card has room for all, and the department stands below the name.
    check_fit(Columns::FIRST, 899, &[Department]);
    // What was asked for stays longer than what is there at first.
    let more = Columns::FIRST.toggled(Email).toggled(Cause);
    check_fit(more, 1500, &[Disabled, Department]);
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
    assert_eq!(height(Columns::FIRST, 800), "--row-height: 198px");
    assert_eq!(height(Columns::FIRST, 350), "--row-height: 316px");
    assert_eq!(height(Columns::FIRST.toggled(Column::Clock), 350), "--row-height: 282px");
    // A wide field that has no room beside another one begins the next line.
    let few = Columns(1 | Column::Days.bit() | Column::Reason.bit());
    assert_eq!(height(few, 350), "--row-height: 164px");
    assert_eq!(height(few, 800), "--row-height: 105px");
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
            "Person\tLogon name\tDays left\tAct by",
            "Lovelace, Ada\tada\t2\t2026-11-18",
            "\tbob\t-8\t2026-11-06",
            "Cid\tcid\t\t",
        ],
    );
    check_text(
        Columns(1 | Status.bit() | Decision.bit() | RestoreDays.bit() | Reason.bit()),
        &[
            "Person\tLogon name\tStatus\tDecision\tDays to restore\tCause\tReason",
            "Lovelace, Ada\tada\tToday\tUndecided\t\tOverride missing\t'=1+1",
            "\tbob\tRestorable\tLet go\t22\tNo eligible affiliation\t",
            "Cid\tcid\tNo date\tUndecided\t\tNo eligible affiliation\t",
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
