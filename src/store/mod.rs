//! Keeps cases on disk: the only room that writes files.
//!
//! A case is a folder ([`CaseFolder`]) with an append-only [`Journal`], erasable
//! [`Notes`], a plan and the scripts that were run. [`open_case()`] recovers what a
//! crash has left; from then on the [`Writer`] thread saves, and says so only after
//! the disk has confirmed it. Bodies of entries and notes are opaque to this room.

mod answers;
mod batch;
mod bringing;
mod case_folder;
mod closing_seal;
#[cfg(test)]
mod contract;
mod copier;
#[cfg(test)]
mod crash_tests;
mod disk;
mod disposal;
mod draft;
mod drive;
mod error;
mod export;
mod foreign;
mod held;
mod hexadecimal;
mod high_water;
mod home;
mod index;
mod journal;
mod left_behind;
mod library;
mod line;
mod lock;
mod memory;
mod new_record;
mod notes;
mod old_record;
mod open_case;
mod papers;
mod protection;
mod reasons;
mod reference;
mod removing;
mod repair;
mod rescued;
mod scan;
mod seal_key;
mod sealed;
mod shared_copy;
mod sound_record;
mod spare_memory;
mod storage;
#[cfg(test)]
mod testing;
mod unbegun;
mod verify;
mod versions;
mod whole_journal;
mod writer;
mod writer_core;
mod written_file;

pub use answers::AnswerBox;
pub use batch::{Batch, Report};
pub use bringing::{WholeCase, bring_in};
pub use case_folder::{CaseFolder, PLAN_NAME, SEALED_PLAN_NAME, ScriptCopy};
pub use closing_seal::{FoundSeal, SealStanding};
pub use copier::{Copier, CopierSetup, CopyStanding};
pub use disk::{Disk, read_descriptor};
pub use disposal::{Disposing, dispose, finish_disposals};
pub use draft::{DRAFT_LIMIT, DRAFT_NAME, DraftChange, clear_draft, read_draft, write_draft};
pub use drive::drive_to_tell;
pub use error::{FailureKind, Holder, StoreError};
pub use export::{ExportError, export, export_sealed};
pub use foreign::{ForeignCase, ForeignError, read_foreign_case};
pub use held::hurry_in_this_thread;
pub use high_water::{HighWater, Mark, Standing};
pub use home::Home;
pub use index::{CaseStamp, IndexFile};
pub use journal::{JOURNAL_NAME, Journal};
pub use left_behind::{LeftBehind, sweep_left_behind};
pub use library::{
    COMPARE_A_COPY, CaseListing, Listed, Place, case_names, is_conflict_name, list_cases, skim_case,
};
pub use line::{Header, HeaderId, Kind, Line, LineHash, Mode, entry_line, header_line, parse};
pub use lock::{CaseLock, LOCK_NAME};
pub use memory::{DiskFault, MemoryDisk, Operation, PowerLoss, Tail};
pub use new_record::{
    NewRecord, NewRecordMade, begin_new_record, paths_of_copies, settle_new_record,
};
pub use notes::{HeldWords, NOTES_NAME, Notes, NotesScan, scan_notes};
pub use old_record::{OldRecord, delete_old_record, old_record};
pub use open_case::{CaseContent, OpenCase, Opened, open_case, open_case_alone, read_case};
pub use papers::{PAPERS_NAME, PaperFile, SEALED_ENDING, keep_papers};
pub use protection::{
    asks_for_protection, begin_recovery, change_identity, decline_protection, let_in,
    note_readers_told, note_recovery_tried, opens_with, protect, readers_told, real_cases,
    recover_case, recovery_is_due, recovery_tried, rehearse_recovery, seal_anew, seal_answers,
    unlock,
};
pub use reasons::{Remark, WhyReadOnly};
pub use reference::Reference;
pub use repair::{RepairBodies, Repaired, repair, repair_case};
pub use rescued::rescued_in_home;
pub use scan::{
    Condition, ENTRY_LIMIT, Entry, FILE_LIMIT, Fault, LINE_LIMIT, Scan, ScanError, scan,
};
pub use seal_key::SealKey;
pub use sealed::{
    AgeError, CaseKeys, IdentityError, Keyring, LEAST_LETTERS, NoKey, PASSPHRASE_COST, Passphrase,
    Reader, Ring, WeakPassphrase, Writing, is_recipient, open_age_file,
};
pub use shared_copy::{
    CopyError, SharedFolder, has_copy, no_copy_wanted, remove_copy, remove_copy_early,
};
pub use sound_record::{SoundRecord, sound_record};
pub use storage::{Drive, Identity, LockAttempt, LockGuard, NodeKind, OpenFile, Storage};
pub use unbegun::{give_up_unbegun, never_held_anything};
pub use verify::{Findings, SealFinding, Whose, verify};
pub use versions::{REPAIRED_PREFIX, RESCUE_PREFIX, Version, Versions, agree};
pub use writer::{Flusher, ReportTo, Unsaved, Writer, WriterSetup};
pub use writer_core::{Listener, RETRY_AFTER, WriterCore};
pub use written_file::WrittenFile;
