//! The licences of what is inside: a button, and the dialog that it opens.

use crate::browser::licence_list;
use crate::components::parts::disclosure::Disclosure;
use crate::hooks::{Closing, use_dialog};
use crate::licences::{Licence, licences};
use yew::prelude::*;

#[component]
pub(crate) fn Licences() -> Html {
    let is_open = use_state_eq(|| false);
    let onclick = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(true))
    };
    let on_closed = use_callback(is_open.clone(), |(), is_open| is_open.set(false));
    html! {
        <div>
            <button class="button" aria-haspopup="dialog" {onclick}>{ "Licences" }</button>
            if *is_open {
                <LicencesDialog {on_closed} />
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct Props {
    on_closed: Callback<()>,
}

#[component]
fn LicencesDialog(props: &Props) -> Html {
    let dialog = use_node_ref();
    let Closing { on_close, on_outside } =
        use_dialog(dialog.clone(), props.on_closed.clone());
    let licences = use_memo((), |()| licences(&licence_list().unwrap_or_default()));
    html! {
        <dialog ref={dialog} class="rules" aria-labelledby="licences-title" onclick={on_outside}>
            <div class="rules__sheet">
                <div class="rules__head">
                    <h2 id="licences-title" class="rules__title">{ "Licences" }</h2>
                    <p class="rules__about">
                        { "Reprieve is yours under the MIT License or the Apache License 2.0, as you choose. It contains the work of others, under these." }
                    </p>
                    <button class="details__close" aria-label="Close" onclick={on_close}>{ "×" }</button>
                </div>
                <div class="rules__body">
                    { for licences.iter().map(section) }
                </div>
            </div>
        </dialog>
    }
}

fn section(licence: &Licence) -> Html {
    let Licence { name, packages, text } = licence;
    html! {
        <section class="licence">
            <h3 class="licence__name">{ name }</h3>
            <ul class="licence__packages">
                { for packages.iter().map(|package| html! { <li>{ package }</li> }) }
            </ul>
            <Disclosure label="Text">
                <pre class="licence__text">{ text }</pre>
            </Disclosure>
        </section>
    }
}
