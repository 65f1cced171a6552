//! Who is found outside the answer, looked up in slices: a directory can be long.

use super::desk::use_desk;
use crate::browser::Slice;
use reprieve_core::answer::Row;
use reprieve_desk::elsewhere::outside;
use reprieve_desk::search::Words;
use reprieve_desk::shared::Stop;
use std::rc::Rc;
use yew::prelude::*;

/// How many accounts are looked at before the clock is.
const N_ROWS: usize = 256;

/// The first `limit` accounts outside the answer that the search finds, once they are known.
#[hook]
pub(crate) fn use_outside(limit: usize) -> Rc<Vec<Row>> {
    let desk = use_desk();
    let found = use_state(|| None);
    let given = (desk.answer, Words::new(&desk.state.of_files.filters.search));
    use_effect_with(given.clone(), {
        let found = found.clone();
        move |(answer, words)| {
            let stop = Stop::default();
            yew::platform::spawn_local({
                let (answer, words) = (answer.clone(), words.clone());
                let stop = stop.clone();
                async move {
                    if words.is_empty() {
                        return;
                    }
                    let mut rows = Vec::new();
                    let mut slice = Slice::start();
                    for (n_done, row) in outside(&answer, &words).enumerate() {
                        rows.extend(row);
                        if rows.len() == limit {
                            break;
                        }
                        if n_done % N_ROWS == 0 && slice.is_over() {
                            slice.pause().await;
                        }
                        if stop.is_stopped() {
                            return;
                        }
                    }
                    found.set(Some(((answer.clone(), words.clone()), Rc::new(rows))));
                }
            });
            move || stop.stop()
        }
    });
    match &*found {
        // What was found for another search, or in another answer, is not shown.
        Some((searched, rows)) if *searched == given => rows.clone(),
        _ => Rc::default(),
    }
}
