//! Cases and plans that another copy of the program made, brought into this home.
//!
//! A case keeps its identity, so that it is known again: a second copy of one is never merged and
//! never written over the first. A plan alone is no case; what it says was agreed begins a new
//! one, marked as brought from elsewhere.

use super::beside::{KnownBy, SideBySide, compare_notes, is_one_case, known_by, side_by_side};
use super::cabinet::{Cabinet, CabinetError, ReadCase, forget_in};
use super::entry::encode;
use super::foreign::{self, Unfit};
use super::{Desk, NewCase};
use crate::case::{Case, CaseBrought, Command, Event, HiddenBy, Recorded, TakenOut};
use crate::document::plan;
use crate::store::{
    self, Entry, ForeignCase, HighWater, Kind, Listed, Reference, ScriptCopy, Standing, StoreError,
    WholeCase,
};

/// How many other windows may take a reference in the same moment.
const TRIES: usize = 32;

/// Why nothing was brought in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// What it says is not fit to be taken in.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// This computer saved more of this case than the folder holds, or something else.
    #[error(
        "This computer saved this case up to entry {acknowledged}, and the folder ends at {found} or differs there. Look for a newer copy of it; nothing was brought in."
    )]
    Older {
        /// What this computer saved.
        acknowledged: u64,
        /// Where the folder ends.
        found: u64,
    },
    /// A case of this home could not be read or made.
    #[error(transparent)]
    Cabinet(#[from] CabinetError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Cabinet(error.into())
    }
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// The case is here now.
    Brought {
        /// Under this reference.
        reference: String,
        /// The one that it has where it came from, if that was taken, was disposed of or is none.
        was: Option<String>,
        /// How many entries it had; nothing while one side alone is in the room.
        entries: Option<usize>,
    },
    /// It was here already; nothing was changed.
    Known(Box<Compared>),
}

/// A case that is here already, beside the one that was to be brought in. Neither is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The reference of the one that is here.
    pub reference: String,
    /// What each has that the other has not.
    pub record: SideBySide,
    /// Who is in the room, where nothing of this may be told because of it.
    pub hidden: Option<HiddenBy>,
    /// That words were taken out of the one that is here, where the other may hold them still.
    pub taken_out: Option<TakenOut>,
}

impl Cabinet {
    /// Brings a case in, checked as foreign, under its own reference or, where that is taken or was
    /// disposed of, one that `spare` gives. A case that is here already is compared and left as it is.
    pub fn import(
        &self,
        foreign: &ForeignCase,
        spare: &dyn Fn() -> String,
    ) -> Result<Imported, ImportError> {
        let case = foreign::read(foreign)?;
        if let Some(compared) = self.compared(foreign, &case)? {
            return Ok(Imported::Known(Box::new(compared)));
        }
        self.check_standing(foreign)?;
        let entries = (!case.is_one_sided()).then_some(foreign.scan.entries.len());
        let own = case.reference.clone();
        let reference = self.place(foreign.scan.header.kind, &own, spare, |reference| {
            self.bring_case(foreign, case.clone(), reference)
        })?;
        let was = (reference != own).then_some(own);
        Ok(Imported::Brought {
            reference,
            was,
            entries,
        })
    }

    /// Begins a case in which these commands were carried out, all of them or none; `text` is its
    /// script exactly as it stands. Gives the reference that it has.
    pub fn begin_with(
        &self,
        new: &NewCase,
        text: &str,
        commands: &[Command],
        spare: &dyn Fn() -> String,
    ) -> Result<String, ImportError> {
        let kind = Kind::of(new.practice);
        self.place(kind, &new.reference, spare, |reference| {
            let new = NewCase {
                reference: reference.to_string(),
                ..new.clone()
            };
            let id = new.script.id.clone();
            let mut desk = Desk::in_memory(new, self.clock.clone());
            for command in commands {
                let done = desk.execute(command.clone());
                done.map_err(CabinetError::Refused)?;
            }
            let storage = self.storage.as_ref();
            let entries: Vec<Entry> = desk.case().history.iter().map(encode).collect();
            let whole = WholeCase {
                goes_on: None,
                entries: &entries,
                notes: std::collections::BTreeMap::new(),
                scripts: &[ScriptCopy {
                    id: id.as_str(),
                    text,
                }],
                plan: None,
            };
            let folder = self.folder(kind, reference.as_str())?;
            Ok(store::bring_in(storage, &self.home, &folder, &whole)?)
        })
    }

