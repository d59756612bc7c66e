//! An open case: decide, stamp, apply, and hand over to be saved.
//!
//! A key acts on the case at once; its words and events go to the writer, which reports when
//! they are safe. [`Cabinet`] takes cases out of the store and puts new ones in.

mod beside;
mod cabinet;
mod copying;
mod draft;
mod entry;
mod foreign;
mod half_typed;
mod importing;
mod known_scripts;
pub mod library;
mod record;
mod replaying;
mod resuming;
mod saved_plan;
mod status;

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

pub use beside::{ComparedCopy, Comparison, NotesBeside, SideBySide, Span};
pub use cabinet::{
    AlteredScript, BegunAnew, Cabinet, CabinetError, PlanBeside, ReadCase, VersionCode, Waker,
    WordsBeside, incomplete, listed,
};
pub use draft::{Draft, DraftFor, DraftPart, Spoken};
pub use entry::{Held, decode, encode, encode_words, time_of};
pub use foreign::Unfit;
pub use importing::{Compared, ImportError, Imported};
pub use known_scripts::script_hash;
pub use record::{ClosedRecord, RecordFit, closed_records, lost_entries};
pub use status::{MissingSeal, SaveStatus};

use crate::case::{self, Case, Command, EraseRule, Event, Now, Recorded, Refusal};
use crate::clock::Clock;
use crate::document;
use crate::script::Script;
use crate::store::{Batch, Flusher, Report, Unsaved, Writer};
use copying::Copying;
use entry::opened_at;
use record::{RecordSum, is_closing};
use resuming::Unseen;
use saved_plan::changes_plan;

/// From this many milliseconds on, a difference of the two clocks is recorded.
const CLOCK_STEP: i64 = 60_000;

/// An open case: what a key acts on at once, while its events are being saved.
pub struct Desk {
    case: Case,
    /// The case as it may be seen, while one side alone is in the room.
    seen: Option<Box<Case>>,
    clock: Arc<dyn Clock>,
    /// When the wall clock was last compared with the steady one.
    compared: Now,
    status: SaveStatus,
    practice: bool,
    /// Whether it is saved in plain files that others may read.
    plain: bool,
    keeping: Keeping,
    /// Has it copied to a shared folder, where there is one.
    copying: Option<Copying>,
    draft: Option<String>,
    /// Of every entry so far, for what is closed.
    record: RecordSum,
    remarks: Vec<String>,
    /// Set from opening a case until it is recorded that it is gone on with.
    resumed: Option<Unseen>,
}

/// What a command did to half-typed words, which whoever holds them has to take in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// The rules by which words were erased; half-typed words are forgotten by them too.
    pub erased: Vec<EraseRule>,
    /// Set where private time ended in which the case was opened, and the draft was filed: it is
    /// to be taken in again, and this is to be said of it.
    pub filed: Option<Vec<String>>,
}

/// What happens to events.
enum Keeping {
    /// They stay in memory: tests, benchmarks, and what is brought in whole.
    Memory,
    /// A writer saves them.
    Disk(Box<Writer>, Receiver<Report>),
    /// The case is only looked at.
    ReadOnly,
}

/// What a new case is begun with.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// Pseudonymous reference.
    pub reference: String,
    /// The script.
    pub script: Arc<Script>,
    /// SHA-256 of the script's exact text, in hex.
    pub script_hash: String,
    /// Whether it is a practice case.
    pub practice: bool,
}

impl Desk {
    /// Opens a case that is kept in memory only.
    pub fn in_memory(new: NewCase, clock: Arc<dyn Clock>) -> Self {
        let mut desk = Self::around(
            Case::new(new.script.clone()),
            clock,
            new.practice,
            Keeping::Memory,
        );
        desk.begin(new);
        desk
    }

    /// Shows a case that was read; every command is refused.
    ///
    /// `remarks` say what is unusual or missing about it; see [`ReadCase::notices`].
    pub fn read_only(
        case: Case,
        remarks: Vec<String>,
        clock: Arc<dyn Clock>,
        practice: bool,
    ) -> Self {
        let mut desk = Self::around(case, clock, practice, Keeping::ReadOnly);
        desk.remarks = remarks;
        desk
    }

    fn saving(
        case: Case,
        clock: Arc<dyn Clock>,
        practice: bool,
        record: RecordSum,
        keeping: Keeping,
    ) -> Self {
        Self {
            record,
            ..Self::around(case, clock, practice, keeping)
        }
    }

    fn around(case: Case, clock: Arc<dyn Clock>, practice: bool, keeping: Keeping) -> Self {
        let seen = seen_of(&case);
        Self {
            case,
            seen,
            compared: clock.now(),
            clock,
            status: SaveStatus::default(),
            practice,
            plain: false,
            keeping,
            copying: None,
            draft: None,
            record: RecordSum::default(),
            remarks: Vec::new(),
            resumed: None,
        }
    }

    /// The case as it may be seen now; all of it, but while one side alone is in the room.
    pub fn case(&self) -> &Case {
        self.seen.as_deref().unwrap_or(&self.case)
    }

    /// Whether it is a practice case.
    pub fn is_practice(&self) -> bool {
        self.practice
    }

    /// Whether the case is only looked at.
    pub fn is_read_only(&self) -> bool {
        matches!(self.keeping, Keeping::ReadOnly)
    }

