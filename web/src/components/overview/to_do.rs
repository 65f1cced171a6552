//! What to do for all accounts that need the same thing, at once.

use crate::components::parts::copy_names::{CopyNames, MAX_SHOWN, lines};
use crate::components::parts::icon::{Icon, Shape};
use crate::components::parts::standing::class;
use crate::hooks::{use_act, use_desk};
use reprieve_core::advice::{Group, GroupCourse, groups};
use reprieve_desk::action::Action;
use reprieve_desk::group::GroupKey;
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{count, number, relative, short_date};
use yew::prelude::*;

/// How many lines of names are seen without scrolling, at most.
const MAX_LINES: usize = 8;

#[component]
pub(crate) fn ToDo() -> Html {
    let desk = use_desk();
    let is_open = use_state_eq(|| false);
    let groups = use_memo((desk.answer.clone(), *is_open), |(answer, is_open)| {
        // Nobody pays for what nobody looks at.
        let groups = if *is_open { groups(answer) } else { Vec::new() };
        groups.into_iter().map(Shared::new).collect::<Vec<_>>()
    });
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let n_accounts = desk.answer.counts().answer();
    let item = |group: &Shared<Group>| {
        // What is open stays open when the order changes.
        let key = format!("{:?}", GroupKey::of(group));
        html! { <GroupItem {key} group={group.clone()} /> }
    };
    html! {
        <section class="card to-do" aria-label="What to do">
            <h2 class="to-do__head">
                <button class="to-do__toggle" title="The steps for all that need the same thing, with their names to copy" aria-expanded={is_open.to_string()} {onclick}>
                    <span class="to-do__arrow" aria-hidden="true">{ "›" }</span>
                    { "What to do" }
                    if *is_open {
                        <span class="to-do__hint muted">
                            { format!("{} in {}", count(n_accounts, "account", "accounts"), count(groups.len(), "group", "groups")) }
                        </span>
                    }
                </button>
            </h2>
            if *is_open {
                <ul class="plain-list to-do__groups">
                    { for groups.iter().map(item) }
                </ul>
            }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct GroupProps {
    group: Shared<Group>,
}

#[component]
fn GroupItem(props: &GroupProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let is_open = use_state_eq(|| false);
    let group = &props.group;
    let key = GroupKey::of(group);
    let is_shown = desk.state.of_files.filters.group.as_ref() == Some(&key);
    let n_names = group.logon_names.len();
    let on_open = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let on_show = Callback::from(move |_| {
        act.dispatch(Action::GroupChosen((!is_shown).then(|| key.clone())));
    });
    let title = match &group.exception {
        Some(exception) => format!("{} · {exception}", group.cause_title),
        None => group.cause_title.clone(),
    };
    let as_of = desk.answer.as_of();
    // The color and the shape are those of the most urgent account.
    let standing = group.standing;
    html! {
        <li class="to-do__group">
            <div class="to-do__line">
                <button class="to-do__open" aria-expanded={is_open.to_string()} onclick={on_open}>
                    <span class="to-do__arrow" aria-hidden="true">{ "›" }</span>
                    <span class="to-do__count">{ number(n_names) }</span>
                    <span class={classes!("pill", class(standing))}>
                        <Icon shape={Shape::Status(standing)} />{ group.status().title() }
                    </span>
                    <span class="to-do__title">{ title }</span>
                </button>
                <span class="to-do__by">
                    if let Some(by) = group.by {
                        { format!("by {}", short_date(by, as_of)) }
                        <span class="muted">{ format!(" · {}", relative(by, as_of)) }</span>
                    }
                </span>
                <button class="button" aria-pressed={is_shown.to_string()} onclick={on_show}>
                    { if is_shown { "Show all accounts" } else { "Show in the table" } }
                </button>
            </div>
            if *is_open {
                { names_and_steps(group, n_names) }
            }
        </li>
    }
}

fn names_and_steps(group: &Shared<Group>, n_names: usize) -> Html {
    let first: Vec<&str> =
        group.logon_names.iter().take(MAX_SHOWN).map(String::as_str).collect();
    let all = {
        let group = group.clone();
        Callback::from(move |()| lines(group.logon_names.iter().map(String::as_str)))
    };
    html! {
        <div class="to-do__body">
            <div class="to-do__courses">
                if group.courses.is_empty() {
                    <p class="muted">{ "Nothing can be done any more." }</p>
                }
                { for group.courses.iter().map(course) }
            </div>
            <CopyNames
                {n_names}
                first={first.join("\n")}
                {all}
                n_lines={n_names.clamp(1, MAX_LINES)}
                class="to-do__names"
            />
        </div>
    }
}

fn course(course: &GroupCourse) -> Html {
    let steps = course.steps.iter().map(|step| {
        html! {
            <li key={step.id.clone()}>
                { &step.title }
                <span class="muted">
                    { format!(" · {}", step.who) }
                    if let Some(wait) = &step.wait {
                        { format!(" · {wait}") }
                    }
                </span>
            </li>
        }
    });
    html! {
        <div key={course.course.as_str()} class="to-do__course">
            <h3>{ &course.title }</h3>
            <ol>{ for steps }</ol>
        </div>
    }
}
