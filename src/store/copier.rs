//! The thread that makes copies on a shared folder, so that a share which is slow, full or gone
//! never delays a key, a picture or what is saved here.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::error::StoreError;
use super::reference::Reference;
use super::shared_copy::SharedFolder;
use crate::case::Now;
use crate::clock::Clock;

/// Milliseconds between two tries after a failure.
const RETRY_AFTER: u64 = 30_000;

/// Hands cases to the thread that copies them; clones hand them to the same one.
#[derive(Clone)]
pub struct Copier {
    shared: Arc<Shared>,
}

/// What the thread needs.
pub struct CopierSetup {
    /// Where the cases are, and where their copies go.
    pub folder: SharedFolder,
    /// What the retries are counted by, and the copies are stamped with.
    pub clock: Arc<dyn Clock>,
    /// Called from the thread whenever it stands otherwise with a copy; must be quick.
    pub changed: Arc<dyn Fn() + Send + Sync>,
}

/// How it stands with the copy of one case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CopyStanding {
    /// When it was last whole.
    pub whole: Option<DateTime<FixedOffset>>,
    /// Since when a newer one waits to be made.
    pub waiting_since: Option<Now>,
    /// Why it could not be made, while that is so.
    pub problem: Option<String>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    folder: SharedFolder,
    clock: Arc<dyn Clock>,
}

/// Never locked while a disk or a share is asked for anything.
#[derive(Default)]
struct State {
    /// The cases that wait: each once, however often it was asked for, for the newest is copied.
    wanted: BTreeMap<Reference, Wanted>,
    standings: BTreeMap<Reference, CopyStanding>,
    /// The cases that this run of the program writes to.
    written: BTreeSet<Reference>,
    /// Cases of earlier runs that were not looked at yet.
    earlier: Vec<Reference>,
    /// Whether a case is being copied, or it is looked which ones there are.
    busy: bool,
}

struct Wanted {
    /// When the next try is due, on the steady clock.
    due: u64,
    /// Tells whether it was asked for again while it was being copied.
    asked: u64,
}

/// One case to be copied.
struct Work {
    reference: Reference,
    /// How often it was asked for by then.
    asked: u64,
    began: Now,
}

impl Copier {
    /// Starts the thread. It begins with what earlier runs could not copy, and sleeps then.
    pub fn start(setup: CopierSetup) -> Result<Self, StoreError> {
        let path = setup.folder.path.clone();
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                busy: true,
                ..State::default()
            }),
            changed: Condvar::new(),
            folder: setup.folder,
            clock: setup.clock,
        });
        let copier = Self {
            shared: shared.clone(),
        };
        let tell = setup.changed;
        Builder::new()
            .name("copier".to_owned())
            .spawn(move || shared.run(tell.as_ref()))
            .map_err(StoreError::system("start copying", &path))?;
        Ok(copier)
    }

    /// Asks for a copy of a case as it is by now, and does not wait for it.
    pub fn ask(&self, reference: &Reference) {
        let now = self.shared.clock.now();
        self.shared.lock().want(reference, now);
        self.shared.changed.notify_all();
    }

    /// Looks after a case that is opened; one that is written to is copied once more by
    /// [`Copier::leave`].
    pub fn watch(&self, reference: &Reference, is_written_to: bool) {
        let whole = self.shared.folder.last_whole(reference);
        let mut state = self.shared.lock();
        let standing = state.standings.entry(reference.clone()).or_default();
        standing.whole = standing.whole.or(whole);
        if is_written_to {
            state.written.insert(reference.clone());
        }
    }

    /// How it stands with the copy of a case that is looked after; asks no disk.
    pub fn standing(&self, reference: &Reference) -> CopyStanding {
        let state = self.shared.lock();
        state.standings.get(reference).cloned().unwrap_or_default()
    }

    /// Has everything that this run of the program has changed copied, waiting no longer than
    /// `patience`, and not at all for a share that refuses; says whether something is left for the
    /// next start.
    pub fn leave(&self, patience: Duration) -> bool {
        let now = self.shared.clock.now();
        let mut state = self.shared.lock();
        for reference in state.written.clone() {
            state.want(&reference, now);
        }
        self.shared.changed.notify_all();
        let untried = |state: &mut State| state.has_work(now);
        let waited = self
            .shared
            .changed
            .wait_timeout_while(state, patience, untried);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.has_work(now) || !state.wanted.is_empty()
    }
}

