//! One account: what is to be done by when, its clock, why it is flagged, and what the
//! files say.

use super::clock::Clock;
use super::hint::Hint;
use super::raw_rows::RawRows;
use super::row::codes;
use super::status_pill::StatusPill;
use crate::browser::{focus, focus_account};
use crate::hooks::{Desk, use_desk, use_hints, use_keys};
use crate::state::view::Tile;
use crate::words::{long_date, relative, short_date};
use chrono::NaiveDate;
use reprieve_core::answer::{DateSource, Row, RowRef};
use reprieve_core::lifecycle::{Milestones, Status, Urgency};
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
            <p class={classes!("callout", tile.class())}>{ sentence(row, as_of) }</p>
            if let Some(names) = meant.get(&name) {
                <p class="details__hint">
                    { "No such name is in the directory. " }<Hint names={names.clone()} />
                </p>
            }
            if let Some(milestones) = row.milestones {
                <section>
                    <h3>{ "The account’s clock" }</h3>
                    <Clock {milestones} {as_of} {tile} with_days=true />
                    { dates(&milestones, as_of) }
                </section>
            }
            <section>
                <h3>{ reason_title(row) }</h3>
                { why(&desk, row) }
            </section>
            <section>
                <h3>{ "What the files say" }</h3>
                <RawRows origins={row.origins.clone()} />
            </section>
        </aside>
    }
}

/// An account can be deleted without being flagged.
fn reason_title(row: &Row) -> &'static str {
    match row.in_enrollment || row.status == Status::Clear {
        true => "Why it is flagged",
        false => "How it was deleted",
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

fn why(desk: &Desk, row: &Row) -> Html {
    let answer = &desk.answer;
    let reason = answer.text(row, Role::Reason);
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
            if row.cause.is_some() {
                <dt>{ "Cause" }</dt><dd>{ &desk.policy.cause(row.cause).title }</dd>
            }
            if row.affiliations.is_some() {
                <dt>{ "Affiliations" }</dt>
                <dd>{ codes(row.affiliations.as_deref()) }{ format!(" {}", names.join(", ")) }</dd>
            }
            if !reason.is_empty() {
                <dt>{ "Reason" }</dt><dd>{ reason }</dd>
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

/// What is to be done, by when, and why.
fn sentence(row: &Row, as_of: NaiveDate) -> String {
    let Some(dates) = row.milestones else {
        return match row.status {
            Status::Clear => "Not flagged: there is nothing to do.".to_owned(),
            _ if !row.in_enrollment => "Deleted, but the file does not say when, so nobody \
                  knows until when its contents can come back."
                .to_owned(),
            _ => "Flagged, but no file says until when. The whole enrollment table has the \
                  dates; a bare list of names has none."
                .to_owned(),
        };
    };
    let on = |date: NaiveDate| {
        format!("{}, {}", relative(date, as_of), short_date(date, as_of))
    };
    let disabled = on(dates.disabled_on);
    let deprovisioned = on(dates.deprovisioned_on);
    let restorable = on(dates.restorable_until);
    match (row.status, row.urgency) {
        (Status::Expiring, Some(Urgency::Overdue)) => format!(
            "The last working day was {}. The account still works until it is disabled {disabled}.",
            on(dates.act_by)
        ),
        (Status::Expiring, Some(Urgency::Today)) => format!(
            "Today is the last working day. The account is disabled {disabled}, and \
             deprovisioned {deprovisioned}."
        ),
        (Status::Expiring, _) => format!(
            "Act by {}. The account is disabled {disabled}, and deprovisioned {deprovisioned}.",
            short_date(dates.act_by, as_of)
        ),
        (Status::Disabled, _) => format!(
            "The account is disabled. It is deprovisioned {deprovisioned}; from then on no \
             mail is received."
        ),
        (Status::Restorable, _) => format!(
            "Deprovisioned {deprovisioned}. Its contents can still be re-attached; the last \
             day is {restorable}."
        ),
        _ => format!(
            "The last day to restore was {restorable}. The contents are lost; only an empty \
             mailbox can be made."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reprieve_core::answer::Place;
    use reprieve_core::policy::{DEFAULT, Policy};

    #[track_caller]
    fn check(deprovisioned_on: &str, expected: &str) {
        let policy = Policy::built_in(DEFAULT).unwrap();
        let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let milestones =
            Milestones::new(deprovisioned_on.parse().unwrap(), &policy).unwrap();
        let row = Row {
            origins: Vec::new(),
            place: Place::Answer,
            status: milestones.status(as_of),
            urgency: milestones.urgency(as_of, &policy),
            milestones: Some(milestones),
            date_source: Some(DateSource::Scheduled),
            affiliations: None,
            cause: None,
            exception: None,
            in_directory: Some(true),
            in_enrollment: true,
            problems: Vec::new(),
        };
        let found = sentence(&row, as_of);
        assert!(found.starts_with(expected), "{found}");
    }

    #[test]
    fn what_to_do_by_when() {
        check(
            "2026-11-20",
            "Today is the last working day. The account is disabled tomorrow, Thu 19 Nov, and deprovisioned in 2 days, Fri 20 Nov.",
        );
        check("2026-11-27", "Act by Wed 25 Nov. The account is disabled in 8 days");
        check(
            "2026-11-19",
            "The account is disabled. It is deprovisioned tomorrow, Thu 19 Nov;",
        );
        check("2026-11-18", "Deprovisioned today, Wed 18 Nov. Its contents can still be");
        check("2026-10-18", "The last day to restore was yesterday, Tue 17 Nov.");
    }
}
