//! The scripts that a case was run from: its own copies, held against the hash that its record
//! has of them.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Cabinet, CabinetError};
use crate::case::Case;
use crate::desk::known_scripts::{self, script_hash};
use crate::desk::replaying::{Files, replay};
use crate::script::Script;
use crate::store::{CaseContent, CaseFolder, Entry, NotesScan, ScriptCopy};

/// A copy of a script that is not, to the letter, what the case was run from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlteredScript {
    /// The file.
    pub path: PathBuf,
    /// Whether the case is read by it all the same; else the program has the very script that the
    /// case was run from, and goes by that.
    pub is_gone_by: bool,
    /// Where there is no such file: its name, and what it held, from inside the program.
    missing: Option<(String, &'static str)>,
}

impl AlteredScript {
    /// What it is, what comes of it and what to do, in sentences.
    pub fn told(&self) -> String {
        let path = self.path.display();
        if self.missing.is_some() {
            return format!(
                "{path}: this file is not there. It held the script that this case was run from; \
                 this program has that script itself and goes by it, and puts the file back when \
                 the case is gone on with."
            );
        }
        let comes_of_it = if self.is_gone_by {
            "so that stages and questions may read otherwise than they did then; what was recorded \
             is untouched"
        } else {
            "but this program has that script itself and goes by it"
        };
        format!(
            "{path}: this file does not hold, to the letter, the script that this case was run \
             from, {comes_of_it}. Put the file back from a copy of the folder."
        )
    }
}

/// A case made anew from its record.
pub(super) struct Replayed {
    pub(super) case: Case,
    /// Copies of its scripts that are not what it was run from.
    pub(super) altered: Vec<AlteredScript>,
}

/// A script that a case was run from, as its record names it.
struct Named<'a> {
    /// The name of the copy.
    copy: &'a str,
    id: &'a str,
    /// Empty where the entry that says it is lost.
    hash: &'a str,
}

/// Whether a case with these copies can be gone on with.
pub(super) fn may_be_gone_on_by(altered: &[AlteredScript]) -> Result<(), CabinetError> {
    match altered.iter().find(|altered| altered.is_gone_by) {
        Some(AlteredScript { path, .. }) => Err(CabinetError::AlteredScript { path: path.clone() }),
        None => Ok(()),
    }
}

impl Cabinet {
    /// Puts copies that are not there back into the folder of a case that is gone on with: a later
    /// version of the program may not have their text any more.
    pub(super) fn put_back(&self, folder: &CaseFolder, altered: &[AlteredScript]) {
        let missing = altered.iter().filter_map(|copy| copy.missing.as_ref());
        for (id, text) in missing {
            // A disk that refuses holds up no meeting: the next opening tells of it and tries again.
            let _ = folder.add_script(self.storage.as_ref(), &ScriptCopy { id, text });
        }
    }

    /// Replays a case with the scripts in its own folder.
    pub(super) fn replay_whole(&self, content: &CaseContent) -> Result<Replayed, CabinetError> {
        self.replay_beside(&content.folder, &content.scan.entries, &content.notes)
    }

    /// The same of entries and notes alone, whatever became of the copies of its scripts.
    pub(super) fn replay_files(
        &self,
        folder: &CaseFolder,
        entries: &[Entry],
        notes: &NotesScan,
    ) -> Result<Case, CabinetError> {
        Ok(self.replay_beside(folder, entries, notes)?.case)
    }

    fn replay_beside(
        &self,
        folder: &CaseFolder,
        entries: &[Entry],
        notes: &NotesScan,
    ) -> Result<Replayed, CabinetError> {
        let has_script = |name: &str| folder.script(self.storage.as_ref(), name).is_ok();
        let files = Files {
            entries,
            notes,
            has_script: &has_script,
            stand_in: &|| self.stand_in(folder),
        };
        let mut altered = Vec::new();
        let case = replay(files, |copy, id, hash| {
            self.own_script(folder, &Named { copy, id, hash }, &mut altered)
        })?;
        let case = case.ok_or_else(|| self.unopened(folder, entries))?;
        Ok(Replayed { case, altered })
    }

    /// The script that a case was run from; where its own copy is another text or cannot be read,
    /// the same text inside the program serves as well, and else the copy as it is.
    fn own_script(
        &self,
        folder: &CaseFolder,
        named: &Named<'_>,
        altered: &mut Vec<AlteredScript>,
    ) -> Result<Arc<Script>, CabinetError> {
        let Named { copy, id, hash } = *named;
        let text = folder.script(self.storage.as_ref(), copy);
        let is_it = hash.is_empty() || text.is_ok_and(|text| script_hash(&text) == hash);
        let shipped = (!is_it).then(|| known_scripts::shipped(id, hash)).flatten();
        let is_gone_by = shipped.is_none();
        let parse = |text: &str| known_scripts::parse(text, copy);
        let script = match shipped {
            Some(script) => script,
            None => self.script_of(folder, copy, hash, parse)?,
        };
        if !is_it {
            let path = path_of(folder, copy);
            let is_there = self.storage.identity(&path).is_ok();
            let text = known_scripts::shipped_text(id).filter(|_| !is_there && !is_gone_by);
            altered.push(AlteredScript {
                path,
                is_gone_by,
                missing: text.map(|text| (copy.to_owned(), text)),
            });
        }
        Ok(script)
    }

    /// Reads the case's own copy of a script, whose text had this hash when the case took it.
    pub(super) fn script_of(
        &self,
        folder: &CaseFolder,
        name: &str,
        hash: &str,
        read: impl FnOnce(&str) -> Option<Arc<Script>>,
    ) -> Result<Arc<Script>, CabinetError> {
        let text = folder.script(self.storage.as_ref(), name)?;
        read(&text).ok_or_else(|| {
            let path = path_of(folder, name);
            if script_hash(&text) == hash {
                CabinetError::NewerScript { path }
            } else {
                CabinetError::Script { path }
            }
        })
    }
}

fn path_of(folder: &CaseFolder, copy: &str) -> PathBuf {
    folder.path().join("scripts").join(format!("{copy}.json"))
}
