//! Where the days of the horizon stand, in whole pixels so that its bars are crisp.

use reprieve_desk::horizon::N_DAYS;
use reprieve_desk::words::number;

/// How wide a digit of the largest count is.
const DIGIT: usize = 7;

/// Where the days are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    /// Where the first day begins; before it stands the largest count.
    left: usize,
    /// Where the last day ends.
    right: usize,
}

impl Scale {
    pub(crate) fn new(width: u32, largest: usize) -> Scale {
        let left = DIGIT * number(largest).len() + 6;
        Scale { left, right: (width as usize).max(left) }
    }

    /// Where a day begins.
    pub(crate) fn x(self, day: usize) -> usize {
        self.left + day * (self.right - self.left) / N_DAYS
    }

    /// The middle of a day.
    pub(crate) fn middle(self, day: usize) -> usize {
        (self.x(day) + self.x(day + 1)) / 2
    }

    /// The day at a place; one beside them is the nearest.
    pub(crate) fn day(self, x: f64) -> usize {
        let places = 1..N_DAYS;
        places.take_while(|day| self.x(*day) as f64 <= x).last().unwrap_or(0)
    }

    /// The same for every day, for bars of different widths would look like different counts.
    pub(crate) fn bar_width(self) -> usize {
        match (self.right - self.left) / N_DAYS {
            pitch @ ..3 => pitch.max(1),
            pitch @ 3..8 => pitch - 1,
            pitch => pitch - 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_belongs_to_the_day_that_is_drawn_there() {
        for width in 240..1500 {
            let scale = Scale::new(width, 12);
            for day in 0..N_DAYS {
                let (x, end) = (scale.x(day), scale.x(day + 1));
                assert!(scale.bar_width() <= end - x, "{width}: {day}");
                assert_eq!(scale.day(x as f64), day, "{width}");
                assert_eq!(scale.day(end as f64 - 0.5), day, "{width}");
            }
            assert_eq!(scale.day(-5.0), 0);
            assert_eq!(scale.day(f64::from(width) + 5.0), N_DAYS - 1);
        }
    }
}
