//! The codes of everything that was agreed and closed in a case.

use super::{Cabinet, CabinetError, ReadCase};
use crate::desk::record::closed_records;
use crate::document::fingerprint::fingerprint;
use crate::document::plan::plan_of;
use crate::store::{CaseFolder, Entry, NotesScan};

/// The code of one version of what was agreed, as papers of it carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionCode {
    /// Which closing, from 1.
    pub version: u16,
    /// Its code.
    pub code: String,
}

impl Cabinet {
    /// The code of every version that was closed, oldest first, each made anew from the record up
    /// to its closing. What was brought along has none before a meeting closed it.
    pub fn codes(&self, read: &ReadCase, practice: bool) -> Result<Vec<VersionCode>, CabinetError> {
        let content = &read.content;
        self.codes_of(
            &content.folder,
            &content.scan.entries,
            &content.notes,
            practice,
        )
    }

    /// The same of these entries and notes.
    pub(super) fn codes_of(
        &self,
        folder: &CaseFolder,
        entries: &[Entry],
        notes: &NotesScan,
        practice: bool,
    ) -> Result<Vec<VersionCode>, CabinetError> {
        let mut codes = Vec::new();
        for closed in closed_records(entries) {
            let Some(version) = closed.version else {
                continue;
            };
            let up_to = entries.partition_point(|entry| entry.number <= closed.number);
            let before = entries.get(..up_to).unwrap_or_default();
            let case = self.replay_files(folder, before, notes)?;
            let plan = plan_of(&case, practice);
            codes.extend(plan.map(|plan| VersionCode {
                version,
                code: fingerprint(&plan),
            }));
        }
        Ok(codes)
    }
}
