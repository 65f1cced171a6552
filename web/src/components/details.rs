//! One account: what is to be done by when, its clock, what is decided, why it is flagged,
//! and what the files say.

use super::clock::Clock;
use super::decision::decision;
use super::hint::Hint;
use super::raw_rows::RawRows;
use super::row::codes;
use super::status_pill::StatusPill;
use super::why::{evidence, impossible, why};
use crate::browser::{focus, focus_account};
use crate::hooks::{Desk, use_act, use_desk, use_hints, use_keys};
use crate::state::view::Tile;
use crate::words::{long_date, relative};
use chrono::NaiveDate;
use reprieve_core::advice::Advice;
use reprieve_core::answer::{DateSource, Row, RowRef};
use reprieve_core::lifecycle::{Milestones, Status};
use reprieve_core::source::Role;
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
    use_keys(on_close.clone(), {
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
    use_effect_with((close.clone(), name.clone()), |(close, name)| {
        focus(close);
        let name = name.clone();
        move || {
            // An account that is out of sight or filtered away keeps no focus.
            let _ = focus_account(&name);
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
    let tile = Tile::of(row);
    let as_of = answer.as_of();
    let advice = Advice::new(answer, row);
    let has_decision =
        !advice.courses.is_empty() || desk.state.decisions.record(&name).is_some();
    html! {
        <aside class="details" aria-label="Details">
            <header class="details__head">
                <StatusPill {tile} />
                <button ref={close} class="details__close" aria-label="Close details" onclick={on_close.reform(|_| ())}>
                    { "×" }
                </button>
                <h2 class="details__name"><bdi>{ title }</bdi></h2>
                <p class="details__second"><bdi>{ second.join(" · ") }</bdi></p>
            </header>
            <p class={classes!("callout", tile.class())}>{ sentence(row, &advice) }</p>
            if let Some(names) = meant.get(&name) {
                <p class="details__hint">
                    { "No such name is in the directory. " }<Hint names={names.clone()} />
                </p>
            }
            if let Some(exception) = &advice.exception {
                <div class="exception">
                    <p><b>{ &exception.title }</b>{ ". " }{ &exception.text }</p>
                    { evidence(&exception.evidence) }
                </div>
            }
            if let Some(milestones) = row.milestones {
                <section>
                    <h3>{ "The account’s clock" }</h3>
                    <Clock {milestones} {as_of} {tile} with_days=true />
                    { dates(&milestones, as_of) }
                </section>
            }
            if has_decision {
                { decision(&desk, &act, row, &advice) }
            }
            <section>
                <h3>{ reason_title(row) }</h3>
                if is_flagged(row) {
                    { why(&advice.why) }
                }
                { facts(&desk, row) }
            </section>
            { impossible(&advice.impossible) }
            <section>
                <h3>{ "What the files say" }</h3>
                <RawRows origins={row.origins.clone()} />
            </section>
        </aside>
    }
}

/// An account can be deleted without being flagged.
fn is_flagged(row: &Row) -> bool {
    row.in_enrollment && row.status != Status::Clear
}

fn reason_title(row: &Row) -> &'static str {
    match (row.status, row.in_enrollment) {
        (Status::Clear, _) => "Why it is not flagged",
        (_, true) => "Why it is flagged",
        (_, false) => "How it was deleted",
    }
}

fn dates(milestones: &Milestones, as_of: NaiveDate) -> Html {
    let rows = [
        ("Lapsed", milestones.lapsed_on),
        ("Last day to act", milestones.act_by),
        ("Disabled", milestones.disabled_on),
        ("Deprovisioned", milestones.deprovisioned_on),
        ("Last day to restore", milestones.restorable_until),
    ];
    html! {
        <dl class="facts facts--dates">
            { for rows.map(|(label, date)| html! {
                <>
                    <dt>{ label }</dt>
                    <dd>
                        <time datetime={date.to_string()}>{ long_date(date) }</time>
                        <span class="muted">{ format!(" {}", relative(date, as_of)) }</span>
                    </dd>
                </>
            }) }
        </dl>
    }
}

fn facts(desk: &Desk, row: &Row) -> Html {
    let answer = &desk.answer;
    let names: Vec<&str> = row
        .affiliations
        .iter()
        .flatten()
        .filter_map(|code| desk.policy.affiliation(code))
        .map(|affiliation| affiliation.name.as_str())
        .collect();
    let place = |origin: RowRef| {
        let source = &answer.sources()[origin.source];
        format!("{}, line {}", source.file, source.table.line(origin.row))
    };
    let origin = answer.date_origin(row).map(place);
    let plan = answer.plan(row).map(|(day, _, origin)| (day, place(origin)));
    html! {
        <dl class="facts">
            if row.affiliations.is_some() {
                <dt>{ "Affiliations" }</dt>
                <dd>{ codes(row.affiliations.as_deref()) }{ format!(" {}", names.join(", ")) }</dd>
            }
            <dt>{ "Date comes from" }</dt>
            <dd>{ date_source(row, origin) }</dd>
            if let Some((day, place)) = plan {
                <dt>{ "It was planned for" }</dt>
                <dd>{ format!("{}, says {place}", long_date(day)) }</dd>
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

fn date_source(row: &Row, origin: Option<String>) -> String {
    let what = match row.date_source {
        Some(DateSource::Scheduled) => "Scheduled deletion date",
        Some(DateSource::ExpiresIn) => "The report’s date and its days",
        Some(DateSource::AffiliationEnd) => "The end of the affiliation",
        Some(DateSource::SoftDeleted) => {
            let on = row.milestones.map(|dates| long_date(dates.deprovisioned_on));
            let (on, says) = (on.unwrap_or_default(), origin.unwrap_or_default());
            return format!("Soft-deleted on {on}, says {says}");
        }
        None => return "No file has a date".to_owned(),
    };
    match origin {
        Some(origin) => format!("{what}, {origin}"),
        None => what.to_owned(),
    }
}

/// What is to be done, by when, and why; the policy says it of all who are flagged.
fn sentence(row: &Row, advice: &Advice) -> String {
    match row.status {
        Status::Clear => "Not flagged: there is nothing to do.".to_owned(),
        Status::Undated if !row.in_enrollment => {
            "Deleted, but the file does not say when, so nobody knows until when its \
             contents can come back."
                .to_owned()
        }
        _ => advice.summary.clone(),
    }
}
