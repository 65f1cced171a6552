//! Which accounts have their deadline on which day around the as-of date, and the days that
//! the table is narrowed to.

use crate::deadline::deadline_day;
use chrono::{Days, NaiveDate};
use reprieve_core::answer::Row;
use reprieve_core::lifecycle::days_between;
use reprieve_core::standing::Standing;

/// How many days are looked at: a week before the as-of date, itself, and 13 weeks after it.
pub const N_DAYS: usize = TODAY + 91;

/// The place of the as-of date among the days.
pub const TODAY: usize = 7;

/// How accounts with a day stand, from the foot of a bar to its top.
pub fn dated() -> impl Iterator<Item = Standing> {
    Standing::ALL.into_iter().filter(|standing| standing.event().is_some())
}

/// The days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Span {
    /// Whether the deadline of an account is on one of the days.
    pub fn has(&self, row: &Row) -> bool {
        let day = deadline_of(row);
        day.is_some_and(|day| (self.from..=self.to).contains(&day))
    }
}

/// The day that counts for an account.
fn deadline_of(row: &Row) -> Option<NaiveDate> {
    Some(deadline_day(&row.milestones()?, row.standing()))
}

/// How many accounts have their deadline on a day, by how they stand: in the order of
/// [`Standing::ALL`].
pub type DayCounts = [usize; Standing::ALL.len()];

/// The deadlines of each of [`N_DAYS`] days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Horizon {
    first: NaiveDate,
    days: Vec<DayCounts>,
}

impl Horizon {
    /// Counts each account on the day that counts for it.
    pub fn new<'a>(as_of: NaiveDate, rows: impl Iterator<Item = &'a Row>) -> Horizon {
        let first = as_of.checked_sub_days(Days::new(TODAY as u64));
        let mut horizon =
            Horizon { first: first.unwrap_or(NaiveDate::MIN), days: Vec::new() };
        horizon.days.resize(N_DAYS, DayCounts::default());
        for row in rows {
            if let Some(day) = deadline_of(row).and_then(|day| horizon.place(day)) {
                horizon.days[day][row.standing() as usize] += 1;
            }
        }
        horizon
    }

    /// Which of the days a date is.
    pub fn place(&self, date: NaiveDate) -> Option<usize> {
        let day = usize::try_from(days_between(self.first, date)).ok()?;
        (day < N_DAYS).then_some(day)
    }

    /// The date of one of the days.
    pub fn date(&self, day: usize) -> NaiveDate {
        let date = self.first.checked_add_days(Days::new(day as u64));
        date.unwrap_or(NaiveDate::MAX)
    }

    /// The deadlines on one of the days.
    pub fn on(&self, day: usize) -> DayCounts {
        self.days.get(day).copied().unwrap_or_default()
    }

    /// How many deadlines are on one of the days.
    pub fn height(&self, day: usize) -> usize {
        self.on(day).iter().sum()
    }

    /// The deadlines from one day to another.
    pub fn within(&self, (from, to): (usize, usize)) -> DayCounts {
        let mut sum = DayCounts::default();
        for day in from..=to {
            for (sum, n) in sum.iter_mut().zip(self.on(day)) {
                *sum += n;
            }
        }
        sum
    }
}

/// Where a person is among the days: on one, or with a range from another to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The day on which the person is.
    pub at: usize,
    /// Where the range begins; the same day where there is none.
    pub anchor: usize,
}

impl Cursor {
    /// On a day, without a range.
    pub fn on(day: usize) -> Cursor {
        Cursor { at: day, anchor: day }
    }

    /// The first and the last day.
    pub fn range(self) -> (usize, usize) {
        (self.at.min(self.anchor), self.at.max(self.anchor))
    }

    /// Goes to a day, with the range or without it.
    pub fn to(self, day: usize, extends: bool) -> Cursor {
        let at = day.min(N_DAYS - 1);
        Cursor { at, anchor: if extends { self.anchor } else { at } }
    }

