//! A library for the tests of the screen, without any files.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::assemble::Assembly;
use super::choosing::script_with_version;
use super::glean::{Found, Gleaned, Reading};
use super::spelling::words_in;
use super::{Library, Stands};
use crate::case::CaseDays;
use crate::script::Outcome;
use crate::store::{CaseStamp, HeaderId, Kind};

/// A fictional case of a library.
pub struct Example {
    /// Its reference.
    pub reference: String,
    /// Where it stands, or why it cannot be opened.
    pub stands: Result<Stands, &'static str>,
    /// The day on which it was begun and last written in.
    pub opened: NaiveDate,
    /// Title of its process.
    pub process: &'static str,
    /// Who runs it.
    pub facilitators: &'static str,
    /// When something is due.
    pub due: Option<NaiveDate>,
    /// Since when it is on hold.
    pub held: Option<NaiveDate>,
    /// What was agreed, where something was.
    pub words: &'static str,
}

impl Library {
    /// A library of fictional cases.
    pub fn of_examples(kind: Kind, examples: Vec<Example>) -> Self {
        let nothing = Self::empty(kind);
        let mut assembly = Assembly::beside(&nothing);
        for (number, example) in (1..).zip(examples) {
            assembly.take(gleaned(number, example));
        }
        assembly.finish(kind)
    }
}

fn outcome_of(stands: Stands) -> Option<Outcome> {
    match stands {
        Stands::Ended { outcome, .. } | Stands::Closed(Some(outcome)) => Some(outcome),
        Stands::Prepared | Stands::Running | Stands::Adjourned(_) | Stands::Closed(None) => None,
    }
}

fn gleaned(number: u8, example: Example) -> Gleaned {
    let at = example
        .opened
        .and_hms_opt(14, 0, 0)
        .map(|at| at.and_utc().fixed_offset());
    let found = match example.stands {
        Err(why) if why.contains("sealed") => Found::Sealed(why.to_owned()),
        Err(why) => Found::Broken(why.to_owned()),
        Ok(stands) => {
            let is_agreed = stands.title() == Some("Agreement");
            let due = example.due.filter(|_| is_agreed);
            Found::Read(Box::new(Reading {
                id: HeaderId([number; 16]),
                damaged: false,
                elsewhere: false,
                entries: 100,
                stands,
                opened: at,
                last: at,
                met: Some(example.opened),
                process: example.process.to_owned(),
                script: "conference".to_owned(),
                script_version: script_with_version("conference", 1),
                facilitators: example.facilitators.to_owned(),
                due,
                days: CaseDays {
                    outcome: outcome_of(stands),
                    met: Some(example.opened),
                    closed: None,
                    last: Some(example.opened),
                    due,
                    held: example.held,
                },
                items: usize::from(is_agreed) * 2,
                open_items: usize::from(is_agreed),
                version: u16::from(is_agreed),
                own_script: String::new(),
                words: if is_agreed {
                    words_in(example.words).collect()
                } else {
                    BTreeSet::new()
                },
            }))
        }
    };
    Gleaned {
        reference: example.reference,
        found,
        conflicts: false,
        continued: false,
        stamp: CaseStamp::default(),
    }
}
