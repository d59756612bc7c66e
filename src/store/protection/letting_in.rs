//! Further readers of cases that are there already.

use crate::case::Now;
use crate::store::case_folder::{CaseFolder, write_plan};
use crate::store::error::StoreError;
use crate::store::journal::Journal;
use crate::store::line::{Line, parse};
use crate::store::lock::CaseLock;
use crate::store::papers::seal_papers;
use crate::store::sealed::{Keyring, Ring};
use crate::store::storage::Storage;
use crate::store::versions::Versions;

/// Lets further public keys open a case, by a line added to its journal. A plain case is left as
/// it is, for it is open to everybody.
///
/// Who holds the ring of the folder must be able to open the case; it may not be open elsewhere.
pub fn let_in(
    storage: &dyn Storage,
    folder: &CaseFolder,
    now: Now,
    keys: &[String],
) -> Result<(), StoreError> {
    hand_over(storage, folder, now, folder.ring(), keys)
}

/// Lets the owner of the home open a case again, with the key of the service.
pub fn recover_case(
    storage: &dyn Storage,
    folder: &CaseFolder,
    now: Now,
    service: &Ring,
) -> Result<(), StoreError> {
    let owner = folder.ring().keyring();
    let keys: Vec<String> = owner.iter().map(|keyring| keyring.public()).collect();
    hand_over(storage, folder, now, service, &keys)
}

fn hand_over(
    storage: &dyn Storage,
    folder: &CaseFolder,
    now: Now,
    with: &Ring,
    keys: &[String],
) -> Result<(), StoreError> {
    let _lock = CaseLock::take(storage, folder.path(), now)?;
    let best = Versions::read(storage, folder.path(), with)?.best;
    let (mut journal, scan) = Journal::open(storage, &best.path, None, with)?;
    let Some(keyring) = with.keyring().filter(|_| scan.writing.is_sealed()) else {
        return Ok(());
    };
    let plan = folder.plan_with(storage, &scan.writing, with)?;
    let age_file = handed(&keyring, &scan.header, &scan.key_lines, keys);
    let age_file = age_file.map_err(|problem| StoreError::Journal {
        path: best.path.clone(),
        problem,
    })?;
    journal.add_keys(storage, &age_file)?;
    seal_papers(storage, folder, with)?;
    if let (Some(plan), Ok(writing)) = (plan, writing_now(folder, &best.path, storage)) {
        write_plan(storage, folder.path(), &writing, &plan)?;
    }
    Ok(())
}

fn handed(
    keyring: &Keyring,
    header: &crate::store::line::Header,
    key_lines: &[String],
    keys: &[String],
) -> Result<Vec<u8>, crate::store::scan::ScanError> {
    let further: Vec<Vec<u8>> = key_lines
        .iter()
        .filter_map(|line| match parse(line.as_bytes()) {
            Some(Line::Keys(file)) => Some(file),
            Some(Line::Header(_) | Line::Plain { .. } | Line::Sealed { .. } | Line::Unknown(_))
            | None => None,
        })
        .collect();
    Ok(keyring.hand_over(header, &further, keys)?)
}

/// How the case is written for whoever unlocked the home, now that they are let in.
fn writing_now(
    folder: &CaseFolder,
    path: &std::path::Path,
    storage: &dyn Storage,
) -> Result<crate::store::sealed::Writing, StoreError> {
    Journal::read(storage, path, folder.ring()).map(|scan| scan.writing)
}
