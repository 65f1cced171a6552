//! What happens on which day around the as-of date, and the days that the table is narrowed
//! to.

use chrono::{Days, NaiveDate};
use reprieve_core::answer::Row;
use reprieve_core::lifecycle::{Milestones, days_between};

/// How many days are looked at: 30 before the as-of date, itself, and 90 after it.
pub const N_DAYS: usize = TODAY + 91;

/// The place of the as-of date among the days.
pub const TODAY: usize = 30;

/// What can happen to an account on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The last day to act.
    ActBy,
    /// It is disabled.
    Disabled,
    /// It is deprovisioned.
    Deprovisioned,
    /// The last day to restore it.
    Restorable,
}

impl Event {
    /// All of them, in the order in which they come.
    pub const ALL: [Event; 4] =
        [Event::ActBy, Event::Disabled, Event::Deprovisioned, Event::Restorable];

    /// The words behind its number.
    pub fn title(self) -> &'static str {
        match self {
            Event::ActBy => "last day to act",
            Event::Disabled => "disabled",
            Event::Deprovisioned => "deprovisioned",
            Event::Restorable => "last day to restore",
        }
    }

    fn date(self, milestones: &Milestones) -> Option<NaiveDate> {
        Some(match self {
            Event::ActBy => milestones.act_by,
            Event::Disabled => milestones.disabled_on,
            Event::Deprovisioned => milestones.deprovisioned_on,
            Event::Restorable => return milestones.restorable_until,
        })
    }
}

/// The events that are looked at; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Events([bool; Event::ALL.len()]);

impl Default for Events {
    fn default() -> Events {
        Events([true; Event::ALL.len()])
    }
}

impl Events {
    /// Whether an event is looked at.
    pub fn has(self, event: Event) -> bool {
        self.0[event as usize]
    }

    /// Switches an event off or on. Without the last one nothing would be left to look at, so
    /// that switching it off brings all back.
    pub fn toggled(mut self, event: Event) -> Events {
        self.0[event as usize] ^= true;
        if self.0.contains(&true) { self } else { Events::default() }
    }

    /// Those that are looked at, in their order.
    pub fn iter(self) -> impl Iterator<Item = Event> {
        Event::ALL.into_iter().filter(move |event| self.has(*event))
    }
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
    /// Whether one of these events happens to an account within the days.
    pub fn has(&self, row: &Row, events: Events) -> bool {
        row.milestones().is_some_and(|milestones| {
            let mut days = events.iter().filter_map(|event| event.date(&milestones));
            days.any(|day| (self.from..=self.to).contains(&day))
        })
    }
}

/// How many accounts each event happens to, in the order of [`Event::ALL`].
pub type DayCounts = [usize; Event::ALL.len()];

/// What happens on each of [`N_DAYS`] days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Horizon {
    first: NaiveDate,
    days: Vec<DayCounts>,
}

