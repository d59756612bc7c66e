//! Bringing a whole case into the home: it comes into being with all it holds, or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use super::case_folder::{CaseFolder, JOURNAL_NAME, PLAN_NAME, ScriptCopy};
use super::error::StoreError;
use super::high_water::{HighWater, Mark};
use super::home::Home;
use super::line::{Header, HeaderId, Kind, LineHash, entry_line, header_line};
use super::notes::Notes;
use super::scan::{Entry, Scan, scan};
use super::storage::{Storage, create_file, replace_file};
use crate::case::Now;

/// Everything that a case has from its first moment in this home.
#[derive(Debug)]
pub struct WholeCase<'a> {
    /// The first line of its journal, exactly as it stands.
    pub header_line: String,
    /// Its entries, numbered from 1.
    pub entries: &'a [Entry],
    /// Its notes, by their numbers.
    pub notes: BTreeMap<u64, String>,
    /// The scripts that it was run from.
    pub scripts: &'a [ScriptCopy<'a>],
    /// Its plan, where something was agreed.
    pub plan: Option<Vec<u8>>,
}

/// The first line of a case that was never kept anywhere before.
pub fn new_header_line(storage: &dyn Storage, kind: Kind) -> Result<String, StoreError> {
    let place = Path::new(JOURNAL_NAME);
    let random = storage.random();
    let id = HeaderId(random.map_err(StoreError::system("create the case", place))?);
    header_line(&Header::plain(id, kind)).map_err(|_| StoreError::NotOneLine {
        path: place.to_owned(),
    })
}

/// Writes a whole case under another name, makes it safe, and gives it its name: after a power cut
/// it is there with all of it, or it is not there. Nothing that is there is ever replaced.
///
/// What is not a sound journal of this kind is refused before anything is written.
pub fn bring_in(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    now: Now,
    whole: &WholeCase<'_>,
) -> Result<(), StoreError> {
    let journal = journal_text(&whole.header_line, whole.entries);
    let made = sound(folder, &journal, whole.entries)?;
    home.prepare(storage)?;
    let system = |doing| StoreError::system(doing, folder.path());
    folder.place(storage, now, |unfinished| {
        folder.lay_out(storage, unfinished, whole.scripts)?;
        let (mut notes, _) = Notes::open(storage, unfinished)?;
        if !whole.notes.is_empty() {
            notes.replace_all(storage, whole.notes.clone())?;
        }
        if let Some(plan) = &whole.plan {
            replace_file(storage, unfinished, PLAN_NAME, plan)
                .map_err(system("write the plan of the case"))?;
        }
        create_file(storage, unfinished, JOURNAL_NAME, journal.as_bytes())
            .map_err(system("write the record of the case"))
    })?;
    let mark = Mark {
        number: made.last_number(),
        hash: made.last_hash,
    };
    // Without the mark, less is noticed; the case is safe either way.
    let _ = HighWater::of(&home.state(), made.header.id).settle(storage, mark);
    Ok(())
}

fn journal_text(header_line: &str, entries: &[Entry]) -> String {
    let mut text = format!("{header_line}\n");
    let mut previous = LineHash::of(header_line);
    for entry in entries {
        let line = entry_line(entry.number, previous, &entry.body);
        previous = LineHash::of(&line);
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// What the text holds as a journal, which has to be exactly these entries.
fn sound(folder: &CaseFolder, text: &str, entries: &[Entry]) -> Result<Scan, StoreError> {
    let path = || folder.path().to_owned();
    let made = scan(text.as_bytes()).map_err(|problem| StoreError::Journal {
        path: path(),
        problem,
    })?;
    if made.header.kind != folder.kind() {
        return Err(StoreError::WrongKind { path: path() });
    }
    if !made.is_whole() || made.entries != entries {
        return Err(StoreError::Full {
            path: path(),
            limit: "a case can have at most 100,000 entries and 64 MiB",
        });
    }
    Ok(made)
}
