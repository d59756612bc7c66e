//! A case made anew from its record: from the files of this home, or from those of elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Held, decode, decode_words};
use crate::case::{Case, Event, ProcessChange};
use crate::script::Script;
use crate::store::{Entry, NotesScan};

/// What a case is replayed from.
#[derive(Clone, Copy)]
pub(super) struct Files<'a> {
    pub(super) entries: &'a [Entry],
    pub(super) notes: &'a NotesScan,
    /// Whether the copy of a script lies beside it.
    pub(super) has_script: &'a dyn Fn(&str) -> bool,
    /// What its folder tells where the entry that opened it is lost; nothing where it tells nothing.
    pub(super) stand_in: &'a dyn Fn() -> Option<StandIn>,
}

/// What a case is read by where the entry that opened it is lost.
pub(super) struct StandIn {
    /// Its reference.
    pub(super) reference: String,
    /// The copy of its script, by name.
    pub(super) script: String,
}

/// Replays a case; `find` gives the script of a copy's name, of a script's name and hash; the hash is
/// empty where nobody knows it. It is nothing where the record holds no event that opened it, and
/// nothing stands in for that, so that nobody knows what it is.
pub(super) fn replay<Error>(
    files: Files<'_>,
    mut find: impl FnMut(&str, &str, &str) -> Result<Arc<Script>, Error>,
) -> Result<Option<Case>, Error> {
    let mut events = files.entries.iter().map(decode).peekable();
    let Some(first) = events.peek() else {
        return Ok(None);
    };
    let (script, hash, reference) = if let Event::CaseOpened {
        script,
        script_hash,
        ..
    } = &first.event
    {
        (script.to_string(), script_hash.clone(), None)
    } else {
        let is_lost = first.number > 1 || matches!(first.event, Event::EntryMissing);
        let Some(known) = is_lost.then(files.stand_in).flatten() else {
            return Ok(None);
        };
        (known.script, String::new(), Some(known.reference))
    };
    let script = find(&script, &script, &hash)?;
    let mut held = words_of(files.notes);
    let mut case = Case::new(script);
    case.reference = reference.unwrap_or_default();
    for mut recorded in events {
        if let Event::ProcessChanged(change) = &recorded.event {
            let name = copy_of_change(files, change);
            let script = find(&name, change.script.as_str(), &change.script_hash)?;
            case.know(script, &change.script_hash);
        }
        for words in recorded.event.words_mut() {
            words.content = held.remove(&words.id.0).map(|held| held.content);
        }
        case.apply(recorded);
    }
    Ok(Some(case))
}

/// The copy of the script that a case went over to; where several texts of that version
/// lie beside the case, the one with its hash.
fn copy_of_change(files: Files<'_>, change: &ProcessChange) -> String {
    let (id, version) = (change.script.as_str(), change.version);
    let by_hash = further_by_hash(id, version, &change.script_hash);
    if (files.has_script)(&by_hash) {
        by_hash
    } else {
        further(id, version)
    }
}

/// Name of the copy of a script that a case went over to: another version may lie beside it.
pub(super) fn further(id: &str, version: u32) -> String {
    format!("{id}.{version}")
}

/// The same, where another text of that version lies there already.
pub(super) fn further_by_hash(id: &str, version: u32, hash: &str) -> String {
    let start: String = hash.chars().take(16).collect();
    format!("{id}.{version}.{start}")
}

pub(super) fn words_of(notes: &NotesScan) -> BTreeMap<u64, Held> {
    let held = notes.notes.iter();
    held.filter_map(|(id, body)| Some((*id, decode_words(body)?)))
        .collect()
}
