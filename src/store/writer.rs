//! The thread that saves, so that a slow disk never stops anybody from typing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::batch::{Batch, Report};
use super::draft::DraftChange;
use super::error::StoreError;
use super::open_case::OpenCase;
use super::storage::Storage;
use super::writer_core::WriterCore;
use crate::clock::Clock;

/// From so many waiting jobs on, each further one is answered with [`Report::Crowded`].
const CROWDED: usize = 1_000;

/// Handle of the thread that saves one case.
pub struct Writer {
    flusher: Flusher,
    listener: ReportTo,
    thread: Option<JoinHandle<()>>,
}

/// A second handle, for whoever has to make everything safe from another thread: the
/// guard that hears that the terminal was closed.
#[derive(Clone)]
pub struct Flusher {
    messages: Sender<Message>,
    waiting: Arc<AtomicUsize>,
    /// Half-typed text that is newer than what was handed over; see [`Writer::hold_draft`].
    held: Arc<Mutex<Option<DraftChange>>>,
}

/// What was not saved when a case was closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// How many jobs.
    pub jobs: usize,
    /// The jobs themselves, unless the disk still hangs on one of them.
    pub batch: Option<Batch>,
}

/// What a writer needs besides the case.
pub struct WriterSetup {
    /// Where to write.
    pub storage: Arc<dyn Storage>,
    /// What stamps the reports.
    pub clock: Arc<dyn Clock>,
    /// Where to go when the folder of the case fails; see `Home::rescue_places`.
    pub rescue_places: Vec<PathBuf>,
    /// Where the reports go; called from the writer's thread, so it must be quick.
    pub reports: ReportTo,
}

/// Takes reports in, from whichever thread has one.
pub type ReportTo = Arc<dyn Fn(Report) + Send + Sync>;

enum Message {
    Save(Box<Batch>),
    Flush(Sender<usize>),
    Close(Sender<Batch>),
}

impl Writer {
    /// Starts the thread. It sleeps while there is nothing to do.
    pub fn start(setup: WriterSetup, case: OpenCase) -> Result<Self, StoreError> {
        let WriterSetup {
            storage,
            clock,
            rescue_places,
            reports,
        } = setup;
        let path = case.content.folder.path().to_owned();
        let core = WriterCore::new(storage, clock, case, rescue_places);
        let (messages, inbox) = channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let worker = Worker {
            inbox,
            reports: reports.clone(),
            waiting: waiting.clone(),
        };
        let thread = Builder::new()
            .name("writer".to_owned())
            .spawn(move || worker.run(core))
            .map_err(StoreError::system("start saving", &path))?;
        let flusher = Flusher {
            messages,
            waiting,
            held: Arc::default(),
        };
        Ok(Self {
            flusher,
            listener: reports,
            thread: Some(thread),
        })
    }

    /// Hands a batch over and returns at once, whatever the disk does.
    pub fn save(&self, batch: Batch) {
        let mut held = self.flusher.lock_held();
        if batch.draft.is_some() {
            *held = None;
        }
        let (lost, waiting) = self.flusher.send(batch);
        drop(held);
        let report = if lost {
            stopped(waiting)
        } else if waiting > CROWDED {
            Report::Crowded { waiting }
        } else {
            return;
        };
        (self.listener)(report);
    }

    /// Holds the newest half-typed text ready, without writing it; nothing where what was
    /// handed over is the newest.
    ///
    /// It is written with the next [`Flusher::flush`], so that an end from outside costs no
    /// letter; a batch with a draft of its own takes its place.
    pub fn hold_draft(&self, draft: Option<DraftChange>) {
        *self.flusher.lock_held() = draft;
    }

    /// How many jobs are not done yet.
    pub fn waiting(&self) -> usize {
        self.flusher.waiting()
    }

    /// Gives a handle that can be used from another thread.
    pub fn flusher(&self) -> Flusher {
        self.flusher.clone()
    }

    /// Tries to save everything now, and closes the case, waiting no longer than `deadline`.
    ///
    /// Returns what is left. A disk that hangs keeps its thread; the program may end.
    pub fn close(mut self, deadline: Duration) -> Unsaved {
        self.flusher.hand_over_held();
        let (reply, answer) = channel();
        let sent = self.flusher.messages.send(Message::Close(reply)).is_ok();
        match answer.recv_timeout(deadline) {
            Ok(batch) if sent => {
                if let Some(thread) = self.thread.take() {
                    // A panic in there was reported when it happened.
                    let _ = thread.join();
                }
                Unsaved {
                    jobs: batch.jobs(),
                    batch: Some(batch),
                }
            }
            Ok(_) | Err(_) => Unsaved {
                jobs: self.waiting(),
                batch: None,
            },
        }
    }
}