impl Horizon {
    /// Counts what happens to accounts; one counts on each day on which something does.
    pub fn new<'a>(as_of: NaiveDate, rows: impl Iterator<Item = &'a Row>) -> Horizon {
        let first = as_of.checked_sub_days(Days::new(TODAY as u64));
        let mut horizon =
            Horizon { first: first.unwrap_or(NaiveDate::MIN), days: Vec::new() };
        horizon.days.resize(N_DAYS, DayCounts::default());
        for milestones in rows.filter_map(|row| row.milestones()) {
            for event in Event::ALL {
                let day = event.date(&milestones);
                if let Some(day) = day.and_then(|day| horizon.place(day)) {
                    horizon.days[day][event as usize] += 1;
                }
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

    /// What happens on one of the days.
    pub fn on(&self, day: usize) -> DayCounts {
        self.days.get(day).copied().unwrap_or_default()
    }

    /// How much of what is looked at happens on one of the days.
    pub fn height(&self, day: usize, events: Events) -> usize {
        let counts = self.on(day);
        events.iter().map(|event| counts[event as usize]).sum()
    }

    /// What happens from one day to another.
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

    #[test]
    fn events_are_counted_in_the_order_of_their_list() {
        assert!(Event::ALL.into_iter().map(|event| event as usize).eq(0..4));
    }

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
    fn check(horizon: &Horizon, date: &str, counts: DayCounts) {
        let place = horizon.place(day(date)).unwrap();
        assert_eq!(horizon.date(place), day(date));
        assert_eq!(horizon.on(place), counts, "{date}");
    }

    #[test]
    fn an_account_counts_on_each_day_on_which_something_happens() {
        let dates = ["2026-11-20", "2026-11-20", "2026-11-19", "2026-10-20"].map(day);
        let answer = due_on(&dates);
        let horizon = Horizon::new(answer.as_of(), answer.rows());
        check(&horizon, "2026-11-17", [1, 0, 0, 0]);
        check(&horizon, "2026-11-18", [2, 1, 0, 0]);
        check(&horizon, "2026-11-19", [0, 2, 1, 1]);
        check(&horizon, "2026-11-20", [0, 0, 2, 0]);
        check(&horizon, "2026-12-20", [0, 0, 0, 2]);
        check(&horizon, "2026-10-19", [0, 1, 0, 0]);
        assert_eq!(horizon.place(day(AS_OF)), Some(TODAY));
        assert_eq!(horizon.place(day("2026-10-19")), Some(0));
        assert_eq!(horizon.place(day("2027-02-16")), Some(N_DAYS - 1));
        for outside in ["2026-10-18", "2027-02-17"] {
            assert_eq!(horizon.place(day(outside)), None);
        }
    }

    #[test]
    fn the_bars_are_the_milestones_inside_the_window() {
        let answer = due_on(&many());
        let horizon = Horizon::new(answer.as_of(), answer.rows());
        let window = day("2026-10-19")..=day("2027-02-16");
        let milestones = answer.rows().filter_map(|row| row.milestones()).flat_map(|m| {
            let last = m.restorable_until.unwrap();
            [m.act_by, m.disabled_on, m.deprovisioned_on, last]
        });
        let n_inside = milestones.filter(|date| window.contains(date)).count();
        assert!(n_inside > 200);
        let bars: usize =
            (0..N_DAYS).map(|day| horizon.height(day, Events::default())).sum();
        assert_eq!(bars, n_inside);
        assert_eq!(horizon.within((0, N_DAYS - 1)).iter().sum::<usize>(), bars);
    }

    #[test]
    fn a_span_has_the_accounts_of_its_bars() {
        let answer = due_on(&many());
        let horizon = Horizon::new(answer.as_of(), answer.rows());
        let all = Events::default();
        let only_disabled = [Event::ActBy, Event::Deprovisioned, Event::Restorable]
            .into_iter()
            .fold(all, Events::toggled);
        for place in 0..N_DAYS {
            let date = horizon.date(place);
            let span = Span { from: date, to: date };
            // All events of an account are on days of their own here, so that the accounts of
            // a day are as many as its events.
            for events in [all, only_disabled] {
                let n_rows = answer.rows().filter(|row| span.has(row, events)).count();
                assert_eq!(n_rows, horizon.height(place, events), "{date}");
            }
        }
        let always = Span { from: NaiveDate::MIN, to: NaiveDate::MAX };
        assert_eq!(
            answer.rows().filter(|row| always.has(row, all)).count(),
            many().len()
        );
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_days_beyond_it() {
        for as_of in [NaiveDate::MIN, NaiveDate::MAX] {
            let horizon = Horizon::new(as_of, [].into_iter());
            assert!(horizon.date(0) <= horizon.date(N_DAYS - 1));
        }
    }

    #[test]
    fn without_the_last_event_all_are_back() {
        let off = Event::ALL[..3].iter().fold(Events::default(), |e, on| e.toggled(*on));
        assert_eq!(off.iter().collect::<Vec<_>>(), [Event::Restorable]);
        assert_eq!(off.toggled(Event::Restorable), Events::default());
    }

    #[test]
    fn keys_lead_from_day_to_day() {
        let cursor = Cursor::on(TODAY);
        let keys = |keys: &[&str], with_shift| {
            keys.iter().fold(cursor, |c, key| c.after(key, with_shift).unwrap()).range()
        };
        assert_eq!(keys(&["ArrowRight", "ArrowRight", "ArrowLeft"], false), (31, 31));
        assert_eq!(keys(&["ArrowRight", "ArrowRight"], true), (30, 32));
        assert_eq!(keys(&["ArrowLeft", "PageDown"], true), (22, 30));
        assert_eq!(keys(&["Home", "ArrowLeft"], false), (0, 0));
        assert_eq!(keys(&["End", "PageUp"], false), (N_DAYS - 1, N_DAYS - 1));
        assert_eq!(cursor.after("x", false), None);
    }
}
