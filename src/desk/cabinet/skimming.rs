//! A case read for one of many.

use super::{Cabinet, CabinetError};
use crate::case::Case;
use crate::desk::known_scripts::KnownScripts;
use crate::desk::replaying::{Files, replay};
use crate::store::{self, HeaderId, Kind};

/// A case that was read for one of many.
pub(in crate::desk) struct Skimmed {
    /// Its identity.
    pub(in crate::desk) id: HeaderId,
    /// Whether entries of it are missing or out of place.
    pub(in crate::desk) damaged: bool,
    /// How many entries it has.
    pub(in crate::desk) entries: u64,
    /// The case.
    pub(in crate::desk) case: Case,
    /// The copy of a script in its folder that tells how to read it; none where the program
    /// itself has every script that it was run from.
    pub(in crate::desk) own_script: Option<String>,
}

impl Cabinet {
    /// Reads the record and the notes of a case alone, for one of many: a script that stands in
    /// the program is taken from there, whatever became of the case's copy.
    pub(in crate::desk) fn skim(
        &self,
        scripts: &KnownScripts,
        kind: Kind,
        reference: &str,
        continued: bool,
    ) -> Result<Skimmed, CabinetError> {
        let folder = self.folder(kind, reference)?;
        let (scan, notes) = store::skim_case(self.storage.as_ref(), &folder, continued)?;
        let has_script = |name: &str| folder.script(self.storage.as_ref(), name).is_ok();
        let files = Files {
            entries: &scan.entries,
            notes: &notes,
            has_script: &has_script,
            stand_in: &|| self.stand_in(&folder),
        };
        let mut own_script = None;
        let case = replay(files, |name, id, hash| {
            if let Some(script) = scripts.shipped(id, hash) {
                return Ok(script);
            }
            own_script = Some(name.to_owned());
            self.script_of(&folder, name, hash, |text| scripts.read(text, name))
        })?;
        let case = case.ok_or_else(|| self.unopened(&folder, &scan.entries))?;
        Ok(Skimmed {
            id: scan.header.id,
            damaged: !scan.is_whole(),
            entries: scan.last_number(),
            case,
            own_script,
        })
    }
}
