//! What the writer does, step by step and without a thread.
//!
//! One entry is one write and one sync. Several in one write would be faster, but a power
//! cut could then keep a later line and lose an earlier one, and the next start would
//! have to ask a question.

mod owed_seal;
mod remedy;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use super::batch::{Batch, Job, Report};
use super::case_folder::{RESERVE_NAME, write_plan, write_reserve, write_script};
use super::draft::{DraftChange, clear_draft, write_draft};
use super::error::StoreError;
use super::hexadecimal::hex;
use super::high_water::Mark;
use super::home::ensure_folder;
use super::open_case::OpenCase;
use super::scan::Entry;
use super::storage::Storage;
use super::versions::{RESCUE_PREFIX, next_name};
use crate::clock::Clock;
use owed_seal::Owed;
use remedy::Remedy;

/// Milliseconds between two tries after a failure.
pub const RETRY_AFTER: u64 = 5_000;

/// What is said beside every failure.
const ADVICE: &str =
    "Go on as usual: everything is kept in memory and tried again every 5 seconds.";

/// Where reports go.
pub type Listener<'a> = &'a mut dyn FnMut(Report);

/// Saves batches in order, and does what can be done when the disk refuses.
pub struct WriterCore {
    storage: Arc<dyn Storage>,
    clock: Arc<dyn Clock>,
    case: OpenCase,
    /// Where the case is written now: its folder, or a rescue folder.
    folder: PathBuf,
    rescue_places: Vec<PathBuf>,
    queue: VecDeque<Job>,
    in_trouble: bool,
    retry_at: Option<u64>,
    reserve_dropped: bool,
    /// A seal whose key could not be had.
    seal_owed: Option<Owed>,
}

impl WriterCore {
    /// Takes over an open case. `rescue_places` are the folders to go to when the
    /// case's own folder fails, best first.
    pub fn new(
        storage: Arc<dyn Storage>,
        clock: Arc<dyn Clock>,
        case: OpenCase,
        rescue_places: Vec<PathBuf>,
    ) -> Self {
        let folder = case.content.folder.path().to_owned();
        Self {
            seal_owed: owed_seal::left_before(storage.as_ref(), &case),
            folder,
            storage,
            clock,
            case,
            rescue_places,
            queue: VecDeque::new(),
            in_trouble: false,
            retry_at: None,
            reserve_dropped: false,
        }
    }

    /// Takes a batch and saves what can be saved; gives all reports at once.
    pub fn step(&mut self, batch: Batch) -> Vec<Report> {
        let mut reports = Vec::new();
        self.take(batch, &mut |report| reports.push(report));
        reports
    }

    /// Tries again now, however long ago the last try was.
    pub fn retry(&mut self) -> Vec<Report> {
        let mut reports = Vec::new();
        self.work(&mut |report| reports.push(report));
        reports
    }

    /// Takes a batch; while the disk is in trouble it only queues until the next try is due.
    pub fn take(&mut self, batch: Batch, listener: Listener<'_>) {
        self.enqueue(batch);
        self.work_if_due(listener);
    }

    /// Queues a batch, and returns how many queued jobs it makes needless.
    pub fn enqueue(&mut self, batch: Batch) -> usize {
        let before = self.queue.len();
        if batch.draft.is_some() {
            // Only the newest half-typed text is worth keeping.
            self.queue.retain(|queued| !matches!(queued, Job::Draft(_)));
        }
        let needless = before - self.queue.len();
        self.queue.extend(batch.into_jobs());
        needless
    }

    /// Works, unless the disk is in trouble and the next try is not due.
    pub fn work_if_due(&mut self, listener: Listener<'_>) {
        let now = |at: u64| self.clock.now().steady >= at;
        if self.retry_at.is_none_or(now) {
            self.work(listener);
        }
    }

    /// Milliseconds until the next try is due; `None` when nothing waits for one.
    pub fn milliseconds_to_retry(&self) -> Option<u64> {
        let seal = self.seal_owed.map(|owed| owed.at);
        let next = self.retry_at.into_iter().chain(seal).min();
        next.map(|at| at.saturating_sub(self.clock.now().steady))
    }

    /// How many jobs are in memory only.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Where the journal is written now.
    pub fn journal_path(&self) -> PathBuf {
        self.case.journal.path().to_owned()
    }

