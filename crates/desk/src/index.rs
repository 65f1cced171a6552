//! What the flagged accounts of an answer are searched and filtered by, column by column.
//!
//! It is made once for an answer, in slices while nobody waits, so that a key or a click
//! reads a few arrays instead of the tables. What many accounts share is kept once, and a
//! row has its number; what every account has for itself is in one text.

use crate::decisions::{Choice, Decisions, Name};
use crate::facet::Pick;
use crate::search::{Words, folded};
use crate::selection::Selection;
use crate::shared::Shared;
use crate::texts::FoldedTexts;
use crate::view::{AccountIndex, flagged};
use crate::words::{long_date, short_date};
use chrono::{Datelike, NaiveDate};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::lifecycle::Milestones;
use reprieve_core::policy::Policy;
use reprieve_core::role::Role;
use reprieve_core::standing::Cause;
use reprieve_core::standing::Standing;
use std::cell::{OnceCell, Ref, RefCell};
use std::rc::Rc;

/// Stands between the codes of an account; no code has it.
const BETWEEN: &str = "\n";

/// The index of an answer, as far as it is made.
#[derive(Debug)]
pub struct SearchIndex {
    answer: Shared<Answer>,
    columns: RefCell<FacetColumns>,
}

impl SearchIndex {
    /// An empty index; see [`SearchIndex::advance`].
    pub fn new(answer: Shared<Answer>) -> SearchIndex {
        let columns = RefCell::new(FacetColumns::of(answer.policy()));
        SearchIndex { answer, columns }
    }

    /// The answer that it is about.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Takes some more rows in, and says whether it has them all.
    pub fn advance(&self, n_rows: usize) -> bool {
        let mut columns = self.columns.borrow_mut();
        let flagged = self.answer.flagged();
        let n_before = columns.own.len();
        for row in flagged.iter().skip(n_before).take(n_rows) {
            columns.push(&self.answer, row);
        }
        columns.own.len() == flagged.len()
    }

    /// All of it; what is missing is made at once.
    pub fn columns(&self) -> Ref<'_, FacetColumns> {
        if self.columns.borrow().own.len() < self.answer.flagged().len() {
            self.advance(usize::MAX);
        }
        self.columns.borrow()
    }

    /// The logon names of these accounts.
    pub fn names(&self, accounts: &[AccountIndex]) -> Vec<Name> {
        let columns = self.columns();
        let name = |account: &AccountIndex| columns.names.get(account.get()).cloned();
        accounts.iter().filter_map(name).collect()
    }

    /// How many accounts of the answer are selected, and how many of those that are seen.
    pub fn n_selected(
        &self,
        seen: &[AccountIndex],
        selection: &Selection,
    ) -> (usize, usize) {
        if selection.is_empty() {
            return (0, 0);
        }
        let columns = self.columns();
        let rows = columns.names.iter().zip(&columns.is_answer);
        let is_selected: Vec<bool> =
            rows.map(|(name, is_answer)| *is_answer && selection.has(name)).collect();
        let n_seen = seen.iter().filter(|account| is_selected[account.get()]).count();
        (is_selected.into_iter().filter(|is_selected| *is_selected).count(), n_seen)
    }
}

/// The columns, with a value for each row of [`Answer::flagged`].
#[derive(Debug)]
pub struct FacetColumns {
    /// The logon name, ready to be kept of many at once.
    names: Vec<Name>,
    /// Whether it is a row of the answer.
    pub(crate) is_answer: Vec<bool>,
    pub(crate) standings: FacetColumn,
    pub(crate) causes: FacetColumn,
    /// The sets of affiliations.
    pub affiliations: FacetColumn,
    pub(crate) departments: FacetColumn,
    pub(crate) centers: FacetColumn,
    reasons: FacetColumn,
    dates: FacetColumn,
    /// The person, the logon name and the address.
    own: FoldedTexts,
}

