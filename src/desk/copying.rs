//! When an open case is copied to a shared folder, and how saving and copying stand.

use super::{Desk, Keeping};
use crate::case::{Event, FollowingEvent};
use crate::store::{Copier, CopyStanding, Reference, Report};

/// A copy is made after so many entries at the latest.
const ENTRIES: u64 = 10;

/// What has an open case copied.
pub(super) struct Copying {
    copier: Copier,
    reference: Reference,
    /// Whether the case is only looked at.
    to_read: bool,
    /// Entries that were saved since a copy was last asked for.
    entries: u64,
    /// The number of an entry after which one is asked for: the meeting pauses then, or is over.
    pause: Option<u64>,
}

impl Copying {
    /// Asks for a copy where what was saved makes one due.
    fn hear(&mut self, report: &Report) {
        let due = match report {
            Report::Saved { number, .. } => {
                self.entries += 1;
                self.entries >= ENTRIES || self.pause.is_some_and(|pause| *number >= pause)
            }
            // Words that are gone here may not stay there.
            Report::Erased { .. }
            | Report::PlanSaved
            | Report::Sealed
            | Report::SealedLater
            | Report::Rescued { .. } => true,
            Report::WordsSaved { .. }
            | Report::ScriptSaved { .. }
            | Report::DraftKept { .. }
            | Report::SealPutOff
            | Report::NotSealed { .. }
            | Report::NotSaved { .. }
            | Report::Recovered
            | Report::Crowded { .. } => false,
        };
        if due {
            self.entries = 0;
            self.pause = None;
            self.copier.ask(&self.reference);
        }
    }

    fn standing(&self) -> CopyStanding {
        self.copier.standing(&self.reference)
    }

    /// The case is put away.
    pub(super) fn close(self) {
        if !self.to_read {
            self.copier.ask(&self.reference);
        }
    }
}

impl Desk {
    /// Has this case copied from now on; a practice case never is.
    pub fn copied_by(&mut self, copier: &Copier) {
        let to_read = self.is_read_only();
        let reference = Reference::new(&self.case.reference);
        let Some(reference) = reference.ok().filter(|_| !self.practice) else {
            return;
        };
        copier.watch(&reference, !to_read);
        self.copying = Some(Copying {
            copier: copier.clone(),
            reference,
            to_read,
            entries: 0,
            pause: None,
        });
        self.poll();
    }

    /// Takes in what the writer reported, and how the copy stands; true if the status changed.
    pub fn poll(&mut self) -> bool {
        let before = self.status.clone();
        if let Keeping::Disk(writer, reports) = &self.keeping {
            while let Ok(report) = reports.try_recv() {
                if let Some(copying) = &mut self.copying {
                    copying.hear(&report);
                }
                self.status.take_in(report);
            }
            self.status.waiting = writer.waiting();
            if self.status.waiting == 0 {
                self.status.waiting_since = None;
            }
        }
        if let Some(copying) = &self.copying {
            self.status.copy = Some(copying.standing());
        }
        self.status != before
    }

    /// Has a copy made once these events are saved, the first of which gets this number, where the
    /// meeting pauses with one of them, or is over.
    pub(super) fn copy_at_a_pause(&mut self, first: u64, events: &[Event]) {
        if let Some(copying) = &mut self.copying
            && events.iter().any(is_pause)
        {
            copying.pause = Some(first + events.len() as u64 - 1);
        }
    }
}

fn is_pause(event: &Event) -> bool {
    matches!(
        event,
        Event::BreakStarted
            | Event::TimeOutStarted { .. }
            | Event::PrivateTimeStarted { .. }
            | Event::PrivateTimeEnded
            | Event::SessionAdjourned { .. }
            | Event::SessionEnded { .. }
            | Event::AgreementClosed { .. }
            | Event::Following(FollowingEvent::CaseClosed { .. })
    )
}
