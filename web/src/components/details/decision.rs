//! What is decided about an account: the choice, a note, and the steps to be ticked.

use super::checklist::Checklist;
use crate::browser::value_of;
use crate::components::parts::choices::choices;
use crate::components::parts::disclosure::Disclosure;
use crate::components::parts::history::history;
use crate::components::parts::icon::{Icon, Shape};
use crate::hooks::{Act, Desk, can_choose, decide};
use reprieve_core::advice::{Advice, CourseAdvice};
use reprieve_core::answer::Row;
use reprieve_desk::action::Action;
use reprieve_desk::decisions::{Choice, Edit, Name};
use reprieve_desk::words::{count, long_date};
use yew::prelude::*;

/// The choice, a note, and the steps of an account.
pub(crate) fn decision(desk: &Desk, act: &Act, row: &Row, advice: &Advice) -> Html {
    let answer = &desk.answer;
    let name = Name::from(answer.logon_name(row));
    let record = desk.state.lasting.decisions.record(&name).cloned().unwrap_or_default();
    let chosen = record.decision.choice();
    let is_possible = |choice: Choice| can_choose(answer, row, choice);
    let why_not = |choice: Choice| why_not(advice, choice);
    let impossible: Vec<(Choice, String)> = Choice::ALL
        .into_iter()
        .filter(|choice| !is_possible(*choice))
        .map(|choice| (choice, why_not(choice)))
        .collect();
    let on_choose = {
        let (desk, act, row) = (desk.clone(), act.clone(), row.clone());
        Callback::from(move |choice| decide(&desk, &act, &[&row], choice))
    };
    let course = record.decision.course();
    let taken = advice.courses.iter().find(|offer| Some(offer.course) == course);
    let lost =
        Some(chosen).filter(|choice| choice.course().is_some() && !is_possible(*choice));
    html! {
        <section key={&*name} class="decision">
            <div class="decision__head">
                <h3>{ "Decision" }</h3>
                { history(desk, act) }
            </div>
            { choices("Decision", Some(chosen), &impossible, &on_choose) }
            if let Some(choice) = lost {
                <p class="decision__lost">
                    <Icon shape={Shape::Warning} />
                    <span>
                        { format!("“{}” was decided, and is not possible now. {}", choice.title(), why_not(choice)) }
                    </span>
                </p>
            }
            { note_field(act, &name, &record.note) }
            if let Some(course) = taken {
                <h3 class="decision__course">{ heading(course, advice) }</h3>
                <Checklist name={name.clone()} steps={course.steps.clone()} />
            } else if course.is_none() && chosen == Choice::Undecided {
                { for advice.courses.iter().enumerate().map(offer) }
            }
        </section>
    }
}

/// Why a choice cannot be made; empty when the rules do not say.
fn why_not(advice: &Advice, choice: Choice) -> String {
    let why = advice.impossible.iter().find(|no| Some(no.course) == choice.course());
    why.map(|no| no.why.clone()).unwrap_or_default()
}

fn heading(course: &CourseAdvice, advice: &Advice) -> String {
    match advice.by {
        Some(by) => format!("{}, by {}", course.title, long_date(by)),
        None => course.title.clone(),
    }
}

/// What a course would ask for, before it is chosen; the first one is what is offered.
fn offer((rank, course): (usize, &CourseAdvice)) -> Html {
    let label =
        format!("{} · {}", course.title, count(course.steps.len(), "step", "steps"));
    html! {
        <Disclosure key={course.course.as_str()} class="decision__offer" {label} begins_open={rank == 0}>
            <ol class="decision__steps">
                { for course.steps.iter().map(|step| html! {
                    <li key={step.id.clone()}>
                        <b>{ &step.title }</b>
                        <p>{ &step.text }</p>
                        <p class="muted">{ format!("Who: {}", step.who) }</p>
                    </li>
                }) }
            </ol>
        </Disclosure>
    }
}

fn note_field(act: &Act, name: &Name, text: &str) -> Html {
    let oninput = {
        let (act, name) = (act.clone(), name.clone());
        Callback::from(move |event: InputEvent| {
            let (name, text) = (name.clone(), value_of(&event));
            act.dispatch(Action::Edited(Edit::Note { name, text }));
        })
    };
    let act = act.clone();
    let onblur = Callback::from(move |_| act.dispatch(Action::Edited(Edit::LeaveNote)));
    html! {
        <label class="note-field">
            <span class="visually-hidden">{ "Note" }</span>
            <textarea
                rows="2"
                placeholder="Note: who was asked, what was agreed"
                value={text.to_owned()}
                {oninput}
                {onblur}
            />
        </label>
    }
}
