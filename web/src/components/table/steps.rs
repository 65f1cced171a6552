//! What to do for all accounts that need the same thing, at once: a view of the table in which
//! each line is a group.

use crate::components::parts::copy_names::{CopyNames, MAX_SHOWN, lines};
use crate::components::parts::icon::{Icon, Shape};
use crate::components::parts::standing::class;
use crate::hooks::{use_act, use_desk};
use chrono::NaiveDate;
use reprieve_core::advice::{Group, GroupCourse, groups};
use reprieve_desk::action::Action;
use reprieve_desk::group::{Due, GroupKey, due};
use reprieve_desk::shared::Shared;
use reprieve_desk::words::{count, number, relative, short_date};
use yew::prelude::*;

/// How many lines of names are seen without scrolling, at most.
const MAX_LINES: usize = 8;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// Shows the accounts again, when some are to be seen among them.
    pub(crate) on_shown: Callback<()>,
}

/// The groups, the one of the most urgent account first.
#[component]
pub(crate) fn Steps(props: &Props) -> Html {
    let desk = use_desk();
    let groups = use_memo(desk.answer.clone(), |answer| {
        groups(answer).into_iter().map(Shared::new).collect::<Vec<_>>()
    });
    let item = |group: &Shared<Group>| {
        // What is open stays open when the order changes.
        let key = format!("{:?}", GroupKey::of(group));
        html! { <GroupItem {key} group={group.clone()} on_shown={props.on_shown.clone()} /> }
    };
    html! {
        <ul class="plain-list" aria-label="Groups that need the same steps">
            { for groups.iter().map(item) }
        </ul>
    }
}

#[derive(PartialEq, Properties)]
struct GroupProps {
    group: Shared<Group>,
    on_shown: Callback<()>,
}

#[component]
fn GroupItem(props: &GroupProps) -> Html {
    let desk = use_desk();
    let act = use_act();
    let is_open = use_state_eq(|| false);
    let group = &props.group;
    let key = GroupKey::of(group);
    let given = (desk.answer.clone(), key.clone(), desk.state.lasting.decisions.clone());
    let due = use_memo(given, |(answer, key, decisions)| due(answer, key, decisions));
    let on_open = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let on_show = {
        let on_shown = props.on_shown.clone();
        Callback::from(move |_| {
            act.dispatch(Action::GroupChosen(Some(key.clone())));
            on_shown.emit(());
        })
    };
    let title = match &group.exception {
        Some(exception) => format!("{} · {exception}", group.cause_title),
        None => group.cause_title.clone(),
    };
    // The color and the shape are those of the most urgent account.
    let standing = group.standing;
    html! {
        <li class="steps__group">
            <div class="steps__line">
                <button class="steps__open" aria-expanded={is_open.to_string()} onclick={on_open}>
                    <Icon shape={Shape::Down} />
                    <span class={classes!("pill", class(standing))}>
                        <Icon shape={Shape::Status(standing)} />{ group.status().title() }
                    </span>
                    <span class="steps__title">{ title }</span>
                    <span class="steps__due">{ said(&due, desk.answer.as_of()) }</span>
                </button>
                <button class="button" onclick={on_show}>{ "Show in the table" }</button>
            </div>
            if *is_open {
                <div class="steps__body">
                    <div class="steps__courses">
                        if group.courses.is_empty() {
                            <p class="muted">{ "Nothing can be done any more." }</p>
                        }
                        { for group.courses.iter().map(course) }
                    </div>
                    { names(&due, desk.answer.as_of()) }
                </div>
            }
        </li>
    }
}

/// `10 accounts, 3 decided, first due today (2)`.
fn said(due: &Due, as_of: NaiveDate) -> String {
    let n_open = due.n_undecided();
    let mut said = count(n_open + due.n_decided, "account", "accounts");
    if due.n_decided > 0 {
        said.push_str(&format!(", {} decided", number(due.n_decided)));
    }
    if let Some((day, names)) = due.by_day.first() {
        let near = relative(*day, as_of);
        said.push_str(&format!(", first due {near} ({})", number(names.len())));
    }
    said
}

/// Who is undecided, day by day, to be copied.
fn names(due: &Due, as_of: NaiveDate) -> Html {
    let undecided: Vec<String> = due.undecided().map(str::to_owned).collect();
    if undecided.is_empty() {
        return html! { <p class="muted">{ "All of them are decided." }</p> };
    }
    let first: Vec<&str> = undecided.iter().take(MAX_SHOWN).map(String::as_str).collect();
    let first = first.join("\n");
    let n_names = undecided.len();
    let all = Callback::from(move |()| lines(undecided.iter().map(String::as_str)));
    let day = |(day, names): &(NaiveDate, Vec<String>)| {
        html! {
            <li key={day.to_string()}>
                <b>{ number(names.len()) }</b>
                { format!(" by {}", short_date(*day, as_of)) }
                <span class="muted">{ format!(", {}", relative(*day, as_of)) }</span>
            </li>
        }
    };
    html! {
        <CopyNames
            {n_names}
            {first}
            {all}
            what="undecided "
            n_lines={n_names.clamp(1, MAX_LINES)}
            class="steps__names"
        >
            <ul class="plain-list steps__days" aria-label="Undecided, by day">
                { for due.by_day.iter().map(day) }
                if !due.undated.is_empty() {
                    <li><b>{ number(due.undated.len()) }</b>{ " without a day" }</li>
                }
            </ul>
        </CopyNames>
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
        <div key={course.course.as_str()} class="steps__course">
            <h3>{ &course.title }</h3>
            <ol>{ for steps }</ol>
        </div>
    }
}
