//! One facet: its values with their counts, to be ticked.

use crate::browser::value_of;
use crate::components::parts::icon::{Icon, Shape};
use crate::components::parts::standing::class;
use crate::hooks::{use_act, use_desk};
use reprieve_desk::action::Action;
use reprieve_desk::facet::{Facet, Pick};
use reprieve_desk::facet_values::shown;
use reprieve_desk::words::number;
use std::rc::Rc;
use yew::prelude::*;

/// How many values are shown at first, the largest.
const N_FIRST: usize = 10;

/// How many are shown at most; the others are found by their names.
const N_ALL: usize = 200;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) facet: Facet,
    /// The values in their own order, with the number of rows that they would leave.
    pub(crate) counts: Rc<Vec<(Pick, usize)>>,
}

#[component]
pub(crate) fn FacetList(props: &Props) -> Html {
    let desk = use_desk();
    let act = use_act();
    let wanted = use_state_eq(String::new);
    let is_long = use_state_eq(|| false);
    let Props { facet, counts } = props;
    let filters = &desk.state.of_files.filters;
    let max = if *is_long { N_ALL } else { N_FIRST };
    let shown = shown(counts, filters, &desk.policy, &wanted, max);
    let has_many = counts.iter().filter(|(_, n)| *n > 0).count() > N_FIRST;
    let name = facet.title().to_lowercase();
    let oninput = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| wanted.set(value_of(&event)))
    };
    let on_more = {
        let is_long = is_long.clone();
        Callback::from(move |_: MouseEvent| is_long.set(!*is_long))
    };
    let option = |(pick, n): &&(Pick, usize)| {
        let (act, picked) = (act.clone(), pick.clone());
        let onchange = Callback::from(move |_: Event| {
            act.dispatch(Action::Picked(picked.clone()));
        });
        let title = pick.title(&desk.policy);
        html! {
            <li key={title}>
                <label class={classes!("facet-list__option", (*n == 0).then_some("facet-list__option--none"))}>
                    <input type="checkbox" checked={filters.has(pick)} {onchange} />
                    { mark(pick) }
                    <span class="facet-list__title">
                        <bdi>{ title }</bdi>
                        if let Some(name) = pick.affiliation(&desk.policy) {
                            <span class="muted">{ format!(" {name}") }</span>
                        }
                    </span>
                    <span class="facet-list__count">{ number(*n) }</span>
                </label>
            </li>
        }
    };
    html! {
        <fieldset class="facet-list">
            <legend>{ facet.title() }</legend>
            if has_many || !wanted.is_empty() {
                <input
                    type="search"
                    class="facet-list__find"
                    aria-label={format!("Find {name}")}
                    placeholder={format!("Find {name}")}
                    value={(*wanted).clone()}
                    {oninput}
                />
            }
            <ul class={classes!("plain-list", is_long.then_some("facet-list__long"))}>
                { for shown.rows.iter().map(option) }
            </ul>
            if shown.rows.is_empty() {
                <p class="muted">{ "None" }</p>
            }
            if shown.n_more > 0 && *is_long {
                <p class="muted">{ format!("and {} more, to be found by name", number(shown.n_more)) }</p>
            }
            if shown.n_more > 0 || *is_long {
                <button class="link facet-list__more" aria-expanded={is_long.to_string()} onclick={on_more}>
                    { match *is_long {
                        true => "Fewer".to_owned(),
                        false => format!("{} more", number(shown.n_more)),
                    } }
                    <span class="visually-hidden">{ format!(" of {name}") }</span>
                </button>
            }
        </fieldset>
    }
}

/// The shape and the color by which a value is known elsewhere.
fn mark(pick: &Pick) -> Html {
    match pick {
        Pick::Standing(standing) => html! {
            <span class={classes!("facet-list__mark", class(*standing))}>
                <Icon shape={Shape::Status(*standing)} />
            </span>
        },
        Pick::Choice(choice) => html! {
            <span class="facet-list__mark"><Icon shape={Shape::Choice(*choice)} /></span>
        },
        _ => Html::default(),
    }
}
