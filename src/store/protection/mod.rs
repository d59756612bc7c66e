//! Protecting a home: its keys, and what has to be written anew when they change.
//!
//! The keys lie in one small file, protected by a passphrase. A new passphrase changes that file
//! and nothing else; a new reader adds a line to every case; to take a reader away every case is
//! sealed anew with another key.

mod anew;
mod identity;
mod kept;
mod letting_in;
mod rehearsal;
#[cfg(test)]
mod tests;
mod told;

use super::case_folder::CaseFolder;
use super::error::StoreError;
use super::home::Home;
use super::library::case_names;
use super::line::Kind;
use super::reference::Reference;
use super::storage::Storage;

pub use anew::seal_anew;
pub use identity::{
    asks_for_protection, begin_recovery, change_identity, decline_protection, protect,
    seal_answers, unlock,
};
pub use letting_in::{let_in, recover_case};
pub use rehearsal::{opens_with, rehearse_recovery};
pub use told::{
    note_readers_told, note_recovery_tried, readers_told, recovery_is_due, recovery_tried,
};

/// What is made from a journal, such as the plan, keeps nobody from the case where it is damaged or
/// sealed for others: that is only to be said. Whatever else went wrong is an error all the same.
fn passed_over(error: StoreError) -> Result<StoreError, StoreError> {
    let is_unopened = matches!(
        error,
        StoreError::DamagedFile { .. } | StoreError::NotForYou { .. }
    );
    if is_unopened { Ok(error) } else { Err(error) }
}

/// The folders of all real cases, sorted; what lies among them and is none is left out.
pub fn real_cases(storage: &dyn Storage, home: &Home) -> Result<Vec<CaseFolder>, StoreError> {
    let names = case_names(storage, home, Kind::Case)?.into_iter();
    let references = names.filter_map(|name| Reference::new(&name).ok());
    Ok(references
        .map(|reference| CaseFolder::locate(home, Kind::Case, &reference))
        .filter(|folder| storage.list(folder.path()).is_ok())
        .collect())
}
