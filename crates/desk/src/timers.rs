//! The waits that are running: what was started when, and how far it is.
//!
//! Instants come in as numbers, so that nothing here knows a clock.

use crate::decisions::Name;

const MS_PER_MINUTE: f64 = 60_000.0;
const MS_PER_SECOND: f64 = 1_000.0;

/// One wait after a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Timer {
    /// Whose wait it is.
    pub name: Name,
    /// The step that it follows; while that is not ticked, nothing is waited for.
    pub step: String,
    /// What is waited for.
    pub title: String,
    /// In milliseconds since 1970.
    pub started: f64,
    /// When it can be over at the earliest.
    pub from_minutes: u16,
    /// When it is over at the latest.
    pub to_minutes: u16,
}

/// How far a wait is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It cannot be over yet.
    Waiting,
    /// It may be over.
    MayBeOver,
    /// It is over.
    Over,
}

/// What a person changes.
#[derive(Clone, Debug)]
pub enum Time {
    /// Starts a wait, or starts it again.
    Start(Timer),
    /// Stops one, or takes note that it is over.
    Stop {
        /// Whose wait it is.
        name: Name,
        /// The step that it follows.
        step: String,
    },
}

/// All waits, in the order in which they were started.
pub fn apply(timers: &mut Vec<Timer>, time: Time) {
    let mut drop_of =
        |name: &str, step: &str| timers.retain(|t| *t.name != *name || t.step != step);
    match time {
        Time::Start(timer) => {
            drop_of(&timer.name, &timer.step);
            timers.push(timer);
        }
        Time::Stop { name, step } => drop_of(&name, &step),
    }
}

impl Timer {
    /// When it can be over at the earliest.
    pub fn from(&self) -> f64 {
        self.started + f64::from(self.from_minutes) * MS_PER_MINUTE
    }

    /// When it is over at the latest.
    pub fn to(&self) -> f64 {
        self.started + f64::from(self.to_minutes) * MS_PER_MINUTE
    }

    /// How far it is at an instant.
    pub fn phase(&self, now: f64) -> Phase {
        match now {
            now if now >= self.to() => Phase::Over,
            now if now >= self.from() && self.from_minutes > 0 => Phase::MayBeOver,
            _ => Phase::Waiting,
        }
    }

    /// How much is left at most: `12 min left`, or `40 s left` in the last minute.
    pub fn left(&self, now: f64) -> String {
        // An instant that was looked up before the start is not before it.
        let left = self.to() - now.max(self.started);
        match left {
            left if left <= 0.0 => "over".to_owned(),
            left if left < MS_PER_MINUTE => {
                format!("{} s left", (left / MS_PER_SECOND).ceil() as u64)
            }
            left => format!("{} min left", (left / MS_PER_MINUTE).ceil() as u64),
        }
    }

    /// When it is over: `ready between 9:29 and 9:34`. `clock` gives the time of day of an
    /// instant.
    pub fn ready(&self, now: f64, clock: impl Fn(f64) -> String) -> String {
        let to = clock(self.to());
        match (self.phase(now), self.from_minutes) {
            (Phase::Over, _) => format!("over since {to}"),
            (Phase::MayBeOver, _) => format!("may be ready now, at the latest at {to}"),
            (Phase::Waiting, 0) => format!("ready by {to}"),
            (Phase::Waiting, from) if from == self.to_minutes => format!("ready at {to}"),
            (Phase::Waiting, _) => {
                format!("ready between {} and {to}", clock(self.from()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timer(from_minutes: u16, to_minutes: u16) -> Timer {
        Timer {
            name: "ada".into(),
            step: "step".to_owned(),
            title: "sync".to_owned(),
            started: 0.0,
            from_minutes,
            to_minutes,
        }
    }

    /// Minutes since the start, and what is said then.
    #[track_caller]
    fn check(timer: &Timer, minutes: f64, ready: &str, left: &str) {
        let clock = |at: f64| format!("0:{:02}", at / MS_PER_MINUTE);
        let now = minutes * MS_PER_MINUTE;
        assert_eq!(
            (timer.ready(now, clock), timer.left(now)),
            (ready.into(), left.into())
        );
    }

    #[test]
    fn how_far_it_is_in_words() {
        let sync = timer(15, 20);
        check(&sync, 0.0, "ready between 0:15 and 0:20", "20 min left");
        check(&sync, 0.1, "ready between 0:15 and 0:20", "20 min left");
        check(&sync, 8.0, "ready between 0:15 and 0:20", "12 min left");
        check(&sync, 15.0, "may be ready now, at the latest at 0:20", "5 min left");
        check(&sync, 19.5, "may be ready now, at the latest at 0:20", "30 s left");
        check(&sync, 20.0, "over since 0:20", "over");
        check(&sync, 99.0, "over since 0:20", "over");
        check(&timer(0, 60), 1.0, "ready by 0:60", "59 min left");
        check(&timer(30, 30), 1.0, "ready at 0:30", "29 min left");
        check(&sync, -5.0, "ready between 0:15 and 0:20", "20 min left");
    }

    #[test]
    fn a_step_has_one_wait() {
        let mut timers = Vec::new();
        let other = Timer { step: "other".to_owned(), ..timer(0, 60) };
        let again = Timer { started: 5.0, ..timer(15, 20) };
        for time in [timer(15, 20), other.clone(), again.clone()].map(Time::Start) {
            apply(&mut timers, time);
        }
        assert_eq!(timers, [other.clone(), again]);
        apply(&mut timers, Time::Stop { name: "ada".into(), step: "step".to_owned() });
        assert_eq!(timers, [other]);
    }
}