    /// Works through the queue until it is empty or the disk refuses.
    ///
    /// What can be made anew never keeps words and entries waiting: once such a job is
    /// refused, it and others of its sort are passed over, and keep their places.
    pub fn work(&mut self, listener: Listener<'_>) {
        let mut passed_over = VecDeque::new();
        let mut refused = None;
        while let Some(job) = self.queue.front().cloned() {
            if refused.is_some() && job.can_be_made_anew() {
                passed_over.extend(self.queue.pop_front());
                continue;
            }
            match self.save(&job, listener) {
                Ok(report) => {
                    self.queue.pop_front();
                    listener(report);
                    self.move_mark(&job);
                }
                Err(error) => {
                    refused = Some(error);
                    if !job.can_be_made_anew() {
                        break;
                    }
                }
            }
        }
        while let Some(job) = passed_over.pop_back() {
            self.queue.push_front(job);
        }
        self.tell_trouble(refused, listener);
        self.seal_what_is_owed(listener);
    }

    fn tell_trouble(&mut self, refused: Option<StoreError>, listener: Listener<'_>) {
        self.retry_at = None;
        if let Some(error) = refused {
            self.in_trouble = true;
            self.retry_at = Some(self.clock.now().steady + RETRY_AFTER);
            listener(Report::NotSaved {
                waiting: self.queue.len(),
                problem: error.to_string(),
                advice: ADVICE,
            });
        } else if std::mem::take(&mut self.in_trouble) {
            listener(Report::Recovered);
        }
    }

    /// Ends the work: sets the mark for good and gives back what could not be saved.
    ///
    /// The lock of the case is released.
    pub fn finish(mut self) -> Batch {
        if self.case.journal.number() > 0 {
            let mark = self.mark();
            // A mark that falls behind only notices less.
            let _ = self.case.high_water.settle(self.storage.as_ref(), mark);
        }
        if self.reserve_dropped {
            // Without it, a full disk is only noticed a little later.
            let _ = write_reserve(self.storage.as_ref(), &self.folder);
        }
        Batch::from_jobs(self.queue)
    }

    fn mark(&self) -> Mark {
        Mark {
            number: self.case.journal.number(),
            hash: self.case.journal.last_hash(),
        }
    }

    fn save(&mut self, job: &Job, listener: Listener<'_>) -> Result<Report, StoreError> {
        let Err(first) = self.attempt(job) else {
            return Ok(self.report(job));
        };
        let mut error = first;
        if *job == Job::Seal && self.lacks_key(&error) {
            return Ok(self.put_off_seal());
        }
        let mut remedy = Remedy::of(&error);
        if remedy == Remedy::Room && self.make_room() {
            match self.attempt(job) {
                Ok(()) => return Ok(self.report(job)),
                Err(next) => (remedy, error) = (Remedy::of(&next), next),
            }
        }
        if remedy == Remedy::OnceMore {
            match self.attempt(job) {
                Ok(()) => return Ok(self.report(job)),
                Err(next) if Remedy::of(&next) == Remedy::Room => return Err(next),
                Err(next) => (remedy, error) = (Remedy::Elsewhere, next),
            }
        }
        if remedy != Remedy::Elsewhere {
            return Err(error);
        }
        match self.go_elsewhere(job) {
            Some(to) => listener(Report::Rescued { to }),
            None => return Err(error),
        }
        self.attempt(job)?;
        Ok(self.report(job))
    }

    /// Tries one job once. A job that is already done is done again without harm.
    fn attempt(&mut self, job: &Job) -> Result<(), StoreError> {
        let storage = self.storage.clone();
        let storage = storage.as_ref();
        let writing = self.case.journal.writing().clone();
        match job {
            Job::Script(id, text) => write_script(storage, &self.folder, id, text),
            Job::Words(words) => self.case.notes.add(storage, words),
            Job::Entry(entry) => self.append(entry),
            Job::Seal => {
                self.case.journal.seal(storage, &self.case.seal_key)?;
                self.is_sealed();
                Ok(())
            }
            Job::Erase(ids) => self.case.notes.erase(storage, ids),
            Job::Plan(plan) => write_plan(storage, &self.folder, &writing, plan),
            Job::Draft(DraftChange::Keep(text)) => {
                write_draft(storage, &self.folder, &writing, text)
            }
            Job::Draft(DraftChange::Clear) => clear_draft(storage, &self.folder, &writing),
        }
    }

