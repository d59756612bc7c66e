//! Words taken out of the record itself: a new record of the case is written without them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Cabinet, CabinetError, VersionCode, unseen_words};
use crate::case::{
    Case, Event, FormerCode, Now, Recorded, Refusal, TakeOut, TakenOut, WithoutWords,
};
use crate::desk::draft::Draft;
use crate::desk::entry::{decode_words, encode, encode_words};
use crate::document;
use crate::store::{
    self, CaseFolder, CaseLock, Entry, HeaderId, Kind, NewRecord, NotesScan, OldRecord,
    SoundRecord, StoreError, Writing,
};

/// What came of it.
#[derive(Debug)]
pub struct BegunAnew {
    /// What the new record says of what was taken out.
    pub taken: TakenOut,
    /// Its journal.
    pub path: PathBuf,
    /// What still holds the words.
    pub old: Option<OldRecord>,
    /// Whether what was closed was sealed by another key than this home's, so that the new record
    /// has no seal until the next closing.
    pub seals_left: bool,
    /// What failed once the new record stood.
    pub unconfirmed: Option<StoreError>,
    /// Why notes and plan could not be written yet; the next opening of the case does it.
    pub unsettled: Option<StoreError>,
}

impl Cabinet {
    /// Writes a new record of a case in which these words are a marked blank, and everything else is
    /// as it was. The old one stays beside it until [`Self::delete_old_record`].
    ///
    /// # Errors
    /// Whatever [`Case::take_out`] refuses; a case that is open in another window, damaged, or not
    /// sealed where the others are; words that wait to be filed; copies that another program left.
    /// The case goes on with the old record then, or the disk does not even tell which one stands.
    pub fn take_out(
        &self,
        kind: Kind,
        reference: &str,
        asked: &TakeOut,
    ) -> Result<BegunAnew, CabinetError> {
        let folder = self.there(kind, reference)?;
        let storage = self.storage.as_ref();
        // A home that was copied may hold nothing but its cases.
        self.home.prepare(storage)?;
        let now = self.clock.now();
        let _lock = self.locked(&folder)?;
        let old = store::sound_record(storage, &self.home, &folder)?;
        let case = self.replay_files(&folder, &old.scan.entries, &old.notes)?;
        self.in_its_place(&folder, &case, old.scan.header.id)?;
        self.may_begin_anew(&folder, &old, &case)?;
        let head = (old.scan.last_number(), old.scan.last_hash.to_string());
        let without = case
            .take_out(asked, now.wall.date_naive(), head)
            .map_err(CabinetError::Refused)?;
        let WithoutWords { changed, mut taken } = without;
        let mut entries = with_blanks(&old.scan.entries, &changed);
        let mut notes = NotesScan {
            notes: old.notes.notes.clone(),
            ..NotesScan::default()
        };
        let blank = forget_in(&case, Some(&taken), &mut notes.notes);
        let codes = |entries, notes| self.codes_of(&folder, entries, notes, kind == Kind::Practice);
        let now_coded = codes(&entries, &notes)?;
        let former = codes(&old.scan.entries, &old.notes)?.into_iter();
        taken.codes = former
            .filter(|coded| !now_coded.contains(coded))
            .map(|VersionCode { version, code }| FormerCode { version, code })
            .collect();
        entries.push(encode(&last_entry(&taken, now)));
        let case = self.replay_files(&folder, &entries, &notes)?;
        let notes = notes.notes;
        let new = NewRecord { entries, notes };
        let made = store::begin_new_record(storage, &self.home, &folder, &old, &new)?;
        let settled = self.settle(&folder, &made.writing, &case, blank);
        let (old, untold) = match store::old_record(storage, &folder) {
            Ok(old) => (old, None),
            Err(error) => (None, Some(error)),
        };
        Ok(BegunAnew {
            taken,
            path: made.path,
            old,
            seals_left: made.seals_left,
            unconfirmed: made.unconfirmed.or(untold),
            unsettled: settled.err(),
        })
    }

    /// Deletes the record that a new one took the place of, with everything that may hold the words
    /// that were taken out: exactly what [`Self::old_record`] named before.
    ///
    /// # Errors
    /// A case on hold, in a meeting or open in another window; copies that another program left;
    /// anything that may be newer than the new record, or that was not named; whatever the disk
    /// refuses.
    pub fn delete_old_record(
        &self,
        kind: Kind,
        reference: &str,
        named: &OldRecord,
    ) -> Result<(), CabinetError> {
        let folder = self.there(kind, reference)?;
        let storage = self.storage.as_ref();
        let _lock = self.locked(&folder)?;
        let content = store::read_case(storage, &self.home, &folder)?;
        let case = self.replay_files(&folder, &content.scan.entries, &content.notes)?;
        self.in_its_place(&folder, &case, content.scan.header.id)?;
        case.may_take_out().map_err(CabinetError::Refused)?;
        self.has_no_copy(&folder, content.scan.header.id)?;
        let blank = blanks(case.taken_out(), &content.notes.notes);
        let settle = || self.settle(&folder, &content.scan.writing, &case, blank);
        Ok(store::delete_old_record(
            storage, &self.home, &folder, named, settle,
        )?)
    }

