//! Bytes and a date in, an answer out: which mailboxes are about to lapse, why, what can
//! still be done, and until when.
//!
//! The modules below stand in the order in which data flows; a newcomer reads them from
//! the top. The whole journey in a few lines:
//!
//! ```
//! use reprieve_core::{answer, policy, source, export};
//! use chrono::NaiveDate;
//! use std::sync::Arc;
//!
//! let policy = Arc::new(policy::Policy::built_in(policy::DEFAULT).unwrap());
//! let read = |name: &str, text: &str| {
//!     let mut reader = source::Reader::new(source::Config::new(name), policy.clone());
//!     reader.push(text.as_bytes()).unwrap();
//!     Arc::new(reader.finish().unwrap())
//! };
//! let sources = vec![
//!     read("report.csv", "Display Name,Logon Name\r\n\"Lovelace, Ada\",UPENN\\alovel\r\n"),
//!     read("pasted", "PennKey\tExpires in days\tScheduled deletion date\nalovel\t10\t11/28/2026\n"),
//! ];
//! let as_of = NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
//! let answer = answer::Answer::new(sources, as_of, &policy);
//! assert_eq!(answer.counts().expiring(), 1);
//! let csv = export::text(|out| export::csv(&answer, export::Rows::Answer, out));
//! assert!(csv.contains("alovel,\"Lovelace, Ada\",expiring,this-week,10"));
//! ```
//!
//! What is deliberately absent: the clock, files, the network, the browser, and time zones.
//! The same bytes and the same as-of date give the same output bytes on every target.

pub mod characters;

pub mod problem;

mod threshold;

pub mod value;

pub mod role;

pub mod column_names;

pub mod table;

pub mod logon;

pub mod fold;

pub mod standing;

pub mod policy;

pub mod lifecycle;

pub mod source;

pub mod answer;

pub mod advice;

pub mod export;
