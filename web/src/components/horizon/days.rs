//! Days of the horizon in words, and where they are drawn.

use reprieve_core::standing::Event;
use reprieve_desk::horizon::{DayCounts, Horizon, N_DAYS, Span, TODAY, dated};
use reprieve_desk::words::{number, relative, short_date};

/// Those of some days that are drawn.
pub(crate) fn places(horizon: &Horizon, days: &Span) -> Option<(usize, usize)> {
    let (first, last) = (horizon.date(0), horizon.date(N_DAYS - 1));
    let from = horizon.place(days.from.max(first))?;
    let to = horizon.place(days.to.min(last))?;
    (from <= to).then_some((from, to))
}

/// The deadlines from one day to another, in words.
pub(crate) fn said(horizon: &Horizon, (from, to): (usize, usize)) -> String {
    let as_of = horizon.date(TODAY);
    let date = |day| short_date(horizon.date(day), as_of);
    let when = match from == to {
        true => format!("{}, {}", date(from), relative(horizon.date(from), as_of)),
        false => format!("{} to {}", date(from), date(to)),
    };
    format!("{when}: {}", counted(horizon.within((from, to))))
}

/// `act by 3, restore by 1`.
pub(crate) fn counted(counts: DayCounts) -> String {
    let n_of = |event: Event| -> usize {
        dated()
            .filter(|standing| standing.event() == Some(event))
            .map(|standing| counts[standing as usize])
            .sum()
    };
    let parts: Vec<String> = Event::ALL
        .into_iter()
        .map(|event| (n_of(event), event))
        .filter(|(n, _)| *n > 0)
        .map(|(n, event)| format!("{} {}", event.title(), number(n)))
        .collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_with_their_deadlines() {
        let as_of = "2026-11-18".parse().unwrap();
        let horizon = Horizon::new(as_of, [].into_iter());
        let (today, friday) = (TODAY, TODAY + 2);
        assert_eq!(said(&horizon, (friday, friday)), "Fri 20 Nov, in 2 days: nothing");
        assert_eq!(
            said(&horizon, (today, today + 1)),
            "Wed 18 Nov to Thu 19 Nov: nothing"
        );
        let mut counts = DayCounts::default();
        for (standing, n) in dated().zip([1, 2, 0, 0, 1, 1200, 4]) {
            counts[standing as usize] = n;
        }
        assert_eq!(counted(counts), "act by 3, mail stops 1, restore by 1,200, gone 4");
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
        assert_eq!(span("2026-11-18", "2026-11-20"), Some((TODAY, TODAY + 2)));
        assert_eq!(span("2020-01-01", "2026-11-12"), Some((0, 1)));
        assert_eq!(span("2027-02-16", "2030-01-01"), Some((N_DAYS - 1, N_DAYS - 1)));
        assert_eq!(span("2030-01-01", "2030-01-02"), None);
    }
}
