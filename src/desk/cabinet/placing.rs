//! Whether what lies in a folder is the case that belongs there, and what the folder tells where the
//! record itself does not say what it is.

use super::{Cabinet, CabinetError, ReadCase};
use crate::case::Case;
use crate::desk::replaying::StandIn;
use crate::store::{
    CaseFolder, Entry, HeaderId, HighWater, Reference, Versions, never_held_anything,
};

impl Cabinet {
    /// Whether a case that was read is the one that belongs into its folder.
    ///
    /// # Errors
    /// [`CabinetError::Misplaced`] where it is another one, and [`CabinetError::Twice`] where the
    /// folder of that other one holds it as well; [`CabinetError::Stranger`] where nobody here went
    /// on with it.
    pub fn check_place(&self, read: &ReadCase) -> Result<(), CabinetError> {
        let content = &read.content;
        self.in_its_place(&content.folder, &read.case, content.scan.header.id)
    }

    /// The same of a case alone. A folder that somebody gave another name is one case still, with its
    /// words beside it: its record is misplaced only where the folder of the case that it says it is
    /// holds a record. Of two that are the same, the one in that folder is the case: nobody can tell
    /// of the other whose words lie beside it, and going on with both would make two cases of one.
    /// What has neither its own name nor was ever saved by this computer may have been put over
    /// another case, and is not gone on with before somebody said which one it is.
    pub(super) fn in_its_place(
        &self,
        folder: &CaseFolder,
        case: &Case,
        id: HeaderId,
    ) -> Result<(), CabinetError> {
        let here = folder.reference().as_str();
        // Some systems give back a name in other letters than it was made with.
        let is_here = case.reference.eq_ignore_ascii_case(here);
        let own = Reference::new(&case.reference).ok();
        let Some(own) = own.filter(|_| !is_here) else {
            return Ok(());
        };
        let other = CaseFolder::locate(&self.home, folder.kind(), &own);
        let there = Versions::check(self.storage.as_ref(), other.path(), other.ring());
        let (path, belongs) = (folder.path().to_owned(), own.to_string());
        // Of what is gone or cannot be read nobody can say which one it is.
        let Ok(there) = there else {
            let mark = HighWater::of(&self.home.state(), id).read(self.storage.as_ref());
            let is_known = mark.is_some();
            return is_known
                .then_some(())
                .ok_or(CabinetError::Stranger { path, belongs });
        };
        Err(if there.best.scan.header.id == id {
            CabinetError::Twice { path, belongs }
        } else {
            CabinetError::Misplaced { path, belongs }
        })
    }

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