    /// What should be said once about how the case was found, in sentences.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Carries out a command: decides, stamps, applies, and hands the events over to be saved.
    pub fn execute(&mut self, command: Command) -> Result<Done, Refusal> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        let now = self.now();
        let events = case::decide(self.case(), command, now)?;
        if let Some(step) = self.clock_step(now).filter(|_| !events.is_empty()) {
            self.take(vec![step], now);
        }
        let erased = events.iter().filter_map(Event::erase_rule).collect();
        self.take(events, now);
        let filed = self.record_resuming();
        Ok(Done { erased, filed })
    }

    /// Goes over to another script, whose text is kept beside the case already.
    pub(super) fn change_process(
        &mut self,
        script: Arc<Script>,
        script_hash: String,
    ) -> Result<(), Refusal> {
        self.case.know(script.clone(), &script_hash);
        self.execute(Command::ChangeProcess(script, script_hash))
            .map(drop)
    }

    /// Whether a command would begin private time, in which half-typed words are not kept any more.
    pub fn begins_private_time(&self, command: &Command) -> bool {
        self.leads_to(command, |event| {
            matches!(event, Event::PrivateTimeStarted { .. })
        })
    }

    /// Whether a command would be carried out, and an event of this kind would come of it.
    pub fn leads_to(&self, command: &Command, wanted: fn(&Event) -> bool) -> bool {
        let events = case::decide(self.case(), command.clone(), self.clock.now());
        events.is_ok_and(|events| events.iter().any(wanted))
    }

    /// Why a command would be refused at this moment, without carrying it out.
    pub fn refusal_of(&self, command: &Command, now: Now) -> Option<Refusal> {
        if self.is_read_only() {
            return Some(Refusal::ReadOnly);
        }
        case::decide(self.case(), command.clone(), now).err()
    }

    /// A handle that makes everything safe from another thread.
    pub fn flusher(&self) -> Option<Flusher> {
        match &self.keeping {
            Keeping::Disk(writer, _) => Some(writer.flusher()),
            Keeping::Memory | Keeping::ReadOnly => None,
        }
    }

    /// Closes the case, waiting no longer than `deadline`; says what was not saved.
    pub fn close(self, deadline: Duration) -> Unsaved {
        let unsaved = match self.keeping {
            Keeping::Disk(writer, _) => writer.close(deadline),
            Keeping::Memory | Keeping::ReadOnly => Unsaved::default(),
        };
        if let Some(copying) = self.copying {
            copying.close();
        }
        unsaved
    }

    fn begin(&mut self, new: NewCase) {
        let opened = Event::CaseOpened {
            reference: new.reference,
            script: new.script.id.clone(),
            version: new.script.version,
            script_hash: new.script_hash,
        };
        let now = self.clock.now();
        self.take(vec![opened], now);
    }

    /// A step of the wall clock since both clocks were last compared; never recorded in
    /// private time, but told by the first event after it.
    fn clock_step(&self, now: Now) -> Option<Event> {
        if self.case.is_private() {
            return None;
        }
        let steady = i64::try_from(now.milliseconds_since(self.compared)).ok()?;
        let wall = (now.wall - self.compared.wall).num_milliseconds();
        changed_by(wall - steady)
    }

    fn take(&mut self, events: Vec<Event>, at: Now) {
        if events.is_empty() {
            return;
        }
        if !self.case.is_private() {
            self.compared = at;
        }
        let command = self.case.history.last().map_or(1, |last| last.number + 1);
        self.copy_at_a_pause(command, &events);
        let mut batch = Batch::default();
        let mut plan_changed = false;
        for (number, event) in (command..).zip(events) {
            let event = self.record.stamp(event);
            batch.seal |= is_closing(&event);
            for words in event.words() {
                let purpose = self.case.purpose_of(&event);
                let held = words.content.clone().map(|content| Held {
                    purpose,
                    opened: opened_at(&self.case),
                    content,
                });
                let held = held.map(|held| encode_words(words.id.0, &held));
                batch.words.extend(held);
            }
            plan_changed |= changes_plan(&event);
            if let Some(rule) = event.erase_rule() {
                // Half-typed words are forgotten by the same rules.
                let mut draft = Draft::read(self.draft().unwrap_or_default());
                draft.forget(rule);
                // What was held ready was not sorted yet.
                self.hold_draft(&draft.write());
                if let Some(change) = self.set_draft(&draft.write()) {
                    batch.draft = Some(change);
                }
            }
            let erased = self.case.erased.clone();
            let recorded = Recorded {
                number,
                command,
                at,
                event,
            };
            let entry = encode(&recorded);
            self.record.add(&entry);
            batch.entries.push(entry);
            self.case.apply(recorded);
            batch
                .erase
                .extend(self.case.erased.difference(&erased).map(|id| id.0));
        }
        self.seen = seen_of(&self.case);
        if plan_changed {
            batch.plan = document::plan::write(&self.case, self.practice).ok();
        }
        self.hand_over(batch);
    }

    fn hand_over(&mut self, batch: Batch) {
        match &self.keeping {
            Keeping::Disk(writer, _) => {
                let now = self.clock.now();
                self.status.waiting_since.get_or_insert(now);
                writer.save(batch);
                self.status.waiting = writer.waiting();
            }
            Keeping::Memory => {
                let now = self.clock.now();
                if let Some(entry) = batch.entries.last() {
                    self.status.saved = Some((entry.number, now));
                }
                if batch.draft.is_some() {
                    self.status.draft_kept = Some(now);
                }
            }
            Keeping::ReadOnly => {}
        }
    }
}

fn seen_of(case: &Case) -> Option<Box<Case>> {
    match case.seen() {
        Cow::Borrowed(_) => None,
        Cow::Owned(seen) => Some(Box::new(seen)),
    }
}

/// That the wall clock stepped by so many milliseconds, where that is worth an entry.
fn changed_by(milliseconds: i64) -> Option<Event> {
    let minutes = milliseconds.checked_add(30_000)?.div_euclid(60_000);
    (milliseconds.abs() >= CLOCK_STEP).then_some(Event::ClockChanged { minutes })
}