    /// Tries a reference, and others while it is taken; one whose case was disposed of stays so.
    fn place(
        &self,
        kind: Kind,
        own: &str,
        spare: &dyn Fn() -> String,
        bring: impl Fn(&Reference) -> Result<(), ImportError>,
    ) -> Result<String, ImportError> {
        let is_free = |reference: &Reference| {
            let folder = self.folder(kind, reference.as_str());
            folder.is_ok_and(|folder| self.storage.identity(folder.path()).is_err())
                && !self.was_disposed_of(reference.as_str())
        };
        let mut wanted = Reference::new(own).ok().filter(is_free);
        for _ in 0..TRIES {
            let reference = match wanted.take() {
                Some(reference) => reference,
                None => Reference::new(&spare())?,
            };
            match bring(&reference) {
                Err(ImportError::Cabinet(CabinetError::Store(StoreError::Exists { .. }))) => {}
                done => return done.map(|()| reference.to_string()),
            }
        }
        Err(StoreError::Exists {
            path: self.home.cases(kind),
        }
        .into())
    }

    fn bring_case(
        &self,
        foreign: &ForeignCase,
        mut case: Case,
        reference: &Reference,
    ) -> Result<(), ImportError> {
        let kind = foreign.scan.header.kind;
        let number = foreign.scan.last_number() + 1;
        let now = self.clock.now();
        let brought = Recorded {
            number,
            command: number,
            at: now,
            event: Event::CaseBrought(CaseBrought {
                reference: reference.to_string(),
            }),
        };
        let mut entries = foreign.scan.entries.clone();
        entries.push(encode(&brought));
        case.apply(brought);
        let scripts = foreign.scripts.iter();
        let scripts: Vec<ScriptCopy<'_>> = scripts
            .filter(|(id, text)| is_of(&case, id, text))
            .map(|(id, text)| ScriptCopy { id, text })
            .collect();
        let mut notes = foreign.notes.notes.clone();
        forget_in(&case, None, &mut notes);
        let whole = WholeCase {
            goes_on: Some(&foreign.scan),
            entries: &entries,
            notes,
            scripts: &scripts,
            plan: plan::write(&case, kind == Kind::Practice).ok(),
        };
        let folder = self.folder(kind, reference.as_str())?;
        let storage = self.storage.as_ref();
        Ok(store::bring_in(storage, &self.home, &folder, &whole)?)
    }

    /// An older copy than what this computer saved of it would hide what is missing.
    fn check_standing(&self, foreign: &ForeignCase) -> Result<(), ImportError> {
        let mark = HighWater::of(&self.home.state(), foreign.scan.header.id);
        let found = foreign.scan.last_number();
        match mark.compare(self.storage.as_ref(), &foreign.scan) {
            Standing::Unknown | Standing::Complete => Ok(()),
            Standing::Behind { acknowledged, .. } | Standing::Different { acknowledged } => {
                Err(ImportError::Older {
                    acknowledged,
                    found,
                })
            }
        }
    }

    /// The same case in this home, beside the one that was read; nothing where there is none.
    fn compared(
        &self,
        foreign: &ForeignCase,
        case: &Case,
    ) -> Result<Option<Compared>, ImportError> {
        let kind = foreign.scan.header.kind;
        let Some(reference) = self.known_as(kind, known_by(&foreign.scan))? else {
            return Ok(None);
        };
        let here = self.read(kind, &reference)?;
        let ReadCase { content, .. } = &here;
        let mut record = side_by_side(&content.scan, &foreign.scan);
        let (ours, theirs) = (content.notes.clone(), foreign.notes.clone());
        record.notes = compare_notes(Some(ours), Some(theirs));
        let is_there = |taken: &TakenOut| case.taken_out().any(|known| known == taken);
        let mut taken_out = here.case.taken_out();
        Ok(Some(Compared {
            reference,
            record,
            hidden: here.case.hidden_by().or_else(|| case.hidden_by()),
            taken_out: taken_out.rfind(|taken| !is_there(taken)).cloned(),
        }))
    }

    /// The reference of the case in this home that is known by the same: by its identity, else by
    /// its first entry, for one that was begun anew without some words is still the same case.
    fn known_as(&self, kind: Kind, wanted: KnownBy<'_>) -> Result<Option<String>, StoreError> {
        let mut found = None;
        for listing in store::list_cases(self.storage.as_ref(), &self.home, kind, 0)? {
            let Listed::Readable { id, first, .. } = &listing.state else {
                continue;
            };
            let first = Some(first.as_str()).filter(|first| !first.is_empty());
            if *id == wanted.0 {
                return Ok(Some(listing.reference));
            }
            if found.is_none() && is_one_case((*id, first), wanted) == Some(true) {
                found = Some(listing.reference);
            }
        }
        Ok(found)
    }
}

/// Whether a script is one that the case was run from.
fn is_of(case: &Case, id: &str, text: &str) -> bool {
    let hash = super::script_hash(text);
    let mut known = case.scripts.iter().filter(|known| known.hash == hash);
    known.any(|known| id.starts_with(known.script.id.as_str()))
}
