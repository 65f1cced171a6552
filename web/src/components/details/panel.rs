//! One account: what is to be done by when, its clock, what is decided, why it is flagged,
//! and what the files say.

use super::account_dates::{account_dates, origin};
use super::bar::details_bar;
use super::decision::decision;
use super::raw_rows::RawRows;
use super::why::{evidence, impossible, why};
use crate::browser::{
    first_row_in_sight, focus, focus_account, focus_row, has_focus, scroll_to_top,
    show_row,
};
use crate::components::parts::codes::codes;
use crate::components::parts::disclosure::Disclosure;
use crate::components::parts::hint::Hint;
use crate::components::parts::standing::class;
use crate::components::parts::status_pill::StatusPill;
use crate::hooks::{Desk, use_act, use_desk, use_hints, use_keys, use_settled_with};
use reprieve_core::advice::Advice;
use reprieve_core::answer::Row;
use reprieve_core::role::Role;
use reprieve_core::standing::Status;
use reprieve_desk::words::{count, day_in_sentence};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) row: Row,
    pub(crate) on_close: Callback<()>,
}

#[component]
pub(crate) fn Details(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let Props { row, on_close } = props;
    let answer = &desk.answer;
    let close = use_node_ref();
    use_keys({
        let on_close = on_close.clone();
        move |key, _| {
            let wanted = key == "Escape";
            if wanted {
                on_close.emit(());
            }
            wanted
        }
    });
    let name = answer.logon_name(row).to_owned();
    let panel = use_node_ref();
    use_settled_with(name.clone(), {
        let (panel, close) = (panel.clone(), close.clone());
        move || {
            // Who goes on from here stays where the hand is.
            if !has_focus(&panel) {
                focus(&close);
            }
        }
    });
    use_effect_with(name.clone(), {
        let (panel, at) = (panel.clone(), desk.neighbors.at);
        move |_| {
            scroll_to_top(&panel);
            if let Some(at) = at {
                show_row(at);
            }
        }
    });
    let latest = use_mut_ref(String::new);
    latest.replace(name.clone());
    use_effect_with((), move |()| {
        move || {
            // Where the account was filtered away, the focus goes to one that is there.
            if focus_account(&latest.borrow()).is_none()
                && let Some(row) = first_row_in_sight()
            {
                focus_row(row);
            }
        }
    });
    let meant = use_hints(vec![row.clone()]);
    let person = answer.display_name(row);
    let title = if person.is_empty() { name.clone() } else { person.into_owned() };
    let (department, email) =
        (answer.text(row, Role::Department), answer.text(row, Role::Email));
    let second: Vec<&str> = [name.as_str(), department, email]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    let standing = row.standing();
    let advice = Advice::with_days(answer, row, &day_in_sentence);
    let has_decision = !advice.courses.is_empty()
        || desk.state.lasting.decisions.record(&name).is_some();
    html! {
        <aside ref={panel} class="details" aria-label="Details">
            { details_bar(&desk, &act, &title, &close, on_close) }
            <header class="details__head">
                <h2 class="details__name"><bdi>{ title }</bdi></h2>
                <StatusPill {standing} />
                <p class="details__second"><bdi>{ second.join(" · ") }</bdi></p>
            </header>
            <p class={classes!("callout", class(standing))}>{ sentence(row, &advice) }</p>
            if let Some(names) = meant.get(&name) {
                <p class="details__hint">
                    { "No such name is in the directory. " }<Hint names={names.clone()} />
                </p>
            }
            if let Some(exception) = &advice.exception {
                <div class="exception">
                    <p><b>{ &exception.title }</b>{ ". " }{ &exception.text }</p>
                </div>
            }
            if has_decision {
                { decision(&desk, &act, row, &advice) }
            }
            { account_dates(&desk, row) }
            <section>
                <h3>{ reason_title(row) }</h3>
                if is_flagged(row) {
                    { why(&advice.why) }
                }
                { facts(&desk, row) }
            </section>
            { impossible(&advice.impossible) }
            <Disclosure key={name.clone()} label={evidence_label(row)} class="details__evidence">
                { origin(&desk, row) }
                if let Some(exception) = &advice.exception {
                    { evidence(&exception.evidence) }
                }
                if is_flagged(row) {
                    { evidence(&advice.why.evidence) }
                }
                <RawRows key={name.clone()} origins={row.origins.clone()} />
            </Disclosure>
        </aside>
    }
}

/// What the fold of the evidence says of what is in it.
fn evidence_label(row: &Row) -> String {
    format!("Evidence · {} of the files", count(row.origins.len(), "row", "rows"))
}

/// An account can be deleted without being flagged.
pub(crate) fn is_flagged(row: &Row) -> bool {
    row.in_enrollment && row.standing().status() != Status::Clear
}

pub(crate) fn reason_title(row: &Row) -> &'static str {
    match (row.standing().status(), row.in_enrollment) {
        (Status::Clear, _) => "Why it is not flagged",
        (_, true) => "Why it is flagged",
        (_, false) => "How it was deleted",
    }
}

pub(crate) fn facts(desk: &Desk, row: &Row) -> Html {
    let names: Vec<&str> = row
        .affiliations
        .iter()
        .flat_map(|codes| codes.iter())
        .filter_map(|code| desk.policy.affiliation(code))
        .map(|affiliation| affiliation.name.as_str())
        .collect();
    html! {
        <dl class="facts">
            if row.affiliations.is_some() {
                <dt>{ "Affiliations" }</dt>
                <dd>{ codes(row.affiliations.as_deref(), "") }{ format!(" {}", names.join(", ")) }</dd>
            }
            if !row.problems.is_empty() {
                <dt>{ "Problems" }</dt>
                <dd>
                    <ul class="plain-list">
                        { for row.problems.iter().map(|code| html! {
                            <li>{ format!("{}: {}", code.as_str(), code.remedy()) }</li>
                        }) }
                    </ul>
                </dd>
            }
        </dl>
    }
}

/// What is to be done, by when, and why; the policy says it of all who are flagged.
pub(crate) fn sentence(row: &Row, advice: &Advice) -> String {
    match row.standing().status() {
        Status::Clear => "Not flagged: there is nothing to do.".to_owned(),
        Status::Undated if !row.in_enrollment => {
            "Deleted, but the file does not say when, so nobody knows until when its \
             contents can come back."
                .to_owned()
        }
        _ => advice.summary.clone(),
    }
}
