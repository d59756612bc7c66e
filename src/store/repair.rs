//! A new journal from what can still be read of a damaged one.

use std::path::{Path, PathBuf};

use super::case_folder::CaseFolder;
use super::error::StoreError;
use super::high_water::{HighWater, Mark};
use super::home::Home;
use super::journal::Journal;
use super::line::LineHash;
use super::removing::names_in;
use super::scan::{ENTRY_LIMIT, Scan, scan};
use super::sealed::Ring;
use super::storage::{Storage, create_file};
use super::versions::{REPAIRED_PREFIX, Versions, next_name};

/// The words of a repair; they belong to who knows what an entry means.
pub struct RepairBodies<'a> {
    /// Body of the entry that stands in for a missing one, so that all others keep
    /// their numbers.
    pub missing: &'a dyn Fn(u64) -> String,
    /// Body of the last entry: what was found and what is missing.
    pub summary: &'a dyn Fn(&Scan) -> String,
}

/// What a repair did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The new file.
    pub path: PathBuf,
    /// How many entries were taken over.
    pub kept: usize,
    /// The numbers that stand-ins were written for.
    pub missing: Vec<u64>,
}

/// Writes what can be read of `from` to a new file `folder/name`; `from` is not touched.
///
/// Entries set aside by the scan are not taken over: `summary` sees them.
pub fn repair(
    storage: &dyn Storage,
    from: &Path,
    folder: &Path,
    name: &str,
    ring: &Ring,
    bodies: &RepairBodies<'_>,
) -> Result<Repaired, StoreError> {
    let found = Journal::read(storage, from, ring)?;
    let full = || StoreError::Full {
        path: from.to_owned(),
        limit: "a case can have at most 100,000 entries and 64 MiB",
    };
    if found.last_number() >= ENTRY_LIMIT {
        return Err(full());
    }
    let mut text = format!("{}\n", found.header_line);
    for keys in &found.key_lines {
        text.push_str(keys);
        text.push('\n');
    }
    let mut previous = LineHash::of(&found.header_line);
    let mut write = |number: u64, body: &str| {
        let line = found.writing.entry(storage, number, previous, body);
        let line = line.map_err(StoreError::system("seal the entries", from))?;
        previous = LineHash::of(&line);
        text.push_str(&line);
        text.push('\n');
        Ok::<(), StoreError>(())
    };
    let (mut next, mut missing) = (1, Vec::new());
    for entry in &found.entries {
        for number in next..entry.number {
            write(number, &(bodies.missing)(number))?;
            missing.push(number);
        }
        write(entry.number, &entry.body)?;
        next = entry.number + 1;
    }
    write(next, &(bodies.summary)(&found))?;
    if !found.writing.is_sealed() {
        // Plain lines come out the same, so that what was sealed of them still is.
        text.push_str(&found.kept_seals());
    }
    let path = folder.join(name);
    // The stand-ins' bodies come from outside: what they make must be a sound journal.
    if !scan(text.as_bytes(), ring).is_ok_and(|made| made.is_whole() && made.last_number() == next)
    {
        return Err(full());
    }
    create_file(storage, folder, name, text.as_bytes())
        .map_err(StoreError::system("write the repaired case", &path))?;
    Ok(Repaired {
        path,
        kept: found.entries.len(),
        missing,
    })
}

/// Repairs the best journal of a case into `journal-repairedN` beside it; the case then
/// opens for writing, and all older files stay as they are. Where a newer repair cannot be read,
/// nothing is done: it may be a record that words were taken out of.
pub fn repair_case(
    storage: &dyn Storage,
    home: &Home,
    folder: &CaseFolder,
    bodies: &RepairBodies<'_>,
) -> Result<Repaired, StoreError> {
    let versions = Versions::read(storage, folder.path(), folder.ring())?;
    versions.surely_of_this_record()?;
    // A copied home may lack a folder; once the new record stands, nothing is to fail over that.
    home.prepare(storage)?;
    let best = versions.best;
    let name = next_name(&names_in(storage, folder.path())?, REPAIRED_PREFIX);
    let repaired = repair(
        storage,
        &best.path,
        folder.path(),
        &name,
        folder.ring(),
        bodies,
    )?;
    let made = Journal::read(storage, &repaired.path, folder.ring())?;
    let mark = Mark::at_the_end_of(&made);
    HighWater::of(&home.state(), made.header.id).settle(storage, mark)?;
    Ok(repaired)
}