impl FacetColumns {
    fn of(policy: &Policy) -> FacetColumns {
        let standings = Standing::ALL.into_iter();
        let causes = [None].into_iter().chain(Cause::ALL.map(Some));
        FacetColumns {
            names: Vec::new(),
            is_answer: Vec::new(),
            standings: FacetColumn::with(
                standings
                    .map(|standing| (Pick::Standing(standing), [standing.title(), ""])),
            ),
            causes: FacetColumn::with(causes.map(|cause| {
                (Pick::Cause(cause), [policy.cause(cause).title.as_str(), ""])
            })),
            affiliations: FacetColumn::default(),
            departments: FacetColumn::default(),
            centers: FacetColumn::default(),
            reasons: FacetColumn::default(),
            dates: FacetColumn::default(),
            own: FoldedTexts::default(),
        }
    }

    fn push(&mut self, answer: &Answer, row: &Row) {
        let policy = answer.policy();
        self.is_answer.push(row.place == Place::Answer);
        self.standings.rows.push(row.standing() as u32);
        self.causes.rows.push(row.cause.map_or(0, |cause| cause as u32 + 1));
        self.push_affiliations(policy, row.affiliations.as_deref());
        let department = answer.text(row, Role::Department);
        self.departments.push(department.as_bytes(), || Value {
            picks: vec![Pick::Department(department.into())],
            cell: department.to_owned(),
            ..Value::default()
        });
        let center = match answer.text(row, Role::CenterName) {
            "" => answer.text(row, Role::Center),
            name => name,
        };
        // The table has no such column, so that a search finds nothing there.
        self.centers.push(center.as_bytes(), || Value {
            picks: vec![Pick::Center(center.into())],
            ..Value::default()
        });
        let reason = answer.text(row, Role::Reason);
        let value = || Value { cell: reason.to_owned(), ..Value::default() };
        self.reasons.push(reason.as_bytes(), value);
        self.push_dates(row.milestones(), answer.as_of());
        let (person, name) = (answer.display_name(row), answer.logon_name(row));
        self.names.push(name.into());
        self.own.push([&person, name, answer.text(row, Role::Email)]);
    }

    fn push_affiliations(&mut self, policy: &Policy, codes: Option<&[String]>) {
        // What nobody knows is no value to choose, and “none” is one.
        let key = codes.map_or(BETWEEN.to_owned(), |codes| codes.join(BETWEEN));
        self.affiliations.push(key.as_bytes(), || {
            let name = |code: &String| Some(policy.affiliation(code)?.name.clone());
            Value {
                picks: match key.as_str() {
                    BETWEEN => Vec::new(),
                    _ => {
                        key.split(BETWEEN).map(|c| Pick::Affiliation(c.into())).collect()
                    }
                },
                cell: key.clone(),
                words: codes.iter().copied().flatten().filter_map(name).collect(),
            }
        });
    }

    fn push_dates(&mut self, milestones: Option<Milestones>, as_of: NaiveDate) {
        let Some(dates) = milestones else {
            return self.dates.push(&[], Value::default);
        };
        let shown = [
            Some(dates.act_by),
            Some(dates.disabled_on),
            Some(dates.deprovisioned_on),
            dates.restorable_until,
        ];
        let number = |date: NaiveDate| date.num_days_from_ce();
        let key = shown.map(|date| date.map_or(i32::MIN, number).to_ne_bytes());
        self.dates.push(key.as_flattened(), || {
            let words = shown.iter().flatten().flat_map(|date| {
                [short_date(*date, as_of), long_date(*date), date.to_string()]
            });
            let n_days = dates.days_left(as_of).to_string();
            Value { words: words.chain([n_days]).collect(), ..Value::default() }
        });
    }

    /// Which rows a search finds.
    pub fn find(&self, words: &Words, decided: &DecisionColumn) -> Vec<bool> {
        let mut found = vec![true; self.is_answer.len()];
        let mut has = vec![false; found.len()];
        let columns = [
            &self.standings,
            &self.causes,
            &self.affiliations,
            &self.departments,
            &self.reasons,
            &self.dates,
            decided.choices(),
        ];
        for word in words.iter() {
            has.fill(false);
            self.own.each_with(word, |row| has[row] = true);
            columns.iter().for_each(|column| column.find(word, &mut has));
            for (account, note) in &decided.columns().notes {
                has[account.get()] |= note.contains(word);
            }
            found.iter_mut().zip(&has).for_each(|(found, has)| *found &= has);
        }
        found
    }
}

