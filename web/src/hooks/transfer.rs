//! The window's events as hooks.

use crate::browser::{
    Dragging, Incoming, Viewport, listen_to_drops, listen_to_keys, listen_to_pastes,
    listen_to_scroll, painted, viewport,
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

/// Hears keys; see [`listen_to_keys`].
#[hook]
pub(crate) fn use_keys<D: PartialEq + 'static>(
    deps: D,
    on_key: impl Fn(&str, bool) -> bool + 'static,
) {
    use_effect_with(deps, move |_| {
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

/// How many rows are kept beyond the edges of the window.
const MARGIN: usize = 10;

/// How many rows are there before it is known where the list is.
const FIRST_ROWS: usize = 1;

/// Which of `n_rows` rows in `body` are near the window.
#[hook]
pub(crate) fn use_window(body: NodeRef, n_rows: usize) -> Seen {
    let seen = use_state_eq(|| Seen { first: 0, end: FIRST_ROWS, row_height: 0.0 });
    let look = use_callback((body, n_rows), {
        let seen = seen.clone();
        move |(), (body, _)| {
            if let Some(viewport) = viewport(body) {
                seen.set(rows_in(viewport));
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
    Seen { first: seen.first.min(n_rows), end: seen.end.min(n_rows), ..*seen }
}

/// The rows in a viewport, in steps, so that most scrolling changes nothing.
fn rows_in(viewport: Viewport) -> Seen {
    let row_height = viewport.row_height.max(1.0);
    let top = (viewport.above.max(0.0) / row_height) as usize / MARGIN * MARGIN;
    let n_seen = (viewport.height / row_height).ceil() as usize;
    Seen { first: top.saturating_sub(MARGIN), end: top + n_seen + 2 * MARGIN, row_height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_near_the_window_are_kept() {
        let height = 900.0;
        let seen = |above| rows_in(Viewport { above, height, row_height: 50.0 });
        assert_eq!((seen(-300.0).first, seen(-300.0).end), (0, 18 + 2 * MARGIN));
        let far = seen(50.0 * 1000.0);
        assert!(far.first <= 1000 - MARGIN && far.end >= 1000 + 18);
        assert_eq!(seen(50.0 * 1000.0), seen(50.0 * 1003.0));
    }
}
