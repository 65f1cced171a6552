//! The window's events as hooks.

use super::latest::use_latest;
use crate::browser::{
    Dragging, Incoming, Viewport, listen_to_copies, listen_to_drops, listen_to_keys,
    listen_to_pastes, listen_to_scroll, painted, viewport,
};
use yew::prelude::*;

/// Hands dropped files over; the result says whether something is being dragged.
#[hook]
pub(crate) fn use_drops(on_files: Callback<Vec<Incoming>>) -> bool {
    let is_dragging = use_state_eq(|| false);
    use_effect_with(on_files, {
        let is_dragging = is_dragging.clone();
        move |on_files| {
            let on_files = on_files.clone();
            let listeners = listen_to_drops(move |drag| match drag {
                Dragging::Over => is_dragging.set(true),
                Dragging::Left => is_dragging.set(false),
                Dragging::Dropped(files) => {
                    is_dragging.set(false);
                    on_files.emit(files);
                }
            });
            move || drop(listeners)
        }
    });
    *is_dragging
}

/// Hands over what is pasted outside a field.
#[hook]
pub(crate) fn use_pastes(on_files: Callback<Vec<Incoming>>) {
    use_effect_with(on_files, |on_files| {
        let on_files = on_files.clone();
        let listeners = listen_to_pastes(move |files| on_files.emit(files));
        move || drop(listeners)
    });
}

/// Does something when the page is scrolled or the window gets another size.
#[hook]
pub(crate) fn use_scrolled(on_scroll: impl Fn() + Clone + 'static) {
    use_effect_with((), move |()| {
        let listeners = listen_to_scroll(on_scroll);
        move || drop(listeners)
    });
}

/// Gives what is copied where nothing is marked.
#[hook]
pub(crate) fn use_copies(on_copy: Callback<(), Option<String>>) {
    let on_copy = use_latest(on_copy);
    use_effect_with((), move |()| {
        let listeners = listen_to_copies(move || on_copy.borrow().emit(()));
        move || drop(listeners)
    });
}

/// Hears keys, by what is the handler first; see [`listen_to_keys`].
#[hook]
pub(crate) fn use_keys(on_key: impl Fn(&str, bool) -> bool + 'static) {
    use_effect_with((), move |()| {
        let listeners = listen_to_keys(on_key);
        move || drop(listeners)
    });
}

/// The part of a long list that is near the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Seen {
    /// The first row.
    pub(crate) first: usize,
    /// The one behind the last.
    pub(crate) end: usize,
    /// The height of a row, in pixels.
    pub(crate) row_height: f64,
}

/// So many rows are all there, so that the browser's own search finds them.
const FEW_ROWS: usize = 50;

/// How many rows are kept beyond the edges of the window.
const MARGIN: usize = 4;

/// How many rows are there before it is known where the list is.
const FIRST_ROWS: usize = 1;

/// Which of `n_rows` rows in `body` are near the window.
#[hook]
pub(crate) fn use_window(body: NodeRef, n_rows: usize) -> Seen {
    let near = use_state_eq(|| Seen { first: 0, end: FIRST_ROWS, row_height: 0.0 });
    let look = use_callback((body, n_rows), {
        let near = near.clone();
        move |(), (body, _)| {
            if let Some(viewport) = viewport(body) {
                near.set(rows_near(viewport));
            }
        }
    });
    use_effect_with(look, |look| {
        // Where the rows are is asked when they are laid out, for asking earlier would lay
        // them out twice.
        yew::platform::spawn_local({
            let look = look.clone();
            async move {
                painted().await;
                look.emit(());
            }
        });
        let look = look.clone();
        let listeners = listen_to_scroll(move || look.emit(()));
        move || drop(listeners)
    });
    near.of(n_rows)
}

impl Seen {
    /// Those of `n_rows` rows that are near the window, wherever it was when there were more
    /// or fewer of them.
    fn of(self, n_rows: usize) -> Seen {
        if n_rows <= FEW_ROWS {
            return Seen { first: 0, end: n_rows, ..self };
        }
        let end = self.end.min(n_rows);
        // A list that became shorter is shown from its end, as the browser scrolls it.
        let first = self.first.min((end + self.first).saturating_sub(self.end));
        Seen { first, end, ..self }
    }
}

/// The rows near a viewport, in steps, so that most scrolling changes nothing, and as if the
/// list had no end.
fn rows_near(viewport: Viewport) -> Seen {
    let row_height = viewport.row_height.max(1.0);
    let row_at = |y: f64| (y.max(0.0) / row_height) as usize / MARGIN;
    let (top, bottom) =
        (row_at(viewport.above), row_at(viewport.above + viewport.height));
    let (first, end) = (top.saturating_sub(1) * MARGIN, (bottom + 2) * MARGIN);
    Seen { first, end, row_height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_near_the_window_are_kept() {
        let height = 900.0;
        let seen =
            |above| rows_near(Viewport { above, height, row_height: 50.0 }).of(100_000);
        for above in [-2000.0, -300.0, 0.0, 250.0, 50_000.0, 50_049.0] {
            let Seen { first, end, .. } = seen(above);
            let (top, bottom) = (above / 50.0, (above + height) / 50.0);
            assert!(first == 0 || first as f64 + MARGIN as f64 <= top, "{above}");
            assert!(end as f64 >= bottom + MARGIN as f64, "{above}");
            assert!(end - first <= 18 + 4 * MARGIN, "{above}");
        }
        assert_eq!(seen(50_000.0), seen(50_049.0));
    }

    #[track_caller]
    fn check((first, end): (usize, usize), n_rows: usize, expected: (usize, usize)) {
        let seen = Seen { first, end, row_height: 50.0 }.of(n_rows);
        assert_eq!((seen.first, seen.end), expected);
    }

    #[test]
    fn a_short_list_is_there_as_a_whole() {
        check((0, FIRST_ROWS), FEW_ROWS, (0, FEW_ROWS));
        check((400, 440), 2, (0, 2));
        check((400, 440), 0, (0, 0));
    }

    #[test]
    fn a_list_that_changes_its_length_stays_filled() {
        check((0, 28), 1_000, (0, 28));
        check((400, 440), 410, (370, 410));
        check((400, 440), 60, (20, 60));
    }
}