    fn append(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let journal = &mut self.case.journal;
        let expected = journal.number() + 1;
        if entry.number == journal.number() {
            // A rescue has written it together with everything else.
            return Ok(());
        }
        if entry.number != expected {
            let path = journal.path().to_owned();
            return Err(StoreError::OutOfStep {
                path,
                expected,
                found: entry.number,
            });
        }
        journal.append(self.storage.as_ref(), &entry.body)?;
        Ok(())
    }

    /// Moves the mark after an entry was reported as saved, so that nobody waits for it.
    fn move_mark(&mut self, job: &Job) {
        if let Job::Entry(_) = job {
            let mark = self.mark();
            // The entry is safe; without the mark, less is noticed.
            let _ = self.case.high_water.advance(self.storage.as_ref(), mark);
        }
    }

    fn report(&self, job: &Job) -> Report {
        let now = || self.clock.now();
        match job {
            Job::Script(id, _) => Report::ScriptSaved { id: id.clone() },
            Job::Words(words) => Report::WordsSaved {
                ids: words.iter().map(|words| words.id).collect(),
            },
            Job::Entry(entry) => Report::Saved {
                number: entry.number,
                at: now(),
            },
            Job::Seal => Report::Sealed,
            Job::Erase(ids) => Report::Erased { ids: ids.clone() },
            Job::Plan(_) => Report::PlanSaved,
            Job::Draft(_) => Report::DraftKept { at: now() },
        }
    }

    /// Gives up the reserve; `false` when there is none left.
    fn make_room(&mut self) -> bool {
        let reserve = self.folder.join(RESERVE_NAME);
        let removed = self.storage.remove_file(&reserve).is_ok();
        self.reserve_dropped |= removed;
        removed
    }

    /// Writes a complete copy and goes on there: a new journal in the same folder for an
    /// entry, else (and if that fails too) a new folder in one of the rescue places.
    fn go_elsewhere(&mut self, job: &Job) -> Option<PathBuf> {
        let storage = self.storage.clone();
        let storage = storage.as_ref();
        match job {
            Job::Entry(_) | Job::Seal => {
                // A name that is taken is refused, and the case goes further away then.
                let names = storage.list(&self.folder).unwrap_or_default();
                let name = next_name(&names, RESCUE_PREFIX);
                if let Ok(path) = self.case.journal.move_to(storage, &self.folder, &name) {
                    return Some(path);
                }
                if *job == Job::Seal {
                    // It is worth no new home; entries are, and it follows them there.
                    return None;
                }
            }
            Job::Words(_) | Job::Erase(_) => {}
            // These need no new home for the case.
            Job::Script(..) | Job::Plan(_) | Job::Draft(_) => return None,
        }
        let id = self.case.content.scan.header.id;
        for place in &self.rescue_places {
            let Ok(random) = storage.random() else {
                continue;
            };
            let suffix = hex(random.get(..4).unwrap_or_default());
            let folder = place.join(format!("{id}-{suffix}"));
            let moved = ensure_folder(storage, place)
                .and_then(|()| {
                    storage
                        .create_folder(&folder)
                        .and_then(|()| storage.sync_folder(place))
                        .map_err(StoreError::system("create a folder for the copy", &folder))
                })
                .and_then(|()| self.case.notes.move_to(storage, &folder))
                .and_then(|()| {
                    self.case
                        .journal
                        .move_to(storage, &folder, &format!("{RESCUE_PREFIX}1"))
                });
            if let Ok(path) = moved {
                // Missing scripts are still in the case's own folder.
                let _ = storage.create_folder(&folder.join(super::case_folder::SCRIPTS_NAME));
                self.folder = folder;
                return Some(path);
            }
            // Nothing may look for the notes there, nor find words there later.
            let notes = self.case.journal.writing().name(super::notes::NOTES_NAME);
            self.case.notes.stay_in(&self.folder);
            let _ = storage.remove_file(&folder.join(notes));
        }
        None
    }
}
