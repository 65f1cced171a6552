//! The last word: how a file is to be read, where the user knows better.

use crate::browser::value_of;
use reprieve_core::role::Role;
use reprieve_core::source::{Kind, Source};
use reprieve_core::table::{Delimiter, Encoding, letter};
use reprieve_core::value::DayOrder;
use reprieve_desk::input::Said;
use reprieve_desk::shared::Shared;
use yew::prelude::*;

/// The roles that make a difference to the answer.
const ROLES: [Role; 11] = [
    Role::LogonName,
    Role::DisplayName,
    Role::Email,
    Role::Department,
    Role::Affiliations,
    Role::Reason,
    Role::ExpiresIn,
    Role::HasMailbox,
    Role::ScheduledDeletion,
    Role::AffiliationEnd,
    Role::DeletedOn,
];

const KINDS: [Kind; 5] =
    [Kind::Directory, Kind::Enrollment, Kind::Flagged, Kind::Names, Kind::Deleted];

const DELIMITERS: [(&str, Delimiter); 6] = [
    ("comma", Delimiter::Char(b',')),
    ("tab", Delimiter::Char(b'\t')),
    ("semicolon", Delimiter::Char(b';')),
    ("pipe", Delimiter::Char(b'|')),
    ("space", Delimiter::Char(b' ')),
    ("one column", Delimiter::None),
];

/// Stands for what is found without help.
const DETECTED: &str = "as detected";

/// Stands for a role that no column has.
const NOBODY: &str = "no column";

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) said: Said,
    pub(crate) source: Option<Shared<Source>>,
    pub(crate) on_said: Callback<Said>,
}

#[component]
pub(crate) fn Correction(props: &Props) -> Html {
    let Props { said, source, on_said } = props;
    let change = |apply: fn(&mut Said, String)| {
        let (said, on_said) = (said.clone(), on_said.clone());
        Callback::from(move |value: String| {
            let mut said = said.clone();
            apply(&mut said, value);
            on_said.emit(said);
        })
    };
    let on_kind = change(|said, value| {
        said.kind = KINDS.into_iter().find(|kind| kind.title() == value);
    });
    let on_encoding = change(|said, value| {
        said.wanted.encoding = Encoding::all().find(|known| known.title() == value);
    });
    let on_delimiter = change(|said, value| {
        let found = DELIMITERS.into_iter().find(|(name, _)| *name == value);
        said.wanted.delimiter = found.map(|(_, delimiter)| delimiter);
    });
    let on_header =
        change(|said, value| said.wanted.header_line = value.trim().parse().ok());
    let on_order = change(|said, value| {
        said.day_order =
            DayOrder::ALL.into_iter().find(|order| in_words(*order) == value);
    });
    let delimiter = said.wanted.delimiter.and_then(|wanted| {
        DELIMITERS.into_iter().find(|(_, known)| *known == wanted).map(|(name, _)| name)
    });
    let encoding = said.wanted.encoding.map(Encoding::title);
    let sheets = source.as_ref().map(|source| source.how.sheets.clone());
    let sheets = sheets.filter(|sheets| sheets.len() > 1).or_else(|| {
        // A sheet that could not be read can still be exchanged for what is detected.
        said.wanted.sheet.clone().map(|sheet| vec![sheet])
    });
    let has_text = source.as_ref().is_none_or(|source| source.how.sheet.is_none());
    let on_sheet = change(|said, value| {
        said.wanted.sheet = Some(value).filter(|value| value != DETECTED);
    });
    let is_said = *said != Said::default();
    let on_detected = on_said.reform(|_: MouseEvent| Said::default());
    html! {
        <fieldset class="correction">
            <legend>{ "Not right? Say how to read it" }</legend>
            <Choice label="Kind" value={said.kind.map(Kind::title)} options={KINDS.map(|k| k.title().to_owned()).to_vec()} on_choice={on_kind} />
            if let Some(sheets) = sheets {
                <Choice label="Sheet" value={said.wanted.sheet.clone()} options={sheets} on_choice={on_sheet} />
            }
            if has_text {
                <Choice label="Encoding" value={encoding} options={Encoding::all().map(Encoding::title).collect::<Vec<_>>()} on_choice={on_encoding} />
                <Choice label="Delimiter" value={delimiter} options={DELIMITERS.map(|(name, _)| name.to_owned()).to_vec()} on_choice={on_delimiter} />
            }
            <label class="correction__field">
                { "Header on line" }
                <input
                    type="number"
                    min="0"
                    placeholder={DETECTED}
                    value={said.wanted.header_line.map_or(String::new(), |line| line.to_string())}
                    onchange={on_header.reform(|event: Event| value_of(&event))}
                />
            </label>
            <Choice label="Dates such as 1/12" value={said.day_order.map(in_words)} options={DayOrder::ALL.map(|order| in_words(order).to_owned()).to_vec()} on_choice={on_order} />
            if let Some(source) = source {
                { for ROLES.into_iter().map(|role| column_choice(role, said, source, on_said)) }
            }
            if is_said {
                <button class="button" onclick={on_detected}>{ "As detected" }</button>
            }
        </fieldset>
    }
}

fn in_words(order: DayOrder) -> &'static str {
    match order {
        DayOrder::MonthFirst => "month first",
        DayOrder::DayFirst => "day first",
    }
}

/// Which column has a role.
fn column_choice(
    role: Role,
    said: &Said,
    source: &Shared<Source>,
    on_said: &Callback<Said>,
) -> Html {
    let table = &source.table;
    let mut options = vec![NOBODY.to_owned()];
    options.extend((0..table.n_columns()).map(|column| option(source, column)));
    let value = said.mapping.get(&role).map(|column| match column.as_str() {
        "" => NOBODY.to_owned(),
        chosen => (0..table.n_columns())
            .find(|&column| letter(column) == chosen)
            .map_or(chosen.to_owned(), |column| option(source, column)),
    });
    let on_choice = {
        let (said, on_said) = (said.clone(), on_said.clone());
        Callback::from(move |value: String| {
            let mut said = said.clone();
            match value.as_str() {
                DETECTED => drop(said.mapping.remove(&role)),
                NOBODY => drop(said.mapping.insert(role, String::new())),
                chosen => {
                    let letter = chosen.split(':').next().unwrap_or_default();
                    said.mapping.insert(role, letter.to_owned());
                }
            }
            on_said.emit(said);
        })
    };
    let mut label = role.title();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    html! { <Choice key={role.as_str()} {label} {value} {options} {on_choice} /> }
}

/// A column by its letter and its name.
fn option(source: &Source, column: usize) -> String {
    let name = source.table.header().and_then(|header| header.get(column));
    match name.map(|name| name.trim()).filter(|name| !name.is_empty()) {
        Some(name) => format!("{}: {name}", letter(column)),
        None => letter(column),
    }
}

#[derive(PartialEq, Properties)]
struct ChoiceProps {
    label: AttrValue,
    /// What is chosen; `None` is as detected.
    value: Option<AttrValue>,
    options: Vec<String>,
    on_choice: Callback<String>,
}

#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let chosen = props.value.as_deref().unwrap_or(DETECTED);
    let onchange = props.on_choice.reform(|event: Event| value_of(&event));
    let option = |option: &str| {
        html! {
            <option value={option.to_owned()} selected={option == chosen}>{ option }</option>
        }
    };
    html! {
        <label class="correction__field">
            { props.label.clone() }
            <select {onchange}>
                { option(DETECTED) }
                { for props.options.iter().map(|name| option(name)) }
            </select>
        </label>
    }
}
