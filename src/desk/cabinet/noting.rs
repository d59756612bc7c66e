//! That documents of a case were written, noted down by whoever does not go on with the case.

use std::io::ErrorKind;
use std::time::Duration;

use super::words_beside::{WordsBeside, may_be_gone_on_with};
use super::{Cabinet, CabinetError};
use crate::case::DocumentFile;
use crate::store::{self, Kind, Opened, StoreError};

/// How long the disk is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

impl Cabinet {
    /// Notes down in a case that documents of it were written, and leaves everything else as it is:
    /// half-typed words and what a crash has left wait for whoever goes on with it.
    ///
    /// # Errors
    /// The case is open in another window, or could be, for its drive has no locks; it is damaged,
    /// gone, in private time, or the disk refuses.
    /// Nothing was noted then.
    pub fn note_documents(
        &self,
        kind: Kind,
        reference: &str,
        files: Vec<DocumentFile>,
    ) -> Result<(), CabinetError> {
        let folder = self.folder(kind, reference)?;
        let (storage, now) = (self.storage.as_ref(), self.clock.now());
        let opened = store::open_case_alone(storage, &self.home, &folder, now);
        let open = match opened.map_err(|error| self.perhaps_gone(error, reference))? {
            Opened::Writable(open) => open,
            Opened::ReadOnly(_, why) => return Err(CabinetError::ReadOnly(why)),
        };
        let case = self.replay_whole(&open.content)?.case;
        self.in_its_place(&folder, &case, open.content.scan.header.id)?;
        may_be_gone_on_with(&WordsBeside::of(&case, &open.content.notes), &open.content)?;
        let draft = open.content.draft.clone();
        let mut desk = self.desk(case, *open, kind == Kind::Practice)?;
        desk.note_documents(draft, files)
            .map_err(CabinetError::Refused)?;
        if desk.close(PATIENCE).jobs == 0 {
            return Ok(());
        }
        Err(CabinetError::Store(StoreError::System {
            doing: "note it down",
            path: folder.path().to_owned(),
            source: ErrorKind::TimedOut.into(),
        }))
    }
}
