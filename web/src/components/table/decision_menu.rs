//! What is decided about an account, as a button in its row, and the menu that it opens.

use crate::browser::{Anchor, anchor, focus_first, hide_popover, is_opening, step_focus};
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{Desk, can_choose, decide, use_act, use_desk, use_scrolled};
use crate::keys::{Command, command, key_of};
use reprieve_core::advice::{Advice, steps};
use reprieve_core::answer::{Answer, Row};
use reprieve_desk::decisions::{Choice, Decision, Record};
use yew::prelude::*;

/// The menu's element, which the buttons open.
const ID: &str = "decision-menu";

/// Whose menu is open, and beside which button.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Opened {
    name: String,
    anchor: Anchor,
}

/// The button: what is decided, and how many of its steps are done.
pub(crate) fn decision_button(
    desk: &Desk,
    row: &Row,
    on_open: &Callback<Opened>,
) -> Html {
    let answer = &desk.answer;
    let name = answer.logon_name(row);
    let decisions = &desk.state.lasting.decisions;
    let record = decisions.record(name).cloned().unwrap_or_default();
    let choice = record.decision.choice();
    let is_possible = is_still_possible(answer, row, &record);
    let shape = if is_possible { Shape::Choice(choice) } else { Shape::Warning };
    let done = record.decision.course().map(|course| {
        let all = steps(answer, row, course);
        all.fold((0, 0), |(done, all), step| {
            (done + usize::from(decisions.is_ticked(name, &step.id)), all + 1)
        })
    });
    let class = classes!(
        "decide",
        (choice == Choice::Undecided).then_some("decide--none"),
        (!is_possible).then_some("decide--late"),
    );
    let title = match (is_possible, record.note.as_str()) {
        (false, _) => "Not possible any more, or not yet".to_owned(),
        (true, note) => note.to_owned(),
    };
    let onclick = {
        let (on_open, name) = (on_open.clone(), name.to_owned());
        Callback::from(move |event: MouseEvent| {
            // It opens the menu, and not the details.
            event.stop_propagation();
            if let Some(anchor) = anchor(&event) {
                on_open.emit(Opened { name: name.clone(), anchor });
            }
        })
    };
    html! {
        // One stop for each row is enough: the digits decide by keyboard.
        <button {class} {title} tabindex="-1" popovertarget={ID} aria-haspopup="menu" {onclick}>
            <Icon {shape} />
            <span class="decide__word">{ choice.title() }</span>
            if !is_possible {
                <span class="visually-hidden">{ ", not possible now" }</span>
            }
            if !record.note.is_empty() {
                <Icon shape={Shape::Note} />
                <span class="visually-hidden">{ "with a note" }</span>
            }
            if let Some((n_done, n @ 1..)) = done {
                <span class="decide__steps" aria-hidden="true">{ format!("{n_done}/{n}") }</span>
                <span class="visually-hidden">{ format!("{n_done} of {n} steps done") }</span>
            }
            <Icon shape={Shape::Down} />
        </button>
    }
}

/// Whether what was decided can still be done; what is done, or open, needs nothing.
fn is_still_possible(answer: &Answer, row: &Row, record: &Record) -> bool {
    match record.decision {
        Decision::Taken(course) => can_choose(answer, row, Choice::of(course)),
        Decision::Undecided | Decision::Done(_) => true,
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) opened: Option<Opened>,
}

/// The menu, which is the same for all rows.
#[component]
pub(crate) fn DecisionMenu(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let menu = use_node_ref();
    // It stands beside a button, which goes away below it.
    use_scrolled({
        let menu = menu.clone();
        move || hide_popover(&menu)
    });
    let name = props.opened.as_ref().map(|opened| opened.name.as_str());
    let row = name.and_then(|name| desk.flagged_row(name)).cloned();
    let choose = {
        let (desk, row, menu) = (desk.clone(), row.clone(), menu.clone());
        move |choice: Choice| {
            let Some(row) = &row else { return };
            if can_choose(&desk.answer, row, choice) {
                decide(&desk, &act, &[row], choice);
                hide_popover(&menu);
            }
        }
    };
    let ontoggle = {
        let menu = menu.clone();
        Callback::from(move |event: Event| {
            if is_opening(&event) {
                focus_first(&menu, "[aria-checked=true]");
            }
        })
    };
    let onkeydown = {
        let (menu, choose) = (menu.clone(), choose.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match (key.as_str(), command(&key)) {
                ("ArrowDown", _) => step_focus(&menu, 1),
                ("ArrowUp", _) => step_focus(&menu, -1),
                ("Tab", _) => hide_popover(&menu),
                (_, Some(Command::Decide(choice))) => choose(choice),
                // What else there is belongs to the browser.
                _ => return,
            }
            event.prevent_default();
        })
    };
    let item = |row: &Row, advice: &Advice, choice: Choice| {
        let record = desk.state.lasting.decisions.record(desk.answer.logon_name(row));
        let chosen = record.map_or(Choice::Undecided, |record| record.decision.choice());
        let is_possible = can_choose(&desk.answer, row, choice);
        let no = advice.impossible.iter().find(|no| Some(no.course) == choice.course());
        let choose = choose.clone();
        html! {
            <button
                key={choice.title()}
                class="menu__item"
                role="menuitemradio"
                tabindex="-1"
                aria-checked={(chosen == choice).to_string()}
                aria-disabled={(!is_possible).to_string()}
                onclick={move |_: MouseEvent| choose(choice)}
            >
                <Icon shape={Shape::Choice(choice)} />
                <span class="menu__title">
                    { choice.title() }
                    if let Some(no) = no.filter(|_| !is_possible) {
                        <span class="menu__why">{ &no.why }</span>
                    }
                </span>
                <kbd aria-hidden="true">{ key_of(choice) }</kbd>
            </button>
        }
    };
    let items = row.map(|row| {
        let advice = Advice::new(&desk.answer, &row);
        Choice::ALL
            .map(|choice| item(&row, &advice, choice))
            .into_iter()
            .collect::<Html>()
    });
    let style = props.opened.as_ref().map(|opened| opened.anchor.style());
    html! {
        <div
            ref={menu}
            id={ID}
            class="card menu"
            popover="auto"
            role="menu"
            aria-label={format!("Decision for {}", name.unwrap_or_default())}
            ~style={style.unwrap_or_default()}
            {ontoggle}
            {onkeydown}
        >
            { items }
        </div>
    }
}