    /// Where a key leads, if it leads anywhere.
    pub fn after(self, key: &str, with_shift: bool) -> Option<Cursor> {
        const WEEK: isize = 7;
        let by = |days: isize| self.at.saturating_add_signed(days);
        let day = match key {
            "ArrowRight" | "ArrowUp" => by(1),
            "ArrowLeft" | "ArrowDown" => by(-1),
            "PageUp" => by(WEEK),
            "PageDown" => by(-WEEK),
            "Home" => 0,
            "End" => N_DAYS - 1,
            _ => return None,
        };
        Some(self.to(day, with_shift))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::tests::answer;
    use reprieve_core::answer::Answer;

    const AS_OF: &str = "2026-11-18";

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// One account for each deprovisioning date, and one without any.
    fn due_on(dates: &[NaiveDate]) -> Answer {
        let mut list =
            "PennKey\tHas mailbox\tScheduled deletion date\nnodate\tY\t\n".to_owned();
        for (n, date) in dates.iter().enumerate() {
            list.push_str(&format!("user{n}\tY\t{date}\n"));
        }
        answer(&list)
    }

    /// Every third day of a year around the as-of date, more often the later.
    fn many() -> Vec<NaiveDate> {
        let first = day("2026-05-01");
        (0..120_u64)
            .flat_map(|n| (0..n % 4).map(move |_| first + Days::new(3 * n)))
            .collect()
    }

    #[track_caller]
    fn check(horizon: &Horizon, date: &str, expected: &[(Standing, usize)]) {
        let mut counts = DayCounts::default();
        expected.iter().for_each(|(standing, n)| counts[*standing as usize] = *n);
        let place = horizon.place(day(date)).unwrap();
        assert_eq!(horizon.date(place), day(date));
        assert_eq!(horizon.on(place), counts, "{date}");
    }

    #[test]
    fn an_account_counts_on_the_day_that_counts_for_it() {
        use Standing::*;
        let dates = ["2026-11-20", "2026-11-20", "2026-11-19", "2026-10-20"].map(day);
        let answer = due_on(&dates);
        let horizon = Horizon::new(answer.as_of(), answer.rows());
        check(&horizon, "2026-11-18", &[(Today, 2)]);
        check(&horizon, "2026-11-19", &[(Disabled, 1), (Restorable, 1)]);
        check(&horizon, "2026-11-20", &[]);
        assert_eq!(horizon.place(day(AS_OF)), Some(TODAY));
        assert_eq!(horizon.place(day("2026-11-11")), Some(0));
        assert_eq!(horizon.place(day("2027-02-16")), Some(N_DAYS - 1));
        for outside in ["2026-11-10", "2027-02-17"] {
            assert_eq!(horizon.place(day(outside)), None);
        }
    }

    #[test]
    fn each_account_is_in_one_bar() {
        let answer = due_on(&many());
        let horizon = Horizon::new(answer.as_of(), answer.rows());
        let window = horizon.date(0)..=horizon.date(N_DAYS - 1);
        let deadlines = answer.rows().filter_map(deadline_of);
        let n_inside = deadlines.filter(|date| window.contains(date)).count();
        assert!(n_inside > 50);
        let bars: usize = (0..N_DAYS).map(|day| horizon.height(day)).sum();
        assert_eq!(bars, n_inside);
        assert_eq!(horizon.within((0, N_DAYS - 1)).iter().sum::<usize>(), bars);
    }

    #[test]
    fn a_span_has_the_accounts_of_its_bars() {
        let answer = due_on(&many());
        let horizon = Horizon::new(answer.as_of(), answer.rows());
        for place in 0..N_DAYS {
            let date = horizon.date(place);
            let span = Span { from: date, to: date };
            let n_rows = answer.rows().filter(|row| span.has(row)).count();
            assert_eq!(n_rows, horizon.height(place), "{date}");
        }
        let always = Span { from: NaiveDate::MIN, to: NaiveDate::MAX };
        assert_eq!(answer.rows().filter(|row| always.has(row)).count(), many().len());
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_days_beyond_it() {
        for as_of in [NaiveDate::MIN, NaiveDate::MAX] {
            let horizon = Horizon::new(as_of, [].into_iter());
            assert!(horizon.date(0) <= horizon.date(N_DAYS - 1));
        }
    }

    #[test]
    fn keys_lead_from_day_to_day() {
        let cursor = Cursor::on(TODAY);
        let keys = |keys: &[&str], with_shift| {
            keys.iter().fold(cursor, |c, key| c.after(key, with_shift).unwrap()).range()
        };
        assert_eq!(
            keys(&["ArrowRight", "ArrowRight", "ArrowLeft"], false),
            (TODAY + 1, TODAY + 1)
        );
        assert_eq!(keys(&["ArrowRight", "ArrowRight"], true), (TODAY, TODAY + 2));
        assert_eq!(keys(&["ArrowLeft", "PageDown"], true), (0, TODAY));
        assert_eq!(keys(&["Home", "ArrowLeft"], false), (0, 0));
        assert_eq!(keys(&["End", "PageUp"], false), (N_DAYS - 1, N_DAYS - 1));
        assert_eq!(cursor.after("x", false), None);
    }
}