    /// What is left of the record that a new one took the place of.
    ///
    /// # Errors
    /// [`Refusal::NoOldRecord`] where nothing of one is left; whatever the disk refuses.
    pub fn old_record(&self, kind: Kind, reference: &str) -> Result<OldRecord, CabinetError> {
        let folder = self.there(kind, reference)?;
        let old = store::old_record(self.storage.as_ref(), &folder)?;
        old.ok_or(CabinetError::Refused(Refusal::NoOldRecord))
    }

    fn there(&self, kind: Kind, reference: &str) -> Result<CaseFolder, CabinetError> {
        let folder = self.folder(kind, reference)?;
        if self.storage.identity(folder.path()).is_err() {
            let path = folder.path().to_owned();
            return Err(self.perhaps_gone(StoreError::NoCase { path }, reference));
        }
        Ok(folder)
    }

    /// The right to write, held against every other window.
    fn locked(&self, folder: &CaseFolder) -> Result<CaseLock, CabinetError> {
        let lock = CaseLock::take(self.storage.as_ref(), folder.path(), self.clock.now())?;
        if lock.keeps_others_out() {
            Ok(lock)
        } else {
            Err(CabinetError::Refused(Refusal::NoLocks))
        }
    }

    fn may_begin_anew(
        &self,
        folder: &CaseFolder,
        old: &SoundRecord,
        case: &Case,
    ) -> Result<(), CabinetError> {
        let storage = self.storage.as_ref();
        let refused = |refusal| Err(CabinetError::Refused(refusal));
        case.may_take_out().map_err(CabinetError::Refused)?;
        if folder.is_sealed(storage)? != old.scan.writing.is_sealed() {
            return refused(Refusal::SealItFirst);
        }
        let draft = store::read_draft(storage, folder.path(), &old.scan.writing)?;
        let is_typed = draft.is_some_and(|text| !Draft::read(&text).is_empty());
        if is_typed || !unseen_words(&old.notes, case).is_empty() {
            return refused(Refusal::WordsWait);
        }
        self.has_no_copy(folder, old.scan.header.id)
    }

    /// Refuses where a copy lies in the folder of a case or beside it: it may hold the words as well.
    fn has_no_copy(&self, folder: &CaseFolder, id: HeaderId) -> Result<(), CabinetError> {
        let storage = self.storage.as_ref();
        let copies = store::paths_of_copies(storage, &self.home, folder, id)?;
        if copies.is_empty() {
            Ok(())
        } else {
            Err(CabinetError::Refused(Refusal::TakeCopyAwayFirst))
        }
    }

    /// Writes the plan as it is without the words, and a blank in the place of notes that hold them.
    fn settle(
        &self,
        folder: &CaseFolder,
        writing: &Writing,
        case: &Case,
        blank: BTreeMap<u64, String>,
    ) -> Result<(), StoreError> {
        let plan = document::plan::write(case, folder.kind() == Kind::Practice).ok();
        let storage = self.storage.as_ref();
        store::settle_new_record(storage, folder, writing, blank, plan.as_deref())
    }
}

/// The entries as they were, byte for byte, but for those that are a blank now.
fn with_blanks(old: &[Entry], changed: &[Recorded]) -> Vec<Entry> {
    let changed = changed
        .iter()
        .map(|recorded| (recorded.number, encode(recorded)));
    let changed: BTreeMap<u64, Entry> = changed.collect();
    old.iter()
        .map(|entry| changed.get(&entry.number).unwrap_or(entry).clone())
        .collect()
}

/// The entry that says what was taken out: one more than the record before had.
fn last_entry(taken: &TakenOut, at: Now) -> Recorded {
    let number = taken.after + 1;
    Recorded {
        number,
        command: number,
        at,
        event: Event::TakenOut(taken.clone()),
    }
}

/// Leaves nothing in the notes of a case that was erased, for a crash may have left it, and puts a
/// blank where words were taken out, before now or `now`; gives the notes that are a blank now.
pub(in crate::desk) fn forget_in(
    case: &Case,
    now: Option<&TakenOut>,
    notes: &mut BTreeMap<u64, String>,
) -> BTreeMap<u64, String> {
    notes.retain(|id, _| !case.erased.iter().any(|erased| erased.0 == *id));
    let blank = blanks(case.taken_out().chain(now), notes);
    notes.extend(blank.clone());
    blank
}

/// The notes that hold what was taken out, with a blank in its place.
pub(super) fn blanks<'a>(
    taken_out: impl Iterator<Item = &'a TakenOut>,
    notes: &BTreeMap<u64, String>,
) -> BTreeMap<u64, String> {
    let mut blank = BTreeMap::new();
    for taken in taken_out {
        for id in &taken.words {
            let held = notes.get(&id.0).and_then(|body| decode_words(body));
            let Some(held) = held else {
                continue;
            };
            let mut without = held.clone();
            without.content.leave_blank(&taken.blank());
            if without != held {
                let held = encode_words(id.0, &without);
                blank.insert(held.id, held.body);
            }
        }
    }
    blank
}
