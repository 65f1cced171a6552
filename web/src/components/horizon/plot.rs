//! The days as a drawing in which one points at a day, or drags across some of them.
//!
//! To a screen reader it is a slider: its value is the day, in words.

use super::bars::{Bars, HEIGHT, band, ground, patterns, upright};
use super::days::{places, said};
use super::scale::Scale;
use crate::browser::{capture_pointer, pointer_in};
use crate::hooks::use_width;
use reprieve_core::policy::Policy;
use reprieve_desk::horizon::{Cursor, Horizon, N_DAYS, Span, TODAY};
use reprieve_desk::shared::Shared;
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) all: Shared<Horizon>,
    /// What is left by the filters.
    pub(crate) seen: Shared<Horizon>,
    /// The days to which the table is narrowed.
    pub(crate) days: Option<Span>,
    pub(crate) policy: Shared<Policy>,
    pub(crate) on_choose: Callback<Option<Span>>,
}

/// Where the pointer is, and where the keyboard is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Hands {
    pointer: Option<Cursor>,
    is_drawing: bool,
    keyboard: Option<Cursor>,
}

impl Hands {
    /// After the pointer did something at a day; and what was drawn, if that ended a drawing.
    /// `is_press` says whether its main button went down.
    fn after(self, event: &str, is_press: bool, day: usize) -> (Hands, Option<Cursor>) {
        let cursor = match self.pointer {
            Some(cursor) => cursor.to(day, self.is_drawing),
            None => Cursor::on(day),
        };
        let keyboard = self.keyboard;
        let next = Hands { pointer: Some(cursor), ..self };
        match event {
            "pointerdown" if is_press => {
                let pointer = Some(Cursor::on(cursor.at));
                (Hands { pointer, is_drawing: true, keyboard }, None)
            }
            "pointerup" if self.is_drawing => {
                let next = Hands { keyboard: Some(cursor), ..Hands::default() };
                (next, Some(cursor))
            }
            "pointerleave" if !self.is_drawing => (Hands { pointer: None, ..next }, None),
            "pointercancel" => (Hands { keyboard, ..Hands::default() }, None),
            _ => (next, None),
        }
    }
}

