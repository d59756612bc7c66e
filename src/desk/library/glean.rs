//! Reads one case whole, for what the library keeps of it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::choosing::script_with_version;
use super::row::{Stands, stands};
use super::spelling::words_in;
use crate::case::{Case, CaseDays, ClosedAgreement, ClosedItem};
use crate::desk::cabinet::Skimmed;
use crate::desk::known_scripts::KnownScripts;
use crate::desk::{Cabinet, CabinetError};
use crate::script::RoleKind;
use crate::store::{CaseStamp, HeaderId, Kind, Place, ScanError, StoreError};

/// What the library keeps of a case, before its texts and words were given numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gleaned {
    pub(super) reference: String,
    pub(super) found: Found,
    pub(super) conflicts: bool,
    pub(super) continued: bool,
    pub(super) stamp: CaseStamp,
}

/// What was found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Read(Box<Reading>),
    Sealed(String),
    Newer(String),
    Broken(String),
    Copy(Option<String>),
}

/// What stands in a case that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) id: HeaderId,
    pub(super) damaged: bool,
    pub(super) elsewhere: bool,
    pub(super) entries: u64,
    pub(super) stands: Stands,
    pub(super) opened: Option<DateTime<FixedOffset>>,
    pub(super) last: Option<DateTime<FixedOffset>>,
    pub(super) met: Option<NaiveDate>,
    pub(super) process: String,
    pub(super) script: String,
    pub(super) script_version: String,
    pub(super) facilitators: String,
    pub(super) due: Option<NaiveDate>,
    pub(super) days: CaseDays,
    pub(super) items: usize,
    pub(super) open_items: usize,
    pub(super) version: u16,
    pub(super) own_script: String,
    pub(super) words: BTreeSet<String>,
}

/// Reads what lies under a name in the folder of all cases; nothing where it is no case.
pub(super) fn glean(
    cabinet: &Cabinet,
    scripts: &KnownScripts,
    kind: Kind,
    name: &str,
) -> Option<Gleaned> {
    let storage = cabinet.storage.as_ref();
    let path = cabinet.home.cases(kind).join(name);
    // What changes while it is read has another stamp at the next look.
    let stamp = CaseStamp::of(storage, &path, None);
    let gleaned = |found, conflicts, continued| Gleaned {
        reference: name.to_owned(),
        found,
        conflicts,
        continued,
        stamp,
    };
    match Place::of(storage, &path, name) {
        Place::Nothing => None,
        Place::Copy { of } => Some(gleaned(Found::Copy(of), false, false)),
        Place::Closed(why) => Some(gleaned(Found::Broken(why), false, false)),
        Place::Case {
            conflicts,
            continued,
        } => {
            let found = match cabinet.skim(scripts, kind, name, continued) {
                Ok(skimmed) => Found::Read(Box::new(reading(name, &skimmed))),
                Err(error) => unreadable(&error),
            };
            let mut gleaned = gleaned(found, !conflicts.is_empty(), continued);
            gleaned.stamp = stamp_with_script(cabinet, &path, &gleaned);
            Some(gleaned)
        }
    }
}

/// The stamp, where the case's own copy of its script tells how to read it, with that copy.
fn stamp_with_script(cabinet: &Cabinet, path: &Path, gleaned: &Gleaned) -> CaseStamp {
    match &gleaned.found {
        Found::Read(reading) if !reading.own_script.is_empty() => {
            let script = Some(reading.own_script.as_str());
            let later = CaseStamp::of(cabinet.storage.as_ref(), path, None);
            if later == gleaned.stamp {
                CaseStamp::of(cabinet.storage.as_ref(), path, script)
            } else {
                // It changed meanwhile, and is read once more at the next look.
                gleaned.stamp
            }
        }
        Found::Read(_) | Found::Sealed(_) | Found::Newer(_) | Found::Broken(_) | Found::Copy(_) => {
            gleaned.stamp
        }
    }
}

fn unreadable(error: &CabinetError) -> Found {
    let why = error.to_string();
    match error {
        CabinetError::Store(StoreError::Journal { problem, .. }) => match problem {
            ScanError::Sealed | ScanError::NotForYou => Found::Sealed(why),
            ScanError::MadeByNewer => Found::Newer(why),
            ScanError::Empty
            | ScanError::NotAJournal
            | ScanError::HeaderDamaged
            | ScanError::ForeignKeys
            | ScanError::DamagedKeys
            | ScanError::TooLarge
            | ScanError::TooManyEntries => Found::Broken(why),
        },
        CabinetError::NewerScript { .. } => Found::Newer(why),
        CabinetError::Store(_)
        | CabinetError::Script { .. }
        | CabinetError::AlteredScript { .. }
        | CabinetError::Empty { .. }
        | CabinetError::CutOff { .. }
        | CabinetError::NoOpening { .. }
        | CabinetError::Misplaced { .. }
        | CabinetError::Twice { .. }
        | CabinetError::Stranger { .. }
        | CabinetError::WordsOfAnother { .. }
        | CabinetError::Refused(_)
        | CabinetError::ReadOnly(_) => Found::Broken(why),
    }
}

fn reading(name: &str, skimmed: &Skimmed) -> Reading {
    // While one side alone is in the room, nothing of the other side stands in any list.
    let case = skimmed.case.seen();
    let case = case.as_ref();
    let closed = case.agreement.closings.last().map(|(_, closed)| closed);
    let due = case.due();
    Reading {
        id: skimmed.id,
        damaged: skimmed.damaged,
        // Some systems give back a name in other letters than it was made with.
        elsewhere: !case.reference.eq_ignore_ascii_case(name),
        entries: skimmed.entries,
        stands: stands(case),
        opened: case.opened.map(|at| at.wall),
        last: case.last_event.map(|at| at.wall),
        met: case
            .session
            .as_ref()
            .map(|session| session.started.wall.date_naive()),
        process: case.script.title.clone(),
        script: case.script.id.to_string(),
        script_version: script_with_version(case.script.id.as_str(), case.script.version),
        facilitators: facilitators(case),
        due: due.first().map(|due| due.on),
        days: case.days_with(&due),
        items: case.agreed_items().len(),
        open_items: case.open_items().count(),
        version: closed.map_or(0, |closed| closed.version),
        own_script: skimmed.own_script.clone().unwrap_or_default(),
        words: closed.map(words_of).unwrap_or_default(),
    }
}

/// The names of those who run it, in the order in which they were added.
fn facilitators(case: &Case) -> String {
    let people = case.people.iter();
    let running = people.filter(|person| case.holds_kind(person.id, &[RoleKind::Facilitator]));
    let names: Vec<&str> = running.map(|person| person.details.name.as_str()).collect();
    names.join(", ")
}

/// The words of an agreement, each once: what its items say and what was settled about it as a
/// whole. No names, and neither a child's words nor what was not agreed.
fn words_of(closed: &ClosedAgreement) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for ClosedItem { draft, .. } in &closed.items {
        words.extend(words_in(&draft.text));
        for answer in draft.said() {
            words.extend(words_in(answer));
        }
    }
    for text in closed.settled.values() {
        words.extend(words_in(text));
    }
    words
}