impl State {
    /// Whether something is being tried, or is to be tried at once.
    fn has_work(&self, now: Now) -> bool {
        let due = |wanted: &Wanted| wanted.due <= now.steady;
        self.busy || !self.earlier.is_empty() || self.wanted.values().any(due)
    }

    fn want(&mut self, reference: &Reference, now: Now) {
        let wanted = self.wanted.entry(reference.clone());
        let wanted = wanted.or_insert(Wanted { due: 0, asked: 0 });
        wanted.due = now.steady;
        wanted.asked += 1;
        let standing = self.standings.entry(reference.clone()).or_default();
        standing.waiting_since.get_or_insert(now);
    }

    /// The case that is to be copied now, one that was asked for before those of earlier runs; or
    /// after how many milliseconds there is one.
    fn next(&mut self, began: Now) -> Result<Work, Option<u64>> {
        let first = self.wanted.iter().min_by_key(|(_, wanted)| wanted.due);
        let wait = first.map(|(_, wanted)| wanted.due.saturating_sub(began.steady));
        let (reference, asked) = match first {
            Some((reference, wanted)) if wait == Some(0) => (reference.clone(), wanted.asked),
            Some(_) | None => (self.earlier.pop().ok_or(wait)?, 0),
        };
        self.busy = true;
        Ok(Work {
            reference,
            asked,
            began,
        })
    }

    /// Takes in what became of a copy.
    fn take_in(
        &mut self,
        work: &Work,
        after: Now,
        made: Result<Option<DateTime<FixedOffset>>, String>,
    ) {
        self.busy = false;
        let reference = &work.reference;
        let standing = self.standings.entry(reference.clone()).or_default();
        match made {
            Ok(whole) => {
                standing.whole = whole;
                standing.problem = None;
                let wanted = self.wanted.get(reference);
                if wanted.is_none_or(|wanted| wanted.asked == work.asked) {
                    self.wanted.remove(reference);
                    standing.waiting_since = None;
                }
            }
            Err(problem) => {
                standing.problem = Some(problem);
                standing.waiting_since.get_or_insert(work.began);
                let asked = work.asked;
                let wanted = self.wanted.entry(reference.clone());
                let wanted = wanted.or_insert(Wanted { due: 0, asked });
                wanted.due = after.steady + RETRY_AFTER;
            }
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, tell: &(dyn Fn() + Send + Sync)) {
        let mut earlier = self.folder.references();
        earlier.reverse();
        let mut state = self.lock();
        (state.earlier, state.busy) = (earlier, false);
        drop(state);
        self.changed.notify_all();
        loop {
            let work = self.wait_for_work();
            let made = self.folder.bring_up_to_date(&work.reference, work.began);
            let made = made.map_err(|error| error.to_string());
            let after = self.clock.now();
            self.lock().take_in(&work, after, made);
            self.changed.notify_all();
            tell();
        }
    }

    /// Sleeps until there is something to copy.
    fn wait_for_work(&self) -> Work {
        let mut state = self.lock();
        loop {
            match state.next(self.clock.now()) {
                Ok(work) => return work,
                Err(None) => {
                    let woken = self.changed.wait(state);
                    state = woken.unwrap_or_else(PoisonError::into_inner);
                }
                Err(Some(milliseconds)) => {
                    let patience = Duration::from_millis(milliseconds);
                    let woken = self.changed.wait_timeout(state, patience);
                    (state, _) = woken.unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}
