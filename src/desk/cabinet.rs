//! Where cases are kept, and how one is taken out.

mod codes;
mod completeness;
mod disposing;
mod noting;
mod own_scripts;
mod placing;
mod plan_beside;
mod rescued;
mod skimming;
mod taking_out;
mod words_beside;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::entry::Held;
use super::known_scripts::script_hash;
use super::record::{RecordSum, is_closing};
use super::replaying::{further, further_by_hash, words_of};
use super::{Desk, Keeping, NewCase};
use crate::case::{Case, Command, Event, Refusal, TakenOut};
use crate::clock::Clock;
use crate::script::Script;
use crate::store::{
    self, CaseContent, CaseFolder, Home, Kind, NotesScan, OpenCase, Opened, Reference, Report,
    ScriptCopy, Storage, StoreError, WhyReadOnly, Writer, WriterSetup,
};

pub use codes::VersionCode;
pub use completeness::incomplete;
pub use own_scripts::AlteredScript;
use own_scripts::Replayed;
pub use plan_beside::PlanBeside;
pub(super) use skimming::Skimmed;
pub use taking_out::BegunAnew;
use taking_out::blanks;
pub(in crate::desk) use taking_out::forget_in;
use words_beside::may_be_gone_on_with;
pub use words_beside::{WordsBeside, listed};

/// Called whenever the writer reported something, from another thread.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Where cases are kept.
#[derive(Clone)]
pub struct Cabinet {
    /// The file system.
    pub storage: Arc<dyn Storage>,
    /// The clocks.
    pub clock: Arc<dyn Clock>,
    /// The folder of everything.
    pub home: Home,
    /// Wakes whoever shows the status.
    pub waker: Waker,
}

/// Why a case could not be taken out.
#[derive(Debug, thiserror::Error)]
pub enum CabinetError {
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The case's own copy of its script cannot be read.
    #[error(
        "{path}: the script that this case was run from cannot be read. Restore the file from a copy; the record itself is untouched."
    )]
    Script {
        /// The file.
        path: PathBuf,
    },
    /// The case's own copy of its script is whole, as its hash in the record says, but this version
    /// cannot read it: the program that began the case knew more.
    #[error(
        "{path}: this case is run from a script that only a newer version of the program can read. Open it with that version; nothing was changed here."
    )]
    NewerScript {
        /// The file.
        path: PathBuf,
    },
    /// The case's own copy of its script is another text than the case was run from, and is not
    /// gone on by: the record would hold what two scripts asked, and name one.
    #[error(
        "{path}: this file does not hold, to the letter, the script that this case was run from, so the case is not gone on with by it. Put the file back from a copy of the folder; until then the case can be read."
    )]
    AlteredScript {
        /// The file.
        path: PathBuf,
    },
    /// The case holds no event yet, so nobody knows what it is.
    #[error(
        "{path}: this case has no entries. Begin a new case, with this reference or another; nothing was lost here."
    )]
    Empty {
        /// The folder.
        path: PathBuf,
    },
    /// No event of the case can be read, and there was one, or the beginning of one.
    #[error(
        "{path}: no entry of this case can be read, though something was written in it. Use a copy of the folder if you have one; nothing was changed here."
    )]
    CutOff {
        /// The folder.
        path: PathBuf,
    },
    /// The event that opened the case is lost, and its folder does not tell its script either.
    #[error(
        "{path}: the entry that says which script this case is run from cannot be read, and the scripts in its folder do not tell it either. The other entries are there, and `{dump}` shows them."
    )]
    NoOpening {
        /// The folder.
        path: PathBuf,
        /// The command that shows them.
        dump: String,
    },
    /// The record in the folder is that of another case.
    #[error(
        "{path}: the record in this folder is that of {belongs}, and in the folder of that case lies another one. Put each record back into the folder of its own case, or use copies of both folders."
    )]
    Misplaced {
        /// The folder.
        path: PathBuf,
        /// The reference of the other case.
        belongs: String,
    },
    /// The record in the folder is that of another case, and that one has it as well.
    #[error(
        "{path}: the record in this folder is that of {belongs}, and it lies in the folder of that case as well. If this folder is a copy, move it out of the home; if another case lay here, put its record back from a copy."
    )]
    Twice {
        /// The folder.
        path: PathBuf,
        /// The reference of the other case.
        belongs: String,
    },
    /// The record in the folder is that of another case, which this computer never saved.
    #[error(
        "{path}: the record in this folder is that of {belongs}, and this computer never saved anything of it. If it is a copy of that case, give the folder the name {belongs}; if another case lay here, put its record back from a copy."
    )]
    Stranger {
        /// The folder.
        path: PathBuf,
        /// The reference of the other case.
        belongs: String,
    },
    /// The words beside the record are those of another case.
    #[error(
        "{path}: these are the notes of another case than the record beside them, so that none of them is shown here and nothing is written to them. Put each file back into the folder of its own case, or use copies of both folders."
    )]
    WordsOfAnother {
        /// The file.
        path: PathBuf,
    },
    /// The case as it stands does not allow it.
    #[error("{0}")]
    Refused(Refusal),
    /// Another window has the case, or it is damaged: it can be read only.
    #[error("{0}")]
    ReadOnly(WhyReadOnly),
}

