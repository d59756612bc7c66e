//! What the folder of a case tells where the record itself does not say what it is.

use super::{Cabinet, CabinetError};
use crate::desk::replaying::StandIn;
use crate::store::{CaseFolder, Entry, never_held_anything};

impl Cabinet {
    /// What the folder of a case tells where the entry that opened it is lost.
    pub(super) fn stand_in(&self, folder: &CaseFolder) -> Option<StandIn> {
        Some(StandIn {
            reference: folder.reference().to_string(),
            script: folder.first_script(self.storage.as_ref())?,
        })
    }

    /// Why nobody knows what a case with these entries is.
    pub(super) fn unopened(&self, folder: &CaseFolder, entries: &[Entry]) -> CabinetError {
        let path = folder.path().to_owned();
        if !entries.is_empty() {
            let (reference, flag) = (folder.reference(), folder.kind().flag());
            let dump = format!("dump {reference}{flag}");
            return CabinetError::NoOpening { path, dump };
        }
        if never_held_anything(self.storage.as_ref(), &self.home, folder) {
            CabinetError::Empty { path }
        } else {
            CabinetError::CutOff { path }
        }
    }
}