impl Flusher {
    /// Tries to save everything now, half-typed text that was held ready included, waiting no
    /// longer than `deadline`; returns how many jobs are left.
    pub fn flush(&self, deadline: Duration) -> usize {
        self.hand_over_held();
        let (reply, answer) = channel();
        if self.messages.send(Message::Flush(reply)).is_err() {
            return self.waiting();
        }
        answer
            .recv_timeout(deadline)
            .unwrap_or_else(|_| self.waiting())
    }

    /// Hands over half-typed text that was held ready.
    fn hand_over_held(&self) {
        // Held until it is sent, so that nothing older can come after it.
        let mut held = self.lock_held();
        if let Some(draft) = held.take() {
            self.send(Batch {
                draft: Some(draft),
                ..Batch::default()
            });
        }
    }

    /// Sends a batch; says whether it went nowhere, and how many jobs wait now.
    fn send(&self, batch: Batch) -> (bool, usize) {
        let jobs = batch.jobs();
        let waiting = self.waiting.fetch_add(jobs, Ordering::SeqCst) + jobs;
        let lost = self.messages.send(Message::Save(Box::new(batch))).is_err();
        (lost, waiting)
    }

    fn lock_held(&self) -> MutexGuard<'_, Option<DraftChange>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many jobs are not done yet.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }
}

/// What the thread itself holds.
struct Worker {
    inbox: Receiver<Message>,
    reports: ReportTo,
    waiting: Arc<AtomicUsize>,
}

impl Worker {
    fn run(self, mut core: WriterCore) {
        loop {
            let message = match core.milliseconds_to_retry() {
                None => self
                    .inbox
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
                Some(left) => self.inbox.recv_timeout(Duration::from_millis(left)),
            };
            let done = catch_unwind(AssertUnwindSafe(|| match message {
                Ok(Message::Save(batch)) => {
                    let needless = core.enqueue(*batch);
                    self.count_down(needless);
                    self.watched(&mut core, WriterCore::work_if_due);
                    None
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.watched(&mut core, WriterCore::work);
                    None
                }
                Ok(Message::Flush(reply)) => {
                    self.watched(&mut core, WriterCore::work);
                    // Whoever asked may have stopped waiting.
                    let _ = reply.send(core.waiting());
                    None
                }
                Ok(Message::Close(reply)) => Some(Some(reply)),
                Err(RecvTimeoutError::Disconnected) => Some(None),
            }));
            match done {
                Ok(None) => {}
                Ok(Some(reply)) => return self.close(core, reply),
                Err(_) => {
                    (self.reports)(stopped(self.waiting.load(Ordering::SeqCst)));
                    return self.refuse();
                }
            }
        }
    }

    /// Answers whatever still comes in after a fault of the program, so that nothing is
    /// believed to be on its way.
    fn refuse(&self) {
        while let Ok(message) = self.inbox.recv() {
            let waiting = self.waiting.load(Ordering::SeqCst);
            match message {
                Message::Save(_) => (self.reports)(stopped(waiting)),
                Message::Flush(reply) => {
                    // Whoever asked may have stopped waiting.
                    let _ = reply.send(waiting);
                }
                Message::Close(_) => return,
            }
        }
    }

    fn close(&self, mut core: WriterCore, reply: Option<Sender<Batch>>) {
        let left = catch_unwind(AssertUnwindSafe(move || {
            self.watched(&mut core, WriterCore::work);
            core.finish()
        }));
        if let (Ok(left), Some(reply)) = (left, reply) {
            let _ = reply.send(left);
        }
    }

    /// Passes reports on, and counts done jobs down as they are done.
    fn watched(
        &self,
        core: &mut WriterCore,
        work: impl FnOnce(&mut WriterCore, &mut dyn FnMut(Report)),
    ) {
        work(core, &mut |report| {
            let done = match &report {
                Report::Saved { .. }
                | Report::WordsSaved { .. }
                | Report::Erased { .. }
                | Report::DraftKept { .. }
                | Report::Sealed
                | Report::SealPutOff
                | Report::PlanSaved
                | Report::ScriptSaved { .. } => 1,
                Report::NotSaved { .. }
                | Report::NotSealed { .. }
                | Report::SealedLater
                | Report::Rescued { .. }
                | Report::Recovered
                | Report::Crowded { .. } => 0,
            };
            self.count_down(done);
            (self.reports)(report);
        });
    }

    fn count_down(&self, done: usize) {
        let count = |waiting: usize| Some(waiting.saturating_sub(done));
        // The closure never answers "no", so there is nothing to handle.
        let _ = self
            .waiting
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, count);
    }
}

fn stopped(waiting: usize) -> Report {
    Report::NotSaved {
        waiting,
        problem: "The part of the program that saves has stopped because of a fault in it. \
                  Everything reported as saved is safe."
            .to_owned(),
        advice: "Write down what was said since then, leave the program and start it again.",
    }
}
