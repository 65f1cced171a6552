//! Days of the horizon in words, and where they are drawn.

use reprieve_desk::horizon::{DayCounts, Events, Horizon, N_DAYS, Span, TODAY};
use reprieve_desk::words::{number, relative, short_date};

/// Those of some days that are drawn.
pub(crate) fn places(horizon: &Horizon, days: &Span) -> Option<(usize, usize)> {
    let (first, last) = (horizon.date(0), horizon.date(N_DAYS - 1));
    let from = horizon.place(days.from.max(first))?;
    let to = horizon.place(days.to.min(last))?;
    (from <= to).then_some((from, to))
}

/// What happens from one day to another, in words.
pub(crate) fn said(
    horizon: &Horizon,
    events: Events,
    (from, to): (usize, usize),
) -> String {
    let as_of = horizon.date(TODAY);
    let date = |day| short_date(horizon.date(day), as_of);
    let when = match from == to {
        true => format!("{}, {}", date(from), relative(horizon.date(from), as_of)),
        false => format!("{} to {}", date(from), date(to)),
    };
    format!("{when}: {}", counted(horizon.within((from, to)), events))
}

/// `3 last day to act, 1 disabled`.
pub(crate) fn counted(counts: DayCounts, events: Events) -> String {
    let counts = events.iter().map(|event| (counts[event as usize], event));
    let parts: Vec<String> = counts
        .filter(|(n, _)| *n > 0)
        .map(|(n, event)| format!("{} {}", number(n), event.title()))
        .collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_desk::horizon::Event;

    #[test]
    fn days_are_said_with_what_happens_on_them() {
        let as_of = "2026-11-18".parse().unwrap();
        let horizon = Horizon::new(as_of, [].into_iter());
        let all = Events::default();
        assert_eq!(said(&horizon, all, (32, 32)), "Fri 20 Nov, in 2 days: nothing");
        assert_eq!(said(&horizon, all, (30, 31)), "Wed 18 Nov to Thu 19 Nov: nothing");
        assert_eq!(
            counted([3, 1, 0, 1200], all),
            "3 last day to act, 1 disabled, 1,200 last day to restore"
        );
        assert_eq!(counted([3, 1, 0, 0], all.toggled(Event::ActBy)), "1 disabled");
    }

    #[test]
    fn days_beyond_the_drawing_are_cut() {
        let as_of = "2026-11-18".parse().unwrap();
        let horizon = Horizon::new(as_of, [].into_iter());
        let span = |from: &str, to: &str| {
            places(
                &horizon,
                &Span { from: from.parse().unwrap(), to: to.parse().unwrap() },
            )
        };
        assert_eq!(span("2026-11-18", "2026-11-20"), Some((30, 32)));
        assert_eq!(span("2020-01-01", "2026-10-20"), Some((0, 1)));
        assert_eq!(span("2027-02-16", "2030-01-01"), Some((N_DAYS - 1, N_DAYS - 1)));
        assert_eq!(span("2030-01-01", "2030-01-02"), None);
    }
}
