//! How the day of which the answer speaks follows the calendar.

use chrono::NaiveDate;

/// What is known of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The day of which the answer speaks.
    pub as_of: NaiveDate,
    /// The day that the calendar shows.
    pub today: NaiveDate,
    /// Whether the as-of day was chosen by hand, so that it stays.
    pub is_chosen: bool,
    /// The day that was the as-of day when another one began, while that is said.
    pub left: Option<NaiveDate>,
}

impl Calendar {
    /// The day on which the page is opened.
    pub(crate) fn new(today: NaiveDate) -> Calendar {
        Calendar { as_of: today, today, is_chosen: false, left: None }
    }

    /// The day is chosen by hand; who chooses today goes on with the calendar.
    pub(crate) fn choose(&mut self, date: NaiveDate) {
        self.as_of = date;
        self.is_chosen = date != self.today;
        self.left = None;
    }

    /// A day began; where there is an answer, that is said.
    pub(crate) fn begin_day(&mut self, today: NaiveDate, has_answer: bool) {
        if today == self.today {
            return;
        }
        self.today = today;
        // After a second night the way back leads to the day that somebody saw.
        let left = self.left.unwrap_or(self.as_of);
        self.left = (has_answer && left != today).then_some(left);
        if !self.is_chosen {
            self.as_of = today;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::action::tests::{after, started, today};
    use crate::state::State;
    use chrono::Days;
    use std::rc::Rc;

    /// As-of day, and the day that was left, both in days from the first.
    #[track_caller]
    fn check(state: &Rc<State>, as_of: u64, left: Option<u64>) {
        assert_eq!(
            (state.as_of(), state.lasting.calendar.left),
            (day(as_of), left.map(day))
        );
    }

    fn day(n: u64) -> NaiveDate {
        today() + Days::new(n)
    }

    fn opened() -> Rc<State> {
        after([started(1, "d.csv")])
    }

    #[test]
    fn the_day_follows_the_calendar_and_says_so() {
        let state = opened().reduce(Action::DayBegan(day(1)));
        check(&state, 1, Some(0));
        let same = state.clone().reduce(Action::DayBegan(day(1)));
        assert!(Rc::ptr_eq(&state, &same));
        check(&state.clone().reduce(Action::DayRead), 1, None);
        // Over a weekend: back to the day that somebody saw.
        check(&state.reduce(Action::DayBegan(day(3))), 3, Some(0));
    }

    #[test]
    fn a_day_that_was_chosen_stays_until_today_is_chosen() {
        let state = opened().reduce(Action::AsOfSet(day(5)));
        let state = state.reduce(Action::DayBegan(day(1)));
        check(&state, 5, Some(5));
        let state =
            state.reduce(Action::AsOfSet(day(1))).reduce(Action::DayBegan(day(2)));
        check(&state, 2, Some(1));
    }

    #[test]
    fn a_day_that_was_chosen_and_comes_is_no_news() {
        let state = opened().reduce(Action::AsOfSet(day(1)));
        check(&state.reduce(Action::DayBegan(day(1))), 1, None);
    }

    #[test]
    fn who_stays_at_the_earlier_day_is_left_there() {
        let state = opened().reduce(Action::DayBegan(day(1)));
        let state = state.reduce(Action::AsOfSet(day(0)));
        check(&state, 0, None);
        check(&state.reduce(Action::DayBegan(day(2))), 0, Some(0));
    }

    #[test]
    fn an_empty_page_follows_in_silence() {
        check(&after([Action::DayBegan(day(1))]), 1, None);
    }
}
