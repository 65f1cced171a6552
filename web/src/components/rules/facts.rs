//! What the rules say that is not changed on the page: affiliations, exceptions, where the
//! institution's own pages disagree, and where all of it is written.

use crate::components::parts::disclosure::Disclosure;
use crate::hooks::use_desk;
use reprieve_core::policy::{
    Affiliation, Citation, Disagreement, Eligible, Exception, Placeholder, Policy,
    Template,
};
use reprieve_desk::words::count;
use yew::prelude::*;

#[component]
pub(crate) fn RulesFacts() -> Html {
    let desk = use_desk();
    let policy = &desk.policy;
    html! {
        <>
            if !policy.disagreements.is_empty() {
                { disagreements(policy) }
            }
            { affiliations(policy) }
            if !policy.exceptions.is_empty() {
                { exceptions(policy) }
            }
            if !policy.sources.is_empty() {
                { sources(policy) }
            }
        </>
    }
}

fn disagreements(policy: &Policy) -> Html {
    let item = |(place, topic): (usize, &Disagreement)| {
        html! {
            <li key={place} class="rules__disagreement">
                <b>{ &topic.topic }</b>
                <dl class="facts">
                    <dt>{ "Followed" }</dt><dd>{ &topic.follows }</dd>
                    <dt>{ "Elsewhere" }</dt><dd>{ &topic.other }</dd>
                </dl>
            </li>
        }
    };
    html! {
        <section class="rules__section" aria-labelledby="rules-disagree">
            <h3 id="rules-disagree">{ "Where the institution’s own pages disagree" }</h3>
            <ul class="plain-list rules__list">
                { for policy.disagreements.iter().enumerate().map(item) }
            </ul>
        </section>
    }
}

fn affiliations(policy: &Policy) -> Html {
    let n_affiliations = policy.affiliations().count();
    let row = |(code, affiliation): (&str, &Affiliation)| {
        html! {
            <tr key={code.to_owned()}>
                <th scope="row"><span class="chip">{ code }</span></th>
                <td>{ &affiliation.name }</td>
                <td>{ eligible(affiliation.eligible) }</td>
                <td>{ affiliation.entered_by.title() }</td>
                <td>{ if affiliation.needs_override { "needed" } else { "–" } }</td>
            </tr>
        }
    };
    html! {
        <section class="rules__section" aria-labelledby="rules-affiliations">
            <h3 id="rules-affiliations">{ "Affiliations" }</h3>
            <Disclosure label={count(n_affiliations, "affiliation", "affiliations")}>
                <div class="rules__scroll" tabindex="0" role="region" aria-label="All affiliations">
                    <table class="rules__table">
                        <thead>
                            <tr>
                                <th scope="col">{ "Code" }</th>
                                <th scope="col">{ "Stands for" }</th>
                                <th scope="col">{ "Eligible" }</th>
                                <th scope="col">{ "Comes" }</th>
                                <th scope="col">{ "Override" }</th>
                            </tr>
                        </thead>
                        <tbody>{ for policy.affiliations().map(row) }</tbody>
                    </table>
                </div>
            </Disclosure>
        </section>
    }
}

fn eligible(eligible: Eligible) -> &'static str {
    match eligible {
        Eligible::Always => "yes",
        Eligible::IfEmeritus => "for emeriti",
        Eligible::NoLonger => "no longer",
    }
}

fn exceptions(policy: &Policy) -> Html {
    let item = |exception: &Exception| {
        let days = usize::from(exception.restore_days);
        html! {
            <li key={exception.id.clone()}>
                <b>{ &exception.title }</b>
                <span class="muted">{ format!(" · restorable for {}", count(days, "day", "days")) }</span>
                <p>{ in_general(&exception.text) }</p>
            </li>
        }
    };
    html! {
        <section class="rules__section" aria-labelledby="rules-exceptions">
            <h3 id="rules-exceptions">{ "Exceptions" }</h3>
            <ul class="plain-list rules__list">{ for policy.exceptions.iter().map(item) }</ul>
        </section>
    }
}

/// A text about an account, with words where its dates and names would be.
fn in_general(text: &Template) -> String {
    text.fill(|placeholder| {
        let words = match placeholder {
            Placeholder::LogonName => "the logon name",
            Placeholder::DisplayName => "the person",
            Placeholder::Affiliations => "the affiliations",
            Placeholder::Reason => "the reason",
            Placeholder::AsOf => "today",
            Placeholder::LapsedOn => "the day on which the last affiliation ended",
            Placeholder::ActBy => "the last day to act",
            Placeholder::DisabledOn => "the day of disabling",
            Placeholder::DeprovisionedOn => "the day of deprovisioning",
            Placeholder::RestorableUntil => "the last day to restore",
            Placeholder::GoneSince => "the day after the last one to restore",
            Placeholder::GraceDays => "the days of grace",
            Placeholder::DisableLeadDays => "the days before deprovisioning",
            Placeholder::RestoreDays => "the days to restore",
            Placeholder::Wait => "the wait",
        };
        words.to_owned()
    })
}

fn sources(policy: &Policy) -> Html {
    let item = |(place, source): (usize, &Citation)| {
        html! {
            <li key={place}>
                { &source.title }
                // A link would be a request, so that the address is a text to copy.
                if let Some(address) = &source.url {
                    <span class="rules__address">{ address }</span>
                }
            </li>
        }
    };
    html! {
        <section class="rules__section" aria-labelledby="rules-sources">
            <h3 id="rules-sources">{ "Where the rules are written" }</h3>
            <ul class="plain-list rules__list">{ for policy.sources.iter().enumerate().map(item) }</ul>
        </section>
    }
}