#[component]
pub(crate) fn HorizonPlot(props: &Props) -> Html {
    let Props { all, seen, days, policy, on_choose } = props;
    let drawing = use_node_ref();
    let width = use_width(drawing.clone());
    let hands = use_state_eq(Hands::default);
    let largest = |n_days: usize| {
        let bars = (0..N_DAYS).step_by(n_days);
        let heights = bars.map(|day| {
            (day..(day + n_days).min(N_DAYS)).map(|day| all.height(day)).sum()
        });
        heights.max().unwrap_or(0)
    };
    let scale = Scale::new(width, largest);
    let largest = largest(scale.n_days);
    let chosen = days.as_ref().and_then(|days| places(all, days));
    let choose = {
        let (all, days, on_choose) = (all.clone(), *days, on_choose.clone());
        move |cursor: Cursor| {
            let (from, to) = scale.range(cursor);
            let span = Span { from: all.date(from), to: all.date(to) };
            // The same once more takes it back.
            on_choose.emit(Some(span).filter(|span| days != Some(*span)));
        }
    };
    let on_pointer = {
        let (hands, drawing, choose) = (hands.clone(), drawing.clone(), choose.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(x) = pointer_in(&event, &drawing) else { return };
            let is_press = event.button() == 0;
            let (next, drawn) = hands.after(&event.type_(), is_press, scale.day(x));
            if next.is_drawing && !hands.is_drawing {
                capture_pointer(&event, &drawing);
            }
            drawn.into_iter().for_each(&choose);
            hands.set(next);
        })
    };
    let onkeydown = {
        let (hands, on_choose, has_days) =
            (hands.clone(), on_choose.clone(), days.is_some());
        Callback::from(move |event: KeyboardEvent| {
            let cursor = hands.keyboard.unwrap_or(Cursor::on(TODAY));
            let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
            match (event.key().as_str(), cursor.after(&event.key(), event.shift_key())) {
                _ if is_command => return,
                (_, Some(cursor)) => {
                    hands.set(Hands { keyboard: Some(cursor), ..Hands::default() });
                }
                ("Enter" | " ", _) => choose(cursor),
                ("Escape", _) if has_days => on_choose.emit(None),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocus = {
        let hands = hands.clone();
        Callback::from(move |_: FocusEvent| {
            if hands.keyboard.is_none() && !hands.is_drawing {
                let (anchor, at) = chosen.unwrap_or((TODAY, TODAY));
                hands.set(Hands { keyboard: Some(Cursor { at, anchor }), ..*hands });
            }
        })
    };
    let onblur = {
        let hands = hands.clone();
        Callback::from(move |_: FocusEvent| hands.set(Hands { keyboard: None, ..*hands }))
    };
    let cursor = hands.pointer.or(hands.keyboard);
    let words = |cursor: Cursor| said(all, scale.range(cursor));
    let day = hands.keyboard.unwrap_or(Cursor::on(TODAY));
    let band_of =
        |class: &'static str, days| html! { <path {class} d={band(scale, days)} /> };
    html! {
        <div class="horizon__drawing">
            <p class="horizon__said" aria-hidden="true">
                if let Some(cursor) = cursor {
                    { words(cursor) }
                } else {
                    <span class="muted">{ "Drag across days to filter." }</span>
                }
            </p>
            <svg
                ref={drawing}
                class="horizon__plot"
                height={HEIGHT.to_string()}
                role="slider"
                tabindex="0"
                aria-label="Day"
                aria-valuemin={(-(TODAY as isize)).to_string()}
                aria-valuemax={(N_DAYS - 1 - TODAY).to_string()}
                aria-valuenow={(day.at as isize - TODAY as isize).to_string()}
                aria-valuetext={words(day)}
                onpointerdown={on_pointer.clone()}
                onpointermove={on_pointer.clone()}
                onpointerup={on_pointer.clone()}
                onpointerleave={on_pointer.clone()}
                onpointercancel={on_pointer}
                {onkeydown}
                {onfocus}
                {onblur}
            >
                { patterns() }
                if width > 0 {
                    { ground(all, policy, scale, largest) }
                    { for chosen.map(|days| band_of("horizon__chosen", days)) }
                    { for cursor.map(|cursor| band_of("horizon__cursor", scale.range(cursor))) }
                    <Bars all={all.clone()} seen={seen.clone()} {largest} {scale} />
                    { today(scale) }
                }
            </svg>
        </div>
    }
}

fn today(scale: Scale) -> Html {
    /// How wide the word is, with its gap to the line.
    const WORD: usize = 45;
    let x = scale.x(TODAY);
    let (at, anchor) = if x < WORD { (x + 5, "start") } else { (x - 5, "end") };
    html! {
        <>
            <path class="horizon__today" d={upright(x)} />
            <text class="horizon__label horizon__label--today" x={at.to_string()} y="10" text-anchor={anchor}>
                { "today" }
            </text>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_drawn_from_where_the_button_went_down() {
        let (over, drawn) = Hands::default().after("pointermove", false, 3);
        assert_eq!((over.pointer, drawn), (Some(Cursor::on(3)), None));
        let (down, _) = over.after("pointerdown", true, 5);
        let (over, _) = down.after("pointermove", false, 9);
        // Whoever leaves the drawing still draws.
        let (over, _) = over.after("pointerleave", false, 8);
        let (up, drawn) = over.after("pointerup", true, 7);
        assert_eq!(drawn.map(Cursor::range), Some((5, 7)));
        assert_eq!(up, Hands { keyboard: drawn, ..Hands::default() });
        // Without a press nothing is drawn, and a drag that is taken away draws nothing.
        assert_eq!(up.after("pointerup", true, 9).1, None);
        let (cancelled, drawn) = over.after("pointercancel", false, 8);
        assert_eq!((cancelled, drawn), (Hands::default(), None));
    }
}