/// A case as it was read: the case, and what is unusual about it.
pub struct ReadCase {
    /// The case.
    pub case: Case,
    /// What should be said once, in sentences.
    pub remarks: Vec<String>,
    /// What the files hold.
    pub content: CaseContent,
    /// Copies of its scripts that are not what it was run from; the remarks tell of them too.
    pub altered: Vec<AlteredScript>,
    /// How the words beside its record stand to it; the remarks tell of it too.
    pub words: WordsBeside,
}

impl ReadCase {
    /// Everything unusual or missing, in sentences.
    pub fn notices(&self) -> Vec<String> {
        let mut notices = self.remarks.clone();
        notices.extend(incomplete(&self.content));
        notices
    }
}

impl Cabinet {
    /// Begins a case and opens it; `text` is the script exactly as it stands.
    pub fn create(&self, new: NewCase, text: &str) -> Result<Desk, CabinetError> {
        let folder = self.folder(Kind::of(new.practice), &new.reference)?;
        if self.was_disposed_of(&new.reference) {
            return Err(CabinetError::Refused(Refusal::DisposedOf));
        }
        self.home.prepare(self.storage.as_ref())?;
        let copy = ScriptCopy {
            id: new.script.id.as_str(),
            text,
        };
        let now = self.clock.now();
        let storage = self.storage.as_ref();
        let create = || OpenCase::create(storage, &self.home, &folder, now, &[copy]);
        let open = match create() {
            // A crash may have come between the folder of a case and its first entry.
            Err(StoreError::Exists { .. })
                if store::give_up_unbegun(storage, &self.home, &folder, now)? =>
            {
                create()?
            }
            created => created?,
        };
        let case = Case::new(new.script.clone());
        let mut desk = self.desk(case, *open, new.practice)?;
        desk.begin(new);
        Ok(desk)
    }

    /// Opens a case to go on with it.
    pub fn open(&self, kind: Kind, reference: &str) -> Result<Desk, CabinetError> {
        let folder = self.folder(kind, reference)?;
        let opened = store::open_case(self.storage.as_ref(), &self.home, &folder, self.clock.now())
            .map_err(|error| self.perhaps_gone(error, reference))?;
        match opened {
            Opened::Writable(open) => {
                let Replayed { case, altered } = self.replay_whole(&open.content)?;
                self.in_its_place(&folder, &case, open.content.scan.header.id)?;
                let words = WordsBeside::of(&case, &open.content.notes);
                may_be_gone_on_with(&words, &open.content)?;
                own_scripts::may_be_gone_on_by(&altered)?;
                self.put_back(&folder, &altered);
                let mut unseen = unseen_words(&open.content.notes, &case);
                if words != WordsBeside::Whole {
                    // Those that no event refers to may be another case's then, unless they say.
                    unseen.retain(|_, held| held.opened.is_some());
                }
                let mut remarks = remarks(&open.content, &case);
                remarks.extend(words.missing_told(case.is_partly_hidden()));
                remarks.extend(altered.iter().map(AlteredScript::told));
                let draft = open.content.draft.clone();
                let mut desk = self.desk(case, *open, kind == Kind::Practice)?;
                desk.resume(draft, remarks, unseen);
                Ok(desk)
            }
            Opened::ReadOnly(_, why) => Err(CabinetError::ReadOnly(why)),
        }
    }

    /// Reads a case without locking or changing anything.
    pub fn read(&self, kind: Kind, reference: &str) -> Result<ReadCase, CabinetError> {
        match self.read_once(kind, reference)? {
            // Another window may have erased them between the reading of both files.
            ReadCase {
                words: WordsBeside::Missing(_),
                ..
            } => self.read_once(kind, reference),
            read => Ok(read),
        }
    }

