//! What a person does with an answer: search, filter, sort, select, decide, and take back.
//!
//! [`state::State`] is all that is known, in two parts: what lasts, and what belongs to the
//! files. [`state::State::reduce`] is the one function that changes it. The answer follows from
//! it, and so do the rows that are seen; neither is stored. The modules below stand in the order
//! in which they build on each other. A short day at the desk:
//!
//! ```
//! use chrono::NaiveDate;
//! use reprieve_core::answer::Answer;
//! use reprieve_core::policy::{DEFAULT, Policy};
//! use reprieve_core::source::{Config, Reader};
//! use reprieve_desk::action::Action;
//! use reprieve_desk::decisions::{Choice, Edit};
//! use reprieve_desk::filter::{Filters, FilterMask};
//! use reprieve_desk::index::{DecisionColumn, SearchIndex};
//! use reprieve_desk::shared::Shared;
//! use reprieve_desk::state::State;
//! use reprieve_desk::view::flagged;
//! use std::rc::Rc;
//! use std::sync::Arc;
//!
//! let today = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
//! let policy = Shared::new(Policy::built_in(DEFAULT).unwrap());
//! let mut reader = Reader::new(Config::new("pasted"), policy.arc());
//! reader.push(b"PennKey\tScheduled deletion date\nalovel\t11/28/2026\nbbrown\t12/20/2026\n").unwrap();
//! let sources = vec![Arc::new(reader.finish().unwrap())];
//! let answer = Shared::new(Answer::new(sources, today, &policy.arc()));
//!
//! let keep = Edit::Decide { names: vec!["alovel".into()], choice: Choice::Keep };
//! let state = Rc::new(State::new(today, policy)).reduce(Action::Edited(keep));
//! assert_eq!(state.lasting.decisions.of("alovel").choice(), Choice::Keep);
//!
//! // Who is seen by a search for the choice.
//! let filters = Filters { search: "keep".to_owned(), ..Default::default() };
//! let index = SearchIndex::new(answer.clone());
//! let decided = DecisionColumn::new(answer, state.lasting.decisions.clone());
//! let mask = FilterMask::new(&index, &filters, &decided);
//! let is_seen = flagged(index.answer()).map(|(account, _)| mask.passes(account));
//! assert!(is_seen.eq([true, false]));
//!
//! let state = state.reduce(Action::TakenBack);
//! assert_eq!(state.lasting.decisions.of("alovel").choice(), Choice::Undecided);
//! ```
//!
//! What is deliberately absent: the browser, Yew, files, and the clock. Days and instants come
//! in with the actions, and bytes are read by [`reprieve_core`].

pub mod words;

pub mod deadline;

pub mod shared;

pub mod decisions;

pub mod view;

pub mod search;

mod texts;

pub mod columns;

pub mod horizon;

pub mod group;

pub mod selection;

pub mod timers;

pub mod facet;

pub mod index;

pub mod filter;

pub mod facet_values;

pub mod sort;

pub mod elsewhere;

pub mod rules;

pub mod input;

pub mod calendar;

pub mod paper;

pub mod of_files;

pub mod toast;

pub mod lasting;

pub mod state;

mod messages;

mod inputs;

mod work;

pub mod action;
