//! Further readers of cases that are there already.

use std::path::Path;

use super::kept::seal_kept;
use super::passed_over;
use crate::case::Now;
use crate::store::case_folder::{CaseFolder, write_plan};
use crate::store::error::StoreError;
use crate::store::journal::Journal;
use crate::store::line::Header;
use crate::store::lock::CaseLock;
use crate::store::papers::seal_papers;
use crate::store::scan::{ScanError, further_keys};
use crate::store::sealed::{Keyring, Ring, Writing};
use crate::store::storage::Storage;
use crate::store::versions::Versions;

/// Lets further public keys open a case, by a line added to its journal. A plain case is left as
/// it is, for it is open to everybody.
///
/// Who holds the ring of the folder must be able to open the case; it may not be open elsewhere.
///
/// Says what beside the journal could not be opened, and is as it was.
pub fn let_in(
    storage: &dyn Storage,
    folder: &CaseFolder,
    now: Now,
    keys: &[String],
) -> Result<Vec<StoreError>, StoreError> {
    hand_over(storage, folder, now, folder.ring(), keys)
}

/// Lets the owner of the home open a case again, with the key of the service.
///
/// Says what beside the journal could not be opened, and is as it was.
pub fn recover_case(
    storage: &dyn Storage,
    folder: &CaseFolder,
    now: Now,
    service: &Ring,
) -> Result<Vec<StoreError>, StoreError> {
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
) -> Result<Vec<StoreError>, StoreError> {
    let _lock = CaseLock::take(storage, folder.path(), now)?;
    let versions = Versions::read(storage, folder.path(), with)?;
    versions.surely_of_this_record()?;
    let best = versions.best;
    let (mut journal, scan) = Journal::open(storage, &best.path, None, with)?;
    let Some(keyring) = with.keyring().filter(|_| scan.writing.is_sealed()) else {
        return Ok(Vec::new());
    };
    let age_file = handed(&keyring, &scan.header, &scan.key_lines, keys);
    let age_file = age_file.map_err(|problem| StoreError::Journal {
        path: best.path.clone(),
        problem,
    })?;
    journal.add_keys(storage, &age_file)?;
    // The case opens now; nothing that is made from it may keep anybody out.
    let mut left = seal_papers(storage, folder, with)?;
    left.extend(seal_kept(storage, folder, with)?);
    match folder.plan_with(storage, &scan.writing, with) {
        Ok(plan) => {
            let writing = writing_now(folder, &best.path, storage);
            if let (Some(plan), Ok(writing)) = (plan, writing) {
                write_plan(storage, folder.path(), &writing, &plan)?;
            }
        }
        Err(error) => left.push(passed_over(error)?),
    }
    Ok(left)
}

fn handed(
    keyring: &Keyring,
    header: &Header,
    key_lines: &[String],
    keys: &[String],
) -> Result<Vec<u8>, ScanError> {
    let further = further_keys(key_lines.iter().map(String::as_bytes));
    Ok(keyring.hand_over(header, &further, keys)?)
}

/// How the case is written for whoever unlocked the home, now that they are let in.
fn writing_now(
    folder: &CaseFolder,
    path: &Path,
    storage: &dyn Storage,
) -> Result<Writing, StoreError> {
    Journal::read(storage, path, folder.ring()).map(|scan| scan.writing)
}
