//! Where the days of the horizon stand, in whole pixels so that its bars are crisp.

use reprieve_desk::horizon::{Cursor, N_DAYS};
use reprieve_desk::words::number;

/// How wide a digit of the largest count is.
const DIGIT: usize = 7;

/// A day that is narrower than this would be a line of a bar code; then a bar is a week.
const MIN_DAY: usize = 6;

/// How many days a bar of a week has; today begins one.
const WEEK: usize = 7;

/// Where the days are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    /// Where the first day begins; before it stands the largest count.
    left: usize,
    /// Where the last day ends.
    right: usize,
    /// How many days one bar is.
    pub(crate) n_days: usize,
}

impl Scale {
    /// `largest` is told how many days a bar is, and says the count of the highest one.
    pub(crate) fn new(width: u32, largest: impl Fn(usize) -> usize) -> Scale {
        let left = |n_days| DIGIT * number(largest(n_days)).len() + 6;
        let room = |left: usize| (width as usize).saturating_sub(left);
        let n_days = if room(left(1)) < MIN_DAY * N_DAYS { WEEK } else { 1 };
        let left = left(n_days);
        Scale { left, right: (width as usize).max(left), n_days }
    }

    /// Where a day begins.
    pub(crate) fn x(self, day: usize) -> usize {
        self.left + day * (self.right - self.left) / N_DAYS
    }

    /// Where the first day begins, and where the last one ends.
    pub(crate) fn ends(self) -> (usize, usize) {
        (self.left, self.right)
    }

    /// The bars, each as its first and its last day.
    pub(crate) fn bars(self) -> impl Iterator<Item = (usize, usize)> {
        let bars = (0..N_DAYS).step_by(self.n_days);
        bars.map(move |first| (first, (first + self.n_days).min(N_DAYS) - 1))
    }

    /// The day at a place; one beside them is the nearest.
    pub(crate) fn day(self, x: f64) -> usize {
        let places = 1..N_DAYS;
        places.take_while(|day| self.x(*day) as f64 <= x).last().unwrap_or(0)
    }

    /// The first and the last day of the bars that a cursor is on.
    pub(crate) fn range(self, cursor: Cursor) -> (usize, usize) {
        let (from, to) = cursor.range();
        let end = (to / self.n_days + 1) * self.n_days;
        (from / self.n_days * self.n_days, end.min(N_DAYS) - 1)
    }

    /// The same for every bar, for bars of different widths would look like different counts.
    pub(crate) fn bar_width(self) -> usize {
        const MAX: usize = 14;
        match self.n_days * (self.right - self.left) / N_DAYS {
            pitch @ ..3 => pitch.max(1),
            pitch @ 3..8 => pitch - 1,
            pitch => (pitch - 2).min(MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_desk::horizon::TODAY;

    #[test]
    fn every_place_belongs_to_the_day_that_is_drawn_there() {
        for width in 240..1500 {
            let scale = Scale::new(width, |_| 12);
            assert_eq!(scale.n_days == 1, width >= 20 + 6 * N_DAYS as u32, "{width}");
            for day in 0..N_DAYS {
                let (x, end) = (scale.x(day), scale.x(day + 1));
                assert_eq!(scale.day(x as f64), day, "{width}");
                assert_eq!(scale.day(end as f64 - 0.5), day, "{width}");
            }
            for (first, last) in scale.bars() {
                let room = scale.x(last + 1) - scale.x(first);
                assert!(scale.bar_width() <= room, "{width}: {first}");
            }
            assert_eq!(scale.day(-5.0), 0);
            assert_eq!(scale.day(f64::from(width) + 5.0), N_DAYS - 1);
        }
    }

    #[test]
    fn a_cursor_is_on_whole_bars() {
        let (days, weeks) = (Scale::new(1400, |_| 9), Scale::new(390, |_| 9));
        let cursor = Cursor { at: TODAY + 9, anchor: TODAY + 2 };
        assert_eq!(days.range(cursor), (TODAY + 2, TODAY + 9));
        assert_eq!(weeks.range(cursor), (TODAY, TODAY + 13));
        assert_eq!(weeks.range(Cursor::on(N_DAYS - 1)).1, N_DAYS - 1);
        assert_eq!(weeks.bars().count(), N_DAYS.div_ceil(7));
    }
}
