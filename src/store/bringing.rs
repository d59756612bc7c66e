//! Bringing a whole case into the home: it comes into being with all it holds, or not at all.

use std::collections::BTreeMap;

use super::case_folder::{CaseFolder, ScriptCopy, write_plan};
use super::error::StoreError;
use super::high_water::{HighWater, Mark};
use super::home::Home;
use super::journal::JOURNAL_NAME;
use super::line::HeaderId;
use super::notes::Notes;
use super::scan::{Entry, Scan};
use super::sealed::Writing;
use super::storage::{Storage, create_file};
use super::whole_journal::{checked, first_line, journal_text};

/// Everything that a case has from its first moment in this home.
#[derive(Debug)]
pub struct WholeCase<'a> {
    /// The record that it goes on from; nothing for a case that was never kept anywhere before.
    pub goes_on: Option<&'a Scan>,
    /// Its entries, numbered from 1.
    pub entries: &'a [Entry],
    /// Its notes, by their numbers.
    pub notes: BTreeMap<u64, String>,
    /// The scripts that it was run from.
    pub scripts: &'a [ScriptCopy<'a>],
    /// Its plan, where something was agreed.
    pub plan: Option<Vec<u8>>,
}

/// Writes a whole case under another name, makes it safe, and gives it its name: after a power cut
/// it is there with all of it, or it is not there. Nothing that is there is ever replaced.
///
/// It keeps its identity, and is written as this home writes its cases: a plain one goes on under
/// the very line that it begins with, and where cases are sealed it is sealed for the readers here.
///
/// What is not a sound journal of this kind is refused before anything is written.
pub fn bring_in(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    whole: &WholeCase<'_>,
) -> Result<(), StoreError> {
    let (first, writing) = beginning(storage, folder, whole.goes_on)?;
    let mut journal = journal_text(storage, folder, first, &writing, whole.entries)?;
    let is_plain = |scan: &&Scan| !scan.writing.is_sealed() && !writing.is_sealed();
    if let Some(scan) = whole.goes_on.filter(is_plain) {
        // Otherwise its lines are other ones, and nobody here can say for others what they closed.
        journal.push_str(&scan.kept_seals());
    }
    let made = checked(folder, &journal, whole.entries)?;
    home.prepare(storage)?;
    folder.place(storage, |unfinished| {
        folder.lay_out(storage, unfinished, whole.scripts)?;
        Notes::write_whole(storage, unfinished, &writing, whole.notes.clone())?;
        if let Some(plan) = &whole.plan {
            write_plan(storage, unfinished, &writing, plan)?;
        }
        create_file(storage, unfinished, JOURNAL_NAME, journal.as_bytes()).map_err(
            StoreError::system("write the record of the case", folder.path()),
        )
    })?;
    let mark = Mark::at_the_end_of(&made);
    // Without the mark, less is noticed; the case is safe either way.
    let _ = HighWater::of(&home.state(), made.header.id).settle(storage, mark);
    Ok(())
}

/// The first line of the record, and how the others are written.
fn beginning(
    storage: &dyn Storage,
    folder: &CaseFolder,
    goes_on: Option<&Scan>,
) -> Result<(String, Writing), StoreError> {
    let id = if let Some(scan) = goes_on {
        scan.header.id
    } else {
        let random = storage.random();
        HeaderId(random.map_err(StoreError::system("create the case", folder.path()))?)
    };
    let (mut header, writing) = folder.header(storage, id)?;
    match goes_on {
        Some(scan) if !scan.writing.is_sealed() && !writing.is_sealed() => {
            return Ok((scan.header_line.clone(), writing));
        }
        Some(scan) => header.after = Some(scan.last_hash.to_string()),
        None => {}
    }
    Ok((first_line(folder, &header)?, writing))
}