    fn read_once(&self, kind: Kind, reference: &str) -> Result<ReadCase, CabinetError> {
        let folder = self.folder(kind, reference)?;
        let mut content = store::read_case(self.storage.as_ref(), &self.home, &folder)
            .map_err(|error| self.perhaps_gone(error, reference))?;
        let Replayed { mut case, altered } = self.replay_whole(&content)?;
        let misplaced = self
            .in_its_place(&folder, &case, content.scan.header.id)
            .err();
        let words = match &misplaced {
            // Whatever it is, the words beside it are not its own.
            Some(_) => WordsBeside::Whole,
            // What is gone from the record may have erased them.
            None if !content.standing.is_complete() => WordsBeside::Whole,
            None => WordsBeside::of(&case, &content.notes),
        };
        let not_its_own = may_be_gone_on_with(&words, &content).err();
        if misplaced.is_some() || not_its_own.is_some() {
            // The words beside it are those of another case.
            (content.notes, content.draft) = (NotesScan::default(), None);
            case = self.replay_whole(&content)?.case;
        }
        let mut remarks = remarks(&content, &case);
        remarks.extend(altered.iter().map(AlteredScript::told));
        remarks.extend(words.missing_told(case.is_partly_hidden()));
        remarks.extend(not_its_own.map(|error| error.to_string()));
        remarks.extend(misplaced.map(|misplaced| format!("{misplaced} Notes are left out.")));
        Ok(ReadCase {
            case,
            remarks,
            content,
            altered,
            words,
        })
    }

    /// Lets an open case go over to another script; `text` is that script exactly as it stands.
    /// Its copy is safe in the folder of the case before anything refers to it, and puts itself
    /// in the place of no other: what an earlier session was run from stays as it was.
    pub fn change_process(
        &self,
        desk: &mut Desk,
        script: Arc<Script>,
        text: &str,
    ) -> Result<(), CabinetError> {
        let hash = script_hash(text);
        let change = Command::ChangeProcess(script.clone(), hash.clone());
        if let Some(refusal) = desk.refusal_of(&change, self.clock.now()) {
            return Err(CabinetError::Refused(refusal));
        }
        if desk.leads_to(&change, |event| matches!(event, Event::ProcessChanged(_))) {
            let kind = Kind::of(desk.is_practice());
            let folder = self.folder(kind, &desk.case().reference)?;
            self.keep_copy(&folder, &script, text, &hash)?;
        }
        desk.change_process(script, hash)
            .map_err(CabinetError::Refused)
    }

    /// Keeps the text of a script in the folder of a case, by its hash where another text of
    /// the same version lies there already.
    fn keep_copy(
        &self,
        folder: &CaseFolder,
        script: &Script,
        text: &str,
        hash: &str,
    ) -> Result<(), StoreError> {
        let storage = self.storage.as_ref();
        let mut name = further(script.id.as_str(), script.version);
        if let Ok(there) = folder.script(storage, &name) {
            if there == text {
                return Ok(());
            }
            name = further_by_hash(script.id.as_str(), script.version, hash);
        }
        folder.add_script(storage, &ScriptCopy { id: &name, text })
    }

    /// The folder of a case.
    pub fn folder(&self, kind: Kind, reference: &str) -> Result<CaseFolder, CabinetError> {
        Ok(CaseFolder::locate(
            &self.home,
            kind,
            &Reference::new(reference)?,
        ))
    }

    fn desk(&self, case: Case, mut open: OpenCase, practice: bool) -> Result<Desk, CabinetError> {
        let (sender, reports) = std::sync::mpsc::channel::<Report>();
        let waker = self.waker.clone();
        let setup = WriterSetup {
            storage: self.storage.clone(),
            clock: self.clock.clone(),
            rescue_places: self.home.rescue_places(),
            reports: Arc::new(move |report| {
                let is_news = report.is_news();
                // Nobody listens any more when the program is about to end.
                let _ = sender.send(report);
                if is_news {
                    waker();
                }
            }),
        };
        let record = RecordSum::of(&open.content.scan.entries);
        let plain = !open.content.scan.writing.is_sealed();
        // A crash may have come between the new record and its notes.
        let blank = blanks(case.taken_out(), open.notes.all());
        if !blank.is_empty() {
            open.notes.reword(self.storage.as_ref(), blank)?;
        }
        let mut recorded = case.history.iter().rev();
        let closing = recorded.find(|recorded| is_closing(&recorded.event));
        open.last_closing = closing.map(|recorded| recorded.number);
        let keeping = Keeping::Disk(Box::new(Writer::start(setup, open)?), reports);
        let mut desk = Desk::saving(case, self.clock.clone(), practice, record, keeping);
        desk.plain = plain;
        Ok(desk)
    }
}

/// What should be said once about how a case was found.
fn remarks(content: &CaseContent, case: &Case) -> Vec<String> {
    let mut remarks: Vec<String> = content.remarks.iter().map(ToString::to_string).collect();
    let anew = case.taken_out().next_back();
    // It says at whose request, which is nothing to tell where the other side sits.
    let anew = anew.filter(|_| !case.is_partly_hidden());
    remarks.extend(anew.map(TakenOut::told));
    remarks
}

/// Words that were saved just before a crash took the event that refers to them.
fn unseen_words(notes: &NotesScan, case: &Case) -> BTreeMap<u64, Held> {
    let mut held = words_of(notes);
    for recorded in &case.history {
        for words in recorded.event.words() {
            held.remove(&words.id.0);
        }
    }
    held
}