/// What was decided about the rows of [`Answer::flagged`]; looked up when somebody asks.
#[derive(Debug)]
pub struct DecisionColumn {
    answer: Shared<Answer>,
    decisions: Rc<Decisions>,
    columns: OnceCell<DecidedColumns>,
}

#[derive(Debug)]
struct DecidedColumns {
    choices: FacetColumn,
    /// Notes, folded, with the accounts that have them.
    notes: Vec<(AccountIndex, String)>,
}

impl DecisionColumn {
    /// What was decided about the rows of an answer.
    pub fn new(answer: Shared<Answer>, decisions: Rc<Decisions>) -> DecisionColumn {
        DecisionColumn { answer, decisions, columns: OnceCell::new() }
    }

    /// The choices, row by row.
    pub fn choices(&self) -> &FacetColumn {
        &self.columns().choices
    }

    fn columns(&self) -> &DecidedColumns {
        self.columns.get_or_init(|| {
            let all =
                Choice::ALL.map(|choice| (Pick::Choice(choice), [choice.title(), ""]));
            let (mut choices, mut notes) = (FacetColumn::with(all), Vec::new());
            for (account, row) in flagged(&self.answer) {
                let record = self.decisions.record(self.answer.logon_name(row));
                let decision = record.map(|record| record.decision);
                choices.rows.push(decision.unwrap_or_default().choice() as u32);
                if let Some(record) = record.filter(|record| !record.note.is_empty()) {
                    notes.push((account, folded(&record.note)));
                }
            }
            DecidedColumns { choices, notes }
        })
    }
}

/// A column: its values, each once, and which of them the rows have.
#[derive(Debug, Default)]
pub struct FacetColumn {
    /// The number of the value of each row.
    pub rows: Vec<u32>,
    /// What can be chosen to see the rows with a value.
    pub picks: Vec<Vec<Pick>>,
    /// What files say, which is found anywhere in it.
    cells: FoldedTexts,
    /// What the page says, which is found from the beginning of its words: otherwise “on”
    /// would find every Monday.
    words: FoldedTexts,
    numbers: HashMap<Box<[u8]>, u32, FixedState>,
}

impl FacetColumn {
    /// With values that are known beforehand, and their words.
    fn with<'a>(values: impl IntoIterator<Item = (Pick, [&'a str; 2])>) -> FacetColumn {
        let mut column = FacetColumn::default();
        for (pick, words) in values {
            column.picks.push(vec![pick]);
            column.cells.push([]);
            column.words.push(words);
        }
        column
    }

    /// Adds a row; `new` says what a value is that is not there yet.
    fn push(&mut self, key: &[u8], new: impl FnOnce() -> Value) {
        let number = self.numbers.get(key).copied().unwrap_or_else(|| {
            let number = self.picks.len() as u32;
            let Value { picks, cell, words } = new();
            self.picks.push(picks);
            self.cells.push([cell.as_str()]);
            self.words.push(words.iter().map(String::as_str));
            self.numbers.insert(key.into(), number);
            number
        });
        self.rows.push(number);
    }

    /// Marks the rows whose value has a word.
    fn find(&self, word: &str, has: &mut [bool]) {
        let mut is_hit = vec![false; self.picks.len()];
        self.cells.each_with(word, |value| is_hit[value] = true);
        self.words.each_with(&format!(" {word}"), |value| is_hit[value] = true);
        if is_hit.contains(&true) {
            for (has, value) in has.iter_mut().zip(&self.rows) {
                *has |= is_hit[*value as usize];
            }
        }
    }
}

/// A value of a column.
#[derive(Default)]
struct Value {
    picks: Vec<Pick>,
    cell: String,
    words: Vec<String>,
}
